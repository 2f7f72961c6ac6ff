/// A part of a whole, as with the warnings from one kind of reporter that have been decided.
public struct Proportion: Hashable, Sendable {
  public let part: Int
  public let whole: Int

  /// - Precondition: 0 ≤ part ≤ whole ≤ `TableError.largestTotal`.
  public init(_ part: Int, of whole: Int) {
    precondition(0 <= part && part <= whole, "a part lies between nothing and its whole")
    precondition(whole <= TableError.largestTotal, "a whole is at most \(TableError.largestTotal)")
    self.part = part
    self.whole = whole
  }

  /// A percentage to one decimal, halves rounded up; `c` if the part, the rest or the whole is small; `z` if the whole
  /// is nothing and that may be said.
  ///
  /// Knows nothing of a table in which the same counts are withheld: there, use `SuppressedTable.share`.
  ///
  /// - Source: Department for Education, "Children in need" statistics: percentages to one decimal.
  public func figure(rule: SmallNumbers = .departmentForEducation) -> Figure {
    if [part, whole - part, whole].contains(where: rule.range.contains) { return .suppressed }
    if whole == 0 { return .notApplicable }
    return .percentage(tenths: (2000 * part + whole) / (2 * whole))
  }
}
