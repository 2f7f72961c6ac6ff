/// Whose figures they are. A force's area, an authority's, a partnership's and a health board's are different places even
/// where they have one name.
///
/// - Source: Documentation/practice/statistics.md 5; the four kinds of area of the Office for National Statistics.
public struct Place: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case nation
    case policeForce = "police force"
    case localAuthority = "local authority"
    case partnership
    case healthBoard = "health board"
    case otherBody = "other body"
  }

  public let name: String
  public let kind: Kind

  public init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

extension Place: CustomStringConvertible {
  /// `Greater Manchester (police force)`.
  public var description: String { "\(name) (\(kind.rawValue))" }
}
