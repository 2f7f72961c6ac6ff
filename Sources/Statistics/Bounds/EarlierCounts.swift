/// The earlier counts from which a later one can have come by a printed change, such as "down 8% to 13,860".
///
/// - Parameters:
///   - later: the later count, taken as exact.
///   - change: by how much the count has changed, as a rounded percentage of the earlier count.
/// - Throws: `Refusal.noPossibleCount` if no earlier count gives that percentage; `Refusal.negativeCount`,
///   `Refusal.tooLarge`; `Refusal.growthFromNothing` if the later count is zero, or everything is said to have gone.
/// - Source: Documentation/practice/statistics.md 4 (S40, S41) and 5: a rounded percentage is an interval.
public func possibleEarlierCounts(
  before later: Int, _ direction: Direction, by change: RoundedPercentage
) throws(Refusal) -> ClosedRange<Int> {
  if later < 0 { throw .negativeCount }
  if later > TableError.largestTotal { throw .tooLarge(limit: TableError.largestTotal) }
  let half = Fraction(1, over: 200 * power(of: 10, change.decimals))
  let (low, high) = (change.share - half, change.share + half)
  // A rate x with low ≤ x < high. Down: 1 − later/earlier = x. Up: later/earlier − 1 = x.
  let slow = Fraction.one + (direction == .fallen ? -low : low)
  let fast = Fraction.one + (direction == .fallen ? -high : high)
  if later == 0 || fast <= .zero { throw .growthFromNothing }
  let number = Fraction(later, of: 1)
  let range: (Int128, Int128)
  switch direction {
  case .fallen: range = (ceiling(number / slow), ceiling(number / fast) - 1)
  case .risen: range = (floor(number / fast) + 1, floor(number / slow))
  }
  guard range.0 <= range.1 else { throw .noPossibleCount(change, of: later) }
  return Int(range.0)...Int(range.1)
}

/// The least whole number that is not below a positive fraction.
private func ceiling(_ x: Fraction) -> Int128 {
  (x.numerator + x.denominator - 1) / x.denominator
}

/// The greatest whole number that is not above a positive fraction.
private func floor(_ x: Fraction) -> Int128 { x.numerator / x.denominator }
