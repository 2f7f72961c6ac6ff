import Assessment
import BulkAudit
import CaseRecord
import CivilTime
import Diagnostics
import LawLibrary
import LawPack
import Testing
import WorkedCases

/// Asked together, the published cases and the worked cases of the law get the answers that each gets alone.
@Suite struct BulkAnswerTests {
  private static let law = Result { BulkLaw(try Project.law.get(), on: PublishedCases.day) }

  @Test func `Every published case is answered together as alone`() async throws {
    let law = try Self.law.get()
    var alone: [Assessment] = []
    for name in PublishedCases.names {
      alone.append(try await PublishedCases.shared.assessment(of: name))
    }
    let together = law.answers(to: alone.map(\.record))
    try #require(together.count == alone.count && alone.count > 25)
    for (assessment, answers) in zip(alone, together) {
      #expect(
        Self.brief(assessment) == Self.brief(answers, assessment, law), "\(assessment.record.id)")
    }
  }

  @Test func `Every worked case is answered together as alone`() throws {
    let law = try Self.law.get()
    let library = try Project.library.get()
    var report = Report()
    let examples = try library.exampleRecords().map {
      RecordFile(name: "Cases/fictional/\($0.path)", bytes: $0.bytes, format: .yaml)
    }
    let records = readCaseRecords(examples, vocabulary: law.law.vocabulary, report: &report)
    let byID = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0) })
    let cases = try library.caseFiles().flatMap { file in
      let isPlace =
        CaseRecord.jurisdictions.contains(file.folder) && file.folder != "international"
      return readWorkedCases(
        file.bytes, file: "Law/\(file.path)", law: law.law, records: byID,
        jurisdiction: isPlace ? file.folder : "england-and-wales", report: &report)
    }
    try #require(!report.hasErrors && cases.count > 2000)
    let days = Dictionary(grouping: cases) { "\($0.on) \($0.known, default: "-")" }
    for (_, cases) in days.sorted(by: { $0.key < $1.key }) {
      let law = law.on(cases[0].on)
      let together = law.answers(to: cases.map(\.record), known: cases[0].known)
      for (worked, answers) in zip(cases, together) {
        // What the worked case asks is enough: every framework of every case would be asked hundreds of thousands of times.
        let asked = Set(worked.expectations.map(\.framework))
        let assessment = assess(
          worked.record, under: law.law, on: worked.on, known: worked.known, only: asked)
        let chosen = answers.filter { asked.contains(law.law.frameworks[$0.framework].id) }
        try #require(
          Self.brief(assessment) == Self.brief(chosen, assessment, law), "\(worked.place)")
      }
    }
  }

  private static func brief(_ assessment: Assessment) -> [String] {
    assessment.findings.map { finding in
      """
      \(finding.framework.id) \(finding.about) \(finding.state) \(finding.narrow) \(finding.broad) \
      \(finding.dates?.certainState, default: "-") \(finding.marks.isComparison) \
      \(finding.considered == .never)
      """
    }
  }

  private static func brief(_ answers: [BulkAnswer], _ assessment: Assessment, _ law: BulkLaw)
    -> [String]
  {
    let children = assessment.children.map(\.id)
    return answers.map { answer in
      """
      \(law.law.frameworks[answer.framework].id) \(answer.child.map { children[$0] } ?? Assessment.group) \
      \(answer.state) \(answer.narrow) \(answer.broad) \(answer.certainState, default: "-") \
      \(answer.isComparison) \(answer.wasNeverConsidered)
      """
    }
  }
}
