import Assessment
import EvidenceLogic
import LawPack
import Testing

/// What would complete a test.
@Suite struct Rule11Tests {
  static let laws: [Provision] = [
    .analysis("BOTH", ["M": "any: [moved, kept]", "P": "any: [meant]"]),
    .analysis("READ", ["M": "narrow: moved, also: [kept]", "P": "any: [meant]"]),
    .analysis("NUMBER", ["N": "any: [{fact: offenders, at-least: 3}]"]),
    .analysis("ABROAD", ["A": "any: [{fact: moved, crosses: country}]"]),
  ]

  private func finding(_ id: String, _ statements: String...) throws -> Finding {
    let assessment = try law(Self.laws).assessment(of: recordText(statements, ""))
    return try #require(assessment.finding(id, about: "child-1"))
  }

  @Test func `Rule 11: each set would complete it, the smallest first`() throws {
    #expect(
      try finding("BOTH", "fact: abused, child: child-1").missingLabels(.narrow)
        == [["moved", "meant"], ["kept", "meant"]])
  }

  @Test func `Rule 11: what is evidenced is not missing`() throws {
    #expect(try finding("BOTH", "fact: kept, child: child-1").missingLabels(.narrow) == [["meant"]])
  }

  @Test func `Rule 11: what is disputed is not missing`() throws {
    let found = try finding(
      "BOTH", "fact: kept, child: child-1", "fact: kept, child: child-1, says: no")
    #expect(found.missingLabels(.narrow) == [["meant"]])
    #expect(found.missing[.narrow]?.blockedBy == [])
  }

  @Test func `Rule 11: each reading has its own, and none where it is met`() throws {
    let arguable = try finding(
      "READ", "fact: kept, child: child-1", "fact: meant, child: child-1")
    #expect(arguable.missingLabels(.narrow) == [["moved"]])
    #expect(arguable.missing[.broad] == nil)
    let neither = try finding("READ", "fact: meant, child: child-1")
    #expect(neither.missingLabels(.narrow) == [["moved"]])
    #expect(neither.missingLabels(.broad) == [["moved"], ["kept"]])
  }

  @Test func `Rule 11: nothing is missing from what is complete`() throws {
    let found = try finding("BOTH", "fact: kept, child: child-1", "fact: meant, child: child-1")
    #expect(found.missing.isEmpty)
  }

  @Test func `Rule 11: what is contradicted is offered to nobody, and is listed`() throws {
    let found = try finding("BOTH", "fact: moved, child: child-1, says: no")
    #expect(found.missingLabels(.narrow) == [["kept", "meant"]])
    #expect(found.missing[.narrow]?.blockedBy == ["moved"])
  }

  @Test func `Rule 11: where nothing could complete it the sets are none`() throws {
    let found = try finding("BOTH", "fact: meant, child: child-1, says: no")
    #expect(found.state == .contradicted)
    #expect(found.missingLabels(.narrow) == [])
    #expect(found.missing[.narrow]?.blockedBy == ["meant"])
  }

  @Test func `Rule 11: a condition is part of what is missing`() throws {
    #expect(
      try finding("NUMBER", "fact: abused, child: child-1").missingLabels(.narrow)
        == [["offenders (at least 3)"]])
    #expect(
      try finding("ABROAD", "fact: moved, child: child-1").missingLabels(.narrow)
        == [["moved (crosses: country)"]])
  }

  @Test func `Rule 11: what is denied of one person and open for others is not blocked`() throws {
    let law = try law(
      .offence("BOUND", ["M": "any: [moved], by: same", "P": "any: [meant], by: same"]))
    let found = try law.finding(
      "BOUND", "fact: meant, child: child-1, by: suspect-1",
      "fact: moved, child: child-1, by: suspect-1, says: no")
    #expect(found.missingLabels(.narrow) == [["moved", "meant"]])
    #expect(found.missing[.narrow]?.blockedBy == [])
  }

  @Test func `Rule 11: an assumed age is not missing, and an unknown one in an offence is`() throws
  {
    let law = try law(
      .policy("POLICY", ["A": "all: [under-18]", "B": "any: [moved]"]),
      .offence("OFFENCE", ["A": "all: [under-18]", "B": "any: [moved]"]))
    let abused = "fact: abused, child: child-1"
    #expect(try law.finding("POLICY", abused).missingLabels(.narrow) == [["moved"]])
    #expect(try law.finding("OFFENCE", abused).missingLabels(.narrow) == [["under-18", "moved"]])
  }

  @Test func `Rule 11: what was not in force has nothing to complete`() throws {
    let law = try law(.offence("NEW", from: "2015-07-31", ["M": "any: [moved]"]))
    #expect(
      try law.finding("NEW", "fact: abused, child: child-1, when: 2010").missing.isEmpty)
  }

  @Test func `Rule 11: past the cap the smallest are kept, and it says so`() throws {
    func missing(_ count: Int, of facts: [String]) throws -> Finding.Missing? {
      let list = facts.joined(separator: ", ")
      let law = try law(.analysis("MANY", ["E": "any: [{at-least: \(count), of: [\(list)]}]"]))
      return try law.finding("MANY").missing[.narrow]
    }
    let facts = [
      "abused", "kept", "given", "believed", "expected", "agreed", "together", "moved", "meant",
      "in-care", "acted-alone",
    ]
    // Four of nine can be had in 126 ways, five of eleven in 462.
    let few = try missing(4, of: Array(facts.prefix(9)))
    #expect(few?.sets.count == 126)
    #expect(few?.isExact == true)
    let many = try missing(5, of: facts)
    #expect(many?.sets.count == 256)
    #expect(many?.isExact == false)
  }
}
