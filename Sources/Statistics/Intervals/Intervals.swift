/// Intervals of a share that stands behind a sample drawn by chance.
///
/// Offences that came to notice are no such sample. What is missing is not missing by chance; for that see `ShareBounds`.
/// An interval is for a survey, for an audit of files drawn by lot, or for how much a small count wavers from year to year.
extension Proportion {
  /// Wilson's interval, which keeps its confidence on average.
  ///
  /// - Parameter confidence: between 0 and 1, exclusive.
  /// - Throws: `Refusal.emptyBase` for a share of nothing.
  /// - Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
  ///   American Statistical Association 22 (1927).
  public func wilson(confidence: Double) throws(Refusal) -> ClosedRange<Double> {
    let (k, n, z) = try parts(confidence)
    let middle = (2 * k + z * z) / (2 * (n + z * z))
    let margin = z / (2 * (n + z * z)) * (4 * k * (n - k) / n + z * z).squareRoot()
    return ordered(part == 0 ? 0 : middle - margin, part == whole ? 1 : middle + margin)
  }

  /// Wilson's interval with a correction for continuity, which errs to the side of caution.
  ///
  /// - Parameter confidence: between 0 and 1, exclusive.
  /// - Throws: `Refusal.emptyBase` for a share of nothing.
  /// - Source: R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17
  ///   (1998), method 4.
  public func wilsonWithContinuityCorrection(
    confidence: Double
  ) throws(Refusal) -> ClosedRange<Double> {
    let (k, n, z) = try parts(confidence)
    let (p, q, square) = (k / n, (n - k) / n, z * z)
    let middle = 2 * k + square
    let below = 1 + z * max(0, square - 2 - 1 / n + 4 * p * (n * q + 1)).squareRoot()
    let above = 1 + z * max(0, square + 2 - 1 / n + 4 * p * (n * q - 1)).squareRoot()
    let divisor = 2 * (n + square)
    return ordered(
      part == 0 ? 0 : (middle - below) / divisor, part == whole ? 1 : (middle + above) / divisor)
  }

  /// The interval of Clopper and Pearson, which never has less than its confidence, and often much more.
  ///
  /// - Parameter confidence: between 0 and 1, exclusive.
  /// - Throws: `Refusal.emptyBase` for a share of nothing; `Refusal.tooLarge` above a thousand million.
  /// - Source: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
  ///   binomial", Biometrika 26 (1934).
  public func clopperPearson(confidence: Double) throws(Refusal) -> ClosedRange<Double> {
    let guess = try wilson(confidence: confidence)
    if whole > 1_000_000_000 { throw .tooLarge(limit: 1_000_000_000) }
    let tail = (1 - confidence) / 2
    let rest = whole - part
    // The upper end is one less the lower end of the rest.
    let lower =
      part == 0
      ? 0 : incompleteBetaInverse(tail, part, rest + 1, startingAt: guess.lowerBound)
    let upper =
      rest == 0
      ? 1 : 1 - incompleteBetaInverse(tail, rest, part + 1, startingAt: 1 - guess.upperBound)
    return ordered(lower, upper)
  }

  private func parts(_ confidence: Double) throws(Refusal) -> (Double, Double, Double) {
    precondition(0 < confidence && confidence < 1, "a confidence lies between 0 and 1")
    if whole == 0 { throw .emptyBase }
    return (Double(part), Double(whole), normalQuantile(0.5 + confidence / 2))
  }

  private func ordered(_ lower: Double, _ upper: Double) -> ClosedRange<Double> {
    let lower = min(max(lower, 0), 1)
    return lower...min(max(upper, lower), 1)
  }
}
