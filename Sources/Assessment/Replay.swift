import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack

/// Since when what was on file met a test: the first day on which a replay of the file meets it (rule 4).
///
/// Most tests are never unmet again once they are met, and what meets them now, as far as it was on file, met them then: their day is read off
/// the formula, as any other question is. Some are not so. An age is assumed until something denies it, and what denies it may itself be
/// answered; an event belongs to one text until a part of it comes that another governs. Their formula as it is now cannot tell how it was
/// then, so the law is opened over the file as it stood, day after day, until the test is met.
///
/// It is shared rather than copied, since each leaf of the test asks for it.
final class Replay {
  /// The bodies that held anything.
  let agencies: [String]
  private let evidence: CaseEvidence
  private let law: LawPack
  private let framework: Framework
  private let subject: Scope.Subject
  private let reading: Reading
  private let formula: Formula<Int>
  private let leaves: [GroundedLeaf]
  /// The leaves that may have said on some day what they do not say of it now.
  private let unsteady: Set<Int>

  init?(_ finding: Finding) {
    let derivation = finding.derivation
    guard let shared = derivation.shared else { return nil }
    agencies = shared.agencies
    evidence = shared.evidence
    law = shared.law
    framework = finding.framework
    subject = derivation.subject
    reading = derivation.reading
    formula = derivation.formula(derivation.reading)
    leaves = shared.leaves
    unsteady = Set(
      formula.leaves.lazy.filter { !shared.leaves[$0.leaf].isSteady(isNegated: $0.isNegated) }
        .map(\.leaf))
  }

  /// The day that counts for one body's file, or for all files together, and the earliest beside it; nil if it never met the test.
  ///
  /// More on file earlier may keep a test from being met; then the earliest is the day that counts.
  func day(_ agency: String?) -> KnownSince.Day? {
    let file = FileRead(agency: agency)
    guard let latest = firstDay(file) else { return nil }
    if evidence.areDaysCertain(of: file) { return KnownSince.Day(day: latest, earliest: latest) }
    let earliest = firstDay(FileRead(agency: agency, isEarliest: true)) ?? latest
    return KnownSince.Day(day: latest, earliest: min(latest, earliest))
  }

  private func firstDay(_ file: FileRead) -> CivilDate? {
    let bound = bound(file)
    if bound == .never { return nil }
    let first = bound.day.map { dayAsked(CivilDate(dayNumber: $0)) }
    if unsteady.isEmpty, isInForce(on: first, file) {
      return first.flatMap { isLaw($0) ? $0 : nil }
    }
    let days = evidence.days(of: file)
    // What an empty file meets needed nothing on it, and has no first day.
    if first == nil, let before = days.first?.adding(days: -1),
      isMet(evidence.standing(file, on: before))
    {
      return nil
    }
    var last: CivilDate?
    for arrival in days {
      let day = dayAsked(arrival)
      if day == last || !isLaw(day) { continue }
      if let first, day < first { continue }
      last = day
      let evidence = evidence.standing(file, on: day)
      if isMet(evidence), !isOutOfForce(evidence, on: day) { return day }
    }
    return nil
  }

  /// No day before it meets the test, whatever the unsteady leaves said then; where there are none, it is the day itself.
  private func bound(_ file: FileRead) -> KnowableDay {
    func day(_ atom: Int) -> KnowableDay {
      // A date of birth that no source states is on every file.
      guard evidence.root(of: atom) != nil else { return .always }
      return file.day(evidence.arrivals(of: atom)).map { .from($0.dayNumber) } ?? .never
    }
    return formula.value(.for) { index, side in
      if unsteady.contains(index) { return .always }
      // Nothing on record denies what is negated, and nothing denies what is assumed.
      if side == .against { return .never }
      return leaves[index].isAssumable ? .always : leaves[index].support.support(day)
    }
  }

  /// Rule 18: a test of the day of the decision could not be met before it was one.
  private func dayAsked(_ day: CivilDate) -> CivilDate {
    guard framework.governsBy == .decision, let from = framework.inForce?.from else { return day }
    return max(day, from)
  }

  private func isLaw(_ day: CivilDate) -> Bool {
    framework.governsBy != .decision || framework.inForce?.days.contains(day) ?? true
  }

  /// Whether harm that the text certainly governed was on file by a day, or none at all ever was: then it is not out of force (rule 2).
  private func isInForce(on day: CivilDate?, _ file: FileRead) -> Bool {
    let scope = Scope(subject, askedBy: framework, evidence)
    guard let days = scope.days else { return true }
    let harm = evidence.harm(subject)
    return harm.isEmpty
      || harm.contains { index in
        guard let day, let held = file.day(evidence.arrivals(of: index)) else { return false }
        let event = evidence.record.statements[index].event
        return held <= day && days.touches(evidence.conduct(index))
          && event.map(scope.yields) != true
      }
  }

  /// Whether a file as it stood meets the test.
  private func isMet(_ evidence: CaseEvidence) -> Bool {
    let grounder = Grounder(evidence: evidence, law: law)
    let formula = grounder.ground(
      framework, reading, Scope(subject, askedBy: framework, evidence))
    return Questions(evidence: evidence) { grounder.leaves[$0] }.state(formula).isMet
  }

  private func isOutOfForce(_ evidence: CaseEvidence, on day: CivilDate) -> Bool {
    evidence.isOutOfForce(framework, Scope(subject, askedBy: framework, evidence), on: day)
  }
}

extension GroundedLeaf {
  /// Whether what it says on any day can be read off what it says now.
  fileprivate func isSteady(isNegated: Bool) -> Bool {
    // An age is assumed on every day, if nothing ever denies it.
    isNegated || isAssumable ? !mayBeOpposed : isSupportSteady
  }
}
