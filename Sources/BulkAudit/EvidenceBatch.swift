/// Cases made ready to be asked together: their rows, by `RowKind.index`.
struct EvidenceBatch: Sendable {
  private(set) var rows: [DatedRows] = RowKind.all.map { _ in DatedRows() }
  /// By case: how many bits its rows have, and how many rows of one kind there are at most of a child of it, or of the case.
  private var widths: [Int] = []
  private var depths: [Int] = []

  mutating func append(_ record: EvidenceRecord) {
    widths.append(record.days.count + 1)
    depths.append(
      RowKind.all.map { kind in
        let rows = record.rows[kind.index]
        return rows.groupCount == 0 ? 0 : rows.rows(ofGroup: 0).count
      }.max() ?? 0)
    for index in rows.indices { rows[index].append(rowsOf: record.rows[index]) }
  }

  /// Where the rows stand, by `RowKind.index`.
  var layouts: [RowLayout] {
    // Cases with many rows stand together, so that the later slices are short.
    let order = depths.indices.sorted { (depths[$0], $1) > (depths[$1], $0) }
    let cases = RowLayout(widths: widths, order: order)
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
