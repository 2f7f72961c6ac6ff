public import Calendars
public import CaseRecord
public import CivilTime
import EvidenceLogic
public import LawPack
import Vocabulary

/// Something that the law sets in motion on one record, for one child or for the group: what is owed or allowed, by whom, by when, and
/// what is on record of it.
///
/// It compares recorded days with the limits of the law. It says nothing of why a day passed.
public struct Duty: Sendable, Hashable {
  /// How it stands on the day of the assessment.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    /// The day has passed and nothing on record shows that it was done.
    case notRecorded = "not-recorded"
    /// Recorded as done, after its day.
    case metLate = "met-late"
    /// The recorded dates do not say on which side of its day.
    case uncertain
    case running
    /// A named authority stopped the clock.
    case paused
    /// Ended in time by a decision on record, without having been done.
    case ended
    /// No day is fixed, and nothing on record shows that it was done.
    case open
    case met
  }

  /// Why it is open.
  public enum Opener: Sendable, Hashable {
    /// A test that is met on at least one reading.
    case finding(framework: String)
    /// At this place in the record's responses.
    case response(Int)
    case warning(id: String)
    case fact(String)
    case birthday
    case always
  }

  /// A clock that runs, or ran.
  public struct Clock: Sendable, Hashable {
    /// What started it; nil for the day on which the body's own file met a test.
    public var startedBy: Opener?
    /// Every day on which it may have started; nil where none is recorded.
    public var start: DayRange?
    /// The day by which it is owed: the earliest and the latest that the start allows.
    public var due: DayRange?
    /// Not before this day.
    public var earliest: DayRange?
    /// How the day was reached, from the latest start; and from the earliest, where that differs.
    public var arithmetic: [Arithmetic]
    /// Why no day can be given.
    public var withoutDay: String?
    /// Stretches in which it stood still.
    public var pauses: [DayRange]
  }

  public let pathway: Pathway
  /// A child's id, or `Assessment.group`.
  public let about: String
  public let openers: [Opener]
  /// The agency that owes it; nil where the record does not say which.
  public let agency: String?
  public let clock: Clock?
  public let standing: Standing
  /// The response that shows that it was done, by its place.
  public let done: Int?
  /// The decision that ended it, by its place.
  public let ended: Int?
  /// Pauses on record that this clock does not allow, by their places in the responses.
  public let pausesNotAllowed: [Int]

  /// The sides of its day on which it was done: days early are negative, days late positive; nil where either is not recorded.
  public func daysLate(in record: CaseRecord) -> Int? {
    guard let done, let due = clock?.due?.latest, let on = record.responses[done].on?.range.latest
    else { return nil }
    return on - due
  }
}

extension Assessment {
  /// Everything that the law of the record's own jurisdiction sets in motion, in the order of the law, for each child and then the group.
  ///
  /// What is recorded after the day of the assessment has not happened yet. A pathway fires if any test that opens it is met on either
  /// reading; no outcome closes one.
  public var duties: [Duty] {
    DutyReader(ownAnswers, evidence: evidence, under: GuardRules(law), on: on).duties
  }
}

/// Reads off a record what the law's pathways ask of it. A pathway is told by its place among all.
struct DutyReader {
  private let evidence: CaseEvidence
  private let rules: GuardRules
  private let today: ReadingDay
  /// The places in the record of the responses and warnings that had been recorded by the day.
  private let responses: [Int]
  private let warnings: [Int]
  /// For each child, then the group.
  private let answers: [OwnAnswers]

  /// - Parameter answers: of each child, then of the group.
  init(
    _ answers: [OwnAnswers], evidence: CaseEvidence, under rules: GuardRules, on day: CivilDate
  ) {
    self.answers = answers
    self.evidence = evidence
    self.rules = rules
    let today = ReadingDay(day)
    self.today = today
    func hasHappened(_ date: UncertainDate?) -> Bool {
      guard let known = evidence.known else {
        return date?.range.earliest.map { today.hasReached($0) } ?? true
      }
      return date?.range.latest.map { $0 <= known && today.hasReached($0) } ?? false
    }
    responses = evidence.record.responses.indices.filter {
      hasHappened(evidence.record.responses[$0].on)
    }
    warnings = evidence.record.warnings.indices.filter {
      hasHappened(evidence.record.warnings[$0].on)
    }
  }

  private var groupPlace: Int { answers.count - 1 }

