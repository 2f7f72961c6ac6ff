/// A day of the calendar: no clock, no time zone.
///
/// - Units: days of the proleptic Gregorian calendar, years 0001 to 9999. Arithmetic that would
///   leave those years stops at their first or last day.
/// - Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (`days_from_civil`,
///   `civil_from_days`); ISO 8601-1:2019, 5.2.2.1, for the text.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  let number: Int32

  /// The first day that can be named, 0001-01-01.
  public static let first = CivilDate(number: -719_162)
  /// The last day that can be named, 9999-12-31.
  public static let last = CivilDate(number: 2_932_896)

  /// - Parameter number: that of a day that can be named.
  init(number: Int32) {
    self.number = number
  }

  /// Nil if there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, ofYear: year)
    else { return nil }
    number = Self.number(year: year, month: month, day: day)
  }

  /// The day that lies so many days after 1970-01-01, or the nearest day that can be named.
  public init(dayNumber: Int) {
    let bounded = min(max(dayNumber, Int(Self.first.number)), Int(Self.last.number))
    number = Int32(truncatingIfNeeded: bounded)
  }

  /// Days since 1970-01-01; negative before it.
  public var dayNumber: Int { Int(number) }

  public var year: Int { parts.year }
  public var month: Int { parts.month }
  public var day: Int { parts.day }

  public static func < (one: CivilDate, other: CivilDate) -> Bool { one.number < other.number }

  /// The number of days from `other` to `one`; negative if `one` is earlier.
  public static func - (one: CivilDate, other: CivilDate) -> Int {
    one.dayNumber - other.dayNumber
  }

  public func adding(days: Int) -> CivilDate {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    return overflow ? (days < 0 ? .first : .last) : CivilDate(dayNumber: sum)
  }

  /// The same day of the year, `years` later (earlier if negative): an anniversary, or a birthday.
  ///
  /// In a year without a 29 February, the anniversary of that day is 1 March. For somebody born
  /// then, this is the later of the two readings: a child stays a child on 28 February.
  ///
  /// - Source: an age is attained at the commencement of the anniversary of the date of birth
  ///   (Family Law Reform Act 1969 s 9(1); Age of Majority Act (Northern Ireland) 1969 s 5(1)).
  ///   Neither Act names the day for somebody born on 29 February. 1 March is the ordinary reading,
  ///   and the one that the Supreme Court of the Australian Capital Territory took of words to the
  ///   same effect in 2018; no binding authority is known here.
  /// - Unknowns: at common law, until 1970, an age was attained a day earlier; that is not
  ///   followed.
  public func addingYears(_ years: Int) -> CivilDate {
    let (year, month, day) = parts
    let (target, overflow) = year.addingReportingOverflow(years)
    if overflow { return years < 0 ? .first : .last }
    guard target >= 1 else { return .first }
    guard target <= 9999 else { return .last }
    if let same = CivilDate(year: target, month: month, day: day) { return same }
    return CivilDate(number: Self.number(year: target, month: 3, day: 1))
  }

  /// Whether a year has a 29 February.
  public static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The number of days in a month; 0 if `month` is not 1 to 12.
  public static func daysIn(month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: 0
    }
  }

  /// The day as year, month and day.
  var parts: (year: Int, month: Int, day: Int) {
    // Years run from March here, so that the leap day is the last of its year; they are counted from before the first day, so that no number
    // is negative.
    let shifted = UInt32(truncatingIfNeeded: number &+ 719_468)
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), Int(month), Int(day))
  }

  /// `days_from_civil` for years from 1 up, of which the eras of 400 years need not be told apart.
  private static func number(year: Int, month: Int, day: Int) -> Int32 {
    let isAfterLeapDay = month > 2
    let shiftedYear = UInt32(truncatingIfNeeded: isAfterLeapDay ? year : year &- 1)
    let monthFromMarch = UInt32(truncatingIfNeeded: isAfterLeapDay ? month &- 3 : month &+ 9)
    let century = shiftedYear / 100
    let days = 1461 &* shiftedYear / 4 &- century &+ century / 4 &+ (153 &* monthFromMarch &+ 2) / 5
    return Int32(truncatingIfNeeded: days) &+ Int32(truncatingIfNeeded: day) &- 719_469
  }
}
