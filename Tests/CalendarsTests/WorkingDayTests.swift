import Calendars
import CivilTime
import Diagnostics
import Documents
import Foundation
import Testing

/// The calendars that come with the law, against days worked out apart: from the rules of the Banking and Financial Dealings Act 1971 and the
/// proclamations, with the calendar of the system's library.
struct WorkingDayTests {
  enum Place: String, CaseIterable, CustomTestStringConvertible {
    case englandAndWales = "england-and-wales"
    case scotland
    case northernIreland = "northern-ireland"

    var testDescription: String { rawValue }
  }

  static func calendar(_ place: Place) throws -> Calendars.Calendar {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Law/calendars/\(place.rawValue).yaml")
    var report = Report()
    let node = readDocument(
      [UInt8](try Data(contentsOf: file)), file: file.lastPathComponent, format: .yaml,
      report: &report)
    let calendar = node.flatMap { readCalendar($0, file: file.lastPathComponent, report: &report) }
    #expect(report.diagnostics.isEmpty)
    return try #require(calendar)
  }

  @Test(arguments: Place.allCases)
  func `The holidays of every year are those of the rules and the proclamations`(_ place: Place)
    throws
  {
    let calendar = try Self.calendar(place)
    let independent = IndependentCalendar(place)
    for year in 1995...2027 {
      let listed = calendar.holidays.map(\.day).filter { $0.year == year }.map(\.description)
      #expect(listed == independent.holidays(of: year).sorted(), "\(year)")
    }
  }

  @Test(arguments: Place.allCases)
  func `Working days from any day of the range end where a plain count ends`(_ place: Place) throws
  {
    let calendar = try Self.calendar(place)
    let first = try #require(CivilDate("1995-01-01"))
    let last = try #require(CivilDate("2027-12-31"))
    let isWorking = IndependentCalendar(place).workingDays()
    #expect(isWorking.count == last - first + 1)
    for limit in [1, 5, 10, 15, 45] {
      let words = try #require(Limit("\(limit) working day\(limit == 1 ? "" : "s")"))
      // The last starts run out of the range, which has a test of its own.
      for start in 0..<isWorking.count - 80 {
        var day = start
        var left = limit
        while left > 0 {
          day += 1
          if isWorking[day] { left -= 1 }
        }
        let found = try words.arithmetic(from: first.adding(days: start), in: calendar)
        guard found.due != first.adding(days: day) else { continue }
        Issue.record("\(limit) working days from \(first.adding(days: start)): \(found.due)")
        return
      }
    }
  }

  private static func dayOrError(_ find: () throws(CalendarError) -> CivilDate)
    -> Result<CivilDate, CalendarError>
  {
    Result(catching: find)
  }

  @Test(arguments: Place.allCases)
  func `A day that is reached at once is the day that is reached one by one, or is refused alike`(
    _ place: Place
  ) throws {
    let calendar = try Self.calendar(place)
    let workingDays = WorkingDays(calendar)
    let first = try #require(CivilDate("1994-12-01"))
    let last = try #require(CivilDate("2028-01-31"))
    for limit in ["1 working day", "7 working days", "45 working days", "72 hours", "1 month"] {
      let limit = try #require(Limit(limit))
      for start in first.dayNumber...last.dayNumber {
        let start = CivilDate(dayNumber: start)
        for isBefore in [false, true] {
          let counted = Self.dayOrError { () throws(CalendarError) in
            try limit.arithmetic(from: start, in: calendar, isBefore: isBefore).due
          }
          let found = Self.dayOrError { () throws(CalendarError) in
            try limit.due(from: start, in: workingDays, isBefore: isBefore)
          }
          guard counted != found else { continue }
          Issue.record("\(limit) from \(start), back \(isBefore): \(found), not \(counted)")
          return
        }
      }
    }
  }

