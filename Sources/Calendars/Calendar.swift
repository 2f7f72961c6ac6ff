public import CivilTime

/// The days that are not working days in one place, besides Saturdays and Sundays.
public struct Calendar: Sendable, Hashable {
  public struct Holiday: Sendable, Hashable {
    public var day: CivilDate
    public var name: String

    public init(day: CivilDate, name: String) {
      self.day = day
      self.name = name
    }
  }

  /// Such as `England and Wales`.
  public let name: String
  /// The jurisdictions of records that it serves.
  public let jurisdictions: [String]
  /// The days for which it is complete; outside them it answers nothing.
  public let covers: DayRange
  /// In the order of their days.
  public let holidays: [Holiday]
  /// To be kept with every day that was reached by it.
  public let version: String
  public let source: String
  /// How the days were checked: `verified`, `verified-2` or `recalled`.
  public let status: String
  public let notes: [String]

  private let names: [CivilDate: String]
  private let firstHoliday: CivilDate?
  /// From the first holiday on, whether each day is one: a limit of many working days looks at as many days and more.
  private let isHoliday: [Bool]

  public init(
    name: String, jurisdictions: [String], covers: DayRange, holidays: [Holiday], version: String,
    source: String, status: String, notes: [String] = []
  ) {
    self.name = name
    self.jurisdictions = jurisdictions
    self.covers = covers
    self.holidays = holidays.sorted { $0.day < $1.day }
    self.version = version
    self.source = source
    self.status = status
    self.notes = notes
    names = Dictionary(
      holidays.map { ($0.day, $0.name) }, uniquingKeysWith: { first, _ in first })
    var isHoliday: [Bool] = []
    if let first = self.holidays.first?.day, let last = self.holidays.last?.day {
      isHoliday = Array(repeating: false, count: last - first + 1)
      for holiday in holidays { isHoliday[holiday.day - first] = true }
    }
    self.isHoliday = isHoliday
    firstHoliday = self.holidays.first?.day
  }

  public func serves(_ jurisdiction: String) -> Bool { jurisdictions.contains(jurisdiction) }

  /// The holiday on a day; nil if it is none.
  public func holiday(on day: CivilDate) -> String? { names[day] }

  /// Monday to Friday, and no holiday.
  ///
  /// - Throws: `CalendarError.outside`, rather than guess.
  public func isWorkingDay(_ day: CivilDate) throws(CalendarError) -> Bool {
    guard covers.contains(day) else { throw .outside(calendar: name, covers: covers) }
    guard let firstHoliday, !day.isWeekend else { return !day.isWeekend }
    let place = day - firstHoliday
    return !(isHoliday.indices.contains(place) && isHoliday[place])
  }
}

extension CivilDate {
  /// Monday is 1, Sunday 7.
  ///
  /// - Source: ISO 8601-1:2019, 3.1.2.2.
  public var weekday: Int {
    // 1 January 1970, day 0, was a Thursday.
    let days = (dayNumber + 3) % 7
    return (days + 7) % 7 + 1
  }

  public var isWeekend: Bool { weekday > 5 }

  /// The same day of the month so many months on; the last day of the month where it has no such day.
  public func addingMonths(_ months: Int) -> CivilDate {
    let total = year * 12 + month - 1 + months
    let newYear = Int((Double(total) / 12).rounded(.down))
    let newMonth = total - newYear * 12 + 1
    guard (1...9999).contains(newYear) else { return months < 0 ? .first : .last }
    let last = CivilDate.daysIn(month: newMonth, ofYear: newYear)
    return CivilDate(year: newYear, month: newMonth, day: min(day, last)) ?? self
  }
}

/// Why no day can be given.
public enum CalendarError: Error, Hashable, CustomStringConvertible {
  case outside(calendar: String, covers: DayRange)
  case noCalendar
  case noDay
  /// A pause has no end, or the limit runs beyond all days that there are.
  case neverEnds

  public var description: String {
    switch self {
    case .outside(let calendar, let covers):
      "the calendar of \(calendar) covers \(covers) and no other days"
    case .noCalendar: "no calendar of working days is at hand for this place"
    case .noDay: "the limit fixes no day"
    case .neverEnds: "the time was stopped and never started again"
    }
  }
}
