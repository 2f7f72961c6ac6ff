/// Counts of one or more tables, with all that is known of how they add up: what suppression is worked out from.
///
/// Rows and columns, tables of three ways, hierarchies, areas that overlap and tables of former releases all come down
/// to the same: a total is the sum of its parts.
public struct LinkedTables: Hashable, Sendable {
  /// What becomes of a count.
  public enum Role: Hashable, Sendable {
    /// It is to be printed, unless it must be suppressed.
    case offered
    /// It is printed, whatever follows: readers have it already, or the law asks for it.
    case printed
    /// Readers have a `c` in its place already, and know that it stands for one of these counts. The upper bound
    /// `Int.max` means that there is none.
    case suppressed(ClosedRange<Int>)
    /// Nobody prints it; but if it is small, nobody may work it out either.
    case unpublished
  }

  public struct Cell: Hashable, Sendable {
    /// The name by which errors and results speak of it.
    public var name: String
    public var count: Int
    public var role: Role

    public init(_ name: String, _ count: Int, role: Role = .offered) {
      self.name = name
      self.count = count
      self.role = role
    }
  }

  /// One count that is the sum of others, by their positions in `cells`.
  public struct Relation: Hashable, Sendable {
    public var total: Int
    public var parts: [Int]

    public init(total: Int, parts: [Int]) {
      self.total = total
      self.parts = parts
    }
  }

  public let cells: [Cell]
  public let relations: [Relation]

  /// - Throws: `LinkedTablesError` for the first thing that is wrong.
  public init(cells: [Cell], relations: [Relation]) throws(LinkedTablesError) {
    var names: Set<String> = []
    for cell in cells {
      if !names.insert(cell.name).inserted { throw .repeatedName(cell.name) }
      if cell.count < 0 { throw .negative(cell.name) }
      if cell.count > LinkedTablesError.largestCount { throw .tooLarge(cell.name) }
      if case .suppressed(let range) = cell.role,
        !range.contains(cell.count) || range.lowerBound < 0
      {
        throw .outsideItsSign(cell.name)
      }
    }
    for relation in relations {
      let members = [relation.total] + relation.parts
      if let stray = members.first(where: { !cells.indices.contains($0) }) {
        throw .noSuchCell(stray)
      }
      let total = cells[relation.total]
      if Set(members).count != members.count { throw .repeatedPart(of: total.name) }
      if total.count != relation.parts.reduce(0, { $0 + cells[$1].count }) {
        throw .doesNotAddUp(total.name)
      }
    }
    self.cells = cells
    self.relations = relations
  }

  /// Whether a cell is the sum of others.
  public var isTotal: [Bool] {
    var isTotal = cells.map { _ in false }
    for relation in relations where !relation.parts.isEmpty { isTotal[relation.total] = true }
    return isTotal
  }
}

/// Why cells and relations are no linked tables.
public enum LinkedTablesError: Error, Hashable, Sendable {
  case repeatedName(String)
  case negative(String)
  case tooLarge(String)
  /// A count that is suppressed already is none that its sign may stand for.
  case outsideItsSign(String)
  /// A relation names a position at which there is no cell.
  case noSuchCell(Int)
  /// A relation names a cell twice.
  case repeatedPart(of: String)
  case doesNotAddUp(String)

  /// The largest count: far above any number of people, and exact in the arithmetic of the solvers.
  public static let largestCount = 1_000_000_000
}

extension LinkedTablesError: CustomStringConvertible {
  /// What is wrong, where, and what to do. Holds names of cells, and no count.
  public var description: String {
    switch self {
    case .repeatedName(let name): "two cells are named '\(name)'; give each its own name"
    case .negative(let name): "the count of '\(name)' is below zero; count again"
    case .tooLarge(let name):
      "the count of '\(name)' is more than \(Self.largestCount); count again"
    case .outsideItsSign(let name):
      "'\(name)' was suppressed, and its count is none that the sign may stand for; compare it with the former release"
    case .noSuchCell(let position):
      "a relation names cell \(position), which is not there; name positions in the list of cells"
    case .repeatedPart(let name):
      "the relation of '\(name)' names a cell twice; name each part once, and the total among none"
    case .doesNotAddUp(let name):
      "'\(name)' is not the sum of its parts; count them on the same day, by the same definition"
    }
  }
}
