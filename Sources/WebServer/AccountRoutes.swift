import Accounts
import Casebook
import CasebookSQLite
import CivilTime
import WebPages

extension Routes {
  /// What everybody does about their own account.
  static let ownAccount: [Route] = [
    .get("/account") { visit in .page(accountPage(try visit.ownAccount())) },
    .post("/account/sessions/end") { visit in
      _ = try visit.accounts
      let person = try visit.person
      try visit.desk.store.end(visit.form["session"] ?? "", of: person.credential.person)
      return .redirect("/account", notice: "It was signed out.")
    },
    .post("/account/sessions/end-all") { visit in
      let accounts = try visit.accounts
      let person = try visit.person.credential.person
      try visit.desk.store.endAll(of: person)
      try accounts.note(.signedOutEverywhere, of: person, at: visit.now)
      return .left(then: "/sign-in")
    },
    .get("/account/password") { visit in
      _ = try visit.accounts
      return .page(changePasswordPage())
    },
    .post("/account/password") { visit in
      let accounts = try visit.accounts
      let person = try visit.person
      let new = visit.form.secret("new")
      guard new == visit.form.secret("again") else {
        return .unusable(
          changePasswordPage([
            .init("secret-again", "The two are not the same. Type or paste both again.")
          ]))
      }
      do {
        let id = person.credential.person
        try accounts.changePassword(
          of: id, from: visit.form.secret("password"), to: new,
          words: try visit.desk.words(about: id), at: visit.now)
        try visit.desk.store.endAll(of: id)
        let session = try visit.desk.store.begin(
          id, purpose: person.purpose, sealing: person.credential.key, at: visit.now)
        try visit.desk.store.leave(
          notice: "Your password was changed. You are signed out everywhere else.", for: session)
        return .entered(session, then: "/account")
      } catch let refusal as AccountRefusal {
        let field = refusal.isAboutPassword ? "secret-new" : "secret-password"
        return .unusable(changePasswordPage([.init(field, refusal.inOwnAccount)]))
      }
    },
    .get("/account/factor") { visit in
      _ = try visit.accounts
      return .page(replaceFactorPage())
    },
    .post("/account/factor") { visit in
      try visit.proving(replaceFactorPage) { person, password, code in
        let begun = try visit.accounts.beginFactor(
          of: person, password: password, code: code, at: visit.now)
        return factorPage(
          visit.desk.show(begun.factor, of: person, token: begun.token, at: "/account/factor/new"))
      }
    },
    .post("/account/factor/new") { visit in
      let accounts = try visit.accounts
      let person = try visit.person.credential.person
      let token = visit.form.secret("step")
      do {
        try accounts.finishFactor(
          token, of: person, code: visit.form.secret("code"), at: visit.now)
        return .redirect("/account", notice: "Your second factor was replaced.")
      } catch let refusal as AccountRefusal {
        guard refusal == .wrongCode,
          let factor = try accounts.factorOfStep(token, of: person, kind: "factor", at: visit.now)
        else { return .unusable(replaceFactorPage([.init("secret-password", "\(refusal)")])) }
        return .unusable(
          factorPage(
            visit.desk.show(factor, of: person, token: token, at: "/account/factor/new"),
            [.init("secret-code", "\(refusal)")]))
      }
    },
    .get("/account/codes") { visit in
      _ = try visit.accounts
      return .page(renewCodesPage())
    },
    .post("/account/codes") { visit in
      try visit.proving(renewCodesPage) { person, password, code in
        let codes = try visit.accounts.renewRecoveryCodes(
          of: person, password: password, code: code, at: visit.now)
        return recoveryCodesPage(
          codes.map(\.text), person: person, fingerprint: nil, isNew: false)
      }
    },
  ]

