public import CivilTime

/// What a law's formula asks at a leaf: a fact with conditions, or another framework.
public enum LawLeaf: Sendable, Hashable {
  case fact(FactTest)
  case framework(FrameworkReference)

  /// What it asks in one line: the label of the fact's test, or the id of the framework.
  public var label: String {
    switch self {
    case .fact(let test): test.label
    case .framework(let reference): reference.id
    }
  }
}

/// A fact, and the conditions under which a provision accepts it.
public struct FactTest: Sendable, Hashable {
  /// Whom a count of distinct people counts.
  public enum Counted: String, Sendable, Hashable, CaseIterable {
    case suspect, child
  }

  /// A role that the statement must state, with one of these words.
  public struct Condition: Sendable, Hashable {
    public var role: String
    public var words: [String]

    /// The word that accepts a statement which does not give the role at all.
    public static let unstated = "unstated"

    public init(role: String, words: [String]) {
      self.role = role
      self.words = words
    }
  }

  public var fact: String
  /// So many distinct people, or a stated number of at least so many.
  public var atLeast: Int?
  public var of: Counted?
  /// Only conduct that may have been on or after this day.
  public var since: CivilDate?
  /// Only conduct when the child was under this age, in years.
  public var childUnder: Int?
  public var conditions: [Condition]

  public init(
    fact: String, atLeast: Int? = nil, of counted: Counted? = nil, since: CivilDate? = nil,
    childUnder: Int? = nil, conditions: [Condition] = []
  ) {
    self.fact = fact
    self.atLeast = atLeast
    self.of = counted
    self.since = since
    self.childUnder = childUnder
    self.conditions = conditions
  }

  /// The test in one line, such as `offenders (at least 3)`: the name under which a missing fact is listed.
  public var label: String {
    var parts: [String] = []
    if let atLeast {
      parts.append("at least \(atLeast)" + (of.map { ", of: \($0.rawValue)" } ?? ""))
    }
    parts += conditions.map { "\($0.role): \($0.words.joined(separator: " or "))" }
    if let childUnder { parts.append("child under \(childUnder)") }
    if let since { parts.append("since \(since)") }
    return parts.isEmpty ? fact : "\(fact) (\(parts.joined(separator: "; ")))"
  }
}

/// A test that builds on another framework's.
public struct FrameworkReference: Sendable, Hashable {
  public var id: String
  /// The reading that is built on; nil inherits the reading that is being evaluated.
  public var reading: String?
  /// Takes the other framework's conduct without the days for which it was in force.
  public var asConduct: Bool

  public init(id: String, reading: String? = nil, asConduct: Bool = false) {
    self.id = id
    self.reading = reading
    self.asConduct = asConduct
  }
}
