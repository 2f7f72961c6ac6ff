/// How a number changed: exactly, and as a percentage of the earlier.
public struct Growth: Hashable, Sendable {
  public let from: Int
  public let to: Int

  /// - Throws: `Refusal.growthFromNothing` if the earlier number is zero, `Refusal.negativeCount` if one is below zero.
  /// - Source: Documentation/practice/statistics.md 6 (T14).
  public init(from: Int, to: Int) throws(Refusal) {
    if from < 0 || to < 0 { throw .negativeCount }
    if max(from, to) > TableError.largestTotal { throw .tooLarge(limit: TableError.largestTotal) }
    if from == 0 { throw .growthFromNothing }
    self.from = from
    self.to = to
  }

  public var difference: Int { to - from }

  /// The difference as a share of the earlier number: 0.063 is growth by 6.3%.
  public var rate: Fraction { Fraction(difference, of: from) }
}

/// What two periods say of a trend.
public enum Trend: Hashable, Sendable {
  /// The statement can be held against the numbers.
  case comparison(Comparison)
  /// Less was recorded in the later period. Nothing is said of a trend but this.
  case completenessChanged(from: Fraction, to: Fraction)
}

extension Trend: CustomStringConvertible {
  /// The outcome, or "completeness changed from x to y".
  public var description: String {
    switch self {
    case .comparison(let comparison): comparison.outcome.rawValue
    case .completenessChanged(let from, let to):
      "completeness changed from \(from.percent()) to \(to.percent())"
    }
  }
}

extension RecordedFigure {
  /// How the count changed from one edition of it to the next: what was first printed, and what later.
  ///
  /// - Throws: `Refusal.notACount` if an edition is a breakdown, `Refusal.growthFromNothing`.
  /// - Source: failures.md F34; Documentation/practice/statistics.md 6 (T13).
  public func revisions() throws(Refusal) -> [Growth] {
    var counts: [Int] = []
    for edition in editions {
      guard case .count(let count, _) = edition.content else { throw .notACount(figure: id) }
      counts.append(count)
    }
    var out: [Growth] = []
    for (from, to) in zip(counts, counts.dropFirst()) { out.append(try Growth(from: from, to: to)) }
    return out
  }

  /// How the count grew to that of a later figure.
  ///
  /// - Throws: `Refusal`, unless both have one definition, base and place, and periods of one length, in this order.
  /// - Source: Documentation/practice/statistics.md 6 (T12, T14).
  public func growth(to later: RecordedFigure) throws(Refusal) -> Growth {
    try checkComparable(with: later)
    if period.months != later.period.months { throw .differentLengths(period, later.period) }
    return try Growth(from: count(), to: later.count())
  }

  /// How many times the count of another figure this one is.
  ///
  /// - Throws: `Refusal`, unless both have one definition, base, place and period.
  /// - Source: Documentation/practice/statistics.md 6 (T15).
  public func ratio(to other: RecordedFigure) throws(Refusal) -> Fraction {
    try checkSameThing(as: other)
    if period != other.period { throw .differentPeriods(period, other.period) }
    let (a, b) = (try count(), try other.count())
    if b == 0 { throw .emptyBase }
    return Fraction(a, of: b)
  }

  /// Whether the share of a category has risen, or fallen, up to a later figure.
  ///
  /// If less is recorded in the later period, nothing is said of a trend. If more is, the bounds decide, and the change is
  /// printed with what they say.
  ///
  /// - Throws: `Refusal`, unless both have one definition, base and place, in this order, and bounds.
  /// - Source: Documentation/practice/statistics.md 5 and 6 (T18).
  public func trend(
    of category: String, _ direction: Direction, to later: RecordedFigure
  ) throws(Refusal) -> Trend {
    try checkComparable(with: later)
    let (before, after) = (try breakdown(), try later.breakdown())
    let (earlier, now) = (try before.bounds(of: category), try after.bounds(of: category))
    var restrictions = try self.restrictions() + later.restrictions()
    if let from = before.completeness, let to = after.completeness, from != to {
      if to < from { return .completenessChanged(from: from, to: to) }
      restrictions.append(.completenessChanged(from: from, to: to))
    }
    let outcome: Outcome =
      direction == .risen ? .exceeds(now, earlier) : .exceeds(earlier, now)
    let arithmetic =
      earlier.arithmetic.map { "\(period): \($0)" }
      + now.arithmetic.map { "\(later.period): \($0)" }
    return .comparison(
      Comparison(outcome: outcome, arithmetic: arithmetic, restrictions: restrictions))
  }

  func checkSameThing(as other: RecordedFigure) throws(Refusal) {
    let (mine, theirs) = (try statedBase(), try other.statedBase())
    if definition != other.definition { throw .differentDefinitions(definition, other.definition) }
    if mine != theirs { throw .differentBases(mine, theirs) }
    if place != other.place { throw .differentPlaces(place, other.place) }
  }

  func checkComparable(with later: RecordedFigure) throws(Refusal) {
    try checkSameThing(as: later)
    if !period.isBefore(later.period) { throw .periodsInWrongOrder(period, later.period) }
  }
}

/// In which direction something is said to have changed.
public enum Direction: String, Hashable, Sendable {
  case risen, fallen
}
