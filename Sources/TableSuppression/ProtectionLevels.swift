/// How far readers must be left from a small count.
///
/// - Units: counts.
/// - Source: M. Fischetti and J. J. Salazar González, "Solving the cell suppression problem on tabular data with linear
///   constraints", Management Science 47 (2001): lower, upper and sliding protection levels.
public struct ProtectionLevels: Hashable, Sendable {
  /// So much below the true count, at least, another must be possible.
  public let below: Int
  /// So much above the true count, at least, another must be possible.
  public let above: Int
  /// So far apart, at least, the least and the greatest possible count must be.
  public let width: Int

  /// - Precondition: no level is below zero, and the width is one or more.
  public init(below: Int = 0, above: Int = 0, width: Int = 1) {
    precondition(below >= 0 && above >= 0 && width >= 1, "a level that protects nothing")
    self.below = below
    self.above = above
    self.width = width
  }

  /// More than one count is possible. All that the signs of the Department for Education promise.
  public static let twoCounts = ProtectionLevels()

  /// How far a count is tried to be moved, down and up: what lies further away is not asked for.
  var limitDown: Int { max(below, width) }
  var limitUp: Int { max(above, width) }

  func areMet(down: Int, up: Int) -> Bool { down >= below && up >= above && down + up >= width }
}
