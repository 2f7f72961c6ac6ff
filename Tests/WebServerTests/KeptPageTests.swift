import Casebook
import CasebookSQLite
import Demonstration
import Testing

@testable import WebServer

/// Pages that are made once and given to many.
@Suite struct KeptPageTests {
  private let path = "/cases/hill-view"

  @Test func `The same page is made once, and each reader has their own name and token`()
    async throws
  {
    let site = try await Site()
    let first = try await site.visitor(.socialWorker)
    let second = try await site.visitor(.socialWorker)
    let one = try await first.get(path)
    let other = try await second.get(path)
    #expect(one.status == 200)
    #expect(one.formToken != nil)
    #expect(one.formToken != other.formToken)
    #expect(site.desk.pages.count == 1)
    #expect(!one.body.contains("\u{E000}"))
  }

  @Test func `Every reading of a kept page is an entry of its own`() async throws {
    let site = try await Site()
    let worker = try await site.visitor(.socialWorker)
    let drawn = /entry ([0-9]+) of the log/
    let first = try #require(try await worker.get(path).body.firstMatch(of: drawn)).1
    let second = try #require(try await worker.get(path).body.firstMatch(of: drawn)).1
    #expect(try #require(Int(second)) == (try #require(Int(first))) + 1)
  }

  @Test func `A new entry of the case makes the page anew`() async throws {
    let site = try await Site()
    let worker = try await site.visitor(.socialWorker)
    let before = try await worker.get(path).main
    _ = try await worker.get(path)
    #expect(site.desk.pages.count == 1)
    let person = try #require(site.demonstration.people.first { $0.role == .socialWorker })
    let source = Item(
      kind: .sources,
      content: .map([
        "id": .text("new-visit"), "agency": .text("children-social-care/northmoor"),
        "kind": .text("agency-record"), "made": .text("2026-11-19"), "held": .text("2026-11-19"),
      ]))
    _ = try site.demonstration.casebook.perform(
      .record(source), in: "hill-view", as: person.credential)
    #expect(try await worker.get(path).main != before)
  }

  @Test func `Whoever sees less is never given the page of somebody who sees more`() async throws {
    let site = try await Site()
    let readers = site.demonstration.people.map(\.id)
    var seen: [String: String] = [:]
    for _ in 0..<2 {
      for reader in readers {
        let reply = try await site.visitor(reader).get(path)
        let said =
          "\(reply.status) " + reply.main.replacing(/Read by you on .* of the log\./) { _ in "" }
        if let before = seen[reader] { #expect(said == before, "\(reader)") }
        seen[reader] = said
      }
    }
    #expect(Set(seen.values).count > 2)
  }

  @Test func `What was done is said once, also on a kept page`() async throws {
    let site = try await Site()
    let worker = try await site.visitor(.socialWorker)
    _ = try await worker.get(path)
    let token = try #require(worker.token)
    let session = try #require(try site.desk.store.session(token, at: Site.now))
    try site.desk.store.leave(notice: "It was <entered>.", for: session)
    let told = try await worker.get(path).body
    #expect(told.contains("<p>It was &lt;entered&gt;.</p>"))
    #expect(try await !worker.get(path).body.contains("It was &lt;entered"))
  }
}

/// What is kept of what was worked out.
@Suite struct ShelfTests {
  @Test func `What was used longest ago is forgotten first`() {
    let shelf = Shelf<Int, Int>(most: 8)
    for key in 0..<8 { _ = shelf.value(key) { key } }
    _ = shelf.value(0) { -1 }
    _ = shelf.value(8) { 8 }
    #expect(shelf.value(0) { -1 } == 0)
    #expect(shelf.value(1) { -1 } == -1)
  }

  @Test func `Everything on it costs no more than the bound`() {
    let shelf = Shelf<Int, [Int]>(most: 100) { $0.count }
    for key in 0..<1000 {
      _ = shelf.value(key) { Array(repeating: key, count: key % 30 + 1) }
      #expect(shelf.cost <= 100)
    }
    #expect(shelf.count > 1)
  }

  @Test func `What costs more than the bound is made and not kept`() {
    let shelf = Shelf<Int, [Int]>(most: 10) { $0.count }
    #expect(shelf.value(1) { Array(repeating: 1, count: 11) }.count == 11)
    #expect(shelf.count == 0)
  }
}
