import Assessment
import CaseRecord
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

/// The assessment as `heed: assessment/1`, by design 5.
@Suite struct AssessmentJSONTests {
  static let laws: [Provision] = [
    .offence(
      "TRAVEL", from: "2004-05-01", to: "2013-04-05",
      more: ["irrelevant: [{fact: consent-claimed, cite: s 2(2), says: Consent}]"],
      [
        "M": "any: [moved]", "P": "narrow: meant, also: [expected], judgement: charging lawyer",
        "D": "decide: charging lawyer",
      ]),
    .offence("LATER", from: "2015-07-31", ["M": "any: [moved]"]),
    .analysis(
      "GROUP", about: "group",
      ["N": "narrow: {fact: offenders, at-least: 3}, also: [together]"]),
  ]

  static let text = """
    people:
      - {id: child-1, role: child}
      - {id: suspect-1, role: suspect}
    sources:
      - {id: note, agency: voluntary/project, kind: agency-record, made: 2008-11}
      - {id: log, agency: police/a, kind: first-hand-account, made: 2009-02-01}
      - {id: vague, agency: police/a, kind: agency-record}
    statements:
      - {fact: moved, child: child-1, by: suspect-1, when: 2008-10, source: note}
      - {fact: meant, child: child-1, by: suspect-1, when: 2008-10, source: log}
      - {fact: meant, child: child-1, says: no, source: log}
    responses:
      - {act: closed, about: child-1, on: 2009-03-01, relies-on: [consent-claimed]}
      - {considered: {framework: GROUP, answer: not-met}, by: police/a, on: 2010}
    """

  @Test func `The whole of a small assessment`() throws {
    let json = try law(Self.laws).assessment(of: Self.text, known: "2012-01-01").json
    #expect(json.prettyText == Self.golden)
  }

  @Test func `The text on one line says the same`() throws {
    let json = try law(Self.laws).assessment(of: Self.text).json
    #expect(!json.text.contains("\n"))
    #expect(json.text.filter { $0 != " " } == json.prettyText.filter { !$0.isWhitespace })
  }

