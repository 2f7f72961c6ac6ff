import Statistics

/// Published numbers, by their ids in Documentation/practice/statistics.md.
enum Published {
  static let englandAndWales = Place("England and Wales", .nation)
  static let england = Place("England", .nation)
  static let greaterManchester = Place("Greater Manchester", .policeForce)
  static let groupSuspects = Base(.suspects, "group-based")

  static func shares(_ pairs: [(String, Int)]) -> [CategoryPercentages.Category] {
    pairs.map { .init($0.0, RoundedPercentage($0.1)) }
  }

  static func figure(
    _ id: String, _ definition: String, _ base: Base?, _ period: Period, _ place: Place,
    _ content: Edition.Content
  ) throws -> RecordedFigure {
    try RecordedFigure(
      id, definition: definition, base: base, period: period, place: place,
      editions: [edition("first", content)])
  }

  static func edition(_ snapshot: String, _ content: Edition.Content) -> Edition {
    Edition(
      snapshot: snapshot, ruleVersion: "as published", source: "\(snapshot) edition",
      content: content)
  }

  static func count(
    _ id: String, _ definition: String, _ base: Base, _ period: Period, _ place: Place, _ count: Int
  ) throws -> RecordedFigure {
    try figure(id, definition, base, period, place, .count(count, missing: .notStated))
  }

  static func percentages(
    _ pairs: [(String, Int)], of whole: CategoryPercentages.Whole, total: Int? = nil
  ) throws -> Edition.Content {
    .breakdown(
      attribute: "ethnicity",
      .percentages(try CategoryPercentages(shares(pairs), of: whole, total: total)))
  }

  static func s02() throws -> RecordedFigure {
    try figure(
      "S02", "cocad", groupSuspects, .year(2023), englandAndWales,
      percentages(
        [("White", 83), ("Asian", 7), ("Black", 5), ("Mixed", 3)],
        of: .recorded(RoundedPercentage(34))))
  }

  static func s10() throws -> RecordedFigure {
    try figure(
      "S10", "foi-2025", Base(.suspects, "group-based CSE"),
      Period(from: (2023, 1), through: (2024, 9))!, englandAndWales,
      .breakdown(
        attribute: "ethnicity",
        .percentages(
          try CategoryPercentages(
            [.init("Pakistani", RoundedPercentage(97, decimals: 1))], of: .notStated))))
  }

  /// Three years, of which the source that was read does not say which: these stand for them.
  static func s20() throws -> RecordedFigure {
    try figure(
      "S20", "audit-2025", Base(.suspects, "multi-victim or multi-offender CSE"),
      Period(from: (2022, 1), through: (2024, 12))!, greaterManchester,
      percentages(
        [("Asian", 52), ("White", 38)], of: .everything(unknown: nil, residual: .unknown)))
  }

  static func s21() throws -> RecordedFigure {
    try figure(
      "S21", "audit-2025", Base(.suspects, "all child sexual abuse"),
      Period(from: (2022, 1), through: (2024, 12))!, greaterManchester,
      percentages(
        [("Asian", 16), ("White", 44)],
        of: .everything(unknown: RoundedPercentage(32), residual: .furtherCategories)))
  }

  static func s22() throws -> RecordedFigure {
    try figure(
      "S22", "census-2021", Base(.residents), .year(2021), greaterManchester,
      percentages(
        [("White", 57), ("Asian", 21)],
        of: .everything(unknown: RoundedPercentage(0), residual: .furtherCategories)))
  }

  static func s46() throws -> RecordedFigure {
    try figure(
      "S46", "ceop-2011", Base(.offenders), .year(2010), Place("United Kingdom", .nation),
      percentages(
        [("White", 38), ("Asian", 26)],
        of: .everything(unknown: RoundedPercentage(32), residual: .furtherCategories), total: 2379))
  }

  static func nrm2023() throws -> RecordedFigure {
    try RecordedFigure(
      "S45", definition: "nrm", base: Base(.referrals), period: .year(2023),
      place: Place("United Kingdom", .nation),
      editions: [
        edition("2023 bulletin", .count(17_004, missing: .notStated)),
        edition("2024 annex", .count(16_990, missing: .notStated)),
      ])
  }

  static func offences(_ id: String, _ definition: String, _ year: Int, _ count: Int) throws
    -> RecordedFigure
  {
    try self.count(id, definition, Base(.offences), .year(year), englandAndWales, count)
  }

  /// The children of whom the ethnicity is a fictional table's.
  static func table(_ id: String, _ unit: CountedUnit, _ counts: [(String, Int)], missing: Int)
    throws -> RecordedFigure
  {
    try figure(
      id, "fictional", Base(unit), .year(2024), Place("Rivermouth", .policeForce),
      .breakdown(
        attribute: "ethnicity",
        .counts(
          try CategoryCounts(
            counts.map { .init($0.0, $0.1) }, missing: [.notRecorded: missing],
            total: counts.reduce(missing) { $0 + $1.1 }))))
  }
}
