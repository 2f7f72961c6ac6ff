extension ProofError: CustomStringConvertible {
  /// What is wrong and what to do, in plain words; hashes in hexadecimal.
  public var description: String {
    switch self {
    case .negativeSize(let size):
      "a tree cannot have \(size) leaves: give a size of 0 or more"
    case .indexOutsideTree(let index, let size):
      "entry \(index) is not in a log of size \(size), whose entries are counted from 0: "
        + "check the number on the receipt, or fetch a newer checkpoint"
    case .sizesReversed(let old, let new):
      "size \(old) is larger than the log's \(new): give the older size first; "
        + "if the sizes are right, the log has lost entries, so keep both checkpoints as evidence"
    case .subtreeOutsideTree(let level, let index, let size):
      "subtree \(index) of level \(level) is not complete in a tree of size \(size): "
        + "ask for a size that the log has reached"
    case .pathTooShort(let count, let expected):
      "the path has \(count) of \(expected) hashes: the proof was cut short or names wrong sizes; "
        + "ask the log for it again"
    case .pathTooLong(let count, let expected):
      "the path has \(count) hashes where \(expected) belong: the proof was added to or names "
        + "wrong sizes; ask the log for it again"
    case .rootDiffers(let computed, let expected):
      "the entry leads to root \(computed), not \(expected): the entry, its place or the proof was "
        + "changed, or the checkpoint is another log's; keep all of them and ask the log again"
    case .oldRootDiffers(let computed, let expected):
      "the older tree's root comes out as \(computed), not \(expected): the proof was changed, or "
        + "the log was rewritten; keep both checkpoints as evidence and ask the log again"
    case .newRootDiffers(let computed, let expected):
      "the newer tree's root comes out as \(computed), not \(expected): the proof was changed, or "
        + "the log was rewritten; keep both checkpoints as evidence and ask the log again"
    }
  }
}
