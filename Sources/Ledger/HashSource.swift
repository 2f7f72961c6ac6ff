/// Something that knows the hashes inside a tree: memory, a database, or a folder of tiles.
public protocol HashSource {
  /// Returns the hash of the complete subtree over the leaves from `index` · 2^`level` on,
  /// 2^`level` of them; level 0 is the leaves themselves.
  ///
  /// - Throws: the source's own error if it does not hold that subtree.
  func hash(level: Int, index: Int) throws -> Digest
}

extension HashSource {
  /// The root over some leaves, put together from complete subtrees, the largest first.
  ///
  /// The start must be a multiple of a power of two that is no less than the number of leaves. So
  /// is every range that the definition of a root, a path or a consistency proof asks for.
  func root(over leaves: Range<Int>) throws -> Digest {
    try foldPeaks(
      completeSubtrees(over: leaves).map { try hash(level: $0.level, index: $0.index) })
  }
}

/// Returns the root of the tree over the first `size` leaves that the source holds.
///
/// - Throws: `ProofError.negativeSize`, or the error of the source if it holds fewer leaves.
/// - Source: RFC 9162, section 2.1.1.
public func treeRoot(size: Int, in source: some HashSource) throws -> Digest {
  guard size >= 0 else { throw ProofError.negativeSize(size) }
  return try source.root(over: 0..<size)
}

/// The complete subtrees that make up a range of leaves, from left to right.
func completeSubtrees(over leaves: Range<Int>) -> [(level: Int, index: Int)] {
  var subtrees: [(level: Int, index: Int)] = []
  var start = leaves.lowerBound
  while start < leaves.upperBound {
    let level = (leaves.upperBound - start).highestBit
    subtrees.append((level, start >> level))
    start += 1 << level
  }
  return subtrees
}

/// The root over complete subtrees of falling size: each is the left neighbour of all that follow.
func foldPeaks(_ peaks: some BidirectionalCollection<Digest>) -> Digest {
  guard var root = peaks.last else { return .emptyTree }
  for peak in peaks.dropLast().reversed() { root = nodeHash(peak, root) }
  return root
}

extension Int {
  /// The place of the highest bit that is set, counted from 0; the number must be positive.
  var highestBit: Int { Self.bitWidth - 1 - leadingZeroBitCount }
}
