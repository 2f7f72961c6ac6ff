internal import CBitPlanes

extension Planes {
  /// In how many rows a plane is set.
  public func count(of plane: Int) -> Int {
    precondition((0..<planeCount).contains(plane), "plane \(plane) is not below \(planeCount)")
    return Int(
      heed_count(
        memory.words + plane * Planes.wordsPerTile, wordsPerTileOfAll, tileCount))
  }

  /// The rows in which a plane is set, ascending.
  public func rows(of plane: Int) -> SetRows {
    precondition((0..<planeCount).contains(plane), "plane \(plane) is not below \(planeCount)")
    return SetRows(planes: self, plane: plane)
  }

  /// The planes that are set in one row, ascending.
  public func planes(ofRow row: Int) -> [Int] {
    (0..<planeCount).filter { self[$0, row] }
  }

  /// The rows in which one plane is set, ascending.
  public struct SetRows: Sequence, IteratorProtocol, Sendable {
    let planes: Planes
    let plane: Int
    private var index = -1
    private var rest: UInt64 = 0

    init(planes: Planes, plane: Int) {
      self.planes = planes
      self.plane = plane
    }

    public mutating func next() -> Int? {
      while rest == 0 {
        index += 1
        if index >= planes.wordCount { return nil }
        rest = planes.word(index, of: plane)
      }
      defer { rest &= rest - 1 }
      return index * 64 + rest.trailingZeroBitCount
    }
  }

  /// A table from planes that each stand in one piece: row r is bit r % 8 of byte r / 8.
  ///
  /// - Parameter planar: the planes one after another, each of `(rows + 7) / 8` bytes; bits past the last row are not read.
  public init(planar: [UInt8], planes: Int, rows: Int) {
    self.init(planes: planes, rows: rows)
    let length = (rows + 7) / 8
    precondition(
      planar.count == planes * length,
      "\(planes) planes of \(rows) rows are \(planes * length) bytes")
    for plane in 0..<planes {
      for index in 0..<wordCount {
        var word: UInt64 = 0
        let first = plane * length + index * 8
        for byte in 0..<min(8, length - index * 8) {
          word |= UInt64(planar[first + byte]) << UInt64(byte * 8)
        }
        setWord(index, of: plane, to: word)
      }
    }
  }

  /// One plane in one piece: row r is bit r % 8 of byte r / 8, and bits past the last row are zero.
  public func planar(_ plane: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(wordCount * 8)
    for index in 0..<wordCount {
      let word = word(index, of: plane)
      for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(byte * 8))) }
    }
    bytes.removeLast(bytes.count - (rowCount + 7) / 8)
    return bytes
  }
}
