public import CivilTime
internal import Ledger

/// Everything that is raised, disagreed on, agreed or recommended, with whom each is and by when: what the stream of the register
/// says, entry after entry. Nothing in it is overwritten, and nothing leaves it.
public struct Register: Sendable, Hashable {
  public var matters: [Int: Matter] = [:]
  /// The entries at which matters began, in their order.
  public var order: [Int] = []
  /// For each body.
  public var arrangements: [String: Arrangement] = [:]
  /// The matter of each receipt code.
  var codes: [String: Int] = [:]
  /// The warnings about the same.
  var subjects: [String: [Int]] = [:]
  /// Where decisions, settlements and lapses belong.
  var belongs: [Int: Int] = [:]
  /// Attempts on matters, whether or not there is one.
  public var attempts: [Noted<MatterAttempt>] = []

  public init() {}

  public typealias Noted = CaseFile.Noted

  /// The matter to which an entry belongs: one that began it, a decision, a settlement or a lapse.
  public func matter(of entry: Int) -> Int? { belongs[entry] }

  /// The entries of those about which somebody still has to do something.
  var unfinished: Set<Int> = []

  /// What is open, in the order in which it began.
  public var open: [Matter] { unfinished.sorted().compactMap { matters[$0] } }

  /// The matters in the order in which they began.
  public var all: [Matter] { order.compactMap { matters[$0] } }

  /// The warning that a receipt code was given for.
  public func warning(for code: ReceiptCode, register: String) -> Matter? {
    codes[code.digest(register: register)].flatMap { matters[$0] }
  }

  /// Other warnings that share a child, adult, place or vehicle with a warning, oldest first.
  public func related(to matter: Matter) -> [Matter] {
    Set(matter.subjects.flatMap(\.keys).flatMap { subjects[$0] ?? [] })
      .filter { $0 != matter.entry }.sorted().compactMap { matters[$0] }
  }

  /// The warnings under a key, oldest first.
  public func warnings(under key: String) -> [Matter] {
    (subjects[key] ?? []).sorted().compactMap { matters[$0] }
  }
}

