import Foundation
import HeedTesting
import Statistics
import StatisticsReports
import Testing

struct FigureFileTests {
  /// The cells of a file, read back by the rules of RFC 4180.
  private func cells(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, isQuoted) {
      case ("\"", true) where scalars.first == "\"":
        cell += "\""
        scalars.removeFirst()
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        rows[rows.count - 1].append(cell)
        cell = ""
      case ("\r", false): break
      case ("\n", false):
        rows[rows.count - 1].append(cell)
        cell = ""
        rows.append([])
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows.dropLast()
  }

  /// The cells by column name, without the line of names.
  private func rows(_ sheets: [FigureSheet]) -> [[String: String]] {
    let all = cells(commaSeparated(sheets))
    return all.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(all[0], $0)) }
  }

  @Test func `Every row carries its base, period, place, definition, edition and missing share`()
    throws
  {
    let sheet = FigureSheet(try Sample.figure([("under 16", 60), ("16 or 17", 30)], missing: 10))
    let rows = rows([sheet])
    #expect(rows.map { $0["kind"] } == ["category", "category", "residual", "missing", "total"])
    for row in rows {
      #expect(row["base"] == "victims")
      #expect(row["period"] == "2024")
      #expect(row["place"] == "Rivermouth (police force)")
      #expect(row["definition"] == "recorded-victims")
      #expect(row["snapshot"] == "2024-s1")
      #expect(row["rule_version"] == "1")
      #expect(row["edition"] == "1 of 1")
      #expect(row["missing_share"] == "10.0")
    }
    #expect(rows.map { $0["count"] } == ["60", "30", "0", "10", "100"])
    #expect(rows.map { $0["at_least"] } == ["60.0", "30.0", "0.0", "10.0", "100.0"])
    #expect(rows.map { $0["at_most"] } == ["70.0", "40.0", "0.0", "10.0", "100.0"])
    #expect(rows[3]["note"] == "not recorded")
  }

  @Test func `A small count takes everything with it from which it could be worked out`() throws {
    let sheet = FigureSheet(
      try Sample.figure([("under 12", 3), ("12 to 15", 40), ("16 or 17", 30)], missing: 9))
    let rows = rows([sheet])
    // The smallest other count, that of the missing, is withheld too. All twelve that are withheld may be missing.
    #expect(rows.map { $0["count"] } == ["c", "40", "30", "0", "c", "82"])
    #expect(rows.map { $0["at_most"] } == ["c", "63.4", "51.2", "0.0", "14.6", "100.0"])
    #expect(rows.map { $0["at_least"] } == ["c", "48.8", "36.6", "0.0", "c", "100.0"])
    #expect(rows.allSatisfy { $0["missing_share"] == "c" })
    #expect(rows[4]["note"] == "at most with all that is withheld", "and no reason is told")
  }

  @Test func `Signs that were decided elsewhere stand as they were given, and shares follow them`()
    throws
  {
    let figure = try Sample.figure([("under 16", 60), ("16 or 17", 30)], missing: 10)
    let one = FigureSheet(figure, isPrinted: [false, true, false, true])
    #expect(rows([one]).map { $0["count"] } == ["c", "30", "0", "c", "100"])
    // All that is withheld may be missing.
    #expect(rows([one]).map { $0["at_most"] } == ["c", "100.0", "0.0", "70.0", "100.0"])
    let base = FigureSheet(figure, isPrinted: [true, false, true, false])
    #expect(rows([base]).map { $0["count"] } == ["60", "c", "0", "10", "c"])
    #expect(rows([base]).map { $0["at_least"] } == ["c", "c", "c", "c", "c"])
  }

  @Test
  func `What is printed beside withheld counts holds the truth and follows from what is printed`()
    throws
  {
    try forAll(count: 500, seed: 0xF17E) { random in
      let counts = (0..<2 + random.below(4)).map { ("group \($0)", random.below(14)) }
      let (missing, rest) = (random.below(14), random.below(14))
      let base = counts.reduce(missing + rest) { $0 + $1.1 }
      guard base > 0 else { return }
      let reading: ResidualReading = random.once(in: 2) ? .unknown : .furtherCategories
      let rows = FigureSheet(
        try Sample.figure(counts, missing: missing, total: base, residual: reading)
      ).rows
      let truth = counts.map(\.1) + [rest, missing, base]
      let printed = rows.map { if case .count(let count) = $0.count { count } else { Int?.none } }
      let withheld = base - printed.dropLast().compactMap { $0 }.reduce(0, +)
      let unknown = missing + (reading == .unknown ? rest : 0)
      let isUnknownPrinted =
        printed[counts.count + 1] != nil
        && (reading == .furtherCategories || printed[counts.count] != nil)
      for (index, row) in rows.enumerated() {
        try #require(printed[index] == nil || printed[index] == truth[index])
        guard case .share(let most) = row.atMost, printed.last! != nil else { continue }
        let possible = truth[index] + (row.kind == .category ? unknown : 0)
        try #require(Fraction(possible, of: base) <= most)
        if row.kind == .category, isUnknownPrinted {
          try #require(most == Fraction(possible, of: base))
        } else if row.kind == .category {
          // Anybody can add up what is printed, so this tells nothing more.
          let shown =
            (printed[counts.count + 1] ?? 0)
            + (reading == .unknown ? printed[counts.count] ?? 0 : 0)
          try #require(most == Fraction(truth[index] + withheld + shown, of: base))
        }
      }
    }
  }

  @Test func `Each sign stands where its meaning is`() throws {
    let known = FigureSheet(try Sample.printed([("under 18", 60)], of: .recorded(nil)))
    let knownRows = rows([known])
    #expect(knownRows[0]["at_least"] == "x")
    #expect(knownRows[0]["note"]?.hasPrefix("refused: shares among the known only") == true)
    #expect(knownRows[1]["missing_share"] == ":")
    let count = rows([FigureSheet(try Sample.count(700, .notStated))])
    #expect(count[0]["count"] == "700")
    #expect(count[0]["at_least"] == "z")
    #expect(count[0]["attribute"] == "z")
    #expect(count[0]["edition"] == "2 of 2")
    let small = rows([FigureSheet(try Sample.count(4, .share(Fraction(1, of: 3))))])
    #expect(small.map { $0["count"] } == ["c", ":"])
    #expect(small[1]["missing_share"] == "c")
  }

  @Test func `An older edition is printed under its own number`() throws {
    let figure = try Sample.count(700, .notStated)
    let sheet = FigureSheet(figure, edition: figure.editions[0])
    #expect(rows([sheet])[0]["edition"] == "1 of 2")
    #expect(rows([sheet])[0]["snapshot"] == "first")
  }

  @Test func `Commas, quotes and formulas in names do no harm`() throws {
    let names = ["=1+1", "a \"b\", c", "line\nbreak", "+x"]
    let sheet = FigureSheet(try Sample.figure(names.map { ($0, 30) }, missing: 10))
    #expect(
      rows([sheet]).prefix(4).map { $0["category"] } == [
        "'=1+1", "a \"b\", c", "line\nbreak", "'+x",
      ])
  }

  @Test func `The metadata describe every column of the file, in its order, with its signs`() throws
  {
    let text = tabularMetadata(ofFile: "figures.csv", title: "Fictional \"figures\"\n")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["url"] as? String == "figures.csv")
    #expect(json["dc:title"] as? String == "Fictional \"figures\"\n")
    let context = try #require(json["@context"] as? [Any])
    #expect(context[0] as? String == "http://www.w3.org/ns/csvw")
    let schema = try #require(json["tableSchema"] as? [String: Any])
    let columns = try #require(schema["columns"] as? [[String: Any]])
    let file = cells(commaSeparated([]))
    #expect(columns.map { $0["name"] as? String } == file[0])
    #expect(columns.map { $0["titles"] as? String } == file[0])
    for column in columns {
      let name = try #require(column["name"] as? String)
      #expect((column["dc:description"] as? String)?.isEmpty == false)
      let isNumber = ["count", "at_least", "at_most", "missing_share"].contains(name)
      #expect((column["datatype"] is [String: Any]) == isNumber)
      if isNumber { #expect(column["null"] as? [String] == ["c", "z", "x", ":"]) }
    }
  }

  @Test func `Every cell is of the type that the metadata declare`() throws {
    let sheets = try [
      FigureSheet(Sample.figure([("under 12", 3), ("12 to 15", 40)], missing: 9, total: 70)),
      FigureSheet(Sample.printed([("under 18", 60)], of: .recorded(RoundedPercentage(40)))),
      FigureSheet(Sample.printed([("under 18", 60)], of: .notStated)),
      FigureSheet(Sample.count(700, .share(Fraction(1, of: 3)))),
    ]
    let json =
      try JSONSerialization.jsonObject(
        with: Data(tabularMetadata(ofFile: "f.csv", title: "F").utf8)) as? [String: Any]
    let schema = try #require(json?["tableSchema"] as? [String: Any])
    let columns = try #require(schema["columns"] as? [[String: Any]])
    for row in cells(commaSeparated(sheets)).dropFirst() {
      try #require(row.count == columns.count)
      for (cell, column) in zip(row, columns) {
        let isNull = (column["null"] as? [String])?.contains(cell) == true
        if column["required"] as? Bool == true { #expect(!isNull && !cell.isEmpty) }
        guard !isNull, let type = column["datatype"] as? [String: Any] else { continue }
        if type["base"] as? String == "integer" { #expect(Int(cell) != nil) }
        let value = try #require(Double(cell), "\(cell)")
        #expect(value >= 0)
        if type["maximum"] != nil { #expect(value <= 100) }
      }
    }
  }
}
