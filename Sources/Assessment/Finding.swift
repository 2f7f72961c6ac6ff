public import CivilTime
public import EvidenceLogic
public import LawPack

/// The answer to one legal question about one child, or about the group, with its reasons.
///
/// It never changes, and is shared rather than copied: there is one for every framework and everybody in a record.
public final class Finding: Sendable {
  public let framework: Framework
  /// A child's id, or `Assessment.group`.
  public let about: String
  public let state: State
  public let narrow: State
  public let broad: State
  /// For a test that follows the day of the conduct: whether the state would be the same on conduct that lies wholly inside the days it governed.
  public let dates: Dates?
  /// The kind of source on which the weakest link rests; nil unless the test is met.
  public let weakest: SourceClass?
  public let elements: [ElementFinding]
  /// Rule 6: for offences, each named suspect's own answer. For a charging lawyer; it says nothing of those who help.
  public let suspects: [(id: String, state: State)]
  public let marks: Marks
  /// What it would say had it been in force: analysis, never an offence.
  public let asIfInForce: State?
  public let considered: Considered
  /// What was done with events that span a commencement, and what the law presumes of uncertain days.
  public let straddles: [Framework.Straddle]
  /// From what the answer was worked out, so that further questions can be put to it.
  let derivation: Derivation

  init(
    framework: Framework, about: String, state: State, narrow: State, broad: State, dates: Dates?,
    weakest: SourceClass?, elements: [ElementFinding], suspects: [(id: String, state: State)],
    marks: Marks, asIfInForce: State?, considered: Considered, straddles: [Framework.Straddle],
    derivation: Derivation
  ) {
    self.framework = framework
    self.about = about
    self.state = state
    self.narrow = narrow
    self.broad = broad
    self.dates = dates
    self.weakest = weakest
    self.elements = elements
    self.suspects = suspects
    self.marks = marks
    self.asIfInForce = asIfInForce
    self.considered = considered
    self.straddles = straddles
    self.derivation = derivation
  }

  /// How the days of the conduct fit the days that the text governed.
  public struct Dates: Sendable, Hashable {
    public let isCertain: Bool
    /// The state on conduct that lies wholly inside.
    public let certainState: State
  }

  /// What a reader must know before using the answer.
  public struct Marks: Sendable, Hashable {
    /// A definition used to analyse; no day made it law for this.
    public var isAnalysis = false
    /// Another jurisdiction's law: shown beside, owing no duty.
    public var isComparison = false
    /// About several people together: what fits one may not fit another.
    public var isPooled = false
    /// An unknown age was taken as a child's (U9).
    public var assumesChild = false
  }

  /// What would complete a test, in one reading.
  public struct Missing: Sendable, Hashable {
    /// The smallest sets of facts that would, smallest first, each by its label and fact.
    public let sets: [[FactLabel]]
    public let isExact: Bool
    /// Facts that are contradicted, and so are not offered.
    public let blockedBy: [String]
  }

  public struct FactLabel: Sendable, Hashable {
    public let label: String
    public let fact: String
  }

  /// Whether anybody ever asked.
  public enum Considered: Sendable, Hashable {
    /// The latest recorded answer, at this place in the record's responses.
    case answered(response: Int)
    /// It was law here when something was decided, and nobody recorded an answer (rule 13).
    case never
    /// It could not have been asked: another jurisdiction's, or not law then.
    case notAsked
  }
}

/// One element's answer.
public struct ElementFinding: Sendable {
  public let element: Element
  /// Nil where no fact may decide it.
  public let state: State?
  public let narrow: State?
  public let broad: State?
  public let weakest: SourceClass?
  /// Each thing that the element accepts, with what the record holds on it.
  public let leaves: [LeafFinding]

  /// What supports the element and what opposes it, in the order of the record.
  public var supporting: [Atom] { unique(leaves.flatMap(\.supporting)) }
  public var opposing: [Atom] { unique(leaves.flatMap(\.opposing)) }

  private func unique(_ atoms: [Atom]) -> [Atom] {
    var seen: Set<Atom> = []
    return atoms.filter { seen.insert($0).inserted }
  }
}

/// What the record holds on one fact, or one other framework, that an element accepts.
public struct LeafFinding: Sendable, Hashable {
  public let label: String
  /// The fact asked, or the framework built on.
  public let leaf: LawLeaf
  /// Counted on the broad reading alone.
  public let isBroadOnly: Bool
  public let state: State
  public let supporting: [Atom]
  public let opposing: [Atom]
}

/// When it could have been known.
public struct KnownSince: Sendable, Hashable {
  public struct Day: Sendable, Hashable {
    /// The first day on which the file certainly met the test.
    public let day: CivilDate
    /// The first day on which it may have, where a source's day is uncertain.
    public let earliest: CivilDate
  }

  /// On the files of all bodies together.
  public let together: Day?
  /// On each body's own file; nil where it never did, alone.
  public let agencies: [(agency: String, day: Day?)]
  /// The reading on which it was met.
  public let reading: Reading

  public static func == (left: KnownSince, right: KnownSince) -> Bool {
    left.together == right.together && left.reading == right.reading
      && left.agencies.elementsEqual(right.agencies) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(together)
    for (agency, day) in agencies {
      hasher.combine(agency)
      hasher.combine(day)
    }
  }
}
