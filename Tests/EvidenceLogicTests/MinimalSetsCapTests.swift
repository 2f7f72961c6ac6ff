import EvidenceLogic
import HeedTesting
import Testing

/// What happens past the most sets that are kept.
@Suite struct MinimalSetsCapTests {
  static let cap = SourceSets.cap

  /// One more than are kept.
  static let cut = sourceSets(any(0..<257))

  static func any(_ atoms: some Sequence<Int>) -> Formula<Int> { .any(atoms.map(Formula.leaf)) }

  static func sourceSets(_ formula: Formula<Int>) -> SourceSets {
    formula.support { SourceSets(atom: $0) }
  }

  @Test func `The cap is 256`() {
    #expect(Self.cap == 256)
  }

  @Test func `As many sets as the cap are exact`() {
    let sets = Self.sourceSets(Self.any(0..<256))
    #expect(sets.sets.count == 256)
    #expect(sets.isExact)
  }

  @Test func `One set more than the cap is said not to be exact`() {
    #expect(Self.cut.sets.count == 256)
    #expect(!Self.cut.isExact)
  }

  @Test func `The first 256 are kept, in whatever order they were found`() throws {
    try forAll(count: 2, seed: 600) { random in
      let sets = Self.sourceSets(Self.any(Gen.shuffle(Array(0..<265))(&random)))
      try #require(sets.sets.map(\.atoms) == (0..<256).map { [$0] })
      try #require(!sets.isExact)
    }
  }

  @Test func `Pairs past the cap are kept in order of their members`() {
    // 17 × 17 pairs. The order of the two parts makes no difference.
    let expected = (0..<17).flatMap { a in (17..<34).map { [a, $0] } }.prefix(256)
    for formula in [
      Formula.all([Self.any(0..<17), Self.any(17..<34)]),
      Formula.all([Self.any((17..<34).reversed()), Self.any((0..<17).reversed())]),
    ] {
      let sets = Self.sourceSets(formula)
      #expect(sets.sets.map(\.atoms) == Array(expected))
      #expect(!sets.isExact)
    }
  }

  @Test func `At least two of 24 has 276 smallest sets and keeps 256`() {
    let formula = Formula.atLeast(2, (0..<24).map(Formula.leaf))
    let sets = Self.sourceSets(formula)
    #expect(sets.sets.count == 256)
    #expect(sets.sets.allSatisfy { $0.count == 2 })
    #expect(!sets.isExact)
  }

  @Test func `A small set found late displaces larger ones`() {
    let pairs = Formula.all([Self.any(0..<17), Self.any(17..<34)])
    let sets = Self.sourceSets(.any([pairs, .leaf(40)]))
    #expect(sets.sets.first?.atoms == [40])
    #expect(sets.sets.count == 256)
    #expect(!sets.isExact)
  }

  @Test func `What was once cut short stays so`() {
    #expect(!Self.cut.meet(SourceSets(atom: 400)).isExact)
    #expect(!SourceSets(atom: 400).meet(Self.cut).isExact)
    #expect(!Self.cut.join(SourceSets(atom: 0)).isExact)
  }

  @Test func `Nothing and everything are exact however they were reached`() {
    #expect(Self.cut.meet(.bottom) == .bottom)
    #expect(Self.cut.join(.top) == .top)
    #expect(SourceSets.bottom.meet(Self.cut).isExact)
    #expect(SourceSets.top.join(Self.cut).isExact)
  }

  @Test func `Every set that is kept suffices`() throws {
    let formula = Formula.all([
      Self.any(0..<17), .atLeast(2, (10..<24).map(Formula.leaf)), Self.any(20..<30),
    ])
    let sets = Self.sourceSets(formula)
    #expect(!sets.isExact)
    for set in sets.sets { try #require(formula.support(set.contains)) }
  }

  @Test func `A status read off sets that were cut short is still right`() throws {
    var cutShort = 0
    try forAll(count: 12, seed: 601) { random in
      // Wide enough that most of them pass the cap, on one side or on both.
      func wide() -> Formula<Int> {
        let leaves = (0..<(8 + random.below(12))).map { _ in Formula.leaf(random.below(40)) }
        return switch random.below(4) {
        case 0: .not(.all(leaves))
        case 1: .atLeast(2, leaves)
        default: .any(leaves)
        }
      }
      let formula = Formula.all([wide(), wide(), wide()])
      let sides = Gen.element(of: [true, true, true, false])
      let values = Gen.evidence(sides).array(count: 40)(&random)
      func sets(_ leaf: Int) -> Evidence<SourceSets> {
        Evidence(
          for: values[leaf].for ? SourceSets(atom: 2 * leaf) : .bottom,
          against: values[leaf].against ? SourceSets(atom: 2 * leaf + 1) : .bottom)
      }
      let grounds = formula.evaluate(sets)
      let plain = formula.evaluate { values[$0] }
      if !grounds.for.isExact || !grounds.against.isExact { cutShort += 1 }
      try #require((grounds.for != .bottom) == plain.for)
      try #require((grounds.against != .bottom) == plain.against)
      try #require(formula.state(sets) == formula.state { values[$0] })
    }
    #expect(cutShort > 0, "no case was cut short, so nothing was tried")
  }
}
