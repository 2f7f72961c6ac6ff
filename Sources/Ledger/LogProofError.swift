/// Why a proof file is refused, or proves nothing.
public enum LogProofError: Error, Sendable, Hashable {
  case tooLong
  case firstLine
  case extra
  case index(line: Int)
  case hash(line: Int)
  case tooManyHashes
  case noCheckpoint
  case note(NoteError)
  case checkpoint(CheckpointError)
  /// No log of the policy that has this origin has signed.
  case notSignedByLog(origin: String)
  case inclusion(ProofError)
}
