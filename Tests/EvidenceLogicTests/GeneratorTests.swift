import EvidenceLogic
import HeedTesting
import Testing

/// The generator behind every property test.
@Suite struct GeneratorTests {
  @Test func `The generator gives the published numbers for seed 1234567`() {
    var random = SplitMix64(seed: 1_234_567)
    let numbers = (0..<5).map { _ in random.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func `A number below a bound takes every value and no other`() {
    var random = SplitMix64(seed: 1)
    let drawn = Set((0..<200).map { _ in random.below(7) })
    #expect(drawn == Set(0..<7))
  }

  @Test func `The same seed gives the same formula`() {
    var one = SplitMix64(seed: 42)
    var other = SplitMix64(seed: 42)
    let formula = randomFormula(leaves: 5, depth: 4, using: &one)
    #expect(formula == randomFormula(leaves: 5, depth: 4, using: &other))
  }

  @Test func `Random formulas without negations have none`() throws {
    try forAll(count: 100, seed: 3) { random in
      let formula = randomFormula(leaves: 4, depth: 4, negations: false, using: &random)
      try #require(formula.leaves.allSatisfy { !$0.isNegated })
    }
  }

  @Test func `A failing property names a seed that fails by itself`() {
    struct TooBig: Error {}
    func smallOnly(_ random: inout SplitMix64) throws {
      if random.below(10) == 9 { throw TooBig() }
    }
    let first = #expect(throws: Counterexample.self) {
      try forAll(count: 1000, seed: 8, smallOnly)
    }
    let again = #expect(throws: Counterexample.self) {
      try forAll(count: 1, seed: first?.seed ?? 0, smallOnly)
    }
    #expect(again?.seed == first?.seed)
    #expect(again?.passed == 0)
  }
}