  @Test func `What was not in force says little, and nothing as if it were an offence`() throws {
    let assessment = try law(Self.laws).assessment(of: Self.text)
    let later = try #require(
      assessment.json["assessments"]?.items.first { $0["framework"] == "LATER" })
    #expect(
      later.keys == [
        "framework", "about", "state", "as-if-in-force", "analysis", "period", "elements", "status",
      ])
  }

  @Test func `Only an offence has suspects, and no pooled one is among them`() throws {
    let assessment = try law(Self.laws).assessment(
      of: Self.text.replacing(
        "role: suspect}", with: "role: suspect}\n  - {id: men, role: suspect, stands-for: men}"))
    let items = try #require(assessment.json["assessments"]?.items)
    #expect(items.map { $0["suspects"]?.keys } == [["suspect-1"], nil, nil])
    // Only the answer about all of them together is about somebody pooled.
    #expect(items.map { $0["pooled"] } == [nil, nil, true])
  }

  @Test func `Missing is absent when complete, and none where nothing could complete it`() throws {
    let law = try law(.analysis("JOURNEY", ["M": "any: [moved]"]))
    func journey(_ statements: String...) throws -> JSONValue {
      let json = try law.assessment(of: recordText(statements, "")).json
      return try #require(json["assessments"]?.items.first)
    }
    #expect(try journey("fact: moved, child: child-1")["missing"] == nil)
    #expect(try journey("fact: moved, child: child-1")["blocked-by"] == nil)
    let open = try journey("fact: abused, child: child-1")
    #expect(open["missing"]?.text == #"{"narrow": [["moved"]], "broad": [["moved"]]}"#)
    #expect(open["blocked-by"]?.text == "[]")
    let denied = try journey("fact: moved, child: child-1, says: no")
    #expect(denied["missing"]?.text == #"{"narrow": [], "broad": []}"#)
    #expect(denied["blocked-by"]?.text == #"["moved"]"#)
  }

  @Test func `An uncertain day of the conduct or of the file is marked`() throws {
    let json = try law(Self.laws).assessment(
      of: recordText(
        ["fact: moved, child: child-1, when: 2013, source: note"],
        "sources: [{id: note, agency: police/a, kind: agency-record, made: 2013-06}]")
    ).json
    let travel = try #require(json["assessments"]?.items.first)
    #expect(travel["dates"] == "certain")
    let law = try law(.offence("EARLY", to: "2013-04-05", ["M": "any: [moved]"]))
    let early = try #require(
      try law.assessment(
        of: recordText(
          ["fact: moved, child: child-1, when: 2013, source: note"],
          "sources: [{id: note, agency: police/a, kind: agency-record, made: 2013-06}]")
      ).json["assessments"]?.items.first)
    #expect(early["dates"] == "possible")
    #expect(early["certain-state"] == "not-yet-evidenced")
    #expect(early["known-since"]?["together"] == "2013-06-30")
    #expect(early["known-since-earliest"]?["together"] == "2013-06-01")
  }

  @Test func `Marks stand only where they say something`() throws {
    var other = Provision.policy("ELSEWHERE", ["A": "all: [under-18]", "M": "any: [moved]"])
    other.jurisdiction = "scotland"
    let json = try law(other, .analysis("ANALYSIS", ["M": "any: [moved]"])).assessment(
      of: recordText(["fact: moved, child: child-1"], "")
    ).json
    let items = try #require(json["assessments"]?.items)
    #expect(items.map { $0["comparison"] } == [true, nil])
    #expect(items.map { $0["assumes-child"] } == [true, nil])
    #expect(items.map { $0["analysis"] } == [nil, true])
    #expect(items.map { $0["pooled"] } == [nil, nil])
  }

  // MARK: Text

  @Test(arguments: [
    ("plain", "\"plain\""), ("\"", #""\"""#), (#"\"#, #""\\""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{1}\u{1F}", #""\u0001\u001f""#), ("\u{7F}/é€😀", "\"\u{7F}/é€😀\""), ("", "\"\""),
  ])
  func `Strings are escaped as JSON asks, and no further`(text: String, expected: String) {
    #expect(JSONValue.string(text).text == expected)
  }

  @Test func `Keys are escaped too, keep their order, and stand only with a value`() {
    let value = JSONValue.object([("b\"", .int(1)), ("a", nil), ("c", .null)])
    #expect(value.text == #"{"b\"": 1, "c": null}"#)
  }

  @Test func `What is short stays on a line, what is long does not, and both read the same`() {
    let short = JSONValue.object([
      ("a", .object([("b", .object([("c", .array([.int(1), .int(2)]))]))]))
    ])
    #expect(
      short.prettyText == """
        {
          "a": {
            "b": {"c": [1, 2]}
          }
        }

        """)
    let long = JSONValue.object([
      ("a", .object([("b", .array((0..<60).map { .int($0 + 10) }))]))
    ])
    #expect(long.prettyText.split(separator: "\n").count > 60)
    #expect(
      long.prettyText.filter { !$0.isWhitespace } == long.text.filter { !$0.isWhitespace })
  }

  @Test func `Nothing is an empty list, an empty object`() {
    #expect(JSONValue.array([]).text == "[]")
    #expect(JSONValue.object([]).text == "{}")
    #expect(JSONValue.array([]).prettyText == "[]\n")
  }

  static let golden = #"""
    {
      "heed": "assessment/1",
      "case": "worked-case",
      "on": "2026-01-15",
      "known": "2012-01-01",
      "counts-from": "F1",
      "law": "small",
      "assessments": [
        {
          "framework": "TRAVEL",
          "about": "child-1",
          "state": "disputed",
          "readings": {"narrow": "disputed", "broad": "disputed"},
          "period": "2004-05-01/2013-04-05",
          "dates": "certain",
          "weakest": "F4",
          "rests-on-one-source": true,
          "only-source": "log",
          "independent-sources": 2,
          "stands-on": [["log", "note"]],
          "elements": [
            {"id": "M", "state": "evidenced", "weakest": "F4", "sources": ["note"], "cite": "s M"},
            {
              "id": "P",
              "state": "disputed",
              "judgement": "charging lawyer",
              "readings": {"narrow": "disputed", "broad": "disputed"},
              "weakest": "F5",
              "sources": ["log"],
              "against": ["log"],
              "cite": "s P"
            },
            {"id": "D", "decided-by": "charging lawyer", "sources": [], "cite": "s D"}
          ],
          "suspects": {"suspect-1": "disputed"},
          "known-since": {"together": "2009-02-01", "police/a": null, "voluntary/project": null},
          "considered": "never",
          "status": "verified"
        },
        {
          "framework": "LATER",
          "about": "child-1",
          "state": "not-in-force",
          "as-if-in-force": "evidenced",
          "analysis": true,
          "period": "2015-07-31/..",
          "elements": [],
          "status": "verified"
        },
        {
          "framework": "GROUP",
          "about": "group-1",
          "state": "not-yet-evidenced",
          "readings": {"narrow": "not-yet-evidenced", "broad": "not-yet-evidenced"},
          "analysis": true,
          "elements": [
            {
              "id": "N",
              "state": "not-yet-evidenced",
              "readings": {"narrow": "not-yet-evidenced", "broad": "not-yet-evidenced"},
              "sources": [],
              "cite": "s N"
            }
          ],
          "missing": {"narrow": [["offenders (at least 3)"]], "broad": [["offenders (at least 3)"], ["together"]]},
          "blocked-by": [],
          "considered": {"answer": "not-met", "by": "police/a", "on": "2010", "at": "responses[1]"},
          "status": "verified"
        }
      ],
      "guards": [
        {
          "id": "IRRELEVANT-FACTOR",
          "about": "child-1",
          "because": "closed relying on this: that the child agreed",
          "cites": [{"framework": "TRAVEL", "cite": "s 2(2)"}],
          "at": "responses[0]"
        }
      ],
      "without-a-day": [
        "vague"
      ]
    }

    """#
}

extension JSONValue {
  /// A member of an object.
  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members.first { $0.key == key }?.value } else { nil }
  }

  /// The keys of an object that have a value.
  var keys: [String] {
    if case .object(let members) = self {
      members.filter { $0.value != nil }.map(\.key)
    } else {
      []
    }
  }

  var items: [JSONValue] {
    if case .array(let items) = self { items } else { [] }
  }
}
