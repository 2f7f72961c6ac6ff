/// Reads the hashes of a tree out of its tiles.
///
/// It checks that a tile can be read and has the right length, and nothing more: what it gives must
/// be held against a root, by checking the proof made from it or with `verifyTiles`. It keeps no
/// tile, so `read` should, if reading is slow: a proof asks for the same tile up to eight times.
public struct TileReader: HashSource, Sendable {
  /// The number of leaves in the tree.
  public let size: Int
  private let read: @Sendable (Tile) throws -> [UInt8]

  /// A reader of the tiles of a tree.
  ///
  /// - Parameter read: Returns the bytes of a tile's file. It is asked only for tiles that
  ///   `Tile.tiles(size:)` names.
  public init(size: Int, read: @escaping @Sendable (Tile) throws -> [UInt8]) {
    self.size = size
    self.read = read
  }

  /// The hash of one complete subtree.
  ///
  /// - Throws: `TileError.subtreeOutsideTree`, `unreadable` or `wrongLength`.
  public func hash(level: Int, index: Int) throws(TileError) -> Digest {
    guard level >= 0, index >= 0, index < size >> level else {
      throw .subtreeOutsideTree(level: level, index: index, size: size)
    }
    let (tileLevel, above) = level.quotientAndRemainder(dividingBy: Tile.height)
    let first = index << above
    let tile = Tile.holding(level: tileLevel, place: first, size: size)
    let hashes = try hashes(of: tile, read: read)
    let start = first % Tile.fullWidth
    return completeRoot(of: hashes[start..<start + 1 << above])
  }
}

/// Checks every tile of a tree against its root, and names the first that is bad.
///
/// The partial tiles must lead to the root, and then each hash in them to the full tile beneath it,
/// down to the leaves. If the partial tiles lead elsewhere, each is held against the tiles beneath
/// it, to find the one whose repair gives the root. So one bad tile among good ones is always the
/// one named; among several, it may be the neighbour of a bad one. Entries are not checked.
///
/// - Parameter read: Returns the bytes of a tile's file. It is asked once for each tile that
///   `Tile.tiles(size:)` names, and again for some if one is bad.
/// - Throws: `TileError` for the first bad tile.
/// - Source: C2SP tlog-tiles v0.1.0; RFC 9162, section 2.1.1.
public func verifyTiles(
  head: TreeHead, read: (Tile) throws -> [UInt8]
) throws(TileError) {
  guard head.size >= 0 else { throw .negativeSize(head.size) }
  var edges: [Edge] = []
  var level = 0
  while head.size >> (Tile.height * level) > 0 {
    if let tile = Tile.edge(level: level, size: head.size) {
      edges.insert(Edge(tile: tile, hashes: try hashes(of: tile, read: read)), at: 0)
    }
    level += 1
  }
  guard root(of: edges) == head.root else {
    throw try fault(in: edges, root: head.root, read: read)
  }
  for edge in edges where edge.tile.level > 0 {
    try verifyTiles(beneath: edge, read: read)
  }
}

/// A tile and what it holds.
private struct Edge {
  var tile: Tile
  var hashes: [Digest]

  /// The full tile one level down over which a hash stands.
  func tile(beneath place: Int) -> Tile {
    Tile(level: tile.level - 1, index: tile.index * Tile.fullWidth + place)
  }
}

/// Checks all tiles beneath one whose hashes are known to be good.
private func verifyTiles(
  beneath parent: Edge, read: (Tile) throws -> [UInt8]
) throws(TileError) {
  for (place, expected) in parent.hashes.enumerated() {
    let tile = parent.tile(beneath: place)
    let hashes = try hashes(of: tile, read: read)
    let computed = completeRoot(of: hashes[...])
    guard computed == expected else {
      throw .wrongHash(tile, computed: computed, expected: expected)
    }
    if tile.level > 0 {
      try verifyTiles(beneath: Edge(tile: tile, hashes: hashes), read: read)
    }
  }
}

/// Finds what is wrong if the partial tiles do not lead to the root.
private func fault(
  in edges: [Edge], root expected: Digest, read: (Tile) throws -> [UInt8]
) throws(TileError) -> TileError {
  var disagreement: TileError?
  for (position, edge) in edges.enumerated() where edge.tile.level > 0 {
    var repaired = edge
    var first: Int?
    for (place, held) in edge.hashes.enumerated() {
      let tile = edge.tile(beneath: place)
      let computed = completeRoot(of: try hashes(of: tile, read: read)[...])
      guard computed != held else { continue }
      repaired.hashes[place] = computed
      first = first ?? place
      disagreement = disagreement ?? .wrongHash(tile, computed: computed, expected: held)
    }
    guard let first else { continue }
    var mended = edges
    mended[position] = repaired
    if root(of: mended) == expected {
      return .wrongHash(
        edge.tile, computed: edge.hashes[first], expected: repaired.hashes[first])
    }
  }
  return disagreement
    ?? .rootDiffers(
      computed: root(of: edges), expected: expected,
      suspect: edges.last { $0.tile.level == 0 }?.tile)
}

/// The root over the partial tiles of a tree, the highest first.
private func root(of edges: [Edge]) -> Digest {
  foldPeaks(
    edges.flatMap { edge in
      completeSubtrees(over: edge.hashes.indices).map { subtree in
        let start = subtree.index << subtree.level
        return completeRoot(of: edge.hashes[start..<start + 1 << subtree.level])
      }
    })
}

/// The root over neighbouring hashes of one level; their number must be a power of two.
private func completeRoot(of hashes: ArraySlice<Digest>) -> Digest {
  var frontier = Frontier()
  for hash in hashes { frontier.append(hash) }
  return frontier.root
}

private func hashes(
  of tile: Tile, read: (Tile) throws -> [UInt8]
) throws(TileError) -> [Digest] {
  let bytes: [UInt8]
  do { bytes = try read(tile) } catch { throw .unreadable(tile, reason: "\(error)") }
  guard bytes.count == tile.byteCount else { throw .wrongLength(tile, bytes: bytes.count) }
  return stride(from: 0, to: bytes.count, by: Digest.byteCount).compactMap {
    Digest(bytes[$0..<$0 + Digest.byteCount])
  }
}
