internal import CaseRecord
internal import Statistics
internal import TableSuppression

/// The counts that are offered for publication, with all that is known of how they add up, in parts that can be left out one by
/// one.
///
/// A count that stands in several parts is one cell. Counts that nobody prints, but that can be had by subtraction, are cells too,
/// so that small ones among them are protected.
struct PublicationPlan {
  /// One figure or one table.
  struct Part {
    let id: String
    let base: Base
    /// The lower, the longer it is kept where something must be left out.
    let rank: Int
    /// When it is decided what is withheld of it: totals first, then figures and margins, then what stands inside.
    let stage: Int
    /// The division with which it is printed; nil if always.
    let dimension: CountedDimension?
    /// All smallest values of each way of dividing.
    var ways: [String: Set<String>] = [:]
    var cells: [Entry] = []

    /// Whether its counts are totals of tables that are decided later.
    var isDividedFurther: Bool {
      stage == 1 || stage == 2 && (dimension != nil || isOfTotals)
    }
    let isOfTotals: Bool

    struct Entry {
      var name: String
      var values: [String: Set<String>]
      var cell: Int
    }
  }

  private(set) var parts: [Part] = []
  private(set) var cells: [LinkedTables.Cell] = []
  /// For each cell, the parts that need it.
  private(set) var users: [Set<Int>] = []
  private(set) var relations: [(relation: LinkedTables.Relation, users: Set<Int>)] = []
  private var positions: [String: Int] = [:]
  private var places: [LinkedTables.Relation: Int] = [:]
  /// The cells of each figure: its categories, what is missing and its base; nil where nothing can be missing.
  private(set) var figureCells: [String: [String?]] = [:]
  /// What is not offered at all.
  var skipped: [(id: String, reason: Publication.LeftOut.Reason)] = []
  /// What was decided of cells before, by name.
  let decided: [String: PublishedTables.Cell]
  let dropped: Set<String>

  init(decided: [String: PublishedTables.Cell], dropped: Set<String>) {
    self.decided = decided
    self.dropped = dropped
  }

  func position(_ name: String) -> Int? { positions[name] }

  func count(_ name: String) -> Int? { positions[name].map { cells[$0].count } }

  /// Whether a cell is a total of what a later stage offers.
  func isDividedFurther(_ cell: Int) -> Bool {
    users[cell].contains { parts[$0].isDividedFurther }
  }

  // MARK: Building

  /// Begins a part; nil if it is left out.
  ///
  /// - Parameter isOfTotals: whether its counts are divided by agency, role or year later.
  mutating func begin(
    _ id: String, _ base: Base, rank: Int, stage: Int, by dimension: CountedDimension? = nil,
    ways: [String: Set<String>] = [:], isOfTotals: Bool = false
  ) -> Int? {
    if dropped.contains(id) { return nil }
    parts.append(
      Part(
        id: id, base: base, rank: rank, stage: stage, dimension: dimension, ways: ways,
        isOfTotals: isOfTotals))
    return parts.count - 1
  }

  /// The cell of this name, which the part needs.
  @discardableResult
  mutating func cell(
    _ name: String, _ count: Int, of part: Int, isPrinted: Bool = true
  ) -> Int {
    if let position = positions[name] {
      precondition(cells[position].count == count, "one name, one count")
      users[position].insert(part)
      return position
    }
    cells.append(LinkedTables.Cell(name, count, role: role(name, isPrinted: isPrinted)))
    users.append([part])
    positions[name] = cells.count - 1
    return cells.count - 1
  }

  private func role(_ name: String, isPrinted: Bool) -> LinkedTables.Role {
    switch decided[name] {
    case .count: .printed
    case .small: .suppressed(Publication.rule.range)
    case .withheld: .suppressed(Publication.rule.range.lowerBound...Int.max)
    case .former(let range): .suppressed(range)
    case .unpublished: .unpublished
    case nil: isPrinted ? .offered : .unpublished
    }
  }

  /// Prints a cell in a part, as the count of these values.
  mutating func enter(
    _ part: Int, _ name: String, _ values: [String: Set<String>] = [:], cell: Int
  ) {
    parts[part].cells.append(.init(name: name, values: values, cell: cell))
  }

  mutating func relate(_ total: Int, _ members: [Int], of part: Int) {
    let relation = LinkedTables.Relation(total: total, parts: members)
    if let place = places[relation] {
      relations[place].users.insert(part)
    } else {
      places[relation] = relations.count
      relations.append((relation, [part]))
    }
  }

  mutating func setFigure(_ id: String, _ cells: [String?]) { figureCells[id] = cells }

  // MARK: Dividing

  /// Counts that bear on one another: with those between them that are printed and so can be taken as known.
  struct Component {
    var parts: Set<Int>
    /// Positions in the plan, in order.
    var cells: [Int]
    var relations: [LinkedTables.Relation]
  }

  /// The components that have a part of this stage, in the order of their first cells.
  func components(stage: Int) -> [Component] {
    var sets = DisjointSets(count: cells.count)
    func isFree(_ cell: Int) -> Bool { cells[cell].role != .printed }
    func join(_ members: [Int]) {
      let free = members.filter(isFree)
      for cell in free.dropFirst() { sets.join(free[0], cell) }
    }
    for (relation, _) in relations { join([relation.total] + relation.parts) }
    for part in parts { join(part.cells.map(\.cell)) }
    var members: [Int: Set<Int>] = [:]
    for (number, part) in parts.enumerated() {
      for entry in part.cells where isFree(entry.cell) {
        members[sets.lowest(with: entry.cell), default: []].insert(number)
      }
    }
    return members.keys.sorted().compactMap { first in
      guard let found = members[first], found.contains(where: { parts[$0].stage == stage }) else {
        return nil
      }
      return component(of: found)
    }
  }

  /// The cells and relations that these parts need.
  func component(of parts: Set<Int>) -> Component {
    let kept = relations.filter { !$0.users.isDisjoint(with: parts) }.map(\.relation)
    var cells = Set(kept.flatMap { [$0.total] + $0.parts })
    for part in parts { cells.formUnion(self.parts[part].cells.map(\.cell)) }
    return Component(parts: parts, cells: cells.sorted(), relations: kept)
  }
}

extension PublicationPlan.Component {
  /// Where each cell of the plan stands in the component.
  var places: [Int: Int] {
    Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1, $0) })
  }

  func tables(
    in plan: PublicationPlan
  ) -> (cells: [LinkedTables.Cell], relations: [LinkedTables.Relation]) {
    let places = places
    func place(_ cell: Int) -> Int {
      guard let place = places[cell] else {
        preconditionFailure("a component has the cells of its relations")
      }
      return place
    }
    return (
      cells.map { plan.cells[$0] },
      relations.map { relation in
        .init(total: place(relation.total), parts: relation.parts.map(place))
      }
    )
  }
}
