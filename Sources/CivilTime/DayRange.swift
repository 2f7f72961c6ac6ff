/// A stretch of days, both ends included; nil is an open end, without a bound that is known.
///
/// A range whose earliest day lies after its latest holds no day: it contains and touches nothing,
/// and lies inside nothing.
///
/// Its text, also in JSON, is an ISO 8601 interval, `2004-05-01/2013-04-05`, with `..` for an open
/// end.
public struct DayRange: Hashable, Sendable {
  /// Its ends as numbers of days, which are quickly compared: an open end is further off than any day.
  package private(set) var first: Int32
  package private(set) var last: Int32

  public init(_ earliest: CivilDate?, _ latest: CivilDate?) {
    first = earliest?.number ?? .min
    last = latest?.number ?? .max
  }

  private init(first: Int32, last: Int32) {
    self.first = first
    self.last = last
  }

  /// One day.
  public init(_ day: CivilDate) {
    self.init(first: day.number, last: day.number)
  }

  /// All time: nothing is known of either end.
  public static let always = DayRange(nil, nil)

  public var earliest: CivilDate? {
    get { first == .min ? nil : CivilDate(number: first) }
    set { first = newValue?.number ?? .min }
  }

  public var latest: CivilDate? {
    get { last == .max ? nil : CivilDate(number: last) }
    set { last = newValue?.number ?? .max }
  }

  /// Whether the range holds no day at all.
  public var isEmpty: Bool { last < first }

  /// The number of days in the range; nil if an end is open.
  public var days: Int? {
    guard let earliest, let latest else { return nil }
    return max(0, latest - earliest + 1)
  }

  public func contains(_ day: CivilDate) -> Bool { first <= day.number && day.number <= last }

  /// Whether every day of `other` certainly lies in this range; an open end lies only in an open
  /// end.
  public func contains(_ other: DayRange) -> Bool {
    !isEmpty && !other.isEmpty && first <= other.first && other.last <= last
  }

  /// Whether the two ranges may share a day.
  public func touches(_ other: DayRange) -> Bool {
    !isEmpty && !other.isEmpty && first <= other.last && other.first <= last
  }

  /// The days that both ranges hold; nil if there is none.
  public func intersection(_ other: DayRange) -> DayRange? {
    guard touches(other) else { return nil }
    return DayRange(first: max(first, other.first), last: min(last, other.last))
  }

  /// The shortest range that holds both.
  public func hull(_ other: DayRange) -> DayRange {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return DayRange(first: min(first, other.first), last: max(last, other.last))
  }

  /// Whether all of it certainly lies before a day.
  package func isBefore(_ day: CivilDate) -> Bool { last < day.number }
  /// Whether all of it certainly lies on a day or after it.
  package func isFrom(_ day: CivilDate) -> Bool { first >= day.number }
}

extension DayRange: CustomStringConvertible, Codable {
  public var description: String {
    "\(earliest?.description ?? "..")/\(latest?.description ?? "..")"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// Reads the interval that `description` writes.
  ///
  /// - Throws: `DecodingError.dataCorrupted`, which does not repeat the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let ends = try container.decode(String.self)
      .split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    func end(_ text: String) throws -> CivilDate? {
      if text == ".." { return nil }
      guard let day = CivilDate(text) else { throw Self.malformed(container) }
      return day
    }
    guard ends.count == 2 else { throw Self.malformed(container) }
    self.init(try end(ends[0]), try end(ends[1]))
  }

  private static func malformed(_ container: any SingleValueDecodingContainer) -> DecodingError {
    DecodingError.dataCorruptedError(
      in: container, debugDescription: "expected two days, such as 2004-05-01/2013-04-05")
  }
}
