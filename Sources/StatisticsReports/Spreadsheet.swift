/// A table for spreadsheets, row by row: cells parted by commas, rows by CR LF. A cell that a spreadsheet would take for a formula says what it
/// says, after an apostrophe.
///
/// - Source: RFC 4180; for formulas, OWASP, CSV Injection.
package struct Spreadsheet: Sendable {
  package private(set) var text = ""

  package init() {}

  package mutating func append(_ row: [String]) {
    for (index, cell) in row.enumerated() {
      if index > 0 { text += "," }
      text += isPlain(cell) ? cell : guarded(cell)
    }
    text += "\r\n"
  }

  /// The rows that were appended since this was asked last.
  package mutating func taken() -> String {
    defer { text = "" }
    return text
  }
}

/// Whether a cell can stand as it is. It looks at bytes, and lets somebody else judge whatever may be more than a letter or a digit.
private func isPlain(_ text: String) -> Bool {
  guard let first = text.utf8.first else { return true }
  // Letters, digits, spaces and such of ASCII, but for what ends a cell or a line; and no formula.
  return first != 0x3D && first != 0x2B && first != 0x2D && first != 0x40
    && text.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x2C }
}

private func guarded(_ text: String) -> String {
  var text = text
  if let first = text.first, "=+-@\t\r".contains(first) { text = "'" + text }
  guard text.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return text }
  let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
  return "\"" + doubled.joined(separator: "\"\"") + "\""
}
