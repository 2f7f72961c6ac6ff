import Foundation
import Statistics
import Testing

/// Every number that Documentation/statistics.md prints, made again.
struct DocumentedFiguresTests {
  private let text: String

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation/statistics.md")
    text = try String(contentsOf: file, encoding: .utf8)
  }

  /// The blocks between fences.
  private var blocks: [[String]] {
    text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map {
      $0.element.split(separator: "\n").dropFirst().map(String.init)
    }
  }

  /// The rows of the table that stands under this heading row.
  private func rows(under heading: String) throws -> [String] {
    let lines = text.components(separatedBy: "\n")
    let start = try #require(lines.firstIndex(of: heading), "no table '\(heading)'")
    return Array(lines[(start + 2)...].prefix { $0.hasPrefix("|") })
  }

  @Test func `Every claim is answered as the page says`() throws {
    let figures = try Published.all()
    let claims = blocks.filter { $0.first?.hasPrefix("Claim: ") == true }
    #expect(claims.count == 12)
    for block in claims {
      let claim = try Claim(String(block[0].dropFirst("Claim: ".count).dropLast()))
      #expect(figures.answer(claim).sentences == block)
    }
  }

  @Test func `Every bound is the one that the figures give`() throws {
    let figures = try Published.all()
    var expected: [String] = []
    for id in ["S02", "S20", "S21", "S46"] {
      let breakdown = try #require(figures[id]).breakdown()
      for name in breakdown.names {
        let bounds = try breakdown.bounds(of: name)
        expected.append(
          "| \(id) | \(name) | \(breakdown.missingShare) | \(bounds.lower.percent()) | \(bounds.upper.percent()) |"
        )
      }
    }
    #expect(try rows(under: "| Figure | Group | Missing | At least | At most |") == expected)
  }

  @Test func `Every set of counts is the one behind its percentage`() throws {
    let percentages = [
      ("S25 suspects", 35, 1900), ("S25 victims", 14, 1138), ("S28 victims", 41, 435),
      ("S28 alleged perpetrators", 28, 217), ("S29 victims", 14, 166), ("S30 suspects", 28, 137),
      ("S30 children at risk", 19, 474), ("S50 crimes charged", 8, 80),
    ]
    let expected = try percentages.map { name, percent, whole in
      let counts = try RoundedPercentage(percent).possibleCounts(of: whole)
      let words =
        counts.count == 1 ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
      return "| \(name) | \(percent)% of \(whole) | \(words) |"
    }
    #expect(try rows(under: "| Figure | Printed | Counts that are printed so |") == expected)
  }

  @Test func `Every share and growth is the quotient of its counts`() throws {
    let shares = [(4228, 115_489), (717, 4228), (4450, 122_768), (761, 4450)].map {
      "| \($0) of \($1) | \(Fraction($0, of: $1).percent(decimals: 2)) |"
    }
    let growth = try Growth(from: 115_489, to: 122_768).rate.percent(decimals: 2)
    #expect(
      try rows(under: "| Counts | Share or growth |") == shares + [
        "| 115489 to 122768 | \(growth) |"
      ])
  }

  @Test func `Every refusal is worded as the code words it`() throws {
    let figures = try Published.all()
    func refusal(_ action: () throws -> Void) throws -> String {
      try #require(throws: Refusal.self, performing: action).description
    }
    let (assessments, children) = try (#require(figures["S40"]), #require(figures["S41"]))
    let (flagged, groups) = try (#require(figures["S07b"]), #require(figures["S07"]))
    let numbers = [("White", 60), ("Asian", 20)]
    let (victims, suspects) = try (
      Published.table("victims", .victims, numbers, missing: 9),
      Published.table("suspects", .suspects, numbers, missing: 30)
    )
    let lines = try [
      refusal { _ = try Series([assessments, children]) },
      refusal { _ = try flagged.ratio(to: groups) },
      refusal { _ = try #require(figures["S21"]).ranking() },
      refusal { try refuseIdenticalTables([victims, suspects]) },
      refusal { _ = try RoundedPercentage(50).possibleCounts(of: 7) },
      refusal {
        _ = try TwoLists(
          CaptureList("police"), count: 60, CaptureList("health"), count: 40, both: 9
        )
        .chapman(affirmed: [:])
      },
      conflicts(among: [
        Printing("UK nationals 2024", 4411, in: "the annex, once"),
        Printing("UK nationals 2024", 4441, in: "the annex, again"),
      ])[0].description,
    ]
    #expect(
      blocks.filter { $0.first?.hasPrefix("Claim: ") == false && $0.count == lines.count } == [
        lines
      ])
  }

  @Test func `The other numbers of the page are those of the code`() throws {
    let page = text.replacing("\n", with: " ")
    func has(_ text: String) { #expect(page.contains(text), "the page lacks: \(text)") }
    let down = try possibleEarlierCounts(before: 13_860, .fallen, by: RoundedPercentage(8))
    has("between \(down.lowerBound) and \(down.upperBound) assessments")
    let fell = try possibleEarlierCounts(before: 12_120, .fallen, by: RoundedPercentage(29))
    has("between \(fell.lowerBound) and \(fell.upperBound) children")
    let revision = try Published.nrm2023().revisions()[0]
    has(
      "\(revision.from) was later printed as \(revision.to), a difference of \(revision.difference)"
    )
    let audit = Proportion(38, of: 200)
    func percent(_ interval: ClosedRange<Double>) -> String {
      let ends = [interval.lowerBound, interval.upperBound].map {
        "\(($0 * 1000).rounded() / 10)%"
      }
      return "\(ends[0]) to \(ends[1])"
    }
    has("Wilson, \(try percent(audit.wilson(confidence: 0.95)))")
    has("continuity, \(try percent(audit.wilsonWithContinuityCorrection(confidence: 0.95)))")
    has("Pearson, \(try percent(audit.clopperPearson(confidence: 0.95)))")
    let groups = [18, 11, 5, 2, 1, 1, 1]
    has("`\(printed(StatisticsTests.table([groups]).suppressed())[0])`")
  }
}
