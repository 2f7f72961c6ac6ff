import Crypto
import HeedTesting
import Ledger
import Testing

struct MerkleHashTests {
  @Test func `The empty tree is the hash of nothing`() {
    #expect(Digest.emptyTree == sha256())
    #expect(Digest.emptyTree == sha256([], []))
    #expect(
      Digest.emptyTree.hexadecimal
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `Leaves and nodes have their own prefixes`() {
    #expect(leafHash(Array("L123456".utf8)).hexadecimal.hasPrefix("395aa064"))
    let node = sha256([1], Array("N123".utf8), Array("N456".utf8))
    #expect(node.hexadecimal.hasPrefix("aa217fe8"))
  }

  @Test func `Parts are hashed as if they were one`() {
    #expect(sha256([1, 2], [], [3]) == sha256([1, 2, 3]))
    #expect(sha256([0], [4, 5]) == leafHash([4, 5]))
    let (left, right) = (leafHash([1]), leafHash([2]))
    #expect(nodeHash(left, right) == sha256([1], left.bytes, right.bytes))
  }

  @Test func `Two libraries agree on entries of every length up to 300 bytes`() throws {
    var random = SplitMix64(seed: 2026)
    for length in 0...300 {
      let entry = (0..<length).map { _ in UInt8(random.below(256)) }
      let other = Ledger.Digest(Array(SHA256.hash(data: [0] + entry)))
      try #require(leafHash(entry) == other, "length \(length)")
      let plain = Ledger.Digest(Array(SHA256.hash(data: entry)))
      try #require(sha256(entry) == plain, "length \(length)")
    }
  }

  @Test func `An entry that lies elsewhere has the same hash`() {
    let bytes = Array("a commitment".utf8)
    #expect(bytes.withUnsafeBytes { leafHash($0) } == leafHash(bytes))
    #expect(leafHash(UnsafeRawBufferPointer(start: nil, count: 0)) == leafHash([]))
  }
}
