/// Figures that may stand on one line: of one definition, base and place, in the order of their periods, each in one
/// named edition.
///
/// - Source: Documentation/practice/statistics.md 6 (T12, T13).
public struct Series: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    public let period: Period
    public let edition: Edition
    /// How many editions there are besides.
    public let otherEditions: Int
  }

  public let base: Base
  public let definition: String
  public let place: Place
  public let points: [Point]

  /// - Parameter snapshots: by figure, which edition to draw; the newest where nothing is said.
  /// - Throws: `Refusal`: `differentBases` before all else, `differentDefinitions`, `differentPlaces`,
  ///   `differentLengths`, or `periodsInWrongOrder` if periods overlap; `noFigure` if there is none; `noEdition` if a
  ///   snapshot is not there.
  public init(
    _ figures: [RecordedFigure], snapshots: [String: String] = [:]
  ) throws(Refusal) {
    guard let first = figures.first else { throw .noFigure(wanted: "this series") }
    base = try first.statedBase()
    for figure in figures.dropFirst() {
      let other = try figure.statedBase()
      if other != base { throw .differentBases(base, other) }
      try first.checkSameThing(as: figure)
    }
    definition = first.definition
    place = first.place
    let ordered = figures.sorted {
      ($0.period.first, $0.period.last) < ($1.period.first, $1.period.last)
    }
    for (earlier, later) in zip(ordered, ordered.dropFirst()) {
      if earlier.period.months != later.period.months {
        throw .differentLengths(earlier.period, later.period)
      }
      if !earlier.period.isBefore(later.period) {
        throw .periodsInWrongOrder(earlier.period, later.period)
      }
    }
    var points: [Point] = []
    for figure in ordered {
      var edition = figure.current
      if let wanted = snapshots[figure.id] {
        guard let found = figure.editions.first(where: { $0.snapshot == wanted }) else {
          throw .noEdition(figure: figure.id)
        }
        edition = found
      }
      points.append(
        Point(period: figure.period, edition: edition, otherEditions: figure.editions.count - 1))
    }
    self.points = points
  }
}
