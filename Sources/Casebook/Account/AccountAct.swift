public import CivilTime

/// What is done to the register of warnings: raising one, answering it, disagreeing, taking it over, and what its clocks do.
///
/// It stands beside the cases, because a warning need not belong to one, and because nobody who closes a case can close it with it.
public enum AccountAct: Sendable, Hashable {
  /// Who receives warnings, who takes over when a clock runs out, and how long each may take.
  case arrange(Arrangement)

  // By whoever raises a warning.
  case warn(Warning)
  case add(Addition)
  case retract(Retraction)
  case contest(Contest)
  case detriment(Detriment)

  // By whoever it is with.
  case name(Naming)
  case link(Linking)
  case acknowledge(Acknowledgement)
  case decide(Decision)
  case offer(Offer)
  case take(Taking)
  case decline(Declining)
  case explain(Explanation)

  // By anybody at work on it.
  case disagree(Disagreement)
  case position(Standpoint)
  case settle(Settlement)
  case agree(AgreedAction)
  case complete(Completion)

  // Recommendations of reviews.
  case recommend(Recommendation)
  case evidence(Evidence)
  case rate(Rating)

  // Clocks.
  case pause(Pause)
  /// A clock ran out. The casebook enters it, and nobody can take it back.
  case lapse(Lapse)
  /// Somebody asked for a matter that is not there for them.
  case attempt(MatterAttempt)
}

// MARK: Raising a warning

/// Somebody's warning, in their own words, which nobody can change: not even whoever raised it.
public struct Warning: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case concern
    /// Of wrongdoing in a body: it goes to the independent recipient, and never to those whom it names or their line.
    case disclosure
    /// Somebody is being pressed not to report. It goes the way of a disclosure.
    case pressure
    /// What was done to somebody because they raised a warning. It goes the way of a disclosure.
    case detriment

    /// Whether it goes to the independent recipient, outside every line.
    public var isProtected: Bool { self != .concern }
  }

  public var kind: Kind
  public var about: [Subject]
  /// The person's own words.
  public var words: String
  public var from: ReporterKind
  /// The body that it is for.
  public var to: String
  /// People with a post in this casebook whom it names.
  public var names: [String]
  /// The SHA-256 of the receipt code, which itself is kept nowhere.
  public var code: String?

  // What the casebook adds when it is entered.

  /// The person with whom it is, from now on.
  public var with: String
  public var acknowledge: Deadline?
  public var decide: Deadline?
  /// The people whom it named, and their line, on the day.
  public var closedTo: [String]

  public init(
    kind: Kind = .concern, about: [Subject], words: String, from: ReporterKind, to: String,
    names: [String] = []
  ) {
    self.kind = kind
    self.about = about
    self.words = words
    self.from = from
    self.to = to
    self.names = names
    with = ""
    closedTo = []
  }
}

/// Who raises a warning. All of them stand in one register, with the same clocks.
public enum ReporterKind: String, Sendable, Hashable, Codable, CaseIterable {
  case worker, child
  case parentOrCarer = "parent-or-carer"
  case adultSurvivor = "adult-survivor"
  case memberOfThePublic = "member-of-the-public"
}

/// Whom or what a warning is about.
public struct Subject: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case child, adult, place, vehicle
  }

  public var kind: Kind
  /// As the person calls them: a name, a place, the mark of a vehicle. Empty where the case says it.
  public var words: String
  /// The case and the item of it, where it is known which.
  public var `case`: String?
  public var item: String?
  /// Under which others about the same are found. The casebook fills it in.
  public var keys: [String]

  public init(_ kind: Kind, _ words: String, case: String? = nil, item: String? = nil) {
    self.kind = kind
    self.words = words
    self.case = `case`
    self.item = item
    keys = []
  }
}

/// More that the person wants to say. What they said before stands.
public struct Addition: Sendable, Hashable, Codable {
  public var warning: Int
  public var words: String

