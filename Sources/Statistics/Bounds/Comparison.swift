/// What published numbers say to a statement about them.
public enum Outcome: String, Hashable, Sendable {
  /// True whatever the missing values are.
  case supported = "supported"
  /// False whatever the missing values are.
  case contradicted = "contradicted"
  /// True for some missing values and false for others.
  case notDetermined = "not determined by these data"
}

/// A statement held against its numbers: the outcome, how it comes about, and what must be printed with it.
public struct Comparison: Hashable, Sendable {
  public let outcome: Outcome
  /// The numbers, in sentences.
  public let arithmetic: [String]
  /// What the outcome does not say. Whoever prints the outcome prints these too.
  public let restrictions: [Restriction]
}

/// A limit of an outcome, which is printed with it.
public enum Restriction: Hashable, Sendable {
  /// It holds for nobody else.
  case onlyFor(Place, Period, Base)
  /// It compares with residents, as counted by this census or estimate.
  case residentsAreNotThese(Base, residents: Base, census: String)
  /// It reads as unknown what the source leaves over and does not describe.
  case residualReadAsUnknown(Fraction)
  /// It leaves aside categories that the source does not name.
  case residualShown(Fraction)
  /// More is recorded in one period than in the other.
  case completenessChanged(from: Fraction, to: Fraction)
  /// It counts records; how many things went unrecorded it does not know.
  case countsWhatWasRecorded(MissingShare)
}

extension Restriction: CustomStringConvertible {
  public var description: String {
    switch self {
    case .onlyFor(let place, let period, let base):
      "This is so for \(place), \(period), \(base), and says nothing of others."
    case .residentsAreNotThese(let base, let residents, let census):
      "The population figure is of \(residents), from \(census); residents are not the \(base.unit.rawValue)."
    case .residualReadAsUnknown(let share):
      "\(share.percent()) are not described by the source and are read as unknown."
    case .residualShown(let share):
      "\(share.percent()) are of further categories that the source does not name."
    case .completenessChanged(let from, let to):
      "Completeness changed from \(from.percent()) to \(to.percent())."
    case .countsWhatWasRecorded(.share(let missing)):
      "It counts what was recorded; for \(missing.percent()) it is missing whether they belong to it."
    case .countsWhatWasRecorded(.notStated):
      "It counts what was recorded; how much is missing is not stated."
    }
  }
}

extension Outcome {
  /// Whether the first share exceeds the second, when both may lie anywhere within their bounds.
  ///
  /// - Source: Documentation/practice/statistics.md 5: supported only if lower(A) > upper(B).
  static func exceeds(_ a: ShareBounds, _ b: ShareBounds) -> Outcome {
    if a.least > b.most { return .supported }
    return a.most <= b.least ? .contradicted : .notDetermined
  }
}

extension RecordedFigure {
  /// Whether the share of one category exceeds that of another.
  ///
  /// - Throws: `Refusal`, if the figure has no base, no such categories, or no bounds.
  /// - Source: Documentation/practice/statistics.md 5; failures.md F35.
  public func compare(_ a: String, exceeds b: String) throws(Refusal) -> Comparison {
    let restrictions = try self.restrictions()
    let breakdown = try self.breakdown()
    let (first, second) = (try breakdown.bounds(of: a), try breakdown.bounds(of: b))
    return Comparison(
      outcome: .exceeds(first, second),
      arithmetic: first.arithmetic + second.arithmetic + [overlap(a, first, b, second)],
      restrictions: restrictions)
  }

  /// Whether the share of a category is at least, or at most, so much.
  ///
  /// - Throws: `Refusal`, if the figure has no base, no such category, or no bounds.
  /// - Source: Documentation/practice/statistics.md 5.
  public func compare(
    _ category: String, isAtLeast threshold: Fraction
  ) throws(Refusal) -> Comparison {
    let restrictions = try self.restrictions()
    let bounds = try breakdown().bounds(of: category)
    let outcome: Outcome =
      bounds.least >= threshold
      ? .supported : bounds.most < threshold ? .contradicted : .notDetermined
    return Comparison(
      outcome: outcome, arithmetic: bounds.arithmetic + [against(threshold, category, bounds)],
      restrictions: restrictions)
  }

