import Assessment
import CaseRecord
import EvidenceLogic
package import LawPack

/// What a classification changes, for policing, in law and for the victim.
struct ImpactPage {
  let assessment: Assessment
  let words: CaseWords
  private var sheet: Sheet

  init(_ assessment: Assessment, _ layout: Layout) {
    self.assessment = assessment
    words = CaseWords(assessment)
    sheet = Sheet(layout)
  }

  mutating func text() -> String {
    sheet.heading(words)
    sheet.blank()
    sheet.add("What each classification sets in motion", .strong)
    sheet.add(
      "For each test that the record meets on at least one reading: what it changes for policing, in law and for the child. Duties are owed; powers and options are for named people to weigh; rights and support are the child's. Nothing here is advice.",
      hanging: 2)
    for impact in assessment.impacts {
      sheet.blank()
      sheet.subject(impact.child, words)
      if impact.rows.isEmpty {
        sheet.add("No test of this record's own law is met, so nothing is opened by one.")
        continue
      }
      var shown: Set<String> = []
      for row in impact.rows { self.row(row, &shown) }
      difference(impact)
    }
    if assessment.impacts.isEmpty {
      sheet.blank()
      sheet.add("The record names no child.")
    }
    sheet.blank()
    sheet.rule()
    sheet.add("What is owed, by whom and by when: \(held("heed duties \(sheet.layout.file)"))")
    sheet.add(
      "This page shows what the law then asks or allows. It decides nothing; a named person does.",
      hanging: 2)
    return sheet.text
  }

  /// One test. What an earlier test of the same child opened already is named by its id alone.
  private mutating func row(_ row: Impact.Row, _ shown: inout Set<String>) {
    let framework = row.finding.framework
    sheet.blank()
    let group = row.finding.about == Assessment.group ? ", over the whole record" : ""
    sheet.add(
      "\(framework.short) · \(framework.id) · \(row.finding.state.marked)\(group)", .strong,
      hanging: 2)
    let elements = row.elements.map { "\($0.id) (\(cited($0.cite)))" }
    if !elements.isEmpty {
      sheet.add(
        "Opened by \(capped(elements, at: sheet.layout.showsAll ? 99 : 6))", .faint, hanging: 2)
    }
    if let penalty = framework.penalty {
      sheet.add(
        "The greatest term on indictment: \(penalty.words). \(cited(penalty.cite, penalty.status))",
        hanging: 2)
    }
    if row.opens.isEmpty { sheet.add("It opens nothing that is encoded.", indent: 2) }
    for change in Pathway.Change.allCases {
      let opens = row.opens(change)
      guard !opens.isEmpty else { continue }
      sheet.add(change.heading, indent: 2)
      let new = opens.filter { shown.insert($0.id).inserted }
      for pathway in new { self.pathway(pathway) }
      let old = opens.filter { pathway in !new.contains { $0.id == pathway.id } }
      if !old.isEmpty {
        sheet.add(
          "and, as above: \(listed(old.map { held($0.id) }))", .faint, indent: 4, hanging: 2)
      }
    }
  }

  private mutating func pathway(_ pathway: Pathway) {
    sheet.add(
      "\(pathway.title) · \(pathway.kind.words), \(words.bodies(pathway)) · \(held(pathway.id)) · \(cited(pathway.cite, pathway.status))",
      indent: 4, hanging: 2)
  }

  private mutating func difference(_ impact: Impact) {
    guard let table = assessment.law.twoFrameworks else { return }
    sheet.blank()
    sheet.add("What \(impact.child) goes without", .strong)
    let column = listed(
      table.left.frameworks.filter { id in
        impact.rows.contains { $0.finding.framework.id == id }
      })
    sheet.add(
      column.isEmpty
        ? "If only the column '\(table.left.title)' were ever applied, no test of it would be met, and none of this would be opened by a definition:"
        : "If only the column '\(table.left.title)' were ever applied (\(column)), these would not be opened:",
      hanging: 2)
    if impact.without.isEmpty { sheet.add("Nothing: that column opens all of it.", indent: 2) }
    for change in Pathway.Change.allCases {
      let missing = impact.without.filter { $0.changes == change }
      guard !missing.isEmpty else { continue }
      sheet.add(change.heading, indent: 2)
      for pathway in missing {
        sheet.add(
          "\(pathway.title) · \(pathway.kind.words) · \(held(pathway.id)) · opened by \(capped(impact.openers(of: pathway), at: 4))",
          indent: 4, hanging: 2)
      }
    }
  }
}

extension Pathway.Change {
  package var heading: String {
    switch self {
    case .policing: "For policing: units, powers, coordination"
    case .law: "In law: offences, orders, sentencing"
    case .victim: "For the child: support, protection, rights"
    }
  }
}

extension Pathway.Kind {
  package var words: String {
    switch self {
    case .duty: "duty"
    case .expected: "expected by guidance"
    case .power: "power"
    case .option: "option to weigh"
    case .right: "right"
    case .support: "support"
    case .consequence: "consequence"
    }
  }
}
