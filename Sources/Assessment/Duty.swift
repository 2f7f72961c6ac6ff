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
    DutyReader(ownAnswers, evidence: evidence, under: law, on: on)
      .duties(of: Array(law.pathways.all.indices))
  }
}

/// Reads off a record what the law's pathways ask of it.
struct DutyReader {
  private let evidence: CaseEvidence
  private let record: CaseRecord
  private let law: LawPack
  private let today: CivilDate
  private let calendar: Calendar?
  /// The places in the record of the responses and warnings that had been recorded by the day.
  private let responses: [Int]
  private let warnings: [Int]
  private let agencies: [String]
  /// For each child, then the group.
  private let answers: [OwnAnswers]

  /// - Parameter answers: of each child, then of the group.
  init(
    _ answers: [OwnAnswers], evidence: CaseEvidence, under law: LawPack, on day: CivilDate
  ) {
    let record = evidence.record
    self.answers = answers
    self.evidence = evidence
    self.record = record
    self.law = law
    today = day
    let limit = min(evidence.known ?? day, day)
    func hasHappened(_ date: UncertainDate?) -> Bool {
      guard let range = date?.range else { return evidence.known == nil }
      return evidence.known == nil
        ? range.earliest.map { $0 <= limit } ?? true : range.latest.map { $0 <= limit } ?? false
    }
    responses = record.responses.indices.filter { hasHappened(record.responses[$0].on) }
    warnings = record.warnings.indices.filter { hasHappened(record.warnings[$0].on) }
    calendar = law.calendars.first { $0.serves(record.jurisdiction) }
    agencies = record.agencies
  }

  /// - Parameter places: those of the pathways to read; one that is not known to be commenced, or is of another jurisdiction, sets nothing in
  ///   motion.
  func duties(of places: [Int]) -> [Duty] {
    let own = Jurisdiction.own(of: record)
    let places = places.filter { isLaw(law.pathways.all[$0], in: own) }
    let asksKnowledge = places.contains { law.pathways.all[$0].clock?.start == .known }
    return answers.flatMap { subject in
      // It takes the longest of all, and is the same for every pathway.
      let since = asksKnowledge ? knownSince(subject) : [:]
      return places.flatMap { place -> [Duty] in
        let openers = openers(of: place, subject)
        if openers.isEmpty { return [] }
        return duties(of: law.pathways.all[place], about: subject.about, openers, since)
      }
    }
  }

  /// Whether anything on record may have started a pathway's clock. Where nothing did, the pathway has no day that could pass.
  func mayHaveBegun(_ place: Int) -> Bool {
    switch law.pathways.all[place].clock?.start {
    case nil: false
    case .known, .birthday: true
    case .on(let trigger):
      switch trigger {
      case .response(let act, _, _, _): responses.contains { record.responses[$0].act == act }
      case .warning: !warnings.isEmpty
      case .fact(let fact): !statements(of: fact).isEmpty
      case .pathway: true
      case .family, .always: false
      }
    }
  }

  private func isLaw(_ pathway: Pathway, in own: Set<String>) -> Bool {
    pathway.inForce?.uncommenced == nil && pathway.jurisdictions.contains(where: own.contains)
  }

