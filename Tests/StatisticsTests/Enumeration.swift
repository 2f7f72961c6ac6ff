import HeedTesting
import Statistics

/// A reader who tries every table of inner counts up to a bound. Shares nothing with the attack that it checks.
struct Enumeration {
  let table: SuppressedTable
  /// The greatest inner count that it tries where the rule sets no bound.
  let bound: Int
  /// The inner counts of all tables that agree, if it does not stop early.
  private(set) var met: [[[Int]]] = []
  /// For each cell, with totals, the least and greatest count met.
  private(set) var ranges: [[ClosedRange<Int>?]]
  /// Stops as soon as no suppressed cell can be worked out.
  private let stopsEarly: Bool
  private var inner: [[Int]]
  private var isDone = false

  init(_ table: SuppressedTable, bound: Int, stopsEarly: Bool = false) {
    self.table = table
    self.bound = bound
    self.stopsEarly = stopsEarly
    ranges = table.cells.map { $0.map { _ in nil } }
    inner = table.rows.map { _ in table.columns.map { _ in 0 } }
    descend(0)
  }

  private mutating func descend(_ position: Int) {
    let columns = table.columns.count
    if isDone { return }
    if position == table.rows.count * columns { return finish() }
    let (row, column) = (position / columns, position % columns)
    let small = table.rule.range
    let candidates =
      switch table.cells[row][column] {
      case .count(let count): count...count
      case .small: small
      case .withheld: small.lowerBound...max(bound, small.lowerBound)
      }
    for count in candidates {
      inner[row][column] = count
      if column == columns - 1, !agrees(table.cells[row][columns], inner[row].reduce(0, +)) {
        continue
      }
      descend(position + 1)
    }
  }

  private func agrees(_ cell: SuppressedTable.Cell, _ sum: Int) -> Bool {
    if case .count(let count) = cell { return count == sum }
    return table.rule.includesZero || sum > 0
  }

  private mutating func finish() {
    let full = withTotals(inner)
    guard zip(table.cells.last!, full.last!).allSatisfy({ agrees($0, $1) }) else { return }
    met.append(inner)
    for (i, line) in full.enumerated() {
      for (j, count) in line.enumerated() {
        ranges[i][j] =
          ranges[i][j].map { min($0.lowerBound, count)...max($0.upperBound, count) }
          ?? count...count
      }
    }
    isDone = stopsEarly && workedOut == 0
  }

  /// How many suppressed cells have had one count only in all tables met.
  var workedOut: Int {
    zip(table.cells.joined(), ranges.joined()).count { cell, range in
      cell.figure == .suppressed && range.map { $0.lowerBound == $0.upperBound } ?? true
    }
  }
}

/// How many suppressed cells a reader of all these tables works out who knows that their columns have common totals.
func workedOutTogether(_ tables: [SuppressedTable], bound: Int) -> Int {
  let readers = tables.map { table in
    Dictionary(grouping: Enumeration(table, bound: bound).met) { withTotals($0).last! }
  }
  let common = readers.dropFirst().reduce(Set(readers[0].keys)) { $0.intersection($1.keys) }
  return zip(tables, readers).reduce(0) { sum, pair in
    let agreeing = common.flatMap { pair.1[$0]! }.map(withTotals)
    let pinned = pair.0.cells.indices.reduce(0) { sum, i in
      sum
        + pair.0.cells[i].indices.count { j in
          pair.0.cells[i][j].figure == .suppressed
            && agreeing.allSatisfy { $0[i][j] == agreeing[0][i][j] }
        }
    }
    return sum + pinned
  }
}

func withTotals(_ inner: [[Int]]) -> [[Int]] {
  let lines = inner.map { $0 + [$0.reduce(0, +)] }
  return lines + [lines[0].indices.map { column in lines.reduce(0) { $0 + $1[column] } }]
}

/// Two or three tables of the same things, by different rows.
func randomTables(threshold: Int, using random: inout SplitMix64) -> [CountTable] {
  let totals = (0...random.below(2)).map { _ in random.below(4 * threshold) }
  return (0...1 + random.below(2)).map { _ in
    var counts = (0...random.below(3)).map { _ in totals.map { _ in 0 } }
    for (column, total) in totals.enumerated() {
      for _ in 0..<total { counts[random.below(counts.count)][column] += 1 }
    }
    return table(counts)
  }
}

/// A table of up to so many rows and columns, most of its counts around the threshold.
func randomTable(
  rows: Int, columns: Int, threshold: Int, using random: inout SplitMix64
) -> CountTable {
  let height = 1 + random.below(rows)
  let width = 1 + random.below(columns)
  let counts = (0..<height).map { _ in
    (0..<width).map { _ in random.once(in: 4) ? 0 : random.below(2 * threshold + 2) }
  }
  return table(counts)
}

func table(_ counts: [[Int]]) -> CountTable {
  do {
    return try CountTable(
      rows: counts.indices.map { "row \($0)" }, columns: counts[0].indices.map { "column \($0)" },
      counts: counts)
  } catch {
    preconditionFailure("\(error)")
  }
}

/// The table as it is printed, one line for each row, totals last.
func printed(_ table: SuppressedTable) -> [String] {
  table.figures.map { $0.map(\.description).joined(separator: " ") }
}
