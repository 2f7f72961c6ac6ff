/// A SHA-256 value: 32 bytes, kept in place and without a heap allocation.
///
/// - Source: FIPS 180-4; RFC 9162, section 2.1.1, for its use in a tree.
public struct Digest: Sendable, Hashable {
  /// The number of bytes in every digest, 32.
  public static let byteCount = 32

  // The bytes as they lie in memory, eight to a word. Nothing else may be stored here.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  /// A digest whose bytes `fill` writes, all 32 of them.
  @inline(__always)
  init(fill: (UnsafeMutableRawBufferPointer) -> Void) {
    Swift.withUnsafeMutableBytes(of: &self, fill)
  }

  /// Nil unless there are exactly 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init { $0.copyBytes(from: bytes) }
  }

  /// Reads 64 hexadecimal digits in either case, and nothing else.
  public init?(hexadecimal text: some StringProtocol) {
    let digits = text.utf8.compactMap(Self.value(ofDigit:))
    guard digits.count == Self.byteCount * 2, text.utf8.count == digits.count else { return nil }
    self.init(stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }

  /// Reads the 44 characters of `base64`, and no other spelling of the same bytes.
  public init?(base64 text: some StringProtocol) {
    guard let bytes = Base64.decode(text) else { return nil }
    self.init(bytes)
  }

  /// The 32 bytes, first byte first.
  public var bytes: [UInt8] {
    withUnsafeBytes { Array($0) }
  }

  /// The digest as 64 lowercase hexadecimal digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// The digest in standard base64 with padding, 44 characters.
  public var base64: String { Base64.encode(bytes) }

  /// Calls `body` with the 32 bytes where they lie.
  @inline(__always)
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Swift.withUnsafeBytes(of: self, body)
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Digest: CustomStringConvertible {
  /// The same as `hexadecimal`.
  public var description: String { hexadecimal }
}
