/// The counts that several printed percentages of the same things leave possible, when every one of the things falls
/// under exactly one of them.
///
/// - Returns: for each percentage the least and the greatest count; every count between them occurs together with some
///   counts of the others.
/// - Throws: `Refusal.noPossibleCount` for a percentage that no count gives, `Refusal.percentagesDoNotAddUp` if no
///   counts add up to the whole.
/// - Source: Documentation/practice/statistics.md 5 and 6; failures.md F36.
public func possibleCounts(
  of percentages: [RoundedPercentage], addingUpTo whole: Int
) throws(Refusal) -> [ClosedRange<Int>] {
  var alone: [ClosedRange<Int>] = []
  for percentage in percentages { alone.append(try percentage.possibleCounts(of: whole)) }
  let least = alone.reduce(0) { $0 + $1.lowerBound }
  let most = alone.reduce(0) { $0 + $1.upperBound }
  guard least <= whole, whole <= most else {
    throw .percentagesDoNotAddUp(percentages, of: whole)
  }
  return alone.map { range in
    let fromOthers = whole - (most - range.upperBound)
    let toOthers = whole - (least - range.lowerBound)
    return max(range.lowerBound, fromOthers)...min(range.upperBound, toOthers)
  }
}

/// The wholes, out of some, of which each of these percentages can have been printed.
///
/// A percentage of few things gives its base away: 33.3% of 11 does not exist.
///
/// - Parameter addsUp: whether every one of the things falls under exactly one percentage.
/// - Source: Documentation/practice/statistics.md 5, turned round.
public func possibleBases(
  of percentages: [RoundedPercentage], within candidates: ClosedRange<Int>, addsUp: Bool = false
) -> [Int] {
  candidates.filter { whole in
    if addsUp { return (try? possibleCounts(of: percentages, addingUpTo: whole)) != nil }
    return percentages.allSatisfy { (try? $0.possibleCounts(of: whole)) != nil }
  }
}
