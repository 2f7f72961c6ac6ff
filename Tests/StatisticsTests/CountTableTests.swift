import Statistics
import Testing

struct CountTableTests {
  @Test func `Totals stand at the end of rows and columns`() {
    let warnings = table([[1, 2, 3], [4, 5, 6]])
    #expect(warnings.rowTotals == [6, 15])
    #expect(warnings.columnTotals == [5, 7, 9])
    #expect(warnings.grandTotal == 21)
    #expect(warnings.countsWithTotals == [[1, 2, 3, 6], [4, 5, 6, 15], [5, 7, 9, 21]])
  }

  @Test func `Observations are counted by name`() throws {
    let warnings = try CountTable(
      rows: ["under 10", "10 to 15"], columns: ["open", "decided"],
      counting: [("under 10", "open"), ("10 to 15", "open"), ("under 10", "open")])
    #expect(warnings.counts == [[2, 0], [1, 0]])
  }

  @Test func `An observation that belongs nowhere is refused`() {
    #expect(throws: TableError.unknownName("16 to 17")) {
      try CountTable(rows: ["under 10"], columns: ["open"], counting: [("16 to 17", "open")])
    }
  }

  @Test func `What does not make a table is refused`() {
    #expect(throws: TableError.empty) { try CountTable(rows: [], columns: ["x"], counts: []) }
    #expect(throws: TableError.empty) { try CountTable(rows: ["a"], columns: [], counts: [[]]) }
    #expect(throws: TableError.repeatedName("a")) {
      try CountTable(rows: ["a", "a"], columns: ["x"], counts: [[1], [2]])
    }
    #expect(throws: TableError.shape(rows: 1, columns: 2)) {
      try CountTable(rows: ["a"], columns: ["x", "y"], counts: [[1]])
    }
    #expect(throws: TableError.negative(row: "a", column: "y")) {
      try CountTable(rows: ["a"], columns: ["x", "y"], counts: [[1, -1]])
    }
    #expect(throws: TableError.tooLarge) {
      try CountTable(rows: ["a"], columns: ["x", "y"], counts: [[.max, .max]])
    }
  }

  @Test func `An error says what to do`() {
    #expect(
      TableError.shape(rows: 2, columns: 3).description
        == "the cells do not fit; give 2 lists, each of 3 cells")
    #expect(
      TableError.negative(row: "a", column: "y").description
        == "the count in row 'a', column 'y' is below zero; count again")
  }
}
