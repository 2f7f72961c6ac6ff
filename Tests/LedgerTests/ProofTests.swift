import HeedTesting
import Ledger
import Testing

/// An inclusion proof with what it must be held against.
private struct Included: CustomStringConvertible {
  var proof: InclusionProof
  var leaf, root: Digest

  init(_ index: Int, in size: Int, of tree: MerkleTree) throws {
    proof = try inclusionProof(of: index, size: size, in: tree)
    leaf = try tree.hash(level: 0, index: index)
    root = try tree.root(size: size)
  }

  var holds: Bool { (try? proof.verify(leaf: leaf, root: root)) != nil }
  var description: String { "\(proof.index) in \(proof.size), path of \(proof.path.count)" }
}

/// A consistency proof with what it must be held against.
private struct Consistent: CustomStringConvertible {
  var proof: ConsistencyProof
  var old, new: Digest

  init(_ oldSize: Int, _ newSize: Int, of tree: MerkleTree) throws {
    proof = try consistencyProof(from: oldSize, to: newSize, in: tree)
    old = try tree.root(size: oldSize)
    new = try tree.root(size: newSize)
  }

  var holds: Bool { (try? proof.verify(old: old, new: new)) != nil }
  var description: String { "\(proof.oldSize) to \(proof.newSize), path of \(proof.path.count)" }
}

extension Digest {
  /// The digest with one byte changed.
  fileprivate func changing(_ place: Int, by mask: UInt8) throws -> Digest {
    var bytes = bytes
    bytes[place] ^= mask
    return try #require(Digest(bytes))
  }
}

/// Paths that differ from this one by a byte, by a hash too few or too many, or by two hashes that
/// changed places.
private func changes(
  of path: [Digest], _ random: inout SplitMix64
) throws -> [[Digest]] {
  var changed: [[Digest]] = []
  for place in path.indices {
    for byte in 0..<Digest.byteCount {
      var path = path
      path[place] = try path[place].changing(byte, by: 1 << UInt8(random.below(8)))
      changed.append(path)
    }
    var shorter = path
    shorter.remove(at: place)
    changed.append(shorter)
    var longer = path
    longer.insert(path[place], at: place)
    changed.append(longer)
    for other in path.indices where other > place && path[other] != path[place] {
      var path = path
      path.swapAt(place, other)
      changed.append(path)
    }
  }
  changed.append(path + [.emptyTree])
  changed.append([.emptyTree] + path)
  return changed
}

struct ProofTests {
  // Index and sizes up to here are tried without exception.
  private let small = 12
  private let tree = MerkleTree(counting: 80)

