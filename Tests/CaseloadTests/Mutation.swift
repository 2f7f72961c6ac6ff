import HeedTesting

/// Small changes to the bytes of a record, of the kinds that faults and attackers make.
enum Mutation {
  static func mutated(_ line: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    var bytes = line
    for _ in 0..<(1 + random.below(3)) { bytes = changed(bytes, using: &random) }
    return bytes
  }

  private static let pieces = [
    "null", "true", "\"\"", "[]", "{}", " ", "\\u0041", "\\n", "\"group-1\"", "0", "1e3", ",", "\"",
    "é", "\u{212A}", "\u{85}", "\u{7F}", "-", "child", "suspect", "\"id\":\"x\",", "no", "\r",
    "\0",
  ].map { Array($0.utf8) }

  private static func changed(_ bytes: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    if bytes.isEmpty { return bytes }
    let at = random.below(bytes.count)
    let end = min(bytes.count, at + 1 + random.below(12))
    switch random.below(9) {
    case 0: bytes[at] = UInt8(random.below(256))
    case 1: bytes[at] = 0x20 + UInt8(random.below(95))
    case 2: bytes.removeSubrange(at..<end)
    case 3: bytes.insert(contentsOf: bytes[at..<end], at: random.below(bytes.count))
    case 4: bytes.insert(contentsOf: Gen.element(of: pieces)(&random), at: at)
    case 5:
      // One text in the place of another.
      let texts = Self.texts(in: bytes)
      guard texts.count > 1 else { return bytes }
      let from = Array(bytes[Gen.element(of: texts)(&random)])
      bytes.replaceSubrange(Gen.element(of: texts)(&random), with: from)
    case 6:
      let texts = Self.texts(in: bytes)
      guard !texts.isEmpty else { return bytes }
      bytes.replaceSubrange(
        Gen.element(of: texts)(&random), with: Gen.element(of: pieces)(&random))
    case 7:
      // Zero bytes at the end of a text, where they are easily overlooked.
      let texts = Self.texts(in: bytes)
      guard !texts.isEmpty else { return bytes }
      let end = Gen.element(of: texts)(&random).upperBound - 1
      bytes.insert(contentsOf: repeatElement(0, count: 1 + random.below(3)), at: end)
    default:
      let texts = Self.texts(in: bytes)
      guard !texts.isEmpty else { return bytes }
      bytes.insert(0x20, at: Gen.element(of: texts)(&random).lowerBound)
    }
    return bytes
  }

  /// Where texts stand, their quotes included.
  static func texts(in bytes: [UInt8]) -> [Range<Int>] {
    var texts: [Range<Int>] = []
    var start: Int?
    for (index, byte) in bytes.enumerated() where byte == 0x22 {
      if index > 0, bytes[index - 1] == 0x5C { continue }
      if let begin = start {
        texts.append(begin..<(index + 1))
        start = nil
      } else {
        start = index
      }
    }
    return texts
  }
}
