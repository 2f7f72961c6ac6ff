/// Three lists of people of one population, and how many are on exactly which of them.
public struct ThreeLists: Hashable, Sendable {
  public let lists: [CaptureList]
  /// How many are on exactly these: by a number whose bits 0, 1 and 2 stand for the lists; the first, for none, is 0.
  let cells: [Int]

  /// - Parameter counts: how many are on exactly the lists whose positions, 0 to 2, are named; absent means none.
  /// - Throws: `Refusal.impossibleLists`, unless there are three lists, every set of positions names some of them, and no
  ///   count is below zero.
  public init(_ lists: [CaptureList], counts: [Set<Int>: Int]) throws(Refusal) {
    guard lists.count == 3 else { throw .impossibleLists }
    var cells = Array(repeating: 0, count: 8)
    var total = 0
    for (positions, count) in counts {
      guard !positions.isEmpty, positions.isSubset(of: [0, 1, 2]), count >= 0,
        count <= TableError.largestTotal - total
      else { throw .impossibleLists }
      cells[positions.reduce(0) { $0 | 1 << $1 }] = count
      total += count
    }
    self.lists = lists
    self.cells = cells
  }

  /// How many are on some list.
  public var observed: Int { cells.reduce(0, +) }

  /// How many are on a list, by its position.
  public func count(ofList position: Int) -> Int {
    cells.indices.reduce(0) { $0 + ($1 >> position & 1 == 1 ? cells[$1] : 0) }
  }

  /// The number of people if being on one list has nothing to do with being on another (the log-linear model without
  /// interactions).
  ///
  /// The estimate N solves ∏(1 − nᵢ/N) = 1 − M/N, where nᵢ are on list i and M on some list. The deviance says how well the
  /// seven counts fit: with three degrees of freedom, far above 7.8 means that the lists depend on each other.
  ///
  /// - Parameter affirmed: what a person says of each assumption.
  /// - Throws: `Refusal`, unless each is affirmed with a reason; if a list was made from another; if nobody is on two that
  ///   are named.
  /// - Source: J. N. Darroch, "The multiple-recapture census I", Biometrika 45 (1958), for the equation and the variance;
  ///   S. E. Fienberg, "The multiple recapture census for closed populations and incomplete 2^k contingency tables",
  ///   Biometrika 59 (1972), for the model.
  public func independence(
    affirmed: [CaptureAssumption: Affirmation]
  ) throws(Refusal) -> PopulationEstimate {
    let reasons = try check(affirmed, lists)
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
      let both = cells.indices.reduce(0) {
        $0 + ($1 >> a & 1 == 1 && $1 >> b & 1 == 1 ? cells[$1] : 0)
      }
      if both == 0 { throw .noOverlap(lists[a].name, lists[b].name) }
    }
    let sizes = (0..<3).map { Double(count(ofList: $0)) }
    let number = root(sizes)
    let absent = sizes.map { 1 - $0 / number }
    let product = absent.reduce(1, *)
    // A list that holds everybody leaves nothing to estimate.
    let spread =
      product <= 0 ? .infinity : 1 / product + 2 - absent.reduce(0) { $0 + 1 / $1 }
    return PopulationEstimate(
      observed: observed, estimate: number, standardError: (number / spread).squareRoot(),
      assumptions: reasons,
      deviance: .init(value: deviance(number, sizes), degreesOfFreedom: 3))
  }

  /// The N of the equation, between what was observed and a bound that doubles until it is above.
  private func root(_ sizes: [Double]) -> Double {
    let seen = Double(observed)
    /// Above zero where N is too small.
    func excess(_ number: Double) -> Double {
      sizes.reduce(1) { $0 * (1 - $1 / number) } * number - (number - seen)
    }
    if excess(seen) <= 0 { return seen }
    var (low, high) = (seen, 2 * seen)
    while excess(high) > 0 { (low, high) = (high, 2 * high) }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return middle }
      if excess(middle) > 0 { low = middle } else { high = middle }
    }
  }

  private func deviance(_ number: Double, _ sizes: [Double]) -> Double {
    var sum = 0.0
    for cell in 1..<8 where cells[cell] > 0 {
      let expected = (0..<3).reduce(number) { product, list in
        product * (cell >> list & 1 == 1 ? sizes[list] / number : 1 - sizes[list] / number)
      }
      sum += 2 * Double(cells[cell]) * logarithm(Double(cells[cell]) / expected)
    }
    return max(0, sum)
  }
}
