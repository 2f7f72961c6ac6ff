import Counting
import Diagnostics
import HeedTesting
import Statistics
import Testing

struct CountFileTests {
  private let header = "definition,base,period,place,category,count,percent,missing,snapshot,of\n"

  private func read(_ text: String) -> ([RecordedFigure], Report) {
    var report = Report()
    return (readCounts(Array(text.utf8), file: "f.csv", report: &report), report)
  }

  @Test func `Claims are asked of counts from a file`() throws {
    let (figures, report) = read(
      header
        + "fictional,suspects (group-based),2023,Northmoor (police force),Alpha,60,,10,a1,\r\n"
        + "fictional,suspects (group-based),2023,Northmoor (police force),\"Beta, or so\",30,,10,a1,\r\n"
    )
    #expect(report.isEmpty)
    let figure = try #require(figures.first)
    #expect(figure.id == "f.csv:2")
    #expect(figure.current.missing == .share(Fraction(10, of: 100)))
    let set = try FigureSet(figures)
    let claim = try Claim(
      "Alpha exceeds \"Beta, or so\" in Northmoor, 2023, suspects (group-based)")
    #expect(set.answer(claim).outcome == .supported)
    let half = try Claim("Alpha is at least 65% in Northmoor, 2023, suspects (group-based)")
    #expect(set.answer(half).outcome == .notDetermined)
  }

  @Test func `Percentages of those recorded have their bounds, as T01`() throws {
    let (figures, report) = read(
      header
        + "s02,suspects,2023,England and Wales (nation),White,,83%,66%,a,recorded\n"
        + "s02,suspects,2023,England and Wales (nation),Asian,,7%,66%,a,recorded\n")
    #expect(report.isEmpty)
    #expect(try figures[0].breakdown().bounds(of: "White").inWords == "28.2% to 94.2%")
  }

  @Test func `A further snapshot is a further edition of one figure`() throws {
    let (figures, report) = read(
      header + "nrm,referrals,2023,United Kingdom (nation),,17004,,,first,\n"
        + "nrm,referrals,2023,United Kingdom (nation),,16990,,0,second,\n")
    #expect(report.isEmpty)
    #expect(figures.count == 1)
    #expect(figures[0].editions.map(\.snapshot) == ["first", "second"])
    #expect(figures[0].editions[0].missing == .notStated)
    #expect(try figures[0].count() == 16990)
  }

  @Test func `A figure without a base is read, and refused when it is asked of`() throws {
    let (figures, _) = read(header + "d,,2023,X (nation),A,,9.7%,0%,a,\n")
    #expect(throws: Refusal.noBase(figure: "f.csv:2")) { try figures[0].statedBase() }
  }

  @Test(arguments: [
    ("d,persons,2023,X (nation),A,1,,0,a,", "base", 2, 3),
    ("d,suspects,23,X (nation),A,1,,0,a,", "period", 2, 12),
    ("d,suspects,2023,X,A,1,,0,a,", "place", 2, 17),
    ("d,suspects,2023,X (nation),A,-1,,0,a,", "number", 2, 30),
    ("d,suspects,2023,X (nation),A,,101%,0%,a,", "percent", 2, 31),
    ("d,suspects,2023,X (nation),A,1,,x,a,", "number", 2, 33),
    ("d,suspects,2023,X (nation),A,1,5%,0,a,", "count-or-percent", 2, 1),
    ("d,suspects,2023,X (nation),A,,,0,a,", "count-or-percent", 2, 1),
    ("d,suspects,2023,X (nation),A,,5%,0%,a,half", "of", 2, 39),
    (",suspects,2023,X (nation),A,1,,0,a,", "empty", 2, 1),
    ("d,suspects,2023,X (nation),A,1,,0,a", "cells", 2, 1),
    ("d,suspects,2023,X (nation),A,1,,5%,a,", "figure", 2, 1),
    ("d,suspects,2023,X (nation),A,,60%,5%,a,", "figure", 2, 1),
    ("d,suspects,2023,X (nation),A,0,,0,a,", "figure", 2, 1),
    (
      "d,suspects,2023,X (nation),A,1,,0,a,\nd,suspects,2023,X (nation),A,2,,0,a,", "repeated", 3, 1
    ),
    (
      "d,suspects,2023,X (nation),A,1,,0,a,\nd,suspects,2023,X (nation),B,2,,1,a,", "disagree", 3, 1
    ),
    ("d,suspects,2023,X (nation),A,1,,0,a,\nd,suspects,2023,X (nation),,2,,0,a,", "empty", 3, 1),
    ("d,\"suspects,2023,X (nation),A,1,,0,a,", "quote", 2, 3),
  ])
  func `What is wrong is said with line, column and remedy`(
    _ line: String, _ code: String, _ row: Int, _ column: Int
  ) throws {
    let (figures, report) = read(header + line + "\n")
    #expect(figures.isEmpty)
    let found = try #require(report.diagnostics.first { $0.code == "counts.\(code)" })
    #expect(found.location.position == Position(line: row, column: column))
    #expect(!found.help.isEmpty)
  }

  @Test func `Every problem of a file is found at once`() {
    let (_, report) = read(
      header + "d,persons,23,X,A,one,,0,a,\nd,suspects,2023,X (nation),A,,200%,0%,,\n")
    #expect(
      Set(report.diagnostics.map(\.code)) == [
        "counts.base", "counts.period", "counts.place", "counts.number", "counts.percent",
        "counts.empty",
      ])
  }

  @Test func `Columns are named, each once`() {
    let (_, report) = read("definition,bas,period,period,category,missing,snapshot\n")
    #expect(report.diagnostics.filter { $0.code == "counts.column" }.count == 2)
    #expect(report.diagnostics.contains { $0.help == "did you mean 'base'?" })
    #expect(report.diagnostics.filter { $0.code == "counts.no-column" }.count == 3)
    let (_, empty) = read("")
    #expect(empty.diagnostics.map(\.code) == ["counts.empty"])
    var bad = Report()
    _ = readCounts([0xFF, 0xFE], file: "f.csv", report: &bad)
    #expect(bad.diagnostics.map(\.code) == ["counts.not-text"])
  }

  @Test func `No text makes the reader fail without a word`() throws {
    let pieces = [
      "d", ",", "\"", "\n", "\r\n", "suspects", "2023", "X (nation)", "1", "5%", "a", "é",
    ]
    try forAll(count: 300, seed: 0xCF) { random in
      let text = (0..<random.below(60)).map { _ in pieces[random.below(pieces.count)] }.joined()
      let (figures, report) = read(header + text)
      try #require(figures.isEmpty || !report.hasErrors)
      try #require(!figures.isEmpty || report.hasErrors)
    }
  }
}
