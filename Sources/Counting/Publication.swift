internal import Characteristics
public import Statistics
internal import StatisticsReports

extension CountedCaseload {
  /// The figures that may be printed where small numbers are withheld, each to be suppressed by itself as `FigureSheet` does.
  ///
  /// Left out are those whose numbers another figure or the number of cases would give away by subtraction: completeness, which
  /// `publishedCompleteness` protects as tables; overlaps of definitions, unless none of their numbers is small; a figure that few are
  /// outside of; and a breakdown of ethnicity in which few are missing for some one reason.
  ///
  /// - Source: Documentation/practice/statistics.md 5 and 6 (T09, T10).
  public func publishableFigures(
    rule: SmallNumbers = .departmentForEducation
  ) -> [RecordedFigure] {
    let mayOverlap = groupDefinitions.overlapsMayBePublished(rule: rule)
    return figures.filter { figure in
      if figure.id.hasPrefix("completeness-") { return false }
      if figure.id.hasPrefix("overlap-") && !mayOverlap { return false }
      guard case .breakdown(_, .counts(let counts)) = figure.current.content else { return true }
      if rule.range.contains(counts.missing[.notApplicable] ?? 0) { return false }
      return !figure.id.hasPrefix("ethnicity-")
        || !counts.missing.values.contains { rule.range.contains($0) }
    }
  }

  /// The publishable figures of which nothing is withheld, since an answer to a claim prints its numbers.
  public func publishablyClaimableFigures(
    rule: SmallNumbers = .departmentForEducation
  ) -> [RecordedFigure] {
    publishableFigures(rule: rule).filter { figure in
      !FigureSheet(figure, rule: rule).rows.contains { $0.count == .suppressed }
    }
  }
}

/// Completeness as a file for spreadsheets and programs: a line for each group and each reason, `all` for the whole caseload.
///
/// - Parameters:
///   - dimension: nil for the whole caseload alone.
///   - rule: which counts are suppressed; nil for what is not to be published.
/// - Throws: `TableError`, as `publishedCompleteness`.
/// - Source: RFC 4180; Documentation/practice/statistics.md 5; for cells that a spreadsheet would take for formulas, OWASP, CSV
///   Injection: these stand after an apostrophe.
public func completenessFile(
  _ caseload: CountedCaseload, by dimension: CountedDimension?, rule: SmallNumbers?
) throws(TableError) -> String {
  let stamp = caseload.stamp
  let header = [
    "definition", "base", "period", "place", "snapshot", "rule_version", "source", "dimension",
    "group", "category", "count",
  ]
  let lines = try completenessRows(caseload, by: dimension, rule: rule).flatMap { row in
    zip(row.categories, row.figures).map { category, figure in
      [
        "completeness-\(row.field.rawValue)", row.field.base.description, stamp.period.description,
        stamp.place.description, stamp.snapshot, stamp.ruleVersion, stamp.source,
        dimension?.rawValue ?? "z", row.group, category, figure.description,
      ]
    }
  }
  return ([header] + lines).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
}

private func cell(_ text: String) -> String {
  var text = text
  if let first = text.first, "=+-@\t\r".contains(first) { text = "'" + text }
  guard text.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

/// One group of one field, with what is printed of it.
public struct CompletenessRow: Hashable, Sendable {
  public let field: CountedField
  /// The group, or `all`.
  public let group: String
  /// `there`, each reason why not, and `in all`.
  public let categories: [String]
  public let figures: [Figure]
}

/// Completeness as it is printed, group by group; of the whole caseload last.
///
/// - Throws: `TableError`, as `publishedCompleteness`.
public func completenessRows(
  _ caseload: CountedCaseload, by dimension: CountedDimension?, rule: SmallNumbers?
) throws(TableError) -> [CompletenessRow] {
  // Without a dimension, the totals of any table.
  let wanted = dimension ?? .agency
  let tables = caseload.completeness(by: wanted)
  let cells: [[[Figure]]]
  if let rule {
    cells = try caseload.publishedCompleteness(by: wanted, rule: rule).map(\.table.figures)
  } else {
    cells = tables.map { $0.table.countsWithTotals.map { $0.map(Figure.count) } }
  }
  return zip(tables, cells).flatMap { table, figures in
    let rows = zip(table.table.rows + ["all"], figures).map { group, line in
      CompletenessRow(
        field: table.field, group: group, categories: table.table.columns + ["in all"],
        figures: line)
    }
    return dimension == nil ? Array(rows.suffix(1)) : rows
  }
}
