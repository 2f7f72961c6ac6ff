import Assessment
import EvidenceLogic
import LawPack
import Testing

/// Whose act it has to be.
@Suite struct Rule06Tests {
  static let bound: Provision = .offence(
    "BOUND", ["M": "any: [moved], by: same", "P": "any: [meant], by: same", "A": "any: [abused]"])
  static let free: Provision = .offence("FREE", ["M": "any: [moved]", "P": "any: [meant]"])

  /// The child's answer where one moved, one meant, and abuse is on record.
  private func child(_ mover: String, _ intender: String) throws -> State {
    try law(Self.bound).state(
      "BOUND", "fact: moved, child: child-1\(mover)", "fact: meant, child: child-1\(intender)",
      "fact: abused, child: child-1")
  }

  // MARK: The child's answer

  @Test func `Rule 6: one named person may satisfy all marked elements`() throws {
    #expect(try child(", by: suspect-1", ", by: suspect-1") == .evidenced)
    #expect(try child(", by: [suspect-1, suspect-2]", ", by: [suspect-2, suspect-3]") == .evidenced)
  }

  @Test func `Rule 6: two different names do not make one person`() throws {
    #expect(try child(", by: suspect-1", ", by: suspect-2") == .notYetEvidenced)
  }

  @Test func `Rule 6: a statement that names nobody fits anyone`() throws {
    #expect(try child(", by: suspect-1", "") == .evidenced)
    #expect(try child("", ", by: suspect-1") == .evidenced)
  }

  @Test func `Rule 6: one unnamed person may satisfy all marked elements`() throws {
    #expect(try child("", "") == .evidenced)
  }

  @Test func `Rule 6: an element that is not marked may be anyone's`() throws {
    #expect(
      try law(Self.bound).state(
        "BOUND", "fact: moved, child: child-1, by: suspect-1",
        "fact: meant, child: child-1, by: suspect-1",
        "fact: abused, child: child-1, by: suspect-2") == .evidenced)
  }

  @Test func `Rule 6: without the mark, different people may satisfy the elements`() throws {
    #expect(
      try law(Self.free).state(
        "FREE", "fact: moved, child: child-1, by: suspect-1",
        "fact: meant, child: child-1, by: suspect-2") == .evidenced)
  }

  @Test func `Rule 6: each element by itself is anyone's`() throws {
    let found = try law(Self.bound).finding(
      "BOUND", "fact: moved, child: child-1, by: suspect-1",
      "fact: meant, child: child-1, by: suspect-2")
    #expect(found.element("M")?.state == .evidenced)
    #expect(found.element("P")?.state == .evidenced)
    #expect(found.state == .notYetEvidenced)
  }

  @Test func `Rule 6: a denial for one person leaves the others`() throws {
    let law = try law(Self.bound)
    let statements = [
      "fact: moved, child: child-1", "fact: meant, child: child-1", "fact: abused, child: child-1",
    ]
    let denial = "fact: moved, child: child-1, by: suspect-1, says: no"
    #expect(
      try law.state("BOUND", statements[0], statements[1], statements[2], denial) == .evidenced)
    #expect(try law.state("BOUND", statements[1], statements[2], denial) == .notYetEvidenced)
  }

  @Test func `Rule 6: who stands for several is never the one person`() throws {
    let pooled = "people: [{id: child-1, role: child}, {id: men, role: suspect, stands-for: men}]"
    let found = try law(Self.bound).finding(
      "BOUND", "fact: moved, child: child-1, by: men", "fact: meant, child: child-1, by: men",
      "fact: abused, child: child-1", with: pooled)
    #expect(found.suspects.isEmpty)
  }

  // MARK: A named suspect's answer

  @Test func `Rule 6: a suspect's answer rests on statements that name that person`() throws {
    let found = try law(Self.free).finding(
      "FREE", "fact: moved, child: child-1, by: suspect-1", "fact: meant, child: child-1",
      "fact: meant, child: child-1, by: suspect-2")
    #expect(found.state == .evidenced)
    #expect(found.suspect("suspect-1") == .notYetEvidenced)
    #expect(found.suspect("suspect-2") == .notYetEvidenced)
  }

  @Test func `Rule 6: a suspect named for every element has an answer`() throws {
    let found = try law(Self.free).finding(
      "FREE", "fact: moved, child: child-1, by: [suspect-1, suspect-2]",
      "fact: meant, child: child-1, by: suspect-1")
    #expect(found.suspect("suspect-1") == .evidenced)
    #expect(found.suspect("suspect-2") == .notYetEvidenced)
  }

  @Test func `Rule 6: where elements are marked, the suspect has to be named for those`() throws {
    let found = try law(Self.bound).finding(
      "BOUND", "fact: moved, child: child-1, by: suspect-1",
      "fact: meant, child: child-1, by: suspect-1", "fact: abused, child: child-1, by: suspect-2")
    #expect(found.suspect("suspect-1") == .evidenced)
    #expect(found.suspect("suspect-2") == .notYetEvidenced)
  }

  @Test func `Rule 6: that somebody else did it too does not hide a denial`() throws {
    let law = try law(.offence("FREE", ["M": "any: [moved]"]))
    let found = try law.finding(
      "FREE", "fact: moved, child: child-1, by: [suspect-1, suspect-2]",
      "fact: moved, child: child-1, by: suspect-1, says: no")
    #expect(found.state == .evidenced)
    #expect(found.suspect("suspect-1") == .disputed)
    #expect(found.suspect("suspect-2") == .evidenced)
  }

  @Test func `Rule 6: an answer is not built on what another person did in another test`() throws {
    let law = try law(Self.free, .offence("BUILDS", ["B": "all: [{framework: FREE}]"]))
    let found = try law.finding(
      "BUILDS", "fact: moved, child: child-1, by: suspect-1",
      "fact: meant, child: child-1, by: suspect-1", "fact: kept, child: child-1, by: suspect-2")
    #expect(found.suspect("suspect-1") == .evidenced)
    #expect(found.suspect("suspect-2") == .notYetEvidenced)
  }

  @Test func `Rule 6: only offences have answers about suspects`() throws {
    let law = try law(
      .policy("POLICY", ["M": "any: [moved]"]), .analysis("ANALYSIS", ["M": "any: [moved]"]),
      .offence("OFFENCE", ["M": "any: [moved]"]))
    let statement = "fact: moved, child: child-1, by: suspect-1"
    #expect(try law.finding("POLICY", statement).suspects.isEmpty)
    #expect(try law.finding("ANALYSIS", statement).suspects.isEmpty)
    #expect(try law.finding("OFFENCE", statement).suspect("suspect-1") == .evidenced)
  }

  @Test func `Rule 6: nobody but a suspect has such an answer`() throws {
    let people = """
      people: [{id: child-1, role: child}, {id: worker, role: professional}, {id: aunt, role: adult}]
      """
    let found = try law(Self.free).finding(
      "FREE", "fact: moved, child: child-1, by: [worker, aunt]", with: people)
    #expect(found.suspects.isEmpty)
  }
}
