/// One fact that a record may state and that a test may ask about, as `Law/vocabulary.yaml` names it.
public struct Fact: Sendable, Hashable, Codable {
  /// How a statement of the fact is made.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Something happened: who, when, where.
    case event
    /// Something was so over time.
    case circumstance
    /// So many people.
    case number
  }

  /// What the fact tells about a child. A fact may serve a test whatever it shows: the test decides, not this mark.
  public enum Shows: String, Sendable, Hashable, Codable, CaseIterable {
    /// Harm has happened or was intended.
    case harm
    /// Something made harm more likely.
    case circumstance
    /// What an institution did or did not do.
    case response
  }

  /// What Heed also works out from recorded dates of birth.
  public enum Computed: String, Sendable, Hashable, Codable, CaseIterable {
    case under18 = "age-under-18"
    case under16 = "age-under-16"
    case under13 = "age-under-13"
    case suspectAdult = "suspect-adult"
    case suspectOlder = "suspect-older"

    /// The age under which the fact says that the child was.
    public var years: Int? {
      switch self {
      case .under18: 18
      case .under16: 16
      case .under13: 13
      case .suspectAdult, .suspectOlder: nil
      }
    }
  }

  /// Evidence for one fact that is evidence against a number of another.
  public struct Denial: Sendable, Hashable, Codable {
    public var fact: String
    public var atLeast: Int

    public init(fact: String, atLeast: Int) {
      self.fact = fact
      self.atLeast = atLeast
    }
  }

  public var name: String
  /// The heading under which it is listed.
  public var group: String
  public var kind: Kind
  public var shows: Shows?
  /// The question, for a professional; never one to put to a child.
  public var ask: String
  /// Where an answer may already be held.
  public var foundIn: [String]
  /// The roles that this fact has besides the common ones, each with its closed list of words.
  public var roles: [String: [String]]
  /// Facts that hold wherever this one does: evidence for runs forward, evidence against runs back.
  public var implies: [String]
  public var denies: [Denial]
  /// May be shown, never counts against anything.
  public var isNeverAgainst: Bool
  public var computed: Computed?
  /// For a number: the facts whose named people are counted too; `harm` stands for every fact that shows harm.
  public var countedFrom: [String]
  public var note: String?

  public init(
    name: String, group: String, kind: Kind, shows: Shows? = nil, ask: String,
    foundIn: [String] = [], roles: [String: [String]] = [:], implies: [String] = [],
    denies: [Denial] = [], isNeverAgainst: Bool = false, computed: Computed? = nil,
    countedFrom: [String] = [], note: String? = nil
  ) {
    self.name = name
    self.group = group
    self.kind = kind
    self.shows = shows
    self.ask = ask
    self.foundIn = foundIn
    self.roles = roles
    self.implies = implies
    self.denies = denies
    self.isNeverAgainst = isNeverAgainst
    self.computed = computed
    self.countedFrom = countedFrom
    self.note = note
  }
}
