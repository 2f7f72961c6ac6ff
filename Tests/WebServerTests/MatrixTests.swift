import Casebook
import CasebookSQLite
import Demonstration
import Ledger
import Testing

@testable import WebServer

/// Everybody at every address.
@Suite struct MatrixTests {
  @Test func `Nobody learns whether a case is there by asking for what they may not see`()
    async throws
  {
    let site = try await Site.shared.value
    let outsiders = site.demonstration.people.filter {
      [.licensingOfficer, .partnerAgency, .statistician, .administrator].contains($0.role)
    }
    #expect(outsiders.count > 3)
    for person in outsiders {
      let browser = try await site.visitor(person.id)
      for route in Routes.all where route.method == .get && route.path.hasPrefix("/cases/:case") {
        let path = route.path.replacing(/:(?!case)[a-z-]+/) { _ in "1" }
        let closed = try await browser.get(path.replacing(":case", with: "hill-view"))
        let missing = try await browser.get(path.replacing(":case", with: "no-such-case"))
        #expect(closed.status == missing.status, "\(person.role): \(path)")
        #expect(
          closed.main.replacing("hill-view", with: "no-such-case") == missing.main,
          "\(person.role): \(path)")
        #expect(!closed.body.contains("Hill View"), "\(person.role): \(path)")
      }
    }
  }

  @Test func `Every address answers everybody with a page, a refusal or the way in`() async throws {
    let site = try await Site.shared.value
    var tried: Set<Role> = []
    for person in site.demonstration.people where tried.insert(person.role).inserted {
      let browser = try await site.visitor(person.id)
      for route in Routes.all
      where route.method == .get && route.access == .signedIn && !route.path.contains(":case") {
        let path = route.path.replacing(/:[a-z-]+/) { _ in "1" }.replacing("**", with: "0/000")
        let reply = try await browser.get(path)
        #expect(
          [200, 204, 303, 403, 404, 422].contains(reply.status),
          "\(person.role): \(path) \(reply.status)")
      }
    }
    #expect(site.shift.lines.isEmpty, "\(site.shift.lines)")
  }

  @Test func `The log can be checked by anybody through its addresses alone`() async throws {
    let site = try await Site()
    let stranger = site.stranger()
    let text = try await stranger.get("/ledger/checkpoint").body
    let note = try SignedNote(parsing: Array(text.utf8))
    _ = try note.verified(by: [site.demonstration.logKey.verifier])
    let head = try Checkpoint(parsing: note.text)
    var frontier = Frontier()
    for index in 0...head.size / Tile.fullWidth {
      let width = min(Tile.fullWidth, head.size - index * Tile.fullWidth)
      guard width > 0 else { continue }
      let path = Tile.entriesPath(index: index, width: width)
      let bytes = try await stranger.bytes("/ledger/\(path)")
      let entries = try EntryBundle.decode(bytes)
      #expect(entries.count == width)
      let tile = Tile(level: 0, index: index, width: width)
      let hashes = try await stranger.bytes("/ledger/\(tile.path)")
      #expect(hashes == entries.flatMap { leafHash($0).bytes })
      for entry in entries { frontier.append(leafHash(entry)) }
    }
    #expect(frontier.root == head.root)
    for beyond in ["tile/0/999", "tile/9/000", "tile/entries/999", "tile/0/000.p/0", "tile/0/0"] {
      #expect(try await stranger.get("/ledger/\(beyond)").status == 404, "\(beyond)")
    }
  }
}
