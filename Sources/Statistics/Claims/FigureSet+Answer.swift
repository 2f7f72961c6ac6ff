extension FigureSet {
  /// Holds a claim against these figures, each in its newest edition.
  ///
  /// - Source: Documentation/practice/statistics.md 5; failures.md F35: a statement is refused unless bounds support it.
  public func answer(_ claim: Claim) -> ClaimAnswer {
    var read: [RecordedFigure] = []
    let finding: ClaimAnswer.Finding
    do {
      finding = .compared(try comparison(for: claim, &read))
    } catch {
      finding = .refused(error)
    }
    return ClaimAnswer(claim: claim, finding: finding, references: read.map { .init($0) })
  }

  private func comparison(
    for claim: Claim, _ read: inout [RecordedFigure]
  ) throws(Refusal) -> Comparison {
    switch claim.statement {
    case .holds(let relation, let period):
      return try comparison(relation, period, for: claim, &read)
    case .changed(let measure, let name, let direction, let from, let to):
      let earlier = try figure(for: claim, in: from, knowing: [name])
      read.append(earlier)
      let later = try figure(for: claim, in: to, knowing: [name])
      read.append(later)
      if measure == .number { return try earlier.change(ofNumber: name, direction, to: later) }
      switch try earlier.trend(of: name, direction, to: later) {
      case .comparison(let comparison): return comparison
      case .completenessChanged(let from, let to):
        return try earlier.onlyCompleteness(from: from, to: to, later)
      }
    }
  }

  private func comparison(
    _ relation: Claim.Relation, _ period: Period, for claim: Claim, _ read: inout [RecordedFigure]
  ) throws(Refusal) -> Comparison {
    if case .exceeds(.number, let a, let b) = relation {
      // Two counts, each a figure of its own: nobody may compare them unless they are counted alike.
      let first = try figure(for: claim, in: period, knowing: [a])
      let second = try figure(for: claim, in: period, knowing: [b])
      read += first == second ? [first] : [first, second]
      try first.checkSameThing(as: second)
      return try first.compareNumbers(a, exceeds: b, in: second)
    }
    let names =
      if case .exceedsPopulation(let name, _) = relation { [name] } else {
        Claim.Statement.holds(relation, period).names
      }
    let figure = try figure(for: claim, in: period, knowing: names)
    read.append(figure)
    switch relation {
    case .exceeds(_, let a, let b): return try figure.compare(a, exceeds: b)
    case .share(let name, .atLeast, let percentage):
      return try figure.compare(name, isAtLeast: percentage.share)
    case .share(let name, .atMost, let percentage):
      return try figure.compare(name, isAtMost: percentage.share)
    case .number(let name, let limit, let number):
      return try figure.compareNumber(name, limit, number)
    case .largest(let name): return try figure.isLargest(name)
    case .exceedsPopulation(let name, let group):
      let population = try population(of: group, in: figure.place, upTo: period)
      read.append(population)
      return try figure.compare(name, exceeds: group, ofPopulation: population)
    }
  }
}

extension RecordedFigure {
  fileprivate func compareNumbers(
    _ a: String, exceeds b: String, in other: RecordedFigure
  ) throws(Refusal) -> Comparison {
    let (first, second) = (try numberBounds(of: a), try other.numberBounds(of: b))
    return Comparison(
      outcome: .exceeds(first.range, second.range), arithmetic: [first.said, second.said],
      restrictions: try restrictions() + recordedOnly)
  }

  fileprivate func compareNumber(
    _ name: String, _ limit: Claim.Limit, _ number: Int
  ) throws(Refusal) -> Comparison {
    let bounds = try numberBounds(of: name)
    let always: Bool
    let never: Bool
    switch limit {
    case .atLeast:
      (always, never) = (bounds.range.lowerBound >= number, bounds.range.upperBound < number)
    case .atMost:
      (always, never) = (bounds.range.upperBound <= number, bounds.range.lowerBound > number)
    }
    return Comparison(
      outcome: always ? .supported : never ? .contradicted : .notDetermined,
      arithmetic: [bounds.said, "The claim names \(grouped(number))."],
      restrictions: try restrictions() + recordedOnly)
  }

  fileprivate func change(
    ofNumber name: String, _ direction: Direction, to later: RecordedFigure
  ) throws(Refusal) -> Comparison {
    try checkComparable(with: later)
    if period.months != later.period.months { throw .differentLengths(period, later.period) }
    if case .share(let before) = current.missing, case .share(let after) = later.current.missing,
      after > before
    {
      return try onlyCompleteness(from: .one - before, to: .one - after, later)
    }
    let (first, second) = (try numberBounds(of: name), try later.numberBounds(of: name))
    var arithmetic = [first.said, second.said]
    if first.range.count == 1, second.range.count == 1, first.range.lowerBound > 0 {
      let growth = try Growth(from: first.range.lowerBound, to: second.range.lowerBound)
      arithmetic.append(
        "The change is \(grouped(growth.difference)), or \(growth.rate.percent(decimals: 2)).")
    }
    let outcome: Outcome =
      direction == .risen
      ? .exceeds(second.range, first.range) : .exceeds(first.range, second.range)
    return Comparison(
      outcome: outcome, arithmetic: arithmetic,
      restrictions: try restrictions() + later.restrictions() + recordedOnly)
  }

  /// In place of a trend.
  fileprivate func onlyCompleteness(
    from: Fraction, to: Fraction, _ later: RecordedFigure
  ) throws(Refusal) -> Comparison {
    Comparison(
      outcome: .notDetermined,
      arithmetic: [
        "\(Trend.completenessChanged(from: from, to: to).sentence) Nothing is said of a trend."
      ], restrictions: try restrictions() + later.restrictions())
  }

  private var recordedOnly: [Restriction] {
    if case .count(_, let missing) = current.content {
      [.countsWhatWasRecorded(missing)]
    } else {
      []
    }
  }
}

extension Trend {
  fileprivate var sentence: String {
    let text = description
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}

extension Outcome {
  fileprivate static func exceeds(_ a: ClosedRange<Int>, _ b: ClosedRange<Int>) -> Outcome {
    if a.lowerBound > b.upperBound { return .supported }
    return a.upperBound <= b.lowerBound ? .contradicted : .notDetermined
  }
}
