import Assessment
import CaseRecord
import CivilTime
import Diagnostics
import Documents
import EvidenceLogic
import LawPack
import Testing

/// A record in YAML. Statements alone are enough: whoever is named is declared, and what names no source is an agency record of no known day.
func record(
  _ text: String, under law: LawPack, jurisdiction: String = "england-and-wales"
) throws -> CaseRecord {
  var report = Report()
  let file = RecordFile(name: "record.yaml", bytes: Array(text.utf8), format: .yaml)
  let records = readCaseRecords(
    [file], vocabulary: law.vocabulary, options: .workedCase(jurisdiction: jurisdiction),
    report: &report)
  guard let record = records.first, !report.hasErrors else { throw Unreadable(report, text: text) }
  return record
}

/// A day, written as in a record.
func day(_ text: String) -> CivilDate {
  guard let day = CivilDate(text) else { preconditionFailure("no such day: \(text)") }
  return day
}

extension LawPack {
  func assessment(
    of text: String, on decision: String = "2026-01-15", known: String? = nil,
    threshold: SourceClass = .f1, jurisdiction: String = "england-and-wales"
  ) throws -> Assessment {
    assess(
      try record(text, under: self, jurisdiction: jurisdiction), under: self, on: day(decision),
      known: known.map(day), threshold: threshold)
  }

  /// The answer to one framework on a record of these statements, each one flow YAML without its braces.
  func finding(
    _ framework: String, about: String = "child-1", _ statements: String..., with rest: String = "",
    on decision: String = "2026-01-15", known: String? = nil, threshold: SourceClass = .f1,
    jurisdiction: String = "england-and-wales"
  ) throws -> Finding {
    let text = recordText(statements, rest)
    let assessment = try assessment(
      of: text, on: decision, known: known, threshold: threshold, jurisdiction: jurisdiction)
    return try #require(assessment.finding(framework, about: about))
  }

  /// The state of one framework on a record of these statements.
  func state(
    _ framework: String, about: String = "child-1", _ statements: String..., with rest: String = "",
    on decision: String = "2026-01-15", known: String? = nil
  ) throws -> State {
    let assessment = try assessment(of: recordText(statements, rest), on: decision, known: known)
    return try #require(assessment.finding(framework, about: about)).state
  }
}

/// A record of these statements; where none says whom it is about, of one child who is not mentioned.
func recordText(_ statements: [String], _ rest: String) -> String {
  let people =
    rest.contains("people:") || statements.contains { $0.contains("child-1") }
    ? "" : "people: [{id: child-1, role: child}]\n"
  return rest + "\n" + people + "statements:\n"
    + statements.map { "  - {\($0)}\n" }.joined()
    + (statements.isEmpty ? "  []\n" : "")
}

extension Finding {
  func element(_ id: String) -> ElementFinding? { elements.first { $0.element.id == id } }

  func suspect(_ id: String) -> State? { suspects.first { $0.id == id }?.state }

  /// The labels of the missing sets of a reading.
  func missingLabels(_ reading: Reading) -> [[String]]? {
    missing[reading]?.sets.map { $0.map(\.label) }
  }

  /// The first day of all together, or of one body, as text.
  func known(to agency: String? = nil) -> String? {
    guard let knownSince else { return nil }
    guard let agency else { return knownSince.together?.day.description }
    return knownSince.agencies.first { $0.agency == agency }?.day?.day.description
  }
}
