import Assessment
import CivilTime
import Foundation
import Reports
import Testing

/// The chronology of a child, over a small case.
struct ChronologyTests {
  private static func chronology(
    known: String? = nil, copy: Chronology.Copy = .init(marking: "OFFICIAL-SENSITIVE")
  ) throws -> Chronology {
    let text = SmallCase.harbourStreet(
      adding: #"{fact: moved, child: child-1, says: yes, source: interview}"#, to: "statements"
    ).replacing(#"reason: "lifestyle""#, with: #"reason: "so \"said\", they wrote""#)
    return Reports.chronology(
      of: try SmallCase.assessment(text, known: known), about: "child-1", copy: copy)
  }

  @Test func `Lines stand in the order of the days, and undated ones last`() throws {
    let lines = try Self.chronology().lines
    let days = lines.compactMap { $0.on?.range.earliest }
    #expect(days == days.sorted())
    #expect(lines.last?.on == nil)
  }

  @Test func `On a past day there is only what was on file by then`() throws {
    let lines = try Self.chronology(known: "2008-12-31").lines
    #expect(
      Set(lines.compactMap(\.learnedBy)) == [
        "voluntary/harbour", "children-social-care/northmoor", "police/northmoor",
      ])
    #expect(lines.allSatisfy { $0.learned.map { $0.year <= 2008 } ?? true })
    #expect(!lines.contains { $0.what.contains("crime recorded") })
    #expect(try Self.chronology(known: "2000-01-01").lines.map(\.kind) == [.birth])
  }

  @Test func `The table quotes what it must, and gives a spreadsheet no formula`() throws {
    let copy = Chronology.Copy(
      marking: "OFFICIAL-SENSITIVE", responses: ["=HYPERLINK(0)"])
    let csv = try Self.chronology(copy: copy).csv
    #expect(csv.contains("'=HYPERLINK(0)"))
    #expect(csv.contains("\"\"said\"\""))
    #expect(csv.hasSuffix("\r\n"))
    let rows = csv.components(separatedBy: "\r\n").dropLast()
    #expect(rows.allSatisfy { $0.hasSuffix(",OFFICIAL-SENSITIVE") || $0.hasSuffix(",marking") })
  }

  @Test func `The page shows text as text, and carries its marking twice`() throws {
    let copy = Chronology.Copy(marking: "<b>&", gaps: ["<script>alert(1)</script>"])
    let html = try Self.chronology(copy: copy).html
    #expect(!html.contains("<script"))
    #expect(html.components(separatedBy: "&lt;b&gt;&amp;").count == 3)
    #expect(html.contains("<th scope=\"col\">Happened</th>"))
  }

  @Test func `What was withheld is counted with its reason, and gaps are stated`() throws {
    let copy = Chronology.Copy(
      marking: "OFFICIAL-SENSITIVE", reader: "the person whose story it is",
      withheld: [.init(code: "W4", sentence: "It belongs to them.", count: 2)],
      gaps: ["a panel, 3 May 2011: no minutes"])
    let page = report(try Self.chronology(copy: copy), layout: Layout(width: 80))
    #expect(page.contains("Copy for the person whose story it is."))
    #expect(
      page.contains("Withheld, W4, 2\u{A0}times: It belongs to them.")
        || page.contains("Withheld, W4, 2 times: It belongs to them."))
    #expect(page.contains("Gap: a panel, 3 May 2011: no minutes."))
    #expect(page.hasPrefix("OFFICIAL-SENSITIVE\n"))
  }
}
