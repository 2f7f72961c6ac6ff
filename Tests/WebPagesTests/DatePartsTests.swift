import CivilTime
import Testing

@testable import WebPages

@Suite struct DatePartsTests {
  static let dates: [(DateParts, String)] = [
    (DateParts(day: "3", month: "11", year: "2008"), "3 November 2008"),
    (DateParts(day: "", month: "nov", year: "2008"), "November 2008"),
    (DateParts(day: "", month: "", season: "23", year: "2008"), "autumn 2008"),
    (DateParts(day: "", month: "", year: "200X"), "some time in the 2000s"),
    (DateParts(day: "", month: "10", year: "2008", sure: "~"), "about October 2008"),
  ]

  @Test(arguments: dates) func `What is known of a date is enough`(
    _ parts: DateParts, _ words: String
  ) throws {
    #expect(try parts.date().map { describe($0) } == words)
  }

  @Test func `Nothing typed is no date`() throws {
    #expect(try DateParts(day: "", month: "", year: "").date() == nil)
  }

  @Test func `Two dates are a stretch from the one to the other`() throws {
    let first = DateParts(day: "", month: "10", year: "2008")
    let last = DateParts(day: "", month: "11", year: "2008")
    #expect(try DateParts.date(from: first, to: last)?.literal == "2008-10/2008-11")
  }

  static let faults = [
    DateParts(day: "3", month: "11", year: ""), DateParts(day: "3", month: "", year: "2008"),
    DateParts(day: "31", month: "2", year: "2008"), DateParts(day: "", month: "13", year: "2008"),
    DateParts(day: "", month: "10", season: "23", year: "2008"),
    DateParts(day: "", month: "", year: "08"), DateParts(day: "x", month: "1", year: "2008"),
  ]

  @Test(arguments: faults) func `What is no date says what to do`(_ parts: DateParts) {
    #expect(throws: DateParts.Fault.self) { try parts.date() }
  }

  @Test(arguments: [
    "2008-11-03", "2008-11", "2008", "2008-23", "2008-10~", "200X", "2008-10/2008-11",
  ])
  func `A date on record fills the fields, and comes back the same`(_ literal: String) throws {
    let (first, last) = try #require(DateParts.typed(literal))
    let date = try last.map { try DateParts.date(from: first, to: $0) } ?? first.date()
    #expect(date?.literal == literal)
  }

  @Test func `A date that the fields cannot say is left alone`() {
    #expect(DateParts.typed("2008/..") == nil)
  }

  @Test func `A day has to be whole where a day is asked for`() throws {
    #expect(throws: DateParts.Fault.self) {
      try DateParts(day: "", month: "11", year: "2008").wholeDay()
    }
    #expect(
      try DateParts(day: "3", month: "11", year: "2008").wholeDay() == CivilDate("2008-11-03"))
  }
}
