public import CivilTime
internal import EvidenceLogic

/// What the law changed between two days.
public struct LawChange: Sendable, Hashable {
  /// A text that took the place of another: the same family, in the same place, about the same.
  public struct Succession: Sendable, Hashable {
    public var from: Framework
    public var to: Framework
    /// What the older text asks and the newer does not, and the other way round.
    public var noLongerAsks: [String]
    public var newlyAsks: [String]
  }

  public var successions: [Succession]
  /// Texts that began or ended with no counterpart on the other side.
  public var began: [Framework]
  public var ended: [Framework]
  /// Enacted by the later day, and not known to have been commenced.
  public var uncommenced: [Framework]
  public var pathwaysBegan: [Pathway]
  public var pathwaysEnded: [Pathway]

  /// Nothing changed.
  public static let none = LawChange(
    successions: [], began: [], ended: [], uncommenced: [], pathwaysBegan: [], pathwaysEnded: [])
}

extension LawPack {
  /// What changed between the law of one day and that of a later one.
  public func changes(from first: CivilDate, to last: CivilDate) -> LawChange {
    func began(_ days: Framework.InForce?) -> Bool {
      guard let days, days.uncommenced == nil, let from = days.from else { return false }
      return from > first && from <= last
    }
    func ended(_ days: Framework.InForce?) -> Bool {
      guard let to = days?.to else { return false }
      return to >= first && to < last
    }
    let new = frameworks.filter { began($0.inForce) && $0.isInForce(on: last) }
    let old = frameworks.filter { ended($0.inForce) && $0.isInForce(on: first) }
    var successions: [LawChange.Succession] = []
    for from in old {
      for to in successors(of: from, among: new) {
        let asked = (old: labels(from), new: labels(to))
        successions.append(
          LawChange.Succession(
            from: from, to: to,
            noLongerAsks: asked.old.filter { !asked.new.contains($0) },
            newlyAsks: asked.new.filter { !asked.old.contains($0) }))
      }
    }
    return LawChange(
      successions: successions,
      began: new.filter { framework in !successions.contains { $0.to.id == framework.id } },
      ended: old.filter { framework in !successions.contains { $0.from.id == framework.id } },
      uncommenced: frameworks.filter { framework in
        framework.inForce?.uncommenced.map { $0 > first && $0 <= last } ?? false
      },
      pathwaysBegan: pathways.all.filter { began($0.inForce) },
      pathwaysEnded: pathways.all.filter { ended($0.inForce) })
  }

  /// Of the counterparts that begin, those most like what they follow: of the same section if its id says so, else by what they ask.
  private func successors(of old: Framework, among new: [Framework]) -> [Framework] {
    let counterparts = new.filter { isCounterpart(old, $0) }
    let sameSection = counterparts.filter { old.id.hasPrefix($0.id) || $0.id.hasPrefix(old.id) }
    if !sameSection.isEmpty { return sameSection }
    let asked = Set(labels(old))
    let likeness = counterparts.map { asked.intersection(labels($0)).count }
    guard let most = likeness.max() else { return [] }
    return zip(counterparts, likeness).filter { $0.1 == most }.map(\.0)
  }

  private func isCounterpart(_ one: Framework, _ other: Framework) -> Bool {
    guard let family = one.family, family == other.family else { return false }
    return one.jurisdiction == other.jurisdiction && one.kind == other.kind
      && one.about == other.about
  }

  private func labels(_ framework: Framework) -> [String] { framework.asks }
}

extension Framework {
  /// What the test asks on its broad reading, each once.
  public var asks: [String] {
    var seen: Set<String> = []
    return elements.flatMap { element -> [String] in
      guard let formula = element.formula(.broad) else { return [element.says] }
      return formula.leaves.map { leaf, isNegated in
        isNegated ? "not \(leaf.label)" : leaf.label
      }
    }.filter { seen.insert($0).inserted }
  }
}
