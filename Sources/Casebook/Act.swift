public import CivilTime

/// One thing that somebody does to a casebook. Nothing else changes it.
///
/// What each may be done by whom stands in `Access.swift`; when it is refused, in `Rules.swift`.
public enum Act: Sendable, Hashable {
  // The casebook and its people.
  case found(Founding)
  case rotateLogKey(LogKey)
  case appoint(Appointment)
  case leave(Leaving)
  case delegate(Delegation)
  case newKey(NewKey)
  case setRetention(RetentionRules)
  case hold(Hold)
  case release(Release)

  // One case: who may see it.
  case open(Opening)
  case involve(Involvement)
  case endInvolvement(EndOfInvolvement)
  case exclude(Exclusion)
  case grant(Grant)
  case breakGlass(BreakGlass)
  case reviewBreakGlass(BreakGlassReview)

  // One case: what it says.
  case record(Item)
  case correct(Correction)
  case withdraw(Withdrawal)
  case respond(ResponseGiven)
  case share(SharingDecision)
  case declineToShare(SharingDecision)
  case schedule(Meeting)
  case minute(Minutes)
  case cancelMeeting(Cancellation)
  case requestRecords(RecordsRequest)
  case answerRequest(RequestAnswer)
  case redact(Redaction)
  case erase(Erasure)
  case transfer(Transfer)
  case acceptTransfer(TransferAcceptance)

  // The register of warnings.
  case account(AccountAct)
  /// The second person's answer: to a decision or settlement of the register, or, with a case, to a closure of it.
  case countersign(Countersignature)

  // What was read, and what was refused.
  case view(View)
  case refused(Attempt)
}

/// The kinds of act, by the names under which they stand in the log and in the matrix of access.
public enum ActKind: String, Sendable, Hashable, Codable, CaseIterable {
  case found
  case rotateLogKey = "rotate-log-key"
  case appoint, leave, delegate
  case newKey = "new-key"
  case setRetention = "set-retention"
  case hold, release
  case open, involve
  case endInvolvement = "end-involvement"
  case exclude, grant
  case breakGlass = "break-glass"
  case reviewBreakGlass = "review-break-glass"
  case record, correct, withdraw, respond, share
  case declineToShare = "decline-to-share"
  case schedule, minute
  case cancelMeeting = "cancel-meeting"
  case requestRecords = "request-records"
  case answerRequest = "answer-request"
  case redact, erase, transfer
  case acceptTransfer = "accept-transfer"
  case arrange, warn
  case addToWarning = "add-to-warning"
  case retract, contest
  case reportDetriment = "report-detriment"
  case nameInWarning = "name-in-warning"
  case linkWarning = "link-warning"
  case acknowledge, decide, countersign
  case offerHandover = "offer-handover"
  case takeHandover = "take-handover"
  case declineHandover = "decline-handover"
  case explainLapse = "explain-lapse"
  case disagree
  case addPosition = "add-position"
  case settle
  case agreeAction = "agree-action"
  case completeAction = "complete-action"
  case recommend
  case addEvidence = "add-evidence"
  case rateRecommendation = "rate-recommendation"
  case pauseClock = "pause-clock"
  case lapse, attempt
  case view, refused

  /// What acts are done to.
  public enum Realm: Sendable, Hashable {
    /// The casebook itself, its people, keys, holds and rules.
    case casebook
    /// One case, and never without one.
    case oneCase
    /// The register of warnings.
    case register
    /// The register, or, with a case, the case.
    case registerOrCase
    /// Nothing: they tell of reading, or of what was refused.
    case reads
  }

  public var realm: Realm {
    switch self {
    case .found, .rotateLogKey, .appoint, .leave, .delegate, .newKey, .setRetention, .hold,
      .release:
      .casebook
    case .open, .involve, .endInvolvement, .exclude, .grant, .breakGlass, .reviewBreakGlass,
      .record, .correct, .withdraw, .respond, .share, .declineToShare, .schedule, .minute,
      .cancelMeeting, .requestRecords, .answerRequest, .redact, .erase, .transfer, .acceptTransfer:
      .oneCase
    case .arrange, .warn, .addToWarning, .retract, .contest, .reportDetriment, .nameInWarning,
      .linkWarning, .acknowledge, .decide, .offerHandover, .takeHandover, .declineHandover,
      .explainLapse, .disagree, .addPosition, .settle, .agreeAction, .completeAction, .recommend,
      .addEvidence, .rateRecommendation, .pauseClock, .lapse, .attempt:
      .register
    case .countersign: .registerOrCase
    case .view, .refused: .reads
    }
  }

  /// Whether it is done to the register of warnings, and never to a case.
  public var isAccount: Bool { realm == .register }

  /// Whether it is done to one case, and never without one.
  public var needsCase: Bool { realm == .oneCase }

