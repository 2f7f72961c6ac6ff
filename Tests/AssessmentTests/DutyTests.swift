import Assessment
import Calendars
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Testing

/// What the law sets in motion on a record: by whom, by when, and how it stands.
@Suite struct DutyTests {
  /// A test that opens the duty, and the duty: 15 working days from the strategy discussion.
  private func law(_ pathways: String...) throws -> LawPack {
    let conference = SmallPathways.pathway(
      "D",
      "opened-by: [{response: strategy-discussion}], clock: {starts: {response: strategy-discussion}, within: 15 working days}, met-by: [child-protection-conference]"
    )
    return try AssessmentTests.law(
      [.offence("OFFENCE", more: ["opens: [OPENED]"], ["M": "any: [moved]"])],
      others: SmallPathways.files(
        conference + SmallPathways.pathway("OPENED", "met-by: [nrm-referral]") + pathways.joined()))
  }

  private static let discussion =
    "act: strategy-discussion, about: child-1, by: children-social-care/a, on: 2013-12-16"

  private func duty(_ duties: [Duty]) throws -> Duty { try duty("D", duties) }

  private func duty(_ id: String, _ duties: [Duty], about: String = "child-1") throws -> Duty {
    try #require(duties.first { $0.pathway.id == id && $0.about == about })
  }

  @Test func `The day is reached by the calendar, and every day that did not count is shown`()
    throws
  {
    let duty = try duty(try law().duties(Self.discussion))
    #expect(duty.clock?.due == DayRange(day("2014-01-09")))
    #expect(duty.clock?.arithmetic.first?.holidays.count == 3)
    #expect(duty.agency == "children-social-care/a")
    #expect(duty.openers == [.response(0)])
  }

  @Test(arguments: [
    ("2014-01-09", Duty.Standing.running), ("2014-01-10", .notRecorded),
    ("2013-12-16", .running),
  ])
  func `The day itself is in time, the next is not`(_ on: String, _ standing: Duty.Standing) throws
  {
    #expect(try duty(try law().duties(Self.discussion, on: on)).standing == standing)
  }

  @Test(arguments: [
    ("on: 2014-01-09", Duty.Standing.met), ("on: 2014-01-10", .metLate),
    ("on: 2014-01", .uncertain), ("by: children-social-care/x", .uncertain),
    ("on: 2014-02", .metLate),
  ])
  func `What was done is in time, late, or cannot be told`(
    _ when: String, _ standing: Duty.Standing
  ) throws {
    let duties = try law().duties(
      Self.discussion, "act: child-protection-conference, about: child-1, \(when)")
    let duty = try duty(duties)
    #expect(duty.standing == standing)
    #expect(duty.done == 1)
  }

  @Test func `An act before the time began does not meet the duty`() throws {
    let duties = try law().duties(
      Self.discussion, "act: child-protection-conference, about: child-1, on: 2013-11-01")
    #expect(try duty(duties).standing == .notRecorded)
  }

