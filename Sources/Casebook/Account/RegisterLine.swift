public import CivilTime

/// What may be known of a matter without being told what it says: with whom it is, since when, by when, and how far.
public struct RegisterLine: Sendable, Hashable, Codable {
  public var entry: Int
  public var kind: String
  /// `concern`, `disclosure`, …; nil for what is no warning.
  public var warning: String?
  /// Whether it is about a child, an adult, a place or a vehicle.
  public var about: [String]
  public var from: String?
  public var body: String
  public var raised: CivilDate
  /// The post of whoever has it, and of whoever had it before.
  public var with: String
  public var since: CivilDate
  public var passedOn: Int
  public var state: String
  public var isOpen: Bool
  /// The next day by which something is to be done.
  public var due: CivilDate?
  public var isPaused: Bool
  public var isOverdue: Bool
  /// The first day that passed without what was to be done by it.
  public var overdueSince: CivilDate?
  /// How each clock stands, with its arithmetic.
  public var clocks: [ClockLine]
  /// Whom or what it is about, as they were called: only of what is asked of the reader.
  public var subjects: [String]?
  /// What was decided, by whom and when: only where the reader sees what the matter says.
  public var fate: String?
}

/// A decision of which a body is told, because what it had agreed at a meeting was not done.
public struct Notice: Sendable, Hashable, Codable {
  public var matter: Int
  public var decision: Int
  public var on: CivilDate
}

/// One clock, as its arithmetic.
public struct ClockLine: Sendable, Hashable, Codable {
  public var stage: String
  public var due: CivilDate
  /// `running`, `paused`, `met`, `breached` or `ended`; `late` if it should have stopped and no lapse has been entered.
  public var state: String
  /// The entry that met it, at which it ran out, or with which something else came of it.
  public var endedBy: Int?
  public var working: String
  public var calendar: String
  /// Why it ran out, in the words of those who answer for it. That it did stays.
  public var explanations: [String]
  public var pauses: [String]
}

extension Situation {
  /// Everything that somebody may know of, what is overdue first and then what is due first; and what is asked of them.
  ///
  /// There is no other way to a list, and none that leaves anything out.
  public func lines(for person: String, at now: Instant) -> (lines: [RegisterLine], asked: Set<Int>)
  {
    let posts = staff.acting(person, at: now)
    let known = register.all.filter { matter in
      posts.contains { knows(of: matter, $0.author, asPerson: $0.asPerson, at: now) }
    }
    func rank(_ line: RegisterLine) -> (Int, CivilDate, Int) {
      let first = line.isOverdue ? 0 : line.isOpen ? 1 : 2
      return (first, line.overdueSince ?? line.due ?? line.raised, line.entry)
    }
    let lines = known.map { matter in
      var line = line(of: matter, on: now.day)
      if isClosed(matter, to: person) {
        // That it is there is never hidden; who says it, and of whom, is.
        line.from = nil
        line.about = []
      } else if matter.isOpen, isAsked(person, of: matter) {
        line.subjects = matter.subjects.map { subject in
          subject.words.isEmpty ? subject.item ?? "" : subject.words
        }
      }
      return line
    }.sorted { rank($0) < rank($1) }
    let asked = known.filter {
      $0.isOpen && !isClosed($0, to: person) && isAsked(person, of: $0)
    }
    return (lines, Set(asked.map(\.entry)))
  }

  /// Decisions that went ahead although something that a body agreed was outstanding: for everybody with a post in that body.
  public func notices(for person: String) -> [Notice] {
    let bodies = Set(staff.current(person).map(\.appointment.body))
    return register.all.filter { !$0.isProtected && !isClosed($0, to: person) }.flatMap { matter in
      matter.decisions.filter {
        $0.isComplete && !bodies.isDisjoint(with: $0.decision.tells)
      }.map { decided in
        Notice(
          matter: matter.entry, decision: decided.entry,
          on: decided.second?.at.day ?? decided.at.day)
      }
    }
  }

  /// The line of a matter on a day.
  public func line(
    of matter: Matter, on day: CivilDate, withFate showsFate: Bool = false
  ) -> RegisterLine {
    return RegisterLine(
      entry: matter.entry, kind: matter.kind.rawValue, warning: matter.warning?.kind.rawValue,
      about: matter.kindsOfSubject,
      from: matter.isProtected ? nil : matter.warning?.from.rawValue,
      body: matter.body ?? body(of: matter), raised: matter.at.day,
      with: post(of: holder(of: matter)), since: matter.tenure.at.day,
      passedOn: matter.tenures.count - 1, state: matter.state.rawValue, isOpen: matter.isOpen,
      due: matter.nextDue, isPaused: matter.running.contains { $0.isPaused(on: day) },
      isOverdue: matter.isOverdue(on: day),
      overdueSince: matter.overdueSince(on: day),
      clocks: matter.clocks.map { line(of: $0, on: day) }, subjects: nil,
      fate: showsFate ? fate(of: matter) : nil)
  }

  private func fate(of matter: Matter) -> String? {
    matter.standing.map { decided in
      let outcome = String(decided.decision.outcome.rawValue.map { $0 == "-" ? " " : $0 })
      let second = decided.second.map { ", agreed by: \($0.by.rank), \($0.by.body)" } ?? ""
      let on = describe(decided.second?.at.day ?? decided.at.day)
      return "\(outcome), by: \(decided.by.rank), \(decided.by.body)\(second), \(on)"
    }
  }

