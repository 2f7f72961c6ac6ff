extension CheckpointError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .tooFewLines:
      "a checkpoint has at least three lines, each with its newline: name, size and root; "
        + "check that this is the right note"
    case .origin:
      "line 1 of the checkpoint names no log; write a name without control characters"
    case .size:
      "line 2 of the checkpoint is no size; write digits only, without needless zeros, below 2^63"
    case .root:
      "line 3 of the checkpoint is no root; write the 44 characters of base64 of its 32 bytes"
    case .extensionLine(let line):
      "line \(line) of the checkpoint is empty or holds a control character; leave it out"
    }
  }
}
