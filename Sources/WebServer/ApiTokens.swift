import Accounts
public import CasebookSQLite
public import CivilTime
import Foundation
import GRDB
import Ledger
import Synchronization

/// What a token may be used for. The person's role and involvement say what they may do; a token can only do less.
public enum ApiScope: String, Sendable, Hashable, CaseIterable {
  case casesRead = "cases:read"
  case casesWrite = "cases:write"
  case registerRead = "register:read"
  case registerWrite = "register:write"
  case lawRead = "law:read"
  case logRead = "log:read"

  /// In words.
  public var says: String {
    switch self {
    case .casesRead: "read the cases that are open to you, and everything that is asked of them"
    case .casesWrite: "act in cases, in your name"
    case .registerRead: "read the register of warnings as far as you may know of it"
    case .registerWrite: "raise and answer warnings, in your name"
    case .lawRead: "read the law"
    case .logRead: "read what changed, who looked, and the proofs of the log"
    }
  }
}

extension Collection<ApiScope> {
  /// Their names, as they are kept and entered.
  public var names: String { map(\.rawValue).sorted().joined(separator: " ") }
}

/// The tokens with which programs act for people, and what was sent under them.
///
/// A file of its own beside the casebook. Of a token it keeps the SHA-256 alone, and the person's key sealed under the token: whoever
/// has the file can sign nothing and be nobody.
public final class ApiTokens: Sendable {
  /// A token as its person may see it.
  public struct Token: Sendable, Hashable, Identifiable {
    /// By which it is named and revoked; not a secret.
    public var id: String
    public var person: String
    /// What the person calls it.
    public var name: String
    public var scopes: Set<ApiScope>
    public var made: Instant
    public var expires: Instant
    /// The day of its last use, to within some minutes.
    public var used: Instant?
    public var revoked: Instant?

    public func isGood(at now: Instant) -> Bool { revoked == nil && now < expires }
  }

  /// A token that was shown, with what it opens.
  struct Opened: Sendable {
    var token: Token
    var credential: Credential
    /// The secret, for sealing what is kept under it.
    var secret: String
  }

  /// The longest life of a token.
  public static let mostDays = 366
  /// The most that one person may have at a time.
  public static let most = 50
  /// For how long an Idempotency-Key stands for its request.
  static let memory = 24 * 3_600_000

  private let database: DatabaseQueue
  /// The requests that are being done now, by token and key.
  private let running = Mutex<Set<String>>([])

