import Characteristics
import Counting
import Diagnostics
import Documents
import Foundation
import Statistics
import Testing

/// Reads `Documentation/count.md`.
struct DocumentedCountTests {
  private func blocks(_ kind: String) throws -> [String] {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation/count.md")
    let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```")
    return parts.enumerated().compactMap { index, part in
      index % 2 == 1 && part.hasPrefix(kind + "\n") ? String(part.dropFirst(kind.count + 1)) : nil
    }
  }

  @Test func `The answers of the page are those of its table`() throws {
    var report = Report()
    let table = try #require(try blocks("csv").first)
    let figures = try FigureSet(
      readCounts(Array(table.utf8), file: "published.csv", report: &report))
    #expect(report.isEmpty)
    let answers = try blocks("text")
    #expect(answers.count == 2)
    for answer in answers {
      let lines = answer.split(separator: "\n").map(String.init)
      let claim = try Claim(String(lines[0].dropFirst("Claim: ".count).dropLast()))
      #expect(Array(figures.answer(claim).sentences.prefix(2)) == lines)
    }
  }

  @Test func `The file of characteristics on the page is read without a problem`() throws {
    var report = Report()
    let yaml = try #require(try blocks("yaml").first)
    let found = readCharacteristics(
      [(name: "recorded.yaml", bytes: Array(yaml.utf8), format: .yaml)], report: &report)
    #expect(report.isEmpty)
    #expect(found?["river-lane", "suspect-1"].count == 2)
  }
}
