extension NoteError: CustomStringConvertible {
  /// What is wrong, and what to do. No secret and no signature is repeated.
  public var description: String {
    switch self {
    case .tooLong:
      "the note is longer than 1 MiB; check that this is the right file"
    case .notUTF8:
      "the note is not UTF-8; copy it again without a change of encoding"
    case .controlCharacter(let line):
      "line \(line) of the note holds a control character; copy it again byte for byte"
    case .noFinalNewline:
      "the note does not end in a newline; its end is missing, so fetch it again"
    case .noEmptyLine:
      "no empty line parts the text from the signatures; check that this is a signed note"
    case .noSignature:
      "the note is not signed; ask its author for the signed one"
    case .tooManySignatures:
      "the note has more than 100 signatures; leave out those that nobody here knows"
    case .signatureLine(let line):
      "line \(line) of the note is no signature line; expected '\u{2014} name base64'"
    case .invalidSignature(let name, let id):
      "the signature of \(key(name, id)) is not valid: the note was changed or was never signed; "
        + "do not rely on it, keep it, and ask the owner of the key"
    case .repeatedKey(let name, let id):
      "\(key(name, id)) signed the note twice; leave one of its lines out"
    case .ambiguousKey(let name, let id):
      "two trusted keys are called \(key(name, id)); remove the wrong one from the configuration"
    case .noKnownSignature:
      "no trusted key signed the note; check which keys are configured"
    case .keyShape:
      "this is no verifier key; expected 'name+id+base64'"
    case .secretShape:
      "this is no signing key; expected 'PRIVATE+KEY+name+id+base64'"
    case .keyName:
      "a key needs a name without spaces, plus signs and control characters; "
        + "use one such as example.org/ledger"
    case .keyID:
      "the key id is not eight hexadecimal digits; copy the key again"
    case .keyIDDiffers(let name):
      "the id of the key '\(name)' does not belong to its name, type and bytes; copy the key again"
    case .keyType(let type):
      "keys of type \(type) are not used here; use type 1 for a log and type 4 for a witness"
    case .keyMaterial:
      "the key is not base64 of one type byte and 32 key bytes; copy the key again"
    case .weakKey(let name):
      "the key '\(name)' can be signed for by anybody, or is not written in the one right way; "
        + "ask its owner for another"
    }
  }

  private func key(_ name: String, _ id: UInt32) -> String { "'\(name)+\(noteKeyIDText(id))'" }
}
