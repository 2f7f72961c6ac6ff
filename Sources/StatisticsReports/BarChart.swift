public import Statistics

/// Bars of shares of one base, from none to all of it, or of counts of several periods. Beside what is certain, each bar shows what the missing may add; and
/// the missing have a bar of their own. A chart without them cannot be made.
public struct BarChart: Hashable, Sendable {
  public struct Bar: Hashable, Sendable {
    public let name: String
    public let atLeast: FigureSheet.Entry
    public let atMost: FigureSheet.Entry
    /// Whether this is the bar of the missing, which is hatched throughout.
    public let isMissing: Bool
    /// The count that is drawn over the whole width; nil for a bar of a share.
    public let scale: Int?

    /// The share that is certain to belong here; nil where a sign stands.
    public var certain: Fraction? {
      if isMissing { return possible == nil ? nil : .zero }
      switch (atLeast, scale) {
      case (.share(let share), nil): return share
      case (.count(let count), let scale?): return Fraction(count, of: scale)
      default: return nil
      }
    }

    /// The share that the missing may add; nil where a sign stands.
    public var possible: Fraction? {
      if scale != nil { return .zero }
      guard case .share(let most) = atMost else { return nil }
      if isMissing { return most }
      guard case .share(let least) = atLeast else { return nil }
      return most - least
    }

    /// What is printed beside it: `28.2% to 94.2%`, or a sign with its meaning.
    public var words: String {
      if atLeast == atMost { return inWords(atLeast) }
      if case .share = atLeast, case .share = atMost { return "\(atLeast) to \(atMost)" }
      return "at least \(inWords(atLeast)); at most \(inWords(atMost))"
    }
  }

  public let title: String
  /// Base, period, place, edition, definition and limits, in sentences.
  public let notes: [String]
  public let bars: [Bar]

  /// The categories of one figure.
  ///
  /// - Parameter rule: which counts are suppressed; nil for numbers that somebody else has published as they are.
  /// - Throws: `Refusal`: `noBase`; `notABreakdown`; `wholeNotStated` and `sharesAmongKnownOnly` where the missing could not
  ///   be drawn.
  /// - Source: failures.md F30: no chart draws known-only shares without the missing share.
  public init(
    _ figure: RecordedFigure, rule: SmallNumbers? = .departmentForEducation
  ) throws(Refusal) {
    try self.init(FigureSheet(figure, rule: rule))
  }

  /// The categories of one figure, as its sheet prints them.
  ///
  /// - Throws: `Refusal`, as for the figure.
  public init(_ sheet: FigureSheet) throws(Refusal) {
    let figure = sheet.figure
    let base = try figure.statedBase()
    let breakdown = try figure.breakdown()
    for name in breakdown.names { _ = try breakdown.bounds(of: name) }
    title = "\(base) by \(sheet.attribute ?? "category"), \(figure.place), \(figure.period)"
    bars = sheet.rows.compactMap { row in
      switch row.kind {
      case .category: bar(row.name, row.atLeast, row.atMost)
      case .residual:
        row.atLeast == .share(.zero)
          ? nil
          : bar("not named, \(row.note)", row.atLeast, row.atMost, isMissing: row.note == "unknown")
      case .missing:
        bar(
          row.note.isEmpty ? row.name : "missing (\(row.note))", row.atLeast, row.atMost,
          isMissing: true)
      case .count, .total: nil
      }
    }
    notes = [
      "Shares of \(sheet.rows.last.map { "\($0.count)" } ?? ":") \(base), not of those recorded alone.",
      "Missing: \(sheet.missing.atLeast).", provenance(figure, sheet.edition),
    ]
  }