  /// Of the record's own law; what is not known to be commenced sets nothing in motion.
  var duties: [Duty] {
    let places = rules.pathways(ownTo: evidence.record).atoms
    let asksKnowledge = places.contains { rules.law.pathways.all[$0].clock?.start == .known }
    return answers.indices.flatMap { subject in
      // It takes the longest of all, and is the same for every pathway.
      let since = asksKnowledge ? knownSince(answers[subject]) : [:]
      return places.flatMap { place -> [Duty] in
        let openers = openers(of: place, subject)
        if openers.isEmpty { return [] }
        return duties(of: place, about: subject, openers, since)
      }
    }
  }

  // MARK: What is overdue

  /// The first later day on which what was read may come out otherwise; nil where it never will.
  var change: CivilDate? { today.change }

  /// A day that passed with nothing recorded.
  struct Overdue {
    var about: String
    var pathway: Int
    var due: CivilDate
    /// The response that started the time.
    var startedBy: Int?
    fileprivate var start: Start
  }

  /// Gives what is overdue of which the law itself fixed the day, child by child and then of the group.
  func forEachOverdue(_ give: (Overdue) -> Void) {
    let begun = begun
    if begun.isEmpty { return }
    for subject in answers.indices {
      begun.forEach { forEachOverdue(rules.dated[$0], subject, give) }
    }
  }

  private func forEachOverdue(
    _ dated: GuardRules.DatedPathway, _ subject: Int, _ give: (Overdue) -> Void
  ) {
    guard let starts = starts(of: dated.clock, about: subject), !starts.isEmpty,
      dated.isOpenedByItsStart || isOpen(dated.place, subject)
    else { return }
    for start in chosen(starts, dated.clock.which) {
      guard isInForce(dated.place, start.days),
        let due = dayPassed(dated, subject, from: start)
      else { continue }
      var startedBy: Int?
      if case .response(let index) = start.cause { startedBy = index }
      give(
        Overdue(
          about: answers[subject].about, pathway: dated.place, due: due, startedBy: startedBy,
          start: start))
    }
  }

  /// The day of something that is not recorded as done, if it has passed.
  private func dayPassed(
    _ dated: GuardRules.DatedPathway, _ subject: Int, from start: Start
  ) -> CivilDate? {
    let (place, clock) = (dated.place, dated.clock)
    let agency = rules.law.pathways.all[place].isOfEachBody ? agency(of: start, place) : nil
    let acts = acts(of: place, subject, from: start, isBefore: clock.isBefore, by: agency)
    // What was done is not overdue, whatever its day.
    if acts.done != nil { return nil }
    let stops = self.stops(place, subject)
    let mayPause = rules.law.pathways.all[place].mayPause
    guard let due = due(clock, from: start.days, pauses: mayPause ? stops.pauses : []) else {
      return nil
    }
    let standing = standing(
      done: nil, ended: acts.ended, (start: start.days, due: due),
      isPaused: mayPause && stops.isOpen)
    return standing == .notRecorded ? due.latest : nil
  }

  /// The agency that owes it; nil where the record does not say which.
  func agency(of overdue: Overdue) -> String? {
    agency(of: overdue.start, overdue.pathway)
  }

  /// The pathways of the record's own law that anything on record may have started, by their places in `rules.dated`. Where nothing did, a
  /// pathway has no day that could pass.
  private var begun: AtomSet {
    var begun = rules.beginnings.always
    for response in responses {
      let act = evidence.record.responses[response].act
      if let place = rules.beginnings.acts.firstIndex(of: act) {
        begun = begun.union(rules.beginnings.byAct[place])
      }
    }
    if !warnings.isEmpty { begun = begun.union(rules.beginnings.byWarning) }
    for statement in evidence.countedStatements {
      if let fact = evidence.facts[statement], rules.beginnings.facts.contains(fact) {
        begun = begun.union(rules.beginnings.byFact[fact])
      }
    }
    return begun.intersection(rules.dated(ownTo: evidence))
  }

  /// Since when each body's own file met each test about somebody.
  private func knownSince(_ subject: OwnAnswers) -> [String: KnownSince] {
    var since: [String: KnownSince] = [:]
    subject.met.forEach { test in
      since[rules.law.frameworks[test].id] = subject.findings[test]?.knownSince
    }
    return since
  }

  // MARK: What opens it