  /// What administrators do about everybody's accounts.
  static let accounts: [Route] = [
    .get("/accounts") { visit in
      let administrator = try visit.administrator()
      try visit.desk.forgetLeavers()
      return .page(accountsPage(try visit.accountsView(administrator)))
    },
    .get("/accounts/journal") { visit in
      let accounts = try visit.accounts
      guard try visit.person.readsAccountJournal else { throw Turned.nothingHere }
      return .page(accountJournalPage(try accounts.journal().map(\.inWords)))
    },
    .post("/accounts/code") { visit in
      try visit.administering { accounts, administrator, person in
        let code = try accounts.enrolmentCode(
          for: person, by: administrator.credential.person, at: visit.now)
        return .page(visit.handOver(code, person))
      }
    },
    .post("/accounts/confirm") { visit in
      try visit.administering { accounts, administrator, person in
        let id = administrator.credential.person
        if person == id { throw AccountRefusal.aboutYourself }
        if visit.form["do"] == "refuse" {
          guard try accounts.account(of: person)?.confirmed == nil else {
            throw AccountRefusal.hasAccount
          }
          try accounts.forget(person, as: .refused, by: id, at: visit.now)
          return .redirect(
            "/accounts", notice: "The account was taken away. Make another code for \(person).")
        }
        try visit.confirmKey(of: person, accounts, administrator)
        return .redirect(
          "/accounts",
          notice: "The key of \(person) was entered in the casebook. They can sign in now.")
      }
    },
    .post("/accounts/recover") { visit in
      try visit.administering { accounts, administrator, person in
        try accounts.askRecovery(
          of: person, by: administrator.credential.person, reason: visit.form["reason"] ?? "",
          at: visit.now)
        return .redirect("/accounts", notice: "Another administrator has to agree.")
      }
    },
    .post("/accounts/recover/agree") { visit in
      try visit.administering { accounts, administrator, person in
        let code = try accounts.agreeRecovery(
          of: person, by: administrator.credential.person, mayAsk: visit.desk.administers,
          at: visit.now)
        try visit.desk.endWhatActs(for: person)
        return .page(visit.handOver(code, person))
      }
    },
    .post("/accounts/recover/withdraw") { visit in
      try visit.administering { accounts, administrator, person in
        try accounts.withdrawRecovery(
          of: person, by: administrator.credential.person, at: visit.now)
        return .redirect("/accounts", notice: "The request was taken back.")
      }
    },
  ]
}

extension Visitor {
  var administersAccounts: Bool { may(.appoint) }

  fileprivate var readsAccountJournal: Bool {
    administersAccounts || posts.contains { $0.role == .overseer }
  }
}

extension Desk {
  /// Whether somebody may appoint others, and so administers the accounts.
  fileprivate func administers(_ person: String) throws -> Bool {
    try casebook.posts(of: person).contains { $0.role.access.reach(.appoint) != nil }
  }
}

extension Visit {
  /// Does something to somebody's own account for which they show with password and code that it is they; what they typed wrong is
  /// said on the page from which it came.
  fileprivate func proving(
    _ page: ([FormProblem]) -> Page,
    _ work: (_ person: String, _ password: String, _ code: String) throws -> Page
  ) throws -> Answer {
    do {
      return .page(
        try work(person.credential.person, form.secret("password"), form.secret("code")))
    } catch let refusal as AccountRefusal {
      return .unusable(page([.init(refusal.field, refusal.inOwnAccount)]))
    }
  }

  fileprivate func ownAccount() throws -> AccountView {
    let person = try self.person
    let id = person.credential.person
    guard let account = try accounts.account(of: id) else { throw Turned.nothingHere }
    return AccountView(
      person: id, fingerprint: fingerprint(account.verifier), made: account.made,
      recoveryCodes: try accounts.recoveryCodesLeft(of: id),
      sessions: try desk.store.sessions(of: person.session, at: now).map {
        AccountView.Session(id: $0.id, began: $0.began, seen: $0.seen, isThis: $0.isThis)
      },
      administers: person.administersAccounts, readsJournal: person.readsAccountJournal,
      hasProvider: desk.door.openID != nil)
  }

  /// Whoever asks, if they administer the accounts; for others these pages are not there.
  fileprivate func administrator() throws -> Visitor {
    _ = try accounts
    let person = try self.person
    guard person.administersAccounts else { throw Turned.nothingHere }
    return person
  }

  /// Does something about the account of the person whom the form names, who holds a post; what is refused is said on the page.
  fileprivate func administering(
    _ work: (AccountStore, Visitor, String) throws -> Answer
  ) throws -> Answer {
    let administrator = try administrator()
    guard let person = form["person"], try !desk.casebook.posts(of: person).isEmpty else {
      throw Turned.nothingHere
    }
    do {
      return try work(try accounts, administrator, person)
    } catch let refusal as AccountRefusal {
      return .unusable(
        accountsPage(try accountsView(administrator), problem: "\(refusal)"))
    }
  }

