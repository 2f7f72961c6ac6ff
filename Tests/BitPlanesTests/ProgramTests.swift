import BitPlanes
import EvidenceLogic
import HeedTesting
import Testing

/// A program beside the evaluator, row by row.
@Suite struct ProgramTests {
  /// Row counts on both sides of the edges of words and tiles.
  static let rowCounts: [Int] = {
    let tile = Planes.rowsPerTile
    return [0, 1, 2, 63, 64, 65, 127, 128, 129, 511, 512, 513] + [
      tile - 1, tile, tile + 1, 2 * tile - 1, 2 * tile, 2 * tile + 65,
    ]
  }()

  /// A table in which each bit is set about every second or every seventh time.
  static func table(planes: Int, rows: Int, using random: inout SplitMix64) -> Planes {
    var table = Planes(planes: planes, rows: rows)
    let isThin = random.once(in: 2)
    for plane in 0..<planes {
      for word in 0..<table.wordCount {
        let bits = isThin ? random.next() & random.next() & random.next() : random.next()
        table.setWord(word, of: plane, to: bits)
      }
    }
    return table
  }

  static func evidence(_ table: Planes, _ row: Int) -> (Int) -> Evidence<Bool> {
    { Evidence(for: table[$0 * 2, row], against: table[$0 * 2 + 1, row]) }
  }

