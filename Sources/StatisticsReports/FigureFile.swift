internal import Statistics

/// Figures as a file for spreadsheets and programs, with every row's base, period, place, edition and missing share.
///
/// The first line names the columns. A number that may not be printed is a sign: `c` small or withheld, `z` not applicable,
/// `x` refused, with its reason in the note, `:` nobody has it.
///
/// - Source: Documentation/practice/statistics.md 5.
public func commaSeparated(_ sheets: [FigureSheet]) -> String {
  let rows =
    [FigureColumn.allCases.map(\.rawValue)]
    + sheets.flatMap { sheet in
      sheet.rows.map { row in FigureColumn.allCases.map { $0.value(row, in: sheet) } }
    }
  var table = Spreadsheet()
  for row in rows { table.append(row) }
  return table.text
}

/// The columns of `commaSeparated`, by their names there.
enum FigureColumn: String, CaseIterable {
  case figure, definition, base, period, place, attribute, kind, category, count
  case atLeast = "at_least"
  case atMost = "at_most"
  case missingShare = "missing_share"
  case snapshot
  case ruleVersion = "rule_version"
  case edition, source, note

  /// Whether its cells hold numbers, in whose place a sign may stand.
  var isNumber: Bool {
    [.count, .atLeast, .atMost, .missingShare].contains(self)
  }

  var meaning: String {
    switch self {
    case .figure: "The short name of the figure."
    case .definition:
      "The rule by which things are counted. Figures of different definitions do not compare."
    case .base: "What is counted, and which of them. One base is never another."
    case .period: "A year, a year from April, a month, or months from and to."
    case .place: "Whose figure it is, with the kind of place."
    case .attribute: "The attribute of the categories; z for a plain count."
    case .kind: "Whether the row is a count, a category, the residual, the missing or the total."
    case .category: "The category."
    case .count: "How many."
    case .atLeast:
      "The least share of the base, in per cent: if no missing value is of the category."
    case .atMost:
      "The greatest share of the base, in per cent: if every missing value is of the category."
    case .missingShare: "The share of the base of which the value is missing, in per cent."
    case .snapshot: "Which state of the records was counted."
    case .ruleVersion: "The version of the rule by which it was counted."
    case .edition: "Which edition of the figure this is, of how many."
    case .source: "Where it was printed."
    case .note: "What must be said of the row."
    }
  }

  func value(_ row: FigureSheet.Row, in sheet: FigureSheet) -> String {
    switch self {
    case .figure: sheet.figure.id
    case .definition: sheet.figure.definition
    case .base: sheet.figure.base?.description ?? "x"
    case .period: sheet.figure.period.description
    case .place: sheet.figure.place.description
    case .attribute: sheet.attribute ?? "z"
    case .kind: row.kind.rawValue
    case .category: row.name
    case .count: row.count.description
    case .atLeast: withoutSign(row.atLeast)
    case .atMost: withoutSign(row.atMost)
    case .missingShare: withoutSign(sheet.missing.atLeast)
    case .snapshot: sheet.edition.snapshot
    case .ruleVersion: sheet.edition.ruleVersion
    case .edition: editionNumber(sheet)
    case .source: sheet.edition.source
    case .note: row.note
    }
  }

  /// A percentage as a plain number, as its column is declared.
  private func withoutSign(_ entry: FigureSheet.Entry) -> String {
    let text = entry.description
    return text.last == "%" ? String(text.dropLast()) : text
  }

  private func editionNumber(_ sheet: FigureSheet) -> String {
    let editions = sheet.figure.editions
    let position = editions.firstIndex(of: sheet.edition).map { $0 + 1 } ?? editions.count
    return "\(position) of \(editions.count)"
  }
}
