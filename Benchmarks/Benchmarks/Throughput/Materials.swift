import Assessment
import CaseRecord
import CivilTime
import Diagnostics
import Documents
import Foundation
import LawLibrary
import LawPack

/// What is measured on: the law of this project and its published records, read once.
struct Materials {
  /// A record in both forms and as it was read.
  struct Sample {
    let yaml: RecordFile
    let json: RecordFile
    let record: CaseRecord
  }

  enum Failure: Error {
    case unreadable(String)
    case formsDiffer(String)
    case noDay
  }

  let lawFolder: String
  /// Holds the compiled law for as long as the measurement runs.
  let cache: String
  let law: LawPack
  /// What loading the compiled law reads: the text of every file of the law, and the compiled form.
  let bytesOfLaw: [UInt8]
  let published: [Sample]
  let small: Sample
  let large: Sample
  private let day: CivilDate
  private let options: RecordReading.Options
  private let lawFiles: Int
  private let bytesOfText: Int

  /// - Parameter isQuick: takes two records for all of them. The library keeps no times of what takes two seconds a round, as all may on a
  ///   busy machine.
  init(isQuick: Bool) throws {
    // The folder of the project, four levels above this file.
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent()
    }
    lawFolder = root.appending(path: "Law").path
    cache =
      FileManager.default.temporaryDirectory
      .appending(path: "heed-benchmark-\(getuid())").path
    // A day of the decision, so that the answer is the same on every day.
    guard let day = CivilDate("2026-01-15") else { throw Failure.noDay }
    self.day = day

    // Read twice, so that the compiled form is there from the first measurement on.
    _ = try LawLibrary(at: lawFolder).load(cache: .folder(cache))
    law = try LawLibrary(at: lawFolder).load(cache: .folder(cache)).0
    let paths = try FileManager.default.subpathsOfDirectory(atPath: lawFolder)
      .filter { LawFileKind(path: $0).isLaw }
    let text = try paths.sorted().flatMap { try Materials.bytes("\(root.path)/Law/\($0)") }
    lawFiles = paths.count
    bytesOfText = text.count
    bytesOfLaw = text + law.compiled()

    options = RecordReading.Options(frameworks: law.frameworks.map(\.id))
    let folder = root.appending(path: "Cases/published").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".case.yaml") }.sorted()
    var published: [Sample] = []
    for name in names {
      published.append(
        try Materials.sample(
          name, bytes: Materials.bytes("\(folder)/\(name)"), law: law, options: options))
    }
    func named(_ name: String) throws -> Sample {
      guard let found = published.first(where: { $0.yaml.name == name }) else {
        throw Failure.unreadable(name)
      }
      return found
    }
    small = try named("walsall-op-satchel-2023.case.yaml")
    large = try named("oxford-op-bullfinch-2013.case.yaml")
    self.published = isQuick ? [small, large] : published
  }

  func read(_ file: RecordFile) -> CaseRecord? {
    Materials.read(file, law: law, options: options)
  }

  func assessment(of record: CaseRecord) -> Assessment {
    assess(record, under: law, on: day)
  }

  /// How much there is of everything, a name and a number to a line.
  var sizes: String {
    let all = published.map { assessment(of: $0.record) }
    let numbers: [(String, Int)] = [
      ("law-files", lawFiles), ("law-text-bytes", bytesOfText),
      ("law-compiled-bytes", bytesOfLaw.count - bytesOfText),
      ("frameworks", law.frameworks.count), ("records", published.count),
      ("all-findings", all.reduce(0) { $0 + $1.findings.count }),
      ("all-yaml-bytes", published.reduce(0) { $0 + $1.yaml.bytes.count }),
    ]
    let samples = [("small", small), ("large", large)].flatMap { name, sample in
      let assessment = assessment(of: sample.record)
      return [
        ("\(name)-yaml-bytes", sample.yaml.bytes.count),
        ("\(name)-json-bytes", sample.json.bytes.count),
        ("\(name)-statements", sample.record.statements.count),
        ("\(name)-findings", assessment.findings.count),
        ("\(name)-answer-bytes", assessment.json.text.utf8.count),
      ]
    }
    return (numbers + samples).map { "\($0.0) \($0.1)\n" }.joined()
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure.unreadable(path)
    }
    return Array(data)
  }

  private static func read(
    _ file: RecordFile, law: LawPack, options: RecordReading.Options
  ) -> CaseRecord? {
    var report = Report()
    return readCaseRecords(
      [file], vocabulary: law.vocabulary, options: options, report: &report
    ).first
  }

  /// Both forms must be the same record, or the comparison would mean nothing.
  private static func sample(
    _ name: String, bytes: [UInt8], law: LawPack, options: RecordReading.Options
  ) throws -> Sample {
    let yaml = RecordFile(name: name, bytes: bytes, format: .yaml)
    var report = Report()
    guard
      let record = read(yaml, law: law, options: options),
      let node = readDocument(bytes, file: name, format: .yaml, limits: nil, report: &report)
    else { throw Failure.unreadable(name) }
    let json = RecordFile(
      name: name, bytes: Array(jsonForm(of: node).prettyText.utf8), format: .json)
    guard read(json, law: law, options: options) == record else { throw Failure.formsDiffer(name) }
    return Sample(yaml: yaml, json: json, record: record)
  }
}
