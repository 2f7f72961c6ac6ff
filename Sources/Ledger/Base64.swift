/// Standard base64 with padding, read strictly: every run of bytes has exactly one text.
///
/// - Source: RFC 4648, section 4 (alphabet), 3.2 (padding required), 3.3 (other characters refused)
///   and 3.5 (padding bits must be zero).
public enum Base64 {
  private static let alphabet = BitAlphabet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  /// Returns the text of some bytes; empty for none.
  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    var text = alphabet.encode(bytes)
    while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns the bytes of a text, or nil unless `encode` would write this very text for them.
  ///
  /// Missing or needless padding, line breaks, the URL alphabet and non-zero trailing bits are all
  /// refused.
  public static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let characters = Array(text.utf8)
    guard characters.count % 4 == 0 else { return nil }
    let padding = characters.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return alphabet.decode(characters.dropLast(padding))
  }
}
