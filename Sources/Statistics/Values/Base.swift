/// What is counted. One is never another: a victim is counted once for each offence among offences, and a child once for
/// each assessment among assessments.
///
/// - Source: Documentation/practice/statistics.md, "Base is always stated".
public enum CountedUnit: String, CaseIterable, Hashable, Sendable {
  case offences, incidents, crimes, operations, arrests, charges
  case suspects, defendants, offenders
  case victims, children, people, residents
  case assessments, plans, referrals, reports, warnings, decisions
  case cases, sources, statements, responses
}

/// The things of which a figure counts some: what they are, and which of them.
public struct Base: Hashable, Sendable {
  public let unit: CountedUnit
  /// Which of them, such as `group-based`; empty if all.
  public let scope: String

  public init(_ unit: CountedUnit, _ scope: String = "") {
    self.unit = unit
    self.scope = scope
  }
}

extension Base: CustomStringConvertible {
  /// `suspects (group-based)`.
  public var description: String {
    scope.isEmpty ? unit.rawValue : "\(unit.rawValue) (\(scope))"
  }
}
