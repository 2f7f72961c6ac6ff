import Assessment
import EvidenceLogic
import Testing

/// When the conduct was, and which stretch of law governs it.
@Suite struct Rule02Tests {
  static let old: Provision = .offence(
    "OLD", from: "2004-05-01", to: "2013-04-05",
    more: ["straddle: [{at: end, effect: governs, cite: SI 1, says: The older law stays.}]"],
    ["M": "any: [moved]", "P": "any: [meant]"])

  static let new: Provision = .offence(
    "NEW", from: "2013-04-06",
    more: ["straddle: [{at: start, effect: yields, cite: SI 1, says: The older law stays.}]"],
    ["M": "any: [moved]", "P": "any: [meant]"])

  static let plain: [Provision] = [
    .offence("FIRST", from: "2004-05-01", to: "2013-04-05", ["M": "any: [moved]"]),
    .offence("SECOND", from: "2013-04-06", ["M": "any: [moved]"]),
  ]

  private func moved(_ when: String) throws -> (first: Finding, second: Finding) {
    let law = try law(Self.plain)
    let statement = "fact: moved, child: child-1, when: \(when)"
    return (try law.finding("FIRST", statement), try law.finding("SECOND", statement))
  }

  // MARK: Certain and possible

  @Test
  func `Rule 2: conduct wholly inside one stretch is certain there and not in force elsewhere`()
    throws
  {
    let found = try moved("2010-06")
    #expect(found.first.state == .evidenced)
    #expect(found.first.dates?.isCertain == true)
    #expect(found.second.state == .notInForce)
    #expect(found.second.dates == nil)
  }

  @Test func `Rule 2: conduct on an unknown day across the change is possible on both sides`()
    throws
  {
    let found = try moved("2013-03/2013-05")
    for finding in [found.first, found.second] {
      #expect(finding.state == .evidenced)
      #expect(finding.dates?.isCertain == false)
      #expect(finding.dates?.certainState == .notYetEvidenced)
    }
  }

  @Test(arguments: [("2013-04-05", true), ("2013-04-06", false)])
  func `Rule 2: both ends of a stretch are days of it`(_ when: String, isFirst: Bool) throws {
    let found = try moved(when)
    #expect(found.first.state == (isFirst ? .evidenced : .notInForce))
    #expect(found.second.state == (isFirst ? .notInForce : .evidenced))
  }

  @Test func `Rule 2: when bounds the conduct and never fills a period`() throws {
    // Once in ten years, on an unknown day: within the governed years perhaps, certainly never.
    let law = try law(
      .offence("SHORT", from: "2008-01-01", to: "2008-12-31", ["M": "any: [moved]"]))
    let finding = try law.finding("SHORT", "fact: moved, child: child-1, when: 2004/2013")
    #expect(finding.state == .evidenced)
    #expect(finding.dates?.isCertain == false)
    #expect(finding.dates?.certainState == .notYetEvidenced)
  }

  @Test func `Rule 2: each element may rest on conduct of its own day`() throws {
    let law = try law(
      .offence("TWO", from: "2004-05-01", ["M": "any: [moved]", "P": "any: [meant]"]))
    let finding = try law.finding(
      "TWO", "fact: moved, child: child-1, when: 2004-04/2004-05",
      "fact: meant, child: child-1, when: 2010")
    #expect(finding.state == .evidenced)
    #expect(finding.dates?.isCertain == false)
    #expect(finding.dates?.certainState == .notYetEvidenced)
  }

