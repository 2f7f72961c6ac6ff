import CivilTime
import LawPack

/// What a row of a table of evidence stands for.
///
/// A test whose elements bind one person or one event is asked once for each that the record could mean; each is a row.
struct RowKind: Hashable, Sendable {
  enum Subject: Int, Hashable, Sendable { case child, group }

  var subject: Subject
  /// Whether the row is about one person's acts, named or not (rule 6).
  var bindsActor = false
  /// Whether the row is about one event (rule 1).
  var bindsEvent = false

  var isBound: Bool { bindsActor || bindsEvent }

  /// The kind without bindings, to which bound rows belong.
  var unbound: RowKind { RowKind(subject: subject) }

  static let all: [RowKind] = [Subject.child, .group].flatMap { subject in
    [(false, false), (true, false), (false, true), (true, true)].map {
      RowKind(subject: subject, bindsActor: $0.0, bindsEvent: $0.1)
    }
  }

  /// The place in `all`.
  var index: Int { subject.rawValue * 4 + (bindsEvent ? 2 : 0) + (bindsActor ? 1 : 0) }
}

/// The bounds within which a leaf is asked that are the same for every record.
struct Frame: Hashable, Sendable {
  /// The days for which the text governed; nil for all.
  var days: DayRange?
  /// Only conduct that lies wholly inside `days`.
  var isCertain = false
  /// The frameworks whose days were narrowed to, outermost first, where one of them has a rule for events that span a commencement.
  var straddling: [String] = []
  /// Only conduct that may have been before the child's birthday of so many years.
  var age: Int?
  var isOffence = false
}

/// One question that the law puts to every record, in the words of the law alone: the same for every case, and as long as the law asks it.
enum Question: Hashable, Sendable {
  case fact(FactTest, Frame, isAssumable: Bool, bindsActor: Bool)
  /// A conviction of this offence that stands (rule 9).
  case conviction(framework: String)
  /// All harm on record lies outside these days, and nobody was convicted of the offence.
  case outOfForce(Frame, framework: String)
  /// A person's answer on the framework is on record.
  case answered(framework: String)
  /// For: something was decided on one of these days. Against: nothing that was decided has a day.
  case decided(DayRange)
  /// The jurisdiction's law is the record's own.
  case own(jurisdiction: String)
}

/// One test in one reading and within one frame: what the bulk evaluation gives a value to.
struct TestKey: Hashable, Sendable {
  var framework: String
  var reading: String
  var subject: RowKind.Subject
  var frame: Frame
}

/// The two ways in which a formula is asked: with what is disputed taken as unknown, or with both sides counted.
enum Run: Int, Hashable, Sendable { case unopposed, counted }
