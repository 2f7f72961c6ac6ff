import EvidenceLogic
import HeedTesting
import Testing

/// Source sets map onto the answer to every other question: read off the sets, or asked directly, it is the same.
@Suite struct SourceSetsTests {
  /// A formula, and the statements for and against each of its leaves. Ten statements at most, so nothing is cut short.
  struct Case {
    var formula: Formula<Int>
    var leaves: [Evidence<SourceSets>]

    init(using random: inout SplitMix64) {
      formula = randomFormula(leaves: 5, depth: 3, using: &random)
      let sets = Gen<SourceSets>.sets(atoms: 10)
      leaves = (0..<5).map { leaf in
        // Half of them rest on one statement of their own for each side, as a law pack's facts often do.
        random.once(in: 2)
          ? Evidence(for: SourceSets(atom: 2 * leaf), against: SourceSets(atom: 2 * leaf + 1))
          : Gen.evidence(sets)(&random)
      }
    }

    var grounds: Evidence<SourceSets> { formula.evaluate { leaves[$0] } }

    func image<Side: Lattice>(
      of grounds: Evidence<SourceSets>, _ statement: (Int) -> Side
    ) -> Evidence<Side> {
      Evidence(for: grounds.for.image(of: statement), against: grounds.against.image(of: statement))
    }

    /// Whether reading the answer off the source sets and asking for it directly agree.
    func agree<Side: Lattice>(_ statement: (Int) -> Side) -> Bool {
      image(of: grounds, statement) == formula.evaluate { image(of: leaves[$0], statement) }
    }
  }

  static func compare<Side: Lattice>(_ value: Gen<Side>, count: Int = 150, seed: UInt64) throws {
    try forAll(count: count, seed: seed) { random in
      let it = Case(using: &random)
      let values = value.array(count: 10)(&random)
      try #require(it.grounds.for.isExact && it.grounds.against.isExact)
      try #require(it.agree { values[$0] }, "\(it.formula) over \(values)")
    }
  }

  @Test func `Rule 10: whether it is evidenced can be read off the source sets`() throws {
    try Self.compare(.bool, seed: 500)
  }

  @Test func `Rule 10: the class of the weakest link can be read off the source sets`() throws {
    try Self.compare(.sourceClass, seed: 501)
  }

  @Test func `Rule 10: the knowable day can be read off the source sets`() throws {
    try Self.compare(.knowableDay(), seed: 502)
  }

  @Test func `Rule 10: statements can be renamed to their sources`() throws {
    try Self.compare(Gen.int(in: 0...5).map { SourceSets(atom: $0) }, seed: 503)
  }

  @Test func `Rule 10: statements can be replaced by whole source sets`() throws {
    try Self.compare(Gen<SourceSets>.sets(atoms: 8), count: 60, seed: 504)
  }

  @Test func `The sets of a statement are its own image`() throws {
    try forAll(seed: 505) { random in
      let sets = Gen<SourceSets>.sets(atoms: 10)(&random)
      try #require(sets.image { SourceSets(atom: $0) } == sets)
    }
  }

  @Test func `Rule 10: each set suffices by itself and needs each of its statements`() throws {
    try forAll(count: 80, seed: 506) { random in
      let it = Case(using: &random)
      func stands(on statements: Set<Int>) -> Bool {
        it.formula.evaluate { it.image(of: it.leaves[$0], statements.contains) }.for
      }
      for set in it.grounds.for.sets {
        let statements = Set(set.atoms)
        try #require(stands(on: statements))
        for one in statements { try #require(!stands(on: statements.subtracting([one]))) }
      }
    }
  }

  @Test func `Rule 10: it rests on one source when that source is in every set`() throws {
    let rest = SourceSets([AtomSet([1, 2]), AtomSet([1, 3]), AtomSet([1, 70])])
    #expect(rest.common.atoms == [1])
    #expect(rest.join(SourceSets(atom: 4)).common.isEmpty)
    try forAll(seed: 507) { random in
      let sets = Gen<SourceSets>.sets(atoms: 10)(&random)
      let expected = (0..<10).filter { atom in
        !sets.sets.isEmpty && sets.sets.allSatisfy { $0.contains(atom) }
      }
      try #require(sets.common.atoms == expected)
    }
  }

  @Test func `What stands on nothing, and what needs nothing, has no statement in common`() {
    #expect(SourceSets.bottom.common.isEmpty)
    #expect(SourceSets.top.common.isEmpty)
  }

  // MARK: the sets themselves

  @Test func `Only the smallest sets are kept, in order of size and then of members`() throws {
    try forAll(seed: 508) { random in
      let lists = (0..<random.below(12)).map { _ in
        (0..<random.below(5)).map { _ in [3, 9, 63, 64, 65, 128, 200, 300, 330][random.below(9)] }
      }
      let given = lists.map(Set.init)
      let expected = Set(given)
        .filter { set in !given.contains { $0.isStrictSubset(of: set) } }
        .map { $0.sorted() }
        .sorted { $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1) }
      let sets = SourceSets(lists.map { AtomSet($0) })
      try #require(sets.sets.map(\.atoms) == expected)
      try #require(sets.isExact)
    }
  }
}
