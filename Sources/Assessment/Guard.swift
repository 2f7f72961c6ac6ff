import CaseRecord
import CivilTime
import EvidenceLogic
package import LawPack
import Vocabulary

/// Something about what was done, or not done, that the law gives reason to look at now.
///
/// Guards read codes, never prose (rule 14): a response says what it relied on under `relies-on:`.
public struct Guard: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nobody asked whether the child should be referred as a potential victim of trafficking or slavery (G1).
    case nrmUnasked = "NRM-UNASKED"
    /// A group is evidenced and nobody asked whether it is organised crime (G2).
    case groupUnasked = "OCG-UNASKED"
    /// Failing a gang test was a reason to close (G3).
    case gangNotGroup = "GANG-NOT-OCG"
    /// A decision relied on something that the law calls irrelevant (G4).
    case irrelevantFactor = "IRRELEVANT-FACTOR"
    /// A decision relied on the absence of something that the test does not need (G5).
    case nonElement = "NON-ELEMENT"
    /// The day of a duty has passed and nothing shows that it was done (G6).
    case clock = "CLOCK"
    /// A negative outcome is on record, and tests that it does not answer are still met (G7).
    case negativeOutcome = "NEGATIVE-OUTCOME"
  }

  /// A provision to read.
  public struct Citation: Sendable, Hashable, Codable {
    /// The framework or the pathway that it is of.
    public enum Subject: Sendable, Hashable, Codable {
      case framework(String)
      case pathway(String)
    }

    public var of: Subject
    public var cite: String

    public init(framework: String, cite: String) {
      of = .framework(framework)
      self.cite = cite
    }

    public init(pathway: String, cite: String) {
      of = .pathway(pathway)
      self.cite = cite
    }

    /// The framework or pathway by its id.
    public var id: String {
      switch of {
      case .framework(let id), .pathway(let id): id
      }
    }
  }

  public var kind: Kind
  /// A child's id, or `Assessment.group`.
  public var about: String
  /// What was found, in a sentence that ends without a full stop.
  public var because: String
  public var citations: [Citation]
  /// The place in `CaseRecord.responses` of the decision, where it is about one.
  public var response: Int?
}

extension Framework {
  /// Whether it opens the question of a referral as a potential victim of trafficking or slavery.
  package var opensReferral: Bool { opens.contains { $0.hasPrefix("P-NRM") } }

  /// Whether it opens the question of organised crime, and whether it is of a group about which that is asked.
  package var opensMapping: Bool { opens.contains("P-POL-2") }
  package var isGroupToMap: Bool { kind == .policy || opensMapping }
}

/// A guard as it was raised, without its words: what it cites is told by its place in `GuardRules.citations`.
package struct RaisedGuard: Sendable {
  package var kind: Guard.Kind
  /// A child's id, or `Assessment.group`.
  package var about: String
  /// The child's place among those of the record, of a guard that is raised child by child.
  package var child: Int?
  package var citations: [Int]
  /// The place in `CaseRecord.responses` of the decision, where it is about one.
  package var response: Int?
}

/// Reads the guards off the answers to one record: those of what was asked and of what was relied on, then those of outcomes and of days.
///
/// - Source: `Documentation/law/pathways.md` 7. The text of the response's own day is preferred; where no framework of
///   that day says it, today's is cited.
struct GuardReader: ~Copyable {
  /// Takes a guard, and what it says if that is wanted.
  typealias Give = (RaisedGuard, _ because: () -> String) -> Void

  /// Of each child, then of the group.
  private let answers: [OwnAnswers]
  private let evidence: CaseEvidence
  private let rules: GuardRules
  /// The places in the record of the responses that were on file.
  private let onFile: [Int]
  private let duties: DutyReader

  /// - Parameter answers: of each child, then of the group.
  init(
    _ answers: [OwnAnswers], evidence: CaseEvidence, under rules: GuardRules, on day: CivilDate
  ) {
    self.answers = answers
    self.evidence = evidence
    self.rules = rules
    onFile = evidence.responsesOnFile
    duties = DutyReader(answers, evidence: evidence, under: rules, on: day)
  }

  private var responses: [Response] { evidence.record.responses }
  /// The place of the group, after those of the children.
  private var group: Int { answers.count - 1 }

  /// - Returns: the first later day on which it may give others; nil where it never will.
  @discardableResult
  func forEachGuard(_ give: Give) -> CivilDate? {
    for child in 0..<group { unasked(child, give) }
    unaskedGroup(give)
    let responses = responses
    for index in onFile where !responses[index].reliesOn.isEmpty { relied(index, give) }
    for index in onFile { negative(index, give) }
    clocks(give)
    return duties.change
  }

  /// Whether an act that counts as such is on record, about a child or the whole case; of nil, about anybody.
  private func wasDone(_ isMeant: (ResponseAct) -> Bool, about: String?) -> Bool {
    let responses = responses
    return onFile.contains { index in
      guard isMeant(responses[index].act) else { return false }
      guard let about else { return true }
      return responses[index].about.isEmpty || responses[index].about.contains(about)
    }
  }

  // MARK: What was never asked

