extension LogProofError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .tooLong: "the proof is longer than 1 MiB; check that this is the right file"
    case .firstLine:
      "line 1 is not 'c2sp.org/tlog-proof@v1'; check that this is a proof, and of this version"
    case .extra: "line 2: what follows 'extra ' is not base64; fetch the proof again"
    case .index(let line):
      "line \(line) gives no index; expected 'index ' and digits without needless zeros"
    case .hash(let line):
      "line \(line) is no hash; expected the 44 characters of base64 of its 32 bytes"
    case .tooManyHashes:
      "the proof has more than 63 hashes, which no tree asks for; fetch it again"
    case .noCheckpoint:
      "the proof holds no checkpoint; an empty line and the signed checkpoint end the file"
    case .note(let error): "checkpoint: \(error)"
    case .checkpoint(let error): "\(error)"
    case .notSignedByLog(let origin):
      "no trusted key of the log '\(origin)' signed the checkpoint; check the policy, or do not "
        + "rely on this proof"
    case .inclusion(let error): "\(error)"
    }
  }
}
