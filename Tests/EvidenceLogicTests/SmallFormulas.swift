import EvidenceLogic
import HeedTesting

/// Every formula up to a size, for tests that leave nothing to chance.
///
/// - Up to two operators and three leaves: all of them, with operators of no parts and every threshold from 0 to one
///   more than there are parts.
/// - Three operators and up to three leaves: those in which every operator has a part and *at least N* is neither *any*
///   nor *all*. In a long run, all of these too.
///
/// A leaf may stand twice. Formulas that differ only in which leaf is which are given once, since tests try every
/// combination of evidence on the leaves.
enum SmallFormulas {
  static let all: [Formula<Int>] =
    of(operators: 0...2, leaves: 0...3, plain: false)
    + of(operators: 3...3, leaves: 0...3, plain: !isLong)

  private static func of(
    operators: ClosedRange<Int>, leaves: ClosedRange<Int>, plain: Bool
  ) -> [Formula<Int>] {
    var shapes = Shapes(plain: plain)
    return operators.flatMap { operators in
      leaves.flatMap { leaves in
        shapes.formulas(operators: operators, leaves: leaves).flatMap { shape in
          namings(of: leaves).map { names in
            var next = 0
            return shape.substituting { _ in
              defer { next += 1 }
              return .leaf(names[next])
            }
          }
        }
      }
    }
  }

  /// Every way of saying which of so many places are the same leaf, the leaves numbered in order of their first place.
  private static func namings(of places: Int) -> [[Int]] {
    (0..<places).reduce([[]]) { shorter, _ in
      shorter.flatMap { names in (0...((names.max() ?? -1) + 1)).map { names + [$0] } }
    }
  }
}

/// Formulas whose leaves have no names yet, by size; each size is built once.
private struct Shapes {
  struct Size: Hashable { var parts, operators, leaves: Int }

  let plain: Bool
  private var known: [Size: [[Formula<Void>]]] = [:]

  init(plain: Bool) { self.plain = plain }

  mutating func formulas(operators: Int, leaves: Int) -> [Formula<Void>] {
    guard operators > 0 else { return leaves == 1 ? [.leaf(())] : [] }
    var found: [Formula<Void>] = []
    for count in (plain ? 1 : 0)...max(1, operators - 1 + leaves) {
      for parts in lists(Size(parts: count, operators: operators - 1, leaves: leaves)) {
        found += [.all(parts), .any(parts)]
        if count == 1 { found.append(.not(parts[0])) }
        let thresholds = plain ? Array(2..<max(2, count)) : Array(0...(count + 1))
        found += thresholds.map { .atLeast($0, parts) }
      }
    }
    return found
  }

  /// Every list of so many formulas with so many operators and leaves between them.
  private mutating func lists(_ size: Size) -> [[Formula<Void>]] {
    if size.parts == 0 { return size.operators == 0 && size.leaves == 0 ? [[]] : [] }
    if let found = known[size] { return found }
    var found: [[Formula<Void>]] = []
    for operators in 0...size.operators {
      for leaves in 0...size.leaves where operators + leaves > 0 {
        let firsts = formulas(operators: operators, leaves: leaves)
        if firsts.isEmpty { continue }
        let rests = lists(
          Size(
            parts: size.parts - 1, operators: size.operators - operators,
            leaves: size.leaves - leaves))
        for first in firsts { found += rests.map { [first] + $0 } }
      }
    }
    known[size] = found
    return found
  }
}
