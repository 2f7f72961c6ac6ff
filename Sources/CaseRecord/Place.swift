/// Somewhere that a statement speaks of.
public struct Place: Sendable, Hashable {
  public var id: String
  public var kind: String?
  public var street: String?
  public var town: String?
  public var policeForce: String?
  /// `england`, `wales`, `scotland`, `northern-ireland`, or another country's name.
  public var country: String?

  public init(
    id: String, kind: String? = nil, street: String? = nil, town: String? = nil,
    policeForce: String? = nil, country: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.street = street
    self.town = town
    self.policeForce = policeForce
    self.country = country
  }

  /// Whether the place is in the United Kingdom; nil where the record does not say.
  public var isInUnitedKingdom: Bool? {
    country.map {
      ["england", "wales", "scotland", "northern-ireland", "united-kingdom"].contains($0)
    }
  }
}

/// A vehicle, telephone, account or other thing that a statement speaks of.
public struct Thing: Sendable, Hashable {
  public var id: String
  public var kind: String?
  public var mark: String?

  public init(id: String, kind: String? = nil, mark: String? = nil) {
    self.id = id
    self.kind = kind
    self.mark = mark
  }
}
