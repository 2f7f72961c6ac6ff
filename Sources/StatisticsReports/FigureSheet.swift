public import Statistics

/// A figure as rows: each category with its count, its bounds, and the sign that stands where a number may not.
public struct FigureSheet: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// One plain count.
    case count
    case category
    /// What the categories and the missing leave over.
    case residual
    case missing
    case total
  }

  /// A number to be printed, or why there is none.
  public enum Entry: Hashable, Sendable {
    case count(Int)
    /// Of the whole base.
    case share(Fraction)
    /// Small, or withheld so that a small count cannot be worked out: `c`.
    case suppressed
    /// The question does not arise: `z`.
    case notApplicable
    /// Refused, because the source does not say enough: `x`. The row's note has the reason.
    case refused
    /// Nobody has the number: `:`.
    case notAvailable
  }

  public struct Row: Hashable, Sendable {
    public let kind: Kind
    public let name: String
    public let count: Entry
    /// The least share of the base.
    public let atLeast: Entry
    /// The greatest share of the base: with all missing values.
    public let atMost: Entry
    /// What must be said of the row; mostly empty.
    public let note: String
  }

  public let figure: RecordedFigure
  public let edition: Edition
  public let rows: [Row]

  /// - Parameters:
  ///   - edition: one of the figure's; the newest if nil.
  ///   - rule: which counts are suppressed; nil for numbers that somebody else has published as they are.
  /// - Precondition: the edition is one of the figure's.
  /// - Source: Documentation/practice/statistics.md 5, for the signs and for what every figure carries.
  public init(
    _ figure: RecordedFigure, edition: Edition? = nil, rule: SmallNumbers? = .departmentForEducation
  ) {
    let edition = edition ?? figure.current
    precondition(figure.editions.contains(edition), "an edition belongs to its figure")
    self.figure = figure
    self.edition = edition
    switch edition.content {
    case .count(let count, let missing): rows = countRows(count, missing, rule)
    case .breakdown(_, .counts(let counts)): rows = countedRows(counts, printed(counts, rule))
    case .breakdown(_, .percentages(let percentages)): rows = percentageRows(percentages)
    }
  }

  /// A figure of counts, of which it was decided elsewhere what is withheld: where its numbers can be worked out from those of
  /// other figures, it cannot be decided from this one alone.
  ///
  /// - Parameter isPrinted: of each category in order, of the missing, and of the base.
  /// - Precondition: the figure is a breakdown in counts, with nothing left over beside its categories.
  public init(_ figure: RecordedFigure, isPrinted: [Bool]) {
    guard case .breakdown(_, .counts(let counts)) = figure.current.content,
      isPrinted.count == counts.categories.count + 2, counts.residual == 0
    else { preconditionFailure("signs for each count of a figure") }
    self.figure = figure
    edition = figure.current
    var isPrinted = isPrinted
    isPrinted.insert(true, at: counts.categories.count)
    let numbers =
      counts.categories.map(\.count) + [counts.residual, counts.missingCount, counts.base]
    rows = countedRows(
      counts, zip(numbers, isPrinted).map { $1 ? Entry.count($0) : .suppressed })
  }

  /// The attribute of a breakdown; nil for a plain count.
  public var attribute: String? {
    if case .breakdown(let attribute, _) = edition.content { attribute } else { nil }
  }

  /// The row that says how much is missing.
  public var missing: Row { rows.first { $0.kind == .missing } ?? rows[0] }
}

extension FigureSheet.Entry: CustomStringConvertible {
  /// A count, a percentage to one decimal, or a sign.
  public var description: String {
    switch self {
    case .count(let count): "\(count)"
    case .share(let share): share.percent()
    case .suppressed: "c"
    case .notApplicable: "z"
    case .refused: "x"
    case .notAvailable: ":"
    }
  }
}

private typealias Row = FigureSheet.Row
private typealias Entry = FigureSheet.Entry

private func entry(_ missing: MissingShare) -> Entry {
  if case .share(let share) = missing { .share(share) } else { .notAvailable }
}

private func countRows(_ count: Int, _ missing: MissingShare, _ rule: SmallNumbers?) -> [Row] {
  let isSmall = rule?.range.contains(count) ?? false
  return [
    Row(
      kind: .count, name: "count", count: isSmall ? .suppressed : .count(count),
      atLeast: .notApplicable, atMost: .notApplicable, note: ""),
    Row(
      kind: .missing, name: "missing", count: .notAvailable,
      atLeast: isSmall ? .suppressed : entry(missing),
      atMost: isSmall ? .suppressed : entry(missing),
      note: missing == .notStated ? "the source does not say how much is missing" : ""),
  ]
}

