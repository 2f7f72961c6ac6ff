import Assessment
import EvidenceLogic
import Foundation
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

    var agrees: Bool { expected.agrees(with: answer) }

    var text: String {
      let rest = answer.first.flatMap(\.weakest)?.name.map { ", weakest \($0)" } ?? ""
      let state = (answer.first?.state.rawValue ?? "no answer") + rest
      let ids = unique(answer.map(\.framework.id)).joined(separator: ", ")
      return "| \(family.name) | \(expected.rawValue) | \(state) | \(ids) | \(agrees ? "yes" : "**no**") |"
    }

    private func unique(_ ids: [String]) -> [String] {
      var seen: Set<String> = []
      return ids.filter { seen.insert($0).inserted }
    }
  }

  private static func rows(suffix: String = "") async throws -> [Row] {
    var rows: [Row] = []
    for (name, families) in try Expected.read() {
      let assessment = try await PublishedCases.shared.assessment(of: name + suffix)
      for family in Family.all {
        let expected = try #require(families[family.name], "\(name): \(family.name)")
        rows.append(
          Row(name: name, family: family, expected: expected, answer: family.answer(in: assessment)))
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
    let lines = text.split(separator: "\n")
    return Set(lines.compactMap { $0.hasPrefix("### ") && $0.contains(": ") ? String($0.dropFirst(4)) : nil })
  }

  @Test func `The rows that differ are exactly those that the page argues`() async throws {
    let differing = try await Self.rows().filter { !$0.agrees }.map { "\($0.name): \($0.family.name)" }
    #expect(Set(differing) == Self.argued(try Project.text(Self.page)))
  }

  @Test func `Before the verdict the same rows agree, in the same states`() async throws {
    let found = try await Self.rows()
    let before = try await Self.rows(suffix: "-before")
    for (row, earlier) in zip(found, before) {
      #expect(row.answer.map(\.state) == earlier.answer.map(\.state), "\(row.name): \(row.family.name)")
      #expect(row.agrees == earlier.agrees, "\(row.name): \(row.family.name)")
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