/// Something that is always somebody's: a warning, a disagreement, an action or a recommendation.
public struct Matter: Sendable, Hashable {
  public typealias Noted = CaseFile.Noted

  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case warning, disagreement, action, recommendation
  }

  /// One clock of a matter. All that ever ran are kept.
  public struct Clock: Sendable, Hashable {
    public enum State: String, Sendable, Hashable {
      case running, met, breached
      /// Something else came of it: a decision that was contested, a proposal that was not agreed.
      case ended
    }

    public var stage: ClockStage
    public var startedBy: Int
    public var deadline: Deadline
    public var state = State.running
    /// The entry that met it, or at which it ran out.
    public var endedBy: Int?
    public var pauses: [Noted<Pause>] = []
    /// Why it ran out.
    public var explanations: [Noted<Explanation>] = []

    public func isPaused(on day: CivilDate) -> Bool {
      state == .running && pauses.contains { $0.at.day <= day && day <= $0.part.until }
    }
  }

  /// Somebody who has or had the matter.
  public struct Tenure: Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable {
      case received, lapse, handover, contest, stage, review
    }

    public var person: String
    public var since: Int
    public var at: Instant
    public var reason: Reason
  }

  public struct Decided: Sendable, Hashable {
    public var entry: Int
    public var by: Author
    public var at: Instant
    public var decision: Decision
    public var needsSecond: Bool
    public var second: Noted<Countersignature>?
    /// The entry at which it came to nothing: it was not agreed, or its clock ran out, or it was contested.
    public var endedBy: Int?

    /// Whether it counts: two people have agreed where two must.
    public var isComplete: Bool { !needsSecond || second?.part.agrees == true }
    public var awaitsSecond: Bool { needsSecond && second == nil && endedBy == nil }
    public var stands: Bool { isComplete && endedBy == nil }
  }

  public struct Settled: Sendable, Hashable {
    public var settlement: Noted<Settlement>
    public var isFinal: Bool
    public var answer: Noted<Countersignature>?
    public var endedBy: Int?
  }

  public var entry: Int
  public var kind: Kind
  public var by: Author
  public var at: Instant
  public var tenures: [Tenure]
  public var clocks: [Clock] = []
  public var offer: Noted<Offer>?
  public var offers: [Noted<Offer>] = []
  public var declined: [Noted<Declining>] = []

  // A warning.
  public var warning: Warning?
  public var subjects: [Subject] = []
  public var additions: [Noted<Addition>] = []
  public var retraction: Noted<Retraction>?
  public var namings: [Noted<Naming>] = []
  public var acknowledged: Noted<Acknowledgement>?
  public var decisions: [Decided] = []
  public var contests: [Noted<Contest>] = []
  /// Of detriment: the warning because of which it was suffered; of a warning: the detriment that was reported.
  public var parent: Int?
  public var detriments: [Int] = []
  /// The people to whom it is as if it were not there, by what was known when they were named.
  public var closedTo: Set<String> = []
  public var named: Set<String> = []

  /// Whether the warning that it is about, as a disagreement or an action, goes the way of a disclosure.
  public var isBehindProtected = false

  // A disagreement.
  public var disagreement: Disagreement?
  public var stage = 1
  public var positions: [Noted<Standpoint>] = []
  public var settlements: [Settled] = []

  // An action or a recommendation.
  public var action: AgreedAction?
  public var completion: Noted<Completion>?
  public var recommendation: Recommendation?
  public var evidence: [Noted<Evidence>] = []
  public var ratings: [Noted<Rating>] = []

  public init(entry: Int, kind: Kind, by: Author, at: Instant, with person: String) {
    self.entry = entry
    self.kind = kind
    self.by = by
    self.at = at
    tenures = [Tenure(person: person, since: entry, at: at, reason: .received)]
  }
}

extension Outcome {
  /// Whether nothing more is done for the child: no further action, by whichever name.
  public var isClosing: Bool { self <= .advice }
}

extension Matter {
  /// How far a matter is.
  public enum State: String, Sendable, Hashable, CaseIterable {
    // Warnings.
    case received, acknowledged
    case awaitsSecond = "awaits-second"
    /// Pursued without the child's support, and looked at again on a day.
    case underReview = "under-review"
    case contested, decided
    // Everything else.
    case open, closed
  }

  public var state: State {
    switch kind {
    case .warning:
      if decisions.contains(where: \.awaitsSecond) { return .awaitsSecond }
      if let standing {
        return standing.decision.review == nil ? .decided : .underReview
      }
      if isContested { return .contested }
      return acknowledged == nil ? .received : .acknowledged
    case .disagreement: return settlements.contains { $0.isFinal } ? .closed : .open
    case .action: return completion == nil ? .open : .closed
    case .recommendation: return ratings.last?.part.status.isClosed == true ? .closed : .open
    }
  }

  /// Whether whoever raised it does not accept what was decided, and nobody has decided again since.
  public var isContested: Bool {
    guard let contest = contests.last else { return false }
    return !decisions.contains { $0.isComplete && ($0.second?.entry ?? $0.entry) > contest.entry }
  }

  /// The warning that a disagreement or an action is about.
  public var attachedTo: Int? { disagreement?.warning ?? action?.warning }

  /// Whether it is a disagreement or an action about another matter, or about a case that the other is about.
  public func isAttached(to other: Matter) -> Bool {
    attachedTo == other.entry
      || (disagreement?.case ?? action?.case).map(other.cases.contains) == true
  }

  /// The warning that it is about: of a disagreement, an action, or detriment.
  public var behind: Int? { attachedTo ?? parent }

  /// The kinds of what it is about, which nobody is told of a disclosure.
  var kindsOfSubject: [String] {
    isProtected ? [] : subjects.map(\.kind.rawValue).uniqued.sorted()
  }

