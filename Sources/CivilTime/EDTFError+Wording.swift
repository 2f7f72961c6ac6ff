extension EDTFError {
  /// What is wrong: one clause, without the text itself.
  public var message: String {
    switch self {
    case .malformed(let column): "not a date that can be read, from character \(column) on"
    case .impossible(.month): "there is no such month"
    case .impossible(.day): "there is no such day in that month"
    case .impossible(.time): "there is no such time of day"
    case .impossible(.endBeforeStart): "the end lies before the start"
    case .unsupported(.set): "a set of dates in brackets or braces is not read here"
    case .unsupported(.partQualified): "a mark on one part of a date is not read here"
    case .unsupported(.innerUnspecified): "an X may only replace the last digits of a date"
    case .unsupported(.otherSeason): "only the seasons 21, 22, 23 and 24 are read here"
    case .unsupported(.longYear): "a year is written with four digits here"
    case .unsupported(.beforeYearOne): "years start at 0001 here"
    }
  }

  /// What to write instead: one sentence.
  public var remedy: String {
    switch self {
    case .malformed:
      "Write the year first: a day as 2008-11-03, a month as 2008-11, a year as 2008, 'about' as "
        + "2008~, and a stretch as 2008-10/2008-11; leave the date out if nothing is known."
    case .impossible(.month):
      "Write a month from 01 to 12, or a season: 21 spring, 22 summer, 23 autumn, 24 winter."
    case .impossible(.day):
      "Check the day against a calendar, or write only the month, as 2009-02."
    case .impossible(.time):
      "Write the day alone, as 2008-11-03: the time of day is not used."
    case .impossible(.endBeforeStart):
      "Write the earlier date before the stroke and the later one after it."
    case .unsupported(.set):
      "Write one entry for each date, or a stretch that holds them all, as 2008-10/2008-11."
    case .unsupported(.partQualified):
      "Put the mark at the end, where it is about the whole date, as 2008-11~."
    case .unsupported(.innerUnspecified):
      "Write only what is known, as 198X, 2004-XX or 2004-06-XX, or a stretch, as 2004-10/2004-12."
    case .unsupported(.otherSeason):
      "Write the months as a stretch, as 2008-04/2008-06."
    case .unsupported(.longYear), .unsupported(.beforeYearOne):
      "Write a year from 0001 to 9999, as 2008."
    }
  }

  /// The column of the first character that does not fit, where one is known, from 1.
  public var column: Int? {
    if case .malformed(let column) = self { column } else { nil }
  }
}
