internal import Statistics

/// Linked tables, seen from their true counts: what may be suppressed, what must be, and how far each count could be
/// from the truth for readers who do not have it.
struct Problem {
  let tables: LinkedTables
  let rule: SmallNumbers
  let protection: ProtectionLevels
  /// Whether readers are taken to know which signs stand for small counts.
  let readersKnowSmall: Bool
  let isTotal: [Bool]
  /// To be suppressed in any case.
  let isPrimary: [Bool]
  /// May be suppressed beside them.
  private(set) var isCandidate: [Bool]
  /// Readers do not have it, whatever is printed now.
  let isHidden: [Bool]
  /// Readers must be left with more than one count.
  let needsProtection: [Bool]
  /// What suppressing costs: one more cell more than anything else, then totals, then larger counts.
  let weights: [Int]
  /// What every suppressed cell costs before anything else: a hundred times what all else can add up to.
  let weightOfCell: Int

  init(
    _ tables: LinkedTables, rule: SmallNumbers, protection: ProtectionLevels, readersKnowSmall: Bool
  ) {
    self.tables = tables
    self.rule = rule
    self.protection = protection
    self.readersKnowSmall = readersKnowSmall
    isTotal = tables.isTotal
    isPrimary = tables.cells.map { $0.role == .offered && rule.range.contains($0.count) }
    isCandidate = tables.cells.map { cell in
      cell.role == .offered && !rule.range.contains(cell.count) && cell.count > 0
    }
    isHidden = tables.cells.map { cell in
      switch cell.role {
      case .offered, .printed: false
      case .suppressed, .unpublished: true
      }
    }
    needsProtection = tables.cells.map { cell in
      switch cell.role {
      case .offered, .unpublished: rule.range.contains(cell.count)
      case .printed: false
      case .suppressed: true
      }
    }
    let weightOfCell = 100 * 128 * (tables.cells.count + 1)
    self.weightOfCell = weightOfCell
    weights = zip(tables.cells, tables.isTotal).map { cell, isTotal in
      let size = Int.bitWidth - cell.count.leadingZeroBitCount
      return weightOfCell + (isTotal ? 64 : 0) + min(size, 63)
    }
  }

  /// Leaves cells printed that readers can work out whatever else is suppressed: their signs would hide nothing.
  mutating func dropCandidates(_ cells: [Int]) {
    for cell in cells { isCandidate[cell] = false }
  }

  /// The levels that hold for a cell: beside small counts that are to be printed now, two counts are enough.
  func levels(of cell: Int) -> ProtectionLevels { isPrimary[cell] ? protection : .twoCounts }

  /// The counts that readers hold possible for a cell that is not printed.
  func candidates(_ cell: Int) -> ClosedRange<Int> {
    switch tables.cells[cell].role {
    case .offered:
      isKnownSmall(cell) ? rule.range : rule.range.lowerBound...Int.max
    case .printed: tables.cells[cell].count...tables.cells[cell].count
    case .suppressed(let range): range
    case .unpublished: 0...Int.max
    }
  }

  private func isKnownSmall(_ cell: Int) -> Bool {
    isPrimary[cell] && !isTotal[cell] && readersKnowSmall
  }

  /// How far below the truth a count that is not printed could be.
  func roomBelow(_ cell: Int) -> Int { tables.cells[cell].count - candidates(cell).lowerBound }

  /// How far above; nil if there is no bound.
  func roomAbove(_ cell: Int) -> Int? {
    let greatest = candidates(cell).upperBound
    return greatest == .max ? nil : greatest - tables.cells[cell].count
  }

  /// Whether readers lack the count, cell by cell, if nothing is suppressed that need not be.
  var leastOpen: [Bool] { zip(isPrimary, isHidden).map { $0 || $1 } }

  /// The same if everything is suppressed that may be.
  var mostOpen: [Bool] { zip(leastOpen, isCandidate).map { $0 || $1 } }

  /// How many cells are suppressed to protect others.
  func cells(in isOpen: [Bool]) -> Int { isOpen.indices.count { isOpen[$0] && isCandidate[$0] } }

  /// The tables as published with these cells not printed.
  func published(_ isOpen: [Bool]) -> PublishedTables {
    let cells = tables.cells.enumerated().map { position, cell -> PublishedTables.Cell in
      switch cell.role {
      case .suppressed(let range): .former(range)
      case .unpublished: .unpublished
      case .printed: .count(cell.count)
      case .offered:
        !isOpen[position] ? .count(cell.count) : isKnownSmall(position) ? .small : .withheld
      }
    }
    return PublishedTables(checked: tables.cells.map(\.name), cells, tables.relations, rule)
  }
}
