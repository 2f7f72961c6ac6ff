public import Statistics

/// How often a field is there, divided by who owes it, by role or by year.
public struct CompletenessTable: Hashable, Sendable {
  public let field: CountedField
  public let dimension: CountedDimension
  /// Rows by the dimension; columns: there, and each reason why not.
  public let table: CountTable

  /// The share of a row that is there; nil for a row of nothing.
  public func completeness(ofRow row: Int) -> Fraction? {
    let total = table.rowTotals[row]
    return total == 0 ? nil : Fraction(table.counts[row][0], of: total)
  }
}

extension CountedCaseload {
  /// Completeness of every field that is asked for anywhere.
  ///
  /// - Source: Documentation/practice/failures.md F31.
  public func completeness(by dimension: CountedDimension) -> [CompletenessTable] {
    let all = Dictionary(grouping: observations, by: \.field)
    return CountedField.allCases.compactMap { field in
      all[field].flatMap { table(field, $0, by: dimension) }
    }
  }

  private func table(
    _ field: CountedField, _ observations: [FieldObservation], by dimension: CountedDimension
  ) -> CompletenessTable? {
    let rows = Set(observations.map { $0.group(by: dimension) }).sorted()
    let columns = columns(observations)
    let table = try? CountTable(
      rows: rows, columns: columns.map(\.name),
      counting: observations.map { seen in
        (
          seen.group(by: dimension),
          columns.first { $0.reason == seen.missing }?.name ?? columns[0].name
        )
      })
    return table.map { CompletenessTable(field: field, dimension: dimension, table: $0) }
  }

  private func columns(
    _ observations: [FieldObservation]
  ) -> [(name: String, reason: MissingReason?)] {
    let reasons = Set(observations.compactMap(\.missing))
    return [("there", nil)]
      + MissingReason.allCases.filter { reasons.contains($0) || $0 == .notRecorded }
      .map { ($0.rawValue, $0) }
  }

  /// Completeness of each field in the whole caseload. Whether a field is there is itself never missing, so the shares are exact.
  var completenessFigures: [RecordedFigure] {
    let all = Dictionary(grouping: observations, by: \.field)
    return CountedField.allCases.compactMap { field in
      guard let observations = all[field] else { return nil }
      return figure(
        "completeness-\(field.rawValue)", field.base, by: "whether \(field.rawValue) is there",
        columns(observations).map { column in
          (column.name, observations.count { $0.missing == column.reason })
        })
    }
  }

  /// The tables of one dimension as they may be published: protected together with those of the other dimensions, so that
  /// whoever holds several of them learns no small count.
  ///
  /// - Throws: `TableError`, if the tables are not counts of the same things.
  /// - Source: Documentation/practice/statistics.md 5, small numbers.
  public func publishedCompleteness(
    by dimension: CountedDimension, rule: SmallNumbers = .departmentForEducation
  ) throws(TableError) -> [(field: CountedField, table: SuppressedTable)] {
    let tables = CountedDimension.allCases.map { completeness(by: $0) }
    var published: [(field: CountedField, table: SuppressedTable)] = []
    for wanted in completeness(by: dimension) {
      let same = tables.compactMap { $0.first { $0.field == wanted.field } }
      let suppressed = try suppressedTogether(same.map(\.table), rule: rule)
      guard let index = same.firstIndex(where: { $0.dimension == dimension }) else { continue }
      published.append((wanted.field, suppressed[index]))
    }
    return published
  }
}
