/// How the things of a base fall into categories of one attribute, as somebody counted or printed it.
public enum Breakdown: Hashable, Sendable {
  case counts(CategoryCounts)
  case percentages(CategoryPercentages)

  /// The categories, in the order of their source.
  public var names: [String] {
    switch self {
    case .counts(let counts): counts.categories.map(\.name)
    case .percentages(let percentages): percentages.categories.map(\.name)
    }
  }
}

/// What becomes of the rest: things that no category holds and that nobody calls missing.
///
/// It is always shown. Which of the two it is, somebody must say.
public enum ResidualReading: String, Hashable, Sendable {
  /// It is known, and of further categories.
  case furtherCategories = "of further categories"
  /// It may be of any category.
  case unknown = "unknown"
}

/// Category counts over a base, with those of which the category is missing.
public struct CategoryCounts: Hashable, Sendable {
  public struct Category: Hashable, Sendable {
    public let name: String
    public let count: Int

    public init(_ name: String, _ count: Int) {
      self.name = name
      self.count = count
    }
  }

  public let categories: [Category]
  public let missing: [MissingReason: Int]
  /// Everything that was counted, with the missing and those to whom the question does not apply.
  public let total: Int
  public let residualReading: ResidualReading

  /// - Throws: `Refusal`, for a repeated name, a count below zero, a total that is too large, a base of nothing, or parts
  ///   that exceed their total.
  public init(
    _ categories: [Category], missing: [MissingReason: Int], total: Int,
    residual: ResidualReading = .furtherCategories
  ) throws(Refusal) {
    try checkNames(categories.map(\.name))
    var rest = total
    for count in categories.map(\.count) + Array(missing.values) {
      if count < 0 { throw .negativeCount }
      if count > rest { throw .partsExceedTotal(total: total) }
      rest -= count
    }
    if total > TableError.largestTotal { throw .tooLarge(limit: TableError.largestTotal) }
    self.categories = categories
    self.missing = missing
    self.total = total
    residualReading = residual
    if base <= 0 { throw .emptyBase }
  }

  /// Those to whom the question applies.
  public var base: Int { total - missing.reduce(0) { $0 + ($1.key.staysInBase ? 0 : $1.value) } }

  /// Those of the base that have no value, for whatever reason.
  public var missingCount: Int {
    missing.reduce(0) { $0 + ($1.key.staysInBase ? $1.value : 0) }
  }

  /// Those that have a value, in a category or in the residual.
  public var recordedCount: Int { base - missingCount }

  /// What the categories and the missing leave of the total.
  public var residual: Int { recordedCount - categories.reduce(0) { $0 + $1.count } }
}

/// Percentages of categories, as they were printed.
public struct CategoryPercentages: Hashable, Sendable {
  public struct Category: Hashable, Sendable {
    public let name: String
    public let percentage: RoundedPercentage

    public init(_ name: String, _ percentage: RoundedPercentage) {
      self.name = name
      self.percentage = percentage
    }
  }

  /// Of what a percentage is a percentage.
  public enum Whole: Hashable, Sendable {
    /// Of all, with the share that was printed as unknown, if one was.
    case everything(unknown: RoundedPercentage?, residual: ResidualReading)
    /// Of those recorded; with the share that was recorded, if it was printed.
    case recorded(RoundedPercentage?)
    /// The source does not say whether of all or of those recorded.
    case notStated
  }

  public let categories: [Category]
  public let whole: Whole
  /// How many things there are in all, if it was printed.
  public let total: Int?

  /// - Throws: `Refusal`, for a repeated name, for percentages that are more than everything even if each was rounded
  ///   up, or for one that no count of the total gives.
  public init(_ categories: [Category], of whole: Whole, total: Int? = nil) throws(Refusal) {
    try checkNames(categories.map(\.name))
    var percentages = categories.map(\.percentage)
    if case .everything(let unknown?, _) = whole { percentages.append(unknown) }
    if percentages.reduce(.zero, { $0 + $1.least }) > .one {
      throw .moreThanEverything(percentages)
    }
    if let total, case .everything = whole {
      for percentage in percentages { _ = try percentage.possibleCounts(of: total) }
    }
    self.categories = categories
    self.whole = whole
    self.total = total
  }

  /// What the categories, and the unknown if printed, leave of all, at face value; nil for percentages of another whole.
  /// Below nothing where rounding has added up to more.
  public var residual: Fraction? {
    guard case .everything(let unknown, _) = whole else { return nil }
    return categories.reduce(Fraction.one - (unknown?.share ?? .zero)) { $0 - $1.percentage.share }
  }
}

func checkNames(_ names: [String]) throws(Refusal) {
  if names.isEmpty { throw .noCategories }
  var seen: Set<String> = []
  for name in names where !seen.insert(name).inserted { throw .repeatedName(name) }
}
