import CaseRecord
import CivilTime
import Counting
import HeedTesting
import ReleaseLog
import Statistics
import StatisticsReports
import Testing

struct PublicationTests {
  /// Cases with a warning each, of which so many were acknowledged on the third day.
  private func warnings(_ acknowledged: Int, of all: Int, snapshot: String = "a1") -> CaseloadCount
  {
    let cases = (0..<all).map { number in
      warned(
        "c\(number)",
        Warning(
          id: "w", about: ["child-1"], on: day("2009-03-01"), to: "police/northmoor",
          acknowledged: number < acknowledged ? day("2009-03-03") : nil))
    }
    return CaseloadCount(
      CountedCaseload(
        cases, frameworks: [],
        stamp: CountStamp(
          place: stamp.place, period: stamp.period, snapshot: snapshot, ruleVersion: "law-1",
          source: "a fictional caseload")))
  }

  private func heading(_ name: String, _ areas: Set<String> = ["Northmoor"]) -> Publication.Heading
  {
    Publication.Heading(
      name: name, published: CivilDate("2010-05-01") ?? .first, areas: areas)
  }

  private func appending(_ publication: Publication, to log: ReleaseLog = ReleaseLog()) throws
    -> ReleaseLog
  {
    try publication.releases.reduce(log) { try $0.appending($1) }
  }

