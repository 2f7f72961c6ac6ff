/// Why a proof does not hold, or cannot be made.
public enum ProofError: Error, Sendable, Hashable {
  /// A tree cannot have fewer than no leaves.
  case negativeSize(Int)
  /// There is no leaf of that index in a tree of that size.
  case indexOutsideTree(index: Int, size: Int)
  /// The older tree is larger than the newer one.
  case sizesReversed(old: Int, new: Int)
  /// A source was asked for a subtree whose leaves it does not all hold.
  case subtreeOutsideTree(level: Int, index: Int, size: Int)
  /// The path has fewer hashes than its sizes ask for.
  case pathTooShort(count: Int, expected: Int)
  /// The path has more hashes than its sizes ask for.
  case pathTooLong(count: Int, expected: Int)
  /// The leaf and its path lead to another root.
  case rootDiffers(computed: Digest, expected: Digest)
  /// The path leads to another root for the older tree.
  case oldRootDiffers(computed: Digest, expected: Digest)
  /// The path leads to another root for the newer tree.
  case newRootDiffers(computed: Digest, expected: Digest)
}
