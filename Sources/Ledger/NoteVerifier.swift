/// The public half of a key that signs notes, with the name it signs under.
///
/// - Source: C2SP signed-note. The text is `name+id+base64`, where the id is eight hexadecimal
///   digits and the base64 holds the type byte and the 32 bytes of the Ed25519 key.
public struct NoteVerifier: Sendable, Hashable {
  private let exactName: ExactText
  /// The key id: with the name, it tells readers which key made a signature. It is no secure hash.
  public let id: UInt32
  public let kind: NoteKeyKind
  /// The Ed25519 public key, 32 bytes.
  public let publicKey: [UInt8]

  /// The name of the key. Two names are the same if their bytes are.
  public var name: String { exactName.string }

  /// Reads a verifier key such as `example.org/log+5d4a1b2c+AQ…`.
  ///
  /// - Throws: `NoteError` if the text has another form, the id is not that of the key, the type is
  ///   neither 1 nor 4, or the key is badly written or of small order.
  public init(_ text: String) throws(NoteError) {
    let parts = try NoteKeyText(text)
    try self.init(name: parts.name, kind: parts.kind, publicKey: parts.material)
    guard id == parts.id else { throw .keyIDDiffers(name: name) }
  }

  /// A verifier for a key whose bytes are known.
  ///
  /// - Throws: `NoteError` if the name or the key cannot be used.
  public init(name: String, kind: NoteKeyKind, publicKey: [UInt8]) throws(NoteError) {
    guard isNoteKeyName(name) else { throw .keyName }
    guard publicKey.count == 32 else { throw .keyMaterial }
    guard NoteEd25519.isSoundKey(publicKey) else { throw .weakKey(name: name) }
    exactName = ExactText(name)
    self.kind = kind
    self.publicKey = publicKey
    id = noteKeyID(name: name, kind: kind, publicKey: publicKey)
  }

  /// The verifier key as others configure it.
  public var text: String {
    "\(name)+\(noteKeyIDText(id))+\(Base64.encode([kind.rawValue] + publicKey))"
  }

  /// Whether this key made a signature of a message.
  ///
  /// The signature comes without its key id. For a cosignature key the message is the text of the
  /// checkpoint, and the signature is the time and the 64 bytes after it.
  public func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard signature.count == kind.signatureByteCount else { return false }
    switch kind {
    case .ed25519:
      return NoteEd25519.isValid(signature, of: message, by: publicKey)
    case .cosignature:
      guard let time = cosignatureTime(signature) else { return false }
      return NoteEd25519.isValid(
        Array(signature.dropFirst(8)), of: cosignedMessage(message, time: time), by: publicKey)
    }
  }

  /// Whether a signature claims to be by this key: the same name and the same id.
  func isNamed(by signature: NoteSignature) -> Bool {
    id == signature.keyID && exactName == signature.exactName
  }
}

extension NoteVerifier: CustomStringConvertible {
  /// The same as `text`.
  public var description: String { text }
}