  static func compare(
    _ roots: [Formula<Int>], leaves: Int, _ table: Planes, rows: some Sequence<Int>,
    kernel: Kernel
  ) throws {
    let states = PlaneProgram(roots: roots, leaves: leaves, question: .state)
      .answers(to: table, kernel: kernel)
    let both = PlaneProgram(roots: roots, leaves: leaves, question: .evidence)
      .answers(to: table, kernel: kernel)
    for row in rows {
      let evidence = Self.evidence(table, row)
      for (index, root) in roots.enumerated() {
        try #require(
          states.state(ofRoot: index, row: row) == root.state(evidence), "\(root), row \(row)")
        try #require(
          both.evidence(onRoot: index, row: row) == root.evaluate(evidence), "\(root), row \(row)")
      }
    }
  }

  @Test(
    "States and evidence are those of the evaluator, for random formulas and every number of rows",
    arguments: Kernel.allCases)
  func states(_ kernel: Kernel) throws {
    try forAll(count: 60, seed: 800) { random in
      let leaves = 1 + random.below(9)
      let rows = Self.rowCounts[random.below(Self.rowCounts.count)]
      let roots = (0..<random.below(5)).map { _ in
        randomFormula(leaves: leaves, depth: 1 + random.below(4), using: &random)
      }
      let table = Self.table(planes: leaves * 2, rows: rows, using: &random)
      let edges = [0, 1, 63, 64, rows - 65, rows - 64, rows - 1].filter { (0..<rows).contains($0) }
      let some = rows == 0 ? [] : (0..<20).map { _ in random.below(rows) }
      try Self.compare(roots, leaves: leaves, table, rows: edges + some, kernel: kernel)
    }
  }

  @Test("Every combination of four values on three leaves is answered as by the evaluator")
  func everyCombination() throws {
    var table = Planes(planes: 6)
    for number in 0..<64 { table.append((0..<6).filter { number >> $0 & 1 == 1 }) }
    try forAll(count: 150, seed: 801) { random in
      let root = randomFormula(leaves: 3, depth: 4, using: &random)
      try Self.compare([root], leaves: 3, table, rows: 0..<64, kernel: .c)
    }
  }

  @Test("What is met without opposition is that of `support`", arguments: Kernel.allCases)
  func support(_ kernel: Kernel) throws {
    try forAll(count: 60, seed: 802) { random in
      let leaves = 1 + random.below(9)
      let roots = (0..<3).map { _ in randomFormula(leaves: leaves, depth: 4, using: &random) }
      let table = Self.table(planes: leaves, rows: 130, using: &random)
      let answers = PlaneProgram(roots: roots, leaves: leaves, question: .support)
        .answers(to: table, kernel: kernel)
      for row in 0..<130 {
        for (index, root) in roots.enumerated() {
          try #require(
            answers.isMet(index, row: row) == root.support { table[$0, row] }, "\(root), row \(row)"
          )
        }
      }
    }
  }

  @Test(
    "At least N of many is right for every N, where one instruction does it and where it is added up"
  )
  func atLeast() throws {
    var random = SplitMix64(seed: 803)
    for count in [1, 2, 3, 7, 16, 17, 19, 33] {
      // Some leaves are named twice and count twice.
      let leaves = (0..<count).map { Formula.leaf($0 * 3 / 4) }
      let roots = (-1...(count + 1)).map { Formula.atLeast($0, leaves) }
      var table = Planes(planes: count * 2)
      for row in 0..<40 {
        table.append((0..<(count * 2)).filter { _ in random.below(40) < row })
      }
      for kernel in Kernel.allCases {
        try Self.compare(roots, leaves: count, table, rows: 0..<40, kernel: kernel)
      }
    }
  }

  @Test("Equal roots, roots within roots, single leaves and constants are all answered")
  func unusualRoots() throws {
    let inner = Formula.all([.leaf(0), .leaf(1)])
    let roots: [Formula<Int>] = [
      inner, inner, .any([inner, .leaf(2)]), .leaf(2), .leaf(2), .not(.leaf(0)), .always, .never,
      .not(.always), .atLeast(0, []), .atLeast(1, []), .all([.leaf(0), .not(.leaf(0))]),
      .all([inner]),
    ]
    var random = SplitMix64(seed: 804)
    let table = Self.table(planes: 6, rows: 100, using: &random)
    for kernel in Kernel.allCases {
      try Self.compare(roots, leaves: 3, table, rows: 0..<100, kernel: kernel)
    }
  }

  @Test("No roots, no leaves and no rows are allowed")
  func nothing() {
    let none = PlaneProgram(roots: [], leaves: 0, question: .state)
    #expect(none.answers(to: Planes(planes: 0, rows: 10), threads: 2).rowCount == 10)
    let constant = PlaneProgram(roots: [.always], leaves: 0, question: .state)
    #expect(constant.answers(to: Planes(planes: 0, rows: 70)).count(of: .evidenced, root: 0) == 70)
    #expect(constant.answers(to: Planes(planes: 0)).count(of: .evidenced, root: 0) == 0)
  }

  @Test("Lists in which nothing is set are answered as well")
  func emptyLists() {
    var rows = SparseRows(planes: 2)
    for _ in 0..<(Planes.rowsPerTile + 70) { rows.append([]) }
    let program = PlaneProgram(roots: [.leaf(0), .always], leaves: 1, question: .state)
    let answers = program.answers(to: rows, threads: 2)
    #expect(answers.count(of: .notYetEvidenced, root: 0) == rows.rowCount)
    #expect(answers.count(of: .evidenced, root: 1) == rows.rowCount)
    #expect(program.answers(to: SparseRows(planes: 2)).rowCount == 0)
  }

  @Test("Bits past the last row are zero in what is given out, whatever the formula says of them")
  func tail() {
    for rows in Self.rowCounts {
      let program = PlaneProgram(roots: [.always, .not(.never)], leaves: 1, question: .evidence)
      var answers = program.answers(to: Planes(planes: 2, rows: rows))
      for root in 0..<2 {
        #expect(answers.planes.count(of: root * 2) == rows)
        #expect(answers.planes.count(of: root * 2 + 1) == 0)
      }
      // Used again for fewer rows, no old bit shines through.
      program.answer(Planes(planes: 2, rows: rows / 2), into: &answers)
      #expect(answers.planes.count(of: 0) == rows / 2)
    }
  }

  @Test("Both kernels, one thread and several, table and lists give the same answers")
  func same() throws {
    try forAll(count: 30, seed: 805) { random in
      let leaves = 1 + random.below(40)
      let rows = Self.rowCounts[random.below(Self.rowCounts.count)]
      let roots = (0..<4).map { _ in randomFormula(leaves: leaves, depth: 5, using: &random) }
      let table = Self.table(planes: leaves * 2, rows: rows, using: &random)
      var sparse = SparseRows(planes: leaves * 2)
      for row in 0..<rows { sparse.append(table.planes(ofRow: row).shuffled(using: &random)) }
      try #require(sparse.planes == table)
      let program = PlaneProgram(roots: roots, leaves: leaves, question: .state)
      let answers = program.answers(to: table, kernel: .swift)
      for kernel in Kernel.allCases {
        for threads in [1, 2, 5] {
          try #require(program.answers(to: table, kernel: kernel, threads: threads) == answers)
          try #require(program.answers(to: sparse, kernel: kernel, threads: threads) == answers)
        }
      }
    }
  }

  @Test("Parts that are alike are worked out once, and slots are used again")
  func sharing() {
    let shared = Formula.atLeast(2, (0..<5).map(Formula.leaf))
    let roots = (5..<25).map { Formula.all([shared, .leaf($0)]) }
    let program = PlaneProgram(roots: roots, leaves: 25, question: .support)
    #expect(program.instructionCount == 21)
    #expect(program.slotCount == 1)
    // A chain needs no more than it holds at one time.
    let chain = (0..<50).reduce(Formula.leaf(0)) { .any([.all([$0, .leaf($1)]), .leaf($1 + 1)]) }
    #expect(PlaneProgram(roots: [chain], leaves: 51, question: .support).slotCount <= 2)
  }
}
