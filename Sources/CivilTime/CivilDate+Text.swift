extension CivilDate: CustomStringConvertible, Codable {
  /// Reads `2008-11-03`: four digits, two, two, and nothing else. Nil for any other text or day.
  public init?(_ text: String) {
    var digits = 0
    var year = 0
    var month = 0
    var day = 0
    for byte in text.utf8 {
      switch (digits, byte) {
      case (4, 0x2D), (7, 0x2D): break
      case (0...3, 0x30...0x39): year = year * 10 + Int(byte - 0x30)
      case (5...6, 0x30...0x39): month = month * 10 + Int(byte - 0x30)
      case (8...9, 0x30...0x39): day = day * 10 + Int(byte - 0x30)
      default: return nil
      }
      digits += 1
    }
    guard digits == 10 else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day as ISO 8601 writes it, `2008-11-03`.
  public var description: String {
    let (year, month, day) = parts
    return String(unsafeUninitializedCapacity: 10) { text in
      putDigits(of: year, at: 0..<4, of: text)
      text[4] = UInt8(ascii: "-")
      putDigits(of: month, at: 5..<7, of: text)
      text[7] = UInt8(ascii: "-")
      putDigits(of: day, at: 8..<10, of: text)
      return 10
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// Reads the ISO text.
  ///
  /// - Throws: `DecodingError.dataCorrupted`, which does not repeat the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let date = CivilDate(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected a day, such as 2008-11-03")
    }
    self = date
  }
}

/// Writes a number with as many digits as there are places.
private func putDigits(
  of number: Int, at places: Range<Int>, of text: UnsafeMutableBufferPointer<UInt8>
) {
  var rest = number
  for place in places.reversed() {
    text[place] = 0x30 + UInt8(rest % 10)
    rest /= 10
  }
}
