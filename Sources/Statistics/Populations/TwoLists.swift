/// Two lists of people of one population, and how many are on both.
public struct TwoLists: Hashable, Sendable {
  public let first: CaptureList
  public let second: CaptureList
  /// How many are on the first list.
  public let firstCount: Int
  /// How many are on the second list.
  public let secondCount: Int
  /// How many are on both.
  public let both: Int

  /// - Throws: `Refusal.impossibleLists` if more are on both than on one, or a count is below zero.
  public init(
    _ first: CaptureList, count: Int, _ second: CaptureList, count secondCount: Int, both: Int
  ) throws(Refusal) {
    guard 0 <= both, both <= count, both <= secondCount,
      max(count, secondCount) <= TableError.largestTotal
    else { throw .impossibleLists }
    self.first = first
    self.second = second
    firstCount = count
    self.secondCount = secondCount
    self.both = both
  }

  public var observed: Int { firstCount + secondCount - both }

  /// n₁·n₂/m: right in the long run and too high on average with few on both.
  ///
  /// - Parameter affirmed: what a person says of each assumption.
  /// - Throws: `Refusal`, unless each is affirmed with a reason; if one list was made from the other; if nobody is on both.
  /// - Source: C. G. J. Petersen (1896); F. C. Lincoln (1930); G. A. F. Seber, "The Estimation of Animal Abundance" (1982),
  ///   3.1.1; the standard error is his (3.2) without Chapman's correction.
  public func lincolnPetersen(
    affirmed: [CaptureAssumption: Affirmation]
  ) throws(Refusal) -> PopulationEstimate {
    let reasons = try ready(affirmed)
    let (a, b, m) = doubles
    return PopulationEstimate(
      observed: observed, estimate: a * b / m,
      standardError: (a * b * (a - m) * (b - m) / (m * m * m)).squareRoot(),
      assumptions: reasons, deviance: nil)
  }

  /// (n₁+1)(n₂+1)/(m+1) − 1: with little bias when few are on both.
  ///
  /// - Parameter affirmed: what a person says of each assumption.
  /// - Throws: as `lincolnPetersen`.
  /// - Source: D. G. Chapman (1951); for the variance G. A. F. Seber (1970), as in "The Estimation of Animal Abundance"
  ///   (1982), 3.1.1.
  public func chapman(
    affirmed: [CaptureAssumption: Affirmation]
  ) throws(Refusal) -> PopulationEstimate {
    let reasons = try ready(affirmed)
    let (a, b, m) = doubles
    let variance = (a + 1) * (b + 1) * (a - m) * (b - m) / ((m + 1) * (m + 1) * (m + 2))
    return PopulationEstimate(
      observed: observed, estimate: (a + 1) * (b + 1) / (m + 1) - 1,
      standardError: variance.squareRoot(), assumptions: reasons, deviance: nil)
  }

  private var doubles: (Double, Double, Double) {
    (Double(firstCount), Double(secondCount), Double(both))
  }

  private func ready(
    _ affirmed: [CaptureAssumption: Affirmation]
  ) throws(Refusal) -> [CaptureAssumption: String] {
    let reasons = try check(affirmed, [first, second])
    if both == 0 { throw .noOverlap(first.name, second.name) }
    return reasons
  }
}
