import CaseRecord
import Diagnostics
import Documents
import Foundation
import HeedTesting
import Testing
import Vocabulary

/// The files of the project itself, read as a person would read them.
struct PublishedCaseTests {
  private static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The records of a folder of `Cases/`, by name.
  private static func files(_ folder: String) throws -> [RecordFile] {
    let url = project.appendingPathComponent("Cases").appendingPathComponent(folder)
    return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
      .filter { $0.hasSuffix(".case.yaml") }
      .map { name in
        let bytes = try Array(Data(contentsOf: url.appendingPathComponent(name)))
        return RecordFile(name: name, bytes: bytes, format: .yaml)
      }
  }

  private static func vocabulary() throws -> Vocabulary {
    var report = Report()
    func node(_ name: String) throws -> Node {
      let url = project.appendingPathComponent("Law").appendingPathComponent(name)
      let bytes = try Array(Data(contentsOf: url))
      return try #require(
        readDocument(bytes, file: "Law/\(name)", format: .yaml, report: &report))
    }
    let vocabulary = readVocabulary(
      vocabulary: try node("vocabulary.yaml"), sourceKinds: try node("source-kinds.yaml"),
      factors: try node("factors.yaml"),
      files: ("Law/vocabulary.yaml", "Law/source-kinds.yaml", "Law/factors.yaml"), report: &report)
    #expect(report.diagnostics == [])
    return try #require(vocabulary)
  }

  @Test func `The vocabulary of the law is right`() throws {
    let vocabulary = try Self.vocabulary()
    #expect(vocabulary.facts.count > 100)
    #expect(vocabulary.factsImplied(by: "under-13") == ["under-13", "under-16", "under-18"])
    #expect(vocabulary[fact: "moved"]?.roles["crosses"]?.contains("country") == true)
  }

  @Test func `All fifteen published cases are right, as found and as before the verdict`() throws {
    let files = try Self.files("published")
    var report = Report()
    let records = readCaseRecords(files, vocabulary: try Self.vocabulary(), report: &report)
    #expect(report.diagnostics == [])
    #expect(records.count == 30)
    #expect(records.count { $0.id.hasSuffix("-before") } == 15)
    for record in records {
      #expect(!record.statements.isEmpty)
      let unnamed = record.people.filter { !$0.isPooled }
      #expect(unnamed.isEmpty, "published cases name nobody: \(record.id)")
    }
  }

  @Test func `The fictional cases are right`() throws {
    let files = try Self.files("fictional")
    var report = Report()
    let records = readCaseRecords(files, vocabulary: try Self.vocabulary(), report: &report)
    #expect(report.diagnostics.filter { $0.severity == .error } == [])
    #expect(records.count == files.count)
  }

  @Test func `A damaged record is refused or read, and never stops the program`() throws {
    let files = try Self.files("published")
    let vocabulary = try Self.vocabulary()
    try forAll(count: 150, seed: 16) { random in
      var file = files[random.below(files.count)]
      for _ in 0...random.below(4) {
        let at = random.below(file.bytes.count)
        switch random.below(4) {
        case 0: file.bytes[at] = UInt8(random.below(256))
        case 1: file.bytes.remove(at: at)
        case 2: file.bytes.insert(Array("[{:,'-#&".utf8)[random.below(8)], at: at)
        default: file.bytes.removeLast(random.below(200))
        }
      }
      var report = Report()
      let records = readCaseRecords([file], vocabulary: vocabulary, report: &report)
      try #require(records.isEmpty == report.hasErrors)
    }
  }
}
