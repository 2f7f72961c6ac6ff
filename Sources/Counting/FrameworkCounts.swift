internal import CaseRecord
public import Statistics

/// How one framework's answers fall, with those that nobody considered.
public struct FrameworkCount: Hashable, Sendable {
  public let framework: CountedFramework
  /// Children, where it is asked of each child; else cases.
  public let base: Base
  public let states: [String: Int]
  public let neverConsidered: Int

  /// How many were asked of.
  public var total: Int { states.values.reduce(0, +) }
}

/// The order in which states are printed. The last says that nobody has said enough: it is missing, and never *no*.
private let known = ["evidenced", "disputed", "arguable", "contradicted", "tried-not-proved"]

extension CountedCaseload {
  /// One entry for each framework that was asked at all, in their order.
  public var frameworkCounts: [FrameworkCount] {
    var answers: [String: [CountedAnswer]] = [:]
    for counted in cases {
      for answer in counted.answers { answers[answer.framework, default: []].append(answer) }
    }
    return frameworks.compactMap { framework in
      guard let given = answers[framework.id] else { return nil }
      return FrameworkCount(
        framework: framework, base: Base(given.contains { $0.child != nil } ? .children : .cases),
        states: given.reduce(into: [:]) { $0[$1.state, default: 0] += 1 },
        neverConsidered: given.count(where: \.neverConsidered))
    }
  }

  /// Under every framework, how many are in each state. *Not yet evidenced* counts as not known and *not in force* as not
  /// applicable, so that the bounds are those of what may yet turn out.
  func frameworkFigures(_ counts: [FrameworkCount]) -> [RecordedFigure] {
    counts.compactMap(stateFigure)
  }

  private func stateFigure(_ count: FrameworkCount) -> RecordedFigure? {
    let others = count.states.keys.filter {
      !known.contains($0) && $0 != "not-yet-evidenced" && $0 != "not-in-force"
    }.sorted()
    return figure(
      "state-\(count.framework.id)", count.base, by: "state under \(count.framework.title)",
      (known + others).map { ($0, count.states[$0] ?? 0) },
      missing: [
        .notKnown: count.states["not-yet-evidenced"] ?? 0,
        .notApplicable: count.states["not-in-force"] ?? 0,
      ])
  }

  /// How often nobody considered a framework.
  func considerationFigures(_ counts: [FrameworkCount]) -> [RecordedFigure] {
    counts.compactMap { count in
      figure(
        "considered-\(count.framework.id)", count.base,
        by: "whether \(count.framework.title) was considered",
        [
          ("never considered", count.neverConsidered),
          ("considered, or not to be considered", count.total - count.neverConsidered),
        ])
    }
  }

  /// In how many cases each guard is raised; nothing where guards were not asked for.
  var guardFigures: [RecordedFigure] {
    let asked = cases.compactMap(\.guards)
    let names = asked.reduce(into: Set<String>()) { $0.formUnion($1) }.sorted()
    return names.compactMap { name in
      let raised = asked.count { $0.contains(name) }
      return figure(
        "guard-\(name)", Base(.cases), by: "whether the guard \(name) is raised",
        [("raised", raised), ("not raised", asked.count - raised)],
        missing: [.notCollected: cases.count - asked.count])
    }
  }
}
