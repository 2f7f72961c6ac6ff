public import CivilTime
public import Statistics

/// What a count is a count of: in which areas, on which days, and of which parts of the whole.
public struct Extent: Hashable, Sendable {
  /// The smallest areas that it covers; a larger area is the set of them.
  public var areas: Set<String>
  /// The days, the first and the last among them.
  public var period: ClosedRange<CivilDate>
  /// The smallest values that it covers in each way of dividing: `age` of `10`, `11` and `12`. A way that is not named
  /// is not divided.
  public var values: [String: Set<String>]

  public init(
    areas: Set<String>, period: ClosedRange<CivilDate>, values: [String: Set<String>] = [:]
  ) {
    self.areas = areas
    self.period = period
    self.values = values
  }

  /// Whether something may be counted in both.
  func overlaps(_ other: Extent) -> Bool {
    !areas.isDisjoint(with: other.areas) && period.overlaps(other.period)
      && values.allSatisfy { way, values in
        other.values[way].map { !$0.isDisjoint(with: values) } ?? true
      }
  }
}

/// What is counted, when, and from what: all that a release says beside its counts.
public struct ReleaseHeading: Hashable, Sendable {
  /// A name that no other release has.
  public var name: String
  public var published: CivilDate
  /// The state of the records that was counted. Counts of one snapshot agree to the last one.
  public var snapshot: String
  /// The rule by which it was counted, with its version.
  public var definition: String
  /// Who or what is counted, such as `children` or `offences`. Counts of different bases are never set off against each
  /// other.
  public var base: String
  /// Whether the counts of two years add up to that of both, as they do for offences. Children who are known in both
  /// years are one child each.
  public var addsUpOverTime: Bool
  public var rule: SmallNumbers
  /// All smallest values of each way of dividing, those for what is not recorded among them.
  public var ways: [String: Set<String>]

  public init(
    name: String, published: CivilDate, snapshot: String, definition: String, base: String,
    addsUpOverTime: Bool = false, rule: SmallNumbers = .departmentForEducation,
    ways: [String: Set<String>] = [:]
  ) {
    self.name = name
    self.published = published
    self.snapshot = snapshot
    self.definition = definition
    self.base = base
    self.addsUpOverTime = addsUpOverTime
    self.rule = rule
    self.ways = ways
  }
}

/// Counts that are to be published. Holds them all; not for publication and not for the log.
public struct ReleaseDraft: Sendable {
  public struct Cell: Hashable, Sendable {
    public var name: String
    public var extent: Extent
    public var count: Int

    public init(_ name: String, _ extent: Extent, _ count: Int) {
      self.name = name
      self.extent = extent
      self.count = count
    }
  }

  public var heading: ReleaseHeading
  public var cells: [Cell]

  public init(_ heading: ReleaseHeading, cells: [Cell]) {
    self.heading = heading
    self.cells = cells
  }
}

/// A release as it was published. Holds no count that was not printed.
public struct Release: Hashable, Sendable {
  /// What was printed in the place of a count.
  public enum Printed: Hashable, Sendable {
    case count(Int)
    /// A `c`; `isSmall` if readers are taken to know that it stands for a small count.
    case suppressed(isSmall: Bool)
  }

  public struct Cell: Hashable, Sendable {
    public var name: String
    public var extent: Extent
    public var printed: Printed

    public init(_ name: String, _ extent: Extent, _ printed: Printed) {
      self.name = name
      self.extent = extent
      self.printed = printed
    }
  }

  public var heading: ReleaseHeading
  public var cells: [Cell]

  public init(_ heading: ReleaseHeading, cells: [Cell]) {
    self.heading = heading
    self.cells = cells
  }

  /// The counts that a cell may stand for; `Int.max` above means no bound.
  func candidates(_ cell: Cell) -> ClosedRange<Int> {
    switch cell.printed {
    case .count(let count): count...count
    case .suppressed(let isSmall):
      isSmall ? heading.rule.range : heading.rule.range.lowerBound...Int.max
    }
  }
}
