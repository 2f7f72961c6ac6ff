import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

// Within which days a statement lies, and how old a child was; and the questions that ask no fact.
extension RecordAnswers {
  /// Whether the bounds of a stretch of days turn on which events are known to straddle its ends.
  func turnsOnKnowledge(_ days: Int) -> Bool {
    hasEvents && !plan.days[days].straddling.isEmpty
  }

  func scope(_ days: Int, _ bit: Int) -> Scope {
    let bit = turnsOnKnowledge(days) ? bit : 0
    let place = bit * plan.days.count + days
    if let known = scopes[place] { return known }
    let key = plan.days[days]
    var scope = Scope(subject: .group)
    for id in key.straddling {
      if let framework = law[framework: id] {
        _ = scope.narrow(toDaysOf: framework, evidence(bit))
      }
    }
    scope.days = key.days
    scope.isCertain = key.isCertain
    scopes[place] = scope
    return scope
  }

  /// The counted statements whose conduct lies within a stretch of days (rule 2).
  func withinDays(_ days: Int, _ bit: Int) -> Mask {
    let bit = turnsOnKnowledge(days) ? bit : 0
    let place = bit * plan.days.count + days
    if let known = withinDays[place] { return known }
    let scope = scope(days, bit)
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
    withinDays[place] = within
    return within
  }

  /// The statements at whose conduct a child was certainly under an age, was certainly over it, or was said to be under it.
  struct Ages {
    var under: Mask = .none
    var over: Mask = .none
    var stated: Mask = .none
  }

  func ages(of child: String, _ years: Int, _ bit: Int) -> Ages {
    let key = AgeKey(child: child, years: years, bit: bit)
    if let known = ages[key] { return known }
    var found = Ages()
    if isBorn(child, bit), let born = evidence.people[child]?.born?.range {
      counted.forEachBit { index in
        switch age(under: years, born: born, during: evidence.conduct(index)) {
        case true?: found.under |= Mask(bit: index)
        case false?: found.over |= Mask(bit: index)
        case nil: break
        }
      }
    }
    let facts = evidence.vocabulary.facts.filter { ($0.computed?.years ?? .max) <= years }
    for other in evidence.statements(of: facts.map(\.name))
    where daysOnFile[other] >> DayBits(bit) & 1 == 1 {
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

  /// Whether a recorded birth counted on a day.
  private func isBorn(_ person: String, _ bit: Int) -> Bool {
    guard let atom = evidence.bornAtom(of: person) else { return false }
    // Stated with the person and by no source, it has no day, and counts on all.
    guard evidence.people[person]?.bornSource != nil else { return true }
    let since = bits(since: evidence.arrivals[atom].values.map(\.latest).min())
    return since >> DayBits(bit) & 1 == 1
  }

  /// The statements at whose conduct somebody named was certainly of age.
  func adultActor(_ bit: Int) -> Mask {
    var found: Mask = .none
    for (actor, statements) in byActor where isBorn(actor, bit) {
      guard let born = evidence.people[actor]?.born?.range else { continue }
      statements.forEachBit { index in
        if age(under: 18, born: born, during: evidence.conduct(index)) == false {
          found |= Mask(bit: index)
        }
      }
    }
    return found
  }

  // MARK: What is no fact

  /// All but convictions is asked of everything on file alone: nothing is dated by it.
  func answer(
    _ ask: QuestionPlan.Other, _ subject: Scope.Subject, _ convictions: [Conviction],
    _ own: Set<String>, _ day: CivilDate
  ) -> DatedAnswer {
    var child: String?
    if case .child(let id) = subject { child = id }
    func now(_ answer: Bool) -> DayBits { answer ? 1 : 0 }
    switch ask {
    case .conviction(let framework):
      let here = convictions.filter { conviction in
        conviction.response.framework == framework
          && child.map(conviction.response.about.contains) ?? true
      }
      return DatedAnswer(for: here.reduce(0) { $0 | $1.days })
    case .outOfForce(let days, let framework):
      guard let framework = law[framework: framework] else { return DatedAnswer() }
      var scope = scope(days, 0)
      scope.subject = subject
      return DatedAnswer(for: now(evidence.isOutOfForce(framework, scope, on: day)))
    case .answered(let framework):
      return DatedAnswer(
        for: now(
          responses(about: child).contains {
            record.responses[$0].act == .considered && record.responses[$0].framework == framework
          }))
    case .decided(let range):
      let days = responses(about: child).compactMap { record.responses[$0].on?.range.latest }
      return DatedAnswer(
        for: now(days.contains(where: range.contains)), against: now(days.isEmpty))
    case .own(let jurisdiction): return DatedAnswer(for: now(own.contains(jurisdiction)))
    }
  }

  /// The responses on file about a child, or about the case, by their places.
  private func responses(about child: String?) -> [Int] {
    evidence.responsesOnFile.filter { index in
      let about = record.responses[index].about
      return child.map { about.isEmpty || about.contains($0) } ?? true
    }
  }
}
