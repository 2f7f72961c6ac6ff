import CivilTime

/// The days of a `DayRange` as two numbers, for comparing many: an open end is as far off as can be.
struct DaySpan: Sendable {
  private let first: Int32
  private let last: Int32

  init(_ range: DayRange) {
    first = range.earliest.map { Int32($0.dayNumber) } ?? .min
    last = range.latest.map { Int32($0.dayNumber) } ?? .max
  }

  /// As `DayRange.contains`: what holds no day contains nothing, and lies in nothing.
  func contains(_ other: DaySpan) -> Bool {
    first <= last && other.first <= other.last && first <= other.first && other.last <= last
  }

  /// As `DayRange.touches`.
  func touches(_ other: DaySpan) -> Bool {
    first <= last && other.first <= other.last && max(first, other.first) <= min(last, other.last)
  }

  func isBefore(_ day: CivilDate) -> Bool { last < Int32(day.dayNumber) }
  func isFrom(_ day: CivilDate) -> Bool { first >= Int32(day.dayNumber) }
}
