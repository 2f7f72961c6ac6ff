/// A test as the law states it: `all`, `any`, `not` and `at least N`, over leaves. Nothing else.
///
/// A leaf is whatever the user of the library asks about: a fact with conditions in a law pack, one statement in a
/// grounded case, a number in a test. The formula does not know.
public indirect enum Formula<Leaf> {
  case leaf(Leaf)
  /// Every part. `all([])` is always met.
  case all([Formula])
  /// At least one part. `any([])` can never be met.
  case any([Formula])
  case not(Formula)
  /// At least so many of the parts.
  case atLeast(Int, [Formula])
}

extension Formula: Sendable where Leaf: Sendable {}
extension Formula: Equatable where Leaf: Equatable {}
extension Formula: Hashable where Leaf: Hashable {}
extension Formula: Encodable where Leaf: Encodable {}
extension Formula: Decodable where Leaf: Decodable {}

extension Formula {
  /// A formula that is always met.
  @inlinable
  public static var always: Formula { .all([]) }

  /// A formula that nothing meets.
  @inlinable
  public static var never: Formula { .any([]) }

  /// The same formula with every leaf replaced by a formula over other leaves.
  ///
  /// This is how a law pack opens a term and how a case grounds a fact: the structure stays, so nothing but the
  /// evaluator ever needs to walk a formula.
  @inlinable
  public func substituting<New, Failure: Error>(
    _ replacement: (Leaf) throws(Failure) -> Formula<New>
  ) throws(Failure) -> Formula<New> {
    func replaced(_ parts: [Formula]) throws(Failure) -> [Formula<New>] {
      var new: [Formula<New>] = []
      new.reserveCapacity(parts.count)
      for part in parts { new.append(try part.substituting(replacement)) }
      return new
    }
    switch self {
    case .leaf(let leaf): return try replacement(leaf)
    case .all(let parts): return .all(try replaced(parts))
    case .any(let parts): return .any(try replaced(parts))
    case .not(let part): return .not(try part.substituting(replacement))
    case .atLeast(let count, let parts): return .atLeast(count, try replaced(parts))
    }
  }

  /// Every leaf in reading order; a leaf that stands twice is given twice.
  ///
  /// It is negated if an odd number of negations stands above it.
  @inlinable
  public var leaves: [(leaf: Leaf, isNegated: Bool)] {
    var found: [(leaf: Leaf, isNegated: Bool)] = []
    collectLeaves(isNegated: false, into: &found)
    return found
  }

  @inlinable
  func collectLeaves(isNegated: Bool, into found: inout [(leaf: Leaf, isNegated: Bool)]) {
    switch self {
    case .leaf(let leaf): found.append((leaf, isNegated))
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      for part in parts { part.collectLeaves(isNegated: isNegated, into: &found) }
    case .not(let part): part.collectLeaves(isNegated: !isNegated, into: &found)
    }
  }

  /// The leaves that the formula cannot do without: those reached from the top through `all` alone.
  ///
  /// An `any` of one part counts as `all`. A leaf that happens to stand in every part of an `any` is not looked for.
  @inlinable
  public var required: [Leaf] {
    switch self {
    case .leaf(let leaf): [leaf]
    case .all(let parts): parts.flatMap(\.required)
    case .any(let parts) where parts.count == 1: parts[0].required
    case .any, .not, .atLeast: []
    }
  }
}
