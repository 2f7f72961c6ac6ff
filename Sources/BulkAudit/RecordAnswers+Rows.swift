import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack

extension BulkLaw {
  func evidence(of record: CaseRecord, known: CivilDate?) -> CaseEvidence {
    CaseEvidence(record, vocabulary: law.vocabulary, threshold: .f1, known: known)
  }

  /// What a record holds on every question; with its days, in as many parts as it has days for.
  ///
  /// - Parameter isDated: also on each day on which something that counts first came onto a file: what is known changes on no other.
  func rows(of file: CaseEvidence, isDated: Bool) -> [EvidenceRecord] {
    let days = isDated ? file.daysOfArrival : []
    let most = DayBits.bitWidth - 1
    if days.count <= most { return [rows(of: file, on: days)] }
    return stride(from: 0, to: days.count, by: most).map { start in
      rows(of: file, on: Array(days[start..<min(start + most, days.count)]))
    }
  }

  private func rows(of file: CaseEvidence, on days: [CivilDate]) -> EvidenceRecord {
    func rows<Mask: StatementMask>(_: Mask.Type) -> EvidenceRecord {
      var answers = RecordAnswers<Mask>(file, plan, days: days)
      return answers.rows()
    }
    return switch file.record.statements.count {
    case ...UInt64.bitWidth: rows(UInt64.self)
    case ...WideMask.capacity: rows(WideMask.self)
    default: rows(LongMask.self)
    }
  }
}
