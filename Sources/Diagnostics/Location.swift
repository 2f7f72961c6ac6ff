/// A place in a named file. Files are ordered by name, then by position.
///
/// The name is shown to people as given; it is never opened.
public struct Location: Hashable, Sendable, Comparable, Codable {
  public var file: String
  public var position: Position

  public init(file: String, position: Position) {
    self.file = file
    self.position = position
  }

  public static func < (one: Location, other: Location) -> Bool {
    one.file == other.file ? one.position < other.position : one.file < other.file
  }
}
