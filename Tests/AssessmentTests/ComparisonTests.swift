import Assessment
import EvidenceLogic
import LawPack
import Testing

/// The same facts under the law of several places, and what the law changed between two days.
@Suite struct ComparisonTests {
  private let provisions: [Provision] = [
    .offence("EW", more: ["family: trafficking"], ["M": "any: [moved]", "B": "any: [abused]"]),
    Provision(
      id: "S", jurisdiction: "scotland", more: ["family: trafficking"],
      elements: ["A": "any: [abused]"]),
    Provision(
      id: "OLD", jurisdiction: "scotland", to: "2005-12-31", more: ["family: slavery"],
      elements: ["A": "any: [kept]"]),
    Provision(
      id: "ANY", jurisdiction: "international", more: ["family: trafficking"],
      elements: ["A": "any: [abused]"]),
  ]

  private func comparisons(_ statements: String...) throws -> [Comparison] {
    try law(provisions).assessment(of: recordText(statements, ""))
      .comparisons(of: ["england-and-wales", "scotland"])
      .filter { $0.about == "child-1" }
  }

  @Test func `Counterparts stand side by side, with the element that makes the difference`() throws
  {
    let found = try comparisons("fact: abused, child: child-1, when: 2010")
    let trafficking = try #require(found.first { $0.family == .trafficking })
    #expect(trafficking.places.map(\.jurisdiction) == ["england-and-wales", "scotland"])
    #expect(trafficking.places.map { $0.answers.map(\.finding.framework.id) } == [["EW"], ["S"]])
    #expect(!trafficking.isAlike)
    guard case .allOf(let lacks)? = trafficking.places[0].answers.first?.difference else {
      Issue.record("the offence is not met, and something is lacking")
      return
    }
    #expect(lacks.map(\.id) == ["M"])
    #expect(trafficking.places[1].answers.first?.difference == Comparison.Difference.none)
  }

  @Test func `What was not the law then says so, and is no answer about the facts`() throws {
    let found = try comparisons("fact: kept, child: child-1, when: 2010")
    let slavery = try #require(found.first { $0.family == .slavery })
    #expect(slavery.places.map { $0.answers.map(\.difference) } == [[], [.notInForce]])
  }

  @Test func `Elements that different people meet are not lacking, but not together`() throws {
    let pack = try law(
      .offence(
        "EW", more: ["family: trafficking"],
        ["M": "by: same, any: [moved]", "B": "by: same, any: [abused]"]))
    let assessment = try pack.assessment(
      of: recordText(
        [
          "fact: moved, child: child-1, by: suspect-1, when: 2010",
          "fact: abused, child: child-1, by: suspect-2, when: 2010",
        ], ""))
    let found = assessment.comparisons(of: ["england-and-wales"]).first { $0.about == "child-1" }
    #expect(found?.places.first?.answers.map(\.difference) == [.together])
  }

  @Test func `Of several counterparts the one most like it follows`() throws {
    func offence(_ id: String, _ from: String, to: String? = nil, _ fact: String) -> Provision {
      .offence(id, from: from, to: to, more: ["family: trafficking"], ["M": "any: [\(fact)]"])
    }
    let pack = try law(
      offence("ACT-1-OLD", "2004-05-01", to: "2015-05-02", "moved"),
      offence("ACT-2-OLD", "2004-05-01", to: "2015-05-02", "moved"),
      offence("OTHER", "2004-05-01", to: "2015-05-02", "kept"),
      offence("ACT-1", "2015-05-03", "moved"), offence("ACT-2", "2015-05-03", "kept"))
    let change = pack.changes(from: day("2015-05-02"), to: day("2015-05-03"))
    #expect(
      change.successions.map { "\($0.from.id) \($0.to.id)" } == [
        "ACT-1-OLD ACT-1", "ACT-2-OLD ACT-2", "OTHER ACT-2",
      ])
  }

  @Test func `A text that took another's place is told with what it no longer and newly asks`()
    throws
  {
    let pack = try law(
      .offence(
        "OLD", to: "2015-07-30", more: ["family: trafficking"],
        ["M": "any: [moved]", "B": "any: [abused]"]),
      .offence(
        "NEW", from: "2015-07-31", more: ["family: trafficking"],
        ["M": "any: [kept]", "B": "any: [abused]"]),
      .offence("ALONE", from: "2015-06-01", ["M": "any: [kept]"]),
      .offence(
        "NEVER", from: "2015-06-01",
        more: [], ["M": "any: [kept]"]))
    let change = pack.changes(from: day("2015-07-30"), to: day("2015-07-31"))
    #expect(change.successions.map { "\($0.from.id) \($0.to.id)" } == ["OLD NEW"])
    #expect(change.successions.first?.noLongerAsks == ["moved"])
    #expect(change.successions.first?.newlyAsks == ["kept"])
    #expect(change.began.isEmpty && change.ended.isEmpty)
    #expect(pack.changes(from: day("2015-07-31"), to: day("2016-01-01")) == .none)
    #expect(
      pack.changes(from: day("2015-05-01"), to: day("2015-06-01")).began.map(\.id) == [
        "ALONE", "NEVER",
      ])
  }
}
