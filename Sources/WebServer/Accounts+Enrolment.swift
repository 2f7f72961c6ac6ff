public import Accounts
public import Casebook
public import CasebookSQLite
public import CivilTime
import Foundation
import GRDB
import Ledger

/// How somebody comes to have an account, and to have one again.
///
/// Whoever administers the casebook makes a code and hands it over in person. With it the person chooses a password and sets up a second
/// factor; a key pair is made for them, and sealed under the password before anybody else has seen it. The page shows them the
/// fingerprint of the key. The administrator sees the same fingerprint, asks the person for theirs, and enters the key in the casebook
/// by the act that there is for it (`new-key`), which says on whose word the account was made. Only then can anything be signed with
/// it: the account by itself is no way in. The first administrator's code carries the key that they hold already, sealed under the code.
extension AccountStore {
  /// In milliseconds.
  static let firstCodeLength = 15 * 60_000
  static let codeLength = 72 * 3_600_000
  static let enrolmentLength = 30 * 60_000

  /// A code with which the first administrator makes their account, which will act with the key that they have.
  ///
  /// - Parameters:
  ///   - credential: of somebody who may appoint others, with the key that is theirs in the casebook.
  /// - Throws: `Refusal` if it is none of theirs, or they may not; `AccountRefusal` if another administrator has an account.
  public func firstCode(
    for credential: Credential, in casebook: CasebookFile, at now: Instant
  ) throws -> OneTimeCode {
    // That the key is theirs is for the casebook to check; that they asked stands in its log.
    _ = try casebook.read(
      View(what: "people", detail: "the first administrator's account"), as: credential)
    let staff = try casebook.staffNow()
    let roles = staff.current(credential.person).map(\.appointment.role)
    guard roles.contains(where: { $0.access.reach(.appoint) != nil }) else {
      throw Refusal.mayNot(.appoint, roles)
    }
    let others = try accounts().contains { account in
      account.person != credential.person && account.confirmed != nil
        && staff.key(of: account.person) == account.verifier
        && staff.current(account.person).contains {
          $0.appointment.role.access.reach(.appoint) != nil
        }
    }
    if others { throw AccountRefusal.othersDo }
    let code = OneTimeCode.new()
    let person = credential.person
    try database.write { db in
      try AccountStore.keep(
        code, of: person, basis: "first administrator, by the key that they held",
        until: now.milliseconds + AccountStore.firstCodeLength, at: now,
        SealedKey(credential.key, of: person, for: .code, under: code.secret), db)
      try AccountStore.note(.codeMade, by: person, person: person, at: now, db)
    }
    return code
  }

  /// Whether nobody has an account yet.
  public func isEmpty() throws -> Bool { try accounts().isEmpty }

