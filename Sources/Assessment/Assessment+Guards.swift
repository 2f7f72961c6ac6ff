import CaseRecord
package import CivilTime
package import EvidenceLogic
import LawPack

/// What the tests of a record's own law answer about one child, or about the group, as far as guards and duties ask: sets of tests, by their
/// places among the frameworks of the law.
package struct OwnAnswers: Sendable {
  /// A child's id, or `Assessment.group`.
  package var about: String
  package var own: AtomSet
  /// Of them, those that are in force.
  package var inForce: AtomSet
  /// Of them, those that are met on at least one reading.
  package var met: AtomSet
  /// Those to which somebody's own answer is on record.
  package var answered: AtomSet
  /// With their reasons, by test; empty where they were worked out without.
  var findings: [Int: Finding] = [:]

  package init(
    about: String, own: AtomSet = AtomSet(), inForce: AtomSet = AtomSet(),
    met: AtomSet = AtomSet(), answered: AtomSet = AtomSet()
  ) {
    self.about = about
    self.own = own
    self.inForce = inForce
    self.met = met
    self.answered = answered
  }
}

extension Assessment {
  /// The answers of the record's own law, about each child and then about the group.
  var ownAnswers: [OwnAnswers] {
    let own = Dictionary(grouping: findings.filter { !$0.marks.isComparison }, by: \.about)
    return (children.map(\.id) + [Assessment.group]).map { about in
      var answers = OwnAnswers(about: about)
      for finding in own[about] ?? [] {
        guard let test = law.place(ofFramework: finding.framework.id) else { continue }
        answers.own.insert(test)
        if finding.state != .notInForce { answers.inForce.insert(test) }
        if finding.state.isMet { answers.met.insert(test) }
        if case .answered = finding.considered { answers.answered.insert(test) }
        answers.findings[test] = finding
      }
      return answers
    }
  }
}

/// The guards that answers of a record's own law raise, in words, without asking the law again.
///
/// - Parameter answers: about each child, in the order of the record, and then about the group.
package func guards(
  raisedBy answers: [OwnAnswers], evidence: CaseEvidence, under rules: GuardRules,
  on day: CivilDate
) -> [Guard] {
  var guards: [Guard] = []
  GuardReader(answers, evidence: evidence, under: rules, on: day).forEachGuard { raised, because in
    guards.append(
      Guard(
        kind: raised.kind, about: raised.about, because: because(),
        citations: raised.citations.map { rules.citations[$0] }, response: raised.response))
  }
  return guards
}

/// Gives the same guards without their words.
///
/// - Returns: the first later day on which the same answers raise others; nil where they never will.
package func forEachGuard(
  raisedBy answers: [OwnAnswers], evidence: CaseEvidence, under rules: GuardRules,
  on day: CivilDate, _ give: (RaisedGuard) -> Void
) -> CivilDate? {
  GuardReader(answers, evidence: evidence, under: rules, on: day).forEachGuard { raised, _ in
    give(raised)
  }
}
