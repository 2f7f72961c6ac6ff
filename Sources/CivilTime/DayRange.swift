/// A stretch of days, both ends included; nil is an open end, without a bound that is known.
///
/// A range whose earliest day lies after its latest holds no day: it contains and touches nothing,
/// and lies inside nothing.
///
/// Its text, also in JSON, is an ISO 8601 interval, `2004-05-01/2013-04-05`, with `..` for an open
/// end.
public struct DayRange: Hashable, Sendable {
  public var earliest: CivilDate?
  public var latest: CivilDate?

  public init(_ earliest: CivilDate?, _ latest: CivilDate?) {
    self.earliest = earliest
    self.latest = latest
  }

  /// One day.
  public init(_ day: CivilDate) {
    self.init(day, day)
  }

  /// All time: nothing is known of either end.
  public static let always = DayRange(nil, nil)

  /// Whether the range holds no day at all.
  public var isEmpty: Bool {
    if let earliest, let latest { latest < earliest } else { false }
  }

  /// The number of days in the range; nil if an end is open.
  public var days: Int? {
    guard let earliest, let latest else { return nil }
    return max(0, latest - earliest + 1)
  }

  public func contains(_ day: CivilDate) -> Bool {
    if let earliest, day < earliest { return false }
    if let latest, day > latest { return false }
    return true
  }

  /// Whether every day of `other` certainly lies in this range; an open end lies only in an open
  /// end.
  public func contains(_ other: DayRange) -> Bool {
    if isEmpty || other.isEmpty { return false }
    if let earliest {
      guard let start = other.earliest, start >= earliest else { return false }
    }
    if let latest {
      guard let end = other.latest, end <= latest else { return false }
    }
    return true
  }

  /// Whether the two ranges may share a day.
  public func touches(_ other: DayRange) -> Bool { intersection(other) != nil }

  /// The days that both ranges hold; nil if there is none.
  public func intersection(_ other: DayRange) -> DayRange? {
    if isEmpty || other.isEmpty { return nil }
    let shared = DayRange(
      Self.pick(earliest, other.earliest, max), Self.pick(latest, other.latest, min))
    return shared.isEmpty ? nil : shared
  }

  /// The shortest range that holds both.
  public func hull(_ other: DayRange) -> DayRange {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var whole = DayRange.always
    if let earliest, let first = other.earliest { whole.earliest = min(earliest, first) }
    if let latest, let last = other.latest { whole.latest = max(latest, last) }
    return whole
  }

  private static func pick(
    _ one: CivilDate?, _ other: CivilDate?, _ choose: (CivilDate, CivilDate) -> CivilDate
  ) -> CivilDate? {
    guard let one, let other else { return one ?? other }
    return choose(one, other)
  }
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
