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
  public var duties: [Duty] { DutyReader(self).duties(of: law.pathways.all) }
}

/// Reads off a record what the law's pathways ask of it.
struct DutyReader {
  private let assessment: Assessment
  private let calendar: Calendar?
  /// The responses that had been recorded by the day.
  private let responses: [(index: Int, response: Response)]
  private let warnings: [Warning]
  private let agencies: [String]
  /// For each child and the group, the tests of the record's own law that are met on at least one reading.
  private let met: [String: [Finding]]

  init(_ assessment: Assessment) {
    self.assessment = assessment
    let record = assessment.record
    let limit = min(assessment.known ?? assessment.on, assessment.on)
    func hasHappened(_ date: UncertainDate?) -> Bool {
      guard let range = date?.range else { return assessment.known == nil }
      return assessment.known == nil
        ? range.earliest.map { $0 <= limit } ?? true : range.latest.map { $0 <= limit } ?? false
    }
    responses = record.responses.enumerated()
      .filter { hasHappened($1.on) }.map { (index: $0, response: $1) }
    warnings = record.warnings.filter { hasHappened($0.on) }
    calendar = assessment.law.calendars.first { $0.serves(record.jurisdiction) }
    var seen: Set<String> = []
    let holding = record.sources.flatMap { [$0.agency] + $0.shared.map(\.with) }
    let acting = record.responses.flatMap { [$0.by, $0.to].compactMap(\.self) }
    let warned = record.warnings.flatMap { [$0.to, $0.raisedByAgency].compactMap(\.self) }
    agencies = (holding + acting + warned).filter { seen.insert($0).inserted }
    met = Dictionary(
      grouping: assessment.findings.filter { $0.state.isMet && !$0.marks.isComparison },
      by: \.about)
  }

  /// - Parameter pathways: those to read; one that is not known to be commenced, or is of another jurisdiction, sets nothing in motion.
  func duties(of pathways: [Pathway]) -> [Duty] {
    let own = Jurisdiction.own(of: assessment.record)
    let subjects = assessment.children.map(\.id) + [Assessment.group]
    let pathways = pathways.filter { pathway in
      pathway.inForce?.uncommenced == nil && pathway.jurisdictions.contains(where: own.contains)
    }
    let asksKnowledge = pathways.contains { $0.clock?.start == .known }
    return subjects.flatMap { subject in
      // It takes the longest of all, and is the same for every pathway.
      let since = asksKnowledge ? knownSince(subject) : [:]
      return pathways.flatMap { pathway -> [Duty] in
        let openers = self.openers(of: pathway, about: subject, seen: [])
        return openers.isEmpty ? [] : duties(of: pathway, about: subject, openers, since)
      }
    }
  }

