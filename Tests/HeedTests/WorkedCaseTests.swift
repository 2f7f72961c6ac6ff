import CaseRecord
import Diagnostics
import Documents
import LawLibrary
import LawPack
import Testing
import WorkedCases

/// The law's own tests: the cases that stand beside each Act.
struct WorkedCaseTests {
  /// A file of worked cases, named for the list of tests.
  struct Named: Sendable, CustomTestStringConvertible {
    var file: LawLibrary.CaseFile
    var testDescription: String { file.path }
  }

  private static let files = ((try? Project.library.get().caseFiles()) ?? []).map(Named.init)

  private static func read(_ file: LawLibrary.CaseFile, _ law: LawPack) throws -> [WorkedCase] {
    var report = Report()
    let examples = try Project.library.get().exampleRecords().map {
      RecordFile(name: "Cases/fictional/\($0.path)", bytes: $0.bytes, format: .yaml)
    }
    let records = readCaseRecords(examples, vocabulary: law.vocabulary, report: &report)
    let isPlace =
      CaseRecord.jurisdictions.contains(file.folder) && file.folder != "international"
    let cases = readWorkedCases(
      file.bytes, file: "Law/\(file.path)", law: law,
      records: Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0) }),
      jurisdiction: isPlace ? file.folder : "england-and-wales", report: &report)
    for problem in report.diagnostics { Issue.record("\(render(problem, source: nil))") }
    return cases
  }

  @Test(.timeLimit(.minutes(20)), arguments: files)
  func `Every answer comes out as the case says`(_ named: Named) throws {
    let law = try Project.law.get()
    let cases = try Self.read(named.file, law)
    #expect(!cases.isEmpty, "a file without a case proves nothing")
    for worked in cases {
      #expect(!worked.expectations.isEmpty, "\(worked.name)")
      for failure in worked.run(under: law) {
        let place = failure.expectation.location
        Issue.record(
          """
          \(place.file):\(place.position.line): \(worked.name)
          \(failure.question): expected \(failure.expected), found \(failure.found)
          """)
      }
    }
  }

  @Test func `Every act has its worked cases, and every element is named by one`() throws {
    let law = try Project.law.get()
    let cases = try Self.files.flatMap { try Self.read($0.file, law) }
    #expect(cases.count > 100)
    #expect(law.elementsWithoutCase(in: cases) == [])
  }

  @Test(.timeLimit(.minutes(10)))
  func `The worked cases beside an act see a day moved by one and an element left out`() throws {
    let law = try Project.law.get()
    let framework = try #require(law[framework: "SOA2003-59A"])
    let all = try Self.files.filter { $0.file.path.contains("sexual-offences-act-2003.cases") }
      .flatMap { try Self.read($0.file, law) }
    let cases = law.cases(on: framework.id, among: all)
    #expect(!cases.isEmpty && cases.count < all.count)
    let slips = law.mutants(of: framework).filter {
      $0.what.hasPrefix("in force") || $0.what.hasPrefix("the test")
    }
    #expect(slips.count == 8)
    for slip in slips { #expect(slip.isSeen(by: cases, under: law), "\(slip.what)") }
  }

  @Test func `Every kind of slip is made, and none leaves the law as it was`() throws {
    let law = try Project.law.get()
    let slips = law.frameworks.flatMap { law.mutants(of: $0).map(\.what) }
    for kind in [
      "any for all", "all for any", "left out", "without", "child under", "whatever the age",
      "at least", "since", "a day earlier", "a day later", "turned round", "same person",
    ] {
      #expect(slips.contains { $0.contains(kind) }, "\(kind)")
    }
    #expect(slips.count > 2000)
  }
}