  /// Whether the share of a category is at most so much. See `compare(_:isAtLeast:)`.
  public func compare(
    _ category: String, isAtMost threshold: Fraction
  ) throws(Refusal) -> Comparison {
    let restrictions = try self.restrictions()
    let bounds = try breakdown().bounds(of: category)
    let outcome: Outcome =
      bounds.most <= threshold
      ? .supported : bounds.least > threshold ? .contradicted : .notDetermined
    return Comparison(
      outcome: outcome, arithmetic: bounds.arithmetic + [against(threshold, category, bounds)],
      restrictions: restrictions)
  }

  /// Whether the share of a category exceeds a share of the residents.
  ///
  /// - Parameters:
  ///   - population: a figure whose base is residents.
  ///   - group: the category of the population figure.
  /// - Throws: `Refusal`: `differentBases` if the population figure is not of residents, and as `compare(_:exceeds:)`.
  /// - Source: Documentation/practice/statistics.md 5: a population comparison names the census and says that residents
  ///   are not the offending population.
  public func compare(
    _ category: String, exceeds group: String, ofPopulation population: RecordedFigure
  ) throws(Refusal) -> Comparison {
    let base = try statedBase()
    let residents = try population.statedBase()
    guard residents.unit == .residents else { throw .differentBases(residents, Base(.residents)) }
    if place.name != population.place.name { throw .differentPlaces(place, population.place) }
    let first = try breakdown().bounds(of: category)
    let second = try population.breakdown().bounds(of: group)
    let named = "\(group) among residents"
    return Comparison(
      outcome: .exceeds(first, second),
      arithmetic: first.arithmetic + ["\(named): \(second.inWords)."]
        + [overlap(category, first, named, second)],
      restrictions: try restrictions() + [
        .residentsAreNotThese(base, residents: residents, census: population.current.source)
      ])
  }

  /// What must be printed with whatever is said of this figure.
  func restrictions() throws(Refusal) -> [Restriction] {
    var out: [Restriction] = [.onlyFor(place, period, try statedBase())]
    guard case .breakdown(_, let breakdown) = current.content else { return out }
    guard let (residual, reading) = breakdown.residual, residual > .zero else { return out }
    out.append(reading == .unknown ? .residualReadAsUnknown(residual) : .residualShown(residual))
    return out
  }

  private func overlap(
    _ a: String, _ first: ShareBounds, _ b: String, _ second: ShareBounds
  ) -> String {
    switch Outcome.exceeds(first, second) {
    case .supported:
      "The least for \(a), \(first.least.percent()), is above the most for \(b), \(second.most.percent())\(allowing(first, second))."
    case .contradicted:
      "The most for \(a), \(first.most.percent()), is not above the least for \(b), \(second.least.percent())\(allowing(first, second))."
    case .notDetermined:
      "\(a) \(first.verb), and \(b) \(second.verb): either may be the greater."
    }
  }

  private func against(_ threshold: Fraction, _ a: String, _ bounds: ShareBounds) -> String {
    "\(a) may be anywhere from \(bounds.least.percent()) to \(bounds.most.percent())\(allowing(bounds)); the statement names \(threshold.percent())."
  }

  private func allowing(_ bounds: ShareBounds...) -> String {
    bounds.contains { $0.least != $0.lower || $0.most != $0.upper } ? ", allowing for rounding" : ""
  }
}

extension Breakdown {
  /// What the categories and the missing leave over, as a share of the base, with how it is read; nil where that is not
  /// known.
  public var residual: (share: Fraction, reading: ResidualReading)? {
    switch self {
    case .counts(let counts):
      return (Fraction(counts.residual, of: counts.base), counts.residualReading)
    case .percentages(let percentages):
      guard case .everything(_, let reading) = percentages.whole, let share = percentages.residual
      else { return nil }
      return (share, reading)
    }
  }
}
