import EvidenceLogic
import HeedTesting
import Testing

/// One slip of the pen in a formula.
struct SlipTests {
  private typealias F = Formula<Int>

  private func met(_ formula: Formula<Int>, by facts: Set<Int>) -> Bool {
    formula.evaluate { Evidence(for: facts.contains($0), against: !facts.contains($0)) }.for
  }

  @Test func `Each connective has its slips`() {
    let all = F.all([.leaf(1), .leaf(2)])
    #expect(
      all.slips.map(\.what) == ["any for all", "part 1 of 2 left out", "part 2 of 2 left out"])
    #expect(F.not(.leaf(1)).slips.map(\.what) == ["not left out"])
    #expect(
      F.atLeast(2, [.leaf(1), .leaf(2), .leaf(3)]).slips.prefix(2).map(\.what) == [
        "at least 3 for 2", "at least 1 for 2",
      ])
    #expect(F.leaf(1).slips.isEmpty)
    #expect(F.any([.leaf(1)]).slips.isEmpty)
  }

  @Test func `A slip deep inside leaves the rest as it was`() {
    let formula = F.any([.leaf(1), .all([.leaf(2), .not(.leaf(3))])])
    let found = formula.slips.first { $0.what == "not left out" }
    #expect(found?.formula == .any([.leaf(1), .all([.leaf(2), .leaf(3)])]))
  }

  @Test func `Of different facts, no slip of all and any means the same as what it slipped from`() {
    let formula = F.any([.leaf(1), .all([.leaf(2), .leaf(3)])])
    for slip in formula.slips {
      let differs = (0..<8).contains { bits in
        let facts = Set((1...3).filter { bits & (1 << ($0 - 1)) != 0 })
        return met(formula, by: facts) != met(slip.formula, by: facts)
      }
      #expect(differs, "\(slip.what)")
    }
  }

  @Test func `One leaf by its place is made into another`() {
    let formula = F.any([.leaf(1), .all([.leaf(1), .leaf(2)])])
    #expect(formula.replacingLeaf(at: 1, with: 9) == .any([.leaf(1), .all([.leaf(9), .leaf(2)])]))
  }
}
