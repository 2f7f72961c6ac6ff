extension TileError: CustomStringConvertible {
  /// What is wrong, in which tile, and what to do; hashes in hexadecimal.
  public var description: String {
    switch self {
    case .negativeSize(let size):
      "a tree cannot have \(size) leaves: give a size of 0 or more"
    case .subtreeOutsideTree(let level, let index, let size):
      "subtree \(index) of level \(level) is not complete in a tree of size \(size): "
        + "ask for a size that the log has reached"
    case .unreadable(let tile, let reason):
      "\(tile.path) cannot be read (\(reason)): fetch it again"
    case .wrongLength(let tile, let bytes):
      "\(tile.path) has \(bytes) bytes, not \(tile.byteCount): fetch it again"
    case .wrongHash(let tile, let computed, let expected):
      "\(tile.path) gives hash \(computed), not \(expected): it was damaged or changed; keep it, "
        + "and restore it from another copy of the log"
    case .rootDiffers(let computed, let expected, let suspect):
      "the tiles agree with each other and give root \(computed), not \(expected): "
        + (suspect.map { "\($0.path) was changed, or " } ?? "")
        + "the head belongs to another log or to a rewritten one; keep the tiles and the head, and "
        + "compare with another copy of the log"
    }
  }
}
