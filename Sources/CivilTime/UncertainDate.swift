/// A date as far as it is known: a day, a month, "about 2004", or a stretch from one to another.
///
/// Written in the Extended Date/Time Format, levels 0 and 1:
///
/// | written | means |
/// |---|---|
/// | `2008-11-03`, `2008-11`, `2008` | some time in that day, month or year |
/// | `2008-11-03T14:30:00Z` | that day; the time is left aside, the zone not applied |
/// | `198X`, `19XX`, `2004-XX`, `2004-06-XX` | digits that nobody stated |
/// | `2004-21` to `2004-24` | spring (March to May), summer, autumn, winter |
/// | `2004~` `2004?` `2004%` | approximately; not certainly; both |
/// | `2008-10/2008-11` | from the one to the other |
/// | `2008/..` `2008/` | no end given; end not known |
///
/// `range` is every day that the text may mean. The standard does not say how far "approximately"
/// or "not certainly" reach: here each reaches one unit of the precision further, both ways: a day,
/// a month, a year, ten years, a hundred; for a season, one month. Winter of a year may be its
/// first two months or its December to the next February, so it reaches from January to the end of
/// that February.
///
/// - Units: days; years 0001 to 9999, and a range that would leave them stops there.
/// - Source: ISO 8601-2:2019, Annex A; Library of Congress, Extended Date/Time Format (EDTF)
///   Specification, 4 February 2019. Seasons are those of the northern hemisphere by whole months.
///   Wider than the standard: an interval may have times of day and unstated digits.
public struct UncertainDate: Hashable, Sendable {
  /// How finely a date is known.
  public enum Precision: String, Sendable, CaseIterable, Comparable {
    case day, month, season, year, decade, century

    public static func < (one: Precision, other: Precision) -> Bool {
      one.order < other.order
    }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The text as it was written.
  public let literal: String
  /// Every day that it may mean; of an interval, from the earliest day of its start to the latest
  /// of its end. An end that is open or not known has no bound.
  public let range: DayRange
  /// Marked with `~` or `%`, on either side of an interval.
  public let isApproximate: Bool
  /// Marked with `?` or `%`, on either side of an interval.
  public let isUncertain: Bool
  /// Written as a start and an end.
  public let isInterval: Bool
  /// How finely the date is known; of an interval, the coarser side that has a date.
  public let precision: Precision

  /// Reads a date.
  ///
  /// An interval is impossible only if it certainly ends before it starts; `2004-06/2004` is not.
  public static func parse(_ text: String) -> Result<UncertainDate, EDTFError> {
    do throws(EDTFError) {
      return .success(UncertainDate(try EDTF.parse(text), literal: text))
    } catch {
      return .failure(error)
    }
  }

  /// One certain day.
  public init(_ day: CivilDate) {
    literal = day.description
    range = DayRange(day)
    isApproximate = false
    isUncertain = false
    isInterval = false
    precision = .day
  }

  private init(_ form: EDTF, literal: String) {
    self.literal = literal
    range = form.range
    isInterval = form.isInterval
    let points = form.points
    isApproximate = points.contains { $0.qualifier.isApproximate }
    isUncertain = points.contains { $0.qualifier.isUncertain }
    precision = points.map(\.precision).max() ?? .day
  }
}

extension UncertainDate: Codable {
  /// Writes the literal.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(literal)
  }

  /// Reads a literal.
  ///
  /// - Throws: `DecodingError.dataCorrupted`, which does not repeat the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    switch Self.parse(try container.decode(String.self)) {
    case .success(let date): self = date
    case .failure(let error):
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(error.message); \(error.remedy)")
    }
  }
}
