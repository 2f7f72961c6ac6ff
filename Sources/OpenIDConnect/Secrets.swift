import Ledger

/// Base64 in the alphabet of addresses, without padding, read strictly.
///
/// - Source: RFC 4648, section 5; RFC 7515, section 2.
enum Base64URL {
  static func encode(_ bytes: some Collection<UInt8>) -> String {
    Base64.encode(bytes).replacing("+", with: "-").replacing("/", with: "_").replacing(
      "=", with: "")
  }

  /// The bytes; nil unless `encode` would write this very text for them.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    guard !text.utf8.contains(where: { "+/=".utf8.contains($0) }) else { return nil }
    let standard = String(text).replacing("-", with: "+").replacing("_", with: "/")
    let missing = (4 - standard.utf8.count % 4) % 4
    return Base64.decode(standard + String(repeating: "=", count: missing))
  }
}

/// 256 bits of chance in 43 characters that any address and any cookie may hold.
func newSecret() -> String {
  var generator = SystemRandomNumberGenerator()
  return Base64URL.encode(
    (0..<4).flatMap { _ in
      let word = generator.next()
      return (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    })
}

/// Takes as long for a near miss as for a far one. How long the texts are is no secret.
func isSame(_ one: String, _ other: String) -> Bool {
  one.utf8.count == other.utf8.count
    && zip(one.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
