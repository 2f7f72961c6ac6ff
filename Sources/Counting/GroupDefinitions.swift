internal import Statistics

/// One caseload under every definition of a group, side by side: which definition is taken decides what is counted.
///
/// A case is *under* a definition if its test is met on some reading, contested or not. A case under none has no less to it: the
/// record may not say enough.
///
/// - Source: Documentation/practice/statistics.md 2 (S05, S07), where definitions and counts differ by more than twenty times.
public struct GroupDefinitionCounts: Hashable, Sendable {
  public struct Definition: Hashable, Sendable {
    public let framework: CountedFramework
    /// Cases that are under it.
    public let cases: Int
    /// Cases of which nobody has yet said enough.
    public let undetermined: Int
    /// Cases to which it does not apply, since its text did not govern their days.
    public let outside: Int
    /// Under it, and nobody recorded having considered it.
    public let neverConsidered: Int
  }

  public let total: Int
  public let definitions: [Definition]
  /// By place in `definitions`, twice: cases that are under both. On the diagonal, those under the one.
  public let overlaps: [[Int]]
  /// Cases that are under no definition.
  public let underNone: Int
  /// Of those, the ones of which some definition does not yet know enough.
  public let underNoneUndetermined: Int
}

extension CountedCaseload {
  public var groupDefinitions: GroupDefinitionCounts {
    let answers = cases.map { counted in
      Dictionary(
        counted.answers.filter { $0.child == nil }.map { ($0.framework, $0) },
        uniquingKeysWith: { first, _ in first })
    }
    let asked = frameworks.filter { framework in
      framework.isGroupDefinition && answers.contains { $0[framework.id] != nil }
    }
    let under = asked.map { framework in answers.map { $0[framework.id]?.isMet ?? false } }
    let overlaps = under.map { one in under.map { other in zip(one, other).count { $0 && $1 } } }
    let none = cases.indices.filter { index in !under.contains { $0[index] } }
    return GroupDefinitionCounts(
      total: cases.count,
      definitions: asked.enumerated().map { place, framework in
        let given = answers.map { $0[framework.id] }
        return GroupDefinitionCounts.Definition(
          framework: framework, cases: overlaps[place][place],
          undetermined: given.count { $0 == nil || $0?.state == "not-yet-evidenced" },
          outside: given.count { $0?.state == "not-in-force" },
          neverConsidered: given.count { $0?.isMet == true && $0?.neverConsidered == true })
      }, overlaps: overlaps, underNone: none.count,
      underNoneUndetermined: none.count { index in
        asked.contains { framework in
          let answer = answers[index][framework.id]
          return answer == nil || answer?.state == "not-yet-evidenced"
        }
      })
  }

  /// Each pair of definitions as one figure, and by how many definitions a case is under.
  func groupDefinitionFigures(_ counts: GroupDefinitionCounts) -> [RecordedFigure] {
    guard !counts.definitions.isEmpty else { return [] }
    var figures = [
      figure(
        "group-definitions", Base(.cases), by: "whether any definition of a group is met",
        [("under one or more", counts.total - counts.underNone), ("under none", counts.underNone)])
    ]
    for one in counts.definitions.indices {
      for other in counts.definitions.indices where other > one {
        let both = counts.overlaps[one][other]
        let (first, second) = (counts.definitions[one], counts.definitions[other])
        figures.append(
          figure(
            "overlap-\(first.framework.id)-\(second.framework.id)", Base(.cases),
            by: "under \(first.framework.id), \(second.framework.id)",
            [
              ("both", both), ("the first alone", first.cases - both),
              ("the second alone", second.cases - both),
              ("neither", counts.total - first.cases - second.cases + both),
            ]))
      }
    }
    return figures.compactMap { $0 }
  }
}

extension GroupDefinitionCounts {
  /// For each definition, the later ones with which its overlap may be printed: of which no number is small, and which with two
  /// others do not say of how few cases just these definitions hold.
  ///
  /// Three definitions with their three overlaps leave one number open, of the cases under all three. Where everything else allows
  /// it one value alone, all eight combinations are known.
  func pairsToPrint(_ rule: SmallNumbers) -> [Set<Int>] {
    func isSmall(_ count: Int) -> Bool { rule.range.contains(count) }
    var printed = overlaps.indices.map { one in
      Set(
        overlaps.indices.filter { other in
          let both = overlaps[one][other]
          let (first, second) = (overlaps[one][one], overlaps[other][other])
          return other > one
            && ![both, first - both, second - both, total - first - second + both]
              .contains(where: isSmall)
        })
    }
    for a in overlaps.indices {
      for b in printed[a].sorted() {
        for c in printed[a].intersection(printed[b]).sorted() {
          let (ab, ac, bc) = (overlaps[a][b], overlaps[a][c], overlaps[b][c])
          /// Those under one of them alone, less those under all three.
          let alone = [
            overlaps[a][a] - ab - ac, overlaps[b][b] - ab - bc, overlaps[c][c] - ac - bc,
          ]
          let none =
            total - overlaps[a][a] - overlaps[b][b] - overlaps[c][c] + ab + ac + bc
          let least = max(0, -(alone.min() ?? 0))
          guard least == min(ab, ac, bc, none) else { continue }
          let all = [least, ab - least, ac - least, bc - least, none - least]
          if (all + alone.map { $0 + least }).contains(where: isSmall) { printed[b].remove(c) }
        }
      }
    }
    return printed
  }
}