  private func openers(of place: Int, _ subject: Int) -> [Duty.Opener] {
    var found: [Duty.Opener] = []
    func add(_ opener: Duty.Opener) {
      if !found.contains(opener) { found.append(opener) }
    }
    for opener in rules.law.openers[place] {
      switch opener {
      case .test(let test):
        if answers[subject].met.contains(test) {
          add(.finding(framework: rules.law.frameworks[test].id))
        }
      case .trigger(.always): if subject == groupPlace { add(.always) }
      case .trigger(let trigger):
        for start in starts(trigger, about: subject) { self.opener(of: start).map(add) }
      }
    }
    return found
  }

  /// Whether anything opens it.
  private func isOpen(_ place: Int, _ subject: Int) -> Bool {
    !answers[subject].met.isDisjoint(with: rules.pathways[place].tests)
      || rules.pathways[place].isAlwaysOwed && subject == groupPlace
      || rules.pathways[place].triggers.contains { !starts($0, about: subject).isEmpty }
  }

  /// The counted statements that say that a fact was so of a child, by their places.
  private func statements(of fact: String, about subject: Int) -> [Int] {
    let facts = rules.placesOfFacts(implying: fact)
    let all = evidence.record.statements
    return evidence.countedStatements.filter {
      isOf($0, facts) && all[$0].says && all[$0].children.contains(answers[subject].about)
    }
  }

  /// Whether a statement is of one of some facts, by their places in the vocabulary.
  private func isOf(_ statement: Int, _ facts: AtomSet) -> Bool {
    evidence.facts[statement].map { facts.contains($0) } ?? false
  }

  private func isAbout(_ ids: [String], _ subject: Int) -> Bool {
    ids.isEmpty
      ? subject == groupPlace || groupPlace == 1 : ids.contains(answers[subject].about)
  }

  // MARK: When it starts

  fileprivate struct Start {
    enum Cause {
      /// By its place in the record.
      case response(Int)
      case warning(Int)
      case fact(String)
      case birthday
      /// A body's own file met a test, or held a fact.
      case known(agency: String)
    }

    var cause: Cause
    var days: DayRange?
    /// From when an act counts as an answer, where that is not the start.
    var answersFrom: DayRange?
  }

  private func opener(of start: Start) -> Duty.Opener? {
    switch start.cause {
    case .response(let index): .response(index)
    case .warning(let index): .warning(id: evidence.record.warnings[index].id)
    case .fact(let fact): .fact(fact)
    case .birthday: .birthday
    case .known: nil
    }
  }

  private func starts(_ trigger: Pathway.Trigger, about subject: Int) -> [Start] {
    switch trigger {
    case .response(let act, let stage, let decision, let by):
      let all = evidence.record.responses
      return responses.compactMap { index in
        guard all[index].act == act, stage == nil || all[index].stage == stage,
          decision == nil || all[index].decision == decision, isAbout(all[index].about, subject)
        else { return nil }
        if let by, all[index].by.map({ rules.isAgency($0, of: by) }) != true {
          return nil
        }
        return Start(cause: .response(index), days: all[index].on?.range)
      }
    case .warning:
      return warnings.compactMap { index in
        let warning = evidence.record.warnings[index]
        if !isAbout(warning.about, subject) { return nil }
        return Start(cause: .warning(index), days: warning.on?.range)
      }
    case .fact(let fact):
      return statements(of: fact, about: subject).map { index in
        Start(cause: .fact(fact), days: evidence.record.statements[index].when?.range)
      }
    case .pathway(let id):
      guard let other = rules.law.pathways[id], let clock = other.clock,
        case .on(let inner) = clock.start, inner != trigger
      else { return [] }
      return starts(inner, about: subject)
    case .family, .always: return []
    }
  }

  /// What started a clock, where that is not what a body knew; nil where it cannot have begun.
  private func starts(of clock: Pathway.Clock, about subject: Int) -> [Start]? {
    switch clock.start {
    case .known: return []
    case .birthday(let years):
      if subject == groupPlace { return nil }
      let people = evidence.record.people
      let child = people.firstIndex { $0.id == answers[subject].about }
      let born = child.flatMap { people[$0].born?.range }
      let days = born.map {
        DayRange($0.earliest?.addingYears(years), $0.latest?.addingYears(years))
      }
      // What begins at a birthday that is still to come has not begun.
      if let first = days?.earliest, !clock.isBefore, !today.hasReached(first) { return nil }
      return [Start(cause: .birthday, days: days)]
    case .on(let trigger): return starts(trigger, about: subject)
    }
  }

  // MARK: One pathway

