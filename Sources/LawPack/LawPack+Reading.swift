internal import Calendars
public import Diagnostics
internal import Documents
internal import Vocabulary

/// Reads the whole law from the text of its files; nil if anything in it is wrong.
///
/// Strict, and everything at once: every problem of every file goes into `report`, with its place and what to do. Terms are
/// opened wherever they are named; the conditions that a test puts on a term become those of each of its facts.
///
/// Codes, besides those of shape, `documents.…`, and of the vocabulary, `vocabulary.…`:
///
/// | code | means |
/// |---|---|
/// | `law.unexpected-file` | a warning: the file is no part of the law, and was not read |
/// | `law.unknown-folder` | a folder is named for no jurisdiction |
/// | `law.missing-file`, `law.no-frameworks` | the law is not all there |
/// | `law.format` | the `heed:` line names another format |
/// | `law.name` | an id or the name of a term is not in the form of a name |
/// | `law.duplicate-framework`, `-element`, `-term`, `-straddle`, `-route` | a name stands twice |
/// | `law.term-hides-fact` | a term is named as a fact is |
/// | `law.short-too-long` | the short title has more than 34 characters |
/// | `law.formula`, `law.empty-formula`, `law.never-enough` | what stands there cannot be a formula, or can never be met |
/// | `law.unknown-fact`, `-term`, `-framework`, `-role`, `-word`, `-factor` | a name that nothing has |
/// | `law.unknown-kind`, `-about`, `-family`, `-governs-by`, `-status`, `-jurisdiction` | a word that is not one of the known ones |
/// | `law.count-of-whom`, `law.count-of-nobody`, `law.number-of-whom`, `law.number-without-count` | a count that says too little or too much |
/// | `law.day`, `law.ends-before-start`, `law.no-commencement`, `law.commencement`, `law.unknown-commencement`, `law.straddle` | days in force |
/// | `law.penalty`, `law.punishable-nowhere` | what an offence carries, and who may ask it |
/// | `law.condition-on-framework` | a condition on a term that builds on a framework |
/// | `law.cycle` | a term or a test that builds on itself |
/// | `law.how-tested`, `law.nothing-to-test` | an element with no test or several; a framework with none |
/// | `law.also-without-narrow`, `law.also-without-why` | half of a contested reading |
/// | `law.about-suspect` | something other than an offence is about a suspect |
/// | `law.no-jurisdiction` | nothing says where the text is law |
/// | `law.never-against`, `law.response-as-evidence`, `law.irrelevant-fact-tested` | a fact that this test may not ask for |
/// | `law.reading-under-not` | a contested reading under `not` (rule 5) |
/// | `law.inference-upon-inference` | a broad reading built on another broad reading (W2) |
/// | `law.association-completes-offence`, `law.circumstance-completes-offence` | W4 and W3 |
/// | `law.table-rows`, `law.table-condition`, `law.unknown-row`, `law.unknown-element`, `law.unknown-state` | in the two-framework table |
/// | `law.duplicate-pathway`, `law.unknown-body`, `-pathway`, `-act`, `-change`, `-stage`, `-decision`, `law.long-title`, `law.trigger`, `law.limit`, `law.before-what`, `law.never-met`, `law.never-opened` | in the pathways |
/// | `law.duplicate-question`, `law.unknown-question`, `-outcome`, `law.no-such-reading`, `law.shown-nowhere` | in the open questions |
///
/// - Parameters:
///   - files: paths relative to `Law/`, in any order; worked cases and pages for people are left aside.
///   - contentHash: of the text, for the pack to carry.
public func readLawPack(
  files: [(path: String, bytes: [UInt8])], contentHash: String, report: inout Report
) -> LawPack? {
  var found = Report()
  reportMisplacedLawFiles(files.map(\.path), report: &found)
  let pack = readPlaced(files.sorted { $0.path < $1.path }, contentHash, &found)
  let isSound = !found.hasErrors
  report.merge(found)
  return isSound ? pack : nil
}

/// Reports the files that the law's folder should not hold; `readLawPack` does so too.
///
/// - Parameter paths: relative to `Law/`.
public func reportMisplacedLawFiles(_ paths: [String], report: inout Report) {
  for path in paths {
    let problem: LawProblem
    switch LawFileKind(path: path) {
    case .unexpected: problem = .unexpectedFile
    case .misplacedAct(let folder):
      problem = .unknownFolder(nearest: nearest(to: folder, among: Framework.jurisdictions))
    default: continue
    }
    let start = Location(file: shown(path), position: .start)
    report.add(problem.diagnostic(at: start, context: nil))
  }
}

