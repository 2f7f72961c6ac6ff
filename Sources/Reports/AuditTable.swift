package import BulkAudit
package import Statistics

/// Children on each worklist, by agency, area or year, as it may be published.
package struct AuditTable: Sendable {
  package enum Dimension: String, Sendable, CaseIterable {
    case agency, area, year
  }

  package struct Row: Sendable {
    package var name: String
    /// Children, then those on each worklist.
    package var figures: [Figure]
  }

  package let dimension: Dimension
  package let columns: [String]
  package let rows: [Row]

  /// Each worklist is a table of those on it and those not, by row, whose row totals all tables share; small numbers are suppressed over all
  /// of them together.
  package init(_ audit: AuditReport, by dimension: Dimension) {
    self.dimension = dimension
    var counts: [String: CellCount] = [:]
    for (cell, count) in audit.totals.cells {
      let name =
        switch dimension {
        case .agency: cell.agency
        case .area: cell.area
        case .year: cell.year
        }
      counts[name, default: CellCount()] += count
    }
    let names = counts.keys.sorted()
    columns = ["children"] + AuditEntry.List.allCases.map(\.rawValue)
    guard !names.isEmpty else {
      rows = []
      return
    }
    // One table for each list: in it or not, in columns of agencies, so that all share their column totals.
    let tables = AuditEntry.List.allCases.compactMap { list in
      try? CountTable(
        rows: ["on the list", "not on it"], columns: names,
        counts: [
          names.map { counts[$0]?.onList[list] ?? 0 },
          names.map { (counts[$0]?.children ?? 0) - (counts[$0]?.onList[list] ?? 0) },
        ])
    }
    let suppressed = (try? suppressedTogether(tables)) ?? []
    rows = (names + ["total"]).enumerated().map { place, name in
      Row(
        name: name,
        figures: [suppressed.first?.cells[2][place].figure ?? .notAvailable]
          + suppressed.map { $0.cells[0][place].figure })
    }
  }
}
