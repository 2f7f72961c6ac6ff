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
  var governed: Set<String> = []
  var yielded: Set<String> = []
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
    var governed: Set<String> = []
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
}
