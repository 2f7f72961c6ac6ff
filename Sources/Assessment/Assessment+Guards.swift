import CaseRecord
package import CivilTime
package import EvidenceLogic
package import LawPack

/// What the tests of a record's own law answer about one child, or about the group, as far as guards and duties ask.
package struct OwnAnswers: Sendable {
  package struct Answer: Sendable {
    /// The place of the test among the frameworks of the law.
    package var test: Int
    package var state: State
    /// Whether somebody's own answer to it is on record.
    package var isAnswered: Bool
    /// Nil where it was worked out without its reasons.
    var finding: Finding?

    package init(test: Int, state: State, isAnswered: Bool) {
      self.test = test
      self.state = state
      self.isAnswered = isAnswered
    }
  }

  /// A child's id, or `Assessment.group`.
  let about: String
  /// In the order of the law.
  let all: [Answer]
  /// Those that are met on at least one reading.
  let met: [Answer]

  package init(about: String, _ all: [Answer]) {
    self.about = about
    self.all = all
    met = all.filter(\.state.isMet)
  }

  var isOfGroup: Bool { about == Assessment.group }
}

extension Assessment {
  /// The answers of the record's own law, about each child and then about the group.
  var ownAnswers: [OwnAnswers] {
    let own = Dictionary(grouping: findings.filter { !$0.marks.isComparison }, by: \.about)
    return (children.map(\.id) + [Assessment.group]).map { about in
      OwnAnswers(about: about, (own[about] ?? []).compactMap { answer($0) })
    }
  }

  private func answer(_ finding: Finding) -> OwnAnswers.Answer? {
    guard let test = law.place(ofFramework: finding.framework.id) else { return nil }
    let isAnswered = if case .answered = finding.considered { true } else { false }
    var answer = OwnAnswers.Answer(test: test, state: finding.state, isAnswered: isAnswered)
    answer.finding = finding
    return answer
  }
}

/// The guards that answers of a record's own law raise, without asking the law again.
///
/// - Parameter answers: about each child, in the order of the record, and then about the group. A test that is neither met nor answered may be
///   left out, unless a response says what it relied on, or the test opens the question of organised crime: then it may be cited.
package func guards(
  raisedBy answers: [OwnAnswers], evidence: CaseEvidence, under law: LawPack, on day: CivilDate
) -> [Guard] {
  GuardReader(answers, evidence: evidence, under: law, on: day).guards
}
