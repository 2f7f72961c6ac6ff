import CivilTime
import EvidenceLogic

/// Days as bits: bit 0 stands for everything on file, and each further bit for a day on which something came onto a file.
typealias DayBits = UInt64

/// What one record holds on every question of a law, and since when.
struct EvidenceRecord: Sendable, Equatable {
  /// The days of the bits from 1 on, ascending.
  var days: [CivilDate]
  /// By `RowKind.index`.
  var rows: [DatedRows] = RowKind.all.map { _ in DatedRows() }
}

/// Rows of one kind with what is known of each, and on which days: lists of codes, since most of what the law asks is unknown of most
/// children.
struct DatedRows: Sendable, Equatable {
  /// A question and a side in one number.
  typealias Code = UInt16

  /// Where each row's codes begin; the last is where they end.
  private(set) var starts: [Int32] = [0]
  private(set) var codes: [Code] = []
  /// On which days each code is known.
  private(set) var days: [DayBits] = []
  /// On which days there is each row: nobody is asked of the acts of somebody whom only a later conviction names.
  private(set) var rowDays: [DayBits] = []
  /// Where the rows of each group begin: those that belong to one unbound row; of an unbound kind, to one case.
  private(set) var groups: [Int32] = [0]

  var count: Int { rowDays.count }
  var groupCount: Int { groups.count - 1 }

  static func code(_ question: Int, _ side: EvidenceSide) -> Code {
    Code(question << 1 | (side == .for ? 0 : 1))
  }

  /// The places in `codes` and `days` of what is known of a row.
  func places(ofRow row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }
  func rows(ofGroup group: Int) -> Range<Int> { Int(groups[group])..<Int(groups[group + 1]) }

  mutating func append(_ code: Code, _ days: DayBits) {
    if days == 0 { return }
    codes.append(code)
    self.days.append(days)
  }

  mutating func append(_ question: Int, _ answer: DatedAnswer) {
    append(DatedRows.code(question, .for), answer.for)
    append(DatedRows.code(question, .against), answer.against)
  }

  /// Adds to the row that is being written what is known of another, by the places of its codes.
  mutating func append(again places: Range<Int>) {
    // One by one: a slice of a list that is added to itself would have the list copied.
    for place in places {
      codes.append(codes[place])
      days.append(days[place])
    }
  }

  mutating func endRow(_ days: DayBits) {
    starts.append(Int32(codes.count))
    rowDays.append(days)
  }

  mutating func endGroup() { groups.append(Int32(count)) }

  /// Adds the rows of another record, in groups of their own.
  mutating func append(rowsOf other: DatedRows) {
    let (firstCode, firstRow) = (Int32(codes.count), Int32(count))
    starts += other.starts.dropFirst().lazy.map { $0 + firstCode }
    groups += other.groups.dropFirst().lazy.map { $0 + firstRow }
    codes += other.codes
    days += other.days
    rowDays += other.rowDays
  }
}
