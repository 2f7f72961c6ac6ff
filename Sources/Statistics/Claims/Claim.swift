/// A statement about published numbers, in a small grammar that people can write and programs can answer.
///
/// ```
/// White exceeds Asian in Rivermouth (police force), 2023, suspects (group-based)
/// number of White exceeds number of Asian in Rivermouth, 2023, suspects
/// White is at least 40% in Rivermouth, 2023, suspects        also: is at most
/// number of White is at most 40 in Rivermouth, 2023, suspects
/// White is the largest in Rivermouth, 2023, suspects
/// White has risen between 2022 and 2023 in Rivermouth, suspects        also: has fallen
/// share of White exceeds population figure of White in Rivermouth, 2023, suspects
/// ```
///
/// A name without `number of` stands for its share. Each may end with `, definition NAME`. A name that holds commas, brackets
/// or words of the grammar stands in double quotes. Periods are printed as by `Period`, bases as by `Base`.
///
/// - Source: Documentation/practice/statistics.md 5; failures.md F35.
public struct Claim: Hashable, Sendable {
  public enum Measure: Hashable, Sendable {
    case share, number
  }

  public enum Limit: String, Hashable, Sendable {
    case atLeast = "at least"
    case atMost = "at most"
  }

  /// What is said of one period.
  public enum Relation: Hashable, Sendable {
    case exceeds(Measure, String, String)
    /// The percentage is taken at its face value.
    case share(String, Limit, RoundedPercentage)
    case number(String, Limit, Int)
    case largest(String)
    case exceedsPopulation(String, group: String)
  }

  public enum Statement: Hashable, Sendable {
    case holds(Relation, Period)
    case changed(Measure, String, Direction, from: Period, to: Period)
  }

  public let statement: Statement
  /// The place by its name, and by its kind if that was said.
  public let placeName: String
  public let placeKind: Place.Kind?
  public let base: Base
  /// The definition by which things are counted, if it was said.
  public let definition: String?

  /// - Precondition: no name is empty, and no number is below zero.
  public init(
    _ statement: Statement, in placeName: String, _ placeKind: Place.Kind? = nil, _ base: Base,
    definition: String? = nil
  ) {
    precondition(!placeName.isEmpty && definition != "", "a name is not empty")
    precondition(statement.names.allSatisfy { !$0.isEmpty }, "a name is not empty")
    if case .holds(.number(_, _, let number), _) = statement {
      precondition(number >= 0, "nothing is counted below zero")
    }
    self.statement = statement
    self.placeName = placeName
    self.placeKind = placeKind
    self.base = base
    self.definition = definition
  }
}

extension Claim.Statement {
  /// The categories or definitions that it names.
  var names: [String] {
    switch self {
    case .changed(_, let name, _, _, _): [name]
    case .holds(.exceeds(_, let a, let b), _): [a, b]
    case .holds(.exceedsPopulation(let a, let b), _): [a, b]
    case .holds(.share(let name, _, _), _), .holds(.number(let name, _, _), _),
      .holds(.largest(let name), _):
      [name]
    }
  }
}
