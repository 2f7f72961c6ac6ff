package import CivilTime

/// A date as people type it: as much of day, month, season and year as they know, and how sure it is.
package struct DateParts: Sendable, Hashable {
  package var day: String
  package var month: String
  package var season: String
  package var year: String
  package var sure: String

  package init(day: String, month: String, season: String = "", year: String, sure: String = "") {
    self.day = day
    self.month = month
    self.season = season
    self.year = year
    self.sure = sure
  }

  package init(_ typed: Typed, _ name: String) {
    self.init(
      day: typed["\(name)-day"], month: typed["\(name)-month"], season: typed["\(name)-season"],
      year: typed["\(name)-year"], sure: typed["\(name)-sure"])
  }

  static let seasons = [
    ("", "No season"), ("21", "Spring (March to May)"), ("22", "Summer"), ("23", "Autumn"),
    ("24", "Winter"),
  ]
  static let sureties = [
    ("", "As the source says it"), ("~", "About then"), ("?", "Not certainly then"),
    ("%", "About then, and not certainly"),
  ]

  package var isEmpty: Bool { day.isEmpty && month.isEmpty && season.isEmpty && year.isEmpty }

  /// Why they are no date, in words for whoever typed them.
  package struct Fault: Error, Sendable, Hashable {
    package var says: String

    package init(_ says: String) { self.says = says }
  }

  /// The date in the Extended Date/Time Format; nil where nothing was typed.
  ///
  /// - Source: Library of Congress, Extended Date/Time Format Specification, 4 February 2019.
  package func literal() throws(Fault) -> String? {
    if isEmpty { return nil }
    guard !year.isEmpty else {
      throw Fault("Give the year, or leave the whole date empty if it is not known.")
    }
    let isYear = year.count == 4 && year.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "X") }
    guard isYear, year.first?.isNumber == true else {
      throw Fault(
        "Write the year with four figures, such as 2008, or 200X for some year from 2000 to 2009.")
    }
    var text = year
    if !season.isEmpty {
      guard month.isEmpty, day.isEmpty else {
        throw Fault("Give a season or a month, not both.")
      }
      return text + "-" + season + sure
    }
    if !month.isEmpty {
      guard let number = DateParts.month(month) else {
        throw Fault("Write the month as a number from 1 to 12, or by its name.")
      }
      text += "-" + DateParts.two(number)
    }
    if !day.isEmpty {
      guard !month.isEmpty else { throw Fault("Give the month as well as the day.") }
      guard let number = Int(day), (1...31).contains(number) else {
        throw Fault("Write the day as a number from 1 to 31.")
      }
      text += "-" + DateParts.two(number)
    }
    return text + sure
  }

  /// The date, checked.
  package func date() throws(Fault) -> UncertainDate? {
    guard let literal = try literal() else { return nil }
    return try DateParts.parsed(literal)
  }

  /// From one date to another, where the other is there.
  package static func date(
    from first: DateParts, to last: DateParts
  ) throws(Fault) -> UncertainDate? {
    guard !last.isEmpty else { return try first.date() }
    guard let start = try first.literal(), let end = try last.literal() else {
      throw Fault("Give the first of the two dates as well.")
    }
    return try parsed("\(start)/\(end)")
  }

  /// One whole day; nil where nothing was typed.
  package func wholeDay() throws(Fault) -> CivilDate? {
    if isEmpty { return nil }
    guard let date = try date(), let day = date.range.earliest, day == date.range.latest else {
      throw Fault("Give the day, the month and the year.")
    }
    return day
  }

  private static func parsed(_ literal: String) throws(Fault) -> UncertainDate {
    switch UncertainDate.parse(literal) {
    case .success(let date): return date
    case .failure(let error):
      throw Fault("\(sentenceStart(error.message)): \(error.remedy).")
    }
  }

  private static func sentenceStart(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func month(_ text: String) -> Int? {
    if let number = Int(text) { return (1...12).contains(number) ? number : nil }
    let names = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    guard text.count >= 3 else { return nil }
    return names.firstIndex(of: String(text.prefix(3)).lowercased()).map { $0 + 1 }
  }

  /// What the fields of a form hold for a date that is on record; nil where it is one that they cannot say.
  package static func typed(_ literal: String) -> (first: DateParts, last: DateParts?)? {
    let sides = literal.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = sides.first.flatMap({ parts($0) }) else { return nil }
    guard sides.count == 2 else { return sides.count == 1 ? (first, nil) : nil }
    guard let last = parts(sides[1]) else { return nil }
    return (first, last)
  }

  private static func parts(_ text: Substring) -> DateParts? {
    var rest = text
    var sure = ""
    if let mark = rest.last, "~?%".contains(mark) {
      sure = String(mark)
      rest = rest.dropLast()
    }
    let pieces = rest.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard (1...3).contains(pieces.count), pieces[0].count == 4 else { return nil }
    var parts = DateParts(day: "", month: "", year: pieces[0], sure: sure)
    if pieces.count > 1 {
      guard let number = Int(pieces[1]) else { return nil }
      if (21...24).contains(number), pieces.count == 2 {
        parts.season = pieces[1]
      } else if (1...12).contains(number) {
        parts.month = "\(number)"
      } else {
        return nil
      }
    }
    if pieces.count > 2 {
      guard let number = Int(pieces[2]) else { return nil }
      parts.day = "\(number)"
    }
    return parts
  }

  /// Puts the parts where the fields of a form look for them.
  package func put(in typed: inout Typed, _ name: String) {
    typed["\(name)-day"] = day
    typed["\(name)-month"] = month
    typed["\(name)-season"] = season
    typed["\(name)-year"] = year
    typed["\(name)-sure"] = sure
  }
}
