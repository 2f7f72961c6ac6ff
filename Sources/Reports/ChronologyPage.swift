public import Assessment
import CivilTime

/// The chronology for people, on a terminal.
public func report(_ chronology: Chronology, layout: Layout) -> String {
  var sheet = Sheet(layout)
  sheet.add(chronology.copy.marking, .strong)
  sheet.add("\(chronology.title) · \(chronology.heading)", .strong)
  for line in chronology.preface { sheet.add(line, hanging: 2) }
  sheet.rule()
  let left = 22
  for line in chronology.lines {
    sheet.row(
      [
        [Paragraph(line.day, .strong)] + (line.age.map { [Paragraph("aged \($0)", .faint)] } ?? []),
        line.paragraphs.enumerated().map { index, text in
          Paragraph(text, index == 0 ? .plain : .faint, hanging: 2)
        },
      ], widths: [left, layout.width - left - 2])
    sheet.blank()
  }
  for paragraph in chronology.after { sheet.add(paragraph, hanging: 2) }
  sheet.add(chronology.copy.marking, .strong)
  return sheet.text
}

extension Chronology {
  var heading: String {
    about == Assessment.group ? "chronology of the whole record" : "chronology of \(about)"
  }

  var preface: [String] {
    var lines = [
      known.map { "As it was on file by \(words($0)): what came later is left out." }
        ?? "Everything on file, whatever its day."
    ]
    if let day = copy.recordedBy {
      lines.append("As the casebook stood at the end of \(words(day)).")
    }
    if let reader = copy.reader { lines.append("Copy for \(reader).") }
    lines.append(
      "Happened, learned and recorded are three days. What a line says is what its source says.")
    return lines
  }

  /// What was withheld, and what is missing.
  var after: [String] {
    var lines: [String] = []
    if self.lines.isEmpty { lines.append("Nothing is on file.") }
    if copy.reader != nil, copy.withheld.isEmpty {
      lines.append("Nothing was withheld from this copy.")
    }
    for withheld in copy.withheld {
      lines.append(
        "Withheld, \(withheld.code), \(count(withheld.count, "time")): \(withheld.sentence)")
    }
    for gap in copy.gaps { lines.append("Gap: \(gap).") }
    return lines
  }
}

extension Chronology.Line {
  var day: String { on.map { capitalised(words($0)) } ?? "No day stated" }

  var paragraphs: [String] {
    var lines = [sentence(capitalised(what))]
    switch kind {
    case .statement: lines.append("Said by: \(source)")
    case .response, .warning: lines.append("By: \(source)")
    case .birth: break
    }
    if kind == .statement {
      lines.append(
        learned.map { "On file since \(words($0)), \(learnedBy ?? "")" }
          ?? "Not known since when it was on file")
    }
    if let recorded { lines.append("Recorded: \(recorded)") }
    if isShownOnly { lines.append("Shown, and counted towards no test") }
    lines[lines.count - 1] += " · \(held(place))"
    return lines
  }
}

// MARK: For spreadsheets

extension Chronology {
  /// The chronology as comma-separated values with a line of names, lines ended by CR LF.
  ///
  /// A cell that a spreadsheet would take for a formula begins with an apostrophe.
  ///
  /// - Source: RFC 4180.
  public var csv: String {
    let names = [
      "happened", "earliest", "latest", "age", "what", "kind", "source", "on_file_since",
      "on_file_with", "recorded", "place", "counts", "marking",
    ]
    let rows = lines.map { line -> [String] in
      let range = line.on?.range
      return [
        line.on?.literal ?? "", text(range?.earliest), text(range?.latest), line.age ?? "",
        line.what, line.kind.rawValue, line.source, text(line.learned), line.learnedBy ?? "",
        line.recorded ?? "", line.place, line.isShownOnly ? "no" : "yes", copy.marking,
      ]
    }
    // What is not in the copy stands below it, so that nobody takes the table for the whole.
    func note(_ kind: String, _ what: String) -> [String] {
      names.map { ["kind": kind, "what": what, "marking": copy.marking][$0] ?? "" }
    }
    let notes =
      copy.withheld.map {
        note("withheld", "\($0.code), \(count($0.count, "time")): \($0.sentence)")
      }
      + copy.gaps.map { note("gap", $0) }
    return commaSeparated([names] + rows + notes)
  }

  private func text(_ day: CivilDate?) -> String { day.map { "\($0)" } ?? "" }

