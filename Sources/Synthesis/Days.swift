internal import CivilTime

/// Dates as records write them, each made once.
struct Days {
  private static let first = 9_000  // 1994-08-23, in days from 1970-01-01
  private var days = [UncertainDate?](repeating: nil, count: 12_500)
  private var others: [String: UncertainDate] = [:]

  /// The last day that a fictional record speaks of.
  static let last = CivilDate(year: 2026, month: 10, day: 31)!.dayNumber

  mutating func day(_ number: Int) -> UncertainDate {
    let bounded = min(number, Self.last)
    let slot = bounded - Self.first
    guard days.indices.contains(slot) else { return UncertainDate(CivilDate(dayNumber: bounded)) }
    if let known = days[slot] { return known }
    let made = UncertainDate(CivilDate(dayNumber: bounded))
    days[slot] = made
    return made
  }

  /// A date that is written in one of few ways.
  mutating func date(_ text: String) -> UncertainDate {
    if let known = others[text] { return known }
    guard case .success(let date) = UncertainDate.parse(text) else {
      preconditionFailure("no such date: \(text)")
    }
    others[text] = date
    return date
  }

  /// The day as somebody may have known it: exactly, to the month or year, about then, or as a stretch.
  mutating func uncertain(_ number: Int, _ chance: inout Chance) -> UncertainDate? {
    let day = CivilDate(dayNumber: min(number, Self.last))
    let (year, month) = (day.year, day.month)
    switch chance.below(100) {
    case 0..<30: return self.day(number)
    case 30..<58: return date(Self.month(year, month))
    case 58..<68: return date(String(year))
    case 68..<74: return date("\(year)~")
    case 74..<78: return date("\(year)?")
    case 78..<82: return date("\(year)-\(21 + (month - 1) / 3)")
    case 82..<92: return date("\(Self.month(year - 1, month))/\(Self.month(year, month))")
    case 92..<95: return date("\(year / 10)X")
    default: return nil
    }
  }

  static func month(_ year: Int, _ month: Int) -> String {
    "\(year)-\(month < 10 ? "0" : "")\(month)"
  }
}
