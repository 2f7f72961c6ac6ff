public import EvidenceLogic

/// A formula over the leaves 0 ..< `leaves`, at most `depth` operators deep.
///
/// Operators have up to three parts, now and then none; *at least N* may ask for nothing or for more than there is.
/// A leaf may stand in it more than once, on both sides of a negation too.
public func randomFormula(
  leaves: Int, depth: Int, negations: Bool = true, using random: inout SplitMix64
) -> Formula<Int> {
  if depth == 0 || random.once(in: 6) { return .leaf(random.below(leaves)) }
  func parts() -> [Formula<Int>] {
    let count = random.once(in: 12) ? 0 : 1 + random.below(3)
    return (0..<count).map { _ in
      randomFormula(leaves: leaves, depth: depth - 1, negations: negations, using: &random)
    }
  }
  switch random.below(negations ? 5 : 4) {
  case 0: return .all(parts())
  case 1: return .any(parts())
  case 2, 3:
    let those = parts()
    return .atLeast(random.below(those.count + 2), those)
  default:
    return .not(
      randomFormula(leaves: leaves, depth: depth - 1, negations: true, using: &random))
  }
}
