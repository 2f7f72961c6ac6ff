import Casebook
import CasebookSQLite
import CivilTime
import Demonstration
import Testing

/// What stands in the register of the demonstration.
@Suite struct RegisterTests {
  @Test(arguments: [
    "received", "acknowledged", "awaits-second", "under-review", "contested", "decided",
  ])
  func `There is a warning in every state`(_ state: String) throws {
    #expect(try Made.warnings.contains { $0.state == state })
  }

  @Test(arguments: ["running", "met", "breached", "ended"])
  func `There is a clock in every state`(_ state: String) throws {
    #expect(try Made.lines.contains { $0.clocks.contains { $0.state == state } })
  }

  @Test(arguments: ["concern", "disclosure", "pressure", "detriment"])
  func `There is a warning of every kind`(_ kind: String) throws {
    #expect(try Made.warnings.contains { $0.warning == kind })
  }

  @Test func `Ten warnings and more, some of them overdue and passed on`() throws {
    #expect(try Made.warnings.count >= 10)
    #expect(try Made.warnings.filter { $0.isOverdue && $0.passedOn > 0 }.count >= 3)
  }

  @Test func `A clock stands still and a lapse was explained`() throws {
    #expect(try Made.lines.contains(where: \.isPaused))
    let clocks = try Made.lines.flatMap(\.clocks)
    #expect(clocks.contains { !$0.explanations.isEmpty })
  }

  @Test func `Two disagreements are open at different stages and one is settled`() throws {
    let register = try Made.shared.get().demonstration.casebook.register()
    let disagreements = register.all.filter { $0.kind == .disagreement }
    #expect(Set(disagreements.filter(\.isOpen).map(\.stage)).count == 2)
    #expect(disagreements.contains { !$0.isOpen })
  }

  @Test func `Actions are open and done, and recommendations rated`() throws {
    let register = try Made.shared.get().demonstration.casebook.register()
    let actions = register.all.filter { $0.kind == .action }
    #expect(Set(actions.map(\.isOpen)) == [true, false])
    let ratings = register.all.compactMap { $0.ratings.last?.part.status }
    #expect(Set(ratings) == [.accepted, .inProgress, .implemented, .rejected])
  }

  @Test func `One car is spoken of in two areas`() throws {
    let register = try Made.shared.get().demonstration.casebook.register()
    let bodies = register.warnings(under: "vehicle:ab51cde").compactMap { $0.warning?.to }
    #expect(Set(bodies) == ["children-social-care/northmoor", "children-social-care/westmoor"])
  }

  @Test func `The receipts that are given say how their warnings stand`() throws {
    let demonstration = try Made.shared.get().demonstration
    #expect(demonstration.receipts.count >= 2)
    for receipt in demonstration.receipts {
      let status = try demonstration.casebook.status(of: receipt.code).status
      #expect(status.body == "children-social-care/northmoor")
      #expect(!status.with.isEmpty)
    }
  }

  @Test func `Those whose line a disclosure names tried to open it`() throws {
    let register = try Made.shared.get().demonstration.casebook.register()
    let tried = register.attempts.map(\.by.person)
    #expect(Set(tried) == ["northmoor-manager", "northmoor-director"])
  }

  @Test func `One access in an emergency was reviewed and one was not`() throws {
    let casebook = try Made.shared.get().demonstration.casebook
    let glasses = try casebook.caseIDs().flatMap { try casebook.file($0)?.glasses ?? [] }
    #expect(glasses.filter { $0.review == nil }.count == 1)
    #expect(glasses.filter { $0.review != nil }.count == 1)
  }

  @Test func `A meeting has minutes, one has none, one was cancelled, one is to come`() throws {
    let casebook = try Made.shared.get().demonstration.casebook
    let meetings = try casebook.caseIDs().flatMap { try casebook.file($0)?.meetings ?? [] }
    let states = Set(meetings.map { $0.state(on: Made.now.day) })
    #expect(states == [.minuted, .overdue, .cancelled, .planned])
  }

  @Test func `What was put right in each way is seen to have been`() throws {
    let casebook = try Made.shared.get().demonstration.casebook
    let file = try #require(try casebook.file("hill-view"))
    #expect(file.versions.contains { $0.replacedBy != nil })
    #expect(file.versions.contains { $0.withdrawnBy != nil })
    #expect(file.versions.contains { $0.erasedBy != nil })
    #expect(file.versions.contains { !$0.redactions.isEmpty })
    #expect(!file.exclusions.isEmpty)
  }
}
