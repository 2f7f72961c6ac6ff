import Statistics
import StatisticsReports

/// Fictional figures of a fictional force.
enum Sample {
  static let place = Place("Rivermouth", .policeForce)

  static func figure(
    _ counts: [(String, Int)], missing: Int, total: Int? = nil,
    residual: ResidualReading = .furtherCategories, year: Int = 2024, base: Base? = Base(.victims)
  ) throws -> RecordedFigure {
    let all = counts.reduce(missing) { $0 + $1.1 }
    return try RecordedFigure(
      "R\(year)", definition: "recorded-victims", base: base, period: .year(year), place: place,
      editions: [
        Edition(
          snapshot: "\(year)-s1", ruleVersion: "1", source: "fictional report",
          content: .breakdown(
            attribute: "age",
            .counts(
              try CategoryCounts(
                counts.map { .init($0.0, $0.1) }, missing: [.notRecorded: missing],
                total: total ?? all, residual: residual))))
      ])
  }

  static func printed(
    _ shares: [(String, Int)], of whole: CategoryPercentages.Whole
  ) throws -> RecordedFigure {
    try RecordedFigure(
      "P", definition: "recorded-suspects", base: Base(.suspects, "group-based"),
      period: .year(2023), place: place,
      editions: [
        Edition(
          snapshot: "s1", ruleVersion: "1", source: "fictional report",
          content: .breakdown(
            attribute: "age",
            .percentages(
              try CategoryPercentages(
                shares.map { .init($0.0, RoundedPercentage($0.1)) }, of: whole))))
      ])
  }

  static func count(_ count: Int, _ missing: MissingShare) throws -> RecordedFigure {
    try RecordedFigure(
      "C", definition: "recorded-offences", base: Base(.offences), period: .year(2023),
      place: place,
      editions: ["first", "second"].map {
        Edition(
          snapshot: $0, ruleVersion: "1", source: "\($0) report",
          content: .count(count, missing: missing))
      })
  }
}
