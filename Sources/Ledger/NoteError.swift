/// Why a note, or a key that signs notes, is refused.
public enum NoteError: Error, Sendable, Hashable {
  case tooLong
  case notUTF8
  case controlCharacter(line: Int)
  case noFinalNewline
  case noEmptyLine
  case noSignature
  case tooManySignatures
  /// A line after the empty one is no signature line.
  case signatureLine(Int)
  /// The signature claims a key that the reader trusts, and is not by it.
  case invalidSignature(name: String, id: UInt32)
  case repeatedKey(name: String, id: UInt32)
  case ambiguousKey(name: String, id: UInt32)
  /// Nobody whom the reader trusts has signed.
  case noKnownSignature
  case keyShape
  case secretShape
  case keyName
  case keyID
  case keyIDDiffers(name: String)
  case keyType(UInt8)
  case keyMaterial
  case weakKey(name: String)
}
