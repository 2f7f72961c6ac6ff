import Assessment
import CaseRecord
import EvidenceLogic
import LawPack
import Testing

/// The counting threshold: what is below it is shown and never counted.
@Suite struct CountingTests {
  static let journey: Provision = .analysis("JOURNEY", ["M": "any: [moved]"])

  private func assessment(
    kind: String, says: String = "yes", grade: String? = nil, threshold: SourceClass = .f1
  ) throws -> Assessment {
    let grade = grade.map { ", grade: {scheme: 3x5x2, value: \($0)}" } ?? ""
    return try law(Self.journey).assessment(
      of: recordText(
        ["fact: moved, child: child-1, says: \(says), source: note"],
        "sources: [{id: note, agency: police/a, kind: \(kind), made: 2010\(grade)}]"),
      threshold: threshold)
  }

  private func state(
    kind: String, says: String = "yes", grade: String? = nil, threshold: SourceClass = .f1
  ) throws -> State? {
    try assessment(kind: kind, says: says, grade: grade, threshold: threshold)
      .finding("JOURNEY", about: "child-1")?.state
  }

  @Test(arguments: [
    ("conviction", SourceClass.f7), ("civil-finding", .f6), ("first-hand-account", .f5),
    ("agency-record", .f4), ("intelligence", .f3), ("third-party-account", .f2),
    ("case-study", .f1),
  ])
  func `A source counts from its own class down`(kind: String, itsClass: SourceClass) throws {
    for threshold in SourceClass.allCases where threshold >= .f1 {
      #expect(
        try state(kind: kind, threshold: threshold)
          == (threshold <= itsClass ? .evidenced : .notYetEvidenced))
    }
  }

  @Test(arguments: [SourceClass.none, .f0, .f1, .f7])
  func `What nobody signed is shown and never counted, whatever the threshold`(
    _ threshold: SourceClass
  ) throws {
    let found = try assessment(kind: "unattributed", threshold: threshold)
    #expect(found.finding("JOURNEY", about: "child-1")?.state == .notYetEvidenced)
    #expect(try state(kind: "unattributed", says: "no", threshold: threshold) == .notYetEvidenced)
    #expect(found.record.statements.count == 1)
    #expect(found.countedStatements.isEmpty)
  }

  @Test(arguments: ["1EP", "2EC", "3ep"])
  func `What is graded as suspected to be false is shown and never counted`(_ grade: String) throws
  {
    let found = try assessment(kind: "intelligence", grade: grade)
    #expect(found.finding("JOURNEY", about: "child-1")?.state == .notYetEvidenced)
    #expect(try state(kind: "intelligence", says: "no", grade: grade) == .notYetEvidenced)
    #expect(found.countedStatements.isEmpty)
    #expect(found.record.source("note")?.grade?.value == grade)
  }

  @Test func `Any other grade counts`() throws {
    for grade in ["1AP", "2BC", "3DP"] {
      #expect(try state(kind: "intelligence", grade: grade) == .evidenced)
    }
  }

  @Test func `Contrary evidence below the threshold does not dispute`() throws {
    let law = try law(Self.journey)
    let text = recordText(
      [
        "fact: moved, child: child-1, source: account",
        "fact: moved, child: child-1, says: no, source: press",
      ],
      """
      sources:
        - {id: account, agency: police/a, kind: first-hand-account}
        - {id: press, agency: press/a, kind: case-study}
      """)
    func state(_ threshold: SourceClass) throws -> State? {
      try law.assessment(of: text, threshold: threshold).finding("JOURNEY", about: "child-1")?.state
    }
    #expect(try state(.f1) == .disputed)
    #expect(try state(.f2) == .evidenced)
  }

  @Test func `Weaker contrary evidence that counts still disputes`() throws {
    #expect(
      try law(Self.journey).state(
        "JOURNEY", "fact: moved, child: child-1, source: judgment",
        "fact: moved, child: child-1, says: no, source: press",
        with: """
          sources:
            - {id: judgment, agency: court/a, kind: conviction}
            - {id: press, agency: press/a, kind: case-study}
          """) == .disputed)
  }

  @Test func `A birth that no source states is as good as a body's own record`() throws {
    let law = try law(.analysis("AGE", ["A": "any: [under-16]"]))
    let text = """
      people: [{id: child-1, role: child, born: 1996}]
      sources: [{id: account, agency: police/a, kind: first-hand-account}]
      statements: [{fact: abused, child: child-1, when: 2008, source: account}]
      """
    func finding(_ threshold: SourceClass) throws -> Finding? {
      try law.assessment(of: text, threshold: threshold).finding("AGE", about: "child-1")
    }
    #expect(try finding(.f4)?.weakest == .f4)
    #expect(try finding(.f5)?.state == .notYetEvidenced)
  }
}
