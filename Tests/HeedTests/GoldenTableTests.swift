import Assessment
import EvidenceLogic
import Foundation
import LawPack
import Testing

/// `Documentation/published-cases.md`: the table is what Heed says, and the page argues exactly the rows that differ.
@Suite(.timeLimit(.minutes(20)))
struct GoldenTableTests {
  private static let page = "Documentation/published-cases.md"
  private static let marks = ("<!-- table -->", "<!-- end of table -->")

  /// One case and family.
  private struct Row {
    var name: String
    var family: Family
    var expected: Expected
    var answer: [Finding]

    var title: String { "\(name): \(family.name)" }
    var agrees: Bool { expected.agrees(with: answer) }

    var text: String {
      var ids: [String] = []
      for finding in answer {
        let weakest = finding.weakest?.name.map { " (\($0))" } ?? ""
        let id = finding.framework.id + weakest
        if !ids.contains(id) { ids.append(id) }
      }
      let cells = [
        family.name, expected.rawValue, answer.first?.state.rawValue ?? "no answer",
        ids.joined(separator: ", "), agrees ? "yes" : "**no**",
      ]
      return "| \(cells.joined(separator: " | ")) |"
    }
  }

  private static func rows(suffix: String = "") async throws -> [Row] {
    var rows: [Row] = []
    for (name, families) in try Expected.read() {
      let assessment = try await PublishedCases.shared.assessment(of: name + suffix)
      for family in Family.all {
        let expected = try #require(families[family.name], "\(name): \(family.name)")
        let answer = family.answer(in: assessment)
        rows.append(Row(name: name, family: family, expected: expected, answer: answer))
      }
    }
    return rows
  }

  private static func table(_ rows: [Row]) -> String {
    var lines: [String] = []
    var name = ""
    for row in rows {
      if row.name != name {
        name = row.name
        lines += ["", "### \(name)", ""]
        lines += ["| Family | Expected | Heed | Framework | Agrees |", "|---|---|---|---|---|"]
      }
      lines.append(row.text)
    }
    let agreeing = rows.count { $0.agrees }
    lines += ["", "\(rows.count) rows: \(agreeing) agree, \(rows.count - agreeing) differ."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The headings `### case: family` under which a row that differs is argued.
  private static func argued(_ text: String) -> Set<String> {
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("### ") && $0.contains(": ") }
    return Set(headings.map { String($0.dropFirst(4)) })
  }

  @Test func `The rows that differ are exactly those that the page argues`() async throws {
    let differing = try await Self.rows().filter { !$0.agrees }.map(\.title)
    #expect(Set(differing) == Self.argued(try Project.text(Self.page)))
  }

  @Test func `Before the verdict the same rows agree, in the same states`() async throws {
    let found = try await Self.rows()
    let before = try await Self.rows(suffix: "-before")
    for (row, earlier) in zip(found, before) {
      #expect(row.answer.map(\.state) == earlier.answer.map(\.state), "\(row.title)")
      #expect(row.agrees == earlier.agrees, "\(row.title)")
    }
  }

  @Test func `The table of the page is the one that Heed gives`() async throws {
    let page = try Project.text(Self.page)
    let start = try #require(page.range(of: Self.marks.0 + "\n"))
    let end = try #require(page.range(of: Self.marks.1))
    let found = Self.table(try await Self.rows())
    guard let difference = firstDifference(String(page[start.upperBound..<end.lowerBound]), found)
    else { return }
    if Recording.isOn {
      var new = page
      new.replaceSubrange(start.upperBound..<end.lowerBound, with: found)
      try new.write(to: Project.url(Self.page), atomically: true, encoding: .utf8)
      Issue.record("\(Self.page): \(Recording.notice)")
    } else {
      Issue.record("\(Self.page), the table, \(difference)\n\(Recording.advice)")
    }
  }

  @Test func `Every family names frameworks of the law`() throws {
    let law = try Project.law.get()
    for id in Family.all.flatMap(\.frameworks) { #expect(law[framework: id] != nil, "\(id)") }
  }
}
