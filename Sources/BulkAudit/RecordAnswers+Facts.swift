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
    /// The child's place among the children; nil for the case.
    var child: Int?
    var actor: Scope.Actor
    var event: Scope.EventChoice
    /// Statements about the subject and of the event, and those among them of the actor.
    var conduct: Mask
    var own: Mask
    /// Statements that name the child; of the case, all.
    var naming: Mask
  }

  /// A statement, and the days on which it supports what is asked.
  typealias Support = (statement: Int, days: DayBits)

  func bounds(
    _ subject: Scope.Subject, _ actor: Scope.Actor, _ event: Scope.EventChoice
  ) -> Bounds {
    var naming: Mask = ~.none
    var number: Int?
    if case .child(let child) = subject {
      naming = byChild[child] ?? .none
      number = children.firstIndex(of: child)
    }
    var conduct = counted & naming
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
    return Bounds(
      subject: subject, child: number, actor: actor, event: event, conduct: conduct, own: own,
      naming: naming)
  }

  /// - Parameters:
  ///   - kind: by `RowKind.index`.
  ///   - bindsActor: true for the questions that bind the actor, false for the others, nil for all.
  func appendFacts(
    of kind: Int, _ bounds: Bounds, to rows: inout DatedRows, bindsActor: Bool?
  ) {
    for test in active[kind] {
      let asked = Asked(
        test: test, shape: plan.shapes[test], bounds: bounds, own: support[test] & bounds.own,
        // Of a child, only what names the child says no.
        denials: isOpposed[test] ? denials(of: test) & bounds.naming : .none)
      let questions = plan.byTest[kind][test]
      if bindsActor != false { append(questions.bound, asked, bindsActor: true, to: &rows) }
      if bindsActor != true { append(questions.unbound, asked, bindsActor: false, to: &rows) }
    }
  }

  /// A test as it is asked within the bounds of a row.
  struct Asked {
    var test: Int
    var shape: QuestionPlan.Shape
    var bounds: Bounds
    /// The statements within the bounds that support it.
    var own: Mask
    /// Those that deny it.
    var denials: Mask

    /// Whether anything on record within the bounds can answer any question of the test on any day.
    var mayHold: Bool {
      shape.computed != nil || shape.countsOthers || !own.isEmpty || !denials.isEmpty
    }

    /// The age of which the record may hold that the child had passed it.
    var years: Int? {
      bounds.child == nil ? nil : shape.childUnder ?? shape.computed?.years
    }
  }

  private func append(
    _ questions: [QuestionPlan.FactQuestion], _ asked: Asked, bindsActor: Bool,
    to rows: inout DatedRows
  ) {
    if questions.isEmpty { return }
    let mayHold = !isSmall || asked.mayHold
    let denied =
      isSmall && !asked.denials.isEmpty ? Denied(self, asked, bindsActor: bindsActor) : nil
    var events: [Support] = []
    for question in questions where mayHold || question.isAssumable {
      let answer =
        isSmall
        ? answer(question, asked, denied, &events) : grounded(question, asked.bounds)
      rows.append(DatedRows.code(question.number, .for), answer.for)
      rows.append(DatedRows.code(question.number, .against), answer.against)
    }
  }

  /// - Parameter events: room for what supports a question, used again for each.
  private func answer(
    _ question: QuestionPlan.FactQuestion, _ asked: Asked, _ denied: Denied?,
    _ events: inout [Support]
  ) -> DatedAnswer {
    let start = startOfPresent(question.days)
    findSupport(of: question, asked, start, &events)
    var found = DatedAnswer()
    for event in events { found.for |= event.days }
    if denied != nil || asked.years != nil {
      found.against = opposing(question, asked, denied, start, events, isFor: found.for)
    }
    if question.isAssumable { found.for |= everyDay & ~found.against }
    return found
  }

  // MARK: For

  /// - Parameter start: where the days within the question's begin in `present`.
  private func findSupport(
    of question: QuestionPlan.FactQuestion, _ asked: Asked, _ start: Int,
    _ events: inout [Support]
  ) {
    events.removeAll(keepingCapacity: true)
    let (shape, bounds) = (asked.shape, asked.bounds)
    let age = bounds.child.flatMap { child in question.age.map { ages(of: child, $0) } }
    let needed = bounds.child.flatMap { child in shape.childUnder.map { ages(of: child, $0) } }
    /// Another source may say that the child was younger: then the age is in dispute, and the conduct is not left out.
    func days(_ statement: Int) -> DayBits {
      let days = present[start + statement]
      guard let age else { return days }
      return days & (~age.over(statement) | age.stated[statement])
    }
    asked.own.forEachBit { statement in
      var days = days(statement)
      if let needed { days &= needed.under(statement) | needed.stated[statement] }
      if days != 0 { events.append((statement, days)) }
    }
    if let count = shape.atLeast {
      events = counted(events, among: counts[asked.test] & bounds.own, days, count, shape)
    }
    guard let computed = shape.computed, let child = bounds.child else { return }
    if let years = computed.years {
      let ages = ages(of: child, years)
      (harm & bounds.conduct & ages.under).forEachBit { statement in
        let days = present[start + statement] & ages.born
        if days != 0 { events.append((statement, days)) }
      }
    } else {
      let adult = adultActor
      (harm & bounds.own).forEachBit { statement in
        let days = days(statement) & adult[statement]
        if days != 0 { events.append((statement, days)) }
      }
    }
  }

  /// Rule 7: a number that a statement gives, or distinct people, with the statements that name them.
  ///
  /// - Parameter others: statements that support other facts, whose people are counted too.
  private func counted(
    _ candidates: [Support], among others: Mask, _ days: (Int) -> DayBits, _ count: Int,
    _ shape: QuestionPlan.Shape
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
    for (person, statements) in shape.countsChildren ? byChild : byActor {
      guard evidence.people[person] != nil, !shape.countsChildren || !evidence.isPooled(person)
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

  /// The statements that deny what a test asks.
  private func denials(of test: Int) -> Mask {
    if let known = denials[test] { return known }
    let grounding = FactGrounding(
      test: plan.tests[test].test, scope: Scope(subject: .group), evidence: evidence)
    let found = grounding.denials.reduce(Mask.none) { $0 | Mask(bit: $1) }
    denials[test] = found
    return found
  }

  /// What denies a test within the bounds of a row, as far as it is the same for every stretch of days.
  private final class Denied {
    let denials: Mask
    let grounding: FactGrounding
    private var covering: [Mask?]
    /// Those that cover all that the test could mean, but for the days.
    private(set) lazy var coveringAll: Mask = chosen { grounding.coversAllButDays($0) }

    init(_ answers: RecordAnswers, _ asked: Asked, bindsActor: Bool) {
      denials = asked.denials
      covering = Array(repeating: nil, count: answers.record.statements.count)
      var scope = Scope(subject: asked.bounds.subject)
      scope.actor = bindsActor ? asked.bounds.actor : .anyone
      scope.event = asked.bounds.event
      grounding = FactGrounding(
        test: answers.plan.tests[asked.test].test, scope: scope, evidence: answers.evidence)
    }

    /// Those that cover what a statement describes.
    func covering(_ statement: Int) -> Mask {
      if let known = covering[statement] { return known }
      let found = chosen { grounding.covers($0, statement) }
      covering[statement] = found
      return found
    }

    private func chosen(_ covers: (Int) -> Bool) -> Mask {
      var chosen: Mask = .none
      denials.forEachBit { if covers($0) { chosen |= Mask(bit: $0) } }
      return chosen
    }
  }

  /// Rules 1 and 8.
  private func opposing(
    _ question: QuestionPlan.FactQuestion, _ asked: Asked, _ denied: Denied?, _ start: Int,
    _ events: [Support], isFor: DayBits
  ) -> DayBits {
    let contrary = asked.bounds.child.flatMap { child in asked.years.map { ages(of: child, $0) } }
    // Evidence against a supported fact is what denies every event that supports it.
    var standing: DayBits = 0
    for (statement, days) in events where days & ~standing != 0 {
      var against = contrary?.over(statement) ?? 0
      denied?.covering(statement).forEachBit { against |= daysOnFile[$0] }
      standing |= days & ~against
    }
    var against = isFor & ~standing
    let open = everyDay & ~isFor
    if open == 0 { return against }
    // An event that nobody described is denied only by what covers all that the question could mean.
    let harmInBounds = harm & asked.bounds.conduct
    if let denied, !denied.coveringAll.isEmpty {
      let grounding = denied.grounding.within(plan.days[question.days].days)
      let onRecord = hulls(harmInBounds, start, grounding)
      denied.coveringAll.forEachBit { denial in
        (open & daysOnFile[denial] & ~against).forEachBit { bit in
          if grounding.coversDays(denial, onRecord: onRecord[bit]) { against |= 1 << DayBits(bit) }
        }
      }
    }
    if asked.shape.computed?.years != nil, let contrary {
      var known: DayBits = 0
      var young: DayBits = 0
      harmInBounds.forEachBit { statement in
        let days = present[start + statement]
        known |= days
        young |= days & ~contrary.over(statement)
      }
      against |= open & known & ~young
    }
    return against
  }

  /// By bit: the days across which dated harm was on record.
  private func hulls(_ harm: Mask, _ start: Int, _ grounding: FactGrounding) -> [DayRange?] {
    var hulls = [DayRange?](repeating: nil, count: days.count + 1)
    harm.forEachBit { statement in
      guard record.statements[statement].when != nil else { return }
      let conduct = evidence.conduct(statement)
      present[start + statement].forEachBit { bit in
        hulls[bit] = hulls[bit].map { $0.hull(conduct) } ?? conduct
      }
    }
    return hulls.map { $0.flatMap(grounding.withinDaysAsked) }
  }

  // MARK: Day by day

  /// As the assessment of one record grounds it, on one day after the other.
  private func grounded(_ question: QuestionPlan.FactQuestion, _ bounds: Bounds) -> DatedAnswer {
    var found = DatedAnswer()
    for bit in 0...days.count {
      let evidence = evidence(bit)
      var scope = scope(question.days, evidence)
      scope.subject = bounds.subject
      scope.actor = question.bindsActor ? bounds.actor : .anyone
      scope.event = bounds.event
      scope.age = question.age
      let grounding = FactGrounding(
        test: plan.tests[question.test].test, scope: scope, evidence: evidence)
      let answer = grounding.bears(question.isAssumable)
      if answer.for { found.for |= 1 << DayBits(bit) }
      if answer.against { found.against |= 1 << DayBits(bit) }
    }
    return found
  }

  /// The bounds of a stretch of days, for a record as it stood on a day.
  func scope(_ days: Int, _ evidence: CaseEvidence) -> Scope {
    let key = plan.days[days]
    var scope = Scope(subject: .group)
    for id in key.straddling {
      if let framework = law[framework: id] { _ = scope.narrow(toDaysOf: framework, evidence) }
    }
    scope.days = key.days
    scope.isCertain = key.isCertain
    return scope
  }
}
