public import CivilTime
public import EvidenceLogic

/// A body of rules with one test: an offence, a policy's definition, an identification test, a group test.
public struct Framework: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case identification = "identification-test"
    case offence
    case group = "group-test"
    case policy = "policy-definition"
    case analytic
    /// What a child who is accused may say.
    case defence
  }

  /// What frameworks of other days and places are counterparts of one another in.
  public enum Family: String, Sendable, Hashable, CaseIterable {
    case trafficking, slavery, identification
    case sexualExploitation = "sexual-exploitation"
    case sexualOffence = "sexual-offence"
    case childSexualAbuse = "child-sexual-abuse"
    case childSexualExploitation = "child-sexual-exploitation"
    case groupExploitation = "group-exploitation"
    case organisedCrime = "organised-crime"
    case gang
    case criminalExploitation = "criminal-exploitation"
    case commercialExploitation = "commercial-exploitation"
    case conspiracy, defence
  }

  /// Whom the test is about.
  public enum Subject: String, Sendable, Hashable, CaseIterable {
    case child, suspect, group
  }

  /// Which day chooses the text.
  public enum Governing: String, Sendable, Hashable, CaseIterable {
    /// The day of the conduct.
    case conduct
    /// The day of the decision.
    case decision
    /// No day: a definition that may be used to analyse any.
    case analysis
  }

  /// The days on which the text is or was the law.
  public struct InForce: Sendable, Hashable {
    public var from: CivilDate?
    public var to: CivilDate?
    /// The day on which a text was enacted that nobody is known to have commenced: it governs no day.
    public var uncommenced: CivilDate?
    public var cite: String
    public var status: Verification

    public init(
      from: CivilDate?, to: CivilDate?, uncommenced: CivilDate? = nil, cite: String,
      status: Verification
    ) {
      self.from = from
      self.to = to
      self.uncommenced = uncommenced
      self.cite = cite
      self.status = status
    }

    /// The days governed; empty for a text that is not known to have been commenced.
    public var days: DayRange {
      if let uncommenced {
        DayRange(uncommenced.adding(days: 1), uncommenced)
      } else {
        DayRange(from, to)
      }
    }
  }

  /// The greatest term of imprisonment that an offence carries on indictment.
  public struct Penalty: Sendable, Hashable {
    /// In years; nil for life.
    public var years: Int?
    public var cite: String
    /// On what it depends, where the section has several.
    public var says: String?
    public var status: Verification

    public init(years: Int?, cite: String, says: String? = nil, status: Verification) {
      self.years = years
      self.cite = cite
      self.says = says
      self.status = status
    }

    /// Whether it is so many years or more.
    public func isAtLeast(_ least: Int) -> Bool { years.map { $0 >= least } ?? true }
  }

  /// The standard of the decision, in the words of its day.
  public struct Standard: Sendable, Hashable {
    public var says: String
    public var cite: String
    public var status: Verification

    public init(says: String, cite: String, status: Verification) {
      self.says = says
      self.cite = cite
      self.status = status
    }
  }

  /// What becomes of one event that spans a commencement.
  public struct Straddle: Sendable, Hashable {
    public enum Edge: String, Sendable, Hashable, CaseIterable {
      case start, end
    }
    public enum Effect: String, Sendable, Hashable, CaseIterable {
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

    /// The day that an event must span for the rule to apply to it, of a text that governs some days: its first, or the first after it; nil
    /// where the text has no such end.
    package func commencement(of days: DayRange) -> CivilDate? {
      switch at {
      case .start: days.earliest
      case .end: days.latest?.adding(days: 1)
      }
    }
  }

  /// A fact that the text says does not matter.
  public struct Irrelevance: Sendable, Hashable {
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
  /// Nil for a test that has no counterpart.
  public var family: Family?
  public var about: Subject
  public var jurisdiction: String
  public var governsBy: Governing
  /// Nil for a definition that no instrument commenced.
  public var inForce: InForce?
  public var straddle: [Straddle]
  /// For an offence; nil where it follows another's, as a conspiracy's does.
  public var penalty: Penalty?
  public var standard: Standard?
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
    id: String, title: String, short: String, kind: Kind, family: Family?, about: Subject,
    jurisdiction: String, governsBy: Governing, inForce: InForce?, straddle: [Straddle],
    penalty: Penalty? = nil, standard: Standard? = nil, status: Verification,
    elements: [Element], test: Formula<Int>, routes: [Int: String], eventSame: Bool,
    irrelevant: [Irrelevance], notNeeded: [String], opens: [String],
    childLink: Formula<LawLeaf>?, notes: [String], read: String?, act: String, actCite: String?,
    file: String
  ) {
    self.id = id
    self.title = title
    self.short = short
    self.kind = kind
    self.family = family
    self.about = about
    self.jurisdiction = jurisdiction
    self.governsBy = governsBy
    self.inForce = inForce
    self.straddle = straddle
    self.penalty = penalty
    self.standard = standard
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
    inForce.map { law in
      law.uncommenced == nil
        ? "\(law.from?.description ?? "..")/\(law.to?.description ?? "..")" : "not commenced"
    }
  }

  /// Whether the text is the law on a day; a definition that no instrument commenced always is.
  public func isInForce(on day: CivilDate) -> Bool { inForce?.days.contains(day) ?? true }
}
