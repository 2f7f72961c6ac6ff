public import Statistics
import StatisticsReports

/// Completeness as a file for spreadsheets and programs: a line for each group and each reason, `all` for the whole caseload.
///
/// - Parameters:
///   - dimension: nil for the whole caseload alone.
///   - publication: what may be printed; nil for what is not to be published.
/// - Source: Documentation/practice/statistics.md 5.
public func completenessFile(
  _ count: CaseloadCount, by dimension: CountedDimension?, as publication: Publication?
) -> String {
  let lines = completenessRows(count, by: dimension, as: publication).flatMap { row in
    zip(row.categories, row.figures).map { category, figure in
      [
        "completeness-\(row.field.rawValue)", row.field.base.description,
        dimension?.rawValue ?? "z", row.group, category, figure.description,
      ]
    }
  }
  return file(lines, of: count.caseload.stamp)
}

/// How many warnings of each body have a day for each step, as a file of the same form.
public func responseTimeFile(_ count: CaseloadCount, as publication: Publication?) -> String {
  let lines = responseTimeRows(count, as: publication).flatMap { row in
    zip(["with a day", "with no day", "in all"], [row.known, row.unknown, row.all])
      .map { category, figure in
        [
          "days-to-\(row.step.rawValue)", Base(.warnings).description,
          CountedDimension.agency.rawValue, row.agency, category, figure.description,
        ]
      }
      + row.quartiles.map { quartile in
        [
          "days-to-\(row.step.rawValue)", Base(.warnings).description,
          CountedDimension.agency.rawValue, row.agency, quartile.name, quartile.among,
        ]
      }
  }
  return file(lines, of: count.caseload.stamp)
}

/// - Parameter lines: definition, base, dimension, group, category, count.
private func file(_ lines: [[String]], of stamp: CountStamp) -> String {
  let header = [
    "definition", "base", "period", "place", "snapshot", "rule_version", "source", "dimension",
    "group", "category", "count",
  ]
  let own = [
    stamp.period.description, stamp.place.description, stamp.snapshot, stamp.ruleVersion,
    stamp.source,
  ]
  var sheet = Spreadsheet()
  sheet.append(header)
  for line in lines { sheet.append(line[..<2] + own + line[2...]) }
  return sheet.text
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

/// Completeness as it is printed, group by group; of the whole caseload last. Fields that are left out have no row.
public func completenessRows(
  _ count: CaseloadCount, by dimension: CountedDimension?, as publication: Publication?
) -> [CompletenessRow] {
  // Without a dimension, the totals of any table.
  count.completeness(by: dimension ?? .role, as: publication).flatMap { table in
    let counts = table.table.countsWithTotals
    let groups = table.table.rows.map(Optional.some) + [nil]
    let rows = zip(groups, counts).compactMap { group, line -> CompletenessRow? in
      guard let publication else {
        return row(table, group, line.map(Figure.count))
      }
      return publication.figures(ofRow: group, in: table).map { row(table, group, $0) }
    }
    return dimension == nil ? rows.filter { $0.group == "all" } : rows
  }
}

private func row(
  _ table: CompletenessTable, _ group: String?, _ figures: [Figure]
) -> CompletenessRow {
  CompletenessRow(
    field: table.field, group: group ?? "all", categories: table.table.columns + ["in all"],
    figures: figures)
}

/// How one body answered its warnings in one step, with what is printed of it.
public struct ResponseTimeRow: Hashable, Sendable {
  public struct Quartile: Hashable, Sendable {
    /// `lower quartile`, `median` or `upper quartile`.
    public let name: String
    /// Of the warnings that have a day.
    public let among: String
    /// Of all, whatever the days of the others are.
    public let ofAll: String
  }

  /// The body, or `all`.
  public let agency: String
  let times: ResponseTimes
  public var step: ResponseTimes.Step { times.step }
  public let known: Figure
  public let unknown: Figure
  public let all: Figure
  /// None where no day is known, or where they would be the days of few.
  public let quartiles: [Quartile]
}

/// Response times by body, those of all bodies last in each step. What is left out has no row.
public func responseTimeRows(
  _ count: CaseloadCount, as publication: Publication?
) -> [ResponseTimeRow] {
  zip(count.responseTimes, count.responseTimesByAgency(as: publication)).flatMap {
    times, agencies in
    (agencies.map { ($0.agency, $0.times) } + [(nil, times)])
      .compactMap { agency, times in responseTimeRow(agency, times, count, as: publication) }
  }
}

/// - Parameter agency: nil for all bodies.
func responseTimeRow(
  _ agency: String?, _ times: ResponseTimes, _ count: CaseloadCount, as publication: Publication?
) -> ResponseTimeRow? {
  if times.warnings == 0 { return nil }
  let known = times.warnings - times.withNoDay
  var figures = [Figure.count(known), .count(times.withNoDay), .count(times.warnings)]
  if let publication {
    // One body is all bodies.
    let isAlone = count.responseTimesByAgency(as: publication).first?.count == 1
    guard let printed = publication.figures(of: isAlone ? nil : agency, in: times) else {
      return nil
    }
    figures = printed
  }
  return ResponseTimeRow(
    agency: agency ?? "all", times: times, known: figures[0], unknown: figures[1], all: figures[2],
    quartiles: figures.contains(.suppressed) ? [] : times.quartiles)
}

extension ResponseTimes {
  fileprivate var quartiles: [ResponseTimeRow.Quartile] {
    ["lower quartile", "median", "upper quartile"].enumerated().compactMap { quarter, name in
      guard let among = quartileAmongKnown(quarter + 1), let all = quartile(quarter + 1) else {
        return nil
      }
      return ResponseTimeRow.Quartile(
        name: name,
        among: among.lowerBound == among.upperBound
          ? "\(among.lowerBound)" : "\(among.lowerBound)-\(among.upperBound)",
        ofAll: "\(all.least) to \(all.most.map { "\($0)" } ?? "never")")
    }
  }
}
