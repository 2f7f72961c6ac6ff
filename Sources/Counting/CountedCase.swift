public import CaseRecord
public import Characteristics
public import Statistics

/// What a framework says of one child of a case, or of the case, as a plain value: counting asks no law itself.
public struct CountedAnswer: Hashable, Sendable {
  /// The id of the framework.
  public let framework: String
  /// The place of the child among the children of the case; nil for the case as a whole.
  public let child: Int?
  /// The name of the state, such as `evidenced`.
  public let state: String
  /// Whether it was the law here when something was decided, and nobody recorded an answer.
  public let neverConsidered: Bool

  public init(framework: String, child: Int?, state: String, neverConsidered: Bool) {
    self.framework = framework
    self.child = child
    self.state = state
    self.neverConsidered = neverConsidered
  }

  /// Whether the test is met on some reading, contested or not.
  public var isMet: Bool { ["evidenced", "disputed", "arguable"].contains(state) }
}

/// A framework, as far as counting needs to know it.
public struct CountedFramework: Hashable, Sendable {
  public let id: String
  public let title: String
  /// Whether it defines a group: a group test, or a policy's definition, that is about groups.
  public let isGroupDefinition: Bool

  public init(_ id: String, title: String, isGroupDefinition: Bool) {
    self.id = id
    self.title = title
    self.isGroupDefinition = isGroupDefinition
  }
}

/// A record with the answers about it.
public struct CountedCase: Hashable, Sendable {
  public let record: CaseRecord
  public let answers: [CountedAnswer]
  /// The codes of the guards that are raised about it, such as `NRM-UNASKED`; nil where guards were not asked for.
  public let guards: Set<String>?

  public init(_ record: CaseRecord, answers: [CountedAnswer] = [], guards: Set<String>? = nil) {
    self.record = record
    self.answers = answers
    self.guards = guards
  }
}

/// What every figure of one count carries.
///
/// - Source: Documentation/practice/statistics.md 5; failures.md F34.
public struct CountStamp: Hashable, Sendable {
  public let place: Statistics.Place
  public let period: Period
  /// Which state of the records was counted.
  public let snapshot: String
  /// The content hash of the law.
  public let ruleVersion: String
  public let source: String

  public init(
    place: Statistics.Place, period: Period, snapshot: String, ruleVersion: String, source: String
  ) {
    self.place = place
    self.period = period
    self.snapshot = snapshot
    self.ruleVersion = ruleVersion
    self.source = source
  }
}

/// Cases that are counted together.
public struct CountedCaseload: Sendable {
  public let cases: [CountedCase]
  /// In the order in which they are to stand.
  public let frameworks: [CountedFramework]
  /// Nil where no file of characteristics was given, so that nothing is said of it.
  public let characteristics: Characteristics?
  public let stamp: CountStamp

  public init(
    _ cases: [CountedCase], frameworks: [CountedFramework],
    characteristics: Characteristics? = nil, stamp: CountStamp
  ) {
    self.cases = cases
    self.frameworks = frameworks
    self.characteristics = characteristics
    self.stamp = stamp
  }

  /// A figure of this count; nil where there is nothing of which it would be a figure.
  func figure(
    _ definition: String, _ base: Base, by attribute: String,
    _ categories: [(name: String, count: Int)], missing: [MissingReason: Int] = [:]
  ) -> RecordedFigure? {
    let total = categories.reduce(0) { $0 + $1.count } + missing.values.reduce(0, +)
    guard
      let counts = try? CategoryCounts(
        categories.map { .init($0.name, $0.count) }, missing: missing.filter { $0.value > 0 },
        total: total)
    else { return nil }
    return try? RecordedFigure(
      definition, definition: definition, base: base, period: stamp.period, place: stamp.place,
      editions: [
        Edition(
          snapshot: stamp.snapshot, ruleVersion: stamp.ruleVersion, source: stamp.source,
          content: .breakdown(attribute: attribute, .counts(counts)))
      ])
  }

  /// Every figure, in the order in which they are printed. One without a base is left out.
  public var figures: [RecordedFigure] { CaseloadCount(self).figures }
}
