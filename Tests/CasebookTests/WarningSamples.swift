import Casebook
import CivilTime
import Foundation
import Testing

/// The register of warnings by short names: who raises, holds, decides and reads.
extension Book {
  static let northmoor = "children-social-care/northmoor"
  static let kayleigh = Subject(.child, "Kayleigh Sample")

  /// Fay's concern about Kayleigh, which is with Eve, or whatever else is raised.
  @discardableResult
  mutating func raise(
    _ kind: Warning.Kind = .concern, by person: String = "fay",
    about: [Subject] = [Book.kayleigh], naming names: [String] = [], to body: String = northmoor,
    words: String = "a man waits for her in a grey car",
    at location: SourceLocation = #_sourceLocation
  ) -> Int {
    let warning = Warning(
      kind: kind, about: about, words: words, from: .worker, to: body, names: names)
    return allowed(.account(.warn(warning)), by: person, at: location)
  }

  /// A warning by somebody who holds no post.
  mutating func raiseWithoutPost(
    _ from: ReporterKind, about: [Subject] = [Book.kayleigh]
  ) throws -> Int {
    var warning = Warning(
      about: about, words: "he takes her to the flat", from: from, to: Book.northmoor)
    warning.code = ReceiptCode(random: UInt64(deeds.count)).digest(register: "5c1f0a")
    return try performAsReporter(.warn(warning))
  }

  @discardableResult
  mutating func does(
    _ act: AccountAct, by person: String, at location: SourceLocation = #_sourceLocation
  ) -> Int {
    allowed(.account(act), by: person, at: location)
  }

  func refusal(_ act: AccountAct, by person: String) -> Refusal? {
    refusal(.account(act), by: person)
  }

  /// A decision of today, by somebody who was shown what was raised before about the same.
  func decision(
    _ entry: Int, _ outcome: Outcome = .assessment, by person: String = "eve",
    reason: String = "she said who drives the car", codes: [DecisionCode] = [.harmSuspected],
    on day: CivilDate? = nil, second: String? = nil, changed: Change? = nil,
    review: Review? = nil, despite: String? = nil
  ) -> AccountAct {
    let author = staff.acting(person, at: now)[0].author
    let shown = situation(nil).shownBefore(deciding: matter(entry), by: author, at: now)
    return .decide(
      Decision(
        warning: entry, outcome: outcome, reason: reason, codes: codes, on: day ?? now.day,
        shown: shown, second: second, changed: changed, review: review, despite: despite))
  }

  /// No further action, for a reason that is none of the child's.
  func nothingMore(
    _ entry: Int, by person: String = "eve", second: String? = "una", despite: String? = nil
  ) -> AccountAct {
    decision(
      entry, .noFurtherAction, by: person, reason: "looked for and not found",
      codes: [.lookedForNotFound], second: second, despite: despite)
  }

  /// Pursued without her support, until somebody looks again.
  func withoutSupport(
    _ entry: Int, _ outcome: Outcome = .assessment, by person: String = "eve",
    reviewer: String = "pam", in days: Int = 14
  ) -> AccountAct {
    decision(
      entry, outcome, by: person, codes: [.victimDoesNotSupport],
      review: Review(
        alternative: "the footage of the car park", reviewer: reviewer,
        on: now.day.adding(days: days)))
  }

  @discardableResult
  mutating func answers(
    _ entry: Int, agrees: Bool = true, by person: String,
    at location: SourceLocation = #_sourceLocation
  ) -> Int {
    allowed(Act.answer(entry, agrees: agrees), by: person, at: location)
  }

  mutating func handOver(_ entry: Int, from: String, to: String) {
    does(.offer(Offer(matter: entry, to: to, reason: "leave")), by: from)
    does(.take(Taking(matter: entry)), by: to)
  }

  // MARK: Looking

  func matter(_ entry: Int) -> Matter {
    register.matters[entry]
      ?? Matter(entry: entry, kind: .warning, by: .casebook, at: now, with: "nobody")
  }

  /// With whom a matter is.
  func holder(_ entry: Int) -> String { situation(nil).holder(of: matter(entry)) }

  /// Whether somebody may know that a matter is there.
  func knows(_ person: String, of entry: Int) -> Bool {
    let situation = situation(nil)
    return staff.acting(person, at: now).contains {
      situation.knows(of: matter(entry), $0.author, asPerson: $0.asPerson, at: now)
    }
  }

  /// Whether somebody may open a matter and read what it says.
  func opens(_ person: String, _ entry: Int) -> Bool {
    refusal(.view(View(what: "matter", matter: entry)), by: person) == nil
  }

  func status(_ entry: Int) -> ReceiptStatus {
    situation(nil).status(of: matter(entry), on: now.day)
  }

  func line(_ entry: Int) -> RegisterLine { situation(nil).line(of: matter(entry), on: now.day) }

  /// The casebook as it stood at the end of a day, by its entries alone.
  func replayed(until day: CivilDate = .distantFuture) -> (Staff, Register, [String: CaseFile]) {
    var staff = Staff()
    var register = Register()
    var files: [String: CaseFile] = [:]
    for (entry, deed) in deeds.enumerated() where deed.at.day <= day {
      switch deed.stream {
      case .people: staff.apply(deed, entry: entry)
      case .case(let id): files[id, default: CaseFile(id: id)].apply(deed, entry: entry)
      case .register: register.apply(deed, entry: entry)
      case .reads: break
      }
    }
    return (staff, register, files)
  }

  /// Who was told what by the end of a day, for somebody who asks now.
  func told(_ question: Telling, by day: CivilDate, as person: String = "sue") -> ToldReport {
    let (staff, register, files) = replayed(until: day)
    let then = Situation(
      staff: staff, file: nil, next: 0, register: register, files: files,
      calendars: [Book.calendar])
    let shown = deeds.enumerated().compactMap { entry, deed -> Shown? in
      guard case .view(let view) = deed.act, deed.at.day <= day else { return nil }
      return Shown(
        entry: entry, at: deed.at, person: deed.by.person, opened: view.matter,
        listed: view.listed ?? [])
    }
    let today = situation(nil)
    let posts = self.staff.acting(person, at: now)
    return then.told(
      question, by: day, shown: shown, erased: [],
      visible: { matter in
        posts.contains {
          today.counts(
            self.matter(matter.entry), for: question, $0.author, asPerson: $0.asPerson, at: self.now
          )
        }
      })
  }

  /// The bytes of such a report.
  func toldBytes(_ question: Telling, by day: CivilDate, as person: String = "sue") throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(told(question, by: day, as: person))
  }
}

extension ReceiptStatus {
  /// What a receipt says of one kind, in its order.
  func said(_ kind: Event.Kind) -> [Event] { events.filter { $0.kind == kind } }
}

extension CivilDate {
  static let distantFuture = CivilDate("9999-12-31")!
}

extension Act {
  static func answer(_ entry: Int, agrees: Bool = true) -> Act {
    .countersign(
      Countersignature(entry: entry, agrees: agrees, reason: agrees ? "so do I" : "not enough"))
  }
}

extension Telling {
  static let kayleigh = Telling.subject(Book.kayleigh)
}

/// Reasons that say nothing, though some of them are not empty.
let blanks = ["", " \n\t", "\u{A0}", "\u{2003}\u{3000}", "\u{2028}"]

/// Reasons that nobody can see, though they are not made of spaces.
let invisible = [
  "\u{200B}", "\u{2060}\u{FEFF}", "\u{AD}", "\u{3164}", "\u{2800}", "\u{E0020}", "\u{1}",
]
