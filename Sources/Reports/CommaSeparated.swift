internal import StatisticsReports

/// A table for spreadsheets, in which spaces that keep words together are spaces.
public func commaSeparated(_ rows: [[String]]) -> String {
  var table = Spreadsheet()
  for row in rows { table.append(row.map(plainSpaces)) }
  return table.text
}

/// A text of ours for a spreadsheet: spaces that keep words together are spaces. What somebody else wrote stays as it was written.
func plainSpaces(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 }))
}
