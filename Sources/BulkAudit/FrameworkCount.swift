import EvidenceLogic

/// For one framework, how many children, or cases for a test about a group, have each answer under their own law.
public struct FrameworkCount: Sendable, Hashable, Codable {
  public var framework: String
  /// Whether it is asked of cases rather than of children.
  public var isAboutGroup: Bool
  public var evidenced = 0
  public var arguable = 0
  public var disputed = 0
  public var contradicted = 0
  public var notYetEvidenced = 0
  public var notInForce = 0
  /// Of all of them, those about whom nobody recorded an answer though it was law when something was decided.
  public var neverConsidered = 0
  /// Of those, the ones who meet the test on some reading.
  public var metAndNeverConsidered = 0

  public init(framework: String, isAboutGroup: Bool) {
    self.framework = framework
    self.isAboutGroup = isAboutGroup
  }

  /// All to whom the law is their own.
  public var total: Int {
    evidenced + arguable + disputed + contradicted + notYetEvidenced + notInForce
  }

  public var met: Int { evidenced + arguable + disputed }

  public static func += (left: inout FrameworkCount, right: FrameworkCount) {
    left.evidenced += right.evidenced
    left.arguable += right.arguable
    left.disputed += right.disputed
    left.contradicted += right.contradicted
    left.notYetEvidenced += right.notYetEvidenced
    left.notInForce += right.notInForce
    left.neverConsidered += right.neverConsidered
    left.metAndNeverConsidered += right.metAndNeverConsidered
  }

  mutating func add(_ counted: Standing.Counted) {
    guard let standing = counted.standing else { return }
    switch standing {
    case .evidenced: evidenced += 1
    case .arguable: arguable += 1
    case .disputed: disputed += 1
    case .contradicted: contradicted += 1
    case .notYetEvidenced: notYetEvidenced += 1
    case .notInForce: notInForce += 1
    }
    if counted.isNever {
      neverConsidered += 1
      if standing.isMet { metAndNeverConsidered += 1 }
    }
  }
}

/// How a child, or a case, is counted under a framework of its own law.
enum Standing: UInt8 {
  case evidenced = 1
  case arguable, disputed, contradicted, notYetEvidenced, notInForce

  var isMet: Bool {
    switch self {
    case .evidenced, .arguable, .disputed: true
    case .contradicted, .notYetEvidenced, .notInForce: false
    }
  }

  /// In one byte, with whether the framework was never considered.
  struct Counted: RawRepresentable {
    var rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ standing: Standing, isNever: Bool) {
      rawValue = standing.rawValue | (isNever ? 8 : 0)
    }

    /// Nil where the law is not its own.
    var standing: Standing? { Standing(rawValue: rawValue & 7) }
    var isNever: Bool { rawValue & 8 != 0 }
  }
}
