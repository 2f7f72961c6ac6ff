import Assessment
import CaseRecord
import Casebook
import CasebookSQLite
import CivilTime
import Demonstration
import Diagnostics
import EvidenceLogic
import LawPack
import Testing

/// What the assessor says of the cases of the demonstration.
@Suite struct AnswersTests {
  @Test(arguments: [
    ("canal-street", "SOA2003-58", "child-a", State.evidenced),
    ("station-yard", "SOA2003-59A", "child-c", .evidenced),
    ("station-yard", "MSA2015-2", "child-c", .notInForce),
    ("harbour-road", "MSA2015-2", "child-h", .evidenced),
    ("mill-cottages", "CCE-HO", "child-m", .evidenced),
    ("school-gate", "MSA2015-2", "child-k", .arguable),
    ("orchard-close", "MSA2015-2", "child-g", .disputed),
    ("hill-view", "SOA2003-61", "child-p", .contradicted),
    ("market-square", "MSA2015-2", "child-l", .notYetEvidenced),
  ])
  func `A test is answered`(
    _ caseID: String, _ framework: String, _ child: String, _ state: State
  ) throws {
    let assessment = try Made.assessment(of: caseID)
    #expect(assessment.finding(framework, about: child)?.state == state)
  }

  @Test(arguments: Guard.Kind.allCases)
  func `Every guard fires somewhere`(_ kind: Guard.Kind) throws {
    let fires = try Made.cases.contains { id in
      try Made.assessment(of: id).guards.contains { $0.kind == kind }
    }
    #expect(fires)
  }

  @Test func `Where a referral was made nobody is said not to have asked`() throws {
    let guards = try Made.assessment(of: "harbour-road").guards
    #expect(!guards.contains { $0.kind == .nrmUnasked })
  }

  @Test func `Where a case was closed nobody is said to have asked`() throws {
    let guards = try Made.assessment(of: "bus-station").guards.map(\.kind)
    #expect(guards.contains(.nrmUnasked))
    #expect(guards.contains(.irrelevantFactor))
    #expect(guards.contains(.gangNotGroup))
  }

  @Test func `There are a dozen children in nine cases`() throws {
    let children = try Made.cases.flatMap { try Made.assessment(of: $0).children.map(\.id) }
    #expect(try Made.cases.count == 9)
    #expect(Set(children).count >= 12)
  }
}
