import Assessment
import EvidenceLogic
import LawPack
import Testing

/// Sources, and when two are one.
@Suite struct Rule10Tests {
  static let both: Provision = .analysis("BOTH", ["M": "any: [moved]", "P": "any: [meant]"])
  static let sources = """
    sources:
      - {id: account, agency: police/a, kind: first-hand-account}
      - {id: told-a-teacher, agency: school/b, kind: third-party-account, repeats: account}
      - {id: told-a-nurse, agency: health/c, kind: third-party-account, repeats: told-a-teacher}
      - {id: log, agency: care/d, kind: agency-record}
    """

  private func finding(_ statements: String..., framework: String = "BOTH") throws -> Finding {
    let law = try law(Self.both, .analysis("JOURNEY", ["M": "any: [moved]"]))
    let assessment = try law.assessment(of: recordText(statements, Self.sources))
    return try #require(assessment.finding(framework, about: "child-1"))
  }

  @Test func `Rule 10: sources that repeat nothing are independent`() throws {
    let found = try finding(
      "fact: moved, child: child-1, source: account", "fact: moved, child: child-1, source: log",
      framework: "JOURNEY")
    #expect(found.independentSources == 2)
    #expect(found.onlySource == nil)
  }

  @Test func `Rule 10: hearsay told often is one source`() throws {
    let found = try finding(
      "fact: moved, child: child-1, source: account",
      "fact: moved, child: child-1, source: told-a-teacher",
      "fact: moved, child: child-1, source: told-a-nurse", framework: "JOURNEY")
    #expect(found.independentSources == 1)
    #expect(found.onlySource == "account")
  }

  @Test func `Rule 10: it is one source also where the first account is not on file`() throws {
    let found = try finding(
      "fact: moved, child: child-1, source: told-a-teacher",
      "fact: moved, child: child-1, source: told-a-nurse", framework: "JOURNEY")
    #expect(found.onlySource == "account")
  }

  @Test func `Rule 10: a test rests on one source if no element can do without it`() throws {
    let one = try finding(
      "fact: moved, child: child-1, source: account", "fact: moved, child: child-1, source: log",
      "fact: meant, child: child-1, source: account")
    #expect(one.onlySource == "account")
    let two = try finding(
      "fact: moved, child: child-1, source: account", "fact: moved, child: child-1, source: log",
      "fact: meant, child: child-1, source: account", "fact: meant, child: child-1, source: log")
    #expect(two.onlySource == nil)
  }

  @Test func `Rule 10: different elements may rest on different sources, and none carries it`()
    throws
  {
    // Each of the two is needed, so each by itself would bring it down.
    let found = try finding(
      "fact: moved, child: child-1, source: log", "fact: meant, child: child-1, source: account")
    #expect(found.onlySource != nil)
    #expect(found.independentSources == 2)
  }

  @Test func `Rule 10: source sets are the smallest that suffice, printed as sources`() throws {
    let law = try law(Self.both)
    let assessment = try law.assessment(
      of: recordText(
        [
          "fact: moved, child: child-1, source: account",
          "fact: moved, child: child-1, source: log",
          "fact: meant, child: child-1, source: account",
        ], Self.sources))
    let found = try #require(assessment.finding("BOTH", about: "child-1"))
    #expect(found.stands.sets.map(\.atoms) == [[0, 2], [1, 2]])
    #expect(assessment.sourceSets(found.stands) == [["account"]])
  }

  @Test func `Rule 10: a test that needs a denial rests on its source`() throws {
    let law = try law(
      .analysis(
        "ALONE",
        test: "{all: [\(Provision.element("A", "all: [abused, {not: together}]"))]}"))
    let found = try law.finding(
      "ALONE", "fact: abused, child: child-1, source: account",
      "fact: abused, child: child-1, source: log",
      "fact: together, child: child-1, says: no, source: log", with: Self.sources)
    #expect(found.state == .evidenced)
    #expect(found.onlySource == "log")
  }

  @Test func `Rule 10: what is not met stands on nothing`() throws {
    let found = try finding("fact: moved, child: child-1, source: log")
    #expect(found.stands.sets.isEmpty)
    #expect(found.onlySource == nil)
    #expect(found.independentSources == 0)
  }

  // MARK: The weakest link

  @Test func `The weakest link is the best source of the worst element`() throws {
    let found = try finding(
      "fact: moved, child: child-1, source: told-a-nurse",
      "fact: moved, child: child-1, source: log", "fact: meant, child: child-1, source: account")
    #expect(found.weakest == .f4)
    #expect(found.element("P")?.weakest == .f5)
  }

  @Test(arguments: [
    ("1AP", SourceClass.f3), ("1BP", .f3), ("2AC", .f3), ("2bp", .f3), ("1CP", .f2), ("2DP", .f2),
    ("3AP", .f2),
  ])
  func `Graded intelligence is of the class of its grade`(value: String, expected: SourceClass)
    throws
  {
    let law = try law(.analysis("JOURNEY", ["M": "any: [moved]"]))
    let found = try law.finding(
      "JOURNEY", "fact: moved, child: child-1, source: report",
      with: """
        sources:
          - {id: report, agency: police/a, kind: intelligence, grade: {scheme: 3x5x2, value: \(value)}}
        """)
    #expect(found.weakest == expected)
  }

  @Test(arguments: ["1AP", "3AP", "3DP"])
  func `A grade never lowers a child's own account`(_ value: String) throws {
    let law = try law(.analysis("JOURNEY", ["M": "any: [moved]"]))
    let found = try law.finding(
      "JOURNEY", "fact: moved, child: child-1, source: account",
      with: """
        sources:
          - {id: account, agency: police/a, kind: first-hand-account, grade: {scheme: 3x5x2, value: \(value)}}
        """)
    #expect(found.weakest == .f5)
  }
}
