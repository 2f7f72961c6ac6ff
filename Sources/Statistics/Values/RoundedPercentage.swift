/// A percentage as somebody printed it: 35%, or 3.7%. It stands for an interval, not for a number.
///
/// - Source: Documentation/practice/statistics.md 5: x% of n means counts k with x−0.5 ≤ 100k/n < x+0.5; with decimals,
///   half of the last one.
public struct RoundedPercentage: Hashable, Sendable {
  /// The percentage in units of its last decimal: 3.7% is 37.
  public let units: Int
  /// How many decimals were printed, from 0 to 4.
  public let decimals: Int

  /// - Precondition: a percentage from 0 to 100, of at most 4 decimals.
  public init(_ units: Int, decimals: Int = 0) {
    precondition(0...4 ~= decimals, "a percentage is printed with at most 4 decimals")
    precondition(
      Int128(0)...100 * power(of: 10, decimals) ~= Int128(units),
      "a percentage lies between 0 and 100")
    self.units = units
    self.decimals = decimals
  }

  /// Reads `35`, `3.70` or either with a sign `%` after it; nil for any other text.
  public init?(_ text: some StringProtocol) {
    let body = text.last == "%" ? text.dropLast() : text[...]
    let parts = body.split(separator: ".", omittingEmptySubsequences: false)
    let digits = parts.joined()
    guard 1...2 ~= parts.count, 1...3 ~= parts[0].count,
      parts.count == 1 || 1...4 ~= parts[1].count,
      digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let units = Int(digits)
    else { return nil }
    let decimals = parts.count == 2 ? parts[1].count : 0
    guard units <= 100 * power(of: 10, decimals) else { return nil }
    self.init(units, decimals: decimals)
  }

  /// The percentage as a share of one, taken at its face value.
  public var share: Fraction { Fraction(Int128(units), over: 100 * power(of: 10, decimals)) }

  /// The least share that is printed so, no less than nothing.
  public var least: Fraction { max(.zero, share - halfUnit) }

  /// The share from which on it is printed higher, and no more than everything.
  public var most: Fraction { min(.one, share + halfUnit) }

  private var halfUnit: Fraction { Fraction(1, over: 200 * power(of: 10, decimals)) }

  /// The counts of so many things that are printed as this percentage.
  ///
  /// - Throws: `Refusal.noPossibleCount` if there is none, and `Refusal.emptyBase` if `whole` is not above zero.
  /// - Source: Documentation/practice/statistics.md 5.
  public func possibleCounts(of whole: Int) throws(Refusal) -> ClosedRange<Int> {
    guard whole > 0 else { throw .emptyBase }
    guard whole <= TableError.largestTotal else { throw .tooLarge(limit: TableError.largestTotal) }
    let scale = 200 * power(of: 10, decimals)
    // (2u − 1)·n ≤ 200·10^d·k < (2u + 1)·n
    let first = max(0, roundedUp((2 * Int128(units) - 1) * Int128(whole), by: scale))
    let last = min(
      Int128(whole), roundedUp((2 * Int128(units) + 1) * Int128(whole), by: scale) - 1)
    guard first <= last else { throw .noPossibleCount(self, of: whole) }
    return Int(first)...Int(last)
  }

  private func roundedUp(_ a: Int128, by b: Int128) -> Int128 {
    a > 0 ? (a + b - 1) / b : a / b
  }
}

extension RoundedPercentage: CustomStringConvertible {
  /// As it was printed, with its sign.
  public var description: String { share.percent(decimals: decimals) }
}
