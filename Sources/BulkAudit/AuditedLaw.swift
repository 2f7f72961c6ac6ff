import Assessment
import EvidenceLogic
import LawPack

/// What the worklists and the guards ask of a law, worked out once for all records.
final class AuditedLaw: Sendable {
  let rules: GuardRules
  /// What the lines tell by number. What guards cite has the numbers that it has in `rules`.
  let words: LineWords
  /// By test as it is asked: the number under which a worklist cites it.
  let citations: [Int]
  /// By framework of the law: its place among those that are asked.
  private let places: [Int]

  init(_ law: BulkLaw, _ shortfall: Shortfall) {
    let rules = GuardRules(law.law)
    var numbers = Numbered(rules.citations)
    citations = law.asked.map { asked in
      numbers.number(of: Guard.Citation(framework: asked.test.framework, cite: asked.test.cite))
    }
    var facts: [[String]] = numbers.values.map { _ in [] }
    for (citation, candidates) in zip(citations, shortfall.candidates) {
      facts[citation] = candidates.map { shortfall.label($0.fact) }
    }
    words = LineWords(citations: numbers.values, facts: facts)
    var places = [Int](repeating: 0, count: law.law.frameworks.count)
    for (place, asked) in law.asked.enumerated() { places[asked.place] = place }
    self.places = places
    self.rules = rules
  }

  /// The places among the tests that are asked of a set of frameworks.
  func asked(_ tests: AtomSet) -> [Int] {
    var asked: [Int] = []
    asked.reserveCapacity(tests.count)
    tests.forEach { asked.append(places[$0]) }
    return asked
  }
}
