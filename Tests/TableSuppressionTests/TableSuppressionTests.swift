import HeedTesting
import Statistics
import TableSuppression
import Testing

struct TableSuppressionTests {
  @Test func `A small count beside one total takes the fewest others with it`() throws {
    let ages = try CountTable(
      rows: ["under 18", "24 to 34", "over 35"], columns: ["people"], counts: [[11], [30], [4]])
    let result = try LinkedTables([("age", ages)]).suppressed()
    #expect(result.choice == .fewest && result.readersKnowSmall)
    // One other row in both of its cells, beside the small one in both of its own.
    #expect(figures(result) == ["c", "c", "30", "30", "c", "c", "45", "45"])
  }

  @Test func `A small part under one total takes that total, and so on upwards`() throws {
    let tables = try LinkedTables(
      cells: [.init("all", 45), .init("men", 44), .init("women", 1)],
      relations: [.init(total: 0, parts: [1, 2])])
    #expect(figures(try tables.suppressed()) == ["45", "c", "c"])
  }

  @Test func `A zero is printed and protects nobody`() throws {
    let tables = try LinkedTables(
      cells: [.init("all", 43), .init("a", 40), .init("b", 3), .init("c", 0)],
      relations: [.init(total: 0, parts: [1, 2, 3])])
    #expect(figures(try tables.suppressed()) == ["43", "c", "c", "0"])
  }

  @Test func `Where zeros are small, they are suppressed like other small counts`() throws {
    let tables = try LinkedTables(
      cells: [.init("all", 40), .init("a", 40), .init("b", 0)],
      relations: [.init(total: 0, parts: [1, 2])])
    let result = try tables.suppressed(rule: SmallNumbers(includesZero: true))
    #expect(figures(result) == ["40", "c", "c"])
  }

  @Test func `Five ones under a five are held from those who cannot tell what is small`() throws {
    let ones = (1...5).map { LinkedTables.Cell("row \($0)", 1) }
    let tables = try LinkedTables(
      cells: [.init("all", 5, role: .suppressed(1...5))] + ones,
      relations: [.init(total: 0, parts: Array(1...5))])
    #expect(throws: UnprotectedCounts.self) { try tables.suppressed() }
    let free = try LinkedTables(
      cells: [.init("all", 5)] + ones, relations: [.init(total: 0, parts: Array(1...5))])
    let result = try free.suppressed()
    #expect(result.suppressed.count == 6)
    // The total's sign is not known to be small, so ones may be twos.
    #expect(result.readersKnowSmall)
    let alike = try LinkedTables(
      cells: [.init("by age", 5), .init("by body", 5), .init("body", 5)] + ones,
      relations: [
        .init(total: 0, parts: Array(3...7)), .init(total: 1, parts: [2]),
        .init(total: 0, parts: [1]),
      ])
    let together = try alike.suppressed()
    #expect(!together.readersKnowSmall && together.suppressed.count == 8)
  }

  @Test func `What is printed in any case may give a count away, and then its name is said`() throws
  {
    let tables = try LinkedTables(
      cells: [
        .init("all", 45, role: .printed), .init("men", 44, role: .printed), .init("women", 1),
      ], relations: [.init(total: 0, parts: [1, 2])])
    let error = try #require(throws: UnprotectedCounts.self) { try tables.suppressed() }
    #expect(error.names == ["women"])
    #expect(
      error.description
        == "whatever is withheld, readers can work out 'women': what is printed already gives them "
        + "away; leave out the table that adds to it, or publish wider groups")
  }

  @Test func `A small count that no table prints is protected all the same`() throws {
    let tables = try LinkedTables(
      cells: [
        .init("A and B", 43, role: .printed), .init("A", 40), .init("B", 3, role: .unpublished),
      ], relations: [.init(total: 0, parts: [1, 2])])
    #expect(figures(try tables.suppressed()) == ["43", "c", nil])
  }

  @Test func `A large count that no table prints may be worked out`() throws {
    let tables = try LinkedTables(
      cells: [
        .init("A and B", 60, role: .printed), .init("A", 40), .init("B", 20, role: .unpublished),
      ], relations: [.init(total: 0, parts: [1, 2])])
    #expect(figures(try tables.suppressed()) == ["60", "40", nil])
  }

  @Test func `Without time, the choice is safe and says how far it may be from the fewest`() throws
  {
    var random = SplitMix64(seed: 7)
    var said = 0
    for _ in 0..<40 {
      let tables = randomLinkedTables(threshold: 5, using: &random)
      let hasty = try tables.suppressed(seconds: 0)
      let fewest = try tables.suppressed()
      #expect(attack(hasty.published).givesAway(hasty) == false)
      #expect(hasty.suppressed.count >= fewest.suppressed.count)
      if case .safe(let atLeast) = hasty.choice {
        #expect(atLeast <= fewest.suppressed.count)
        said += 1
      }
    }
    #expect(said > 0)
  }

  @Test func `Faulty tables are refused with the name of the cell, and without its count`() {
    func error(
      _ cells: [LinkedTables.Cell], _ relations: [LinkedTables.Relation] = []
    ) -> LinkedTablesError? {
      do throws(LinkedTablesError) {
        _ = try LinkedTables(cells: cells, relations: relations)
        return nil
      } catch {
        return error
      }
    }
    #expect(error([.init("a", 1), .init("a", 2)]) == .repeatedName("a"))
    #expect(error([.init("a", -1)]) == .negative("a"))
    #expect(error([.init("a", 2_000_000_000)]) == .tooLarge("a"))
    #expect(error([.init("a", 7, role: .suppressed(1...5))]) == .outsideItsSign("a"))
    #expect(error([.init("a", 7)], [.init(total: 0, parts: [1])]) == .noSuchCell(1))
    #expect(error([.init("a", 0)], [.init(total: 0, parts: [0])]) == .repeatedPart(of: "a"))
    #expect(
      error([.init("a", 7), .init("b", 6)], [.init(total: 0, parts: [1])]) == .doesNotAddUp("a"))
    #expect(
      LinkedTablesError.doesNotAddUp("a").description
        == "'a' is not the sum of its parts; count them on the same day, by the same definition")
  }
}

/// What is printed, cell by cell; nil for a count that is in no table.
func figures(_ result: LinkedSuppression) -> [String?] {
  result.published.cells.indices.map { result.published.figure($0)?.description }
}

extension [Deduction] {
  /// Whether a suppressed count can be worked out.
  func givesAway(_ result: LinkedSuppression) -> Bool {
    result.suppressed.contains { !self[$0].isOpen || self[$0].least >= self[$0].greatest }
  }
}
