import Casebook
import CasebookSQLite
import CivilTime
import Demonstration
import Testing

@testable import WebServer

/// For whom a program acts, and how far it reaches.
@Suite struct ApiDoorTests {
  /// A site in which time passes and people leave.
  private static let own = Task { try await Site() }

  @Test func `Without a token nothing is answered but the document`() async throws {
    let site = try await Site.shared.value
    let nobody = site.programOfNobody()
    for operation in Api.operations {
      let reply = try await nobody.send(
        operation.method.rawValue, operation.address(), operation.body.map { _ in "{}" }, [:])
      if operation.scopes == nil {
        #expect(reply.status == 200, "\(operation.id)")
      } else {
        #expect(reply.status == 401, "\(operation.id)")
        #expect(reply.problem == "no-token", "\(operation.id)")
        #expect(reply.headers["www-authenticate"] == "Bearer realm=\"heed\"")
        #expect(reply.headers["content-type"] == "application/problem+json")
      }
    }
  }

  @Test func `A token reaches as far as its scopes, and no further`() async throws {
    let site = try await Site.shared.value
    for scope in ApiScope.allCases {
      let program = try site.program("northmoor-manager", scopes: [scope])
      for operation in Api.operations {
        let reply = try await program.send(
          operation.method.rawValue, operation.address(case: "canal-street"),
          operation.body.map { _ in "{}" }, ["Content-Type": "application/json"])
        let needs = operation.scopes ?? []
        #expect(
          (reply.problem == "out-of-scope") == !needs.allSatisfy { $0 == scope },
          "\(scope.rawValue): \(operation.id) \(reply.status)")
        if reply.problem == "out-of-scope" {
          #expect(reply.headers["www-authenticate"]?.contains("insufficient_scope") == true)
        }
      }
    }
  }

  @Test func `Every role is answered what it may have, a refusal, or that there is nothing`()
    async throws
  {
    let site = try await Site.shared.value
    let asked = [
      "self", "cases", "case", "entries", "register", "matter", "accesses", "log", "law",
    ]
    for role in Role.allCases {
      guard let person = site.demonstration.people.first(where: { $0.role == role }) else {
        continue
      }
      let program = try site.program(person.id)
      for operation in Api.operations where asked.contains(operation.id) {
        let reply = try await program.get(operation.address(case: "hill-view"))
        #expect(
          [200, 403, 404].contains(reply.status), "\(person.id): \(operation.id) \(reply.status)")
        if operation.id == "case" {
          let page = try await site.visitor(person.id).get("/cases/hill-view/evidence")
          #expect(page.status == reply.status, "\(person.id): as the page says")
        }
      }
    }
  }

  @Test func `A case that is closed and one that is not are answered alike`() async throws {
    let site = try await Site.shared.value
    // Those who may open a case in an emergency are told that there is one: that is for the casebook to say.
    for person in ["licensing", "statistics", "office", "housing"] {
      let program = try site.program(person)
      for operation in Api.operations where operation.path.hasPrefix("/cases/{case}") {
        let body = #"{"act": "break-glass", "with": {"reason": ""}}"#
        let replies = try await [
          program.ask(operation, case: "orchard-close", body),
          program.ask(operation, case: "no-such-case", body),
        ]
        #expect(replies[0].status >= 400, "\(person): \(operation.id)")
        #expect(replies[0].status == replies[1].status, "\(person): \(operation.id)")
        #expect(
          replies[0].text.replacing("orchard-close", with: "no-such-case") == replies[1].text,
          "\(person): \(operation.id)")
      }
    }
  }

  @Test func `The cookie of a browser is nobody to the interface, and a token nobody to the pages`()
    async throws
  {
    let site = try await Site.shared.value
    let browser = try await site.visitor("northmoor-worker")
    let reply = try await browser.send("GET", Api.root + "/cases", body: nil, headers: [:])
    #expect(reply.status == 401)
    let program = try site.program("northmoor-worker")
    let page = try await program.browser.send(
      "GET", "/cases", body: nil, headers: ["Authorization": "Bearer \(program.secret ?? "")"])
    #expect(page.status == 303)
  }

  @Test func `Other sites are let in to nothing`() async throws {
    let site = try await Site.shared.value
    let program = try site.program("northmoor-worker")
    let reply = try await program.get("/cases", headers: ["Origin": "https://elsewhere.example"])
    #expect(reply.headers["access-control-allow-origin"] == nil)
    let preflight = try await program.send(
      "OPTIONS", "/cases", nil, ["Origin": "https://elsewhere.example"])
    #expect(preflight.status == 405)
    #expect(preflight.headers["access-control-allow-origin"] == nil)
  }

  @Test func `A program that asks too often is told so as a problem, and when to ask again`()
    async throws
  {
    var rates = Rates()
    (rates.session, rates.stranger) = (
      .init(burst: 2, perMinute: 1), .init(burst: 2, perMinute: 1)
    )
    let site = await Site(
      beside: try await Site.shared.value, network: Network(rates: rates))
    let program = try site.program("office")
    for _ in 0..<2 { #expect(try await program.get("/self").status == 200) }
    let reply = try await program.get("/self")
    #expect(reply.status == 429 && reply.problem == "too-many-requests")
    let seconds = reply.headers["retry-after"].flatMap { Int($0) } ?? 0
    #expect(seconds > 0)
  }

  @Test func `A forged, an old and a revoked token are good for nothing`() async throws {
    let site = try await Self.own.value
    let program = try site.program("northmoor-worker", days: 1)
    #expect(try await program.get("/self").status == 200)
    for forged in [
      "Bearer heed_" + String(repeating: "0", count: 64), "Bearer x", "Basic eDp5", "Bearer",
      "Bearer \(program.secret!.dropLast())", "Bearer \(program.secret!.uppercased())",
    ] {
      let reply = try await program.get("/self", headers: ["Authorization": forged])
      #expect(reply.status == 401, "\(forged)")
      #expect(reply.problem == "bad-token")
    }
    let revoked = try site.program("northmoor-worker")
    #expect(
      try site.desk.tokens.revoke(revoked.token, of: "northmoor-manager", at: Site.now) == false)
    #expect(try await revoked.get("/self").status == 200)
    #expect(try site.desk.tokens.revoke(revoked.token, of: "northmoor-worker", at: Site.now))
    #expect(try await revoked.get("/self").problem == "bad-token")
    site.shift.pass(minutes: 24 * 60)
    #expect(try await program.get("/self").problem == "bad-token")
  }

  @Test func `Whoever leaves loses their tokens at once`() async throws {
    let site = try await Self.own.value
    let program = try site.program("westmoor-worker")
    #expect(try await program.get("/cases").status == 200)
    let office = try #require(site.demonstration.people.first { $0.id == "office" }).credential
    try site.demonstration.casebook.perform(
      .leave(Leaving(person: "westmoor-worker", successor: "westmoor-manager")), as: office)
    let reply = try await program.get("/cases")
    #expect(reply.status == 401)
    #expect(reply.problem == "bad-token")
  }
}

extension Program {
  /// Asks or does something in a case.
  func ask(_ operation: ApiOperation, case id: String, _ body: String) async throws -> Reply {
    operation.method == .get
      ? try await get(operation.address(case: id))
      : try await post(operation.address(case: id), body)
  }
}