  fileprivate func handOver(_ code: OneTimeCode, _ person: String) -> Page {
    handOverPage(
      code.text, person: person, until: now.adding(milliseconds: AccountStore.codeLength))
  }

  /// Enters the key of an account in the casebook, by the act that there is for it.
  ///
  /// - Throws: `Refusal` of the casebook; `AccountRefusal` if the key is not the one that was shown.
  fileprivate func confirmKey(
    of person: String, _ accounts: AccountStore, _ administrator: Visitor
  ) throws {
    guard let account = try accounts.account(of: person), account.confirmed == nil,
      account.verifier == form["verifier"]
    else { throw AccountRefusal.keyChanged }
    // It may have been entered before, if the power failed just then.
    if try desk.casebook.key(of: person) != account.verifier {
      try desk.casebook.perform(
        .newKey(NewKey(person: person, key: account.verifier, reason: account.basis)),
        as: administrator.credential)
    }
    try accounts.confirm(
      person, verifier: account.verifier, by: administrator.credential.person, at: now)
  }

  /// How everybody in post stands with their account. That it was looked at is entered, as with the people of the casebook.
  fileprivate func accountsView(_ administrator: Visitor) throws -> AccountsView {
    let reading = try desk.casebook.read(
      View(what: "people", purpose: administrator.purpose, detail: "accounts"),
      as: administrator.credential)
    guard let staff = reading.staff else { throw Refusal.needsLeave(.people) }
    let reader = administrator.credential.person
    let kept = Dictionary(
      try accounts.accounts().map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
    let codes = try accounts.codes(at: now)
    let lines = staff.posts.keys.filter(staff.isCurrent).sorted().map { person in
      let posts = staff.current(person).map(\.appointment)
      return AccountsView.Line(
        person: person, name: posts[0].name, posts: posts,
        standing: standing(kept[person], code: codes[person], key: staff.key(of: person)),
        isReader: person == reader)
    }
    let recoveries = try accounts.recoveryRequests(at: now).map { request in
      AccountsView.Recovery(
        person: request.person, askedBy: request.askedBy, reason: request.reason,
        asked: request.asked, mayAgree: ![request.person, request.askedBy].contains(reader))
    }
    return AccountsView(lines: lines, recoveries: recoveries)
  }

  private func standing(
    _ account: AccountStore.Account?, code: Instant?, key: String?
  ) -> AccountsView.Standing {
    guard let account else { return code.map { .code(until: $0) } ?? .none }
    if account.confirmed == nil {
      return .waiting(
        verifier: account.verifier, fingerprint: fingerprint(account.verifier),
        basis: account.basis)
    }
    return account.verifier == key ? .open : .otherKey
  }
}

extension AccountRefusal {
  /// At which field of a form that asks for a password and a code it is said.
  var field: String { self == .wrongCode ? "secret-code" : "secret-password" }

  /// Whoever is signed in has a name already.
  var inOwnAccount: String {
    self == .wrong ? "This is not the password that you have now." : "\(self)"
  }
}

extension AccountStore.JournalLine {
  fileprivate var inWords: AccountJournalLine {
    AccountJournalLine(at: at, what: kind.words, by: by, person: person, note: note)
  }
}

extension AccountStore.JournalLine.Kind {
  fileprivate var words: String {
    switch self {
    case .codeMade: "A one-time code was made"
    case .enrolled: "An account was set up with a one-time code"
    case .confirmed: "The key of an account was confirmed"
    case .refused: "An account was taken away before its key was confirmed"
    case .recoveryAsked: "A recovery was asked for"
    case .recoveryAgreed: "A recovery was agreed to, and a one-time code made"
    case .recoveryWithdrawn: "A request for a recovery was taken back"
    case .passwordChanged: "A password was changed"
    case .factorReplaced: "A second factor was replaced"
    case .codesRenewed: "New recovery codes were made"
    case .recoveryCodeUsed: "A recovery code was used"
    case .signedOutEverywhere: "Somebody signed out everywhere"
    case .providerAllowed: "Signing in through the provider was allowed for one's own account"
    case .providerEnded: "Signing in through the provider was ended for one's own account"
    case .tokenMade: "A token for a program was made"
    case .tokenEnded: "A token of a program was ended"
    case .slowed: "A name was tried wrongly often enough to make it wait for a quarter of an hour"
    case .left: "The account of somebody who holds no post any more was taken away"
    }
  }
}
