import Assessment
import EvidenceLogic
import LawPack
import Testing

/// When each body, and all of them together, had enough on file.
@Suite struct Rule04Tests {
  static let both: Provision = .analysis("BOTH", ["M": "any: [moved]", "P": "any: [meant]"])
  static let statements = [
    "fact: moved, child: child-1, source: note", "fact: meant, child: child-1, source: log",
  ]

  /// Known since, of a test that needs a source of the police and one of a school.
  private func finding(note: String, log: String = "made: 2008-01-10", _ rest: String = "")
    throws -> Finding
  {
    let law = try law(Self.both)
    return try law.finding(
      "BOTH", Self.statements[0], Self.statements[1],
      with: """
        sources:
          - {id: note, agency: police/a, kind: agency-record, \(note)}
          - {id: log, agency: school/b, kind: agency-record, \(log)}
        \(rest)
        """)
  }

  @Test func `Rule 4: together it was known when the last that it needs was on some file`() throws {
    let found = try finding(note: "made: 2008-03-01")
    #expect(found.known() == "2008-03-01")
  }

  @Test func `Rule 4: a body that never held all of it never knew, alone`() throws {
    let found = try finding(note: "made: 2008-03-01")
    #expect(found.knownSince?.agencies.map(\.agency) == ["police/a", "school/b"])
    #expect(found.known(to: "police/a") == nil)
    #expect(found.known(to: "school/b") == nil)
  }

  @Test func `Rule 4: held counts, and made only where held is absent`() throws {
    #expect(try finding(note: "made: 2008-03-01, held: 2008-05-01").known() == "2008-05-01")
    #expect(try finding(note: "held: 2008-05-01").known() == "2008-05-01")
    #expect(try finding(note: "made: 2008-03-01").known() == "2008-03-01")
  }

  @Test func `Rule 4: a body with which it was shared had it from that day`() throws {
    let found = try finding(
      note: "made: 2008-03-01, shared: [{with: school/b, on: 2008-04-01}]")
    #expect(found.known() == "2008-03-01")
    #expect(found.known(to: "school/b") == "2008-04-01")
    #expect(found.known(to: "police/a") == nil)
  }

  @Test func `Rule 4: of two days on which a body came to have it the first counts`() throws {
    let found = try finding(
      note: """
        made: 2008-03-01, \
        shared: [{with: school/b, on: 2008-06-01}, {with: school/b, on: 2008-04-01}]
        """)
    #expect(found.known(to: "school/b") == "2008-04-01")
  }

  @Test func `Rule 4: a warning hands over the sources that it lists`() throws {
    func school(_ sources: String) throws -> String? {
      try finding(
        note: "made: 2008-03-01",
        """
        warnings: [{id: w1, about: child-1, on: 2008-04-02, to: school/b, sources: [\(sources)]}]
        """
      ).known(to: "school/b")
    }
    #expect(try school("note") == "2008-04-02")
    #expect(try school("log") == nil)
  }

  @Test(arguments: ["referral", "shared", "nrm-referral"])
  func `Rule 4: a referral or a share hands over the sources that it lists`(_ act: String) throws {
    func school(_ sources: String) throws -> String? {
      try finding(
        note: "made: 2008-03-01",
        """
        responses:
          - {act: \(act), about: child-1, by: police/a, to: school/b, on: 2008-04-03\(sources)}
        """
      ).known(to: "school/b")
    }
    #expect(try school(", sources: [note]") == "2008-04-03")
    #expect(try school("") == nil)
  }

  @Test func `Rule 4: declining to share hands nothing over`() throws {
    let found = try finding(
      note: "made: 2008-03-01",
      """
      responses:
        - {act: declined-to-share, by: police/a, to: school/b, on: 2008-04-03, sources: [note]}
      """)
    #expect(found.known(to: "school/b") == nil)
  }

  @Test func `Rule 4: an uncertain day counts at its latest, with the earliest beside it`() throws {
    let found = try finding(note: "made: 2008-03")
    #expect(found.known() == "2008-03-31")
    #expect(found.knownSince?.together?.earliest == day("2008-03-01"))
  }

