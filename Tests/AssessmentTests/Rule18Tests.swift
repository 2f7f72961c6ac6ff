import Assessment
import EvidenceLogic
import LawPack
import Testing

/// Known since, where the test itself has a day.
@Suite struct Rule18Tests {
  static let sources = """
    sources:
      - {id: note, agency: police/a, kind: agency-record, made: 2008-05-01}
      - {id: late, agency: school/b, kind: agency-record, made: 2019-05-01}
    """
  static let laws: [Provision] = [
    .policy("POLICY", from: "2017-02-16", ["M": "any: [moved]"]),
    .policy("ENDED", from: "2009-06-01", to: "2017-02-15", ["M": "any: [moved]"]),
    .policy("ALWAYS", ["M": "any: [moved]"]),
    .offence("OFFENCE", from: "2004-05-01", to: "2013-04-05", ["M": "any: [moved]"]),
    .analysis("ANALYSIS", ["M": "any: [moved]"]),
  ]

  private func finding(_ id: String, source: String = "note", on: String = "2026-01-15") throws
    -> Finding
  {
    try law(Self.laws).finding(
      id, "fact: moved, child: child-1, when: 2007, source: \(source)", with: Self.sources, on: on)
  }

  @Test func `Rule 18: no test of the decision was met before it was one`() throws {
    #expect(try finding("POLICY").known() == "2017-02-16")
    #expect(try finding("POLICY").known(to: "police/a") == "2017-02-16")
    #expect(try finding("POLICY").known(to: "school/b") == nil)
  }

  @Test func `Rule 18: after its first day the file decides`() throws {
    #expect(try finding("POLICY", source: "late").known() == "2019-05-01")
  }

  @Test func `Rule 18: nor after it had ceased to be one`() throws {
    #expect(try finding("ENDED", on: "2012-01-01").known() == "2009-06-01")
    #expect(try finding("ENDED", source: "late", on: "2012-01-01").known() == nil)
  }

  @Test(arguments: ["ALWAYS", "OFFENCE", "ANALYSIS"])
  func `Rule 18: a test that has no such day is asked of every day`(_ id: String) throws {
    #expect(try finding(id).known() == "2008-05-01")
  }

  @Test func `Rule 18: the earliest is not before the test either`() throws {
    let found = try law(Self.laws).finding(
      "POLICY", "fact: moved, child: child-1, source: vague",
      with: "sources: [{id: vague, agency: police/a, kind: agency-record, made: 2017}]")
    #expect(found.known() == "2017-12-31")
    #expect(found.knownSince?.together?.earliest == day("2017-02-16"))
  }
}
