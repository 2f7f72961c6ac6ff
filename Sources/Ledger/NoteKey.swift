/// What a key signs, and how: the signature type byte of a signed note.
///
/// - Source: C2SP signed-note, "Signature types". Other types exist; Heed neither makes nor trusts
///   them, and ignores their signatures.
public enum NoteKeyKind: UInt8, Sendable, Hashable, CaseIterable {
  /// An Ed25519 signature over the text of the note. A log signs so.
  case ed25519 = 0x01
  /// An Ed25519 signature with a time, by somebody who checked that a log only grew. A witness
  /// signs so (C2SP tlog-cosignature).
  case cosignature = 0x04

  /// The number of bytes in one signature, without the key id.
  var signatureByteCount: Int {
    switch self {
    case .ed25519: 64
    case .cosignature: 72
    }
  }
}

/// The first four bytes of SHA-256 over name, newline, type and public key, as one number.
func noteKeyID(name: String, kind: NoteKeyKind, publicKey: [UInt8]) -> UInt32 {
  let hash = sha256(Array(name.utf8), [newline, kind.rawValue], publicKey)
  return hash.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
}

/// Whether a key may have this name: not empty, no plus, no space of any script, no control
/// character.
func isNoteKeyName(_ name: String) -> Bool {
  !name.isEmpty
    && name.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace
    }
}

/// Eight hexadecimal digits, as keys write their id.
func noteKeyIDText(_ id: UInt32) -> String {
  let digits = String(id, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}

/// The parts of `name+id+base64`, which both halves of a key use after their own prefix.
struct NoteKeyText {
  let name: String
  let id: UInt32
  let kind: NoteKeyKind
  let material: [UInt8]

  init(_ text: some StringProtocol) throws(NoteError) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .keyShape }
    name = String(decoding: parts[0], as: UTF8.self)
    guard isNoteKeyName(name) else { throw .keyName }
    guard parts[1].count == 8, parts[1].first != UInt8(ascii: "-"),
      let id = UInt32(String(decoding: parts[1], as: UTF8.self), radix: 16)
    else { throw .keyID }
    self.id = id
    guard let bytes = Base64.decode(String(decoding: parts[2], as: UTF8.self)),
      let type = bytes.first
    else { throw .keyMaterial }
    guard let kind = NoteKeyKind(rawValue: type) else { throw .keyType(type) }
    self.kind = kind
    material = Array(bytes.dropFirst())
    guard material.count == 32 else { throw .keyMaterial }
  }
}
