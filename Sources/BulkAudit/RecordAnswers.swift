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
  let plan: QuestionPlan
  let law: LawPack
  let evidence: CaseEvidence
  let record: CaseRecord
  /// Whether the statements fit into the bits of one word.
  let isSmall: Bool

  var counted: Mask = .none
  var harm: Mask = .none
  var named: Mask = .none
  var byChild: [String: Mask] = [:]
  var byActor: [String: Mask] = [:]
  var byEvent: [String: Mask] = [:]
  var adultActor: Mask = .none
  var support: [Mask]
  var isActive: [Bool]
  var isGrounded: [Bool]
  var withinDays: [Mask?]
  var scopes: [Scope?]
  var ages: [AgeKey: (under: Mask, over: Mask, stated: Mask)] = [:]

  struct AgeKey: Hashable {
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

  func prepare() {
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

  func meets(_ conditions: [FactTest.Condition], _ index: Int) -> Bool {
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

  func appendBound(
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
}