  /// The chronology for programs.
  public var json: JSONValue {
    func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    let withheld = copy.withheld.map { withheld -> JSONValue in
      .object([
        ("code", .string(withheld.code)), ("count", .int(withheld.count)),
        ("because", .string(withheld.sentence)),
      ])
    }
    return .object([
      ("heed", .string("chronology/1")), ("title", .string(title)), ("about", .string(about)),
      ("known", optional(known.map { "\($0)" })),
      ("recorded-by", optional(copy.recordedBy.map { "\($0)" })),
      ("marking", .string(copy.marking)), ("copy-for", optional(copy.reader)),
      ("lines", .array(lines.map(\.json))), ("withheld", .array(withheld)),
      ("gaps", .array(copy.gaps.map(JSONValue.string))),
    ])
  }
}

extension Chronology.Line {
  fileprivate var json: JSONValue {
    func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    return .object([
      ("kind", .string(kind.rawValue)), ("on", optional(on?.literal)),
      ("age", age.map(JSONValue.string)), ("what", .string(what)), ("source", .string(source)),
      ("on-file-since", optional(learned.map { "\($0)" })),
      ("on-file-with", learnedBy.map(JSONValue.string)),
      ("recorded", recorded.map(JSONValue.string)), ("place", .string(place)),
      ("counts", .bool(!isShownOnly)),
    ])
  }
}

// MARK: A page that prints

extension Chronology {
  /// A page of its own: no script, nothing from elsewhere, readable on a screen, by ear and on paper.
  public var html: String {
    let marking = "<p class=\"marking\">\(escaped(copy.marking))</p>"
    return """
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <title>\(escaped(capitalised(heading))) – \(escaped(title))</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 Georgia, "DejaVu Serif", serif; max-width: 62rem; margin: 0 auto; padding: 1rem; color: #111; background: #fff; }
      h1 { font-size: 1.6rem; line-height: 1.25; }
      .marking { font-family: system-ui, sans-serif; font-weight: 700; letter-spacing: .04em; border: 2px solid; padding: .25rem .5rem; display: inline-block; }
      table { border-collapse: collapse; width: 100%; }
      caption { text-align: left; font-weight: 700; padding: .5rem 0; }
      th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-top: 1px solid #767676; }
      thead th { border-top: 0; }
      tbody th { font-weight: 700; width: 11rem; }
      small { font-size: .875rem; display: block; }
      .scroll { overflow-x: auto; }
      .scroll:focus { outline: 3px solid #1d70b8; }
      @media (prefers-color-scheme: dark) { body { color: #eee; background: #111; } }
      @media print {
        body { max-width: none; padding: 0; font-size: 10.5pt; color: #000; background: #fff; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        .scroll { overflow: visible; }
        @page { margin: 18mm 15mm; }
      }
      </style>
      </head>
      <body>
      <header>
      \(marking)
      <h1>\(escaped(capitalised(heading))), \(escaped(title))</h1>
      \(preface.map { "<p>\(escaped($0))</p>" }.joined(separator: "\n"))
      </header>
      <main>
      <div class="scroll" role="region" aria-label="Chronology" tabindex="0">
      <table>
      <caption>\(escaped(count(lines.count, "line"))), in the order of the days on which things happened</caption>
      <thead><tr><th scope="col">Happened</th><th scope="col">What</th><th scope="col">Who says so, or did it</th><th scope="col">Learned and recorded</th></tr></thead>
      <tbody>
      \(lines.map(\.row).joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      </main>
      <footer>
      \(after.map { "<p>\(escaped($0))</p>" }.joined(separator: "\n"))
      \(marking)
      </footer>
      </body>
      </html>

      """
  }
}

extension Chronology.Line {
  fileprivate var row: String {
    let age = age.map { "<small>aged \(escaped($0))</small>" } ?? ""
    var notes: [String] = []
    if kind == .statement {
      notes.append(
        learned.map { "On file since \(words($0)), \(learnedBy ?? "")" }
          ?? "Not known since when it was on file")
    }
    if let recorded { notes.append("Recorded: \(recorded)") }
    if isShownOnly { notes.append("Shown, and counted towards no test") }
    notes.append(capitalised(place))
    return
      "<tr><th scope=\"row\">\(escaped(day))\(age)</th><td>\(escaped(sentence(capitalised(what))))</td><td>\(escaped(source))</td><td>\(notes.map { "<small>\(escaped($0))</small>" }.joined())</td></tr>"
  }
}

private func escaped(_ text: String) -> String {
  var out = ""
  for character in text {
    switch character {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "'": out += "&#39;"
    default: out.append(character)
    }
  }
  return out
}