  /// Whether it changes who sees what of a case. Access in an emergency does not reach so far.
  var changesAccess: Bool {
    switch self {
    case .involve, .endInvolvement, .exclude, .grant, .reviewBreakGlass, .redact: true
    default: false
    }
  }

  /// Whether it adds a version of an item to a case.
  public var isItem: Bool { self == .record || self == .correct || self == .respond }
}

// MARK: The casebook and its people

/// The first entry: whose casebook it is, and who may appoint the others.
public struct Founding: Sendable, Hashable, Codable {
  public var partnership: String
  /// The name of the log: a schemaless address that the partnership controls, such as `heed.alderby.example/log`.
  public var origin: String
  public var logKey: String
  public var founder: Appointment

  public init(partnership: String, origin: String, logKey: String, founder: Appointment) {
    self.partnership = partnership
    self.origin = origin
    self.logKey = logKey
    self.founder = founder
  }
}

/// A new key of the log. Checkpoints up to it stay good under the old one.
public struct LogKey: Sendable, Hashable, Codable {
  public var verifier: String
  public var reason: String

  public init(verifier: String, reason: String) {
    self.verifier = verifier
    self.reason = reason
  }
}

/// Somebody takes a post: a role in a body, in a line of management.
public struct Appointment: Sendable, Hashable, Codable {
  /// A short name that never changes, such as `p-14`.
  public var person: String
  public var name: String
  /// The post, in the words of the body: `duty team manager`.
  public var post: String
  public var role: Role
  /// `children-social-care/northmoor`.
  public var body: String
  /// The person who manages the post; nil at the top of a line.
  public var manager: String?
  /// The verifier of the person's own key; nil if the person already has one.
  public var key: String?

  public init(
    person: String, name: String, post: String, role: Role, body: String, manager: String? = nil,
    key: String? = nil
  ) {
    self.person = person
    self.name = name
    self.post = post
    self.role = role
    self.body = body
    self.manager = manager
    self.key = key
  }
}

/// Somebody leaves, at once; another takes on what was theirs, so that nothing is nobody's.
public struct Leaving: Sendable, Hashable, Codable {
  public var person: String
  public var successor: String

  public init(person: String, successor: String) {
    self.person = person
    self.successor = successor
  }
}

/// Somebody acts in another's role and involvement until a day.
public struct Delegation: Sendable, Hashable, Codable {
  public var from: String
  public var to: String
  /// The last day.
  public var until: CivilDate
  public var reason: String

  public init(from: String, to: String, until: CivilDate, reason: String) {
    self.from = from
    self.to = to
    self.until = until
    self.reason = reason
  }
}

/// A person's new key. What was done under the old one stays good; nothing more can be done with it.
public struct NewKey: Sendable, Hashable, Codable {
  public var person: String
  public var key: String
  public var reason: String

  public init(person: String, key: String, reason: String) {
    self.person = person
    self.key = key
    self.reason = reason
  }
}

/// Nothing that it covers may be erased while it stands.
public struct Hold: Sendable, Hashable, Codable {
  /// `inquiry-1`.
  public var id: String
  /// The inquiry, investigation or claim.
  public var matter: String
  public var basis: String
  /// The cases; all of them if empty.
  public var cases: [String]

  public init(id: String, matter: String, basis: String, cases: [String] = []) {
    self.id = id
    self.matter = matter
    self.basis = basis
    self.cases = cases
  }
}

public struct Release: Sendable, Hashable, Codable {
  public var hold: String
  public var reason: String

  public init(hold: String, reason: String) {
    self.hold = hold
    self.reason = reason
  }
}

// MARK: Who may see a case

/// A case is opened, by the body that will keep it.
public struct Opening: Sendable, Hashable, Codable {
  public var title: String
  public var jurisdiction: String

  public init(title: String, jurisdiction: String) {
    self.title = title
    self.jurisdiction = jurisdiction
  }
}

/// Somebody becomes involved in the case, and may see what their role may see.
public struct Involvement: Sendable, Hashable, Codable {
  public var person: String
  public var basis: String
  /// The last day; nil until it is ended.
  public var until: CivilDate?

  public init(person: String, basis: String, until: CivilDate? = nil) {
    self.person = person
    self.basis = basis
    self.until = until
  }
}

public struct EndOfInvolvement: Sendable, Hashable, Codable {
  public var person: String
  public var reason: String

  public init(person: String, reason: String) {
    self.person = person
    self.reason = reason
  }
}

/// A person who must neither see the case nor learn of it: the subject of a concern in it, or too close to one.
public struct Exclusion: Sendable, Hashable, Codable {
  public var person: String
  public var reason: String

  public init(person: String, reason: String) {
    self.person = person
    self.reason = reason
  }
}

