import Assessment
import BulkAudit
import CaseRecord
import CivilTime
import EvidenceLogic
import HeedTesting
import LawPack
import Testing
import Vocabulary

/// What an audit counts and lists is what assessing its cases one by one would.
@Suite struct AuditTests {
  static let law = BulkEqualityTests.real

  private static func cases(seed: UInt64, count: Int) -> [AuditedCase] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { number in
      var record = RealRecord.draw(using: &random)
      record.id = "case-\(number)"
      record.responses = responses(using: &random)
      return AuditedCase(record, place: "line \(number + 1)")
    }
  }

  private static func responses(using random: inout SplitMix64) -> [Response] {
    let acts: [Response.Act] = [
      .referral, .noFurtherAction, .closed, .nrmReferral, .groupMapped, .considered,
    ]
    let codes = law.law.vocabulary.relianceCodes
    return (0..<random.below(4)).map { _ in
      var response = Response(act: Gen.element(of: acts)(&random))
      if random.once(in: 2) { response.about = [Gen.element(of: RandomRecord.children)(&random)] }
      if random.once(in: 2) { response.by = Gen.element(of: RandomRecord.agencies)(&random) }
      if !random.once(in: 3) {
        response.on = RandomRecord.date(
          Gen.element(of: ["2009-03-01", "2014", "2016-02-02"])(&random))
      }
      if response.act.isClosure, random.once(in: 2) {
        response.reliesOn = [Gen.element(of: codes)(&random)]
      }
      if response.act == .considered {
        response.framework = Gen.element(of: law.law.frameworks.map(\.id))(&random)
        response.answer = .notMet
      }
      return response
    }
  }

  private static let audited = cases(seed: 9910, count: isLong ? 400 : 10)
  private static let auditor = BulkAuditor(law)
  private static let part = auditor.audit(audited)
  private static let alone = audited.map { assess($0.record, under: law.law, on: law.day) }

  @Test func `Counts by framework are those of the cases one by one`() throws {
    for count in Self.part.totals.counts {
      let findings = Self.alone.flatMap(\.findings).filter {
        $0.framework.id == count.framework && !$0.marks.isComparison
      }
      func number(_ state: State) -> Int { findings.filter { $0.state == state }.count }
      try #require(
        [
          count.evidenced, count.arguable, count.disputed, count.contradicted,
          count.notYetEvidenced, count.notInForce,
        ] == [
          number(.evidenced), number(.arguable), number(.disputed), number(.contradicted),
          number(.notYetEvidenced), number(.notInForce),
        ], "\(count.framework)")
      try #require(
        count.neverConsidered == findings.filter { $0.considered == .never }.count,
        "\(count.framework)")
    }
    #expect(Self.part.totals.children == Self.alone.flatMap(\.children).count)
  }

  @Test func `Guards are those of the cases one by one`() {
    let alone = zip(Self.audited, Self.alone).flatMap { audited, assessment in
      assessment.guards.map {
        AuditedGuard(
          kind: $0.kind, caseID: audited.record.id, place: audited.place, about: $0.about,
          citations: $0.citations, response: $0.response)
      }
    }
    #expect(!alone.isEmpty)
    #expect(Set(Self.part.guards) == Set(alone))
    #expect(Self.part.guards.count == alone.count)
  }

  @Test func `Closed though a test is met lists the tests, the decisions and the first day`() throws
  {
    var listed = 0
    for (audited, assessment) in zip(Self.audited, Self.alone) {
      for child in assessment.children {
        let closures = audited.record.responses.indices.filter { index in
          let response = audited.record.responses[index]
          return response.act.isClosure
            && (response.about.isEmpty || response.about.contains(child.id))
        }
        let met = assessment.findings(about: child.id).filter {
          $0.state.isMet && !$0.marks.isComparison
        }
        let entry = Self.part.entries.first {
          $0.list == .closedThoughMet && $0.caseID == audited.record.id && $0.about == child.id
        }
        guard !closures.isEmpty, !met.isEmpty else {
          #expect(entry == nil)
          continue
        }
        listed += 1
        try #require(entry?.responses == closures)
        try #require(entry?.tests.map(\.framework) == met.map(\.framework.id))
        try #require(
          entry?.known == met.compactMap { $0.knownSince?.together?.day }.min(),
          "\(audited.record.brief)")
      }
    }
    try #require(listed > 3)
  }

  @Test func `One fact short lists each fact that would complete a test`() throws {
    var listed = 0
    for (audited, assessment) in zip(Self.audited, Self.alone) {
      for child in assessment.children {
        let short = assessment.findings(about: child.id).compactMap {
          finding -> (String, [String])? in
          guard finding.state == .notYetEvidenced, !finding.marks.isComparison,
            !finding.framework.opens.isEmpty
          else { return nil }
          let single = Self.single(finding).subtracting(Self.sufficient[finding.framework.id] ?? [])
          return single.isEmpty ? nil : (finding.framework.id, single.sorted())
        }
        let entry = Self.part.entries.first {
          $0.list == .oneFactShort && $0.caseID == audited.record.id && $0.about == child.id
        }
        let tests = entry?.tests ?? []
        try #require(tests.map(\.framework) == short.map(\.0), "\(audited.record.brief)")
        for (test, expected) in zip(tests, short) {
          try #require(
            test.facts.sorted() == expected.1, "\(test.framework)\(audited.record.brief)")
        }
        listed += tests.count
      }
    }
    try #require(listed > 3)
  }

  @Test
  func
    `A line of one fact short is dated by the facts that it names, not by one that was denied since`()
    throws
  {
    let routes = [["moved", "kept"], ["abused", "given"]].map { route in
      "{all: [\(route.map { Provision.element($0.uppercased(), "any: [\($0)]") }.joined(separator: ", "))]}"
    }
    let pack = try AssessmentTests.law(
      [
        .offence(
          "OFFENCE", more: ["opens: [OPENED]"], test: "{any: [\(routes.joined(separator: ", "))]}")
      ],
      others: SmallPathways.files(SmallPathways.pathway("OPENED", "met-by: [nrm-referral]")))
    let sources = """
      sources:
        - {id: p, kind: agency-record, agency: police/a, made: 2013-03-01}
        - {id: q, kind: agency-record, agency: police/a, made: 2014-03-01}

      """
    let record = try record(
      recordText(
        [
          "fact: moved, child: child-1, when: 2013-01-01, source: p",
          "fact: abused, child: child-1, when: 2013-01-01, source: q",
          "fact: kept, child: child-1, says: no, when: 2004/2018, source: q",
        ], sources), under: pack)
    let auditor = BulkAuditor(BulkLaw(pack, on: day("2018-01-01")))
    let entry = try #require(
      auditor.audit([AuditedCase(record, place: "one")]).entries.first {
        $0.list == .oneFactShort
      })
    #expect(entry.tests.map(\.facts) == [["given"]])
    #expect(entry.known == day("2014-03-01"))
  }

  private static func single(_ finding: Finding) -> Set<String> {
    Set(finding.missing[.broad]?.sets.filter { $0.count == 1 }.map { $0[0].label } ?? [])
  }

  /// What alone would meet each test, of a child of whom nothing is known.
  private static let sufficient: [String: Set<String>] = {
    let nobody = CaseRecord(
      id: "nobody", title: "", jurisdiction: "england-and-wales",
      people: [Person(id: "child-1", role: .child)])
    let findings = assess(nobody, under: law.law, on: law.day).findings(about: "child-1")
    return Dictionary(uniqueKeysWithValues: findings.map { ($0.framework.id, single($0)) })
  }()

  @Test func `Parts add up to the whole`() {
    let middle = Self.audited.count / 2
    let first = Self.auditor.audit(Array(Self.audited[..<middle]))
    let second = Self.auditor.audit(Array(Self.audited[middle...]))
    var totals = first.totals
    totals += second.totals
    #expect(totals.counts == Self.part.totals.counts)
    #expect(totals.cells == Self.part.totals.cells)
    #expect(first.entries + second.entries == Self.part.entries)
    #expect(first.guards + second.guards == Self.part.guards)
  }
}
