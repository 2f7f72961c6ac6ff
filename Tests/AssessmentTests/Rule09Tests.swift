import Assessment
import EvidenceLogic
import LawPack
import Testing

/// Tried and not proved; and what a conviction finds.
@Suite struct Rule09Tests {
  static let offences: [Provision] = [
    .offence("ONE", ["M": "any: [moved]", "P": "any: [meant]"]),
    .offence("OTHER", ["M": "any: [moved]"]),
    .policy("POLICY", ["M": "any: [moved]"]),
    .analysis("GROUP", about: "group", ["N": "any: [{fact: moved, at-least: 2, of: suspect}]"]),
  ]

  static let statements = [
    "fact: moved, child: child-1, by: [suspect-1, suspect-2], event: spring, when: 2010",
    "fact: meant, child: child-1, by: [suspect-1, suspect-2], event: spring, when: 2010",
  ]

  private func assessment(_ responses: String, _ more: String...) throws -> Assessment {
    try law(Self.offences).assessment(
      of: recordText(Self.statements + more, "responses:\n  - {\(responses)}"))
  }

  private func suspect(_ id: String, _ framework: String = "ONE", in assessment: Assessment)
    -> State?
  {
    assessment.finding(framework, about: "child-1")?.suspect(id)
  }

  static let acquitted =
    "act: acquitted, framework: ONE, about: child-1, suspect: suspect-1, outcome: not-guilty"

  // MARK: Acquittals

  @Test func `Rule 9: an acquittal answers for that suspect`() throws {
    let found = try assessment(Self.acquitted)
    #expect(suspect("suspect-1", in: found) == .triedNotProved)
  }

  @Test func `Rule 9: it bears on no other suspect and no other offence`() throws {
    let found = try assessment(Self.acquitted)
    #expect(suspect("suspect-2", in: found) == .evidenced)
    #expect(suspect("suspect-1", "OTHER", in: found) == .evidenced)
  }

  @Test func `Rule 9: every statement keeps its weight for the child, policy and groups`() throws {
    let found = try assessment(Self.acquitted)
    for id in ["ONE", "OTHER", "POLICY"] {
      #expect(found.finding(id, about: "child-1")?.state == .evidenced, "\(id)")
    }
    #expect(found.finding("GROUP", about: "group-1")?.state == .evidenced)
  }

  @Test(arguments: [
    "not-guilty", "no-evidence-offered", "jury-could-not-agree", "stayed", "conviction-quashed",
  ])
  func `Rule 9: however it ended without a conviction that stands, it was not proved`(
    _ outcome: String
  ) throws {
    let found = try assessment(
      "act: acquitted, framework: ONE, about: child-1, suspect: suspect-1, outcome: \(outcome)")
    #expect(suspect("suspect-1", in: found) == .triedNotProved)
    #expect(found.finding("ONE", about: "child-1")?.state == .evidenced)
  }

  @Test func `Rule 9: an acquittal about one child bears on no other's answer`() throws {
    let found = try assessment(
      Self.acquitted, "fact: moved, child: child-2, by: suspect-1, when: 2011",
      "fact: meant, child: child-2, by: suspect-1, when: 2011")
    #expect(suspect("suspect-1", in: found) == .triedNotProved)
    #expect(found.finding("ONE", about: "child-2")?.suspect("suspect-1") == .evidenced)
  }

  @Test func `Rule 9: an acquittal of one event leaves the others`() throws {
    let ofSpring = Self.acquitted + ", event: spring"
    #expect(suspect("suspect-1", in: try assessment(ofSpring)) == .triedNotProved)
    let more = try assessment(
      ofSpring, "fact: moved, child: child-1, by: suspect-1, event: autumn, when: 2010",
      "fact: meant, child: child-1, by: suspect-1, event: autumn, when: 2010")
    #expect(suspect("suspect-1", in: more) == .evidenced)
  }

  @Test func `Rule 9: an acquittal of an event takes that event's evidence from the answer`() throws
  {
    // The journey of which the suspect was acquitted does not complete what is alleged of another.
    let found = try assessment(
      Self.acquitted + ", event: spring",
      "fact: meant, child: child-1, by: suspect-1, event: autumn, when: 2010")
    #expect(suspect("suspect-1", in: found) == .triedNotProved)
  }

  @Test func `Rule 9: an acquittal holds in a replay of an earlier day`() throws {
    let found = try law(Self.offences).assessment(
      of: recordText(
        Self.statements.map { $0 + ", source: note" },
        """
        sources: [{id: note, agency: police/a, kind: agency-record, made: 2010-05-01}]
        responses:
          - {\(Self.acquitted), on: 2012-05-01}
        """), known: "2011-01-01")
    #expect(suspect("suspect-1", in: found) == .triedNotProved)
  }

  // MARK: Convictions

  static let convicted = "act: convicted, framework: ONE, about: child-1, suspect: suspect-1"

