internal import Statistics

extension BarChart {
  /// How many units of the picture are one per cent.
  static let unitsOfOnePercent = 6
  private static let left = 10
  private static let width = left * 2 + 100 * unitsOfOnePercent
  private static let lineHeight = 18
  private static let barHeight = 16

  /// The picture: bars in black for what is certain, hatched for what is missing, in the colour of the text, so that it reads
  /// in black and white and in the dark.
  ///
  /// Six units are one per cent, exactly to a tenth of a unit; a bar of nothing is not drawn.
  ///
  /// - Parameter id: a name that no other picture of the page has.
  /// - Source: Scalable Vector Graphics 2; WAI-ARIA Graphics Module, for `role="img"`.
  public func svg(id: String) -> String {
    let id = escaped(id)
    var y = 0
    var body = ""
    func line(_ text: String, bold: Bool = false) {
      for part in wrapped(text, to: 80) {
        y += Self.lineHeight
        body +=
          "<text x=\"\(Self.left)\" y=\"\(y)\"\(bold ? " font-weight=\"700\"" : "")>\(escaped(part))</text>"
      }
    }
    line(title, bold: true)
    for bar in bars {
      y += 6
      line("\(bar.name): \(bar.words)")
      y += 6
      body += drawn(bar, at: y, id)
      y += Self.barHeight
    }
    y += Self.lineHeight
    body += rect(0, 3, at: y, "key", fill: "currentColor")
    body += "<text x=\"\(Self.left + 28)\" y=\"\(y + 13)\">certain</text>"
    body += rect(15, 3, at: y, "key", fill: "url(#\(id)-missing)")
    body +=
      "<text x=\"\(Self.left + 118)\" y=\"\(y + 13)\">missing: may belong to any bar</text>"
    y += Self.barHeight
    let height = y + 8
    return
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"bars\" role=\"img\" aria-labelledby=\"\(id)-title\" aria-describedby=\"\(id)-says\" viewBox=\"0 0 \(Self.width) \(height)\" width=\"\(Self.width)\" height=\"\(height)\" font-size=\"14\" fill=\"currentColor\" stroke=\"none\">"
      + "<title id=\"\(id)-title\">\(escaped(title))</title>"
      + "<desc id=\"\(id)-says\">\(escaped(description))</desc>"
      + "<defs><pattern id=\"\(id)-missing\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M1 0V6\" stroke=\"currentColor\" stroke-width=\"1.5\"/></pattern></defs>"
      + body + "</svg>"
  }

  /// The chart in words, for whoever does not see it.
  public var description: String {
    (bars.map { "\($0.name): \($0.words)." } + notes).joined(separator: " ")
  }

  private func drawn(_ bar: Bar, at y: Int, _ id: String) -> String {
    var out =
      "<rect class=\"whole\" x=\"\(Self.left)\" y=\"\(y)\" width=\"\(100 * Self.unitsOfOnePercent)\" height=\"\(Self.barHeight)\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".4\"/>"
    let certain = bar.certain.map { 100 * $0.approximate } ?? 0
    if certain > 0 { out += rect(0, certain, at: y, "certain", fill: "currentColor") }
    if let possible = bar.possible.map({ 100 * $0.approximate }), possible > 0 {
      out += rect(certain, possible, at: y, "missing", fill: "url(#\(id)-missing)")
    }
    return out
  }

  private func rect(
    _ start: Double, _ length: Double, at y: Int, _ kind: String, fill: String
  ) -> String {
    let unit = Double(Self.unitsOfOnePercent)
    return
      "<rect class=\"\(kind)\" x=\"\(number(Double(Self.left) + start * unit))\" y=\"\(y)\" width=\"\(number(length * unit))\" height=\"\(Self.barHeight)\" fill=\"\(fill)\" stroke=\"currentColor\"/>"
  }

  /// To a tenth, which no eye tells from more.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

/// A text in which nothing is taken for markup, without the characters that XML does not allow.
///
/// - Source: Extensible Markup Language 1.0, 2.2 and 2.4.
func escaped(_ text: String) -> String {
  var out = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "'": out += "&#39;"
    case "\t", "\n", "\r": out += " "
    case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
      out += "\u{FFFD}"
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out
}

/// Lines of at most so many characters, broken at blanks; a word that is longer is broken within.
func wrapped(_ text: String, to limit: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(whereSeparator: \.isWhitespace) {
    var word = word
    if !line.isEmpty, line.count + 1 + word.count > limit {
      lines.append(line)
      line = ""
    }
    while word.count > limit {
      lines.append(String(word.prefix(limit)))
      word = word.dropFirst(limit)
    }
    line += line.isEmpty ? String(word) : " " + word
  }
  return lines + (line.isEmpty ? [] : [line])
}
