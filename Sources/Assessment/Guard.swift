import Calendars
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

/// Reads the guards off the answers to one record: those of what was asked and of what was relied on, then those of outcomes and of days.
///
/// - Source: `Documentation/law/pathways.md` 7. The text of the response's own day is preferred; where no framework of
///   that day says it, today's is cited.
struct GuardReader {
  private typealias Answer = OwnAnswers.Answer

  private let answers: [OwnAnswers]
  private let evidence: CaseEvidence
  private let record: CaseRecord
  private let law: LawPack
  private let day: CivilDate
  /// The places in the record of the responses that were on file.
  private let onFile: [Int]

  /// - Parameter answers: of each child, then of the group.
  init(
    _ answers: [OwnAnswers], evidence: CaseEvidence, under law: LawPack, on day: CivilDate
  ) {
    self.answers = answers
    self.evidence = evidence
    record = evidence.record
    self.law = law
    self.day = day
    onFile = evidence.responsesOnFile
  }

  var guards: [Guard] {
    var guards = answers.compactMap { $0.isOfGroup ? unaskedGroup($0) : unasked($0) }
    for index in onFile { guards += relied(index) }
    for index in onFile { guards += negative(index) }
    return guards + clocks
  }

  private func wasDone(_ acts: [ResponseAct], about: String?) -> Bool {
    onFile.contains { index in
      guard acts.contains(record.responses[index].act) else { return false }
      let subjects = record.responses[index].about
      return about.map { subjects.isEmpty || subjects.contains($0) } ?? true
    }
  }

  private func citingFirst(_ answer: Answer) -> Guard.Citation {
    Guard.Citation(
      framework: law.frameworks[answer.test].id,
      cite: law.frameworks[answer.test].elements.first?.cite ?? "")
  }

  // MARK: What was never asked

  /// G1.
  private func unasked(_ own: OwnAnswers) -> Guard? {
    let opening = own.met.filter { law.frameworks[$0.test].opensReferral }
    guard let first = opening.first,
      !wasDone([.nrmReferral, .nrmDecision, .dutyToNotify], about: own.about),
      !own.all.contains(where: {
        $0.isAnswered && law.frameworks[$0.test].kind == .identification
      })
    else { return nil }
    let since = opening.compactMap { $0.finding?.knownSince?.together?.day }.min()
    return Guard(
      kind: .nrmUnasked, about: own.about,
      because:
        "nobody has recorded whether this child should be referred as a potential victim of trafficking or slavery"
        + (since.map { "; the files together have met a test that opens the question since \($0)" }
          ?? ""),
      citations: opening.map { answer in
        Guard.Citation(
          framework: law.frameworks[answer.test].id,
          cite: law.frameworks[answer.test].actCite ?? law.frameworks[first.test].act)
      })
  }

  /// G2.
  private func unaskedGroup(_ own: OwnAnswers) -> Guard? {
    let groups = own.met.filter { law.frameworks[$0.test].isGroupToMap }
    guard !groups.isEmpty, !wasDone([.groupMapped], about: nil) else { return nil }
    let crime = own.all.filter { law.frameworks[$0.test].opensMapping }
    if crime.contains(where: \.isAnswered) { return nil }
    return Guard(
      kind: .groupUnasked, about: Assessment.group,
      because:
        "a group is on record and nobody has recorded whether it is an organised crime group",
      citations: (crime.isEmpty ? groups : crime).map { citingFirst($0) })
  }

  // MARK: What was relied on

  private func relied(_ index: Int) -> [Guard] {
    let codes = record.responses[index].reliesOn
    if codes.isEmpty { return [] }
    let response = record.responses[index]
    let subjects = response.about.isEmpty ? [Assessment.group] : response.about
    return codes.flatMap { code in
      subjects.compactMap { guardOn(code, by: response, at: index, about: $0) }
    }
  }

