import Accounts
import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import GRDB
import Ledger

/// Signing in, in two steps. What one try was wrong about is never said, and a name that nobody has is answered with the same words
/// after the same work.
extension AccountStore {
  /// In milliseconds, between the two steps of a sign-in.
  static let stepLength = 5 * 60_000

  /// The first step: a name and a password.
  ///
  /// - Parameter mayEnter: whether whoever has that name holds a post.
  /// - Returns: a token for the second step, which is no session.
  /// - Throws: `AccountRefusal`.
  func begin(
    name: String, password: String, mayEnter: Bool, at now: Instant
  ) throws -> String {
    let counted = try countTry(of: name, at: now)
    let account = mayEnter ? try self.account(of: name) : nil
    let opening = try (account?.password ?? nobody).opening(with: password)
    guard let account, let opening, let own = AccountStore.open(account, with: opening) else {
      throw AccountRefusal.wrong
    }
    try uncount(counted)
    if account.password.cost != cost { try seal(own, of: name, under: password) }
    return try beginStep("sign-in", of: name, lasting: AccountStore.stepLength, at: now) { token in
      Begun(
        sealed: SealedKey(own.signer, of: name, for: .step, under: token),
        factor: Sealed(own.factor.secret, of: name, for: .step, under: Array(token.utf8)))
    }
  }

  /// The second step: what the app shows, or a recovery code.
  ///
  /// - Returns: who is signed in, with their key.
  /// - Throws: `AccountRefusal`.
  func finish(_ token: String, code typed: String, at now: Instant) throws -> Credential {
    let key = Session.digest(of: token)
    guard let step = try step(key, kind: "sign-in", at: now),
      let signer = step.sealed.signer(of: step.person, for: .step, under: token),
      let secret = step.factor.opened(of: step.person, for: .step, under: Array(token.utf8))
    else { throw AccountRefusal.stepOver }
    _ = try countTry(of: step.person, at: now)
    try database.write { db in
      try AccountStore.use(typed, of: step.person, TOTP(secret: secret), at: now, db)
      try db.execute(sql: "DELETE FROM step WHERE token = ?", arguments: [key])
      guard db.changesCount == 1 else { throw AccountRefusal.stepOver }
      try AccountStore.forgetTries(of: step.person, db)
    }
    return Credential(person: step.person, key: signer)
  }

  /// What somebody's password opens.
  struct Own: Sendable {
    var signer: NoteSigner
    var factor: TOTP
  }

  /// Shows that it is still the person: with the password, and where `code` is given with the second factor too.
  ///
  /// - Throws: `AccountRefusal`.
  func prove(
    _ person: String, password: String, code: String?, at now: Instant
  ) throws -> Own {
    let counted = try countTry(of: person, at: now)
    guard let account = try account(of: person),
      let opening = try account.password.opening(with: password),
      let own = AccountStore.open(account, with: opening)
    else { throw AccountRefusal.wrong }
    if let code {
      try database.write { db in
        try AccountStore.use(code, of: person, own.factor, at: now, db)
      }
    }
    try uncount(counted)
    return own
  }

  private static func open(_ account: Account, with opening: PasswordHash.Opening) -> Own? {
    let secret = opening.secret
    guard let signer = account.sealed.signer(of: account.person, for: .account, under: secret),
      let factor = account.factor.opened(of: account.person, for: .account, under: secret)
    else { return nil }
    return Own(signer: signer, factor: TOTP(secret: factor))
  }

  /// Uses up what was typed for the second factor: a span of the app, or a recovery code.
  ///
  /// Of two that come at once with the same, one is refused: the row says which was first.
  private static func use(
    _ typed: String, of person: String, _ factor: TOTP, at now: Instant, _ db: Database
  ) throws {
    if let code = OneTimeCode(typed) {
      try db.execute(
        sql: "DELETE FROM recovery_code WHERE person = ? AND hash = ?",
        arguments: [person, code.hash.hexadecimal])
      guard db.changesCount == 1 else { throw AccountRefusal.wrongCode }
      return try note(.recoveryCodeUsed, by: person, person: person, at: now, db)
    }
    let last = try Int.fetchOne(
      db, sql: "SELECT last_step FROM account WHERE person = ?", arguments: [person])
    guard let last, let step = factor.step(accepting: typed, at: now.milliseconds, after: last)
    else { throw AccountRefusal.wrongCode }
    try db.execute(
      sql: "UPDATE account SET last_step = ? WHERE person = ?", arguments: [step, person])
  }

  // MARK: What is sealed under a password

  /// Seals what somebody's account holds under a password: a new one, or the same with more work.
  func seal(_ own: Own, of person: String, under password: String) throws {
    let (hash, opening) = try PasswordHash.make(password, cost: cost)
    try database.write { db in
      try db.execute(
        sql: "UPDATE account SET password = ?, sealed = ?, factor = ? WHERE person = ?",
        arguments: [
          hash.text,
          Data(SealedKey(own.signer, of: person, for: .account, under: opening.secret).bytes),
          Data(Sealed(own.factor.secret, of: person, for: .account, under: opening.secret).bytes),
          person,
        ])
    }
  }

  /// - Throws: `AccountRefusal`.
  func changePassword(
    of person: String, from old: String, to new: String, words: [String], at now: Instant
  ) throws {
    let own = try prove(person, password: old, code: nil, at: now)
    if let problem = PasswordRules.problem(with: new, words: words) {
      throw AccountRefusal.password(problem)
    }
    try seal(own, of: person, under: new)
    try note(.passwordChanged, of: person, at: now)
  }

