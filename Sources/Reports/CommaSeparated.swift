internal import StatisticsReports

/// A table for spreadsheets, in which spaces that keep words together are spaces.
public func commaSeparated(_ rows: [[String]]) -> String {
  spreadsheet(rows.map { row in row.map { String($0.map { $0 == "\u{A0}" ? " " : $0 }) } })
}
