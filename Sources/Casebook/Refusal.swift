/// Why an act is refused. Nothing was changed; that it was refused is itself noted.
///
/// It names people, cases and entries by their ids, and holds no content.
public enum Refusal: Error, Sendable, Hashable {
  // Who.
  case unknownPerson(String)
  case noKey(String)
  case wrongKey(String)
  case hasLeft(String)
  case noSuchCase(String)
  case mayNot(ActKind, [Role])
  case notInvolved(ActKind)
  case notAuthor(entry: Int)
  case needsLeave(ContentClass)

  // What.
  case empty(String)
  case alreadyFounded
  case caseExists
  case taken(what: String, id: String)
  case noSuch(what: String, id: String)
  case badID(what: String)
  case badKey
  case badBody
  case keyInUse
  case selfAppointment
  case selfManaged
  case successorGone(String)
  case inThePast(what: String)
  case alreadyInvolved
  case stillNeeded(String)

  // Items.
  case wouldNotRead([String])
  case dependsOnIt([Int])
  case changesKind
  case changesID
  case notCurrent(entry: Int)
  case unchanged
  case notWithdrawable(ActKind)
  case earlierVersions([Int])
  case notErasable(entry: Int)
  case alreadyErased(entry: Int)
  case underHold([String])
  case openRequests([Int])
  case ownHold(String)
  case notReleased(String)

  // Decisions.
  case otherBody(String)
  case closureNeedsRespond
  case notShown(expected: [Int])
  case raisedIt(entries: [Int])
  case meetingsWithoutMinutes([String])
  case basisIsRefusal
  case basisIsNotRefusal
  case meetingSettled(String)
  case answered(entry: Int)
  case ownAccess
  case reviewed(entry: Int)

  // The register of warnings.
  case noSuchMatter(Int)
  case noSuchReceipt
  case notOpened(Int)
  case notWithYou(Int)
  case cannotHold(String)
  case nobodyToReceive
  case nobodyIndependent
  case nobodyOutside
  case badLimit
  case acknowledged(Int)
  case notDecided(Int)
  case settled(Int)
  case awaitsAnswer
  case notAsked
  case namesYou
  case decidedBefore(String)
  case inTheFuture(what: String)
  case tooLate(what: String)
  case neverTerminal
  case reviewNotNeeded
  case nothingChanged
  case notLess
  case needsSecond
  case secondNotNeeded(String)
  case secondInLine(String)
  case needsSenior
  case nothingOutstanding
  case raisedSince([Int])
  case openDisagreements([Int])
  case outstanding(
    actions: [Int], meetings: [String], views: [Int], disagreements: [Int] = [])
  case undecided([Int])
  case ownWork
  case noEvidence
  case ownClock
  case ranOut

  // Custody.
  case notCustodian(String)
  case toItself
  case manifestDiffers
  case notOffered
  case offerPending
}

extension Refusal {
  /// A stable name for programs, and for the log of what was refused.
  public var code: String {
    switch self {
    case .unknownPerson: "unknown-person"
    case .noKey: "no-key"
    case .wrongKey: "wrong-key"
    case .hasLeft: "has-left"
    case .noSuchCase: "no-such-case"
    case .mayNot: "may-not"
    case .notInvolved: "not-involved"
    case .notAuthor: "not-author"
    case .needsLeave: "needs-leave"
    case .empty: "empty"
    case .alreadyFounded: "already-founded"
    case .caseExists: "case-exists"
    case .taken: "taken"
    case .noSuch: "no-such"
    case .badID: "bad-id"
    case .badKey: "bad-key"
    case .badBody: "bad-body"
    case .keyInUse: "key-in-use"
    case .selfAppointment: "self-appointment"
    case .selfManaged: "self-managed"
    case .successorGone: "successor-gone"
    case .inThePast: "in-the-past"
    case .alreadyInvolved: "already-involved"
    case .stillNeeded: "still-needed"
    case .wouldNotRead: "would-not-read"
    case .dependsOnIt: "depends-on-it"
    case .changesKind: "changes-kind"
    case .changesID: "changes-id"
    case .notCurrent: "not-current"
    case .unchanged: "unchanged"
    case .notWithdrawable: "not-withdrawable"
    case .earlierVersions: "earlier-versions"
    case .notErasable: "not-erasable"
    case .alreadyErased: "already-erased"
    case .underHold: "under-hold"
    case .openRequests: "open-requests"
    case .ownHold: "own-hold"
    case .notReleased: "not-released"
    case .otherBody: "other-body"
    case .closureNeedsRespond: "closure-needs-respond"
    case .notShown: "not-shown"
    case .raisedIt: "raised-it"
    case .meetingsWithoutMinutes: "meetings-without-minutes"
    case .basisIsRefusal: "basis-is-refusal"
    case .basisIsNotRefusal: "basis-is-not-refusal"
    case .meetingSettled: "meeting-settled"
    case .answered: "answered"
    case .ownAccess: "own-access"
    case .reviewed: "reviewed"
    case .noSuchMatter: "no-such-matter"
    case .noSuchReceipt: "no-such-receipt"
    case .notOpened: "not-opened"
    case .notWithYou: "not-with-you"
    case .cannotHold: "cannot-hold"
    case .nobodyToReceive: "nobody-to-receive"
    case .nobodyIndependent: "nobody-independent"
    case .nobodyOutside: "nobody-outside"
    case .badLimit: "bad-limit"
    case .acknowledged: "acknowledged"
    case .notDecided: "not-decided"
    case .settled: "settled"
    case .awaitsAnswer: "awaits-answer"
    case .notAsked: "not-asked"
    case .namesYou: "names-you"
    case .decidedBefore: "decided-before"
    case .inTheFuture: "in-the-future"
    case .tooLate: "too-late"
    case .neverTerminal: "never-terminal"
    case .reviewNotNeeded: "review-not-needed"
    case .nothingChanged: "nothing-changed"
    case .notLess: "not-less"
    case .needsSecond: "needs-second"
    case .secondNotNeeded: "second-not-needed"
    case .secondInLine: "second-in-line"
    case .needsSenior: "needs-senior"
    case .nothingOutstanding: "nothing-outstanding"
    case .raisedSince: "raised-since"
    case .openDisagreements: "open-disagreements"
    case .outstanding: "outstanding"
    case .undecided: "undecided"
    case .ownWork: "own-work"
    case .noEvidence: "no-evidence"
    case .ownClock: "own-clock"
    case .ranOut: "ran-out"
    case .notCustodian: "not-custodian"
    case .toItself: "to-itself"
    case .manifestDiffers: "manifest-differs"
    case .notOffered: "not-offered"
    case .offerPending: "offer-pending"
    }
  }
}
