import Assessment
import EvidenceLogic
import LawPack
import Testing

/// Age at the time of the conduct.
@Suite struct Rule08Tests {
  static let ages: [Provision] = [
    .analysis("UNDER-16", ["A": "any: [under-16]"]),
    .offence("OFFENCE", ["A": "all: [under-18]", "B": "any: [abused]"]),
    .policy("POLICY", ["A": "all: [under-18]", "B": "any: [abused]"]),
    Provision(
      id: "IDENTIFICATION", kind: "identification-test", governsBy: "decision", from: nil,
      elements: ["A": "all: [under-18]", "B": "any: [abused]"]),
    .analysis("ANALYSIS", ["A": "all: [under-18]", "B": "any: [abused]"]),
  ]

  private func state(_ id: String, born: String?, when: String, _ more: String...) throws -> State {
    let law = try law(Self.ages)
    let people =
      "people: [{id: child-1, role: child\(born.map { ", born: \($0)" } ?? "")}]"
    let text = recordText(
      ["fact: abused, child: child-1, when: \(when)"] + more, people)
    return try #require(try law.assessment(of: text).finding(id, about: "child-1")).state
  }

  // MARK: Worked out from a birth

  @Test(arguments: [
    ("1996-05-10", "2012-05-09", State.evidenced), ("1996-05-10", "2012-05-10", .contradicted),
    // Some of these days are before the birthday and some are not.
    ("1996-05", "2012-05-20", .notYetEvidenced), ("1996-05", "2012-04", .evidenced),
    ("1996-05", "2012-05-31", .contradicted), ("1996-05-10", "2012", .notYetEvidenced),
    ("199X", "2005", .evidenced), ("199X", "2010", .notYetEvidenced),
    ("199X", "2016", .contradicted),
  ])
  func `Rule 8: under an age by all days, by none, or not certainly either`(
    born: String, when: String, expected: State
  ) throws {
    #expect(try state("UNDER-16", born: born, when: when) == expected)
  }

  @Test(arguments: [
    ("2016-02-28", State.evidenced), ("2016-02-29", .contradicted),
  ])
  func `Rule 8: born on 29 February, sixteen on 29 February`(when: String, expected: State) throws {
    #expect(try state("UNDER-16", born: "2000-02-29", when: when) == expected)
  }

