import Foundation
import Ledger
import Testing

/// The public vectors of trees and proofs; see `Tests/Vectors/merkle-positive.json`.
struct MerkleVectors: Decodable, Sendable {
  struct Reference: Decodable { var leaves, leaf_hashes, roots: [String] }
  struct Sequence: Decodable { var leaf_hashes, roots: [String] }
  struct Trees: Decodable {
    var ct8: Reference
    var seq: Sequence
  }
  /// Two numbers and a path.
  struct Row: Decodable, Sendable {
    var first, second: Int
    var path: [Digest]

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      first = try row.decode(Int.self)
      second = try row.decode(Int.self)
      path = try row.decode([String].self).map { try #require(Digest(hexadecimal: $0)) }
    }
  }
  struct Rows: Decodable { var rows: [Row] }
  struct Length: Decodable {
    var length: Int
    var hash: String

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      length = try row.decode(Int.self)
      hash = try row.decode(String.self)
    }
  }

  var trees: Trees
  var inclusion, consistency: Rows
  var leaf_hash_by_length: [Length]

  static let shared = Result {
    try JSONDecoder().decode(MerkleVectors.self, from: file("merkle-positive.json"))
  }

  static func file(_ name: String) throws -> Data {
    let file = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Vectors/\(name)")
    return try Data(contentsOf: file)
  }
}

extension MerkleTree {
  /// A tree of so many leaves; leaf i is the single byte i mod 256.
  init(counting size: Int) {
    self.init()
    for index in 0..<size { append(entry: [UInt8(index & 255)]) }
  }

  /// A tree of so many leaves; leaf i is i as eight bytes, the highest first.
  init(numbered size: Int) {
    self.init()
    for index in 0..<size {
      append(entry: (0..<8).map { UInt8(truncatingIfNeeded: index >> (56 - 8 * $0)) })
    }
  }
}

struct MerkleVectorTests {
  let vectors: MerkleVectors

  init() throws {
    vectors = try MerkleVectors.shared.get()
  }

  @Test func `The eight reference leaves give the published root at every size`() throws {
    let reference = vectors.trees.ct8
    var tree = MerkleTree()
    #expect(tree.root.hexadecimal == reference.roots[0])
    for (index, leaf) in reference.leaves.enumerated() {
      let entry = stride(from: 0, to: leaf.count, by: 2).compactMap {
        UInt8(leaf.dropFirst($0).prefix(2), radix: 16)
      }
      #expect(leafHash(entry).hexadecimal == reference.leaf_hashes[index])
      tree.append(entry: entry)
      #expect(tree.root.hexadecimal == reference.roots[index + 1])
    }
    #expect(
      tree.root.hexadecimal == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
  }

  @Test func `Leaves of many lengths have their published hashes`() throws {
    #expect(vectors.leaf_hash_by_length.count == 208)
    for row in vectors.leaf_hash_by_length {
      let entry = (0..<row.length).map { UInt8((7 * $0 + row.length) % 256) }
      try #require(leafHash(entry).hexadecimal == row.hash, "length \(row.length)")
    }
  }

  @Test func `Seventy leaves give the published root at every size`() throws {
    let sequence = vectors.trees.seq
    let tree = MerkleTree(counting: 70)
    for size in 0...70 {
      try #require(try tree.root(size: size).hexadecimal == sequence.roots[size], "size \(size)")
    }
    for index in 0..<70 {
      #expect(try tree.hash(level: 0, index: index).hexadecimal == sequence.leaf_hashes[index])
    }
  }

  @Test func `Every published inclusion proof is made and holds`() throws {
    let tree = MerkleTree(counting: 70)
    let rows = vectors.inclusion.rows
    #expect(rows.count == 2485)
    for row in rows {
      let proof = try inclusionProof(of: row.second, size: row.first, in: tree)
      try #require(
        proof == InclusionProof(index: row.second, size: row.first, path: row.path), "\(row)")
      try proof.verify(
        leaf: tree.hash(level: 0, index: row.second), root: tree.root(size: row.first))
    }
  }

  @Test func `Every published consistency proof is made and holds`() throws {
    let tree = MerkleTree(counting: 70)
    let rows = vectors.consistency.rows
    #expect(rows.count == 2485)
    for row in rows {
      let proof = try consistencyProof(from: row.first, to: row.second, in: tree)
      try #require(
        proof == ConsistencyProof(oldSize: row.first, newSize: row.second, path: row.path),
        "\(row)")
      try proof.verify(old: tree.root(size: row.first), new: tree.root(size: row.second))
    }
  }
}
