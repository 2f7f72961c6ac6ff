import Assessment
public import CaseRecord
public import CivilTime
public import EvidenceLogic
import LawPack

/// What the law says of one child of one case, or of the case, in one framework.
public struct BulkAnswer: Sendable, Hashable {
  /// The place of the framework in the law.
  public var framework: Int
  /// The place of the child among the children of its case; nil for the case as a whole.
  public var child: Int?
  public var state: State
  public var narrow: State
  public var broad: State
  /// The state on conduct that lies wholly inside the text's days; nil where it has none or was not in force.
  public var certainState: State?
  public var isComparison: Bool
  /// Whether somebody's answer is on record.
  public var isAnswered: Bool
  /// Whether it was the law here when something was decided, and nobody recorded an answer (rule 13).
  public var wasNeverConsidered: Bool
}

extension BulkLaw {
  /// Every framework's answer on each of these records, in the order of the law; for each record its children's, then its own.
  ///
  /// - Parameter known: keeps only what was on file by that day; nil keeps everything.
  public func answers(to records: [CaseRecord], known: CivilDate? = nil) -> [[BulkAnswer]] {
    var batch = EvidenceBatch()
    for record in records {
      append(
        CaseEvidence(record, vocabulary: law.vocabulary, threshold: .f1, known: known), to: &batch)
    }
    return answers(of: batch)
  }

  func answers(of batch: EvidenceBatch) -> [[BulkAnswer]] {
    let evidence = planes(of: batch)
    let planes = evaluate(batch, evidence)
    let kinds = [RowKind(subject: .child), RowKind(subject: .group)]
    let children = batch.rows[kinds[0].index]
    return (0..<batch.caseCount).map { number in
      let members = children.rows(ofGroup: number)
      return members.flatMap { row in
        asked.enumerated().filter { $1.subject == .child }.map { framework, asked in
          answer(
            framework, asked, row, child: row - members.lowerBound, planes,
            evidence[kinds[0].index])
        }
      }
        + asked.enumerated().filter { $1.subject == .group }.map { framework, asked in
          answer(framework, asked, number, child: nil, planes, evidence[kinds[1].index])
        }
    }
  }

  private func answer(
    _ framework: Int, _ asked: Asked, _ row: Int, child: Int?, _ planes: AnswerPlanes,
    _ evidence: EvidencePlanes
  ) -> BulkAnswer {
    let isOut: Bool =
      switch asked.force {
      case .known(let isOut): isOut
      case .asked(let question): evidence.has(question, .for, row)
      }
    let narrow = isOut ? .notInForce : planes.state(asked.narrow, row)
    let broad = isOut ? .notInForce : planes.state(asked.broad, row)
    let isOwn = evidence.has(asked.own, .for, row)
    let isAnswered = evidence.has(asked.answered, .for, row)
    return BulkAnswer(
      framework: framework, child: child,
      state: isOut ? .notInForce : State(narrow: narrow, broad: broad), narrow: narrow,
      broad: broad,
      certainState: isOut
        ? nil
        : asked.certain.map {
          State(narrow: planes.state($0.narrow, row), broad: planes.state($0.broad, row))
        },
      isComparison: !isOwn, isAnswered: isAnswered,
      wasNeverConsidered: !isAnswered && isOwn && couldBeAsked(asked, row, isOut, evidence))
  }

  /// Rule 13: it was law on the day of some response; or, where none has a day, on the day of the audit.
  private func couldBeAsked(_ asked: Asked, _ row: Int, _ isOut: Bool, _ evidence: EvidencePlanes)
    -> Bool
  {
    guard let decided = asked.decided else { return true }
    if asked.framework.governsBy == .conduct, isOut { return false }
    if evidence.has(decided, .for, row) { return true }
    return evidence.has(decided, .against, row) && asked.isLaw(on: day)
  }
}
