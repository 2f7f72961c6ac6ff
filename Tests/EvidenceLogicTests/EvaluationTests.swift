import EvidenceLogic
import HeedTesting
import Testing

/// The evaluator against the operations of evidence itself, one connective at a time.
@Suite struct EvaluationTests {
  /// `all` meets, `any` joins and `not` swaps: the same walk with whole pairs, and without stopping early.
  static func folded<Side: Lattice>(
    _ formula: Formula<Int>, _ leaf: (Int) -> Evidence<Side>
  ) -> Evidence<Side> {
    switch formula {
    case .leaf(let it): leaf(it)
    case .all(let parts): parts.reduce(.top) { $0.meet(folded($1, leaf)) }
    case .any(let parts): parts.reduce(.bottom) { $0.join(folded($1, leaf)) }
    case .not(let part): folded(part, leaf).negated
    case .atLeast(let count, let parts): .atLeast(count, of: parts.map { folded($0, leaf) })
    }
  }

  static func compare<Side: Lattice>(_ side: Gen<Side>, seed: UInt64) throws {
    try forAll(count: 150, seed: seed) { random in
      let formula = randomFormula(leaves: 5, depth: 4, using: &random)
      let leaves = Gen.evidence(side).array(count: 5)(&random)
      let answer = formula.evaluate { leaves[$0] }
      try #require(answer == folded(formula) { leaves[$0] }, "\(formula) over \(leaves)")
    }
  }

  @Test func `Both sides come from meeting, joining and swapping evidence`() throws {
    try Self.compare(.bool, seed: 1300)
    try Self.compare(.sourceClass, seed: 1301)
    try Self.compare(.knowableDay(), seed: 1302)
    try Self.compare(Gen<SourceSets>.sets(atoms: 10), seed: 1303)
  }

  @Test func `One side alone is that side of both`() throws {
    try forAll(seed: 1304) { random in
      let formula = randomFormula(leaves: 5, depth: 4, using: &random)
      let leaves = Gen.evidence(.knowableDay()).array(count: 5)(&random)
      func value(_ side: EvidenceSide) -> KnowableDay {
        formula.value(side) { leaf, side in
          side == .for ? leaves[leaf].for : leaves[leaf].against
        }
      }
      try #require(
        Evidence(for: value(.for), against: value(.against)) == formula.evaluate { leaves[$0] })
    }
  }

  @Test func `What speaks against a formula speaks for its negation`() throws {
    try forAll(seed: 1305) { random in
      let formula = randomFormula(leaves: 5, depth: 4, using: &random)
      let leaves = Gen.evidence(.sourceClass).array(count: 5)(&random)
      let answer = formula.evaluate { leaves[$0] }
      try #require(Formula.not(formula).evaluate { leaves[$0] } == answer.negated)
    }
  }

  @Test func `A leaf is asked only for the side that the formula needs of it`() {
    let formula = Formula.all([.leaf("moved"), .not(.leaf("returned"))])
    var asked: [String] = []
    _ = formula.value(.for) { leaf, side in
      asked.append("\(side) \(leaf)")
      return true
    }
    #expect(asked == ["for moved", "against returned"])
  }

  @Test func `Each side is the other's opposite`() {
    #expect(EvidenceSide.for.opposite == .against)
    #expect(EvidenceSide.against.opposite == .for)
  }

  @Test func `What supports a formula counts nothing against its leaves`() {
    let formula = Formula.all([.leaf(1), .not(.leaf(2))])
    #expect(!formula.support { _ in true })
    #expect(formula.evaluate { Evidence(for: $0 == 1, against: $0 == 2) }.for)
  }
}
