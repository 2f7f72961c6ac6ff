extension TableError: CustomStringConvertible {
  /// What is wrong, where, and what to do. Holds names of rows and columns, and no count.
  public var description: String {
    switch self {
    case .empty:
      "the table has no row or no column; name at least one of each"
    case .repeatedName(let name):
      "'\(name)' names two rows or two columns; give each its own name, or add their counts"
    case .shape(let rows, let columns):
      "the cells do not fit; give \(rows) lists, each of \(columns) cells"
    case .negative(let row, let column):
      "the count in row '\(row)', column '\(column)' is below zero; count again"
    case .tooLarge:
      "the counts add up to more than \(Self.largestTotal); count again"
    case .unknownName(let name):
      "no row or column is named '\(name)'; add it, so that nobody drops out of the totals"
    case .differentColumns:
      "the tables have different columns; give them the same, in the same order"
    case .differentTotals(let column):
      "the tables have different totals of '\(column)'; count the same things in each"
    case .contradictory:
      "no counts agree with these cells and totals; check them against their source"
    }
  }
}
