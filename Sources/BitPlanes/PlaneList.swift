/// Planes that are added as they are needed, each in one piece: for what has many planes of which most are empty.
///
/// A plane is named by its place in the list. The first is empty and stays so.
public struct PlaneList: Sendable {
  /// The place of the empty plane.
  public static let empty = 0

  /// Words of 64 rows in a plane.
  public let wordCount: Int
  public private(set) var count = 0
  /// From one plane to the next, in words: a plane is read by whole tiles.
  private let stride: Int
  /// The planes, so many to a block, so that none is moved when another is added.
  private var blocks: [PlaneMemory] = []
  private static let planesPerBlock = 32

  /// - Parameter words: how many words of 64 rows each plane has.
  public init(words: Int) {
    precondition(words >= 0, "there cannot be planes of \(words) words")
    wordCount = words
    stride = Planes.tiles(words * 64) * Planes.wordsPerTile
    append()
  }

  /// Adds a plane in which no bit is set.
  ///
  /// - Returns: its place.
  @discardableResult public mutating func append() -> Int {
    let plane = appendUnset()
    writable(plane).update(repeating: 0, count: wordCount)
    return plane
  }

  /// Adds a plane whose words are about to be set.
  @usableFromInline mutating func appendUnset() -> Int {
    let plane = count
    count += 1
    if plane == blocks.count * Self.planesPerBlock {
      blocks.append(PlaneMemory(capacity: stride * Self.planesPerBlock, isCleared: false))
    }
    (writable(plane) + wordCount).update(repeating: 0, count: stride - wordCount)
    return plane
  }

  /// Takes the last plane away.
  mutating func removeLast() {
    precondition(count > 1, "the empty plane stays")
    count -= 1
  }

  /// Whoever else holds the memory keeps it as it was.
  @usableFromInline mutating func writable(_ plane: Int) -> UnsafeMutablePointer<UInt64> {
    let block = plane / Self.planesPerBlock
    if !isKnownUniquelyReferenced(&blocks[block]) {
      let new = PlaneMemory(capacity: stride * Self.planesPerBlock, isCleared: false)
      new.words.update(
        from: blocks[block].words,
        count: min(Self.planesPerBlock, count - block * Self.planesPerBlock) * stride)
      blocks[block] = new
    }
    return UnsafeMutablePointer(mutating: start(of: plane))
  }

  @usableFromInline func start(of plane: Int) -> UnsafePointer<UInt64> {
    precondition((0..<count).contains(plane), "plane \(plane) is not below \(count)")
    let (block, inside) = plane.quotientAndRemainder(dividingBy: Self.planesPerBlock)
    return UnsafePointer(blocks[block].words + inside * stride)
  }

  /// Whether the same is set in two planes.
  public func isSame(_ one: Int, _ other: Int) -> Bool {
    if one == other { return true }
    let (one, other) = (start(of: one), start(of: other))
    return (0..<wordCount).allSatisfy { one[$0] == other[$0] }
  }

  /// A number that planes have in common in which the same is set, and others hardly ever.
  public func fingerprint(of plane: Int) -> UInt64 {
    let words = start(of: plane)
    var mixed: UInt64 = 0
    // - Source: the multiplier is that of SplitMix64 (Steele, Lea and Flood, 2014).
    for word in 0..<wordCount {
      mixed = (mixed ^ mixed >> 29 ^ words[word]) &* 0x9E37_79B9_7F4A_7C15
    }
    return mixed
  }

  /// The word of rows `64 * index` up to `64 * index + 63` of a plane.
  @inlinable public func word(_ index: Int, of plane: Int) -> UInt64 {
    precondition((0..<wordCount).contains(index), "there is no such word")
    return start(of: plane)[index]
  }

  /// Reads the words of a plane.
  @inlinable public func withWords<Result>(
    of plane: Int, _ body: (UnsafeBufferPointer<UInt64>) -> Result
  ) -> Result {
    defer { withExtendedLifetime(self) {} }
    return body(UnsafeBufferPointer(start: start(of: plane), count: wordCount))
  }

  /// Changes the words of a plane.
  @inlinable public mutating func withMutableWords<Result>(
    of plane: Int, _ body: (UnsafeMutableBufferPointer<UInt64>) -> Result
  ) -> Result {
    precondition(plane != Self.empty, "the empty plane stays empty")
    defer { withExtendedLifetime(self) {} }
    return body(UnsafeMutableBufferPointer(start: writable(plane), count: wordCount))
  }

  /// Adds planes in which no bit is set, and sets what is to be set in them.
  ///
  /// - Parameter body: is given where the words of each of them begin.
  /// - Returns: the place of the first.
  @inlinable @discardableResult public mutating func append<Result>(
    _ planes: Int, _ body: ([UnsafeMutablePointer<UInt64>]) -> Result
  ) -> Int {
    let first = count
    let starts = (0..<planes).map { _ in writable(append()) }
    defer { withExtendedLifetime(self) {} }
    _ = body(starts)
    return first
  }

  /// Adds a plane.
  ///
  /// - Parameter word: gives each of its words by number.
  /// - Returns: its place.
  @inlinable public mutating func append(_ word: (Int) -> UInt64) -> Int {
    let plane = appendUnset()
    let words = writable(plane)
    for index in 0..<wordCount { words[index] = word(index) }
    return plane
  }
}
