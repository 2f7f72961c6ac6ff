/// What a reader of a published table can work out: for every cell the least and the greatest count it may stand for.
///
/// The reader knows the rule, adds and subtracts along all rows and columns at once, and knows even more than the table
/// prints: which of the suppressed counts are small. Of other suppressed counts, and of suppressed totals, the reader
/// knows only that they are no printed zero. The result is exact: every whole number in a range is the count of that
/// cell in some table that agrees with everything printed. A range of one number means that the cell is given away.
///
/// - Returns: ranges in the order of `SuppressedTable.cells`, totals included; a printed count has itself only. An
///   upper bound of `Int.max` means that there is none.
public func attack(_ table: SuppressedTable) -> [[ClosedRange<Int>]] {
  guard let circulation = Circulation(agreeingWith: table) else {
    preconditionFailure("some counts agree with every table that was made")
  }
  let width = table.columns.count + 1
  return table.cells.indices.map { row in
    table.cells[row].indices.map { column in
      if case .count(let count) = table.cells[row][column] { return count...count }
      return circulation.range(of: row * width + column)
    }
  }
}

extension SuppressedTable {
  /// Whether some suppressed count can be worked out.
  public var givesAwayCounts: Bool {
    zip(cells.joined(), attack(self).joined()).contains { cell, range in
      cell.figure == .suppressed && range.lowerBound == range.upperBound
    }
  }
}
