extension FigureSet {
  /// The one figure of a claim's place, base and definition, in a period, that knows all of these names.
  ///
  /// - Throws: `Refusal`: `noBase` or `differentBases` if the only such figure is of nothing stated, or of something else;
  ///   `noFigure`; `severalFigures`.
  func figure(
    for claim: Claim, in period: Period, knowing names: [String]
  ) throws(Refusal) -> RecordedFigure {
    let candidates = figures.filter { figure in
      figure.period == period && figure.place.name == claim.placeName
        && (claim.placeKind == nil || figure.place.kind == claim.placeKind)
        && (claim.definition == nil || figure.definition == claim.definition)
        && names.allSatisfy(figure.knows)
    }
    let found = candidates.filter { $0.base == claim.base }
    if found.count > 1 { throw .severalFigures(found.map(\.id)) }
    if let figure = found.first { return figure }
    if let other = candidates.first {
      throw .differentBases(claim.base, try other.statedBase())
    }
    let what = names.map { "'\($0)'" }.joined(separator: " and ")
    throw .noFigure(wanted: "\(what) in \(claim.placeName), \(period), \(claim.base)")
  }

  /// The newest figure of the residents of a place that is not later than a period, and knows a group.
  ///
  /// - Throws: `Refusal.noFigure`, `Refusal.severalFigures`.
  func population(
    of group: String, in place: Place, upTo period: Period
  ) throws(Refusal) -> RecordedFigure {
    let all = figures.filter {
      $0.base?.unit == .residents && $0.place.name == place.name && $0.period.last <= period.last
        && $0.knows(group)
    }
    guard let newest = all.max(by: { $0.period.last < $1.period.last }) else {
      throw .noFigure(wanted: "'\(group)' among residents of \(place.name) up to \(period)")
    }
    let equal = all.filter { $0.period.last == newest.period.last }
    if equal.count > 1 { throw .severalFigures(equal.map(\.id)) }
    return newest
  }
}

extension RecordedFigure {
  /// Whether a name is one of the categories, or the definition of a plain count.
  func knows(_ name: String) -> Bool {
    switch current.content {
    case .count: definition == name
    case .breakdown(_, let breakdown): breakdown.names.contains(name)
    }
  }

  /// Between which counts the true one lies.
  ///
  /// - Throws: `Refusal.notACount` if only percentages were printed.
  func numberBounds(of name: String) throws(Refusal) -> (range: ClosedRange<Int>, said: String) {
    switch current.content {
    case .count(let count, _): return (count...count, "\(name), \(period): \(grouped(count)).")
    case .breakdown(_, let breakdown):
      let bounds = try breakdown.bounds(of: name)
      guard let range = bounds.counts else { throw .notACount(figure: id) }
      return (range, "\(period): \(bounds.arithmetic.joined(separator: " "))")
    }
  }
}