  @Test func `What is recorded after the day of the question has not happened yet`() throws {
    let duties = try law().duties(
      Self.discussion, "act: child-protection-conference, about: child-1, on: 2014-01-08",
      on: "2014-01-02")
    #expect(try duty(duties).standing == .running)
    #expect(
      try law().duties(Self.discussion, on: "2013-12-01").contains { $0.pathway.id == "D" } == false
    )
  }

  @Test func `An uncertain start gives both ends, and only what holds for both is said`() throws {
    let start = "act: strategy-discussion, about: child-1, on: 2013-12"
    func found(_ on: String) throws -> Duty { try duty(try law().duties(start, on: on)) }
    #expect(try found("2014-01-01").clock?.due == DayRange(day("2013-12-20"), day("2014-01-22")))
    #expect(try found("2014-01-10").standing == .uncertain)
    #expect(try found("2014-01-23").standing == .notRecorded)
    #expect(try found("2014-01-10").clock?.arithmetic.count == 2)
  }

  @Test func `A start without a day gives no day and no breach`() throws {
    let duty = try duty(try law().duties("act: strategy-discussion, about: child-1"))
    #expect(duty.standing == .uncertain)
    #expect(duty.clock?.due == nil)
    #expect(duty.clock?.withoutDay != nil)
  }

  @Test func `A test that is met opens what it names, with no day where the law fixes none`() throws
  {
    let duty = try duty("OPENED", try law().duties())
    #expect(duty.openers == [.finding(framework: "OFFENCE")])
    #expect(duty.standing == .open)
    #expect(duty.clock == nil)
    #expect(try law().duties(statements: []).contains { $0.pathway.id == "OPENED" } == false)
    let done = try law().duties("act: nrm-referral, about: child-1, on: 2014-01-01")
    #expect(try self.duty("OPENED", done).standing == .met)
  }

  @Test func `A reading that is only arguable opens what protects`() throws {
    let pack = try AssessmentTests.law(
      [
        .offence(
          "OFFENCE", more: ["opens: [P]"], ["M": "narrow: {fact: kept}, also: {fact: moved}"])
      ],
      others: SmallPathways.files(SmallPathways.pathway("P", "met-by: [referral]")))
    #expect(try pack.duties().map(\.pathway.id) == ["P"])
  }

  @Test func `No outcome closes what a met test opens, and none changes an answer`() throws {
    let outcomes = [
      "act: nrm-decision, about: child-1, on: 2014-01-01, stage: conclusive-grounds, decision: negative",
      "act: no-further-action, about: child-1, by: police/a, on: 2014-01-02",
      "act: closed, about: child-1, on: 2014-01-03",
    ]
    let pack = try law()
    let statements = ["fact: moved, child: child-1, when: 2013-12-01"]
    let before = try pack.assessment(of: recordText(statements, ""), on: "2014-03-01")
    for outcome in outcomes {
      let after = try pack.assessment(
        of: recordText(statements, "responses:\n  - {\(outcome)}\n"), on: "2014-03-01")
      #expect(after.findings.map(\.state) == before.findings.map(\.state))
      #expect(try duty("OPENED", after.duties).standing == .open)
      let found = after.guards.filter { $0.kind == .negativeOutcome }
      #expect(found.count == (outcome.contains("act: closed") ? 0 : 1))
    }
  }

  @Test func `A duty from what a body knew begins on the day on which its own file met the test`()
    throws
  {
    let pack = try AssessmentTests.law(
      [.offence("OFFENCE", more: ["opens: [K]"], ["M": "any: [moved]", "N": "any: [kept]"])],
      others: SmallPathways.files(
        SmallPathways.pathway(
          "K", on: "[police, children-social-care]",
          "in-force: {from: 2013-12-10, cite: SI 1}, clock: {starts: {known: true}, within: 5 days}, met-by: [duty-to-notify]"
        )))
    let sources = """
      sources:
        - {id: p, kind: agency-record, agency: police/a, made: 2013-12-02}
        - {id: q, kind: agency-record, agency: police/a, made: 2013-12-20}
        - {id: c, kind: agency-record, agency: children-social-care/b, made: 2013-12-05}

      """
    let duties = try pack.duties(
      statements: [
        "fact: moved, child: child-1, when: 2013-12-01, source: p",
        "fact: moved, child: child-1, when: 2013-12-01, source: c",
        "fact: kept, child: child-1, when: 2013-12-01, source: q",
        "fact: kept, child: child-1, when: 2013-12-01, source: c",
      ], with: sources)
    let due = duties.filter { $0.pathway.id == "K" }.map {
      "\($0.agency ?? "nobody") \($0.clock?.due?.latest?.description ?? "never")"
    }
    // Known on 5 December, owed from 10 December, when the duty began.
    #expect(due.sorted() == ["children-social-care/b 2013-12-15", "police/a 2013-12-25"])
  }

  /// A duty of the police, from the day on which they knew of a fact.
  private static let knownFact = SmallPathways.pathway(
    "T", on: "[police]",
    "opened-by: [{fact: kept}], clock: {starts: {known: true}, within: 1 day}, met-by: [referral]")

  @Test func `A duty from what a body knew may begin with a fact that its own file held`() throws {
    let pack = try law(Self.knownFact)
    let sources = """
      sources:
        - {id: p, kind: agency-record, agency: court/x, made: 2013-12-02, shared: [{with: police/a, on: 2013-12-04}]}

      """
    let duty = try duty(
      "T",
      try pack.duties(
        statements: ["fact: kept, child: child-1, when: 2013-12-01, source: p"], with: sources))
    #expect(duty.agency == "police/a")
    #expect(duty.clock?.due == DayRange(day("2013-12-05")))
  }

  @Test
  func `A duty from what a body knew begins at the earliest with whatever may have come first`()
    throws
  {
    let pack = try law(Self.knownFact)
    let sources = """
      sources:
        - {id: p, kind: agency-record, agency: police/a, made: 2013-12-04}
        - {id: q, kind: agency-record, agency: police/a, made: 2013-12}

      """
    let duty = try duty(
      "T",
      try pack.duties(
        statements: ["p", "q"].map {
          "fact: kept, child: child-1, when: 2013-11-01, source: \($0)"
        },
        with: sources))
    #expect(duty.clock?.due == DayRange(day("2013-12-02"), day("2013-12-05")))
  }

  @Test func `What a body did before a duty began, with what it knew then, answers the duty`()
    throws
  {
    let pack = try AssessmentTests.law(
      [.offence("OFFENCE", more: ["opens: [K]"], ["M": "any: [moved]"])],
      others: SmallPathways.files(
        SmallPathways.pathway(
          "K", on: "[police]",
          "in-force: {from: 2013-12-10, cite: SI 1}, clock: {starts: {known: true}, within: 5 days}, met-by: [nrm-referral]"
        )))
    let sources = "sources: [{id: p, kind: agency-record, agency: police/a, made: 2013-12-02}]\n"
    let duty = try duty(
      "K",
      try pack.duties(
        "act: nrm-referral, about: child-1, by: police/a, on: 2013-12-05",
        statements: ["fact: moved, child: child-1, when: 2013-12-01, source: p"], with: sources))
    #expect(duty.standing == .met)
  }

  @Test func `What starts the time does not meet it`() throws {
    let pack = try law(
      SmallPathways.pathway(
        "R",
        "opened-by: [{response: review-conference}], clock: {starts: {response: review-conference}, which: last, within: 30 days}, met-by: [review-conference]"
      ))
    let duty = try duty(
      "R", try pack.duties("act: review-conference, about: child-1, on: 2014-01-01"))
    #expect(duty.standing == .notRecorded)
  }

  @Test func `A decision on record may end a duty in time, and not after its day`() throws {
    let pack = try law(
      SmallPathways.pathway(
        "E",
        "opened-by: [{response: referral}], clock: {starts: {response: referral}, within: 10 days}, met-by: [assessment], ended-by: [no-further-action]"
      ))
    func found(_ on: String) throws -> Duty {
      try duty(
        "E",
        try pack.duties(
          "act: referral, about: child-1, on: 2014-01-01",
          "act: no-further-action, about: child-1, on: \(on)"))
    }
    #expect(try found("2014-01-11").standing == .ended)
    #expect(try found("2014-01-11").ended == 1)
    #expect(try found("2014-01-12").standing == .notRecorded)
  }

  @Test func `A body that owes a duty for itself is not answered for by another`() throws {
    func standing(_ more: String) throws -> Duty.Standing {
      let pack = try law(
        SmallPathways.pathway(
          "O", on: "[police, children-social-care]",
          "opened-by: [{warning: raised}], clock: {starts: {warning: raised}, within: 5 days}, met-by: [acknowledged]\(more)"
        ))
      return try duty(
        "O",
        try pack.duties(
          "act: acknowledged, about: child-1, by: police/b, on: 2014-01-07",
          with: "warnings: [{id: w, about: child-1, to: children-social-care/b, on: 2014-01-06}]\n")
      ).standing
    }
    #expect(try standing("") == .met)
    #expect(try standing(", each-body: true") == .notRecorded)
  }

  @Test func `A trigger may ask for the act of a body`() throws {
    let pack = try law(
      SmallPathways.pathway(
        "Y",
        "opened-by: [{response: no-further-action, by: police}], clock: {starts: {response: no-further-action, by: police}, within: 1 day}, met-by: [victim-updated]"
      ))
    func count(_ by: String) throws -> Int {
      try pack.duties("act: no-further-action, about: child-1, by: \(by), on: 2014-01-01")
        .filter { $0.pathway.id == "Y" }.count
    }
    #expect(try count("police/a") == 1)
    #expect(try count("children-social-care/a") == 0)
  }

  @Test func `A limit runs back from a birthday`() throws {
    let pack = try AssessmentTests.law(
      [.offence("OFFENCE", more: ["opens: [B]"], ["M": "any: [moved]"])],
      others: SmallPathways.files(
        SmallPathways.pathway(
          "B",
          "clock: {starts: {birthday: 18}, within: 6 months, before: true}, met-by: [consent-recorded]"
        )))
    let people = "people: [{id: child-1, role: child, born: 1996-08-31}]\n"
    let duty = try duty("B", try pack.duties(with: people, on: "2014-02-01"))
    #expect(duty.clock?.due == DayRange(day("2014-02-28")))
    #expect(duty.standing == .running)
    // What was done in good time before it counts.
    let early = try pack.duties(
      "act: consent-recorded, about: child-1, on: 2013-12-15", with: people, on: "2014-06-01")
    #expect(try self.duty("B", early).standing == .met)
  }

  @Test(arguments: [
    ("first", ["2014-01-05"]), ("last", ["2014-02-04"]), ("each", ["2014-01-05", "2014-02-04"]),
  ])
  func `The rule says which of several starts counts`(_ which: String, _ due: [String]) throws {
    let pack = try law(
      SmallPathways.pathway(
        "W",
        "opened-by: [{response: referral}], clock: {starts: {response: referral}, which: \(which), within: 4 days}, met-by: [assessment]"
      ))
    let duties = try pack.duties(
      "act: referral, about: child-1, on: 2014-01-31",
      "act: referral, about: child-1, on: 2014-01-01")
    #expect(
      duties.filter { $0.pathway.id == "W" }.compactMap { $0.clock?.due?.latest?.description }
        .sorted() == due)
  }

  @Test func `A named authority may stop a clock that allows it, and no other`() throws {
    let pack = try law(
      SmallPathways.pathway(
        "S",
        "pause: authority, opened-by: [{response: referral}], clock: {starts: {response: referral}, within: 10 days}, met-by: [assessment]"
      ))
    let pause = "reason: illness, decided-by: head"
    let acts = [
      "act: referral, about: child-1, on: 2014-01-01",
      "act: clock-paused, duty: S, about: child-1, on: 2014-01-05, \(pause)",
      "act: clock-resumed, duty: S, about: child-1, on: 2014-01-08, \(pause)",
    ]
    let stopped = try duty("S", try pack.duties(acts[0], acts[1]))
    #expect(stopped.standing == .paused)
    let resumed = try duty("S", try pack.duties(acts[0], acts[1], acts[2]))
    #expect(resumed.clock?.due == DayRange(day("2014-01-14")))
    #expect(resumed.clock?.arithmetic.first?.pausedDays == 3)
    let refused = try pack.duties(
      Self.discussion, "act: clock-paused, duty: D, about: child-1, on: 2013-12-17, \(pause)")
    #expect(try duty(refused).pausesNotAllowed == [1])
    #expect(try duty(refused).standing == .notRecorded)
  }

  @Test func `A decision may have an earliest day and no latest`() throws {
    let pack = try law(
      SmallPathways.pathway(
        "N",
        "opened-by: [{response: nrm-decision, stage: reasonable-grounds, decision: positive}], clock: {starts: {response: nrm-decision, stage: reasonable-grounds, decision: positive}, not-before: 30 days}, met-by: [closed]"
      ))
    let positive =
      "act: nrm-decision, stage: reasonable-grounds, decision: positive, about: child-1, on: 2014-01-01"
    let duty = try duty("N", try pack.duties(positive))
    #expect(duty.clock?.earliest == DayRange(day("2014-01-31")))
    #expect(duty.clock?.due == nil)
    #expect(duty.standing == .open)
    let negative = positive.replacing("positive", with: "negative")
    #expect(try pack.duties(negative).contains { $0.pathway.id == "N" } == false)
  }

  @Test func `A text that is not known to have been commenced, or of another place, owes nothing`()
    throws
  {
    let pack = try law(
      SmallPathways.pathway(
        "U",
        "opened-by: [{always: true}], in-force: {enacted: 2013-01-01, commencement: unknown, cite: s 2}, met-by: [closed]"
      ),
      SmallPathways.pathway(
        "X", "jurisdictions: [scotland], opened-by: [{always: true}], met-by: [closed]"),
      SmallPathways.pathway("A", "opened-by: [{always: true}], met-by: [closed]"))
    let duties = try pack.duties()
    #expect(duties.map(\.pathway.id).contains("A"))
    #expect(!duties.contains { ["U", "X"].contains($0.pathway.id) })
    #expect(try duty("A", duties, about: Assessment.group).openers == [.always])
  }

  @Test func `A clock that began before the text did is not owed under it`() throws {
    let pack = try law(
      SmallPathways.pathway(
        "L",
        "in-force: {from: 2014-01-01, cite: s 2}, opened-by: [{response: referral}], clock: {starts: {response: referral}, within: 1 day}, met-by: [closed]"
      ))
    let duties = try pack.duties(
      "act: referral, about: child-1, on: 2013-12-31",
      "act: referral, about: child-1, on: 2014-01-01")
    #expect(duties.filter { $0.pathway.id == "L" }.map { $0.clock?.startedBy } == [.response(1)])
  }

  @Test func `A pathway may open another, a fact may, and a warning may`() throws {
    let pack = try law(
      SmallPathways.pathway("P2", "opened-by: [{pathway: OPENED}], met-by: [closed]"),
      SmallPathways.pathway("F", "opened-by: [{fact: moved}], met-by: [closed]"),
      SmallPathways.pathway(
        "G",
        "opened-by: [{warning: raised}], clock: {starts: {warning: raised}, within: 1 working day}, met-by: [acknowledged]"
      ))
    let warning =
      "warnings: [{id: w, about: child-1, to: children-social-care/b, on: 2014-01-06}]\n"
    let duties = try pack.duties(with: warning)
    #expect(try duty("P2", duties).openers == [.finding(framework: "OFFENCE")])
    #expect(try duty("F", duties).openers == [.fact("moved")])
    let warned = try duty("G", duties)
    #expect(warned.openers == [.warning(id: "w")])
    #expect(warned.agency == "children-social-care/b")
    #expect(warned.clock?.due == DayRange(day("2014-01-07")))
  }

  @Test func `A working day cannot be counted where there is no calendar, and it says so`() throws {
    let pack = try law(
      SmallPathways.pathway(
        "S",
        "jurisdictions: [scotland], opened-by: [{response: referral}], clock: {starts: {response: referral}, within: 5 working days}, met-by: [closed]"
      ))
    let duty = try duty(
      "S",
      try pack.duties("act: referral, about: child-1, on: 2014-01-01", jurisdiction: "scotland"))
    #expect(duty.clock?.withoutDay?.contains("no calendar") == true)
    #expect(duty.standing == .open)
  }
}