  @Test func `The published proofs of the eight reference leaves are made`() throws {
    var tree = MerkleTree()
    for entry: [UInt8] in [
      [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
      Array(0x50...0x57), Array(0x60...0x6F),
    ] { tree.append(entry: entry) }
    #expect(
      try inclusionProof(of: 0, size: 8, in: tree).path.map(\.hexadecimal) == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ])
    #expect(
      try inclusionProof(of: 5, size: 8, in: tree).path.map(\.hexadecimal) == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ])
    #expect(
      try inclusionProof(of: 2, size: 3, in: tree).path.map(\.hexadecimal) == [
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
      ])
    #expect(
      try consistencyProof(from: 6, to: 8, in: tree).path.map(\.hexadecimal) == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ])
    #expect(
      try consistencyProof(from: 2, to: 5, in: tree).path.map(\.hexadecimal) == [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ])
  }

  @Test func `An inclusion proof with any change in its path is refused`() throws {
    var random = SplitMix64(seed: 1)
    for size in Array(1...small) + [64, 77] {
      for index in size <= small ? Array(0..<size) : [0, 63, size - 1] {
        var sample = try Included(index, in: size, of: tree)
        try #require(sample.holds, "\(sample)")
        for path in try changes(of: sample.proof.path, &random) {
          sample.proof.path = path
          try #require(!sample.holds, "\(sample)")
        }
      }
    }
  }

  @Test func `A consistency proof with any change in its path is refused`() throws {
    var random = SplitMix64(seed: 2)
    for new in Array(1...small) + [64, 77] {
      for old in new <= small ? Array(0...new) : [1, 32, 63, new - 1] {
        var sample = try Consistent(old, new, of: tree)
        try #require(sample.holds, "\(sample)")
        for path in try changes(of: sample.proof.path, &random) {
          sample.proof.path = path
          try #require(!sample.holds, "\(sample)")
        }
      }
    }
  }

  @Test func `An inclusion proof for another place is refused`() throws {
    for size in 1...small {
      for index in 0..<size {
        var sample = try Included(index, in: size, of: tree)
        for other in -1...size where other != index {
          sample.proof.index = other
          try #require(!sample.holds, "\(index) in \(size) as \(other)")
        }
      }
    }
  }

  @Test func `An inclusion proof for a head of another size is refused`() throws {
    for size in 1...small {
      for index in 0..<size {
        for other in 0...small + 1 where other != size {
          var sample = try Included(index, in: size, of: tree)
          sample.root = try tree.root(size: other)
          try #require(!sample.holds, "\(index) in \(size) against the root of \(other)")
          sample.proof.size = other
          try #require(!sample.holds, "\(index) in \(size) as in \(other)")
        }
      }
    }
  }

  @Test func `An inclusion proof for another leaf or root is refused`() throws {
    var random = SplitMix64(seed: 3)
    for size in 1...small {
      for index in 0..<size {
        let sample = try Included(index, in: size, of: tree)
        for byte in 0..<Digest.byteCount {
          var changed = sample
          changed.leaf = try sample.leaf.changing(byte, by: 1 << UInt8(random.below(8)))
          try #require(!changed.holds, "\(sample)")
          changed = sample
          changed.root = try sample.root.changing(byte, by: 1 << UInt8(random.below(8)))
          try #require(!changed.holds, "\(sample)")
        }
      }
    }
  }

  @Test func `A consistency proof between heads of other sizes is refused`() throws {
    for new in 2...small {
      for old in 1..<new {
        for other in 1...small + 1 {
          if other != new {
            var sample = try Consistent(old, new, of: tree)
            sample.new = try tree.root(size: other)
            try #require(!sample.holds, "\(old) to \(new) against the root of \(other)")
            sample.proof.newSize = other
            try #require(!sample.holds, "\(old) to \(new) as to \(other)")
          }
          if other != old {
            var sample = try Consistent(old, new, of: tree)
            sample.old = try tree.root(size: other)
            try #require(!sample.holds, "\(old) to \(new) against the old root of \(other)")
            sample.proof.oldSize = other
            try #require(!sample.holds, "\(old) to \(new) as from \(other)")
          }
        }
        var swapped = try Consistent(old, new, of: tree)
        swap(&swapped.old, &swapped.new)
        try #require(!swapped.holds, "\(old) to \(new), roots swapped")
      }
    }
  }

  @Test func `A log that changed an old entry cannot prove that it grew`() throws {
    var rewritten = MerkleTree()
    for index in 0..<20 { rewritten.append(entry: [UInt8(index == 3 ? 99 : index)]) }
    for old in 4..<20 {
      let proof = try consistencyProof(from: old, to: 20, in: rewritten)
      #expect(throws: ProofError.self, "from \(old)") {
        try proof.verify(old: tree.root(size: old), new: rewritten.root)
      }
    }
    let proof = try consistencyProof(from: 5, to: 20, in: rewritten)
    #expect(
      throws: ProofError.oldRootDiffers(
        computed: try rewritten.root(size: 5), expected: try tree.root(size: 5))
    ) { try proof.verify(old: tree.root(size: 5), new: rewritten.root) }
    #expect(
      throws: ProofError.newRootDiffers(
        computed: rewritten.root, expected: try tree.root(size: 20))
    ) { try proof.verify(old: rewritten.root(size: 5), new: tree.root(size: 20)) }
  }

  @Test func `From an empty tree and to the same tree the path is empty`() throws {
    #expect(try consistencyProof(from: 0, to: 0, in: tree).path.isEmpty)
    #expect(try consistencyProof(from: 0, to: 9, in: tree).path.isEmpty)
    #expect(try consistencyProof(from: 9, to: 9, in: tree).path.isEmpty)
    #expect(try Consistent(0, 0, of: tree).holds)
    #expect(try Consistent(0, 9, of: tree).holds)
    #expect(try Consistent(9, 9, of: tree).holds)
  }

  @Test func `The same size with two roots is refused`() throws {
    let (one, other) = (leafHash([1]), leafHash([2]))
    #expect(throws: ProofError.newRootDiffers(computed: one, expected: other)) {
      try ConsistencyProof(oldSize: 9, newSize: 9, path: []).verify(old: one, new: other)
    }
    #expect(throws: ProofError.oldRootDiffers(computed: .emptyTree, expected: one)) {
      try ConsistencyProof(oldSize: 0, newSize: 9, path: []).verify(old: one, new: other)
    }
    #expect(throws: ProofError.newRootDiffers(computed: .emptyTree, expected: one)) {
      try ConsistencyProof(oldSize: 0, newSize: 0, path: []).verify(old: .emptyTree, new: one)
    }
  }

  @Test func `Numbers that no tree has are refused, however large`() throws {
    let (leaf, most) = (leafHash([1]), Int.max)
    for index in [-1, 0, 5, most, Int.min] {
      #expect(throws: ProofError.indexOutsideTree(index: index, size: 0)) {
        try InclusionProof(index: index, size: 0, path: []).verify(leaf: leaf, root: leaf)
      }
    }
    #expect(throws: ProofError.negativeSize(Int.min)) {
      try InclusionProof(index: 0, size: Int.min, path: []).verify(leaf: leaf, root: leaf)
    }
    for (index, expected) in [(0, 63), (most / 2, 63), (most - 1, 62)] {
      #expect(throws: ProofError.pathTooShort(count: 0, expected: expected)) {
        try InclusionProof(index: index, size: most, path: []).verify(leaf: leaf, root: leaf)
      }
    }
    #expect(throws: ProofError.pathTooShort(count: 0, expected: 63)) {
      try ConsistencyProof(oldSize: 1, newSize: most, path: []).verify(old: leaf, new: leaf)
    }
    #expect(throws: ProofError.sizesReversed(old: most, new: 1)) {
      try ConsistencyProof(oldSize: most, newSize: 1, path: []).verify(old: leaf, new: leaf)
    }
    #expect(throws: ProofError.negativeSize(-1)) {
      try ConsistencyProof(oldSize: -1, newSize: 1, path: []).verify(old: leaf, new: leaf)
    }
    #expect(throws: ProofError.negativeSize(-2)) {
      try ConsistencyProof(oldSize: 1, newSize: -2, path: []).verify(old: leaf, new: leaf)
    }
    #expect(throws: ProofError.indexOutsideTree(index: 80, size: 80)) {
      try inclusionProof(of: 80, size: 80, in: tree)
    }
    #expect(throws: ProofError.sizesReversed(old: 5, new: 4)) {
      try consistencyProof(from: 5, to: 4, in: tree)
    }
  }

  @Test func `A refusal carries both roots`() throws {
    let sample = try Included(3, in: 5, of: tree)
    let other = leafHash([99])
    #expect(throws: ProofError.rootDiffers(computed: sample.root, expected: other)) {
      try sample.proof.verify(leaf: sample.leaf, root: other)
    }
  }

  @Test func `Proofs of random trees hold and those of other entries do not`() throws {
    try forAll(count: 40, seed: 5) { random in
      let size = 2 + random.below(400)
      let tree = MerkleTree(numbered: size)
      let part = 1 + random.below(size)
      let index = random.below(part)
      var included = try Included(index, in: part, of: tree)
      try #require(included.holds)
      included.leaf = try tree.hash(level: 0, index: (index + 1) % size)
      try #require(!included.holds)
      try #require(try Consistent(part, size, of: tree).holds)
    }
  }

  @Test func `A refusal says what is wrong and what to do`() {
    let words: [(ProofError, String)] = [
      (.negativeSize(-1), "a tree cannot have -1 leaves: give a size of 0 or more"),
      (
        .indexOutsideTree(index: 7, size: 7),
        """
        entry 7 is not in a log of size 7, whose entries are counted from 0: check the number on \
        the receipt, or fetch a newer checkpoint
        """
      ),
      (
        .sizesReversed(old: 8, new: 7),
        """
        size 8 is larger than the log's 7: give the older size first; if the sizes are right, the \
        log has lost entries, so keep both checkpoints as evidence
        """
      ),
      (
        .subtreeOutsideTree(level: 1, index: 3, size: 7),
        """
        subtree 3 of level 1 is not complete in a tree of size 7: ask for a size that the log has \
        reached
        """
      ),
      (
        .pathTooShort(count: 1, expected: 2),
        """
        the path has 1 of 2 hashes: the proof was cut short or names wrong sizes; ask the log for \
        it again
        """
      ),
      (
        .pathTooLong(count: 3, expected: 2),
        """
        the path has 3 hashes where 2 belong: the proof was added to or names wrong sizes; ask the \
        log for it again
        """
      ),
    ]
    for (error, expected) in words { #expect(error.description == expected) }
  }

  @Test func `A refusal of a root names both roots and asks to keep the evidence`() {
    let (one, other) = (leafHash([1]), leafHash([2]))
    for error: ProofError in [
      .rootDiffers(computed: one, expected: other),
      .oldRootDiffers(computed: one, expected: other),
      .newRootDiffers(computed: one, expected: other),
    ] {
      #expect(error.description.contains("\(one), not \(other)"))
      #expect(error.description.contains("keep"))
    }
  }
}
