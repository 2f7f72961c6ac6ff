import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack

/// Some records asked together, with what every framework answers to each.
final class BatchReading {
  let law: BulkLaw
  let files: [CaseEvidence]
  /// The days on which each was asked, if they were asked for: of every record its first part, then of those that have more the others.
  private let days: [[CivilDate]]
  /// Where the other parts of each record begin; the last is where they end.
  private let laterParts: [Int]
  /// What is held and answered, in the same order.
  private let children: RowPlanes
  private let cases: RowPlanes
  /// By framework, in the order of the law.
  let states: [StatePlanes]
  /// The frameworks about children, and those about cases.
  let childTests: [Int]
  let groupTests: [Int]

  /// - Parameters:
  ///   - known: keeps only what was on file by that day; nil keeps everything.
  ///   - isDated: whether most of the records will be dated, so that it is worth asking all of their days at once.
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
  init(
    _ law: BulkLaw, _ files: [CaseEvidence], isDated: Bool, shortfall: Shortfall?,
    keeping: ((_ file: Int, _ ask: () -> KeptEvidence) -> KeptEvidence)? = nil
  ) {
    var batch = EvidenceBatch()
    var later: [EvidenceRecord] = []
    var asking = RecordAsking(law)
    var laterParts = [files.count]
    for (place, file) in files.enumerated() {
      if isDated, let keeping {
        let kept = law.kept(file) { keeping(place, $0) }
        batch.append(kept.parts[0])
        later += kept.parts.dropFirst()
      } else {
        let parts = law.days(of: file, isDated: isDated)
        batch.append(file, on: parts[0], &asking)
        for days in parts.dropFirst() { later.append(law.rows(of: file, on: days)) }
      }
      laterParts.append(files.count + later.count)
    }
    for part in later { batch.append(part) }
    self.law = law
    self.files = files
    self.laterParts = laterParts
    days = batch.days
    let planes = law.evaluate(batch, with: shortfall)
    (children, cases) = (planes.children, planes.cases)
    states = law.states(children, cases, count: files.count)
    childTests = law.asked.indices.filter { law.asked[$0].subject == .child }
    groupTests = law.asked.indices.filter { law.asked[$0].subject == .group }
  }

  /// The parts of a record after the first, by their places among all parts.
  func laterParts(of file: Int) -> Range<Int> { laterParts[file]..<laterParts[file + 1] }
  /// The days of the bits from 1 on of one record, or of a later part of one.
  func days(ofGroup group: Int) -> [CivilDate] { days[group] }
  /// The rows of the children of one record, or of a later part of one.
  func children(ofGroup group: Int) -> Range<Int> { children.rows.rows(ofGroup: group) }
  /// How many children there are in all cases.
  var childCount: Int { Int(children.rows.groups[files.count]) }

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
