import CivilTime
import Diagnostics
import EvidenceLogic
import LawPack
import Testing

struct TermTests {
  private func narrow(_ law: SmallLaw) throws -> Formula<LawLeaf> {
    let pack = try #require(law.read().pack, "\(law.read().problems.map(\.code))")
    return try #require(pack[framework: "SA2000-1"]?.elements[0].formula(.narrow))
  }

  private func fact(_ test: FactTest) -> Formula<LawLeaf> { .leaf(.fact(test)) }

  @Test func `A term is opened where it is named`() throws {
    let law = SmallLaw(.testing("any: [moved, recruited]"))
    #expect(
      try narrow(law)
        == .any([fact(FactTest(fact: "moved")), .any([fact(FactTest(fact: "groomed"))])]))
  }

  @Test func `Terms may name one another in any order`() throws {
    let law = SmallLaw(.testing("any: [a]")).with(
      terms: "{term: a, says: A, any: [b, moved]}", "{term: b, says: B, all: [abused]}")
    #expect(
      try narrow(law)
        == .any([.any([.all([fact(FactTest(fact: "abused"))]), fact(FactTest(fact: "moved"))])]))
  }

  @Test func `The conditions on a term become those of each of its facts`() throws {
    let law = SmallLaw(.testing("any: [{term: a, since: 2004-05-01, child-under: 16}]"))
      .with(terms: "{term: a, says: A, any: [abused, {fact: moved, crosses: town}]}")
    let day = CivilDate("2004-05-01")
    #expect(
      try narrow(law)
        == .any([
          .any([
            fact(FactTest(fact: "abused", since: day, childUnder: 16)),
            fact(
              FactTest(
                fact: "moved", since: day, childUnder: 16,
                conditions: [.init(role: "crosses", words: ["town"])])),
          ])
        ]))
  }

  @Test func `Of two days the later counts, and of two ages the lower`() throws {
    let law = SmallLaw(.testing("any: [{term: a, since: 2004-05-01, child-under: 16}]"))
      .with(
        terms:
          "{term: a, says: A, any: [{fact: abused, since: 2005-01-01, child-under: 13}, {fact: moved, since: 2003-01-01, child-under: 18}]}"
      )
    #expect(
      try narrow(law)
        == .any([
          .any([
            fact(FactTest(fact: "abused", since: CivilDate("2005-01-01"), childUnder: 13)),
            fact(FactTest(fact: "moved", since: CivilDate("2004-05-01"), childUnder: 16)),
          ])
        ]))
  }

  @Test func `The order of conditions does not matter`() throws {
    let one = try narrow(
      SmallLaw(.testing("any: [{fact: moved, direction: within, crosses: town}]")))
    let other = try narrow(
      SmallLaw(.testing("any: [{fact: moved, crosses: town, direction: within}]")))
    #expect(one == other)
  }

  @Test func `The pack keeps terms for the reader`() throws {
    let law = SmallLaw(Provision()).with(
      terms: "{term: a, says: What it means, note: And how, any: [abused]}")
    let pack = try #require(law.read().pack)
    #expect(pack.terms.map(\.name) == ["a"])
    #expect(pack.terms[0].says == "What it means")
    #expect(pack.terms[0].note == "And how")
    #expect(pack.terms[0].formula == .any([fact(FactTest(fact: "abused"))]))
  }

  // MARK: Faults

  @Test func `A term that is defined by itself is an error with the way round`() {
    let law = SmallLaw(Provision()).with(
      terms: "{term: a, says: A, any: [b]}", "{term: b, says: B, any: [moved, c]}",
      "{term: c, says: C, any: [1️⃣a]}")
    expectFaults("law.cycle", in: law)
    #expect(law.read().problems.map(\.message) == ["a term is defined by itself: a, b, c, a"])
  }

  @Test func `A term is defined once`() {
    expectFaults(
      "law.duplicate-term",
      in: SmallLaw(Provision()).with(
        terms: "{term: a, says: A, any: [abused]}", "{term: 1️⃣a, says: A, any: [moved]}"))
  }

  @Test func `A term is not named as a fact is`() {
    expectFaults(
      "law.term-hides-fact",
      in: SmallLaw(Provision()).with(terms: "{term: 1️⃣abused, says: A, any: [moved]}"))
  }

  @Test func `A term is a formula and says what it means`() {
    expectFaults(
      "documents.missing-key", "law.empty-formula",
      in: SmallLaw(Provision()).with(terms: "1️⃣2️⃣{term: a}"))
    expectFaults(
      "law.formula",
      in: SmallLaw(Provision()).with(terms: "1️⃣{term: a, says: A, any: [abused], all: [moved]}"))
  }

  @Test func `A fact that a term misnames is reported once, in the term`() {
    let law = SmallLaw(.testing("any: [a]", "any: [a]")).with(
      terms: "{term: a, says: A, any: [1️⃣abusd]}")
    expectFaults("law.unknown-fact", in: law)
    #expect(law.read().problems.map(\.context) == ["term a"])
  }

  @Test func `A framework that a term misnames is reported in the term`() {
    expectFaults(
      "law.unknown-framework",
      in: SmallLaw(Provision()).with(terms: "{term: a, says: A, any: [{framework: 1️⃣NONE}]}"))
  }

  @Test func `No condition narrows a term that builds on a framework`() {
    let law = SmallLaw(
      .testing("any: [{term: 1️⃣a, since: 2001-01-01}]"), Provision(id: "id: SA2000-2")
    ).with(terms: "{term: a, says: A, any: [abused, {framework: SA2000-2}]}")
    expectFaults("law.condition-on-framework", in: law)
  }

  @Test func `A file of terms says that it is one`() {
    var law = SmallLaw(Provision())
    law.terms = "heed: 1️⃣term/1\nterms: []\n"
    expectFaults("law.format", in: law)
  }
}
