import CivilTime
import Testing

struct DescribingTests {
  @Test(arguments: [
    ("2008-11-03", "3 November 2008"),
    ("2008-11-03T14:30:00Z", "3 November 2008"),
    ("2008-11", "November 2008"),
    ("2008", "2008"),
    ("0987", "987"),
    ("2004~", "about 2004"),
    ("2004?", "possibly 2004"),
    ("2004%", "possibly about 2004"),
    ("2008-11-03~", "about 3 November 2008"),
    ("2004-21", "spring 2004"),
    ("2004-22", "summer 2004"),
    ("2004-23~", "about autumn 2004"),
    ("2004-24", "winter 2004"),
    ("198X", "some time in the 1980s"),
    ("000X", "some time in the years 1 to 9"),
    ("198X~", "about some time in the 1980s"),
    ("19XX", "some time between 1900 and 1999"),
    ("00XX", "some time between 1 and 99"),
    ("2004-XX", "some time in 2004"),
    ("2004-XX-XX", "some time in 2004"),
    ("2004-06-XX", "some time in June 2004"),
  ])
  func `A date is said in English`(_ text: String, _ words: String) {
    #expect(describe(date(text)) == words)
  }

  @Test(arguments: [
    ("2008-10/2008-11", "between October and November 2008"),
    ("2008-12/2009-01", "between December 2008 and January 2009"),
    ("2008-11-03/2008-11-05", "between 3 and 5 November 2008"),
    ("2008-10-03/2008-11-05", "between 3 October and 5 November 2008"),
    ("2008-12-31/2009-01-01", "between 31 December 2008 and 1 January 2009"),
    ("2004/2006", "between 2004 and 2006"),
    ("2004~/2006?", "between about 2004 and possibly 2006"),
    ("2008-10~/2008-11", "between about October 2008 and November 2008"),
    ("198X/1992", "between the 1980s and 1992"),
    ("19XX/2004", "between the years 1900 to 1999 and 2004"),
    ("2004-XX/2006-03", "between 2004 and March 2006"),
    ("2004/2004", "2004"),
    ("2004/", "from 2004, end not known"),
    ("2004/..", "from 2004, with no end given"),
    ("/2004", "up to 2004, start not known"),
    ("../2004", "up to 2004, with no start given"),
    ("2008-11-03~/", "from about 3 November 2008, end not known"),
  ])
  func `An interval is said in English`(_ text: String, _ words: String) {
    #expect(describe(date(text)) == words)
  }

  @Test func `Every month has its name`() {
    let words = (1...12).compactMap {
      CivilDate(year: 2009, month: $0, day: 1).map { describe($0) }
    }
    #expect(
      words == [
        "1 January 2009", "1 February 2009", "1 March 2009", "1 April 2009", "1 May 2009",
        "1 June 2009", "1 July 2009", "1 August 2009", "1 September 2009", "1 October 2009",
        "1 November 2009", "1 December 2009",
      ])
  }
}
