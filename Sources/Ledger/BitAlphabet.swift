/// Bytes as signs of an alphabet, of which each stands for the same number of bits, without padding.
///
/// - Source: RFC 4648, sections 3.3 (other characters refused), 3.5 (bits that are left over must be zero), 4 and 6.
public struct BitAlphabet: Sendable {
  private let signs: [UInt8]
  private let bits: Int
  /// What each byte stands for as a sign; 255 for nothing.
  private let values: [UInt8]

  /// - Parameter signs: 2, 4, 8, … or 64 characters of ASCII, in the order of what they stand for.
  public init(_ signs: String) {
    self.signs = Array(signs.utf8)
    bits = self.signs.count.trailingZeroBitCount
    precondition(self.signs.count == 1 << bits && (1...6).contains(bits))
    var values = [UInt8](repeating: .max, count: 256)
    for (value, sign) in self.signs.enumerated() { values[Int(sign)] = UInt8(value) }
    self.values = values
  }

  /// The signs of some bytes; what is missing to the last sign is filled with zeros.
  public func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 8 + bits - 1) / bits + 3)
    var waiting: UInt32 = 0
    var held = 0
    for byte in bytes {
      waiting = waiting << 8 | UInt32(byte)
      held += 8
      while held >= bits {
        held -= bits
        text.append(sign(waiting >> UInt32(held)))
      }
    }
    if held > 0 { text.append(sign(waiting << UInt32(bits - held))) }
    return text
  }

  /// The bytes of some signs; nil for any other sign, and where what is left over is not zero.
  ///
  /// Not looked at is whether so many signs can be those of whole bytes: that is for whoever knows the padding.
  public func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * bits / 8)
    var waiting: UInt32 = 0
    var held = 0
    for sign in text {
      let value = values[Int(sign)]
      guard value != .max else { return nil }
      waiting = waiting << UInt32(bits) | UInt32(value)
      held += bits
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: waiting >> UInt32(held)))
      }
    }
    return waiting & (1 << UInt32(held) - 1) == 0 ? bytes : nil
  }

  private func sign(_ bits: UInt32) -> UInt8 { signs[Int(bits) & (signs.count - 1)] }
}
