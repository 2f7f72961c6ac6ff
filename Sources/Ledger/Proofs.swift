/// Shows that an entry stands at its place in a tree, without showing any other entry.
///
/// - Source: RFC 9162, section 2.1.3.
public struct InclusionProof: Sendable, Hashable {
  /// The place of the entry, counted from 0.
  public var index: Int
  /// The number of leaves in the tree.
  public var size: Int
  /// The hashes beside the way from the leaf up to the root, lowest first.
  public var path: [Digest]

  public init(index: Int, size: Int, path: [Digest]) {
    self.index = index
    self.size = size
    self.path = path
  }

  /// Checks that a leaf and this path lead to a root.
  ///
  /// A root does not fix a size: the size and the root must come from the same checkpoint.
  ///
  /// - Throws: `ProofError` with the first reason why they do not.
  /// - Source: RFC 9162, section 2.1.3.2.
  public func verify(leaf: Digest, root: Digest) throws(ProofError) {
    let expected = try siblings(of: index, size: size).count
    try checkLength(of: path, expected: expected)
    var place = index
    var last = size - 1
    var hash = leaf
    for sibling in path {
      if place.isOdd || place == last {
        hash = nodeHash(sibling, hash)
        while !place.isOdd && place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        hash = nodeHash(hash, sibling)
      }
      place >>= 1
      last >>= 1
    }
    guard hash == root else { throw .rootDiffers(computed: hash, expected: root) }
  }
}

/// Shows that a newer tree begins with all the leaves of an older one, unchanged.
///
/// - Source: RFC 9162, section 2.1.4.
public struct ConsistencyProof: Sendable, Hashable {
  /// The number of leaves in the older tree.
  public var oldSize: Int
  /// The number of leaves in the newer tree.
  public var newSize: Int
  /// The hashes from which both roots can be computed, lowest first.
  public var path: [Digest]

  public init(oldSize: Int, newSize: Int, path: [Digest]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// Checks that this path leads to both roots.
  ///
  /// A root does not fix a size: each size and its root must come from the same checkpoint. If the
  /// old size is a power of two, a log that was rewritten shows in the newer root, and otherwise in
  /// the older.
  ///
  /// From an empty tree anything can grow: with an old size of 0 the path must be empty and the old
  /// root `Digest.emptyTree`, and nothing is shown about the new root.
  ///
  /// - Throws: `ProofError` with the first reason why it does not.
  /// - Source: RFC 9162, section 2.1.4.2.
  public func verify(old: Digest, new: Digest) throws(ProofError) {
    let expected = try commonSubtrees(old: oldSize, new: newSize).count
    try checkLength(of: path, expected: expected)
    if oldSize == 0 {
      guard old == .emptyTree else { throw .oldRootDiffers(computed: .emptyTree, expected: old) }
    }
    if oldSize == newSize {
      guard new == old else { throw .newRootDiffers(computed: old, expected: new) }
      return
    }
    guard oldSize > 0 else { return }

    var rest = path[...]
    var place = oldSize - 1
    var last = newSize - 1
    // A complete older tree is itself the first hash; the proof does not repeat it.
    let start = oldSize.isPowerOfTwo ? old : rest.removeFirst()
    while place.isOdd {
      place >>= 1
      last >>= 1
    }
    var oldRoot = start
    var newRoot = start
    for hash in rest {
      if place.isOdd || place == last {
        oldRoot = nodeHash(hash, oldRoot)
        newRoot = nodeHash(hash, newRoot)
        while !place.isOdd && place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        newRoot = nodeHash(newRoot, hash)
      }
      place >>= 1
      last >>= 1
    }
    guard oldRoot == old else { throw .oldRootDiffers(computed: oldRoot, expected: old) }
    guard newRoot == new else { throw .newRootDiffers(computed: newRoot, expected: new) }
  }
}

/// Returns the proof that the entry at `index` is in the tree over the first `size` leaves.
///
/// - Throws: `ProofError.indexOutsideTree`, `ProofError.negativeSize`, or the error of the source
///   if it holds fewer leaves.
/// - Source: RFC 9162, section 2.1.3.1.
public func inclusionProof(
  of index: Int, size: Int, in source: some HashSource
) throws -> InclusionProof {
  let path = try siblings(of: index, size: size).map { try source.root(over: $0) }
  return InclusionProof(index: index, size: size, path: path)
}

/// Returns the proof that the tree of size `newSize` begins with the tree of size `oldSize`.
///
/// The path is empty if `oldSize` is 0 or both are the same.
///
/// - Throws: `ProofError.sizesReversed`, `ProofError.negativeSize`, or the error of the source if
///   it holds fewer leaves.
/// - Source: RFC 9162, section 2.1.4.1.
public func consistencyProof(
  from oldSize: Int, to newSize: Int, in source: some HashSource
) throws -> ConsistencyProof {
  let path = try commonSubtrees(old: oldSize, new: newSize).map { try source.root(over: $0) }
  return ConsistencyProof(oldSize: oldSize, newSize: newSize, path: path)
}

/// The ranges of leaves beside the way from a leaf to the root, lowest first: `PATH` of RFC 9162,
/// section 2.1.3.1.
private func siblings(of index: Int, size: Int) throws(ProofError) -> [Range<Int>] {
  guard size >= 0 else { throw .negativeSize(size) }
  guard (0..<size).contains(index) else { throw .indexOutsideTree(index: index, size: size) }
  var ranges: [Range<Int>] = []
  var tree = 0..<size
  while tree.count > 1 {
    let split = tree.lowerBound + largestPowerOfTwo(below: tree.count)
    if index < split {
      ranges.append(split..<tree.upperBound)
      tree = tree.lowerBound..<split
    } else {
      ranges.append(tree.lowerBound..<split)
      tree = split..<tree.upperBound
    }
  }
  return ranges.reversed()
}

/// The ranges of leaves whose hashes give both roots, lowest first: `SUBPROOF` of RFC 9162, section
/// 2.1.4.1.
private func commonSubtrees(old: Int, new: Int) throws(ProofError) -> [Range<Int>] {
  guard old >= 0 else { throw .negativeSize(old) }
  guard new >= 0 else { throw .negativeSize(new) }
  guard old <= new else { throw .sizesReversed(old: old, new: new) }
  guard old > 0 else { return [] }
  var ranges: [Range<Int>] = []
  var tree = 0..<new
  while tree.upperBound != old {
    let split = tree.lowerBound + largestPowerOfTwo(below: tree.count)
    if old <= split {
      ranges.append(split..<tree.upperBound)
      tree = tree.lowerBound..<split
    } else {
      ranges.append(tree.lowerBound..<split)
      tree = split..<tree.upperBound
    }
  }
  // If no left part was split off, what remains is the older tree, whose root the reader has.
  if tree.lowerBound > 0 { ranges.append(tree) }
  return ranges.reversed()
}

private func checkLength(of path: [Digest], expected: Int) throws(ProofError) {
  if path.count < expected { throw .pathTooShort(count: path.count, expected: expected) }
  if path.count > expected { throw .pathTooLong(count: path.count, expected: expected) }
}

private func largestPowerOfTwo(below count: Int) -> Int { 1 << (count - 1).highestBit }

extension Int {
  fileprivate var isOdd: Bool { self & 1 == 1 }
  fileprivate var isPowerOfTwo: Bool { self > 0 && self & (self - 1) == 0 }
}