/// A file's name as diagnostics give it.
private func shown(_ path: String) -> String { "Law/\(path)" }

private func readPlaced(
  _ files: [(path: String, bytes: [UInt8])], _ contentHash: String, _ report: inout Report
) -> LawPack {
  func file(_ kind: LawFileKind) -> (path: String, bytes: [UInt8])? {
    files.first { LawFileKind(path: $0.path) == kind }
  }
  func document(_ kind: LawFileKind, named name: String, holding holds: String) -> Node? {
    guard let file = file(kind) else {
      let place = Location(file: shown(name), position: .start)
      report.add(LawProblem.missingFile(holds: holds).diagnostic(at: place, context: nil))
      return nil
    }
    return readDocument(file.bytes, file: shown(file.path), format: .yaml, report: &report)
  }

  let facts = document(.vocabulary, named: "vocabulary.yaml", holding: "facts")
  let kinds = document(.sourceKinds, named: "source-kinds.yaml", holding: "kinds of source")
  let factors = document(.factors, named: "factors.yaml", holding: "factors")
  let termsNode = document(.terms, named: "terms.yaml", holding: "terms")
  var vocabulary: Vocabulary?
  if let facts, let kinds, let factors {
    vocabulary = readVocabulary(
      vocabulary: facts, sourceKinds: kinds, factors: factors,
      files: (shown("vocabulary.yaml"), shown("source-kinds.yaml"), shown("factors.yaml")),
      report: &report)
  }

  let names = KnownNames(
    vocabulary: vocabulary, terms: termsNode.map(LawReader.termNames(in:)) ?? [])
  var terms: [DraftTerm] = []
  if let termsNode {
    var reader = LawReader(file: shown("terms.yaml"), names: names)
    terms = reader.terms(termsNode)
    report.merge(reader.report)
  }

  var frameworks: [DraftFramework] = []
  for file in files where LawFileKind(path: file.path) == .act {
    guard
      let node = readDocument(file.bytes, file: shown(file.path), format: .yaml, report: &report)
    else { continue }
    var reader = LawReader(file: shown(file.path), names: names)
    frameworks += reader.act(node, path: file.path)
    report.merge(reader.report)
  }
  if frameworks.isEmpty, !report.hasErrors {
    let place = Location(file: "Law", position: .start)
    report.add(LawProblem.noFrameworks.diagnostic(at: place, context: nil))
  }

  var assembly = LawAssembly(
    names: names, termsFile: shown("terms.yaml"), terms: terms, frameworks: frameworks)
  assembly.check()
  report.merge(assembly.report)
  let law = assembly.result

  var twoFrameworks: TwoFrameworkTable?
  if let file = file(.twoFrameworks),
    let node = readDocument(file.bytes, file: shown(file.path), format: .yaml, report: &report)
  {
    var reader = TwoFrameworkReader(
      file: shown(file.path), names: names, frameworks: law.frameworks)
    twoFrameworks = reader.table(node)
    report.merge(reader.report)
  }

  var pathways = PathwayReader(names: names)
  func documents(_ kind: LawFileKind) -> [(path: String, node: Node)] {
    files.filter { LawFileKind(path: $0.path) == kind }.compactMap { file in
      readDocument(file.bytes, file: shown(file.path), format: .yaml, report: &report)
        .map { (file.path, $0) }
    }
  }
  for (path, node) in documents(.bodies) { pathways.readBodies(node, file: shown(path)) }
  for (path, node) in documents(.pathways) {
    pathways.readPathways(node, file: shown(path), path: path)
  }
  let set = pathways.finish(
    opens: frameworks.flatMap { draft in
      draft.opens.map {
        ($0.id, Location(file: draft.file, position: $0.position), draft.framework.id)
      }
    })
  report.merge(pathways.report)

  var openQuestions: [OpenQuestion] = []
  for (path, node) in documents(.openQuestions) {
    var reader = OpenQuestionReader(file: shown(path), names: names, frameworks: law.frameworks)
    openQuestions = reader.questions(node)
    report.merge(reader.report)
  }
  let calendars = documents(.calendar).compactMap { path, node in
    readCalendar(node, file: shown(path), report: &report)
  }
  return LawPack(
    vocabulary: vocabulary
      ?? Vocabulary(facts: [], sourceKinds: [], factors: [], irrelevantReasons: []),
    terms: law.terms, frameworks: law.frameworks, twoFrameworks: twoFrameworks,
    pathways: set, calendars: calendars, openQuestions: openQuestions, contentHash: contentHash)
}
