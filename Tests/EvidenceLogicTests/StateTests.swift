import EvidenceLogic
import HeedTesting
import Testing

/// The state of a formula, each definition by name and then every small formula on every combination of evidence.
@Suite struct StateTests {
  static func state(_ formula: Formula<Int>, _ leaves: [Belnap]) -> State {
    formula.state { leaves[$0].evidence }
  }

  // MARK: the definitions

  @Test func `Evidence for and nothing against is evidenced`() {
    #expect(Self.state(.leaf(0), [.for]) == .evidenced)
  }

  @Test func `Evidence for and against is disputed`() {
    #expect(Self.state(.leaf(0), [.both]) == .disputed)
  }

  @Test func `Weaker evidence against still disputes`() {
    let leaf = Formula.leaf(0)
    #expect(leaf.state { _ in Evidence(for: SourceClass.f7, against: .f1) } == .disputed)
    #expect(leaf.state { _ in Evidence(for: SourceClass.f1, against: .f7) } == .disputed)
  }

  @Test func `Evidence against alone is contradicted`() {
    #expect(Self.state(.leaf(0), [.against]) == .contradicted)
  }

  @Test func `Nothing either way is not yet evidenced`() {
    #expect(Self.state(.leaf(0), [.none]) == .notYetEvidenced)
  }

  @Test func `One element not yet evidenced leaves the whole not yet evidenced`() {
    #expect(Self.state(.all([.leaf(0), .leaf(1)]), [.for, .none]) == .notYetEvidenced)
  }

  @Test func `One contradicted element contradicts the whole`() {
    #expect(Self.state(.all([.leaf(0), .leaf(1)]), [.none, .against]) == .contradicted)
    #expect(Self.state(.all([.leaf(0), .leaf(1)]), [.both, .against]) == .contradicted)
  }

  @Test func `A disputed element beside one not yet evidenced is not a contradiction`() {
    let both = Formula.all([.leaf(0), .leaf(1)])
    #expect(Self.state(both, [.both, .none]) == .notYetEvidenced)
    #expect(Self.state(both, [.none, .both]) == .notYetEvidenced)
    // Belnap's own tables would make it false.
    let whole = both.evaluate { [Belnap.both, .none][$0].evidence }
    #expect(whole == Evidence(for: false, against: true))
  }

  @Test func `A disputed element beside an evidenced one is disputed`() {
    #expect(Self.state(.all([.leaf(0), .leaf(1)]), [.both, .for]) == .disputed)
  }

  @Test func `One undisputed way to meet a test is enough`() {
    #expect(Self.state(.any([.leaf(0), .leaf(1)]), [.for, .both]) == .evidenced)
    #expect(Self.state(.any([.leaf(0), .leaf(1)]), [.for, .against]) == .evidenced)
  }

  @Test func `What only a disputed element meets is disputed, whatever other ways stand open`() {
    #expect(Self.state(.any([.leaf(0), .leaf(1)]), [.both, .none]) == .disputed)
    #expect(Self.state(.any([.leaf(0), .leaf(1)]), [.both, .against]) == .disputed)
    #expect(Self.state(.atLeast(2, (0..<3).map(Formula.leaf)), [.for, .both, .none]) == .disputed)
  }

  @Test func `A way still open keeps a test from contradiction`() {
    #expect(Self.state(.any([.leaf(0), .leaf(1)]), [.against, .none]) == .notYetEvidenced)
    #expect(Self.state(.any([.leaf(0), .leaf(1)]), [.against, .against]) == .contradicted)
  }

  @Test func `An exception that nobody has spoken of leaves the test open`() {
    #expect(Self.state(.all([.leaf(0), .not(.leaf(1))]), [.for, .none]) == .notYetEvidenced)
    #expect(Self.state(.all([.leaf(0), .not(.leaf(1))]), [.for, .against]) == .evidenced)
    #expect(Self.state(.all([.leaf(0), .not(.leaf(1))]), [.for, .for]) == .contradicted)
  }

  // MARK: every small formula

  @Test func `Every small formula has the state that the table gives, whatever the evidence`() {
    var wrong: [String] = []
    var tried = 0
    for formula in SmallFormulas.all {
      let leaves = (formula.leaves.map(\.leaf).max() ?? -1) + 1
      for combination in Belnap.combinations(of: leaves) {
        tried += 1
        let expected = Reference.state(formula) { combination[$0] }
        let actual = Self.state(formula, combination)
        if actual != expected, wrong.count < 10 {
          wrong.append("\(formula) on \(combination): \(actual), expected \(expected)")
        }
      }
    }
    #expect(wrong == [])
    // The size of the family was counted beforehand, by a recurrence over operators and leaves.
    #expect(tried == (isLong ? 1_697_756 : 95_360))
  }

  @Test func `Large formulas have the state that the table gives`() throws {
    try forAll(count: 500, seed: 800) { random in
      let formula = randomFormula(leaves: 6, depth: 5, using: &random)
      let leaves = Gen.element(of: Belnap.allCases).array(count: 6)(&random)
      try #require(Self.state(formula, leaves) == Reference.state(formula) { leaves[$0] })
    }
  }

  @Test func `The state is the same in whichever lattice it is read`() throws {
    try forAll(count: 150, seed: 801) { random in
      let formula = randomFormula(leaves: 5, depth: 4, using: &random)
      let leaves = Gen.element(of: Belnap.allCases).array(count: 5)(&random)
      let expected = Self.state(formula, leaves)
      let kinds = Gen.evidence(.element(of: Array(SourceClass.allCases.dropFirst())))
        .array(count: 5)(&random)
      let days = Gen.evidence(Gen.int(in: 0...40).map(KnowableDay.from)).array(count: 5)(&random)
      func keep<Side: Lattice>(_ leaf: Int, _ value: Evidence<Side>) -> Evidence<Side> {
        Evidence(
          for: leaves[leaf].hasFor ? value.for : .bottom,
          against: leaves[leaf].hasAgainst ? value.against : .bottom)
      }
      try #require(formula.state { keep($0, kinds[$0]) } == expected)
      try #require(formula.state { keep($0, days[$0]) } == expected)
      let sets = (0..<5).map {
        Evidence(for: SourceSets(atom: 2 * $0), against: SourceSets(atom: 2 * $0 + 1))
      }
      try #require(formula.state { keep($0, sets[$0]) } == expected)
    }
  }

  @Test func `A test is evidenced exactly when its negation is contradicted`()
    throws
  {
    try forAll(seed: 802) { random in
      let formula = randomFormula(leaves: 5, depth: 4, using: &random)
      let leaves = Gen.element(of: Belnap.allCases).array(count: 5)(&random)
      let state = Self.state(formula, leaves)
      let negated = Self.state(.not(formula), leaves)
      try #require((state == .evidenced) == (negated == .contradicted))
      try #require((state == .contradicted) == (negated == .evidenced))
    }
  }

  // MARK: the words

  @Test func `Each state has the one word that files use`() {
    #expect(
      State.allCases.map(\.rawValue) == [
        "evidenced", "disputed", "contradicted", "not-yet-evidenced", "arguable", "not-in-force",
        "tried-not-proved",
      ])
  }
}
