import Casebook
import CasebookSQLite
import CivilTime
import Demonstration
import Ledger
import Testing

@Suite struct DemonstrationTests {
  @Test func `Its log and everything derived from it hold together`() throws {
    let verification = try Made.shared.get().demonstration.casebook.verify(content: true)
    #expect(verification.damage.isEmpty)
    #expect(verification.erased == 1)
  }

  @Test(arguments: Role.allCases.filter(\.isAppointed))
  func `Somebody holds every post`(_ role: Role) throws {
    #expect(try Made.shared.get().demonstration.people.contains { $0.role == role })
  }

  @Test func `Everybody can act with their key and is told what to try`() throws {
    let demonstration = try Made.shared.get().demonstration
    for person in demonstration.people {
      #expect(!person.tries.isEmpty)
      _ = try demonstration.casebook.read(View(what: "cases"), as: person.credential)
    }
  }

  @Test func `Whoever left can do nothing`() throws {
    let demonstration = try Made.shared.get().demonstration
    let left = try demonstration.casebook.staff().departures.map(\.leaving.person)
    #expect(left.count == 1)
    #expect(!demonstration.people.contains { left.contains($0.id) })
  }

  @Test(arguments: [
    "2026-11-22T00:20:00.000Z", "2026-12-28T10:00:00.000Z", "2027-04-05T18:45:00.000Z",
    "2027-07-01T23:30:00.000Z", "2028-02-29T09:00:00.000Z",
  ])
  func `It can be made on any day`(_ now: String) throws {
    let made = try Made.make(now: try #require(Instant(now)))
    let lines = try Made.lines(of: made)
    #expect(lines.contains { $0.isOverdue })
    #expect(lines.contains { $0.state == "awaits-second" })
    #expect(lines.contains { $0.state == "contested" && !$0.isOverdue })
  }

  @Test func `Made again for the same moment it says the same`() throws {
    let one = try Made.make()
    let other = try Made.make()
    #expect(try Made.deeds(of: one) == Made.deeds(of: other))
    #expect(one.demonstration.logKey.verifier == other.demonstration.logKey.verifier)
  }

  @Test func `No entry lies after the moment of the demonstration`() throws {
    let deeds = try Made.deeds(of: Made.shared.get())
    #expect(deeds.allSatisfy { $0.at <= Made.now })
  }
}
