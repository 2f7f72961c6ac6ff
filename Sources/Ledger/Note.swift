/// A text and the signatures under it, read but not yet believed.
///
/// Nothing in the text counts until `verified(by:)` names somebody whom the reader trusts.
///
/// - Source: C2SP signed-note v1.0.0. Bounds of this reader: 1 MiB and 100 signatures.
public struct SignedNote: Sendable, Hashable {
  private let exactText: ExactText
  /// The signature lines in the order of the note, known keys and unknown ones.
  public private(set) var signatures: [NoteSignature]

  /// What is signed: at least one line, each with its newline.
  public var text: String { exactText.string }

  /// Joins a text and its signatures.
  ///
  /// - Throws: `NoteError` if the text could not be read back: no final newline, or a control
  ///   character; or if there is no signature, or too much of anything.
  public init(text: String, signatures: [NoteSignature]) throws(NoteError) {
    guard text.utf8.last == newline else { throw .noFinalNewline }
    if let line = lineOfControlCharacter(in: text.utf8) { throw .controlCharacter(line: line) }
    guard !signatures.isEmpty else { throw .noSignature }
    guard signatures.count <= NoteLimit.signatures else { throw .tooManySignatures }
    exactText = ExactText(text)
    self.signatures = signatures
    guard encoded.utf8.count <= NoteLimit.bytes else { throw .tooLong }
  }

  /// Reads a note.
  ///
  /// - Throws: `NoteError` unless the bytes are a note in every particular: UTF-8 without control
  ///   characters, a text, an empty line, and signature lines only, each with its newline.
  public init(parsing bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= NoteLimit.bytes else { throw .tooLong }
    if let line = lineOfControlCharacter(in: bytes) { throw .controlCharacter(line: line) }
    guard let whole = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    guard bytes.last == newline else { throw .noFinalNewline }
    // The text may hold empty lines; the last one of the note is the one that ends it.
    guard
      let end = bytes.indices.dropFirst().last(where: {
        bytes[$0] == newline && bytes[$0 - 1] == newline
      })
    else { throw .noEmptyLine }
    guard let lines = textLines(bytes[(end + 1)...]) else { throw .noSignature }
    guard lines.count <= NoteLimit.signatures else { throw .tooManySignatures }
    let before = bytes[..<end].reduce(1) { $1 == newline ? $0 + 1 : $0 }
    var read: [NoteSignature] = []
    for (place, line) in lines.enumerated() {
      guard let signature = NoteSignature(line: line) else {
        throw .signatureLine(before + 1 + place)
      }
      read.append(signature)
    }
    exactText = ExactText(String(decoding: whole.utf8.prefix(end), as: UTF8.self))
    signatures = read
  }

  /// The note as it is stored and sent. Reading it gives an equal note.
  public var encoded: String {
    text + "\n" + signatures.map(\.line).joined()
  }

  /// The keys among `verifiers` that signed this note, in the order of their signatures.
  ///
  /// An empty answer means that nothing in the note may be believed. Signatures by unknown keys are
  /// ignored, also if they share a name or an id with a known one.
  ///
  /// - Throws: `NoteError` if a signature claims a known key and is not by it; if a known key
  ///   signed twice; or if two different verifiers share name and id and the note uses them.
  public func verified(by verifiers: [NoteVerifier]) throws(NoteError) -> [NoteVerifier] {
    try matches(by: verifiers).map(\.verifier)
  }

  /// The valid signatures with the keys that made them.
  func matches(
    by verifiers: [NoteVerifier]
  ) throws(NoteError) -> [(verifier: NoteVerifier, signature: NoteSignature)] {
    var matches: [(verifier: NoteVerifier, signature: NoteSignature)] = []
    let message = Array(text.utf8)
    for signature in signatures {
      let known = Set(verifiers.filter { $0.isNamed(by: signature) })
      guard let verifier = known.first else { continue }
      guard known.count == 1 else { throw .ambiguousKey(name: verifier.name, id: verifier.id) }
      guard verifier.isValid(signature.bytes, of: message) else {
        throw .invalidSignature(name: verifier.name, id: verifier.id)
      }
      guard !matches.contains(where: { $0.verifier == verifier }) else {
        throw .repeatedKey(name: verifier.name, id: verifier.id)
      }
      matches.append((verifier, signature))
    }
    return matches
  }

  /// Adds a signature after the others; one with the same name and id is replaced where it stands.
  ///
  /// - Throws: `NoteError` if the note would become too large to be read.
  public mutating func add(_ signature: NoteSignature) throws(NoteError) {
    var all = signatures
    let place = all.firstIndex {
      $0.keyID == signature.keyID && $0.exactName == signature.exactName
    }
    if let place { all[place] = signature } else { all.append(signature) }
    self = try SignedNote(text: text, signatures: all)
  }
}