  @Test func `A limit that runs out of all days has no end`() throws {
    let limit = try #require(Limit("2 days"))
    for (start, isBefore) in [(CivilDate.last, false), (CivilDate.first, true)] {
      #expect(throws: CalendarError.neverEnds) {
        try limit.due(from: start, in: nil, isBefore: isBefore)
      }
    }
    #expect(throws: CalendarError.noCalendar) {
      try #require(Limit("1 working day")).due(from: .first, in: nil, isBefore: false)
    }
  }

  @Test func `A count that leaves the calendar is refused rather than guessed`() throws {
    let calendar = try Self.calendar(.englandAndWales)
    let start = try #require(CivilDate("2027-12-20"))
    let limit = try #require(Limit("15 working days"))
    #expect(throws: CalendarError.self) { try limit.arithmetic(from: start, in: calendar) }
    #expect(throws: CalendarError.noCalendar) { try limit.arithmetic(from: start, in: nil) }
  }

  @Test func `A start on a day that does not count is day 0 all the same`() throws {
    let calendar = try Self.calendar(.englandAndWales)
    let saturday = try #require(CivilDate("2013-12-21"))
    let due = try #require(Limit("1 working day")).arithmetic(from: saturday, in: calendar).due
    #expect(due.description == "2013-12-23")
  }

  @Test func `The arithmetic names every weekend and holiday that did not count`() throws {
    let calendar = try Self.calendar(.englandAndWales)
    let start = try #require(CivilDate("2013-12-16"))
    let found = try #require(Limit("10 working days")).arithmetic(from: start, in: calendar)
    #expect(
      found.words
        == "Monday 16 December 2013 is day 0; 10 working days; not counted: 4 days of weekends, Christmas Day (25 December 2013), Boxing Day (26 December 2013), New Year's Day (1 January 2014); due by Thursday 2 January 2014"
    )
  }

  @Test func `Days on which the clock was stopped do not count, and are shown`() throws {
    let calendar = try Self.calendar(.englandAndWales)
    let start = try #require(CivilDate("2024-03-04"))
    let pause = DayRange(CivilDate("2024-03-06"), CivilDate("2024-03-08"))
    let limit = try #require(Limit("5 working days"))
    let found = try limit.arithmetic(from: start, in: calendar, pauses: [pause])
    #expect(found.due.description == "2024-03-14")
    #expect(found.pausedDays == 3)
    #expect(found.words.contains("3 days stopped"))
  }

  @Test(
    arguments: [
      ("72 hours", "2024-01-31", "2024-02-03"), ("24 hours", "2024-02-28", "2024-02-29"),
      ("30 days", "2024-01-31", "2024-03-01"), ("6 weeks", "2024-01-01", "2024-02-12"),
      ("1 month", "2024-01-31", "2024-02-29"), ("3 months", "2023-11-30", "2024-02-29"),
      ("2 years", "2024-02-29", "2026-02-28"), ("12 months", "2023-12-31", "2024-12-31"),
    ])
  func `Hours, days, weeks, months and years end where the rule says`(
    _ words: String, _ start: String, _ due: String
  ) throws {
    let limit = try #require(Limit(words))
    let found = try limit.arithmetic(from: try #require(CivilDate(start)), in: nil)
    #expect(found.due.description == due)
  }

  @Test func `A limit may run back from its day`() throws {
    let birthday = try #require(CivilDate("2024-08-31"))
    let found = try #require(Limit("6 months"))
      .arithmetic(from: birthday, in: nil, isBefore: true)
    #expect(found.due.description == "2024-02-29")
    #expect(found.words.contains("6 months back"))
  }

  @Test(arguments: [
    "", "5", "five days", "0 days", "1 days", "2 day", "-1 days", "+5 days", "05 days",
    "3 fortnights",
  ])
  func `What is not a limit is not read as one`(_ text: String) {
    #expect(Limit(text) == nil)
  }

  @Test(arguments: ["1 working day", "45 working days", "72 hours", "promptly", "at once"])
  func `A limit is written as it was read`(_ text: String) {
    #expect(Limit(text)?.description == text)
  }

  @Test func `Every problem of a calendar's file is said at once, with its place`() throws {
    let text = """
      heed: calendar/2
      name: Nowhere
      version: one
      source: none
      status: verified
      jurisdictions: [nowhere]
      covers: 2024-12-31/2024-01-01
      holidays:
        - {day: 2024-01-32, name: "No day"}
        - {day: 2024-01-06, name: "A Saturday"}
        - {day: 2024-01-08, name: "A Monday"}
        - {day: 2024-01-08, name: "The same"}
      """
    var report = Report()
    let node = try #require(
      readDocument([UInt8](text.utf8), file: "a.yaml", format: .yaml, report: &report))
    #expect(readCalendar(node, file: "a.yaml", report: &report) == nil)
    #expect(
      report.diagnostics.map { "\($0.location.position.line) \($0.code)" } == [
        "1 calendar.format", "7 calendar.covers", "9 calendar.day", "10 calendar.weekend",
        "12 calendar.twice",
      ])
  }
}

