/// Why a text is not a date that Heed can read, and what to write instead.
///
/// Neither sentence repeats the text, which may be personal.
public enum EDTFError: Error, Hashable, Sendable {
  /// Not in the form of a date; `at` is the column of the first character that does not fit, from
  /// 1.
  case malformed(at: Int)
  /// In the form of a date, but there is no such time.
  case impossible(Impossibility)
  /// A form of the standard that Heed does not read.
  case unsupported(Form)

  /// What makes a well-formed date impossible.
  public enum Impossibility: Hashable, Sendable, CaseIterable {
    case month, day, time, endBeforeStart
  }

  /// Forms of ISO 8601-2:2019 that lie beyond levels 0 and 1, or beyond the years 0001 to 9999.
  public enum Form: Hashable, Sendable, CaseIterable {
    /// A choice or list of dates in brackets or braces.
    case set
    /// A qualifier on one part of a date, such as the year alone.
    case partQualified
    /// An X that is not among the last digits.
    case innerUnspecified
    /// Quarters, semesters and the seasons of one hemisphere, 25 to 41.
    case otherSeason
    /// A year of more than four digits, an exponent, or significant digits.
    case longYear
    /// The year 0000, or one before it.
    case beforeYearOne
  }
}
