import CivilTime
import LawPack

/// Within what bounds a test is asked: about whom, of whose acts, for which days.
struct Scope: Hashable {
  /// Whom the answer is about.
  enum Subject: Hashable {
    case child(String)
    /// The whole record.
    case group
  }

  /// Whose act must meet an element that is marked `by: same` (rule 6).
  enum Actor: Hashable {
    /// Somebody's: no matter whose.
    case anyone
    /// This person's, by statements that name this person or nobody.
    case one(String)
    /// One unnamed person's, by statements that name nobody.
    case unnamed
    /// This person's, by statements that name this person: a named suspect's own answer.
    case named(String)
  }

  /// Which event the statements must belong to.
  enum EventChoice: Hashable {
    case any
    /// This one; a statement of no event fits.
    case one(String)
    /// One that no statement names.
    case unnamed
  }

  var subject: Subject
  var actor: Actor = .anyone
  var event: EventChoice = .any
  /// The days for which the text governed; nil for all.
  var days: DayRange?
  /// Only conduct that lies wholly inside `days`, rather than any that touches them.
  var isCertain = false
  /// Events that span a commencement and that this text governs, or leaves, as a whole.
  fileprivate(set) var governed = SpanningEvents()
  fileprivate(set) var yielded = SpanningEvents()
  /// Only conduct that may have been before the child's birthday of so many years.
  var age: Int?
  /// Events of which a person was acquitted, left out of that person's answer.
  var acquitted: Set<String> = []
  /// Whether the answer is about an offence, where no age is assumed (rule 8).
  var isOffence = false

  init(subject: Subject) { self.subject = subject }
}

extension Scope {
  /// The days that a test counts: the conduct's own for an offence, every day otherwise (rule 3).
  init(_ subject: Subject, askedBy framework: Framework, _ evidence: CaseEvidence) {
    self.init(subject: subject)
    if framework.governsBy == .conduct { _ = narrow(toDaysOf: framework, evidence) }
  }

  /// Counts only what a text governs that follows the day of the conduct, with what the straddle rules give it or take from it (rule 2).
  ///
  /// Within a scope that has days already, both texts must govern. False if they share no day.
  mutating func narrow(toDaysOf framework: Framework, _ evidence: CaseEvidence) -> Bool {
    guard let own = framework.inForce?.days else { return true }
    guard let both = days.map({ $0.intersection(own) }) ?? own else { return false }
    var governed = SpanningEvents()
    for straddle in framework.straddle {
      let spanning = evidence.eventsSpanning(straddle.commencement(of: own))
      switch straddle.effect {
      case .governs: governed.formUnion(spanning)
      case .yields: yielded.formUnion(spanning)
      }
    }
    self.governed = days == nil ? governed : governed.intersection(self.governed)
    days = both
    return true
  }

  /// Whether this text governs the whole of an event: what it may govern counts, where what may be counts (rule 2).
  func governs(_ event: String) -> Bool {
    (isCertain ? governed.certainly : governed.possibly).contains(event)
  }

  /// Whether this text leaves the whole of an event to another.
  func yields(_ event: String) -> Bool {
    (isCertain ? yielded.possibly : yielded.certainly).contains(event)
  }
}

/// Events that span a commencement: those that do on every day that their conduct may have had, and those that do on some.
struct SpanningEvents: Hashable {
  var certainly: Set<String> = []
  var possibly: Set<String> = []

  var isEmpty: Bool { possibly.isEmpty }

  mutating func formUnion(_ other: Self) {
    certainly.formUnion(other.certainly)
    possibly.formUnion(other.possibly)
  }

  func intersection(_ other: Self) -> Self {
    SpanningEvents(
      certainly: certainly.intersection(other.certainly),
      possibly: possibly.intersection(other.possibly))
  }
}
