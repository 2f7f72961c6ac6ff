import CivilTime
import Diagnostics
import LawPack

/// A provision of a small law: the format of `Law/`, with what no test here turns on filled in.
struct Provision {
  var id: String
  var kind = "offence"
  var about = "child"
  var governsBy = "conduct"
  var jurisdiction = "england-and-wales"
  var from: String? = "2004-05-01"
  var to: String?
  /// Further keys of the framework, each a line of flow YAML.
  var more: [String] = []
  /// The test in flow YAML, where it is not *all of the elements*.
  var test: String?
  var elements: KeyValuePairs<String, String> = [:]

  /// One element in flow YAML, for `test`.
  static func element(_ id: String, _ body: String) -> String {
    let why = body.contains("also:") && !body.contains("why:") ? ", why: Readers differ" : ""
    return "{element: \(id), says: What \(id) requires, cite: s \(id)\(why), \(body)}"
  }

  var text: String {
    var lines = [
      "  - id: \(id)", "    title: \(id)", "    kind: \(kind)", "    about: \(about)",
      "    governs-by: \(governsBy)", "    jurisdiction: \(jurisdiction)", "    status: verified",
    ]
    if from != nil || to != nil {
      let days = [from.map { "from: \($0)" }, to.map { "to: \($0)" }].compactMap(\.self)
      lines.append("    in-force: {\(days.joined(separator: ", ")), cite: SI 1}")
    }
    lines += more.map { "    \($0)" }
    let all = elements.map { Provision.element($0, $1) }.joined(separator: ", ")
    lines.append("    test: \(test ?? "{all: [\(all)]}")")
    return lines.joined(separator: "\n")
  }

  // MARK: The kinds that tests ask for

  /// Follows the day of the conduct.
  static func offence(
    _ id: String, from: String = "2004-05-01", to: String? = nil, about: String = "child",
    more: [String] = [], test: String? = nil, _ elements: KeyValuePairs<String, String> = [:]
  ) -> Provision {
    Provision(
      id: id, about: about, from: from, to: to, more: more, test: test, elements: elements)
  }

  /// Follows the day of the decision.
  static func policy(
    _ id: String, from: String? = nil, to: String? = nil, about: String = "child",
    more: [String] = [], test: String? = nil, _ elements: KeyValuePairs<String, String> = [:]
  ) -> Provision {
    Provision(
      id: id, kind: "policy-definition", about: about, governsBy: "decision", from: from, to: to,
      more: more, test: test, elements: elements)
  }

  /// Follows no day.
  static func analysis(
    _ id: String, about: String = "child", more: [String] = [], test: String? = nil,
    _ elements: KeyValuePairs<String, String> = [:]
  ) -> Provision {
    Provision(
      id: id, kind: about == "group" ? "group-test" : "analytic", about: about,
      governsBy: "analysis", from: nil, more: more, test: test, elements: elements)
  }
}

/// A law of these provisions, with the words of `SmallWords`, read as every law is.
func law(_ provisions: Provision..., terms: String = "[]") throws -> LawPack {
  try law(provisions, terms: terms)
}

func law(
  _ provisions: [Provision], terms: String = "[]", others: [(path: String, text: String)] = []
) throws -> LawPack {
  let act = "act: Small Act\nframeworks:\n" + provisions.map(\.text).joined(separator: "\n") + "\n"
  let files =
    [
      ("vocabulary.yaml", SmallWords.vocabulary), ("source-kinds.yaml", SmallWords.sourceKinds),
      ("factors.yaml", SmallWords.factors), ("terms.yaml", "heed: terms/1\nterms: \(terms)\n"),
      ("england-and-wales/small-act.yaml", act),
    ] + others.map { ($0.path, $0.text) }
  var report = Report()
  let pack = readLawPack(
    files: files.map { (path: $0, bytes: Array($1.utf8)) }, contentHash: "small", report: &report)
  guard let pack, !report.hasErrors else { throw Unreadable(report, text: act) }
  return pack
}

/// A text of a test that could not be read.
struct Unreadable: Error, CustomStringConvertible {
  var description: String

  init(_ report: Report, text: String) {
    let found = report.diagnostics.map { "\($0.location): \($0.message) [\($0.code)]" }
    description = found.joined(separator: "\n") + "\n" + text
  }
}
