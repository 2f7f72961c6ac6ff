import HeedTesting
import StatisticsReports
import Testing

/// What stands in a cell is what was put there, and no formula.
struct SpreadsheetTests {
  private static let marks = [
    "\"", ",", "\n", "\r", "\r\n", "=", "+", "-", "@", "\t", "'", "\u{0B}", "\u{85}", "\u{2028}",
    "\u{A0}", "\u{301}", "é", "£", "à", "字", "＝", "－", "＋", "＠", "Ａ", "😀", " ", "a", "case-1",
    "s 2(1)",
  ]

  private static func text(using random: inout SplitMix64) -> String {
    (0..<random.below(7)).map { _ in Gen.element(of: marks)(&random) }.joined()
  }

  /// A cell by the rules alone, letter by letter.
  private static func cell(_ text: String) -> String {
    var letters = Array(text.unicodeScalars)
    if let first = letters.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) {
      letters.insert("'", at: 0)
    }
    let needsQuotes = letters.contains { ",\"".unicodeScalars.contains($0) || isLineEnd($0) }
    guard needsQuotes else { return letters.map { String($0) }.joined() }
    return "\"" + letters.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }

  private static func isLineEnd(_ letter: Unicode.Scalar) -> Bool { Character(letter).isNewline }

  @Test func `Every cell is written by the rules, whatever stands in it`() throws {
    try forAll(count: 2000, seed: 9970) { random in
      let rows = (0..<3).map { _ in (0..<4).map { _ in Self.text(using: &random) } }
      var table = Spreadsheet()
      for row in rows { table.append(row) }
      let expected = rows.map { row in
        row.map { Self.cell($0) }.joined(separator: ",") + "\r\n"
      }
      try #require(Array(table.text.utf8) == Array(expected.joined().utf8))
    }
  }

  @Test func `Cells that were written once are those of the row`() throws {
    try forAll(count: 200, seed: 9971) { random in
      let row = (0..<6).map { _ in Self.text(using: &random) }
      var whole = Spreadsheet()
      whole.append(row)
      var parts = Spreadsheet()
      let cells = [row[..<1], row[1..<3], row[3..<5], row[5...]].map { parts.cells(Array($0)) }
      parts.appendRow(cells[0], cells[1], cells[2], cells[3])
      try #require(parts.text == whole.text)
    }
  }

  @Test func `Cells that are forgotten leave those before them as they were`() {
    var table = Spreadsheet()
    let name = table.cells(["list", "=sum"])
    let (more, last) = (table.cells(["more"]), table.cells(["last"]))
    for text in ["first", "a, \"b\"", ""] {
      var cells = table.cells()
      table.put(Array(text.utf8).span, to: &cells)
      table.appendRow(name, cells, more, last)
      table.forget(cells)
    }
    #expect(
      table.text
        == "list,'=sum,first,more,last\r\nlist,'=sum,\"a, \"\"b\"\"\",more,last\r\nlist,'=sum,,more,last\r\n"
    )
  }

  @Test(arguments: [
    "=1+1\u{301}", "=\u{301}1", "-\u{20E3}2", "@sum", "\tx", "\r\n=1", "\n=1", "＝1", "＠sum",
  ])
  func `No mark on a letter hides a formula`(_ text: String) {
    var table = Spreadsheet()
    table.append([text])
    #expect(table.text.unicodeScalars.first { $0 != "\"" } == "'")
  }

  @Test func `A mark on a comma or a quotation mark does not end the cell`() {
    var table = Spreadsheet()
    table.append(["a,\u{301}b", "c\"\u{301}d"])
    #expect(table.text == "\"a,\u{301}b\",\"c\"\"\u{301}d\"\r\n")
  }

  @Test func `Rows are taken once, in their order`() {
    var table = Spreadsheet()
    table.append(["one", "two"])
    #expect(table.taken() == Array("one,two\r\n".utf8))
    #expect(table.size == 0)
    table.append(["three"])
    #expect(table.taken() == Array("three\r\n".utf8))
    #expect(table.taken().isEmpty)
  }
}
