/// What a log asks of a witness: to cosign a checkpoint, and why it may.
///
/// - Source: C2SP tlog-witness v1.0.0, the body of `add-checkpoint`.
public struct AddCheckpointRequest: Sendable, Hashable {
  /// The size of the checkpoint that the witness cosigned last, as the log believes; 0 for none.
  public let oldSize: Int
  /// The consistency proof from that size to the checkpoint's; at most 63 hashes.
  public let proof: [Digest]
  public let checkpoint: SignedNote

  /// Joins the parts of a request.
  ///
  /// - Throws: `AddCheckpointError` if the size is negative or the proof longer than any tree asks
  ///   for.
  public init(
    oldSize: Int, proof: [Digest], checkpoint: SignedNote
  ) throws(AddCheckpointError) {
    guard oldSize >= 0 else { throw .oldSize }
    guard proof.count <= NoteLimit.proofHashes else { throw .tooManyHashes }
    self.oldSize = oldSize
    self.proof = proof
    self.checkpoint = checkpoint
  }

  /// Reads the body of a request.
  ///
  /// - Throws: `AddCheckpointError` unless the bytes are a request in every particular.
  public init(parsing bytes: [UInt8]) throws(AddCheckpointError) {
    guard bytes.count <= NoteLimit.bytes else { throw .tooLong }
    guard let end = endOfHead(bytes), let lines = textLines(bytes[..<end]) else {
      throw .noCheckpoint
    }
    guard let digits = rest(of: lines[0], after: "old "), let oldSize = decimal(digits) else {
      throw .oldSize
    }
    guard lines.count - 1 <= NoteLimit.proofHashes else { throw .tooManyHashes }
    var proof: [Digest] = []
    for number in 1..<lines.count {
      guard let hash = digest(onLine: lines[number]) else { throw .hash(line: number + 1) }
      proof.append(hash)
    }
    let note: SignedNote
    do { note = try SignedNote(parsing: Array(bytes[(end + 1)...])) } catch { throw .note(error) }
    try self.init(oldSize: oldSize, proof: proof, checkpoint: note)
  }

  /// The body of the request. Reading it gives an equal request.
  public var encoded: String {
    (["old \(oldSize)"] + proof.map(\.base64)).map { $0 + "\n" }.joined() + "\n"
      + checkpoint.encoded
  }
}
