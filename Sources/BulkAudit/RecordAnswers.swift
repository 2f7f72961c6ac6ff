import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// What one record holds on the questions of a law, on each day on which something came onto a file.
///
/// Statements are bits of a mask, and so are days: what lies within a question's bounds is an intersection of masks, and a question is
/// answered for all days at once. People, events, tests and days go by number.
///
/// One record is asked after another in the same room, since there are many and they are small.
struct RecordAnswers<Mask: StatementMask>: ~Copyable {
  let plan: QuestionPlan
  /// With everything that is on file.
  private(set) var evidence: CaseEvidence
  /// The days of the bits from 1 on.
  private(set) var days: [CivilDate] = []
  /// The bits of all days.
  private(set) var everyDay: DayBits = 1

  /// The statements that count, those of harm, those that deny something, those that name who did it, those of an event, and those that have a
  /// date.
  var counted: Mask = .none
  var harm: Mask = .none
  var denying: Mask = .none
  var named: Mask = .none
  var ofEvents: Mask = .none
  var dated: Mask = .none
  /// By statement: the days of its conduct.
  var conducts: [DayRange] = []
  /// By statement: the days on which it was on file; after them, what `Within` points to.
  var onFile: [DayBits] = []

  /// By person, by event in order, and by test.
  var people: [PersonPart] = []
  var events: [EventPart] = []
  var tests: [TestPart]
  /// The children, as people.
  var children: [Int] = []
  /// The statements of the child, or of the case, that is asked about, sorted by what they lie within; none, if there would be too many.
  var clusters: [Mask] = []
  /// Room for one statement of each that are alike: of each cluster, the first.
  var firsts: [Int] = []
  var isInClusters = true
  /// The tests that something on record bears on, with what kinds of rows are asked each (`QuestionPlan.asking`).
  var active: [(test: Int, asks: UInt16)] = []

  /// The statements that a child was under an age.
  var agesStated: [(statement: Int, years: Int)] = []

  /// Once somebody asked: by days of the plan; by child and age; by statement; by denial, of a child and of the case; by test and denial.
  var withins: [Within?] = []
  var ages: [Ages?] = []
  var adults: [DayBits] = []
  var reaches: [Reach?] = []
  var coveredWords: [Int: Mask] = [:]
  /// Across which days harm is on record, and on which days of the record it was; and by the statements of harm that were asked about, and
  /// what they lie within, the places of theirs.
  var stretches: [(hull: DayRange, days: DayBits)] = []
  var harmStretches: [(harm: Mask, start: Int, places: Range<Int>)] = []
  /// By statement: the first that lies within the same days, and of such a first within which, as bits; empty until somebody asked.
  var sameDays: [Int] = []
  var fits: [UInt64] = []
  /// The statements whose event spans a commencement.
  var straddling: Mask = .none
  /// Room for what supports the question that is being answered, and for the answers to the others of its test.
  var found: [Support] = []
  /// Room for what a statement says of roles.
  var stated: [RoleConditions.Stated] = []
  /// Room for the days on which something was decided about whoever is asked about.
  var decided: [CivilDate] = []
  var answered: [(key: AnswerKey, answer: DatedAnswer)] = []

  struct PersonPart {
    /// The statements about that child, and of what that person did.
    var about: Mask = .none
    var by: Mask = .none
    /// Whether any statement, of those too that do not count, names the person as having done something.
    var isNamed = false
    /// Whether the entry stands for several people.
    var isPooled = false
  }

  struct EventPart {
    var name: String
    /// The statements that count, and those of its conduct.
    var statements: Mask = .none
    var conduct: Mask = .none
    /// Whether its conduct may have been on different days, so that a commencement may lie between them.
    var spansDays = false
  }

  struct TestPart {
    /// What supports it, what denies it, and whose people are counted with it.
    var support: Mask = .none
    var denials: Mask = .none
    var counts: Mask = .none
    var isActive = false
    /// Whether anything but what supports or denies it may answer it.
    var isOpen = false
    /// Whether it is of a number, and whether its answer turns on how old a child was.
    var isCounted = false
    var asksAge = false
  }

  init(_ evidence: CaseEvidence, _ plan: QuestionPlan, days: [CivilDate]) {
    self.plan = plan
    self.evidence = evidence
    tests = Array(repeating: TestPart(), count: plan.tests.count)
    begin(evidence, days: days)
  }

