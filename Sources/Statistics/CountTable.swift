/// Counts in named rows and columns, with their totals. Not for publication: see `suppressed`.
///
/// A table of one dimension has one row or one column. Everything that is counted stands in exactly one cell.
public struct CountTable: Hashable, Sendable {
  public let rows: [String]
  public let columns: [String]
  /// The counts, row by row, without totals.
  public let counts: [[Int]]

  /// - Throws: `TableError` if a name is repeated, if a count is missing, too many or below zero, or if the total is
  ///   beyond `TableError.largestTotal`.
  public init(rows: [String], columns: [String], counts: [[Int]]) throws(TableError) {
    try checkNames(rows, columns)
    guard counts.count == rows.count, counts.allSatisfy({ $0.count == columns.count }) else {
      throw .shape(rows: rows.count, columns: columns.count)
    }
    var total = 0
    for (row, line) in zip(rows, counts) {
      for (column, count) in zip(columns, line) {
        if count < 0 { throw .negative(row: row, column: column) }
        if count > TableError.largestTotal - total { throw .tooLarge }
        total += count
      }
    }
    self.rows = rows
    self.columns = columns
    self.counts = counts
  }

  /// Counts observations by the names of their row and column.
  ///
  /// - Throws: `TableError.unknownName` if an observation belongs nowhere, or an error of `init(rows:columns:counts:)`.
  public init(
    rows: [String], columns: [String],
    counting observations: [(row: String, column: String)]
  ) throws(TableError) {
    try checkNames(rows, columns)
    var counts = rows.map { _ in columns.map { _ in 0 } }
    for (row, column) in observations {
      guard let i = rows.firstIndex(of: row) else { throw .unknownName(row) }
      guard let j = columns.firstIndex(of: column) else { throw .unknownName(column) }
      counts[i][j] += 1
    }
    try self.init(rows: rows, columns: columns, counts: counts)
  }

  public var rowTotals: [Int] { counts.map { $0.reduce(0, +) } }

  public var columnTotals: [Int] {
    columns.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
  }

  public var grandTotal: Int { rowTotals.reduce(0, +) }

  /// The counts with row totals as a last column and column totals as a last row.
  public var countsWithTotals: [[Int]] {
    zip(counts, rowTotals).map { $0 + [$1] } + [columnTotals + [grandTotal]]
  }
}

func checkNames(_ rows: [String], _ columns: [String]) throws(TableError) {
  if rows.isEmpty || columns.isEmpty { throw .empty }
  for names in [rows, columns] {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .repeatedName(name) }
  }
}
