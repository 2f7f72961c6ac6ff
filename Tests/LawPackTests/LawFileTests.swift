import Diagnostics
import LawPack
import Testing

/// The files of a law, and what is found when several of them are wrong.
struct LawFileTests {
  @Test(arguments: [
    ("vocabulary.yaml", LawFileKind.vocabulary), ("source-kinds.yaml", .sourceKinds),
    ("terms.yaml", .terms), ("factors.yaml", .factors), ("scotland/act.yaml", .act),
    ("scotland/act.cases.yaml", .workedCases), ("README.md", .readMe),
    ("scotland/README.md", .readMe),
    ("englnad/act.yaml", .misplacedAct(folder: "englnad")), ("notes.txt", .unexpected),
    ("act.yaml", .unexpected), ("scotland/old/act.yaml", .unexpected),
    ("scotland/act.yml", .unexpected), ("scotland/vocabulary.json", .unexpected),
    ("scotland/.yaml", .unexpected),
  ])
  func `A path says what a file holds`(_ path: String, _ kind: LawFileKind) {
    #expect(LawFileKind(path: path) == kind)
  }

  @Test func `A sound law is read without a word`() throws {
    let (pack, problems) = SmallLaw(Provision()).read()
    #expect(problems.isEmpty)
    #expect(pack?.frameworks.map(\.id) == ["SA2000-1"])
    #expect(pack?.contentHash == "0")
  }

  @Test func `Frameworks stand in the order of their files' paths, whatever the order of reading`()
  {
    var law = SmallLaw(Provision(id: "id: FIRST"))
    law.acts.append(("england/act.yaml", act([Provision(id: "id: SECOND")])))
    law.acts.append(("scotland/act.yaml", act([Provision(id: "id: THIRD")])))
    law.acts.reverse()
    #expect(law.read().pack?.frameworks.map(\.id) == ["FIRST", "SECOND", "THIRD"])
  }

  @Test func `A file that is no law is a warning, and the law is read`() {
    var law = SmallLaw(Provision())
    law.others = [
      ("notes.txt", "1️⃣a note"), ("README.md", "a page"), ("england/act.cases.yaml", "- {"),
    ]
    let (pack, problems) = law.read()
    #expect(pack != nil)
    #expect(problems.map(\.code) == ["law.unexpected-file"])
    #expect(problems.map(\.severity) == [.warning])
    #expect(problems.map(\.location) == law.marks)
  }

  @Test func `A folder that is named for no jurisdiction is an error with the nearest name`() {
    var law = SmallLaw(Provision())
    law.others = [("englnad/act.yaml", "1️⃣\(act([Provision(id: "id: OTHER")]))")]
    expectFaults("law.unknown-folder", in: law)
    #expect(helps(law) == ["did you mean 'england'?"])
  }

  @Test func `A file that is missing is named`() {
    var law = SmallLaw(.testing("any: [abused]"))
    law.missing = ["factors.yaml", "source-kinds.yaml"]
    let problems = law.read().problems
    #expect(problems.map(\.code) == ["law.missing-file", "law.missing-file"])
    #expect(problems.map(\.location.file) == ["Law/factors.yaml", "Law/source-kinds.yaml"])
  }

  @Test func `Without the vocabulary no fact is called unknown`() {
    var law = SmallLaw(.testing("any: [abusd, {fact: mved}]"))
    law.missing = ["vocabulary.yaml"]
    #expect(law.read().problems.map(\.code) == ["law.missing-file"])
  }

  @Test func `A law without frameworks is an error`() {
    var law = SmallLaw(Provision())
    law.acts = []
    #expect(law.read().problems.map(\.code) == ["law.no-frameworks"])
    law.acts = [("scotland/act.yaml", "act: An Act\nframeworks: []\n")]
    #expect(law.read().problems.map(\.code) == ["law.no-frameworks"])
  }

  @Test func `Faults of the vocabulary are faults of the law`() {
    var law = SmallLaw(Provision())
    law.add(fact: "{fact: 1️⃣ethnicity, type: event, ask: Which}")
    expectFaults("vocabulary.forbidden", in: law)
  }

  @Test func `A file that is not YAML is an error in its place`() {
    var law = SmallLaw(Provision())
    law.acts = [("scotland/act.yaml", "act: An Act\nframeworks: [\n1️⃣")]
    let (pack, problems) = law.read()
    #expect(pack == nil)
    #expect(problems.map(\.code) == ["documents.yaml-syntax"])
  }

  @Test func `Every fault of a file is reported, in the order of the file`() {
    expectFaults(
      "law.unknown-kind", "law.unknown-fact", "law.unknown-role", "law.also-without-why",
      "law.unknown-factor",
      in: SmallLaw(
        Provision(
          kind: "kind: 1️⃣crime",
          elements: [
            "any: [2️⃣abusd, {fact: moved, 3️⃣cross: town}]", "narrow: abused, also: 4️⃣[moved]",
          ],
          more: ["not-needed: [5️⃣bordr]"])))
  }

  @Test func `Faults of several files are reported together, in the order of their names`() {
    var law = SmallLaw(.testing("any: [abusd]"))
    law.acts.append(("england/act.yaml", act([Provision(id: "id: E", kind: "kind: crime")])))
    law.terms = "heed: terms/1\nterms:\n  - {term: t, says: T, any: [moed]}\n"
    #expect(
      law.read().problems.map(\.location.file) == [
        "Law/england-and-wales/act-2000.yaml", "Law/england/act.yaml", "Law/terms.yaml",
      ])
  }
}
