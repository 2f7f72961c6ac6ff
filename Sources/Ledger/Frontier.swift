/// The right edge of a tree: all that is needed to append leaves and to know the root.
///
/// It holds one hash for each bit that is set in the size, so at most 63.
public struct Frontier: Sendable, Hashable {
  /// The number of leaves.
  public private(set) var size = 0
  /// The roots of the complete subtrees that make up the tree, the largest and leftmost first.
  public private(set) var peaks: [Digest] = []

  /// The edge of a tree without leaves.
  public init() {}

  /// The edge of the tree over the first `size` leaves that a source holds.
  ///
  /// - Throws: `ProofError.negativeSize`, or the error of the source if it holds fewer leaves.
  public init(size: Int, in source: some HashSource) throws {
    guard size >= 0 else { throw ProofError.negativeSize(size) }
    self.size = size
    peaks = try completeSubtrees(over: 0..<size).map {
      try source.hash(level: $0.level, index: $0.index)
    }
  }

  /// Adds the hash of one leaf at the right.
  public mutating func append(_ leaf: Digest) {
    var hash = leaf
    for _ in 0..<size.trailingOneBitCount { hash = nodeHash(peaks.removeLast(), hash) }
    peaks.append(hash)
    size += 1
  }

  /// The hash over all leaves; `Digest.emptyTree` if there are none.
  public var root: Digest { foldPeaks(peaks) }

  /// The size and the root together.
  public var head: TreeHead { TreeHead(size: size, root: root) }
}

extension Int {
  fileprivate var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}
