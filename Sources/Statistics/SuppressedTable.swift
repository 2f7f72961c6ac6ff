/// A table as it may be published: it holds no count that it does not print.
///
/// `CountTable.suppressed` makes one; `attack` says what its readers can work out.
public struct SuppressedTable: Hashable, Sendable {
  /// A count, or what is known of the one behind a `c`.
  public enum Cell: Hashable, Sendable {
    case count(Int)
    /// A small count.
    case small
    /// A count of any size, though no zero that would have been printed.
    ///
    /// So stand counts that would give away a small one, and all suppressed totals, small or not: five counts known to
    /// add up to five or less, none of them zero, would be known altogether.
    case withheld
  }

  public let rows: [String]
  public let columns: [String]
  /// The cells, row by row, with row totals as a last column and column totals as a last row.
  public let cells: [[Cell]]
  public let rule: SmallNumbers

  /// A table from cells that somebody else has suppressed, to see what it gives away.
  ///
  /// - Parameter cells: with row totals as a last column and column totals as a last row.
  /// - Throws: `TableError`, `contradictory` if no counts agree with the cells and the rule.
  public init(
    rows: [String], columns: [String], cells: [[Cell]], rule: SmallNumbers = .init()
  ) throws(TableError) {
    try checkNames(rows, columns)
    guard cells.count == rows.count + 1, cells.allSatisfy({ $0.count == columns.count + 1 }) else {
      throw .shape(rows: rows.count + 1, columns: columns.count + 1)
    }
    for (i, line) in cells.enumerated() {
      for (j, cell) in line.enumerated() {
        guard case .count(let count) = cell else { continue }
        let row = i < rows.count ? rows[i] : "total"
        let column = j < columns.count ? columns[j] : "total"
        if count < 0 { throw .negative(row: row, column: column) }
        if count > TableError.largestTotal { throw .tooLarge }
      }
    }
    self.init(checked: rows, columns, cells, rule)
    if Circulation(agreeingWith: self) == nil { throw .contradictory }
  }

  init(checked rows: [String], _ columns: [String], _ cells: [[Cell]], _ rule: SmallNumbers) {
    self.rows = rows
    self.columns = columns
    self.cells = cells
    self.rule = rule
  }

  /// What is printed, in the order of `cells`.
  public var figures: [[Figure]] { cells.map { $0.map(\.figure) } }

  /// The share of a column in the total of a row, by position in `cells`; `c` if the table withholds either of the two.
  ///
  /// Use this for a rate whose counts are in a table: a count that is large enough in itself may be withheld there to
  /// protect another.
  public func share(ofColumn column: Int, inRow row: Int) -> Figure {
    guard case .count(let total) = cells[row][columns.count] else { return .suppressed }
    if total == 0 { return .notApplicable }
    guard case .count(let count) = cells[row][column] else { return .suppressed }
    return Proportion(count, of: total).figure(rule: rule)
  }
}

extension SuppressedTable.Cell {
  public var figure: Figure {
    if case .count(let count) = self { .count(count) } else { .suppressed }
  }
}

extension SmallNumbers {
  /// The counts that a cell may stand for, before anything is added up.
  func candidates(for cell: SuppressedTable.Cell) -> ClosedRange<Int> {
    switch cell {
    case .count(let count): count...count
    case .small: range
    case .withheld: range.lowerBound...Int.max
    }
  }
}