  @Test func `Rule 4: a certain day is its own earliest`() throws {
    let together = try finding(note: "made: 2008-03-01").knownSince?.together
    #expect(together?.day == together?.earliest)
  }

  @Test func `Rule 4: a source with no day never counts, and is listed`() throws {
    let law = try law(Self.both)
    let text = recordText(
      Self.statements,
      """
      sources:
        - {id: note, agency: police/a, kind: agency-record}
        - {id: log, agency: school/b, kind: agency-record, made: 2008-01-10}
      """)
    let assessment = try law.assessment(of: text)
    let found = try #require(assessment.finding("BOTH", about: "child-1"))
    #expect(found.state == .evidenced)
    #expect(found.known() == nil)
    #expect(assessment.sourcesWithoutDay == ["note"])
    #expect(
      try law.assessment(of: text, known: "2026-01-15").finding("BOTH", about: "child-1")?.state
        == .notYetEvidenced)
  }

  @Test func `Rule 4: a day with no end is no day on which it was certainly held`() throws {
    #expect(try finding(note: "made: 2008-03-01/..").known() == nil)
    #expect(try finding(note: "made: ../2008-03-01").known() == "2008-03-01")
  }

  @Test func `Rule 4: a source with no day of its own is known from the day it was shared`() throws
  {
    let found = try finding(note: "shared: [{with: school/b, on: 2008-04-01}]")
    #expect(found.known() == "2008-04-01")
    #expect(found.known(to: "school/b") == "2008-04-01")
  }

  @Test func `Rule 4: of two sources that say the same the earlier suffices`() throws {
    let law = try law(.analysis("JOURNEY", ["M": "any: [moved]"]))
    let found = try law.finding(
      "JOURNEY", "fact: moved, child: child-1, source: late",
      "fact: moved, child: child-1, source: early",
      with: """
        sources:
          - {id: late, agency: police/a, kind: first-hand-account, made: 2012-01-01}
          - {id: early, agency: school/b, kind: third-party-account, made: 2008-01-01}
        """)
    #expect(found.known() == "2008-01-01")
    #expect(found.known(to: "police/a") == "2012-01-01")
  }

  @Test func `Rule 4: a contrary source does not undo what was known`() throws {
    let law = try law(.analysis("JOURNEY", ["M": "any: [moved]"]))
    let found = try law.finding(
      "JOURNEY", "fact: moved, child: child-1, source: note",
      "fact: moved, child: child-1, says: no, source: denial",
      with: """
        sources:
          - {id: note, agency: police/a, kind: agency-record, made: 2008-01-01}
          - {id: denial, agency: police/a, kind: agency-record, made: 2009-01-01}
        """)
    #expect(found.state == .disputed)
    #expect(found.known() == "2008-01-01")
  }

  @Test func `Rule 4: what is arguable was known on the broad reading`() throws {
    let law = try law(.analysis("READ", ["M": "narrow: moved, also: [meant]"]))
    let found = try law.finding(
      "READ", "fact: meant, child: child-1, source: note",
      with: "sources: [{id: note, agency: police/a, kind: agency-record, made: 2008-01-01}]")
    #expect(found.state == .arguable)
    #expect(found.knownSince?.reading == .broad)
    #expect(found.known() == "2008-01-01")
  }

  @Test func `Rule 4: what is not met was never known`() throws {
    let law = try law(Self.both)
    #expect(try law.finding("BOTH", "fact: moved, child: child-1").knownSince == nil)
  }

  @Test func `Rule 4: a birth that a source states is known when the source is`() throws {
    let law = try law(.analysis("AGE", ["A": "any: [under-16]"]))
    func known(born: String) throws -> String? {
      try law.finding(
        "AGE", "fact: abused, child: child-1, when: 2008-01, source: note",
        with: """
          people: [{id: child-1, role: child, born: \(born)}]
          sources:
            - {id: note, agency: police/a, kind: agency-record, made: 2008-02-01}
            - {id: register, agency: school/b, kind: agency-record, made: 2008-09-01}
          """
      ).known()
    }
    #expect(try known(born: "{date: 1996, source: register}") == "2008-09-01")
    #expect(try known(born: "1996") == "2008-02-01")
  }

  // MARK: What the file said then

  /// Known since, of a record whose sources came one after another, in 2014, 2015 and 2016.
  private func known(
    _ framework: String, under law: LawPack, _ statements: String..., born: String = "1999"
  ) throws -> String? {
    let sources = ["2014-01-10", "2015-02-01", "2016-03-01"].enumerated().map { number, day in
      "  - {id: s\(number), agency: police/a, kind: agency-record, made: \(day)}\n"
    }
    return try law.finding(
      framework, statements[0], statements[1], statements.count > 2 ? statements[2] : statements[1],
      with: """
        people: [{id: child-1, role: child, born: \(born)}]
        sources:
        \(sources.joined())
        """
    ).known()
  }

  @Test func `Rule 4: an age is assumed from the day on which all on file no longer denies it`()
    throws
  {
    let law = try law(.policy("OF-A-CHILD", ["AGE": "any: [under-18]", "M": "any: [given]"]))
    #expect(
      try known(
        "OF-A-CHILD", under: law, "fact: given, child: child-1, source: s0",
        "fact: moved, child: child-1, when: 2010, source: s0",
        "fact: abused, child: child-1, source: s1", born: "1980") == "2015-02-01")
  }

  @Test func `Rule 4: a text that has the whole of an event has it from the day that shows it`()
    throws
  {
    let law = try law(Rule02Tests.old)
    #expect(
      try known(
        "OLD", under: law, "fact: moved, child: child-1, event: stay, when: 2013-05, source: s0",
        "fact: meant, child: child-1, event: stay, when: 2013-06, source: s0",
        "fact: abused, child: child-1, event: stay, when: 2013-03, source: s1") == "2015-02-01")
  }

  @Test func `Rule 4: what a text left to another once more was on file still met it then`() throws
  {
    let law = try law(
      .offence(
        "NEW", from: "2013-04-06",
        more: ["straddle: [{at: start, effect: yields, cite: SI 1, says: The older law stays.}]"],
        ["M": "any: [moved]"]))
    #expect(
      try known(
        "NEW", under: law, "fact: moved, child: child-1, event: stay, when: 2013-05, source: s0",
        "fact: abused, child: child-1, event: stay, when: 2013-03, source: s1",
        "fact: moved, child: child-1, when: 2013-06, source: s2") == "2014-01-10")
  }

  @Test func `Rule 4: conduct counts until the day on which a date of birth shows otherwise`()
    throws
  {
    let law = try law(.offence("OF-A-CHILD", ["AGE": "any: [under-16]", "M": "any: [moved]"]))
    #expect(
      try known(
        "OF-A-CHILD", under: law,
        "fact: under-16, child: child-1, when: 2011, source: s0",
        "fact: moved, child: child-1, when: 2012, source: s0",
        "fact: moved, child: child-1, when: 2011, source: s2", born: "{date: 1990, source: s1}")
        == "2014-01-10")
  }

  @Test func `Rule 4: a test that was not in force was not met, whatever else was on file`() throws
  {
    let law = try law(.offence("OFFENCE", from: "2013-04-06", ["M": "any: [given]"]))
    #expect(
      try known(
        "OFFENCE", under: law, "fact: given, child: child-1, when: 2013-05, source: s0",
        "fact: abused, child: child-1, when: 2010, source: s0",
        "fact: abused, child: child-1, when: 2014, source: s1") == "2015-02-01")
  }

  @Test func `Rule 4: a denial of one day denies that from the day on which it was said`() throws {
    let law = try law(
      .analysis("ALONE", ["M": "any: [moved]", "NOT": "any: [{not: abused}]"]))
    #expect(
      try known(
        "ALONE", under: law, "fact: abused, child: child-1, says: no, when: 2010, source: s0",
        "fact: moved, child: child-1, when: 2011, source: s0",
        "fact: abused, child: child-1, when: 2010, source: s1") == "2015-02-01")
  }
}
