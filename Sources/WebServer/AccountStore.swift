public import Accounts
import CivilTime
import Foundation
import GRDB
import Ledger

/// The accounts of a casebook's people, in a file of its own beside it.
///
/// What stands in it opens nothing by itself. Of passwords it has scrypt's hashes, of codes and tokens their SHA-256; signing keys and
/// second factors are sealed under what passwords and codes give. Who somebody is, which posts they hold and which key is theirs is for
/// the casebook alone to say: an account whose key is not the casebook's is no way in.
public final class AccountStore: Sendable {
  let database: DatabaseQueue
  /// How much work it is to try a password.
  let cost: PasswordCost
  /// Tried for names that have no account, so that they take as long.
  let nobody: PasswordHash

  /// Opens the file, and makes it if it is not there, for its owner alone.
  ///
  /// - Parameter path: nil keeps everything in memory.
  /// - Throws: `AccountStoreError`.
  public init(at path: String?, cost: PasswordCost = .standard) throws {
    self.cost = cost
    nobody = .ofNobody(cost: cost)
    do {
      database = try openOwnersFile(at: path)
      try database.write { db in
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version <= AccountStore.version else { throw AccountStoreError.newerFormat }
        try db.execute(sql: AccountStore.schema)
        try db.execute(sql: AccountStore.openIDSchema)
      }
    } catch let error as DatabaseError {
      throw AccountStoreError.cannotOpen(code: Int(error.extendedResultCode.rawValue))
    }
  }

  private static let version = 1

  private static let schema = """
    CREATE TABLE IF NOT EXISTS account (
      person TEXT PRIMARY KEY, password TEXT NOT NULL, verifier TEXT NOT NULL,
      sealed BLOB NOT NULL, factor BLOB NOT NULL, last_step INTEGER NOT NULL,
      basis TEXT NOT NULL, made INTEGER NOT NULL, confirmed INTEGER
    ) STRICT;
    CREATE TABLE IF NOT EXISTS recovery_code (
      person TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (person, hash)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS code (
      hash TEXT PRIMARY KEY, person TEXT NOT NULL UNIQUE, basis TEXT NOT NULL,
      made INTEGER NOT NULL, expires INTEGER NOT NULL, sealed BLOB
    ) STRICT;
    CREATE TABLE IF NOT EXISTS step (
      token TEXT PRIMARY KEY, kind TEXT NOT NULL, person TEXT NOT NULL, expires INTEGER NOT NULL,
      sealed BLOB NOT NULL, factor BLOB NOT NULL, shown BLOB, password TEXT, verifier TEXT, code TEXT
    ) STRICT;
    CREATE TABLE IF NOT EXISTS recovery_request (
      person TEXT PRIMARY KEY, asked_by TEXT NOT NULL, reason TEXT NOT NULL, asked INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS tries (
      name TEXT PRIMARY KEY, failures INTEGER NOT NULL, last INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS journal (
      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, by TEXT NOT NULL,
      person TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT;
    PRAGMA user_version = \(version);
    """

  // MARK: Accounts

  /// What is kept of somebody's account.
  struct Account: Sendable {
    var person: String
    var password: PasswordHash
    /// The public half of the key.
    var verifier: String
    var sealed: SealedKey
    var factor: Sealed
    /// The last span of the second factor that was accepted.
    var lastStep: Int
    /// On whose word it was made.
    var basis: String
    var made: Instant
    /// When its key was entered in the casebook; nil while that is waited for.
    var confirmed: Instant?

    init?(_ row: Row) {
      guard let password = PasswordHash(row["password"] as String) else { return nil }
      person = row["person"]
      self.password = password
      verifier = row["verifier"]
      sealed = SealedKey(stored: Array(row["sealed"] as Data))
      factor = Sealed(stored: Array(row["factor"] as Data))
      lastStep = row["last_step"]
      basis = row["basis"]
      made = Instant(milliseconds: row["made"])
      confirmed = (row["confirmed"] as Int?).map(Instant.init(milliseconds:))
    }
  }

