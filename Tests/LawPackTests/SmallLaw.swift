import Diagnostics
import LawPack
import Testing

/// A small law, whole and right but for what a test puts into it; marks may stand in one file at a time.
struct SmallLaw {
  var facts = """
        - {fact: moved, type: event, shows: harm, ask: "Moved?", roles: {crosses: [town, country], direction: [into-uk, within]}}
        - {fact: harboured, type: event, shows: harm, ask: "Kept?"}
        - {fact: groomed, type: event, shows: harm, ask: "Groomed?", roles: {purpose: [sexual, labour]}}
        - {fact: abused, type: event, shows: harm, ask: "Abused?"}
        - {fact: under-18, type: circumstance, computed: age-under-18, ask: "Under 18?"}
        - {fact: under-16, type: circumstance, computed: age-under-16, implies: [under-18], ask: "Under 16?"}
        - {fact: offenders, type: number, ask: "How many?"}
        - {fact: associated, type: circumstance, ask: "Associated?"}
        - {fact: taxis-used, type: event, ask: "Taxis?"}
        - {fact: in-care, type: circumstance, shows: circumstance, ask: "In care?"}
        - {fact: consent-claimed, type: event, never-against: true, ask: "Agreed?"}
        - {fact: given, type: event, shows: harm, ask: "Given?"}
        - {fact: family-warned, type: event, shows: response, ask: "Warned?"}

    """
  var terms = "heed: terms/1\nterms:\n  - {term: recruited, says: Drawn in, any: [groomed]}\n"
  var acts: [(path: String, text: String)] = []
  var others: [(path: String, text: String)] = []
  /// Files that are left out.
  var missing: Set<String> = []

  /// A law with one act of these provisions.
  init(_ provisions: Provision...) {
    acts = [("england-and-wales/act-2000.yaml", act(provisions))]
  }

  /// The law with these terms, each in flow YAML.
  func with(terms: String...) -> SmallLaw {
    var law = self
    law.terms = "heed: terms/1\nterms:\n" + terms.map { "  - \($0)\n" }.joined()
    return law
  }

  /// Adds a fact, in flow YAML.
  mutating func add(fact: String) { facts += "    - \(fact)\n" }

  /// Every file with its marks.
  var marked: [(path: String, text: String)] {
    let words = [
      ("vocabulary.yaml", "heed: vocabulary/1\nfacts:\n  - group: all\n    facts:\n" + facts),
      (
        "source-kinds.yaml",
        "heed: source-kinds/1\nkinds:\n  - {kind: agency-record, class: F4, says: A record}\n"
      ),
      (
        "factors.yaml",
        "heed: factors/1\nfactors:\n  - {factor: border, says: A border, code: no-border, facts: [moved]}\nirrelevant: []\n"
      ),
      ("terms.yaml", terms),
    ]
    return (words + acts + others).filter { !missing.contains($0.0) }
  }

  var files: [(path: String, bytes: [UInt8])] {
    marked.map { ($0.path, Array(MarkedText($0.text).text.utf8)) }
  }

  /// The expected places of faults, in the order of the marks' numbers.
  var marks: [Location] {
    marked.flatMap { file in
      MarkedText(file.text).marks.map { Location(file: "Law/\(file.path)", position: $0) }
    }
  }

  func read() -> (pack: LawPack?, problems: [Diagnostic]) {
    var report = Report()
    let pack = readLawPack(files: files, contentHash: "0", report: &report)
    return (pack, report.diagnostics)
  }
}

/// The text of an act.
func act(_ provisions: [Provision]) -> String {
  "act: Small Act 2000\ncite: 2000 c. 1\njurisdiction: england-and-wales\nframeworks:\n"
    + provisions.map(\.text).joined()
}

/// One framework, right but for what a test changes.
struct Provision {
  var id = "id: SA2000-1"
  var title = "title: A test"
  var kind = "kind: offence"
  var about = "about: child"
  var governs = "governs-by: conduct"
  var inForce = "in-force: {from: 2000-01-01, cite: s 99}"
  var status = "status: verified"
  /// The test, where it is not *all of the elements*.
  var test: String?
  var elements = ["any: [abused]"]
  var more: [String] = []

  /// A provision whose elements are tested so, each in flow YAML without its id, words and citation.
  static func testing(_ elements: String...) -> Provision { Provision(elements: elements) }

  var text: String {
    let rows = elements.enumerated().map { Provision.element("E\($0 + 1)", $1) }
    let lines =
      [id, title, kind, about, governs, inForce, status].filter { !$0.isEmpty }
      + [test ?? "test:\n      all:\n" + rows.map { "        - \($0)" }.joined(separator: "\n")]
      + more
    return "  - " + lines.joined(separator: "\n    ") + "\n"
  }

  static func element(_ id: String, _ body: String) -> String {
    "{element: \(id), says: Something, cite: s 1(1), \(body)}"
  }
}

/// Expects exactly these problems, one at each mark in the order of their numbers, and no law.
func expectFaults(
  _ codes: String..., in law: SmallLaw, sourceLocation: SourceLocation = #_sourceLocation
) {
  let (pack, problems) = law.read()
  #expect(pack == nil, sourceLocation: sourceLocation)
  #expect(problems.map(\.code) == codes, sourceLocation: sourceLocation)
  #expect(problems.map(\.location) == law.marks, sourceLocation: sourceLocation)
}

func helps(_ law: SmallLaw) -> [String] { law.read().problems.map(\.help) }