  /// Since when each body's own file met each test about somebody.
  private func knownSince(_ subject: OwnAnswers) -> [String: KnownSince] {
    Dictionary(
      subject.met.compactMap { answer in
        answer.finding?.knownSince.map { (law.frameworks[answer.test].id, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: What opens it

  private func openers(of place: Int, _ subject: OwnAnswers) -> [Duty.Opener] {
    var found: [Duty.Opener] = []
    func add(_ opener: Duty.Opener) {
      if !found.contains(opener) { found.append(opener) }
    }
    for opener in law.openers[place] {
      switch opener {
      case .test(let test):
        if subject.met.contains(where: { $0.test == test }) {
          add(.finding(framework: law.frameworks[test].id))
        }
      case .trigger(.always): if subject.isOfGroup { add(.always) }
      case .trigger(let trigger):
        for start in starts(trigger, about: subject.about) { start.opener.map(add) }
      }
    }
    return found
  }

  /// The counted statements of a fact, by their places.
  private func statements(of fact: String) -> [Int] {
    evidence.statements(of: law.vocabulary.factsImplying(fact))
  }

  /// Those that say that it was so of a child.
  private func statements(of fact: String, about subject: String) -> [Int] {
    statements(of: fact).filter {
      record.statements[$0].says && record.statements[$0].children.contains(subject)
    }
  }

  private func isAbout(_ ids: [String], _ subject: String) -> Bool {
    ids.isEmpty
      ? subject == Assessment.group || hasOneChild : ids.contains(subject)
  }

  private var hasOneChild: Bool { answers.count { !$0.isOfGroup } == 1 }

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
      return responses.compactMap { index in
        guard record.responses[index].act == act else { return nil }
        let response = record.responses[index]
        let isStart =
          (stage == nil || response.stage == stage)
          && (decision == nil || response.decision == decision) && isAbout(response.about, subject)
          && by.map { body in response.by.map { law.pathways.isAgency($0, of: body) } ?? false }
            ?? true
        if !isStart { return nil }
        return Start(
          opener: .response(index), days: response.on?.range, bodies: [response.to, response.by])
      }
    case .warning:
      return warnings.compactMap { index in
        let warning = record.warnings[index]
        if !isAbout(warning.about, subject) { return nil }
        return Start(
          opener: .warning(id: warning.id), days: warning.on?.range,
          bodies: [warning.to, warning.raisedByAgency])
      }
    case .fact(let fact):
      return statements(of: fact, about: subject).map { index in
        Start(
          opener: .fact(fact), days: record.statements[index].when?.range, bodies: [])
      }
    case .pathway(let id):
      guard let other = law.pathways[id], let clock = other.clock,
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
      guard isInForce(pathway, DayRange(today)) else { return [] }
      return [duty(pathway, subject, openers, agency: only(pathway), clock: nil, from: nil)]
    }
    guard let clock = pathway.clock else { return open() }
    var starts: [Start]
    switch clock.start {
    case .known:
      starts = known(pathway, openers, about: subject, since)
    case .birthday(let years):
      let born = record.person(subject)?.born?.range
      let days = born.map {
        DayRange($0.earliest?.addingYears(years), $0.latest?.addingYears(years))
      }
      guard subject != Assessment.group else { return [] }
      starts = [Start(opener: .birthday, days: days, bodies: [])]
      // What begins at a birthday that is still to come has not begun.
      if let first = days?.earliest, first > today, !clock.isBefore { return [] }
    case .on(let trigger): starts = self.starts(trigger, about: subject)
    }
    guard !starts.isEmpty else { return open() }
    starts = chosen(starts, clock.which)
    return starts.filter { isInForce(pathway, $0.days ?? DayRange(today)) }.map { start in
      let agency = start.bodies.compactMap(\.self).first { fits($0, pathway) } ?? only(pathway)
      return duty(
        pathway, subject, openers, agency: agency, clock: clock, from: start)
    }
  }

  private func isInForce(_ pathway: Pathway, _ days: DayRange) -> Bool {
    pathway.inForce?.days.touches(days) ?? true
  }

  private func fits(_ agency: String, _ pathway: Pathway) -> Bool {
    pathway.on.contains { law.pathways.isAgency(agency, of: $0) }
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
      .compactMap { evidence.arrivals[$0][agency] }
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
    let acts = responses.filter { index in
      guard kinds.contains(record.responses[index].act) else { return false }
      let response = record.responses[index]
      // What started the time does not meet it.
      guard opener != .response(index),
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
    return record.byDay(acts).first
  }

  private func standing(done: Int?, ended: Int?, _ clock: Duty.Clock?, isPaused: Bool)
    -> Duty.Standing
  {
    let due = clock?.due
    if let done {
      guard let first = due?.earliest, let last = due?.latest else { return .met }
      guard let on = record.responses[done].on?.range, let end = on.latest else {
        return .uncertain
      }
      if end <= first { return .met }
      return on.earliest.map { $0 > last } == true ? .metLate : .uncertain
    }
    if let ended {
      let on = record.responses[ended].on?.range
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
    if today > last { return .notRecorded }
    return today <= first ? .running : .uncertain
  }

  private struct Stops {
    var pauses: [DayRange] = []
    /// The last has no end yet.
    var isOpen = false
    var responses: [Int] = []
  }

  /// The stretches in which a clock was stopped.
  private func stops(_ pathway: Pathway, _ subject: String) -> Stops {
    let acts = responses.compactMap { index -> (index: Int, day: CivilDate, act: ResponseAct)? in
      let act = record.responses[index].act
      guard act == .clockPaused || act == .clockResumed else { return nil }
      let response = record.responses[index]
      guard let day = response.on?.range.latest,
        response.duty.map(pathway.names.contains) == true,
        response.about.isEmpty || response.about.contains(subject)
      else { return nil }
      return (index, day, act)
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
      if today >= since { stops.pauses.append(DayRange(since, today)) }
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
