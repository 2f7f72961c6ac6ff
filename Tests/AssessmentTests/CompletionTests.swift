import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

/// Missing sets, against what they mean: state what is missing, and look.
@Suite struct CompletionTests {
  static let on = day("2018-01-01")

  /// The record with a fresh statement for each label, about the child, or every child of the group, and of no known day.
  private func record(
    _ record: CaseRecord, completedWith labels: [Finding.FactLabel], _ tests: [String: FactTest],
    about: String
  ) throws -> CaseRecord {
    var record = record
    record.sources.append(Source(id: "fresh", agency: "police/a", kind: "agency-record"))
    for label in labels {
      let test = try #require(tests[label.label], "\(label.label)")
      var statement = Statement(
        fact: test.fact, children: about == Assessment.group ? RandomRecord.children : [about],
        says: true, source: "fresh")
      for condition in test.conditions { statement.roles[condition.role] = [condition.words[0]] }
      if let count = test.atLeast {
        if test.of == nil {
          statement.number = count
        } else {
          statement.by = (0..<count).map { "fresh-\($0)" }
          for id in statement.by where record.person(id) == nil {
            record.people.append(Person(id: id, role: .suspect))
          }
        }
      }
      record.statements.append(statement)
    }
    return record
  }

  @Test func `Rule 11: any one missing set would meet the test in that reading`() throws {
    try forAll(count: 12, seed: 8300) { random in
      let law = RandomLaw(denies: false).draw(using: &random)
      let record = RandomRecord().draw(using: &random)
      let tests = law.testsByLabel
      for finding in assess(record, under: law, on: Self.on).findings {
        for (reading, missing) in finding.missing.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        {
          if missing.sets.isEmpty { continue }
          let set = missing.sets[random.below(missing.sets.count)]
          let more = try self.record(
            record, completedWith: set, tests, about: finding.about)
          let then = try #require(
            assess(more, under: law, on: Self.on, only: [finding.framework.id])
              .finding(finding.framework.id, about: finding.about))
          try #require(
            reading == .narrow ? then.narrow.isMet : then.broad.isMet,
            """
            \(finding.framework.id) about \(finding.about), \(reading), \(set.map(\.label))\
            \(law.brief)\(record.brief)
            """)
        }
      }
    }
  }

  @Test func `Rule 11: a reading has missing sets exactly where it is not met and was in force`()
    throws
  {
    try forAll(count: 25, seed: 8301) { random in
      let law = RandomLaw().draw(using: &random)
      let record = RandomRecord().draw(using: &random)
      for finding in assess(record, under: law, on: Self.on).findings {
        let isOut = finding.state == .notInForce
        try #require((finding.missing[.narrow] != nil) == (!isOut && !finding.narrow.isMet))
        try #require((finding.missing[.broad] != nil) == (!isOut && !finding.broad.isMet))
        for missing in finding.missing.values {
          let offered = Set(missing.sets.flatMap { $0.map(\.label) })
          try #require(missing.blockedBy.allSatisfy { !offered.contains($0) })
          try #require(!missing.sets.contains([]))
          try #require(missing.sets.map(\.count) == missing.sets.map(\.count).sorted())
        }
      }
    }
  }

  @Test func `Rule 11: what is contradicted has nothing that would complete it`() throws {
    try forAll(count: 40, seed: 8302) { random in
      let law = RandomLaw().draw(using: &random)
      let record = RandomRecord().draw(using: &random)
      for finding in assess(record, under: law, on: Self.on).findings {
        if finding.narrow == .contradicted { try #require(finding.missing[.narrow]?.sets == []) }
        if finding.broad == .contradicted { try #require(finding.missing[.broad]?.sets == []) }
      }
    }
  }
}

extension LawPack {
  /// What each label of a missing fact asks.
  var testsByLabel: [String: FactTest] {
    var tests: [String: FactTest] = [:]
    for element in frameworks.flatMap(\.elements) {
      for case .fact(let test) in element.formula(.broad)?.leaves.map(\.leaf) ?? [] {
        tests[test.label] = test
      }
    }
    return tests
  }
}
