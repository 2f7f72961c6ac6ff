/// A limit of time as law and guidance write it: so many hours, days, working days, weeks, months or years; or *at once*, *promptly*, *as soon as
/// practicable*, which fix no day.
public struct Limit: Sendable, Hashable {
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    /// Counted at the resolution of days: each 24 hours or part of them is a day.
    case hour
    case day
    case workingDay = "working day"
    case week
    case month
    case year
  }

  public enum Amount: Sendable, Hashable {
    case count(Int, Unit)
    /// In the words of the text.
    case unmeasured(String)
  }

  public let amount: Amount

  /// The words that fix no day.
  public static let unmeasured = ["at once", "promptly", "as soon as practicable"]

  /// The most of any unit.
  private static let countable = 1...1000

  /// Reads `45 working days`, `72 hours`, `3 months`, `promptly`; nil for anything else.
  public init?(_ text: String) {
    if Limit.unmeasured.contains(text) {
      amount = .unmeasured(text)
      return
    }
    guard let space = text.firstIndex(of: " "), let number = Int(text[..<space]),
      text[..<space] == String(number),
      Limit.countable.contains(number)
    else { return nil }
    let word = text[text.index(after: space)...]
    guard
      let unit = Unit.allCases.first(where: {
        word == $0.rawValue + (number == 1 ? "" : "s")
      })
    else { return nil }
    amount = .count(number, unit)
  }

  /// Whether it fixes a day.
  public var hasDay: Bool {
    if case .count = amount { true } else { false }
  }
}

extension Limit: CustomStringConvertible {
  /// As it is written in the law's files.
  public var description: String {
    switch amount {
    case .count(let number, let unit): "\(number) \(unit.rawValue)\(number == 1 ? "" : "s")"
    case .unmeasured(let words): words
    }
  }
}
