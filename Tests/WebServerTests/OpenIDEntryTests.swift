import Accounts
import Casebook
import CasebookSQLite
import Demonstration
import Foundation
import Ledger
import OpenIDConnect
import Synchronization
import Testing
import WebPages

@testable import WebServer

/// A provider that says whoever the test names has signed in.
private final class StandInProvider: SignInProvider {
  private let destination = Mutex("/")

  func depart(to place: String) async throws(OpenIDError) -> OpenIDClient.Departure {
    destination.withLock { $0 = place }
    return OpenIDClient.Departure(
      address: "https://login.example.org/authorize?state=begun", browser: "kept")
  }

  func arrive(
    with answer: [String: [String]], browser: String?
  ) async throws(OpenIDError) -> OpenIDClient.Arrival {
    guard answer["state"] == ["begun"] else { throw .unknownAttempt }
    guard browser == "kept" else { throw .otherBrowser }
    guard let person = answer["code"]?.first else { throw .malformedReturn }
    return OpenIDClient.Arrival(person: person, destination: destination.withLock { $0 })
  }
}

@Suite(.serialized) struct OpenIDEntryTests {
  private static let serverKey = Array(repeating: UInt8(7), count: 32)

  private static func site(isSecure: Bool = false) async throws -> Site {
    try await Site(
      hasAccounts: true, openID: OpenIDEntry(StandInProvider(), serverKey: serverKey),
      isSecure: isSecure)
  }

  /// One for all tests that come one after the other.
  private static let made = Task { () async throws -> (Site, Member) in
    let site = try await OpenIDEntryTests.site()
    return (site, try await site.firstAdministrator())
  }

  /// The site, and an administrator who has not allowed the provider.
  private func start() async throws -> (Site, Member) {
    let (site, office) = try await OpenIDEntryTests.made.value
    try site.accounts.endProvider(of: office.id, at: site.shift.now)
    return (site, office)
  }

  /// Comes back from the provider as somebody.
  private func comeBack(
    _ browser: Browser, as person: String, cookie: String = "heed-openid=kept"
  ) async throws -> Browser.Reply {
    try await browser.get(
      "/sign-in/openid/return?state=begun&code=\(person)", headers: ["Cookie": cookie])
  }

  private func allow(_ member: Member) async throws {
    let reply = try await member.browser.submit(
      "/account/openid",
      [("secret-password", member.password), ("secret-code", member.figures)])
    #expect(reply.status == 303, "\(reply.main)")
  }

  @Test func `Where there is no provider there is no way to one`() async throws {
    let site = try await Site(hasAccounts: true)
    let office = try await site.firstAdministrator()
    #expect(try await !site.stranger().get("/sign-in").body.contains("/sign-in/openid"))
    for path in ["/sign-in/openid", "/sign-in/openid/return?state=begun&code=x", "/account/openid"]
    {
      #expect(try await office.browser.get(path).status == 404, "\(path)")
    }
  }

