/// Why rows, columns and counts do not make a table.
public enum TableError: Error, Hashable, Sendable {
  /// There is no row, or no column.
  case empty
  /// Two rows, or two columns, have this name.
  case repeatedName(String)
  /// There is not one cell for each row and column, margins included where they belong.
  case shape(rows: Int, columns: Int)
  /// A count is below zero.
  case negative(row: String, column: String)
  /// The counts add up to more than `largestTotal`.
  case tooLarge
  /// An observation belongs to no row or no column.
  case unknownName(String)
  /// Tables that are to be suppressed together have different columns.
  case differentColumns
  /// Tables that are to be suppressed together do not have this total in common.
  case differentTotals(column: String)
  /// No counts agree with what is published.
  case contradictory

  /// The largest total of a table: far above any number of people, and safe to multiply.
  public static let largestTotal = 1_000_000_000_000_000
}
