public import CivilTime

/// One source saying that one fact was, or was not, so.
public struct Statement: Sendable, Hashable {
  /// How a stated number is meant.
  public enum Count: String, Sendable, Hashable, CaseIterable {
    case atLeast = "at-least"
    case exactly
  }

  /// A fact of `Law/vocabulary.yaml`.
  public var fact = ""
  public var children: [String] = []
  /// Who did it, where the source names anyone.
  public var by: [String] = []
  public var with: [String] = []
  public var from: String?
  public var to: String?
  /// The roles that the fact declares, each with the words stated.
  public var roles: [String: [String]] = [:]
  public var number: Int?
  public var count = Count.atLeast
  /// Statements of one event share this.
  public var event: String?
  /// The days within which it happened; never that it went on throughout them.
  public var when: UncertainDate?
  public var says = true
  public var source = ""
  public var note: String?

  /// One of which nothing is told yet, to be filled in where it stands: to hand on so large a value would copy it.
  package init() {}

  public init(
    fact: String, children: [String] = [], by: [String] = [], with: [String] = [],
    from: String? = nil, to: String? = nil, roles: [String: [String]] = [:], number: Int? = nil,
    count: Count = .atLeast, event: String? = nil, when: UncertainDate? = nil, says: Bool,
    source: String, note: String? = nil
  ) {
    self.fact = fact
    self.children = children
    self.by = by
    self.with = with
    self.from = from
    self.to = to
    self.roles = roles
    self.number = number
    self.count = count
    self.event = event
    self.when = when
    self.says = says
    self.source = source
    self.note = note
  }
}