  private func acknowledged(_ publication: Publication) throws -> [FigureSheet.Entry] {
    let sheet = try #require(
      publication.sheets.first { $0.figure.id == "completeness-acknowledgement" })
    return sheet.rows.filter { $0.kind == .category || $0.kind == .total }.map(\.count)
  }

  @Test func `A first release is the same with a log and without`() throws {
    let count = warnings(14, of: 30)
    let publication = try Publication(count, by: nil, after: ReleaseLog(), as: heading("May"))
    #expect(publication.sheets == Publication(count).sheets)
    #expect(publication.besides.isEmpty && !publication.releases.isEmpty)
    #expect(try acknowledged(publication) == [.count(14), .count(16), .count(30)])
    #expect(publication.releases.allSatisfy { $0.heading.name.hasPrefix("May: ") })
  }

  @Test func `One warning more between two snapshots is not shown`() throws {
    let log = try appending(
      Publication(warnings(14, of: 30), by: nil, after: ReleaseLog(), as: heading("May")))
    let june = try Publication(
      warnings(15, of: 31, snapshot: "a2"), by: nil, after: log, as: heading("June"))
    #expect(june.cases == .suppressed)
    #expect(try acknowledged(june) == [.suppressed, .count(16), .suppressed])
    #expect(!june.besides.isEmpty && june.changed > 0)
    let many = try Publication(
      warnings(24, of: 40, snapshot: "a2"), by: nil, after: log, as: heading("July"))
    #expect(many.cases == .count(40))
    #expect(try acknowledged(many) == [.count(24), .count(16), .count(40)])
  }

  @Test func `A larger area does not show the few that lie outside a smaller one`() throws {
    let log = try appending(
      Publication(warnings(14, of: 30), by: nil, after: ReleaseLog(), as: heading("Northmoor")))
    let both = heading("Northshire", ["Northmoor", "Westmoor"])
    let few = try Publication(warnings(16, of: 40), by: nil, after: log, as: both)
    // Two of Westmoor's ten were acknowledged.
    #expect(few.cases == .count(40))
    #expect(try acknowledged(few) == [.suppressed, .suppressed, .count(40)])
    let many = try Publication(warnings(24, of: 50), by: nil, after: log, as: both)
    #expect(try acknowledged(many) == [.count(24), .count(26), .count(50)])
    let elsewhere = try Publication(
      warnings(16, of: 40), by: nil, after: log, as: heading("Westmoor", ["Westmoor"]))
    #expect(elsewhere.besides.isEmpty)
    #expect(try acknowledged(elsewhere) == [.count(16), .count(24), .count(40)])
  }

  @Test func `Other counts of the same snapshot are refused`() throws {
    let log = try appending(
      Publication(warnings(14, of: 30), by: nil, after: ReleaseLog(), as: heading("May")))
    #expect(throws: ReleaseRefusal.self) {
      try Publication(warnings(20, of: 40), by: nil, after: log, as: heading("June"))
    }
  }

  @Test func `What blind releases have given away is refused with its name`() throws {
    let count = warnings(14, of: 30)
    let first = try Publication(count, by: nil, after: ReleaseLog(), as: heading("Northmoor"))
    // Somebody printed both areas without looking at the first.
    let wide = warnings(16, of: 40)
    let blind = try Publication(
      wide, by: nil, after: ReleaseLog(),
      as: heading("Northshire", ["Northmoor", "Westmoor"]))
    let log = try appending(blind, to: appending(first))
    let error = #expect(throws: ReleaseRefusal.self) {
      try Publication(
        warnings(2, of: 10), by: nil, after: log, as: heading("Westmoor", ["Westmoor"]))
    }
    guard case .givenAway(let cells) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(cells.contains { $0.contains("acknowledgement") }, "\(cells)")
  }

  @Test func `What is inside a table is protected by agency as beside former releases`() throws {
    func count(_ police: Int, snapshot: String) -> CaseloadCount {
      let cases = ["police/northmoor", "health/northmoor", "education/northmoor"].flatMap { to in
        (0..<20).map { number in
          warned(
            "\(to) \(number)",
            Warning(
              id: "w", about: ["child-1"], on: day("2009-03-01"), to: to,
              acknowledged: number < (to.hasPrefix("police") ? police : 10)
                ? day("2009-03-03") : nil))
        }
      }
      return CaseloadCount(
        CountedCaseload(
          cases, frameworks: [],
          stamp: CountStamp(
            place: stamp.place, period: stamp.period, snapshot: snapshot, ruleVersion: "law-1",
            source: "a fictional caseload")))
    }
    let may = try Publication(
      count(8, snapshot: "a1"), by: .agency, after: ReleaseLog(), as: heading("May"))
    let log = try appending(may)
    let now = count(9, snapshot: "a2")
    let june = try Publication(now, by: .agency, after: log, as: heading("June"))
    let rows = completenessRows(now, by: .agency, as: june).filter { $0.field == .acknowledgement }
    let police = try #require(rows.first { $0.group == "police/northmoor" })
    // That one more was acknowledged, nobody learns: not in the row, and not in the whole.
    #expect(police.figures == [.suppressed, .suppressed, .count(20)])
    #expect(rows.last?.figures.prefix(2) == [.suppressed, .suppressed])
    // By year nothing was published before.
    #expect(may.releases.contains { $0.heading.definition.hasSuffix("by agency") })
    #expect(!may.releases.contains { $0.heading.definition.hasSuffix("by year") })
  }

  @Test func `A count that everybody could work out is left out, with the reason`() throws {
    // Six states with one case each: all six are known, whatever stands for them.
    let states = [
      "evidenced", "disputed", "arguable", "contradicted", "tried-not-proved", "not-yet-evidenced",
    ]
    let cases = states.map { state in
      CountedCase(
        CaseRecord(id: state, title: "", jurisdiction: "england"),
        answers: [CountedAnswer(framework: "C1", child: nil, state: state, neverConsidered: false)])
    }
    let count = CaseloadCount(caseload(cases))
    let publication = Publication(count)
    #expect(publication.leftOut.map(\.id) == ["state-C1"])
    #expect(publication.leftOut.map(\.reason) == [.unprotectable])
    let page = countPage(count, by: .agency, as: publication)
    #expect(page.contains("\nLEFT OUT\nstate-C1: whatever is withheld"))
    #expect(!page.contains("\nstate-C1: cases"))
  }

  @Test func `Bodies with few warnings stand together in one row, and none of them by name`() throws
  {
    let cases = (0..<6).flatMap { body in
      (0..<(body == 0 ? 20 : 2)).map { number in
        warned(
          "\(body) \(number)",
          Warning(id: "w", about: [], on: day("2009-03-01"), to: "police/body-\(body)"))
      }
    }
    let count = CaseloadCount(caseload(cases))
    let publication = Publication(count)
    let rows = completenessRows(count, by: .agency, as: publication).filter {
      $0.field == .warningDay
    }
    #expect(rows.map(\.group) == ["police/body-0", "others, each with few", "all"])
    #expect(rows.map { $0.figures.last } == [.count(20), .count(10), .count(30)])
    let page = countPage(count, by: .agency, as: publication)
    #expect(!page.contains("police/body-1") && publication.leftOut.isEmpty)
    #expect(countPage(count, by: .agency, as: nil).contains("police/body-1"))
  }

  @Test
  func `Three overlaps that say how few cases all three definitions hold are not all printed`()
    throws
  {
    /// Cases that are under exactly these definitions.
    func cases(_ number: Int, _ under: Set<Int>) -> [CountedCase] {
      (0..<number).map { place in
        CountedCase(
          CaseRecord(id: "\(under.sorted()) \(place)", title: "", jurisdiction: "england"),
          answers: groups.enumerated().map { definition, framework in
            CountedAnswer(
              framework: framework.id, child: nil,
              state: under.contains(definition) ? "evidenced" : "contradicted",
              neverConsidered: false)
          })
      }
    }
    let apart =
      cases(10, [0, 1]) + cases(10, [0, 2]) + cases(10, [1, 2]) + cases(10, [1]) + cases(10, [2])
    // No case is under the first alone or under none: what is left of the overlaps are two.
    let few = Publication(CaseloadCount(caseload(apart + cases(2, [0, 1, 2]))))
    #expect(few.leftOut.map(\.id) == ["overlap-G2-G3"] && few.leftOut.map(\.reason) == [.few])
    let overlaps = few.sheets.filter { $0.figure.id.hasPrefix("overlap-") }
    #expect(
      overlaps.map { $0.rows.prefix(4).map(\.count) } == [
        [.count(12), .count(10), .count(20), .count(10)],
        [.count(12), .count(10), .count(20), .count(10)],
      ])
    let many = Publication(CaseloadCount(caseload(apart + cases(9, [0, 1, 2]))))
    #expect(many.leftOut.isEmpty)
    // One pair with a small number says the small number by each of its four.
    let pair = Publication(CaseloadCount(caseload(apart + cases(9, [0, 1, 2]) + cases(3, []))))
    #expect(pair.leftOut.map(\.id) == ["overlap-G2-G3"])
  }
}
