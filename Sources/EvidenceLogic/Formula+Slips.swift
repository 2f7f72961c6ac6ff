/// One slip of the pen in a formula: what was changed, and what then stands there.
public struct Slip<Leaf> {
  public var what: String
  public var formula: Formula<Leaf>

  public init(_ what: String, _ formula: Formula<Leaf>) {
    self.what = what
    self.formula = formula
  }
}

extension Slip: Sendable where Leaf: Sendable {}

extension Formula {
  /// Every formula that one slip would make of this one: *all* for *any*, *any* for *all*, one more or one fewer under *at least*, a part left
  /// out, a *not* left out.
  ///
  /// A test that no example tells from one of these is not held by its examples. A connective with one part has no slip of its own, and the
  /// only part of a formula is not left out.
  public var slips: [Slip<Leaf>] {
    switch self {
    case .leaf: return []
    case .not(let part):
      return [Slip("not left out", part)] + part.slips.map { Slip($0.what, .not($0.formula)) }
    case .all(let parts):
      return (parts.count > 1 ? [Slip("any for all", .any(parts))] : [])
        + Formula.slips(of: parts) { .all($0) }
    case .any(let parts):
      return (parts.count > 1 ? [Slip("all for any", .all(parts))] : [])
        + Formula.slips(of: parts) { .any($0) }
    case .atLeast(let count, let parts):
      return [
        Slip("at least \(count + 1) for \(count)", .atLeast(count + 1, parts)),
        Slip("at least \(count - 1) for \(count)", .atLeast(count - 1, parts)),
      ] + Formula.slips(of: parts) { .atLeast(count, $0) }
    }
  }

  private static func slips(of parts: [Formula], _ joined: ([Formula]) -> Formula)
    -> [Slip<Leaf>]
  {
    var slips: [Slip<Leaf>] = []
    for (index, part) in parts.enumerated() {
      if parts.count > 1 {
        var rest = parts
        rest.remove(at: index)
        slips.append(Slip("part \(index + 1) of \(parts.count) left out", joined(rest)))
      }
      slips += part.slips.map { slip in
        var changed = parts
        changed[index] = slip.formula
        return Slip(slip.what, joined(changed))
      }
    }
    return slips
  }

  /// The same formula with the leaf at one place, counted in reading order, made into another.
  public func replacingLeaf(at place: Int, with leaf: Leaf) -> Formula {
    var next = 0
    return substituting { old in
      defer { next += 1 }
      return .leaf(next == place ? leaf : old)
    }
  }
}
