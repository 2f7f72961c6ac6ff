internal import StatisticsReports

/// A table for spreadsheets, in which spaces that keep words together are spaces.
public func commaSeparated(_ rows: [[String]]) -> String {
  var table = Spreadsheet(hasPlainSpaces: true)
  for row in rows { table.append(row) }
  return table.text
}
