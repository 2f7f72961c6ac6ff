import Diagnostics
import EvidenceLogic
import LawPack
import Testing

struct TwoFrameworkTableTests {
  @Test func `The table is read with its cells, corrections and sentences`() throws {
    let pack = try #require(law(table()).read().pack)
    let table = try #require(pack.twoFrameworks)
    #expect(table.left.title == "One reading")
    #expect(table.rows.map(\.name) == TwoFrameworkTable.RowName.allCases)
    let movement = try #require(table[row: .movement])
    #expect(
      movement.left.shows == [TestReference(framework: "SA2000-1", element: "E1")])
    #expect(movement.left.corrections.map(\.id) == ["R1L.1"])
    #expect(table.together.map(\.id) == ["X1"])
  }

  @Test func `Met stands for every state that counts as met`() throws {
    let pack = try #require(law(table()).read().pack)
    let condition = try #require(pack.twoFrameworks?.together.first?.when.first)
    #expect(condition.states == State.allCases.filter(\.isMet).sorted { $0.order < $1.order })
  }

  @Test func `A law without the table is sound`() {
    let (pack, problems) = SmallLaw(Provision()).read()
    #expect(pack?.twoFrameworks == nil)
    #expect(problems.isEmpty)
  }

  @Test func `The compiled law gives the table back`() throws {
    let pack = try #require(law(table()).read().pack)
    #expect(LawPack(compiled: pack.compiled()) == pack)
  }

  @Test func `A framework that the law does not have is an error with the nearest name`() {
    let faulty = law(table(shows: "[1️⃣SA2000-2]"))
    expectFaults("law.unknown-framework", in: faulty)
  }

  @Test func `An element that the framework does not have is an error that names those it has`() {
    let faulty = law(table(shows: "[1️⃣SA2000-1/E9]"))
    expectFaults("law.unknown-element", in: faulty)
    #expect(helps(faulty) == ["its elements are E1"])
  }

  @Test func `The rows are the seven rows, in their order`() {
    let faulty = law(
      table(rows: TwoFrameworkTable.RowName.allCases.reversed()).replacing(
        "  - row: word", with: "  1️⃣- row: word"))
    expectFaults("law.table-rows", in: faulty)
  }

  @Test func `A condition says of which answers it speaks, once`() {
    let faulty = law(table(when: "1️⃣{all: [SA2000-1], any: [SA2000-1], is: [met]}"))
    expectFaults("law.table-condition", in: faulty)
  }

  @Test func `A state that a condition cannot have is an error`() {
    let faulty = law(table(when: "{all: [SA2000-1], is: [1️⃣proved]}"))
    expectFaults("law.unknown-state", in: faulty)
  }

  @Test func `A cell without a citation is an error, in its row`() {
    let faulty = law(
      table().replacing("left: {says: Something, cite: s 2", with: "left: 1️⃣{says: Something"))
    let problems = faulty.read().problems
    #expect(Set(problems.map(\.code)) == ["documents.missing-key"])
    #expect(problems.first?.context == "row movement")
  }

  @Test func `A condition holds of all, any or none`() {
    typealias Condition = TwoFrameworkTable.Condition
    let references = ["A", "B", "C"].map { TestReference(framework: $0) }
    let states: [String: State] = ["A": .evidenced, "B": .contradicted]
    func holds(_ quantifier: Condition.Quantifier, _ count: Int, _ state: State) -> Bool {
      Condition(quantifier, of: Array(references.prefix(count)), are: [state])
        .holds { states[$0.framework] }
    }
    #expect(holds(.all, 1, .evidenced))
    #expect(!holds(.all, 2, .evidenced))
    #expect(holds(.any, 2, .contradicted))
    #expect(!holds(.any, 3, .arguable))
    #expect(holds(.none, 3, .arguable))
    #expect(!holds(.none, 3, .evidenced))
  }

  @Test func `What the record's law does not have meets no condition`() {
    let absent = TestReference(framework: "ABSENT")
    let all = TwoFrameworkTable.Condition(.all, of: [absent], are: State.allCases)
    #expect(!all.holds { _ in nil })
  }
}

private func law(_ table: String) -> SmallLaw {
  var law = SmallLaw(Provision())
  law.others = [("two-framework-table.yaml", table)]
  return law
}

private func table(
  rows: [TwoFrameworkTable.RowName] = TwoFrameworkTable.RowName.allCases,
  shows: String = "[SA2000-1/E1]", when: String = "{all: [SA2000-1], is: [met]}"
) -> String {
  let lines = rows.map { row in
    let left =
      row == .movement
      ? "{says: Something, cite: s 2, status: verified, shows: \(shows), corrections: [{id: R1L.1, was: That, is: This, cite: s 3, status: verified}]}"
      : "{says: Something, cite: s 1, status: verified}"
    return """
        - row: \(row.rawValue)
          title: A row
          question: what it asks
          left: \(left)
          right: {says: Something else, cite: s 1, status: recalled}

      """
  }
  return """
    heed: two-framework-table/1
    left: {title: One reading, frameworks: [SA2000-1]}
    right: {title: Another, frameworks: [SA2000-1]}
    identification: []
    rows:
    \(lines.joined())together:
      - {pair: X1, says: Both, cite: s 4, status: verified, when: [\(when)]}

    """
}

extension State {
  fileprivate var order: Int {
    let order: [State] = [.evidenced, .disputed, .arguable]
    return order.firstIndex(of: self) ?? order.count
  }
}
