import CivilTime

/// The days of a `DayRange` as two numbers, for comparing many: an open end is as far off as can be.
struct DaySpan: Sendable {
  fileprivate let first: Int32
  fileprivate let last: Int32

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

  func contains(_ day: CivilDate) -> Bool { first <= day.dayNumber && day.dayNumber <= last }

  var isEmpty: Bool { last < first }
  func isBefore(_ day: CivilDate) -> Bool { last < Int32(day.dayNumber) }
  func isFrom(_ day: CivilDate) -> Bool { first >= Int32(day.dayNumber) }
}

/// Which spans lie within some others, or touch them, as bounds of both of their ends.
struct DayBounds: Sendable {
  private var earliest: (first: Int32, last: Int32) = (.min, .min)
  private var latest: (first: Int32, last: Int32) = (.max, .max)
  private var isLimited = false

  /// - Parameter isCertain: only what lies wholly within the span, rather than what touches it.
  mutating func narrow(to span: DaySpan, isCertain: Bool) {
    isLimited = true
    if span.isEmpty {
      earliest.first = .max
      latest.first = .min
    } else if isCertain {
      earliest.first = max(earliest.first, span.first)
      latest.last = min(latest.last, span.last)
    } else {
      earliest.last = max(earliest.last, span.first)
      latest.first = min(latest.first, span.last)
    }
  }

  /// What holds no day lies within what is not limited alone.
  func fit(_ span: DaySpan) -> Bool {
    if span.isEmpty { return !isLimited }
    return earliest.first <= span.first && span.first <= latest.first
      && earliest.last <= span.last && span.last <= latest.last
  }
}