  private func convicted(
    _ responses: String..., framework: String = "ONE", about: String = "child-1"
  )
    throws -> Finding
  {
    let law = try law(
      Self.offences + [
        .offence("BOUND", ["M": "any: [moved], by: same", "P": "any: [meant], by: same"])
      ])
    let assessment = try law.assessment(
      of: """
        people:
          - {id: child-1, role: child}
          - {id: child-2, role: child}
          - {id: suspect-1, role: suspect}
          - {id: suspect-2, role: suspect}
        responses:
        \(responses.map { "  - {\($0)}" }.joined(separator: "\n"))
        """)
    return try #require(assessment.finding(framework, about: about))
  }

  @Test func `Rule 9: a conviction is a finding of each element, of the highest class`() throws {
    let found = try convicted(Self.convicted + ", on: 2012-05-01, by: court/alderby")
    #expect(found.state == .evidenced)
    #expect(found.weakest == .f7)
    #expect(found.elements.map(\.state) == [.evidenced, .evidenced])
    #expect(found.known() == "2012-05-01")
  }

  @Test func `Rule 9: a conviction grounds the answer of the person convicted alone`() throws {
    let found = try convicted(Self.convicted)
    #expect(found.suspect("suspect-1") == .evidenced)
    #expect(found.suspect("suspect-2") == .notYetEvidenced)
  }

  @Test func `Rule 9: a conviction grounds that offence, about that child, and no more`() throws {
    #expect(try convicted(Self.convicted, framework: "OTHER").state == .notYetEvidenced)
    #expect(try convicted(Self.convicted, framework: "POLICY").state == .notYetEvidenced)
    #expect(try convicted(Self.convicted, about: "child-2").state == .notYetEvidenced)
  }

  @Test func `Rule 9: a conviction finds elements that one person has to satisfy`() throws {
    let bound = "act: convicted, framework: BOUND, about: child-1, suspect: suspect-1"
    #expect(try convicted(bound, framework: "BOUND").state == .evidenced)
    #expect(try convicted(bound, framework: "BOUND").suspect("suspect-1") == .evidenced)
    #expect(try convicted(bound, framework: "BOUND").suspect("suspect-2") == .notYetEvidenced)
  }

  @Test func `Rule 9: a conviction that was quashed grounds nothing`() throws {
    let found = try convicted(
      Self.convicted + ", on: 2012-05-01",
      "act: acquitted, framework: ONE, suspect: suspect-1, outcome: conviction-quashed, on: 2014-05-01"
    )
    #expect(found.state == .notYetEvidenced)
    #expect(found.suspect("suspect-1") == .triedNotProved)
  }

  @Test func `Rule 9: the account under a quashed conviction keeps its weight for the child`()
    throws
  {
    let found = try law(Self.offences).assessment(
      of: recordText(
        Self.statements,
        """
        responses:
          - {\(Self.convicted), on: 2012-05-01}
          - {act: acquitted, framework: ONE, suspect: suspect-1, outcome: conviction-quashed, on: 2014-05-01}
        """))
    #expect(found.finding("ONE", about: "child-1")?.state == .evidenced)
    #expect(found.finding("ONE", about: "child-1")?.weakest == .f4)
    #expect(suspect("suspect-1", in: found) == .triedNotProved)
    #expect(suspect("suspect-2", in: found) == .evidenced)
  }

  @Test func `Rule 9: a conviction for another event is not quashed with it`() throws {
    let found = try convicted(
      Self.convicted + ", event: spring, on: 2012-05-01",
      Self.convicted + ", event: autumn, on: 2012-05-01",
      """
      act: acquitted, framework: ONE, suspect: suspect-1, event: spring, \
      outcome: conviction-quashed, on: 2014-05-01
      """)
    #expect(found.state == .evidenced)
    #expect(found.suspect("suspect-1") == .evidenced)
  }

  @Test func `Rule 9: a later verdict on the same matter stands`() throws {
    let hung = "act: acquitted, framework: ONE, suspect: suspect-1, outcome: jury-could-not-agree"
    let retried = try convicted(hung + ", on: 2012-05-01", Self.convicted + ", on: 2013-05-01")
    #expect(retried.suspect("suspect-1") == .evidenced)
    let quashed = "act: acquitted, framework: ONE, suspect: suspect-1, outcome: conviction-quashed"
    let again = try convicted(
      Self.convicted + ", on: 2011-05-01", quashed + ", on: 2012-05-01",
      Self.convicted + ", on: 2013-05-01")
    #expect(again.state == .evidenced)
    #expect(again.suspect("suspect-1") == .evidenced)
  }

  @Test func `Rule 9: a conviction about one child does not change another's days`() throws {
    let law = try law(.offence("ONE", from: "2015-07-31", ["M": "any: [moved]"]))
    let assessment = try law.assessment(
      of: recordText(
        [
          "fact: moved, child: child-1, when: 2016", "fact: moved, child: child-2, when: 2010",
        ], "responses:\n  - {act: convicted, framework: ONE, about: child-1, suspect: suspect-1}"))
    #expect(assessment.finding("ONE", about: "child-1")?.state == .evidenced)
    #expect(assessment.finding("ONE", about: "child-2")?.state == .notInForce)
  }
}
