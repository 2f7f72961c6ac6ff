import CivilTime

/// The day on which a record is read. Whatever is compared with it is compared here, so that it can tell how long a reading holds.
final class ReadingDay {
  private let day: CivilDate
  /// The first later day on which anything that was compared may come out otherwise; nil where it never will.
  private(set) var change: CivilDate?

  init(_ day: CivilDate) { self.day = day }

  /// Whether it is the other day or a later one.
  func hasReached(_ other: CivilDate) -> Bool {
    if day >= other { return true }
    mayChange(on: other)
    return false
  }

  func isAfter(_ other: CivilDate) -> Bool {
    // No day is after the last.
    other < .last && hasReached(other.adding(days: 1))
  }

  /// - Parameter days: nil for all.
  func isIn(_ days: DayRange?) -> Bool {
    guard let days, !days.isEmpty else { return days == nil }
    return days.earliest.map { hasReached($0) } ?? true
      && !(days.latest.map { isAfter($0) } ?? false)
  }

  /// What reaches to this day, from one before it: on every further day it is longer.
  func stretch(from start: CivilDate) -> DayRange? {
    guard hasReached(start) else { return nil }
    mayChange(on: day.adding(days: 1))
    return DayRange(start, day)
  }

  private func mayChange(on other: CivilDate) { change = change.map { min($0, other) } ?? other }
}
