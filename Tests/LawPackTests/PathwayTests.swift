import Calendars
import Diagnostics
import LawPack
import Testing
import Vocabulary

/// What a state sets in motion, as the law's files say it.
struct PathwayTests {
  private static let bodies = """
    heed: bodies/1
    bodies:
      - {body: police, says: Police forces, includes: [transport-police]}
      - {body: any-practitioner, says: Everybody}

    """

  private static let whole = """
    heed: pathways/1
    heading: Of police
    pathways:
      - id: P-1
        also: [D01]
        title: A duty with everything
        says: It is done
        kind: duty
        changes: policing
        jurisdictions: [england-and-wales, scotland]
        in-force: {from: 2015-11-01, cite: SI 1, status: verified-2}
        on: [police]
        opened-by:
          - {response: nrm-decision, stage: reasonable-grounds, decision: positive}
          - {warning: raised}
          - {fact: abused}
          - {family: [trafficking, slavery]}
          - {pathway: P-2}
          - {always: true}
        clock:
          starts: {response: referral}
          which: last
          within: 45 working days
          not-before: 3 days
          reads: the last, where there are several
        met-by: [closed, no-further-action]
        pause: authority
        local: true
        cite: s 1
        read: https://example.org/
        status: recalled
        notes: ["One note"]
      - {id: P-2, title: Another, says: It is allowed, kind: power, changes: law, jurisdictions: [england], on: [any-practitioner], opened-by: [{pathway: D01}], clock: {starts: {birthday: 18}, within: 6 months, before: true}, cite: s 2, status: verified}
      - {id: P-3, title: Named by a test, says: It is allowed, kind: right, changes: victim, jurisdictions: [england], on: [police], clock: {starts: {known: true}, within: promptly}, cite: s 3, status: verified}

    """

  private func law(
    _ pathways: String = PathwayTests.whole, bodies: String = PathwayTests.bodies,
    opens: String = "opens: [P-3]"
  ) -> SmallLaw {
    var law = SmallLaw(Provision(more: [opens]))
    law.others = [("bodies.yaml", bodies), ("pathways/police.yaml", pathways)]
    return law
  }

