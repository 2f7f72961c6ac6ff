import CaseRecord
import CivilTime
import LawPack
import Vocabulary

extension CaseEvidence {
  /// The counted statements of harm about whom an answer is.
  func harm(_ subject: Scope.Subject) -> [Int] {
    statements(harmStatements, about: subject)
  }

  /// Of some statements those about whom an answer is.
  func statements(_ all: [Int], about subject: Scope.Subject) -> [Int] {
    guard case .child(let child) = subject else { return all }
    return all.filter { record.statements[$0].children.contains(child) }
  }

  /// Whether every statement of harm lies certainly outside the days that the text governed; or, for a test of the day of the decision, that
  /// day does.
  func isOutOfForce(_ framework: Framework, _ scope: Scope, on day: CivilDate) -> Bool {
    if framework.inForce?.uncommenced != nil { return true }
    switch framework.governsBy {
    case .analysis: return false
    case .decision: return !framework.isInForce(on: day)
    case .conduct:
      guard let days = scope.days else { return false }
      let harm = harm(scope.subject)
      let isConvicted = convictionAtoms.contains { _, response in
        guard response.framework == framework.id else { return false }
        guard case .child(let child) = scope.subject else { return true }
        return response.about.contains(child)
      }
      return !harm.isEmpty && !isConvicted
        && harm.allSatisfy { index in
          let event = record.statements[index].event
          // As for the evidence itself: what is left to an older text is not this one's, whatever it would keep from a later one.
          if let event, scope.yields(event) { return true }
          if let event, scope.governs(event) { return false }
          return !days.touches(conduct(index))
        }
    }
  }

  /// Whether anybody asked: rule 13 asks it of every framework of the record's own jurisdiction that was law on the day of a response.
  func considered(
    _ framework: Framework, about: String, isOut: Bool, own: Set<String>, on day: CivilDate
  ) -> Finding.Considered {
    let onFile = responsesOnFile
    let answers = onFile.filter { index in
      let response = record.responses[index]
      return response.act == .considered && response.framework == framework.id
        && (response.about.isEmpty || response.about.contains(about) || about == Assessment.group)
    }
    let latest = answers.max { left, right in
      let responses = record.responses
      guard let a = responses[left].on?.range.latest, let b = responses[right].on?.range.latest
      else { return left < right }
      return (a, left) < (b, right)
    }
    if let latest { return .answered(response: latest) }
    guard own.contains(framework.jurisdiction) else { return .notAsked }
    let decided = onFile.map { record.responses[$0] }
      .filter { $0.about.isEmpty || $0.about.contains(about) || about == Assessment.group }
      .compactMap { $0.on?.range.latest }
    let days = decided.isEmpty ? [day] : decided
    switch framework.governsBy {
    case .analysis: return .never
    case .decision: return days.contains(where: framework.isInForce) ? .never : .notAsked
    case .conduct:
      let from = framework.inForce?.from
      return !isOut && days.contains { day in from.map { $0 <= day } ?? true } ? .never : .notAsked
    }
  }
}
