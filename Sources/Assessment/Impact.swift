import CaseRecord
import CivilTime
import EvidenceLogic
public import LawPack

/// What a classification changes for one child: for policing, in law and for the victim.
///
/// - Source: the closing question of the paper in `Documentation/law/two-framework-table.md`: what does each definition set in motion?
public struct Impact: Sendable {
  /// One test that is met, with what it sets in motion.
  public struct Row: Sendable {
    public let finding: Finding
    /// The elements on which it is met.
    public let elements: [Element]
    public let opens: [Pathway]

    /// What it opens in one column.
    public func opens(_ change: Pathway.Change) -> [Pathway] {
      opens.filter { $0.changes == change }
    }
  }

  public let child: String
  /// The child's own tests, then those of the group.
  public let rows: [Row]
  /// What the tests of the table's left column alone set in motion.
  public let safeguardingAlone: [Pathway]
  /// What the child goes without if no other test is ever asked.
  public let without: [Pathway]

  /// The tests that open a pathway.
  public func openers(of pathway: Pathway) -> [String] {
    rows.filter { row in row.opens.contains { $0.id == pathway.id } }.map(\.finding.framework.id)
  }
}

extension Assessment {
  /// What the tests that each child's record meets set in motion, under the record's own law on the day of the assessment.
  ///
  /// A test that is met on either reading counts: where careful readers differ, the one that protects more decides what is opened. A text
  /// that is not known to have been commenced opens nothing.
  public var impacts: [Impact] {
    let own = Jurisdiction.own(of: record)
    let left = Set(law.twoFrameworks?.left.frameworks ?? [])
    func isOpen(_ pathway: Pathway) -> Bool {
      pathway.inForce?.days.contains(on) ?? true
        && pathway.jurisdictions.contains(where: own.contains)
    }
    func rows(about: String) -> [Impact.Row] {
      findings(about: about).filter { $0.state.isMet && !$0.marks.isComparison }.map { finding in
        Impact.Row(
          finding: finding,
          elements: finding.elements.filter { $0.state?.isMet == true }.map(\.element),
          opens: law.opened(by: finding.framework).filter(isOpen))
      }
    }
    let group = rows(about: Assessment.group)
    return children.map { child in
      let rows = rows(about: child.id) + group
      let alone = Set(
        rows.filter { left.contains($0.finding.framework.id) }.flatMap(\.opens).map(\.id))
      let all = Set(rows.flatMap(\.opens).map(\.id))
      return Impact(
        child: child.id, rows: rows,
        safeguardingAlone: law.pathways.all.filter { alone.contains($0.id) },
        without: law.pathways.all.filter { all.contains($0.id) && !alone.contains($0.id) })
    }
  }
}
