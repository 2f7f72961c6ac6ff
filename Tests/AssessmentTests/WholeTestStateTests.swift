import Assessment
import EvidenceLogic
import LawPack
import Testing

/// The states of a test that has several elements.
@Suite struct WholeTestStateTests {
  static let both: Provision = .analysis("BOTH", ["M": "any: [moved]", "P": "any: [meant]"])
  static let either: Provision = .analysis("EITHER", ["E": "any: [moved, meant]"])
  static let neither: Provision = .analysis(
    "NEITHER", ["N": "all: [abused, {not: together}]"])

  static let yes = "fact: moved, child: child-1"
  static let no = "fact: moved, child: child-1, says: no"
  static let meant = "fact: meant, child: child-1"
  static let notMeant = "fact: meant, child: child-1, says: no"

  @Test func `All of two: evidenced, disputed, contradicted, or unfinished`() throws {
    let law = try law(Self.both)
    #expect(try law.state("BOTH", Self.yes, Self.meant) == .evidenced)
    #expect(try law.state("BOTH", Self.yes, Self.no, Self.meant) == .disputed)
    #expect(try law.state("BOTH", Self.yes, Self.notMeant) == .contradicted)
    #expect(try law.state("BOTH", Self.yes) == .notYetEvidenced)
  }

  @Test func `A disputed element beside one not yet evidenced is unfinished, not disproved`() throws
  {
    #expect(try law(Self.both).state("BOTH", Self.yes, Self.no) == .notYetEvidenced)
  }

  @Test func `Any of two: one suffices, and both must be denied`() throws {
    let law = try law(Self.either)
    #expect(try law.state("EITHER", Self.yes, Self.notMeant) == .evidenced)
    #expect(try law.state("EITHER", Self.no) == .notYetEvidenced)
    #expect(try law.state("EITHER", Self.no, Self.notMeant) == .contradicted)
  }

  @Test func `Not asks for a denial; silence does not meet it`() throws {
    let law = try law(Self.neither)
    let abused = "fact: abused, child: child-1"
    #expect(try law.state("NEITHER", abused) == .notYetEvidenced)
    #expect(
      try law.state("NEITHER", abused, "fact: together, child: child-1, says: no") == .evidenced)
    #expect(try law.state("NEITHER", abused, "fact: together, child: child-1") == .contradicted)
  }

  @Test func `Every framework is asked about every child, and the group`() throws {
    let law = try law(
      Self.both, Self.either, .analysis("GROUP", about: "group", ["G": "any: [moved]"]))
    let assessment = try law.assessment(
      of: recordText(["fact: moved, child: child-1", "fact: moved, child: child-2"], ""))
    #expect(
      assessment.findings.map { "\($0.framework.id) \($0.about)" } == [
        "BOTH child-1", "EITHER child-1", "BOTH child-2", "EITHER child-2", "GROUP group-1",
      ])
  }
}
