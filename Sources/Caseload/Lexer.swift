internal import Documents

/// The quick reader does not like something: the thorough one is to look.
struct GivenUp: Error {}

/// The parts of JSON, taken from bytes one after another, without a place or a message.
///
/// It takes less than JSON: whoever meets anything else throws ``GivenUp``.
///
/// - Source: RFC 8259; what is taken means what `Documents` makes of it.
struct Lexer {
  /// A text between its quotes, as it was written.
  struct Token {
    var start: Int
    var count: Int
    var isASCII: Bool
    var hasEscape: Bool

    /// Letters of ASCII that stand for themselves.
    var isPlain: Bool { isASCII && !hasEscape }
  }

  let bytes: UnsafePointer<UInt8>
  let count: Int
  var index = 0

  init(_ bytes: UnsafePointer<UInt8>, count: Int) {
    self.bytes = bytes
    self.count = count
  }

  /// The next byte, or 0 at the end.
  @inline(__always)
  var next: UInt8 { index < count ? bytes[index] : 0 }

  @inline(__always)
  mutating func skipSpace() {
    // Most often there is none, and what stands here lies above all blanks.
    while next &- 1 < 0x20 {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index &+= 1
    }
  }

  @inline(__always)
  mutating func take(_ byte: UInt8) throws(GivenUp) {
    guard next == byte else { throw GivenUp() }
    index &+= 1
  }

  /// Steps over `null` and says whether it was there.
  @inline(__always)
  mutating func isNull() throws(GivenUp) -> Bool {
    guard next == UInt8(ascii: "n") else { return false }
    try takeWord("null")
    return true
  }

  mutating func takeWord(_ word: StaticString) throws(GivenUp) {
    let length = word.utf8CodeUnitCount
    guard index + length <= count else { throw GivenUp() }
    for offset in 0..<length where bytes[index + offset] != word.utf8Start[offset] {
      throw GivenUp()
    }
    index += length
  }

  /// Whether a map has another key; steps over the comma or the brace.
  @inline(__always)
  mutating func hasKey(isFirst: inout Bool) throws(GivenUp) -> Bool {
    try hasPart(before: UInt8(ascii: "}"), isFirst: &isFirst)
  }

  /// Whether a list has another item; steps over the comma or the bracket.
  @inline(__always)
  mutating func hasItem(isFirst: inout Bool) throws(GivenUp) -> Bool {
    try hasPart(before: UInt8(ascii: "]"), isFirst: &isFirst)
  }

  @inline(__always)
  private mutating func hasPart(
    before end: UInt8, isFirst: inout Bool
  ) throws(GivenUp) -> Bool {
    skipSpace()
    if next == end {
      index &+= 1
      return false
    }
    if isFirst {
      isFirst = false
    } else {
      try take(UInt8(ascii: ","))
      skipSpace()
    }
    return true
  }

  /// Steps over a key with its colon, if it is this one; says whether it was.
  @inline(__always)
  mutating func takes(_ key: WrittenKey) -> Bool {
    guard index &+ 16 <= count, key.stands(at: bytes + index) else { return false }
    index &+= key.count
    skipSpace()
    return true
  }

  /// Steps over the colon after a key.
  @inline(__always)
  mutating func takeColon() throws(GivenUp) {
    skipSpace()
    try take(UInt8(ascii: ":"))
    skipSpace()
  }

  /// What stands between a quote and the next, where that is fewer than sixteen bytes. If there is a backslash in it, it is not a whole text.
  struct ShortText {
    var bytes: ByteKey
    var count: Int
  }

