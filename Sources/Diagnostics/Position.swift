/// A place in a text file, as an editor shows it: line 1, column 1 is the first character.
///
/// - Units: lines end at a line feed, a carriage return, or both together. A column is one Unicode
///   scalar, so an accented letter written as two scalars takes two columns; a tab takes one.
public struct Position: Hashable, Sendable, Comparable, Codable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first character of a file; also the place of a problem that concerns the whole file.
  public static let start = Position(line: 1, column: 1)

  public static func < (one: Position, other: Position) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }
}
