/// A figure with everything that says what it is, and each edition in which it was printed.
///
/// Only the number changes between editions. What is counted, of what, when and where are the figure itself; if one of
/// these changes, it is another figure.
///
/// - Source: Documentation/practice/statistics.md 5; failures.md F34.
public struct RecordedFigure: Hashable, Sendable {
  /// A short name, such as `S45`.
  public let id: String
  /// The rule by which things are counted, such as `ncspe-group-based-2023`. Two figures compare only under one.
  public let definition: String
  /// Of what it is a figure; nil if its source does not say.
  public let base: Base?
  public let period: Period
  public let place: Place
  /// Its editions, oldest first. Never empty.
  public let editions: [Edition]

  /// - Throws: `Refusal.noEdition` if there is none, `Refusal.repeatedName` if two have one snapshot.
  public init(
    _ id: String, definition: String, base: Base?, period: Period, place: Place,
    editions: [Edition]
  ) throws(Refusal) {
    if editions.isEmpty { throw .noEdition(figure: id) }
    try checkNames(editions.map(\.snapshot))
    self.id = id
    self.definition = definition
    self.base = base
    self.period = period
    self.place = place
    self.editions = editions
  }

  /// The newest edition.
  public var current: Edition { editions[editions.count - 1] }

  /// The base.
  ///
  /// - Throws: `Refusal.noBase`.
  public func statedBase() throws(Refusal) -> Base {
    guard let base else { throw .noBase(figure: id) }
    return base
  }

  /// The breakdown of the newest edition.
  ///
  /// - Throws: `Refusal.notABreakdown` if it is a plain count.
  public func breakdown() throws(Refusal) -> Breakdown {
    guard case .breakdown(_, let breakdown) = current.content else {
      throw .notABreakdown(figure: id)
    }
    return breakdown
  }

  /// The count of the newest edition.
  ///
  /// - Throws: `Refusal.notACount` if it is a breakdown.
  public func count() throws(Refusal) -> Int {
    guard case .count(let count, _) = current.content else { throw .notACount(figure: id) }
    return count
  }
}

/// A figure as it was printed once.
public struct Edition: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// So many things of the base, and the share of which it is missing whether they belong to it.
    case count(Int, missing: MissingShare)
    /// The base by the categories of an attribute.
    case breakdown(attribute: String, Breakdown)
  }

  /// Which state of the records was counted.
  public let snapshot: String
  /// The version of the rule by which it was counted.
  public let ruleVersion: String
  /// Where and when it was printed, in words.
  public let source: String
  public let content: Content

  public init(snapshot: String, ruleVersion: String, source: String, content: Content) {
    self.snapshot = snapshot
    self.ruleVersion = ruleVersion
    self.source = source
    self.content = content
  }

  /// The share of the base of which the value is missing.
  public var missing: MissingShare {
    switch content {
    case .count(_, let missing): missing
    case .breakdown(_, let breakdown): breakdown.missingShare
    }
  }
}

/// Which share of a base has no value.
public enum MissingShare: Hashable, Sendable {
  case share(Fraction)
  /// The source does not say.
  case notStated
}

extension MissingShare: CustomStringConvertible {
  /// A percentage to one decimal, or `not stated`.
  public var description: String {
    if case .share(let share) = self { share.percent() } else { "not stated" }
  }
}

extension Breakdown {
  /// The share of which the category is missing: counted, printed, or left over and read as unknown.
  public var missingShare: MissingShare {
    switch self {
    case .counts(let counts):
      return .share(Fraction(counts.missingCount + counts.unknownResidual, of: counts.base))
    case .percentages(let percentages):
      switch percentages.whole {
      case .everything(let unknown, .unknown):
        return .share((unknown?.share ?? .zero) + max(.zero, percentages.residual ?? .zero))
      case .everything(let unknown?, .furtherCategories): return .share(unknown.share)
      case .recorded(let recorded?): return .share(.one - recorded.share)
      case .everything(nil, .furtherCategories), .recorded(nil), .notStated: return .notStated
      }
    }
  }

  /// The share of the base of which the category is recorded, if the source says.
  public var completeness: Fraction? {
    if case .share(let missing) = missingShare { .one - missing } else { nil }
  }
}

extension CategoryCounts {
  var unknownResidual: Int { residualReading == .unknown ? residual : 0 }
}
