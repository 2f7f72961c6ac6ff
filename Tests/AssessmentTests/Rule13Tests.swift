import Assessment
import EvidenceLogic
import LawPack
import Testing

/// Whether anybody asked.
@Suite struct Rule13Tests {
  static let laws: [Provision] = [
    .policy("POLICY", from: "2009-06-01", to: "2017-02-15", ["M": "any: [moved]"]),
    .offence("OFFENCE", from: "2004-05-01", ["M": "any: [moved]"]),
    .analysis("ANALYSIS", ["M": "any: [moved]"]),
  ]
  static let moved = "fact: moved, child: child-1, when: 2010"

  private func considered(_ framework: String, _ responses: String..., about: String = "child-1")
    throws -> Finding.Considered
  {
    let list = responses.map { "  - {\($0)}" }.joined(separator: "\n")
    let text = recordText([Self.moved], responses.isEmpty ? "" : "responses:\n" + list)
    let assessment = try law(Self.laws).assessment(of: text, on: "2016-01-01")
    return try #require(assessment.finding(framework, about: about)).considered
  }

  @Test(arguments: ["POLICY", "OFFENCE", "ANALYSIS"])
  func `Rule 13: with no recorded answer it was never considered`(_ id: String) throws {
    #expect(try considered(id) == .never)
    #expect(try considered(id, "act: closed, about: child-1, on: 2012-01-01") == .never)
  }

  @Test func `Rule 13: our own evaluation is no recorded answer`() throws {
    let found = try law(Self.laws).finding("OFFENCE", Self.moved)
    #expect(found.state == .evidenced)
    #expect(found.considered == .never)
  }

  @Test(arguments: ["met", "not-met", "not-decided"])
  func `Rule 13: a person's recorded answer is shown, whatever it was`(_ answer: String) throws {
    let response = "considered: {framework: OFFENCE, answer: \(answer)}, about: child-1"
    #expect(try considered("OFFENCE", response) == .answered(response: 0))
    #expect(try considered("POLICY", response) == .never)
  }

  @Test func `Rule 13: an answer about another child is none about this one`() throws {
    #expect(
      try considered(
        "OFFENCE", "considered: {framework: OFFENCE, answer: met}, about: child-2") == .never)
  }

  @Test func `Rule 13: an answer about the whole case is one about each child`() throws {
    #expect(
      try considered("OFFENCE", "considered: {framework: OFFENCE, answer: met}")
        == .answered(response: 0))
  }

  @Test func `Rule 13: of several answers the latest is shown`() throws {
    func answer(_ on: String) -> String {
      "considered: {framework: OFFENCE, answer: met}, about: child-1, on: \(on)"
    }
    #expect(
      try considered("OFFENCE", answer("2014-01-01"), answer("2012-01-01"))
        == .answered(response: 0))
  }

  @Test func `Rule 13: a policy is asked of responses of the days on which it stood`() throws {
    #expect(try considered("POLICY", "act: closed, about: child-1, on: 2008-01-01") == .notAsked)
    #expect(try considered("POLICY", "act: closed, about: child-1, on: 2009-06-01") == .never)
    #expect(
      try considered(
        "POLICY", "act: closed, about: child-1, on: 2008-01-01",
        "act: closed, about: child-1, on: 2010-01-01") == .never)
  }

  @Test func `Rule 13: a response about another child asks nothing of this one`() throws {
    // With none about this child, the day of the decision is the day on which it could be asked.
    #expect(try considered("POLICY", "act: closed, about: child-2, on: 2008-01-01") == .never)
  }

  @Test func `Rule 13: an offence not yet law could not be considered`() throws {
    #expect(try considered("OFFENCE", "act: closed, about: child-1, on: 2003-01-01") == .notAsked)
    #expect(try considered("OFFENCE", "act: closed, about: child-1, on: 2005-01-01") == .never)
  }
}