  @Test func `A pathway is read with everything that it says`() throws {
    let pack = try #require(law().read().pack)
    let first = try #require(pack.pathways["P-1"])
    #expect(pack.pathways["D01"] == first)
    #expect(first.heading == "Of police")
    #expect(first.kind == .duty && first.changes == .policing && first.mayPause && first.isLocal)
    #expect(first.openedBy.count == 7)
    #expect(
      first.openedBy.first
        == .response(.nrmDecision, stage: .reasonableGrounds, decision: .positive, by: nil))
    #expect(first.clock?.within == Limit("45 working days"))
    #expect(first.clock?.which == .last)
    #expect(first.metBy == [.closed, .noFurtherAction])
    #expect(pack.pathways["P-2"]?.clock?.isBefore == true)
    #expect(pack.pathways["P-3"]?.clock?.start == .known)
    #expect(pack.pathways["P-9"] == nil)
  }

  @Test func `An agency is of the body that its first word names, or that includes it`() throws {
    let pathways = try #require(law().read().pack).pathways
    #expect(pathways.isAgency("police/a", of: "police"))
    #expect(pathways.isAgency("transport-police", of: "police"))
    #expect(!pathways.isAgency("policeman/a", of: "police"))
    #expect(pathways.isAgency("school/b", of: "any-practitioner"))
  }

  @Test func `What a test opens is what it names, what its family opens, and what those open`()
    throws
  {
    var law = law()
    law.acts = [
      (
        "england-and-wales/act.yaml",
        act([Provision(more: ["family: slavery", "opens: [P-3]"])])
      )
    ]
    let pack = try #require(law.read().pack)
    let opened = pack.opened(by: pack.frameworks[0]).map(\.id)
    #expect(opened == ["P-1", "P-2", "P-3"])
  }

  @Test func `What opens a pathway is each test once, and what is on record, also through others`()
    throws
  {
    var law = law()
    law.acts = [
      (
        "england-and-wales/act.yaml",
        act([Provision(more: ["family: slavery", "opens: [P-2, D01, P-1, P-3]"])])
      )
    ]
    let pack = try #require(law.read().pack)
    let first: [LawPack.Opener] = [
      .test(0),
      .trigger(
        .response(.nrmDecision, stage: .reasonableGrounds, decision: .positive, by: nil)),
      .trigger(.warning), .trigger(.fact("abused")), .trigger(.always),
    ]
    #expect(pack.pathways.all.map(\.id) == ["P-1", "P-2", "P-3"])
    #expect(pack.openers == [first, first, [.test(0)]])
  }

  @Test func `The compiled law gives the pathways, calendars and questions back`() throws {
    var law = law()
    law.others.append(
      (
        "calendars/england-and-wales.yaml",
        "heed: calendar/1\nname: N\nversion: v\nsource: s\nstatus: verified\njurisdictions: [england]\ncovers: 2020-01-01/2020-12-31\nholidays: [{day: 2020-12-25, name: Christmas Day}]\n"
      ))
    law.others.append(
      (
        "open-questions.yaml",
        "heed: open-questions/1\nquestions: [{id: Q1, asks: What, became: note, shows: [SA2000-1/E1], readings: [one, other], why: So, cite: s 1, status: verified}]\n"
      ))
    let pack = try #require(law.read().pack)
    #expect(pack.calendars.count == 1 && pack.openQuestions.count == 1)
    #expect(LawPack(compiled: pack.compiled()) == pack)
  }

  @Test func `A framework that opens what is not there is an error in its place`() {
    expectFaults("law.unknown-pathway", in: law(opens: "opens: [P-3, 1️⃣P-4]"))
  }

  @Test func `A law that has no pathways may name them`() throws {
    #expect(SmallLaw(Provision(more: ["opens: [P-4]"])).read().problems.isEmpty)
  }

  @Test(arguments: [
    ("law.unknown-body", "on: [police]\n", "on: [1️⃣polise]\n"),
    ("law.unknown-kind", "kind: duty", "kind: 1️⃣must"),
    ("law.unknown-change", "changes: policing", "changes: 1️⃣police"),
    ("law.unknown-jurisdiction", "[england-and-wales, scotland]", "[1️⃣england-and-scotland]"),
    ("law.unknown-act", "met-by: [closed,", "met-by: [1️⃣ended,"),
    ("law.unknown-stage", "stage: reasonable-grounds", "stage: 1️⃣reasonable"),
    ("law.unknown-decision", "decision: positive", "decision: 1️⃣yes"),
    ("law.unknown-fact", "{fact: abused}", "{fact: 1️⃣abusing}"),
    ("law.unknown-family", "[trafficking, slavery]", "[1️⃣traffic]"),
    ("law.unknown-pathway", "{pathway: P-2}", "{pathway: 1️⃣P-22}"),
    ("law.trigger", "- {warning: raised}", "- 1️⃣{warning: raised, always: true}"),
    ("law.limit", "within: 45 working days", "within: 1️⃣45 workdays"),
    ("law.before-what", "not-before: 3 days", "before: 1️⃣true"),
    ("law.unknown-status", "status: recalled", "status: 1️⃣read"),
    (
      "law.long-title", "title: A duty with everything",
      "title: 1️⃣A duty with everything that anybody could ever have asked of it"
    ),
    ("law.unknown-word", "pause: authority", "pause: 1️⃣anyone"),
    ("documents.unknown-key", "    local: true", "    1️⃣locally: true"),
  ])
  func `A slip in a pathway is an error in its place`(
    _ code: String, _ text: String, _ slip: String
  ) {
    let faulty = law(PathwayTests.whole.replacing(text, with: slip))
    #expect(
      faulty.read().problems.contains { $0.code == code && faulty.marks.contains($0.location) })
    #expect(faulty.read().pack == nil)
  }

  @Test func `A name that stands twice is an error`() {
    let faulty = law(PathwayTests.whole.replacing("{id: P-2,", with: "{id: 1️⃣D01,"))
    #expect(faulty.read().problems.map(\.code).contains("law.duplicate-pathway"))
  }

  @Test func `A duty with a day that nothing could show to be done is an error`() {
    let faulty = law(
      PathwayTests.whole.replacing("    met-by: [closed, no-further-action]\n", with: "")
        .replacing("- id: P-1", with: "- id: 1️⃣P-1"))
    expectFaults("law.never-met", in: faulty)
  }

  @Test func `A pathway that nothing opens is an error`() {
    expectFaults(
      "law.never-opened",
      in: law(PathwayTests.whole.replacing("{id: P-3,", with: "{id: 1️⃣P-3,"), opens: "opens: [P-1]"))
  }

  @Test func `No message repeats the text of the file`() {
    let faulty = law(PathwayTests.whole.replacing("kind: duty", with: "kind: secret-word"))
    for problem in faulty.read().problems {
      #expect(!problem.message.contains("secret-word") && !problem.help.contains("secret-word"))
    }
  }
}

/// What careful readers differ on.
struct OpenQuestionTests {
  private func law(_ rows: String, element: String = "any: [abused]") -> SmallLaw {
    var law = SmallLaw(Provision.testing(element))
    law.others = [("open-questions.yaml", "heed: open-questions/1\nquestions:\n" + rows)]
    return law
  }

  private func row(_ id: String, _ became: String, _ more: String = "") -> String {
    "  - {id: \(id), asks: What, became: \(became), why: So, cite: s 1, status: verified\(more)}\n"
  }

  private static let contested = "narrow: [abused], also: [groomed], why: They differ, question: Q1"

  @Test func `A reading is held by an element, a note is shown somewhere, the rest is listed`()
    throws
  {
    let found = try #require(
      law(
        row("Q1", "reading") + row("Q2", "note", ", shows: [SA2000-1]") + row("Q3", "listed"),
        element: Self.contested
      ).read().pack)
    #expect(found.openQuestions.map(\.outcome) == [.reading, .note, .listed])
  }

  @Test func `A reading that no element holds is an error`() {
    expectFaults("law.no-such-reading", in: law(row("Q1", "1️⃣reading")))
  }

  @Test func `A note that is shown nowhere is an error`() {
    expectFaults("law.shown-nowhere", in: law(row("Q1", "1️⃣note")))
  }

  @Test func `A question that an element names must be listed`() {
    let faulty = law(row("Q2", "listed"), element: Self.contested)
    #expect(faulty.read().problems.map(\.code) == ["law.unknown-question"])
  }

  @Test func `A question that stands twice is an error`() {
    let faulty = law(row("Q2", "listed") + row("Q2", "listed"))
    #expect(faulty.read().problems.map(\.code) == ["law.duplicate-question"])
  }

  @Test func `An outcome that is not known is an error`() {
    #expect(law(row("Q2", "1️⃣closed")).read().problems.map(\.code) == ["law.unknown-outcome"])
  }
}
