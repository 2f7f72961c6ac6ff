import Diagnostics
import LawPack
import Testing

/// What is refused in a formula, each by the smallest law that has it.
struct FormulaFaultTests {
  @Test func `A fact that the vocabulary does not have is an error with the nearest name`() {
    let law = SmallLaw(.testing("any: [moved, 1️⃣harbord]"))
    expectFaults("law.unknown-fact", in: law)
    #expect(helps(law) == ["not in Law/vocabulary.yaml; did you mean 'harboured'?"])
  }

  @Test func `The nearest name may be that of a term`() {
    let law = SmallLaw(.testing("any: [1️⃣recruted]"))
    expectFaults("law.unknown-fact", in: law)
    #expect(helps(law) == ["not in Law/vocabulary.yaml; did you mean 'recruited'?"])
  }

  @Test func `A fact with conditions must be a fact of the vocabulary, and no term`() {
    expectFaults("law.unknown-fact", in: SmallLaw(.testing("any: [{fact: 1️⃣recruited}]")))
  }

  @Test func `A term with conditions must be a term`() {
    let law = SmallLaw(.testing("any: [{term: 1️⃣recruted, since: 2001-01-01}]"))
    expectFaults("law.unknown-term", in: law)
    #expect(helps(law) == ["not in Law/terms.yaml; did you mean 'recruited'?"])
  }

  @Test func `A framework that builds on another names one that is there`() {
    let law = SmallLaw(.testing("any: [{framework: 1️⃣SA2000-2}]"))
    expectFaults("law.unknown-framework", in: law)
    #expect(helps(law) == ["not the id of any framework in Law/; did you mean 'SA2000-1'?"])
  }

  @Test func `A condition is on a role that the fact has`() {
    let law = SmallLaw(.testing("any: [{fact: moved, 1️⃣crosse: town}]"))
    expectFaults("law.unknown-role", in: law)
    #expect(helps(law) == ["did you mean 'crosses'?"])
    expectFaults("law.unknown-role", in: SmallLaw(.testing("any: [{fact: abused, 1️⃣how: paid}]")))
  }

  @Test func `People and places are no conditions of a leaf`() {
    expectFaults("law.unknown-role", in: SmallLaw(.testing("any: [{fact: moved, 1️⃣by: suspect-1}]")))
  }

  @Test func `A condition asks for words of the role's list`() {
    let law = SmallLaw(.testing("any: [{fact: moved, crosses: [town, 1️⃣contry]}]"))
    expectFaults("law.unknown-word", in: law)
    #expect(helps(law).first?.hasPrefix("did you mean 'country'?") == true)
  }

  @Test func `A condition with no word is an error`() {
    expectFaults(
      "documents.empty-list", in: SmallLaw(.testing("any: [{fact: moved, crosses: 1️⃣[]}]")))
  }

  @Test func `A count is at least one`() {
    expectFaults(
      "documents.expected-integer", in: SmallLaw(.testing("any: [{fact: offenders, at-least: 1️⃣0}]"))
    )
  }

  @Test func `A count of the people of an event says whom it counts`() {
    expectFaults("law.count-of-whom", in: SmallLaw(.testing("any: [{fact: abused, at-least: 1️⃣2}]")))
    #expect(
      SmallLaw(.testing("any: [{fact: abused, at-least: 2, of: suspect}]")).read().pack != nil)
  }

  @Test func `A number does not say whom it counts`() {
    expectFaults(
      "law.number-of-whom",
      in: SmallLaw(.testing("any: [{fact: offenders, at-least: 2, of: 1️⃣suspect}]")))
  }

  @Test func `Whom without how many is an error`() {
    expectFaults("law.count-of-nobody", in: SmallLaw(.testing("any: [{fact: abused, of: 1️⃣child}]")))
  }

  @Test func `A number is asked for with how many`() {
    expectFaults("law.number-without-count", in: SmallLaw(.testing("any: [1️⃣offenders]")))
    expectFaults("law.number-without-count", in: SmallLaw(.testing("any: [{fact: 1️⃣offenders}]")))
  }

  @Test(arguments: ["2001", "2001-02-30", "1 May 2001", "2001-13-01"])
  func `Since is a day of the calendar`(_ day: String) {
    expectFaults("law.day", in: SmallLaw(.testing("any: [{fact: abused, since: 1️⃣\(day)}]")))
  }

  @Test func `An age is one of a child`() {
    expectFaults(
      "documents.expected-integer",
      in: SmallLaw(.testing("any: [{fact: abused, child-under: 1️⃣19}]")))
  }

  @Test func `A formula that asks for nothing is an error`() {
    expectFaults("law.empty-formula", in: SmallLaw(.testing("any: 1️⃣[]")))
    expectFaults("law.empty-formula", in: SmallLaw(.testing("any: [abused, {all: 1️⃣[]}]")))
    expectFaults("law.empty-formula", in: SmallLaw(.testing("narrow: 1️⃣[]")))
  }

  @Test(arguments: [
    "[abused]", "{all: [abused], any: [abused]}", "{fact: abused, term: recruited}",
    "{fact: abused, any: [abused]}", "{some: [abused]}", "{}",
  ])
  func `What is none of the kinds of formula, or several, is an error`(_ formula: String) {
    expectFaults("law.formula", in: SmallLaw(.testing("any: [moved, 1️⃣\(formula)]")))
  }

  @Test func `A word under a formula that is not a word is an error`() {
    expectFaults("documents.expected-text", in: SmallLaw(.testing("any: [moved, 1️⃣~]")))
  }

  @Test func `An unknown key beside a connective, a term or a framework is an error`() {
    expectFaults(
      "documents.unknown-key", in: SmallLaw(.testing("any: [{all: [abused], 1️⃣by: same}]")))
    expectFaults(
      "documents.unknown-key", in: SmallLaw(.testing("any: [{term: recruited, 1️⃣purpose: sexual}]")))
    expectFaults(
      "documents.unknown-key",
      in: SmallLaw(
        .testing("any: [{framework: SA2000-9, 1️⃣since: 2001-01-01}]"),
        Provision(id: "id: SA2000-9")))
  }

  @Test func `At least so many of fewer can never be met`() {
    expectFaults(
      "law.never-enough", in: SmallLaw(.testing("any: [{at-least: 1️⃣3, of: [abused, moved]}]")))
  }

  @Test func `At least so many says of what`() {
    expectFaults("documents.missing-key", in: SmallLaw(.testing("any: [1️⃣{at-least: 3}]")))
  }

  @Test func `A framework is taken in its narrow reading or in the one that is asked for`() {
    expectFaults(
      "law.unknown-word",
      in: SmallLaw(
        .testing("any: [{framework: SA2000-9, reading: 1️⃣broad}]"), Provision(id: "id: SA2000-9")))
  }
}
