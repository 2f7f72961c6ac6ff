internal import Documents

/// The quick reader does not like something: the thorough one is to look.
struct GivenUp: Error {}

/// Where one map stands that is being read: which of its keys were met, and the last of them.
struct MapState {
  var isFirst = true
  var seen: UInt64 = 0
  var last = -1

  /// Notes a key; one that stands twice is for the thorough reader.
  @inline(__always)
  mutating func note(_ place: Int) throws(GivenUp) {
    let bit: UInt64 = 1 << UInt64(place)
    if seen & bit != 0 { throw GivenUp() }
    seen |= bit
    last = place
  }
}

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
    while index < count {
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

  /// The next key of a map, its colon stepped over; nil at the end of the map.
  @inline(__always)
  mutating func key(_ state: inout MapState) throws(GivenUp) -> Token? {
    skipSpace()
    if state.isFirst {
      state.isFirst = false
      if next == UInt8(ascii: "}") {
        index &+= 1
        return nil
      }
    } else {
      if next == UInt8(ascii: "}") {
        index &+= 1
        return nil
      }
      try take(UInt8(ascii: ","))
      skipSpace()
    }
    let token = try string()
    guard token.isPlain else { throw GivenUp() }
    skipSpace()
    try take(UInt8(ascii: ":"))
    skipSpace()
    return token
  }

  /// The next place among known keys, noted; nil at the end of the map. Keys that are null are stepped over.
  @inline(__always)
  mutating func place(
    in keys: KeyList, _ state: inout MapState
  ) throws(GivenUp) -> Int? {
    while let token = try key(&state) {
      let name = self.key(of: token)
      guard let place = keys.place(of: name, count: token.count, after: state.last) else {
        throw GivenUp()
      }
      try state.note(place)
      if try isNull() { continue }
      return place
    }
    return nil
  }

  @inline(__always)
  func key(of token: Token) -> ByteKey {
    ByteKey(bytes + token.start, count: token.count, readable: count - token.start)
  }

  /// Whether a list has another item; steps over the comma or the bracket.
  @inline(__always)
  mutating func hasItem(isFirst: inout Bool) throws(GivenUp) -> Bool {
    skipSpace()
    if next == UInt8(ascii: "]") {
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

  /// A text; `index` is at its first quote.
  @inline(__always)
  mutating func string() throws(GivenUp) -> Token {
    try take(UInt8(ascii: "\""))
    let start = index
    var high: UInt64 = 0
    var hasEscape = false
    while true {
      while index &+ 8 <= count {
        let word = UInt64(
          littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
        let stops =
          Self.zeros(word ^ Self.each(0x22)) | Self.zeros(word ^ Self.each(0x5C))
          | ((word &- Self.each(0x20)) & ~word & Self.each(0x80))
        if stops == 0 {
          high |= word
          index &+= 8
          continue
        }
        let step = stops.trailingZeroBitCount >> 3
        if step > 0 { high |= word << UInt64(64 - 8 * step) }
        index &+= step
        break
      }
      while index < count {
        let byte = bytes[index]
        if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
        high |= UInt64(byte)
        index &+= 1
      }
      let byte = next
      if byte == 0x22 { break }
      // A control character, or the end.
      guard byte == 0x5C, index &+ 1 < count else { throw GivenUp() }
      hasEscape = true
      index &+= 2
    }
    let token = Token(
      start: start, count: index &- start, isASCII: high & Self.each(0x80) == 0,
      hasEscape: hasEscape)
    index &+= 1
    return token
  }

  @inline(__always)
  private static func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// A high bit at the first byte that is zero, and perhaps at later ones.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- each(0x01)) & ~word & each(0x80)
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
      var isDelete = false
      var isVisible = false
      for byte in raw {
        isDelete = isDelete || byte == 0x7F
        isVisible = isVisible || byte > 0x20
      }
      if isDelete || !isVisible { throw GivenUp() }
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
