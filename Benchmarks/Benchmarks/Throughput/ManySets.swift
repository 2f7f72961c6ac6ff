import Benchmark
import EvidenceLogic

/// A formula with far more smallest sets than are kept, beside the same formula answered yes or no.
///
/// Ten groups of six leaves, one of each group needed: 6 to the power of 10 smallest sets, of which the first
/// `SourceSets.cap` stay. No Act asks for as much; it bounds what the worst record can cost.
func measureManySets() {
  let groups = (0..<10).map { group in
    Formula<Int>.any((0..<6).map { .leaf(group * 6 + $0) })
  }
  let formula = Formula<Int>.all(groups)
  let sets = formula.support { SourceSets(atom: $0) }
  precondition(sets.sets.count == SourceSets.cap && !sets.isExact, "the sets were not capped")

  Benchmark("many-sets") { _ in
    blackHole(formula.support { SourceSets(atom: $0) }.sets.count)
  }
  Benchmark("many-sets-yes-or-no") { _ in
    // The last leaf of each group alone holds, so that every one is looked at.
    blackHole(formula.support { $0 % 6 == 5 })
  }
}
