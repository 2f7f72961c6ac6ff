/// A witness's word that, at a time, it had seen a log only grow up to a checkpoint.
///
/// - Units: seconds since 1970-01-01 00:00 UTC (POSIX), by the witness's own clock.
/// - Source: C2SP tlog-cosignature, Ed25519 (type 4).
public struct Cosignature: Sendable, Hashable {
  public let verifier: NoteVerifier
  public let time: UInt64

  public init(verifier: NoteVerifier, time: UInt64) {
    self.verifier = verifier
    self.time = time
  }
}

/// The valid cosignatures under a note by known witnesses, in the order of the note.
///
/// Keys of another kind than `cosignature` are passed over, in the note as in the list. Whether a
/// time lies in the future is for the caller to judge.
///
/// - Throws: `NoteError` as `SignedNote.verified(by:)` does.
public func cosignatures(
  of note: SignedNote, by witnesses: [NoteVerifier]
) throws(NoteError) -> [Cosignature] {
  var found: [Cosignature] = []
  for match in try note.matches(by: witnesses.filter { $0.kind == .cosignature }) {
    guard let time = cosignatureTime(match.signature.bytes) else { continue }
    found.append(Cosignature(verifier: match.verifier, time: time))
  }
  return found
}

/// The time at the head of a cosignature; nil if it is cut short, or not below 2^63.
func cosignatureTime(_ signature: [UInt8]) -> UInt64? {
  guard signature.count >= 8 else { return nil }
  let time = signature.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  return time <= UInt64(Int64.max) ? time : nil
}

/// What a witness signs: two lines of its own, then the text of the checkpoint.
func cosignedMessage(_ checkpointText: [UInt8], time: UInt64) -> [UInt8] {
  Array("cosignature/v1\ntime \(time)\n".utf8) + checkpointText
}
