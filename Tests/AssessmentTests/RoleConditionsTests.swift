import HeedTesting
import LawPack
import Testing

@testable import BulkAudit

/// Words by number meet the conditions that the words themselves meet.
@Suite struct RoleConditionsTests {
  private static let roles = ["purpose", "crosses", "means", "place"]

  private static func words(of count: Int, _ random: inout SplitMix64) -> [String] {
    // More than a word of bits has room for.
    (0..<random.below(count)).map { _ in "word-\(random.below(90))" }
  }

  @Test
  func `A test is met where each of its roles is stated with one of its words, or may be unstated`()
    throws
  {
    var met = 0
    try forAll(count: 300, seed: 9936) { random in
      let tests = (0..<4).map { _ in
        var test = FactTest(fact: "moved")
        test.conditions = Self.roles.dropLast(random.below(5)).map { role in
          let words = Self.words(of: 60, &random)
          return FactTest.Condition(
            role: role,
            words: random.once(in: 2) ? words + [FactTest.Condition.unstated] : words)
        }
        return test
      }
      let conditions = RoleConditions(tests)
      for _ in 0..<10 {
        var said: [String: [String]] = [:]
        for role in Self.roles + ["unasked"] where random.once(in: 2) {
          said[role] = Self.words(of: 4, &random)
        }
        var stated: [RoleConditions.Stated] = []
        conditions.add(said, to: &stated)
        for (number, test) in tests.enumerated() {
          let isMet = test.conditions.allSatisfy { condition in
            guard let words = said[condition.role] else {
              return condition.words.contains(FactTest.Condition.unstated)
            }
            return words.contains(where: condition.words.contains)
          }
          if isMet { met += 1 }
          try #require(conditions.meets(number, stated) == isMet, "\(test), \(said)")
        }
      }
    }
    #expect(met > 1_000, "\(met)")
  }
}
