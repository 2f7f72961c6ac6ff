import Assessment
import CaseRecord
import CivilTime
import Diagnostics
import Documents
import Foundation
import Language
import LawPack
import Testing

@testable import ReferralSheet

/// The law, the form and the invented case that come with Heed.
enum RiverLane {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  static func text(_ path: String) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: root.appending(path: path).path) else {
      preconditionFailure("\(path) is not there")
    }
    return [UInt8](data)
  }

  /// The vocabulary and one framework: a sheet asks none, and no law is without.
  static let law: LawPack = {
    let act = """
      act: Example Act 2005
      cite: 2005 c. 1
      read: https://example.org/act
      jurisdiction: england-and-wales
      frameworks:
        - id: EXAMPLE-1
          title: Taking a child
          kind: offence
          about: child
          governs-by: conduct
          in-force: {from: 2005-01-01, cite: SI 2005/1 art 2, status: verified}
          status: verified
          test: {all: [{element: A1, says: Travel, cite: s 1(1), any: [moved]}]}
      """
    let small = [("terms.yaml", "heed: terms/1\nterms: []\n"), ("england-and-wales/act.yaml", act)]
    var report = Report()
    let law = readLawPack(
      files: ["vocabulary.yaml", "source-kinds.yaml", "factors.yaml"].map {
        (path: $0, bytes: text("Law/\($0)"))
      }
        + small.map { (path: $0.0, bytes: Array($0.1.utf8)) }, contentHash: "example",
      report: &report)
    guard let law, !report.hasErrors else { preconditionFailure(described(report)) }
    return law
  }()

  static let form: ReferralForm = {
    var report = Report()
    guard let form = read(text("Law/nrm-form.yaml"), &report) else {
      preconditionFailure(described(report))
    }
    return form
  }()

  static let language: LanguageRules = {
    var report = Report()
    guard
      let node = readDocument(
        text("Law/language.yaml"), file: "language.yaml", format: .yaml, report: &report),
      let changes = readLanguage(node, file: "language.yaml", report: &report)
    else { preconditionFailure(described(report)) }
    return changes.added
  }()

  static func read(_ bytes: [UInt8], _ report: inout Report) -> ReferralForm? {
    guard let node = readDocument(bytes, file: "nrm-form.yaml", format: .yaml, report: &report)
    else {
      return nil
    }
    return readReferralForm(
      node, file: "nrm-form.yaml", vocabulary: law.vocabulary, report: &report)
  }

  static func described(_ report: Report) -> String {
    report.diagnostics.map { "\($0.location): \($0.message) [\($0.code)] \($0.help)" }
      .joined(separator: "\n")
  }

  static func assessment(
    _ text: [UInt8], on day: String = "2009-07-01", known: String? = nil
  ) throws -> Assessment {
    var report = Report()
    let records = readCaseRecords(
      [RecordFile(name: "case.yaml", bytes: text, format: .yaml)], vocabulary: law.vocabulary,
      report: &report)
    let record = try #require(records.first, "\(described(report))")
    try #require(!report.hasErrors, "\(described(report))")
    return assess(
      record, under: law, on: try #require(CivilDate(day)), known: known.flatMap { CivilDate($0) })
  }

  /// The sheet of a child of River Lane.
  static func sheet(
    _ child: String = "child-1", on day: String = "2009-07-01", known: String? = nil
  ) throws -> ReferralSheet {
    try referralSheet(
      for: child,
      of: assessment(text("Cases/fictional/river-lane.case.yaml"), on: day, known: known),
      form: form)
  }

  /// The sheet of the first child of a small record, of which only some headings are given.
  static func small(
    people: [String] = ["{id: child-1, role: child, born: 2010-05-04}"], places: [String] = [],
    sources: [String] = [], statements: [String] = [], responses: [String] = [],
    on day: String = "2024-03-14"
  ) throws -> ReferralSheet {
    func part(_ heading: String, _ lines: [String]) -> String {
      lines.isEmpty ? "" : "\(heading):\n" + lines.map { "  - \($0)\n" }.joined()
    }
    let note =
      "{id: note, agency: education/example-school, kind: agency-record, made: 2024-01-02, held: 2024-01-02}"
    let other =
      "{id: other-note, agency: health/example, kind: agency-record, made: 2024-01-03, held: 2024-01-03}"
    let yaml =
      "heed: case/1\nid: small\ntitle: Small (fictional)\njurisdiction: england-and-wales\n"
      + part(
        "people", people + ["{id: suspect-1, role: suspect}", "{id: suspect-2, role: suspect}"])
      + part("places", places) + part("sources", [note, other] + sources)
      + part("statements", statements) + part("responses", responses)
    return try referralSheet(
      for: "child-1", of: assessment(Array(yaml.utf8), on: day), form: form)
  }

  /// A sheet written and read back.
  static func readBack(_ json: String, _ report: inout Report) -> ReferralSheet? {
    guard
      let node = readDocument(Array(json.utf8), file: "nrm.json", format: .json, report: &report)
    else { return nil }
    return readReferralSheet(node, file: "nrm.json", form: form, report: &report)
  }

  static func readBack(_ json: String) -> (sheet: ReferralSheet?, codes: [String]) {
    var report = Report()
    let sheet = readBack(json, &report)
    return (sheet, report.diagnostics.map(\.code))
  }
}
