import Accounts
import CivilTime
import Foundation
import GRDB
import Ledger

/// What the site remembers beside the casebook: who is signed in, and what they had begun to write.
///
/// It is a file of its own. Nothing in it is evidence of anything, and it can be deleted: then everybody signs in again, and drafts
/// are lost. Of a session it keeps only the SHA-256 of the token that the browser holds; where somebody signed in with an account,
/// also their signing key, sealed under that token.
final class DeskStore: Sendable {
  private let database: DatabaseQueue
  private let limits: SessionLimits

  /// - Parameter path: nil keeps everything in memory.
  init(at path: String?, limits: SessionLimits) throws {
    self.limits = limits
    database = try openOwnersFile(at: path)
    try database.write { db in
      try db.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS session (
            token TEXT PRIMARY KEY, person TEXT NOT NULL, purpose TEXT,
            began INTEGER NOT NULL, seen INTEGER NOT NULL, notice TEXT, sealed BLOB
          ) STRICT;
          CREATE TABLE IF NOT EXISTS draft (
            person TEXT NOT NULL, form TEXT NOT NULL, content TEXT NOT NULL, saved INTEGER NOT NULL,
            PRIMARY KEY (person, form)
          ) STRICT;
          """)
      let columns = try String.fetchSet(db, sql: "SELECT name FROM pragma_table_info('session')")
      if !columns.contains("sealed") {
        try db.execute(sql: "ALTER TABLE session ADD COLUMN sealed BLOB")
      }
    }
  }

  // MARK: Sessions

  /// Signs somebody in.
  ///
  /// - Parameter signer: the person's key, if it is the session that holds it.
  /// - Returns: the session, with the token, which is kept nowhere else.
  func begin(
    _ person: String, purpose: String?, sealing signer: NoteSigner? = nil, at now: Instant
  ) throws -> Session {
    let token = Session.newToken()
    let sealed = signer.map { SealedKey($0, of: person, for: .session, under: token) }
    try database.write { db in
      // What is long over, and what was begun and left for a month.
      try db.execute(
        sql: "DELETE FROM session WHERE seen < ?",
        arguments: [now.milliseconds - limits.memory])
      try db.execute(
        sql: "DELETE FROM draft WHERE saved < ?", arguments: [now.milliseconds - limits.draft])
      try db.execute(
        sql:
          "INSERT INTO session (token, person, purpose, began, seen, sealed) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          Session.digest(of: token), person, purpose, now.milliseconds, now.milliseconds,
          sealed.map { Data($0.bytes) },
        ])
    }
    return Session(
      token: token, person: person, purpose: purpose, began: now, isOver: false, hasNotice: false,
      sealed: sealed)
  }

  /// The session of a token, which was used now; one that is over says so. nil if there is none.
  func session(_ token: String, at now: Instant) throws -> Session? {
    let key = Session.digest(of: token)
    let found = try database.read { db in
      try Row.fetchOne(
        db.cachedStatement(
          sql:
            "SELECT person, purpose, began, seen, notice IS NOT NULL, sealed FROM session WHERE token = ?"
        ),
        arguments: [key])
    }
    guard let row = found else { return nil }
    let began: Int = row[2]
    let seen: Int = row[3]
    let isOver = now.milliseconds - seen > limits.idle || now.milliseconds - began > limits.whole
    // Not at every request: a minute more or less does no harm, and a write for each would.
    if !isOver, now.milliseconds - seen > 60_000 {
      try database.write { db in
        try db.execute(
          sql: "UPDATE session SET seen = ? WHERE token = ?", arguments: [now.milliseconds, key])
      }
    }
    return Session(
      token: token, person: row[0], purpose: row[1], began: Instant(milliseconds: began),
      isOver: isOver, hasNotice: row[4],
      sealed: (row[5] as Data?).map { SealedKey(stored: Array($0)) })
  }

  /// How many are signed in.
  func sessions(at now: Instant) throws -> Int {
    try database.read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM session WHERE seen >= ? AND began >= ?",
        arguments: [now.milliseconds - limits.idle, now.milliseconds - limits.whole]) ?? 0
    }
  }

  func end(_ session: Session) throws {
    try database.write { db in
      try db.execute(
        sql: "DELETE FROM session WHERE token = ?", arguments: [Session.digest(of: session.token)])
    }
  }

  /// A session of somebody's, as they are told of it.
  struct Standing: Sendable, Hashable {
    /// Names it, and opens nothing.
    var id: String
    var began: Instant
    var seen: Instant
    /// Whether it is the one in which this is asked.
    var isThis: Bool
  }

  /// Where somebody is signed in, the latest first.
  func sessions(of session: Session, at now: Instant) throws -> [Standing] {
    let own = Session.digest(of: session.token)
    return try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT token, began, seen FROM session WHERE person = ? AND seen >= ? AND began >= ?
          ORDER BY seen DESC
          """,
        arguments: [
          session.person, now.milliseconds - limits.idle, now.milliseconds - limits.whole,
        ]
      ).map { row in
        let key: String = row["token"]
        return Standing(
          id: String(key.prefix(16)), began: Instant(milliseconds: row["began"]),
          seen: Instant(milliseconds: row["seen"]), isThis: key == own)
      }
    }
  }

  /// Signs somebody out of one of their sessions.
  func end(_ id: String, of person: String) throws {
    try database.write { db in
      try db.execute(
        sql: "DELETE FROM session WHERE person = ? AND substr(token, 1, 16) = ?",
        arguments: [person, id])
    }
  }

  /// Signs somebody out everywhere.
  func endAll(of person: String) throws {
    try database.write { db in
      try db.execute(sql: "DELETE FROM session WHERE person = ?", arguments: [person])
    }
  }

  func set(purpose: String?, of session: Session) throws {
    try database.write { db in
      try db.execute(
        sql: "UPDATE session SET purpose = ? WHERE token = ?",
        arguments: [purpose, Session.digest(of: session.token)])
    }
  }

  /// Says something on the next page.
  func leave(notice: String, for session: Session) throws {
    try database.write { db in
      try db.execute(
        sql: "UPDATE session SET notice = ? WHERE token = ?",
        arguments: [notice, Session.digest(of: session.token)])
    }
  }

  /// What is to be said on this page, and then no more.
  func takeNotice(for session: Session) throws -> String? {
    let key = Session.digest(of: session.token)
    guard
      let notice = try database.read({ db in
        try String.fetchOne(
          db, sql: "SELECT notice FROM session WHERE token = ?", arguments: [key])
      })
    else { return nil }
    try database.write { db in
      try db.execute(sql: "UPDATE session SET notice = NULL WHERE token = ?", arguments: [key])
    }
    return notice
  }

  // MARK: Drafts

  /// Keeps what somebody has begun to write in a form.
  func keep(_ draft: Form, of person: String, in form: String, at now: Instant) throws {
    try database.write { db in
      try db.execute(
        sql: """
          INSERT INTO draft (person, form, content, saved) VALUES (?, ?, ?, ?)
          ON CONFLICT (person, form) DO UPDATE SET content = excluded.content, saved = excluded.saved
          """,
        arguments: [person, form, draft.encoded, now.milliseconds])
    }
  }

  /// What somebody had begun to write in a form, and when it was kept.
  func draft(of person: String, in form: String) throws -> (form: Form, saved: Instant)? {
    try database.read { db in
      try Row.fetchOne(
        db, sql: "SELECT content, saved FROM draft WHERE person = ? AND form = ?",
        arguments: [person, form]
      ).map { (Form(encoded: $0["content"] as String), Instant(milliseconds: $0["saved"])) }
    }
  }

  /// The forms that somebody has begun.
  func drafts(of person: String) throws -> [(form: String, saved: Instant)] {
    try database.read { db in
      try Row.fetchAll(
        db, sql: "SELECT form, saved FROM draft WHERE person = ? ORDER BY saved DESC",
        arguments: [person]
      ).map { ($0["form"], Instant(milliseconds: $0["saved"])) }
    }
  }

  func drop(draftOf person: String, in form: String) throws {
    try database.write { db in
      try db.execute(
        sql: "DELETE FROM draft WHERE person = ? AND form = ?", arguments: [person, form])
    }
  }
}

