/// A piece of a tree that is stored as one file: up to 256 neighbouring hashes of one level.
///
/// A tile of level L holds roots of complete subtrees over 256^L leaves; level 0 holds leaf hashes.
/// A full tile never changes again. A partial one is what the right edge of a tree has so far.
///
/// - Source: C2SP tlog-tiles v0.1.0, "Merkle Tree".
public struct Tile: Sendable, Hashable {
  /// The number of tree levels that one tile spans, 8.
  public static let height = 8
  /// The number of hashes in a full tile, 256.
  public static let fullWidth = 256

  /// The level, 0 to 63, counted in steps of eight levels of the tree.
  public let level: Int
  /// The place among the tiles of the level, counted from 0.
  public let index: Int
  /// The number of hashes, 1 to 256.
  public let width: Int

  /// A tile of a tree. The numbers must lie in the bounds given with each.
  public init(level: Int, index: Int, width: Int = fullWidth) {
    precondition((0...63).contains(level), "a tile's level is 0 to 63")
    precondition(index >= 0, "a tile's index is 0 or more")
    precondition((1...Self.fullWidth).contains(width), "a tile's width is 1 to 256")
    self.level = level
    self.index = index
    self.width = width
  }

  /// Whether the tile holds all the hashes that it ever will.
  public var isFull: Bool { width == Self.fullWidth }

  /// The number of bytes in the tile's file.
  public var byteCount: Int { width * Digest.byteCount }

  /// All tiles of a tree, level 0 first and each level from left to right.
  ///
  /// A level ends with its partial tile, if it has one; narrower ones before it are not needed.
  public static func tiles(size: Int) -> [Tile] { newTiles(from: 0, to: size) }

  /// The tiles that a tree of `new` leaves has and that it had not yet when it was of `old` leaves:
  /// level 0 first and each level from left to right.
  ///
  /// The old size must be 0 or more and no larger than the new one.
  public static func newTiles(from old: Int, to new: Int) -> [Tile] {
    precondition(0 <= old && old <= new, "a log only grows")
    var tiles: [Tile] = []
    var level = 0
    var (oldCount, newCount) = (old, new)
    while newCount > 0 {
      if newCount > oldCount {
        for index in oldCount / fullWidth..<newCount / fullWidth {
          tiles.append(Tile(level: level, index: index))
        }
        if let edge = edge(level: level, size: new) { tiles.append(edge) }
      }
      oldCount >>= height
      newCount >>= height
      level += 1
    }
    return tiles
  }

  /// The partial tile at the right end of a level; nil if the level ends with a full one.
  static func edge(level: Int, size: Int) -> Tile? {
    let count = size >> (height * level)
    guard count % fullWidth > 0 else { return nil }
    return Tile(level: level, index: count / fullWidth, width: count % fullWidth)
  }

  /// The tile, as wide as the size allows, that holds the hash of one complete subtree over
  /// 256^`level` leaves; `place` counts those subtrees and must lie in the tree.
  static func holding(level: Int, place: Int, size: Int) -> Tile {
    let count = size >> (height * level)
    let index = place / fullWidth
    return Tile(level: level, index: index, width: min(fullWidth, count - index * fullWidth))
  }

  /// Returns the bytes of the tile's file: its hashes one after another.
  ///
  /// - Throws: the error of the source if the tile reaches beyond the tree that it holds.
  public func bytes(in source: some HashSource) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount)
    for place in 0..<width {
      let hash = try source.hash(
        level: level * Self.height, index: index * Self.fullWidth + place)
      hash.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    return bytes
  }
}
