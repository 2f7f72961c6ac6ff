import Assessment
import CaseRecord
import CivilTime
import Diagnostics
import Foundation
import LawPack
import Reports
import Testing

/// The pages of the fictional case that all of the documentation uses, under the law of this project.
struct RealCaseTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func law() throws -> LawPack {
    let folder = root.appendingPathComponent("Law").resolvingSymlinksInPath()
    let names = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap {
      $0 as? String
    }
    let files = try names.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".cases.yaml") }.sorted()
      .map {
        (path: $0, bytes: [UInt8](try Data(contentsOf: folder.appendingPathComponent($0))))
      }
    var report = Report()
    let pack = readLawPack(files: files, contentHash: "real", report: &report)
    guard let pack else { throw Unreadable(report) }
    return pack
  }

  private static func riverLane() throws -> Assessment {
    let text = try String(
      contentsOf: root.appendingPathComponent("Cases/fictional/river-lane.case.yaml"),
      encoding: .utf8)
    return try SmallCase.assessment(text, law: law())
  }

  @Test func `The table has its seven rows, and exactly the four corrections`() throws {
    let table = try #require(try RealCaseTests.law().twoFrameworks)
    #expect(table.rows.map(\.name) == TwoFrameworkTable.RowName.allCases)
    let corrections = table.rows.flatMap { $0.left.corrections + $0.right.corrections }.map(\.id)
    #expect(corrections == ["R2R.3", "R4L.4", "R4R.2", "R4R.3"])
    #expect(table.together.map(\.id).sorted() == (1...8).map { "X\($0)" })
  }

  @Test func `River Lane stands in both columns on the law of its day`() throws {
    let page = flowing(report(assess: try RealCaseTests.riverLane(), layout: Layout(width: 60)))
    #expect(page.contains("child-1, aged 12 on the first recorded day of harm"))
    #expect(page.contains("● evidenced: GB-HO2020"))
    #expect(page.contains("● evidenced: SOA2003-58"))
    #expect(page.contains("NEVER CONSIDERED: no referral and no answer in 3 recorded responses"))
    #expect(page.contains("◐ arguable: OCG-SCA45"))
    #expect(page.contains("→ Both columns at once, on the law of the day."))
  }

  @Test func `River Lane was known for 912 days before anyone acted`() throws {
    let page = flowing(report(knew: try RealCaseTests.riverLane(), layout: Layout(width: 140)))
    #expect(page.contains("Together they knew 912 days before anyone acted: from 3 November 2008"))
  }

  @Test func `No page of River Lane is wider than it may be`() throws {
    let assessment = try RealCaseTests.riverLane()
    for width in [60, 79, 80, 100, 140] {
      let layout = Layout(width: width, showsAll: true)
      let pages =
        [
          report(assess: assessment, layout: layout), report(ask: assessment, layout: layout),
          report(knew: assessment, layout: layout),
        ]
        + ["SOA2003-58", "OCG-SCA45", "SI2022-877", "GB-HO2020"].map {
          report(explain: $0, assessment, layout: layout)
        }
      for line in pages.joined().split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    }
  }
}
