import HeedTesting
import Statistics
import TableSuppression
import Testing

struct TableSuppressionProperties {
  /// Ten thousand tables with `HEED_LONG=1`, each by both methods; then the times are printed too.
  @Test func `Nothing can be worked out of linked tables, and greedy never suppresses fewer`()
    throws
  {
    var times: [Duration] = []
    var fewer = 0
    var proven = 0
    try forAll(count: 200, seed: 0x11A8) { random in
      let tables = randomLinkedTables(threshold: 5, using: &random)
      let begun = ContinuousClock.now
      let fewest = try tables.suppressed()
      times.append(ContinuousClock.now - begun)
      let greedy = try tables.suppressed(method: .greedy)
      if fewest.choice == .fewest { proven += 1 }
      try #require(fewest.suppressed.count <= greedy.suppressed.count)
      if fewest.suppressed.count < greedy.suppressed.count { fewer += 1 }
      for result in [fewest, greedy] {
        let deductions = attack(result.published)
        try #require(!deductions.givesAway(result))
        for (position, cell) in tables.cells.enumerated() {
          try #require(deductions[position].least <= cell.count)
          try #require(deductions[position].greatest >= cell.count)
          if (1...5).contains(cell.count) { try #require(result.suppressed.contains(position)) }
          if cell.count == 0 { try #require(!result.suppressed.contains(position)) }
        }
      }
    }
    #expect(fewer > 0)
    // A busy machine may run out of time on one of thousands.
    #expect(proven * 1000 >= times.count * 998)
    if isLong {
      times.sort()
      print(
        "\(times.count) tables, proven \(proven), in fewer cells than greedy \(fewer): median \(times[times.count / 2]),",
        "99 of 100 within \(times[times.count * 99 / 100]), longest \(times[times.count - 1])")
    }
  }

  @Test func `The attack finds what trying every table finds`() throws {
    var compared = 0
    try forAll(count: 80, seed: 0xA77C) { random in
      let tables = randomLinkedTables(threshold: 2, using: &random)
      let rule = SmallNumbers(threshold: 2)
      let isSuppressed = tables.cells.map { $0.count > 0 && !random.once(in: 3) }
      let published = tables.published(suppressing: isSuppressed, rule: rule)
      let bound = tables.cells.map(\.count).max()! + 2
      let reader = Enumeration(published, bound: bound)
      let further = Enumeration(published, bound: bound + 6)
      if further.isTired { return }
      compared += 1
      for (cell, found) in attack(published).enumerated() where isSuppressed[cell] {
        let met = try #require(reader.ranges[cell])
        try #require(found.least == met.lowerBound, "\(published)")
        if found.greatest == .max {
          try #require(further.ranges[cell]!.upperBound > met.upperBound, "\(published)")
        } else {
          try #require(found.greatest == met.upperBound, "\(published)")
        }
        try #require(found.isOpen == (met.lowerBound < met.upperBound), "\(published)")
      }
    }
    #expect(compared > 15)
  }

  @Test func `On tables of two ways, the attack finds what the exact attack by flows finds`() throws
  {
    try forAll(count: 150, seed: 0xF105) { random in
      let counts = randomTable(using: &random)
      let exact = counts.suppressed()
      let cells = exact.cells.joined().map { cell -> PublishedTables.Cell in
        switch cell {
        case .count(let count): .count(count)
        case .small: .small
        case .withheld: .withheld
        }
      }
      let tables = try LinkedTables([("table", counts)])
      let published = try PublishedTables(
        names: tables.cells.map(\.name), cells: Array(cells), relations: tables.relations)
      for (range, found) in zip(attack(exact).joined(), attack(published)) {
        try #require(range.lowerBound == found.least && range.upperBound == found.greatest)
      }
    }
  }

  @Test func `Tables of two ways take no more cells than by cheapest paths`() throws {
    var fewer = 0
    try forAll(count: 100, seed: 0x2A75) { random in
      let counts = randomTable(using: &random)
      let byPaths = counts.suppressed().cells.joined().count { $0.figure == .suppressed }
      let result = try LinkedTables([("table", counts)]).suppressed()
      try #require(result.suppressed.count <= byPaths)
      if result.suppressed.count < byPaths { fewer += 1 }
    }
    #expect(fewer > 0)
  }

  @Test func `The fewest cells are as few as trying every set of them says`() throws {
    var compared = 0
    try forAll(count: 120, seed: 0xFE57) { random in
      let tables = randomLinkedTables(threshold: 2, using: &random)
      let rule = SmallNumbers(threshold: 2)
      let open = tables.cells.count { $0.count > 2 }
      guard open <= 8, tables.cells.contains(where: { rule.range.contains($0.count) }) else {
        return
      }
      let result = try tables.suppressed(rule: rule)
      guard result.readersKnowSmall else { return }
      compared += 1
      try #require(result.suppressed.count == tables.fewestByTrying(rule: rule))
    }
    #expect(compared > 20)
  }

  @Test func `Levels of protection are met as far as whole tables go`() throws {
    try forAll(count: 60, seed: 0x1E7E) { random in
      let tables = randomLinkedTables(threshold: 5, using: &random)
      let levels = ProtectionLevels(above: random.below(2), width: 1 + random.below(3))
      let result: LinkedSuppression
      do {
        result = try tables.suppressed(protection: levels)
      } catch {
        return  // a five that is known to be small has nothing above it
      }
      let deductions = attack(result.published)
      for (position, cell) in tables.cells.enumerated() where (1...5).contains(cell.count) {
        let found = deductions[position]
        try #require(found.greatest - cell.count >= levels.above)
        try #require(found.greatest - found.least >= levels.width)
      }
    }
  }

  @Test func `The same tables are always suppressed alike`() throws {
    try forAll(count: 30, seed: 0x5A3E) { random in
      let tables = randomLinkedTables(threshold: 5, using: &random)
      try #require(try tables.suppressed() == tables.suppressed())
    }
  }

  @Test func `Several tables share the totals of their columns`() throws {
    let ages = table([[3, 0, 40], [0, 20, 50], [0, 30, 60]])
    let bodies = table([[3, 0, 100], [0, 50, 50]])
    let tables = try LinkedTables([("age", ages), ("body", bodies)], sharedColumns: true)
    #expect(tables.cells.count == 4 * 4 + 2 * 4)
    let result = try tables.suppressed()
    #expect(!attack(result.published).givesAway(result))
    let flows = try suppressedTogether([ages, bodies])
    let byFlows =
      flows[0].cells.joined().count { $0.figure == .suppressed }
      + flows[1].cells.dropLast().joined().count { $0.figure == .suppressed }
    #expect(result.suppressed.count <= byFlows)
    let other = table([[4, 0, 100], [0, 50, 50]])
    #expect(throws: LinkedTablesError.doesNotAddUp("age / total / column 0")) {
      try LinkedTables([("age", ages), ("other", other)], sharedColumns: true)
    }
  }
}

private func randomTable(using random: inout SplitMix64) -> CountTable {
  let width = 1 + random.below(5)
  return table(
    (0...random.below(5)).map { _ in
      (0..<width).map { _ in random.once(in: 4) ? 0 : random.below(16) }
    })
}

private func table(_ counts: [[Int]]) -> CountTable {
  do {
    return try CountTable(
      rows: counts.indices.map { "row \($0)" }, columns: counts[0].indices.map { "column \($0)" },
      counts: counts)
  } catch {
    preconditionFailure("\(error)")
  }
}
