/// A moment, to the millisecond, as casebooks record it.
///
/// Written as in RFC 3339 with three digits and `Z`: `2026-11-21T09:00:00.000Z`. The day on which it falls is that of the United
/// Kingdom, where the summer hour lasts from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October
/// (Summer Time Act 1972; the Summer Time Order 2002, SI 2002/262).
public struct Instant: Hashable, Comparable, Sendable {
  /// Since the beginning of 1970, UTC, without leap seconds.
  public var milliseconds: Int

  public init(milliseconds: Int) { self.milliseconds = milliseconds }

  public static func < (one: Instant, other: Instant) -> Bool {
    one.milliseconds < other.milliseconds
  }

  public func adding(milliseconds more: Int) -> Instant {
    Instant(milliseconds: milliseconds + more)
  }

  /// Whole seconds since the beginning of 1970, rounded down.
  public var seconds: Int { floored(milliseconds, by: 1000).quotient }

  private var utcDay: CivilDate { CivilDate(dayNumber: floored(seconds, by: 86_400).quotient) }

  /// The day in the United Kingdom.
  public var day: CivilDate {
    let hour = isSummer ? 3600 : 0
    return CivilDate(dayNumber: floored(seconds + hour, by: 86_400).quotient)
  }

  /// The time of that day in the United Kingdom, `14:05`.
  public var timeOfDay: String {
    let second = floored(seconds + (isSummer ? 3600 : 0), by: 86_400).remainder
    return "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2))"
  }

  private var isSummer: Bool {
    let year = utcDay.year
    guard let begins = lastSunday(of: 3, in: year), let ends = lastSunday(of: 10, in: year) else {
      return false
    }
    return seconds >= begins.dayNumber * 86_400 + 3600
      && seconds < ends.dayNumber * 86_400 + 3600
  }
}

extension Instant: CustomStringConvertible {
  public var description: String {
    let second = floored(seconds, by: 86_400).remainder
    return
      "\(utcDay)T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2)).\(padded(floored(milliseconds, by: 1000).remainder, 3))Z"
  }

  /// Reads what `description` writes, and nothing else.
  public init?(_ text: some StringProtocol) {
    let text = String(text)
    let bytes = Array(text.utf8)
    guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[23] == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      bytes[19] == UInt8(ascii: "."),
      let day = CivilDate(String(decoding: bytes[..<10], as: UTF8.self))
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      guard bytes[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return Int(String(decoding: bytes[range], as: UTF8.self))
    }
    guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let thousandths = number(20..<23), hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = day.dayNumber * 86_400 + hour * 3600 + minute * 60 + second
    self.init(milliseconds: seconds * 1000 + thousandths)
  }
}

extension Instant: Codable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let instant = Instant(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a moment is written 2026-11-21T09:00:00.000Z")
    }
    self = instant
  }
}

private func lastSunday(of month: Int, in year: Int) -> CivilDate? {
  CivilDate(year: year, month: month, day: 31).map { last in
    // 1 January 1970 was a Thursday.
    last.adding(days: -floored(last.dayNumber + 4, by: 7).remainder)
  }
}

private func floored(_ number: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
  let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
