import EvidenceLogic
import HeedTesting
import Testing

/// One state from a narrow and a broad reading.
@Suite struct ReadingTests {
  static let all = State.allCases
  static let met: [State] = [.evidenced, .disputed]
  static let unmet: [State] = [.contradicted, .notYetEvidenced, .notInForce, .triedNotProved]

  @Test func `Rule 5: every pair of readings has the state that the table gives`() {
    // Rows are the narrow state, columns the broad one, both in the order of `State`.
    let e = State.evidenced
    let d = State.disputed
    let c = State.contradicted
    let n = State.notYetEvidenced
    let a = State.arguable
    let o = State.notInForce
    let t = State.triedNotProved
    let table: [[State]] = [
      [e, e, e, e, e, e, e],
      [d, d, d, d, d, d, d],
      [a, a, c, n, a, o, t],
      [a, a, c, n, a, o, t],
      [a, a, a, a, a, a, a],
      [a, a, c, n, a, o, t],
      [a, a, c, n, a, o, t],
    ]
    let actual = Self.all.map { narrow in
      Self.all.map { State(narrow: narrow, broad: $0) }
    }
    #expect(Self.all == [e, d, c, n, a, o, t])
    #expect(actual == table)
  }

  @Test func `Rule 5: only the broad reading met is arguable`() {
    for narrow in Self.unmet {
      for broad in Self.met { #expect(State(narrow: narrow, broad: broad) == .arguable) }
    }
  }

  @Test func `Rule 5: both readings met is what the narrow one says`() {
    for narrow in Self.met {
      for broad in Self.met { #expect(State(narrow: narrow, broad: broad) == narrow) }
    }
  }

  @Test func `Rule 5: neither reading met is what the broad one says`() {
    for narrow in Self.unmet {
      for broad in Self.unmet { #expect(State(narrow: narrow, broad: broad) == broad) }
    }
  }

  @Test func `Rule 5: two equal readings are that reading`() {
    for state in Self.all { #expect(State(narrow: state, broad: state) == state) }
  }

  @Test func `A test is met when it is evidenced, disputed or arguable, and by nothing else`() {
    #expect(Self.all.filter(\.isMet) == [.evidenced, .disputed, .arguable])
  }

  @Test func `Rule 9: tried and not proved does not meet a test`() {
    #expect(!State.triedNotProved.isMet)
  }

  @Test func `Rule 5: what meets the narrow reading of every element meets the broad one`() throws {
    try forAll(count: 300, seed: 1100) { random in
      let test = randomFormula(leaves: 4, depth: 3, negations: false, using: &random)
      let also = (0..<4).map { _ in
        (0..<random.below(3)).map { _ in Formula.leaf(random.below(8)) }
      }
      let broad = test.substituting { .any([.leaf($0)] + also[$0]) }
      let values = Gen.evidence(.bool).array(count: 8)(&random)
      let narrowState = test.state { values[$0] }
      let broadState = broad.state { values[$0] }
      if narrowState.isMet { try #require(broadState.isMet) }
      if broadState == .contradicted { try #require(narrowState == .contradicted) }
    }
  }
}
