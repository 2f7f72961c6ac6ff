import Calendars
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
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

/// The guards of one assessment: those of what was asked and of what was relied on, then those of days and of outcomes.
///
/// - Source: `Documentation/law/pathways.md` 7. The text of the response's own day is preferred; where no framework of
///   that day says it, today's is cited.
func guards(for findings: [Finding], on evidence: CaseEvidence, law: LawPack) -> [Guard] {
  let record = evidence.record
  let onFile = evidence.responsesOnFile
  let responses = onFile.map { record.responses[$0] }
  let children = record.people.filter { $0.role == .child }.map(\.id)
  let own = Dictionary(grouping: findings.filter { !$0.marks.isComparison }, by: \.about)
  return children.flatMap { unasked(child: $0, own[$0] ?? [], responses) }
    + unaskedGroup(own[Assessment.group] ?? [], responses)
    + onFile.flatMap { relied($0, own, record, law) }
    + onFile.flatMap { negative($0, own, record, law) }
}

extension Assessment {
  /// G6: the days that passed with nothing recorded, where something recorded started the clock and the law itself fixed the day.
  var clockGuards: [Guard] {
    DutyReader(self).duties(of: law.pathways.dated).compactMap { duty in
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

/// G7: a negative decision, a decision to take no further action or an acquittal answers its own question and no other.
private func negative(
  _ index: Int, _ own: [String: [Finding]], _ record: CaseRecord, _ law: LawPack
) -> [Guard] {
  let response = record.responses[index]
  let outcome: String
  switch response.act {
  case .nrmDecision where response.decision == .negative:
    outcome = "the national decision was negative"
  case .noFurtherAction: outcome = "a decision of no further action is on record"
  case .acquitted: outcome = "somebody was acquitted"
  default: return []
  }
  return response.about.compactMap { child in
    let open = (own[child] ?? []).filter { finding in
      finding.state.isMet
        && finding.framework.opens.contains { law.pathways[$0]?.kind.isOwed == true }
    }
    guard !open.isEmpty else { return nil }
    return Guard(
      kind: .negativeOutcome, about: child,
      because:
        "\(outcome); it answers its own question, on its own standard, and what these tests set in motion is still owed",
      citations: open.map {
        Guard.Citation(framework: $0.framework.id, cite: $0.framework.elements.first?.cite ?? "")
      },
      response: index)
  }
}

private func wasDone(_ acts: Set<Response.Act>, about: String?, _ responses: [Response]) -> Bool {
  responses.contains { response in
    acts.contains(response.act)
      && (about.map { response.about.isEmpty || response.about.contains($0) } ?? true)
  }
}

private func unasked(child: String, _ own: [Finding], _ responses: [Response]) -> [Guard] {
  guard !wasDone([.nrmReferral, .nrmDecision, .dutyToNotify], about: child, responses) else {
    return []
  }
  let tests = own.filter { $0.framework.kind == .identification }
  let wasAnswered = tests.contains { finding in
    if case .answered = finding.considered { true } else { false }
  }
  guard !wasAnswered else { return [] }
  let opening = own.filter {
    $0.state.isMet && $0.framework.opens.contains { $0.hasPrefix("P-NRM") }
  }
  guard let first = opening.first else { return [] }
  let since = opening.compactMap { $0.knownSince?.together?.day }.min()
  return [
    Guard(
      kind: .nrmUnasked, about: child,
      because:
        "nobody has recorded whether this child should be referred as a potential victim of trafficking or slavery"
        + (since.map { "; the files together have met a test that opens the question since \($0)" }
          ?? ""),
      citations: opening.map { finding in
        Guard.Citation(
          framework: finding.framework.id,
          cite: finding.framework.actCite ?? first.framework.act)
      })
  ]
}

private func unaskedGroup(_ own: [Finding], _ responses: [Response]) -> [Guard] {
  guard !wasDone([.groupMapped], about: nil, responses) else { return [] }
  let crime = own.filter { $0.framework.opens.contains("P-POL-2") }
  let wasAnswered = crime.contains { finding in
    if case .answered = finding.considered { true } else { false }
  }
  guard !wasAnswered else { return [] }
  let groups = own.filter {
    $0.state.isMet && ($0.framework.kind == .policy || $0.framework.opens.contains("P-POL-2"))
  }
  guard !groups.isEmpty else { return [] }
  return [
    Guard(
      kind: .groupUnasked, about: Assessment.group,
      because:
        "a group is on record and nobody has recorded whether it is an organised crime group",
      citations: (crime.isEmpty ? groups : crime).map {
        Guard.Citation(framework: $0.framework.id, cite: $0.framework.elements.first?.cite ?? "")
      })
  ]
}

private func relied(
  _ index: Int, _ own: [String: [Finding]], _ record: CaseRecord, _ law: LawPack
) -> [Guard] {
  let response = record.responses[index]
  let subjects = response.about.isEmpty ? [Assessment.group] : response.about
  return response.reliesOn.flatMap { code in
    subjects.compactMap { subject in
      guardOn(code, by: response, at: index, about: subject, own, law)
    }
  }
}

private func guardOn(
  _ code: String, by response: Response, at index: Int, about subject: String,
  _ findings: [String: [Finding]], _ law: LawPack
) -> Guard? {
  let about = subject == Assessment.group ? [subject] : [subject, Assessment.group]
  let own = about.flatMap { findings[$0] ?? [] }
  /// Rule 3: responses are judged by the text of their own day, where there was one.
  func citing(_ cite: (Framework) -> String?) -> [Guard.Citation] {
    func citations(_ frameworks: [Framework]) -> [Guard.Citation] {
      frameworks.compactMap { framework in
        cite(framework).map { Guard.Citation(framework: framework.id, cite: $0) }
      }
    }
    let today = own.filter { $0.state != .notInForce }.map(\.framework)
    guard let day = response.on?.range.latest else { return citations(today) }
    let then = own.filter { finding in
      switch finding.framework.governsBy {
      case .decision: finding.framework.isInForce(on: day)
      case .conduct, .analysis:
        finding.state != .notInForce
          && (finding.framework.inForce?.from).map { $0 <= day } ?? true
      }
    }
    let found = citations(then.map(\.framework))
    return found.isEmpty ? citations(today) : found
  }
  let did = response.act.isClosure ? "closed" : "a decision was made"

  if code == "not-a-gang" {
    return Guard(
      kind: .gangNotGroup, about: subject,
      because: "\(did) because a gang test was not met; no gang test decides any other test",
      citations: citing {
        $0.kind == .group && $0.opens.contains("P-POL-2") ? $0.elements.first?.cite : nil
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

private func lowercasingFirst(_ text: String) -> String {
  text.prefix(1).lowercased() + text.dropFirst()
}
