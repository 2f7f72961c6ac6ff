/// Whether suppressed cells protect one another, and if not, what is missing.
struct Guard: ~Copyable {
  private var mover: Mover
  var problem: Problem { mover.problem }

  /// Some of these candidates must be suppressed: the sum of their coefficients must reach the least.
  struct Cut: Hashable {
    var coefficients: [Int: Double]
    var least: Double

    func isMet(by shares: [Double]) -> Bool {
      coefficients.reduce(0) { $0 + $1.value * shares[$1.key] } >= least - 1e-5
    }
  }

  init(_ problem: Problem) { mover = Mover(problem) }

  /// The cells that readers can work out, or come too near to, among those asked for that are open.
  mutating func unprotected(_ isOpen: [Bool], among asked: [Bool], stopAtFirst: Bool = false)
    -> [Int]
  {
    mover.open(isOpen)
    var isMoved = isOpen.map { _ in false }
    var found: [Int] = []
    for cell in isOpen.indices where asked[cell] && isOpen[cell] {
      let levels = problem.levels(of: cell)
      if isMoved[cell] && levels == .twoCounts { continue }
      let up = mover.reach(cell, isUp: true, limit: levels.limitUp, isWhole: true)
      for other in up.moved { isMoved[other] = true }
      if levels.areMet(down: 0, up: up.wholeDistance) { continue }
      let down = mover.reach(cell, isUp: false, limit: levels.limitDown, isWhole: true)
      for other in down.moved { isMoved[other] = true }
      if levels.areMet(down: down.wholeDistance, up: up.wholeDistance) { continue }
      found.append(cell)
      if stopAtFirst { return found }
    }
    return found
  }

  /// What the shares of cells, whole or not, lack by the linear programmes of the readers.
  ///
  /// - Source: Fischetti and Salazar González (2001), section 3, "capacity constraints".
  mutating func cuts(against shares: [Double], protecting asked: [Bool]) -> [Cut] {
    mover.open(shares: shares)
    var cuts: [Cut] = []
    for cell in shares.indices where asked[cell] && shares[cell] == 1 {
      let levels = problem.levels(of: cell)
      let up = mover.reach(cell, isUp: true, limit: levels.limitUp, isWhole: false)
      if up.distance >= Double(levels.limitUp) - 1e-6, levels.below == 0 { continue }
      let down = mover.reach(cell, isUp: false, limit: levels.limitDown, isWhole: false)
      for (prices, least) in [
        (up.prices, levels.above), (down.prices, levels.below),
        (zip(up.prices, down.prices).map { $0 + $1 }, levels.width),
      ] where least > 0 {
        if let cut = cut(prices, least: Double(least)), !cut.isMet(by: shares) { cuts.append(cut) }
      }
    }
    return cuts
  }

  private func cut(_ prices: [Double], least: Double) -> Cut? {
    var least = least
    for (cell, price) in zip(mover.cells, prices) where !problem.isCandidate[cell] {
      least -= price
    }
    guard least > 1e-6 else { return nil }
    var coefficients: [Int: Double] = [:]
    for (cell, price) in zip(mover.cells, prices) where problem.isCandidate[cell] && price > 0 {
      coefficients[cell] = min(price, least) / least
    }
    return Cut(coefficients: coefficients, least: 1)
  }

  /// Opens further cells, each time the cheapest by which one more cell is protected, until all that are open are.
  ///
  /// - Returns: nil if that cannot be reached.
  mutating func protected(_ start: [Bool]) -> [Bool]? {
    var isOpen = start
    openLonely(&isOpen)
    while true {
      let asked = isOpen.indices.map { problem.needsProtection[$0] || problem.isCandidate[$0] }
      guard let cell = unprotected(isOpen, among: asked, stopAtFirst: true).first else {
        return isOpen
      }
      let further = cheapestMoves(of: cell, beside: isOpen).filter { !isOpen[$0] }
      if further.isEmpty {
        guard let next = cheapestCandidate(isOpen, among: isOpen.indices) else { return nil }
        isOpen[next] = true
      }
      for other in further { isOpen[other] = true }
    }
  }

  private func cheapestMoves(of cell: Int, beside isOpen: [Bool]) -> [Int] {
    let levels = problem.levels(of: cell)
    func cost(_ moved: [Int]) -> Int {
      moved.reduce(0) { $0 + (isOpen[$1] ? 0 : problem.weights[$1]) }
    }
    var moved: Set<Int> = []
    for distance in [levels.above, -levels.below] where distance != 0 {
      moved.formUnion(mover.cheapestMove(of: cell, by: distance, beside: isOpen) ?? [])
    }
    if max(levels.above, levels.below) < levels.width {
      let ways = [levels.width, -levels.width].compactMap {
        mover.cheapestMove(of: cell, by: $0, beside: isOpen)
      }
      if let best = ways.min(by: { cost($0) < cost($1) }) {
        moved.formUnion(best)
      } else {
        for distance in 1..<max(2, levels.width) {
          for way in [distance, -distance] {
            moved.formUnion(mover.cheapestMove(of: cell, by: way, beside: isOpen) ?? [])
          }
        }
      }
    }
    return moved.sorted()
  }

  /// No relation may have one open cell alone: opens the cheapest beside it.
  private func openLonely(_ isOpen: inout [Bool]) {
    var isChanging = true
    while isChanging {
      isChanging = false
      for relation in problem.tables.relations {
        let members = [relation.total] + relation.parts
        let open = members.filter { isOpen[$0] }
        guard open.count == 1, problem.needsProtection[open[0]] || problem.isCandidate[open[0]],
          let next = cheapestCandidate(isOpen, among: members)
        else { continue }
        isOpen[next] = true
        isChanging = true
      }
    }
  }

  private func cheapestCandidate(_ isOpen: [Bool], among cells: some Sequence<Int>) -> Int? {
    cells.filter { problem.isCandidate[$0] && !isOpen[$0] }
      .min {
        (problem.weights[$0], problem.tables.cells[$0].count, $0)
          < (problem.weights[$1], problem.tables.cells[$1].count, $1)
      }
  }
}
