/// The values in which a question about a case is answered.
///
/// A question is a lattice: `meet` is what it says of `all`, `join` of `any`. To ask a new question of every framework,
/// write one conforming type; the evaluator and the law stay as they are.
///
/// Conforming types are distributive, and no two values above `bottom` meet in `bottom`; the tests hold every lattice
/// of the project to both laws.
public protocol Lattice: Equatable, Sendable {
  /// Nothing supports it.
  static var bottom: Self { get }
  /// It needs no support.
  static var top: Self { get }
  func meet(_ other: Self) -> Self
  func join(_ other: Self) -> Self
  /// The value of *at least `count` of these*. A default is given; a lattice may know a quicker way.
  static func atLeast(_ count: Int, of values: [Self]) -> Self
}

extension Lattice {
  /// Builds up, value by value, what is known of *at least k of the values so far*; right in any distributive lattice.
  @inlinable
  public static func atLeast(_ count: Int, of values: [Self]) -> Self {
    guard count > 0 else { return .top }
    guard count <= values.count else { return .bottom }
    var reached = [Self](repeating: .bottom, count: count + 1)
    reached[0] = .top
    for value in values {
      for k in stride(from: count, through: 1, by: -1) {
        reached[k] = reached[k].join(reached[k - 1].meet(value))
      }
    }
    return reached[count]
  }
}

/// Is there anything at all? The smallest lattice.
extension Bool: Lattice {
  @inlinable
  public static var bottom: Bool { false }
  @inlinable
  public static var top: Bool { true }
  @inlinable
  public func meet(_ other: Bool) -> Bool { self && other }
  @inlinable
  public func join(_ other: Bool) -> Bool { self || other }
}
