package import CivilTime
internal import Reports

/// A case in a list.
package struct CaseLine: Sendable, Hashable {
  package var id: String
  package var title: String
  package var custodian: String
  package var children: Int
  /// The day on which it last came to say something that the reader may see.
  package var latest: CivilDate?

  package init(id: String, title: String, custodian: String, children: Int, latest: CivilDate?) {
    self.id = id
    self.title = title
    self.custodian = custodian
    self.children = children
    self.latest = latest
  }
}

/// The cases that are open to somebody.
///
/// - Parameters:
///   - mayOpen: whether they may open one.
///   - mayBreakGlass: whether they may open somebody else's in an emergency.
package func casesPage(
  _ cases: [CaseLine], mayOpen: Bool = false, mayBreakGlass: Bool = false
) -> Page {
  Page(
    "cases", title: "Cases open to you", section: .cases, marking: handlingMarking,
    fields: [
      "newCase": mayOpen ? "/cases/new" : nil,
      "emergency": mayBreakGlass ? "/cases/emergency" : nil,
      "hasCases": cases.isEmpty ? nil : true,
      "cases": cases.map { line in
        [
          "title": line.title, "id": line.id, "custodian": line.custodian,
          "path": CaseLinks(line.id).base,
          "children": count(line.children, "child", "children"),
          "latest": line.latest.map { describe($0) },
        ] as Fields
      },
    ])
}
