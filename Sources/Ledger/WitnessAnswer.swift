/// What a witness answers to a request, and what it must remember before it does.
///
/// - Source: C2SP tlog-witness v1.0.0.
public struct WitnessAnswer: Sendable, Hashable {
  /// What a witness keeps of a log: the checkpoint it cosigned last.
  public struct Memory: Sendable, Hashable {
    public let origin: String
    public let head: TreeHead
    /// The checkpoint with the log's signatures and the witness's own, and no others. Monitors read
    /// it under the witness's monitoring address.
    public let checkpoint: SignedNote
  }

  /// The HTTP status: 200, 400, 403, 404, 409 or 422.
  public let status: Int
  public let contentType: String?
  public let body: String
  /// Set with status 200, and only then. It must be stored for good before the answer is sent, and
  /// in one step with the look at what was known: see `Witness.answer(_:known:now:)`.
  public let remember: Memory?
}

/// Adds the cosignatures that a witness returned to a checkpoint.
///
/// Lines by unknown keys are left out. A new cosignature by a key that has already cosigned takes
/// the place of the old one.
///
/// - Parameter body: the body of an answer with status 200.
/// - Throws: `NoteError` if a line is no signature line, claims a known witness and is not by it,
///   or if none is by a known witness.
/// - Source: C2SP tlog-witness v1.0.0, the answer to `add-checkpoint`.
public func witnessAnswer(
  parsing body: [UInt8], to checkpoint: SignedNote, from witnesses: [NoteVerifier]
) throws(NoteError) -> SignedNote {
  let answered = try SignedNote(
    parsing: Array(checkpoint.text.utf8) + [newline] + body)
  guard answered.text.utf8.elementsEqual(checkpoint.text.utf8) else { throw .signatureLine(1) }
  let keys = witnesses.filter { $0.kind == .cosignature }
  let matches = try answered.matches(by: keys)
  guard !matches.isEmpty else { throw .noKnownSignature }
  var note = checkpoint
  for match in matches { try note.add(match.signature) }
  return note
}

/// Reads the size that a witness holds out of an answer with status 409; nil for any other body.
///
/// If it is the size that the log had sent as old, the witness holds another tree of that size: the
/// log has forked, and asking again is of no use.
public func witnessHeldSize(parsing body: [UInt8]) -> Int? {
  guard let lines = textLines(body), lines.count == 1 else { return nil }
  return decimal(lines[0])
}