/// Categories, residual and missing make up the base; so they are one table, and suppressed as one.
private func printed(_ counts: CategoryCounts, _ rule: SmallNumbers?) -> [Entry] {
  let numbers = counts.categories.map(\.count) + [counts.residual, counts.missingCount]
  let entries = (numbers + [counts.base]).map(Entry.count)
  guard let rule else { return entries }
  let table = try? CountTable(
    rows: numbers.indices.map { "\($0)" }, columns: ["count"], counts: numbers.map { [$0] })
  let cells = table?.suppressed(threshold: rule.threshold, zeroIsSmall: rule.includesZero).cells
  // Without a table, nothing would be printed.
  return entries.indices.map { index in
    if case .count(let count) = cells?[index][0] { .count(count) } else { .suppressed }
  }
}

/// - Parameter printed: what stands for each category, the residual, the missing and the base.
private func countedRows(_ counts: CategoryCounts, _ printed: [Entry]) -> [Row] {
  let base = number(printed[printed.count - 1])
  // What is withheld altogether, everybody can work out: the base less all that is printed.
  let withheld = base.map { printed.dropLast().compactMap(number).reduce($0, -) }
  let missing = number(printed[printed.count - 2])
  let residual = number(printed[printed.count - 3])
  let isResidualUnknown = counts.residualReading == .unknown
  let known = isResidualUnknown ? sum(missing, residual) : missing
  // Where some of the missing are withheld, all that is withheld may be missing.
  let possible = sum(withheld, (missing ?? 0) + (isResidualUnknown ? residual ?? 0 : 0))
  let last = counts.categories.count
  func row(_ kind: FigureSheet.Kind, _ name: String, _ index: Int, note: String = "") -> Row {
    let part = number(printed[index])
    let most: Int? =
      switch kind {
      case .category: sum(part, known ?? possible)
      case .missing: part ?? withheld
      case .count, .residual, .total: part
      }
    return Row(
      kind: kind, name: name, count: printed[index], atLeast: share(part, base),
      atMost: share(most, base), note: note)
  }
  let loose = known == nil && base != nil ? "at most with all that is withheld" : ""
  var rows = counts.categories.enumerated().map { index, category in
    row(.category, category.name, index, note: number(printed[index]) == nil ? "" : loose)
  }
  rows.append(row(.residual, "not named", last, note: counts.residualReading.rawValue))
  rows.append(
    row(
      .missing, "missing", last + 1,
      note: missing == nil ? loose : reasons(counts)))
  rows.append(row(.total, "total", last + 2))
  return rows
}

/// Why values are missing, without how many for each reason, since those may be few.
private func reasons(_ counts: CategoryCounts) -> String {
  let named = MissingReason.allCases.filter { $0.staysInBase && (counts.missing[$0] ?? 0) > 0 }
  return named.map(\.rawValue).joined(separator: "; ")
}

private func number(_ entry: Entry) -> Int? {
  if case .count(let count) = entry { count } else { nil }
}

private func sum(_ a: Int?, _ b: Int?) -> Int? {
  guard let a, let b else { return nil }
  return a + b
}

private func share(_ part: Int?, _ whole: Int?) -> Entry {
  guard let part, let whole else { return .suppressed }
  return whole == 0 ? .notApplicable : .share(Fraction(part, of: whole))
}

private func percentageRows(_ percentages: CategoryPercentages) -> [Row] {
  let breakdown = Breakdown.percentages(percentages)
  var rows = percentages.categories.map { category in
    do throws(Refusal) {
      let bounds = try breakdown.bounds(of: category.name)
      return Row(
        kind: .category, name: category.name, count: .notAvailable, atLeast: .share(bounds.lower),
        atMost: .share(bounds.upper), note: "printed as \(category.percentage)")
    } catch {
      return Row(
        kind: .category, name: category.name, count: .notAvailable, atLeast: .refused,
        atMost: .refused, note: error.description)
    }
  }
  if let residual = breakdown.residual {
    let share = Entry.share(max(.zero, residual.share))
    rows.append(
      Row(
        kind: .residual, name: "not named", count: .notAvailable, atLeast: share, atMost: share,
        note: residual.reading.rawValue))
  }
  let missing = entry(breakdown.missingShare)
  rows.append(
    Row(
      kind: .missing, name: "missing", count: .notAvailable, atLeast: missing, atMost: missing,
      note: missing == .notAvailable ? "the source does not say how much is missing" : ""))
  rows.append(
    Row(
      kind: .total, name: "total", count: percentages.total.map(Entry.count) ?? .notAvailable,
      atLeast: .share(.one), atMost: .share(.one), note: ""))
  return rows
}
