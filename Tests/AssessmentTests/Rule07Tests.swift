import Assessment
import EvidenceLogic
import LawPack
import Testing

/// So many people.
@Suite struct Rule07Tests {
  static let three: [Provision] = [
    .analysis("THREE", ["N": "any: [{fact: offenders, at-least: 3}]"]),
    .analysis("TWO-ABUSERS", ["N": "any: [{fact: abused, at-least: 2, of: suspect}]"]),
    .analysis("THREE-TOGETHER", ["N": "any: [{fact: acting-number, at-least: 3}]"]),
  ]

  private func three(_ statements: String...) throws -> State {
    let law = try law(Self.three)
    let text = recordText(statements, "")
    return try #require(try law.assessment(of: text).finding("THREE", about: "child-1")).state
  }

  @Test func `Rule 7: a stated number means at least so many`() throws {
    #expect(try three("fact: offenders, child: child-1, number: 3") == .evidenced)
    #expect(try three("fact: offenders, child: child-1, number: 7") == .evidenced)
    #expect(try three("fact: offenders, child: child-1, number: 2") == .notYetEvidenced)
  }

  @Test func `Rule 7: distinct named people count`() throws {
    #expect(
      try three("fact: abused, child: child-1, by: [suspect-1, suspect-2, suspect-3]") == .evidenced
    )
    #expect(
      try three(
        "fact: abused, child: child-1, by: [suspect-1, suspect-2]",
        "fact: moved, child: child-1, by: [suspect-2, suspect-3]") == .evidenced)
  }

  @Test func `Rule 7: one person named often is one`() throws {
    #expect(
      try three(
        "fact: abused, child: child-1, by: suspect-1", "fact: moved, child: child-1, by: suspect-1",
        "fact: kept, child: child-1, by: suspect-1") == .notYetEvidenced)
  }

  @Test func `Rule 7: names and a number are not added up`() throws {
    #expect(
      try three(
        "fact: offenders, child: child-1, number: 2",
        "fact: abused, child: child-1, by: [suspect-1, suspect-2]") == .notYetEvidenced)
  }

  @Test func `Rule 7: two stated numbers are not added up`() throws {
    #expect(
      try three(
        "fact: offenders, child: child-1, number: 2", "fact: offenders, child: child-1, number: 1")
        == .notYetEvidenced)
  }

  @Test func `Rule 7: what counts from certain facts counts the people of those alone`() throws {
    let law = try law(.analysis("ABUSERS", ["N": "any: [{fact: abusers, at-least: 2}]"]))
    #expect(
      try law.state("ABUSERS", "fact: abused, child: child-1, by: [suspect-1, suspect-2]")
        == .evidenced)
    #expect(
      try law.state(
        "ABUSERS", "fact: abused, child: child-1, by: suspect-1",
        "fact: moved, child: child-1, by: suspect-2") == .notYetEvidenced)
  }

  @Test func `Rule 7: people who did harm are not for that people who acted together`() throws {
    let law = try law(Self.three)
    let abused = "fact: abused, child: child-1, by: [suspect-1, suspect-2, suspect-3]"
    #expect(try law.state("THREE-TOGETHER", abused) == .notYetEvidenced)
    #expect(
      try law.state("THREE-TOGETHER", "fact: acting-number, child: child-1, number: 3")
        == .evidenced)
  }

  @Test func `Rule 7: a number of one kind is a number of what it implies`() throws {
    #expect(try three("fact: acting-number, child: child-1, number: 3") == .evidenced)
    let law = try law(Self.three)
    #expect(
      try law.state("THREE-TOGETHER", "fact: offenders, child: child-1, number: 3")
        == .notYetEvidenced)
  }

  @Test func `Rule 7: a count of people asks for different ones`() throws {
    let law = try law(Self.three)
    func state(_ first: String, _ second: String) throws -> State {
      try law.state(
        "TWO-ABUSERS", "fact: abused, child: child-1, by: \(first)",
        "fact: abused, child: child-1, by: \(second)")
    }
    #expect(try state("suspect-1", "suspect-2") == .evidenced)
    #expect(try state("suspect-1", "suspect-1") == .notYetEvidenced)
  }

  @Test func `Rule 7: a count of children counts children`() throws {
    let law = try law(
      .analysis("CHILDREN", about: "group", ["N": "any: [{fact: abused, at-least: 2, of: child}]"]))
    #expect(
      try law.state(
        "CHILDREN", about: "group-1", "fact: abused, child: child-1, by: suspect-1",
        "fact: abused, child: child-2, by: suspect-1") == .evidenced)
    #expect(
      try law.state(
        "CHILDREN", about: "group-1", "fact: abused, child: child-1, by: suspect-1",
        "fact: abused, child: child-1, by: suspect-2") == .notYetEvidenced)
  }

  @Test func `Rule 7: an entry that stands for several is no person to count`() throws {
    let law = try law(Self.three)
    let people = """
      people:
        - {id: child-1, role: child}
        - {id: suspect-1, role: suspect}
        - {id: men, role: suspect, stands-for: men}
      """
    #expect(
      try law.state(
        "TWO-ABUSERS", "fact: abused, child: child-1, by: [suspect-1, men]", with: people)
        == .notYetEvidenced)
  }

  // MARK: Against

  @Test func `Rule 7: not having been named is never evidence against`() throws {
    let law = try law(Self.three)
    #expect(
      try law.state("TWO-ABUSERS", "fact: abused, child: child-1, by: suspect-1")
        == .notYetEvidenced)
    #expect(try three("fact: offenders, child: child-1, number: 1") == .notYetEvidenced)
  }

  @Test func `Rule 7: said no, a number means fewer`() throws {
    #expect(try three("fact: offenders, child: child-1, number: 3, says: no") == .contradicted)
    #expect(try three("fact: offenders, child: child-1, number: 2, says: no") == .contradicted)
    #expect(try three("fact: offenders, child: child-1, number: 4, says: no") == .notYetEvidenced)
  }

  @Test func `Rule 7: fewer than so many disputes a stated number`() throws {
    #expect(
      try three(
        "fact: offenders, child: child-1, number: 3",
        "fact: offenders, child: child-1, number: 3, says: no") == .disputed)
    #expect(
      try three(
        "fact: offenders, child: child-1, number: 3",
        "fact: offenders, child: child-1, number: 4, says: no") == .evidenced)
  }

  @Test func `Rule 7: exactly so many is contrary to more and meets as many`() throws {
    let exactly = "fact: offenders, child: child-1, number: 2, count: exactly"
    #expect(try three(exactly) == .contradicted)
    #expect(try three(exactly, "fact: offenders, child: child-1, number: 3") == .disputed)
    let law = try law(.analysis("TWO", ["N": "any: [{fact: offenders, at-least: 2}]"]))
    #expect(try law.state("TWO", exactly) == .evidenced)
  }

  @Test func `Rule 7: exactly so many, with their names, is contrary to more`() throws {
    let exactly =
      "fact: offenders, child: child-1, by: [suspect-1, suspect-2], number: 2, count: exactly"
    #expect(try three(exactly, "fact: offenders, child: child-1, number: 3") == .disputed)
  }

  @Test func `Rule 7: fewer in one year is not fewer in another`() throws {
    let fewer = "fact: offenders, child: child-1, number: 3, when: 2008, says: no"
    #expect(
      try three("fact: offenders, child: child-1, number: 3, when: 2008-05", fewer) == .disputed)
    #expect(
      try three("fact: offenders, child: child-1, number: 3, when: 2009", fewer) == .evidenced)
  }

  @Test func `Rule 7: evidence against a number is evidence against what implies it`() throws {
    let law = try law(Self.three)
    #expect(
      try law.state("THREE-TOGETHER", "fact: offenders, child: child-1, number: 3, says: no")
        == .contradicted)
    #expect(
      try three("fact: acting-number, child: child-1, number: 3, says: no") == .notYetEvidenced)
  }
}
