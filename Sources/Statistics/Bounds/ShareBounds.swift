/// Between which shares the true one lies, whatever the missing values are. No assumption is made about them.
///
/// - Source: Documentation/practice/statistics.md 5; C. F. Manski, "Identification Problems in the Social Sciences"
///   (1995), chapter 2, for bounds without assumptions.
public struct ShareBounds: Hashable, Sendable {
  /// The share if no missing value is of the category, with printed percentages at face value.
  public let lower: Fraction
  /// The share if every missing value is, with printed percentages at face value.
  public let upper: Fraction
  /// `lower`, if every percentage was rounded in the way that makes it least. Comparisons use this one.
  public let least: Fraction
  /// `upper`, if every percentage was rounded in the way that makes it most. Comparisons use this one.
  public let most: Fraction
  /// The counts between which the true one lies, where counts are known.
  public let counts: ClosedRange<Int>?
  /// How the bounds come about, in sentences.
  public let arithmetic: [String]

  /// `28.2% to 94.2%`, or one percentage where nothing is missing.
  public var inWords: String {
    lower == upper ? lower.percent() : "\(lower.percent()) to \(upper.percent())"
  }

  /// `may be anywhere from 28.2% to 94.2%`, or `is 21.0%`.
  var verb: String { lower == upper ? "is \(inWords)" : "may be anywhere from \(inWords)" }
}

extension Breakdown {
  /// The bounds of the share of a category in the whole base.
  ///
  /// With counts, k of N and m missing: k/N to (k+m)/N. With shares p among the recorded share r: p·r to p·r + (1−r).
  ///
  /// - Throws: `Refusal`: `unknownCategory`; `sharesAmongKnownOnly` where nobody printed how many are recorded;
  ///   `wholeNotStated` where nobody printed of what the percentages are.
  /// - Source: Documentation/practice/statistics.md 5.
  public func bounds(of category: String) throws(Refusal) -> ShareBounds {
    switch self {
    case .counts(let counts): try counts.bounds(of: category)
    case .percentages(let percentages): try percentages.bounds(of: category)
    }
  }
}

extension CategoryCounts {
  func bounds(of name: String) throws(Refusal) -> ShareBounds {
    guard let count = categories.first(where: { $0.name == name })?.count else {
      throw .unknownCategory(name)
    }
    return bounds(name, count)
  }

  func bounds(_ name: String, _ count: Int) -> ShareBounds {
    let unknown = missingCount + unknownResidual
    let (lower, upper) = (Fraction(count, of: base), Fraction(count + unknown, of: base))
    let least = "at least \(grouped(count)) of \(grouped(base)), \(lower.percent())"
    let most = "at most \(grouped(count)) + \(grouped(unknown)) missing, \(upper.percent())"
    return ShareBounds(
      lower: lower, upper: upper, least: lower, most: upper, counts: count...(count + unknown),
      arithmetic: ["\(name): \(least); \(most)."])
  }
}

extension CategoryPercentages {
  func bounds(of name: String) throws(Refusal) -> ShareBounds {
    guard let category = categories.first(where: { $0.name == name }) else {
      throw .unknownCategory(name)
    }
    switch whole {
    case .notStated: throw .wholeNotStated(category.percentage)
    case .recorded(nil): throw .sharesAmongKnownOnly
    case .recorded(let recorded?): return bounds(name, category.percentage, among: recorded)
    case .everything(let unknown, let reading): return try bounds(category, unknown, reading)
    }
  }

  private func bounds(
    _ name: String, _ part: RoundedPercentage, among recorded: RoundedPercentage
  ) -> ShareBounds {
    let lower = part.share * recorded.share
    let missing = Fraction.one - recorded.share
    let least = "at least \(part) of the \(recorded) recorded, \(lower.percent())"
    let most =
      "at most \(lower.percent()) + \(missing.percent()) not recorded, \((lower + missing).percent())"
    return ShareBounds(
      lower: lower, upper: lower + missing, least: part.least * recorded.least,
      most: .one - recorded.least * (.one - part.most), counts: nil,
      arithmetic: ["\(name): \(least); \(most)."])
  }

  private func bounds(
    _ category: Category, _ unknown: RoundedPercentage?, _ reading: ResidualReading
  ) throws(Refusal) -> ShareBounds {
    guard unknown != nil || reading == .unknown else { throw .sharesAmongKnownOnly }
    let part = category.percentage
    let residual = reading == .unknown ? max(.zero, self.residual ?? .zero) : .zero
    let missing = (unknown?.share ?? .zero) + residual
    let others = categories.filter { $0 != category }
    // What the other categories certainly hold, this one does not.
    var most = others.reduce(Fraction.one) { $0 - $1.percentage.least }
    if reading == .furtherCategories, let unknown { most = min(most, part.most + unknown.most) }
    let upper = min(.one, part.share + missing)
    var parts: [String] = []
    if let unknown { parts.append("\(unknown) unknown") }
    if residual > .zero { parts.append("\(residual.percent()) not described") }
    let sum = parts.isEmpty ? "" : " + " + parts.joined(separator: " + ")
    return ShareBounds(
      lower: part.share, upper: upper, least: part.least, most: max(most, part.least), counts: nil,
      arithmetic: [
        "\(category.name): at least \(part) of all; at most \(part)\(sum), \(upper.percent())."
      ])
  }
}
