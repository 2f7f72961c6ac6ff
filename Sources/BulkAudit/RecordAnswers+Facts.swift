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

// What a record holds on each question about a fact, within the bounds of a row.
extension RecordAnswers {
  /// What lies within the bounds of a row.
  struct Bounds {
    var subject: Scope.Subject
    var actor: Scope.Actor
    var event: Scope.EventChoice
    /// Statements about the subject and of the event, and those among them of the actor.
    var conduct: Mask
    var own: Mask
  }

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
  ///   - onlyBound: true for the questions that bind the actor, false for the others, nil for all.
  func appendFacts(
    of kind: Int, _ bounds: Bounds, to rows: inout DatedRows, onlyBound: Bool?
  ) {
    let byTest = plan.byTest[kind]
    for test in byTest.indices where isActive[test] {
      let groundedDays = groundedDays(test, bounds)
      let mayHold = groundedDays != 0 || mayHold(test, bounds)
      for questions in byTest[test].lists(onlyBound) {
        for question in questions where mayHold || question.isAssumable {
          let answer = answer(question, bounds, groundedDays)
          rows.append(EvidenceRows.code(question.number, .for), answer.for)
          rows.append(EvidenceRows.code(question.number, .against), answer.against)
        }
      }
    }
  }

  /// The days on which the statements have to be looked at one by one: something opposes the test, or it is no matter of whole sets.
  private func groundedDays(_ test: Int, _ bounds: Bounds) -> DayBits {
    if !isSmall || !plan.tests[test].isPlain { return everyDay }
    var against = opposition[test]
    // Of a child, only what names the child says no.
    if case .child(let child) = bounds.subject { against &= byChild[child] ?? .none }
    return days(of: against)
  }

  /// The days on which any of these statements was on file.
  private func days(of statements: Mask) -> DayBits {
    var days: DayBits = 0
    statements.forEachBit { days |= daysOnFile[$0] }
    return days
  }

  /// False only where nothing on record within the bounds can answer any question of the test on any day.
  private func mayHold(_ test: Int, _ bounds: Bounds) -> Bool {
    if plan.tests[test].computed != nil || plan.tests[test].countedFrom != nil { return true }
    return !(support[test] & bounds.own).isEmpty
  }

  private func answer(
    _ question: QuestionPlan.FactQuestion, _ bounds: Bounds, _ groundedDays: DayBits
  ) -> DatedAnswer {
    if groundedDays == 0, plan.tests[question.test].isSimple, question.age == nil,
      !turnsOnKnowledge(question.days)
    {
      let candidates = support[question.test] & bounds.own & withinDays(question.days, 0)
      return DatedAnswer(for: question.isAssumable ? everyDay : days(of: candidates))
    }
    var found = DatedAnswer()
    for bit in 0...days.count {
      let isGrounded = groundedDays >> DayBits(bit) & 1 == 1
      let answer =
        isGrounded ? grounded(question, bounds, bit) : self.answer(question, bounds, bit)
      if answer.for { found.for |= 1 << DayBits(bit) }
      if answer.against { found.against |= 1 << DayBits(bit) }
    }
    return found
  }

  /// As the record stood on one day.
  private func answer(_ question: QuestionPlan.FactQuestion, _ bounds: Bounds, _ bit: Int)
    -> (for: Bool, against: Bool)
  {
    let test = plan.tests[question.test]
    let within = withinDays(question.days, bit) & onFile[bit]
    let conduct = bounds.conduct & within
    var own = bounds.own & within
    var child: String?
    if case .child(let id) = bounds.subject { child = id }
    if let child, let years = question.age {
      let ages = ages(of: child, years, bit)
      own &= ~ages.over | ages.stated
    }
    var candidates = support[question.test] & own
    if let child, let years = test.test.childUnder {
      let ages = ages(of: child, years, bit)
      candidates &= ages.under | ages.stated
    }
    var events = candidates
    var isFor = !candidates.isEmpty
    if let count = test.test.atLeast {
      events = numbered(candidates, count)
      isFor = !events.isEmpty
      let people = counted(test, candidates, own, bit)
      if people.count >= count {
        isFor = true
        events |= people.statements
      }
    }
    if let child, let computed = test.computed {
      let found: Mask
      if let years = computed.years {
        found = harm & conduct & ages(of: child, years, bit).under
      } else {
        found = harm & own & adultActor(bit)
      }
      if !found.isEmpty { isFor = true }
      events |= found
    }
    var isAgainst = false
    if let child {
      let years = test.test.childUnder ?? test.computed?.years
      if isFor {
        if let years { isAgainst = (events & ~ages(of: child, years, bit).over).isEmpty }
      } else if let years = test.computed?.years {
        let known = harm & conduct
        isAgainst = !known.isEmpty && (known & ~ages(of: child, years, bit).over).isEmpty
      }
    }
    if question.isAssumable, !isFor, !isAgainst { isFor = true }
    return (isFor, isAgainst)
  }

  private func numbered(_ candidates: Mask, _ count: Int) -> Mask {
    var found: Mask = .none
    candidates.forEachBit { index in
      if (record.statements[index].number ?? 0) >= count { found |= Mask(bit: index) }
    }
    return found
  }

  /// Rule 7: distinct people, and the statements that name them.
  private func counted(_ test: QuestionPlan.Test, _ candidates: Mask, _ own: Mask, _ bit: Int)
    -> (count: Int, statements: Mask)
  {
    var statements = candidates
    if let from = test.countedFrom {
      if test.countsHarm {
        statements |= harm & own
      } else {
        for index in evidence.statements(of: from) where record.statements[index].says {
          statements |= own & (Mask(bit: index))
        }
      }
    }
    let people = test.test.of == .child ? byChild : byActor
    var count = 0
    var naming: Mask = .none
    for (person, named) in people {
      let here = named & statements
      guard !here.isEmpty, evidence.people[person] != nil else { continue }
      if test.test.of == .child, evidence.isPooled(person) { continue }
      count += 1
      naming |= here
    }
    return (count, naming)
  }

  private func grounded(_ question: QuestionPlan.FactQuestion, _ bounds: Bounds, _ bit: Int)
    -> (for: Bool, against: Bool)
  {
    var scope = scope(question.days, bit)
    scope.subject = bounds.subject
    scope.actor = question.bindsActor ? bounds.actor : .anyone
    scope.event = bounds.event
    scope.age = question.age
    return FactGrounding(
      test: plan.tests[question.test].test, scope: scope, evidence: evidence(bit)
    ).bears(question.isAssumable)
  }
}
