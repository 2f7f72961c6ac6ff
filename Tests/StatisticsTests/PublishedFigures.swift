import Statistics

/// Published numbers, by their ids in Documentation/practice/statistics.md.
enum Published {
  static let englandAndWales = Place("England and Wales", .nation)
  static let england = Place("England", .nation)
  static let unitedKingdom = Place("United Kingdom", .nation)
  static let greaterManchester = Place("Greater Manchester", .policeForce)
  static let audit = "the National Audit, June 2025, as reported"
  /// Three years, of which the source that was read does not say which: these stand for them.
  static let threeYears = Period("2022-01 to 2024-12")!

  /// The figures of which Documentation/statistics.md speaks.
  static func all() throws -> FigureSet {
    try FigureSet([
      s02(), s10(), s20(), s21(), s22(), s46(), nrm2023(),
      offences("S03", "csae", 2023, 115_489), offences("S08", "csae", 2024, 122_768),
      offences("S07", "group-based-cse", 2023, 700),
      offences("S07b", "contact-offences-flagged-cse", 2023, 17_100),
      children("S44a", .year(2022), 1115), children("S44b", .year(2023), 1118),
      children("S44c", Period("2024-01 to 2024-09")!, 1036),
      count(
        "S40", "cin-cse-factor", Base(.assessments), .financialYear(from: 2023), england, 13_860),
      count("S41", "cin-cse-factor", Base(.children), .financialYear(from: 2024), england, 12_120),
    ])
  }

  static func figure(
    _ id: String, _ definition: String, _ base: Base?, _ period: Period, _ place: Place,
    _ content: Edition.Content, from source: String = "as published"
  ) throws -> RecordedFigure {
    try RecordedFigure(
      id, definition: definition, base: base, period: period, place: place,
      editions: [edition("first", content, from: source)])
  }

  static func edition(
    _ snapshot: String, _ content: Edition.Content, from source: String = "as published"
  ) -> Edition {
    Edition(snapshot: snapshot, ruleVersion: "as published", source: source, content: content)
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
      .percentages(
        try CategoryPercentages(
          pairs.map { .init($0.0, RoundedPercentage($0.1)) }, of: whole, total: total)))
  }

  static func s02() throws -> RecordedFigure {
    try figure(
      "S02", "cocad", Base(.suspects, "group-based"), .year(2023), englandAndWales,
      percentages(
        [("White", 83), ("Asian", 7), ("Black", 5), ("Mixed", 3)],
        of: .recorded(RoundedPercentage(34))),
      from: "the national police data of 2023, as reported")
  }

  static func s10() throws -> RecordedFigure {
    try figure(
      "S10", "foi-2025", Base(.suspects, "group-based CSE"), Period("2023-01 to 2024-09")!,
      englandAndWales,
      .breakdown(
        attribute: "ethnicity",
        .percentages(
          try CategoryPercentages(
            [.init("Pakistani", RoundedPercentage(97, decimals: 1))], of: .notStated))),
      from: "an answer to a request for information, as reported")
  }

  static func s20() throws -> RecordedFigure {
    try figure(
      "S20", "audit-2025", Base(.suspects, "multi-victim or multi-offender CSE"), threeYears,
      greaterManchester,
      percentages(
        [("Asian", 52), ("White", 38)], of: .everything(unknown: nil, residual: .unknown)),
      from: "\(audit); which three years is not said there, and these stand for them")
  }

  static func s21() throws -> RecordedFigure {
    try figure(
      "S21", "audit-2025", Base(.suspects, "all child sexual abuse"), threeYears, greaterManchester,
      percentages(
        [("Asian", 16), ("White", 44)],
        of: .everything(unknown: RoundedPercentage(32), residual: .furtherCategories)),
      from: "\(audit); which three years is not said there, and these stand for them")
  }

  static func s22() throws -> RecordedFigure {
    try figure(
      "S22", "census", Base(.residents), .year(2021), greaterManchester,
      percentages(
        [("White", 57), ("Asian", 21)],
        of: .everything(unknown: RoundedPercentage(0), residual: .furtherCategories)),
      from:
        "the census, as the National Audit quotes it; its year was not read, and 2021 stands for it"
    )
  }

  static func s46() throws -> RecordedFigure {
    try figure(
      "S46", "ceop-2011", Base(.offenders), .year(2011), unitedKingdom,
      percentages(
        [("White", 38), ("Asian", 26)],
        of: .everything(unknown: RoundedPercentage(32), residual: .furtherCategories), total: 2379),
      from:
        "CEOP, 2011, as reported; the period of the data was not read, and this year stands for it")
  }

  static func nrm2023() throws -> RecordedFigure {
    try RecordedFigure(
      "S45", definition: "nrm", base: Base(.referrals), period: .year(2023), place: unitedKingdom,
      editions: [
        edition(
          "2023 bulletin", .count(17_004, missing: .notStated),
          from: "the end of year bulletin of 2023"),
        edition(
          "2024 annex", .count(16_990, missing: .notStated),
          from: "the annex to the bulletin of 2024"),
      ])
  }

  /// Children referred as possibly exploited sexually.
  static func children(_ id: String, _ period: Period, _ count: Int) throws -> RecordedFigure {
    try self.count(
      id, "nrm-sexual", Base(.referrals, "children when exploited"), period, unitedKingdom, count)
  }

  static func offences(_ id: String, _ definition: String, _ year: Int, _ count: Int) throws
    -> RecordedFigure
  {
    try self.count(id, definition, Base(.offences), .year(year), englandAndWales, count)
  }

  /// A fictional table.
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
