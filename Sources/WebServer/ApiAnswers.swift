import Casebook
import CasebookSQLite
import CivilTime
import Ledger

// What the interface for programs says of things that have no JSON of their own. The document is made of these types.

/// Somebody, by the post that they held.
struct ApiPost: Codable, Sendable {
  var post: String
  var body: String

  init(_ author: Author) {
    post = author.post
    body = author.body
  }
}

/// That something was entered.
struct ApiReceipt: Codable, Sendable {
  var entry: Int
  var leaf: String
  var at: Instant
  /// The signed head of the log that contains it.
  var checkpoint: String

  init(_ receipt: Receipt) {
    entry = receipt.entry
    leaf = receipt.leaf.hexadecimal
    at = receipt.at
    checkpoint = receipt.checkpoint.encoded
  }
}

/// What came of an act.
struct ApiDone: Codable, Sendable {
  var receipt: ApiReceipt
  /// Of a warning: the code with which it can be asked after. It is kept nowhere and shown once.
  var code: String?
  var status: ReceiptStatus?
}

struct ApiSelf: Codable, Sendable {
  struct Post: Codable, Sendable {
    var post: String
    var role: Role
    var body: String
  }

  struct TokenLine: Codable, Sendable {
    var id: String
    var name: String
    var scopes: [String]
    var expires: Instant
  }

  var person: String
  var partnership: String
  var posts: [Post]
  var token: TokenLine
}

// MARK: Cases

struct ApiCaseLine: Codable, Sendable {
  var id: String
  var title: String
  var custodian: String
  var children: Int
  var latest: CivilDate?

  init(_ line: CasebookFile.CaseLine) {
    id = line.id
    title = line.title
    custodian = line.custodian
    children = line.children
    latest = line.latest
  }
}

struct ApiWithheld: Codable, Sendable {
  var code: String
  var count: Int
  var because: String

  static func list(_ withheld: [Lens.Withholding: Int]) -> [ApiWithheld] {
    withheld.counted.map { withholding, count in
      ApiWithheld(code: withholding.code, count: count, because: withholding.sentence)
    }
  }
}

struct ApiCase: Codable, Sendable {
  struct Held: Codable, Sendable {
    var id: String
    var entry: Int
    var group: String
    var on: CivilDate
    var about: [String]
    var state: String
    var minutes: String?
    var cancelled: String?
  }

  var id: String
  var title: String?
  var jurisdiction: String?
  var custodian: String
  /// In which post it was read.
  var readAs: ApiPost
  /// How many items stand, by their kind.
  var items: [String: Int]
  var awaitingSecond: Int
  var meetings: [Held]
  var withheld: [ApiWithheld]
  var gaps: [String]

  init(_ file: CaseFile, _ reading: CasebookFile.Reading) {
    let day = reading.now.day
    id = file.id
    title = file.opening?.part.title
    jurisdiction = file.opening?.part.jurisdiction
    custodian = file.custodian
    readAs = ApiPost(reading.author)
    items = Dictionary(
      grouping: file.current.compactMap { $0.item?.kind.rawValue }, by: \.self
    ).mapValues(\.count)
    awaitingSecond = file.versions.filter(\.awaitsSecond).count
    meetings = file.meetings.map { held in
      Held(
        id: held.meeting.id, entry: held.entry, group: held.meeting.group, on: held.meeting.on,
        about: held.meeting.about, state: held.state(on: day).rawValue,
        minutes: held.minutes?.part.text, cancelled: held.cancellation?.part.reason)
    }
    withheld = ApiWithheld.list(reading.withheld)
    gaps = file.gaps(on: day)
  }
}

/// One version of one item of a case.
struct ApiVersion: Codable, Sendable {
  var entry: Int
  var at: Instant
  var by: ApiPost?
  /// Whether whoever reads wrote it.
  var isYours: Bool
  var act: ActKind
  /// Left out where it was erased, or is withheld from whoever reads.
  var kind: ItemKind?
  var content: Content?
  var isSealed: Bool?
  /// Whether it is what the case now says.
  var isCurrent: Bool
  var isWithheld: Bool
  /// Whether there is more of it than whoever reads may see.
  var isCovered: Bool
  var awaitsSecond: Bool
  var reason: String?
  var replaces: Int?
  var replacedBy: Int?
  var withdrawnBy: Int?
  var erasedBy: Int?

