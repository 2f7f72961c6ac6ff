import Statistics
import Testing

struct SuppressionOfSeveralTests {
  @Test func `A total that one table suppresses is printed in none`() throws {
    let ages = table([[3, 0, 40], [0, 20, 50], [0, 30, 60]])
    let bodies = table([[3, 0, 100], [0, 50, 50]])
    #expect(printed(ages.suppressed()).last == "c c 150 203")
    #expect(printed(bodies.suppressed()).last == "c 50 c 203")
    let together = try suppressedTogether([ages, bodies])
    let totals = together.map { printed($0).last }
    #expect(totals == ["c c 150 203", "c c 150 203"])
  }

  @Test func `Tables without small counts are printed whole`() throws {
    let bodies = table([[7, 12], [13, 8]])
    let together = try suppressedTogether([table([[20, 20]]), bodies])
    #expect(printed(together[0]) == ["20 20 40", "20 20 40"])
    #expect(printed(together[1]) == ["7 12 19", "13 8 21", "20 20 40"])
  }

  @Test func `Five ones by age and one five by body are protected together`() throws {
    let ages = table([[1], [1], [1], [1], [1]])
    let bodies = table([[5]])
    let together = try suppressedTogether([ages, bodies])
    #expect(together[0].figures.joined().allSatisfy { $0 == .suppressed })
    #expect(together[1].figures.joined().allSatisfy { $0 == .suppressed })
    #expect(attack(together[0])[0][0].upperBound > 1)
  }

  @Test func `Tables of different things are refused`() throws {
    #expect(throws: TableError.differentTotals(column: "column 0")) {
      try suppressedTogether([table([[10, 20]]), table([[11, 20]])])
    }
    #expect(throws: TableError.differentColumns) {
      try suppressedTogether([table([[10, 20]]), table([[10]])])
    }
  }

  @Test func `No tables are suppressed to no tables`() throws {
    #expect(try suppressedTogether([]).isEmpty)
  }
}
