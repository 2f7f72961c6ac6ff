import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

// Within which days a statement lies, and how old a child was; and the questions that ask no fact.
extension RecordAnswers {
  /// Where the days begin, in `present` and by statement, on which each was on file whose conduct lies within a stretch of days (rule 2).
  func startOfPresent(_ days: Int) -> Int {
    let start = days * daysOnFile.count
    if !isPresentKnown[days] {
      findPresent(days, start)
      isPresentKnown[days] = true
    }
    return start
  }

  private func findPresent(_ days: Int, _ start: Int) {
    let (asked, since) = plan.spans[days]
    let isCertain = plan.days[days].isCertain
    func fits(_ span: DaySpan?, _ conduct: DaySpan) -> Bool {
      span.map { isCertain ? $0.contains(conduct) : $0.touches(conduct) } ?? true
    }
    counted.forEachBit { index in
      if fits(asked, conducts[index]), fits(since, conducts[index]) {
        present[start + index] = daysOnFile[index]
      }
    }
    if plan.straddles[days].isEmpty || byEvent.isEmpty || asked == nil && since == nil { return }
    for (event, statements) in byEvent {
      let (governed, yielded) = straddling(event, plan.straddles[days])
      statements.forEachBit { index in
        present[start + index] |= daysOnFile[index] & governed
        present[start + index] &= ~yielded
      }
    }
  }

  /// The days on which an event was known to span a commencement, and so to be governed, or left to another text, as a whole.
  private func straddling(_ event: String, _ texts: [[QuestionPlan.Straddle]]) -> (
    governed: DayBits, yielded: DayBits
  ) {
    var governed = everyDay
    var yielded: DayBits = 0
    for rules in texts {
      var here: DayBits = 0
      for rule in rules {
        let spanning = daysSpanning(event, rule.commencement)
        switch rule.effect {
        case .governs: here |= spanning
        case .yields: yielded |= spanning
        }
      }
      governed &= here
    }
    return (governed, yielded)
  }

  /// The days on which some conduct of an event was known certainly before a day, and some certainly on or after it.
  private func daysSpanning(_ event: String, _ commencement: CivilDate?) -> DayBits {
    guard let commencement else { return 0 }
    var before: DayBits = 0
    var after: DayBits = 0
    for (index, other) in evidence.eventConduct where other == event {
      if conducts[index].isBefore(commencement) { before |= daysOnFile[index] }
      if conducts[index].isFrom(commencement) { after |= daysOnFile[index] }
    }
    return before & after
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

  /// - Parameter child: by its place among the children.
  func ages(of child: Int, _ years: Int) -> Ages {
    let place = child * (plan.highestAge + 1) + years
    if let known = ages[place] { return known }
    let found = findAges(of: children[child], years)
    ages[place] = found
    return found
  }

  private func findAges(of child: String, _ years: Int) -> Ages {
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
    for other in evidence.statements(of: plan.ages[years]) {
      let statement = record.statements[other]
      guard statement.says, statement.children.contains(child) else { continue }
      counted.forEachBit { index in
        if conducts[other].contains(conducts[index]) { found.stated[index] |= daysOnFile[other] }
      }
    }
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
      var scope = scope(days, evidence)
      scope.subject = onFile.child.map { .child($0) } ?? .group
      return evidence.isOutOfForce(framework, scope, on: day)
    }
    if onFile.harm.isEmpty { return false }
    let start = startOfPresent(days)
    var isAnyInside = false
    onFile.harm.forEachBit { if present[start + $0].has(0) { isAnyInside = true } }
    return !isAnyInside
      && !evidence.convictionAtoms.contains { _, response in
        response.framework == id && onFile.child.map(response.about.contains) ?? true
      }
  }
}
