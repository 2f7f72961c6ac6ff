/// Numbers from 0 on, in sets that are only ever joined; each set goes by its lowest number, in whatever order it was joined.
///
/// - Source: R. E. Tarjan, "Efficiency of a good but not linear set union algorithm", Journal of the ACM 22(2), 1975.
package struct DisjointSets: Sendable {
  /// For each number, one that is not above it, towards the lowest of its set.
  private var towards: [Int32]

  /// Each number in a set of its own.
  package init(count: Int = 0) { towards = Array(0..<Int32(count)) }

  package var count: Int { towards.count }

  /// Adds the next number, in a set of its own.
  @discardableResult
  package mutating func append() -> Int {
    towards.append(Int32(towards.count))
    return towards.count - 1
  }

  /// The lowest number of the set in which a number is.
  package mutating func lowest(with number: Int) -> Int {
    var current = Int32(number)
    while towards[Int(current)] != current {
      towards[Int(current)] = towards[Int(towards[Int(current)])]
      current = towards[Int(current)]
    }
    return Int(current)
  }

  package mutating func join(_ one: Int, _ other: Int) {
    let (a, b) = (lowest(with: one), lowest(with: other))
    towards[max(a, b)] = Int32(min(a, b))
  }
}
