import Accounts
import Assessment
public import Casebook
public import CasebookSQLite
public import CivilTime
public import Language
public import LawPack
import Ledger
public import ReferralSheet
public import WebPages
public import WorkedCases

/// What every page works with: the casebook, the law, and who may come in.
public struct Desk: Sendable {
  let casebook: CasebookFile
  /// Through which many read at once.
  let group: GroupCommit
  let law: LawPack
  let rules: LanguageRules
  let referralForm: ReferralForm
  let site: Site
  let store: DeskStore
  let door: Door
  let partnership: String
  let limits: SessionLimits
  let assessments: AnswerShelf
  let pages: PageShelf
  let handouts: Handouts
  /// With which programs act for people.
  public let tokens: ApiTokens
  /// The worked cases that stand beside the Act of a framework.
  let workedCases: @Sendable (Framework) -> [WorkedCase]
  /// Whether browsers reach the site by TLS alone, so that the cookie of a session goes nowhere else.
  let isSecure: Bool
  let clock: @Sendable () -> Instant
  /// Takes one line for whoever runs the site. No line holds anything that a person wrote.
  let log: @Sendable (String) -> Void

  /// How people come in, and the keys with which they act once they are in.
  public struct Door: Sendable {
    var credentials: [String: Credential]
    var kind: Kind
    /// The provider through which people may come in too.
    var openID: OpenIDEntry?

    enum Kind: Sendable {
      /// Everybody of a demonstration, at a click.
      case demonstration([Entrance], [SampleReceipt])
      /// One person, who holds the link.
      case link(person: String, secret: String)
      /// Named people, each with a password and a second factor. Their keys are sealed in their sessions.
      case accounts(AccountStore)
    }

    /// A demonstration, in which everybody may be tried.
    public static func demonstration(
      _ entrances: [Entrance], receipts: [SampleReceipt], credentials: [Credential]
    ) -> Door {
      Door(
        credentials: Dictionary(
          credentials.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first }),
        kind: .demonstration(entrances, receipts))
    }

    /// One person on their own machine.
    ///
    /// - Parameter secret: stands in the link that lets them in.
    public static func link(for credential: Credential, secret: String) -> Door {
      Door(
        credentials: [credential.person: credential],
        kind: .link(person: credential.person, secret: secret))
    }

    /// Named people, each with an account of their own.
    public static func accounts(_ store: AccountStore) -> Door {
      Door(credentials: [:], kind: .accounts(store))
    }

    /// The accounts with which people come in; nil where they come in otherwise.
    var accounts: AccountStore? {
      if case .accounts(let store) = kind { store } else { nil }
    }

    /// What nobody can guess, to stand in a link.
    public static func newSecret() -> String { Session.newToken() }

    var isDemonstration: Bool {
      if case .demonstration = kind { true } else { false }
    }
  }

  /// Somebody of a demonstration.
  public struct Entrance: Sendable, Hashable {
    public var person: String
    /// The post and body.
    public var title: String
    public var role: Role
    /// What can be tried as this person.
    public var sentence: String

    public init(person: String, title: String, role: Role, sentence: String) {
      self.person = person
      self.title = title
      self.role = role
      self.sentence = sentence
    }
  }

  /// A code of a receipt in a demonstration, so that the page of receipts can be tried.
  public struct SampleReceipt: Sendable, Hashable {
    public var code: String
    public var whose: String

    public init(code: String, whose: String) {
      self.code = code
      self.whose = whose
    }
  }

  /// - Parameters:
  ///   - storePath: where sessions and drafts are kept; nil keeps them in memory.
  ///   - idleMinutes: of silence, after which somebody is signed out.
  ///   - isSecure: whether browsers reach the site by TLS alone.
  /// - Throws: `SiteError`, `CasebookError`.
  public init(
    casebook: CasebookFile, law: LawPack, rules: LanguageRules, referralForm: ReferralForm,
    door: Door, site: Site, storePath: String?, idleMinutes: Int = 30,
    isSecure: Bool = false,
    workedCases: @escaping @Sendable (Framework) -> [WorkedCase] = { _ in [] },
    log: @escaping @Sendable (String) -> Void, clock: @escaping @Sendable () -> Instant
  ) throws {
    self.casebook = casebook
    group = GroupCommit(casebook)
    self.law = law
    self.rules = rules
    self.referralForm = referralForm
    self.site = site
    self.door = door
    self.isSecure = isSecure
    self.workedCases = workedCases
    self.clock = clock
    self.log = log
    limits = SessionLimits(idle: idleMinutes * 60_000)
    store = try DeskStore(at: storePath, limits: limits)
    partnership = try casebook.partnership()
    // An answer takes some megabytes, a page some fifty kilobytes.
    assessments = Shelf(most: 64)
    pages = Shelf(most: 256 << 20) { $0.size }
    handouts = Handouts()
    tokens = try ApiTokens(ofCasebookAt: casebook.path)
  }

  /// The log as it stands, for the foot of a page that may be printed.
  ///
  /// - Parameter note: its head, where it is known; else the newest is read.
  func logHead(_ note: SignedNote?) -> String {
    guard let note = try? note ?? casebook.checkpoint(),
      let head = try? Checkpoint(parsing: note.text)
    else { return "" }
    return " · log \(head.origin), \(head.size) entries, root \(head.root.base64)"
  }

  /// Who a session is of; nil once they have left, or if the key that the site held is no longer theirs.
  func visitor(of session: Session) throws -> Visitor? {
    let posts = try casebook.posts(of: session.person)
    guard !posts.isEmpty else {
      try forget(session.person)
      return nil
    }
    return try credential(of: session).map {
      Visitor(credential: $0, session: session, posts: posts)
    }
  }

  private func credential(of session: Session) throws -> Credential? {
    guard door.accounts != nil else { return door.credentials[session.person] }
    let person = session.person
    guard
      let signer = session.sealed?.signer(of: person, for: .session, under: session.token),
      try casebook.staffNow().key(of: person) == signer.verifier.text
    else { return nil }
    return Credential(person: person, key: signer)
  }

  /// Somebody has left: whatever would open something for them is taken away. What they did stays theirs.
  func forget(_ person: String) throws {
    guard let accounts = door.accounts else { return }
    try endWhatActs(for: person)
    try accounts.forget(person, as: .left, by: "", at: clock())
  }

  /// Ends the sessions of somebody and the tokens of their programs, wherever they are.
  func endWhatActs(for person: String) throws {
    try store.endAll(of: person)
    let now = clock()
    for token in try tokens.tokens(of: person) where token.isGood(at: now) {
      _ = try tokens.revoke(token.id, of: person, at: now)
    }
  }
}
