/// A case in a list.
package struct CaseLine: Sendable, Hashable {
  package var id: String
  package var title: String
  package var custodian: String

  package init(id: String, title: String, custodian: String) {
    self.id = id
    self.title = title
    self.custodian = custodian
  }
}

/// The cases that are open to somebody.
package func casesPage(_ cases: [CaseLine]) -> Page {
  Page(
    "cases", title: "Cases open to you", section: .cases, marking: handlingMarking,
    fields: [
      "cases": cases.map {
        ["title": $0.title, "id": $0.id, "custodian": $0.custodian, "path": CaseLinks($0.id).base]
          as Fields
      }
    ])
}
