extension AddCheckpointError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .tooLong: "the request is longer than 1 MiB; leave out signatures that nobody needs"
    case .oldSize:
      "line 1 is not 'old ' and a size; write digits only, without needless zeros, below 2^63"
    case .hash(let line):
      "line \(line) is no hash; expected the 44 characters of base64 of its 32 bytes"
    case .tooManyHashes: "the request has more than 63 hashes; no proof needs so many"
    case .noCheckpoint: "an empty line and the signed checkpoint must end the request"
    case .note(let error): "checkpoint: \(error)"
    }
  }
}
