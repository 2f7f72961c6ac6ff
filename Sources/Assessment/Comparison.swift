import CaseRecord
import EvidenceLogic
public import LawPack

/// The same facts under the law of several places, test beside counterpart.
public struct Comparison: Sendable {
  /// What stands between a record and a test that it does not meet.
  public enum Difference: Sendable, Hashable {
    /// The test is met.
    case none
    /// Any one of these elements would complete it.
    case anyOf([Element])
    /// These elements, all together.
    case allOf([Element])
    /// Every element is met, but not by one person or in one event.
    case together
    /// It was not the law on the days of the conduct, or of the decision.
    case notInForce
  }

  public struct Answer: Sendable {
    public let finding: Finding
    public let difference: Difference
  }

  public struct Place: Sendable {
    public let jurisdiction: String
    public let answers: [Answer]

    /// Whether any test of the place is met.
    public var isMet: Bool { answers.contains { $0.finding.state.isMet } }
  }

  /// A child's id, or `Assessment.group`.
  public let about: String
  public let family: Framework.Family
  /// In the order asked for; a place whose law has no counterpart has no answers.
  public let places: [Place]

  /// Whether the places answer alike.
  public var isAlike: Bool { Set(places.map(\.isMet)).count < 2 }
}

extension Assessment {
  /// Every family of tests under the law of several places, for each child and then the group.
  ///
  /// International and analytic texts are left out: they are the same everywhere.
  public func comparisons(of jurisdictions: [String]) -> [Comparison] {
    let everywhere = Jurisdiction.own(of: "")
    let subjects = children.map(\.id) + [Assessment.group]
    return subjects.flatMap { about in
      Framework.Family.allCases.compactMap { family -> Comparison? in
        let places = jurisdictions.map { place in
          let law = Jurisdiction.own(of: place).subtracting(everywhere)
          return Comparison.Place(
            jurisdiction: place,
            answers: findings(about: about).filter {
              $0.framework.family == family && law.contains($0.framework.jurisdiction)
            }.map { Comparison.Answer(finding: $0, difference: difference($0)) })
        }
        guard places.contains(where: { !$0.answers.isEmpty }) else { return nil }
        return Comparison(about: about, family: family, places: places)
      }
    }
  }

  private func difference(_ finding: Finding) -> Comparison.Difference {
    if finding.state == .notInForce { return .notInForce }
    if finding.state.isMet { return .none }
    let test = finding.framework.test
    // What no fact may decide takes no part.
    let met = Set(finding.elements.indices.filter { finding.elements[$0].state?.isMet ?? true })
    func isMet(with more: [Int]) -> Bool {
      let all = met.union(more)
      return test.evaluate { Evidence(for: all.contains($0), against: !all.contains($0)) }.for
    }
    func elements(_ places: [Int]) -> [Element] { places.map { finding.elements[$0].element } }
    if isMet(with: []) { return .together }
    let unmet = finding.elements.indices.filter { !met.contains($0) }
    let single = unmet.filter { isMet(with: [$0]) }
    if single.count == 1 { return .allOf(elements(single)) }
    if !single.isEmpty { return .anyOf(elements(single)) }
    for (place, first) in unmet.enumerated() {
      for second in unmet.dropFirst(place + 1) where isMet(with: [first, second]) {
        return .allOf(elements([first, second]))
      }
    }
    return .allOf(elements(unmet))
  }
}
