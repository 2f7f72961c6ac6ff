import EvidenceLogic
import HeedTesting
import Testing

/// Every lattice of the library is a bounded distributive lattice, and every side of evidence has no zero divisors.
@Suite struct LatticeLawsTests {
  /// Every value that meets and joins make of so many things, nothing and everything.
  ///
  /// It stops at 1,000, so that a fault in the sets is a failure and not an endless search.
  static func freeLattice<Meaning>(
    _: Meaning.Type, atoms: Int
  ) -> [MinimalSets<Meaning>] {
    var values: [MinimalSets<Meaning>] = [.bottom, .top]
    values += (0..<atoms).map { MinimalSets(atom: $0) }
    var known = Set(values.map(\.sets))
    var index = 0
    while index < values.count, values.count < 1000 {
      for other in 0..<index {
        for new in [values[index].meet(values[other]), values[index].join(values[other])]
        where known.insert(new.sets).inserted {
          values.append(new)
        }
      }
      index += 1
    }
    return values
  }

  static let days: [KnowableDay] = [.always, .from(-3), .from(0), .from(1), .from(20_000), .never]

  // MARK: one side

  @Test func `Bool obeys every law`() {
    #expect(brokenLaws(among: [false, true]) == [])
    #expect(zeroDivisors(among: [false, true]) == [])
  }

  @Test func `Every class of source obeys every law`() {
    #expect(brokenLaws(among: SourceClass.allCases) == [])
    #expect(zeroDivisors(among: SourceClass.allCases) == [])
  }

  @Test func `Knowable days obey every law`() {
    #expect(brokenLaws(among: Self.days) == [])
    #expect(zeroDivisors(among: Self.days) == [])
  }

  @Test func `Random knowable days obey every law`() throws {
    try forAll(count: 10, seed: 300) { random in
      let days = Gen.knowableDay().array(count: 6)(&random)
      try #require(brokenLaws(among: days) == [])
    }
  }

  @Test func `Source sets obey every law, over every value on three statements`() throws {
    let values = Self.freeLattice(OnEvidence.self, atoms: 3)
    try #require(values.count == 20)
    #expect(brokenLaws(among: values) == [])
    #expect(zeroDivisors(among: values) == [])
  }

  @Test func `Missing sets obey every law, over every value on two facts`() throws {
    let values = Self.freeLattice(ToComplete.self, atoms: 2)
    try #require(values.count == 6)
    #expect(brokenLaws(among: values) == [])
    #expect(zeroDivisors(among: values) == [])
  }

  @Test func `Random source sets on many statements obey every law`() throws {
    try forAll(count: 10, seed: 301) { random in
      let values = Gen<SourceSets>.sets(atoms: 10).array(count: 5)(&random)
      try #require(brokenLaws(among: values) == [])
      try #require(zeroDivisors(among: values) == [])
    }
  }

  @Test func `Random missing sets on many facts obey every law`() throws {
    try forAll(count: 10, seed: 302) { random in
      let values = Gen<MissingSets>.sets(atoms: 10).array(count: 5)(&random)
      try #require(brokenLaws(among: values) == [])
      try #require(zeroDivisors(among: values) == [])
    }
  }

  @Test(arguments: zip([0, 1, 2, 3, 4], [2, 3, 6, 20, 168]))
  func `Sets over N things take as many values as the free lattice has`(
    _ things: Int, _ values: Int
  ) {
    // Dedekind's numbers: anything fewer would lose an answer, anything more would tell two alike answers apart.
    #expect(Self.freeLattice(OnEvidence.self, atoms: things).count == values)
  }

  // MARK: both sides

  @Test func `Belnap's four values obey every law`() {
    #expect(brokenLaws(among: Self.pairs(of: [false, true])) == [])
  }

  @Test func `Evidence by class of source obeys every law`() {
    #expect(brokenLaws(among: Self.pairs(of: [SourceClass.none, .f1, .f5, .f7])) == [])
  }

  @Test func `Evidence by knowable day obeys every law`() {
    let days: [KnowableDay] = [.always, .from(1), .from(2), .never]
    #expect(brokenLaws(among: Self.pairs(of: days)) == [])
  }

  @Test func `Evidence by source sets obeys every law`() throws {
    try forAll(count: 8, seed: 303) { random in
      let values = Gen.evidence(Gen<SourceSets>.sets(atoms: 6)).array(count: 4)(&random)
      try #require(brokenLaws(among: values) == [])
    }
  }

  @Test func `Evidence by missing sets obeys every law`() throws {
    try forAll(count: 8, seed: 304) { random in
      let values = Gen.evidence(Gen<MissingSets>.sets(atoms: 6)).array(count: 4)(&random)
      try #require(brokenLaws(among: values) == [])
    }
  }

  @Test func `Negation turns all into any, and undoes itself`() throws {
    try forAll(seed: 305) { random in
      let evidence = Gen.evidence(.sourceClass)
      let a = evidence(&random)
      let b = evidence(&random)
      try #require(a.meet(b).negated == a.negated.join(b.negated))
      try #require(a.join(b).negated == a.negated.meet(b.negated))
      try #require(a.negated.negated == a)
    }
  }

  @Test func `Nothing either way is neither bottom nor top`() {
    #expect(Evidence<Bool>.unknown != .bottom)
    #expect(Evidence<Bool>.unknown != .top)
    #expect(Evidence<Bool>.unknown.negated == .unknown)
  }

  /// Every pair of these.
  static func pairs<Side: Lattice>(of sides: [Side]) -> [Evidence<Side>] {
    sides.flatMap { side in sides.map { Evidence(for: side, against: $0) } }
  }
}
