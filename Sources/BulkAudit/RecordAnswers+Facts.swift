import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

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

  /// - Parameter onlyBound: true for the questions that bind the actor, false for the others, nil for all.
  func appendFacts(
    of kind: RowKind, _ bounds: Bounds, to rows: inout EvidenceRows, onlyBound: Bool?
  ) {
    let byTest = plan.byTest[kind.index]
    for test in byTest.indices where isActive[test] {
      for question in byTest[test] {
        if let onlyBound, question.bindsActor != onlyBound { continue }
        let answer = answer(question, bounds)
        if answer.for { rows.append(EvidenceRows.code(question.number, .for)) }
        if answer.against { rows.append(EvidenceRows.code(question.number, .against)) }
      }
    }
  }

  func answer(_ question: QuestionPlan.FactQuestion, _ bounds: Bounds)
    -> (for: Bool, against: Bool)
  {
    if isGrounded[question.test] { return grounded(question, bounds) }
    let test = plan.tests[question.test]
    let days = withinDays(question.days)
    let conduct = bounds.conduct & days
    var own = bounds.own & days
    var child: String?
    if case .child(let id) = bounds.subject { child = id }
    if let child, let years = question.age {
      let ages = ages(of: child, years)
      own &= ~ages.over | ages.stated
    }
    var candidates = support[question.test] & own
    if let child, let years = test.test.childUnder {
      let ages = ages(of: child, years)
      candidates &= ages.under | ages.stated
    }
    var events = candidates
    var isFor = !candidates.isEmpty
    if let count = test.test.atLeast {
      events = numbered(candidates, count)
      isFor = !events.isEmpty
      let people = counted(test, candidates, own)
      if people.count >= count {
        isFor = true
        events |= people.statements
      }
    }
    if let child, let computed = test.computed {
      let found: Mask
      if let years = computed.years {
        found = harm & conduct & ages(of: child, years).under
      } else {
        found = harm & own & adultActor
      }
      if !found.isEmpty { isFor = true }
      events |= found
    }
    var isAgainst = false
    if let child {
      let years = test.test.childUnder ?? test.computed?.years
      if isFor {
        if let years { isAgainst = (events & ~ages(of: child, years).over).isEmpty }
      } else if let years = test.computed?.years {
        let known = harm & conduct
        isAgainst = !known.isEmpty && (known & ~ages(of: child, years).over).isEmpty
      }
    }
    if question.isAssumable, !isFor, !isAgainst { isFor = true }
    return (isFor, isAgainst)
  }

  func numbered(_ candidates: Mask, _ count: Int) -> Mask {
    var found: Mask = .none
    candidates.forEachBit { index in
      if (record.statements[index].number ?? 0) >= count { found |= Mask(bit: index) }
    }
    return found
  }

  /// Rule 7: distinct people, and the statements that name them.
  func counted(_ test: QuestionPlan.Test, _ candidates: Mask, _ own: Mask)
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

  func grounded(_ question: QuestionPlan.FactQuestion, _ bounds: Bounds)
    -> (for: Bool, against: Bool)
  {
    var scope = scope(question.days)
    scope.subject = bounds.subject
    scope.actor = question.bindsActor ? bounds.actor : .anyone
    scope.event = bounds.event
    scope.age = question.age
    return FactGrounding(test: plan.tests[question.test].test, scope: scope, evidence: evidence)
      .bears(question.isAssumable)
  }
}
