internal import CBitPlanes

/// Planes that are added as they are needed, each in one piece: for what has many planes of which most are empty.
///
/// A plane is named by its place in the list. The first is empty and stays so.
public struct PlaneList: Sendable {
  /// The place of the empty plane.
  public static let empty = 0
  /// Words that are combined at once: a plane has whole lines of them.
  public static let wordsPerLine = Int(HEED_LINE_WORDS)

  /// Words of 64 rows in a plane.
  public let wordCount: Int
  public private(set) var count = 0
  /// From one plane to the next, in words.
  private let stride: Int
  /// The planes, so many to a block, so that none is moved when another is added.
  private var blocks: [PlaneMemory] = []
  /// Planes of a block, as a power of two, and the bits of a place that tell them apart.
  private let blockShift: Int
  private let insideBlock: Int
  /// Of the registers with which planes are combined, in bits.
  let width: Int32
  /// A block has at most so many words, unless one plane has more: so few blocks are made, and each still small enough that its memory is used
  /// again rather than given back.
  private static let wordsPerBlock = 15 << 10

  /// - Parameters:
  ///   - words: how many words of 64 rows each plane has, in whole lines.
  ///   - kernel: what combines planes; where it is Swift, C with the narrowest registers.
  public init(words: Int, kernel: Kernel = .c) {
    self.init(words: words, inTiles: false, kernel: kernel)
  }

  /// - Parameter inTiles: whether there is room for whole tiles, as a program writes them.
  init(words: Int, inTiles: Bool, kernel: Kernel = .c) {
    precondition(
      words >= 0 && words % Self.wordsPerLine == 0, "there cannot be planes of \(words) words")
    wordCount = words
    width = Int32(kernel.width)
    let stride = inTiles ? Planes.tiles(words * 64) * Planes.wordsPerTile : words
    self.stride = stride
    let planes = max(1, Self.wordsPerBlock / max(1, stride))
    blockShift = Int.bitWidth - 1 - planes.leadingZeroBitCount
    insideBlock = 1 << blockShift - 1
    append()
  }

  /// Adds a plane in which no bit is set.
  ///
  /// - Returns: its place.
  @discardableResult public mutating func append() -> Int {
    appendUnset().words.update(repeating: 0, count: wordCount)
    return count - 1
  }

  /// Adds a plane whose words are about to be set.
  mutating func appendUnset() -> (plane: Int, words: UnsafeMutablePointer<UInt64>) {
    let plane = count
    count += 1
    if plane &>> blockShift == blocks.count { blocks.append(newBlock()) }
    return (plane, writable(plane))
  }

  /// A program reads the last plane of a block too as if it had whole tiles.
  private func newBlock() -> PlaneMemory {
    PlaneMemory(capacity: stride << blockShift + Planes.wordsPerTile, isCleared: false)
  }

  /// Takes the last plane away.
  mutating func removeLast() {
    precondition(count > 1, "the empty plane stays")
    count -= 1
  }

  /// Whoever else holds the memory keeps it as it was.
  mutating func writable(_ plane: Int) -> UnsafeMutablePointer<UInt64> {
    let block = plane &>> blockShift
    if !isKnownUniquelyReferenced(&blocks[block]) { copy(block) }
    return UnsafeMutablePointer(mutating: start(of: plane))
  }

  @inline(never)
  private mutating func copy(_ block: Int) {
    let new = newBlock()
    new.words.update(
      from: blocks[block].words, count: min(1 << blockShift, count - block << blockShift) * stride)
    blocks[block] = new
  }

  @usableFromInline @inline(__always) func start(of plane: Int) -> UnsafePointer<UInt64> {
    precondition((0..<count).contains(plane), "plane \(plane) is not below \(count)")
    return UnsafePointer(blocks[plane &>> blockShift].words + (plane & insideBlock) &* stride)
  }

  /// Whether the same is set in two planes.
  public func isSame(_ one: Int, _ other: Int) -> Bool {
    if one == other { return true }
    let (one, other) = (start(of: one), start(of: other))
    return (0..<wordCount).allSatisfy { one[$0] == other[$0] }
  }

  /// A number that planes have in common in which the same is set, and others hardly ever.
  public func fingerprint(of plane: Int) -> UInt64 {
    if plane == Self.empty { return 0 }
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

  /// Adds a plane.
  ///
  /// - Parameter word: gives each of its words by number.
  /// - Returns: its place.
  public mutating func append(_ word: (Int) -> UInt64) -> Int {
    let (plane, words) = appendUnset()
    for index in 0..<wordCount { words[index] = word(index) }
    withExtendedLifetime(self) {}
    return plane
  }
}
