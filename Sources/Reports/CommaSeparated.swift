internal import StatisticsReports

/// A table for spreadsheets, in which spaces that keep words together are spaces.
public func commaSeparated(_ rows: [[String]]) -> String {
  var table = PlainTable()
  for row in rows { table.append(row) }
  return table.text
}

/// Such a table, row by row.
struct PlainTable {
  private var table = Spreadsheet()

  var text: String { table.text }

  mutating func append(_ row: [String]) { table.append(row.map(withPlainSpaces)) }

  /// The rows that were appended since this was asked last.
  mutating func taken() -> String { table.taken() }

  private func withPlainSpaces(_ text: String) -> String {
    // The first byte of such a space; most cells have none.
    text.utf8.contains(0xC2) ? String(text.map { $0 == "\u{A0}" ? " " : $0 }) : text
  }
}