  /// G3, G4 and G5.
  private func guardOn(
    _ code: String, by response: Response, at index: Int, about subject: String
  ) -> Guard? {
    func citing(_ cite: (Framework) -> String?) -> [Guard.Citation] {
      citations(of: subject, by: response, cite)
    }
    let did = response.act.isClosure ? "closed" : "a decision was made"

    if code == "not-a-gang" {
      return Guard(
        kind: .gangNotGroup, about: subject,
        because: "\(did) because a gang test was not met; no gang test decides any other test",
        citations: citing {
          $0.kind == .group && $0.opensMapping ? $0.elements.first?.cite : nil
        },
        response: index)
    }
    if let reason = law.vocabulary.irrelevantReasons.first(where: { $0.code == code }) {
      let citations = citing { framework in
        framework.irrelevant.first { $0.fact == reason.fact }?.cite
      }
      return Guard(
        kind: .irrelevantFactor, about: subject,
        because: "\(did) relying on this: \(lowercasingFirst(reason.says))", citations: citations,
        response: index)
    }
    if let factor = law.vocabulary.factors.first(where: { $0.code == code }) {
      let citations = citing { framework in
        framework.notNeeded.contains(factor.name) ? framework.elements.first?.cite : nil
      }
      guard !citations.isEmpty else { return nil }
      return Guard(
        kind: .nonElement, about: subject,
        because:
          "\(did) relying on this being absent: \(lowercasingFirst(factor.says)); these tests do not need it",
        citations: citations, response: index)
    }
    return nil
  }

  /// Rule 3: responses are judged by the text of their own day, where there was one.
  private func citations(
    of subject: String, by response: Response, _ cite: (Framework) -> String?
  ) -> [Guard.Citation] {
    // What is said of a child is cited first from the tests about the child, then from those about the group.
    let own =
      answers.filter { $0.about == subject && !$0.isOfGroup }.flatMap(\.all)
      + answers.filter(\.isOfGroup).flatMap(\.all)
    func citations(_ answers: [Answer]) -> [Guard.Citation] {
      answers.compactMap { answer in
        cite(law.frameworks[answer.test]).map {
          Guard.Citation(framework: law.frameworks[answer.test].id, cite: $0)
        }
      }
    }
    func today() -> [Guard.Citation] { citations(own.filter { $0.state != .notInForce }) }
    guard let day = response.on?.range.latest else { return today() }
    let found = citations(own.filter { wasLaw($0, on: day) })
    return found.isEmpty ? today() : found
  }

  private func wasLaw(_ answer: Answer, on day: CivilDate) -> Bool {
    switch law.frameworks[answer.test].governsBy {
    case .decision: law.frameworks[answer.test].isInForce(on: day)
    case .conduct, .analysis:
      answer.state != .notInForce
        && (law.frameworks[answer.test].inForce?.from).map { $0 <= day } ?? true
    }
  }

  // MARK: Outcomes and days

  /// G7: a negative decision, a decision to take no further action or an acquittal answers its own question and no other.
  private func negative(_ index: Int) -> [Guard] {
    let outcome: String
    switch record.responses[index].act {
    case .nrmDecision where record.responses[index].decision == .negative:
      outcome = "the national decision was negative"
    case .noFurtherAction: outcome = "a decision of no further action is on record"
    case .acquitted: outcome = "somebody was acquitted"
    default: return []
    }
    return record.responses[index].about.compactMap { child in
      guard let own = answers.first(where: { $0.about == child }) else { return nil }
      let open = own.met.filter { answer in
        law.frameworks[answer.test].opens.contains { law.pathways[$0]?.kind.isOwed == true }
      }
      if open.isEmpty { return nil }
      return Guard(
        kind: .negativeOutcome, about: child,
        because:
          "\(outcome); it answers its own question, on its own standard, and what these tests set in motion is still owed",
        citations: open.map { citingFirst($0) }, response: index)
    }
  }

  /// G6: the days that passed with nothing recorded, where something recorded started the clock and the law itself fixed the day.
  private var clocks: [Guard] {
    let reader = DutyReader(answers, evidence: evidence, under: law, on: day)
    let begun = law.pathways.dated.filter { reader.mayHaveBegun($0) }
    if begun.isEmpty { return [] }
    return reader.duties(of: begun).compactMap { duty in
      guard duty.standing == .notRecorded, let due = duty.clock?.due?.latest else { return nil }
      var start: Int?
      if case .response(let index)? = duty.clock?.startedBy { start = index }
      let owed = duty.agency.map { " by \($0)" } ?? ""
      return Guard(
        kind: .clock, about: duty.about,
        because:
          "\(lowercasingFirst(duty.pathway.title)) was due\(owed) by \(describe(due)), and nothing on record shows that it was done",
        citations: [Guard.Citation(pathway: duty.pathway.id, cite: duty.pathway.cite)],
        response: start)
    }
  }
}

private func lowercasingFirst(_ text: String) -> String {
  text.prefix(1).lowercased() + text.dropFirst()
}
