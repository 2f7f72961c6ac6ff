import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// What one record holds on the questions of a law, on each day on which something came onto a file.
///
/// Statements are bits of a word, and what lies within a question's bounds is an intersection of words. Where a denial, or a bound that is
/// asked statement by statement, bears on a question, it is grounded as the assessment of one record grounds it.
final class RecordAnswers<Mask: StatementMask> {
  let plan: QuestionPlan
  let law: LawPack
  /// With everything that is on file.
  let evidence: CaseEvidence
  let record: CaseRecord
  /// The days of the bits from 1 on.
  let days: [CivilDate]
  /// The bits of all days.
  let everyDay: DayBits
  /// Whether the statements fit into the bits of one word.
  let isSmall: Bool
  /// Whether any statement belongs to an event.
  let hasEvents: Bool

  var counted: Mask = .none
  /// By bit: the counted statements that were on file.
  var onFile: [Mask]
  /// By statement: the days on which it was on file.
  var daysOnFile: [DayBits]
  var harm: Mask = .none
  var named: Mask = .none
  var byChild: [String: Mask] = [:]
  var byActor: [String: Mask] = [:]
  var byEvent: [String: Mask] = [:]
  var support: [Mask]
  var isActive: [Bool]
  /// By test: the statements that may oppose it.
  var opposition: [Mask]
  /// By days of the plan; for those whose events may straddle, and so turn on what is known, by bit as well.
  var withinDays: [Mask?]
  var scopes: [Scope?]
  var ages: [AgeKey: Ages] = [:]
  private var replays: [CaseEvidence?]

  struct AgeKey: Hashable {
    var child: String
    var years: Int
    var bit: Int
  }

  init(_ evidence: CaseEvidence, _ plan: QuestionPlan, _ law: LawPack, days: [CivilDate]) {
    self.plan = plan
    self.law = law
    self.evidence = evidence
    self.days = days
    record = evidence.record
    isSmall = record.statements.count <= Mask.capacity
    hasEvents = record.statements.contains { $0.event != nil }
    everyDay = ~0 >> DayBits(63 - days.count)
    onFile = Array(repeating: .none, count: days.count + 1)
    daysOnFile = Array(repeating: 0, count: record.statements.count)
    replays = Array(repeating: nil, count: days.count + 1)
    support = Array(repeating: .none, count: plan.tests.count)
    isActive = plan.tests.map { $0.computed != nil }
    opposition = Array(repeating: .none, count: plan.tests.count)
    withinDays = Array(repeating: nil, count: plan.days.count * (days.count + 1))
    scopes = Array(repeating: nil, count: plan.days.count * (days.count + 1))
    prepare()
  }

  /// The record as it stood on a day.
  func evidence(_ bit: Int) -> CaseEvidence {
    if bit == 0 { return evidence }
    if let known = replays[bit] { return known }
    let replay = CaseEvidence(
      record, vocabulary: evidence.vocabulary, threshold: evidence.threshold,
      known: days[bit - 1])
    replays[bit] = replay
    return replay
  }

  /// The bits of the days on which something was on file that has come there on a day; of all that is on file if it has none.
  func bits(since day: CivilDate?) -> DayBits {
    guard let day, let first = days.firstIndex(where: { $0 >= day }) else { return 1 }
    return everyDay & ~0 << DayBits(first + 1) | 1
  }

  func prepare() {
    let statements = evidence.countedStatements
    for index in statements {
      let statement = record.statements[index]
      let bit = isSmall ? Mask(bit: index) : .none
      let opposed = statement.says ? plan.opposed : plan.denied
      for test in opposed[statement.fact] ?? [] {
        isActive[test] = true
        opposition[test] |= bit
      }
      guard statement.says else { continue }
      for test in plan.supported[statement.fact] ?? [] { isActive[test] = true }
    }
    if !statements.isEmpty {
      for (number, test) in plan.tests.enumerated() where test.countedFrom != nil {
        isActive[number] = true
      }
    }
    guard isSmall else { return }
    for index in statements {
      let statement = record.statements[index]
      let bit: Mask = Mask(bit: index)
      counted |= bit
      daysOnFile[index] = bits(since: evidence.arrivals[index].values.map(\.latest).min())
      daysOnFile[index].forEachBit { onFile[$0] |= bit }
      for child in statement.children { byChild[child, default: .none] |= bit }
      let actors = evidence.actors(index)
      if !actors.isEmpty { named |= bit }
      for actor in actors { byActor[actor, default: .none] |= bit }
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

  /// The record's rows.
  func rows(own: Set<String>, on day: CivilDate) -> EvidenceRecord {
    var found = EvidenceRecord(days: days)
    let convictions = evidence.convictionAtoms.map { atom, response in
      Conviction(
        response: response,
        days: bits(since: evidence.arrivals[atom].values.map(\.latest).min()))
    }
    let children = record.people.filter { $0.role == .child }
    let actors = actors(convictions)
    let events: [Scope.EventChoice] =
      Set(record.statements.compactMap(\.event)).sorted().map { .one($0) } + [.unnamed]
    for subject in [RowKind.Subject.child, .group] {
      let unbound = RowKind(subject: subject).index
      let subjects: [Scope.Subject] =
        subject == .group ? [.group] : children.map { .child($0.id) }
      for asked in subjects {
        appendFacts(
          of: unbound, bounds(asked, .anyone, .any), to: &found.rows[unbound], onlyBound: nil)
        for (number, ask) in plan.others[unbound] {
          let answer = answer(ask, asked, convictions, own, day)
          found.rows[unbound].append(EvidenceRows.code(number, .for), answer.for)
          found.rows[unbound].append(EvidenceRows.code(number, .against), answer.against)
        }
        found.rows[unbound].endRow(everyDay)
        for kind in plan.kinds where kind.subject == subject && kind.isBound {
          appendBound(kind, asked, actors, events, to: &found.rows[kind.index])
        }
      }
      found.rows[unbound].endGroup()
    }
    return found
  }

  struct Conviction {
    var response: Response
    /// On which it was on file.
    var days: DayBits
  }

  /// Whose acts are asked about, and on which days: whomever a statement names, and on the days of a conviction whomever only that names.
  private func actors(_ convictions: [Conviction]) -> [(actor: Scope.Actor, days: DayBits)] {
    let inStatements = Set(record.statements.indices.flatMap { evidence.actors($0) })
    let named = evidence.namedActors.map { person -> (actor: Scope.Actor, days: DayBits) in
      if inStatements.contains(person) { return (.one(person), everyDay) }
      let convicted = convictions.filter { $0.response.suspect == person }
      return (.one(person), convicted.reduce(0) { $0 | $1.days })
    }
    return named + [(.unnamed, everyDay)]
  }

  private func appendBound(
    _ kind: RowKind, _ asked: Scope.Subject, _ actors: [(actor: Scope.Actor, days: DayBits)],
    _ events: [Scope.EventChoice], to rows: inout DatedRows
  ) {
    for event in kind.bindsEvent ? events : [.any] {
      // What does not turn on the person is the same in every row of the event.
      var shared = DatedRows()
      appendFacts(
        of: kind.index, bounds(asked, .anyone, event), to: &shared, onlyBound: false)
      for (actor, days) in kind.bindsActor ? actors : [(.anyone, everyDay)] {
        rows.append(contentsOf: shared)
        appendFacts(of: kind.index, bounds(asked, actor, event), to: &rows, onlyBound: true)
        rows.endRow(days)
      }
    }
    rows.endGroup()
  }
}
