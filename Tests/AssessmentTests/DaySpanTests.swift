import CivilTime
import HeedTesting
import Testing

@testable import BulkAudit

/// Two numbers say of each other what the ranges of days say that they stand for.
@Suite struct DaySpanTests {
  @Test func `A span contains, touches and lies before or after what its range does`() throws {
    try forAll(count: 2_000, seed: 9925) { random in
      func end() -> CivilDate? {
        random.once(in: 4) ? nil : CivilDate(dayNumber: random.below(8))
      }
      let (one, other) = (DayRange(end(), end()), DayRange(end(), end()))
      let (span, otherSpan) = (DaySpan(one), DaySpan(other))
      try #require(span.contains(otherSpan) == one.contains(other), "\(one), \(other)")
      try #require(span.touches(otherSpan) == one.touches(other), "\(one), \(other)")
      let day = CivilDate(dayNumber: random.below(8))
      try #require(span.isBefore(day) == (one.latest.map { $0 < day } ?? false), "\(one), \(day)")
      try #require(span.isFrom(day) == (one.earliest.map { $0 >= day } ?? false), "\(one), \(day)")
    }
  }

  @Test func `Bounds hold the spans that each span that they were narrowed to touches or contains`()
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
      for limit in limits { bounds.narrow(to: DaySpan(limit), isCertain: isCertain) }
      let fits = limits.allSatisfy { isCertain ? $0.contains(conduct) : $0.touches(conduct) }
      try #require(bounds.fit(DaySpan(conduct)) == fits, "\(limits), \(conduct)")
    }
  }

  @Test func `A table says of many bounds at once which hold a span`() throws {
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
          bounds.narrow(to: DaySpan(range()), isCertain: random.once(in: 2))
        }
        return bounds
      }
      let table = DayBoundsTable(all)
      let conduct = DaySpan(range())
      var words = [UInt64](repeating: 0, count: table.wordCount)
      table.fit(conduct, into: &words, from: 0)
      for (number, bounds) in all.enumerated() {
        try #require(words[number / 64].has(number % 64) == bounds.fit(conduct))
      }
    }
  }
}