  public init(warning: Int, words: String) {
    self.warning = warning
    self.words = words
  }
}

/// The person takes the warning back. It stays readable, and still needs a decision: people are pressed to take warnings back.
public struct Retraction: Sendable, Hashable, Codable {
  public var warning: Int
  public var reason: String

  public init(warning: Int, reason: String) {
    self.warning = warning
    self.reason = reason
  }
}

/// The person does not accept the decision. Somebody else, outside the line of whoever decided, decides again.
public struct Contest: Sendable, Hashable, Codable {
  public var warning: Int
  public var reason: String
  public var with: String
  public var decide: Deadline?

  public init(warning: Int, reason: String) {
    self.warning = warning
    self.reason = reason
    with = ""
  }
}

/// What was done to the person because of the warning. The independent recipient has it, and those who had the warning never see it.
public struct Detriment: Sendable, Hashable, Codable {
  public var warning: Int
  public var words: String
  public var with: String
  public var acknowledge: Deadline?
  public var decide: Deadline?
  public var closedTo: [String]

  public init(warning: Int, words: String) {
    self.warning = warning
    self.words = words
    with = ""
    closedTo = []
  }
}

// MARK: Answering it

/// The warning also names people with a post here; it is closed to them and their line from now on.
public struct Naming: Sendable, Hashable, Codable {
  public var warning: Int
  public var names: [String]
  public var closedTo: [String]

  public init(warning: Int, names: [String]) {
    self.warning = warning
    self.names = names
    closedTo = []
  }
}

/// Which child, adult, place or vehicle of which case a warning is about.
public struct Linking: Sendable, Hashable, Codable {
  public var warning: Int
  public var about: [Subject]

  public init(warning: Int, about: [Subject]) {
    self.warning = warning
    self.about = about
  }
}

public struct Acknowledgement: Sendable, Hashable, Codable {
  public var warning: Int

  public init(warning: Int) { self.warning = warning }
}

/// What is to happen about a warning.
///
/// They stand in the order of how much is done for the child, least first; deciding less than before is lowering a judgement.
public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case noFurtherAction = "no-further-action"
  case advice
  case earlyHelp = "early-help"
  case assessment
  case strategyDiscussion = "strategy-discussion"
  case emergencyAction = "emergency-action"

  public static func < (one: Outcome, other: Outcome) -> Bool {
    allCases.firstIndex(of: one)! < allCases.firstIndex(of: other)!
  }
}

/// What a decision relies on.
public enum DecisionCode: String, Sendable, Hashable, Codable, CaseIterable {
  case immediateDanger = "immediate-danger"
  case harmEvidenced = "harm-evidenced"
  case harmSuspected = "harm-suspected"
  case moreToFindOut = "more-to-find-out"
  case lookedForNotFound = "looked-for-not-found"
  case dealtWithAlready = "dealt-with-already"
  /// Never the end of it: somebody goes on, without asking the child to carry the case.
  case victimDoesNotSupport = "victim-does-not-support"
}

/// What somebody named decided about a warning, and why.
public struct Decision: Sendable, Hashable, Codable {
  public var warning: Int
  public var outcome: Outcome
  public var reason: String
  public var codes: [DecisionCode]
  /// The day of the decision.
  public var on: CivilDate
  /// The entries of the other warnings and concerns about the same, which the person was shown first.
  public var shown: [Int]
  /// Who is asked to agree, where two must.
  public var second: String?
  /// What changed since the last decision, where this one does less.
  public var changed: Change?
  /// What is done without the child's support, and who looks at it again.
  public var review: Review?
  /// Why it goes ahead although actions or minutes are outstanding.
  public var despite: String?
  /// The bodies that were at the meetings whose actions are outstanding, and are told of it. The casebook fills it in.
  public var tells: [String]

