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
}
