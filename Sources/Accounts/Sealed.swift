internal import Crypto

/// Bytes that can be read only with the secret under which they were sealed, and only for the person and the purpose for which they
/// were.
///
/// The key is HKDF-SHA256 of the secret, with person and purpose in its information; the sealing is ChaCha20-Poly1305 with a nonce by
/// chance, and person and purpose stand beside it as authenticated data. Nobody can turn what was sealed for one person, or for one
/// purpose, into another's.
///
/// - Source: RFC 5869 (HKDF); RFC 8439 (ChaCha20-Poly1305).
public struct Sealed: Sendable, Hashable {
  /// What it was sealed for: what is sealed for one of them does not open for another.
  public enum Purpose: String, Sendable, Hashable, CaseIterable {
    /// Kept with an account, under its password.
    case account
    /// Kept with a session, under the token that only a browser has.
    case session
    /// Kept between the two steps of a sign-in, or of an enrolment, under the token of the page.
    case step
    /// Kept with a one-time code, under the code.
    case code
    /// Kept with a token of a program, under that token.
    case program
    /// Kept for a sign-in through a provider, under a key that the server has.
    case provider
  }

  /// The nonce, what is hidden, and the tag, as they are stored.
  public let bytes: [UInt8]

  /// What was stored before.
  public init(stored bytes: [UInt8]) { self.bytes = bytes }

  /// Seals some bytes.
  ///
  /// - Parameter secret: has at least 100 bits of chance, or came out of scrypt. It is not stretched here.
  public init(
    _ plain: [UInt8], of person: String, for purpose: Purpose, under secret: [UInt8]
  ) {
    let about = Sealed.about(person, purpose)
    do {
      bytes = Array(
        try ChaChaPoly.seal(plain, using: Sealed.key(secret, about), authenticating: about).combined
      )
    } catch {
      preconditionFailure("a key of 32 bytes seals whatever fits into memory")
    }
  }

  /// The bytes; nil if the secret, the person or the purpose is another, or something was changed.
  public func opened(
    of person: String, for purpose: Purpose, under secret: [UInt8]
  ) -> [UInt8]? {
    let about = Sealed.about(person, purpose)
    guard let box = try? ChaChaPoly.SealedBox(combined: bytes),
      let plain = try? ChaChaPoly.open(box, using: Sealed.key(secret, about), authenticating: about)
    else { return nil }
    return Array(plain)
  }

  private static func key(_ secret: [UInt8], _ about: [UInt8]) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: secret), info: about, outputByteCount: 32)
  }

  /// No purpose holds a line break, so that no two pairs read alike.
  private static func about(_ person: String, _ purpose: Purpose) -> [UInt8] {
    Array("heed sealed/1\n\(purpose.rawValue)\n\(person)".utf8)
  }
}
