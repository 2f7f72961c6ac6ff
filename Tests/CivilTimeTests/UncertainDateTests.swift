import CivilTime
import Foundation
import Testing

func date(_ text: String) -> UncertainDate {
  switch UncertainDate.parse(text) {
  case .success(let date): return date
  case .failure(let error): preconditionFailure("\(text): \(error)")
  }
}

func error(_ text: String) -> EDTFError? {
  switch UncertainDate.parse(text) {
  case .success: nil
  case .failure(let error): error
  }
}

struct UncertainDateTests {
  @Test(arguments: [
    ("2008-11-03", "2008-11-03/2008-11-03"),
    ("2008-11", "2008-11-01/2008-11-30"),
    ("2008-02", "2008-02-01/2008-02-29"),
    ("2008-12", "2008-12-01/2008-12-31"),
    ("2008", "2008-01-01/2008-12-31"),
    ("0001", "0001-01-01/0001-12-31"),
    ("9999", "9999-01-01/9999-12-31"),
    ("2008-11-03T14:30:00", "2008-11-03/2008-11-03"),
    ("2008-11-03T23:59:60Z", "2008-11-03/2008-11-03"),
    ("2008-11-03T00:00:00+01", "2008-11-03/2008-11-03"),
    ("2008-11-03T00:00:00-04:30", "2008-11-03/2008-11-03"),
  ])
  func `Level 0 dates span what they name`(_ text: String, _ range: String) {
    #expect(date(text).range == days(range))
  }

  @Test(arguments: [
    ("198X", "1980-01-01/1989-12-31"),
    ("19XX", "1900-01-01/1999-12-31"),
    ("2004-XX", "2004-01-01/2004-12-31"),
    ("2004-XX-XX", "2004-01-01/2004-12-31"),
    ("2004-02-XX", "2004-02-01/2004-02-29"),
    ("000X", "0001-01-01/0009-12-31"),
    ("00XX", "0001-01-01/0099-12-31"),
    ("99XX", "9900-01-01/9999-12-31"),
  ])
  func `Digits that nobody stated may be any`(_ text: String, _ range: String) {
    #expect(date(text).range == days(range))
  }

  @Test(arguments: [
    ("2004-21", "2004-03-01/2004-05-31"),
    ("2004-22", "2004-06-01/2004-08-31"),
    ("2004-23", "2004-09-01/2004-11-30"),
    ("2004-24", "2004-01-01/2005-02-28"),
    ("2003-24", "2003-01-01/2004-02-29"),
    ("9999-24", "9999-01-01/9999-12-31"),
  ])
  func `Seasons are whole months, and winter may be either`(_ text: String, _ range: String) {
    #expect(date(text).range == days(range))
  }

  @Test(arguments: [
    ("2004", "2003-01-01/2005-12-31"),
    ("2004-06", "2004-05-01/2004-07-31"),
    ("2004-01", "2003-12-01/2004-02-29"),
    ("2004-12", "2004-11-01/2005-01-31"),
    ("2004-06-11", "2004-06-10/2004-06-12"),
    ("2004-21", "2004-02-01/2004-06-30"),
    ("2004-24", "2003-12-01/2005-03-31"),
    ("198X", "1970-01-01/1999-12-31"),
    ("19XX", "1800-01-01/2099-12-31"),
    ("2004-XX", "2003-01-01/2005-12-31"),
    ("2004-06-XX", "2004-05-01/2004-07-31"),
    ("0001", "0001-01-01/0002-12-31"),
    ("0001-01-01", "0001-01-01/0001-01-02"),
    ("0001-01", "0001-01-01/0001-02-28"),
    ("9999", "9998-01-01/9999-12-31"),
    ("9999-12-31", "9999-12-30/9999-12-31"),
  ])
  func `A qualifier widens by one unit of the precision`(_ text: String, _ range: String) {
    for mark in ["~", "?", "%"] {
      #expect(date(text + mark).range == days(range))
    }
  }

  @Test(arguments: [
    ("2004", false, false), ("2004~", true, false), ("2004?", false, true), ("2004%", true, true),
    ("2004/2006", false, false), ("2004~/2006?", true, true), ("../2006~", true, false),
  ])
  func `Qualifiers are kept apart`(_ text: String, _ isApproximate: Bool, _ isUncertain: Bool) {
    #expect(date(text).isApproximate == isApproximate)
    #expect(date(text).isUncertain == isUncertain)
  }

