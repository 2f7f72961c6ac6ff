import Foundation
import HeedTesting
import Ledger
import Testing

private struct TileVectors: Decodable {
  struct Row: Decodable {
    var tile: Tile
    var path: String
    var hash: String?

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      let level = try row.decode(Int.self)
      let index = try row.decode(Int.self)
      let width = try row.decode(Int.self)
      // The list of paths writes a full tile as width 0.
      tile = Tile(level: level, index: index, width: width == 0 ? Tile.fullWidth : width)
      path = try row.decode(String.self)
      hash = try row.decodeIfPresent(String.self)
    }
  }
  struct Tree: Decodable {
    var size: Int
    var root: String
    var tiles: [Row]
  }
  var trees: [Tree]
  var paths: [Row]

  static func read() throws -> TileVectors {
    try JSONDecoder().decode(TileVectors.self, from: MerkleVectors.file("tiles.json"))
  }
}

struct TileTests {
  @Test func `The published trees have the published tiles`() throws {
    let vectors = try TileVectors.read()
    #expect(vectors.trees.count == 8)
    let tree = MerkleTree(numbered: vectors.trees.map(\.size).max() ?? 0)
    for expected in vectors.trees {
      #expect(try tree.root(size: expected.size).hexadecimal == expected.root)
      let tiles = Tile.tiles(size: expected.size)
      for row in expected.tiles {
        #expect(tiles.contains(row.tile), "\(row.path)")
        #expect(row.tile.path == row.path)
        #expect(try sha256(row.tile.bytes(in: tree)).hexadecimal == row.hash, "\(row.path)")
      }
    }
  }

  @Test func `The published paths are written and read`() throws {
    for row in try TileVectors.read().paths {
      #expect(row.tile.path == row.path)
      #expect(Tile(path: row.path) == row.tile)
    }
  }

  @Test func `Any path is read back`() throws {
    try forAll(count: 300, seed: 9) { random in
      let tile = Tile(
        level: random.below(64), index: random.below(1 << random.below(59)),
        width: 1 + random.below(256))
      try #require(Tile(path: tile.path) == tile, "\(tile)")
    }
  }

  @Test(arguments: [
    "", "tile", "tile/0", "tile/0/", "tile//000", "/tile/0/000", "tile/0/000/", "tile/0/00",
    "tile/0/0000", "tile/0/x000", "tile/0/x000/001", "tile/0/x000/x001/002", "tile/0/001/002",
    "tile/0/x001", "tile/0/x001/", "tile/0/X001/002", "tile/00/000", "tile/01/000", "tile/64/000",
    "tile/-1/000", "tile/+1/000", "tile/0/-01", "tile/0/+01", "tile/0/000.p", "tile/0/000.p/",
    "tile/0/000.p/0", "tile/0/000.p/00", "tile/0/000.p/01", "tile/0/000.p/256",
    "tile/0/000.p/1000", "tile/0/000.p/-1", "tile/0/000.p/1/", "tile/0/000.p/1.p/1",
    "tile/0/000.q/1", "tile/0/x001.p/x002.p/1", "tile/0/.p/1", "tile/0.p/1", "tile/entries/000",
    "tile/data/000", "Tile/0/000", "tile/0/٠٠٠", "tile/0/000 ", "tile/0/000?",
    "tile/0/x999/x999/x999/x999/x999/x999/999",
  ])
  func `A text that is not the path of a tile to the letter is refused`(_ path: String) {
    #expect(Tile(path: path) == nil)
  }

  @Test func `Entries lie beside the tiles of level 0`() {
    #expect(Tile.entriesPath(index: 0) == "tile/entries/000")
    #expect(Tile.entriesPath(index: 1_234_067) == "tile/entries/x001/x234/067")
    #expect(Tile.entriesPath(index: 273, width: 112) == "tile/entries/273.p/112")
  }

