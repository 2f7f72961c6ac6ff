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

/// Something that is known of a row, and on which days.
struct Known: Sendable, Equatable {
  /// Of no cluster, a question; of a cluster, a leaf (`QuestionPlan.Leaves`). With its side, in one number.
  typealias Code = UInt16

  var code: Code
  /// The cluster of statements of which it is known, from 1; 0 for what was asked of the record as a whole.
  var cluster: UInt16
  /// The leaves after it, from the same side, of which the same is known, as bits: a cluster lies within many limits at once.
  var others: UInt32 = 0
  var days: DayBits

  /// All of which it is known, as bits: the first is the code itself, the next the one after it from the same side.
  var steps: UInt64 { UInt64(others) << 1 | 1 }

  /// Each of them by itself.
  var each: [Known] {
    var all: [Known] = []
    steps.forEachBit {
      all.append(Known(code: code + 2 * Code($0), cluster: cluster, days: days))
    }
    return all
  }
}

/// Rows of one kind with what is known of each: lists, since most of what the law asks is unknown of most children.
///
/// Most answers turn on single statements alone: a question asks whether any of those that support its test lies within its days. They are
/// not written down question by question. The statements of a row are sorted into clusters, such that whatever days or ages a law may ask
/// for, all of a cluster lie within them or none does; a row holds what each cluster says of each test, and an unbound row for the rows that
/// belong to it also within which limits each cluster lies. `RowPlanes` puts the two together.
struct DatedRows: Sendable, Equatable {
  /// Where in `known` what is known of each row begins; the last is where it ends.
  private(set) var starts: [Int32] = [0]
  private(set) var known: [Known] = []
  /// On which days there is each row: nobody is asked of the acts of somebody whom only a later conviction names.
  private(set) var rowDays: [DayBits] = []
  /// Where the rows of each group begin: those that belong to one unbound row; of an unbound kind, to one case.
  private(set) var groups: [Int32] = [0]

  /// With more clusters than this, as when many cases are joined, it is less work to write down every answer.
  static let mostClusters = 16

  var count: Int { rowDays.count }
  var groupCount: Int { groups.count - 1 }

  static func code(_ number: Int, _ side: EvidenceSide) -> Known.Code {
    Known.Code(number << 1 | (side == .for ? 0 : 1))
  }

  /// The places in `known` of what is known of a row.
  func places(ofRow row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }
  func rows(ofGroup group: Int) -> Range<Int> { Int(groups[group])..<Int(groups[group + 1]) }

  mutating func append(_ code: Known.Code, cluster: Int = 0, _ days: DayBits) {
    if days == 0 { return }
    known.append(Known(code: code, cluster: UInt16(cluster), days: days))
  }

  mutating func append(_ number: Int, cluster: Int = 0, _ answer: DatedAnswer) {
    append(DatedRows.code(number, .for), cluster: cluster, answer.for)
    append(DatedRows.code(number, .against), cluster: cluster, answer.against)
  }

  /// Adds what was known of such a row before.
  mutating func append(_ known: Known) { self.known.append(known) }

  /// Adds of a cluster that it lies within the limits whose bits are set, on the same days.
  ///
  /// - Parameter first: the leaf of the first bit.
  mutating func append(limitsFrom first: Int, _ bits: UInt64, cluster: Int, _ days: DayBits) {
    for half in [0, 32] {
      let bits = UInt32(truncatingIfNeeded: bits >> UInt64(half))
      if bits == 0 { continue }
      let lowest = bits.trailingZeroBitCount
      known.append(
        Known(
          code: DatedRows.code(first + half + lowest, .for), cluster: UInt16(cluster),
          others: bits >> UInt32(lowest + 1), days: days))
    }
  }

  /// Adds to the row that is being written what is known of another, by its places.
  mutating func append(again places: Range<Int>) {
    // One by one: a slice of a list that is added to itself would have the list copied.
    for place in places { known.append(known[place]) }
  }

  mutating func endRow(_ days: DayBits) {
    starts.append(Int32(known.count))
    rowDays.append(days)
  }

  /// Ends a row, unless one of its group is like it: to what is asked of any row, or of every one, it makes no difference.
  ///
  /// - Parameter first: the first row with which it is compared.
  mutating func endRow(_ days: DayBits, unlikeThoseFrom first: Int) {
    let own = Int(starts[count])..<known.count
    let isThere = (first..<count).contains { row in
      rowDays[row] == days && places(ofRow: row).count == own.count
        && known[places(ofRow: row)].elementsEqual(known[own])
    }
    if isThere { known.removeLast(own.count) } else { endRow(days) }
  }

  mutating func endGroup() { groups.append(Int32(count)) }

  /// Adds the rows of another record, in groups of their own.
  mutating func append(rowsOf other: DatedRows) {
    let (firstKnown, firstRow) = (Int32(known.count), Int32(count))
    starts += other.starts.dropFirst().lazy.map { $0 + firstKnown }
    groups += other.groups.dropFirst().lazy.map { $0 + firstRow }
    known += other.known
    rowDays += other.rowDays
  }
}
