/// Why counts may not be released.
public enum ReleaseRefusal: Error, Hashable, Sendable {
  /// A release of this name is in the log.
  case repeatedRelease(String)
  /// Two cells of the draft have this name.
  case repeatedCell(String)
  /// A count is below zero, or too large to be one of people.
  case count(cell: String)
  /// A cell covers no area, or divides by a way or a value that the heading does not list.
  case extent(cell: String, why: String)
  /// Counts of the draft do not add up to one another.
  case doesNotAddUp
  /// Counts of the same snapshot were published before, and these disagree with them.
  case disagrees(cells: [String])
  /// Whatever is withheld, these small counts could be worked out from what is published already.
  case givenAway(cells: [String])
  /// The extents divide what is counted into more groups than can be looked at together.
  case tooManyGroups(Int)
  /// The solver ran out of time before it knew whether the counts agree.
  case tooLong
}

extension ReleaseRefusal: CustomStringConvertible {
  /// What is wrong, where, and what to do. Holds names, and no count.
  public var description: String {
    switch self {
    case .repeatedRelease(let name):
      "a release named '\(name)' is in the log; give each its own name"
    case .repeatedCell(let name): "two cells are named '\(name)'; give each its own name"
    case .count(let cell): "the count of '\(cell)' is below zero or too large; count again"
    case .extent(let cell, let why): "'\(cell)' \(why)"
    case .doesNotAddUp:
      "counts of this release do not add up to one another; count them all in one snapshot, by one definition"
    case .disagrees(let cells):
      "counts of the same snapshot were published and disagree with these, in \(listed(cells)); find the error, or name "
        + "another snapshot"
    case .givenAway(let cells):
      "whatever is withheld now, readers can work out \(listed(cells)) from what is published already and the signs "
        + "that would stand here; publish other groups, or none, and review the former releases"
    case .tooManyGroups(let count):
      "the extents of this and former releases make \(count) groups; publish fewer ways of dividing in one release"
    case .tooLong:
      "time ran out before it was known whether the counts agree with former releases; allow more, or publish less"
    }
  }

  private func listed(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }
}