  init(_ version: CaseFile.Version, reader: String) {
    entry = version.entry
    at = version.at
    by = version.author.map(ApiPost.init)
    isYours = version.author?.person == reader
    act = version.kind
    kind = version.item?.kind
    content = version.item?.content
    isSealed = version.item?.isSealed
    isCurrent = version.isCurrent
    isWithheld = version.isWithheld
    isCovered = version.isCovered
    awaitsSecond = version.awaitsSecond
    reason = version.reason
    replaces = version.replaces
    replacedBy = version.replacedBy
    withdrawnBy = version.withdrawnBy
    erasedBy = version.erasedBy
  }
}

// MARK: The register

/// A line of the register, with what the reader has to do with it.
struct ApiMatterLine: Codable, Sendable {
  var line: RegisterLine
  /// Whether it is with the reader, or something of it is asked of them.
  var isYours: Bool
  var opens: Bool
}

/// Something that somebody said or did in a matter.
struct ApiNoted<Part: Codable & Sendable>: Codable, Sendable {
  var entry: Int
  var at: Instant
  var by: ApiPost
  var part: Part

  init<Whole>(_ noted: CaseFile.Noted<Whole>, _ part: (Whole) -> Part) {
    entry = noted.entry
    at = noted.at
    by = ApiPost(noted.by)
    self.part = part(noted.part)
  }
}

struct ApiWords: Codable, Sendable { var words: String }

struct ApiSubject: Codable, Sendable {
  var kind: Subject.Kind
  var words: String
  var `case`: String?
  var item: String?

  init(_ subject: Subject) {
    kind = subject.kind
    words = subject.words
    self.case = subject.case
    item = subject.item
  }
}

struct ApiMatter: Codable, Sendable {
  struct Raised: Codable, Sendable {
    var kind: Warning.Kind
    var words: String
    var from: ReporterKind
    var to: String
  }

  struct Decided: Codable, Sendable {
    var entry: Int
    var at: Instant
    var by: ApiPost
    var outcome: Outcome
    var reason: String
    var codes: [DecisionCode]
    var on: CivilDate
    var second: ApiNoted<Answered>?
    var awaitsSecond: Bool
    /// Whether it counts now.
    var stands: Bool
  }

  struct Answered: Codable, Sendable {
    var agrees: Bool
    var reason: String
  }

  struct Settled: Codable, Sendable {
    var entry: Int
    var at: Instant
    var by: ApiPost
    var outcome: String
    var reason: String
    var isFinal: Bool
    var answer: ApiNoted<Answered>?
  }

  struct Offered: Codable, Sendable {
    var to: String
    var reason: String
  }

  struct Rated: Codable, Sendable {
    var status: Rating.Status
    var reason: String
  }

  var entry: Int
  var line: RegisterLine
  var isYours: Bool
  var at: Instant
  var by: ApiPost
  var subjects: [ApiSubject]
  /// The people with a post here whom it names.
  var names: [String]
  var warning: Raised?
  var additions: [ApiNoted<ApiWords>]
  var retraction: ApiNoted<ApiWords>?
  var acknowledged: ApiNoted<ApiWords>?
  var decisions: [Decided]
  var contests: [ApiNoted<ApiWords>]
  var detriments: [Int]
  var disagreement: Disagreement?
  var stage: Int?
  var positions: [ApiNoted<ApiWords>]
  var settlements: [Settled]
  var action: AgreedAction?
  var completion: ApiNoted<ApiWords>?
  var recommendation: Recommendation?
  var evidence: [ApiNoted<ApiWords>]
  var ratings: [ApiNoted<Rated>]
  var offer: ApiNoted<Offered>?
  var declined: [ApiNoted<ApiWords>]
  /// Other warnings about the same.
  var related: [RegisterLine]
  /// What has to be sent as `shown` with a decision.
  var shown: [Int]
  /// What keeps it from being closed.
  var open: [RegisterLine]