  /// G1.
  private func unasked(_ child: Int, _ give: Give) {
    guard !answers[child].met.isDisjoint(with: rules.opensReferral),
      answers[child].answered.isDisjoint(with: rules.identifies),
      !wasDone(\.asksForReferral, about: answers[child].about)
    else { return }
    let opening = answers[child].met.intersection(rules.opensReferral).atoms
    let first = opening[0]
    let citations = opening.map { rules.act(of: $0, failing: first) }
    give(
      RaisedGuard(
        kind: .nrmUnasked, about: answers[child].about, child: child, citations: citations,
        response: nil)
    ) {
      let since = opening.compactMap { answers[child].findings[$0]?.knownSince?.together?.day }
        .min()
      return
        "nobody has recorded whether this child should be referred as a potential victim of trafficking or slavery"
        + (since.map { "; on \($0) the files together first met a test that opens the question" }
          ?? "")
    }
  }

  /// G2.
  private func unaskedGroup(_ give: Give) {
    if answers[group].met.isDisjoint(with: rules.isGroupToMap) { return }
    let crime = answers[group].own.intersection(rules.opensMapping)
    guard crime.isDisjoint(with: answers[group].answered),
      !wasDone({ $0 == .groupMapped }, about: nil)
    else { return }
    let groups = answers[group].met.intersection(rules.isGroupToMap)
    give(
      RaisedGuard(
        kind: .groupUnasked, about: Assessment.group, child: nil,
        citations: (crime.isEmpty ? groups : crime).atoms.map { rules.firstProvisions[$0] },
        response: nil)
    ) { "a group is on record and nobody has recorded whether it is an organised crime group" }
  }

  // MARK: What was relied on

  private func relied(_ index: Int, _ give: Give) {
    let about = responses[index].about
    for code in responses[index].reliesOn {
      guard let reliance = rules.reliances[code] else { continue }
      if about.isEmpty { relied(on: reliance, at: index, about: Assessment.group, give) }
      for subject in about { relied(on: reliance, at: index, about: subject, give) }
    }
  }

  /// G3, G4 and G5.
  private func relied(
    on reliance: GuardRules.Reliance, at index: Int, about subject: String, _ give: Give
  ) {
    let citations = citations(of: subject, at: index, reliance)
    if reliance.kind == .nonElement, citations.isEmpty { return }
    give(
      RaisedGuard(
        kind: reliance.kind, about: subject, child: nil, citations: citations, response: index)
    ) {
      let did = responses[index].act.isClosure ? "closed" : "a decision was made"
      return switch reliance.kind {
      case .gangNotGroup:
        "\(did) because a gang test was not met; no gang test decides any other test"
      case .irrelevantFactor: "\(did) relying on this: \(reliance.says)"
      default:
        "\(did) relying on this being absent: \(reliance.says); these tests do not need it"
      }
    }
  }

  /// Rule 3: responses are judged by the text of their own day, where there was one.
  private func citations(
    of subject: String, at index: Int, _ reliance: GuardRules.Reliance
  ) -> [Int] {
    // What is said of a child is cited first from the tests about the child, then from those about the group.
    func citations(_ tests: (OwnAnswers) -> AtomSet, _ isMeant: (Int) -> Bool) -> [Int] {
      var found: [Int] = []
      for place in answers.indices where place == group || answers[place].about == subject {
        tests(answers[place]).intersection(reliance.cited).forEach { test in
          if isMeant(test), let cited = reliance.citations[test] { found.append(cited) }
        }
      }
      return found
    }
    if let day = responses[index].on?.range.latest {
      // A test of the day of the decision is asked of that day, whatever is in force now.
      let found = citations({ $0.own.intersection(rules.ofDecision).union($0.inForce) }) {
        rules.wasLaw($0, on: day)
      }
      if !found.isEmpty { return found }
    }
    return citations(\.inForce) { _ in true }
  }

  // MARK: Outcomes and days

  /// G7: a negative decision, a decision to take no further action or an acquittal answers its own question and no other.
  private func negative(_ index: Int, _ give: Give) {
    let outcome: String
    switch responses[index].act {
    case .nrmDecision where responses[index].decision == .negative:
      outcome = "the national decision was negative"
    case .noFurtherAction: outcome = "a decision of no further action is on record"
    case .acquitted: outcome = "somebody was acquitted"
    default: return
    }
    for about in responses[index].about {
      guard let place = answers.firstIndex(where: { $0.about == about }) else { continue }
      let open = answers[place].met.intersection(rules.opensOwed)
      if open.isEmpty { continue }
      give(
        RaisedGuard(
          kind: .negativeOutcome, about: about, child: nil,
          citations: open.atoms.map { rules.firstProvisions[$0] }, response: index)
      ) {
        "\(outcome); it answers its own question, on its own standard, and what these tests set in motion is still owed"
      }
    }
  }

  /// G6: the days that passed with nothing recorded, where something recorded started the clock and the law itself fixed the day.
  private func clocks(_ give: Give) {
    duties.forEachOverdue { overdue in
      give(
        RaisedGuard(
          kind: .clock, about: overdue.about, child: nil,
          citations: [rules.pathwayCitations[overdue.pathway]], response: overdue.startedBy)
      ) {
        let title = lowercasingFirst(rules.law.pathways.all[overdue.pathway].title)
        let owed = duties.agency(of: overdue).map { " by \($0)" } ?? ""
        return
          "\(title) was due\(owed) by \(describe(overdue.due)), and nothing on record shows that it was done"
      }
    }
  }
}

extension ResponseAct {
  /// Whether it shows that somebody asked for a national referral.
  fileprivate var asksForReferral: Bool {
    switch self {
    case .nrmReferral, .nrmDecision, .dutyToNotify: true
    default: false
    }
  }
}
