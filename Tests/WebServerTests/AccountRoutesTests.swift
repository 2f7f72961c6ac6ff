import Accounts
import Casebook
import CasebookSQLite
import CivilTime
import Demonstration
import Foundation
import Ledger
import Testing
import WebPages

@testable import WebServer

/// Somebody with an account, a phone and a browser.
final class Member: Sendable {
  let site: Site
  let id: String
  let password: String
  let factor: TOTP
  let recoveryCodes: [String]
  let browser: Browser

  init(site: Site, id: String, password: String, factor: TOTP, recoveryCodes: [String]) {
    self.site = site
    self.id = id
    self.password = password
    self.factor = factor
    self.recoveryCodes = recoveryCodes
    browser = site.stranger()
  }

  /// The figures of half a minute in which none was used.
  var figures: String {
    site.shift.pass(minutes: 1)
    return factor.code(at: TOTP.step(at: site.shift.now.milliseconds))
  }

  @discardableResult
  func signIn(_ browser: Browser? = nil) async throws -> Browser.Reply {
    let browser = browser ?? self.browser
    let first = try await browser.post(
      "/sign-in", ["name": id, "secret-password": password, "then": "/cases"])
    let step = try #require(first.step, "\(first.status)")
    return try await browser.post(
      "/sign-in/second", ["secret-step": step, "secret-code": figures, "then": "/cases"])
  }
}

extension Browser.Reply {
  /// The token of a step, as a page carries it.
  var step: String? {
    body.firstMatch(of: /name="secret-step" value="([0-9a-f]{64})"/).map { String($0.1) }
  }

  /// What a page shows in large letters: a code, a key or a fingerprint.
  var shown: String? {
    body.firstMatch(of: /class="receipt-code">([^<]+)</).map { String($0.1) }
  }
}

