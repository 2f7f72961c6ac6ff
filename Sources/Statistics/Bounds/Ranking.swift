extension RecordedFigure {
  /// Whether the share of a category is larger than that of every other, with those that the source does not name.
  ///
  /// - Throws: `Refusal`, if the figure has no base, no such category, or no bounds.
  /// - Source: Documentation/practice/statistics.md 5; failures.md F35.
  public func isLargest(_ category: String) throws(Refusal) -> Comparison {
    let restrictions = try self.restrictions()
    let breakdown = try self.breakdown()
    let bounds = try breakdown.bounds(of: category)
    var arithmetic = bounds.arithmetic
    var outcome = Outcome.supported
    for other in breakdown.names where other != category {
      let others = try breakdown.bounds(of: other)
      arithmetic += others.arithmetic
      outcome = outcome.and(.exceeds(bounds, others))
    }
    if let rest = try breakdown.unnamedMost(), rest > .zero {
      arithmetic.append(
        "A category that the source does not name has at most \(rest.percent()), the residual with all missing."
      )
      if rest >= bounds.least { outcome = outcome.and(.notDetermined) }
    }
    return Comparison(outcome: outcome, arithmetic: arithmetic, restrictions: restrictions)
  }

  /// The categories from the largest share to the smallest, if the bounds put them so.
  ///
  /// - Throws: `Refusal.rankingNotDetermined` with the first two of which nobody knows which is larger, and as
  ///   `compare(_:exceeds:)`.
  /// - Source: Documentation/practice/statistics.md 5; failures.md F35: a ranking is refused unless bounds support it.
  public func ranking() throws(Refusal) -> [String] {
    _ = try statedBase()
    let breakdown = try self.breakdown()
    var all: [(name: String, bounds: ShareBounds)] = []
    for name in breakdown.names { all.append((name, try breakdown.bounds(of: name))) }
    // A stable order of the face values; the source's own where they are equal.
    let ordered = all.enumerated().sorted {
      ($1.element.bounds.lower, $0.offset) < ($0.element.bounds.lower, $1.offset)
    }.map(\.element)
    for (first, second) in zip(ordered, ordered.dropFirst())
    where Outcome.exceeds(first.bounds, second.bounds) != .supported {
      throw .rankingNotDetermined(first.name, second.name)
    }
    return ordered.map(\.name)
  }
}

extension Outcome {
  /// The outcome of two statements joined by "and".
  func and(_ other: Outcome) -> Outcome {
    if self == .contradicted || other == .contradicted { return .contradicted }
    return self == .supported ? other : self
  }
}

extension Breakdown {
  /// The most that a category can have which the source does not name: everything that no named category certainly holds.
  func unnamedMost() throws(Refusal) -> Fraction? {
    var rest = Fraction.one
    for name in names { rest = rest - (try bounds(of: name)).least }
    // Categories that leave nothing over, and nobody unknown, leave no room for another.
    if case .counts(let counts) = self, counts.residual == 0, counts.missingCount == 0 {
      return nil
    }
    if case .counts = self { return rest }
    guard let residual, residual.share <= .zero, completeness == .one else { return rest }
    return nil
  }
}
