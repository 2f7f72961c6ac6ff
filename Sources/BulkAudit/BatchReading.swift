import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack

/// Some records asked together, with what every framework answers to each.
final class BatchReading {
  let law: BulkLaw
  let files: [CaseEvidence]
  /// The days of the bits from 1 on, by record, if they were asked for.
  private let days: [[CivilDate]]
  private let shortfall: Shortfall?
  /// What is held and answered, in the same order.
  private let children: RowPlanes
  private let cases: RowPlanes
  /// By framework, in the order of the law.
  let states: [StatePlanes]
  /// Records of more days than there are bits, with the parts of those days that are not asked about here, in order.
  private let further: [(file: Int, parts: ArraySlice<Part>)]
  /// The next part of each of them. It is asked when somebody wants to know: nearly always an earlier day answers.
  private lazy var next = BatchReading(
    law, further.map { files[$0.file] }, further.map(\.parts), shortfall)

  /// What a record holds on some of its days: asked before, or still to be asked.
  private enum Part {
    case asked(EvidenceRecord)
    case unasked([CivilDate])

    var days: [CivilDate] {
      switch self {
      case .asked(let record): record.days
      case .unasked(let days): days
      }
    }
  }

  /// - Parameters:
  ///   - known: keeps only what was on file by that day; nil keeps everything.
  ///   - isDated: whether most of the records will be dated, so that it is worth asking many of their days at once.
  ///   - shortfall: what one fact more would come to, if that is asked too.
  convenience init(
    _ law: BulkLaw, _ records: [CaseRecord], known: CivilDate?, isDated: Bool = false,
    shortfall: Shortfall? = nil
  ) {
    self.init(
      law, records.map { law.evidence(of: $0, known: known) }, isDated: isDated,
      shortfall: shortfall)
  }

  /// - Parameter keeping: gives what was asked of a record before, by its place, and keeps what is asked now; only where the records are dated.
  convenience init(
    _ law: BulkLaw, _ files: [CaseEvidence], isDated: Bool, shortfall: Shortfall?,
    keeping: ((_ file: Int, _ ask: () -> KeptEvidence) -> KeptEvidence)? = nil
  ) {
    let parts = files.indices.map { place in
      if isDated, let keeping {
        return law.kept(files[place]) { keeping(place, $0) }.parts.map(Part.asked)[...]
      }
      return law.days(of: files[place], isDated: isDated).map(Part.unasked)[...]
    }
    self.init(law, files, parts, shortfall)
  }

  /// - Parameter parts: by record; the first of each is asked about here.
  private init(
    _ law: BulkLaw, _ files: [CaseEvidence], _ parts: [ArraySlice<Part>], _ shortfall: Shortfall?
  ) {
    var batch = EvidenceBatch()
    var asking = RecordAsking(law)
    var further: [(file: Int, parts: ArraySlice<Part>)] = []
    for place in files.indices {
      switch parts[place].first {
      case .asked(let record): batch.append(record)
      case .unasked(let days): batch.append(files[place], on: days, &asking)
      case nil: preconditionFailure("a record has a part at least")
      }
      if parts[place].count > 1 { further.append((place, parts[place].dropFirst())) }
    }
    self.law = law
    self.files = files
    self.shortfall = shortfall
    self.further = further
    days = batch.days
    let planes = law.evaluate(batch, with: shortfall)
    (children, cases) = (planes.children, planes.cases)
    states = law.states(children, cases, count: files.count)
  }

  /// The days of the bits from 1 on of one record.
  func days(of file: Int) -> [CivilDate] { days[file] }
  /// The rows of the children of one record.
  func children(of file: Int) -> Range<Int> { children.rows.rows(ofGroup: file) }
  /// How many children there are in all cases.
  var childCount: Int { Int(children.rows.groups[files.count]) }

  /// The first day after those that are asked about here.
  func dayAfter(_ file: Int) -> CivilDate? {
    further.first { $0.file == file }?.parts.first?.days.first
  }

  /// A record on its next days, with its place there; nil if it has no more.
  func next(of file: Int) -> (reading: BatchReading, file: Int)? {
    further.firstIndex { $0.file == file }.map { (next, $0) }
  }

  /// On which of its days a row is answered.
  func days(_ slot: BulkLaw.Slot, row: Int) -> DayBits {
    slot.subject == .child ? children.days(slot, row: row) : cases.days(slot, row: row)
  }

  /// What another day's law answers to the same.
  func states(under other: BulkLaw) -> [StatePlanes] {
    other.states(children, cases, count: files.count)
  }
}

extension BulkLaw {
  /// What was asked of a record before; where nothing was, what is asked of it now.
  fileprivate func kept(
    _ file: CaseEvidence, keeping: (_ ask: () -> KeptEvidence) -> KeptEvidence
  ) -> KeptEvidence {
    keeping { KeptEvidence(parts: rows(of: file, isDated: true)) }
  }
}