  @Test func `The way to the provider binds the browser, with a cookie that opens nothing`()
    async throws
  {
    let (site, _) = try await start()
    let browser = site.stranger()
    #expect(try await browser.get("/sign-in").body.contains("href=\"/sign-in/openid?then="))
    let away = try await browser.get("/sign-in/openid?then=/cases")
    #expect(away.status == 303)
    #expect(away.location == "https://login.example.org/authorize?state=begun")
    #expect(
      away.headers["set-cookie"]
        == "heed-openid=kept; Path=/; HttpOnly; SameSite=Lax; Max-Age=600")
    #expect(
      try await browser.get("/account", headers: ["Cookie": "heed-openid=kept"]).status == 303)
  }

  @Test func `Over TLS that cookie is the host's alone`() async throws {
    // A site that nobody holds stops while it is asked.
    let site = try await OpenIDEntryTests.site(isSecure: true)
    let away = try await site.stranger().get("/sign-in/openid")
    withExtendedLifetime(site) {}
    let cookie = try #require(away.headers["set-cookie"])
    #expect(cookie.hasPrefix("__Host-heed-openid=kept; Path=/; Secure; HttpOnly; SameSite=Lax"))
  }

  @Test func `Whoever has allowed it comes in through the provider, with their own key`()
    async throws
  {
    let (site, office) = try await start()
    try await allow(office)
    let browser = site.stranger()
    _ = try await browser.get("/sign-in/openid?then=/account")
    let back = try await comeBack(browser, as: office.id)
    #expect(back.status == 200)
    #expect(back.headers["refresh"] == "0; url=/account")
    #expect(back.main.contains("href=\"/account\""))
    let page = try await browser.get("/account")
    #expect(page.status == 200)
    #expect(page.main.contains(office.id))
    #expect(try site.accounts.journal().contains { $0.kind == .providerAllowed })
  }

  @Test func `Each sign-in through the provider has a token of its own`() async throws {
    let (site, office) = try await start()
    try await allow(office)
    let browser = site.stranger()
    _ = try await browser.get("/sign-in/openid")
    _ = try await comeBack(browser, as: office.id)
    let first = try #require(browser.token)
    _ = try await comeBack(browser, as: office.id)
    #expect(browser.token != first)
  }

  @Test func `Whoever has not allowed it is not let in, though the provider knows them`()
    async throws
  {
    let (site, office) = try await start()
    let browser = site.stranger()
    _ = try await browser.get("/sign-in/openid")
    let back = try await comeBack(browser, as: office.id)
    #expect(back.status == 403)
    #expect(back.main.contains("You have not yet allowed this."))
    #expect(browser.token == nil)
  }

  @Test func `A session alone does not allow it: password and second factor are asked for`()
    async throws
  {
    let (site, office) = try await start()
    let wrong = try await office.browser.submit(
      "/account/openid", [("secret-password", "not the password"), ("secret-code", office.figures)])
    #expect(wrong.status == 422)
    let figures = try await office.browser.submit(
      "/account/openid", [("secret-password", office.password), ("secret-code", "000000")])
    #expect(figures.status == 422)
    #expect(try !site.accounts.allowsProvider(office.id))
  }

  @Test func `Whoever ends it comes in that way no more`() async throws {
    let (site, office) = try await start()
    try await allow(office)
    #expect(try await office.browser.submit("/account/openid/end").status == 303)
    let browser = site.stranger()
    _ = try await browser.get("/sign-in/openid")
    #expect(try await comeBack(browser, as: office.id).status == 403)
    #expect(try await office.browser.get("/account").status == 200)
  }

  @Test func `A name that holds no post is let in by no provider`() async throws {
    let (site, _) = try await start()
    let browser = site.stranger()
    _ = try await browser.get("/sign-in/openid")
    let back = try await comeBack(browser, as: "somebody-else")
    #expect(back.status == 403)
    #expect(back.main.contains("Ask an administrator of this casebook."))
    #expect(!site.shift.lines.joined().contains("somebody-else"))
  }

  @Test func `What another browser brings back lets nobody in, and is said without names`()
    async throws
  {
    let (site, office) = try await start()
    try await allow(office)
    let browser = site.stranger()
    let before = site.shift.lines.count
    for cookie in ["heed-openid=another", "other=kept"] {
      let back = try await comeBack(browser, as: office.id, cookie: cookie)
      #expect(back.status == 403)
      #expect(browser.token == nil)
    }
    let forged = try await browser.get("/sign-in/openid/return?state=forged&code=\(office.id)")
    #expect(forged.status == 403)
    #expect(site.shift.lines.count == before + 3)
    #expect(!site.shift.lines.joined().contains(office.id))
  }

  @Test func `After the way through the provider one is led to a page of ours`() async throws {
    let (site, office) = try await start()
    try await allow(office)
    for place in ["//elsewhere.example", "https://elsewhere.example", "/%0D%0AX:y", "/\\elsewhere"]
    {
      let browser = site.stranger()
      _ = try await browser.get("/sign-in/openid?then=\(pathPart(place))")
      let back = try await comeBack(browser, as: office.id)
      let refresh = try #require(back.headers["refresh"])
      #expect(!refresh.contains("elsewhere"), "\(place)")
    }
  }

  // MARK: What is kept

  @Test func `The files alone open no key kept for the provider: the server's key is needed`()
    async throws
  {
    let (site, office) = try await start()
    try await allow(office)
    let accounts = try site.accounts
    let key = try accounts.keyForProvider(of: office.id, under: OpenIDEntryTests.serverKey)
    let verifier = try accounts.account(of: office.id)?.verifier
    #expect(key?.verifier.text == verifier)
    let other = Array(repeating: UInt8(8), count: 32)
    #expect(try accounts.keyForProvider(of: office.id, under: other) == nil)
    let secret = try #require(key?.secretText)
    for file in try FileManager.default.contentsOfDirectory(atPath: site.folder) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: site.folder + "/" + file))
      #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file)")
    }
  }

  @Test func `An account that is made anew or taken away begins without leave`() async throws {
    let site = try await OpenIDEntryTests.site()
    let office = try await site.firstAdministrator()
    try await allow(office)
    let holder = try #require(
      site.demonstration.people.first { $0.role == .administrator }
    ).credential
    let code = try site.accounts.firstCode(
      for: holder, in: site.demonstration.casebook, at: site.shift.now)
    let anew = try await site.enrol(office.id, code.text)
    #expect(try !site.accounts.allowsProvider(office.id))
    try await anew.signIn()
    try await allow(anew)
    try site.accounts.forget(office.id, as: .left, by: "", at: site.shift.now)
    #expect(try !site.accounts.allowsProvider(office.id))
  }
}
