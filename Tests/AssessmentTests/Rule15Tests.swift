import Assessment
import EvidenceLogic
import LawPack
import Testing

/// An entry that stands for several people.
@Suite struct Rule15Tests {
  static let laws: [Provision] = [
    .offence("OFFENCE", ["M": "any: [moved]", "P": "any: [meant]"]),
    .analysis("GROUP", about: "group", ["N": "any: [{fact: moved, at-least: 2, of: suspect}]"]),
    .analysis(
      "CHILDREN", about: "group", ["N": "any: [{fact: moved, at-least: 2, of: child}]"]),
  ]
  static let people = """
    people:
      - {id: children, role: child, stands-for: nine children}
      - {id: child-1, role: child}
      - {id: suspect-1, role: suspect}
      - {id: men, role: suspect, stands-for: several men}
    """

  private func assessment(_ statements: String...) throws -> Assessment {
    try law(Self.laws).assessment(of: recordText(statements, Self.people))
  }

  @Test func `Rule 15: every answer about such a child is marked pooled`() throws {
    let found = try assessment(
      "fact: moved, child: children, by: suspect-1", "fact: meant, child: children, by: suspect-1")
    #expect(found.finding("OFFENCE", about: "children")?.state == .evidenced)
    #expect(found.finding("OFFENCE", about: "children")?.marks.isPooled == true)
    #expect(found.finding("OFFENCE", about: "child-1")?.marks.isPooled == false)
  }

  @Test func `Rule 15: answers about the group are marked where anybody in it is pooled`() throws {
    #expect(
      try assessment("fact: moved, child: child-1").finding("GROUP", about: "group-1")?
        .marks.isPooled == true)
    let plain = try law(Self.laws).finding(
      "GROUP", about: "group-1", "fact: moved, child: child-1, by: suspect-1")
    #expect(!plain.marks.isPooled)
  }

  @Test func `Rule 15: a pooled suspect has no answer`() throws {
    let found = try assessment(
      "fact: moved, child: child-1, by: men", "fact: meant, child: child-1, by: men")
    let offence = try #require(found.finding("OFFENCE", about: "child-1"))
    #expect(offence.state == .evidenced)
    #expect(offence.suspects.map(\.id) == ["suspect-1"])
    #expect(offence.suspect("suspect-1") == .notYetEvidenced)
  }

  @Test func `Rule 15: a pooled entry adds to no total`() throws {
    let found = try assessment(
      "fact: moved, child: [children, child-1], by: [men, suspect-1]")
    #expect(found.finding("GROUP", about: "group-1")?.state == .notYetEvidenced)
    #expect(found.finding("CHILDREN", about: "group-1")?.state == .notYetEvidenced)
  }

  @Test func `Rule 15: a number that a source states stands`() throws {
    let law = try law(
      .analysis("THREE", about: "group", ["N": "any: [{fact: offenders, at-least: 3}]"]))
    #expect(
      try law.state(
        "THREE", about: "group-1", "fact: offenders, child: child-1, by: men, number: 5",
        with: Self.people) == .evidenced)
  }
}