  /// Begins another record.
  mutating func begin(_ evidence: CaseEvidence, days: [CivilDate]) {
    self.evidence = evidence
    self.days = days
    everyDay = ~0 >> DayBits(63 - days.count)
    (counted, harm, denying, named, ofEvents, dated) = (.none, .none, .none, .none, .none, .none)
    let count = evidence.record.statements.count
    conducts.refill(count) { evidence.conduct($0) }
    onFile.refill(count) { _ in 0 }
    people.refill(evidence.record.people.count) { person in
      PersonPart(isPooled: evidence.record.people[person].isPooled)
    }
    children.clear()
    for person in people.indices where evidence.record.people[person].role == .child {
      children.append(person)
    }
    for (test, _) in active { tests[test] = TestPart() }
    active.clear()
    agesStated.clear()
    withins.refill(plan.boundsTable.count) { _ in nil }
    ages.refill(children.count * plan.ages.count) { _ in nil }
    adults.clear()
    reaches.clear()
    if !coveredWords.isEmpty { coveredWords.removeAll(keepingCapacity: true) }
    stretches.clear()
    harmStretches.clear()
    sameDays.clear()
    straddling = .none
    findEvents()
    prepare()
  }

  private mutating func findEvents() {
    events.clear()
    // Most records tell of few events, in which a name is soon found; what more there are is looked up.
    var further: Set<String> = []
    for statement in evidence.record.statements.indices {
      guard let name = evidence.record.statements[statement].event else { continue }
      if events.contains(where: { $0.name == name }) { continue }
      if events.count < 16 { events.append(EventPart(name: name)) } else { further.insert(name) }
    }
    for name in further { events.append(EventPart(name: name)) }
    if events.count > 1 { events.sort { $0.name < $1.name } }
  }

  /// Where an event stands, by its name.
  private func place(ofEvent name: String) -> Int {
    var (first, end) = (0, events.count)
    while first < end {
      let middle = (first + end) / 2
      if events[middle].name < name { first = middle + 1 } else { end = middle }
    }
    return first
  }

  /// The bits of the days on which something was on file that has come there on a day; of all that is on file if it has none.
  func bits(since day: CivilDate?) -> DayBits {
    guard let day, let first = days.firstIndex(where: { $0 >= day }) else { return 1 }
    return everyDay & ~0 << DayBits(first + 1) | 1
  }

  // MARK: Preparing

  private mutating func prepare() {
    for test in plan.computed { activate(test) }
    let (evidence, conditions) = (evidence, plan.conditions)
    let statements = evidence.record.statements
    for index in statements.indices {
      let bit = evidence.counts(index) ? Mask(bit: index) : .none
      var isAnyoneNamed = false
      evidence.forEachActor(index) { actor in
        isAnyoneNamed = true
        guard let person = evidence.place(ofPerson: actor) else { return }
        people[person].isNamed = true
        people[person].by |= bit
      }
      if !evidence.counts(index) { continue }
      if isAnyoneNamed { named |= bit }
      take(index, of: statements, bit, conditions)
    }
    for event in events.indices { events[event].spansDays = spansDays(events[event].conduct) }
    if harm.isEmpty { return }
    for test in plan.countingHarm {
      tests[test].counts = harm
      activate(test)
    }
  }

  private func spansDays(_ statements: Mask) -> Bool {
    var (first, last): (Int32, Int32) = (.max, .min)
    var count = 0
    statements.forEachBit {
      if conducts[$0].isEmpty { return }
      first = min(first, conducts[$0].first)
      last = max(last, conducts[$0].last)
      count += 1
    }
    return count > 1 && first < last
  }

  private mutating func activate(_ test: Int) {
    if tests[test].isActive { return }
    tests[test].isActive = true
    tests[test].isOpen = plan.tests[test].isComputed || plan.tests[test].countsOthers
    tests[test].isCounted = plan.tests[test].atLeast != nil
    tests[test].asksAge = plan.tests[test].asksAge
    active.append((test, plan.asks[test]))
  }

