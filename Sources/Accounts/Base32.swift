/// Base32 without padding, as authenticator apps and codes that people type use it.
///
/// - Source: RFC 4648, section 6.
public enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 5 {
        held -= 5
        text.append(alphabet[Int(bits >> UInt32(held) & 31)])
      }
    }
    if held > 0 { text.append(alphabet[Int(bits << UInt32(5 - held) & 31)]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes; nil for anything that `encode` would not write. Padding, spaces and small letters are not taken.
  public static func decode(_ text: some StringProtocol) -> [UInt8]? {
    guard ![1, 3, 6].contains(text.utf8.count % 8) else { return nil }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    for character in text.utf8 {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      bits = bits << 5 | UInt32(value)
      held += 5
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    guard bits & (1 << UInt32(held) - 1) == 0 else { return nil }
    return bytes
  }
}
