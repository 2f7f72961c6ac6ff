import Accounts
import Casebook
import CasebookSQLite
import CivilTime
import Ledger
import WebPages

extension Routes {
  /// Coming in with an account, and coming to have one.
  static let accountEntry: [Route] = [
    .post("/sign-in/second", .everybody) { visit in
      let accounts = try visit.accounts
      let then = visit.formThen
      let token = visit.form.secret("step")
      do {
        let credential = try accounts.finish(
          token, code: visit.form.secret("code"), at: visit.now)
        try visit.checkConfirmed(credential)
        // A session that this browser had ends; the new one has a token that nobody has seen.
        if let old = visit.visitor?.session { try visit.desk.store.end(old) }
        let session = try visit.desk.store.begin(
          credential.person, purpose: nil, sealing: credential.key, at: visit.now)
        return .entered(session, then: then)
      } catch let refusal as AccountRefusal {
        switch refusal {
        case .wrongCode, .wait:
          return .unusable(
            secondStepPage(token: token, then: then, [.init("secret-code", "\(refusal)")]))
        default:
          return .unusable(accountSignInPage(then: then, Typed(), [.init("name", "\(refusal)")]))
        }
      }
    },
    .get("/enrol", .everybody) { visit in
      _ = try visit.accounts
      return .page(enrolPage())
    },
    .post("/enrol", .everybody) { visit in
      let accounts = try visit.accounts
      do {
        let password = visit.form.secret("new")
        guard password == visit.form.secret("again") else {
          return .unusable(enrolPage([.init("secret-again", differ)]))
        }
        let enrolment = try accounts.enrol(
          with: visit.form.secret("code"), password: password, words: visit.desk.words(about:),
          at: visit.now)
        return .page(
          factorPage(
            visit.desk.show(
              enrolment.factor, of: enrolment.person, token: enrolment.token, at: "/enrol/factor")))
      } catch let refusal as AccountRefusal {
        let field = refusal.isAboutPassword ? "secret-new" : "secret-code"
        return .unusable(enrolPage([.init(field, "\(refusal)")]))
      }
    },
    .post("/enrol/factor", .everybody) { visit in
      let accounts = try visit.accounts
      let token = visit.form.secret("step")
      do {
        let enrolled = try accounts.finishEnrolment(
          token, code: visit.form.secret("code"), currentKey: visit.desk.casebook.key(of:),
          at: visit.now)
        try visit.desk.store.endAll(of: enrolled.person)
        let isConfirmed = try visit.desk.casebook.key(of: enrolled.person) == enrolled.verifier
        return .page(
          recoveryCodesPage(
            enrolled.recoveryCodes.map(\.text), person: enrolled.person,
            fingerprint: isConfirmed ? nil : fingerprint(enrolled.verifier), isNew: true))
      } catch AccountRefusal.wrongCode {
        guard let person = try accounts.personOfStep(token, kind: "enrolment", at: visit.now),
          let factor = try accounts.factorOfStep(token, kind: "enrolment", at: visit.now)
        else { return .unusable(enrolPage([.init("secret-code", "\(AccountRefusal.stepOver)")])) }
        return .unusable(
          factorPage(
            visit.desk.show(factor, of: person, token: token, at: "/enrol/factor"),
            [.init("secret-code", "\(AccountRefusal.wrongCode)")]))
      } catch let refusal as AccountRefusal {
        return .unusable(enrolPage([.init("secret-code", "\(refusal)")]))
      }
    },
  ]

  fileprivate static var differ: String { "The two are not the same. Type or paste both again." }
}

extension Visit {
  /// The accounts, where people come in with them; elsewhere these pages are not there.
  var accounts: AccountStore {
    get throws {
      guard let accounts = desk.door.accounts else { throw Turned.nothingHere }
      return accounts
    }
  }

  /// The first step of signing in with an account.
  func signInWithAccount(_ accounts: AccountStore) throws -> Answer {
    let name = form["name"] ?? ""
    do {
      // Whoever has left has no account any more; that they had one is not said.
      let mayEnter = try name.utf8.count <= 100 && !desk.casebook.posts(of: name).isEmpty
      if !mayEnter { try desk.forgetIfLeft(name) }
      let token = try accounts.begin(
        name: String(name.prefix(100)), password: form.secret("password"), mayEnter: mayEnter,
        at: now)
      return .page(secondStepPage(token: token, then: formThen))
    } catch let refusal as AccountRefusal {
      return .unusable(
        accountSignInPage(
          then: formThen, Typed(["name": [name]]), [.init("name", "\(refusal)")]))
    }
  }

  /// That the casebook has the key with which somebody would act.
  ///
  /// - Throws: `AccountRefusal`.
  fileprivate func checkConfirmed(_ credential: Credential) throws {
    let verifier = credential.key.verifier.text
    guard try desk.casebook.key(of: credential.person) != verifier else { return }
    guard try accounts.account(of: credential.person)?.confirmed == nil else {
      throw AccountRefusal.keyReplaced
    }
    throw AccountRefusal.notYetConfirmed(fingerprint: fingerprint(verifier))
  }
}

extension AccountRefusal {
  var isAboutPassword: Bool { if case .password = self { true } else { false } }
}

extension AccountStore {
  /// Whose a step is, for whoever holds its token.
  func personOfStep(_ token: String, kind: String, at now: Instant) throws -> String? {
    try step(Session.digest(of: token), kind: kind, at: now)?.person
  }
}

extension CasebookFile {
  /// The key that somebody may use now.
  func key(of person: String) throws -> String? { try staffNow().key(of: person) }
}

extension Desk {
  /// What somebody's password may not be made of.
  func words(about person: String) throws -> [String] {
    try ["heed", partnership, person]
      + casebook.posts(of: person).flatMap { [$0.name, $0.post, $0.body] }
  }

  /// A second factor as it is shown to whoever sets it up.
  func show(_ factor: TOTP, of person: String, token: String, at action: String) -> FactorStep {
    FactorStep(
      action: action, token: token, secret: factor.text,
      address: factor.address(issuer: "Heed \(partnership)", name: person))
  }

  /// Takes away what is kept of somebody who held a post and holds none.
  func forgetIfLeft(_ person: String) throws {
    if try door.accounts?.people().contains(person) == true { try forget(person) }
  }

  /// Takes away what is kept of everybody who holds no post any more.
  func forgetLeavers() throws {
    for person in try door.accounts?.people() ?? []
    where try casebook.posts(of: person).isEmpty {
      try forget(person)
    }
  }
}