  /// The short text that begins here; nil of a longer one, and where the bytes end soon. It is not stepped over.
  @inline(__always)
  var shortText: ShortText? {
    guard index &+ 17 <= count, bytes[index] == UInt8(ascii: "\"") else { return nil }
    let raw = UnsafeRawPointer(bytes + index)
    let low = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 1, as: UInt64.self))
    let high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 9, as: UInt64.self))
    let lowEnd = Self.quotes(in: low)
    let highEnd = Self.quotes(in: high)
    guard lowEnd | highEnd != 0 else { return nil }
    // What is below the mark of the quote, without the quote itself.
    let lowMask = lowEnd != 0 ? (lowEnd ^ (lowEnd &- 1)) >> 8 : .max
    let highMask = lowEnd != 0 ? 0 : (highEnd ^ (highEnd &- 1)) >> 8
    let bits =
      lowEnd != 0 ? lowEnd.trailingZeroBitCount : 64 &+ highEnd.trailingZeroBitCount
    return ShortText(bytes: ByteKey(low: low & lowMask, high: high & highMask), count: bits >> 3)
  }

  /// Steps over a short text and its quotes.
  @inline(__always)
  mutating func skip(_ text: ShortText) { index &+= text.count &+ 2 }

  /// The high bit of the first of eight bytes that is a quote, and perhaps those of later ones.
  @inline(__always)
  private static func quotes(in word: UInt64) -> UInt64 {
    let quote = word ^ each(0x22)
    return (quote &- each(0x01)) & ~quote & each(0x80)
  }

  /// A text; `index` is at its first quote.
  @inline(__always)
  mutating func string() throws(GivenUp) -> Token {
    try take(UInt8(ascii: "\""))
    let start = index
    skipPlain()
    if next != UInt8(ascii: "\"") { return try unusualString(from: start) }
    let token = Token(start: start, count: index &- start, isASCII: true, hasEscape: false)
    index &+= 1
    return token
  }

  /// Steps over letters of ASCII that stand for themselves in a text, sixteen at a time while so many are left.
  @inline(__always)
  private mutating func skipPlain() {
    while index &+ 16 <= count {
      let raw = UnsafeRawPointer(bytes + index)
      let low = Self.stops(in: raw.loadUnaligned(as: UInt64.self))
      let high = Self.stops(in: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      // Most texts are short: where both are asked at once, nothing has to be guessed about their length.
      let bits = low != 0 ? low.trailingZeroBitCount : 64 &+ high.trailingZeroBitCount
      index &+= bits >> 3
      if low | high != 0 { return }
    }
    while index < count, Self.stops(in: UInt64(bytes[index])) & 0x80 == 0 { index &+= 1 }
  }

  /// The high bit of the first of eight bytes that ends a text or is no letter of ASCII that stands for itself, and perhaps those of later ones.
  @inline(__always)
  private static func stops(in bytes: UInt64) -> UInt64 {
    let word = UInt64(littleEndian: bytes)
    // Below a blank, above ASCII, or what deletes; then the quote and the backslash.
    let unusual = (word &- each(0x20)) | word | (word &+ each(0x01))
    let quote = word ^ each(0x22)
    let backslash = word ^ each(0x5C)
    let marks = (quote &- each(0x01)) & ~quote | (backslash &- each(0x01)) & ~backslash
    return (unusual | marks) & each(0x80)
  }

  @inline(__always)
  private static func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// The rest of a text with escapes or with letters above ASCII.
  @inline(never)
  private mutating func unusualString(from start: Int) throws(GivenUp) -> Token {
    var token = Token(start: start, count: 0, isASCII: true, hasEscape: false)
    while next != UInt8(ascii: "\"") {
      if next == UInt8(ascii: "\\") {
        // What is escaped is never the end.
        token.hasEscape = true
        index += 1
      }
      // A control character, or the end of the bytes.
      if next < 0x20 || next == 0x7F { throw GivenUp() }
      if next >= 0x80 { token.isASCII = false }
      index += 1
    }
    token.count = index - start
    index += 1
    return token
  }

  /// A whole number without sign, fraction or leading zero, below a thousand million.
  mutating func number() throws(GivenUp) -> Int {
    let start = index
    var value = 0
    while index < count, bytes[index] &- 0x30 <= 9 {
      value = value * 10 + Int(bytes[index] &- 0x30)
      index += 1
      if index - start > 9 { throw GivenUp() }
    }
    guard index > start, bytes[start] != 0x30 || index == start + 1 else { throw GivenUp() }
    return value
  }

  /// Steps over whatever value stands here; what it is will be looked at later.
  mutating func skipValue(depth: Int = 0) throws(GivenUp) {
    if depth > 8 { throw GivenUp() }
    let close: UInt8
    switch next {
    case UInt8(ascii: "\""):
      _ = try string()
      return
    case UInt8(ascii: "{"): close = UInt8(ascii: "}")
    case UInt8(ascii: "["): close = UInt8(ascii: "]")
    default:
      while index < count, ![0x2C, 0x7D, 0x5D].contains(bytes[index]) { index += 1 }
      return
    }
    index += 1
    while true {
      skipSpace()
      if next == close {
        index += 1
        return
      }
      if next == 0x2C || next == 0x3A {
        index += 1
      } else {
        let before = index
        try skipValue(depth: depth + 1)
        if index == before { throw GivenUp() }
      }
    }
  }

  // MARK: Texts

  /// What the token says, if it may stand as a text: not blank, and without characters that a terminal would obey.
  func text(_ token: Token) throws(GivenUp) -> String {
    let raw = UnsafeBufferPointer(start: bytes + token.start, count: token.count)
    if token.isPlain {
      if !raw.contains(where: { $0 > 0x20 }) { throw GivenUp() }
      return String(decoding: raw, as: UTF8.self)
    }
    if !token.isASCII, firstFault(inUTF8: raw) != nil { throw GivenUp() }
    let written = token.hasEscape ? try unescaped(raw) : Array(raw)
    var isVisible = false
    var last: UInt8 = 0
    for byte in written {
      // Characters above ASCII may be blanks, so one of ASCII has to be seen.
      isVisible = isVisible || (byte > 0x20 && byte < 0x7F)
      if byte == 0x7F || (last == 0xC2 && byte < 0xA0) { throw GivenUp() }
      last = byte
    }
    if !isVisible { throw GivenUp() }
    return String(decoding: written, as: UTF8.self)
  }

  private func unescaped(_ raw: UnsafeBufferPointer<UInt8>) throws(GivenUp) -> [UInt8] {
    var written: [UInt8] = []
    written.reserveCapacity(raw.count)
    var at = 0
    while at < raw.count {
      guard raw[at] == 0x5C else {
        written.append(raw[at])
        at += 1
        continue
      }
      guard at + 1 < raw.count else { throw GivenUp() }
      at += 2
      switch raw[at - 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): written.append(raw[at - 1])
      case UInt8(ascii: "n"): written.append(0x0A)
      case UInt8(ascii: "t"): written.append(0x09)
      case UInt8(ascii: "u"):
        guard at + 4 <= raw.count else { throw GivenUp() }
        var value: UInt32 = 0
        for digit in raw[at..<(at + 4)] {
          guard let hex = hexValue(digit) else { throw GivenUp() }
          value = value << 4 | UInt32(hex)
        }
        // Halves of a pair are no scalar, and control characters are for the thorough reader.
        guard (0x20...0x7E).contains(value) || value >= 0xA0, let scalar = Unicode.Scalar(value)
        else { throw GivenUp() }
        written.append(contentsOf: UTF8.encode(scalar)!)
        at += 4
      default: throw GivenUp()
      }
    }
    return written
  }
}

private func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
