/// Why a request to a witness cannot be read.
public enum AddCheckpointError: Error, Sendable, Hashable {
  case tooLong
  case oldSize
  case hash(line: Int)
  case tooManyHashes
  case noCheckpoint
  case note(NoteError)
}
