import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// On which days a question is answered, from either side.
struct DatedAnswer {
  var `for`: DayBits = 0
  var against: DayBits = 0
}

// What a record holds on each question about a fact, within the bounds of a row, on all of its days at once.
extension RecordAnswers {
  /// What lies within the bounds of a row.
  struct Bounds {
    var subject: Scope.Subject
    var actor: Scope.Actor
    var event: Scope.EventChoice
    /// Statements about the subject and of the event, and those among them of the actor.
    var conduct: Mask
    var own: Mask

    var child: String? { if case .child(let id) = subject { id } else { nil } }
  }

  /// A statement, and the days on which it supports what is asked.
  typealias Support = (statement: Int, days: DayBits)

  func bounds(
    _ subject: Scope.Subject, _ actor: Scope.Actor, _ event: Scope.EventChoice
  ) -> Bounds {
    var conduct = counted
    if case .child(let child) = subject { conduct &= byChild[child] ?? .none }
    switch event {
    case .any: break
    case .one(let event):
      let others = byEvent.reduce(Mask.none) { $1.key == event ? $0 : $0 | $1.value }
      conduct &= ~others
    case .unnamed: conduct &= ~byEvent.values.reduce(.none, |)
    }
    var own = conduct
    switch actor {
    case .anyone: break
    case .one(let person), .named(let person): own &= ~named | (byActor[person] ?? .none)
    case .unnamed: own &= ~named
    }
    return Bounds(subject: subject, actor: actor, event: event, conduct: conduct, own: own)
  }

  /// - Parameters:
  ///   - kind: by `RowKind.index`.
  ///   - bindsActor: true for the questions that bind the actor, false for the others, nil for all.
  func appendFacts(
    of kind: Int, _ bounds: Bounds, to rows: inout DatedRows, bindsActor: Bool?
  ) {
    for test in active[kind] {
      let mayHold = mayHold(test, bounds)
      let asked = plan.byTest[kind][test]
      if bindsActor != false { append(asked.bound, mayHold, bounds, to: &rows) }
      if bindsActor != true { append(asked.unbound, mayHold, bounds, to: &rows) }
    }
  }

  private func append(
    _ questions: [QuestionPlan.FactQuestion], _ mayHold: Bool, _ bounds: Bounds,
    to rows: inout DatedRows
  ) {
    for question in questions where mayHold || question.isAssumable {
      let answer = answer(question, bounds)
      rows.append(DatedRows.code(question.number, .for), answer.for)
      rows.append(DatedRows.code(question.number, .against), answer.against)
    }
  }

  /// False only where nothing on record within the bounds can answer any question of the test on any day.
  private func mayHold(_ test: Int, _ bounds: Bounds) -> Bool {
    let asked = plan.tests[test]
    if !isSmall || asked.computed != nil || asked.countedFrom != nil { return true }
    return !(support[test] & bounds.own).isEmpty || !denials(of: test, bounds).isEmpty
  }

  private func answer(_ question: QuestionPlan.FactQuestion, _ bounds: Bounds) -> DatedAnswer {
    let test = plan.tests[question.test]
    guard isSmall else { return grounded(question, bounds) }
    let present = present(question.days)
    let events = supporting(question, test, bounds, present)
    var found = DatedAnswer(for: events.reduce(0) { $0 | $1.days })
    found.against = opposing(question, test, bounds, present, events, isFor: found.for)
    if question.isAssumable { found.for |= everyDay & ~found.against }
    return found
  }

  // MARK: For

  private func supporting(
    _ question: QuestionPlan.FactQuestion, _ test: QuestionPlan.Test, _ bounds: Bounds,
    _ present: [DayBits]
  ) -> [Support] {
    let asked = bounds.child.flatMap { child in question.age.map { ages(of: child, $0) } }
    let needed = bounds.child.flatMap { child in test.test.childUnder.map { ages(of: child, $0) } }
    /// Another source may say that the child was younger: then the age is in dispute, and the conduct is not left out.
    func days(_ statement: Int) -> DayBits {
      guard let asked else { return present[statement] }
      return present[statement] & (~asked.over(statement) | asked.stated[statement])
    }
    var events: [Support] = []
    (support[question.test] & bounds.own).forEachBit { statement in
      var days = days(statement)
      if let needed { days &= needed.under(statement) | needed.stated[statement] }
      if days != 0 { events.append((statement, days)) }
    }
    if let count = test.test.atLeast {
      events = counted(events, among: counts[question.test] & bounds.own, days, count, test)
    }
    guard let computed = test.computed, let child = bounds.child else { return events }
    if let years = computed.years {
      let ages = ages(of: child, years)
      (harm & bounds.conduct & ages.under).forEachBit { statement in
        let days = present[statement] & ages.born
        if days != 0 { events.append((statement, days)) }
      }
    } else {
      let adult = adultActor
      (harm & bounds.own).forEachBit { statement in
        let days = days(statement) & adult[statement]
        if days != 0 { events.append((statement, days)) }
      }
    }
    return events
  }

