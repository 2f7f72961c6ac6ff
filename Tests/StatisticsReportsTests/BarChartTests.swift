import Foundation
import FoundationXML
import HeedTesting
import Statistics
import StatisticsReports
import Testing

/// The elements of a text that is well-formed XML.
private final class Elements: NSObject, XMLParserDelegate {
  private(set) var all: [(name: String, attributes: [String: String])] = []
  private(set) var texts: [String: [String]] = [:]
  private var open: [String] = []
  private var text = ""

  init?(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    all.append((name, attributes))
    open.append(name)
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    texts[name, default: []].append(text)
    text = ""
  }

  func rectangles(_ kind: String) -> [(x: Double, width: Double)] {
    all.filter { $0.name == "rect" && $0.attributes["class"] == kind }.map {
      (Double($0.attributes["x"] ?? "") ?? .nan, Double($0.attributes["width"] ?? "") ?? .nan)
    }
  }
}

struct BarChartTests {
  private func elements(_ chart: BarChart) throws -> Elements {
    try #require(Elements(chart.svg(id: "c1")), "not well-formed: \(chart.svg(id: "c1"))")
  }

  @Test func `Every bar is as wide as its number, and the missing are drawn beside it`() throws {
    let chart = try BarChart(
      Sample.printed([("under 18", 48), ("18 to 24", 30)], of: .recorded(RoundedPercentage(34))))
    let elements = try elements(chart)
    // Six units are one per cent: 48% of 34% is 16.32%, and 66% are missing.
    #expect(elements.rectangles("certain").map(\.width) == [97.9, 61.2])
    #expect(elements.rectangles("missing").map(\.width) == [396, 396, 396])
    #expect(elements.rectangles("missing").map(\.x) == [107.9, 71.2, 10])
    #expect(elements.rectangles("whole").map(\.width) == [600, 600, 600])
    #expect(chart.bars.map(\.words) == ["16.3% to 82.3%", "10.2% to 76.2%", "66.0%"])
  }

