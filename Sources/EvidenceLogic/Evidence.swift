/// The evidence on one question, both ways: what speaks for it and what speaks against it.
///
/// Evidence points two ways and neither side cancels the other, so a value is a pair. `all` meets what is for and joins
/// what is against; `any` does the opposite; `not` swaps them.
///
/// - Source: the product bilattice of Ginsberg (1988) and Fitting (1991); over `Bool` it is Belnap's four values.
public struct Evidence<Side: Lattice>: Equatable, Sendable {
  public var `for`: Side
  public var against: Side

  @inlinable
  public init(for supporting: Side, against opposing: Side) {
    self.for = supporting
    self.against = opposing
  }

  /// Nothing either way.
  @inlinable
  public static var unknown: Evidence { Evidence(for: .bottom, against: .bottom) }

  /// Whether both sides have something.
  @inlinable
  public var isConflict: Bool { self.for != .bottom && against != .bottom }

  @inlinable
  public var negated: Evidence { Evidence(for: against, against: self.for) }
}

/// The order of truth: more for, less against.
extension Evidence: Lattice {
  @inlinable
  public static var bottom: Evidence { Evidence(for: .bottom, against: .top) }
  @inlinable
  public static var top: Evidence { Evidence(for: .top, against: .bottom) }

  @inlinable
  public func meet(_ other: Evidence) -> Evidence {
    Evidence(for: self.for.meet(other.for), against: against.join(other.against))
  }

  @inlinable
  public func join(_ other: Evidence) -> Evidence {
    Evidence(for: self.for.join(other.for), against: against.meet(other.against))
  }

  /// At least N of M fails when M - N + 1 of them fail.
  @inlinable
  public static func atLeast(_ count: Int, of values: [Evidence]) -> Evidence {
    Evidence(
      for: Side.atLeast(count, of: values.map(\.for)),
      against: Side.atLeast(values.count - count + 1, of: values.map(\.against)))
  }
}