  private func body(of matter: Matter) -> String {
    staff.current(holder(of: matter)).first?.appointment.body ?? ""
  }

  /// The post of somebody, with its body; the post that they held last if they hold none.
  public func post(of person: String) -> String {
    let post = staff.current(person).first ?? staff.posts[person]?.last
    return post.map { "\($0.appointment.post), \($0.appointment.body)" } ?? person
  }

  private func line(of clock: Matter.Clock, on day: CivilDate) -> ClockLine {
    let isLate = clock.state == .running && clock.deadline.due < day
    let state = clock.isPaused(on: day) ? "paused" : isLate ? "late" : clock.state.rawValue
    return ClockLine(
      stage: clock.stage.rawValue, due: clock.deadline.due, state: state,
      endedBy: clock.endedBy, working: clock.deadline.working, calendar: clock.deadline.calendar,
      explanations: clock.explanations.map {
        "\($0.part.reason) (\($0.by.post), \(describe($0.at.day)))"
      },
      pauses: clock.pauses.map {
        "stopped from \(describe($0.at.day)) to \(describe($0.part.until)) by the \($0.by.post): \($0.part.reason); \($0.part.authority)"
      })
  }
}

/// What whoever holds a receipt learns: whether anybody acknowledged and decided, of what rank, and what is overdue. Nothing of what
/// was raised, and nobody's name.
public struct ReceiptStatus: Sendable, Hashable, Codable {
  /// What happened, in its order.
  public struct Event: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      case received, acknowledged
      /// Nothing came by a day, and it was passed on.
      case passedOn = "passed-on"
      case decided
      /// Decided, to be looked at again by a day.
      case decidedForNow = "decided-for-now"
      case contested, added, retracted
      case handedOver = "handed-over"
      case detrimentReported = "detriment-reported"
    }

    public var kind: Kind
    public var on: CivilDate
    public var at: String
    /// The post and body of whoever did it, or to whom it went.
    public var by: String?
    /// The post and body of the second person who agreed.
    public var agreedBy: String?
    /// The day that passed, or by which it is looked at again.
    public var day: CivilDate?
    /// Of what was passed on: whether it had been acknowledged.
    public var wasAcknowledged: Bool?
  }

  public var received: CivilDate
  /// The body that it is for.
  public var body: String
  /// The post of whoever has it.
  public var with: String
  public var isAcknowledged: Bool
  /// Whether a decision stands.
  public var isDecided: Bool
  public var isUnderReview: Bool
  public var isContested: Bool
  public var isRetracted: Bool
  /// The next day by which something is to be done.
  public var due: CivilDate?
  public var isOverdue: Bool
  public var overdueSince: CivilDate?
  public var events: [Event]
}

extension Situation {
  public func status(of matter: Matter, on day: CivilDate) -> ReceiptStatus {
    return ReceiptStatus(
      received: matter.at.day, body: matter.body ?? "", with: post(of: holder(of: matter)),
      isAcknowledged: matter.acknowledged != nil, isDecided: matter.standing != nil,
      isUnderReview: matter.standing?.decision.review != nil, isContested: matter.isContested,
      isRetracted: matter.retraction != nil, due: matter.nextDue,
      isOverdue: matter.isOverdue(on: day), overdueSince: matter.overdueSince(on: day),
      events: events(of: matter))
  }

  private func events(of matter: Matter) -> [ReceiptStatus.Event] {
    var events: [(entry: Int, event: ReceiptStatus.Event)] = []
    func add(
      _ kind: ReceiptStatus.Event.Kind, _ entry: Int, _ at: Instant, by: String? = nil,
      agreedBy: String? = nil, day: CivilDate? = nil, wasAcknowledged: Bool? = nil
    ) {
      events.append(
        (
          entry,
          ReceiptStatus.Event(
            kind: kind, on: at.day, at: at.timeOfDay, by: by, agreedBy: agreedBy, day: day,
            wasAcknowledged: wasAcknowledged)
        ))
    }
    func rank(_ author: Author) -> String { "\(author.rank), \(author.body)" }
    add(.received, matter.entry, matter.at, by: matter.body)
    if let part = matter.acknowledged { add(.acknowledged, part.entry, part.at, by: rank(part.by)) }
    for tenure in matter.tenures {
      switch tenure.reason {
      case .lapse:
        add(
          .passedOn, tenure.since, tenure.at, by: post(of: tenure.person),
          day: matter.clocks.filter { $0.endedBy == tenure.since }.map(\.deadline.due).min(),
          wasAcknowledged: matter.acknowledged.map { $0.entry < tenure.since } ?? false)
      case .handover: add(.handedOver, tenure.since, tenure.at, by: post(of: tenure.person))
      case .received, .contest, .stage, .review: break
      }
    }
    for decided in matter.decisions where decided.isComplete {
      add(
        decided.decision.review == nil ? .decided : .decidedForNow,
        decided.second?.entry ?? decided.entry, decided.second?.at ?? decided.at,
        by: rank(decided.by), agreedBy: decided.second.map { rank($0.by) },
        day: decided.decision.review?.on)
    }
    for part in matter.contests { add(.contested, part.entry, part.at) }
    for part in matter.additions { add(.added, part.entry, part.at) }
    if let part = matter.retraction { add(.retracted, part.entry, part.at) }
    for entry in matter.detriments {
      if let part = register.matters[entry] { add(.detrimentReported, entry, part.at) }
    }
    return events.sorted { $0.entry < $1.entry }.map(\.event)
  }
}
