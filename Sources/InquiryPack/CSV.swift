/// Tables as text: cells parted by commas, rows by CR LF, and quotation marks where they are
/// needed.
///
/// Spreadsheet programs run a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break, or
/// with a full-width form of one of the signs, as a formula. Such a cell gets an apostrophe before
/// it, and so does a cell that begins with an apostrophe, so that taking one away gives back what
/// was meant.
///
/// - Source: RFC 4180; for formulas, OWASP, CSV Injection.
enum CSV {
  static func row(_ cells: [String]) -> [UInt8] {
    Array((cells.map(cell).joined(separator: ",") + "\r\n").utf8)
  }

  private static func cell(_ text: String) -> String {
    let safe = text.unicodeScalars.first.map(risky.contains) == true ? "'" + text : text
    guard safe.unicodeScalars.contains(where: quoted.contains) else { return safe }
    return "\"" + safe.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }

  private static let risky: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "'", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]
  private static let quoted: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]

  /// The rows of a table, with the apostrophes taken away again; nil unless `row` writes it so.
  static func rows(_ bytes: [UInt8]) -> [[String]]? {
    guard text(bytes) != nil else { return nil }
    var rows: [[String]] = []
    var row: [String] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let value = nextCell(&rest), let end = rest.popFirst() else { return nil }
      row.append(value)
      if end == UInt8(ascii: ",") { continue }
      guard end == UInt8(ascii: "\r"), rest.popFirst() == UInt8(ascii: "\n") else { return nil }
      rows.append(row)
      row = []
    }
    guard row.isEmpty, rows.flatMap(Self.row).elementsEqual(bytes) else { return nil }
    return rows
  }

  private static func nextCell(_ rest: inout ArraySlice<UInt8>) -> String? {
    var value: [UInt8] = []
    if rest.first == UInt8(ascii: "\"") {
      repeat {
        rest.removeFirst()
        let part = rest.prefix { $0 != UInt8(ascii: "\"") }
        value += part
        rest = rest.dropFirst(part.count + 1)
        if rest.first == UInt8(ascii: "\"") { value.append(UInt8(ascii: "\"")) }
      } while rest.first == UInt8(ascii: "\"")
    } else {
      let part = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\r") }
      value += part
      rest = rest.dropFirst(part.count)
    }
    return text(value.first == UInt8(ascii: "'") ? value.dropFirst() : value[...])
  }
}
