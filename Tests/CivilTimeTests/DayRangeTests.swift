import CivilTime
import Foundation
import Testing

func days(_ text: String) -> DayRange {
  let ends = text.split(separator: "/").map { $0 == ".." ? nil : day(String($0)) }
  return DayRange(ends[0], ends[1])
}

struct DayRangeTests {
  private let year = days("2008-01-01/2008-12-31")

  @Test func `Both ends belong to a range`() {
    #expect(year.contains(day("2008-01-01")))
    #expect(year.contains(day("2008-12-31")))
    #expect(!year.contains(day("2007-12-31")))
    #expect(!year.contains(day("2009-01-01")))
    #expect(year.days == 366)
    #expect(DayRange(day("2008-11-03")).days == 1)
  }

  @Test func `An open end has no bound`() {
    #expect(days("2008-01-01/..").contains(.last))
    #expect(days("../2008-01-01").contains(.first))
    #expect(DayRange.always.contains(day("2008-11-03")))
    #expect(DayRange.always.days == nil)
  }

  @Test func `A range lies wholly inside another only if both its ends do`() {
    #expect(year.contains(days("2008-01-01/2008-12-31")))
    #expect(!year.contains(days("2008-01-01/2009-01-01")))
    #expect(!year.contains(days("2008-06-01/..")))
    #expect(!year.contains(days("../2008-06-01")))
    #expect(days("2008-01-01/..").contains(days("2008-06-01/..")))
    #expect(!days("2008-01-01/..").contains(.always))
    #expect(DayRange.always.contains(.always))
  }

  @Test func `Ranges touch if they may share a day`() {
    #expect(year.touches(days("2008-12-31/2009-05-01")))
    #expect(!year.touches(days("2009-01-01/2009-05-01")))
    #expect(year.touches(days("../2008-01-01")))
    #expect(year.touches(.always))
  }

  @Test func `An intersection holds the days of both`() {
    #expect(year.intersection(days("2008-11-01/..")) == days("2008-11-01/2008-12-31"))
    #expect(year.intersection(days("../2008-02-01")) == days("2008-01-01/2008-02-01"))
    #expect(year.intersection(.always) == year)
    #expect(DayRange.always.intersection(.always) == .always)
    #expect(year.intersection(days("2010-01-01/..")) == nil)
  }

  @Test func `A hull holds both ranges and what lies between`() {
    #expect(year.hull(days("2010-01-01/2010-02-01")) == days("2008-01-01/2010-02-01"))
    #expect(year.hull(days("2007-01-01/..")) == days("2007-01-01/.."))
    #expect(year.hull(.always) == .always)
  }

  @Test func `A range that ends before it starts holds no day`() {
    let none = days("2008-06-02/2008-06-01")
    #expect(none.isEmpty)
    #expect(none.days == 0)
    #expect(!none.contains(day("2008-06-01")))
    #expect(!none.touches(.always))
    #expect(!DayRange.always.contains(none))
    #expect(!none.contains(none))
    #expect(none.hull(year) == year)
    #expect(year.hull(none) == year)
    #expect(!year.isEmpty)
  }

  @Test func `Containment, intersection and hull agree day by day`() {
    let base = day("2008-02-27").dayNumber
    let ends: [CivilDate?] = [nil] + (0...3).map { CivilDate(dayNumber: base + $0) }
    let ranges = ends.flatMap { start in ends.map { DayRange(start, $0) } }
    let sample = (-1...4).map { CivilDate(dayNumber: base + $0) }
    for one in ranges {
      for other in ranges {
        let shared = sample.filter { one.contains($0) && other.contains($0) }
        #expect(one.touches(other) == !shared.isEmpty)
        #expect(sample.filter { one.intersection(other)?.contains($0) ?? false } == shared)
        let hull = one.hull(other)
        #expect(
          sample.allSatisfy { !(one.contains($0) || other.contains($0)) || hull.contains($0) })
        if one.contains(other) {
          #expect(one.intersection(other) == other)
          #expect(hull == one)
        }
      }
    }
  }

  @Test func `A range lies before or after a day by its ends, and where one is open, not`() {
    let ends: [CivilDate?] = [nil, .first, day("2008-02-27"), day("2008-02-28"), .last]
    for start in ends {
      for end in ends {
        let range = DayRange(start, end)
        #expect(range.earliest == start && range.latest == end)
        for day in ends.compactMap(\.self) {
          #expect(range.isBefore(day) == (end.map { $0 < day } ?? false))
          #expect(range.isFrom(day) == (start.map { $0 >= day } ?? false))
        }
      }
    }
  }

  @Test func `A range is coded as an interval`() throws {
    let ranges = [days("2004-05-01/2013-04-05"), days("2015-07-31/.."), .always]
    let data = try JSONEncoder().encode(ranges)
    let text = String(decoding: data, as: UTF8.self).replacing("\\/", with: "/")
    #expect(text == #"["2004-05-01/2013-04-05","2015-07-31/..","../.."]"#)
    #expect(try JSONDecoder().decode([DayRange].self, from: data) == ranges)
  }

  @Test(arguments: ["2004", "2004-05-01", "2004-05-01/", "2004-05-01/x", "a/b/c", ""])
  func `A coded text that is no interval is refused`(_ text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([DayRange].self, from: Array("[\"\(text)\"]".utf8).data)
    }
  }
}