/// The guards of days that passed and of negative outcomes.
@Suite struct ClockGuardTests {
  private func guards(kind: String = "duty", more: String = "", on: String) throws -> [Guard] {
    let pack = try law(
      [.offence("OFFENCE", ["M": "any: [moved]"])],
      others: SmallPathways.files(
        SmallPathways.pathway(
          "D", kind: kind,
          "opened-by: [{response: referral}], clock: {starts: {response: referral}, within: 5 working days}, met-by: [assessment]\(more)"
        )))
    let text = recordText(
      ["fact: moved, child: child-1, when: 2013-12-01"],
      "responses:\n  - {act: referral, about: child-1, on: 2014-01-06, to: children-social-care/a}\n"
    )
    return try pack.assessment(of: text, on: on).guards.filter { $0.kind == .clock }
  }

  @Test func `A day that passed with nothing recorded is named, with the duty's citation`() throws {
    let found = try #require(try guards(on: "2014-01-14").first)
    #expect(found.about == "child-1")
    #expect(found.response == 0)
    #expect(found.citations.map { "\($0.id) \($0.cite)" } == ["D s 1"])
    #expect(
      found.because
        == "the duty D was due by children-social-care/a by 13 January 2014, and nothing on record shows that it was done"
    )
  }

  @Test func `Before the day, for guidance, and for a local default, nothing is raised`() throws {
    #expect(try guards(on: "2014-01-13").isEmpty)
    #expect(try guards(kind: "expected", on: "2014-01-14").isEmpty)
    #expect(try guards(more: ", local: true", on: "2014-01-14").isEmpty)
  }

  @Test(arguments: [("moved", true), ("kept", false)])
  func `What starts a clock raises nothing where no test that is met opens the duty`(
    _ fact: String, _ isOpened: Bool
  ) throws {
    let pack = try law(
      [.offence("OFFENCE", more: ["opens: [D]"], ["M": "any: [\(fact)]"])],
      others: SmallPathways.files(
        SmallPathways.pathway(
          "D", "clock: {starts: {response: referral}, within: 5 working days}, met-by: [assessment]"
        )))
    let text = recordText(
      ["fact: moved, child: child-1, when: 2013-12-01"],
      "responses:\n  - {act: referral, about: child-1, on: 2014-01-06, to: children-social-care/a}\n"
    )
    let assessment = try pack.assessment(of: text, on: "2014-03-01")
    #expect(assessment.duties.map(\.pathway.id) == (isOpened ? ["D"] : []))
    #expect(
      assessment.guards.filter { $0.kind == .clock }.map(\.about)
        == (isOpened ? ["child-1"] : []))
  }

  @Test(arguments: [
    ("the act of a response", "{response: referral}"), ("a warning", "{warning: raised}"),
    ("a fact", "{fact: moved}"), ("what starts another clock", "{pathway: OTHER}"),
    ("a birthday", "{birthday: 16}"), ("an act that is not on record", "{response: charged}"),
  ])
  func `The days that passed are those of the duties, whatever starts the clock`(
    _ what: String, _ start: String
  ) throws {
    let pack = try law(
      [.offence("OFFENCE", more: ["opens: [D]"], ["M": "any: [moved]"])],
      others: SmallPathways.files(
        SmallPathways.pathway(
          "D", "clock: {starts: \(start), within: 5 working days}, met-by: [assessment]"),
        SmallPathways.pathway(
          "OTHER",
          "opened-by: [{response: referral}], clock: {starts: {response: referral}, within: 1 month}, met-by: [closed]"
        )))
    let text = recordText(
      ["fact: moved, child: child-1, when: 2013-12-02"],
      """
      people: [{id: child-1, role: child, born: 1996-08-31}]
      responses:
        - {act: referral, about: child-1, on: 2014-01-06, to: children-social-care/a}
      warnings: [{id: w, about: child-1, to: children-social-care/b, on: 2014-01-06}]

      """)
    let assessment = try pack.assessment(of: text, on: "2014-03-01")
    let passed = assessment.duties.filter { $0.standing == .notRecorded }
    #expect(passed.contains { $0.pathway.id == "D" } == !start.contains("charged"))
    #expect(
      assessment.guards.filter { $0.kind == .clock }.map { "\($0.citations.map(\.id)) \($0.about)" }
        == passed.map { "\([$0.pathway.id]) \($0.about)" })
  }
}