  func account(of person: String) throws -> Account? {
    try database.read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM account WHERE person = ?", arguments: [person])
        .flatMap(Account.init)
    }
  }

  func accounts() throws -> [Account] {
    try database.read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY person").compactMap(Account.init)
    }
  }

  func confirm(_ person: String, verifier: String, by: String, at now: Instant) throws {
    try database.write { db in
      try db.execute(
        sql: "UPDATE account SET confirmed = ? WHERE person = ? AND verifier = ?",
        arguments: [now.milliseconds, person, verifier])
      guard db.changesCount == 1 else { throw AccountRefusal.keyChanged }
      try AccountStore.note(.confirmed, by: by, person: person, at: now, db)
    }
  }

  /// Takes away everything of somebody's that opens: their account, codes and what they had begun.
  func forget(_ person: String, as kind: JournalLine.Kind, by: String, at now: Instant) throws {
    try database.write { db in
      var changed = 0
      for table in ["account", "recovery_code", "code", "step", "recovery_request"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE person = ?", arguments: [person])
        changed += db.changesCount
      }
      if changed > 0 { try AccountStore.note(kind, by: by, person: person, at: now, db) }
    }
  }

  /// Everybody of whom something is kept.
  func people() throws -> Set<String> {
    try database.read { db in
      try String.fetchSet(
        db,
        sql:
          "SELECT person FROM account UNION SELECT person FROM code UNION SELECT person FROM step"
      )
    }
  }

  /// How many recovery codes somebody has left.
  func recoveryCodesLeft(of person: String) throws -> Int {
    try database.read { db in
      try Int.fetchOne(
        db, sql: "SELECT COUNT(*) FROM recovery_code WHERE person = ?", arguments: [person]) ?? 0
    }
  }

  /// Puts new recovery codes in the place of the old.
  static func renewRecoveryCodes(of person: String, _ db: Database) throws -> [OneTimeCode] {
    let codes = (0..<10).map { _ in OneTimeCode.new() }
    try db.execute(sql: "DELETE FROM recovery_code WHERE person = ?", arguments: [person])
    for code in codes {
      try db.execute(
        sql: "INSERT INTO recovery_code (person, hash) VALUES (?, ?)",
        arguments: [person, code.hash.hexadecimal])
    }
    return codes
  }

  // MARK: Tries

  /// A try that was counted.
  struct CountedTry: Sendable {
    fileprivate var key: String
    /// As it was before.
    fileprivate var before: Delay
  }

  /// Counts a try before it is made, so that many at once are counted too.
  ///
  /// - Throws: `AccountRefusal.wait`, and the try is not made.
  func countTry(of name: String, at now: Instant) throws -> CountedTry {
    let key = AccountStore.key(of: name)
    return try database.write { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT failures, last FROM tries WHERE name = ?", arguments: [key])
      let delay =
        row.map { Delay(failures: $0["failures"], last: $0["last"]) }
        ?? Delay(failures: 0, last: 0)
      let wait = delay.wait(at: now.milliseconds)
      guard wait == 0 else { throw AccountRefusal.wait(seconds: (wait + 999) / 1000) }
      let next = delay.failed(at: now.milliseconds)
      try db.execute(
        sql: """
          INSERT INTO tries (name, failures, last) VALUES (?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, last = excluded.last
          """, arguments: [key, next.failures, next.last])
      if next.isFirstAtLongest {
        // A name that nobody has may be anything that somebody typed, and is not kept.
        let known = try String.fetchOne(
          db, sql: "SELECT person FROM account WHERE person = ?", arguments: [name])
        try AccountStore.note(.slowed, by: "", person: known ?? "", at: now, db)
      }
      try db.execute(
        sql: "DELETE FROM tries WHERE last < ?", arguments: [now.milliseconds - Delay.memory])
      return CountedTry(key: key, before: delay)
    }
  }

  /// A try was right. What was counted before it stays until the whole sign-in is right, and what was counted meanwhile stays too.
  func uncount(_ counted: CountedTry) throws {
    try database.write { db in
      try db.execute(
        sql: """
          UPDATE tries SET failures = failures - 1, last = CASE failures WHEN ? THEN ? ELSE last END
          WHERE name = ?
          """,
        arguments: [counted.before.failures + 1, counted.before.last, counted.key])
    }
  }

  static func forgetTries(of name: String, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM tries WHERE name = ?", arguments: [key(of: name)])
  }

  /// What somebody typed as their name may be anything, also a password: only its hash is kept.
  private static func key(of name: String) -> String {
    sha256(Array("heed name\n\(name)".utf8)).hexadecimal
  }

  // MARK: The journal

  /// One thing that was done to the accounts.
  struct JournalLine: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
      case codeMade = "code-made"
      case enrolled, confirmed, refused
      case recoveryAsked = "recovery-asked"
      case recoveryAgreed = "recovery-agreed"
      case recoveryWithdrawn = "recovery-withdrawn"
      case passwordChanged = "password-changed"
      case factorReplaced = "factor-replaced"
      case codesRenewed = "codes-renewed"
      case recoveryCodeUsed = "recovery-code-used"
      case signedOutEverywhere = "signed-out-everywhere"
      case providerAllowed = "provider-allowed"
      case providerEnded = "provider-ended"
      case tokenMade = "token-made"
      case tokenEnded = "token-ended"
      case slowed, left
    }

    var at: Instant
    var kind: Kind
    var by: String
    var person: String
    var note: String
  }

  static func note(
    _ kind: JournalLine.Kind, by: String, person: String, note: String = "", at now: Instant,
    _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT INTO journal (at, kind, by, person, note) VALUES (?, ?, ?, ?, ?)",
      arguments: [now.milliseconds, kind.rawValue, by, person, note])
  }

  /// The latest of what was done to the accounts, the last first.
  func journal(limit: Int = 500) throws -> [JournalLine] {
    try database.read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM journal ORDER BY id DESC LIMIT ?", arguments: [limit]
      ).compactMap { row in
        JournalLine.Kind(rawValue: row["kind"]).map {
          JournalLine(
            at: Instant(milliseconds: row["at"]), kind: $0, by: row["by"], person: row["person"],
            note: row["note"])
        }
      }
    }
  }
}