  @Test(arguments: [
    ("2008-10/2008-11", "2008-10-01/2008-11-30"),
    ("2004/2006", "2004-01-01/2006-12-31"),
    ("2004-02-01/2005", "2004-02-01/2005-12-31"),
    ("2004~/2006?", "2003-01-01/2007-12-31"),
    ("198X/1992-03", "1980-01-01/1992-03-31"),
    ("2004-06-03/2004-06-03", "2004-06-03/2004-06-03"),
    ("2004-06/2004", "2004-06-01/2004-12-31"),
    ("2004/2003~", "2004-01-01/2004-12-31"),
    ("2008-11-03T10:00:00Z/2008-11-04", "2008-11-03/2008-11-04"),
    ("2004/..", "2004-01-01/.."), ("2004/", "2004-01-01/.."),
    ("../2004", "../2004-12-31"), ("/2004", "../2004-12-31"),
  ])
  func `An interval spans from its earliest start to its latest end`(
    _ text: String, _ range: String
  ) {
    #expect(date(text).range == days(range))
    #expect(date(text).isInterval)
  }

  @Test(
    arguments: [
      ("2008-11-03", .day), ("2008-11", .month), ("2008-21", .season), ("2008", .year),
      ("198X", .decade), ("19XX", .century), ("2008-XX", .year), ("2008-XX-XX", .year),
      ("2008-11-XX", .month), ("2008-11-03T10:00:00", .day), ("2008-11-03/2009", .year),
      ("2008-11/..", .month), ("/2008-11-03", .day),
    ] as [(String, UncertainDate.Precision)])
  func `The precision is the finest unit that is known`(
    _ text: String, _ precision: UncertainDate.Precision
  ) {
    #expect(date(text).precision == precision)
  }

  @Test(arguments: [
    ("", 1), (" 2008", 1), ("2008 ", 5), ("08", 3), ("200", 4), ("20081103", 5), ("12345", 5),
    ("2008-", 6), ("2008-1", 7), ("2008-11-", 9), ("2008-11-3", 10), ("2008-11-031", 11),
    ("2008-1103", 8), ("2008-W45", 6), ("2008-308", 8), ("03/11/2008", 6), ("11/2008", 3),
    ("2008/11/03", 8), ("2008–11", 5), ("198x", 4), ("198u", 4), ("unknown", 1), ("open", 1),
    ("about 2004", 1), ("2004~~", 6), ("2004?~", 6), ("c2004", 1), ("/", 1), ("..", 1),
    ("../..", 1),
    ("../", 1), ("/..", 1), ("2004/../2006", 8), ("2004...", 5), ("2004-21-03", 8),
    ("2004T10:00:00", 5),
    ("2008-11-03T", 12), ("2008-11-03T10", 14), ("2008-11-03T10:30", 17),
    ("2008-11-03t10:30:00", 11),
    ("2008-11-03T10:30:00Q", 20), ("2008-11-03T10:30:00Z~", 21), ("2008-11-03 10:30:00", 11),
    ("2008-11-03T10:30:00.5", 20), ("2008-11-03T1X:30:00", 12), ("Year", 1), ("-", 1), ("２００８", 1),
    ("2008-11-03\n", 11), ("null", 1), ("2008-10/2008-1", 15), ("1E10", 2),
  ])
  func `What is not a date is refused at the first character that does not fit`(
    _ text: String, _ column: Int
  ) {
    #expect(error(text) == .malformed(at: column))
  }

  @Test(
    arguments: [
      ("2009-00", .month), ("2009-13", .month), ("2009-20", .month), ("2009-42", .month),
      ("2009-99-01", .month), ("2009-02-30", .day), ("2009-02-29", .day), ("2009-04-31", .day),
      ("2009-01-00", .day), ("2009-01-32", .day), ("2009-01-01T24:00:00", .time),
      ("2009-01-01T10:60:00", .time), ("2009-01-01T10:00:61", .time),
      ("2009-01-01T10:00:00+24", .time), ("2009-01-01T10:00:00+01:60", .time),
      ("2008-11-03/2008-11-02", .endBeforeStart), ("2005/2004", .endBeforeStart),
      ("2005/2004-12", .endBeforeStart), ("199X/198X", .endBeforeStart),
      ("2006~/2004", .endBeforeStart), ("2009-02-30/2010", .day), ("2008/2009-13", .month),
    ] as [(String, EDTFError.Impossibility)])
  func `A date that cannot be is refused`(_ text: String, _ reason: EDTFError.Impossibility) {
    #expect(error(text) == .impossible(reason))
  }

