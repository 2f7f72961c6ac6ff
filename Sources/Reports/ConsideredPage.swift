import Assessment
import CaseRecord
import EvidenceLogic
import LawPack
import Vocabulary

/// Which questions anybody ever asked: for every child, every test of the record's own law.
struct ConsideredPage {
  let assessment: Assessment
  let words: CaseWords
  /// What the wording of reasons suggests, by the place of the response.
  let prompts: [Int: [String]]
  private var sheet: Sheet

  init(_ assessment: Assessment, prompts: [Int: [String]], _ layout: Layout) {
    self.assessment = assessment
    self.prompts = prompts
    words = CaseWords(assessment)
    sheet = Sheet(layout)
  }

  mutating func text() -> String {
    sheet.heading(words)
    sheet.blank()
    sheet.add("What was asked, and what nobody asked", .strong)
    sheet.add(
      "Every test of the record's own law that could have been asked when something was decided. 'Never considered' means that no answer is recorded; a met test that nobody considered stands first.",
      hanging: 2)
    for about in assessment.children.map(\.id) + [Assessment.group] {
      sheet.blank()
      sheet.subject(about, words)
      ledger(about)
    }
    closures()
    return sheet.text
  }

  private mutating func ledger(_ about: String) {
    let own = assessment.findings(about: about).filter { !$0.marks.isComparison }
    let never = own.filter { $0.considered == .never }
    let met = never.filter(\.state.isMet)
    let rest = never.filter { !$0.state.isMet }
    part("Never considered, and the record meets the test", met)
    part("Never considered", rest)
    let answered = own.compactMap { finding -> (Finding, Int)? in
      if case .answered(let response) = finding.considered { (finding, response) } else { nil }
    }
    sheet.blank()
    sheet.add("An answer is recorded: \(answered.count)", .strong)
    for (finding, index) in answered {
      let response = words.record.responses[index]
      sheet.add(
        "\(finding.framework.id) \(finding.framework.short): \(response.answer.map { Reports.words(ofName: $0.rawValue) } ?? "no answer given") · \(words.response(index))\(response.decidedBy.map { ", decided by \($0)" } ?? "") · the record now: \(finding.state.marked)",
        indent: 2, hanging: 2)
    }
    let unasked = own.filter { $0.considered == .notAsked }
    if !unasked.isEmpty {
      sheet.blank()
      sheet.add(
        "Could not have been asked, because it was not the law when anything was decided: \(capped(unasked.map { held($0.framework.id) }, at: sheet.layout.showsAll ? 999 : 8))",
        .faint, hanging: 2)
    }
  }

  private mutating func part(_ heading: String, _ findings: [Finding]) {
    guard !findings.isEmpty else { return }
    sheet.blank()
    sheet.add("\(heading): \(findings.count)", .strong)
    for finding in findings {
      sheet.add(
        "\(finding.state.marked) · \(finding.framework.short) · \(held(finding.framework.id))",
        indent: 2, hanging: 2)
    }
  }

  private mutating func closures() {
    let reasoned = assessment.guards.filter {
      [.gangNotGroup, .irrelevantFactor, .nonElement, .negativeOutcome].contains($0.kind)
    }
    let closed = words.record.responses.indices.filter { words.record.responses[$0].act.isClosure }
    guard !reasoned.isEmpty || !closed.isEmpty || !prompts.isEmpty else { return }
    sheet.blank()
    sheet.rule()
    sheet.add("Closures, and what they leaned on", .strong)
    for index in closed {
      let response = words.record.responses[index]
      sheet.blank()
      sheet.add(capitalised(words.response(index)), hanging: 2)
      if let decidedBy = response.decidedBy { sheet.add("Decided by \(decidedBy)", indent: 2) }
      if response.reliesOn.isEmpty {
        sheet.add(
          "No reason is recorded by code. Wording alone raises no guard.", .faint, indent: 2)
      }
      for warning in reasoned where warning.response == index {
        sheet.add("⚠ \(sentence(words.plain(warning)))", .strong, indent: 2, hanging: 2)
        sheet.add(words.grounds(warning), indent: 4, hanging: 2)
      }
      for prompt in prompts[index] ?? [] { sheet.add("Wording: \(prompt)", indent: 2, hanging: 2) }
    }
    for warning in reasoned where !closed.contains(where: { $0 == warning.response }) {
      sheet.blank()
      sheet.add("⚠ \(sentence(words.plain(warning)))", .strong, hanging: 2)
      sheet.add(words.grounds(warning), indent: 2, hanging: 2)
    }
  }
}
