internal import LinearProgramming

/// The search for the fewest cells: a whole-number programme proposes, the readers' programmes object.
///
/// - Source: M. Fischetti and J. J. Salazar González, "Solving the cell suppression problem on tabular data with linear
///   constraints", Management Science 47 (2001), sections 3 and 4; J. F. Benders, "Partitioning procedures for solving
///   mixed-variables programming problems", Numerische Mathematik 4 (1962).
struct Optimum: ~Copyable {
  private var guardian: Guard
  private let problem: Problem
  private let candidates: [Int]
  private var cuts: [Guard.Cut] = []
  private var known: Set<Guard.Cut> = []
  private let deadline: ContinuousClock.Instant

  struct Result {
    var isOpen: [Bool]
    /// How few cells any choice can have beside the small ones, as far as it was proved.
    var leastCells: Int
    var isProven: Bool
  }

  init(_ problem: Problem, deadline: ContinuousClock.Instant) {
    self.problem = problem
    self.deadline = deadline
    guardian = Guard(problem)
    candidates = problem.isCandidate.indices.filter { problem.isCandidate[$0] }
  }

  /// Finds the fewest cells that protect one another.
  ///
  /// Among as few, those of least weight are looked for, which is not proved.
  ///
  /// - Parameter safe: cells that do, to fall back upon.
  mutating func search(from safe: [Bool]) -> Result {
    var result = Result(isOpen: safe, leastCells: 0, isProven: false)
    addRelationCuts()
    result.leastCells = relax(below: problem.cells(in: safe))
    while result.leastCells < problem.cells(in: result.isOpen) {
      guard ContinuousClock.now < deadline else { return result }
      let master = master(isWhole: true, fewerThan: problem.cells(in: result.isOpen))
      let proposal = master.solved(
        seconds: secondsLeft, slack: 0.9 * Double(problem.weightOfCell))
      if proposal == .impossible { break }
      guard case .best(let values, _) = proposal else {
        if let values = proposal.values { improve(&result, with: values) }
        return result
      }
      let isOpen = open(values)
      result.leastCells = max(result.leastCells, problem.cells(in: isOpen))
      let found = guardian.cuts(
        against: isOpen.map { $0 ? 1 : 0 }, protecting: problem.needsProtection)
      if found.isEmpty {
        let unprotected = guardian.unprotected(isOpen, among: problem.needsProtection)
        if unprotected.isEmpty {
          return Result(isOpen: isOpen, leastCells: problem.cells(in: isOpen), isProven: true)
        }
        // The programmes of the readers do not see it, since halves would protect: something else must be opened.
        add([
          Guard.Cut(
            coefficients: .init(
              uniqueKeysWithValues: candidates.filter { !isOpen[$0] }.map { ($0, 1) }), least: 1)
        ])
      } else {
        add(found)
        improve(&result, with: values)
      }
    }
    result.isProven = true
    result.leastCells = problem.cells(in: result.isOpen)
    return result
  }

  /// Adds cuts as long as shares of cells, which cost less than whole cells, do not meet them.
  ///
  /// - Returns: a number of cells that no choice can go below.
  private mutating func relax(below best: Int) -> Int {
    var least = 0
    for _ in 0..<60 {
      guard ContinuousClock.now < deadline,
        case .best(let values, let cost) = Simplex(master(isWhole: false)).minimise(
          seconds: secondsLeft)
      else { return least }
      least = max(least, Int((cost / Double(problem.weightOfCell) - 0.011).rounded(.up)))
      var shares = problem.leastOpen.map { $0 ? 1.0 : 0 }
      for (cell, value) in zip(candidates, values) {
        shares[cell] = value < 1e-6 ? 0 : value > 1 - 1e-6 ? 1 : value
      }
      let found = guardian.cuts(against: shares, protecting: problem.needsProtection)
      if found.isEmpty || least >= best || !add(found) { return least }
    }
    return least
  }

  private var secondsLeft: Double {
    let left = ContinuousClock.now.duration(to: deadline)
    return max(
      0.05, Double(left.components.seconds) + Double(left.components.attoseconds) / 1e18)
  }

  private func open(_ values: [Double]) -> [Bool] {
    var isOpen = problem.leastOpen
    for (cell, value) in zip(candidates, values) where value > 0.5 { isOpen[cell] = true }
    return isOpen
  }

  /// Mends a proposal that does not protect, and keeps it if it has fewer cells than the best that is known.
  private mutating func improve(_ result: inout Result, with values: [Double]) {
    guard let mended = guardian.protected(open(values)),
      problem.cells(in: mended) < problem.cells(in: result.isOpen)
    else { return }
    result.isOpen = mended
  }

  @discardableResult
  private mutating func add(_ found: [Guard.Cut]) -> Bool {
    let new = found.filter { known.insert($0).inserted }
    cuts += new
    return !new.isEmpty
  }

  /// A relation with one open cell gives it away.
  private mutating func addRelationCuts() {
    for relation in problem.tables.relations {
      let members = [relation.total] + relation.parts
      let hidden = members.filter { problem.leastOpen[$0] }
      let free = members.filter { problem.isCandidate[$0] }
      if hidden.count == 1, problem.needsProtection[hidden[0]] {
        add([Guard.Cut(coefficients: .init(uniqueKeysWithValues: free.map { ($0, 1) }), least: 1)])
      }
      guard hidden.isEmpty, free.count > 1 else { continue }
      for cell in free {
        var coefficients = Dictionary(uniqueKeysWithValues: free.map { ($0, 1.0) })
        coefficients[cell] = -1
        add([Guard.Cut(coefficients: coefficients, least: 0)])
      }
    }
  }

  /// Each candidate suppressed or not, at its weight.
  private func master(isWhole: Bool, fewerThan limit: Int? = nil) -> LinearProgram {
    var column = problem.isCandidate.map { _ in -1 }
    for (position, cell) in candidates.enumerated() { column[cell] = position }
    var rows = cuts.map { cut in
      LinearProgram.Row(
        cut.coefficients.sorted { $0.key < $1.key }.map { .init(column[$0.key], $0.value) },
        cut.least...(.infinity))
    }
    if let limit {
      rows.append(.init(candidates.indices.map { .init($0, 1) }, 0...Double(limit - 1)))
    }
    return LinearProgram(
      columns: candidates.map {
        .init(0...1, cost: Double(problem.weights[$0]), isWhole: isWhole)
      }, rows: rows)
  }
}