  @Test func `A tree has its full tiles and one partial tile for each level that needs it`() {
    #expect(Tile.tiles(size: 0).isEmpty)
    #expect(Tile.tiles(size: 1).map(\.path) == ["tile/0/000.p/1"])
    #expect(
      Tile.tiles(size: 513).map(\.path)
        == ["tile/0/000", "tile/0/001", "tile/0/002.p/1", "tile/1/000.p/2"])
    #expect(Tile.tiles(size: 65_536).suffix(2).map(\.path) == ["tile/1/000", "tile/2/000.p/1"])
  }

  @Test func `A tree that grows needs only the tiles that it did not have`() throws {
    try forAll(count: 60, seed: 10) { random in
      let old = random.below(3_000)
      let new = old + random.below(3_000)
      let had = Set(Tile.tiles(size: old))
      let expected = Tile.tiles(size: new).filter { !had.contains($0) }
      try #require(Tile.newTiles(from: old, to: new) == expected, "\(old) to \(new)")
    }
    #expect(
      Tile.newTiles(from: 65_530, to: 65_537).map(\.path) == [
        "tile/0/255", "tile/0/256.p/1", "tile/1/000", "tile/2/000.p/1",
      ])
  }

  @Test func `A tile beyond the tree is not written`() {
    let tree = MerkleTree(counting: 300)
    #expect(throws: ProofError.subtreeOutsideTree(level: 0, index: 300, size: 300)) {
      try Tile(level: 0, index: 1).bytes(in: tree)
    }
  }

  @Test func `A bundle of entries is read back`() throws {
    try forAll(count: 30, seed: 11) { random in
      let entries = (0..<random.below(257)).map { _ in
        (0..<random.below(40)).map { _ in UInt8(random.below(256)) }
      }
      let bytes = try EntryBundle.encode(entries)
      try #require(try EntryBundle.decode(bytes) == entries)
    }
  }

  @Test func `An entry in a bundle has its length before it in two bytes`() throws {
    let long = [UInt8](repeating: 7, count: 0x0102)
    #expect(try EntryBundle.encode([[9], [], long]) == [0, 1, 9, 0, 0, 1, 2] + long)
    #expect(try EntryBundle.encode([]).isEmpty)
    #expect(try EntryBundle.decode([]).isEmpty)
    let longest = [UInt8](repeating: 7, count: EntryBundle.longestEntry)
    #expect(try EntryBundle.decode(EntryBundle.encode([longest])) == [longest])
  }

  @Test func `What no bundle can hold is refused`() {
    let tooLong = [UInt8](repeating: 7, count: EntryBundle.longestEntry + 1)
    #expect(throws: EntryBundleError.entryTooLong(place: 1, bytes: 65_536)) {
      try EntryBundle.encode([[1], tooLong])
    }
    #expect(throws: EntryBundleError.tooManyEntries(257)) {
      try EntryBundle.encode(Array(repeating: [1], count: 257))
    }
    #expect(throws: EntryBundleError.tooManyEntries(257)) {
      try EntryBundle.decode(Array(repeating: 0, count: 2 * 257))
    }
  }

  @Test func `A bundle that ends inside an entry is refused`() throws {
    let bytes = try EntryBundle.encode([[1, 2, 3], [4, 5]])
    for count in 1..<bytes.count where count != 5 {
      #expect(throws: EntryBundleError.cutShort(place: count < 5 ? 0 : 1)) {
        try EntryBundle.decode(Array(bytes.prefix(count)))
      }
    }
  }

  @Test func `A refusal of a bundle says what to do`() {
    #expect(
      EntryBundleError.entryTooLong(place: 1, bytes: 65_536).description
        == "entry 1 of the bundle has 65536 bytes, and 65535 are allowed: keep the content beside "
        + "the log and enter a commitment to it")
    #expect(
      EntryBundleError.tooManyEntries(257).description
        == "the bundle has 257 entries or more, and 256 are allowed: begin the next bundle")
    #expect(
      EntryBundleError.cutShort(place: 3).description
        == "the bundle ends inside entry 3: fetch the file again")
  }
}
