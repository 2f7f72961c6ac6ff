public import CivilTime

/// How a day was reached: the start, the limit, and every day that did not count.
public struct Arithmetic: Sendable, Hashable {
  /// Day 0: the day of what started the time.
  public let start: CivilDate
  public let limit: Limit
  /// Whether the limit runs back from the day.
  public let isBefore: Bool
  /// The last day on which it is in time.
  public let due: CivilDate
  /// Saturdays and Sundays that did not count.
  public let weekendDays: Int
  /// Holidays that fell on other days and did not count.
  public let holidays: [Calendar.Holiday]
  /// Days on which the time stood still.
  public let pausedDays: Int
}

extension Limit {
  /// The day on which the limit ends, and how it was reached.
  ///
  /// The day of the start is day 0. Working days are counted by the calendar; a start on another day is still day 0, and the next working day
  /// is day 1. A month, and a year of
  /// twelve, ends on the same day of its month, or on the last. Hours are counted in days: 24 hours end on the next day.
  ///
  /// - Parameters:
  ///   - calendar: for working days.
  ///   - isBefore: whether the limit runs back from the day.
  ///   - pauses: days, both ends included, on which the time stands still.
  /// - Throws: `CalendarError`.
  public func arithmetic(
    from start: CivilDate, in calendar: Calendar?, isBefore: Bool = false, pauses: [DayRange] = []
  ) throws(CalendarError) -> Arithmetic {
    let length = try length(from: start, isBefore: isBefore)
    if length.isOfWorkingDays, calendar == nil { throw .noCalendar }
    var walk = Walk(day: start, step: isBefore ? -1 : 1, pauses: pauses)
    try walk.go(length.days, in: length.isOfWorkingDays ? calendar : nil)
    return Arithmetic(
      start: start, limit: self, isBefore: isBefore, due: walk.day, weekendDays: walk.weekendDays,
      holidays: walk.holidays, pausedDays: walk.pausedDays)
  }

  /// The day on which the limit ends where the time never stands still, without how it was reached: as `arithmetic` gives it.
  ///
  /// - Throws: `CalendarError`.
  public func due(
    from start: CivilDate, in workingDays: WorkingDays?, isBefore: Bool
  ) throws(CalendarError) -> CivilDate {
    let length = try length(from: start, isBefore: isBefore)
    if length.isOfWorkingDays {
      guard let workingDays else { throw .noCalendar }
      return try workingDays.day(length.days, from: start, isBefore: isBefore)
    }
    let due = start.adding(days: isBefore ? -length.days : length.days)
    // The first and the last day that there is.
    guard abs(due - start) == length.days else { throw .neverEnds }
    return due
  }

  /// How many days the limit takes.
  private func length(from start: CivilDate, isBefore: Bool) throws(CalendarError) -> (
    days: Int, isOfWorkingDays: Bool
  ) {
    guard case .count(let number, let unit) = amount else { throw .noDay }
    func days(ofMonths months: Int) -> Int {
      abs(start.addingMonths(isBefore ? -months : months) - start)
    }
    return switch unit {
    case .workingDay: (number, true)
    case .hour: ((number + 23) / 24, false)
    case .day: (number, false)
    case .week: (number * 7, false)
    case .month: (days(ofMonths: number), false)
    case .year: (days(ofMonths: 12 * number), false)
    }
  }

  /// A count of days, one by one.
  private struct Walk {
    var day: CivilDate
    let step: Int
    let pauses: [DayRange]
    var weekendDays = 0
    var holidays: [Calendar.Holiday] = []
    var pausedDays = 0

    mutating func go(_ number: Int, in calendar: Calendar?) throws(CalendarError) {
      var left = number
      while left > 0 {
        let next = day.adding(days: step)
        // The first and the last day that there is.
        guard next != day else { throw .neverEnds }
        day = next
        if pauses.contains(where: { $0.contains(day) }) {
          pausedDays += 1
        } else if let calendar, try !calendar.isWorkingDay(day) {
          if day.isWeekend {
            weekendDays += 1
          } else if let name = calendar.holiday(on: day) {
            holidays.append(Calendar.Holiday(day: day, name: name))
          }
        } else {
          left -= 1
        }
      }
    }
  }
}

extension Arithmetic {
  /// `Monday 2 December 2013 is day 0; 15 working days; not counted: 6 days of weekends; due by Monday 23 December 2013`.
  public var words: String {
    var parts = ["\(named(start)) is day 0"]
    parts.append("\(limit)\(isBefore ? " back" : "")")
    if case .count(_, .hour) = limit.amount { parts.append("counted in days") }
    var left: [String] = []
    if weekendDays > 0 {
      left.append("\(weekendDays) \(weekendDays == 1 ? "day" : "days") of weekends")
    }
    left += holidays.map { "\($0.name) (\(describe($0.day)))" }
    if pausedDays > 0 { left.append("\(pausedDays) \(pausedDays == 1 ? "day" : "days") stopped") }
    if !left.isEmpty { parts.append("not counted: \(left.joined(separator: ", "))") }
    parts.append("due by \(named(due))")
    return parts.joined(separator: "; ")
  }

  private func named(_ day: CivilDate) -> String {
    let names = [
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    return "\(names[day.weekday - 1]) \(describe(day))"
  }
}