  public init(
    warning: Int, outcome: Outcome, reason: String, codes: [DecisionCode], on: CivilDate,
    shown: [Int] = [], second: String? = nil, changed: Change? = nil, review: Review? = nil,
    despite: String? = nil
  ) {
    self.warning = warning
    self.outcome = outcome
    self.reason = reason
    self.codes = codes
    self.on = on
    self.shown = shown
    self.second = second
    self.changed = changed
    self.review = review
    self.despite = despite
    tells = []
  }
}

/// What changed, and the day of the evidence for it.
public struct Change: Sendable, Hashable, Codable {
  public var what: String
  public var evidenceOf: CivilDate

  public init(what: String, evidenceOf: CivilDate) {
    self.what = what
    self.evidenceOf = evidenceOf
  }
}

/// What is pursued on the evidence, without asking the child to carry it; who looks again, and when.
public struct Review: Sendable, Hashable, Codable {
  public var alternative: String
  public var reviewer: String
  public var on: CivilDate

  public init(alternative: String, reviewer: String, on: CivilDate) {
    self.alternative = alternative
    self.reviewer = reviewer
    self.on = on
  }
}

/// The second person's answer, to a decision or a closure; or the answer of whoever opened a disagreement, to how it would be settled.
public struct Countersignature: Sendable, Hashable, Codable {
  /// The entry of the decision, closure or settlement.
  public var entry: Int
  public var agrees: Bool
  public var reason: String
  /// Of a settlement that is not agreed: with whom the disagreement is now, and until when. The casebook fills them in.
  public var with: String?
  public var deadline: Deadline?

  public init(entry: Int, agrees: Bool, reason: String) {
    self.entry = entry
    self.agrees = agrees
    self.reason = reason
  }
}

// MARK: Handing over

/// Whoever has a matter asks another to take it. It stays theirs until the other does.
public struct Offer: Sendable, Hashable, Codable {
  public var matter: Int
  public var to: String
  public var reason: String

  public init(matter: Int, to: String, reason: String) {
    self.matter = matter
    self.to = to
    self.reason = reason
  }
}

public struct Taking: Sendable, Hashable, Codable {
  public var matter: Int

  public init(matter: Int) { self.matter = matter }
}

public struct Declining: Sendable, Hashable, Codable {
  public var matter: Int
  public var reason: String

  public init(matter: Int, reason: String) {
    self.matter = matter
    self.reason = reason
  }
}

/// Why a clock ran out. That it did stays.
public struct Explanation: Sendable, Hashable, Codable {
  public var matter: Int
  /// The entry at which it ran out.
  public var lapse: Int
  public var reason: String

  public init(matter: Int, lapse: Int, reason: String) {
    self.matter = matter
    self.lapse = lapse
    self.reason = reason
  }
}

// MARK: Disagreeing

/// A professional disagreement. It goes up by the clock, and nothing about the child waits for it.
public struct Disagreement: Sendable, Hashable, Codable {
  /// The warning that it is about, or the case, or neither: then it is about how things are done.
  public var warning: Int?
  public var `case`: String?
  public var issue: String
  public var position: String
  /// The body with which.
  public var body: String
  public var with: String
  public var deadline: Deadline?

  public init(
    warning: Int? = nil, case: String? = nil, issue: String, position: String, body: String
  ) {
    self.warning = warning
    self.case = `case`
    self.issue = issue
    self.position = position
    self.body = body
    with = ""
  }

  /// The stages: practitioners and team managers; service managers; senior leads; lead safeguarding partners.
  public static let stages = 4
}

/// What a side says, with its evidence.
public struct Standpoint: Sendable, Hashable, Codable {
  public var disagreement: Int
  public var words: String

  public init(disagreement: Int, words: String) {
    self.disagreement = disagreement
    self.words = words
  }
}

/// How whoever it is with would settle it. At the last stage it is settled; before, whoever opened it must agree.
public struct Settlement: Sendable, Hashable, Codable {
  public var disagreement: Int
  public var outcome: String
  public var reason: String

