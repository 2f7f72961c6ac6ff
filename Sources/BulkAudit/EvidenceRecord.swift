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

/// Rows of one kind with what is known of each, and on which days.
struct DatedRows: Sendable, Equatable {
  /// Where each row's codes begin; the last is where they end.
  private(set) var starts: [Int32] = [0]
  private(set) var codes: [EvidenceRows.Code] = []
  /// On which days each code is known.
  private(set) var days: [DayBits] = []
  /// On which days there is each row: nobody is asked of the acts of somebody whom only a later conviction names.
  private(set) var rowDays: [DayBits] = []
  /// Where the rows of each group begin.
  private(set) var groups: [Int32] = [0]

  var count: Int { rowDays.count }

  mutating func append(_ code: EvidenceRows.Code, _ days: DayBits) {
    if days == 0 { return }
    codes.append(code)
    self.days.append(days)
  }

  mutating func append(contentsOf more: DatedRows) {
    codes += more.codes
    days += more.days
  }

  mutating func endRow(_ days: DayBits) {
    starts.append(Int32(codes.count))
    rowDays.append(days)
  }

  mutating func endGroup() { groups.append(Int32(count)) }
}

extension EvidenceRows {
  /// Adds what one record's rows hold on one of its days.
  mutating func append(_ rows: DatedRows, bit: Int) {
    var row = 0
    for end in rows.groups.dropFirst() {
      while row < Int(end) {
        if rows.rowDays[row] >> DayBits(bit) & 1 == 1 {
          for place in Int(rows.starts[row])..<Int(rows.starts[row + 1])
          where rows.days[place] >> DayBits(bit) & 1 == 1 {
            append(rows.codes[place])
          }
          endRow()
        }
        row += 1
      }
      endGroup()
    }
  }
}

extension EvidenceBatch {
  /// Adds a record as it stood on one of its days; bit 0 for all that is on file.
  mutating func append(_ record: EvidenceRecord, bit: Int = 0) {
    for index in rows.indices { rows[index].append(record.rows[index], bit: bit) }
  }
}
