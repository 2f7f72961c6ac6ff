import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

// Within which days a statement lies, and how old a child was; and the questions that ask no fact.
extension RecordAnswers {
  func scope(_ days: Int) -> Scope {
    if let known = scopes[days] { return known }
    let key = plan.days[days]
    var scope = Scope(subject: .group)
    for id in key.straddling {
      if let framework = law[framework: id] { _ = scope.narrow(toDaysOf: framework, evidence) }
    }
    scope.days = key.days
    scope.isCertain = key.isCertain
    scopes[days] = scope
    return scope
  }

  /// The counted statements whose conduct lies within a stretch of days (rule 2).
  func withinDays(_ days: Int) -> Mask {
    if let known = withinDays[days] { return known }
    let scope = scope(days)
    var within: Mask = .none
    if let range = scope.days {
      counted.forEachBit { index in
        let event = record.statements[index].event
        if let event, scope.yielded.contains(event) { return }
        let conduct = evidence.conduct(index)
        let isIn =
          event.map(scope.governed.contains) == true
          || (scope.isCertain ? range.contains(conduct) : range.touches(conduct))
        if isIn { within |= Mask(bit: index) }
      }
    } else {
      within = counted
    }
    withinDays[days] = within
    return within
  }

  /// The statements at whose conduct the child was certainly under an age, was certainly over it, or was said to be under it.
  func ages(of child: String, _ years: Int) -> (
    under: Mask, over: Mask, stated: Mask
  ) {
    let key = AgeKey(child: child, years: years)
    if let known = ages[key] { return known }
    var found: (under: Mask, over: Mask, stated: Mask) = (.none, .none, .none)
    if evidence.bornAtom(of: child) != nil, let born = evidence.people[child]?.born?.range {
      counted.forEachBit { index in
        switch age(under: years, born: born, during: evidence.conduct(index)) {
        case true?: found.under |= Mask(bit: index)
        case false?: found.over |= Mask(bit: index)
        case nil: break
        }
      }
    }
    let facts = evidence.vocabulary.facts.filter { ($0.computed?.years ?? .max) <= years }
    for other in evidence.statements(of: facts.map(\.name)) {
      let statement = record.statements[other]
      guard statement.says, statement.children.contains(child) else { continue }
      counted.forEachBit { index in
        if evidence.conduct(other).contains(evidence.conduct(index)) {
          found.stated |= Mask(bit: index)
        }
      }
    }
    ages[key] = found
    return found
  }

  // MARK: What is no fact

  func answer(
    _ ask: QuestionPlan.Other, _ subject: Scope.Subject, _ convictions: [Response],
    _ own: Set<String>, _ day: CivilDate
  ) -> (for: Bool, against: Bool) {
    var child: String?
    if case .child(let id) = subject { child = id }
    switch ask {
    case .conviction(let framework):
      return (
        convictions.contains { response in
          response.framework == framework && child.map(response.about.contains) ?? true
        }, false
      )
    case .outOfForce(let days, let framework):
      guard let framework = law[framework: framework] else { return (false, false) }
      var scope = scope(days)
      scope.subject = subject
      return (evidence.isOutOfForce(framework, scope, on: day), false)
    case .answered(let framework):
      return (
        responses(about: child).contains { $0.act == .considered && $0.framework == framework },
        false
      )
    case .decided(let range):
      let days = responses(about: child).compactMap { $0.on?.range.latest }
      return (days.contains(where: range.contains), days.isEmpty)
    case .own(let jurisdiction): return (own.contains(jurisdiction), false)
    }
  }

  func responses(about child: String?) -> [Response] {
    evidence.responsesOnFile.map { record.responses[$0] }
      .filter { response in
        child.map { response.about.isEmpty || response.about.contains($0) } ?? true
      }
  }
}