  /// Proposals that the second person did not agree to, since it was last contested: minority views, which stay.
  public var minorityViews: [Decided] {
    decisions.filter { $0.second?.part.agrees == false && $0.entry > contests.last?.entry ?? -1 }
  }

  /// Whether somebody still has to do something about it. A warning is open until it is decided, whatever else happened to it.
  public var isOpen: Bool { state != .decided && state != .closed }

  /// The decision that stands; nil while there is none.
  public var standing: Decided? { decisions.last { $0.stands } }

  /// Whether it goes the way of a disclosure.
  public var isProtected: Bool { warning?.kind.isProtected ?? isBehindProtected }

  /// With whom it is, as it was entered; ``Staff/holder(of:since:)`` says who took on what was theirs.
  public var tenure: Tenure { tenures[tenures.count - 1] }

  public var running: [Clock] { clocks.filter { $0.state == .running } }

  /// The clocks that ran out, or that should have stopped by the day and did not.
  public func late(on day: CivilDate) -> [Clock] {
    clocks.filter { $0.state == .breached || ($0.state == .running && $0.deadline.due < day) }
  }

  /// Whether what a clock waits for is outstanding beyond its day.
  public func isOverdue(on day: CivilDate) -> Bool {
    overdueSince(on: day) != nil
  }

  /// The first of the days that passed without what is still outstanding; nil if nothing is.
  public func overdueSince(on day: CivilDate) -> CivilDate? {
    isOpen ? late(on: day).filter(isOutstanding).map(\.deadline.due).min() : nil
  }

  /// Whether nothing has come since of what a clock waited for.
  private func isOutstanding(_ clock: Clock) -> Bool {
    switch clock.stage {
    case .acknowledge: acknowledged == nil
    case .decide, .decideAgain, .review:
      !decisions.contains { decided in
        decided.isComplete
          && decided.second?.entry ?? decided.entry > clock.endedBy ?? clock.startedBy
      }
    case .stage1, .stage2, .stage3, .stage4: clock == clocks.last
    case .action, .recommendation: true
    }
  }

  /// The first day by which something is to be done next.
  public var nextDue: CivilDate? { running.map(\.deadline.due).min() }

  /// The cases that it is about.
  public var cases: Set<String> {
    Set(subjects.compactMap(\.case) + [disagreement?.case, action?.case].compactMap(\.self))
  }
}

/// A code that whoever raised a warning keeps: it shows whether anybody has decided, and nothing of what the warning says.
///
/// Twelve signs of an alphabet without letters that can be taken for others, in three groups, so that it can be read aloud.
/// The casebook keeps its hash alone.
public struct ReceiptCode: Sendable, Hashable, CustomStringConvertible {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// `7K4M-2QXD-9TWB`
  public let description: String

  /// - Parameter bytes: sixty random bits; the highest four are left out.
  public init(random bits: UInt64) {
    var signs = (0..<12).map { ReceiptCode.alphabet[Int(bits >> (5 * UInt64($0)) & 31)] }
    signs.insert("-", at: 4)
    signs.insert("-", at: 9)
    description = String(signs)
  }

  /// Reads a code as people write it: with or without hyphens and spaces, in large or small letters, O for 0, and I or L for 1.
  public init?(_ text: String) {
    var signs: [Character] = []
    for character in text.uppercased() where character != "-" && !character.isWhitespace {
      switch character {
      case "O": signs.append("0")
      case "I", "L": signs.append("1")
      default:
        guard ReceiptCode.alphabet.contains(character) else { return nil }
        signs.append(character)
      }
    }
    guard signs.count == 12 else { return nil }
    signs.insert("-", at: 4)
    signs.insert("-", at: 9)
    description = String(signs)
  }

  /// Under which the casebook knows it.
  public func digest(register: String) -> String {
    sha256(Array("heed-receipt/1\n\(register)\n\(description)".utf8)).hexadecimal
  }
}
