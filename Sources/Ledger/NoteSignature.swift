/// One signature line of a note: who is said to have signed, and the bytes.
///
/// - Source: C2SP signed-note: `— name base64`, whose base64 holds the key id and the signature.
public struct NoteSignature: Sendable, Hashable {
  let exactName: ExactText
  public let keyID: UInt32
  /// The signature without the key id: 64 bytes for a log, 72 for a cosignature.
  public let bytes: [UInt8]

  /// The name of the key. Two names are the same if their bytes are.
  public var name: String { exactName.string }

  init(by verifier: NoteVerifier, bytes: [UInt8]) {
    exactName = ExactText(verifier.name)
    keyID = verifier.id
    self.bytes = bytes
  }

  /// Reads one line, without its newline.
  init?(line: [UInt8]) {
    guard let named = rest(of: line, after: Self.dash),
      let space = named.firstIndex(of: UInt8(ascii: " "))
    else { return nil }
    let name = String(decoding: named[..<space], as: UTF8.self)
    let text = String(decoding: named[named.index(after: space)...], as: UTF8.self)
    guard isNoteKeyName(name), let decoded = Base64.decode(text), decoded.count > 4 else {
      return nil
    }
    exactName = ExactText(name)
    keyID = decoded.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    bytes = Array(decoded.dropFirst(4))
  }

  /// The line as a note holds it, with its newline.
  public var line: String {
    let id = (0..<4).reversed().map { UInt8(truncatingIfNeeded: keyID >> (8 * UInt32($0))) }
    return "\(Self.dash)\(name) \(Base64.encode(id + bytes))\n"
  }

  /// Em dash and space.
  private static let dash = "\u{2014} "
}
