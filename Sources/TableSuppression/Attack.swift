internal import LinearProgramming

/// What readers can work out of one count.
public struct Deduction: Hashable, Sendable {
  /// The least count that it can be.
  public let least: Int
  /// The greatest count that it can be; `Int.max` if there is no bound.
  public let greatest: Int
  /// Whether two whole tables were written down that agree with everything printed and differ in this count.
  ///
  /// They were added up in whole numbers, so this holds however exact the solver is. Where it is false, the count is to
  /// be taken as given away, even if `least` and `greatest` differ because the solver ran out of time.
  public let isOpen: Bool
}

/// What readers of published tables can work out: the least and greatest count behind every sign.
///
/// The readers know the rule, that counts are whole and not below zero, that no zero is behind a sign unless zeros are
/// small, and all relations at once. They know even more than is printed: which signs stand for small counts, except
/// for totals and where `LinkedSuppression.readersKnowSmall` is false.
///
/// Linear programmes give the bounds. Where the table that reaches a bound is not whole, a whole-number programme gives
/// it. This looks at nothing but what is published, and shares no code with what chooses the cells.
///
/// - Parameter seconds: for each whole-number programme.
/// - Returns: for each cell in order; a printed count has itself only, and is not open.
/// - Source: M. Fischetti and J. J. Salazar González, "Solving the cell suppression problem on tabular data with linear
///   constraints", Management Science 47 (2001), section 2, for the programmes.
public func attack(_ published: PublishedTables, seconds: Double = 10) -> [Deduction] {
  var attack = Attack(published, seconds: seconds)
  return attack.deductions()
}

private struct Attack: ~Copyable {
  private let published: PublishedTables
  private let seconds: Double
  /// The cells that are not printed, and where each stands among the columns.
  private let hidden: [Int]
  private let program: LinearProgram
  private let simplex: Simplex
  private var met: [ClosedRange<Int>?]

  init(_ published: PublishedTables, seconds: Double) {
    self.published = published
    self.seconds = seconds
    let hidden = published.cells.indices.filter { cell in
      if case .count = published.cells[cell] { false } else { true }
    }
    var column = published.cells.map { _ in -1 }
    for (position, cell) in hidden.enumerated() { column[cell] = position }
    let columns = hidden.map { cell in
      let range = published.candidates(cell)
      let greatest = range.upperBound == .max ? Double.infinity : Double(range.upperBound)
      return LinearProgram.Column(Double(range.lowerBound)...greatest, isWhole: true)
    }
    var rows: [LinearProgram.Row] = []
    for relation in published.relations {
      var entries: [LinearProgram.Row.Entry] = []
      var rest = 0
      for (cell, sign) in [(relation.total, 1)] + relation.parts.map({ ($0, -1) }) {
        if case .count(let count) = published.cells[cell] {
          rest -= sign * count
        } else {
          entries.append(.init(column[cell], Double(sign)))
        }
      }
      if !entries.isEmpty { rows.append(.init(entries, Double(rest)...Double(rest))) }
    }
    self.hidden = hidden
    program = LinearProgram(columns: columns, rows: rows)
    simplex = Simplex(program)
    met = hidden.map { _ in nil }
  }

  mutating func deductions() -> [Deduction] {
    var found = published.cells.map { cell in
      if case .count(let count) = cell {
        Deduction(least: count, greatest: count, isOpen: false)
      } else {
        Deduction(least: 0, greatest: .max, isOpen: false)
      }
    }
    let bounds = hidden.indices.map { column in
      (bound(column, sign: 1), bound(column, sign: -1))
    }
    for (column, cell) in hidden.enumerated() {
      let (least, greatest) = bounds[column]
      let isOpen = met[column].map { $0.lowerBound < $0.upperBound } ?? false
      found[cell] = Deduction(
        least: least, greatest: greatest == .min ? .max : -greatest, isOpen: isOpen)
    }
    return found
  }

  /// The least of a count, or of its negative; `Int.min` if there is no bound.
  private mutating func bound(_ column: Int, sign: Int) -> Int {
    var costs = hidden.map { _ in 0.0 }
    costs[column] = Double(sign)
    simplex.setCosts(costs)
    switch simplex.minimise() {
    case .best(let values, let cost):
      if note(values) { return Int(cost.rounded()) }
      return wholeBound(column, costs: costs, atLeast: Int((cost - 1e-6).rounded(.up)))
    case .unbounded:
      // Far enough for a second whole table.
      return noteBeyond(column) ? .min : wholeBound(column, costs: costs, atLeast: .min)
    case .found, .impossible, .stopped:
      return sign > 0 ? published.candidates(hidden[column]).lowerBound : .min
    }
  }

  private mutating func wholeBound(_ column: Int, costs: [Double], atLeast: Int) -> Int {
    var whole = program
    for (position, cost) in costs.enumerated() { whole.columns[position].cost = cost }
    guard case .best(let values, let cost) = whole.solved(seconds: seconds), note(values) else {
      return atLeast
    }
    return Int(cost.rounded())
  }

  /// Writes down a whole table in which a count without bound is greater than in one that was met.
  private mutating func noteBeyond(_ column: Int) -> Bool {
    let least = met[column]?.upperBound ?? published.candidates(hidden[column]).lowerBound
    var beyond = program
    beyond.columns[column].least = Double(least + 1)
    if let values = beyond.solved(seconds: seconds).values { return note(values) }
    return false
  }

  /// Remembers a table if it is whole and agrees with everything printed, added up in whole numbers.
  private mutating func note(_ values: [Double]) -> Bool {
    guard values.allSatisfy({ abs($0) < 1e15 && abs($0 - $0.rounded()) < 1e-4 }) else {
      return false
    }
    let counts = values.map { Int($0.rounded()) }
    for (cell, count) in zip(hidden, counts) where !published.candidates(cell).contains(count) {
      return false
    }
    for row in program.rows {
      let sum = row.entries.reduce(0) { $0 + Int($1.coefficient) * counts[$1.column] }
      if sum != Int(row.least) { return false }
    }
    for (column, count) in counts.enumerated() {
      met[column] =
        met[column].map { min($0.lowerBound, count)...max($0.upperBound, count) } ?? count...count
    }
    return true
  }
}
