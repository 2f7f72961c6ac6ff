import CivilTime
import HeedTesting
import Testing

@testable import BulkAudit

/// Bounds of both ends of a range say what the ranges say that they were narrowed to.
@Suite struct DayBoundsTests {
  @Test func `Bounds hold what each range that they were narrowed to touches or contains`()
    throws
  {
    try forAll(count: 2_000, seed: 9926) { random in
      func range() -> DayRange {
        func end() -> CivilDate? {
          random.once(in: 4) ? nil : CivilDate(dayNumber: random.below(8))
        }
        return DayRange(end(), end())
      }
      let conduct = range()
      let limits = (0..<random.below(3)).map { _ in range() }
      let isCertain = random.once(in: 2)
      var bounds = DayBounds()
      for limit in limits { bounds.narrow(to: limit, isCertain: isCertain) }
      let fits = limits.allSatisfy { isCertain ? $0.contains(conduct) : $0.touches(conduct) }
      try #require(bounds.fit(conduct) == fits, "\(limits), \(conduct)")
    }
  }

  @Test func `A table says of many bounds at once which hold a range`() throws {
    try forAll(count: 500, seed: 9927) { random in
      func range() -> DayRange {
        func end() -> CivilDate? {
          random.once(in: 4) ? nil : CivilDate(dayNumber: random.below(8))
        }
        return DayRange(end(), end())
      }
      let all = (0..<random.below(140)).map { _ in
        var bounds = DayBounds()
        for _ in 0..<random.below(3) {
          bounds.narrow(to: range(), isCertain: random.once(in: 2))
        }
        return bounds
      }
      let table = DayBoundsTable(all)
      let conduct = range()
      var words = [UInt64](repeating: 0, count: table.wordCount)
      table.fit(conduct, into: &words, from: 0)
      for (number, bounds) in all.enumerated() {
        try #require(words[number / 64].has(number % 64) == bounds.fit(conduct))
      }
    }
  }
}
