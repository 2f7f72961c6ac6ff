public import Assessment
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

/// What one record came to: its answers, and the guards that they raise.
public struct BulkAssessment: Sendable {
  /// In the order of the law: each child's, then the case's.
  public var answers: [BulkAnswer]
  public var guards: [Guard]
}

extension BulkLaw {
  /// Every framework's answer on each of these records, in the order of the law; for each record its children's, then its own.
  ///
  /// - Parameter known: keeps only what was on file by that day; nil keeps everything.
  public func answers(to records: [CaseRecord], known: CivilDate? = nil) -> [[BulkAnswer]] {
    answers(in: BatchReading(self, records, known: known))
  }

  /// The answers to each of these records, with the guards that they raise.
  ///
  /// - Parameter known: keeps only what was on file by that day; nil keeps everything.
  public func assessments(of records: [CaseRecord], known: CivilDate? = nil) -> [BulkAssessment] {
    let batch = BatchReading(self, records, known: known)
    let rules = GuardRules(law)
    let own = OwnAnswersByFile(batch)
    return zip(answers(in: batch), records.indices).map { answers, index in
      BulkAssessment(
        answers: answers,
        guards: guards(
          raisedBy: own[index], evidence: batch.files[index], under: rules, on: day))
    }
  }

  private func answers(in batch: BatchReading) -> [[BulkAnswer]] {
    batch.files.indices.map { file in
      let rows = batch.children(of: file)
      return rows.enumerated().flatMap { child, row in
        batch.law.childTests.map { answer($0, in: batch, row, child: child) }
      } + batch.law.groupTests.map { answer($0, in: batch, file, child: nil) }
    }
  }

  private func answer(_ framework: Int, in batch: BatchReading, _ row: Int, child: Int?)
    -> BulkAnswer
  {
    let states = batch.states[framework]
    let isOut = states.out.has(row)
    let narrow = state(asked[framework].narrow, in: batch, row)
    let broad = state(asked[framework].broad, in: batch, row)
    let certain = asked[framework].certain.map { certain in
      State(
        narrow: state(certain.narrow, in: batch, row), broad: state(certain.broad, in: batch, row))
    }
    return BulkAnswer(
      framework: framework, child: child,
      state: isOut ? .notInForce : State(narrow: narrow, broad: broad),
      narrow: isOut ? .notInForce : narrow, broad: isOut ? .notInForce : broad,
      certainState: isOut ? nil : certain, isComparison: !states.own.has(row),
      isAnswered: states.answered.has(row), wasNeverConsidered: states.never.has(row))
  }

  /// What one reading of a test comes to about a row with everything on file.
  private func state(_ slots: StateSlots, in batch: BatchReading, _ row: Int) -> State {
    if batch.days(slots.unopposedFor, row: row).has(0) { return .evidenced }
    if batch.days(slots.unopposedAgainst, row: row).has(0) { return .contradicted }
    return batch.days(slots.countedFor, row: row).has(0) ? .disputed : .notYetEvidenced
  }
}