  private func duties(
    of place: Int, about subject: Int, _ openers: [Duty.Opener], _ since: [String: KnownSince]
  ) -> [Duty] {
    func open() -> [Duty] {
      guard isInForce(place, nil) else { return [] }
      return [duty(place, subject, openers, agency: only(place), clock: nil, from: nil)]
    }
    guard let clock = rules.law.pathways.all[place].clock else { return open() }
    let starts =
      clock.start == .known
      ? known(place, openers, about: subject, since) : starts(of: clock, about: subject)
    guard let starts else { return [] }
    guard !starts.isEmpty else { return open() }
    return chosen(starts, clock.which).filter { isInForce(place, $0.days) }
      .map { start in
        duty(
          place, subject, openers, agency: agency(of: start, place), clock: clock, from: start)
      }
  }

  /// - Parameter days: when it started; nil where that is not known: then it is asked of today.
  private func isInForce(_ place: Int, _ days: DayRange?) -> Bool {
    let law = rules.pathways[place].days
    guard let days else { return today.isIn(law) }
    return law?.touches(days) ?? true
  }

  /// The body that got the matter or the one that dealt with it, if it may owe it; failing that, the only one on record that may.
  private func agency(of start: Start, _ place: Int) -> String? {
    let bodies: [String?]
    switch start.cause {
    case .response(let index):
      bodies = [evidence.record.responses[index].to, evidence.record.responses[index].by]
    case .warning(let index):
      bodies = [evidence.record.warnings[index].to, evidence.record.warnings[index].raisedByAgency]
    case .known(let agency): bodies = [agency]
    case .fact, .birthday: bodies = []
    }
    return bodies.compactMap(\.self).first { rules.mayOwe($0, place) } ?? only(place)
  }