extension Site {
  var accounts: AccountStore { get throws { try #require(desk.door.accounts) } }

  /// Sets up an account with a code, as a browser does.
  func enrol(
    _ id: String, _ code: String, password: String = "lantern gravel ninety"
  ) async throws -> Member {
    let browser = stranger()
    let first = try await browser.post(
      "/enrol", ["secret-code": code, "secret-new": password, "secret-again": password])
    let key = try #require(first.shown, "\(first.main)").filter { $0 != " " }
    let factor = TOTP(secret: try #require(Base32.decode(key)))
    let figures = factor.code(at: TOTP.step(at: shift.now.milliseconds))
    let second = try await browser.post(
      "/enrol/factor", ["secret-step": try #require(first.step), "secret-code": figures])
    let codes = second.body.matches(of: /<code>((?:[A-Z2-7]{4}-){4}[A-Z2-7]{4})<\/code>/)
    #expect(codes.count == 10)
    #expect(browser.token == nil)
    return Member(
      site: self, id: id, password: password, factor: factor,
      recoveryCodes: codes.map { String($0.1) })
  }

  /// The first administrator, signed in.
  func firstAdministrator() async throws -> Member {
    let office = try #require(demonstration.people.first { $0.role == .administrator })
    let code = try accounts.firstCode(
      for: office.credential, in: demonstration.casebook, at: shift.now)
    let member = try await enrol(office.id, code.text)
    #expect(try await member.signIn().status == 303)
    return member
  }

  /// Somebody whom an administrator lets set up an account, confirmed and signed in.
  func member(_ id: String, by administrator: Member) async throws -> Member {
    let page = try await administrator.browser.submit("/accounts/code", [("person", id)])
    let member = try await enrol(id, try #require(page.shown, "\(page.main)"))
    let verifier = try #require(try accounts.account(of: id)).verifier
    let done = try await administrator.browser.submit(
      "/accounts/confirm", [("person", id), ("verifier", verifier), ("do", "confirm")])
    #expect(done.status == 303, "\(done.main)")
    #expect(try await member.signIn().status == 303)
    return member
  }

  func person(_ role: Role) throws -> String {
    try #require(demonstration.people.first { $0.role == role }).id
  }

  /// A second administrator, whom the first appoints.
  func secondAdministrator(by first: Member) async throws -> Member {
    let office = try #require(demonstration.people.first { $0.role == .administrator })
    let id = "office-2"
    // The first acts with the key that they had: the account took it over.
    try demonstration.casebook.perform(
      .appoint(
        Appointment(
          person: id, name: "B. G.", post: "deputy administrator", role: .administrator,
          body: "partnership/office", manager: nil,
          key: NoteSigner.generate(name: id, kind: .ed25519).verifier.text)),
      as: office.credential)
    return try await member(id, by: first)
  }
}

/// Accounts as browsers meet them. They share one site, and each lets time pass, so they come one after another.
@Suite(.serialized) struct AccountRoutesTests {
  private static let made = Task { () async throws -> (Site, Member, Member) in
    let site = try await Site(idleMinutes: 240, hasAccounts: true)
    let first = try await site.firstAdministrator()
    return (site, first, try await site.secondAdministrator(by: first))
  }

  @Test func `An account is no way in before an administrator has confirmed its key`() async throws
  {
    let (site, office, _) = try await Self.made.value
    let id = try site.person(.socialWorker)
    let page = try await office.browser.submit("/accounts/code", [("person", id)])
    let member = try await site.enrol(id, try #require(page.shown))
    let early = try await member.signIn()
    #expect(early.status == 422)
    #expect(early.body.contains("has yet to confirm your key"))
    #expect(member.browser.token == nil)

    let account = try #require(try site.accounts.account(of: id))
    #expect(early.body.contains(fingerprint(account.verifier)))
    let other = try NoteSigner.generate(name: id, kind: .ed25519).verifier.text
    let changed = try await office.browser.submit(
      "/accounts/confirm", [("person", id), ("verifier", other), ("do", "confirm")])
    #expect(changed.status == 422)

    _ = try await office.browser.submit(
      "/accounts/confirm", [("person", id), ("verifier", account.verifier), ("do", "confirm")])
    #expect(try site.demonstration.casebook.key(of: id) == account.verifier)
    #expect(try await member.signIn().location == "/cases")
    let cases = try await member.browser.get("/cases")
    #expect(cases.status == 200)
    #expect(site.shift.lines.isEmpty, "\(site.shift.lines)")
  }

  @Test func `Before the second step a browser is given nothing, and afterwards something new`()
    async throws
  {
    let (site, office, _) = try await Self.made.value
    let browser = site.stranger()
    let planted = String(repeating: "ab", count: 32)
    browser.token = planted
    let first = try await browser.post(
      "/sign-in", ["name": office.id, "secret-password": office.password])
    #expect(first.headers["set-cookie"] == nil)
    let step = try #require(first.step)
    browser.token = step
    #expect(try await browser.get("/account").status == 303)
    browser.token = planted
    let done = try await browser.post(
      "/sign-in/second", ["secret-step": step, "secret-code": office.figures])
    #expect(done.status == 303)
    let token = try #require(browser.token)
    #expect(token != planted && token != step)
    browser.token = planted
    #expect(try await browser.get("/account").status == 303)
  }

  @Test func `A wrong password, a name that nobody has and one who left are answered alike`()
    async throws
  {
    let (site, office, _) = try await Self.made.value
    var pages: [String] = []
    for name in [office.id, "p-99", "no/such name", try site.person(.overseer)] {
      let reply = try await site.stranger().post(
        "/sign-in", ["name": name, "secret-password": "a wrong password"])
      #expect(reply.status == 422)
      pages.append(reply.main.replacing("value=\"\(name)\"", with: ""))
    }
    #expect(Set(pages).count == 1)
  }

  @Test func `Whoever signs out everywhere is out everywhere`() async throws {
    let (site, _, second) = try await Self.made.value
    let elsewhere = site.stranger()
    #expect(try await second.signIn(elsewhere).status == 303)
    #expect(try await elsewhere.get("/account").status == 200)
    let done = try await second.browser.submit("/account/sessions/end-all")
    #expect(done.location == "/sign-in")
    #expect(try await elsewhere.get("/account").status == 303)
    try await second.signIn()
  }

  @Test func `One session is ended from another, and nobody ends somebody else's`() async throws {
    let (site, office, second) = try await Self.made.value
    let elsewhere = site.stranger()
    try await second.signIn(elsewhere)
    let page = try await second.browser.get("/account")
    let id = try #require(
      page.body.firstMatch(of: /name="session" value="([0-9a-f]{16})"/).map { String($0.1) })
    _ = try await office.browser.submit("/account/sessions/end", [("session", id)])
    #expect(try await elsewhere.get("/account").status == 200)
    _ = try await second.browser.submit("/account/sessions/end", [("session", id)])
    #expect(try await elsewhere.get("/account").status == 303)
    #expect(try await second.browser.get("/account").status == 200)
  }

  @Test func `A new password gives a new token and ends every other session`() async throws {
    let (site, office, _) = try await Self.made.value
    let id = try site.person(.teamManager)
    let member = try await site.member(id, by: office)
    let elsewhere = site.stranger()
    try await member.signIn(elsewhere)
    let before = member.browser.token
    let done = try await member.browser.submit(
      "/account/password",
      [
        ("secret-password", member.password), ("secret-new", "three other words here"),
        ("secret-again", "three other words here"),
      ])
    #expect(done.location == "/account")
    #expect(member.browser.token != before)
    #expect(try await elsewhere.get("/account").status == 303)
    #expect(try await member.browser.get("/cases").status == 200)
    member.browser.token = before
    #expect(try await member.browser.get("/cases").status == 303)
  }

  @Test func `A restart keeps sessions, and the files alone make none`() async throws {
    let (site, office, _) = try await Self.made.value
    let token = try #require(office.browser.token)
    let again = try Desk(
      casebook: site.demonstration.casebook, law: site.desk.law, rules: site.desk.rules,
      referralForm: site.desk.referralForm,
      door: .accounts(try AccountStore(at: site.folder + "/accounts", cost: Site.quick)),
      site: site.desk.site, storePath: site.folder + "/desk", log: { _ in },
      clock: { site.shift.now })
    let session = try #require(try again.store.session(token, at: site.shift.now))
    let visitor = try #require(try again.visitor(of: session))
    #expect(visitor.credential.person == office.id)
    var forged = session
    forged.token = sha256(Array(token.utf8)).hexadecimal
    #expect(try again.visitor(of: forged) == nil)
    forged = session
    forged.person = "office-2"
    #expect(try again.visitor(of: forged) == nil)
  }

  @Test func `Whoever leaves is nobody at once, and nothing of theirs opens any more`() async throws
  {
    let (site, office, _) = try await Self.made.value
    let id = try site.person(.educationLead)
    let member = try await site.member(id, by: office)
    let successor = try #require(
      site.demonstration.people.first { $0.role == .socialWorker }
    ).id
    let key = try #require(
      site.demonstration.people.first { $0.role == .administrator }
    ).credential
    try site.demonstration.casebook.perform(
      .leave(Leaving(person: id, successor: successor)), as: key)
    #expect(try await member.browser.get("/account").status == 303)
    #expect(try site.accounts.account(of: id) == nil)
    let reply = try await site.stranger().post(
      "/sign-in", ["name": id, "secret-password": member.password])
    #expect(reply.status == 422)
    #expect(try site.accounts.journal().contains { $0.kind == .left && $0.person == id })
  }

  @Test func `Two administrators recover an account, one alone does not`() async throws {
    let (site, office, second) = try await Self.made.value
    let id = try site.person(.policeInvestigator)
    let member = try await site.member(id, by: office)
    _ = try await office.browser.submit(
      "/accounts/recover", [("person", id), ("reason", "phone lost, seen in person")])
    let alone = try await office.browser.submit("/accounts/recover/agree", [("person", id)])
    #expect(alone.status == 422)
    #expect(try await member.browser.get("/account").status == 200)
    let tokens = site.desk.tokens
    _ = try tokens.make(
      for: Credential(person: id, key: NoteSigner.generate(name: id, kind: .ed25519)),
      named: "a program", scopes: Set(ApiScope.allCases), days: 1, at: site.shift.now)
    let agreed = try await second.browser.submit("/accounts/recover/agree", [("person", id)])
    let code = try #require(agreed.shown)
    #expect(try tokens.tokens(of: id).map { $0.isGood(at: site.shift.now) } == [false])
    #expect(try await member.browser.get("/account").status == 303)
    let again = try await site.enrol(id, code, password: "three other words here")
    let account = try #require(try site.accounts.account(of: id))
    let done = try await second.browser.submit(
      "/accounts/confirm", [("person", id), ("verifier", account.verifier), ("do", "confirm")])
    #expect(done.status == 303)
    #expect(try await again.signIn().status == 303)
  }

  @Test func `Nobody recovers, confirms or makes a code for their own account`() async throws {
    let (_, office, _) = try await Self.made.value
    for (path, more) in [
      ("/accounts/recover", ("reason", "mine")), ("/accounts/code", ("a", "b")),
      ("/accounts/confirm", ("do", "confirm")),
    ] {
      let reply = try await office.browser.submit(path, [("person", office.id), more])
      #expect(reply.status == 422, "\(path)")
      #expect(reply.body.contains("about your own account"), "\(path)")
    }
  }

  @Test func `The accounts are there for administrators alone, the journal for overseers too`()
    async throws
  {
    let (site, office, _) = try await Self.made.value
    let overseer = try await site.member(try site.person(.overseer), by: office)
    #expect(try await overseer.browser.get("/accounts").status == 404)
    #expect(try await overseer.browser.get("/accounts/journal").status == 200)
    let nurse = try await site.member(try site.person(.healthProfessional), by: office)
    for route in Routes.accounts {
      let reply =
        route.method == .get
        ? try await nurse.browser.get(route.path)
        : try await nurse.browser.submit(route.path, [("person", office.id)])
      #expect(reply.status == 404, "\(route.path)")
    }
    let journal = try await office.browser.get("/accounts/journal")
    #expect(journal.body.contains("The key of an account was confirmed"))
    #expect(try await office.browser.get("/accounts").status == 200)
  }

  @Test func `A password that was sent too late is not kept with what was begun`() async throws {
    let (site, office, second) = try await Self.made.value
    let token = try #require(try await second.browser.get("/help").formToken)
    site.shift.pass(minutes: 241)
    let late = try await second.browser.post(
      "/account/password",
      [
        "form-token": token, "form-page": "/account/password", "secret-password": second.password,
        "secret-new": "three other words here", "kept": "this",
      ])
    #expect(late.location?.contains("kept=1") == true)
    let draft = try #require(
      try site.desk.store.draft(of: second.id, in: "/account/password"))
    #expect(draft.form.names == ["kept"])
    try await second.signIn()
    try await office.signIn()
  }

  @Test func `Codes of the first administrator are over once another has an account`() async throws
  {
    let (site, _, _) = try await Self.made.value
    let office = try #require(
      site.demonstration.people.first { $0.role == .administrator }
    ).credential
    #expect(throws: AccountRefusal.othersDo) {
      try site.accounts.firstCode(
        for: office, in: site.demonstration.casebook, at: site.shift.now)
    }
    let worker = try #require(
      site.demonstration.people.first { $0.role == .designatedOfficer }
    ).credential
    #expect(throws: Refusal.self) {
      try site.accounts.firstCode(
        for: worker, in: site.demonstration.casebook, at: site.shift.now)
    }
  }

  @Test func `Where people come in otherwise there are no accounts`() async throws {
    let site = try await Site.shared.value
    let office = try await site.visitor(.administrator)
    for route in Routes.accounts + Routes.ownAccount + Routes.accountEntry {
      let reply =
        route.method == .get
        ? try await office.get(route.path)
        : try await office.submit(route.path, [("person", "office")])
      #expect(reply.status == 404, "\(route.method.rawValue) \(route.path)")
    }
  }

  @Test func `Over TLS the cookie is the host's alone`() async throws {
    let site = try await Site(hasAccounts: true, isSecure: true)
    let office = try #require(site.demonstration.people.first { $0.role == .administrator })
    let code = try site.accounts.firstCode(
      for: office.credential, in: site.demonstration.casebook, at: site.shift.now)
    let member = try await site.enrol(office.id, code.text)
    let cookie = try #require(try await member.signIn().headers["set-cookie"])
    #expect(cookie.hasPrefix("__Host-heed-session="))
    #expect(cookie.contains("; Path=/; Secure; HttpOnly; SameSite=Strict"))
    #expect(!cookie.contains("Domain"))
  }

  @Test
  func
    `A token for a program is made with password and figures, acts as its person, and can be ended`()
    async throws
  {
    let site = try await Site(hasAccounts: true)
    let administrator = try await site.firstAdministrator()
    let member = try await site.member(site.person(.socialWorker), by: administrator)
    let fields = [
      ("name", "our <register>"), ("scope", "cases:read"), ("days", "30"),
      ("secret-password", member.password),
    ]
    let wrong = try await member.browser.submit(
      "/account/tokens", fields + [("secret-code", "000000")])
    #expect(wrong.status == 422)
    #expect(wrong.shown == nil)
    #expect(try site.desk.tokens.tokens(of: member.id).isEmpty)

    let made = try await member.browser.submit(
      "/account/tokens", fields + [("secret-code", member.figures)])
    let token = try #require(made.shown, "\(made.main)")
    let program = site.stranger()
    func cases() async throws -> Int {
      try await program.get("/api/v1/cases", headers: ["Authorization": "Bearer \(token)"]).status
    }
    #expect(try await cases() == 200)
    let page = try await member.browser.get("/account/tokens")
    #expect(page.main.contains("our &lt;register&gt;"))
    #expect(!page.body.contains(token))

    let id = try #require(try site.desk.tokens.tokens(of: member.id).first).id
    let other = try await administrator.browser.submit("/account/tokens/revoke", [("token", id)])
    #expect(other.status == 404)
    #expect(try await cases() == 200)
    let ended = try await member.browser.submit("/account/tokens/revoke", [("token", id)])
    #expect(ended.status == 303)
    #expect(try await cases() == 401)
  }
}
