import Casebook
import CasebookSQLite
import Demonstration
import Testing

@testable import WebServer

/// Reading what a case rests on, adding to it, and putting it right: as the people of the demonstration.
@Suite(.serialized) struct EvidenceRoutesTests {
  /// A site that no other tests write to. It stays open until all are done.
  private static let own = Task { try await Site() }

  /// A worker and a case of theirs.
  private func desk() async throws -> (site: Site, worker: Browser, base: String) {
    let site = try await Self.own.value
    let worker = try await site.visitor("northmoor-worker")
    return (site, worker, "/cases/canal-street")
  }

  private let statement: [(String, String)] = [
    ("fact", "moved"), ("says", "yes"), ("child", "child-a"), ("when-month", "10"),
    ("when-year", "2025"), ("when-sure", "~"), ("new-source-kind", "agency-record"),
    ("new-source-ref", "log 9, p. 2"), ("note", "<b>as it stands in the log</b>"),
  ]

  private func entries(_ site: Site) throws -> Int {
    try #require(try site.demonstration.casebook.file("canal-street")).versions.count
  }

  @Test func `What a statement would change is said before anything is entered`() async throws {
    let (site, worker, base) = try await desk()
    let before = try entries(site)
    let reply = try await worker.submit(
      base + "/statements/new", statement + [("do", "preview")])
    #expect(reply.status == 200)
    #expect(reply.body.contains("What it would change"))
    #expect(reply.body.contains("it happened about October 2025"))
    #expect(try entries(site) == before)
  }

