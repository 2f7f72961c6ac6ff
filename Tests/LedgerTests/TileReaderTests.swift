import HeedTesting
import Ledger
import Testing

/// A log's folder of tiles, in memory.
private struct Folder: Sendable {
  var head: TreeHead
  var files: [Tile: [UInt8]]

  init(_ tree: MerkleTree, size: Int) throws {
    head = TreeHead(size: size, root: try tree.root(size: size))
    files = [:]
    for tile in Tile.tiles(size: size) { files[tile] = try tile.bytes(in: tree) }
  }

  func bytes(of tile: Tile) throws -> [UInt8] {
    guard let bytes = files[tile] else { throw Missing() }
    return bytes
  }

  /// What checking every tile finds; nil if nothing.
  var fault: TileError? {
    do throws(TileError) {
      try verifyTiles(head: head, read: bytes(of:))
      return nil
    } catch {
      return error
    }
  }

  struct Missing: Error, CustomStringConvertible {
    var description: String { "no such file" }
  }
}

struct TileReaderTests {
  private let tree = MerkleTree(numbered: 1_300)

  @Test func `A tree read from tiles is the tree that wrote them`() throws {
    try forAll(count: 25, seed: 12) { random in
      let size = 1 + random.below(1_300)
      let folder = try Folder(tree, size: size)
      let reader = TileReader(size: size, read: folder.bytes(of:))
      try #require(try treeRoot(size: size, in: reader) == folder.head.root)
      let (part, index) = (1 + random.below(size), random.below(size))
      try #require(try treeRoot(size: part, in: reader) == tree.root(size: part))
      try #require(
        try inclusionProof(of: index, size: size, in: reader)
          == inclusionProof(of: index, size: size, in: tree))
      try #require(
        try consistencyProof(from: part, to: size, in: reader)
          == consistencyProof(from: part, to: size, in: tree))
      try #require(try Frontier(size: size, in: reader).head == folder.head)
    }
  }

  @Test func `Every complete subtree is read from tiles`() throws {
    let folder = try Folder(tree, size: 600)
    let reader = TileReader(size: 600, read: folder.bytes(of:))
    for level in 0..<10 {
      for index in 0..<600 >> level where level > 3 || index % 61 == 0 {
        try #require(
          try reader.hash(level: level, index: index) == tree.hash(level: level, index: index))
      }
    }
  }

  @Test func `A reader asks only for tiles of the tree`() throws {
    let size = 1_300
    let folder = try Folder(tree, size: size)
    let tiles = Set(Tile.tiles(size: size))
    let reader = TileReader(size: size) { tile in
      #expect(tiles.contains(tile))
      return try folder.bytes(of: tile)
    }
    for index in stride(from: 0, to: size, by: 97) {
      _ = try inclusionProof(of: index, size: size, in: reader)
    }
  }

  @Test func `A subtree that the tree does not hold whole is refused`() throws {
    let folder = try Folder(tree, size: 300)
    let reader = TileReader(size: 300, read: folder.bytes(of:))
    for (level, index) in [
      (0, 300), (0, -1), (1, 150), (8, 1), (9, 0), (63, 0), (64, 0), (-1, 0), (0, Int.max),
      (200, 0),
    ] {
      #expect(throws: TileError.subtreeOutsideTree(level: level, index: index, size: 300)) {
        try reader.hash(level: level, index: index)
      }
    }
  }

  @Test(arguments: [Tile(level: 0, index: 1, width: 44), Tile(level: 1, index: 0, width: 1)])
  func `A tile of the wrong length or none is named`(_ tile: Tile) throws {
    let whole = try Folder(tree, size: 300)
    for bytes in [0, tile.byteCount - 1, tile.byteCount - 32, tile.byteCount + 32] {
      var folder = whole
      folder.files[tile] = [UInt8](repeating: 7, count: bytes)
      let changed = folder
      #expect(changed.fault == .wrongLength(tile, bytes: bytes))
      #expect(throws: TileError.wrongLength(tile, bytes: bytes)) {
        try TileReader(size: 300, read: changed.bytes(of:))
          .hash(level: 8 * tile.level, index: 256 * tile.index)
      }
    }
    var folder = whole
    folder.files[tile] = nil
    #expect(folder.fault == .unreadable(tile, reason: "no such file"))
  }

  @Test(arguments: [0, 1, 2, 255, 256, 257, 511, 512, 768, 1_299])
  func `Good tiles pass, and each is read once`(_ size: Int) throws {
    let folder = try Folder(tree, size: size)
    var asked: [Tile] = []
    try verifyTiles(head: folder.head) { tile in
      asked.append(tile)
      return try folder.bytes(of: tile)
    }
    #expect(asked.count == folder.files.count)
    #expect(Set(asked) == Set(Tile.tiles(size: size)))
  }

  @Test func `A changed byte is found at every place of a small tree`() throws {
    var random = SplitMix64(seed: 13)
    for size in 1...6 {
      let folder = try Folder(tree, size: size)
      let tile = Tile(level: 0, index: 0, width: size)
      for place in 0..<size * Digest.byteCount {
        var changed = folder
        changed.files[tile]?[place] ^= 1 << UInt8(random.below(8))
        try #require(changed.fault?.tile == tile, "size \(size), byte \(place)")
      }
    }
  }

  @Test(arguments: [256, 257, 520, 768])
  func `A changed byte is found in every tile, and the tile is named`(_ size: Int) throws {
    var random = SplitMix64(seed: UInt64(size))
    let folder = try Folder(tree, size: size)
    for tile in Tile.tiles(size: size) {
      // Each hash of an upper tile, and a spread of them in a tile of leaves.
      for place in stride(from: 0, to: tile.width, by: tile.level == 0 ? 17 : 1) {
        let byte = place * Digest.byteCount + random.below(Digest.byteCount)
        var changed = folder
        changed.files[tile]?[byte] ^= 1 << UInt8(random.below(8))
        let fault = try #require(changed.fault, "\(tile.path), byte \(byte)")
        try #require(fault.tile == tile, "\(tile.path), byte \(byte): \(fault)")
      }
    }
  }

  @Test func `In a tree of three levels of tiles the changed one is named`() throws {
    // Leaves that are all the same are quick to make; the tiles are checked all the same.
    var tree = MerkleTree()
    for index in 0..<65_536 + 300 { tree.append(index % 251 == 0 ? leafHash([1]) : .emptyTree) }
    let folder = try Folder(tree, size: tree.size)
    #expect(folder.fault == nil)
    for path in [
      "tile/0/001", "tile/0/257.p/44", "tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1",
    ] {
      let tile = try #require(Tile(path: path))
      var changed = folder
      changed.files[tile]?[tile.byteCount - 1] ^= 0x80
      #expect(changed.fault?.tile == tile)
    }
  }

  @Test func `Two hashes that changed places are found`() throws {
    var folder = try Folder(tree, size: 768)
    let tile = Tile(level: 1, index: 0, width: 3)
    let bytes = try folder.bytes(of: tile)
    folder.files[tile] = Array(bytes[32..<64] + bytes[0..<32] + bytes[64...])
    #expect(folder.fault?.tile == tile)
  }

  @Test func `Tiles of a rewritten log do not pass for the old head`() throws {
    var rewritten = MerkleTree()
    for index in 0..<520 { rewritten.append(entry: [UInt8(index & 255)]) }
    var folder = try Folder(rewritten, size: 520)
    let held = folder.head.root
    folder.head.root = try tree.root(size: 520)
    #expect(
      folder.fault
        == .rootDiffers(
          computed: held, expected: folder.head.root,
          suspect: Tile(level: 0, index: 2, width: 8)))

    var even = try Folder(rewritten, size: 512)
    let evenHeld = even.head.root
    even.head.root = try tree.root(size: 512)
    #expect(
      even.fault == .rootDiffers(computed: evenHeld, expected: even.head.root, suspect: nil))
  }

  @Test func `Several bad tiles never pass`() throws {
    try forAll(count: 25, seed: 14) { random in
      let size = 257 + random.below(900)
      var folder = try Folder(tree, size: size)
      let tiles = Tile.tiles(size: size)
      for _ in 0..<2 + random.below(3) {
        let tile = tiles[random.below(tiles.count)]
        folder.files[tile]?[random.below(tile.byteCount)] ^= UInt8(1 + random.below(255))
      }
      let unchanged = try Folder(tree, size: size).files == folder.files
      try #require((folder.fault == nil) == unchanged)
    }
  }

  @Test func `A head that no tree can have is refused`() throws {
    var folder = try Folder(tree, size: 0)
    folder.head.root = leafHash([1])
    #expect(
      folder.fault
        == .rootDiffers(computed: .emptyTree, expected: leafHash([1]), suspect: nil))
    folder.head.size = -1
    #expect(folder.fault == .negativeSize(-1))
  }

  @Test func `A refusal names the tile and says what to do`() {
    let tile = Tile(level: 0, index: 273, width: 112)
    let (one, other) = (leafHash([1]), leafHash([2]))
    let words: [(TileError, String)] = [
      (.negativeSize(-1), "a tree cannot have -1 leaves: give a size of 0 or more"),
      (
        .subtreeOutsideTree(level: 8, index: 1, size: 300),
        """
        subtree 1 of level 8 is not complete in a tree of size 300: ask for a size that the log \
        has reached
        """
      ),
      (
        .unreadable(tile, reason: "no such file"),
        "tile/0/273.p/112 cannot be read (no such file): fetch it again"
      ),
      (
        .wrongLength(tile, bytes: 32),
        "tile/0/273.p/112 has 32 bytes, not 3584: fetch it again"
      ),
      (
        .wrongHash(tile, computed: one, expected: other),
        """
        tile/0/273.p/112 gives hash \(one), not \(other): it was damaged or changed; keep it, and \
        restore it from another copy of the log
        """
      ),
      (
        .rootDiffers(computed: one, expected: other, suspect: tile),
        """
        the tiles agree with each other and give root \(one), not \(other): tile/0/273.p/112 was \
        changed, or the head belongs to another log or to a rewritten one; keep the tiles and \
        the head, and compare with another copy of the log
        """
      ),
      (
        .rootDiffers(computed: one, expected: other, suspect: nil),
        """
        the tiles agree with each other and give root \(one), not \(other): the head belongs to \
        another log or to a rewritten one; keep the tiles and the head, and compare with \
        another copy of the log
        """
      ),
    ]
    for (error, expected) in words { #expect(error.description == expected) }
  }
}
