import Crypto

/// The secret half of a key that signs notes.
///
/// Printing a signer shows its verifier; only `secretText` gives the secret away. Where it is kept,
/// and who may read it, is for the caller to decide.
///
/// - Source: C2SP signed-note; the secret is written as Go's `golang.org/x/mod/sumdb/note` does.
public struct NoteSigner: Sendable {
  private let key: Curve25519.Signing.PrivateKey
  /// The public half, to hand to others.
  public let verifier: NoteVerifier

  /// Makes a new key from the system's random numbers.
  ///
  /// - Throws: `NoteError` if a key may not have this name.
  public static func generate(name: String, kind: NoteKeyKind) throws(NoteError) -> NoteSigner {
    try NoteSigner(name: name, kind: kind, key: Curve25519.Signing.PrivateKey())
  }

  /// The key of a seed of 32 bytes: the same seed, the same key. Whoever knows the seed can sign in this name.
  ///
  /// - Throws: `NoteError` if a key may not have this name, or the seed has another length.
  public init(name: String, kind: NoteKeyKind, seed: [UInt8]) throws(NoteError) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw .keyMaterial
    }
    try self.init(name: name, kind: kind, key: key)
  }

  /// Reads `PRIVATE+KEY+name+id+base64`, where the base64 holds the type byte and the 32-byte seed.
  ///
  /// - Throws: `NoteError`, which never repeats the text.
  public init(secret text: String) throws(NoteError) {
    let prefix = "PRIVATE+KEY+"
    guard text.utf8.starts(with: prefix.utf8) else { throw .secretShape }
    let parts = try NoteKeyText(
      String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: parts.material) else {
      throw .keyMaterial
    }
    try self.init(name: parts.name, kind: parts.kind, key: key)
    guard verifier.id == parts.id else { throw .keyIDDiffers(name: verifier.name) }
  }

  private init(
    name: String, kind: NoteKeyKind, key: Curve25519.Signing.PrivateKey
  ) throws(NoteError) {
    self.key = key
    verifier = try NoteVerifier(
      name: name, kind: kind, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// The whole key as text. Whoever holds it can sign in this name.
  public var secretText: String {
    let material = Base64.encode([verifier.kind.rawValue] + Array(key.rawRepresentation))
    return "PRIVATE+KEY+\(verifier.name)+\(noteKeyIDText(verifier.id))+\(material)"
  }

  /// Signs the text of a note. The key must be of kind `ed25519`; another kind is a mistake of the
  /// caller, and traps.
  public func sign(_ text: String) -> NoteSignature {
    NoteSignature(by: verifier, bytes: signature(of: Array(text.utf8)))
  }

  /// Signs the text of a checkpoint, to say that at `time` it was the largest tree this key's owner
  /// had seen of that log, and that the log had only grown.
  ///
  /// The key must be of kind `cosignature`, and the time below 2^63; anything else is a mistake of
  /// the caller, and traps. Whoever calls this has checked the consistency proof: see `Witness`.
  ///
  /// - Units: seconds since 1970-01-01 00:00 UTC, leap seconds not counted (POSIX).
  /// - Source: C2SP tlog-cosignature, Ed25519.
  public func cosign(checkpointText: String, time: UInt64) -> NoteSignature {
    precondition(verifier.kind == .cosignature, "this key does not cosign")
    precondition(time <= UInt64(Int64.max), "the time lies beyond what a cosignature can say")
    let message = cosignedMessage(Array(checkpointText.utf8), time: time)
    let stamp = (0..<8).reversed().map { UInt8(truncatingIfNeeded: time >> (8 * UInt64($0))) }
    return NoteSignature(by: verifier, bytes: stamp + raw(message))
  }

  /// The 64 bytes of an Ed25519 signature over a message, without name, id or time.
  ///
  /// The message must begin with words that no note begins with, so that nobody can pass one off as
  /// the other. The key must be of kind `ed25519`: a cosignature key signs nothing but
  /// cosignatures, and asking it traps.
  public func signature(of message: [UInt8]) -> [UInt8] {
    precondition(verifier.kind == .ed25519, "a cosignature key signs nothing but cosignatures")
    return raw(message)
  }

  private func raw(_ message: [UInt8]) -> [UInt8] {
    do {
      return Array(try key.signature(for: message))
    } catch {
      preconditionFailure("a sound Ed25519 key signs every message")
    }
  }
}

extension NoteSigner: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The verifier; never the secret.
  public var description: String { "signer of \(verifier.text)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: ["verifier": verifier.text]) }
}
