import Diagnostics
import LawPack
import Testing

/// What is refused in an element and in a test.
struct ElementFaultTests {
  private func law(_ element: String) -> SmallLaw {
    SmallLaw(Provision(test: "test:\n      all:\n        - \(element)"))
  }

  @Test func `An element has a citation`() {
    let law = law("1️⃣{element: E1, says: Something, any: [abused]}")
    expectFaults("documents.missing-key", in: law)
    #expect(helps(law) == ["cite the words that require it"])
  }

  @Test func `An element has an id and says what it requires`() {
    expectFaults(
      "documents.missing-key", "documents.missing-key",
      in: law("1️⃣{cite: s 1, any: [abused], 2️⃣says: ~}"))
  }

  @Test(arguments: ["E 1", "-1", "E1@x", "É1"])
  func `The id of an element can stand in an answer`(_ id: String) {
    expectFaults(
      "law.name", in: law("{element: 1️⃣\(id), says: Something, cite: s 1, any: [abused]}"))
  }

  @Test func `An element has an id of its own in its framework`() {
    let second = "{element: 1️⃣E1, says: Something, cite: s 2, any: [moved]}"
    let law = SmallLaw(
      Provision(
        test:
          "test:\n      all:\n        - \(Provision.element("E1", "any: [abused]"))\n        - \(second)"
      ))
    expectFaults("law.duplicate-element", in: law)
    #expect(
      helps(law) == [
        "it stands first at Law/england-and-wales/act-2000.yaml:14:21; keep one of the two"
      ])
  }

  @Test func `An element is tested in one way`() {
    expectFaults(
      "law.how-tested",
      in: law("1️⃣{element: E1, says: Something, cite: s 1, any: [abused], all: [moved]}"))
    expectFaults(
      "law.how-tested",
      in: law("1️⃣{element: E1, says: Something, cite: s 1, narrow: abused, decide: court}"))
  }

  @Test func `An element is tested`() {
    expectFaults("law.how-tested", in: law("1️⃣{element: E1, says: Something, cite: s 1}"))
  }

  @Test func `What the broad reading adds stands beside a narrow reading`() {
    expectFaults(
      "law.also-without-narrow", in: SmallLaw(.testing("why: So, any: [abused], also: 1️⃣[moved]")))
    expectFaults("law.also-without-narrow", in: SmallLaw(.testing("why: So, also: 1️⃣[moved]")))
  }

  @Test func `A contested reading says why readers differ`() {
    expectFaults("law.also-without-why", in: SmallLaw(.testing("narrow: abused, also: 1️⃣[moved]")))
  }

  @Test func `By is by the same person, or is left out`() {
    expectFaults("law.unknown-word", in: SmallLaw(.testing("any: [abused], by: 1️⃣anyone")))
  }

  @Test func `An unknown key of an element is an error with the nearest name`() {
    let law = SmallLaw(.testing("any: [abused], 1️⃣judgment: court"))
    expectFaults("documents.unknown-key", in: law)
    #expect(helps(law).first?.hasPrefix("did you mean 'judgement'?") == true)
  }

  @Test func `A test without elements is an error`() {
    expectFaults("law.empty-formula", in: SmallLaw(Provision(test: "test: {all: 1️⃣[]}")))
    expectFaults("law.empty-formula", in: SmallLaw(Provision(test: "test: 1️⃣{event: same}")))
  }

  @Test func `A test of which no fact can test anything is an error`() {
    expectFaults(
      "law.nothing-to-test",
      in: SmallLaw(
        Provision(test: "test:\n      1️⃣all: [\(Provision.element("E1", "decide: court"))]")))
  }

  @Test func `A route has a name of its own`() {
    let branch = "{route: 1️⃣a, all: [\(Provision.element("E2", "any: [moved]"))]}"
    let law = SmallLaw(
      Provision(
        test:
          "test:\n      any: [{route: a, all: [\(Provision.element("E1", "any: [abused]"))]}, \(branch)]"
      ))
    expectFaults("law.duplicate-route", in: law)
  }

  @Test func `One event is asked of a whole test`() {
    let law = SmallLaw(
      Provision(
        test:
          "test:\n      any: [{1️⃣event: same, all: [\(Provision.element("E1", "any: [abused]"))]}]"))
    expectFaults("documents.unknown-key", in: law)
  }
}
