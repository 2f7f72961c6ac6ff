import Casebook
import CasebookSQLite
import CivilTime
import Demonstration
import Foundation
import Ledger
import Testing

@testable import WebServer

/// Lists that come a part at a time, what changed, and what is the same as on the pages.
@Suite(.serialized) struct ApiListsTests {
  private static let own = Task { try await Site() }

  @Test(arguments: ["/cases", "/cases/canal-street/entries", "/register", "/accesses"])
  func `A list that is walked gives everything once, and ends`(_ path: String) async throws {
    let site = try await Self.own.value
    let program = try site.program("overseer")
    let whole = try await program.get("\(path)?limit=200")
    #expect(whole.status == 200, "\(whole.text)")
    func keys(_ reply: Program.Reply) -> [String] {
      reply.items.map { item in
        let line = item["line"] as? [String: Any]
        return "\(item["entry"] ?? line?["entry"] ?? item["id"] ?? "")"
      }
    }
    var walked: [String] = []
    var next: String? = "\(path)?limit=7"
    var steps = 0
    while let address = next, walked.count < keys(whole).count, steps < 40 {
      let reply = try await program.get(address)
      walked += keys(reply)
      next = reply.json["next"] as? String
      #expect(reply.headers["link"] == next.map { "<\($0)>; rel=\"next\"" })
      steps += 1
    }
    #expect(Set(walked).count == walked.count)
    #expect(Array(walked.prefix(keys(whole).count)) == Array(keys(whole).prefix(walked.count)))
    #expect(walked.count > 7 || next == nil)
  }

  @Test func `A cursor of another list, or none, is not taken`() async throws {
    let site = try await Self.own.value
    let program = try site.program("northmoor-manager")
    let cases = try await program.get("/cases?limit=1")
    let next = try #require(cases.json["next"] as? String)
    let cursor = next.split(separator: "=").last ?? ""
    for bad in ["\(cursor)0", "zz", "00", "7265"] {
      #expect(try await program.get("/cases?cursor=\(bad)").status == 400, "\(bad)")
    }
    #expect(try await program.get("/register?cursor=\(cursor)").status == 400)
    for bad in ["limit=0", "limit=201", "limit=x", "limit=1&limit=2", "nothing=1", "limit=+1"] {
      let reply = try await program.get("/cases?\(bad)")
      #expect(reply.status == 400, "\(bad)")
      #expect(reply.problem == "bad-parameter")
    }
  }

  @Test func `The changes tell every entry in order, but for reading, which is counted`()
    async throws
  {
    let site = try await Self.own.value
    let program = try site.program("northmoor-worker")
    let end = try site.demonstration.casebook.size()
    var told: [Int: (type: String, caseID: String?)] = [:]
    var (after, reads) = (-1, 0)
    while after < end - 1 {
      let reply = try await program.get("/changes?after=\(after)&limit=100")
      #expect(reply.status == 200, "\(reply.text)")
      for change in reply.json["changes"] as? [[String: Any]] ?? [] {
        let entry = change["entry"] as? Int ?? -1
        #expect(entry > (told.keys.max() ?? -1))
        told[entry] = (change["type"] as? String ?? "", change["case"] as? String)
      }
      reads += reply.json["reads"] as? Int ?? 0
      after = reply.json["through"] as? Int ?? end
    }
    #expect(told.count + reads == after + 1)
    let open = Set(
      try await program.get("/cases?limit=200").items.compactMap { $0["id"] as? String })
    for entry in 0..<end {
      let (bytes, deed) = try site.demonstration.casebook.entry(entry)
      let head = try #require(LogEntry(bytes))
      guard let change = told[entry] else {
        #expect(["view", "refused"].contains(head.type.description), "entry \(entry) is missing")
        continue
      }
      #expect(change.type == head.type.description)
      if let id = change.caseID {
        #expect(open.contains(id), "entry \(entry) names a case that is closed")
        #expect(deed?.case == id)
      }
      if change.type == "record", let id = deed?.case, open.contains(id) {
        #expect(change.caseID == id, "entry \(entry)")
      }
      #expect(
        !["involve", "exclude", "grant", "break-glass"].contains(change.type)
          || change.caseID == nil)
    }
  }

  @Test func `Who waits for a change is told when it comes, and following gives nothing to follow`()
    async throws
  {
    let site = try await Self.own.value
    let program = try site.program("northmoor-worker")
    let end = try site.demonstration.casebook.size() - 1
    let idle = try await program.get("/changes?after=\(end)")
    #expect((idle.json["changes"] as? [Any])?.isEmpty == true)
    #expect(try site.demonstration.casebook.size() == end + 1)
    async let waiting = program.get("/changes?after=\(end)&wait=30")
    try await Task.sleep(for: .milliseconds(600))
    let act =
      #"{"act": "record", "with": {"kind": "places", "content": {"id": "fir-park", "kind": "park"}}}"#
    #expect(try await program.post("/cases/canal-street/acts", act).status == 201)
    let reply = try await waiting
    let changes = reply.json["changes"] as? [[String: Any]] ?? []
    #expect(changes.count == 1)
    #expect(changes.first?["case"] as? String == "canal-street")
    let through = reply.json["through"] as? Int ?? -1
    let again = try await program.get("/changes?after=\(through)")
    #expect((again.json["changes"] as? [Any])?.isEmpty == true)
  }

  @Test func `The answers of a case are those of the command line`() async throws {
    let site = try await Self.own.value
    let program = try site.program("northmoor-worker")
    for (name, format) in [
      ("assessment", "assessment/1"), ("questions", "questions/1"), ("duties", "duties/1"),
      ("known-since", "known-since/1"), ("chronology", "chronology/1"),
      ("frameworks/MSA2015-2", "explanation/1"),
    ] {
      let reply = try await program.get("/cases/canal-street/\(name)")
      #expect(reply.status == 200, "\(name): \(reply.text.prefix(300))")
      #expect(reply.json["heed"] as? String == format)
      #expect(reply.headers["heed-entry"] != nil)
      #expect(reply.headers["cache-control"] == "no-store")
    }
    #expect(try await program.get("/cases/canal-street/frameworks/none").status == 404)
  }

  @Test func `What is no secret is kept until it changes`() async throws {
    let site = try await Self.own.value
    let program = try site.program("northmoor-worker")
    for path in ["/law", "/law/MSA2015-2", "/openapi.json"] {
      let first = try await program.get(path)
      #expect(first.status == 200)
      let tag = try #require(first.headers["etag"])
      let second = try await program.get(path, headers: ["If-None-Match": tag])
      #expect(second.status == 304 && second.text.isEmpty, "\(path)")
    }
  }

  @Test func `Why somebody looks is entered`() async throws {
    let site = try await Self.own.value
    let program = try site.program("northmoor-worker")
    let reply = try await program.get(
      "/cases/canal-street", headers: ["Heed-Purpose": "the review on Tuesday"])
    let entry = try #require(reply.headers["heed-entry"].flatMap { Int($0) })
    let deed = try #require(try site.demonstration.casebook.entry(entry).deed)
    guard case .view(let view) = deed.act else {
      Issue.record("it was not entered as reading")
      return
    }
    #expect(view.purpose == "the review on Tuesday")
    let long = try await program.get(
      "/cases/canal-street", headers: ["Heed-Purpose": String(repeating: "x", count: 301)])
    #expect(long.status == 400 && long.pointers == ["/header/Heed-Purpose"])
  }
}
