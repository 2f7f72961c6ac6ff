import Assessment
import BulkAudit
import CaseRecord
import CivilTime
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

/// Asked together, records get the answers that each gets alone: a million of them in a long run.
@Suite struct BulkEqualityTests {
  static let on = day("2018-01-01")

  @Test func `Small laws at random answer alike on records at random`() throws {
    try forAll(count: isLong ? 4_200 : 120, seed: 9900) { random in
      var shape = RandomLaw()
      shape.kinds = Gen.element(of: [
        [.conduct, .decision, .analysis], [.conduct], [.decision, .analysis],
      ])(&random)
      let law = shape.draw(using: &random)
      let records = (0..<random.below(9)).map { _ in RandomRecord().draw(using: &random) }
      let known = random.once(in: 4) ? day("2012-01-01") : nil
      try Self.check(records, BulkLaw(law, on: Self.on), known: known)
    }
  }

  static let real = BulkLaw(RealLaw.pack, on: on)

  @Test func `The law of the project answers alike on records at random`() throws {
    try forAll(count: isLong ? 50 : 2, seed: 9901) { random in
      let count = Gen.element(of: [1, 2, 63, 64, 65])(&random)
      let records = (0..<(isLong ? 65 : min(count, 6))).map { _ in
        RealRecord.draw(using: &random)
      }
      try Self.check(records, Self.real)
    }
  }

  @Test func `A day that a fact or a warning alone set running passes in both`() throws {
    let pack = try law(
      [.offence("OFFENCE", ["M": "any: [moved]"])],
      others: SmallPathways.files(
        SmallPathways.pathway(
          "F",
          "opened-by: [{fact: kept}], clock: {starts: {fact: kept}, within: 5 working days}, met-by: [assessment]"
        ),
        SmallPathways.pathway(
          "W",
          "opened-by: [{warning: raised}], clock: {starts: {warning: raised}, within: 5 working days}, met-by: [assessment]"
        )))
    let text = recordText(
      ["fact: kept, child: child-1, when: 2013-12-02"],
      "warnings: [{id: w, about: child-1, to: children-social-care/b, on: 2014-01-06}]\n")
    let record = try record(text, under: pack)
    let bulk = BulkLaw(pack, on: Self.on)
    #expect(bulk.assessments(of: [record]).map { $0.guards.map(\.kind) } == [[.clock, .clock]])
    try Self.check([record], bulk)
  }

  @Test(arguments: [
    "{event: same, all: [\(Provision.element("X", "any: [{framework: OLD}]"))]}",
    "{all: [\(Provision.element("X", "by: same, any: [{framework: OLD}]"))]}",
  ])
  func `A test that binds an event or a person and asks no fact itself is what it builds on is`(
    _ test: String
  ) throws {
    let pack = try law(
      .offence("OLD", ["M": "any: [moved]"]), .offence("ON-OLD", test: test))
    let bulk = BulkLaw(pack, on: Self.on)
    let statements = [
      ["fact: moved, child: child-1, when: 2012-01-01"],
      ["fact: moved, child: child-1, says: no"], ["fact: kept, child: child-1"],
      ["fact: moved, child: child-1, by: suspect-1, event: e, when: 2012-01-01"],
    ]
    let records = try statements.map { try record(recordText($0, ""), under: pack) }
    #expect(
      bulk.answers(to: records).map { $0.map(\.state) } == [
        [.evidenced, .evidenced], [.contradicted, .contradicted],
        [.notYetEvidenced, .notYetEvidenced], [.evidenced, .evidenced],
      ])
    try Self.check(records, bulk)
  }

  @Test(arguments: [
    "all: [{not: under-18}, under-16]", "all: [{not: under-16}, under-18]",
    "all: [{all: [{not: under-18}, moved]}, under-16]", "any: [{not: under-18}, under-16]",
  ])
  func `A date of birth says how old a child was, whatever other age is asked about beside it`(
    _ test: String
  ) throws {
    let pack = try law([.offence("X", ["E": test])])
    let bulk = BulkLaw(pack, on: Self.on)
    let statements = [
      // At seventeen, and on a day that nobody knows.
      ["fact: believed, child: child-1, when: 2012-03", "fact: meant, child: child-1"],
      ["fact: believed, child: child-1, when: 2012-03"], ["fact: meant, child: child-1"],
      ["fact: believed, child: child-1, when: 2012-06", "fact: meant, child: child-1"],
      [
        "fact: believed, child: child-1, when: 2012-03", "fact: meant, child: child-1",
        "fact: under-16, child: child-1, when: 2012", "fact: under-18, child: child-1, says: no",
      ],
    ]
    let records = try statements.map { statements in
      try record(
        recordText(statements, "people: [{id: child-1, role: child, born: 1994-05-10}]"),
        under: pack)
    }
    try Self.check(records, bulk)
  }

  /// Asks the records together and one by one, and says what differs.
  static func check(_ records: [CaseRecord], _ law: BulkLaw, known: CivilDate? = nil) throws {
    let together = law.assessments(of: records, known: known)
    try #require(together.count == records.count)
    for (record, bulk) in zip(records, together) {
      let answers = bulk.answers
      let assessment = assess(record, under: law.law, on: law.day, known: known)
      try #require(answers.count == assessment.findings.count, "\(record.brief)")
      let children = assessment.children.map(\.id)
      for (finding, answer) in zip(assessment.findings, answers) {
        let alone = Self.brief(finding)
        let bulk = Self.brief(answer, law, children)
        try #require(
          alone == bulk, "\(law.law.frameworks.count < 9 ? law.law.brief : "")\(record.brief)")
      }
      try #require(
        bulk.guards.map(Self.brief) == assessment.guards.map(Self.brief), "\(record.brief)")
    }
  }

  private static func brief(_ raised: Guard) -> String {
    "\(raised.kind) \(raised.about) \(raised.response, default: "-") \(raised.citations)"
  }

  private static func brief(_ finding: Finding) -> String {
    let considered =
      switch finding.considered {
      case .answered: "answered"
      case .never: "never considered"
      case .notAsked: "not asked"
      }
    return """
      \(finding.framework.id) \(finding.about): \(finding.state), \(finding.narrow), \(finding.broad), \
      certain \(finding.dates?.certainState, default: "-"), comparison \(finding.marks.isComparison), \
      \(considered)
      """
  }

  private static func brief(_ answer: BulkAnswer, _ law: BulkLaw, _ children: [String]) -> String {
    let considered =
      answer.isAnswered ? "answered" : answer.wasNeverConsidered ? "never considered" : "not asked"
    return """
      \(law.law.frameworks[answer.framework].id) \(answer.child.map { children[$0] } ?? Assessment.group): \
      \(answer.state), \(answer.narrow), \(answer.broad), \
      certain \(answer.certainState, default: "-"), comparison \(answer.isComparison), \(considered)
      """
  }
}