/// Leave to see a kind of content that is closed even to those involved.
public struct Grant: Sendable, Hashable, Codable {
  public var person: String
  public var content: ContentClass
  public var reason: String
  /// The last day; nil until the involvement ends.
  public var until: CivilDate?

  public init(person: String, content: ContentClass, reason: String, until: CivilDate? = nil) {
    self.person = person
    self.content = content
    self.reason = reason
    self.until = until
  }
}

/// Access in an emergency, for the person's own reason, to be reviewed by another within one working day.
public struct BreakGlass: Sendable, Hashable, Codable {
  public var reason: String

  public init(reason: String) { self.reason = reason }
}

public struct BreakGlassReview: Sendable, Hashable, Codable {
  /// The entry of the access.
  public var entry: Int
  public var wasJustified: Bool
  public var reason: String

  public init(entry: Int, wasJustified: Bool, reason: String) {
    self.entry = entry
    self.wasJustified = wasJustified
    self.reason = reason
  }
}

// MARK: What a case says

/// The lists of a case file.
public enum ItemKind: String, Sendable, Hashable, Codable, CaseIterable {
  case people, places, things, sources, statements, responses, warnings
}

/// One entry of one list of a case.
public struct Item: Sendable, Hashable, Codable {
  public var kind: ItemKind
  public var content: Content
  /// Whether who said it is closed to all but those with leave. Sources only.
  public var isSealed: Bool

  public init(kind: ItemKind, content: Content, isSealed: Bool = false) {
    self.kind = kind
    self.content = content
    self.isSealed = isSealed
  }

  /// Its id, where it has one; statements and responses have none.
  public var id: String? { content["id"]?.asText }
}

/// What an item should have said. The earlier version stays readable.
public struct Correction: Sendable, Hashable, Codable {
  /// The entry of the version that is corrected.
  public var entry: Int
  public var item: Item
  public var reason: String

  public init(entry: Int, item: Item, reason: String) {
    self.entry = entry
    self.item = item
    self.reason = reason
  }
}

/// Its author takes an item back. It stays readable, and no longer counts.
public struct Withdrawal: Sendable, Hashable, Codable {
  public var entry: Int
  public var reason: String

  public init(entry: Int, reason: String) {
    self.entry = entry
    self.reason = reason
  }
}

/// What a body did: a referral, a strategy discussion, no further action, …
public struct ResponseGiven: Sendable, Hashable, Codable {
  /// As in a case file.
  public var response: Content
  /// The entries of the earlier concerns about the same children that the person was shown first.
  public var shown: [Int]
  /// What changed, where a framework was considered met for the child and this says less.
  public var changed: Change?

  public init(response: Content, shown: [Int], changed: Change? = nil) {
    self.response = response
    self.shown = shown
    self.changed = changed
  }
}

/// To share, or not to share: both are decisions.
public struct SharingDecision: Sendable, Hashable, Codable {
  public var with: String
  public var about: [String]
  /// The sources that are shared; everything about the children if empty.
  public var sources: [String]
  /// The lawful basis of sharing, or why sharing would be more detrimental to the child.
  public var basis: SharingBasis
  public var reason: String
  public var on: CivilDate

  public init(
    with: String, about: [String], sources: [String] = [], basis: SharingBasis, reason: String,
    on: CivilDate
  ) {
    self.with = with
    self.about = about
    self.sources = sources
    self.basis = basis
    self.reason = reason
    self.on = on
  }
}

/// Why information is shared or not.
///
/// - Source: Children Act 2004 ss 10, 11, 16LA (inserted by the Children's Wellbeing and Schools Act 2026 s 4); Children Act 1989
///   s 47(9); UK GDPR art 6(1) and Data Protection Act 2018 Sch 1 para 18; Sch 2 para 2 and 5.
public enum SharingBasis: String, Sendable, Hashable, Codable, CaseIterable {
  case safeguardingDuty = "safeguarding-duty"
  case section47Enquiry = "s47-enquiry"
  case crime = "prevention-or-detection-of-crime"
  case publicTask = "public-task"
  case courtOrder = "court-order"
  case consent
  case vitalInterests = "vital-interests"
  /// Only of not sharing.
  case moreDetrimental = "more-detrimental-to-the-child"
  case noLawfulBasis = "no-lawful-basis"
  case privileged = "legally-privileged"

  /// Whether it is a ground for not sharing.
  public var isRefusal: Bool {
    self == .moreDetrimental || self == .noLawfulBasis || self == .privileged
  }
}

/// A meeting that is to happen. From then on it has minutes, or was cancelled for a reason, or is overdue.
public struct Meeting: Sendable, Hashable, Codable {
  public var id: String
  /// The name of the group that meets: `Northmoor multi-agency exploitation panel`.
  public var group: String
  public var on: CivilDate
  public var about: [String]
  public var invited: [String]

