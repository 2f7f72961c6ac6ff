internal import CBitPlanes

/// A table of bits, kept by column: a plane has one bit for every row.
///
/// The planes stand in tiles of `rowsPerTile` rows, and all that a tile holds of all planes stands together, so that a program
/// reads memory from one end to the other. Bits past the last row are zero.
public struct Planes: Sendable {
  /// Rows in a tile. A tile of one plane is that many bits.
  public static let rowsPerTile = Int(HEED_TILE_WORDS) * 64
  static let wordsPerTile = Int(HEED_TILE_WORDS)

  public let planeCount: Int
  public private(set) var rowCount: Int
  private(set) var memory: PlaneMemory

  /// A table in which no bit is set.
  public init(planes: Int, rows: Int = 0) {
    self.init(planes: planes, rows: rows, isCleared: true)
  }

  init(planes: Int, rows: Int, isCleared: Bool) {
    precondition(planes >= 0 && rows >= 0, "there cannot be \(planes) planes of \(rows) rows")
    planeCount = planes
    rowCount = rows
    memory = PlaneMemory(
      capacity: Planes.tiles(rows) * planes * Planes.wordsPerTile, isCleared: isCleared)
  }

  static func tiles(_ rows: Int) -> Int { (rows + rowsPerTile - 1) / rowsPerTile }

  public var tileCount: Int { Planes.tiles(rowCount) }
  /// Words of 64 rows in a plane.
  public var wordCount: Int { (rowCount + 63) / 64 }
  /// What the table takes in memory, in bytes.
  public var byteCount: Int { memory.capacity * 8 }

  var wordsPerTileOfAll: Int { planeCount * Planes.wordsPerTile }

  private func place(_ plane: Int, word: Int) -> Int {
    precondition((0..<planeCount).contains(plane), "plane \(plane) is not below \(planeCount)")
    let (tile, inside) = word.quotientAndRemainder(dividingBy: Planes.wordsPerTile)
    return (tile * planeCount + plane) * Planes.wordsPerTile + inside
  }

  /// Whoever else holds the memory keeps it as it was; there is room for so many words afterwards.
  mutating func makeUnique(words: Int = 0) {
    if isKnownUniquelyReferenced(&memory), words <= memory.capacity { return }
    let used = tileCount * wordsPerTileOfAll
    let new = PlaneMemory(capacity: max(used, words), isCleared: false)
    new.words.update(from: memory.words, count: used)
    (new.words + used).update(repeating: 0, count: new.capacity - used)
    memory = new
  }

  /// Whether a bit is set.
  public subscript(plane: Int, row: Int) -> Bool {
    get { word(row / 64, of: plane, below: row) >> UInt64(row % 64) & 1 == 1 }
    set {
      precondition((0..<rowCount).contains(row), "row \(row) is not below \(rowCount)")
      let index = place(plane, word: row / 64)
      makeUnique()
      let bit: UInt64 = 1 << UInt64(row % 64)
      if newValue { memory.words[index] |= bit } else { memory.words[index] &= ~bit }
    }
  }

  private func word(_ index: Int, of plane: Int, below row: Int) -> UInt64 {
    precondition((0..<rowCount).contains(row), "row \(row) is not below \(rowCount)")
    return memory.words[place(plane, word: index)]
  }

  /// Rows `64 * index` up to `64 * index + 63` of a plane, the lowest bit first.
  public func word(_ index: Int, of plane: Int) -> UInt64 {
    precondition((0..<wordCount).contains(index), "word \(index) is not below \(wordCount)")
    return memory.words[place(plane, word: index)]
  }

  /// Sets 64 rows of a plane at once; bits past the last row are left zero.
  public mutating func setWord(_ index: Int, of plane: Int, to word: UInt64) {
    precondition((0..<wordCount).contains(index), "word \(index) is not below \(wordCount)")
    let rest = rowCount - index * 64
    makeUnique()
    memory.words[place(plane, word: index)] = rest < 64 ? word & (1 << UInt64(rest) - 1) : word
  }

  /// Adds a row in which the given planes are set.
  public mutating func append(_ set: some Sequence<Int>) {
    let row = rowCount
    let needed = Planes.tiles(row + 1) * wordsPerTileOfAll
    // Half as much again when it is full, so that many rows are not moved often.
    makeUnique(words: needed <= memory.capacity ? needed : needed + needed / 2)
    rowCount += 1
    for plane in set { memory.words[place(plane, word: row / 64)] |= 1 << UInt64(row % 64) }
  }

  /// Clears the bits past the last row.
  mutating func clearTail() {
    let inside = rowCount % Planes.rowsPerTile
    if inside == 0 { return }
    makeUnique()
    let tile = memory.words + (tileCount - 1) * wordsPerTileOfAll
    for plane in 0..<planeCount {
      let words = tile + plane * Planes.wordsPerTile
      if inside % 64 != 0 { words[inside / 64] &= 1 << UInt64(inside % 64) - 1 }
      for index in ((inside + 63) / 64)..<Planes.wordsPerTile { words[index] = 0 }
    }
  }
}

extension Planes: Equatable {
  public static func == (left: Planes, right: Planes) -> Bool {
    guard left.planeCount == right.planeCount, left.rowCount == right.rowCount else { return false }
    let words = left.tileCount * left.wordsPerTileOfAll
    for index in 0..<words where left.memory.words[index] != right.memory.words[index] {
      return false
    }
    return true
  }
}
