import EvidenceLogic
import HeedTesting
import Testing

/// New evidence adds to what is known. It never takes anything away.
@Suite struct MonotonicityTests {
  /// Whether the second value holds all that the first does.
  static func holds<Side: Lattice>(_ less: Side, within more: Side) -> Bool {
    less.join(more) == more
  }

  /// The answer before and after some leaf gains evidence.
  static func answers<Side: Lattice>(
    _ side: Gen<Side>, negations: Bool, addingAgainst: Bool, using random: inout SplitMix64
  ) -> (before: Evidence<Side>, after: Evidence<Side>) {
    let formula = randomFormula(leaves: 4, depth: 3, negations: negations, using: &random)
    var leaves = Gen.evidence(side).array(count: 4)(&random)
    let before = formula.evaluate { leaves[$0] }
    let changed = random.below(4)
    leaves[changed].for = leaves[changed].for.join(side(&random))
    if addingAgainst { leaves[changed].against = leaves[changed].against.join(side(&random)) }
    return (before, formula.evaluate { leaves[$0] })
  }

  static func supportNeverFalls<Side: Lattice>(_ side: Gen<Side>, seed: UInt64) throws {
    try forAll(count: 120, seed: seed) { random in
      let (before, after) = answers(
        side, negations: false, addingAgainst: false, using: &random)
      try #require(holds(before.for, within: after.for))
      try #require(before.against == after.against)
    }
  }

  static func nothingIsLost<Side: Lattice>(_ side: Gen<Side>, seed: UInt64) throws {
    try forAll(count: 120, seed: seed) { random in
      let (before, after) = answers(side, negations: true, addingAgainst: true, using: &random)
      try #require(holds(before.for, within: after.for))
      try #require(holds(before.against, within: after.against))
    }
  }

  @Test func `Without negations, evidence for a leaf only adds to what supports the test`() throws {
    try Self.supportNeverFalls(.bool, seed: 1000)
    try Self.supportNeverFalls(.sourceClass, seed: 1001)
    try Self.supportNeverFalls(.knowableDay(), seed: 1002)
    try Self.supportNeverFalls(Gen<SourceSets>.sets(atoms: 10), seed: 1003)
  }

  @Test func `With negations, new evidence takes nothing from either side`() throws {
    try Self.nothingIsLost(.bool, seed: 1004)
    try Self.nothingIsLost(.sourceClass, seed: 1005)
    try Self.nothingIsLost(.knowableDay(), seed: 1006)
    try Self.nothingIsLost(Gen<SourceSets>.sets(atoms: 10), seed: 1007)
  }

  @Test func `New evidence never turns what is met into what is not`() throws {
    try forAll(count: 300, seed: 1008) { random in
      let formula = randomFormula(leaves: 4, depth: 3, using: &random)
      var leaves = Gen.evidence(.bool).array(count: 4)(&random)
      let before = formula.state { leaves[$0] }
      let changed = random.below(4)
      if random.once(in: 2) { leaves[changed].for = true } else { leaves[changed].against = true }
      let after = formula.state { leaves[$0] }
      if before.isMet { try #require(after.isMet) }
    }
  }
  @Test func `Evidence against a leaf never settles a dispute without negations`() throws {
    try forAll(count: 300, seed: 1009) { random in
      let formula = randomFormula(leaves: 4, depth: 3, negations: false, using: &random)
      var leaves = Gen.evidence(.bool).array(count: 4)(&random)
      let before = formula.state { leaves[$0] }
      leaves[random.below(4)].against = true
      let after = formula.state { leaves[$0] }
      if before == .disputed { try #require(after == .disputed) }
      if before == .evidenced { try #require(after == .evidenced || after == .disputed) }
    }
  }
}
