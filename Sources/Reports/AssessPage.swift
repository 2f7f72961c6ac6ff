import Assessment
import CaseRecord
import EvidenceLogic
import LawPack

/// The page that opens a case.
struct AssessPage {
  let assessment: Assessment
  let words: CaseWords
  private var sheet: Sheet

  init(_ assessment: Assessment, _ layout: Layout) {
    self.assessment = assessment
    words = CaseWords(assessment)
    sheet = Sheet(layout)
  }

  mutating func text() -> String {
    sheet.heading(words, explainsPlaces: true)
    let children = assessment.children.map(\.id)
    for child in children {
      sheet.blank()
      sheet.subject(child, words)
      if assessment.findings(about: child).contains(where: \.marks.assumesChild) {
        sheet.add(
          "Age not recorded: taken as under 18 for identification and policy, never for an offence. MSA 2015 s\u{A0}51 (rule U9)",
          .faint)
      }
      if let table = assessment.law.twoFrameworks {
        sheet.twoFrameworks(
          TableFilling(table: table, child: child, words: words))
      }
      sheet.guards(about: child, words)
      sheet.frameworks(about: child, words)
    }
    sheet.blank()
    sheet.subject(Assessment.group, words)
    sheet.guards(about: Assessment.group, words)
    sheet.frameworks(about: Assessment.group, words)
    if let table = assessment.law.twoFrameworks, !children.isEmpty {
      sheet.blank()
      sheet.rule()
      sheet.corrections(of: table)
    }
    commands()
    return sheet.text
  }

  /// What to read next, with a framework of this record for an example.
  private mutating func commands() {
    let file = sheet.layout.file
    let met = assessment.findings.first { $0.state.isMet && $0.framework.kind == .offence }
    let example = (met ?? assessment.findings.first)?.framework.id ?? "FRAMEWORK"
    sheet.blank()
    sheet.rule()
    sheet.add(
      "Statements, sources and reasons: \(held("heed explain \(file) \(example)"))", hanging: 2)
    sheet.add("What to find out next: \(held("heed ask \(file)"))", hanging: 2)
    sheet.add("When it could have been known: \(held("heed knew \(file)"))", hanging: 2)
    sheet.add(
      "This page shows evidence and law. It decides nothing; a named person does.", hanging: 2)
  }
}
