import HeedTesting
import Ledger
import Testing

/// The root as the specification defines it: split at the largest power of two below the size.
private func definedRoot(_ leaves: ArraySlice<Digest>) -> Digest {
  guard leaves.count > 1 else { return leaves.first ?? .emptyTree }
  var split = 1
  while split * 2 < leaves.count { split *= 2 }
  return nodeHash(definedRoot(leaves.prefix(split)), definedRoot(leaves.dropFirst(split)))
}

struct MerkleTreeTests {
  @Test func `The root of a tree of any size is the one that the definition gives`() throws {
    var random = SplitMix64(seed: 4)
    var leaves: [Digest] = []
    var tree = MerkleTree()
    for size in 0..<260 {
      try #require(tree.root == definedRoot(leaves[...]), "size \(size)")
      try #require(tree.size == size)
      let leaf = leafHash([UInt8(random.below(256)), UInt8(random.below(256))])
      leaves.append(leaf)
      tree.append(leaf)
    }
    try forAll(count: 20, seed: 44) { random in
      let size = random.below(260)
      try #require(try tree.root(size: size) == definedRoot(leaves.prefix(size)))
      try #require(try treeRoot(size: size, in: tree) == definedRoot(leaves.prefix(size)))
    }
  }

  @Test func `A frontier and a tree have the same root after every leaf`() throws {
    var tree = MerkleTree()
    var frontier = Frontier()
    for index in 0..<600 {
      try #require(frontier.head == tree.head, "size \(index)")
      let leaf = leafHash([UInt8(index & 255)])
      tree.append(leaf)
      frontier.append(leaf)
    }
  }

  @Test func `A frontier taken up from a tree goes on as if it had never stopped`() throws {
    let tree = MerkleTree(counting: 300)
    try forAll(count: 30, seed: 7) { random in
      let size = random.below(301)
      var frontier = try Frontier(size: size, in: tree)
      try #require(frontier.peaks.count == size.nonzeroBitCount)
      for index in size..<300 { frontier.append(try tree.hash(level: 0, index: index)) }
      try #require(frontier.head == tree.head)
    }
  }

  @Test func `The peaks of a frontier are its complete subtrees, the largest first`() throws {
    let tree = MerkleTree(counting: 7)
    let frontier = try Frontier(size: 7, in: tree)
    #expect(
      frontier.peaks == [
        try tree.hash(level: 2, index: 0), try tree.hash(level: 1, index: 2),
        try tree.hash(level: 0, index: 6),
      ])
  }

  @Test func `A tree answers only for subtrees that it holds whole`() {
    let tree = MerkleTree(counting: 7)
    for (level, index) in [(0, 7), (0, -1), (1, 3), (2, 1), (3, 0), (64, 0), (-1, 0)] {
      #expect(throws: ProofError.subtreeOutsideTree(level: level, index: index, size: 7)) {
        try tree.hash(level: level, index: index)
      }
    }
  }

  @Test func `A size that the tree never had is refused`() {
    let tree = MerkleTree(counting: 3)
    #expect(throws: ProofError.sizesReversed(old: 4, new: 3)) { try tree.root(size: 4) }
    #expect(throws: ProofError.negativeSize(-1)) { try tree.root(size: -1) }
    #expect(throws: ProofError.negativeSize(-1)) { try treeRoot(size: -1, in: tree) }
    #expect(throws: ProofError.negativeSize(-1)) { try Frontier(size: -1, in: tree) }
    #expect(throws: ProofError.subtreeOutsideTree(level: 2, index: 0, size: 3)) {
      try treeRoot(size: 4, in: tree)
    }
    #expect(throws: ProofError.subtreeOutsideTree(level: 2, index: 0, size: 3)) {
      try Frontier(size: 4, in: tree)
    }
  }
}
