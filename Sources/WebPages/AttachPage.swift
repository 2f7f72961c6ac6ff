internal import Casebook

/// The form with which the original of a source is attached.
package func attachPage(
  _ caseID: String, entry: Int, ref: String?, problems: [FormProblem] = []
) -> Page {
  let links = CaseLinks(caseID)
  return Page(
    "attach", title: "Attach the original: source, entry \(entry)", section: .cases,
    crumbs: caseCrumbs(caseID) + [.init("Entry \(entry)", links.item(entry))],
    marking: handlingMarking,
    fields: [
      "summary": FormSheet.summary(problems), "action": "\(links.item(entry))/attach", "ref": ref,
      "error": problems.map(\.says).joined(separator: " "),
    ])
}
