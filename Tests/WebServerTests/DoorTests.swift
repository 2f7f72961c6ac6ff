import Casebook
import CasebookSQLite
import Demonstration
import Testing

@testable import WebServer

/// Who comes in, and what protects them once they are in.
@Suite struct DoorTests {
  @Test func `Nobody who is not signed in reaches what is for those who are`() async throws {
    let site = try await Site.shared.value
    for route in Routes.all where route.access == .signedIn {
      let path = route.path.replacing(/:[a-z-]+/) { _ in "x" }
      let reply =
        route.method == .get
        ? try await site.stranger().get(path) : try await site.stranger().post(path, [:])
      #expect(reply.status == 303, "\(route.method.rawValue) \(route.path)")
      #expect(
        reply.location?.hasPrefix("/sign-in") == true, "\(route.method.rawValue) \(route.path)")
    }
  }

  @Test func `A form without the token of its session changes nothing`() async throws {
    let site = try await Site.shared.value
    let worker = try await site.visitor(.socialWorker)
    for route in Routes.all where route.method == .post && route.path != "/sign-in" {
      let path = route.path.replacing(/:[a-z-]+/) { _ in "x" }
      let reply = try await worker.post(path, ["form-token": String(repeating: "0", count: 64)])
      #expect(reply.status == 403, "\(route.path)")
    }
  }

  @Test func `A form that another site sent is not taken`() async throws {
    let site = try await Site.shared.value
    let browser = site.stranger()
    let elsewhere = try await browser.post(
      "/sign-in", ["person": "office"], headers: ["Origin": "https://elsewhere.example"])
    #expect(elsewhere.status == 403)
    let cross = try await browser.post(
      "/sign-in", ["person": "office"], headers: ["Sec-Fetch-Site": "cross-site"])
    #expect(cross.status == 403)
    #expect(browser.token == nil)
  }

  @Test func `A form that is not one, or too long, is refused`() async throws {
    let site = try await Site.shared.value
    let other = try await site.stranger().send(
      "POST", "/sign-in", body: "{}", headers: ["Content-Type": "application/json"])
    #expect(other.status == 415)
    let long = try await site.stranger().post(
      "/sign-in", ["person": String(repeating: "x", count: House.longestForm)])
    #expect(long.status == 413)
  }

  @Test func `After the sign-in one is led to a page of ours, and nowhere else`() async throws {
    let site = try await Site.shared.value
    for (then, place) in [
      ("/cases?a=1", "/cases?a=1"), ("//elsewhere.example", "/"),
      ("https://elsewhere.example", "/"),
      ("/\\elsewhere.example", "/"), ("/cases\r\nSet-Cookie: a=b", "/"), ("", "/"),
    ] {
      let reply = try await site.stranger().post(
        "/sign-in", ["person": "office", "then": then])
      #expect(reply.location == place, "\(then)")
    }
  }

  @Test func `Every page says what a browser may do with it`() async throws {
    let site = try await Site.shared.value
    let reply = try await site.stranger().get("/sign-in")
    #expect(reply.headers["content-security-policy"]?.contains("default-src 'none'") == true)
    #expect(reply.headers["x-content-type-options"] == "nosniff")
    #expect(reply.headers["cache-control"] == "no-store")
    #expect(reply.headers["referrer-policy"] == "same-origin")
  }

  @Test func `The cookie is out of reach of scripts and of other sites`() async throws {
    let site = try await Site.shared.value
    let reply = try await site.stranger().post("/sign-in", ["person": "office"])
    let cookie = try #require(reply.headers["set-cookie"])
    #expect(cookie.contains("HttpOnly"))
    #expect(cookie.contains("SameSite=Strict"))
  }

  @Test func `Whoever signs out is out, also with the cookie that they had`() async throws {
    let site = try await Site.shared.value
    let office = try await site.visitor("office")
    let token = office.token
    _ = try await office.submit("/sign-out")
    office.token = token
    #expect(try await office.get("/cases").status == 303)
  }

  @Test func `After a long silence one signs in again, and what was sent too late is kept`()
    async throws
  {
    let site = try await Site(idleMinutes: 10)
    let worker = try await site.visitor(.socialWorker)
    let token = try #require(try await worker.get("/help").formToken)
    site.shift.pass(minutes: 11)
    let page = "/cases/hill-view/statements/new"
    let late = try await worker.post(
      "/drafts", ["form-token": token, "form-page": page, "words": "what was seen at the gate"])
    #expect(late.status == 303)
    #expect(late.location?.contains("kept=1") == true)
    let person = try #require(site.demonstration.people.first { $0.role == .socialWorker }).id
    let draft = try #require(try site.desk.store.draft(of: person, in: page))
    #expect(draft.form["words"] == "what was seen at the gate")
    #expect(draft.form["form-token"] == nil)
  }

  @Test func `A session ends after half a day, however busy`() async throws {
    let site = try await Site(idleMinutes: 60)
    let worker = try await site.visitor(.socialWorker)
    for _ in 0..<13 {
      site.shift.pass(minutes: 55)
      _ = try await worker.get("/help")
    }
    site.shift.pass(minutes: 10)
    #expect(try await worker.get("/cases").status == 303)
  }

  @Test func `Whoever has left is nobody here at once`() async throws {
    let site = try await Site()
    let worker = try await site.visitor(.socialWorker)
    let id = try #require(site.demonstration.people.first { $0.role == .socialWorker }).id
    let office = try #require(site.demonstration.people.first { $0.role == .administrator })
    let successor = try #require(
      site.demonstration.people.first { $0.role == .socialWorker && $0.id != id })
    try site.demonstration.casebook.perform(
      .leave(Leaving(person: id, successor: successor.id)), as: office.credential)
    #expect(try await worker.get("/cases").status == 303)
  }

  @Test func `No address answers with an error of ours, whoever asks and however oddly`()
    async throws
  {
    let site = try await Site.shared.value
    let odd = [
      "x", "..%2F..%2Fetc%2Fpasswd", "%00", "%F0%9F", "a%20b", "-1", "99999999999999999999",
    ]
    let worker = try await site.visitor(.socialWorker)
    for route in Routes.all where route.method == .get {
      for value in odd {
        let path = route.path.replacing(/:[a-z-]+/) { _ in value }
        let reply = try await worker.get(path)
        #expect(reply.status < 500, "\(path): \(reply.status)")
      }
    }
    #expect(site.shift.lines.isEmpty, "\(site.shift.lines)")
  }

  @Test func `What is not there, and what is not open, are answered alike`() async throws {
    let site = try await Site.shared.value
    let nurse = try await site.visitor(.licensingOfficer)
    let closed = try await nurse.get("/cases/hill-view")
    let missing = try await nurse.get("/cases/no-such-case")
    #expect(closed.status == missing.status)
    #expect(closed.main.replacing("hill-view", with: "no-such-case") == missing.main)
  }
}
