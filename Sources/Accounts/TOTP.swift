internal import Crypto
internal import Foundation

/// A second factor: six figures that an app shows, another six every 30 seconds.
///
/// - Source: RFC 6238 over RFC 4226, with SHA-1, which is what authenticator apps share. HMAC does not rest on what SHA-1 lost.
public struct TOTP: Sendable, Hashable {
  /// 20 bytes, as the app holds them too.
  public let secret: [UInt8]

  /// A new secret of 160 bits.
  public static func new() -> TOTP { TOTP(secret: bytesByChance(20)) }

  public init(secret: [UInt8]) { self.secret = secret }

  /// The number of the span of 30 seconds in which a moment lies.
  ///
  /// - Parameter milliseconds: since 1970-01-01 00:00 UTC.
  public static func step(at milliseconds: Int) -> Int { milliseconds / 30_000 }

  /// The figures of one span.
  public func code(at step: Int, digits: Int = 6) -> String {
    let counter = withUnsafeBytes(of: UInt64(max(step, 0)).bigEndian) { Array($0) }
    let mac = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let offset = Int(mac[19] & 15)
    let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product * 10 }
    let figures = String(number % modulus)
    return String(repeating: "0", count: digits - figures.count) + figures
  }

  /// The span to which typed figures belong: this one, the one before or the one after.
  ///
  /// - Parameter after: the last span that was accepted. It and all before it are over: a code that was seen once is of no use.
  /// - Returns: nil if they belong to none that may be used.
  public func step(
    accepting typed: some StringProtocol, at milliseconds: Int, after last: Int?
  ) -> Int? {
    let figures = Array(typed.utf8.filter { $0 != UInt8(ascii: " ") })
    guard figures.count == 6 else { return nil }
    let now = TOTP.step(at: milliseconds)
    // All three are compared, so that the time says nothing of which it was.
    let fitting = (now - 1...now + 1).filter { isSame(Array(code(at: $0).utf8), figures) }
    return fitting.first { $0 > last ?? -1 }
  }

  /// The secret as somebody types it into an app.
  public var text: String { grouped(Base32.encode(secret), by: 4) }

  /// What an app on the same device opens.
  ///
  /// - Source: Key URI Format of the authenticator apps.
  public func address(issuer: String, name: String) -> String {
    let issuer = escaped(issuer)
    return
      "otpauth://totp/\(issuer):\(escaped(name))?secret=\(Base32.encode(secret))&issuer=\(issuer)&algorithm=SHA1&digits=6&period=30"
  }

  private func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { sum, byte in
      let character = Character(UnicodeScalar(byte))
      let isPlain = byte < 0x80 && (character.isLetter || character.isNumber)
      if isPlain || "-._~".contains(character) {
        sum.append(character)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        sum += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
      }
    }
  }
}

extension TOTP: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the secret.
  public var description: String { "a second factor" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
