import EvidenceLogic
import HeedTesting
import Testing

/// What would complete a test: read as sets of facts, each of which is enough and of which none can be spared.
@Suite struct MissingSetsTests {
  /// How one leaf stands. Fact 2i would support leaf i, and fact 2i + 1 would oppose it.
  enum Standing: CaseIterable { case evidenced, contradicted, disputed, open, onlyForOpen }

  struct Case {
    var formula: Formula<Int>
    var standings: [Standing]

    init(using random: inout SplitMix64) {
      formula = randomFormula(leaves: 4, depth: 3, using: &random)
      let standing = Gen.element(of: [Standing.open, .open, .open] + Standing.allCases)
      standings = standing.array(count: 4)(&random)
    }

    /// Nothing is missing where there is evidence; nothing can be offered where the other side has it alone.
    func missing(_ leaf: Int) -> Evidence<MissingSets> {
      switch standings[leaf] {
      case .evidenced: Evidence(for: .top, against: .bottom)
      case .contradicted: Evidence(for: .bottom, against: .top)
      case .disputed: Evidence(for: .top, against: .top)
      case .open:
        Evidence(for: MissingSets(atom: 2 * leaf), against: MissingSets(atom: 2 * leaf + 1))
      case .onlyForOpen: Evidence(for: MissingSets(atom: 2 * leaf), against: .bottom)
      }
    }

    var missing: MissingSets { formula.evaluate(missing).for }

    /// Whether the test would be met if these facts were added to the record.
    func isMet(adding facts: Set<Int>) -> Bool {
      formula.evaluate { leaf in
        switch standings[leaf] {
        case .evidenced: Evidence(for: true, against: false)
        case .contradicted: Evidence(for: false, against: true)
        case .disputed: Evidence(for: true, against: true)
        case .open:
          Evidence(for: facts.contains(2 * leaf), against: facts.contains(2 * leaf + 1))
        case .onlyForOpen: Evidence(for: facts.contains(2 * leaf), against: false)
        }
      }.for
    }
  }

  @Test func `Rule 11: every fact of any one missing set completes the test`() throws {
    try forAll(seed: 700) { random in
      let it = Case(using: &random)
      let missing = it.missing
      try #require(missing.isExact)
      for set in missing.sets { try #require(it.isMet(adding: Set(set.atoms))) }
    }
  }

  @Test func `Rule 11: no fact of a missing set can be spared`() throws {
    try forAll(seed: 701) { random in
      let it = Case(using: &random)
      for set in it.missing.sets {
        // Adding facts never undoes a test, so it is enough to spare one at a time.
        for fact in set.atoms {
          try #require(!it.isMet(adding: Set(set.atoms).subtracting([fact])))
        }
      }
    }
  }

  @Test func `Rule 11: there is no other way to complete the test`() throws {
    try forAll(count: 12, seed: 702) { random in
      let it = Case(using: &random)
      let sets = it.missing.sets
      for facts in 0..<256 {
        let added = Set((0..<8).filter { facts >> $0 & 1 == 1 })
        let holdsOne = sets.contains { $0.isSubset(of: AtomSet(added)) }
        try #require(it.isMet(adding: added) == holdsOne)
      }
    }
  }

  @Test func `Rule 11: no missing set at all exactly when nothing could complete the test`() throws
  {
    var hopeless = 0
    try forAll(seed: 703) { random in
      let it = Case(using: &random)
      let canBeMet = it.isMet(adding: Set(0..<8))
      if !canBeMet { hopeless += 1 }
      try #require((it.missing.sets == []) == !canBeMet)
    }
    #expect(hopeless > 0, "no case was beyond completing, so nothing was tried")
  }

  @Test func `Rule 11: nothing is missing exactly when the test is already met`() throws {
    try forAll(seed: 704) { random in
      let it = Case(using: &random)
      try #require((it.missing == .top) == it.isMet(adding: []))
    }
  }

  @Test func `Rule 11: a contradicted leaf offers no fact`() throws {
    try forAll(seed: 705) { random in
      let it = Case(using: &random)
      let offered = Set(it.missing.sets.flatMap(\.atoms))
      for leaf in 0..<4 where it.standings[leaf] == .contradicted {
        try #require(!offered.contains(2 * leaf))
      }
    }
  }

  @Test func `Rule 11: a test needs what its evidenced facts leave over`() {
    let test = Formula.all([.leaf(0), .any([.leaf(1), .all([.leaf(2), .leaf(3)])])])
    let missing = test.support { $0 == 0 || $0 == 3 ? MissingSets.top : MissingSets(atom: $0) }
    #expect(missing.sets.map(\.atoms) == [[1], [2]])
  }
}
