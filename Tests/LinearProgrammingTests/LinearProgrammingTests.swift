import HeedTesting
import LinearProgramming
import Testing

struct LinearProgrammingTests {
  @Test func `The least cost is found, and what a row is worth`() throws {
    // 4x + 3y, x + y at least 4, x at least 1.
    let program = LinearProgram(
      columns: [.init(1...(.infinity), cost: 4), .init(0...(.infinity), cost: 3)],
      rows: [.init([.init(0, 1), .init(1, 1)], 4...(.infinity))])
    let simplex = Simplex(program)
    #expect(simplex.minimise() == .best(values: [1, 3], cost: 13))
    #expect(simplex.rowPrices == [3])
  }

  @Test func `Other costs and bounds are solved from where the last ended`() throws {
    let program = LinearProgram(
      columns: [.init(0...10), .init(0...10)], rows: [.init([.init(0, 1), .init(1, 1)], 8...8)])
    let simplex = Simplex(program)
    simplex.setCosts([1, 0])
    #expect(simplex.minimise().values == [0, 8])
    simplex.setCosts([-1, 0])
    #expect(simplex.minimise().values == [8, 0])
    simplex.setBounds(least: [0, 3], greatest: [10, 10])
    #expect(simplex.minimise().values == [5, 3])
  }

  @Test func `What cannot be is told from what has no end`() {
    let impossible = LinearProgram(
      columns: [.init(0...1, isWhole: true)], rows: [.init([.init(0, 1)], 2...3)])
    #expect(Simplex(impossible).minimise() == .impossible)
    #expect(impossible.solved() == .impossible)
    let endless = LinearProgram(columns: [.init(0...(.infinity), cost: -1)], rows: [])
    #expect(Simplex(endless).minimise() == .unbounded)
  }

  @Test func `Whole numbers are whole: two of three halves are no answer`() throws {
    // x + y + z = 2 twice over, each at most once, in pairs that add up to one and a half in halves.
    let pairs = [(0, 1), (1, 2), (0, 2)]
    let program = LinearProgram(
      columns: (0..<3).map { _ in .init(0...1, cost: 1, isWhole: true) },
      rows: pairs.map { .init([.init($0.0, 1), .init($0.1, 1)], 1...(.infinity)) })
    guard case .best(_, let halves) = Simplex(program).minimise() else {
      Issue.record("there is a least cost")
      return
    }
    #expect(abs(halves - 1.5) < 1e-9)
    guard case .best(let values, let cost) = program.solved() else {
      Issue.record("there is a least cost in whole numbers")
      return
    }
    #expect(cost.rounded() == 2 && values.allSatisfy { abs($0 - $0.rounded()) < 1e-6 })
  }

  @Test func `A programme of nothing is solved, and one that asks something of nothing is not`() {
    #expect(LinearProgram(columns: [], rows: []).solved() == .best(values: [], cost: 0))
    #expect(LinearProgram(columns: [], rows: [.init([], 1...1)]).solved() == .impossible)
  }

  @Test func `Whole numbers cost what trying all of them says`() throws {
    try forAll(count: 60, seed: 0xCBC) { random in
      let count = 1 + random.below(8)
      let costs = (0..<count).map { _ in 1 + random.below(9) }
      let rows = (0...random.below(5)).map { _ in
        (members: (0..<count).filter { _ in random.once(in: 2) }, least: random.below(3))
      }
      var least: Int?
      for choice in 0..<(1 << count) {
        let isChosen = { (column: Int) in choice >> column & 1 == 1 }
        guard rows.allSatisfy({ $0.members.count(where: isChosen) >= $0.least }) else { continue }
        let cost = costs.indices.filter(isChosen).reduce(0) { $0 + costs[$1] }
        least = min(least ?? cost, cost)
      }
      let program = LinearProgram(
        columns: costs.map { .init(0...1, cost: Double($0), isWhole: true) },
        rows: rows.map { row in
          .init(row.members.map { .init($0, 1) }, Double(row.least)...(.infinity))
        })
      switch program.solved() {
      case .best(_, let cost): try #require(Int(cost.rounded()) == least)
      case .impossible: try #require(least == nil)
      case let other: Issue.record("\(other)")
      }
    }
  }
}