  init(_ reading: CasebookFile.MatterReading) {
    let matter = reading.matter
    entry = matter.entry
    line = reading.line
    isYours = reading.isTheirs
    at = matter.at
    by = ApiPost(matter.by)
    subjects = matter.subjects.map(ApiSubject.init)
    names = matter.named.sorted()
    warning = matter.warning.map {
      Raised(kind: $0.kind, words: $0.words, from: $0.from, to: $0.to)
    }
    additions = matter.additions.map { ApiNoted($0) { ApiWords(words: $0.words) } }
    retraction = matter.retraction.map { ApiNoted($0) { ApiWords(words: $0.reason) } }
    acknowledged = matter.acknowledged.map { ApiNoted($0) { _ in ApiWords(words: "") } }
    decisions = matter.decisions.map { decided in
      Decided(
        entry: decided.entry, at: decided.at, by: ApiPost(decided.by),
        outcome: decided.decision.outcome, reason: decided.decision.reason,
        codes: decided.decision.codes, on: decided.decision.on,
        second: decided.second.map {
          ApiNoted($0) { Answered(agrees: $0.agrees, reason: $0.reason) }
        }, awaitsSecond: decided.awaitsSecond, stands: decided.stands)
    }
    contests = matter.contests.map { ApiNoted($0) { ApiWords(words: $0.reason) } }
    detriments = matter.detriments
    disagreement = matter.disagreement
    stage = matter.kind == .disagreement ? matter.stage : nil
    positions = matter.positions.map { ApiNoted($0) { ApiWords(words: $0.words) } }
    settlements = matter.settlements.map { settled in
      Settled(
        entry: settled.settlement.entry, at: settled.settlement.at,
        by: ApiPost(settled.settlement.by), outcome: settled.settlement.part.outcome,
        reason: settled.settlement.part.reason, isFinal: settled.isFinal,
        answer: settled.answer.map {
          ApiNoted($0) { Answered(agrees: $0.agrees, reason: $0.reason) }
        })
    }
    action = matter.action
    completion = matter.completion.map { ApiNoted($0) { ApiWords(words: $0.evidence) } }
    recommendation = matter.recommendation
    evidence = matter.evidence.map { ApiNoted($0) { ApiWords(words: $0.words) } }
    ratings = matter.ratings.map { ApiNoted($0) { Rated(status: $0.status, reason: $0.reason) } }
    offer = matter.offer.map { ApiNoted($0) { Offered(to: $0.to, reason: $0.reason) } }
    declined = matter.declined.map { ApiNoted($0) { ApiWords(words: $0.reason) } }
    related = reading.related
    shown = reading.shown
    open = reading.open
  }
}

// MARK: The log

/// That somebody read something, or was refused.
struct ApiAccess: Codable, Sendable {
  var entry: Int
  var at: Instant
  var person: String
  var by: ApiPost
  var `case`: String?
  /// What was read, or the act that was refused.
  var what: String
  /// The rule that refused it.
  var refused: String?
  var purpose: String?
  var detail: String?
  var matter: Int?
  var cases: [String]?

  init(entry: Int, _ deed: Deed) {
    self.entry = entry
    at = deed.at
    person = deed.by.person
    by = ApiPost(deed.by)
    self.case = deed.case
    what = deed.act.kind.rawValue
    switch deed.act {
    case .view(let view):
      what = view.what
      purpose = view.purpose
      detail = view.detail
      matter = view.matter
      cases = view.cases
    case .refused(let attempt):
      what = attempt.act.rawValue
      refused = attempt.code
    default: break
    }
  }
}

struct ApiHead: Codable, Sendable {
  struct Key: Codable, Sendable {
    /// The size of the log from which it signs.
    var from: Int
    var verifier: String
  }

  var origin: String
  var size: Int
  var root: String
  var checkpoint: String
  var keys: [Key]
}

struct ApiProof: Codable, Sendable {
  var entry: Int
  var leaf: String
  /// The entry itself, which holds a commitment and no content.
  var text: String
  /// C2SP tlog-proof.
  var proof: String
}

struct ApiChange: Codable, Sendable {
  var entry: Int
  var at: Instant
  var type: String
  var `case`: String?

  init(_ change: CasebookFile.Change) {
    entry = change.entry
    at = change.at
    type = change.type
    self.case = change.caseID
  }
}

struct ApiChanges: Codable, Sendable {
  var changes: [ApiChange]
  /// What to ask for next as `after`: everything up to this entry has been told, or was left out as reading.
  var through: Int
  /// How many of these entries tell of reading, or of what was refused, and are left out.
  var reads: Int
  /// How many entries the log has. There is more at once while `through` is less than this without one.
  var size: Int
}
