import CaseRecord
import Diagnostics
import Documents
import Testing
import Vocabulary

/// A small record, whole and right but for what a test puts into it.
struct Sample {
  var header = "heed: case/1\nid: river-lane\n"
  var title = "title: River Lane (fictional)\n"
  var jurisdiction = "jurisdiction: england-and-wales\n"
  var people = ["{id: child-1, role: child}", "{id: suspect-1, role: suspect}"]
  var places = ["{id: flat, town: Alderby}", "{id: shop, town: Brackwell}"]
  var things = ["{id: car-1, kind: vehicle}"]
  var sources = ["{id: log, agency: police/northmoor, kind: agency-record}"]
  var statements: [String] = []
  var responses: [String] = []
  var warnings: [String] = []
  var rest = ""

  /// The record as YAML, with whatever marks it holds.
  var yaml: String {
    let lists = [
      ("people", people), ("places", places), ("things", things), ("sources", sources),
      ("statements", statements), ("responses", responses), ("warnings", warnings),
    ]
    return header + title + jurisdiction
      + lists.filter { !$0.1.isEmpty }.map { key, items in
        "\(key):\n" + items.map { "  - \($0)\n" }.joined()
      }.joined() + rest
  }
}

/// What was found wrong with a sample, as far as a test compares it.
struct Fault: Hashable, CustomStringConvertible {
  var code: String
  var place: Position?

  var description: String { "\(code) at \(place.map { "\($0.line):\($0.column)" } ?? "?")" }
}

/// Reads records from YAML texts, called `one.yaml`, `two.yaml` and so on.
func read(
  _ texts: String..., options: RecordReading.Options = .init(), report: inout Report
) -> [CaseRecord] {
  let names = ["one.yaml", "two.yaml", "three.yaml"]
  let files = zip(names, texts).map {
    RecordFile(name: $0, bytes: Array($1.utf8), format: .yaml)
  }
  return readCaseRecords(files, vocabulary: .sample, options: options, report: &report)
}

/// Reads a record in which nothing is wrong.
func record(_ sample: Sample, options: RecordReading.Options = .init()) throws -> CaseRecord {
  var report = Report()
  let records = read(sample.yaml, options: options, report: &report)
  try #require(report.diagnostics == [])
  return try #require(records.first)
}

/// Expects exactly these problems, each at the mark with its number: the first at 1️⃣, the second at 2️⃣.
func expectFaults(
  _ codes: String..., in sample: Sample, options: RecordReading.Options = .init(),
  at location: SourceLocation = #_sourceLocation
) {
  let marked = MarkedText(sample.yaml)
  var report = Report()
  let records = read(marked.text, options: options, report: &report)
  let expected = codes.enumerated().map { index, code in
    Fault(code: code, place: index < marked.marks.count ? marked.marks[index] : nil)
  }
  let found = report.diagnostics.map { Fault(code: $0.code, place: $0.location.position) }
  #expect(found == expected, sourceLocation: location)
  #expect(records.isEmpty == report.hasErrors, sourceLocation: location)
}

extension Vocabulary {
  /// A vocabulary of a few facts, one of each kind.
  static let sample: Vocabulary = {
    var report = Report()
    let found = readSampleVocabulary(report: &report)
    precondition(report.isEmpty, "the sample vocabulary is right: \(report.diagnostics)")
    return found!
  }()
}

/// Reads the three files of a vocabulary, the sample's own wherever none is given.
func readSampleVocabulary(
  facts: String = sampleFacts, kinds: String = sampleKinds, factors: String = sampleFactors,
  report: inout Report
) -> Vocabulary? {
  func node(_ text: String, _ file: String) -> Node? {
    readDocument(Array(text.utf8), file: file, format: .yaml, report: &report)
  }
  guard let facts = node(facts, "vocabulary.yaml"), let kinds = node(kinds, "source-kinds.yaml"),
    let factors = node(factors, "factors.yaml")
  else { return nil }
  return readVocabulary(
    vocabulary: facts, sourceKinds: kinds, factors: factors,
    files: ("vocabulary.yaml", "source-kinds.yaml", "factors.yaml"), report: &report)
}

let sampleFacts = """
  heed: vocabulary/1
  facts:
    - group: age
      facts:
        - {fact: under-18, type: circumstance, computed: age-under-18, ask: Was the child under 18?}
    - group: movement
      facts:
        - fact: moved
          type: event
          shows: harm
          roles: {crosses: [street, town, police-force, country], direction: [into-uk, out-of-uk, within]}
          ask: Was the child driven, taken, sent or brought somewhere?
          found-in: [return home interviews, missing reports]
          note: Any distance.
        - {fact: taken-by-force, type: event, shows: harm, implies: [moved], ask: Was the child taken by force?}
    - group: exchange
      facts:
        - fact: suspect-profited
          type: event
          roles: {from: [sexual, drugs, other]}
          ask: Did a suspect gain from it?
        - {fact: consent-claimed, type: event, never-against: true, ask: Did somebody record consent?}
    - group: group
      facts:
        - {fact: offenders, type: number, counted-from: harm, ask: How many?}
        - {fact: abusers, type: number, implies: [offenders], counted-from: [moved], ask: How many themselves?}
        - {fact: acted-alone, type: circumstance, denies: [{fact: offenders, at-least: 2}], ask: Alone?}
        - {fact: associated, type: circumstance, ask: Were they known to each other?}
  """

let sampleKinds = """
  heed: source-kinds/1
  kinds:
    - {kind: conviction, class: F7, says: Conviction}
    - {kind: first-hand-account, class: F5, says: The child's or survivor's own account}
    - {kind: agency-record, class: F4, says: Record made at the time by an agency}
  """

let sampleFactors = """
  heed: factors/1
  factors:
    - {factor: border, says: Whether a border was crossed, code: no-border, facts: [moved]}
    - {factor: distance, says: How far the child travelled, code: no-distance, facts: []}
  irrelevant:
    - {code: consent-claimed, fact: consent-claimed, says: That the child agreed}
    - {code: not-a-gang, says: That it was not a gang}
  """