  /// Rule 7: a number that a statement gives, or distinct people, with the statements that name them.
  ///
  /// - Parameter others: statements that support other facts, whose people are counted too.
  private func counted(
    _ candidates: [Support], among others: Mask, _ days: (Int) -> DayBits, _ count: Int,
    _ test: QuestionPlan.Test
  ) -> [Support] {
    var events = candidates.filter { (record.statements[$0.statement].number ?? 0) >= count }
    var naming = candidates
    let isCandidate = candidates.reduce(Mask.none) { $0 | Mask(bit: $1.statement) }
    others.forEachBit { statement in
      let days = days(statement)
      if days == 0 { return }
      if isCandidate.has(statement) {
        // It counts on more days as what it says than as what is asked.
        if let place = naming.firstIndex(where: { $0.statement == statement }) {
          naming[place].days |= days
        }
      } else {
        naming.append((statement, days))
      }
    }
    if naming.isEmpty { return events }
    // By number: the days on which so many people are named.
    var atLeast = [DayBits](repeating: 0, count: count + 1)
    atLeast[0] = everyDay
    var namingSomebody: Mask = .none
    for (person, statements) in test.test.of == .child ? byChild : byActor {
      guard evidence.people[person] != nil, test.test.of != .child || !evidence.isPooled(person)
      else { continue }
      var named: DayBits = 0
      for support in naming where statements.has(support.statement) { named |= support.days }
      if named == 0 { continue }
      namingSomebody |= statements
      for number in stride(from: count, to: 0, by: -1) {
        atLeast[number] |= atLeast[number - 1] & named
      }
    }
    let enough = atLeast[count]
    if enough == 0 { return events }
    for support in naming where namingSomebody.has(support.statement) {
      events.append((support.statement, support.days & enough))
    }
    return events
  }

  // MARK: Against

  /// The statements that deny what a test asks, of those that speak of whom the row is about.
  private func denials(of test: Int, _ bounds: Bounds) -> Mask {
    guard isOpposed[test] else { return .none }
    let denying = denials(of: test)
    // Of a child, only what names the child says no.
    return bounds.child.map { denying & (byChild[$0] ?? .none) } ?? denying
  }

  private func denials(of test: Int) -> Mask {
    if let known = denials[test] { return known }
    let grounding = FactGrounding(
      test: plan.tests[test].test, scope: Scope(subject: .group), evidence: evidence)
    let found = grounding.denials.reduce(Mask.none) { $0 | Mask(bit: $1) }
    denials[test] = found
    return found
  }

  /// Rules 1 and 8.
  private func opposing(
    _ question: QuestionPlan.FactQuestion, _ test: QuestionPlan.Test, _ bounds: Bounds,
    _ present: [DayBits], _ events: [Support], isFor: DayBits
  ) -> DayBits {
    let denials = denials(of: question.test, bounds)
    let years = bounds.child == nil ? nil : test.test.childUnder ?? test.computed?.years
    if denials.isEmpty, years == nil { return 0 }
    let contrary = years.flatMap { years in bounds.child.map { ages(of: $0, years) } }
    let grounding = denials.isEmpty ? nil : grounding(question, bounds, evidence, bit: 0)
    // Evidence against a supported fact is what denies every event that supports it.
    var standing: DayBits = 0
    for (statement, days) in events where days & ~standing != 0 {
      var denied = contrary?.over(statement) ?? 0
      denials.forEachBit { denial in
        if grounding?.covers(denial, statement) == true { denied |= daysOnFile[denial] }
      }
      standing |= days & ~denied
    }
    var against = isFor & ~standing
    let open = everyDay & ~isFor
    if open == 0 { return against }
    // An event that nobody described is denied only by what covers all that the question could mean.
    let harmInBounds = harm & bounds.conduct
    var daysOnRecord: [DayRange?]?
    denials.forEachBit { denial in
      guard let grounding, open & daysOnFile[denial] & ~against != 0,
        grounding.coversAllButDays(denial)
      else { return }
      let onRecord = daysOnRecord ?? hulls(harmInBounds, present, grounding)
      daysOnRecord = onRecord
      (open & daysOnFile[denial]).forEachBit { bit in
        if grounding.coversDays(denial, onRecord: onRecord[bit]) { against |= 1 << DayBits(bit) }
      }
    }
    if test.computed?.years != nil, let contrary {
      var known: DayBits = 0
      var young: DayBits = 0
      harmInBounds.forEachBit { statement in
        known |= present[statement]
        young |= present[statement] & ~contrary.over(statement)
      }
      against |= open & known & ~young
    }
    return against
  }

  /// By bit: the days across which dated harm was on record.
  private func hulls(_ harm: Mask, _ present: [DayBits], _ grounding: FactGrounding)
    -> [DayRange?]
  {
    var hulls = [DayRange?](repeating: nil, count: days.count + 1)
    harm.forEachBit { statement in
      guard record.statements[statement].when != nil else { return }
      let conduct = evidence.conduct(statement)
      present[statement].forEachBit { bit in
        hulls[bit] = hulls[bit].map { $0.hull(conduct) } ?? conduct
      }
    }
    return hulls.map { $0.flatMap(grounding.withinDaysAsked) }
  }

  // MARK: Day by day

  private func grounding(
    _ question: QuestionPlan.FactQuestion, _ bounds: Bounds, _ evidence: CaseEvidence, bit: Int
  ) -> FactGrounding {
    var scope = scope(question.days, bit)
    scope.subject = bounds.subject
    scope.actor = question.bindsActor ? bounds.actor : .anyone
    scope.event = bounds.event
    scope.age = question.age
    return FactGrounding(
      test: plan.tests[question.test].test, scope: scope, evidence: evidence)
  }

  /// As the assessment of one record grounds it, on one day after the other.
  private func grounded(_ question: QuestionPlan.FactQuestion, _ bounds: Bounds) -> DatedAnswer {
    var found = DatedAnswer()
    for bit in 0...days.count {
      let answer = grounding(question, bounds, evidence(bit), bit: bit).bears(question.isAssumable)
      if answer.for { found.for |= 1 << DayBits(bit) }
      if answer.against { found.against |= 1 << DayBits(bit) }
    }
    return found
  }
}
