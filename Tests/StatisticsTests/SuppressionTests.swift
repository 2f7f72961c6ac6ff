import Statistics
import Testing

struct SuppressionTests {
  @Test func `T09 Of seven small groups only the two large ones print`() {
    let ethnicity = table([[18, 11, 5, 2, 1, 1, 1]]).suppressed()
    #expect(
      printed(ethnicity) == ["18 11 c c c c c 39", "18 11 c c c c c 39"])
    let ranges = attack(ethnicity)[0]
    #expect(ranges[2...6].allSatisfy { $0 == 1...5 })
    #expect(39 - 18 - 11 == 10, "the sum of the suppressed is no secret")
  }

  @Test func `T10 One small age band takes the next smallest with it`() {
    let ages = table([[11], [30], [4]]).suppressed()
    #expect(printed(ages) == ["c c", "30 30", "c c", "45 45"])
    #expect(attack(ages).map { $0[0] } == [10...14, 30...30, 1...5, 45...45])
  }

  @Test func `T10 One small sex takes the other with it`() {
    let sexes = table([[44], [1]]).suppressed()
    #expect(printed(sexes) == ["c c", "c c", "45 45"])
    #expect(attack(sexes).map { $0[0] } == [40...44, 1...5, 45...45])
  }

  @Test func `A zero is printed, unless zeros are small`() {
    #expect(printed(table([[0, 20, 30]]).suppressed()) == ["0 20 30 50", "0 20 30 50"])
    #expect(
      printed(table([[0, 20, 30]]).suppressed(zeroIsSmall: true)) == ["c c 30 50", "c c 30 50"])
  }

  @Test func `The threshold itself is small and the next count is not`() {
    #expect(printed(table([[5, 5, 6, 40]]).suppressed())[0] == "c c c 40 56")
    #expect(printed(table([[6, 7, 40]]).suppressed())[0] == "6 7 40 53")
    #expect(printed(table([[9, 10, 30]]).suppressed(threshold: 10))[0] == "c c 30 49")
  }

  @Test func `Two counts whose sum leaves one possibility take a third with them`() {
    #expect(printed(table([[1, 1, 20, 30]]).suppressed())[0] == "c c c 30 52")
    #expect(printed(table([[5, 5, 20, 30]]).suppressed())[0] == "c c c 30 60")
    #expect(printed(table([[1, 2, 20, 30]]).suppressed())[0] == "c c 20 30 53")
  }

  @Test func `That the next smallest is above the threshold gives nothing away`() {
    let suppressed = table([[1, 6, 30, 40]]).suppressed()
    #expect(printed(suppressed)[0] == "c c 30 40 77")
    #expect(attack(suppressed)[0][0...1] == [1...5, 2...6])
  }

  @Test func `One small count among large ones is hidden in a rectangle`() {
    let suppressed = table([[3, 20, 60], [30, 40, 70], [80, 90, 99]]).suppressed()
    #expect(
      printed(suppressed) == [
        "c c 60 83", "c c 70 140", "80 90 99 269", "113 150 229 492",
      ])
    #expect(attack(suppressed)[0][0] == 1...5)
  }

  @Test func `Where zeros leave nothing else, totals are withheld`() {
    #expect(
      printed(table([[3, 0, 0], [0, 20, 30], [40, 50, 60]]).suppressed()) == [
        "c 0 0 c", "0 c 30 c", "c c 60 150", "43 70 90 203",
      ])
    #expect(printed(table([[3, 0], [0, 30]]).suppressed()) == ["c 0 c", "0 30 30", "c 30 c"])
  }

  @Test func `A small total is suppressed with its counts`() {
    let three = table([[1, 2]]).suppressed()
    #expect(printed(three) == ["c c c", "c c c"])
    #expect(attack(three)[0] == [1...5, 1...5, 2...10])
    #expect(printed(table([[3]]).suppressed()) == ["c c", "c c"])
  }

  @Test func `Five ones do not give themselves away by their total`() {
    let ones = table([[1, 1, 1, 1, 1]]).suppressed()
    #expect(printed(ones)[0] == "c c c c c c")
    #expect(attack(ones)[0][0] == 1...5)
  }

  @Test func `A table of nothing is printed`() {
    #expect(printed(table([[0, 0], [0, 0]]).suppressed()) == ["0 0 0", "0 0 0", "0 0 0"])
  }

  @Test func `Lines taken together give away what no single line does`() throws {
    // Rows 1 and 2 less columns 1 and 2 leave the one cell that is suppressed in the third column.
    let cells: [[SuppressedTable.Cell]] = [
      [.withheld, .withheld, .small, .count(40)],
      [.withheld, .withheld, .count(20), .count(60)],
      [.count(30), .count(30), .withheld, .count(75)],
      [.count(70), .count(65), .count(40), .count(175)],
    ]
    let suppressed = try SuppressedTable(
      rows: ["a", "b", "c"], columns: ["x", "y", "z"], cells: cells)
    #expect(attack(suppressed)[0][2] == 5...5)
    #expect(suppressed.givesAwayCounts)
  }

  @Test func `A table that no counts agree with is refused`() {
    #expect(throws: TableError.contradictory) {
      try SuppressedTable(
        rows: ["a"], columns: ["x", "y"],
        cells: [
          [.count(7), .small, .count(20)],
          [.count(7), .withheld, .count(20)],
        ])
    }
  }
}
