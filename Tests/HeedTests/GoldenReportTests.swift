import Assessment
import Foundation
import LawPack
import Reports
import Testing

/// Every published case, whole, as a person reads it and as a program does. Whoever changes an answer owns the difference.
@Suite(.timeLimit(.minutes(20)))
struct GoldenReportTests {
  @Test func `There are fifteen cases, each as found and as before the verdict`() {
    let plain = PublishedCases.names.filter { !$0.hasSuffix("-before") }
    #expect(plain.count == 15)
    #expect(Set(PublishedCases.names) == Set(plain + plain.map { "\($0)-before" }))
  }

  @Test func `Nothing else is recorded`() {
    let recorded = Project.names(in: "Tests/Goldens", ending: "")
    let expected =
      PublishedCases.names.flatMap { ["\($0).json", "\($0).txt"] }
      + RiverLanePage.allCases.flatMap { [$0.file(.text), $0.file(.json)] }
    #expect(Set(recorded) == Set(expected))
  }

  @Test(arguments: PublishedCases.names)
  func `The report of a published case is the one recorded`(_ name: String) async throws {
    let assessment = try await PublishedCases.shared.assessment(of: name)
    let layout = Layout(width: 100, showsAll: true)
    try compare(report(assess: assessment, layout: layout), with: "\(name).txt")
  }

  @Test(arguments: PublishedCases.names)
  func `The JSON of a published case is the one recorded`(_ name: String) async throws {
    let assessment = try await PublishedCases.shared.assessment(of: name)
    // The hash changes with every word of the law, whether or not an answer does.
    let text = assessment.json.prettyText.replacingOccurrences(
      of: assessment.law.contentHash, with: "the law")
    try compare(text, with: "\(name).json")
  }

  @Test(arguments: RiverLanePage.allCases)
  func `A page of the fictional case is the one recorded`(_ page: RiverLanePage) async throws {
    for format in RiverLanePage.Format.allCases {
      let run = try await Heed.run(page.arguments(format))
      #expect(run.status == 0)
      #expect(run.errors == "")
      let text = run.output.replacingOccurrences(
        of: try Project.law.get().contentHash, with: "the law")
      try compare(text, with: page.file(format))
    }
  }

  private func compare(_ found: String, with name: String) throws {
    let found = found.hasSuffix("\n") ? found : found + "\n"
    let url = Project.url("Tests/Goldens/\(name)")
    let recorded = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    guard let difference = firstDifference(recorded, found) else { return }
    if Recording.isOn {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try found.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("Tests/Goldens/\(name): \(Recording.notice)")
    } else {
      Issue.record("Tests/Goldens/\(name), \(difference)\n\(Recording.advice)")
    }
  }
}

/// The pages of the fictional case that follow from its answers.
enum RiverLanePage: String, CaseIterable, CustomTestStringConvertible {
  case considered, duties, impact, compare, since, language, nrm, chronology

  enum Format: String, CaseIterable { case text, json }

  var testDescription: String { rawValue }

  func file(_ format: Format) -> String {
    "river-lane-\(rawValue).\(format == .text ? "txt" : "json")"
  }

  func arguments(_ format: Format) -> [String] {
    let days = ["--on", "2026-01-15"]
    let command: [String] =
      switch self {
      case .since: ["assess", riverLane, "--since", "2015-01-01"] + days
      case .language: ["language", riverLane]
      case .nrm: ["nrm", riverLane, "child-1"] + days
      case .chronology: ["chronology", riverLane, "--child", "child-1", "--known", "2014-12-31"]
      default: [rawValue, riverLane] + days
      }
    return command + ["--format", format.rawValue, "--width", "100"]
  }
}
