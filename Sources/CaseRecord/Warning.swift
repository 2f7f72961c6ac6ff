public import CivilTime

/// Somebody telling a body that a child may be in danger.
public struct Warning: Sendable, Hashable {
  public var id: String
  public var about: [String]
  public var raisedByRole: String?
  public var raisedByAgency: String?
  public var on: UncertainDate?
  public var to: String?
  public var sources: [String]
  public var acknowledged: UncertainDate?
  public var outcome: String?

  public init(
    id: String, about: [String], raisedByRole: String? = nil, raisedByAgency: String? = nil,
    on: UncertainDate? = nil, to: String? = nil, sources: [String] = [],
    acknowledged: UncertainDate? = nil, outcome: String? = nil
  ) {
    self.id = id
    self.about = about
    self.raisedByRole = raisedByRole
    self.raisedByAgency = raisedByAgency
    self.on = on
    self.to = to
    self.sources = sources
    self.acknowledged = acknowledged
    self.outcome = outcome
  }
}
