/// A seed for which a property failed.
///
/// `forAll(count: 1, seed:)` with this seed tries that one case again.
public struct Counterexample: Error, CustomStringConvertible {
  public var seed: UInt64
  /// How many cases passed before it.
  public var passed: Int
  public var reason: any Error

  public var description: String {
    "after \(passed) good cases, a property fails for seed \(seed): \(reason)\n"
      + "to try this case alone: forAll(count: 1, seed: \(seed))"
  }
}

/// Tries a property on random cases and stops at the first that fails, naming its seed.
///
/// The property draws what it needs from the generator and throws when it does not hold; `try #require(…)` does.
///
/// - Parameters:
///   - count: how many cases; `longFactor` times as many in a long run, unless it is one.
///   - seed: the first case's own seed; each later one follows from the one before.
/// - Throws: `Counterexample`.
public func forAll(
  count: Int = 200, seed: UInt64, _ property: (inout SplitMix64) throws -> Void
) throws(Counterexample) {
  var current = seed
  for passed in 0..<(isLong && count > 1 ? count * longFactor : count) {
    var random = SplitMix64(seed: current)
    do {
      try property(&random)
    } catch {
      throw Counterexample(seed: current, passed: passed, reason: error)
    }
    var following = SplitMix64(seed: current)
    current = following.next()
  }
}