  /// The share of one category over several periods.
  ///
  /// - Throws: `Refusal`, as `Series` and as above; `differentDefinitions` if figures are broken down differently.
  /// - Source: Documentation/practice/statistics.md 6 (T12, T13); failures.md F30.
  public init(
    _ category: String, in figures: [RecordedFigure],
    rule: SmallNumbers? = .departmentForEducation
  ) throws(Refusal) {
    let series = try Series(figures)
    var bars: [Bar] = []
    var notes = ["Shares of all \(series.base) of each period, not of those recorded alone."]
    for point in series.points {
      guard let figure = figures.first(where: { $0.period == point.period }) else { continue }
      _ = try figure.breakdown().bounds(of: category)
      let sheet = FigureSheet(figure, rule: rule)
      guard let row = sheet.rows.first(where: { $0.kind == .category && $0.name == category })
      else { throw .unknownCategory(category) }
      bars.append(bar("\(point.period)", row.atLeast, row.atMost))
      bars.append(
        bar(
          "\(point.period), missing", sheet.missing.atLeast, sheet.missing.atMost, isMissing: true))
      notes.append("\(point.period): \(provenance(figure, point.edition))")
    }
    title = "\(category) among \(series.base), \(series.place)"
    self.bars = bars
    self.notes = notes
  }
}

extension BarChart {
  /// One plain count over several periods, each in one named edition, with how much is missing of each.
  ///
  /// - Parameters:
  ///   - snapshots: by figure, which edition to draw; the newest where nothing is said.
  ///   - rule: which counts are suppressed; nil for numbers that somebody else has published as they are.
  /// - Throws: `Refusal`, as `Series`; `notACount` for a breakdown.
  /// - Source: Documentation/practice/statistics.md 6 (T12, T13).
  public init(
    counts figures: [RecordedFigure], snapshots: [String: String] = [:],
    rule: SmallNumbers? = .departmentForEducation
  ) throws(Refusal) {
    let series = try Series(figures, snapshots: snapshots)
    var sheets: [(period: Period, sheet: FigureSheet)] = []
    for point in series.points {
      guard let figure = figures.first(where: { $0.period == point.period }) else { continue }
      _ = try figure.count()
      sheets.append((point.period, FigureSheet(figure, edition: point.edition, rule: rule)))
    }
    let largest = sheets.reduce(1) { largest, pair in
      if case .count(let count) = pair.sheet.rows[0].count { max(largest, count) } else { largest }
    }
    title = "\(series.base) by \(series.definition), \(series.place)"
    bars = sheets.flatMap { period, sheet in
      let count = sheet.rows[0].count
      return [
        Bar(name: "\(period)", atLeast: count, atMost: count, isMissing: false, scale: largest),
        bar("\(period), missing", sheet.missing.atLeast, sheet.missing.atMost, isMissing: true),
      ]
    }
    notes =
      [
        "Counts of what was recorded, drawn against the largest, \(largest). The missing are shares of the base."
      ] + sheets.map { "\($0.period): \(provenance($0.sheet.figure, $0.sheet.edition))" }
  }
}

private func bar(
  _ name: String, _ atLeast: FigureSheet.Entry, _ atMost: FigureSheet.Entry, isMissing: Bool = false
) -> BarChart.Bar {
  BarChart.Bar(name: name, atLeast: atLeast, atMost: atMost, isMissing: isMissing, scale: nil)
}

private func inWords(_ entry: FigureSheet.Entry) -> String {
  switch entry {
  case .suppressed: "c (small, or withheld to protect a small count)"
  case .notAvailable: ": (not available)"
  case .refused: "x (refused)"
  case .notApplicable: "z (not applicable)"
  case .count, .share: "\(entry)"
  }
}

/// The sentence that says where numbers come from, and that there are other editions.
private func provenance(_ figure: RecordedFigure, _ edition: Edition) -> String {
  let others = figure.editions.count - 1
  let more =
    switch others {
    case 0: ""
    case 1: "; another edition of it is kept"
    default: "; \(others) other editions of it are kept"
    }
  return
    "Figure \(figure.id), definition \(figure.definition), rule \(edition.ruleVersion), snapshot \(edition.snapshot), from \(edition.source)\(more)."
}
