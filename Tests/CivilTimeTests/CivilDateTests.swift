import CivilTime
import Foundation
import Testing

func day(_ text: String) -> CivilDate {
  guard let date = CivilDate(text) else { preconditionFailure("not a day: \(text)") }
  return date
}

struct CivilDateTests {
  @Test func `The first of January 1970 is day 0`() {
    #expect(day("1970-01-01").dayNumber == 0)
    #expect(day("1969-12-31").dayNumber == -1)
    #expect(day("2000-03-01").dayNumber == 11_017)
    #expect(day("0001-01-01") == .first)
    #expect(day("9999-12-31") == .last)
    #expect(CivilDate.first.dayNumber == -719_162)
    #expect(CivilDate.last.dayNumber == 2_932_896)
  }

  @Test func `Counting every day of the calendar agrees with the numbers`() {
    // Every day of 400 years, which is a whole cycle, and every 97th day of the rest.
    var number = CivilDate.first.dayNumber
    while number <= CivilDate.last.dayNumber {
      let date = CivilDate(dayNumber: number)
      let again = CivilDate(year: date.year, month: date.month, day: date.day)
      if again?.dayNumber != number || CivilDate(date.description) != date {
        Issue.record("\(number)")
      }
      number += (-25_567..<120_531).contains(number) ? 1 : 97
    }
  }

  @Test func `Each month follows the one before it without a gap`() {
    var expected = CivilDate.first
    for year in 1...9999 {
      for month in 1...12 {
        let first = CivilDate(year: year, month: month, day: 1)
        if first != expected { Issue.record("\(year)-\(month)") }
        expected = expected.adding(days: CivilDate.daysIn(month: month, ofYear: year))
      }
    }
  }

  @Test(arguments: [1600, 2000, 2004, 2400, 4, 9996])
  func `A leap year has a 29 February`(_ year: Int) {
    #expect(CivilDate.isLeap(year: year))
    #expect(CivilDate(year: year, month: 2, day: 29) != nil)
    #expect(CivilDate(year: year, month: 2, day: 30) == nil)
  }

  @Test(arguments: [1700, 1800, 1900, 2001, 2100, 1, 9999])
  func `A common year has none`(_ year: Int) {
    #expect(!CivilDate.isLeap(year: year))
    #expect(CivilDate(year: year, month: 2, day: 29) == nil)
  }

  @Test(arguments: [
    (0, 1, 1), (10_000, 1, 1), (-1, 1, 1), (2009, 0, 1), (2009, 13, 1), (2009, 1, 0), (2009, 1, 32),
    (2009, 4, 31), (2009, 2, 30), (2009, 6, -1),
  ])
  func `A day that does not exist is not made`(_ year: Int, _ month: Int, _ day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    "", "2008", "2008-11", "2008-11-3", "2008-1-03", "2008-11-031", " 2008-11-03", "2008-11-03 ",
    "2008/11/03", "20081103", "+008-11-03", "2008-11-0a", "03-11-2008", "２００８-11-03", "2008-02-30",
    "2008-11-03T00:00:00",
  ])
  func `Only the ISO text of a day is read`(_ text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test func `A day is written as ISO 8601 writes it`() {
    #expect(day("2008-11-03").description == "2008-11-03")
    #expect(CivilDate.first.description == "0001-01-01")
    #expect("\(CivilDate.last)" == "9999-12-31")
  }

  @Test func `Days are counted across months, years and leap days`() {
    #expect(day("2008-02-28").adding(days: 2) == day("2008-03-01"))
    #expect(day("2009-02-28").adding(days: 1) == day("2009-03-01"))
    #expect(day("2009-01-01").adding(days: -1) == day("2008-12-31"))
    #expect(day("2011-05-04") - day("2008-11-03") == 912)
    #expect(day("2008-11-03") - day("2011-05-04") == -912)
    #expect(day("2008-11-03") < day("2008-11-04"))
  }

  @Test func `Arithmetic stops at the first and the last day`() {
    #expect(CivilDate.last.adding(days: 1) == .last)
    #expect(CivilDate.first.adding(days: -1) == .first)
    #expect(day("2008-11-03").adding(days: .max) == .last)
    #expect(day("1908-11-03").adding(days: .min) == .first)
    #expect(CivilDate(dayNumber: .max) == .last)
    #expect(CivilDate(dayNumber: .min) == .first)
    #expect(day("2008-11-03").addingYears(.max) == .last)
    #expect(day("2008-11-03").addingYears(.min) == .first)
    #expect(day("9000-11-03").addingYears(1000) == .last)
    #expect(day("0009-11-03").addingYears(-9) == .first)
  }

  @Test func `A birthday falls on the same day of the year`() {
    #expect(day("1996-05-14").addingYears(18) == day("2014-05-14"))
    #expect(day("2014-05-14").addingYears(-18) == day("1996-05-14"))
    #expect(day("1996-02-29").addingYears(16) == day("2012-02-29"))
  }

  @Test func `Somebody born on 29 February attains an age on 1 March of a common year`() {
    #expect(day("1996-02-29").addingYears(18) == day("2014-03-01"))
    #expect(day("1996-02-29").addingYears(104) == day("2100-03-01"))
  }

  @Test func `A day is coded as its text`() throws {
    let data = try JSONEncoder().encode([day("2008-11-03")])
    #expect(String(decoding: data, as: UTF8.self) == #"["2008-11-03"]"#)
    #expect(try JSONDecoder().decode([CivilDate].self, from: data) == [day("2008-11-03")])
  }

  @Test func `A coded day that does not exist is refused without repeating it`() {
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CivilDate].self, from: Array(#"["2009-02-30"]"#.utf8).data)
    }
    #expect(error.map { !String(describing: $0).contains("2009-02-30") } == true)
  }

  @Test func `A day takes four bytes`() {
    #expect(MemoryLayout<CivilDate>.size == 4)
  }
}

extension [UInt8] {
  var data: Data { Data(self) }
}
