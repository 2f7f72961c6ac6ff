import Assessment
import EvidenceLogic
import LawPack
import Testing

/// Guards read codes, not prose.
@Suite struct Rule14Tests {
  static let laws: [Provision] = [
    .offence(
      "OFFENCE",
      more: [
        "irrelevant: [{fact: consent-claimed, cite: s 2(2), says: Consent}]",
        "not-needed: [border]", "opens: [P-NRM-1]",
      ], ["M": "any: [moved]"]),
    .offence(
      "NEEDS-A-BORDER", more: ["not-needed: [gain]"],
      ["M": "any: [{fact: moved, crosses: country}]"]),
    .analysis(
      "GROUP", about: "group", more: ["opens: [P-POL-2]"],
      ["N": "any: [{fact: offenders, at-least: 2}]"]),
  ]
  static let moved = "fact: moved, child: child-1, when: 2010"

  private func guards(_ responses: String..., statements: [String] = [moved]) throws -> [Guard] {
    let list = responses.map { "  - {\($0)}" }.joined(separator: "\n")
    let text = recordText(statements, responses.isEmpty ? "" : "responses:\n" + list)
    return try law(Self.laws).assessment(of: text).guards
  }

  private func kinds(_ response: String) throws -> [Guard.Kind] {
    try guards(response).map(\.kind).filter { $0 != .nrmUnasked }
  }

  @Test(arguments: [
    "lifestyle choice", "consent-claimed", "she agreed to it", "no border was crossed",
    "not a gang", "no-border",
  ])
  func `Rule 14: a reason in words raises nothing by itself`(_ reason: String) throws {
    #expect(
      try kinds("act: no-further-action, about: child-1, on: 2011, reason: \"\(reason)\"") == [])
  }

  @Test(arguments: ["consent-claimed", "lifestyle-choice"])
  func `Rule 14: a code for what the law calls irrelevant is caught, with its citation`(
    _ code: String
  ) throws {
    let found = try guards("act: closed, about: child-1, on: 2011, relies-on: [\(code)]")
      .filter { $0.kind == .irrelevantFactor }
    #expect(found.count == 1)
    #expect(found.first?.citations.map { "\($0.id): \($0.cite)" } == ["OFFENCE: s 2(2)"])
    #expect(found.first?.response == 0)
    #expect(found.first?.about == "child-1")
  }

  @Test func `Rule 14: a code for what a test does not need names that test alone`() throws {
    let found = try guards("act: closed, about: child-1, on: 2011, relies-on: [no-border]")
      .filter { $0.kind == .nonElement }
    #expect(found.map { $0.citations.map(\.id) } == [["OFFENCE"]])
  }

  @Test func `Rule 14: a code for what no test does without is no guard`() throws {
    let law = try law(.offence("OFFENCE", ["M": "any: [moved]"]))
    let text = recordText(
      [Self.moved],
      "responses:\n  - {act: closed, about: child-1, on: 2011, relies-on: [no-border]}")
    #expect(try law.assessment(of: text).guards.isEmpty)
  }

  @Test func `Rule 14: failing a gang test decides no other test`() throws {
    let found = try guards("act: closed, about: child-1, on: 2011, relies-on: [not-a-gang]")
      .filter { $0.kind == .gangNotGroup }
    #expect(found.map { $0.citations.map(\.id) } == [["GROUP"]])
  }

  @Test func `Rule 14: each code is caught once for each whom the response is about`() throws {
    let statements = [Self.moved, "fact: moved, child: child-2, when: 2010"]
    let found = try guards(
      """
      act: closed, about: [child-1, child-2], on: 2011, relies-on: [consent-claimed, no-border]
      """, statements: statements)
    #expect(
      found.filter { $0.kind != .nrmUnasked }.map { "\($0.kind.rawValue) \($0.about)" } == [
        "IRRELEVANT-FACTOR child-1", "IRRELEVANT-FACTOR child-2", "NON-ELEMENT child-1",
        "NON-ELEMENT child-2",
      ])
  }

  // MARK: What nobody asked

  @Test func `A met test that opens a referral asks whether anybody asked`() throws {
    #expect(try guards().map(\.kind) == [.nrmUnasked])
    #expect(try guards(statements: ["fact: kept, child: child-1"]).isEmpty)
  }

  @Test(arguments: ["nrm-referral", "nrm-decision", "duty-to-notify"])
  func `A referral answers it, for the child whom it was about`(_ act: String) throws {
    let statements = [Self.moved, "fact: moved, child: child-2, when: 2010"]
    let found = try guards(
      "act: \(act), about: child-1, on: 2011", statements: statements)
    #expect(found.map { "\($0.kind.rawValue) \($0.about)" } == ["NRM-UNASKED child-2"])
  }

  @Test func `A referral made later was not yet made`() throws {
    let text = recordText(
      [Self.moved + ", source: note"],
      """
      sources: [{id: note, agency: police/a, kind: agency-record, made: 2010-06-01}]
      responses: [{act: nrm-referral, about: child-1, on: 2014-01-01}]
      """)
    let law = try law(Self.laws)
    #expect(try law.assessment(of: text).guards.isEmpty)
    #expect(try law.assessment(of: text, known: "2013-12-31").guards.map(\.kind) == [.nrmUnasked])
  }

  @Test func `A group on record asks whether anybody asked about organised crime`() throws {
    let group = ["fact: offenders, child: child-1, number: 2"]
    #expect(try guards(statements: group).map(\.kind) == [.groupUnasked])
    #expect(try guards("act: ocg-mapped, on: 2011", statements: group).isEmpty)
    #expect(
      try guards("considered: {framework: GROUP, answer: not-met}, on: 2011", statements: group)
        .isEmpty)
  }
}