  /// A code for somebody without an account.
  ///
  /// - Throws: `AccountRefusal`.
  func enrolmentCode(for person: String, by administrator: String, at now: Instant) throws
    -> OneTimeCode
  {
    let code = OneTimeCode.new()
    try database.write { db in
      if person == administrator { throw AccountRefusal.aboutYourself }
      if try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE person = ?)", arguments: [person])
        == true
      {
        throw AccountRefusal.hasAccount
      }
      try AccountStore.keep(
        code, of: person, basis: "account made with a code of \(administrator)",
        until: now.milliseconds + AccountStore.codeLength, at: now, nil, db)
      try AccountStore.note(.codeMade, by: administrator, person: person, at: now, db)
    }
    return code
  }

  /// Keeps a code in the place of any that the person had.
  private static func keep(
    _ code: OneTimeCode, of person: String, basis: String, until expires: Int, at now: Instant,
    _ sealed: SealedKey?, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO code (hash, person, basis, made, expires, sealed)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        code.hash.hexadecimal, person, basis, now.milliseconds, expires,
        sealed.map { Data($0.bytes) },
      ])
  }

  /// When the codes that were not used yet are over, by whose they are.
  func codes(at now: Instant) throws -> [String: Instant] {
    try database.read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT person, expires FROM code WHERE expires > ?",
        arguments: [now.milliseconds])
      return Dictionary(
        rows.map { ($0["person"] as String, Instant(milliseconds: $0["expires"])) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  // MARK: With a code

  /// What an enrolment shows once the code and the password were taken.
  struct Enrolment: Sendable {
    var person: String
    var token: String
    var factor: TOTP
  }

  /// Takes a code and a password. The code is used up only when the second factor was shown to work.
  ///
  /// - Parameters:
  ///   - words: what the password may not be made of, besides the name of whose the code is.
  /// - Throws: `AccountRefusal`.
  func enrol(
    with typed: String, password: String, words: (String) throws -> [String], at now: Instant
  ) throws -> Enrolment {
    guard let code = OneTimeCode(typed), let held = try self.code(code, at: now) else {
      throw AccountRefusal.noSuchCode
    }
    let person = held.person
    if let problem = PasswordRules.problem(with: password, words: try words(person) + [person]) {
      throw AccountRefusal.password(problem)
    }
    let signer =
      try held.sealed?.signer(of: person, for: .code, under: code.secret)
      ?? NoteSigner.generate(name: person, kind: .ed25519)
    let (hash, opening) = try PasswordHash.make(password, cost: cost)
    let factor = TOTP.new()
    let token = try beginStep(
      "enrolment", of: person, lasting: AccountStore.enrolmentLength, at: now
    ) { token in
      Begun(
        sealed: SealedKey(signer, of: person, for: .account, under: opening.secret),
        factor: Sealed(factor.secret, of: person, for: .account, under: opening.secret),
        shown: Sealed(factor.secret, of: person, for: .step, under: Array(token.utf8)),
        password: hash, verifier: signer.verifier.text, code: code.hash)
    }
    return Enrolment(person: person, token: token, factor: factor)
  }

  /// An account that has just been made.
  struct Enrolled: Sendable {
    var person: String
    var verifier: String
    var recoveryCodes: [OneTimeCode]
  }

  /// The second factor works: the account is made, and the code is used up.
  ///
  /// - Parameter currentKey: the verifier of the key that the casebook has for a person.
  /// - Throws: `AccountRefusal`.
  func finishEnrolment(
    _ token: String, code typed: String, currentKey: (String) throws -> String?, at now: Instant
  ) throws -> Enrolled {
    let key = Session.digest(of: token)
    guard let step = try step(key, kind: "enrolment", at: now),
      let factor = try factorOfStep(token, kind: "enrolment", at: now)
    else { throw AccountRefusal.stepOver }
    guard let used = factor.step(accepting: typed, at: now.milliseconds, after: nil) else {
      throw AccountRefusal.wrongCode
    }
    let current = try currentKey(step.person)
    return try database.write { db in
      // The row of the code goes, for whoever is first; a second page with the same code finds none.
      guard
        let basis = try String.fetchOne(
          db, sql: "DELETE FROM code WHERE hash = ? AND expires > ? RETURNING basis",
          arguments: [step.code, now.milliseconds])
      else { throw AccountRefusal.noSuchCode }
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO account
          (person, password, verifier, sealed, factor, last_step, basis, made)
          SELECT person, password, verifier, sealed, factor, ?, ?, ? FROM step WHERE token = ?
          """, arguments: [used, basis, now.milliseconds, key])
      guard db.changesCount == 1 else { throw AccountRefusal.stepOver }
      let verifier =
        try String.fetchOne(
          db, sql: "SELECT verifier FROM account WHERE person = ?", arguments: [step.person]) ?? ""
      // The first administrator's key is the casebook's already.
      if current == verifier {
        try db.execute(
          sql: "UPDATE account SET confirmed = made WHERE person = ?", arguments: [step.person])
      }
      try db.execute(sql: "DELETE FROM step WHERE person = ?", arguments: [step.person])
      try AccountStore.forgetTries(of: step.person, db)
      try AccountStore.note(
        .enrolled, by: step.person, person: step.person, note: basis, at: now, db)
      let codes = try AccountStore.renewRecoveryCodes(of: step.person, db)
      return Enrolled(person: step.person, verifier: verifier, recoveryCodes: codes)
    }
  }

  private func code(
    _ code: OneTimeCode, at now: Instant
  ) throws -> (person: String, sealed: SealedKey?)? {
    try database.read { db in
      try Row.fetchOne(
        db, sql: "SELECT person, sealed FROM code WHERE hash = ? AND expires > ?",
        arguments: [code.hash.hexadecimal, now.milliseconds]
      ).map { row in
        (row["person"], (row["sealed"] as Data?).map { SealedKey(stored: Array($0)) })
      }
    }
  }

  // MARK: Recovery

  /// That an administrator asked for somebody's account to be recovered.
  struct RecoveryRequest: Sendable, Hashable {
    var person: String
    var askedBy: String
    var reason: String
    var asked: Instant
  }

  /// Asks. Nothing changes yet.
  ///
  /// - Throws: `AccountRefusal`.
  func askRecovery(
    of person: String, by administrator: String, reason: String, at now: Instant
  ) throws {
    if person == administrator { throw AccountRefusal.aboutYourself }
    guard !reason.isEmpty else { throw AccountRefusal.needsReason }
    guard try account(of: person) != nil else { throw AccountRefusal.noAccount }
    try database.write { db in
      try db.execute(
        sql:
          "INSERT OR REPLACE INTO recovery_request (person, asked_by, reason, asked) VALUES (?, ?, ?, ?)",
        arguments: [person, administrator, String(reason.prefix(500)), now.milliseconds])
      try AccountStore.note(
        .recoveryAsked, by: administrator, person: person, note: String(reason.prefix(500)),
        at: now, db)
    }
  }

  /// What was asked for in the last 72 hours and not answered.
  func recoveryRequests(at now: Instant) throws -> [RecoveryRequest] {
    try database.read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM recovery_request WHERE asked > ? ORDER BY asked",
        arguments: [now.milliseconds - AccountStore.codeLength]
      ).map {
        RecoveryRequest(
          person: $0["person"], askedBy: $0["asked_by"], reason: $0["reason"],
          asked: Instant(milliseconds: $0["asked"]))
      }
    }
  }

  /// Another administrator agrees: the old account is gone at once, and a code is made.
  ///
  /// - Parameter mayAsk: whether somebody may still ask for such a thing.
  /// - Throws: `AccountRefusal`.
  func agreeRecovery(
    of person: String, by administrator: String, mayAsk: (String) throws -> Bool,
    at now: Instant
  ) throws -> OneTimeCode {
    guard let request = try recoveryRequests(at: now).first(where: { $0.person == person }),
      try mayAsk(request.askedBy)
    else { throw AccountRefusal.nothingAsked }
    if person == administrator { throw AccountRefusal.aboutYourself }
    if request.askedBy == administrator { throw AccountRefusal.needsAnother }
    let code = OneTimeCode.new()
    try database.write { db in
      try db.execute(
        sql: "DELETE FROM recovery_request WHERE person = ? AND asked_by = ? AND asked = ?",
        arguments: [person, request.askedBy, request.asked.milliseconds])
      guard db.changesCount == 1 else { throw AccountRefusal.nothingAsked }
      for table in ["account", "recovery_code", "step"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE person = ?", arguments: [person])
      }
      try AccountStore.keep(
        code, of: person,
        basis: "account recovered: asked for by \(request.askedBy), agreed by \(administrator)",
        until: now.milliseconds + AccountStore.codeLength, at: now, nil, db)
      try AccountStore.note(.recoveryAgreed, by: administrator, person: person, at: now, db)
    }
    return code
  }

  func withdrawRecovery(of person: String, by administrator: String, at now: Instant) throws {
    try database.write { db in
      try db.execute(sql: "DELETE FROM recovery_request WHERE person = ?", arguments: [person])
      guard db.changesCount == 1 else { throw AccountRefusal.nothingAsked }
      try AccountStore.note(.recoveryWithdrawn, by: administrator, person: person, at: now, db)
    }
  }
}

/// What people compare: 128 bits of the SHA-256 of a key's public half, in eight groups.
func fingerprint(_ verifier: String) -> String {
  grouped(String(sha256(Array(verifier.utf8)).hexadecimal.prefix(32)), by: 4)
}

extension AccountStore {
  /// How everybody in post stands with their account, one line for each.
  public func standings(in staff: Staff) throws -> [String] {
    let kept = Dictionary(
      try accounts().map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
    return staff.posts.keys.filter(staff.isCurrent).sorted().map { person in
      guard let account = kept[person] else { return "\(person)  no account" }
      if account.confirmed == nil {
        return "\(person)  waits to be confirmed: \(fingerprint(account.verifier))"
      }
      return staff.key(of: person) == account.verifier
        ? "\(person)  open" : "\(person)  closed: the casebook has another key"
    }
  }
}
