extension Person {
  /// A number or name under which a body already knows a person: what shows that two cases speak of one.
  ///
  /// It is recorded, never worked out, and it is no evidence of anything but who is meant.
  public struct Identifier: Sendable, Hashable {
    /// Which series of numbers it is of.
    public enum Scheme: String, Sendable, Hashable, CaseIterable {
      case policeNationalComputer = "police-national-computer"
      case policeReference = "police-reference"
      case nhsNumber = "nhs-number"
      case pupilNumber = "unique-pupil-number"
      case socialCareReference = "social-care-reference"
      case healthReference = "health-reference"
      case licence
      case drivingLicence = "driving-licence"
      case telephone

      /// Whether each body counts for itself, so that the number alone could be two people's.
      public var needsIssuer: Bool {
        switch self {
        case .policeReference, .socialCareReference, .healthReference, .licence: true
        case .policeNationalComputer, .nhsNumber, .pupilNumber, .drivingLicence, .telephone: false
        }
      }
    }

    public var scheme: Scheme
    /// The body that gave it, as `body/office`.
    public var issuer: String?
    public var value: String

    public init(scheme: Scheme, issuer: String? = nil, value: String) {
      self.scheme = scheme
      self.issuer = issuer
      self.value = value
    }
  }
}
