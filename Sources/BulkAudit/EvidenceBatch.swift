import Assessment
import CivilTime

/// Cases made ready to be asked together: their rows, by `RowKind.index`.
struct EvidenceBatch: Sendable {
  private(set) var rows: [DatedRows] = RowKind.all.map { _ in DatedRows() }
  /// By case: the days of its bits from 1 on, and how many rows of one kind there are at most of a child of it, or of the case.
  private(set) var days: [[CivilDate]] = []
  private var depths: [Int] = []

  /// Adds a case with what it holds on some days.
  mutating func append(
    _ file: CaseEvidence, on days: [CivilDate], _ asking: inout RecordAsking
  ) {
    let before = rows.map(\.groupCount)
    asking.append(file, on: days, to: &rows)
    endCase(days, groupsBefore: before)
  }

  mutating func append(_ record: EvidenceRecord) {
    let before = rows.map(\.groupCount)
    for index in rows.indices { rows[index].append(rowsOf: record.rows[index]) }
    endCase(record.days, groupsBefore: before)
  }

  /// - Parameters:
  ///   - days: those of the bits from 1 on.
  ///   - before: how many groups there were of each kind of rows before the case.
  private mutating func endCase(_ days: [CivilDate], groupsBefore before: [Int]) {
    self.days.append(days)
    depths.append(
      zip(rows, before).reduce(0) { depth, kind in
        let (rows, first) = kind
        return rows.groupCount == first ? depth : max(depth, rows.rows(ofGroup: first).count)
      })
  }

  /// Where the rows stand, by `RowKind.index`.
  var layouts: [RowLayout] {
    // Cases with many rows stand together, so that the later slices are short.
    let order = depths.indices.sorted { (depths[$0], $1) > (depths[$1], $0) }
    let cases = RowLayout(widths: days.map { $0.count + 1 }, order: order)
    let children = RowLayout(of: cases, groups: rows[RowKind(subject: .child).index].groups)
    return RowKind.all.map { kind in
      if kind.isBound {
        RowLayout(
          of: kind.subject == .child ? children : cases, groups: rows[kind.index].groups)
      } else {
        kind.subject == .child ? children : cases
      }
    }
  }
}
