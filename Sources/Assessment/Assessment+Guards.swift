import CaseRecord
package import CivilTime
package import EvidenceLogic
package import LawPack

extension Assessment {
  /// One framework's answer, worked out elsewhere.
  package struct Answer {
    package var framework: Framework
    package var about: String
    package var state: State
    package var considered: Finding.Considered

    package init(
      framework: Framework, about: String, state: State, considered: Finding.Considered
    ) {
      self.framework = framework
      self.about = about
      self.state = state
      self.considered = considered
    }
  }
}

/// The guards that answers of a record's own law raise, without asking the law again.
package func guards(
  raisedBy answers: [Assessment.Answer], evidence: CaseEvidence, under law: LawPack,
  on day: CivilDate
) -> [Guard] {
  let findings = answers.map { answer in
    Finding(
      framework: answer.framework, about: answer.about, state: answer.state,
      narrow: answer.state, broad: answer.state, dates: nil, weakest: nil, elements: [],
      suspects: [], marks: Finding.Marks(), asIfInForce: nil, considered: answer.considered,
      straddles: [],
      derivation: Derivation(
        narrow: .never, broad: .never, reading: .narrow, isOutOfForce: false, shared: nil))
  }
  let assessment = Assessment(
    record: evidence.record, law: law, on: day, known: evidence.known,
    threshold: evidence.threshold, findings: findings, guards: [], evidence: evidence)
  return guards(for: findings, on: evidence, law: law) + assessment.clockGuards
}
