internal import CivilTime
internal import Glibc

/// Texts that records use again and again, each kept once, with what is known of it.
///
/// Only texts of ASCII without escapes are kept, so equal bytes are equal texts. A text is named by a number, a *word*.
struct Words {
  /// What a text may be used as.
  struct Uses: OptionSet {
    var rawValue: UInt8
    static let id = Uses(rawValue: 1)
    /// `group-1` and the like, which name groups in answers.
    static let group = Uses(rawValue: 2)
    static let agency = Uses(rawValue: 4)
    /// Neither blank, nor with a character that a terminal would obey.
    static let text = Uses(rawValue: 8)
    static let smallName = Uses(rawValue: 16)
  }

  /// What finds a text again.
  private struct Slot {
    /// Its first sixteen bytes.
    var key: ByteKey
    /// Of all its bytes.
    var hash: UInt64
    var count: Int32
    /// Negative where no text is kept.
    var word: Int32

    static let empty = Slot(key: ByteKey(), hash: 0, count: 0, word: -1)
  }

  private struct Entry {
    let text: String
    let uses: Uses
    /// Where those of its bytes that stand after the first sixteen are kept.
    let rest: Int
    /// The text alone in a list, once anybody asked for that.
    var alone: [String] = []
    /// The word of the text in small letters, once anybody asked for that.
    var plain = -1
    var date: UncertainDate??
  }

  private var slots: [Slot]
  private var entries: [Entry] = []
  /// The bytes after the first sixteen of texts that are longer.
  private var long: [UInt8] = []

  /// - Parameter room: for how many texts at first; it grows.
  init(room: Int = 1 << 11) {
    var count = 16
    while count < 2 * room { count *= 2 }
    slots = [Slot](repeating: .empty, count: count)
  }

  /// Whether so many texts are kept that it is time to begin again.
  var isFull: Bool { entries.count > 1 << 16 || long.count > 4 << 20 }

  var count: Int { entries.count }

  @inline(__always)
  func text(_ word: Int) -> String { entries[word].text }

  @inline(__always)
  func uses(_ word: Int) -> Uses { entries[word].uses }

  /// The word of a text.
  @inline(__always)
  mutating func word(_ start: UnsafePointer<UInt8>, count: Int, readable: Int) -> Int {
    let text = Sought(start, count: count, readable: readable)
    let (word, slot) = find(text)
    return word >= 0 ? word : add(text, at: slot)
  }

  /// The word of a text that is kept already; nil of any other.
  @inline(__always)
  func keptWord(_ start: UnsafePointer<UInt8>, count: Int, readable: Int) -> Int? {
    let word = find(Sought(start, count: count, readable: readable)).word
    return word >= 0 ? word : nil
  }

  /// The word of a short text that is kept already; nil of any other.
  @inline(__always)
  func keptWord(_ text: Lexer.ShortText) -> Int? {
    var at = Int(truncatingIfNeeded: text.bytes.hash) & (slots.count - 1)
    while slots[at].word >= 0 {
      // A longer one that is kept does not begin so, since none of its bytes is zero; a shorter one followed by zeros does.
      if slots[at].key == text.bytes, Int(slots[at].count) == text.count {
        return Int(slots[at].word)
      }
      at = (at &+ 1) & (slots.count - 1)
    }
    return nil
  }

