import Assessment
import EvidenceLogic
import LawPack
import Testing

/// Which law is the record's own.
@Suite struct Rule12Tests {
  static let places = [
    "england", "wales", "england-and-wales", "scotland", "northern-ireland", "united-kingdom",
    "international", "united-states", "any",
  ]

  static var everywhere: [Provision] {
    places.map { place in
      var provision = Provision.policy(place.uppercased(), ["M": "any: [moved]"])
      provision.jurisdiction = place
      return provision
    }
  }

  @Test(arguments: [
    (
      "england-and-wales",
      ["england", "wales", "england-and-wales", "united-kingdom", "international", "any"]
    ),
    ("england", ["england", "england-and-wales", "united-kingdom", "international", "any"]),
    ("wales", ["wales", "england-and-wales", "united-kingdom", "international", "any"]),
    ("scotland", ["scotland", "united-kingdom", "international", "any"]),
    ("northern-ireland", ["northern-ireland", "united-kingdom", "international", "any"]),
    ("united-states", ["international", "united-states", "any"]),
    ("international", ["international", "any"]),
  ])
  func `Rule 12: a record's own law is its own; all other is comparison`(
    jurisdiction: String, own: [String]
  ) throws {
    let assessment = try law(Self.everywhere).assessment(
      of: recordText(["fact: moved, child: child-1"], ""), jurisdiction: jurisdiction)
    let found = assessment.findings(about: "child-1")
    #expect(found.count == Self.places.count)
    #expect(found.allSatisfy { $0.state == .evidenced })
    #expect(
      found.filter { !$0.marks.isComparison }.map(\.framework.jurisdiction).sorted()
        == own.sorted())
  }

  @Test func `Rule 12: comparison never asks whether anybody considered it`() throws {
    let assessment = try law(Self.everywhere).assessment(
      of: recordText(["fact: moved, child: child-1"], ""), jurisdiction: "scotland")
    for finding in assessment.findings {
      #expect(finding.considered == (finding.marks.isComparison ? .notAsked : .never))
    }
  }

  @Test func `Rule 12: comparison raises no guard`() throws {
    var other = Provision.offence("OTHER", more: ["opens: [P-NRM-1]"], ["M": "any: [moved]"])
    other.jurisdiction = "scotland"
    let own = Provision.offence("OWN", more: ["opens: [P-NRM-1]"], ["M": "any: [moved]"])
    let text = recordText(["fact: moved, child: child-1"], "")
    #expect(try law(other).assessment(of: text).guards.isEmpty)
    #expect(try law(own).assessment(of: text).guards.map(\.kind) == [.nrmUnasked])
  }

  @Test func `Rule 12: what comparison would have said stands beside not in force`() throws {
    var other = Provision.offence("OTHER", from: "2016-05-31", ["M": "any: [moved]"])
    other.jurisdiction = "scotland"
    let found = try law(other).finding("OTHER", "fact: moved, child: child-1, when: 2008")
    #expect(found.state == .notInForce)
    #expect(found.asIfInForce == .evidenced)
    #expect(found.marks.isComparison)
  }
}
