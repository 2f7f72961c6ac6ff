/// Why the tiles of a log cannot be used.
public enum TileError: Error, Sendable, Hashable {
  /// A tree cannot have fewer than no leaves.
  case negativeSize(Int)
  /// The tree of that size has no such complete subtree.
  case subtreeOutsideTree(level: Int, index: Int, size: Int)
  /// The tile could not be read; `reason` is the description of the error that its reader threw.
  case unreadable(Tile, reason: String)
  /// The tile has another number of bytes than its width asks for.
  case wrongLength(Tile, bytes: Int)
  /// The tile's hashes lead to another hash than the rest of the tree needs at its place.
  case wrongHash(Tile, computed: Digest, expected: Digest)
  /// Every tile fits the ones beneath it, and yet together they give another root than the head.
  ///
  /// `suspect` is the one tile with nothing beneath it to hold it against, the partial tile of
  /// leaves, if there is one: if a single tile was changed, it is this.
  case rootDiffers(computed: Digest, expected: Digest, suspect: Tile?)
}

extension TileError {
  /// The tile to look at first; nil if the fault is not in one tile.
  public var tile: Tile? {
    switch self {
    case .negativeSize, .subtreeOutsideTree: nil
    case .unreadable(let tile, _), .wrongLength(let tile, _), .wrongHash(let tile, _, _): tile
    case .rootDiffers(_, _, let suspect): suspect
    }
  }
}