  public init(disagreement: Int, outcome: String, reason: String) {
    self.disagreement = disagreement
    self.outcome = outcome
    self.reason = reason
  }
}

// MARK: Actions and recommendations

/// Something that somebody is to do by a day, agreed at a meeting or with a decision.
public struct AgreedAction: Sendable, Hashable, Codable {
  public var what: String
  public var owner: String
  public var due: CivilDate
  public var warning: Int?
  public var `case`: String?
  /// The meeting of that case at which it was agreed.
  public var meeting: String?

  public init(
    what: String, owner: String, due: CivilDate, warning: Int? = nil, case: String? = nil,
    meeting: String? = nil
  ) {
    self.what = what
    self.owner = owner
    self.due = due
    self.warning = warning
    self.case = `case`
    self.meeting = meeting
  }
}

public struct Completion: Sendable, Hashable, Codable {
  public var action: Int
  /// What shows that it was done.
  public var evidence: String

  public init(action: Int, evidence: String) {
    self.action = action
    self.evidence = evidence
  }
}

/// What a review asked for.
public struct Recommendation: Sendable, Hashable, Codable {
  /// The review, and the number that it gave.
  public var review: String
  public var number: String
  public var text: String
  public var body: String
  public var owner: String
  public var due: CivilDate

  public init(
    review: String, number: String, text: String, body: String, owner: String, due: CivilDate
  ) {
    self.review = review
    self.number = number
    self.text = text
    self.body = body
    self.owner = owner
    self.due = due
  }
}

public struct Evidence: Sendable, Hashable, Codable {
  public var recommendation: Int
  public var words: String

  public init(recommendation: Int, words: String) {
    self.recommendation = recommendation
    self.words = words
  }
}

/// How far a recommendation is, in the judgement of somebody who does not own it.
public struct Rating: Sendable, Hashable, Codable {
  public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    case accepted
    case inProgress = "in-progress"
    case implemented
    case rejected
    case superseded

    /// Whether nothing more is to be done. That somebody accepted it is not.
    public var isClosed: Bool { self == .implemented || self == .rejected || self == .superseded }
  }

  public var recommendation: Int
  public var status: Status
  public var reason: String

  public init(recommendation: Int, status: Status, reason: String) {
    self.recommendation = recommendation
    self.status = status
    self.reason = reason
  }
}

// MARK: Clocks

/// The clocks of a matter stand still until a day, by the authority of somebody who does not have the matter.
public struct Pause: Sendable, Hashable, Codable {
  public var matter: Int
  public var reason: String
  public var authority: String
  /// The last day on which it stands still.
  public var until: CivilDate
  /// Until when each clock then runs. The casebook fills it in.
  public var deadlines: [String: Deadline]

  public init(matter: Int, reason: String, authority: String, until: CivilDate) {
    self.matter = matter
    self.reason = reason
    self.authority = authority
    self.until = until
    deadlines = [:]
  }
}

/// Clocks ran out, and the matter is with somebody else now.
public struct Lapse: Sendable, Hashable, Codable {
  public var matter: Int
  public var stages: [ClockStage]
  /// The first day by which something was to be done.
  public var due: CivilDate
  public var from: String
  /// The same person if nobody else is left.
  public var to: String
  /// Until when the next has for each; empty if nobody else is left.
  public var deadlines: [String: Deadline]

  public init(
    matter: Int, stages: [ClockStage], due: CivilDate, from: String, to: String,
    deadlines: [String: Deadline]
  ) {
    self.matter = matter
    self.stages = stages
    self.due = due
    self.from = from
    self.to = to
    self.deadlines = deadlines
  }
}

/// Somebody asked for a matter that is not there for them, whether or not there is one.
public struct MatterAttempt: Sendable, Hashable, Codable {
  public var matter: Int
  public var act: ActKind

  public init(matter: Int, act: ActKind) {
    self.matter = matter
    self.act = act
  }
}
