import Ledger

/// Base32 without padding, as authenticator apps and codes that people type use it.
///
/// - Source: RFC 4648, section 6.
public enum Base32 {
  private static let alphabet = BitAlphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: alphabet.encode(bytes), as: UTF8.self)
  }

  /// The bytes; nil for anything that `encode` would not write. Padding, spaces and small letters are not taken.
  public static func decode(_ text: some StringProtocol) -> [UInt8]? {
    guard ![1, 3, 6].contains(text.utf8.count % 8) else { return nil }
    return alphabet.decode(Array(text.utf8))
  }
}
