internal import LinearProgramming

/// How far counts can move from the truth while everything printed stays as it is.
///
/// Each column is the distance of one count from its true value; along a relation the distances add up to nothing.
struct Mover: ~Copyable {
  let problem: Problem
  /// The cells that can move if they are suppressed.
  let cells: [Int]
  private let column: [Int]
  private let rows: [LinearProgram.Row]
  private let simplex: Simplex
  private var least: [Double]
  private var greatest: [Double]

  /// How far one count was moved.
  struct Reach {
    /// In numbers that need not be whole.
    var distance: Double
    /// In whole numbers: never more than was added up in whole numbers.
    var wholeDistance: Int
    /// Which cells moved, if the whole distance is not nothing.
    var moved: [Int]
    /// For each of `cells`, how much further it would be if the cell could move; infinite if there is no bound.
    var prices: [Double]
  }

  init(_ problem: Problem) {
    self.problem = problem
    let open = problem.mostOpen
    let cells = open.indices.filter { open[$0] }
    var column = open.map { _ in -1 }
    for (position, cell) in cells.enumerated() { column[cell] = position }
    rows = problem.tables.relations.compactMap { relation in
      let entries = ([(relation.total, 1.0)] + relation.parts.map { ($0, -1.0) })
        .filter { column[$0.0] >= 0 }
        .map { LinearProgram.Row.Entry(column[$0.0], $0.1) }
      return entries.isEmpty ? nil : .init(entries, 0...0)
    }
    self.cells = cells
    self.column = column
    least = cells.map { _ in 0 }
    greatest = least
    simplex = Simplex(.init(columns: cells.map { _ in .init(0...0) }, rows: rows))
  }

  /// Lets each cell move by its share of the room that it would have.
  mutating func open(shares: [Double]) {
    for (position, cell) in cells.enumerated() {
      let share = shares[cell]
      least[position] = share == 0 ? 0 : -share * Double(problem.roomBelow(cell))
      let above = problem.roomAbove(cell).map(Double.init)
      // A whole share needs no bound; a part of no bound is a part of what is asked for.
      let free = share == 1 ? Double.infinity : share * Double(problem.levels(of: cell).limitUp)
      greatest[position] = share == 0 ? 0 : above.map { share * $0 } ?? free
    }
  }

  mutating func open(_ isOpen: [Bool]) { open(shares: isOpen.map { $0 ? 1 : 0 }) }

  /// Moves one count as far as it goes, and no further than the limit.
  ///
  /// - Parameter isWhole: whether to look for whole tables where the first is not whole.
  func reach(_ cell: Int, isUp: Bool, limit: Int, isWhole: Bool) -> Reach {
    let position = column[cell]
    var costs = cells.map { _ in 0.0 }
    costs[position] = isUp ? -1 : 1
    var bounds = (least: least, greatest: greatest)
    if isUp {
      bounds.greatest[position] = min(bounds.greatest[position], Double(limit))
    } else {
      bounds.least[position] = max(bounds.least[position], -Double(limit))
    }
    simplex.setCosts(costs)
    simplex.setBounds(least: bounds.least, greatest: bounds.greatest)
    guard case .best(let values, let cost) = simplex.minimise() else {
      return Reach(distance: 0, wholeDistance: 0, moved: [], prices: cells.map { _ in .infinity })
    }
    var reach = Reach(
      distance: max(0, -cost), wholeDistance: 0, moved: [], prices: prices(costs: costs))
    guard isWhole, reach.distance > 1 - 1e-6 else { return reach }
    var steps = whole(values, within: bounds)
    if steps == nil {
      let program = LinearProgram(
        columns: costs.indices.map {
          .init(bounds.least[$0]...bounds.greatest[$0], cost: costs[$0], isWhole: true)
        }, rows: rows)
      steps = program.solved(seconds: 10).values.flatMap { whole($0, within: bounds) }
    }
    if let steps {
      reach.wholeDistance = isUp ? steps[position] : -steps[position]
      reach.moved = cells.indices.filter { steps[$0] != 0 }.map { cells[$0] }
    }
    return reach
  }

  /// By how much the reach grows with each cell, from the prices of the rows (the dual of the programme).
  private func prices(costs: [Double]) -> [Double] {
    var reduced = costs
    for (row, price) in zip(rows, simplex.rowPrices) {
      for entry in row.entries { reduced[entry.column] -= price * entry.coefficient }
    }
    return zip(cells, reduced).map { cell, reduced in
      if abs(reduced) < 1e-7 { return 0 }
      if reduced > 0 { return reduced * Double(problem.roomBelow(cell)) }
      return problem.roomAbove(cell).map { -reduced * Double($0) } ?? .infinity
    }
  }

  /// The distances as whole numbers, if they are whole, within bounds, and add up.
  private func whole(
    _ values: [Double], within bounds: (least: [Double], greatest: [Double])
  ) -> [Int]? {
    guard values.allSatisfy({ abs($0) < 1e15 && abs($0 - $0.rounded()) < 1e-4 }) else { return nil }
    let steps = values.map { Int($0.rounded()) }
    for (position, step) in steps.enumerated()
    where Double(step) < bounds.least[position] || Double(step) > bounds.greatest[position] {
      return nil
    }
    for row in rows
    where row.entries.reduce(0, { $0 + Int($1.coefficient) * steps[$1.column] }) != 0 {
      return nil
    }
    return steps
  }

  /// The cells that move when one count moves so far at the least weight of cells that are not open yet; nil if it
  /// cannot.
  func cheapestMove(of cell: Int, by distance: Int, beside isOpen: [Bool]) -> [Int]? {
    var columns: [LinearProgram.Column] = []
    for (position, other) in cells.enumerated() {
      let cost = isOpen[other] ? 0 : Double(problem.weights[other])
      var up = 0...(problem.roomAbove(other).map(Double.init) ?? .infinity)
      var down = 0...Double(problem.roomBelow(other))
      if position == column[cell] {
        guard up.contains(Double(max(0, distance))), down.contains(Double(max(0, -distance)))
        else { return nil }
        up = Double(max(0, distance))...Double(max(0, distance))
        down = Double(max(0, -distance))...Double(max(0, -distance))
      }
      columns.append(.init(up, cost: cost, isWhole: true))
      columns.append(.init(down, cost: cost, isWhole: true))
    }
    let program = LinearProgram(
      columns: columns,
      rows: rows.map { row in
        .init(
          row.entries.flatMap {
            [.init(2 * $0.column, $0.coefficient), .init(2 * $0.column + 1, -$0.coefficient)]
          }, 0...0)
      })
    let relaxed = Simplex(program).minimise()
    guard var values = relaxed.values else { return nil }
    if !values.allSatisfy({ abs($0 - $0.rounded()) < 1e-6 }) {
      guard let whole = program.solved(seconds: 10).values else { return nil }
      values = whole
    }
    return cells.indices.filter { abs(values[2 * $0] - values[2 * $0 + 1]) > 0.5 }.map { cells[$0] }
  }
}
