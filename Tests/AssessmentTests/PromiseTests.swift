import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import HeedTesting
import LawPack
import Testing
import Vocabulary

/// What Heed never does, by design 1.
@Suite struct PromiseTests {
  static let on = day("2024-01-15")

  // MARK: No score

  /// Every key of a value, and the keys under which a number stands.
  private struct Keys {
    var all: Set<String> = []
    var numbers: Set<String> = []

    mutating func collect(_ value: JSONValue, under key: String = "") {
      switch value {
      case .int: numbers.insert(key)
      case .array(let items): for item in items { collect(item, under: key) }
      case .object(let members):
        for case (let key, let value?) in members {
          all.insert(key)
          collect(value, under: key)
        }
      case .null, .bool, .string: break
      }
    }
  }

  @Test func `No assessment holds a number but the count of independent sources`() throws {
    let words = [
      "score", "percent", "probab", "likel", "rank", "rating", "risk", "confiden", "weight",
      "verdict", "guilt", "ethnic", "nationality", "religion", "immigration", "race",
    ]
    try forAll(count: 2, seed: 8600) { random in
      let record = RealRecord.draw(using: &random)
      var found = Keys()
      found.collect(assess(record, under: RealLaw.pack, on: Self.on).json)
      try #require(found.numbers.isSubset(of: ["independent-sources"]))
      for key in found.all {
        try #require(!words.contains { key.lowercased().contains($0) }, "\(key)")
      }
    }
  }

  @Test
  func `Children and suspects stand in the order of the record, frameworks in that of the law`()
    throws
  {
    try forAll(count: 1, seed: 8601) { random in
      let record = RealRecord.draw(using: &random)
      let findings = assess(record, under: RealLaw.pack, on: Self.on).findings
      let children = record.people.filter { $0.role == .child }.map(\.id)
      let suspects = record.people.filter { $0.role == .suspect && !$0.isPooled }.map(\.id)
      let expected =
        children.flatMap { child in
          RealLaw.pack.frameworks.filter { $0.about == .child }.map { "\($0.id) \(child)" }
        } + RealLaw.pack.frameworks.filter { $0.about != .child }.map { "\($0.id) group-1" }
      try #require(findings.map { "\($0.framework.id) \($0.about)" } == expected)
      for finding in findings where !finding.suspects.isEmpty {
        try #require(finding.suspects.map(\.id) == suspects)
      }
    }
  }

  // MARK: What never counts against a child

  /// Everything that an answer says of the law, without where it stands on.
  private func answers(_ record: CaseRecord) -> [String] {
    assess(record, under: RealLaw.pack, on: Self.on).findings.map { finding in
      """
      \(finding.framework.id) \(finding.about) \(finding.state) \(finding.narrow) \(finding.broad) \
      \(finding.dates?.certainState, default: "-") \(finding.asIfInForce, default: "-") \
      \(finding.weakest, default: "-") \(finding.onlySource, default: "-") \
      \(finding.suspects.map { "\($0.id) \($0.state)" }) \
      \(finding.elements.map { "\($0.state, default: "-")" }) \
      \(finding.knownSince?.together, default: "-")
      """
    }
  }

  @Test func `What a body recorded of consent changes no answer`() throws {
    try checkInert(seed: 8603, facts: ["consent-claimed"])
  }

  @Test func `Nor does anything else that may never count, or that a body did`() throws {
    let facts = RealLaw.pack.vocabulary.facts.filter { $0.isNeverAgainst || $0.shows == .response }
    #expect(facts.count > 3)
    try checkInert(seed: 8604, facts: facts.map(\.name))
  }

  private func checkInert(seed: UInt64, facts: [String]) throws {
    try forAll(count: 3, seed: seed) { random in
      let record = RealRecord.draw(using: &random)
      var other = record
      for _ in 0..<4 {
        other.statements.append(
          RealRecord.statement(Gen.element(of: facts)(&random), in: record, using: &random))
      }
      let (before, after) = (answers(record), answers(other))
      for (one, another) in zip(before, after) {
        try #require(one == another, "\(other.brief)")
      }
      try #require(before.count == after.count)
    }
  }

  // MARK: Not yet evidenced is never no

  @Test func `Where nothing is denied nothing is contradicted`() throws {
    try forAll(count: 2, seed: 8605) { random in
      var record = RealRecord.draw(using: &random)
      // What is said to be so may deny too: an exact number, one who acted alone, an age that a birth gives.
      record.statements.removeAll {
        !$0.says || $0.count == .exactly || $0.fact == "acted-alone"
      }
      for index in record.people.indices { record.people[index].born = nil }
      // Nor is anything said to be so of which a test asks that it was not.
      record.statements.removeAll { RealLaw.askedNotToBe.contains($0.fact) }
      for finding in assess(record, under: RealLaw.pack, on: Self.on).findings {
        try #require(finding.state != .contradicted && finding.state != .disputed)
        try #require(finding.asIfInForce != .contradicted)
      }
    }
  }

  @Test func `An empty record contradicts nothing, and meets nothing`() throws {
    var record = CaseRecord(id: "empty", title: "Empty", jurisdiction: "england-and-wales")
    record.people = [Person(id: "child-1", role: .child)]
    for finding in assess(record, under: RealLaw.pack, on: Self.on).findings {
      let isLaw =
        finding.framework.inForce?.uncommenced == nil
        && (finding.framework.governsBy != .decision || finding.framework.isInForce(on: Self.on))
      #expect(finding.state == (isLaw ? .notYetEvidenced : .notInForce), "\(finding.framework.id)")
      #expect(isLaw || finding.asIfInForce == .notYetEvidenced)
    }
  }
}