  @Test func `Widths are right for whatever is counted`() throws {
    try forAll(count: 200, seed: 0xBA6) { random in
      let counts = (0..<1 + random.below(4)).map { ("group \($0)", random.below(200)) }
      let missing = random.below(100)
      let rest = random.below(50)
      let base = counts.reduce(missing + rest) { $0 + $1.1 }
      guard base > 0 else { return }
      let chart = try BarChart(
        Sample.figure(counts, missing: missing, total: base), rule: nil)
      let elements = try elements(chart)
      func close(_ drawn: [Double], _ expected: [Int]) -> Bool {
        let wanted = expected.filter { $0 > 0 }.map { 600 * Double($0) / Double(base) }
        return drawn.count == wanted.count
          && zip(drawn, wanted).allSatisfy { abs($0 - $1) <= 0.051 }
      }
      try #require(close(elements.rectangles("certain").map(\.width), counts.map(\.1) + [rest]))
      try #require(
        close(
          elements.rectangles("missing").map(\.width), counts.map { _ in missing } + [missing]))
      for bar in elements.rectangles("certain") + elements.rectangles("missing") {
        try #require(bar.x >= 10 && bar.x + bar.width <= 610.11)
      }
    }
  }

  @Test func `The picture has a title, a description and a role, and needs no colour`() throws {
    let chart = try BarChart(Sample.figure([("under 16", 60), ("16 or 17", 30)], missing: 10))
    let svg = chart.svg(id: "c1")
    let elements = try elements(chart)
    let root = elements.all[0]
    #expect(root.name == "svg")
    #expect(root.attributes["role"] == "img")
    #expect(root.attributes["aria-labelledby"] == "c1-title")
    #expect(root.attributes["aria-describedby"] == "c1-says")
    #expect(elements.texts["title"] == ["victims by age, Rivermouth (police force), 2024"])
    #expect(elements.texts["desc"]?[0].contains("missing (not recorded): 10.0%.") == true)
    let ids = elements.all.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let paints = elements.all.flatMap { [$0.attributes["fill"], $0.attributes["stroke"]] }
      .compactMap { $0 }
    #expect(Set(paints).isSubset(of: ["none", "currentColor", "url(#c1-missing)"]))
    #expect(!svg.contains("style="))
  }

  @Test func `What is suppressed is neither drawn nor told`() throws {
    let figure = try Sample.figure(
      [("under 12", 3), ("12 to 15", 40), ("16 or 17", 30)], missing: 9)
    let chart = try BarChart(figure)
    let elements = try elements(chart)
    #expect(elements.rectangles("certain").map(\.width) == [292.7, 219.5])
    // Twelve of 82 are withheld, which everybody can work out: they bound the missing, and are drawn so.
    #expect(elements.rectangles("missing").map(\.width) == [87.8, 87.8, 87.8])
    #expect(chart.bars.first?.words == "c (small, or withheld to protect a small count)")
    #expect(
      chart.bars.last?.words
        == "at least c (small, or withheld to protect a small count); at most 14.6%")
    for secret in ["3.7%", "11.0%", "59.8%", "47.6%"] {
      #expect(!chart.html(id: "c1").contains(secret))
    }
  }

  @Test func `The table beside it has the same numbers`() throws {
    let chart = try BarChart(
      Sample.figure([("under 16", 60), ("16 <or> 17", 30)], missing: 10, total: 120))
    let html = chart.html(id: "c1")
    let elements = try #require(Elements("<body>\(html)</body>"))
    #expect(
      elements.texts["th"]?.suffix(4) == [
        "under 16", "16 <or> 17", "not named, of further categories", "missing (not recorded)",
      ])
    #expect(
      elements.texts["td"] == [
        "50.0%", "58.3%", "25.0%", "33.3%", "16.7%", "16.7%", "8.3%", "8.3%",
      ])
    #expect(elements.texts["caption"] == [chart.title])
    #expect(elements.texts["p"]?.count == 3)
    #expect(elements.texts["p"]?[2].contains("snapshot 2024-s1") == true)
  }

  @Test func `A chart that could not show the missing is refused`() throws {
    #expect(throws: Refusal.sharesAmongKnownOnly) {
      try BarChart(Sample.printed([("under 18", 60)], of: .recorded(nil)))
    }
    #expect(throws: Refusal.wholeNotStated(RoundedPercentage(60))) {
      try BarChart(Sample.printed([("under 18", 60)], of: .notStated))
    }
    #expect(throws: Refusal.noBase(figure: "R2024")) {
      try BarChart(Sample.figure([("a", 30)], missing: 10, base: nil))
    }
    #expect(throws: Refusal.notABreakdown(figure: "C")) {
      try BarChart(Sample.count(700, .notStated))
    }
  }

  @Test func `Periods stand in their order, each with its own missing`() throws {
    let figures = try [2024, 2022, 2023].map {
      try Sample.figure([("under 16", 60), ("16 or 17", 30)], missing: $0 - 2012, year: $0)
    }
    let chart = try BarChart("under 16", in: figures)
    #expect(
      chart.bars.map(\.name) == [
        "2022", "2022, missing", "2023", "2023, missing", "2024", "2024, missing",
      ])
    #expect(chart.bars.map(\.words).prefix(2) == ["60.0% to 70.0%", "10.0%"])
    #expect(chart.notes.count == 4)
    let others =
      try figures + [
        Sample.figure([("under 16", 60)], missing: 10, year: 2021, base: Base(.children))
      ]
    #expect(throws: Refusal.differentBases(Base(.victims), Base(.children))) {
      try BarChart("under 16", in: others)
    }
  }

  @Test func `Counts of periods are drawn in one named edition each, with what is missing`() throws
  {
    func figure(_ year: Int, _ counts: [Int], _ missing: MissingShare) throws -> RecordedFigure {
      try RecordedFigure(
        "R\(year)", definition: "referrals", base: Base(.referrals), period: .year(year),
        place: Sample.place,
        editions: counts.enumerated().map {
          Edition(
            snapshot: "\(year)-\($0.offset + 1)", ruleVersion: "1",
            source: "report \($0.offset + 1)",
            content: .count($0.element, missing: missing))
        })
    }
    let figures = try [
      figure(2023, [400, 300], .share(Fraction(1, of: 4))), figure(2024, [600], .notStated),
      figure(2022, [3], .share(Fraction(1, of: 5))),
    ]
    let newest = try BarChart(counts: figures)
    let drawn = try elements(newest)
    #expect(drawn.rectangles("certain").map(\.width) == [300, 600])
    #expect(drawn.rectangles("missing").map(\.width) == [150])
    #expect(
      newest.bars.map(\.words) == [
        "c (small, or withheld to protect a small count)",
        "c (small, or withheld to protect a small count)", "300", "25.0%", "600",
        ": (not available)",
      ])
    #expect(newest.notes[2].contains("snapshot 2023-2"))
    #expect(newest.notes[2].contains("another edition of it is kept"))
    let first = try BarChart(counts: figures, snapshots: ["R2023": "2023-1"])
    #expect(try elements(first).rectangles("certain").map(\.width) == [400, 600])
    #expect(first.notes[2].contains("snapshot 2023-1"))
    #expect(throws: Refusal.notACount(figure: "R2024")) {
      try BarChart(counts: [Sample.figure([("a", 30)], missing: 10)])
    }
  }

  @Test func `Names are shown whole and are never markup`() throws {
    let long =
      String(repeating: "a very long name ", count: 12) + String(repeating: "x", count: 200)
    let chart = try BarChart(
      Sample.figure([("<script>&\"'\u{1}", 60), (long, 30)], missing: 10))
    let elements = try elements(chart)
    let texts = try #require(elements.texts["text"])
    #expect(texts.allSatisfy { $0.count <= 80 })
    #expect(texts.joined(separator: " ").contains("<script>&\"'\u{FFFD}: 60.0% to 70.0%"))
    #expect(texts.joined().count { $0 == "x" } >= 200)
    #expect(!elements.all.contains { $0.name == "script" })
  }
}