  /// The tokens of a casebook, in the file that belongs to it.
  ///
  /// - Throws: `ApiTokenError`.
  public init(ofCasebookAt path: String) throws {
    let path = path + ".tokens"
    do {
      database = try openOwnersFile(at: path)
      try database.write { db in
        try db.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS token (
              digest TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, person TEXT NOT NULL,
              name TEXT NOT NULL, scopes TEXT NOT NULL, made INTEGER NOT NULL,
              expires INTEGER NOT NULL, used INTEGER, revoked INTEGER, key BLOB NOT NULL
            ) STRICT;
            CREATE INDEX IF NOT EXISTS token_of_person ON token (person);
            CREATE TABLE IF NOT EXISTS sent (
              token TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL,
              began INTEGER NOT NULL, after INTEGER NOT NULL, answer BLOB,
              PRIMARY KEY (token, key)
            ) STRICT;
            CREATE INDEX IF NOT EXISTS sent_began ON sent (began);
            """)
      }
    } catch {
      throw ApiTokenError.unusable(path: path)
    }
  }

  // MARK: Tokens

  /// Makes a token for a person, who holds the key.
  ///
  /// - Parameter days: until it expires, from 1 to ``mostDays``.
  /// - Returns: the token as it is shown once, and what is kept of it.
  /// - Throws: `ApiTokenError`.
  public func make(
    for credential: Credential, named name: String, scopes: Set<ApiScope>, days: Int,
    at now: Instant
  ) throws -> (secret: String, token: Token) {
    guard (1...ApiTokens.mostDays).contains(days) else { throw ApiTokenError.badDays }
    guard !scopes.isEmpty else { throw ApiTokenError.noScope }
    let secret = ApiTokens.prefix + Session.newToken()
    let token = Token(
      id: "t-" + Session.newToken().prefix(12), person: credential.person,
      name: String(name.prefix(100)), scopes: scopes, made: now,
      expires: now.adding(milliseconds: days * 86_400_000))
    let key = SealedKey(
      credential.key, of: credential.person, for: .program, under: secret)
    try database.write { db in
      let count =
        try Int.fetchOne(
          db,
          sql: "SELECT COUNT(*) FROM token WHERE person = ? AND revoked IS NULL AND expires > ?",
          arguments: [credential.person, now.milliseconds]) ?? 0
      guard count < ApiTokens.most else { throw ApiTokenError.tooMany }
      try db.execute(
        sql: """
          INSERT INTO token (digest, id, person, name, scopes, made, expires, key)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          Session.digest(of: secret), token.id, token.person, token.name,
          scopes.names, now.milliseconds,
          token.expires.milliseconds, Data(key.bytes),
        ])
    }
    return (secret, token)
  }

  static let prefix = "heed_"
  /// Of the whole token, in bytes.
  static let length = prefix.utf8.count + 64

  /// What a token opens; nil if it was never given, has expired or was revoked.
  func open(_ secret: String, at now: Instant) throws -> Opened? {
    guard secret.utf8.count == ApiTokens.length, secret.hasPrefix(ApiTokens.prefix) else {
      return nil
    }
    // Whoever guesses at tokens learns nothing from the time that looking up a digest takes.
    let digest = Session.digest(of: secret)
    guard
      let (token, key) = try database.read({ db in
        try Row.fetchOne(db, sql: "SELECT * FROM token WHERE digest = ?", arguments: [digest])
          .map { (ApiTokens.token($0), Array($0["key"] as Data)) }
      }), token.isGood(at: now),
      let signer = SealedKey(stored: key).signer(
        of: token.person, for: .program, under: secret)
    else { return nil }
    if token.used.map({ now.milliseconds - $0.milliseconds > 60_000 }) ?? true {
      try database.write { db in
        try db.execute(
          sql: "UPDATE token SET used = ? WHERE digest = ?",
          arguments: [now.milliseconds, digest])
      }
    }
    return Opened(
      token: token, credential: Credential(person: token.person, key: signer), secret: secret)
  }

  /// The tokens of somebody, the newest first.
  public func tokens(of person: String) throws -> [Token] {
    try database.read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM token WHERE person = ? ORDER BY made DESC, id",
        arguments: [person]
      ).map(ApiTokens.token)
    }
  }

  /// Ends a token of somebody at once; false if they have none of this id.
  public func revoke(_ id: String, of person: String, at now: Instant) throws -> Bool {
    try database.write { db in
      try db.execute(
        sql: """
          UPDATE token SET revoked = COALESCE(revoked, ?), key = x'' WHERE id = ? AND person = ?
          """,
        arguments: [now.milliseconds, id, person])
      return db.changesCount > 0
    }
  }

  private static func token(_ row: Row) -> Token {
    func moment(_ name: String) -> Instant? {
      (row[name] as Int?).map { Instant(milliseconds: $0) }
    }
    return Token(
      id: row["id"], person: row["person"], name: row["name"],
      scopes: Set(
        (row["scopes"] as String).split(separator: " ").compactMap {
          ApiScope(rawValue: String($0))
        }),
      made: moment("made")!, expires: moment("expires")!, used: moment("used"),
      revoked: moment("revoked"))
  }

  // MARK: What was sent

  /// What is known of a request with an Idempotency-Key.
  enum Claim: Sendable {
    /// Nothing was sent with it before: whoever asks is to do it.
    case yours
    /// It was done, and this was the answer.
    case done(ApiReply)
    /// It is being done.
    case running
    /// Another request was sent with it.
    case another
    /// The service stopped while it did it; what it entered stands after this entry.
    case unknown(after: Int)
  }

  /// Claims a key for a request.
  ///
  /// - Parameters:
  ///   - request: the digest of everything that makes it the same request.
  ///   - size: how many entries the log has now.
  func claim(
    _ key: String, for request: String, under opened: Opened, logSize size: Int, at now: Instant
  ) throws -> Claim {
    let name = running(key, opened)
    return try running.withLock { running in
      if running.contains(name) { return .running }
      let found: (String, Int, Data?)? = try database.write { db in
        try db.execute(
          sql: "DELETE FROM sent WHERE began < ?",
          arguments: [now.milliseconds - ApiTokens.memory])
        if let row = try Row.fetchOne(
          db, sql: "SELECT request, after, answer FROM sent WHERE token = ? AND key = ?",
          arguments: [opened.token.id, key])
        {
          return (row["request"] as String, row["after"] as Int, row["answer"] as Data?)
        }
        try db.execute(
          sql: "INSERT INTO sent (token, key, request, began, after) VALUES (?, ?, ?, ?, ?)",
          arguments: [opened.token.id, key, request, now.milliseconds, size])
        return nil
      }
      guard let (sent, after, answer) = found else {
        running.insert(name)
        return .yours
      }
      guard sent == request else { return .another }
      guard let answer else { return .unknown(after: after) }
      guard
        let bytes = Sealed(stored: Array(answer)).opened(
          of: opened.token.person, for: .program, under: ApiTokens.secret(of: key, opened)),
        let reply = ApiReply(kept: bytes)
      else { return .unknown(after: after) }
      return .done(reply)
    }
  }

  /// Whether the same request is being done now.
  func isRunning(_ key: String, under opened: Opened) -> Bool {
    let name = running(key, opened)
    return running.withLock { $0.contains(name) }
  }

  /// Keeps the answer to a request; without one, as if it had never been sent.
  func finish(_ key: String, with reply: ApiReply?, under opened: Opened) throws {
    let name = running(key, opened)
    defer { running.withLock { _ = $0.remove(name) } }
    let answer = reply.map {
      Data(
        Sealed(
          $0.kept, of: opened.token.person, for: .program,
          under: ApiTokens.secret(of: key, opened)
        ).bytes)
    }
    try database.write { db in
      if let answer {
        try db.execute(
          sql: "UPDATE sent SET answer = ? WHERE token = ? AND key = ?",
          arguments: [answer, opened.token.id, key])
      } else {
        try db.execute(
          sql: "DELETE FROM sent WHERE token = ? AND key = ?",
          arguments: [opened.token.id, key])
      }
    }
  }

  /// Under which the answer to a request is sealed: whoever has the file cannot read it, and it opens for no other request.
  private static func secret(of key: String, _ opened: Opened) -> [UInt8] {
    sha256(Array("heed answer\n\(key)\n\(opened.secret)".utf8)).bytes
  }

  private func running(_ key: String, _ opened: Opened) -> String { "\(opened.token.id) \(key)" }
}

/// Why there is no token.
public enum ApiTokenError: Error, Sendable, Hashable, CustomStringConvertible {
  case unusable(path: String)
  case badDays
  case noScope
  case tooMany

  public var description: String {
    switch self {
    case .unusable(let path):
      "\(path): the tokens cannot be read or written there; see who may write in that folder, and whether the disk is full"
    case .badDays: "a token lasts from 1 to \(ApiTokens.mostDays) days; say so with --days"
    case .noScope:
      "a token needs a scope: \(ApiScope.allCases.map(\.rawValue).joined(separator: ", "))"
    case .tooMany: "there are \(ApiTokens.most) tokens already; revoke one first: heed token revoke"
    }
  }
}
