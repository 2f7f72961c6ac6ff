public import Assessment
import CaseRecord
public import CivilTime
import EvidenceLogic
import Vocabulary

/// What happened to a child, who learned of it when, and what bodies did, across all agencies, in the order of the days.
public struct Chronology: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case statement, response, warning, birth
  }

  public struct Line: Sendable, Hashable {
    public var kind: Kind
    /// When it happened; nil where no day is stated.
    public var on: UncertainDate?
    public var what: String
    /// The child's age then, where both days are known.
    public var age: String?
    /// Who said so, with where the original is, or which body did it.
    public var source: String
    /// When the first bodies had it on file, and which.
    public var learned: CivilDate?
    public var learnedBy: String?
    /// When it was entered in a casebook, and as what.
    public var recorded: String?
    /// Where it stands in the record: `statement 4`.
    public var place: String
    /// Whether it counts towards no test: suspected to be false, or of a kind that is shown only.
    public var isShownOnly: Bool
  }

  public var title: String
  /// A child's id, or `Assessment.group` for the whole record.
  public var about: String
  public var known: CivilDate?
  public var lines: [Line]
  public var copy: Copy
}

extension Chronology {
  /// For whom a chronology was made, and what was withheld from it.
  public struct Copy: Sendable, Hashable {
    public struct Withheld: Sendable, Hashable {
      public var code: String
      public var sentence: String
      public var count: Int

      public init(code: String, sentence: String, count: Int) {
        self.code = code
        self.sentence = sentence
        self.count = count
      }
    }

    /// The handling marking that stands on every page.
    public var marking: String
    /// The profile and its reader: `survivor: the person whose story it is`.
    public var reader: String?
    public var withheld: [Withheld]
    /// What is known to be missing.
    public var gaps: [String]
    /// The day up to which the casebook was read; nil for all of it.
    public var recordedBy: CivilDate?
    /// When each statement, response and warning was entered, in the order of the record; empty for a record from files.
    public var statements: [String]
    public var responses: [String]
    public var warnings: [String]

    public init(
      marking: String, reader: String? = nil, withheld: [Withheld] = [], gaps: [String] = [],
      recordedBy: CivilDate? = nil, statements: [String] = [], responses: [String] = [],
      warnings: [String] = []
    ) {
      self.marking = marking
      self.reader = reader
      self.withheld = withheld
      self.gaps = gaps
      self.recordedBy = recordedBy
      self.statements = statements
      self.responses = responses
      self.warnings = warnings
    }
  }
}

/// The chronology of a child, or of the whole record, as far as it was on file by the assessment's `known`.
///
/// What happened before a day and came onto a file after it is not in the chronology as known on that day. An undated line stands
/// last: it is not known when it happened.
public func chronology(
  of assessment: Assessment, about: String, copy: Chronology.Copy
) -> Chronology {
  let words = CaseWords(assessment)
  let record = assessment.record
  var lines: [Chronology.Line] = []
  let born = record.person(about)?.born

  func age(_ date: UncertainDate?) -> String? {
    guard let born, let date, let ages = possibleAges(born: born.range, on: date.range) else {
      return nil
    }
    return ages.count == 1 ? "\(ages.lowerBound)" : "\(ages.lowerBound) to \(ages.upperBound)"
  }
  func entered(_ list: [String], _ index: Int) -> String? {
    index < list.count ? list[index] : nil
  }
  func wasThere(_ date: UncertainDate?) -> Bool {
    guard let known = assessment.known else { return true }
    return date?.range.latest.map { $0 <= known } ?? false
  }

  if let born {
    let source = record.person(about)?.bornSource.map { words.source($0) }
    lines.append(
      Chronology.Line(
        kind: .birth, on: born, what: "born", source: source ?? "stated with the person",
        place: "people", isShownOnly: false))
  }
  for (index, statement) in record.statements.enumerated() {
    let isAbout =
      about == Assessment.group || statement.children.isEmpty
      || statement.children.contains(about)
    guard isAbout else { continue }
    let holders = assessment.holders(ofStatement: index)
    if assessment.known != nil, holders.isEmpty { continue }
    let first = holders.prefix { $0.since == holders[0].since }
    lines.append(
      Chronology.Line(
        kind: .statement, on: statement.when, what: words.words(statement, about: about),
        age: age(statement.when), source: words.source(statement.source),
        learned: holders.first?.since,
        learnedBy: first.isEmpty ? nil : listed(first.map(\.agency)),
        recorded: entered(copy.statements, index), place: "statement \(index + 1)",
        isShownOnly: !words.counted.contains(index)))
  }
  for index in words.responses(about: about) where wasThere(record.responses[index].on) {
    let response = record.responses[index]
    lines.append(
      Chronology.Line(
        kind: .response, on: response.on, what: words.deed(response), age: age(response.on),
        source: response.by ?? "body not stated", learned: response.on?.range.latest,
        learnedBy: response.by, recorded: entered(copy.responses, index),
        place: "response \(index + 1)", isShownOnly: false))
  }
  for (index, warning) in record.warnings.enumerated()
  where words.warnings(about: about).contains(warning) && wasThere(warning.on) {
    lines.append(
      Chronology.Line(
        kind: .warning, on: warning.on, what: words.text(warning), age: age(warning.on),
        source: warning.raisedByAgency ?? "not stated by whom",
        learned: warning.on?.range.latest, learnedBy: warning.to,
        recorded: entered(copy.warnings, index), place: "warning \(warning.id)",
        isShownOnly: false))
  }
  // Undated lines last, and otherwise by the earliest day, then by the latest; equals in the order of the record.
  let ordered = lines.enumerated().sorted { one, other in
    switch (one.element.on?.range, other.element.on?.range) {
    case (let a?, let b?):
      let first = (a.earliest ?? .first, a.latest ?? .last)
      let second = (b.earliest ?? .first, b.latest ?? .last)
      return first == second ? one.offset < other.offset : first < second
    case (nil, nil): return one.offset < other.offset
    case (let a, _): return a != nil
    }
  }.map(\.element)
  return Chronology(
    title: record.title, about: about, known: assessment.known, lines: ordered, copy: copy)
}

extension CaseWords {
  /// What a body did, to whom, and why.
  fileprivate func deed(_ response: Response) -> String {
    var text =
      response.act == .considered
      ? "\(response.framework ?? "a framework") considered"
        + (response.answer.map { ", answered: \(Reports.words(ofName: $0.rawValue))" } ?? "")
      : Reports.words(response.act)
    if let to = response.to { text += ", to \(to)" }
    if let suspect = response.suspect { text += ", \(suspect)" }
    if let decision = response.decision { text += ", \(Reports.words(ofName: decision.rawValue))" }
    if let decider = response.decidedBy { text += ", decided by \(decider)" }
    if let reason = response.reason { text += ". Reason recorded: \u{201C}\(reason)\u{201D}" }
    return text
  }

  /// A warning and what became of it.
  fileprivate func text(_ warning: Warning) -> String {
    var text = "warning raised"
    if let role = warning.raisedByRole { text += " by a \(Reports.words(ofName: role))" }
    if let to = warning.to { text += ", to \(to)" }
    text += ". "
    text +=
      warning.acknowledged.map { "Acknowledged \(when($0)). " } ?? "No acknowledgement recorded. "
    text +=
      warning.outcome.map { "Outcome recorded: \u{201C}\($0)\u{201D}" } ?? "No outcome recorded."
    return text
  }
}
