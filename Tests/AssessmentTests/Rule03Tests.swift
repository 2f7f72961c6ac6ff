import Assessment
import EvidenceLogic
import Testing

/// Two days: the one whose law is asked, and the one by which it was on file.
@Suite struct Rule03Tests {
  static let policies: [Provision] = [
    .policy("OLD-GUIDANCE", from: "2009-06-01", to: "2017-02-15", ["M": "any: [moved]"]),
    .policy("NEW-GUIDANCE", from: "2017-02-16", ["M": "any: [moved]"]),
    .offence("OFFENCE", from: "2004-05-01", to: "2013-04-05", ["M": "any: [moved]"]),
  ]
  static let statement = "fact: moved, child: child-1, when: 2010"

  @Test func `Rule 3: the day of the decision chooses the policy`() throws {
    let law = try law(Self.policies)
    #expect(try law.state("OLD-GUIDANCE", Self.statement, on: "2012-01-01") == .evidenced)
    #expect(try law.state("NEW-GUIDANCE", Self.statement, on: "2012-01-01") == .notInForce)
    #expect(try law.state("OLD-GUIDANCE", Self.statement, on: "2020-01-01") == .notInForce)
    #expect(try law.state("NEW-GUIDANCE", Self.statement, on: "2020-01-01") == .evidenced)
  }

  @Test(arguments: ["1990-01-01", "2012-01-01", "2026-01-15"])
  func `Rule 3: an offence follows the conduct, whatever the day of the decision`(_ on: String)
    throws
  {
    let law = try law(Self.policies)
    #expect(try law.state("OFFENCE", Self.statement, on: on) == .evidenced)
  }

  static let sources = """
    sources:
      - {id: note, agency: police/a, kind: agency-record, made: 2010-03-01}
      - {id: account, agency: police/a, kind: first-hand-account, made: 2014-03-01}
    """

  @Test func `Rule 3: known keeps only what was on file by that day`() throws {
    let law = try law(.analysis("BOTH", ["M": "any: [moved]", "P": "any: [meant]"]))
    func state(known: String?) throws -> State {
      try law.state(
        "BOTH", "fact: moved, child: child-1, source: note",
        "fact: meant, child: child-1, source: account", with: Self.sources, known: known)
    }
    #expect(try state(known: nil) == .evidenced)
    #expect(try state(known: "2014-03-01") == .evidenced)
    #expect(try state(known: "2014-02-28") == .notYetEvidenced)
  }

  @Test func `Rule 3: known takes away denials as well`() throws {
    let law = try law(.analysis("JOURNEY", ["M": "any: [moved]"]))
    func state(known: String) throws -> State {
      try law.state(
        "JOURNEY", "fact: moved, child: child-1, source: note",
        "fact: moved, child: child-1, says: no, source: account", with: Self.sources, known: known)
    }
    #expect(try state(known: "2014-03-01") == .disputed)
    #expect(try state(known: "2014-02-28") == .evidenced)
  }

  @Test func `Rule 3: known does not choose the law`() throws {
    let law = try law(Self.policies)
    #expect(
      try law.state(
        "NEW-GUIDANCE", "fact: moved, child: child-1, source: note", with: Self.sources,
        on: "2020-01-01", known: "2011-01-01") == .evidenced)
  }

  @Test func `Rule 3: the decision's day keeps nothing from the file`() throws {
    let law = try law(Self.policies)
    #expect(
      try law.state(
        "OLD-GUIDANCE", "fact: moved, child: child-1, source: account", with: Self.sources,
        on: "2012-01-01") == .evidenced)
  }

  @Test func `Rule 3: a harm not yet on file does not put a test in or out of force`() throws {
    let law = try law(Self.policies)
    let finding = try law.finding(
      "OFFENCE", "fact: abused, child: child-1, when: 2003, source: note",
      "fact: moved, child: child-1, when: 2010, source: account", with: Self.sources,
      known: "2012-01-01")
    #expect(finding.state == .notInForce)
  }

  // MARK: Responses

  static let considered = """
    responses:
      - {considered: {framework: OFFENCE, answer: not-met}, about: child-1, by: police/a, on: 2012-05-01}
    """

  @Test func `Rule 3: an answer given later was not yet given`() throws {
    let law = try law(Self.policies)
    let now = try law.finding("OFFENCE", Self.statement, with: Self.considered)
    #expect(now.considered == .answered(response: 0))
    let then = try law.finding(
      "OFFENCE", Self.statement, with: Self.considered, known: "2012-04-30")
    #expect(then.considered == .never)
  }

  @Test func `Rule 3: responses are judged by the text of their own day`() throws {
    let law = try law(
      .policy(
        "OLD-GUIDANCE", from: "2009-06-01", to: "2017-02-15",
        more: ["irrelevant: [{fact: consent-claimed, cite: old para 2, says: Consent}]"],
        ["M": "any: [moved]"]),
      .policy(
        "NEW-GUIDANCE", from: "2017-02-16",
        more: ["irrelevant: [{fact: consent-claimed, cite: new para 2, says: Consent}]"],
        ["M": "any: [moved]"]))
    func cites(_ day: String) throws -> [String] {
      let assessment = try law.assessment(
        of: recordText(
          [Self.statement],
          """
          responses:
            - {act: closed, about: child-1, on: \(day), relies-on: [consent-claimed]}
          """))
      return assessment.guards.filter { $0.kind == .irrelevantFactor }
        .flatMap { $0.citations.map(\.cite) }
    }
    #expect(try cites("2010-01-01") == ["old para 2"])
    #expect(try cites("2018-01-01") == ["new para 2"])
    // Before any text said so, today's is cited.
    #expect(try cites("2005-01-01") == ["new para 2"])
  }
}
