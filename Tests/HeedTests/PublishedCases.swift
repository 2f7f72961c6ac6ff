import Assessment
import CaseRecord
import CivilTime
import Diagnostics
import Documents
import Foundation
import LawPack

/// The published cases under the law of this project, each assessed once for all of these tests.
actor PublishedCases {
  static let shared = PublishedCases()

  /// The day whose law governs decisions in everything that is recorded.
  static let day = CivilDate("2026-01-15")!

  /// Every record, such as `aylesbury-2015` and `aylesbury-2015-before`.
  static let names = Project.names(in: "Cases/published", ending: ".case.yaml").map {
    String($0.dropLast(".case.yaml".count))
  }

  struct Unreadable: Error {
    var problems: [String]
  }

  private var begun: [String: Task<Assessment, any Error>] = [:]

  func assessment(of name: String) async throws -> Assessment {
    let task = begun[name] ?? Task { try Self.assessed(name) }
    begun[name] = task
    return try await task.value
  }

  private static func assessed(_ name: String) throws -> Assessment {
    let law = try Project.law.get()
    let path = "Cases/published/\(name).case.yaml"
    let bytes = try [UInt8](Data(contentsOf: Project.url(path)))
    var report = Report()
    let records = readCaseRecords(
      [RecordFile(name: path, bytes: bytes, format: .yaml)], vocabulary: law.vocabulary,
      options: RecordReading.Options(frameworks: law.frameworks.map(\.id)), report: &report)
    guard let record = records.first, !report.hasErrors else {
      throw Unreadable(problems: report.diagnostics.map { render($0, source: nil) })
    }
    return assess(record, under: law, on: day)
  }
}
