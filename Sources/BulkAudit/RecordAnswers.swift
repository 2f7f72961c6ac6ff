import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// What one record holds on the questions of a law, on each day on which something came onto a file.
///
/// Statements are bits of a word, and so are days: what lies within a question's bounds is an intersection of words, and a question is
/// answered for all days at once. A record of more statements than there are bits is grounded on one day after the other, as the assessment
/// of one record grounds it.
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

  var counted: Mask = .none
  /// By statement: the days on which it was on file.
  var daysOnFile: [DayBits]
  var harm: Mask = .none
  var named: Mask = .none
  var byChild: [String: Mask] = [:]
  var byActor: [String: Mask] = [:]
  var byEvent: [String: Mask] = [:]
  var support: [Mask]
  /// By kind of row: the tests that the law asks of it and that something on record bears on.
  var active: [[Int]] = []
  /// Whether a statement may oppose each test, and those that do, once somebody asked.
  var isOpposed: [Bool]
  var denials: [Mask?]
  /// By test: the statements of other facts whose people are counted with it.
  var counts: [Mask]
  /// By statement: the days of its conduct.
  let conducts: [DaySpan]
  /// By days of the plan and by statement, once somebody asked.
  var present: [DayBits]
  var isPresentKnown: [Bool]
  lazy var adultActor: [DayBits] = adultsNamed()
  /// By child and by years, once somebody asked.
  var ages: [Ages?]
  /// The children of the record, by their places among them.
  let children: [String]
  private var replays: [CaseEvidence?]

  init(_ evidence: CaseEvidence, _ plan: QuestionPlan, _ law: LawPack, days: [CivilDate]) {
    self.plan = plan
    self.law = law
    self.evidence = evidence
    self.days = days
    record = evidence.record
    isSmall = record.statements.count <= Mask.capacity
    everyDay = ~0 >> DayBits(63 - days.count)
    daysOnFile = Array(repeating: 0, count: record.statements.count)
    replays = Array(repeating: nil, count: days.count + 1)
    support = Array(repeating: .none, count: plan.tests.count)
    isOpposed = Array(repeating: false, count: plan.tests.count)
    denials = Array(repeating: nil, count: plan.tests.count)
    counts = Array(repeating: .none, count: plan.tests.count)
    conducts = record.statements.indices.map { DaySpan(evidence.conduct($0)) }
    present = Array(repeating: 0, count: plan.days.count * record.statements.count)
    isPresentKnown = Array(repeating: false, count: plan.days.count)
    children = record.people.filter { $0.role == .child }.map(\.id)
    ages = Array(repeating: nil, count: children.count * (plan.highestAge + 1))
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

  private func prepare() {
    let statements = evidence.countedStatements
    var isActive = plan.shapes.map {
      $0.computed != nil || !statements.isEmpty && $0.countsOthers
    }
    for index in statements {
      let statement = record.statements[index]
      for test in (statement.says ? plan.opposed : plan.denied)[statement.fact] ?? [] {
        isActive[test] = true
        isOpposed[test] = true
      }
      guard statement.says else { continue }
      for test in plan.supported[statement.fact] ?? [] { isActive[test] = true }
    }
    active = plan.asked.map { tests in tests.filter { isActive[$0] } }
    guard isSmall else { return }
    for index in statements {
      let statement = record.statements[index]
      let bit: Mask = Mask(bit: index)
      counted |= bit
      daysOnFile[index] = bits(since: evidence.firstArrival(of: index))
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
    for (number, test) in plan.tests.enumerated() {
      guard let from = test.countedFrom else { continue }
      if test.countsHarm {
        counts[number] = harm
      } else {
        for index in evidence.statements(of: from) where record.statements[index].says {
          counts[number] |= Mask(bit: index)
        }
      }
    }
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
        days: bits(since: evidence.firstArrival(of: atom)))
    }
    let actors = actors(convictions)
    let events: [Scope.EventChoice] =
      Set(record.statements.compactMap(\.event)).sorted().map { .one($0) } + [.unnamed]
    for subject in [RowKind.Subject.child, .group] {
      let unbound = RowKind(subject: subject).index
      let subjects: [Scope.Subject] =
        subject == .group ? [.group] : children.map { .child($0) }
      for asked in subjects {
        appendFacts(
          of: unbound, bounds(asked, .anyone, .any), to: &found.rows[unbound], bindsActor: nil)
        let onFile = onFile(asked)
        for (number, ask) in plan.others[unbound] {
          let answer = answer(ask, onFile, convictions, own, day)
          found.rows[unbound].append(DatedRows.code(number, .for), answer.for)
          found.rows[unbound].append(DatedRows.code(number, .against), answer.against)
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
        of: kind.index, bounds(asked, .anyone, event), to: &shared, bindsActor: false)
      for (actor, days) in kind.bindsActor ? actors : [(.anyone, everyDay)] {
        rows.append(contentsOf: shared)
        appendFacts(of: kind.index, bounds(asked, actor, event), to: &rows, bindsActor: true)
        rows.endRow(days)
      }
    }
    rows.endGroup()
  }
}
