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
  // A rate x of 2u − 1 to 2u + 1 half units. Down: 1 − later/earlier = x. Up: later/earlier − 1 = x.
  let scale = 200 * power(of: 10, change.decimals)
  let sign: Int128 = direction == .fallen ? -1 : 1
  let slow = scale + sign * (2 * Int128(change.units) - 1)
  let fast = scale + sign * (2 * Int128(change.units) + 1)
  if later == 0 || fast <= 0 { throw .growthFromNothing }
  let scaled = Int128(later) * scale
  // The slower end belongs to the rates that are printed so, the faster one does not.
  let (first, last) =
    direction == .fallen
    ? ((scaled + slow - 1) / slow, (scaled + fast - 1) / fast - 1)
    : (scaled / fast + 1, scaled / slow)
  guard first <= last else { throw .noPossibleCount(change, of: later) }
  guard last <= Int128(TableError.largestTotal) else {
    throw .tooLarge(limit: TableError.largestTotal)
  }
  return Int(first)...Int(last)
}
