public import CivilTime
import LawPack

/// What an audit of a caseload found.
public struct AuditReport: Sendable {
  /// A record that could not be read, and so was not audited.
  public struct Refused: Sendable, Hashable, Codable {
    /// A file with its line, or a case of a casebook.
    public var place: String
    /// What is wrong with it, each with what to do; no personal values.
    public var problems: [String]

    public init(place: String, problems: [String]) {
      self.place = place
      self.problems = problems
    }
  }

  /// What an index saved.
  public struct Indexed: Sendable, Hashable {
    /// Records of which it was known what is found in them.
    public var answered: Int
    /// Records that were taken as they were asked before.
    public var taken: Int
    /// Records that were asked now.
    public var asked: Int
    /// How many questions the law asks that the index did not hold, where for that reason all records were asked again.
    public var missing: Int

    public init(answered: Int, taken: Int, asked: Int, missing: Int) {
      self.answered = answered
      self.taken = taken
      self.asked = asked
      self.missing = missing
    }
  }

  /// The content hash of the law.
  public var law: String
  /// The day whose law governs decisions.
  public var day: CivilDate
  /// Only what was on file by this day was counted; nil means everything.
  public var known: CivilDate?
  /// The earlier of two days between which the law changed; nil where nobody asked.
  public var since: CivilDate?
  public var sources: [String]
  public var totals: AuditTotals
  /// The worklists and the guards.
  public var lines: any AuditLines
  public var refused: [Refused]
  /// What was found of cases that are joined; nil where nobody looked.
  public var joined: JoinedAnswers?
  /// How many components of two cases or more there are.
  public var components: Int
  /// A sample of cases to read again by hand, by id and place.
  public var sample: [AuditSample.Case]
  /// Nil where no index was used.
  public var indexed: Indexed?

  public init(
    law: BulkLaw, known: CivilDate?, since: CivilDate?, sources: [String],
    totals: AuditTotals, lines: any AuditLines, refused: [Refused], joined: JoinedAnswers?,
    components: Int, sample: [AuditSample.Case],
    indexed: Indexed? = nil
  ) {
    self.law = law.law.contentHash
    day = law.day
    self.known = known
    self.since = since
    self.sources = sources
    self.totals = totals
    self.lines = lines
    self.refused = refused
    self.joined = joined?.sorted()
    self.components = components
    self.sample = sample
    self.indexed = indexed
  }
}

/// Cases drawn for reading again by hand: the same for the same seed, in whatever order the caseload is read.
public struct AuditSample: Sendable {
  public struct Case: Sendable, Hashable {
    public var id: String
    public var place: String
  }

  public let size: Int
  public let seed: UInt64
  /// The cases with the lowest draws so far, lowest first.
  private var drawn: [(draw: UInt64, drawnCase: Case)] = []

  public init(size: Int, seed: UInt64) {
    self.size = size
    self.seed = seed
  }

  public mutating func add(id: String, place: String) {
    let draw = Self.draw(id, seed)
    if drawn.count == size, let last = drawn.last, last.draw <= draw { return }
    let new = Case(id: id, place: place)
    let index = drawn.firstIndex { (draw, id) < ($0.draw, $0.drawnCase.id) } ?? drawn.count
    drawn.insert((draw, new), at: index)
    if drawn.count > size { drawn.removeLast() }
  }

  public var cases: [Case] { drawn.map(\.drawnCase) }

  /// A number for an id under a seed: FNV-1a, then the finishing steps of SplitMix64, so that ids that differ little draw apart.
  private static func draw(_ id: String, _ seed: UInt64) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash >> 31
  }
}