  /// New recovery codes, in the place of all that there were.
  ///
  /// - Throws: `AccountRefusal`.
  func renewRecoveryCodes(
    of person: String, password: String, code: String, at now: Instant
  ) throws -> [OneTimeCode] {
    _ = try prove(person, password: password, code: code, at: now)
    return try database.write { db in
      try AccountStore.note(.codesRenewed, by: person, person: person, at: now, db)
      return try AccountStore.renewRecoveryCodes(of: person, db)
    }
  }

  /// Begins to put a second factor in the place of another; the old one is good until the new one was shown to work.
  ///
  /// - Throws: `AccountRefusal`.
  func beginFactor(
    of person: String, password: String, code: String, at now: Instant
  ) throws -> (token: String, factor: TOTP) {
    let own = try prove(person, password: password, code: code, at: now)
    guard let account = try account(of: person),
      let opening = try account.password.opening(with: password)
    else { throw AccountRefusal.wrong }
    let factor = TOTP.new()
    let token = try beginStep("factor", of: person, lasting: 6 * AccountStore.stepLength, at: now) {
      token in
      Begun(
        sealed: SealedKey(own.signer, of: person, for: .step, under: token),
        factor: Sealed(factor.secret, of: person, for: .account, under: opening.secret),
        shown: Sealed(factor.secret, of: person, for: .step, under: Array(token.utf8)),
        password: account.password)
    }
    return (token, factor)
  }

  /// - Throws: `AccountRefusal`; ``factorOfStep(_:of:at:)`` then tells what to show again.
  func finishFactor(_ token: String, of person: String, code: String, at now: Instant) throws {
    let key = Session.digest(of: token)
    guard let factor = try factorOfStep(token, of: person, kind: "factor", at: now) else {
      throw AccountRefusal.stepOver
    }
    guard let used = factor.step(accepting: code, at: now.milliseconds, after: nil) else {
      throw AccountRefusal.wrongCode
    }
    try database.write { db in
      // If the password was changed in between, what is sealed under the old one is of no use.
      try db.execute(
        sql: """
          UPDATE account SET factor = (SELECT factor FROM step WHERE token = ?), last_step = ?
          WHERE person = ? AND password = (SELECT password FROM step WHERE token = ?)
          """, arguments: [key, used, person, key])
      guard db.changesCount == 1 else { throw AccountRefusal.stepOver }
      try db.execute(sql: "DELETE FROM step WHERE token = ?", arguments: [key])
      try AccountStore.note(.factorReplaced, by: person, person: person, at: now, db)
    }
  }

  /// The second factor that a step is about to put in place, for whoever holds the token of the step.
  func factorOfStep(
    _ token: String, of person: String? = nil, kind: String, at now: Instant
  ) throws -> TOTP? {
    guard let step = try step(Session.digest(of: token), kind: kind, at: now),
      person == nil || step.person == person
    else { return nil }
    return step.shown?.opened(of: step.person, for: .step, under: Array(token.utf8))
      .map(TOTP.init(secret:))
  }

  // MARK: Steps

  struct Step: Sendable {
    var person: String
    var sealed: SealedKey
    var factor: Sealed
    var shown: Sealed?
    var code: String?
  }

  func step(_ key: String, kind: String, at now: Instant) throws -> Step? {
    try database.read { db in
      try Row.fetchOne(
        db, sql: "SELECT * FROM step WHERE token = ? AND kind = ? AND expires > ?",
        arguments: [key, kind, now.milliseconds]
      ).map { row in
        Step(
          person: row["person"], sealed: SealedKey(stored: Array(row["sealed"] as Data)),
          factor: Sealed(stored: Array(row["factor"] as Data)),
          shown: (row["shown"] as Data?).map { Sealed(stored: Array($0)) }, code: row["code"])
      }
    }
  }

  /// What a step holds until it is finished.
  struct Begun {
    var sealed: SealedKey
    var factor: Sealed
    /// The second factor, for showing it once more.
    var shown: Sealed?
    var password: PasswordHash?
    var verifier: String?
    var code: Digest?
  }

  /// Begins a step; those that are over go.
  ///
  /// - Parameters:
  ///   - length: milliseconds until it is over.
  ///   - hold: what it holds, sealed under its token if anything is.
  /// - Returns: the token, which is kept nowhere else.
  func beginStep(
    _ kind: String, of person: String, lasting length: Int, at now: Instant,
    _ hold: (_ token: String) -> Begun
  ) throws -> String {
    let token = Session.newToken()
    let begun = hold(token)
    try database.write { db in
      try db.execute(sql: "DELETE FROM step WHERE expires <= ?", arguments: [now.milliseconds])
      try db.execute(
        sql: """
          INSERT INTO step
          (token, kind, person, expires, sealed, factor, shown, password, verifier, code)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          Session.digest(of: token), kind, person, now.milliseconds + length,
          Data(begun.sealed.bytes), Data(begun.factor.bytes), begun.shown.map { Data($0.bytes) },
          begun.password?.text, begun.verifier, begun.code?.hexadecimal,
        ])
    }
    return token
  }

  func note(_ kind: JournalLine.Kind, of person: String, at now: Instant) throws {
    try database.write { db in
      try AccountStore.note(kind, by: person, person: person, at: now, db)
    }
  }
}
