/// Returns a diagnostic as text for a person: the place, what is wrong, and what to do.
///
/// ```
/// Law/act.yaml:17:36: error: unknown fact [law.unknown-fact]
/// 17 |           any: [recruited, moved, harbord]
///    |                                   ^
///    = not in Law/vocabulary.yaml; did you mean 'harboured'?
///    = section 2(3), element M1
/// ```
///
/// - Parameter source: the whole text of the file, to show the line; nil for files that hold
///   personal values, and then no line is shown. Control characters and marks that turn the
///   direction of text are shown as escapes, so a hostile file cannot write to the terminal. Of a
///   long line only the part around the place is shown.
/// - Returns: lines joined by line feeds, without one at the end.
public func render(_ diagnostic: Diagnostic, source: String?) -> String {
  let position = diagnostic.location.position
  let place = "\(shown(diagnostic.location.file)):\(position.line):\(position.column)"
  var lines = [
    "\(place): \(diagnostic.severity.rawValue): \(shown(diagnostic.message)) [\(diagnostic.code)]"
  ]
  var margin = "  "
  if let source, let excerpt = Excerpt(of: source, at: position) {
    let number = String(position.line)
    margin = String(repeating: " ", count: max(2, number.count))
    lines.append("\(margin.dropLast(number.count))\(number) | \(excerpt.text)")
    lines.append("\(margin) | \(excerpt.indent)^")
  }
  for text in [diagnostic.help, diagnostic.context ?? ""] {
    for line in text.split(separator: "\n") { lines.append("\(margin) = \(shown(line))") }
  }
  return lines.joined(separator: "\n")
}

/// One line of a file, cut to the part around a column, and the blank space that leads to it.
private struct Excerpt {
  var text: String
  var indent: String

  /// Nil when the file has no such line.
  init?(of source: String, at position: Position) {
    guard let line = Self.line(position.line, of: source) else { return nil }
    let scalars = Array(line.unicodeScalars)
    let caret = min(max(position.column - 1, 0), scalars.count)
    let isLong = scalars.count > 160
    let from = isLong ? max(0, caret - 60) : 0
    let to = isLong ? min(scalars.count, caret + 60) : scalars.count
    let before = (from > 0 ? "…" : "") + shown(scalars[from..<caret], keepingTabs: true)
    let after = shown(scalars[caret..<to], keepingTabs: true) + (to < scalars.count ? "…" : "")
    text = before + after
    indent = String(before.map { $0 == "\t" ? "\t" : " " })
  }

  private static func line(_ number: Int, of source: String) -> Substring? {
    let bytes = source.utf8
    var start = bytes.startIndex
    var line = 1
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      if byte == 0x0A || byte == 0x0D {
        if line == number { return source[start..<index] }
        line += 1
        start = next
        if byte == 0x0D, next < bytes.endIndex, bytes[next] == 0x0A {
          start = bytes.index(after: next)
        }
        index = start
      } else {
        index = next
      }
    }
    return line == number ? source[start..<bytes.endIndex] : nil
  }
}

private func shown(_ text: some StringProtocol) -> String {
  shown(text.unicodeScalars, keepingTabs: false)
}

/// The text with everything that a terminal would obey, rather than show, written as an escape.
private func shown(_ scalars: some Sequence<Unicode.Scalar>, keepingTabs: Bool) -> String {
  var text = String.UnicodeScalarView()
  for scalar in scalars {
    switch scalar.value {
    case 0x09 where keepingTabs: text.append(scalar)
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
      0xFEFF:
      text.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    default: text.append(scalar)
    }
  }
  return String(text)
}
