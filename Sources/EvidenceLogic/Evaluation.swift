// The evaluator. Every question that is put to the law goes through `value`.

/// The two ways in which evidence points.
public enum EvidenceSide: Sendable, Hashable {
  case `for`, against

  public var opposite: EvidenceSide { self == .for ? .against : .for }
}

extension Formula {
  /// What speaks for the formula, or against it, given what each leaf is worth on either side.
  ///
  /// One function for every question: the lattice says what is asked. `all` meets what is for and joins what is against,
  /// `any` does the opposite, `not` asks the other side, and at least N of M fails when M - N + 1 of them fail.
  @inlinable
  public func value<Value: Lattice>(
    _ side: EvidenceSide, _ leaf: (Leaf, EvidenceSide) -> Value
  ) -> Value {
    switch self {
    case .leaf(let it): return leaf(it, side)
    case .not(let part): return part.value(side.opposite, leaf)
    case .all(let parts):
      return side == .for ? Formula.met(parts, side, leaf) : Formula.joined(parts, side, leaf)
    case .any(let parts):
      return side == .for ? Formula.joined(parts, side, leaf) : Formula.met(parts, side, leaf)
    case .atLeast(let count, let parts):
      let needed = side == .for ? count : parts.count - count + 1
      return .atLeast(needed, of: parts.map { $0.value(side, leaf) })
    }
  }

  @inlinable
  static func met<Value: Lattice>(
    _ parts: [Formula], _ side: EvidenceSide, _ leaf: (Leaf, EvidenceSide) -> Value
  ) -> Value {
    var answer = Value.top
    for part in parts {
      answer = answer.meet(part.value(side, leaf))
      if answer == .bottom { break }
    }
    return answer
  }

  @inlinable
  static func joined<Value: Lattice>(
    _ parts: [Formula], _ side: EvidenceSide, _ leaf: (Leaf, EvidenceSide) -> Value
  ) -> Value {
    var answer = Value.bottom
    for part in parts {
      answer = answer.join(part.value(side, leaf))
      if answer == .top { break }
    }
    return answer
  }

  /// The evidence on the formula, both ways, given the evidence on each leaf.
  @inlinable
  public func evaluate<Value: Lattice>(_ leaf: (Leaf) -> Evidence<Value>) -> Evidence<Value> {
    func side(of it: Leaf, _ side: EvidenceSide) -> Value {
      let evidence = leaf(it)
      return side == .for ? evidence.for : evidence.against
    }
    return Evidence(for: value(.for, side), against: value(.against, side))
  }

  /// The value of a formula whose leaves have one side only, such as the statements that support a fact.
  @inlinable
  public func support<Value: Lattice>(_ leaf: (Leaf) -> Value) -> Value {
    value(.for) { it, side in side == .for ? leaf(it) : .bottom }
  }

  /// The state of the formula, given the evidence on each leaf.
  ///
  /// Leaves that have both sides are first taken as unknown. What is then true (Kleene) is evidenced, and what is then
  /// false is contradicted. Of the rest, what is met once both sides count is disputed, however many other ways of meeting
  /// it stand open; and what is not is not yet evidenced: a disputed element beside one that nobody has spoken of is
  /// unfinished, not disproved.
  @inlinable
  public func state<Value: Lattice>(_ leaf: (Leaf) -> Evidence<Value>) -> State {
    func unopposed(_ side: EvidenceSide) -> Value {
      value(side) { it, side in
        let evidence = leaf(it)
        return evidence.isConflict ? .bottom : side == .for ? evidence.for : evidence.against
      }
    }
    if unopposed(.for) != .bottom { return .evidenced }
    if unopposed(.against) != .bottom { return .contradicted }
    let supported = value(.for) { it, side in
      let evidence = leaf(it)
      return side == .for ? evidence.for : evidence.against
    }
    return supported == .bottom ? .notYetEvidenced : .disputed
  }
}
