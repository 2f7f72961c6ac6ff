import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack

extension BulkLaw {
  func evidence(of record: consuming CaseRecord, known: CivilDate?) -> CaseEvidence {
    CaseEvidence(record, vocabulary: law.vocabulary, threshold: .f1, known: known)
  }

  /// What a record holds on every question; with its days, in as many parts as it has days for.
  func rows(of file: CaseEvidence, isDated: Bool) -> [EvidenceRecord] {
    days(of: file, isDated: isDated).map { rows(of: file, on: $0) }
  }

  /// What a record holds on every question on some days.
  func rows(of file: CaseEvidence, on days: [CivilDate]) -> EvidenceRecord {
    var record = EvidenceRecord(days: days)
    var asking = RecordAsking(self)
    asking.append(file, on: days, to: &record.rows)
    return record
  }

  /// The days on which a record is asked, beside everything on file, in as many parts as there are bits for.
  ///
  /// - Parameter isDated: each day on which something that counts first came onto a file: what is known changes on no other.
  func days(of file: CaseEvidence, isDated: Bool) -> [[CivilDate]] {
    let days = isDated ? file.daysOfArrival : []
    let most = DayBits.bitWidth - 1
    if days.count <= most { return [days] }
    return stride(from: 0, to: days.count, by: most).map { start in
      Array(days[start..<min(start + most, days.count)])
    }
  }

}

/// Asks one record after another.
struct RecordAsking: ~Copyable {
  private let plan: QuestionPlan
  /// The room for records of as many statements as most have at most.
  private var usual: RecordAnswers<UInt64>?

  init(_ law: BulkLaw) { plan = law.plan }

  /// Adds what a record holds on some days, by `RowKind.index`.
  mutating func append(_ file: CaseEvidence, on days: [CivilDate], to rows: inout [DatedRows]) {
    func append<Mask: StatementMask>(_: Mask.Type) {
      var answers = RecordAnswers<Mask>(file, plan, days: days)
      answers.append(to: &rows)
    }
    switch file.record.statements.count {
    case ...UInt64.bitWidth:
      if usual == nil {
        usual = RecordAnswers(file, plan, days: days)
      } else {
        usual?.begin(file, days: days)
      }
      usual?.append(to: &rows)
    case ...WideMask.capacity: append(WideMask.self)
    default: append(LongMask.self)
    }
  }
}
