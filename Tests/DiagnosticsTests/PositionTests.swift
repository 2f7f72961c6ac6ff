import Diagnostics
import Testing

struct PositionTests {
  @Test func `Positions are ordered by line, then by column`() {
    #expect(Position(line: 1, column: 9) < Position(line: 2, column: 1))
    #expect(Position(line: 2, column: 1) < Position(line: 2, column: 2))
    #expect(!(Position(line: 2, column: 2) < Position(line: 2, column: 2)))
  }

  @Test func `Locations are ordered by file, then by position`() {
    let early = Position(line: 1, column: 1)
    let late = Position(line: 5, column: 1)
    #expect(Location(file: "a", position: late) < Location(file: "b", position: early))
    #expect(Location(file: "a", position: early) < Location(file: "a", position: late))
  }
}
