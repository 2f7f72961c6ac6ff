public import Ledger

/// A person's signing key, sealed: whoever has the file in which it stands, and not the secret, can sign nothing with it.
///
/// The secret is the token of a session or of a program, which the file does not hold, or what scrypt made of a password.
public struct SealedKey: Sendable, Hashable {
  private let sealed: Sealed

  /// As it is stored.
  public var bytes: [UInt8] { sealed.bytes }

  /// What was stored before.
  public init(stored bytes: [UInt8]) { sealed = Sealed(stored: bytes) }

  /// Seals a key.
  ///
  /// - Parameter secret: see ``Sealed/init(_:of:for:under:)``.
  public init(
    _ signer: NoteSigner, of person: String, for purpose: Sealed.Purpose, under secret: [UInt8]
  ) {
    sealed = Sealed(Array(signer.secretText.utf8), of: person, for: purpose, under: secret)
  }

  /// Seals a key under a token.
  public init(
    _ signer: NoteSigner, of person: String, for purpose: Sealed.Purpose, under token: String
  ) {
    self.init(signer, of: person, for: purpose, under: Array(token.utf8))
  }

  /// The key; nil if the secret, the person or the purpose is another.
  public func signer(
    of person: String, for purpose: Sealed.Purpose, under secret: [UInt8]
  ) -> NoteSigner? {
    sealed.opened(of: person, for: purpose, under: secret).flatMap {
      try? NoteSigner(secret: String(decoding: $0, as: UTF8.self))
    }
  }

  /// The key; nil if the token, the person or the purpose is another.
  public func signer(
    of person: String, for purpose: Sealed.Purpose, under token: String
  ) -> NoteSigner? {
    signer(of: person, for: purpose, under: Array(token.utf8))
  }
}