/// Working days by the system's calendar and the text of the rules.
struct IndependentCalendar {
  let place: WorkingDayTests.Place
  private let system: Foundation.Calendar

  init(_ place: WorkingDayTests.Place) {
    self.place = place
    var calendar = Foundation.Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0)!
    system = calendar
  }

  private func date(_ year: Int, _ month: Int, _ day: Int) -> Date {
    system.date(from: DateComponents(year: year, month: month, day: day))!
  }

  private func text(_ date: Date) -> String {
    let parts = system.dateComponents([.year, .month, .day], from: date)
    return String(format: "%04d-%02d-%02d", parts.year!, parts.month!, parts.day!)
  }

  private func isWeekend(_ date: Date) -> Bool { system.isDateInWeekend(date) }

  private func plus(_ date: Date, _ days: Int) -> Date {
    system.date(byAdding: .day, value: days, to: date)!
  }

  /// Gauss's rule for Easter Sunday, with its two exceptions.
  private func easter(_ year: Int) -> Date {
    let k = year / 100
    let m = (15 - (13 + 8 * k) / 25 + k - k / 4) % 30
    let n = (4 + k - k / 4) % 7
    let d = (19 * (year % 19) + m) % 30
    let e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7
    var days = 22 + d + e
    if d == 29 && e == 6 { days = 50 }
    if d == 28 && e == 6 && (11 * m + 11) % 30 < 19 { days = 49 }
    return plus(date(year, 3, 1), days - 1)
  }

  private func monday(_ year: Int, _ month: Int, last: Bool) -> Date {
    let days = (1...31).map { date(year, month, $0) }
      .filter { system.component(.month, from: $0) == month }
    let mondays = days.filter { system.component(.weekday, from: $0) == 2 }
    return last ? mondays.last! : mondays.first!
  }

  func holidays(of year: Int) -> Set<String> {
    var days: Set<Date> = []
    /// The day, or the next that is neither a weekend nor a holiday already.
    func add(_ day: Date) {
      var day = day
      while isWeekend(day) || days.contains(day) { day = plus(day, 1) }
      days.insert(day)
    }
    // Days of the week first, so that substitutes step over them.
    days.insert(plus(easter(year), -2))
    if place != .scotland { days.insert(plus(easter(year), 1)) }
    let may: Date? = [1995: date(1995, 5, 8), 2020: date(2020, 5, 8)][year]
    days.insert(may ?? monday(year, 5, last: false))
    let spring = [2002: date(2002, 6, 4), 2012: date(2012, 6, 4), 2022: date(2022, 6, 2)][year]
    days.insert(spring ?? monday(year, 5, last: true))
    days.insert(monday(year, 8, last: place != .scotland))
    for proclaimed in [
      date(1999, 12, 31), date(2002, 6, 3), date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3),
      date(2022, 9, 19), date(2023, 5, 8),
    ] where system.component(.year, from: proclaimed) == year {
      days.insert(proclaimed)
    }
    if place == .scotland, year == 2026 { days.insert(date(2026, 6, 15)) }
    add(date(year, 1, 1))
    if place == .scotland { add(date(year, 1, 2)) }
    if place == .northernIreland {
      add(date(year, 3, 17))
      add(date(year, 7, 12))
    }
    if place == .scotland, year >= 2007 { add(date(year, 11, 30)) }
    // A Sunday Christmas leaves Boxing Day its own day.
    let boxing = date(year, 12, 26)
    if !isWeekend(boxing) { days.insert(boxing) }
    add(date(year, 12, 25))
    if isWeekend(boxing) { add(boxing) }
    return Set(days.map(text))
  }

  /// For each day from 1 January 1995 to 31 December 2027.
  func workingDays() -> [Bool] {
    let all = Set((1995...2027).flatMap { holidays(of: $0) })
    var days: [Bool] = []
    var day = date(1995, 1, 1)
    let last = date(2027, 12, 31)
    while day <= last {
      days.append(!isWeekend(day) && !all.contains(text(day)))
      day = plus(day, 1)
    }
    return days
  }
}
