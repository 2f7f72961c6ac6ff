import CivilTime
import Diagnostics
import EvidenceLogic
import LawPack
import Testing

/// What a pack holds of what a file says.
struct LawReadingTests {
  private func framework(_ provision: Provision) throws -> Framework {
    let (pack, problems) = SmallLaw(provision, Provision(id: "id: SA2000-9")).read()
    return try #require(pack?.frameworks.first, "\(problems.map(\.code))")
  }

  @Test func `A framework keeps every word of its file`() throws {
    let provision = Provision(
      kind: "kind: identification-test", about: "about: group", governs: "governs-by: decision",
      inForce: "in-force: {from: 2004-05-01, to: 2013-04-05, cite: SI 1, status: recalled}",
      more: [
        "short: Short", "jurisdiction: wales",
        "irrelevant: [{fact: consent-claimed, cite: s 2(2), says: Consent}]",
        "not-needed: [border]", "opens: [P-NRM-1]", "child-link: {any: [moved]}",
        "notes: [One, Two]",
        "read: https://example.org/text",
      ])
    let it = try framework(provision)
    #expect(it.id == "SA2000-1")
    #expect(it.title == "A test")
    #expect(it.short == "Short")
    #expect(it.kind == .identification)
    #expect(it.about == .group)
    #expect(it.jurisdiction == "wales")
    #expect(it.governsBy == .decision)
    #expect(it.period == "2004-05-01/2013-04-05")
    #expect(it.inForce?.cite == "SI 1")
    #expect(it.inForce?.status == .recalled)
    #expect(it.status == .verified)
    #expect(it.irrelevant == [.init(fact: "consent-claimed", cite: "s 2(2)", says: "Consent")])
    #expect(it.notNeeded == ["border"])
    #expect(it.opens == ["P-NRM-1"])
    #expect(it.childLink == .any([.leaf(.fact(FactTest(fact: "moved")))]))
    #expect(it.notes == ["One", "Two"])
    #expect(it.read == "https://example.org/text")
    #expect(it.act == "Small Act 2000")
    #expect(it.actCite == "2000 c. 1")
    #expect(it.file == "england-and-wales/act-2000.yaml")
  }

  @Test func `What a framework leaves out comes from its act, or from itself`() throws {
    let it = try framework(Provision())
    #expect(it.jurisdiction == "england-and-wales")
    #expect(it.short == "A test")
    #expect(it.inForce?.status == .verified)
    #expect(it.elements.map(\.status) == [.verified])
    #expect(it.read == nil)
  }

  @Test func `Rows of straddle are kept in their order`() throws {
    let it = try framework(
      Provision(
        inForce: "in-force: {from: 2004-05-01, to: 2013-04-05, cite: SI 1}",
        more: [
          "straddle: [{at: start, effect: yields, cite: SI 1, says: Older}, {at: end, effect: governs, cite: SI 2, says: This}]"
        ]))
    #expect(
      it.straddle == [
        .init(at: .start, effect: .yields, cite: "SI 1", says: "Older"),
        .init(at: .end, effect: .governs, cite: "SI 2", says: "This"),
      ])
  }

  @Test func `An element keeps every word of its file`() throws {
    let it = try framework(
      .testing(
        "status: recalled, by: same, question: Q1, why: So, judgement: court, read: https://example.org, narrow: {any: [abused]}, also: [moved, {not: groomed}]"
      )
    ).elements[0]
    #expect(it.id == "E1")
    #expect(it.says == "Something")
    #expect(it.cite == "s 1(1)")
    #expect(it.status == .recalled)
    #expect(it.bySame)
    #expect(it.question == "Q1")
    #expect(it.why == "So")
    #expect(it.judgement == "court")
    #expect(it.read == "https://example.org")
    #expect(it.isContested)
    #expect(
      it.body
        == .formula(
          narrow: .any([.leaf(.fact(FactTest(fact: "abused")))]),
          also: [
            .leaf(.fact(FactTest(fact: "moved"))), .not(.leaf(.fact(FactTest(fact: "groomed")))),
          ]))
  }

  @Test func `An element that somebody decides has no formula`() throws {
    let it = try framework(.testing("any: [abused]", "decide: charging lawyer")).elements[1]
    #expect(it.body == .decide("charging lawyer"))
    #expect(it.formula(.narrow) == nil)
  }

  @Test func `A narrow reading may be one formula, or a list of which any will do`() throws {
    let abused = Formula<LawLeaf>.leaf(.fact(FactTest(fact: "abused")))
    #expect(try framework(.testing("narrow: abused")).elements[0].formula(.narrow) == abused)
    #expect(
      try framework(.testing("narrow: [abused]")).elements[0].formula(.narrow) == .any([abused]))
  }

  @Test func `Every condition on a leaf is kept`() throws {
    let element = try framework(
      .testing(
        "any: [{fact: moved, crosses: town, direction: [into-uk, within], since: 2001-02-03, child-under: 16, at-least: 2, of: child}, {framework: SA2000-9, reading: narrow, as: conduct}]"
      )
    ).elements[0]
    #expect(
      element.formula(.narrow)
        == .any([
          .leaf(
            .fact(
              FactTest(
                fact: "moved", atLeast: 2, of: .child, since: CivilDate("2001-02-03"),
                childUnder: 16,
                conditions: [
                  .init(role: "crosses", words: ["town"]),
                  .init(role: "direction", words: ["into-uk", "within"]),
                ]))),
          .leaf(.framework(FrameworkReference(id: "SA2000-9", reading: "narrow", asConduct: true))),
        ]))
  }

  @Test func `A test may have branches with names, and ask for one event`() throws {
    let elements = (1...4).map { Provision.element("E\($0)", "any: [abused]") }
    let it = try framework(
      Provision(
        test: """
          test:
                event: same
                any:
                  - \(elements[0])
                  - route: second
                    all: [\(elements[1]), {at-least: 1, of: [\(elements[2]), \(elements[3])]}]
          """))
    #expect(it.eventSame)
    #expect(it.elements.map(\.id) == ["E1", "E2", "E3", "E4"])
    #expect(it.test == .any([.leaf(0), .all([.leaf(1), .atLeast(1, [.leaf(2), .leaf(3)])])]))
    #expect(it.routes == [1: "second"])
  }
}
