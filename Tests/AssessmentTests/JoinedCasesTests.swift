import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

@testable import BulkAudit

/// Cases that are joined meet what none of them meets alone.
@Suite struct JoinedCasesTests {
  private static let on = day("2018-01-01")

  @Test
  func
    `Joined cases are given the tests about groups that the whole meets and no part does, on what was on file`()
    throws
  {
    var found = 0
    try forAll(count: 60, seed: 9940) { random in
      let law = RandomLaw().draw(using: &random)
      let bulk = BulkLaw(law, on: Self.on)
      let auditor = BulkAuditor(bulk)
      let known = random.once(in: 2) ? day("2012-01-01") : nil
      let components = (0...random.below(9)).map { number in
        (0..<2 + random.below(2)).map { part in
          var record = RandomRecord().draw(using: &random)
          record.id = "case-\(number)-\(part)"
          return record
        }
      }
      let parts = components.map { records in
        let cases = records.map { AuditedCase($0, place: $0.id) }
        let met = auditor.audit(cases, known: known).groupMet
        return zip(cases, met).map { JoinedPart($0, met: $1) }
      }
      let expected = components.compactMap { records -> Joined? in
        func met(_ record: CaseRecord) -> [String] {
          assess(record, under: law, on: Self.on, known: known).findings(about: Assessment.group)
            .filter { $0.state.isMet && !$0.marks.isComparison }.map(\.framework.id)
        }
        let below = Set(records.flatMap(met))
        let tests = met(CaseRecord.joining(records).whole).filter { !below.contains($0) }
        return tests.isEmpty ? nil : Joined(cases: records.map(\.id), tests: tests)
      }
      let groups = bulk.aboutGroups
      let answers = groups.joined(parts, known: known)
      try #require(answers.count == parts.count)
      let answered = answers.compactMap { answer -> Joined? in
        guard case .found(let cases) = answer else { return nil }
        return Joined(cases: cases.caseIDs, tests: cases.tests.map(\.framework))
      }
      try #require(answered == expected)
      // What is kept says the same of the same cases.
      for (answer, parts) in zip(answers, parts) {
        let kept = KeptAnswers(answer, under: groups)
        let again = JoinedAnswer(
          kept.bytes, caseIDs: parts.map(\.audited.record.id), places: parts.map(\.audited.place),
          under: groups)
        try #require(again == answer)
      }
      found += expected.count
    }
    #expect(found > 3)
  }

  @Test(arguments: [true, false])
  func `Cases are too many together by whom they have together and not by whom each has`(
    _ areSame: Bool
  ) throws {
    let law = BulkEqualityTests.real.aboutGroups
    let records = (0..<30).map { number in
      var record = CaseRecord(id: "case-\(number)", title: "", jurisdiction: "england-and-wales")
      record.people = (0..<5).map { Person(id: "child-\($0)", role: .child) }
      for suspect in 0..<240 {
        var person = Person(id: "suspect-\(suspect)", role: .suspect)
        person.identifiers = [
          .init(
            scheme: .policeReference, issuer: "police/a",
            value: areSame ? "\(suspect)" : "\(number) \(suspect)")
        ]
        record.people.append(person)
      }
      record.sources = [Source(id: "s", agency: "police/a", kind: "agency-record")]
      var statement = Statement(fact: "moved", children: ["child-0"], says: true, source: "s")
      statement.by = record.people.filter { $0.role == .suspect }.map(\.id)
      statement.event = "journey"
      record.statements = [statement]
      return record
    }
    // Whoever has an identity may be the same person, and is not counted until the cases are joined.
    var least = RecordSize()
    for record in records { least.add(ownOf: record) }
    #expect(least.people == 0)
    #expect((least.children, least.events) == (150, 30))
    #expect(!law.areTooManyTogether(least))

    let parts = records.map { JoinedPart(AuditedCase($0, place: "at \($0.id)"), met: []) }
    guard case .tooMany(let tooMany)? = law.joined([parts]).first else {
      #expect(areSame)
      return
    }
    #expect(!areSame)
    #expect(tooMany == CasesTooManyTogether(parts))
    #expect(tooMany.places.last == "at case-29")
    // Everybody is in one case alone: the first comes first.
    #expect(
      tooMany.most == MostShared(kind: .person, firstCase: 0, id: "suspect-0", cases: 1))
    let answer = JoinedAnswer.tooMany(tooMany)
    #expect(
      JoinedAnswer(
        KeptAnswers(answer, under: law).bytes, caseIDs: tooMany.caseIDs, places: tooMany.places,
        under: law) == answer)
  }

  private struct Joined: Equatable {
    var cases: [String]
    var tests: [String]
  }
}