  @Test(
    arguments: [
      ("[1667,1668]", .set), ("{1960,1961-12}", .set), ("[..1984]", .set),
      ("2004?-06", .partQualified), ("2004-?06", .partQualified), ("?2004-06", .partQualified),
      ("2004-06~-11", .partQualified), ("2004-06-~11", .partQualified), ("%2001", .partQualified),
      ("2004-XX-?03", .partQualified),
      ("1X84", .innerUnspecified), ("XXXX", .innerUnspecified), ("1XXX", .innerUnspecified),
      ("X984", .innerUnspecified), ("198X-06", .innerUnspecified), ("2004-1X", .innerUnspecified),
      ("2004-X1", .innerUnspecified), ("2004-XX-03", .innerUnspecified),
      ("2004-06-1X", .innerUnspecified), ("2004-06-X1", .innerUnspecified),
      ("2004-25", .otherSeason), ("2004-33", .otherSeason), ("2004-41", .otherSeason),
      ("Y170000002", .longYear), ("Y-17E7", .longYear), ("1950S2", .longYear),
      ("0000", .beforeYearOne), ("0000-05", .beforeYearOne), ("-0044", .beforeYearOne),
    ] as [(String, EDTFError.Form)])
  func `Other forms of the standard are named`(_ text: String, _ form: EDTFError.Form) {
    #expect(error(text) == .unsupported(form))
  }

  @Test func `Every error says what is wrong and what to write`() {
    let errors: [EDTFError] =
      [.malformed(at: 3)] + EDTFError.Impossibility.allCases.map { .impossible($0) }
      + EDTFError.Form.allCases.map { .unsupported($0) }
    for error in errors {
      #expect(!error.message.isEmpty && !error.message.hasSuffix("."))
      #expect(error.remedy.hasSuffix("."))
      #expect(!error.remedy.contains("malformed"))
    }
    #expect(Set(errors.map(\.message)).count == errors.count)
    #expect(EDTFError.malformed(at: 3).column == 3)
    #expect(EDTFError.impossible(.day).column == nil)
  }

  @Test func `No error repeats the text`() {
    for text in ["zebra", "2008-11-03 zebra", "zebra/2008"] {
      let refused = error(text)
      #expect(refused.map { "\($0) \($0.message) \($0.remedy)".contains("zebra") } == false)
    }
  }

  @Test func `Any text is read or refused, and a date lies inside its own range`() {
    let alphabet = Array("0123459X-/.~?%TZ:YES[ ")
    var generator = SplitMix(seed: 20_081_103)
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...12, using: &generator)
      let text = String((0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "0" })
      guard case .success(let date) = UncertainDate.parse(text) else { continue }
      if date.range.isEmpty { Issue.record("\(text)") }
    }
  }

  @Test func `Widening a date only adds days`() {
    for text in ["2004", "2004-06", "2004-06-11", "2004-22", "2004-24", "198X", "2004-XX", "0001"] {
      for mark in ["~", "?", "%"] {
        #expect(date(text + mark).range.contains(date(text).range))
      }
    }
  }

  @Test func `A certain day is the date of that day`() {
    #expect(UncertainDate(day("2008-11-03")) == date("2008-11-03"))
  }

  @Test func `A date is coded as it was written`() throws {
    let dates = ["2008-11-03", "198X", "2004~/2006?", "2004/.."].map { date($0) }
    let data = try JSONEncoder().encode(dates)
    #expect(try JSONDecoder().decode([UncertainDate].self, from: data) == dates)
    #expect(dates.map(\.literal) == ["2008-11-03", "198X", "2004~/2006?", "2004/.."])
  }

  @Test func `A coded text that is no date is refused without repeating it`() {
    let refused = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([UncertainDate].self, from: Array(#"["zebra"]"#.utf8).data)
    }
    #expect(refused.map { String(describing: $0).contains("zebra") } == false)
  }
}

/// A small seeded generator, so that a failing run can be repeated.
///
/// - Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators",
///   OOPSLA 2014.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