  /// The one agency on record that it may be owed by.
  private func only(_ place: Int) -> String? {
    guard !rules.law.pathways.all[place].on.contains(Body.anyone) else { return nil }
    let fitting = evidence.record.agencies.filter { rules.mayOwe($0, place) }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// For each body that owes it, the day on which its own file first met a test that opens it, or first held a fact that does.
  private func known(
    _ place: Int, _ openers: [Duty.Opener], about subject: Int, _ since: [String: KnownSince]
  ) -> [Start] {
    evidence.record.agencies.filter { rules.mayOwe($0, place) }.compactMap { agency in
      let days = openers.compactMap { opener -> KnownSince.Day? in
        switch opener {
        case .finding(let framework):
          since[framework]?.agencies.first { $0.agency == agency }?.day
        case .fact(let fact): firstHeld(fact, about: subject, by: agency)
        case .response, .warning, .birthday, .always: nil
        }
      }
      guard let first = first(of: days) else { return nil }
      // What was known before the duty began is owed from its first day, and what was done before then answers it.
      let from = rules.pathways[place].from
      let range = DayRange(
        max(first.earliest, from ?? first.earliest), max(first.day, from ?? first.day))
      return Start(
        cause: .known(agency: agency), days: range,
        answersFrom: DayRange(first.earliest, first.day))
    }
  }

  /// The first day on which a body's own file certainly held that a fact was so.
  private func firstHeld(_ fact: String, about subject: Int, by agency: String)
    -> KnownSince.Day?
  {
    let arrivals = statements(of: fact, about: subject)
      .compactMap { evidence.arrivals(of: $0)[agency] }
    return first(of: arrivals.map { KnownSince.Day(day: $0.latest, earliest: $0.earliest) })
  }

  /// The first of some days, certainly and at the earliest; where one of them is uncertain, these may come of two.
  private func first(of days: [KnownSince.Day]) -> KnownSince.Day? {
    guard let day = days.map(\.day).min(), let earliest = days.map(\.earliest).min() else {
      return nil
    }
    return KnownSince.Day(day: day, earliest: earliest)
  }

  private func chosen(_ starts: [Start], _ which: Pathway.Clock.Which) -> [Start] {
    if which == .each || starts.count == 1 { return starts }
    let dated = starts.filter { $0.days?.latest != nil }
    if dated.isEmpty { return starts }
    let sorted = dated.sorted { left, right in
      guard let one = left.days?.latest, let other = right.days?.latest else { return false }
      return one < other
    }
    return (which == .first ? sorted.first : sorted.last).map { [$0] } ?? []
  }

  // MARK: How it stands

  private func duty(
    _ place: Int, _ subject: Int, _ openers: [Duty.Opener], agency: String?,
    clock: Pathway.Clock?, from start: Start?
  ) -> Duty {
    let stand = self.stand(of: place, subject, clock, from: start, agency: agency)
    let mayPause = rules.law.pathways.all[place].mayPause
    return Duty(
      pathway: rules.law.pathways.all[place], about: answers[subject].about, openers: openers,
      agency: agency, clock: stand.clock, standing: stand.standing, done: stand.done,
      ended: stand.done == nil ? stand.ended : nil,
      pausesNotAllowed: mayPause ? [] : stand.stops.responses)
  }

  private struct Stand {
    var clock: Duty.Clock?
    var done: Int?
    var ended: Int?
    var stops: Stops
    var standing: Duty.Standing
  }

  private func stand(
    of place: Int, _ subject: Int, _ clock: Pathway.Clock?, from start: Start?, agency: String?
  ) -> Stand {
    let stops = self.stops(place, subject)
    let mayPause = rules.law.pathways.all[place].mayPause
    let running = clock.map { self.running($0, from: start, pauses: mayPause ? stops.pauses : []) }
    let acts = acts(
      of: place, subject, from: start, isBefore: clock?.isBefore == true, by: agency)
    return Stand(
      clock: running, done: acts.done, ended: acts.ended, stops: stops,
      standing: standing(
        done: acts.done, ended: acts.ended, running.map { (start: $0.start, due: $0.due) },
        isPaused: mayPause && stops.isOpen))
  }

  private func running(_ clock: Pathway.Clock, from start: Start?, pauses: [DayRange])
    -> Duty.Clock
  {
    var running = Duty.Clock(
      startedBy: start.flatMap { opener(of: $0) }, start: start?.days, arithmetic: [],
      pauses: pauses)
    guard let first = start?.days?.earliest, let last = start?.days?.latest else {
      running.withoutDay = "the record does not give the day on which the time began"
      return running
    }
    if let limit = clock.within, limit.hasDay {
      do {
        let latest = try arithmetic(limit, of: clock, from: last, pauses: pauses)
        var earliest = latest
        running.arithmetic = [latest]
        if first != last {
          earliest = try arithmetic(limit, of: clock, from: first, pauses: pauses)
          running.arithmetic.append(earliest)
        }
        running.due = DayRange(earliest.due, latest.due)
      } catch {
        running.withoutDay = "\(error)"
      }
    } else {
      running.withoutDay = "the law fixes no day"
    }
    let calendar = calendar
    if let limit = clock.notBefore,
      let one = try? limit.arithmetic(from: first, in: calendar, isBefore: false, pauses: []),
      let other = try? limit.arithmetic(from: last, in: calendar, isBefore: false, pauses: [])
    {
      running.earliest = DayRange(one.due, other.due)
    }
    return running
  }

  /// The day by which something is owed: the earliest and the latest that its start allows; nil where none can be given.
  private func due(_ clock: Pathway.Clock, from start: DayRange?, pauses: [DayRange]) -> DayRange? {
    guard let first = start?.earliest, let last = start?.latest, let limit = clock.within,
      let latest = due(limit, of: clock, from: last, pauses: pauses)
    else { return nil }
    if first == last { return DayRange(latest) }
    return due(limit, of: clock, from: first, pauses: pauses).map { DayRange($0, latest) }
  }

  private func due(
    _ limit: Limit, of clock: Pathway.Clock, from start: CivilDate, pauses: [DayRange]
  ) -> CivilDate? {
    if !pauses.isEmpty {
      return try? arithmetic(limit, of: clock, from: start, pauses: pauses).due
    }
    return try? limit.due(
      from: start, in: rules.workingDays(in: evidence.record.jurisdiction),
      isBefore: clock.isBefore)
  }

  private func arithmetic(
    _ limit: Limit, of clock: Pathway.Clock, from start: CivilDate, pauses: [DayRange]
  ) throws(CalendarError) -> Arithmetic {
    try limit.arithmetic(from: start, in: calendar, isBefore: clock.isBefore, pauses: pauses)
  }

  /// The days that are no working days where the record belongs.
  private var calendar: Calendar? {
    rules.law.calendars.first { $0.serves(evidence.record.jurisdiction) }
  }

  /// What shows that it was done, and what ended it without its having been done.
  private func acts(
    of place: Int, _ subject: Int, from start: Start?, isBefore: Bool, by agency: String?
  ) -> (done: Int?, ended: Int?) {
    let done = act(
      rules.law.pathways.all[place].metBy, of: place, by: agency, subject, from: start,
      isBefore: isBefore)
    let ended = act(
      rules.law.pathways.all[place].endedBy, of: nil, by: agency, subject, from: start,
      isBefore: isBefore)
    return (done, ended)
  }

  /// The first of some acts on record, not certainly before the time began, by a body that could do it.
  ///
  /// - Parameters:
  ///   - place: the pathway whose bodies count; nil counts every body's acts.
  ///   - isBefore: what is owed before a day may be done at any time before it.
  private func act(
    _ kinds: [ResponseAct], of place: Int?, by agency: String?, _ subject: Int,
    from start: Start?, isBefore: Bool
  ) -> Int? {
    let since = isBefore ? nil : start?.answersFrom ?? start?.days
    if kinds.isEmpty { return nil }
    let all = evidence.record.responses
    let acts = responses.filter { index in
      guard kinds.contains(all[index].act) else { return false }
      // What started the time does not meet it.
      if case .response(let started)? = start?.cause, started == index { return false }
      let about = all[index].about
      guard about.isEmpty || about.contains(answers[subject].about) else { return false }
      if let by = all[index].by, let place {
        guard
          rules.law.pathways.all[place].isOfEachBody
            ? agency == nil || by == agency : rules.mayOwe(by, place)
        else { return false }
      }
      guard let first = since?.earliest, let day = all[index].on?.range.latest else {
        return true
      }
      return day >= first
    }
    return acts.count < 2 ? acts.first : evidence.record.byDay(acts).first
  }

  /// - Parameter clock: nil where there is none.
  private func standing(
    done: Int?, ended: Int?, _ clock: (start: DayRange?, due: DayRange?)?, isPaused: Bool
  ) -> Duty.Standing {
    let due = clock?.due
    if let done {
      guard let first = due?.earliest, let last = due?.latest else { return .met }
      guard let on = evidence.record.responses[done].on?.range, let end = on.latest else {
        return .uncertain
      }
      if end <= first { return .met }
      return on.earliest.map { $0 > last } == true ? .metLate : .uncertain
    }
    if let ended {
      let on = evidence.record.responses[ended].on?.range
      guard let first = due?.earliest, let last = due?.latest else { return .ended }
      guard let end = on?.latest else { return .uncertain }
      if end <= first { return .ended }
      return on?.earliest.map { $0 > last } == true ? .notRecorded : .uncertain
    }
    if isPaused { return .paused }
    guard let clock else { return .open }
    guard let first = due?.earliest, let last = due?.latest else {
      return clock.start?.latest == nil ? .uncertain : .open
    }
    if today.isAfter(last) { return .notRecorded }
    return today.isAfter(first) ? .uncertain : .running
  }

  private struct Stops {
    var pauses: [DayRange] = []
    /// The last has no end yet.
    var isOpen = false
    var responses: [Int] = []
  }

  /// The stretches in which a clock was stopped.
  private func stops(_ place: Int, _ subject: Int) -> Stops {
    let all = evidence.record.responses
    var acts = responses.compactMap { index -> (index: Int, day: CivilDate, act: ResponseAct)? in
      let act = all[index].act
      guard act == .clockPaused || act == .clockResumed,
        let day = all[index].on?.range.latest,
        all[index].duty.map(rules.law.pathways.all[place].names.contains) == true,
        all[index].about.isEmpty || all[index].about.contains(answers[subject].about)
      else { return nil }
      return (index, day, act)
    }
    if acts.isEmpty { return Stops() }
    acts.sort { ($0.day, $0.index) < ($1.day, $1.index) }
    var stops = Stops(responses: acts.filter { $0.act == .clockPaused }.map(\.index))
    var since: CivilDate?
    for (_, day, act) in acts {
      if act == .clockPaused {
        since = since ?? day
      } else if let start = since {
        // The clock runs again on the day of the decision.
        if day > start { stops.pauses.append(DayRange(start, day.adding(days: -1))) }
        since = nil
      }
    }
    if let since {
      stops.isOpen = true
      if let pause = today.stretch(from: since) { stops.pauses.append(pause) }
    }
    return stops
  }
}

extension CaseRecord {
  /// The bodies that it names, each once: those that hold something, then those that did something, then those that were warned or warned.
  fileprivate var agencies: [String] {
    var agencies: [String] = []
    var seen: Set<String> = []
    func add(_ agency: String?) {
      if let agency, seen.insert(agency).inserted { agencies.append(agency) }
    }
    for source in sources {
      add(source.agency)
      for sharing in source.shared { add(sharing.with) }
    }
    for response in responses {
      add(response.by)
      add(response.to)
    }
    for warning in warnings {
      add(warning.to)
      add(warning.raisedByAgency)
    }
    return agencies
  }
}
