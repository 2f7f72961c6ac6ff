import HeedTesting
import Statistics
import Testing

struct BoundsProperties {
  private static let names = ["a", "b", "c"]

  /// A small fictional table, with everything that a true one may have become it by.
  private func randomFigure(
    using random: inout SplitMix64
  ) throws -> (figure: RecordedFigure, counts: [Int], missing: Int) {
    let counts = Self.names.map { _ in random.below(8) }
    let missing = random.below(6)
    let figure = try Published.table(
      "fictional", .victims, Array(zip(Self.names, counts)), missing: missing + 1)
    return (figure, counts, missing + 1)
  }

  /// Every way in which so many missing values may fall into three categories.
  private func completions(_ counts: [Int], _ missing: Int) -> [[Int]] {
    (0...missing).flatMap { first in
      (0...missing - first).map { second in
        [counts[0] + first, counts[1] + second, counts[2] + missing - first - second]
      }
    }
  }

  @Test func `Bounds are the least and greatest share of all completions`() throws {
    try forAll(count: 300, seed: 0xB0) { random in
      let (figure, counts, missing) = try randomFigure(using: &random)
      let all = completions(counts, missing)
      let total = counts.reduce(missing, +)
      for (index, name) in Self.names.enumerated() {
        let bounds = try figure.breakdown().bounds(of: name)
        try #require(bounds.lower == Fraction(all.map { $0[index] }.min()!, of: total))
        try #require(bounds.upper == Fraction(all.map { $0[index] }.max()!, of: total))
      }
    }
  }

  private func outcome(_ truths: [Bool]) -> Outcome {
    truths.allSatisfy { $0 } ? .supported : truths.contains(true) ? .notDetermined : .contradicted
  }

  @Test func `A comparison is what all completions say of it`() throws {
    try forAll(count: 300, seed: 0xB1) { random in
      let (figure, counts, missing) = try randomFigure(using: &random)
      let all = completions(counts, missing)
      try #require(
        try figure.compare("a", exceeds: "b").outcome == outcome(all.map { $0[0] > $0[1] }))
      let total = counts.reduce(missing, +)
      let threshold = random.below(total + 1)
      try #require(
        try figure.compare("a", isAtLeast: Fraction(threshold, of: total)).outcome
          == outcome(all.map { $0[0] >= threshold }))
      try #require(
        try figure.compare("a", isAtMost: Fraction(threshold, of: total)).outcome
          == outcome(all.map { $0[0] <= threshold }))
    }
  }

  @Test func `Being the largest is supported only if it is so in all completions`() throws {
    try forAll(count: 300, seed: 0xB2) { random in
      let (figure, counts, missing) = try randomFigure(using: &random)
      let truth = outcome(
        completions(counts, missing).map { $0[0] > $0[1] && $0[0] > $0[2] })
      let said = try figure.isLargest("a").outcome
      // A category that nobody named may hold the missing, and two rivals share them: less may be said, never more.
      try #require(said == truth || said == .notDetermined, "\(counts) \(missing)")
      if said == .contradicted { try #require(truth == .contradicted) }
    }
  }

  @Test func `A category that nobody named may be the largest`() throws {
    func figure(total: Int, _ residual: ResidualReading) throws -> RecordedFigure {
      try Published.figure(
        "fictional", "fictional", Base(.victims), .year(2024), Published.england,
        .breakdown(
          attribute: "age",
          .counts(
            try CategoryCounts(
              [.init("a", 40), .init("b", 10)], missing: [.notKnown: 5], total: total,
              residual: residual))))
    }
    #expect(try figure(total: 89, .furtherCategories).isLargest("a").outcome == .supported)
    #expect(try figure(total: 90, .furtherCategories).isLargest("a").outcome == .notDetermined)
    #expect(try figure(total: 93, .furtherCategories).isLargest("a").outcome == .notDetermined)
    #expect(try figure(total: 75, .unknown).isLargest("a").outcome == .supported)
    #expect(try figure(total: 90, .unknown).isLargest("a").outcome == .notDetermined)
    #expect(try figure(total: 100, .furtherCategories).isLargest("b").outcome == .contradicted)
  }

  @Test func `A ranking stands only where every completion has that order`() throws {
    try forAll(count: 500, seed: 0xB3) { random in
      let (figure, counts, missing) = try randomFigure(using: &random)
      let all = completions(counts, missing)
      guard let ranking = try? figure.ranking() else { return }
      let order = ranking.map { Self.names.firstIndex(of: $0)! }
      try #require(all.allSatisfy { $0[order[0]] > $0[order[1]] && $0[order[1]] > $0[order[2]] })
    }
  }

  @Test func `Counts behind a percentage are those that are printed so`() throws {
    try forAll(count: 500, seed: 0xB4) { random in
      let whole = 1 + random.below(400)
      let decimals = random.below(3)
      let scale = decimals == 0 ? 1 : decimals == 1 ? 10 : 100
      let percentage = RoundedPercentage(random.below(100 * scale + 1), decimals: decimals)
      let expected = (0...whole).filter { count in
        // Half up, of 100·k/n in units of the last decimal.
        (2 * 100 * scale * count + whole) / (2 * whole) == percentage.units
      }
      let found = try? percentage.possibleCounts(of: whole)
      try #require(found.map(Array.init) ?? [] == expected, "\(percentage) of \(whole)")
    }
  }

  @Test func `Counts behind several percentages are those that add up`() throws {
    try forAll(count: 200, seed: 0xB5) { random in
      let whole = 1 + random.below(40)
      let percentages = (0..<3).map { _ in RoundedPercentage(random.below(70)) }
      var met: [[Int]] = []
      let sets = percentages.map { (try? $0.possibleCounts(of: whole)).map(Array.init) ?? [] }
      for a in sets[0] {
        for b in sets[1] {
          for c in sets[2] where a + b + c == whole { met.append([a, b, c]) }
        }
      }
      let found = try? possibleCounts(of: percentages, addingUpTo: whole)
      try #require((found != nil) == !met.isEmpty)
      for (index, range) in (found ?? []).enumerated() {
        try #require(range == met.map { $0[index] }.min()!...met.map { $0[index] }.max()!)
      }
    }
  }

  @Test func `Printed percentages never narrow what their counts leave open`() throws {
    try forAll(count: 500, seed: 0xB6) { random in
      let (_, counts, missing) = try randomFigure(using: &random)
      let total = counts.reduce(missing, +)
      let recorded = total - missing
      guard recorded > 0 else { return }
      func printed(_ part: Int, of whole: Int) -> RoundedPercentage {
        RoundedPercentage((200 * part + whole) / (2 * whole))
      }
      let shares = zip(Self.names, counts)
      let ofAll = try CategoryPercentages(
        shares.map { .init($0, printed($1, of: total)) },
        of: .everything(unknown: printed(missing, of: total), residual: .furtherCategories))
      let amongRecorded = try CategoryPercentages(
        shares.map { .init($0, printed($1, of: recorded)) },
        of: .recorded(printed(recorded, of: total)))
      for (name, count) in shares {
        let (lower, upper) = (Fraction(count, of: total), Fraction(count + missing, of: total))
        for breakdown in [Breakdown.percentages(ofAll), .percentages(amongRecorded)] {
          let bounds = try breakdown.bounds(of: name)
          try #require(bounds.least <= lower && upper <= bounds.most)
          try #require(bounds.lower <= bounds.upper)
        }
      }
    }
  }
}