  /// A text that is looked for.
  private struct Sought {
    let start: UnsafePointer<UInt8>
    let count: Int
    let key: ByteKey
    let hash: UInt64

    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, count: Int, readable: Int) {
      self.start = start
      self.count = count
      key = ByteKey(start, count: count, readable: readable)
      hash = count <= 16 ? key.hash : Words.mixed(key.hash, start, count: count)
    }
  }

  /// The word of a text, and where it is kept; of a text that is not, a negative one, and where it would be.
  @inline(__always)
  private func find(_ text: Sought) -> (word: Int, slot: Int) {
    var at = Int(truncatingIfNeeded: text.hash) & (slots.count - 1)
    while true {
      let slot = slots[at]
      if slot.word < 0 { return (-1, at) }
      if slot.key == text.key, slot.count == text.count,
        text.count <= 16 || (slot.hash == text.hash && isRest(of: Int(slot.word), text))
      {
        return (Int(slot.word), at)
      }
      at = (at &+ 1) & (slots.count - 1)
    }
  }

  /// A hash that also takes in what stands after the first sixteen bytes; the last eight are taken whole, whatever they repeat.
  private static func mixed(
    _ hash: UInt64, _ start: UnsafePointer<UInt8>, count: Int
  ) -> UInt64 {
    let raw = UnsafeRawPointer(start)
    var hash = hash
    var at = 16
    while at < count {
      let part = raw.loadUnaligned(fromByteOffset: min(at, count - 8), as: UInt64.self)
      hash = ByteKey.folded(hash ^ part, 0xA24B_AED4_963E_E407)
      at += 8
    }
    return hash
  }

  /// Whether a text ends as that of a word of the same length does after the first sixteen bytes.
  private func isRest(of word: Int, _ text: Sought) -> Bool {
    let rest = entries[word].rest
    let count = text.count - 16
    return long.withUnsafeBufferPointer { kept in
      precondition(rest + count <= kept.count)
      return memcmp(kept.baseAddress! + rest, text.start + 16, count) == 0
    }
  }

  @inline(never)
  private mutating func add(_ text: Sought, at: Int) -> Int {
    let bytes = UnsafeBufferPointer(start: text.start, count: text.count)
    let word = entries.count
    entries.append(
      Entry(
        text: String(decoding: bytes, as: UTF8.self), uses: Self.uses(of: bytes), rest: long.count))
    if text.count > 16 { long.append(contentsOf: bytes[16...]) }
    slots[at] = Slot(
      key: text.key, hash: text.hash, count: Int32(truncatingIfNeeded: text.count),
      word: Int32(truncatingIfNeeded: word))
    if entries.count * 2 > slots.count { grow() }
    return word
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .empty, count: old.count * 2)
    for slot in old where slot.word >= 0 {
      var at = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
      while slots[at].word >= 0 { at = (at + 1) & (slots.count - 1) }
      slots[at] = slot
    }
  }

  /// The word of a text that the program knows.
  mutating func word(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { word($0.baseAddress!, count: $0.count, readable: $0.count) }
  }

  /// The text as a date; nil if it is none.
  mutating func date(_ word: Int) -> UncertainDate? {
    if let known = entries[word].date { return known }
    let date: UncertainDate? =
      if case .success(let date) = UncertainDate.parse(text(word)) { date } else { nil }
    entries[word].date = .some(date)
    return date
  }

  /// A list of this text alone, shared by all that hold it.
  @inline(__always)
  mutating func list(_ word: Int) -> [String] {
    if entries[word].alone.isEmpty { entries[word].alone = [text(word)] }
    return entries[word].alone
  }

  /// The word of the text in small letters, with single blanks: two spellings of one name have the same.
  mutating func plainWord(_ word: Int) -> Int {
    if entries[word].plain >= 0 { return entries[word].plain }
    let text = text(word).split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    let found = text.isEmpty ? word : self.word(text)
    entries[word].plain = found
    return found
  }
}

extension Words {
  /// What a text of ASCII may be used as; by the rules of the reader of records.
  static func uses(of bytes: UnsafeBufferPointer<UInt8>) -> Uses {
    var uses: Uses = []
    if bytes.isEmpty { return uses }
    if !bytes.contains(0x7F), !bytes.allSatisfy({ $0 == 0x20 }) { uses.insert(.text) }
    if isID(bytes) { uses.insert(.id) }
    if bytes.starts(with: "group-".utf8),
      bytes.dropFirst(6).allSatisfy({ (0x30...0x39).contains($0) })
    {
      uses.insert(.group)
    }
    if isSmallName(bytes[...]) { uses.insert(.smallName) }
    let parts = bytes.split(separator: 0x2F, omittingEmptySubsequences: false)
    if parts.count == 2, parts.allSatisfy({ isSmallName($0) }) { uses.insert(.agency) }
    return uses
  }

  /// Whether a text of ASCII may be an id.
  static func isID(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, bytes.count <= 100, isLetterOrDigit(first) else { return false }
    return bytes.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
  default: false
  }
}

/// Small letters and digits, with single hyphens between words.
private func isSmallName(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  bytes.split(separator: 0x2D, omittingEmptySubsequences: false).allSatisfy { part in
    !part.isEmpty
      && part.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }
}
