import Diagnostics
import LawPack
import Testing

/// What is refused in a framework beside its test.
struct FrameworkFaultTests {
  @Test func `A framework has an id, a title, a kind, a subject, what governs and a status`() {
    let law = SmallLaw(
      Provision(
        id: "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣short: A test", title: "", kind: "", about: "", governs: "", status: ""))
    expectFaults(
      "documents.missing-key", "documents.missing-key", "documents.missing-key",
      "documents.missing-key", "documents.missing-key", "documents.missing-key", in: law)
  }

  @Test(arguments: ["MSA 2015", "MSA/2", "MSA2015@2", "'-'"])
  func `The id of a framework can stand in an answer`(_ id: String) {
    expectFaults("law.name", in: SmallLaw(Provision(id: "id: 1️⃣\(id)")))
  }

  @Test func `An id is given to one framework`() {
    expectFaults(
      "law.duplicate-framework", in: SmallLaw(Provision(), Provision(id: "id: 1️⃣SA2000-1")))
  }

  @Test func `An id is given to one framework in all files`() {
    var law = SmallLaw(Provision())
    law.acts.append(("scotland/act-2001.yaml", act([Provision(id: "id: 1️⃣SA2000-1")])))
    expectFaults("law.duplicate-framework", in: law)
    #expect(
      helps(law) == [
        "it stands first at Law/england-and-wales/act-2000.yaml:5:9; keep one of the two"
      ])
  }

  @Test func `Words that the format does not know are errors with the nearest name`() {
    expectFaults("law.unknown-kind", in: SmallLaw(Provision(kind: "kind: 1️⃣offense")))
    expectFaults("law.unknown-about", in: SmallLaw(Provision(about: "about: 1️⃣victim")))
    expectFaults(
      "law.unknown-governs-by", in: SmallLaw(Provision(governs: "governs-by: 1️⃣conductt")))
    expectFaults("law.unknown-status", in: SmallLaw(Provision(status: "status: 1️⃣checked")))
    expectFaults(
      "law.unknown-jurisdiction", in: SmallLaw(Provision(more: ["jurisdiction: 1️⃣englnad"])))
    expectFaults("law.unknown-factor", in: SmallLaw(Provision(more: ["not-needed: [1️⃣gain]"])))
  }

  @Test func `An unknown key of a framework is an error with the nearest name`() {
    let law = SmallLaw(Provision(more: ["1️⃣notneeded: [border]"]))
    expectFaults("documents.unknown-key", in: law)
    #expect(helps(law).first?.hasPrefix("did you mean 'not-needed'?") == true)
  }

  @Test func `The short title fits into a narrow table`() {
    let title = String(repeating: "a", count: 35)
    expectFaults("law.short-too-long", in: SmallLaw(Provision(more: ["short: 1️⃣\(title)"])))
    #expect(SmallLaw(Provision(more: ["short: \(title.dropLast())"])).read().pack != nil)
  }

  @Test func `Only an offence is about a suspect`() {
    expectFaults(
      "law.about-suspect",
      in: SmallLaw(Provision(kind: "kind: policy-definition", about: "about: 1️⃣suspect")))
    #expect(SmallLaw(Provision(about: "about: suspect")).read().pack != nil)
  }

  @Test func `Something says where a text is law`() {
    var law = SmallLaw(Provision(id: "id: 1️⃣SA2000-1"))
    law.acts[0].text.replace("jurisdiction: england-and-wales\n", with: "")
    expectFaults("law.no-jurisdiction", in: law)
  }

  @Test func `A text that conduct governs has a first day`() {
    expectFaults(
      "law.no-commencement", in: SmallLaw(Provision(governs: "governs-by: 1️⃣conduct", inForce: "")))
    expectFaults(
      "law.no-commencement",
      in: SmallLaw(Provision(inForce: "in-force: 1️⃣{to: 2001-01-01, cite: s 9}")))
    #expect(SmallLaw(Provision(governs: "governs-by: decision", inForce: "")).read().pack != nil)
  }

  @Test func `A text does not end before it begins`() {
    expectFaults(
      "law.ends-before-start",
      in: SmallLaw(Provision(inForce: "in-force: {from: 2000-01-02, to: 1️⃣2000-01-01, cite: s 9}")))
  }

  @Test func `What brought a text into force is cited`() {
    expectFaults(
      "documents.missing-key", in: SmallLaw(Provision(inForce: "in-force: 1️⃣{from: 2000-01-01}")))
  }

  @Test(arguments: ["2000", "2000-02-30", "1.1.2000"])
  func `The first day in force is a day`(_ day: String) {
    expectFaults(
      "law.day", in: SmallLaw(Provision(inForce: "in-force: {from: 1️⃣\(day), cite: s 9}")))
  }

  @Test func `A straddled edge is the edge of a text that conduct governs`() {
    let row = "effect: yields, cite: SI 1, says: The older text governs"
    expectFaults(
      "law.straddle", in: SmallLaw(Provision(more: ["straddle: [{at: 1️⃣end, \(row)}]"])))
    expectFaults(
      "law.straddle",
      in: SmallLaw(
        Provision(governs: "governs-by: decision", more: ["straddle: 1️⃣[{at: start, \(row)}]"])))
    expectFaults(
      "law.duplicate-straddle",
      in: SmallLaw(Provision(more: ["straddle: [{at: start, \(row)}, {at: 1️⃣start, \(row)}]"])))
  }

  @Test func `A row of straddle is whole`() {
    expectFaults(
      "documents.missing-key", "documents.missing-key", "law.unknown-word", "law.unknown-word",
      in: SmallLaw(Provision(more: ["straddle: [1️⃣2️⃣{at: 3️⃣middle, effect: 4️⃣stays}]"])))
  }

  @Test func `What is irrelevant is a fact, with the words that say so`() {
    expectFaults(
      "documents.missing-key", "law.unknown-fact",
      in: SmallLaw(Provision(more: ["irrelevant: [1️⃣{fact: 2️⃣consent-claim, says: Consent}]"])))
  }
}
