import Assessment
import CaseRecord
import Diagnostics
import Documents
import EvidenceLogic
import LawPack
import Testing

/// One case in several files.
@Suite struct Rule16Tests {
  static let both: Provision = .analysis("BOTH", ["M": "any: [moved]", "P": "any: [meant]"])

  static func file(_ name: String, agency: String, _ fact: String) -> RecordFile {
    let text = """
      heed: case/1
      id: lane
      title: Lane
      jurisdiction: england-and-wales
      people: [{id: child-1, role: child, born: 1996}]
      sources: [{id: \(name), agency: \(agency), kind: agency-record, made: 2008-05-01}]
      statements: [{fact: \(fact), child: child-1, says: yes, source: \(name)}]
      """
    return RecordFile(name: name, bytes: Array(text.utf8), format: .yaml)
  }

  private func read(_ files: [RecordFile], under law: LawPack) -> [CaseRecord] {
    var report = Report()
    let records = readCaseRecords(files, vocabulary: law.vocabulary, report: &report)
    return report.hasErrors ? [] : records
  }

  @Test func `Rule 16: what no file meets by itself the files of one case meet together`() throws {
    let law = try law(Self.both)
    let police = Self.file("note", agency: "police/a", "moved")
    let school = Self.file("log", agency: "school/b", "meant")
    func state(_ files: [RecordFile]) throws -> State? {
      let record = try #require(read(files, under: law).first)
      return assess(record, under: law, on: day("2026-01-15"))
        .finding("BOTH", about: "child-1")?.state
    }
    #expect(try state([police]) == .notYetEvidenced)
    #expect(try state([school]) == .notYetEvidenced)
    #expect(try state([police, school]) == .evidenced)
    #expect(try state([school, police]) == .evidenced)
  }

  @Test func `Rule 16: the same file twice says it once`() throws {
    let law = try law(Self.both)
    let file = Self.file("note", agency: "police/a", "moved")
    let copy = RecordFile(name: "copy", bytes: file.bytes, format: file.format)
    #expect(read([file, copy], under: law).map(\.statements.count) == [1])
  }

  @Test func `Rule 16: files that differ about one id are an error`() throws {
    let law = try law(Self.both)
    let one = Self.file("note", agency: "police/a", "moved")
    let other = Self.file("note", agency: "school/b", "moved")
    #expect(read([one, other], under: law).isEmpty)
  }
}
