internal import CivilTime

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

  private struct Entry {
    var key: ByteKey
    var count: Int
    var rest: Int
    var hash: UInt64
  }

  private(set) var texts: [String] = []
  private(set) var uses: [Uses] = []
  private var entries: [Entry] = []
  private var slots: [Int32]
  /// The bytes of texts longer than sixteen.
  private var long: [UInt8] = []
  private var dates: [UncertainDate??] = []
  private var alone: [[String]?] = []
  private var plain: [Int32] = []

  init() { slots = [Int32](repeating: -1, count: 1 << 12) }

  /// Whether so many texts are kept that it is time to begin again.
  var isFull: Bool { entries.count > 1 << 16 || long.count > 4 << 20 }

  var count: Int { entries.count }

  /// The word of a text.
  @inline(__always)
  mutating func word(_ start: UnsafePointer<UInt8>, count: Int, readable: Int) -> Int {
    let key = ByteKey(start, count: count, readable: readable)
    var hash = (key.low ^ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 29) ^ key.high ^ UInt64(count)) &* 0x94D0_49BB_1331_11EB
    if count > 16 { hash = Self.mixed(hash, start + 16, count: count - 16) }
    hash ^= hash >> 32
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while true {
      let found = slots[slot]
      if found < 0 { break }
      let entry = entries[Int(found)]
      if entry.key == key, entry.count == count,
        count <= 16 || isSame(entry.rest, start + 16, count: count - 16)
      {
        return Int(found)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return add(start, key: key, count: count, hash: hash, slot: slot)
  }

  private static func mixed(
    _ hash: UInt64, _ start: UnsafePointer<UInt8>, count: Int
  ) -> UInt64 {
    var hash = hash
    for index in 0..<count {
      hash = (hash ^ UInt64(start[index])) &* 0x0000_0100_0000_01B3
    }
    return hash ^ (hash >> 29)
  }

  private func isSame(_ rest: Int, _ start: UnsafePointer<UInt8>, count: Int) -> Bool {
    for index in 0..<count where long[rest + index] != start[index] { return false }
    return true
  }

  @inline(never)
  private mutating func add(
    _ start: UnsafePointer<UInt8>, key: ByteKey, count: Int, hash: UInt64, slot: Int
  ) -> Int {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let word = entries.count
    entries.append(Entry(key: key, count: count, rest: long.count, hash: hash))
    if count > 16 { long.append(contentsOf: bytes[16...]) }
    texts.append(String(decoding: bytes, as: UTF8.self))
    uses.append(Self.uses(of: bytes))
    dates.append(nil)
    alone.append(nil)
    plain.append(-1)
    slots[slot] = Int32(truncatingIfNeeded: word)
    if entries.count * 2 > slots.count { grow() }
    return word
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (word, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: word)
    }
  }

  /// The word of a text that the program knows.
  mutating func word(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { word($0.baseAddress!, count: $0.count, readable: $0.count) }
  }

  /// The text as a date; nil if it is none.
  mutating func date(_ word: Int) -> UncertainDate? {
    if let known = dates[word] { return known }
    let date: UncertainDate? =
      if case .success(let date) = UncertainDate.parse(texts[word]) { date } else { nil }
    dates[word] = .some(date)
    return date
  }

  /// A list of this text alone, shared by all that hold it.
  mutating func list(_ word: Int) -> [String] {
    if let known = alone[word] { return known }
    let list = [texts[word]]
    alone[word] = list
    return list
  }

  /// The word of the text in small letters, with single blanks: two spellings of one name have the same.
  mutating func plainWord(_ word: Int) -> Int {
    if plain[word] >= 0 { return Int(plain[word]) }
    let text = texts[word].split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    let found = text.isEmpty ? word : self.word(text)
    plain[word] = Int32(truncatingIfNeeded: found)
    return found
  }
}

extension Words {
  /// What a text of ASCII may be used as; by the rules of the reader of records.
  static func uses(of bytes: UnsafeBufferPointer<UInt8>) -> Uses {
    var uses: Uses = []
    guard let first = bytes.first else { return uses }
    if !bytes.contains(0x7F), !bytes.allSatisfy({ $0 == 0x20 }) { uses.insert(.text) }
    if bytes.count <= 100, !(first == 0x2D || first == 0x2E || first == 0x5F),
      bytes.allSatisfy({ isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F })
    {
      uses.insert(.id)
    }
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
