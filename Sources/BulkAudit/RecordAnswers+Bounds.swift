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
    if hasEvents {
      for id in key.straddling {
        if let framework = law[framework: id] {
          _ = scope.narrow(toDaysOf: framework, evidence(bit))
        }
      }
    }
    scope.days = key.days
    scope.isCertain = key.isCertain
    scopes[place] = scope
    return scope
  }

  /// By statement: the days on which it was on file, if its conduct lies within a stretch of days (rule 2).
  func present(_ days: Int) -> [DayBits] {
    if let known = present[days] { return known }
    var found = [DayBits](repeating: 0, count: record.statements.count)
    if turnsOnKnowledge(days) {
      for bit in 0...self.days.count {
        within(days, bit).forEachBit { found[$0] |= daysOnFile[$0] & 1 << DayBits(bit) }
      }
    } else {
      within(days, 0).forEachBit { found[$0] = daysOnFile[$0] }
    }
    present[days] = found
    return found
  }

  private func within(_ days: Int, _ bit: Int) -> Mask {
    let scope = scope(days, bit)
    let since = plan.days[days].since.map { DayRange($0, nil) }
    if scope.days == nil, since == nil { return counted }
    var within: Mask = .none
    counted.forEachBit { index in
      let event = record.statements[index].event
      if let event, scope.yielded.contains(event) { return }
      let conduct = evidence.conduct(index)
      func fits(_ range: DayRange?) -> Bool {
        guard let range else { return true }
        return scope.isCertain ? range.contains(conduct) : range.touches(conduct)
      }
      if event.map(scope.governed.contains) == true || fits(scope.days) && fits(since) {
        within |= Mask(bit: index)
      }
    }
    return within
  }

  /// How old a child was at the conduct of each statement, by the recorded birth and by what others said.
  struct Ages {
    /// On which the birth was on file.
    var born: DayBits = 0
    /// At whose conduct the child was certainly under the age, and those at whose conduct certainly over it.
    var under: Mask = .none
    var over: Mask = .none
    /// By statement: the days on which it was said that the child was under the age then.
    var stated: [DayBits]

    func under(_ statement: Int) -> DayBits { under.has(statement) ? born : 0 }
    func over(_ statement: Int) -> DayBits { over.has(statement) ? born : 0 }
  }

  func ages(of child: String, _ years: Int) -> Ages {
    let key = AgeKey(child: child, years: years)
    if let known = ages[key] { return known }
    var found = Ages(stated: Array(repeating: 0, count: record.statements.count))
    found.born = bornDays(child)
    if let born = evidence.people[child]?.born?.range, found.born != 0 {
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
          found.stated[index] |= daysOnFile[other]
        }
      }
    }
    ages[key] = found
    return found
  }

  /// The days on which a recorded birth counted.
  private func bornDays(_ person: String) -> DayBits {
    guard let atom = evidence.bornAtom(of: person) else { return 0 }
    // Stated with the person and by no source, it has no day, and counts on all.
    guard evidence.people[person]?.bornSource != nil else { return everyDay }
    return bits(since: evidence.firstArrival(of: atom))
  }

  /// By statement: the days on which it was known that somebody whom it names was certainly of age.
  func adultsNamed() -> [DayBits] {
    var found = [DayBits](repeating: 0, count: record.statements.count)
    for (actor, statements) in byActor {
      guard let born = evidence.people[actor]?.born?.range else { continue }
      let days = bornDays(actor)
      if days == 0 { continue }
      statements.forEachBit { index in
        if age(under: 18, born: born, during: evidence.conduct(index)) == false {
          found[index] |= days
        }
      }
    }
    return found
  }

  // MARK: What is no fact

  /// What is on file about a child, or about the case, for questions that ask no fact.
  struct OnFile {
    var child: String?
    /// By their places.
    var responses: [Int]
    var decided: [CivilDate]
    /// Statements of harm.
    var harm: Mask
  }

  func onFile(_ subject: Scope.Subject) -> OnFile {
    var child: String?
    if case .child(let id) = subject { child = id }
    let responses = evidence.responsesOnFile.filter { index in
      let about = record.responses[index].about
      return child.map { about.isEmpty || about.contains($0) } ?? true
    }
    return OnFile(
      child: child, responses: responses,
      decided: responses.compactMap { record.responses[$0].on?.range.latest },
      harm: child.map { harm & (byChild[$0] ?? .none) } ?? harm)
  }

  /// All but convictions is asked of everything on file alone: nothing is dated by it.
  func answer(
    _ ask: QuestionPlan.Other, _ onFile: OnFile, _ convictions: [Conviction], _ own: Set<String>,
    _ day: CivilDate
  ) -> DatedAnswer {
    func now(_ answer: Bool) -> DayBits { answer ? 1 : 0 }
    switch ask {
    case .conviction(let framework):
      let here = convictions.filter { conviction in
        conviction.response.framework == framework
          && onFile.child.map(conviction.response.about.contains) ?? true
      }
      return DatedAnswer(for: here.reduce(0) { $0 | $1.days })
    case .outOfForce(let days, let framework):
      return DatedAnswer(for: now(isOutOfForce(framework, days, onFile, on: day)))
    case .answered(let framework):
      return DatedAnswer(
        for: now(
          onFile.responses.contains {
            record.responses[$0].act == .considered && record.responses[$0].framework == framework
          }))
    case .decided(let range):
      return DatedAnswer(
        for: now(onFile.decided.contains(where: range.contains)),
        against: now(onFile.decided.isEmpty))
    case .own(let jurisdiction): return DatedAnswer(for: now(own.contains(jurisdiction)))
    }
  }

  /// Whether all harm lies outside the days of a text, of whose offence nobody was convicted.
  private func isOutOfForce(_ id: String, _ days: Int, _ onFile: OnFile, on day: CivilDate) -> Bool
  {
    guard isSmall else {
      guard let framework = law[framework: id] else { return false }
      var scope = scope(days, 0)
      scope.subject = onFile.child.map { .child($0) } ?? .group
      return evidence.isOutOfForce(framework, scope, on: day)
    }
    if onFile.harm.isEmpty { return false }
    let present = present(days)
    var isAnyInside = false
    onFile.harm.forEachBit { if present[$0] & 1 == 1 { isAnyInside = true } }
    return !isAnyInside
      && !evidence.convictionAtoms.contains { _, response in
        response.framework == id && onFile.child.map(response.about.contains) ?? true
      }
  }
}
