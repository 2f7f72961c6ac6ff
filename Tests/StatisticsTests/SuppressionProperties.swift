import HeedTesting
import Statistics
import Testing

struct SuppressionProperties {
  @Test func `Nobody who tries every table can work out a suppressed count`() throws {
    try forAll(count: 2000, seed: 0x5A11) { random in
      let threshold = 2 + random.below(2)
      let counts = randomTable(rows: 3, columns: 2, threshold: threshold, using: &random)
      let suppressed = counts.suppressed(threshold: threshold)
      let reader = Enumeration(suppressed, bound: 2 * threshold + 4, stopsEarly: true)
      try #require(reader.workedOut == 0, "\(counts.counts): \(printed(suppressed))")
    }
  }

  @Test func `Nobody can where zeros are small either`() throws {
    try forAll(count: 1000, seed: 0x2E20) { random in
      let threshold = 1 + random.below(2)
      let counts = randomTable(rows: 2, columns: 3, threshold: threshold, using: &random)
      let suppressed = counts.suppressed(threshold: threshold, zeroIsSmall: true)
      let reader = Enumeration(suppressed, bound: 2 * threshold + 4, stopsEarly: true)
      try #require(reader.workedOut == 0, "\(counts.counts): \(printed(suppressed))")
    }
  }

  @Test func `Nobody can under the rule of the Department for Education`() throws {
    try forAll(count: 1000, seed: 0xDFE) { random in
      let counts = randomTable(rows: 2, columns: 2, threshold: 5, using: &random)
      let suppressed = counts.suppressed()
      let reader = Enumeration(suppressed, bound: 16, stopsEarly: true)
      try #require(reader.workedOut == 0, "\(counts.counts): \(printed(suppressed))")
    }
  }

  @Test func `Nobody can who has several tables of the same things`() throws {
    try forAll(count: 80, seed: 0x70E7) { random in
      let tables = randomTables(threshold: 2, using: &random)
      let rule = SmallNumbers(threshold: 2, includesZero: random.once(in: 4))
      let suppressed = try suppressedTogether(tables, rule: rule)
      try #require(
        workedOutTogether(suppressed, bound: 8) == 0,
        "\(tables.map(\.counts)): \(suppressed.map(printed))")
    }
  }

  @Test func `The attack finds what trying every table finds`() throws {
    try forAll(count: 500, seed: 0xA77AC) { random in
      let suppressed = randomlySuppressed(threshold: 2, using: &random)
      let bound = 20
      let reader = Enumeration(suppressed, bound: bound)
      for (found, met) in zip(attack(suppressed).joined(), reader.ranges.joined()) {
        let met = try #require(met)
        try #require(found.lowerBound == met.lowerBound, "\(printed(suppressed))")
        if found.upperBound == .max {
          try #require(met.upperBound >= bound, "\(printed(suppressed))")
        } else {
          try #require(found.upperBound == met.upperBound, "\(printed(suppressed))")
        }
      }
    }
  }

  @Test func `Every printed count is the true one, and no small one is printed`() throws {
    try forAll(count: 300, seed: 0x7E11) { random in
      let counts = randomTable(rows: 7, columns: 6, threshold: 5, using: &random)
      let suppressed = counts.suppressed()
      let truth = withTotals(counts.counts).joined()
      for (cell, count) in zip(suppressed.cells.joined(), truth) {
        switch cell {
        case .count(let printed): try #require(printed == count && !(1...5).contains(count))
        case .small: try #require((1...5).contains(count))
        case .withheld: try #require(count > 0)
        }
      }
    }
  }

  @Test func `The truth lies within what can be worked out, which is never one number`() throws {
    try forAll(count: 150, seed: 0x7247) { random in
      let counts = randomTable(rows: 7, columns: 6, threshold: 5, using: &random)
      let suppressed = counts.suppressed()
      let found = attack(suppressed).joined()
      for ((cell, range), count) in zip(
        zip(suppressed.cells.joined(), found), withTotals(counts.counts).joined())
      {
        try #require(range.contains(count))
        if cell.figure == .suppressed { try #require(range.lowerBound < range.upperBound) }
      }
    }
  }

  @Test func `A table without small counts is printed whole`() throws {
    try forAll(count: 1000, seed: 0x0B16) { random in
      let height = 1 + random.below(6)
      let width = 1 + random.below(6)
      let counts = (0..<height).map { _ in
        (0..<width).map { _ in random.once(in: 3) ? 0 : 6 + random.below(100) }
      }
      let cells = table(counts).suppressed().cells
      try #require(cells == withTotals(counts).map { $0.map { .count($0) } })
    }
  }

  @Test func `The same table is always suppressed alike`() throws {
    try forAll(count: 100, seed: 0x5A3E) { random in
      let counts = randomTable(rows: 6, columns: 6, threshold: 5, using: &random)
      try #require(counts.suppressed() == counts.suppressed())
    }
  }

  /// A table with cells suppressed at random, small ones printed among them, safe or not.
  private func randomlySuppressed(
    threshold: Int, using random: inout SplitMix64
  ) -> SuppressedTable {
    let counts = randomTable(rows: 2, columns: 2, threshold: threshold, using: &random)
    let full = counts.countsWithTotals
    let cells: [[SuppressedTable.Cell]] = full.enumerated().map { i, line in
      line.enumerated().map { j, count in
        if count == 0 || random.once(in: 2) { return .count(count) }
        let isTotal = i == counts.rows.count || j == counts.columns.count
        return !isTotal && count <= threshold ? .small : .withheld
      }
    }
    do {
      return try SuppressedTable(
        rows: counts.rows, columns: counts.columns, cells: cells,
        rule: SmallNumbers(threshold: threshold))
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
