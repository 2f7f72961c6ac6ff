internal import Assessment
internal import CaseRecord
internal import EvidenceLogic
internal import LawPack
package import Reports

/// What each classification sets in motion for a child, test by test; and what one column of the table alone would leave out.
package func impactPage(about child: String, _ words: CaseWords) -> Page {
  let links = CaseLinks(words.record.id, about: child)
  let impact = words.assessment.impacts.first { $0.child == child }
  // What an earlier test of the page opened already is named by its id alone.
  var shown: Set<String> = []
  let tests = impact?.rows.map { row in
    let new = row.opens.filter { shown.insert($0.id).inserted }
    let old = row.opens.filter { pathway in !new.contains { $0.id == pathway.id } }
    return (row: row, new: new, old: old.map(\.id))
  }
  return Page(
    "impact", title: "What each classification sets in motion", section: .cases,
    crumbs: [.init("Cases", "/cases"), .init(words.record.title, links.overview)],
    marking: handlingMarking,
    fields: [
      "subject": child,
      "tests": tests?.map { row, new, old in
        [
          "title": row.finding.framework.short, "id": row.finding.framework.id,
          "state": stateFields(row.finding.state),
          "path": links.explanation(of: row.finding.framework.id),
          "isGroup": row.finding.about == Assessment.group ? true : nil,
          "elements": row.elements.map { "\($0.id) (\(cited($0.cite)))" }.joined(separator: ", "),
          "penalty": row.finding.framework.penalty.map {
            "The greatest term on indictment: \($0.words). \(cited($0.cite, $0.status))"
          },
          "changes": changes(new) { words.bodies($0) },
          "above": old.isEmpty ? nil : listed(old),
          "opensNothing": row.opens.isEmpty ? true : nil,
        ] as Fields
      },
      "summary": impactSummary(on: child, words, links),
    ])
}

/// Pathways by what they change.
private func changes(_ pathways: [Pathway], note: (Pathway) -> String) -> [Fields] {
  Pathway.Change.allCases.compactMap { change in
    let some = pathways.filter { $0.changes == change }
    guard !some.isEmpty else { return nil }
    return [
      "heading": change.heading,
      "pathways": some.map { pathway in
        [
          "title": pathway.title, "kind": pathway.kind.words, "id": pathway.id,
          "cite": cited(pathway.cite, pathway.status), "note": note(pathway),
        ] as Fields
      },
    ]
  }
}

/// What would be opened for the child, and what one column alone would leave out.
func impactSummary(on child: String, _ words: CaseWords, _ links: CaseLinks) -> Fields? {
  guard let impact = words.assessment.impacts.first(where: { $0.child == child }),
    let table = words.assessment.law.twoFrameworks
  else { return nil }
  guard !impact.rows.isEmpty else { return nil }
  var seen: Set<String> = []
  let opened = impact.rows.flatMap { row in Pathway.Change.allCases.flatMap(row.opens) }
    .filter { seen.insert($0.id).inserted }
  return [
    "path": links.impact,
    "openedCount": opened.isEmpty
      ? nil : count(opened.count, "duty, power or right", "duties, powers and rights"),
    "column": table.left.title,
    "without": changes(impact.without) { pathway in
      "opened by \(capped(impact.openers(of: pathway), at: 4))"
    },
    "withoutCount": impact.without.isEmpty ? nil : "\(impact.without.count)",
  ]
}
