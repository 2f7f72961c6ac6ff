import EvidenceLogic

/// The words in which records and law speak of facts: every fact, its roles, the kinds of source, and what a decision may be said to rely on.
///
/// No word names the ethnicity, nationality, religion or immigration status of anyone, so no test can ask for it.
public struct Vocabulary: Sendable, Hashable, Codable {
  public let facts: [Fact]
  public let sourceKinds: [SourceKind]
  public let factors: [Factor]
  public let irrelevantReasons: [IrrelevantReason]

  /// The facts that are evidence against a number of another.
  public let denyingFacts: [Fact]

  private let factIndex: [String: Int]
  private let kindIndex: [String: Int]
  private let impliers: [String: [String]]
  private let implied: [String: [String]]

  public init(
    facts: [Fact], sourceKinds: [SourceKind], factors: [Factor],
    irrelevantReasons: [IrrelevantReason]
  ) {
    self.facts = facts
    self.sourceKinds = sourceKinds
    self.factors = factors
    self.irrelevantReasons = irrelevantReasons
    factIndex = Dictionary(
      facts.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    kindIndex = Dictionary(
      sourceKinds.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    denyingFacts = facts.filter { !$0.denies.isEmpty }
    var forward: [String: [String]] = [:]
    var backward: [String: [String]] = [:]
    for fact in facts {
      let reached = Vocabulary.reach(from: fact.name, in: facts)
      forward[fact.name] = reached
      for name in reached { backward[name, default: []].append(fact.name) }
    }
    implied = forward
    impliers = backward
  }

  private static func reach(from name: String, in facts: [Fact]) -> [String] {
    var reached = [name]
    var next = 0
    while next < reached.count {
      for fact in facts where fact.name == reached[next] {
        for other in fact.implies where !reached.contains(other) { reached.append(other) }
      }
      next += 1
    }
    return reached
  }

  /// The place of a fact in `facts`.
  public func place(ofFact name: String) -> Int? { factIndex[name] }

  public subscript(fact name: String) -> Fact? { factIndex[name].map { facts[$0] } }

  /// The place of a kind of source in `sourceKinds`.
  public func place(ofSourceKind name: String) -> Int? { kindIndex[name] }

  public subscript(sourceKind name: String) -> SourceKind? {
    kindIndex[name].map { sourceKinds[$0] }
  }

  /// The facts whose evidence is evidence for this one, itself first.
  public func factsImplying(_ name: String) -> [String] {
    let all = impliers[name] ?? []
    return [name] + all.filter { $0 != name }
  }

  /// The facts that hold wherever this one does, itself first: evidence against any of them is evidence against this one.
  public func factsImplied(by name: String) -> [String] { implied[name] ?? [name] }

  /// Every code that a response may state under `relies-on:`.
  public var relianceCodes: [String] {
    irrelevantReasons.map(\.code) + factors.map(\.code)
  }
}

/// The roles that every fact has.
public enum CommonRole {
  public static let people = ["child", "by"]
  public static let places = ["from", "to"]
  public static let things = ["with"]
}
