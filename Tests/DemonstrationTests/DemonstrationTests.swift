import Casebook
import CasebookSQLite
import CivilTime
import Demonstration
import Foundation
import Ledger
import Testing

@Suite struct DemonstrationTests {
  @Test func `It is made, and its log holds together`() throws {
    let made = try Made.shared.get()
    let verification = try made.demonstration.casebook.verify(content: true)
    #expect(verification.damage.isEmpty)
    #expect(verification.size > 300)
    print("demonstration: \(verification.size) entries in \(made.took)")
  }
}
