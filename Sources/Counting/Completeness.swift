public import Statistics

/// How often a field is there, divided by who owes it, by role or by year.
public struct CompletenessTable: Hashable, Sendable {
  public let field: CountedField
  public let dimension: CountedDimension
  /// Rows by the dimension; columns: there, and each reason why not.
  public let table: CountTable
  /// The groups that stand together in the last row; mostly none.
  let together: Set<String>

  /// The share of a row that is there; nil for a row of nothing.
  public func completeness(ofRow row: Int) -> Fraction? {
    let total = table.rowTotals[row]
    return total == 0 ? nil : Fraction(table.counts[row][0], of: total)
  }
}

extension CompletenessTable {
  /// How groups are called that stand in one row, since each has few.
  static let othersName = "others, each with few"

  /// This table with the groups that have few of what is counted in one row: what is said of them is said of all together.
  ///
  /// Fields that are asked of the same things have the same groups in that row.
  func poolingFew(_ rule: SmallNumbers) -> CompletenessTable {
    let few = table.rows.indices.filter { rule.range.contains(table.rowTotals[$0]) }
    guard few.count > 1 else { return self }
    let others = table.columns.indices.map { column in
      few.reduce(0) { $0 + table.counts[$1][column] }
    }
    let kept = table.rows.indices.filter { !few.contains($0) }
    let pooled = try? CountTable(
      rows: kept.map { table.rows[$0] } + [Self.othersName], columns: table.columns,
      counts: kept.map { table.counts[$0] } + [others])
    return pooled.map {
      CompletenessTable(
        field: field, dimension: dimension, table: $0,
        together: Set(few.map { table.rows[$0] }))
    } ?? self
  }

  /// The groups of a row.
  func groups(ofRow row: String) -> Set<String> {
    row == Self.othersName && !together.isEmpty ? together : [row]
  }

  /// All groups.
  var groups: Set<String> { Set(table.rows.flatMap(groups(ofRow:))) }
}

extension CountedCaseload {
  /// Completeness of every field that is asked for anywhere.
  ///
  /// - Source: Documentation/practice/failures.md F31.
  public func completeness(by dimension: CountedDimension) -> [CompletenessTable] {
    observations.tables(by: dimension)
  }

  /// Completeness of each field in the whole caseload. Whether a field is there is itself never missing, so the shares are exact.
  func completenessFigures(_ tables: [CompletenessTable]) -> [RecordedFigure] {
    tables.compactMap { table in
      figure(
        "completeness-\(table.field.rawValue)", table.field.base,
        by: "whether \(table.field.rawValue) is there",
        Array(zip(table.table.columns, table.table.columnTotals)))
    }
  }
}

extension [FieldObservation] {
  func tables(by dimension: CountedDimension) -> [CompletenessTable] {
    var counts: [CountedField: [String: [MissingReason?: Int]]] = [:]
    for seen in self {
      counts[seen.field, default: [:]][seen.group(by: dimension), default: [:]][
        seen.missing, default: 0] += 1
    }
    return CountedField.allCases.compactMap { field in
      guard let groups = counts[field] else { return nil }
      let reasons = groups.values.reduce(into: Set<MissingReason>()) { found, row in
        found.formUnion(row.keys.compactMap { $0 })
      }
      let columns: [(name: String, reason: MissingReason?)] =
        [("there", nil)]
        + MissingReason.allCases.filter { reasons.contains($0) || $0 == .notRecorded }
        .map { ($0.rawValue, $0) }
      let rows = groups.keys.sorted()
      let table = try? CountTable(
        rows: rows, columns: columns.map(\.name),
        counts: rows.map { row in columns.map { groups[row]?[$0.reason] ?? 0 } })
      return table.map {
        CompletenessTable(field: field, dimension: dimension, table: $0, together: [])
      }
    }
  }
}