/// Why the file of the accounts cannot be used.
public enum AccountStoreError: Error, Sendable, Hashable, CustomStringConvertible {
  case newerFormat
  case cannotOpen(code: Int)

  public var description: String {
    switch self {
    case .newerFormat: "the accounts were written by a newer version of Heed; use that"
    case .cannotOpen(let code):
      "the file of the accounts cannot be opened (SQLite \(code)); it stands beside the casebook and ends in .accounts"
    }
  }
}

/// Why something about an account is not done. None of it tells whether there is an account of a name.
public enum AccountRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// Also for names that nobody has.
  case wrong
  case wrongCode
  case wait(seconds: Int)
  /// The step was begun too long ago, or has been taken.
  case stepOver
  /// The one-time code is none, was used, or is over.
  case noSuchCode
  case password(PasswordRules.Problem)
  case hasAccount
  case noAccount
  case aboutYourself
  case needsAnother
  case nothingAsked
  case keyChanged
  case notYetConfirmed(fingerprint: String)
  case keyReplaced
  case othersDo
  case needsReason

  public var description: String {
    switch self {
    case .wrong: "The name and the password do not fit together."
    case .wrongCode:
      "These figures are not right, or were used before. Wait for the next six, and check that the clock of your phone is right."
    case .wait(let seconds):
      "There were too many tries with this name. Try again in \(seconds < 90 ? "\(seconds) seconds" : "\((seconds + 59) / 60) minutes")."
    case .stepOver: "This took too long, or was done already. Begin again."
    case .noSuchCode:
      "This code is not one that can be used: check each group, and ask for another if it was used or is over."
    case .password(let problem): problem.description
    case .hasAccount:
      "This person has an account. If they cannot get in, it is recovered, which takes two administrators."
    case .noAccount: "This person has no account that could be recovered."
    case .aboutYourself: "This is about your own account: two others do it."
    case .needsAnother: "You asked for this yourself. Another administrator has to agree."
    case .nothingAsked: "Nobody has asked for this, or it is over."
    case .keyChanged: "The key is not the one that you saw. Look at the page again."
    case .notYetConfirmed(let fingerprint):
      "Your password and your second factor are right. An administrator has yet to confirm your key, whose fingerprint is \(fingerprint)."
    case .keyReplaced:
      "Your password and your second factor are right, but the casebook has another key for you now. Two administrators can recover the account."
    case .othersDo:
      "Another administrator has an account: they make the code, on the page of the accounts."
    case .needsReason: "Say why."
    }
  }
}
