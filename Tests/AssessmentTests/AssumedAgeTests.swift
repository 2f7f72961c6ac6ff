import Assessment
import EvidenceLogic
import LawPack
import Testing

/// An unknown age is taken as a child's where that protects, and is never a denial.
@Suite struct AssumedAgeTests {
  private func law() throws -> LawPack {
    func test(_ id: String, _ age: String) -> Provision {
      Provision(
        id: id, kind: "identification-test", governsBy: "decision", from: nil,
        elements: ["AGE": age, "M": "any: [moved]"])
    }
    return try AssessmentTests.law(
      test("OF-A-CHILD", "any: [under-18]"), test("OF-AN-ADULT", "any: [{not: under-18}]"))
  }

  private static let moved = "fact: moved, child: child-1, when: 2010"

  @Test
  func
    `Where no age is recorded a test of a child may be met, and a test of an adult is not denied`()
    throws
  {
    #expect(try law().state("OF-A-CHILD", Self.moved) == .evidenced)
    #expect(try law().state("OF-AN-ADULT", Self.moved) == .notYetEvidenced)
  }

  @Test func `Where an age is recorded it decides both`() throws {
    let adult = "people: [{id: child-1, role: child, born: 1980}]"
    #expect(try law().state("OF-A-CHILD", Self.moved, with: adult) == .contradicted)
    #expect(try law().state("OF-AN-ADULT", Self.moved, with: adult) == .evidenced)
    let child = "people: [{id: child-1, role: child, born: 2000}]"
    #expect(try law().state("OF-AN-ADULT", Self.moved, with: child) == .contradicted)
  }

  @Test
  func
    `A record of England and Wales whose places are in one of them has the guidance of that one`()
    throws
  {
    let pack = try AssessmentTests.law(
      Provision(
        id: "WELSH", kind: "policy-definition", governsBy: "decision", jurisdiction: "wales",
        from: nil, elements: ["M": "any: [moved]"]))
    func isComparison(_ places: String) throws -> Bool {
      try pack.finding("WELSH", Self.moved, with: places).marks.isComparison
    }
    #expect(try isComparison("places: [{id: a, country: england}]"))
    #expect(try !isComparison("places: [{id: a, country: wales}]"))
    #expect(try !isComparison("places: [{id: a, country: england}, {id: b, country: wales}]"))
    #expect(try !isComparison("places: [{id: a}]"))
  }
}
