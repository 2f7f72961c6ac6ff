import Ledger

/// The tree in memory, beside the hashing that it cannot do without.
final class TreeRates {
  private let appended: Int
  private let size: Int
  private let proved: Int
  private let messages: Int
  private lazy var entries = TreeRates.entries(appended)
  private lazy var tree = TreeRates.tree(size)
  private lazy var proofs = TreeRates.proofs(proved, of: tree)

  init(isQuick: Bool) {
    appended = isQuick ? 5_000 : 200_000
    size = isQuick ? 10_000 : 1_000_000
    proved = isQuick ? 200 : 10_000
    messages = isQuick ? 50 : 2_000
  }

  /// Nil for a name that is not of the tree.
  func measure(_ name: String) throws -> Measured? {
    switch name {
    case "tree-append": append()
    case "tree-append-hashes": hashesOfAppending()
    case "tree-prove": try prove()
    case "tree-verify": try verify()
    case "tree-verify-hashes": hashesOfVerifying()
    case "bulk-sha256": bulk()
    default: nil
    }
  }

  private func append() -> Measured {
    let entries = entries
    return Timed {
      var tree = MerkleTree()
      for entry in entries { tree.append(entry: entry) }
      keep(tree.root)
    }.of(entries.count)
  }

  /// One leaf and one node for each entry: a tree of n leaves has n - 1 nodes.
  private func hashesOfAppending() -> Measured {
    let entries = entries
    return Timed {
      var last = Digest.emptyTree
      for entry in entries { last = nodeHash(last, leafHash(entry)) }
      keep(last)
    }.of(entries.count)
  }

  private func prove() throws -> Measured {
    let (tree, proofs) = (tree, proofs)
    return try Timed {
      for proof in proofs {
        keep(try inclusionProof(of: proof.proof.index, size: tree.size, in: tree))
      }
    }.of(proofs.count)
  }

  private func verify() throws -> Measured {
    let (proofs, root) = (proofs, tree.root)
    var measured = try Timed {
      for proof in proofs { try proof.proof.verify(leaf: leafHash(proof.entry), root: root) }
    }.of(proofs.count)
    measured["hashes"] = Double(hashes)
    return measured
  }

  private func hashesOfVerifying() -> Measured {
    let proofs = proofs
    var measured = Timed {
      for proof in proofs {
        var last = leafHash(proof.entry)
        for sibling in proof.proof.path { last = nodeHash(last, sibling) }
        keep(last)
      }
    }.of(proofs.count)
    measured["hashes"] = Double(hashes)
    return measured
  }

  /// Leaves and nodes of all the proofs.
  private var hashes: Int { proofs.reduce(0) { $0 + 1 + $1.proof.path.count } }

  /// The same SHA-256 on messages of 16 KiB, each 256 blocks of 64 bytes and one of padding.
  private func bulk() -> Measured {
    let message = [UInt8](repeating: 0x68, count: 16_384)
    return Timed { for _ in 0..<messages { keep(sha256(message)) } }.of(messages)
  }

  // MARK: What is measured on

  private struct Proved {
    var entry: [UInt8]
    var proof: InclusionProof
  }

  private static func entries(_ count: Int) -> [[UInt8]] {
    (0..<count).map { entry($0) }
  }

  /// 64 bytes that are different for every number.
  private static func entry(_ number: Int) -> [UInt8] {
    var state = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    return (0..<8).flatMap { _ in
      state = (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9 &+ 1
      return (0..<8).map { UInt8(truncatingIfNeeded: state >> ($0 * 8)) }
    }
  }

  private static func tree(_ size: Int) -> MerkleTree {
    var tree = MerkleTree()
    for number in 0..<size { tree.append(entry: entry(number)) }
    return tree
  }

  private static func proofs(_ count: Int, of tree: MerkleTree) -> [Proved] {
    (0..<count).map { number in
      let index = number &* 7_919_861 % tree.size
      do {
        return Proved(
          entry: entry(index), proof: try inclusionProof(of: index, size: tree.size, in: tree))
      } catch {
        fatalError("\(error)")
      }
    }
  }
}
