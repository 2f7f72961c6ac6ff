public import CivilTime

/// A person in the record, or several unnamed ones that it speaks of together.
public struct Person: Sendable, Hashable {
  public enum Role: String, Sendable, Hashable, CaseIterable {
    case child, suspect, adult, professional
  }

  public var id = ""
  public var role = Role.child
  public var born: UncertainDate?
  /// The source of the date of birth; where none is named, the record itself.
  public var bornSource: String?
  /// Whom this entry stands for, where it is several people: *some of them, perhaps different ones*.
  public var standsFor: String?
  /// Under what bodies know this person, where it is recorded.
  public var identifiers: [Identifier] = []

  /// Whether the entry stands for several people, so that nothing may be said of any one of them.
  public var isPooled: Bool { standsFor != nil }

  /// One of which nothing is told yet, to be filled in where it stands: to hand on so large a value would copy it.
  package init() {}

  public init(
    id: String, role: Role, born: UncertainDate? = nil, bornSource: String? = nil,
    standsFor: String? = nil, identifiers: [Identifier] = []
  ) {
    self.id = id
    self.role = role
    self.born = born
    self.bornSource = bornSource
    self.standsFor = standsFor
    self.identifiers = identifiers
  }
}
