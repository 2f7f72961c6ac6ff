import EvidenceLogic
import Foundation
import HeedTesting
import Testing

@Suite struct FormulaTests {
  /// The value of a formula whose leaves are plainly true or false.
  static func isMet(_ formula: Formula<Int>, by facts: (Int) -> Bool) -> Bool {
    formula.evaluate { Evidence(for: facts($0), against: !facts($0)) }.for
  }

  // MARK: the empty cases

  @Test func `All of nothing is always met`() {
    #expect(Self.isMet(.always, by: { _ in false }))
    #expect(Formula<Int>.always == .all([]))
  }

  @Test func `Any of nothing is never met`() {
    #expect(!Self.isMet(.never, by: { _ in true }))
    #expect(Formula<Int>.never == .any([]))
  }

  @Test func `At least none is always met`() {
    #expect(Self.isMet(.atLeast(0, [.leaf(1)]), by: { _ in false }))
  }

  @Test func `At least more than there are is never met`() {
    #expect(!Self.isMet(.atLeast(3, [.leaf(1), .leaf(2)]), by: { _ in true }))
  }

  // MARK: substituting

  @Test func `Replacing each leaf by itself changes nothing`() throws {
    try forAll(seed: 200) { random in
      let formula = randomFormula(leaves: 5, depth: 4, using: &random)
      try #require(formula.substituting { Formula.leaf($0) } == formula)
    }
  }

  @Test func `Replacing a leaf by a formula evaluates that formula in its place`() throws {
    try forAll(seed: 201) { random in
      let formula = randomFormula(leaves: 4, depth: 3, using: &random)
      let terms = (0..<4).map { _ in randomFormula(leaves: 5, depth: 2, using: &random) }
      let values = Gen.evidence(.bool).array(count: 5)(&random)
      let opened = formula.substituting { terms[$0] }.evaluate { values[$0] }
      let direct = formula.evaluate { terms[$0].evaluate { values[$0] } }
      try #require(opened == direct)
    }
  }

  @Test func `A replacement that fails stops at the first leaf in reading order`() {
    struct Unknown: Error, Equatable { var leaf: Int }
    let formula = Formula.all([.leaf(1), .not(.any([.leaf(2), .leaf(3)]))])
    #expect(throws: Unknown(leaf: 2)) {
      try formula.substituting { leaf throws(Unknown) -> Formula<String> in
        if leaf > 1 { throw Unknown(leaf: leaf) }
        return .leaf("known")
      }
    }
  }

  // MARK: leaves

  @Test func `Leaves come in reading order, each as often as it stands`() {
    let formula = Formula.all([.leaf("b"), .atLeast(1, [.leaf("a"), .leaf("b")])])
    #expect(formula.leaves.map(\.leaf) == ["b", "a", "b"])
  }

  @Test func `A leaf under two negations is not negated`() {
    let formula = Formula.any([
      .leaf(0), .not(.leaf(1)), .not(.all([.not(.leaf(2)), .leaf(3)])),
    ])
    #expect(formula.leaves.map(\.isNegated) == [false, true, false, true])
  }

  // MARK: required

  @Test func `What stands under all alone is required`() {
    let formula = Formula.all([
      .leaf(1), .any([.leaf(2), .leaf(3)]), .all([.any([.leaf(4)])]), .not(.leaf(5)),
      .atLeast(1, [.leaf(6), .leaf(7)]),
    ])
    #expect(formula.required == [1, 4])
  }

  @Test func `No formula is met without a leaf that it requires`() throws {
    try forAll(seed: 202) { random in
      let formula = Formula.all([
        randomFormula(leaves: 4, depth: 2, using: &random),
        randomFormula(leaves: 4, depth: 3, using: &random),
      ])
      let facts = Gen.bool.array(count: 4)(&random)
      for leaf in formula.required {
        try #require(!Self.isMet(formula, by: { $0 != leaf && facts[$0] }))
      }
    }
  }

  // MARK: in words

  @Test func `A formula reads as one line`() {
    let formula = Formula.all([
      .leaf("moved"), .any([.leaf("groomed"), .leaf("given")]), .not(.leaf("returned")),
      .atLeast(2, [.leaf("abused"), .leaf("paid"), .leaf("threatened")]),
    ])
    #expect(
      formula.text { $0 }
        == "all of (moved; any of (groomed; given); not (returned); "
        + "at least 2 of (abused; paid; threatened))")
  }

  @Test func `All or any of one part reads as that part`() {
    #expect(Formula.all([.any([.leaf(7)])]).text { "fact \($0)" } == "fact 7")
  }

  // MARK: as a value

  @Test func `Coding a formula and decoding it gives it back`() throws {
    try forAll(count: 50, seed: 203) { random in
      let formula = randomFormula(leaves: 9, depth: 4, using: &random)
      let coded = try JSONEncoder().encode(formula)
      try #require(try JSONDecoder().decode(Formula<Int>.self, from: coded) == formula)
    }
  }

  @Test func `Equal formulas hash alike and order of parts matters`() {
    let one = Formula.all([.leaf(1), .leaf(2)])
    #expect(one == .all([.leaf(1), .leaf(2)]))
    #expect(one.hashValue == Formula.all([.leaf(1), .leaf(2)]).hashValue)
    #expect(one != .all([.leaf(2), .leaf(1)]))
    #expect(one != .any([.leaf(1), .leaf(2)]))
  }
}
