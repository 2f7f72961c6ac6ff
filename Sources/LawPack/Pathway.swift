public import Calendars
public import Vocabulary

/// A kind of body that may owe a duty, as the first word of an agency in a record: `police/northmoor` is of the police.
public struct Body: Sendable, Hashable {
  public var name: String
  public var says: String
  /// Bodies that count as one of these too.
  public var includes: [String]

  public init(name: String, says: String, includes: [String] = []) {
    self.name = name
    self.says = says
    self.includes = includes
  }

  /// The word that stands for every body.
  public static let anyone = "any-practitioner"
}

/// Something that a state sets in motion: a duty, a power, an option, a right, a consequence.
///
/// It says what the law then asks or allows. Whether it was done is a matter of record; whether it should be is for people.
public struct Pathway: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Law, or guidance that has the force of law.
    case duty
    /// Guidance or practice expects it.
    case expected
    case power
    /// Something to consider; never advice.
    case option
    /// Of the child, the family or a witness.
    case right
    case support
    /// What a finding or a conviction brings with it.
    case consequence

    /// Whether somebody owes it, so that a day may pass with nothing done.
    public var isOwed: Bool { self == .duty || self == .expected }
  }

  /// For whom it changes something.
  public enum Change: String, Sendable, Hashable, CaseIterable {
    /// Units, powers, coordination.
    case policing
    /// Offences, orders, sentencing.
    case law
    /// Support, protection, rights.
    case victim
  }

  /// What opens it, or starts its clock.
  public enum Trigger: Sendable, Hashable {
    /// An act on record, of a body of this kind where one is named.
    case response(
      ResponseAct, stage: ResponseStage?, decision: ResponseDecision?, by: String?)
    /// A warning was raised.
    case warning
    /// A fact evidenced for the child.
    case fact(String)
    /// Any test of this family is met.
    case family(Framework.Family)
    /// Whatever opens that one.
    case pathway(String)
    /// Owed whatever the record says.
    case always
  }

  public struct Clock: Sendable, Hashable {
    public enum Start: Sendable, Hashable {
      case on(Trigger)
      /// The day on which the owing body's own file first met a test that opens the pathway.
      case known
      /// The child's birthday of so many years.
      case birthday(Int)
    }

    /// Which of several starts counts.
    public enum Which: String, Sendable, Hashable, CaseIterable {
      case each, first, last
    }

    public var start: Start
    public var which: Which
    /// Nil where only an earliest day is fixed.
    public var within: Limit?
    /// The limit runs back from the day rather than on from it.
    public var isBefore: Bool
    /// The earliest day, where there is one.
    public var notBefore: Limit?
    /// The rule in words, and which reading of it is taken where sources differ.
    public var reads: String?

    public init(
      start: Start, which: Which = .each, within: Limit? = nil, isBefore: Bool = false,
      notBefore: Limit? = nil, reads: String? = nil
    ) {
      self.start = start
      self.which = which
      self.within = within
      self.isBefore = isBefore
      self.notBefore = notBefore
      self.reads = reads
    }
  }

  public var id: String
  /// Its names in other lists.
  public var also: [String]
  /// Its id and its other names.
  public var names: [String] { [id] + also }
  public var title: String
  public var says: String
  public var kind: Kind
  public var changes: Change
  /// Where it is law.
  public var jurisdictions: [String]
  /// Nil where no day is known to bound it.
  public var inForce: Framework.InForce?
  /// Bodies that owe it or may use it.
  public var on: [String]
  /// Any one of these opens it, beside each framework that names it.
  public var openedBy: [Trigger]
  /// Nil where no day is fixed.
  public var clock: Clock?
  /// Acts that show that it was done.
  public var metBy: [ResponseAct]
  /// Decisions that end it without its having been done.
  public var endedBy: [ResponseAct]
  /// Each body owes it for itself: what another did does not meet it.
  public var isOfEachBody: Bool
  /// Whether a named authority may stop the clock, with a reason.
  public var mayPause: Bool
  /// A local default that may be edited, no national law.
  public var isLocal: Bool
  public var cite: String
  public var read: String?
  public var status: Verification
  public var notes: [String]
  /// The heading of the file that holds it.
  public var heading: String
  /// The file, relative to `Law/`.
  public var file: String

  public init(
    id: String, also: [String] = [], title: String, says: String, kind: Kind, changes: Change,
    jurisdictions: [String], inForce: Framework.InForce? = nil, on: [String],
    openedBy: [Trigger] = [], clock: Clock? = nil, metBy: [ResponseAct] = [],
    endedBy: [ResponseAct] = [], isOfEachBody: Bool = false, mayPause: Bool = false,
    isLocal: Bool = false, cite: String, read: String? = nil,
    status: Verification, notes: [String] = [], heading: String, file: String
  ) {
    self.id = id
    self.also = also
    self.title = title
    self.says = says
    self.kind = kind
    self.changes = changes
    self.jurisdictions = jurisdictions
    self.inForce = inForce
    self.on = on
    self.openedBy = openedBy
    self.clock = clock
    self.metBy = metBy
    self.endedBy = endedBy
    self.isOfEachBody = isOfEachBody
    self.mayPause = mayPause
    self.isLocal = isLocal
    self.cite = cite
    self.read = read
    self.status = status
    self.notes = notes
    self.heading = heading
    self.file = file
  }
}

/// Everything that a state may set in motion, and on whom.
public struct Pathways: Sendable, Hashable {
  public let bodies: [Body]
  /// In the order of the files' paths, then of each file.
  public let all: [Pathway]
  /// The places in `all` of those whose day the law itself fixes, from something that is recorded.
  public let dated: [Int]

  private let index: [String: Int]

  public init(bodies: [Body] = [], all: [Pathway] = []) {
    self.bodies = bodies
    self.all = all
    dated = all.indices.filter { place in
      let pathway = all[place]
      return pathway.kind == .duty && !pathway.isLocal && pathway.clock?.within?.hasDay == true
        && pathway.clock?.start != .known
    }
    var index: [String: Int] = [:]
    for (place, pathway) in all.enumerated() {
      for id in pathway.names where index[id] == nil { index[id] = place }
    }
    self.index = index
  }

  /// The pathway of this id, or that is the same under another name.
  public subscript(id: String) -> Pathway? { place(of: id).map { all[$0] } }

  /// Where in `all` it stands.
  func place(of id: String) -> Int? { index[id] }

  /// The kind of body that an agency of a record is.
  public func isAgency(_ agency: String, of body: String) -> Bool {
    if body == Body.anyone { return true }
    let kind = agency.prefix { $0 != "/" }
    return kind == body
      || bodies.first { $0.name == body }?.includes.contains { kind == $0 } == true
  }
}
