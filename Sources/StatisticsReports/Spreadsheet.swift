/// A table for spreadsheets: cells parted by commas, rows by CR LF. A cell that a spreadsheet would take for a formula says what it
/// says, after an apostrophe.
///
/// - Source: RFC 4180; for formulas, OWASP, CSV Injection.
package func spreadsheet(_ rows: [[String]]) -> String {
  rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
}

private func cell(_ text: String) -> String {
  var text = text
  if let first = text.first, "=+-@\t\r".contains(first) { text = "'" + text }
  guard text.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return text }
  let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
  return "\"" + doubled.joined(separator: "\"\"") + "\""
}