  @Test
  func `A statement and its new source are entered together, and nothing of it becomes markup`()
    async throws
  {
    let (site, worker, base) = try await desk()
    let before = try entries(site)
    let reply = try await worker.submit(base + "/statements/new", statement + [("do", "add")])
    #expect(reply.status == 303)
    #expect(try entries(site) == before + 2)
    let item = try await worker.get(try #require(reply.location))
    #expect(item.body.contains("&lt;b&gt;as it stands in the log"))
    #expect(!item.body.contains("<b>as it stands"))
    #expect(item.body.contains("log 9, p. 2"))
  }

  @Test func `A form that is not whole comes back with what was typed, and says what is missing`()
    async throws
  {
    let (site, worker, base) = try await desk()
    let before = try entries(site)
    let reply = try await worker.submit(
      base + "/statements/new",
      [("fact", "moved"), ("note", "kept as typed"), ("do", "add")])
    #expect(reply.status == 422)
    #expect(reply.body.contains("kept as typed"))
    #expect(reply.body.contains("href=\"#says\""))
    #expect(reply.body.contains("id=\"says-error\""))
    #expect(try entries(site) == before)
  }

  @Test func `Whoever may only read is not led to a form`() async throws {
    let site = try await Site.shared.value
    let scrutineer = try await site.visitor(.inquiry)
    #expect(try await scrutineer.get("/cases/canal-street/evidence").status == 200)
    #expect(try await scrutineer.get("/cases/canal-street/statements/new").status == 403)
    #expect(try await scrutineer.get("/cases/canal-street/responses/new").status == 403)
  }

  @Test func `A correction keeps what was said before, and taking back keeps both`() async throws {
    let (_, worker, base) = try await desk()
    let added = try await worker.submit(base + "/statements/new", statement + [("do", "add")])
    let item = try #require(added.location)
    let source = try #require(
      try await worker.get(item).body.firstMatch(of: /agency-record-[0-9]+/)
    ).0
    let changed =
      statement.filter { !$0.0.hasPrefix("new-source") && $0.0 != "when-month" }
      + [("source", String(source)), ("why-corrected", "the log gives no month")]
    let corrected = try await worker.submit(item + "/correct", changed)
    #expect(corrected.status == 303)
    let after = try await worker.get(try #require(corrected.location))
    #expect(after.body.contains("Corrected since"))
    #expect(after.body.contains("the log gives no month"))
    let empty = try await worker.submit(try #require(corrected.location) + "/withdraw", [])
    #expect(empty.status == 422)
    let back = try await worker.submit(
      try #require(corrected.location) + "/withdraw", [("reason", "entered twice")])
    #expect(back.status == 303)
    let last = try await worker.get(try #require(back.location))
    #expect(last.body.contains("Taken back: it no longer counts"))
    #expect(last.body.contains("entered twice"))
  }

  @Test func `What somebody else wrote is not theirs to put right`() async throws {
    let (site, _, base) = try await desk()
    let file = try #require(try site.demonstration.casebook.file("canal-street"))
    let others = try #require(
      file.current.first { version in
        version.item?.kind == .statements
          && version.author.map { $0.person != "northmoor-worker" } ?? false
      })
    let worker = try await site.visitor("northmoor-worker")
    let page = try await worker.get(base + "/entries/\(others.entry)")
    #expect(page.status == 200)
    #expect(!page.body.contains("/entries/\(others.entry)/correct"))
    let reply = try await worker.submit(
      base + "/entries/\(others.entry)/withdraw", [("reason", "not so")])
    #expect(reply.status == 422)
  }

  @Test func `The evidence leads to every statement, on whichever page it stands`() async throws {
    let site = try await Site.shared.value
    let worker = try await site.visitor("northmoor-worker")
    let reply = try await worker.get("/cases/canal-street/evidence?at=s1")
    #expect(reply.body.contains("id=\"s1\""))
    let far = try await worker.get("/cases/canal-street/statements/120")
    #expect(far.location == "/cases/canal-street/evidence?at=s120#s120")
  }

  @Test func `A chronology is taken away as a table, and a survivor's copy withholds and says so`()
    async throws
  {
    let site = try await Site.shared.value
    let worker = try await site.visitor("northmoor-worker")
    let base = "/cases/canal-street/chronology"
    #expect(try await worker.get(base).status == 200)
    let table = try await worker.get(base + "/download?format=csv")
    #expect(table.headers["content-type"]?.hasPrefix("text/csv") == true)
    #expect(table.body.hasPrefix("happened,earliest,latest"))
    let copy = try await worker.get(
      base + "/download?format=json&copy=survivor&about=child-a")
    #expect(copy.body.contains("the person whose story it is"))
    #expect(try await worker.get(base + "/download?format=csv&copy=survivor").status == 404)
  }

  @Test func `A day before the casebook had the case is said to be one`() async throws {
    let site = try await Site.shared.value
    let worker = try await site.visitor("northmoor-worker")
    let reply = try await worker.get("/cases/canal-street/chronology?recorded=1999-01-01")
    #expect(reply.status == 200)
    #expect(reply.body.contains("held nothing of this case"))
  }

  @Test func `What was raised before is read before anything is decided`() async throws {
    let (site, worker, base) = try await desk()
    let file = try #require(try site.demonstration.casebook.file("canal-street"))
    let concerns = file.concerns(about: ["child-a"]).map(\.entry)
    let page = base + "/responses/new?act=considered&about=child-a"
    let answer = [
      ("act", "considered"), ("framework", "SOA2003-58"), ("answer", "not-decided"),
      ("reason", "Where the car went is not known yet."),
    ]
    if !concerns.isEmpty {
      let unread = try await worker.submit(page, answer)
      #expect(unread.status == 422)
      #expect(unread.body.contains("id=\"shown-error\""))
    }
    let read = try await worker.submit(page, answer + concerns.map { ("shown", "\($0)") })
    #expect(read.status == 303)
    let after = try #require(try site.demonstration.casebook.file("canal-street"))
    #expect(after.versions.last?.shown == concerns)
  }

  @Test func `A case is opened with its children, and its meetings are minuted`() async throws {
    let (site, worker, _) = try await desk()
    let bad = try await worker.submit(
      "/cases/new",
      [("id", "Not An Id"), ("title", "Mill Race"), ("jurisdiction", "england-and-wales")])
    #expect(bad.status == 422)
    #expect(bad.body.contains("Mill Race"))
    let opened = try await worker.submit(
      "/cases/new",
      [
        ("id", "mill-race"), ("title", "Mill Race"), ("jurisdiction", "england-and-wales"),
        ("children", "2"),
      ])
    #expect(opened.location == "/cases/mill-race")
    let held = try await worker.submit(
      "/cases/mill-race/meetings",
      [
        ("group", "Panel"), ("on-day", "3"), ("on-month", "11"), ("on-year", "2026"),
        ("about", "child-1"),
      ])
    #expect(held.status == 303)
    let list = try await worker.get("/cases/mill-race/meetings")
    #expect(list.body.contains("Overdue: no minutes"))
    let minuted = try await worker.submit(
      "/cases/mill-race/meetings/meeting-2026-11-03/minutes", [("text", "A plan was agreed.")])
    #expect(minuted.status == 303)
    let file = try #require(try site.demonstration.casebook.file("mill-race"))
    #expect(file.meetings.first?.minutes?.part.text == "A plan was agreed.")
  }

  @Test func `The glass is not broken without a reason`() async throws {
    let (_, worker, _) = try await desk()
    let reply = try await worker.submit("/cases/bus-station/break-glass", [("reason", " ")])
    #expect(reply.status == 422)
    let open = try await worker.submit(
      "/cases/bus-station/break-glass", [("reason", "A child is missing tonight.")])
    #expect(open.status == 303)
    #expect(try await worker.get("/cases/bus-station").status == 200)
  }

  @Test func `A search says what it found, and that nothing was`() async throws {
    let site = try await Site.shared.value
    let worker = try await site.visitor("northmoor-worker")
    #expect(try await worker.get("/search?words=xyzzy").body.contains("Nothing was found"))
    #expect(try await worker.get("/search?words=%21").status == 422)
    #expect(try await worker.get("/search").status == 200)
  }

  @Test func `Under what bodies know a person stands with them`() async throws {
    let (site, worker, base) = try await desk()
    let person = try #require(site.demonstration.people.first { $0.id == "northmoor-worker" })
    let item = Item(
      kind: .people,
      content: .map([
        "id": .text("adult-known"), "role": .text("adult"),
        "identifiers": .list([
          .map([
            "scheme": .text("police-reference"), "issuer": .text("police/northmoor"),
            "value": .text("NM/04471"),
          ])
        ]),
      ]))
    try site.demonstration.casebook.perform(
      .record(item), in: "canal-street", as: person.credential)
    let page = try await worker.get(base + "/evidence?part=people")
    #expect(page.body.contains("known as: police reference NM/04471 of police/northmoor"))
  }
}
