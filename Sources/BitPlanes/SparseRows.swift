/// Rows given as lists of the planes that are set in them.
///
/// What is known of a case is a small part of what could be asked, so a list is shorter than a row of all planes. It takes two bytes
/// for each plane that is set and two for the row.
public struct SparseRows: Sendable {
  public let planeCount: Int
  private(set) var codes: [UInt16] = []
  private(set) var counts: [UInt16] = []
  /// Where the codes of each tile begin, in `codes`.
  private(set) var tileStarts: [Int] = []

  /// The most planes that sparse rows can have.
  public static let mostPlanes = Int(UInt16.max)

  public init(planes: Int) {
    precondition(
      (0...SparseRows.mostPlanes).contains(planes),
      "sparse rows have at most \(SparseRows.mostPlanes) planes")
    planeCount = planes
  }

  public var rowCount: Int { counts.count }
  /// What the rows take in memory, in bytes.
  public var byteCount: Int { codes.capacity * 2 + counts.capacity * 2 + tileStarts.capacity * 8 }

  /// Makes room beforehand, for so many rows with so many planes set in all.
  public mutating func reserve(rows: Int, set: Int) {
    codes.reserveCapacity(set)
    counts.reserveCapacity(rows)
    tileStarts.reserveCapacity(Planes.tiles(rows))
  }

  /// Adds a row in which the given planes are set; a plane that is named twice is set once.
  public mutating func append(_ set: some Sequence<Int>) {
    if counts.count % Planes.rowsPerTile == 0 { tileStarts.append(codes.count) }
    let start = codes.count
    for plane in set {
      precondition((0..<planeCount).contains(plane), "plane \(plane) is not below \(planeCount)")
      codes.append(UInt16(plane))
    }
    if codes.count - start > planeCount {
      let once = Set(codes[start...]).sorted()
      codes.replaceSubrange(start..., with: once)
    }
    counts.append(UInt16(codes.count - start))
  }

  /// The same rows as a table.
  public var planes: Planes {
    var planes = Planes(planes: planeCount, rows: rowCount)
    var next = 0
    for row in 0..<rowCount {
      for code in codes[next..<(next + Int(counts[row]))] { planes[Int(code), row] = true }
      next += Int(counts[row])
    }
    return planes
  }
}
