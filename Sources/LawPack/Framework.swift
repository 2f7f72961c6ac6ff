public import CivilTime
public import EvidenceLogic

/// A body of rules with one test: an offence, a policy's definition, an identification test, a group test.
public struct Framework: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case identification = "identification-test"
    case offence
    case group = "group-test"
    case policy = "policy-definition"
    case analytic
  }

  /// Whom the test is about.
  public enum Subject: String, Sendable, Hashable, Codable, CaseIterable {
    case child, suspect, group
  }

  /// Which day chooses the text.
  public enum Governing: String, Sendable, Hashable, Codable, CaseIterable {
    /// The day of the conduct.
    case conduct
    /// The day of the decision.
    case decision
    /// No day: a definition that may be used to analyse any.
    case analysis
  }

  /// The days on which the text is or was the law.
  public struct InForce: Sendable, Hashable, Codable {
    public var from: CivilDate?
    public var to: CivilDate?
    public var cite: String
    public var status: Verification

    public init(from: CivilDate?, to: CivilDate?, cite: String, status: Verification) {
      self.from = from
      self.to = to
      self.cite = cite
      self.status = status
    }

    public var days: DayRange { DayRange(from, to) }
  }

  /// What becomes of one event that spans a commencement.
  public struct Straddle: Sendable, Hashable, Codable {
    public enum Edge: String, Sendable, Hashable, Codable, CaseIterable {
      case start, end
    }
    public enum Effect: String, Sendable, Hashable, Codable, CaseIterable {
      /// This text governs the whole event.
      case governs
      /// This text leaves the whole event to the older one.
      case yields
    }

    public var at: Edge
    public var effect: Effect
    public var cite: String
    public var says: String

    public init(at edge: Edge, effect: Effect, cite: String, says: String) {
      self.at = edge
      self.effect = effect
      self.cite = cite
      self.says = says
    }
  }

  /// A fact that the text says does not matter.
  public struct Irrelevance: Sendable, Hashable, Codable {
    public var fact: String
    public var cite: String
    public var says: String

    public init(fact: String, cite: String, says: String) {
      self.fact = fact
      self.cite = cite
      self.says = says
    }
  }

  public var id: String
  public var title: String
  /// The title where room is short.
  public var short: String
  public var kind: Kind
  public var about: Subject
  public var jurisdiction: String
  public var governsBy: Governing
  /// Nil for a definition that no instrument commenced.
  public var inForce: InForce?
  public var straddle: [Straddle]
  public var status: Verification
  public var elements: [Element]
  /// The test, over the indices of `elements`.
  public var test: Formula<Int>
  /// The name of each branch of the test that has one, by the element with which it begins.
  public var routes: [Int: String]
  /// One event must satisfy all elements.
  public var eventSame: Bool
  public var irrelevant: [Irrelevance]
  /// What a closure may not rely on the absence of, in the tokens of `Law/factors.yaml`.
  public var notNeeded: [String]
  /// Pathways that it opens.
  public var opens: [String]
  /// Shown beside the answer, no part of it.
  public var childLink: Formula<LawLeaf>?
  public var notes: [String]
  public var read: String?
  /// The instrument.
  public var act: String
  public var actCite: String?
  /// The file that holds it, relative to `Law/`.
  public var file: String

  public init(
    id: String, title: String, short: String, kind: Kind, about: Subject, jurisdiction: String,
    governsBy: Governing, inForce: InForce?, straddle: [Straddle], status: Verification,
    elements: [Element], test: Formula<Int>, routes: [Int: String], eventSame: Bool,
    irrelevant: [Irrelevance], notNeeded: [String], opens: [String],
    childLink: Formula<LawLeaf>?, notes: [String], read: String?, act: String, actCite: String?,
    file: String
  ) {
    self.id = id
    self.title = title
    self.short = short
    self.kind = kind
    self.about = about
    self.jurisdiction = jurisdiction
    self.governsBy = governsBy
    self.inForce = inForce
    self.straddle = straddle
    self.status = status
    self.elements = elements
    self.test = test
    self.routes = routes
    self.eventSame = eventSame
    self.irrelevant = irrelevant
    self.notNeeded = notNeeded
    self.opens = opens
    self.childLink = childLink
    self.notes = notes
    self.read = read
    self.act = act
    self.actCite = actCite
    self.file = file
  }

  /// "s 58 Sexual Offences Act 2003" is for people; this is for the days: `2004-05-01/2013-04-05`, open ends `..`.
  public var period: String? {
    inForce.map { "\($0.from?.description ?? "..")/\($0.to?.description ?? "..")" }
  }

  /// Whether the text is the law on a day; a definition that no instrument commenced always is.
  public func isInForce(on day: CivilDate) -> Bool { inForce?.days.contains(day) ?? true }
}
