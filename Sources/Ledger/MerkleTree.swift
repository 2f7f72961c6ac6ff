/// A whole tree in memory: every complete subtree keeps its hash, so any root or proof is at hand.
///
/// - Units: about 64 bytes of memory for each leaf.
public struct MerkleTree: Sendable, HashSource {
  // `levels[k]` holds the roots of the complete subtrees over 2^k leaves, from left to right.
  private var levels: [[Digest]] = [[]]

  /// A tree without leaves.
  public init() {}

  /// The number of leaves.
  public var size: Int { levels[0].count }

  /// Adds an entry at the right, hashed as a leaf.
  public mutating func append(entry: [UInt8]) {
    append(leafHash(entry))
  }

  /// Adds the hash of one leaf at the right.
  public mutating func append(_ leaf: Digest) {
    var hash = leaf
    var level = 0
    while true {
      if level == levels.count { levels.append([]) }
      let left = levels[level].last
      levels[level].append(hash)
      guard let left, levels[level].count.isMultiple(of: 2) else { return }
      hash = nodeHash(left, hash)
      level += 1
    }
  }

  /// The hash of one complete subtree.
  ///
  /// - Throws: `ProofError.subtreeOutsideTree` if the tree does not hold all its leaves.
  public func hash(level: Int, index: Int) throws(ProofError) -> Digest {
    guard levels.indices.contains(level), levels[level].indices.contains(index) else {
      throw .subtreeOutsideTree(level: level, index: index, size: size)
    }
    return levels[level][index]
  }

  /// The hash over all leaves; `Digest.emptyTree` if there are none.
  public var root: Digest {
    foldPeaks(completeSubtrees(over: 0..<size).map { levels[$0.level][$0.index] })
  }

  /// The size and the root together.
  public var head: TreeHead { TreeHead(size: size, root: root) }

  /// The root that the tree had when it held `size` leaves.
  ///
  /// - Throws: `ProofError.negativeSize`; `ProofError.sizesReversed` if it never held so many.
  public func root(size: Int) throws(ProofError) -> Digest {
    guard size >= 0 else { throw .negativeSize(size) }
    guard size <= self.size else { throw .sizesReversed(old: size, new: self.size) }
    return foldPeaks(completeSubtrees(over: 0..<size).map { levels[$0.level][$0.index] })
  }
}
