public import Statistics

/// Linked tables as their readers have them: no count that is not printed.
public struct PublishedTables: Hashable, Sendable {
  /// What readers have in the place of a count.
  public enum Cell: Hashable, Sendable {
    case count(Int)
    /// A `c` that readers are taken to know stands for a small count.
    case small
    /// A `c` that may stand for any count, though for no zero that would have been printed.
    case withheld
    /// A `c` of a former release, which stands for one of these counts.
    case former(ClosedRange<Int>)
    /// Nothing: the count is in no table.
    case unpublished
  }

  public let names: [String]
  public let cells: [Cell]
  public let relations: [LinkedTables.Relation]
  public let rule: SmallNumbers

  /// Tables that somebody has suppressed, to see what they give away.
  ///
  /// - Throws: `LinkedTablesError` if names and cells are not as many, or a relation names no cell.
  public init(
    names: [String], cells: [Cell], relations: [LinkedTables.Relation],
    rule: SmallNumbers = .departmentForEducation
  ) throws(LinkedTablesError) {
    if names.count != cells.count { throw .noSuchCell(min(names.count, cells.count)) }
    for relation in relations {
      for member in [relation.total] + relation.parts where !cells.indices.contains(member) {
        throw .noSuchCell(member)
      }
    }
    self.init(checked: names, cells, relations, rule)
  }

  init(
    checked names: [String], _ cells: [Cell], _ relations: [LinkedTables.Relation],
    _ rule: SmallNumbers
  ) {
    self.names = names
    self.cells = cells
    self.relations = relations
    self.rule = rule
  }

  /// The counts that a cell may stand for, before anything is added up; `Int.max` above means no bound.
  public func candidates(_ cell: Int) -> ClosedRange<Int> {
    switch cells[cell] {
    case .count(let count): count...count
    case .small: rule.range
    case .withheld: rule.range.lowerBound...Int.max
    case .former(let range): range
    case .unpublished: 0...Int.max
    }
  }

  /// What is printed; nil for a count that is in no table.
  public func figure(_ cell: Int) -> Figure? {
    switch cells[cell] {
    case .count(let count): .count(count)
    case .small, .withheld, .former: .suppressed
    case .unpublished: nil
    }
  }
}
