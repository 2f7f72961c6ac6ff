import EvidenceLogic
import HeedTesting
import Testing

/// *At least N* against what it means: any choice of N, all of them.
@Suite struct AtLeastTests {
  /// Every way of choosing `count` of these, in order.
  static func choices<Value>(of count: Int, from values: [Value]) -> [[Value]] {
    if count == 0 { return [[]] }
    guard let first = values.first else { return [] }
    let rest = Array(values.dropFirst())
    return choices(of: count - 1, from: rest).map { [first] + $0 } + choices(of: count, from: rest)
  }

  static func reference<Value: Lattice>(_ count: Int, of values: [Value]) -> Value {
    guard count > 0 else { return .top }
    return choices(of: count, from: values)
      .map { $0.reduce(.top) { $0.meet($1) } }
      .reduce(.bottom) { $0.join($1) }
  }

  static func compare<Value: Lattice>(
    _ value: Gen<Value>, most: Int = 5, count: Int = 60, seed: UInt64
  ) throws {
    try forAll(count: count, seed: seed) { random in
      let values = value.array(count: random.below(most + 1))(&random)
      for needed in -1...(values.count + 1) {
        let answer = Value.atLeast(needed, of: values)
        let expected = reference(needed, of: values)
        try #require(answer == expected, "at least \(needed) of \(values)")
      }
    }
  }

  @Test func `Rule 7: at least N is any N of them all: Bool`() throws {
    try Self.compare(.bool, most: 7, seed: 400)
  }

  @Test func `Rule 7: at least N is any N of them all: class of source`() throws {
    try Self.compare(.sourceClass, seed: 401)
  }

  @Test func `Rule 7: at least N is any N of them all: knowable day`() throws {
    try Self.compare(.knowableDay(), seed: 402)
  }

  @Test func `Rule 7: at least N is any N of them all: source sets`() throws {
    try Self.compare(Gen<SourceSets>.sets(atoms: 10), most: 4, count: 30, seed: 403)
  }

  @Test func `Rule 7: at least N is any N of them all: missing sets`() throws {
    try Self.compare(Gen<MissingSets>.sets(atoms: 10), most: 4, count: 30, seed: 404)
  }

  @Test func `Rule 7: at least N is any N of them all: both sides at once`() throws {
    try Self.compare(.evidence(.sourceClass), seed: 405)
    try Self.compare(.evidence(.knowableDay()), seed: 406)
    try Self.compare(.evidence(Gen<SourceSets>.sets(atoms: 8)), most: 3, count: 20, seed: 407)
  }

  @Test func `Rule 7: at least N of M fails when M - N + 1 of them fail`() throws {
    try forAll(seed: 408) { random in
      let values = Gen.evidence(.sourceClass).array(count: random.below(6))(&random)
      for needed in -1...(values.count + 1) {
        let failing = Evidence.atLeast(values.count - needed + 1, of: values.map(\.negated))
        try #require(Evidence.atLeast(needed, of: values).negated == failing)
      }
    }
  }

  @Test func `At least one is any and at least all is all`() throws {
    try forAll(seed: 409) { random in
      let parts = (0..<(1 + random.below(3))).map { _ in
        randomFormula(leaves: 4, depth: 2, using: &random)
      }
      let values = Gen.evidence(.knowableDay()).array(count: 4)(&random)
      let one = Formula.atLeast(1, parts).evaluate { values[$0] }
      let every = Formula.atLeast(parts.count, parts).evaluate { values[$0] }
      try #require(one == Formula.any(parts).evaluate { values[$0] })
      try #require(every == Formula.all(parts).evaluate { values[$0] })
    }
  }

  @Test func `Rule 7: people of whom nothing is said never oppose at least N`() {
    let people = (0..<5).map(Formula.leaf)
    let oneNamed = { (person: Int) in Evidence(for: person == 0, against: false) }
    #expect(Formula.atLeast(2, people).state(oneNamed) == .notYetEvidenced)
  }

  @Test func `Rule 7: at least N is contradicted only once too few can be left`() {
    let people = (0..<4).map(Formula.leaf)
    func state(opposed: Int) -> State {
      Formula.atLeast(2, people).state { Evidence(for: false, against: $0 < opposed) }
    }
    #expect(
      (0...4).map(state) == [
        .notYetEvidenced, .notYetEvidenced, .notYetEvidenced, .contradicted, .contradicted,
      ])
  }
}