  /// Since when each body's own file met each test about somebody.
  private func knownSince(_ subject: String) -> [String: KnownSince] {
    Dictionary(
      findings(about: subject).compactMap { finding in
        finding.knownSince.map { (finding.framework.id, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: What opens it

  private func openers(of pathway: Pathway, about subject: String, seen: Set<String>)
    -> [Duty.Opener]
  {
    guard !seen.contains(pathway.id) else { return [] }
    let named = findings(about: subject).filter {
      $0.framework.opens.contains(where: pathway.names.contains)
    }.map { Duty.Opener.finding(framework: $0.framework.id) }
    let others = pathway.openedBy.flatMap {
      openers($0, about: subject, seen: seen.union([pathway.id]))
    }
    var unique: Set<Duty.Opener> = []
    return (named + others).filter { unique.insert($0).inserted }
  }

  private func openers(_ trigger: Pathway.Trigger, about subject: String, seen: Set<String>)
    -> [Duty.Opener]
  {
    switch trigger {
    case .response, .warning, .fact: return starts(trigger, about: subject).compactMap(\.opener)
    case .family(let family):
      return findings(about: subject).filter { $0.framework.family == family }
        .map { .finding(framework: $0.framework.id) }
    case .pathway(let id):
      return assessment.law.pathways[id].map { openers(of: $0, about: subject, seen: seen) } ?? []
    case .always: return subject == Assessment.group ? [.always] : []
    }
  }

  private func findings(about subject: String) -> [Finding] { met[subject] ?? [] }

  /// The counted statements that something was so of a child, by their places.
  private func statements(of fact: String, about subject: String) -> [Int] {
    let record = assessment.record
    return assessment.evidence.statements(of: assessment.law.vocabulary.factsImplying(fact)).filter
    {
      record.statements[$0].says && record.statements[$0].children.contains(subject)
    }
  }

  private func isAbout(_ ids: [String], _ subject: String) -> Bool {
    ids.isEmpty
      ? subject == Assessment.group || assessment.children.count == 1 : ids.contains(subject)
  }

  // MARK: When it starts

  private struct Start {
    var opener: Duty.Opener?
    var days: DayRange?
    /// The body that got the matter, then the one that dealt with it.
    var bodies: [String?]
    /// From when an act counts as an answer, where that is not the start.
    var answersFrom: DayRange?
  }

  private func starts(_ trigger: Pathway.Trigger, about subject: String) -> [Start] {
    switch trigger {
    case .response(let act, let stage, let decision, let by):
      return responses.filter { _, response in
        response.act == act && (stage == nil || response.stage == stage)
          && (decision == nil || response.decision == decision) && isAbout(response.about, subject)
          && by.map { body in
            response.by.map { assessment.law.pathways.isAgency($0, of: body) } ?? false
          } ?? true
      }.map { index, response in
        Start(
          opener: .response(index), days: response.on?.range, bodies: [response.to, response.by])
      }
    case .warning:
      return warnings.filter { isAbout($0.about, subject) }.map {
        Start(
          opener: .warning(id: $0.id), days: $0.on?.range, bodies: [$0.to, $0.raisedByAgency])
      }
    case .fact(let fact):
      return statements(of: fact, about: subject).map { index in
        Start(
          opener: .fact(fact), days: assessment.record.statements[index].when?.range, bodies: [])
      }
    case .pathway(let id):
      guard let other = assessment.law.pathways[id], let clock = other.clock,
        case .on(let inner) = clock.start, inner != trigger
      else { return [] }
      return starts(inner, about: subject)
    case .family, .always: return []
    }
  }

  // MARK: One pathway

  private func duties(
    of pathway: Pathway, about subject: String, _ openers: [Duty.Opener],
    _ since: [String: KnownSince]
  ) -> [Duty] {
    func open() -> [Duty] {
      guard isInForce(pathway, DayRange(assessment.on)) else { return [] }
      return [duty(pathway, subject, openers, agency: only(pathway), clock: nil, from: nil)]
    }
    guard let clock = pathway.clock else { return open() }
    var starts: [Start]
    switch clock.start {
    case .known:
      starts = known(pathway, openers, about: subject, since)
    case .birthday(let years):
      let born = assessment.record.person(subject)?.born?.range
      let days = born.map {
        DayRange($0.earliest?.addingYears(years), $0.latest?.addingYears(years))
      }
      guard subject != Assessment.group else { return [] }
      starts = [Start(opener: .birthday, days: days, bodies: [])]
      // What begins at a birthday that is still to come has not begun.
      if let first = days?.earliest, first > assessment.on, !clock.isBefore { return [] }
    case .on(let trigger): starts = self.starts(trigger, about: subject)
    }
    guard !starts.isEmpty else { return open() }
    starts = chosen(starts, clock.which)
    return starts.filter { isInForce(pathway, $0.days ?? DayRange(assessment.on)) }.map { start in
      let agency = start.bodies.compactMap(\.self).first { fits($0, pathway) } ?? only(pathway)
      return duty(
        pathway, subject, openers, agency: agency, clock: clock, from: start)
    }
  }

  private func isInForce(_ pathway: Pathway, _ days: DayRange) -> Bool {
    pathway.inForce?.days.touches(days) ?? true
  }

  private func fits(_ agency: String, _ pathway: Pathway) -> Bool {
    pathway.on.contains { assessment.law.pathways.isAgency(agency, of: $0) }
  }

  /// The one agency on record that it may be owed by.
  private func only(_ pathway: Pathway) -> String? {
    guard !pathway.on.contains(Body.anyone) else { return nil }
    let fitting = agencies.filter { fits($0, pathway) }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// For each body that owes it, the day on which its own file first met a test that opens it, or first held a fact that does.
  private func known(
    _ pathway: Pathway, _ openers: [Duty.Opener], about subject: String,
    _ since: [String: KnownSince]
  ) -> [Start] {
    agencies.filter { fits($0, pathway) }.compactMap { agency in
      let days = openers.compactMap { opener -> KnownSince.Day? in
        switch opener {
        case .finding(let framework):
          since[framework]?.agencies.first { $0.agency == agency }?.day
        case .fact(let fact): firstHeld(fact, about: subject, by: agency)
        case .response, .warning, .birthday, .always: nil
        }
      }
      guard let first = days.min(by: { ($0.day, $0.earliest) < ($1.day, $1.earliest) }) else {
        return nil
      }
      // What was known before the duty began is owed from its first day, and what was done before then answers it.
      let from = pathway.inForce?.from
      let range = DayRange(
        max(first.earliest, from ?? first.earliest), max(first.day, from ?? first.day))
      return Start(
        opener: nil, days: range, bodies: [agency],
        answersFrom: DayRange(first.earliest, first.day))
    }
  }

  /// The first day on which a body's own file certainly held that a fact was so.
  private func firstHeld(_ fact: String, about subject: String, by agency: String)
    -> KnownSince.Day?
  {
    let arrivals = statements(of: fact, about: subject)
      .compactMap { assessment.evidence.arrivals[$0][agency] }
    return arrivals.min { $0.latest < $1.latest }
      .map { KnownSince.Day(day: $0.latest, earliest: $0.earliest) }
  }

  private func chosen(_ starts: [Start], _ which: Pathway.Clock.Which) -> [Start] {
    let dated = starts.filter { $0.days?.latest != nil }
    guard which != .each, !dated.isEmpty else { return starts }
    let sorted = dated.sorted { left, right in
      guard let one = left.days?.latest, let other = right.days?.latest else { return false }
      return one < other
    }
    return (which == .first ? sorted.first : sorted.last).map { [$0] } ?? []
  }

  // MARK: How it stands

  private func duty(
    _ pathway: Pathway, _ subject: String, _ openers: [Duty.Opener], agency: String?,
    clock: Pathway.Clock?, from start: Start?
  ) -> Duty {
    let stops = self.stops(pathway, subject)
    let running = clock.map { clock in
      self.running(clock, from: start, pauses: pathway.mayPause ? stops.pauses : [])
    }
    // What is owed before a day may be done at any time before it.
    let since = clock?.isBefore == true ? nil : start?.answersFrom ?? start?.days
    let own = start?.opener
    let done = self.act(
      pathway.metBy, of: pathway, by: agency, subject, since: since, notBy: own)
    let ended = self.act(pathway.endedBy, of: nil, by: agency, subject, since: since, notBy: own)
    return Duty(
      pathway: pathway, about: subject, openers: openers, agency: agency, clock: running,
      standing: standing(
        done: done, ended: ended, running, isPaused: pathway.mayPause && stops.isOpen),
      done: done, ended: done == nil ? ended : nil,
      pausesNotAllowed: pathway.mayPause ? [] : stops.responses)
  }

  private func running(_ clock: Pathway.Clock, from start: Start?, pauses: [DayRange])
    -> Duty.Clock
  {
    var running = Duty.Clock(
      startedBy: start?.opener, start: start?.days, arithmetic: [], pauses: pauses)
    guard let first = start?.days?.earliest, let last = start?.days?.latest else {
      running.withoutDay = "the record does not give the day on which the time began"
      return running
    }
    if let limit = clock.within, limit.hasDay {
      do {
        let latest = try limit.arithmetic(
          from: last, in: calendar, isBefore: clock.isBefore, pauses: pauses)
        var earliest = latest
        running.arithmetic = [latest]
        if first != last {
          earliest = try limit.arithmetic(
            from: first, in: calendar, isBefore: clock.isBefore, pauses: pauses)
          running.arithmetic.append(earliest)
        }
        running.due = DayRange(earliest.due, latest.due)
      } catch {
        running.withoutDay = "\(error)"
      }
    } else {
      running.withoutDay = "the law fixes no day"
    }
    if let limit = clock.notBefore,
      let one = try? limit.arithmetic(from: first, in: calendar, isBefore: false, pauses: []),
      let other = try? limit.arithmetic(from: last, in: calendar, isBefore: false, pauses: [])
    {
      running.earliest = DayRange(one.due, other.due)
    }
    return running
  }

  /// The first of some acts on record, not certainly before the time began, by a body that could do it.
  ///
  /// - Parameter pathway: whose bodies count; nil counts every body's acts.
  private func act(
    _ kinds: [ResponseAct], of pathway: Pathway?, by agency: String?, _ subject: String,
    since start: DayRange?, notBy opener: Duty.Opener?
  ) -> Int? {
    let acts = responses.filter { index, response in
      // What started the time does not meet it.
      guard kinds.contains(response.act), opener != .response(index),
        isAbout(response.about, subject) || response.about.isEmpty
      else { return false }
      if let by = response.by, let pathway {
        guard pathway.isOfEachBody ? agency == nil || by == agency : fits(by, pathway) else {
          return false
        }
      }
      guard let first = start?.earliest, let day = response.on?.range.latest else { return true }
      return day >= first
    }
    return assessment.record.byDay(acts.map(\.index)).first
  }

  private func standing(done: Int?, ended: Int?, _ clock: Duty.Clock?, isPaused: Bool)
    -> Duty.Standing
  {
    let due = clock?.due
    if let done {
      guard let first = due?.earliest, let last = due?.latest else { return .met }
      guard let on = assessment.record.responses[done].on?.range, let end = on.latest else {
        return .uncertain
      }
      if end <= first { return .met }
      return on.earliest.map { $0 > last } == true ? .metLate : .uncertain
    }
    if let ended {
      let on = assessment.record.responses[ended].on?.range
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
    if assessment.on > last { return .notRecorded }
    return assessment.on <= first ? .running : .uncertain
  }

  private struct Stops {
    var pauses: [DayRange] = []
    /// The last has no end yet.
    var isOpen = false
    var responses: [Int] = []
  }

  /// The stretches in which a clock was stopped.
  private func stops(_ pathway: Pathway, _ subject: String) -> Stops {
    let acts = responses.filter { _, response in
      [.clockPaused, .clockResumed].contains(response.act)
        && response.duty.map(pathway.names.contains) == true
        && (response.about.isEmpty || response.about.contains(subject))
    }.compactMap { index, response in
      response.on?.range.latest.map { (index: index, day: $0, act: response.act) }
    }.sorted { ($0.day, $0.index) < ($1.day, $1.index) }
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
      if assessment.on >= since { stops.pauses.append(DayRange(since, assessment.on)) }
    }
    return stops
  }
}
