import EvidenceLogic

/// Rows of one kind with what is known of each: lists of codes, since most of what the law asks is unknown of most children.
struct EvidenceRows: Sendable {
  /// A question and a side in one number.
  typealias Code = UInt16

  /// Where each row's codes begin; the last is where they end.
  private(set) var starts: [Int32] = [0]
  private(set) var codes: [Code] = []
  /// Where the rows of each unbound row begin; of an unbound kind, of each case.
  private(set) var groups: [Int32] = [0]

  var count: Int { starts.count - 1 }
  var groupCount: Int { groups.count - 1 }

  static func code(_ question: Int, _ side: EvidenceSide) -> Code {
    Code(question << 1 | (side == .for ? 0 : 1))
  }

  mutating func append(_ code: Code) { codes.append(code) }
  mutating func append(contentsOf more: some Sequence<Code>) { codes.append(contentsOf: more) }
  mutating func endRow() { starts.append(Int32(codes.count)) }
  mutating func endGroup() { groups.append(Int32(count)) }

  func codes(ofRow row: Int) -> ArraySlice<Code> { codes[Int(starts[row])..<Int(starts[row + 1])] }
  func rows(ofGroup group: Int) -> Range<Int> { Int(groups[group])..<Int(groups[group + 1]) }

  mutating func removeAll() {
    starts.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    starts.append(0)
    groups.append(0)
  }
}

/// Cases made ready to be asked together: their rows, by `RowKind.index`.
struct EvidenceBatch: Sendable {
  var rows: [EvidenceRows] = RowKind.all.map { _ in EvidenceRows() }
  var caseCount: Int { rows[RowKind(subject: .group).index].count }

  mutating func removeAll() {
    for index in rows.indices { rows[index].removeAll() }
  }
}
