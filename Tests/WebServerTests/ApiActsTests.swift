import Casebook
import CasebookSQLite
import CivilTime
import Demonstration
import Foundation
import Ledger
import Testing

@testable import WebServer

/// What programs do, how strictly they are held to the document, and that nothing is done twice.
@Suite(.serialized) struct ApiActsTests {
  private static let own = Task { try await Site() }

  private func worker() async throws -> (site: Site, program: Program) {
    let site = try await Self.own.value
    return (site, try site.program("northmoor-worker"))
  }

  private let acts = "/cases/canal-street/acts"

  private func place(_ id: String) -> String {
    #"{"act": "record", "with": {"kind": "places", "content": {"id": "\#(id)", "kind": "park"}}}"#
  }

  private func versions(_ site: Site) throws -> Int {
    try #require(try site.demonstration.casebook.file("canal-street")).versions.count
  }

  @Test func `An act is entered in the person's name, and answered with a receipt that proves it`()
    async throws
  {
    let (site, program) = try await worker()
    let reply = try await program.post(acts, place("lime-park"))
    #expect(reply.status == 201, "\(reply.text)")
    let receipt = try #require(reply.json["receipt"] as? [String: Any])
    let entry = try #require(receipt["entry"] as? Int)
    #expect(reply.headers["heed-entry"] == "\(entry)")
    let note = try SignedNote(parsing: Array((receipt["checkpoint"] as? String ?? "").utf8))
    #expect(try Checkpoint(parsing: note.text).size > entry)
    let deed = try #require(try site.demonstration.casebook.entry(entry).deed)
    #expect(deed.by.person == "northmoor-worker")
    let proof = try await program.get("/log/entries/\(entry)")
    #expect(proof.json["leaf"] as? String == receipt["leaf"] as? String)
    let seen = try await program.get("/cases/canal-street/entries/\(entry)")
    #expect(seen.text.contains("lime-park"))
    // What was recorded is corrected and withdrawn in the same way.
    let corrected = try await program.post(
      acts,
      #"{"act": "correct", "with": {"entry": \#(entry), "reason": "It is called so.", "item": {"kind": "places", "content": {"id": "lime-park", "kind": "street"}}}}"#
    )
    #expect(corrected.status == 201, "\(corrected.text)")
    let last = (corrected.json["receipt"] as? [String: Any])?["entry"] as? Int ?? -1
    let withdrawn = try await program.post(
      acts, #"{"act": "withdraw", "with": {"entry": \#(last), "reason": "It was another place."}}"#)
    #expect(withdrawn.status == 201, "\(withdrawn.text)")
  }

  @Test func `A warning is answered with its code, and an answer to it moves it on`() async throws {
    let (_, program) = try await worker()
    let raised = try await program.post(
      "/register/acts",
      #"""
      {"act": "warn", "with": {"kind": "concern", "about": [{"kind": "place", "words": "the arcade"}],
       "words": "Older men give lifts after school.", "from": "worker",
       "to": "children-social-care/northmoor"}}
      """#)
    #expect(raised.status == 201, "\(raised.text)")
    let code = try #require(raised.json["code"] as? String)
    #expect(ReceiptCode(code) != nil)
    let entry = (raised.json["receipt"] as? [String: Any])?["entry"] as? Int ?? -1
    let status = raised.json["status"] as? [String: Any]
    #expect(status?["isAcknowledged"] as? Bool == false)
    let own = try await program.post(
      "/register/acts",
      #"{"act": "add-to-warning", "with": {"warning": \#(entry), "words": "A grey car."}}"#)
    #expect(own.status == 201, "\(own.text)")
  }

  @Test func `What may not be done is refused with the casebook's reason, and nothing is entered`()
    async throws
  {
    let (site, _) = try await worker()
    let before = try versions(site)
    for person in ["office", "statistics", "scrutineer"] {
      let program = try site.program(person)
      let reply = try await program.post(acts, place("no-park"))
      #expect([403, 404].contains(reply.status), "\(person): \(reply.text)")
      #expect(reply.json["code"] as? String != nil)
    }
    #expect(try versions(site) == before)
  }

  @Test func `Everything that is wrong with an act is said at once, with its place, and no value`()
    async throws
  {
    let (site, program) = try await worker()
    let before = try versions(site)
    let reply = try await program.post(
      acts,
      #"""
      {"act": "respond", "secret-name": 1, "with": {"response": {"act": ["referral", 7]},
       "shown": [1, "two", -1], "changed": {"what": 5, "evidenceOf": "2026-02-31"}, "by": "me"}}
      """#)
    #expect(reply.status == 422)
    #expect(
      Set(reply.pointers) == [
        "/secret-name", "/with/by", "/with/response/act/1", "/with/shown/1", "/with/shown/2",
        "/with/changed/what", "/with/changed/evidenceOf",
      ], "\(reply.text)")
    #expect(!reply.text.contains("two") && !reply.text.contains("2026-02-31"))
    #expect(try versions(site) == before)
  }

  @Test(arguments: [
    (#"{"act": "record""#, 400), (#"{"act": "record", "act": "record"}"#, 400), ("", 400),
    ("[]", 422), (#"{"act": "found", "with": {}}"#, 422), (#"{"act": "lapse", "with": {}}"#, 422),
    (#"{"act": "view", "with": {"what": "x"}}"#, 422), (#"{"with": {}}"#, 422),
    (#"{"act": 7}"#, 422),
    (#"{"act": "withdraw", "with": {"entry": 99999999999999999999, "reason": "x"}}"#, 422),
    (#"{"act": "withdraw", "with": {"entry": 1.5, "reason": "x"}}"#, 422),
    (#"{"act": "withdraw", "with": {"entry": "1", "reason": "x"}}"#, 422),
    (#"{"act": "warn", "with": {}}"#, 422),
  ])
  func `A body that is no act of a case is refused`(_ body: String, _ status: Int) async throws {
    let (_, program) = try await worker()
    let reply = try await program.post(acts, body)
    #expect(reply.status == status, "\(reply.text)")
    #expect(reply.headers["content-type"] == "application/problem+json")
  }

  @Test func `What is nested too deeply, too long or of another type is not read`() async throws {
    let (_, program) = try await worker()
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    let nested = try await program.post(
      acts, #"{"act": "record", "with": {"kind": "places", "content": \#(deep)}}"#)
    #expect(nested.status == 400)
    let long = try await program.post(acts, place(String(repeating: "x", count: Api.longestBody)))
    #expect(long.status == 413)
    for type in [
      "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1",
    ] {
      let other = try await program.post(acts, place("p"), headers: ["Content-Type": type])
      #expect(other.status == 415, "\(type)")
    }
    let address = try await program.get("/changes?after=" + String(repeating: "a", count: 9000))
    #expect(address.status == 414 && address.problem == "address-too-long")
    let wanted = try await program.get("/cases", headers: ["Accept": "text/html"])
    #expect(wanted.status == 406)
    let anything = try await program.get("/cases", headers: ["Accept": "text/html, */*;q=0.1"])
    #expect(anything.status == 200)
  }

  @Test func `The same request with the same key is done once and answered alike`() async throws {
    let (site, program) = try await worker()
    let before = try versions(site)
    let first = try await program.post(acts, place("elm-park"), key: "once")
    let second = try await program.post(acts, place("elm-park"), key: "once")
    #expect(first.status == 201, "\(first.text)")
    #expect(second.text == first.text && second.status == first.status)
    #expect(second.headers["idempotency-replayed"] == "true")
    #expect(try versions(site) == before + 1)
    let other = try await program.post(acts, place("oak-park"), key: "once")
    #expect(other.status == 422)
    #expect(other.problem == "key-reused")
    // A key belongs to its token.
    let manager = try site.program("northmoor-manager")
    let theirs = try await manager.post(acts, place("ash-park"), key: "once")
    #expect(theirs.problem != "key-reused")
    // And for a day.
    site.shift.pass(minutes: 24 * 60 + 1)
    let later = try await program.post(acts, place("beech-park"), key: "once")
    #expect(later.status == 201, "\(later.text)")
  }

  @Test func `A refusal stays the answer to its key`() async throws {
    let (_, program) = try await worker()
    let body = #"{"act": "withdraw", "with": {"entry": 9007199254740991, "reason": "x"}}"#
    let first = try await program.post(acts, body, key: "refused")
    let second = try await program.post(acts, body, key: "refused")
    #expect(first.status >= 400)
    #expect(second.text == first.text)
    #expect(second.headers["idempotency-replayed"] == "true")
  }

  @Test func `The same request sent many times at once is done once`() async throws {
    let (site, program) = try await worker()
    let before = try versions(site)
    let body = place("yew-park")
    let replies = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<12 {
        group.addTask { try await program.post(acts, body, key: "at once").text }
      }
      var all: [String] = []
      for try await text in group { all.append(text) }
      return all
    }
    #expect(Set(replies).count == 1)
    #expect(replies[0].contains("\"receipt\""), "\(replies[0])")
    #expect(try versions(site) == before + 1)
  }

  @Test func `Every act that is offered has a schema, and those of the casebook are not offered`() {
    let offered = Set(ApiActs.ofCases + ApiActs.ofRegister)
    for kind in ActKind.allCases {
      let isOwn =
        kind.realm == .casebook || kind.realm == .reads || kind == .lapse || kind == .attempt
      #expect(offered.contains(kind) == !isOwn, "\(kind.rawValue)")
      #expect((ApiActs.parts[kind] != nil) == !isOwn, "\(kind.rawValue)")
    }
  }
}
