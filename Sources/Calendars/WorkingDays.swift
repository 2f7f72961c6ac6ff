public import CivilTime

/// The working days of a calendar, for counting many at once: the days from Monday to Friday are numbered one after another, and the holidays
/// among them are passed over.
public final class WorkingDays: Sendable {
  private let name: String
  private let covers: DayRange
  /// The numbers of the holidays, ascending, each once.
  private let holidays: [Int]

  public init(_ calendar: Calendar) {
    name = calendar.name
    covers = calendar.covers
    let days = calendar.holidays.map(\.day).filter { !$0.isWeekend }
    holidays = Set(days.map { Self.firstNumber(from: $0.dayNumber) }).sorted()
  }

  /// The working day that lies so many working days after a day, or before it.
  ///
  /// - Parameter count: at least 1.
  /// - Throws: `CalendarError`, as a count day by day would.
  public func day(_ count: Int, from start: CivilDate, isBefore: Bool) throws(CalendarError)
    -> CivilDate
  {
    precondition(count > 0)
    let step = isBefore ? -1 : 1
    let nearest =
      isBefore
      ? Self.firstNumber(from: start.dayNumber) - 1
      : Self.firstNumber(from: start.dayNumber + 1)
    var number = nearest + step * (count - 1)
    var next = isBefore ? holidays(before: nearest + 1) - 1 : holidays(before: nearest)
    while holidays.indices.contains(next),
      isBefore ? holidays[next] >= number : holidays[next] <= number
    {
      number += step
      next += step
    }
    let due = Self.dayNumber(of: number)
    let day = CivilDate(dayNumber: due)
    guard covers.contains(start.adding(days: step)), covers.contains(day) else {
      throw .outside(calendar: name, covers: covers)
    }
    guard day.dayNumber == due else { throw .neverEnds }
    return day
  }

  /// How many holidays have a lower number.
  private func holidays(before number: Int) -> Int {
    var (first, end) = (0, holidays.count)
    while first < end {
      let middle = (first + end) / 2
      if holidays[middle] < number { first = middle + 1 } else { end = middle }
    }
    return first
  }

  /// The number of a day from Monday to Friday; of any other, that of the next Monday.
  private static func firstNumber(from dayNumber: Int) -> Int {
    let (weeks, days) = (dayNumber - monday).quotientAndRemainder(dividingBy: 7)
    return weeks * 5 + min(days, 5)
  }

  private static func dayNumber(of number: Int) -> Int {
    let (weeks, days) = number.quotientAndRemainder(dividingBy: 5)
    return monday + weeks * 7 + days
  }

  /// A Monday, by `CivilDate.dayNumber`, that lies further before all days that can be named than any limit reaches.
  private static let monday = -730_362
}
