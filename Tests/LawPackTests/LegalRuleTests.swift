import Diagnostics
import LawPack
import Testing

/// What the law may not be made to say, whoever writes it.
struct LegalRuleTests {
  // MARK: Facts that are never leaves

  @Test func `A child's consent is never a leaf`() {
    expectFaults("law.never-against", in: SmallLaw(.testing("any: [abused, 1️⃣consent-claimed]")))
    expectFaults(
      "law.never-against", in: SmallLaw(.testing("any: [abused, {fact: 1️⃣consent-claimed}]")))
    expectFaults("law.never-against", in: SmallLaw(.testing("any: [{not: 1️⃣consent-claimed}]")))
  }

  @Test func `A child's consent is not a leaf of a term either`() {
    expectFaults(
      "law.never-against",
      in: SmallLaw(Provision()).with(terms: "{term: t, says: T, any: [abused, 1️⃣consent-claimed]}"))
  }

  @Test func `What is shown beside an answer does not ask for consent either`() {
    expectFaults(
      "law.never-against", in: SmallLaw(Provision(more: ["child-link: {any: [1️⃣consent-claimed]}"])))
  }

  @Test func `What a body did is no evidence of an element`() {
    expectFaults(
      "law.response-as-evidence", in: SmallLaw(.testing("any: [abused, 1️⃣family-warned]")))
  }

  @Test func `A framework does not test what it calls irrelevant`() {
    let irrelevant = "irrelevant: [{fact: given, cite: s 2, says: Gifts}]"
    expectFaults(
      "law.irrelevant-fact-tested",
      in: SmallLaw(Provision(elements: ["any: [abused, 1️⃣given]"], more: [irrelevant])))
  }

  @Test func `A framework does not test what it calls irrelevant through a term`() {
    let irrelevant = "irrelevant: [{fact: given, cite: s 2, says: Gifts}]"
    let law = SmallLaw(Provision(elements: ["any: [abused, 1️⃣got]"], more: [irrelevant]))
    expectFaults(
      "law.irrelevant-fact-tested", in: law.with(terms: "{term: got, says: Got, any: [given]}"))
  }

  // MARK: Readings

  private let contested = "why: So, narrow: abused, also: [moved]"

  @Test func `A contested element does not stand under not`() {
    let test =
      "test:\n      all:\n        - \(Provision.element("E1", "any: [abused]"))\n        - not: "
    let denied = "{element: 1️⃣E2, says: Something, cite: s 2, \(contested)}"
    expectFaults("law.reading-under-not", in: SmallLaw(Provision(test: test + denied)))
    #expect(
      SmallLaw(Provision(test: test + Provision.element("E2", "any: [moved]"))).read().pack != nil)
  }

  @Test func `A contested framework does not stand under not, at whatever remove`() {
    let middle = Provision(id: "id: SA2000-2", elements: ["any: [{framework: SA2000-3}]"])
    let last = Provision(id: "id: SA2000-3", elements: [contested])
    expectFaults(
      "law.reading-under-not",
      in: SmallLaw(.testing("all: [abused, {not: {framework: 1️⃣SA2000-2}}]"), middle, last))
  }

  @Test func `A framework in its narrow reading may stand under not`() {
    let other = Provision(id: "id: SA2000-3", elements: [contested])
    let law = SmallLaw(
      .testing("all: [abused, {not: {framework: SA2000-3, reading: narrow}}]"), other)
    #expect(law.read().pack != nil)
  }

  @Test func `A broad reading builds on another framework only in its narrow reading`() {
    let other = Provision(id: "id: SA2000-3", elements: [contested])
    expectFaults(
      "law.inference-upon-inference",
      in: SmallLaw(.testing("why: So, narrow: abused, also: [{framework: 1️⃣SA2000-3}]"), other))
    #expect(
      SmallLaw(
        .testing("why: So, narrow: abused, also: [{framework: SA2000-3, reading: narrow}]"), other
      ).read().pack != nil)
  }

  @Test func `A broad reading does not reach another's broad reading through a term`() {
    let other = Provision(id: "id: SA2000-3", elements: [contested])
    let law = SmallLaw(.testing("why: So, narrow: abused, also: [1️⃣t]"), other)
      .with(terms: "{term: t, says: T, any: [moved, {framework: SA2000-3}]}")
    expectFaults("law.inference-upon-inference", in: law)
  }

  // MARK: Associations and circumstances

  @Test(arguments: ["associated", "taxis-used", "in-care, taxis-used"])
  func `An association never completes an element of an offence`(_ facts: String) {
    expectFaults(
      "law.association-completes-offence", in: SmallLaw(.testing("any: 1️⃣[abused, \(facts)]")))
  }

  @Test func `An association never completes what the broad reading adds`() {
    expectFaults(
      "law.association-completes-offence",
      in: SmallLaw(.testing("why: So, narrow: abused, also: [moved, 1️⃣associated]")))
  }

  @Test func `An association may stand beside what somebody did`() {
    #expect(SmallLaw(.testing("any: [abused, {all: [moved, associated]}]")).read().pack != nil)
  }

  @Test func `An association that is denied completes nothing either`() {
    expectFaults(
      "law.association-completes-offence",
      in: SmallLaw(.testing("any: 1️⃣[abused, {not: associated}]")))
  }

  @Test func `A circumstance never completes an element of an offence`() {
    expectFaults(
      "law.circumstance-completes-offence", in: SmallLaw(.testing("any: 1️⃣[abused, in-care]")))
  }

  @Test func `A circumstance and an association together complete nothing`() {
    expectFaults(
      "law.circumstance-completes-offence",
      in: SmallLaw(.testing("any: 1️⃣[abused, {all: [in-care, associated]}]")))
  }

  @Test func `A fact that implies an association is not itself one`() {
    var law = SmallLaw(.testing("any: [supply-proved, abused]"))
    law.add(fact: "{fact: supply-proved, type: circumstance, implies: [associated], ask: Proved}")
    #expect(law.read().pack != nil)
  }

  @Test func `What an association implies is completed by it`() {
    var law = SmallLaw(.testing("any: 1️⃣[abused, known]"))
    law.add(fact: "{fact: known, type: circumstance, ask: Known}")
    law.facts.replace(
      "{fact: associated, type: circumstance",
      with: "{fact: associated, implies: [known], type: circumstance")
    expectFaults("law.association-completes-offence", in: law)
  }

  @Test func `An offence does not take an association from the framework on which it builds`() {
    let group = Provision(
      id: "id: SA2000-2", kind: "kind: group-test", about: "about: group",
      elements: ["any: [associated]", "decide: court"])
    expectFaults(
      "law.association-completes-offence",
      in: SmallLaw(.testing("any: 1️⃣[{framework: SA2000-2}]"), group))
  }

  @Test func `A policy may ask for associations and circumstances`() {
    let law = SmallLaw(
      Provision(kind: "kind: policy-definition", elements: ["any: [associated]", "any: [in-care]"]))
    #expect(law.read().pack != nil)
  }
}