  private mutating func take(
    _ index: Int, of statements: [Statement], _ bit: Mask, _ conditions: RoleConditions
  ) {
    counted |= bit
    onFile[index] = bits(since: evidence.firstArrival(of: index))
    for child in statements[index].children.indices {
      if let person = evidence.place(ofPerson: statements[index].children[child]) {
        people[person].about |= bit
      }
    }
    if statements[index].when != nil { dated |= bit }
    let event = statements[index].event.map { place(ofEvent: $0) }
    if let event {
      ofEvents |= bit
      events[event].statements |= bit
    }
    guard let fact = evidence.facts[index] else { return }
    for place in plan.facts[fact].denied where statements.denies(index, plan.denied[place].rule) {
      denying |= bit
      tests[plan.denied[place].test].denials |= bit
      activate(plan.denied[place].test)
    }
    guard statements[index].says else { return }
    if let event, plan.facts[fact].isConduct { events[event].conduct |= bit }
    if plan.facts[fact].isHarm { harm |= bit }
    if let years = plan.facts[fact].years { agesStated.append((index, years)) }
    stated.clear()
    if evidence.hasWords(index) { conditions.add(evidence.words(index), to: &stated) }
    for place in plan.facts[fact].supported {
      let test = plan.supported[place]
      if !conditions.meets(test, stated) { continue }
      tests[test].support |= bit
      activate(test)
    }
    for place in plan.facts[fact].counted {
      let test = plan.counted[place]
      tests[test].counts |= bit
      activate(test)
    }
  }

  // MARK: Rows

  /// Adds the record's rows, by `RowKind.index`.
  mutating func append(to rows: inout [DatedRows]) {
    let beside = besideStatements()
    let actors = actors(beside.convictions)
    for subject in [RowKind.Subject.child, .group] {
      let unbound = RowKind(subject: subject).index
      let asked: [Int?] = subject == .group ? [nil] : children.indices.map(\.self)
      for child in asked {
        appendClusters(of: child, to: &rows[unbound])
        appendFacts(
          of: unbound, bounds(child, .anyone, .any), to: &rows[unbound], bindsActor: false)
        appendOthers(unbound, beside, child, to: &rows[unbound])
        rows[unbound].endRow(everyDay)
        for kind in plan.kinds where kind.subject == subject && kind.isBound {
          appendBound(kind, child, actors, to: &rows[kind.index])
        }
      }
      rows[unbound].endGroup()
    }
  }

  /// Whose acts are asked about, and on which days: whomever a statement names, and on the days of a conviction whomever only that names.
  private func actors(_ convictions: [Conviction]) -> [(actor: Actor, days: DayBits)] {
    var found: [(actor: Actor, days: DayBits)] = []
    for person in people.indices where !people[person].isPooled {
      var days = people[person].isNamed ? everyDay : 0
      if days == 0, !convictions.isEmpty {
        let id = evidence.record.people[person].id
        for conviction in convictions where conviction.response.suspect == id {
          days |= conviction.days
        }
      }
      if days != 0 { found.append((.one(person), days)) }
    }
    found.append((.unnamed, everyDay))
    return found
  }

  private mutating func appendBound(
    _ kind: RowKind, _ child: Int?, _ actors: [(actor: Actor, days: DayBits)],
    to rows: inout DatedRows
  ) {
    let actors = kind.bindsActor ? actors : [(.anyone, everyDay)]
    for event in 0...(kind.bindsEvent ? events.count : 0) {
      let event: Event = !kind.bindsEvent ? .any : event < events.count ? .one(event) : .unnamed
      // What does not turn on the person is the same in every row of the event.
      let (first, start) = (rows.count, rows.known.count)
      let all = bounds(child, .anyone, event)
      appendFacts(of: kind.index, all, to: &rows, bindsActor: false)
      let shared = start..<rows.known.count
      // All who did none of it, and of whom the same is denied, have like rows. Where many cases are joined, most did nothing to a child.
      var absent: (denials: Mask, days: DayBits)?
      for (place, (actor, days)) in actors.enumerated() {
        if case .one(let person) = actor, people[person].by.isDisjoint(with: all.conduct) {
          let denials = people[person].by & denying & all.naming
          if let absent, absent.denials == denials, absent.days == days { continue }
          absent = (denials, days)
        }
        if place > 0 { rows.append(again: shared) }
        appendFacts(of: kind.index, bounds(child, actor, event), to: &rows, bindsActor: true)
        rows.endRow(days, unlikeThoseFrom: first)
      }
    }
    rows.endGroup()
  }
}

extension Array {
  /// Holds nothing, and keeps its room.
  @inline(__always)
  mutating func clear() {
    // Most hold nothing as it is, and to replace nothing with nothing takes time too.
    if !isEmpty { removeAll(keepingCapacity: true) }
  }

  /// Holds so many values in place of those that it held.
  @inline(__always)
  fileprivate mutating func refill(_ count: Int, _ value: (Int) -> Element) {
    clear()
    append(addingCapacity: count) { room in
      for place in 0..<count { room.append(value(place)) }
    }
  }
}
