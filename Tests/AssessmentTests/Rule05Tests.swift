import Assessment
import EvidenceLogic
import LawPack
import Testing

/// Two readings of a contested text, and what no fact may decide.
@Suite struct Rule05Tests {
  static let contested: Provision = .analysis(
    "READ", ["M": "narrow: moved, also: [kept]", "P": "any: [meant]"])
  static let meant = "fact: meant, child: child-1"

  @Test func `Rule 5: what the narrow reading accepts meets both`() throws {
    let found = try law(Self.contested).finding("READ", "fact: moved, child: child-1", Self.meant)
    #expect([found.state, found.narrow, found.broad] == [.evidenced, .evidenced, .evidenced])
  }

  @Test func `Rule 5: what the broad reading alone accepts is arguable`() throws {
    let found = try law(Self.contested).finding("READ", "fact: kept, child: child-1", Self.meant)
    #expect([found.state, found.narrow, found.broad] == [.arguable, .notYetEvidenced, .evidenced])
    #expect(found.element("M")?.state == .arguable)
    #expect(found.element("P")?.state == .evidenced)
  }

  @Test func `Rule 5: a disputed broad reading is arguable all the same`() throws {
    let found = try law(Self.contested).finding(
      "READ", "fact: kept, child: child-1", "fact: kept, child: child-1, says: no",
      "fact: moved, child: child-1, says: no", Self.meant)
    #expect([found.state, found.narrow, found.broad] == [.arguable, .contradicted, .disputed])
  }

  @Test func `Rule 5: where both are met the narrow one gives the state`() throws {
    let found = try law(Self.contested).finding(
      "READ", "fact: moved, child: child-1", "fact: moved, child: child-1, says: no",
      "fact: kept, child: child-1", Self.meant)
    #expect([found.state, found.narrow, found.broad] == [.disputed, .disputed, .evidenced])
  }

  @Test func `Rule 5: where neither is met the broad one gives the state`() throws {
    let found = try law(Self.contested).finding(
      "READ", "fact: moved, child: child-1, says: no", Self.meant)
    #expect(
      [found.state, found.narrow, found.broad]
        == [.notYetEvidenced, .contradicted, .notYetEvidenced])
  }

  @Test func `Rule 5: two contested elements are read together, narrow with narrow`() throws {
    let law = try law(
      .analysis(
        "READ", ["M": "narrow: moved, also: [kept]", "P": "narrow: meant, also: [expected]"]))
    #expect(
      try law.state("READ", "fact: moved, child: child-1", "fact: expected, child: child-1")
        == .arguable)
    #expect(
      try law.state("READ", "fact: kept, child: child-1", "fact: expected, child: child-1")
        == .arguable)
    #expect(
      try law.state("READ", "fact: moved, child: child-1", "fact: meant, child: child-1")
        == .evidenced)
  }

  @Test func `Rule 5: a definition that refers to another inherits both readings`() throws {
    let law = try law(
      Self.contested, .analysis("REFERS", ["R": "all: [{framework: READ}]", "A": "any: [abused]"]))
    let abused = "fact: abused, child: child-1"
    #expect(
      try law.state("REFERS", abused, Self.meant, "fact: moved, child: child-1") == .evidenced)
    #expect(try law.state("REFERS", abused, Self.meant, "fact: kept, child: child-1") == .arguable)
  }

  @Test func `Rule 5: a broad reading builds on another test in its narrow reading alone`() throws {
    let law = try law(
      Self.contested,
      .analysis("INFERS", ["R": "narrow: abused, also: [{framework: READ, reading: narrow}]"]))
    #expect(try law.state("INFERS", "fact: moved, child: child-1", Self.meant) == .arguable)
    #expect(
      try law.state("INFERS", "fact: kept, child: child-1", Self.meant) == .notYetEvidenced)
  }

  @Test func `Rule 5: a law that infers upon an inference is refused`() throws {
    #expect(throws: Unreadable.self) {
      try law(
        Self.contested, .analysis("INFERS", ["R": "narrow: abused, also: [{framework: READ}]"]))
    }
  }

  @Test func `Rule 5: a law with a reading under not is refused`() throws {
    #expect(throws: Unreadable.self) {
      try law(
        .analysis(
          "DENIES",
          test: """
            {all: [{not: \(Provision.element("M", "narrow: moved, also: [kept]"))}]}
            """))
    }
  }

  // MARK: What no fact decides

  static let decided: Provision = .analysis(
    "DECIDED", ["M": "any: [moved]", "L": "decide: charging lawyer"])

  @Test func `Rule 5: what somebody decides takes no part in the state`() throws {
    let law = try law(Self.decided)
    #expect(try law.state("DECIDED", "fact: moved, child: child-1") == .evidenced)
    #expect(try law.state("DECIDED") == .notYetEvidenced)
    #expect(try law.state("DECIDED", "fact: moved, child: child-1, says: no") == .contradicted)
  }

  @Test func `Rule 5: what somebody decides has no state, and is never missing`() throws {
    let found = try law(Self.decided).finding("DECIDED", "fact: abused, child: child-1")
    let element = try #require(found.element("L"))
    #expect(element.state == nil)
    #expect(element.leaves.isEmpty)
    #expect(found.missingLabels(.narrow) == [["moved"]])
  }
}