  public init(id: String, group: String, on: CivilDate, about: [String], invited: [String]) {
    self.id = id
    self.group = group
    self.on = on
    self.about = about
    self.invited = invited
  }
}

public struct Minutes: Sendable, Hashable, Codable {
  public var meeting: String
  /// What was decided, or where the minutes are held.
  public var text: String
  public var present: [String]

  public init(meeting: String, text: String, present: [String]) {
    self.meeting = meeting
    self.text = text
    self.present = present
  }
}

public struct Cancellation: Sendable, Hashable, Codable {
  public var meeting: String
  public var reason: String

  public init(meeting: String, reason: String) {
    self.meeting = meeting
    self.reason = reason
  }
}

/// Somebody asks for records of the case.
public struct RecordsRequest: Sendable, Hashable, Codable {
  /// Who asks, as a role: `adult survivor`, `inquiry`, `another authority`.
  public var by: String
  public var basis: String
  public var on: CivilDate

  public init(by: String, basis: String, on: CivilDate) {
    self.by = by
    self.basis = basis
    self.on = on
  }
}

public struct RequestAnswer: Sendable, Hashable, Codable {
  /// The entry of the request.
  public var request: Int
  public var answer: String
  public var on: CivilDate

  public init(request: Int, answer: String, on: CivilDate) {
    self.request = request
    self.answer = answer
    self.on = on
  }
}

/// A layer over one part of an item, or over all of it. What lies beneath is not changed, and that it is there is always shown.
public struct Redaction: Sendable, Hashable, Codable {
  public var entry: Int
  /// A key of the item, such as `ref`; nil for the whole.
  public var part: String?
  public var authority: String
  public var reason: String

  public init(entry: Int, part: String? = nil, authority: String, reason: String) {
    self.entry = entry
    self.part = part
    self.authority = authority
    self.reason = reason
  }
}

/// The content of entries is destroyed by law. That something was there, who had it destroyed and by what authority stays.
public struct Erasure: Sendable, Hashable, Codable {
  public var erased: [ErasedLinks]
  public var authority: String
  public var reason: String

  public var entries: [Int] { erased.map(\.entry) }

  /// The links are filled in by the casebook.
  public init(entries: [Int], authority: String, reason: String) {
    self.erased = entries.uniqued.map(ErasedLinks.init(entry:))
    self.authority = authority
    self.reason = reason
  }
}

/// What a case holds, for two people to agree on when it changes hands.
public struct CustodyManifest: Sendable, Hashable, Codable {
  /// Every entry of the case up to the transfer, with content or without.
  public var entries: Int
  public var erased: Int
  /// The SHA-256 of the leaf hashes of these entries, in their order, in hexadecimal.
  public var digest: String

  public init(entries: Int, erased: Int, digest: String) {
    self.entries = entries
    self.erased = erased
    self.digest = digest
  }
}

/// The body that keeps a case offers it to another.
public struct Transfer: Sendable, Hashable, Codable {
  public var to: String
  public var reason: String
  public var manifest: CustodyManifest

  public init(to: String, reason: String, manifest: CustodyManifest) {
    self.to = to
    self.reason = reason
    self.manifest = manifest
  }
}

/// The other body takes it, having counted what there is.
public struct TransferAcceptance: Sendable, Hashable, Codable {
  /// The entry of the offer.
  public var transfer: Int
  public var manifest: CustodyManifest

  public init(transfer: Int, manifest: CustodyManifest) {
    self.transfer = transfer
    self.manifest = manifest
  }
}

// MARK: What was read, and what was refused

/// Somebody read something.
public struct View: Sendable, Hashable, Codable {
  /// What kind of page: `chronology`, `assess`, `search`, …
  public var what: String
  /// Why; the law asks for it of some, and a body may ask it of all.
  public var purpose: String?
  /// What was looked for, or which part of the case.
  public var detail: String?
  /// The cases of others that were pointed at, without being shown.
  public var pointed: [String]?
  /// The matter of the register that was opened.
  public var matter: Int?
  /// The matters that stood in a list.
  public var listed: [Int]?
  /// The cases of which the page was made, where it was made of several.
  public var cases: [String]?

  public init(
    what: String, purpose: String? = nil, detail: String? = nil, pointed: [String]? = nil,
    matter: Int? = nil, listed: [Int]? = nil, cases: [String]? = nil
  ) {
    self.cases = cases
    self.matter = matter
    self.listed = listed
    self.what = what
    self.purpose = purpose
    self.detail = detail
    self.pointed = pointed
  }
}

/// An act that was refused. What it would have said is not kept.
public struct Attempt: Sendable, Hashable, Codable {
  public var act: ActKind
  public var code: String

  public init(act: ActKind, code: String) {
    self.act = act
    self.code = code
  }
}
