import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// What one record holds on the questions of a law.
///
/// Statements are bits of a word, and what lies within a question's bounds is an intersection of words. Where a denial, or a bound that is
/// asked statement by statement, bears on a question, it is grounded as the assessment of one record grounds it.
final class RecordAnswers<Mask: StatementMask> {
  private let plan: QuestionPlan
  private let law: LawPack
  private let evidence: CaseEvidence
  private let record: CaseRecord
  /// Whether the statements fit into the bits of one word.
  private let isSmall: Bool

  private var counted: Mask = .none
  private var harm: Mask = .none
  private var named: Mask = .none
  private var byChild: [String: Mask] = [:]
  private var byActor: [String: Mask] = [:]
  private var byEvent: [String: Mask] = [:]
  private var adultActor: Mask = .none
  private var support: [Mask]
  private var isActive: [Bool]
  private var isGrounded: [Bool]
  private var withinDays: [Mask?]
  private var scopes: [Scope?]
  private var ages: [AgeKey: (under: Mask, over: Mask, stated: Mask)] = [:]

  private struct AgeKey: Hashable {
    var child: String
    var years: Int
  }

  init(_ evidence: CaseEvidence, _ plan: QuestionPlan, _ law: LawPack) {
    self.plan = plan
    self.law = law
    self.evidence = evidence
    record = evidence.record
    isSmall = record.statements.count <= Mask.capacity
    support = Array(repeating: .none, count: plan.tests.count)
    isActive = plan.tests.map { $0.computed != nil }
    isGrounded = plan.tests.map { !$0.isPlain }
    withinDays = Array(repeating: nil, count: plan.days.count)
    scopes = Array(repeating: nil, count: plan.days.count)
    prepare()
  }

  private func prepare() {
    let statements = evidence.countedStatements
    for index in statements {
      let statement = record.statements[index]
      if statement.says {
        for test in plan.supported[statement.fact] ?? [] { isActive[test] = true }
        for test in plan.opposed[statement.fact] ?? [] {
          isActive[test] = true
          isGrounded[test] = true
        }
      } else {
        for test in plan.denied[statement.fact] ?? [] {
          isActive[test] = true
          isGrounded[test] = true
        }
      }
    }
    if !statements.isEmpty {
      for (number, test) in plan.tests.enumerated() where test.countedFrom != nil {
        isActive[number] = true
      }
    }
    guard isSmall else {
      for number in isGrounded.indices { isGrounded[number] = true }
      return
    }
    for index in statements {
      let statement = record.statements[index]
      let bit: Mask = Mask(bit: index)
      counted |= bit
      for child in statement.children { byChild[child, default: .none] |= bit }
      let actors = evidence.actors(index)
      if !actors.isEmpty { named |= bit }
      for actor in actors {
        byActor[actor, default: .none] |= bit
        if evidence.bornAtom(of: actor) != nil, let born = evidence.people[actor]?.born?.range,
          age(under: 18, born: born, during: evidence.conduct(index)) == false
        {
          adultActor |= bit
        }
      }
      if let event = statement.event { byEvent[event, default: .none] |= bit }
      guard statement.says else { continue }
      for test in plan.supported[statement.fact] ?? []
      where meets(plan.tests[test].test.conditions, index) { support[test] |= bit }
    }
    for index in evidence.harmStatements { harm |= Mask(bit: index) }
  }

  private func meets(_ conditions: [FactTest.Condition], _ index: Int) -> Bool {
    if conditions.isEmpty { return true }
    let words = evidence.words(index)
    return conditions.allSatisfy { condition in
      let stated = words[condition.role] ?? [FactTest.Condition.unstated]
      return stated.contains(where: condition.words.contains)
    }
  }

  // MARK: Rows

  /// Adds the record's rows to a batch.
  func append(to batch: inout EvidenceBatch, own: Set<String>, on day: CivilDate) {
    let convictions = evidence.convictionAtoms.map(\.response)
    let children = record.people.filter { $0.role == .child }
    let actors: [Scope.Actor] = evidence.namedActors.map { .one($0) } + [.unnamed]
    let events: [Scope.EventChoice] =
      Set(record.statements.compactMap(\.event)).sorted().map { .one($0) } + [.unnamed]
    for subject in [RowKind.Subject.child, .group] {
      let unbound = RowKind(subject: subject)
      let subjects: [Scope.Subject] =
        subject == .group ? [.group] : children.map { .child($0.id) }
      for asked in subjects {
        let bounds = self.bounds(asked, .anyone, .any)
        appendFacts(of: unbound, bounds, to: &batch.rows[unbound.index], onlyBound: nil)
        for (number, ask) in plan.others[unbound.index] {
          let answer = answer(ask, asked, convictions, own, day)
          if answer.for { batch.rows[unbound.index].append(EvidenceRows.code(number, .for)) }
          if answer.against {
            batch.rows[unbound.index].append(EvidenceRows.code(number, .against))
          }
        }
        batch.rows[unbound.index].endRow()
        for kind in plan.kinds where kind.subject == subject && kind.isBound {
          appendBound(kind, asked, actors, events, to: &batch.rows[kind.index])
        }
      }
      batch.rows[unbound.index].endGroup()
    }
  }

  private func appendBound(
    _ kind: RowKind, _ asked: Scope.Subject, _ actors: [Scope.Actor],
    _ events: [Scope.EventChoice], to rows: inout EvidenceRows
  ) {
    for event in kind.bindsEvent ? events : [.any] {
      // What does not turn on the person is the same in every row of the event.
      var shared = EvidenceRows()
      appendFacts(
        of: kind, bounds(asked, .anyone, event), to: &shared, onlyBound: false)
      for actor in kind.bindsActor ? actors : [.anyone] {
        rows.append(contentsOf: shared.codes)
        appendFacts(of: kind, bounds(asked, actor, event), to: &rows, onlyBound: true)
        rows.endRow()
      }
    }
    rows.endGroup()
  }

  // MARK: Facts

  /// What lies within the bounds of a row.
  private struct Bounds {
    var subject: Scope.Subject
    var actor: Scope.Actor
    var event: Scope.EventChoice
    /// Statements about the subject and of the event, and those among them of the actor.
    var conduct: Mask
    var own: Mask
  }

  private func bounds(
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
  private func appendFacts(
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

  private func answer(_ question: QuestionPlan.FactQuestion, _ bounds: Bounds)
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

  private func numbered(_ candidates: Mask, _ count: Int) -> Mask {
    var found: Mask = .none
    candidates.forEachBit { index in
      if (record.statements[index].number ?? 0) >= count { found |= Mask(bit: index) }
    }
    return found
  }

  /// Rule 7: distinct people, and the statements that name them.
  private func counted(_ test: QuestionPlan.Test, _ candidates: Mask, _ own: Mask)
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

  private func grounded(_ question: QuestionPlan.FactQuestion, _ bounds: Bounds)
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

  // MARK: Days and ages

  private func scope(_ days: Int) -> Scope {
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
  private func withinDays(_ days: Int) -> Mask {
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
  private func ages(of child: String, _ years: Int) -> (
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

  private func answer(
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

  private func responses(about child: String?) -> [Response] {
    evidence.responsesOnFile.map { record.responses[$0] }
      .filter { response in
        child.map { response.about.isEmpty || response.about.contains($0) } ?? true
      }
  }
}
