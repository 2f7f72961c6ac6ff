public import Diagnostics
public import Documents
internal import EvidenceLogic

/// Reads the words of records and law from `vocabulary.yaml`, `source-kinds.yaml` and `factors.yaml`.
///
/// Strict: every problem of the three files goes into `report`. A row with a problem is kept as far as it could be read, so
/// that one mistake does not make every use of its name another; look at `report.hasErrors` before anything is decided
/// with the result.
///
/// Codes, besides those of shape, `documents.…`:
///
/// | code | means |
/// |---|---|
/// | `vocabulary.format` | the `heed:` line names another format |
/// | `vocabulary.name` | a name is not in small letters with hyphens |
/// | `vocabulary.forbidden` | a name speaks of ethnicity, nationality, religion or immigration status |
/// | `vocabulary.duplicate` | a fact, word, kind, factor or code is there twice |
/// | `vocabulary.unknown-fact` | `implies`, `denies`, `counted-from` or `facts` names no fact |
/// | `vocabulary.unknown-class` | not one of F0 to F7 |
/// | `vocabulary.reserved-role` | a role has the name of something that every fact has |
/// | `vocabulary.implies-itself` | implications run in a ring |
/// | `vocabulary.implies-other-kind` | a number implies what is not a number, or the other way about |
/// | `vocabulary.denies-no-number` | what is denied is not a number |
/// | `vocabulary.counted-from` | something other than a number is counted from other facts |
///
/// - Parameter files: the names to show for the three, in the order of the nodes.
/// - Returns: nil if no fact could be read at all.
public func readVocabulary(
  vocabulary: Node, sourceKinds: Node, factors: Node, files: (String, String, String),
  report: inout Report
) -> Vocabulary? {
  var factReader = VocabularyReader(file: files.0)
  var kindReader = VocabularyReader(file: files.1)
  var factorReader = VocabularyReader(file: files.2)
  let facts = factReader.facts(vocabulary)
  let kinds = kindReader.sourceKinds(sourceKinds)
  let draft = factorReader.factors(factors)
  let result = Vocabulary(
    facts: facts.map(\.fact), sourceKinds: kinds, factors: draft.factors,
    irrelevantReasons: draft.irrelevant)
  if !facts.isEmpty {
    factReader.check(facts, in: result)
    for named in draft.facts { factorReader.checkFact(named, in: result) }
  }
  for reader in [factReader, kindReader, factorReader] { report.merge(reader.report) }
  return facts.isEmpty ? nil : result
}
