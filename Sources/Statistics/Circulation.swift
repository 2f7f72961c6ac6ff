/// The counts of a table as a flow that goes round: total → rows → columns → total.
///
/// Each cell, totals included, is an arc, and what flows into a node flows out of it; so every row and column adds up.
/// With whole bounds on the arcs, whole flows reach every bound that any flow reaches, and every whole number between
/// the least and the greatest count of a cell is the count of that cell in some table.
///
/// - Source: L. H. Cox, "Network models for complementary cell suppression", Journal of the American Statistical
///   Association 90 (1995); Ahuja, Magnanti and Orlin, "Network Flows" (1993), chapters 6 and 9.
struct Circulation {
  struct Arc {
    let tail: Int
    let head: Int
    /// `Int.max` above means that there is no bound.
    var bounds: ClosedRange<Int>
    var count: Int
  }

  /// An arc, followed upwards in count or backwards and downwards.
  struct Step {
    let arc: Int
    let isUp: Bool
  }

  /// One for each cell, row by row.
  var arcs: [Arc] = []
  private var steps: [[Step]]

  /// - Parameters:
  ///   - counts: with totals; nil to begin each cell at its lower bound.
  ///   - bounds: the counts that each cell may stand for, with totals.
  init(counts: [[Int]]?, bounds: [[ClosedRange<Int>]]) {
    let rows = bounds.count - 1
    let columns = bounds[0].count - 1
    let source = rows + columns
    let sink = source + 1
    steps = Array(repeating: [], count: sink + 1)
    for i in 0...rows {
      for j in 0...columns {
        let tail = j < columns ? (i < rows ? i : rows + j) : (i < rows ? source : sink)
        let head = i < rows ? (j < columns ? rows + j : i) : (j < columns ? sink : source)
        steps[tail].append(Step(arc: arcs.count, isUp: true))
        steps[head].append(Step(arc: arcs.count, isUp: false))
        let count = counts.map { $0[i][j] } ?? bounds[i][j].lowerBound
        arcs.append(Arc(tail: tail, head: head, bounds: bounds[i][j], count: count))
      }
    }
  }

  /// Some counts that agree with everything printed; nil if there are none.
  init?(agreeingWith table: SuppressedTable) {
    self.init(counts: nil, bounds: table.cells.map { $0.map(table.rule.candidates) })
    // Where more flows in than out, push the rest on to where it is missing.
    var excess = steps.map { _ in 0 }
    for arc in arcs {
      excess[arc.head] += arc.count
      excess[arc.tail] -= arc.count
    }
    for from in excess.indices {
      for to in excess.indices where excess[from] > 0 && excess[to] < 0 {
        let pushed = push(from: from, to: to, upTo: min(excess[from], -excess[to]))
        excess[from] -= pushed
        excess[to] += pushed
      }
      if excess[from] > 0 { return nil }
    }
  }

  /// By how much the count of an arc can change in this direction before it meets its own bound.
  func room(_ step: Step) -> Int {
    let arc = arcs[step.arc]
    if !step.isUp { return arc.count - arc.bounds.lowerBound }
    return arc.bounds.upperBound == .max ? .max : arc.bounds.upperBound - arc.count
  }

  func end(_ step: Step) -> Int { step.isUp ? arcs[step.arc].head : arcs[step.arc].tail }

  func start(_ step: Step) -> Int { step.isUp ? arcs[step.arc].tail : arcs[step.arc].head }

  /// The least and the greatest count that the cell can have while all others keep to their bounds.
  func range(of arc: Int) -> ClosedRange<Int> {
    func change(_ step: Step) -> Int {
      var copy = self
      return copy.push(from: end(step), to: start(step), avoiding: arc, upTo: room(step))
    }
    let up = change(Step(arc: arc, isUp: true))
    let count = arcs[arc].count
    return (count - change(Step(arc: arc, isUp: false)))...(up == .max ? .max : count + up)
  }

  /// Sends as much as it can, and no more than `limit`, from one node to another; `Int.max` if there is no bound.
  private mutating func push(from: Int, to: Int, avoiding: Int? = nil, upTo limit: Int) -> Int {
    var sent = 0
    while sent < limit, let path = shortestPath(from: from, to: to, avoiding: avoiding) {
      let amount = path.map(room).reduce(limit == .max ? .max : limit - sent, min)
      if amount == .max { return .max }
      for step in path { arcs[step.arc].count += step.isUp ? amount : -amount }
      sent += amount
    }
    return sent
  }

  /// A path of fewest steps on which every count can change.
  private func shortestPath(from: Int, to: Int, avoiding: Int?) -> [Step]? {
    cheapestPath(from: from, to: to, avoiding: avoiding) { step in
      room(step) > 0 ? Price(totals: 0, counts: 1) : nil
    }
  }

  /// What it costs to withhold counts: first by how many totals, then by how much is counted in them.
  struct Price: Comparable {
    var totals: Int
    var counts: Int

    static let free = Price(totals: 0, counts: 0)

    static func < (a: Price, b: Price) -> Bool { (a.totals, a.counts) < (b.totals, b.counts) }

    static func + (a: Price, b: Price) -> Price {
      Price(totals: a.totals + b.totals, counts: a.counts + b.counts)
    }
  }

  /// The path of the lowest price (Dijkstra); among equals the one that position favours.
  ///
  /// - Parameter price: nil where there is no way.
  func cheapestPath(
    from: Int, to: Int, avoiding: Int?, price: (Step) -> Price?
  ) -> [Step]? {
    var reached: [(price: Price, by: Step?)?] = steps.map { _ in nil }
    var isSettled = steps.map { _ in false }
    reached[from] = (.free, nil)
    while true {
      var nearest: (node: Int, price: Price)?
      for (node, entry) in reached.enumerated() {
        guard let entry, !isSettled[node] else { continue }
        if let best = nearest, best.price <= entry.price { continue }
        nearest = (node, entry.price)
      }
      guard let nearest else { return nil }
      if nearest.node == to { break }
      isSettled[nearest.node] = true
      for step in steps[nearest.node] where step.arc != avoiding && !isSettled[end(step)] {
        guard let toll = price(step) else { continue }
        let sum = nearest.price + toll
        if let known = reached[end(step)], known.price <= sum { continue }
        reached[end(step)] = (sum, step)
      }
    }
    var path: [Step] = []
    var node = to
    while let step = reached[node]?.by {
      path.append(step)
      node = start(step)
    }
    return path.reversed()
  }
}