/// How long things are kept, in milliseconds.
struct SessionLimits: Sendable, Hashable {
  /// Without a request, until the person must sign in again.
  var idle = 30 * 60_000
  /// From the beginning, whatever is done.
  var whole = 12 * 3_600_000
  /// For which a session that is over is still known, so that what was sent under it is kept as a draft.
  var memory = 7 * 24 * 3_600_000
  /// For which a draft is kept.
  var draft = 30 * 24 * 3_600_000

  var idleMinutes: Int { idle / 60_000 }
}

/// That somebody is signed in, in one browser.
struct Session: Sendable, Hashable {
  var token: String
  var person: String
  var purpose: String?
  var began: Instant
  /// Too long unused, or too old. It still tells whose draft something is.
  var isOver: Bool
  /// Whether something is to be said on the next page.
  var hasNotice: Bool
  /// The person's signing key, sealed under the token; nil where the site holds the key otherwise.
  var sealed: SealedKey?

  /// What every form of the session carries, and nobody else can know.
  var formToken: String { sha256(Array("heed form\n\(token)".utf8)).hexadecimal }

  /// What is kept of a token: whoever reads it can use nothing.
  static func digest(of token: String) -> String { sha256(Array(token.utf8)).hexadecimal }

  /// 256 bits of chance.
  static func newToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let word = String(generator.next(), radix: 16)
      return String(repeating: "0", count: 16 - word.count) + word
    }.joined()
  }
}
