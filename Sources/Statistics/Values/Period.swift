/// Whole months, from one through another.
public struct Period: Hashable, Sendable {
  /// Months since the beginning of the year 0.
  let first: Int
  let last: Int

  /// - Returns: nil unless both are months of the years 1000 to 9999 and the first is not after the last.
  public init?(from first: (year: Int, month: Int), through last: (year: Int, month: Int)) {
    for end in [first, last] where !(1000...9999 ~= end.year && 1...12 ~= end.month) { return nil }
    self.init(first.year * 12 + first.month - 1, last.year * 12 + last.month - 1)
  }

  private init?(_ first: Int, _ last: Int) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// The months of a calendar year.
  ///
  /// - Precondition: the year has four digits.
  public static func year(_ year: Int) -> Period { Period(year, startingIn: 1) }

  /// The year from April, through March of the next, as published figures of England mostly have it.
  ///
  /// - Precondition: the year has four digits, the next one too.
  public static func financialYear(from year: Int) -> Period { Period(year, startingIn: 4) }

  private init(_ year: Int, startingIn month: Int) {
    precondition(1000...9998 ~= year, "a year has four digits")
    first = year * 12 + month - 1
    last = first + 11
  }

  public var firstMonth: (year: Int, month: Int) { (first / 12, first % 12 + 1) }

  public var lastMonth: (year: Int, month: Int) { (last / 12, last % 12 + 1) }

  /// How many months.
  public var months: Int { last - first + 1 }

  /// Whether this ends before the other begins.
  public func isBefore(_ other: Period) -> Bool { last < other.first }
}

extension Period: LosslessStringConvertible {
  /// `2023`, `2018/19` for April through March, `2023-04` for a month, else `2023-01 to 2024-09`.
  public var description: String {
    if months == 12 && first % 12 == 0 { return "\(first / 12)" }
    if months == 12 && first % 12 == 3 {
      return "\(first / 12)/\(twoDigits((first / 12 + 1) % 100))"
    }
    return months == 1 ? month(first) : "\(month(first)) to \(month(last))"
  }

  /// Reads what `description` writes, and nothing else.
  public init?(_ text: String) {
    let ends = text.split(separator: " ", omittingEmptySubsequences: false)
    if ends.count == 3, ends[1] == "to" {
      guard let first = Period.month(ends[0]), let last = Period.month(ends[2]) else { return nil }
      self.init(first, last)
      return
    }
    guard ends.count == 1 else { return nil }
    if let month = Period.month(ends[0]) {
      self.init(month, month)
      return
    }
    let years = ends[0].split(separator: "/", omittingEmptySubsequences: false)
    guard let year = number(years[0], digits: 4), 1000...9998 ~= year else { return nil }
    switch years.count {
    case 1: self = .year(year)
    case 2 where number(years[1], digits: 2) == (year + 1) % 100: self = .financialYear(from: year)
    default: return nil
    }
  }

  private static func month(_ text: Substring) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let year = number(parts[0], digits: 4),
      let month = number(parts[1], digits: 2), year >= 1000, 1...12 ~= month
    else { return nil }
    return year * 12 + month - 1
  }

  private func month(_ index: Int) -> String { "\(index / 12)-\(twoDigits(index % 12 + 1))" }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

private func number(_ text: Substring, digits: Int) -> Int? {
  guard text.utf8.count == digits, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
  return Int(text)
}
