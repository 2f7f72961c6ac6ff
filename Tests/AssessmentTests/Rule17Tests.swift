import Assessment
import EvidenceLogic
import LawPack
import Testing

/// Groups, over the whole record.
@Suite struct Rule17Tests {
  static let laws: [Provision] = [
    .analysis(
      "GROUP", about: "group",
      [
        "N": "any: [{fact: offenders, at-least: 2}]", "A": "any: [abused]",
        "T": "any: [together, agreed]",
      ]),
    .analysis("TWO", about: "group", ["N": "any: [{fact: offenders, at-least: 2}]"]),
    .analysis("CHILD-TWO", ["N": "any: [{fact: offenders, at-least: 2}]"]),
    .policy("EXPLOITED", ["A": "all: [under-18]", "B": "any: [abused]", "C": "any: [given]"]),
    .policy("GROUP-POLICY", about: "group", ["E": "all: [{framework: EXPLOITED}]"]),
    .offence(
      "TAKING-PART", from: "2015-05-03", about: "suspect",
      ["G": "all: [{framework: GROUP}]", "P": "any: [moved], by: same"]),
  ]

  /// Two associates, who each abused a different child.
  static let associates = [
    "fact: abused, child: child-1, by: suspect-1, when: 2010",
    "fact: abused, child: child-2, by: suspect-2, when: 2010",
    "fact: together, by: [suspect-1, suspect-2], when: 2010",
  ]

  private func state(_ id: String, about: String = "group-1", _ statements: [String]) throws
    -> State
  {
    let assessment = try law(Self.laws).assessment(of: recordText(statements, ""))
    return try #require(assessment.finding(id, about: about)).state
  }

  @Test func `Rule 17: two associates who each abused a different child are a group`() throws {
    #expect(try state("GROUP", Self.associates) == .evidenced)
    #expect(try state("CHILD-TWO", about: "child-1", Self.associates) == .notYetEvidenced)
    #expect(try state("CHILD-TWO", about: "child-2", Self.associates) == .notYetEvidenced)
  }

  @Test func `Rule 17: a group is answered once, for the whole record`() throws {
    let assessment = try law(Self.laws).assessment(of: recordText(Self.associates, ""))
    #expect(
      assessment.findings.filter { $0.framework.id == "GROUP" }.map(\.about) == ["group-1"])
  }

  @Test func `Rule 17: a test of one child is met in a group by any child, not by several`() throws
  {
    let split = [
      "fact: abused, child: child-1, by: suspect-1", "fact: given, child: child-2, by: suspect-1",
    ]
    #expect(try state("GROUP-POLICY", split) == .notYetEvidenced)
    #expect(
      try state("GROUP-POLICY", split + ["fact: given, child: child-1, by: suspect-2"])
        == .evidenced)
  }

  @Test func `Rule 17: the definition is analysed for any day, the offence from its commencement`()
    throws
  {
    let statements = Self.associates + ["fact: moved, child: child-1, by: suspect-1, when: 2010"]
    #expect(try state("GROUP", statements) == .evidenced)
    #expect(try state("TAKING-PART", statements) == .notInForce)
    let later = statements.map { $0.replacing("2010", with: "2016") }
    let assessment = try law(Self.laws).assessment(of: recordText(later, ""))
    let offence = try #require(assessment.finding("TAKING-PART", about: "group-1"))
    #expect(offence.state == .evidenced)
    #expect(offence.suspect("suspect-1") == .evidenced)
    #expect(offence.suspect("suspect-2") == .notYetEvidenced)
    #expect(assessment.finding("GROUP", about: "group-1")?.marks.isAnalysis == true)
    #expect(!offence.marks.isAnalysis)
  }

  @Test func `Rule 17: one convicted person does not contradict a group`() throws {
    let assessment = try law(Self.laws).assessment(
      of: recordText(
        ["fact: abused, child: child-1, by: suspect-1, source: judgment"],
        """
        sources: [{id: judgment, agency: court/a, kind: conviction}]
        responses: [{act: convicted, framework: TAKING-PART, about: child-1, suspect: suspect-1}]
        """))
    #expect(assessment.finding("TWO", about: "group-1")?.state == .notYetEvidenced)
    #expect(assessment.finding("GROUP", about: "group-1")?.state == .notYetEvidenced)
  }

  @Test(arguments: ["", ", by: suspect-1"])
  func `Rule 17: a source that says that one acted alone does`(_ by: String) throws {
    let abused = "fact: abused, child: child-1, by: suspect-1"
    let alone = "fact: acted-alone, child: child-1\(by)"
    #expect(try state("TWO", [abused, alone]) == .contradicted)
    #expect(try state("CHILD-TWO", about: "child-1", [abused, alone]) == .contradicted)
    #expect(
      try state("TWO", [abused, alone, "fact: offenders, child: child-1, number: 2"]) == .disputed)
  }

  @Test func `Rule 17: alone against one child is not alone against another`() throws {
    let statements = [
      "fact: abused, child: child-1, by: suspect-1", "fact: acted-alone, child: child-1",
      "fact: kept, child: child-2",
    ]
    #expect(try state("TWO", statements) == .notYetEvidenced)
    #expect(try state("CHILD-TWO", about: "child-1", statements) == .contradicted)
    #expect(try state("CHILD-TWO", about: "child-2", statements) == .notYetEvidenced)
  }

  @Test func `Rule 17: that nobody acted alone says nothing of how many there were`() throws {
    #expect(
      try state(
        "TWO",
        ["fact: abused, child: child-1", "fact: acted-alone, child: child-1, says: no"])
        == .notYetEvidenced)
  }

  @Test func `Rule 17: harm that names no child counts for the group alone`() throws {
    #expect(try state("TWO", ["fact: abused, by: [suspect-1, suspect-2]"]) == .evidenced)
    #expect(
      try state("CHILD-TWO", about: "child-1", ["fact: abused, by: [suspect-1, suspect-2]"])
        == .notYetEvidenced)
  }
}