  @Test func `Rule 2: conduct outside the days does not help an element`() throws {
    let law = try law(
      .offence("TWO", from: "2004-05-01", ["M": "any: [moved]", "P": "any: [meant]"]))
    #expect(
      try law.state(
        "TWO", "fact: moved, child: child-1, when: 2003", "fact: meant, child: child-1, when: 2010")
        == .notYetEvidenced)
  }

  @Test func `Rule 2: a test that follows the decision or no day counts conduct of any day`() throws
  {
    let law = try law(
      .policy("POLICY", from: "2017-02-16", ["M": "any: [moved]"]),
      .analysis("ANALYSIS", ["M": "any: [moved]"]))
    for id in ["POLICY", "ANALYSIS"] {
      let finding = try law.finding(id, "fact: moved, child: child-1, when: 1998")
      #expect(finding.state == .evidenced)
      #expect(finding.dates == nil)
    }
  }

  @Test func `Rule 2: since leaves out what was certainly before`() throws {
    let law = try law(.analysis("SINCE", ["M": "any: [{fact: moved, since: 2008-01-31}]"]))
    #expect(
      try law.state("SINCE", "fact: moved, child: child-1, when: 2008-01-30") == .notYetEvidenced)
    #expect(try law.state("SINCE", "fact: moved, child: child-1, when: 2008-01-31") == .evidenced)
    #expect(try law.state("SINCE", "fact: moved, child: child-1, when: 2008") == .evidenced)
  }

  @Test func `Rule 2: an event that spans both ends of a text is the older text's`() throws {
    let middle: Provision = .offence(
      "MIDDLE", from: "2013-04-06", to: "2015-07-30",
      more: [
        "straddle: [{at: start, effect: yields, cite: SI 1, says: The older law stays.}, {at: end, effect: governs, cite: SI 2, says: This law stays.}]"
      ],
      ["M": "any: [moved]"])
    let law = try law([Self.old, middle])
    let long = ["2012", "2014", "2016"].map {
      "fact: moved, child: child-1, when: \($0), event: stay"
    }
    #expect(try law.finding("MIDDLE", long[0], long[1], long[2]).state == .notInForce)
    #expect(try law.finding("OLD", long[0], long[1], long[2]).state == .notYetEvidenced)
    #expect(try law.finding("MIDDLE", long[1], long[2]).state == .evidenced)
  }

  // MARK: Undated conduct

  private func undated(_ days: String, _ framework: String) throws -> Finding {
    let law = try law(Self.plain)
    return try law.finding(
      framework, "fact: moved, child: child-1, source: note",
      with: "sources: [{id: note, agency: police/a, kind: agency-record, \(days)}]")
  }

  @Test func `Rule 2: undated conduct ends on the day its source was made`() throws {
    #expect(try undated("made: 2010-01-01", "SECOND").state == .notInForce)
    let first = try undated("made: 2010-01-01", "FIRST")
    #expect(first.state == .evidenced)
    // Nothing says that it was not before the law began.
    #expect(first.dates?.certainState == .notYetEvidenced)
  }

  @Test func `Rule 2: undated conduct ends at the earlier of made and held`() throws {
    #expect(try undated("made: 2010-01-01, held: 2014-01-01", "SECOND").state == .notInForce)
    // A day held before the source was made is a mistake in the file; the earlier day still bounds it.
    #expect(try undated("made: 2014-01-01, held: 2010-01-01", "SECOND").state == .notInForce)
    #expect(try undated("made: 2014-01-01, held: 2015-01-01", "SECOND").state == .evidenced)
  }

  @Test func `Rule 2: an uncertain day bounds undated conduct at its latest`() throws {
    #expect(try undated("made: 2013-04-01/2013-04-10", "SECOND").state == .evidenced)
  }

  @Test func `Rule 2: undated conduct of a source with no day may have been on any`() throws {
    let law = try law(Self.plain)
    for id in ["FIRST", "SECOND"] {
      let finding = try law.finding(id, "fact: moved, child: child-1")
      #expect(finding.state == .evidenced)
      #expect(finding.dates?.isCertain == false)
    }
  }

  @Test func `Rule 2: a denial reaches no further than the day on which it was made`() throws {
    let law = try law(.analysis("JOURNEY", ["M": "any: [moved]"]))
    let sources = """
      sources:
        - {id: early, agency: police/a, kind: agency-record, made: 2008-06-01}
        - {id: late, agency: police/a, kind: first-hand-account, made: 2014-06-01}
      """
    let denial = "fact: moved, child: child-1, says: no, source: early"
    func state(_ statement: String) throws -> State {
      try law.state("JOURNEY", denial, statement, with: sources)
    }
    #expect(try state("fact: moved, child: child-1, when: 2008-05, source: late") == .disputed)
    #expect(try state("fact: moved, child: child-1, when: 2008-07, source: late") == .evidenced)
    // Said later and undated, it may have been after the denial.
    #expect(try state("fact: moved, child: child-1, source: late") == .evidenced)
    #expect(try state("fact: moved, child: child-1, source: early") == .disputed)
    // What nobody states is denied as far as the denial reaches, and no further.
    #expect(
      try state("fact: abused, child: child-1, when: 2008-05, source: late") == .contradicted)
    #expect(
      try state("fact: abused, child: child-1, when: 2009-05, source: late") == .notYetEvidenced)
  }

  @Test func `Rule 2: a denial made before a text was law says nothing of it`() throws {
    let law = try law(.offence("NEW", from: "2015-07-31", ["M": "any: [moved]"]))
    #expect(
      try law.state(
        "NEW", "fact: moved, child: child-1, says: no, source: early",
        with: "sources: [{id: early, agency: police/a, kind: agency-record, made: 2008-06-01}]")
        == .notYetEvidenced)
  }

  // MARK: One event that spans a commencement

  static let spanning = [
    "fact: moved, child: child-1, event: journey, when: 2013-04-05",
    "fact: meant, child: child-1, event: journey, when: 2013-04-06",
  ]

  @Test func `Rule 2: an event that spans the change stays with the older law`() throws {
    let law = try law(Self.old, Self.new)
    let old = try law.finding("OLD", Self.spanning[0], Self.spanning[1])
    #expect(old.state == .evidenced)
    #expect(old.dates?.isCertain == true)
    #expect(old.straddles.count == 1)
    #expect(try law.state("NEW", Self.spanning[0], Self.spanning[1]) == .notInForce)
  }

  @Test func `Rule 2: two events on either side do not span it`() throws {
    let law = try law(Self.old, Self.new)
    let second = "fact: meant, child: child-1, event: other, when: 2013-04-06"
    #expect(try law.state("OLD", Self.spanning[0], second) == .notYetEvidenced)
    #expect(try law.state("NEW", Self.spanning[0], second) == .notYetEvidenced)
  }

  @Test func `Rule 2: an unknown day across the change is not an event that spans it`() throws {
    let law = try law(Self.old, Self.new)
    let statements = [
      "fact: moved, child: child-1, event: journey, when: 2013-04-01/2013-04-10",
      "fact: meant, child: child-1, event: journey, when: 2013-04-01/2013-04-10",
    ]
    for id in ["OLD", "NEW"] {
      let finding = try law.finding(id, statements[0], statements[1])
      #expect(finding.state == .evidenced)
      #expect(finding.dates?.isCertain == false)
      #expect(finding.straddles.count == 1)
    }
  }

  @Test
  func `Rule 2: an event that may span the change may be either law's, and is certainly neither's`()
    throws
  {
    let law = try law(Self.old, Self.new)
    let statements = [
      "fact: moved, child: child-1, event: journey, when: 2013-04-20",
      "fact: meant, child: child-1, event: journey, when: 2013-04-20",
    ]
    let after = try law.finding("NEW", statements[0], statements[1])
    #expect(after.state == .evidenced)
    #expect(after.dates?.isCertain == true)
    let perhaps = "fact: abused, child: child-1, event: journey, when: 2013-04-01/2013-04-10"
    for id in ["OLD", "NEW"] {
      let finding = try law.finding(id, statements[0], statements[1], perhaps)
      #expect(finding.state == .evidenced)
      #expect(finding.dates?.certainState == .notYetEvidenced)
      #expect(finding.straddles.count == 1)
    }
    // Of another event; and of the days of its own event, since it has none.
    for other in ["event: other, when: 2013-04-01/2013-04-10", "event: journey"] {
      let other = "fact: abused, child: child-1, \(other)"
      #expect(try law.state("OLD", statements[0], statements[1], other) == .notYetEvidenced)
      let new = try law.finding("NEW", statements[0], statements[1], other)
      #expect(new.dates?.isCertain == true || new.dates?.certainState == .evidenced)
    }
  }

  @Test func `Rule 2: an answer names the rule of an event of which it is`() throws {
    let law = try law(Self.old, Self.new)
    let own = "fact: moved, child: child-1, when: 2010"
    let other = Self.spanning.map { $0.replacing("child-1", with: "child-2") }
    #expect(try law.finding("OLD", own, other[0], other[1]).straddles.isEmpty)
    #expect(try law.finding("OLD", own, other[0], Self.spanning[1]).straddles.count == 1)
  }

  @Test func `Rule 2: without a saving an event is divided at the change`() throws {
    let law = try law(
      .offence(
        "OLD", from: "2004-05-01", to: "2013-04-05", ["M": "any: [moved]", "P": "any: [meant]"]))
    #expect(try law.state("OLD", Self.spanning[0], Self.spanning[1]) == .notYetEvidenced)
  }

  @Test func `Rule 2: what builds on a test follows the same rule for its events`() throws {
    let law = try law(
      Self.old, Self.new, .analysis("ON-OLD", ["X": "any: [{framework: OLD}]"]),
      .analysis("ON-NEW", ["X": "any: [{framework: NEW}]"]))
    #expect(try law.state("ON-OLD", Self.spanning[0], Self.spanning[1]) == .evidenced)
    #expect(try law.state("ON-NEW", Self.spanning[0], Self.spanning[1]) == .notYetEvidenced)
  }

  @Test func `Rule 2: what is not counted does not make an event span the change`() throws {
    let law = try law(Self.old, Self.new)
    let sources = """
      sources:
        - {id: press, agency: press/a, kind: unattributed, made: 2013-05-01}
        - {id: note, agency: police/a, kind: agency-record, made: 2013-05-01}
      """
    func old(_ second: String) throws -> State {
      try law.state(
        "OLD", "fact: moved, child: child-1, event: journey, when: 2013-04-05, source: note",
        "fact: meant, child: child-1, event: journey, when: 2013-04-05, source: note", second,
        with: sources)
    }
    let new = "fact: abused, child: child-1, event: journey, when: 2013-04-20, source: press"
    #expect(try old(new) == .evidenced)
    // Recorded consent is no act, and moves no event from one law to another.
    let consent = "fact: consent-claimed, child: child-1, event: journey, when: 2013-04-20"
    let finding = try law.finding(
      "NEW", "fact: moved, child: child-1, event: journey, when: 2013-04-01/2013-04-05",
      "fact: meant, child: child-1, event: journey, when: 2013-04-01/2013-04-05", consent)
    #expect(finding.straddles.isEmpty)
  }

  // MARK: Not in force

  @Test func `Rule 2: not in force only where all harm lies certainly outside`() throws {
    let law = try law(Self.plain)
    #expect(try law.state("SECOND", "fact: abused, child: child-1, when: 2010") == .notInForce)
    #expect(
      try law.state(
        "SECOND", "fact: abused, child: child-1, when: 2010",
        "fact: kept, child: child-1, when: 2014") == .notYetEvidenced)
    #expect(try law.state("SECOND", "fact: abused, child: child-1") == .notYetEvidenced)
  }

  @Test func `Rule 2: with no conduct on record it is not yet evidenced`() throws {
    let law = try law(Self.plain)
    #expect(try law.state("SECOND") == .notYetEvidenced)
    #expect(
      try law.state("SECOND", "fact: in-care, child: child-1, when: 2010") == .notYetEvidenced)
    // A denial of harm is no harm.
    #expect(
      try law.state("SECOND", "fact: abused, child: child-1, when: 2010, says: no")
        == .notYetEvidenced)
  }

  @Test func `Rule 2: what it would have said had it been in force stands beside`() throws {
    let law = try law(Self.plain)
    let finding = try law.finding("SECOND", "fact: moved, child: child-1, when: 2010")
    #expect(finding.state == .notInForce)
    #expect(finding.asIfInForce == .evidenced)
    #expect(finding.elements.isEmpty)
    #expect(finding.suspects.isEmpty)
    #expect(finding.knownSince == nil)
    #expect(finding.missing.isEmpty)
    #expect(finding.weakest == nil)
  }

  @Test func `Rule 2: in force, nothing stands beside`() throws {
    let law = try law(Self.plain)
    #expect(try law.finding("FIRST", "fact: moved, child: child-1, when: 2010").asIfInForce == nil)
  }
}