  @Test(arguments: [("2018-02-28", State.evidenced), ("2018-03-01", .contradicted)])
  func `Rule 8: born on 29 February, eighteen on 1 March where the year has no such day`(
    when: String, expected: State
  ) throws {
    let law = try law(.analysis("UNDER-18", ["A": "any: [under-18]"]))
    #expect(
      try law.state(
        "UNDER-18", "fact: abused, child: child-1, when: \(when)",
        with: "people: [{id: child-1, role: child, born: 2000-02-29}]") == expected)
  }

  @Test func `Rule 8: of conduct on both sides of the birthday, that before it is enough`() throws {
    #expect(
      try state(
        "UNDER-16", born: "1996-05-10", when: "2013", "fact: moved, child: child-1, when: 2011")
        == .evidenced)
  }

  @Test func `Rule 8: a birth without conduct says nothing of an age`() throws {
    let law = try law(Self.ages)
    #expect(
      try law.state("UNDER-16", with: "people: [{id: child-1, role: child, born: 1990}]")
        == .notYetEvidenced)
  }

  @Test func `Rule 8: an age that a source states needs no birth`() throws {
    #expect(
      try state("UNDER-16", born: nil, when: "2010", "fact: under-13, child: child-1, when: 2010")
        == .evidenced)
    #expect(
      try state("UNDER-16", born: nil, when: "2010", "fact: under-18, child: child-1, when: 2010")
        == .notYetEvidenced)
  }

  @Test func `Rule 8: over an age is over every lower one`() throws {
    #expect(
      try state("UNDER-16", born: nil, when: "2010", "fact: under-18, child: child-1, says: no")
        == .contradicted)
  }

  @Test func `Rule 8: a stated age and a birth that do not agree are in dispute`() throws {
    #expect(
      try state(
        "UNDER-16", born: "1990-01-01", when: "2010", "fact: under-16, child: child-1, when: 2010")
        == .disputed)
    #expect(
      try state(
        "UNDER-16", born: "1996-01-01", when: "2010", "fact: under-16, child: child-1, says: no")
        == .disputed)
  }

  @Test(arguments: ["OFFENCE", "POLICY", "IDENTIFICATION", "ANALYSIS"])
  func `Rule 8: conduct at a disputed age is not left out`(_ id: String) throws {
    #expect(
      try state(
        id, born: "1990-01-01", when: "2010-06", "fact: under-18, child: child-1, when: 2010")
        == .disputed)
  }

  @Test func `Rule 8: the birth is as good as its source`() throws {
    let law = try law(Self.ages)
    func state(kind: String, more: String = "") throws -> State {
      try law.state(
        "UNDER-16", "fact: abused, child: child-1, when: 2010, source: note",
        with: """
          people: [{id: child-1, role: child, born: {date: 1996, source: register}}]
          sources:
            - {id: note, agency: police/a, kind: agency-record}
            - {id: register, agency: school/a, kind: \(kind)\(more)}
          """)
    }
    #expect(try state(kind: "agency-record") == .evidenced)
    #expect(try state(kind: "unattributed") == .notYetEvidenced)
    #expect(
      try state(kind: "intelligence", more: ", grade: {scheme: 3x5x2, value: 3EP}")
        == .notYetEvidenced)
  }

  // MARK: U9

  @Test(arguments: ["POLICY", "IDENTIFICATION"])
  func `Rule 8: identification and policy take an unknown age as a child's`(_ id: String) throws {
    let found = try law(Self.ages).finding(id, "fact: abused, child: child-1, when: 2010")
    #expect(found.state == .evidenced)
    #expect(found.marks.assumesChild)
  }

  @Test(arguments: ["OFFENCE", "ANALYSIS"])
  func `Rule 8: nothing else does`(_ id: String) throws {
    let found = try law(Self.ages).finding(id, "fact: abused, child: child-1, when: 2010")
    #expect(found.state == .notYetEvidenced)
    #expect(!found.marks.assumesChild)
  }

  @Test func `Rule 8: an offence that builds on a policy does not take over its assumption`() throws
  {
    let law = try law(Self.ages + [.offence("BUILDS", ["P": "all: [{framework: POLICY}]"])])
    let abused = "fact: abused, child: child-1, when: 2010"
    #expect(try law.state("BUILDS", abused) == .notYetEvidenced)
    #expect(try law.state("BUILDS", abused, "fact: under-18, child: child-1") == .evidenced)
  }

  @Test func `Rule 8: only under 18 is taken so`() throws {
    let law = try law(.policy("POLICY", ["A": "all: [under-16]", "B": "any: [abused]"]))
    #expect(try law.state("POLICY", "fact: abused, child: child-1") == .notYetEvidenced)
  }

  @Test(arguments: ["POLICY", "IDENTIFICATION"])
  func `Rule 8: an age that is known is not assumed away`(_ id: String) throws {
    #expect(try state(id, born: "1990-01-01", when: "2010") == .contradicted)
    #expect(
      try state(id, born: nil, when: "2010", "fact: under-18, child: child-1, says: no")
        == .contradicted)
    let found = try law(Self.ages).finding(
      id, "fact: abused, child: child-1, when: 2010", "fact: under-18, child: child-1")
    #expect(found.state == .evidenced)
    #expect(!found.marks.assumesChild)
  }

  @Test(arguments: ["POLICY", "IDENTIFICATION"])
  func `Rule 8: an age that may be either is taken as a child's`(_ id: String) throws {
    #expect(try state(id, born: "1990", when: "2008") == .evidenced)
  }

  @Test func `Rule 8: an assumption adds nothing to what the answer rests on`() throws {
    let found = try law(Self.ages).finding(
      "POLICY", "fact: abused, child: child-1, source: note",
      with: "sources: [{id: note, agency: police/a, kind: third-party-account, made: 2010-05-01}]")
    #expect(found.weakest == .f2)
    #expect(found.known() == "2010-05-01")
    #expect(found.onlySource == "note")
  }

  // MARK: After the birthday

  @Test(arguments: ["OFFENCE", "POLICY", "IDENTIFICATION", "ANALYSIS"])
  func `Rule 8: conduct after the eighteenth birthday does not fill a test of children`(
    _ id: String
  )
    throws
  {
    // A child at the time of one thing is not for that one at the time of another.
    let law = try law(Self.ages)
    let text = recordText(
      [
        "fact: moved, child: child-1, when: 2010",
        "fact: abused, child: child-1, when: 2015",
      ], "people: [{id: child-1, role: child, born: 1996-01-01}]")
    let found = try #require(try law.assessment(of: text).finding(id, about: "child-1"))
    #expect(found.element("A")?.state == .evidenced)
    #expect(found.element("B")?.state == .notYetEvidenced)
    #expect(found.state == .notYetEvidenced)
  }

  @Test func `Rule 8: conduct that may have been before the birthday fills it`() throws {
    #expect(
      try state(
        "ANALYSIS", born: "1996-06-01", when: "2014", "fact: moved, child: child-1, when: 2010")
        == .evidenced)
  }

  @Test func `Rule 8: a test that asks for no age is met at any`() throws {
    let law = try law(.offence("ANY-AGE", ["B": "any: [abused]"]))
    #expect(
      try law.state(
        "ANY-AGE", "fact: abused, child: child-1, when: 2020",
        with: "people: [{id: child-1, role: child, born: 1990}]") == .evidenced)
  }

  @Test func `Rule 8: a condition of age is asked of that conduct`() throws {
    let law = try law(.analysis("CHILD", ["B": "any: [{fact: abused, child-under: 16}]"]))
    func state(_ when: String) throws -> State {
      try law.state(
        "CHILD", "fact: abused, child: child-1, when: \(when)",
        "fact: moved, child: child-1, when: 2010",
        with: "people: [{id: child-1, role: child, born: 1996-06-01}]")
    }
    #expect(try state("2012-05") == .evidenced)
    #expect(try state("2012-07") == .notYetEvidenced)
    #expect(try state("2012") == .notYetEvidenced)
  }

  // MARK: Suspects

  @Test func `Rule 8: a suspect's age at the conduct is worked out from a birth`() throws {
    let law = try law(.analysis("ADULT", ["A": "any: [suspect-adult]"]))
    func state(born: String, by person: String = "suspect-1") throws -> State {
      try law.state(
        "ADULT", "fact: abused, child: child-1, by: \(person), when: 2010",
        with: """
          people:
            - {id: child-1, role: child}
            - {id: suspect-1, role: suspect, born: \(born)}
            - {id: suspect-2, role: suspect}
          """)
    }
    #expect(try state(born: "198X") == .evidenced)
    #expect(try state(born: "1995") == .notYetEvidenced)
    #expect(try state(born: "198X", by: "suspect-2") == .notYetEvidenced)
  }
}
