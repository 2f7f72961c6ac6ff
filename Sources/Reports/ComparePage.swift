package import Assessment
import CaseRecord
import EvidenceLogic
package import LawPack

/// The same facts under the law of several places.
struct ComparePage {
  let assessment: Assessment
  let jurisdictions: [String]
  let words: CaseWords
  private var sheet: Sheet

  init(_ assessment: Assessment, _ jurisdictions: [String], _ layout: Layout) {
    self.assessment = assessment
    self.jurisdictions = jurisdictions
    words = CaseWords(assessment)
    sheet = Sheet(layout)
  }

  mutating func text() -> String {
    sheet.heading(words)
    sheet.blank()
    sheet.add(
      "The same facts under the law of \(listed(jurisdictions.map(jurisdictionWords)))", .strong)
    sheet.add(Comparison.explanation, hanging: 2)
    let comparisons = assessment.comparisons(of: jurisdictions)
    for about in assessment.children.map(\.id) + [Assessment.group] {
      let own = comparisons.filter { $0.about == about }
      guard !own.isEmpty else { continue }
      sheet.blank()
      sheet.subject(about, words)
      for comparison in own { family(comparison) }
    }
    return sheet.text
  }

  private mutating func family(_ comparison: Comparison) {
    sheet.blank()
    sheet.add(
      "\(capitalised(Reports.words(ofName: comparison.family.rawValue)))\(comparison.isAlike ? "" : ": the places differ")",
      .strong)
    for place in comparison.places {
      let name = jurisdictionWords(place.jurisdiction)
      if place.answers.isEmpty {
        sheet.add("\(name): no counterpart is encoded.", indent: 2, hanging: 2)
        continue
      }
      sheet.add(name, indent: 2)
      let law = place.answers.filter { $0.finding.state != .notInForce }
      let shown = sheet.layout.showsAll || law.isEmpty ? place.answers : law
      for answer in shown { self.answer(answer) }
      let folded = place.answers.count - shown.count
      if folded > 0 {
        sheet.add("\(folded) more were not the law then: --all", .faint, indent: 4)
      }
    }
  }

  private mutating func answer(_ answer: Comparison.Answer) {
    let framework = answer.finding.framework
    sheet.add(
      "\(answer.finding.state.marked) · \(framework.short) · \(held(framework.id))", indent: 4,
      hanging: 2)
    let lines = answer.difference.words(of: framework)
    if let lines { sheet.add(lines, .faint, indent: 6, hanging: 2) }
  }
}

extension Comparison {
  package static let explanation =
    "Test beside counterpart, with the element that makes the difference. Only the law of the record's own place owes a duty here."
}

extension Framework {
  /// The places whose law can be compared.
  package static var placesOfLaw: [String] {
    jurisdictions.filter { !["any", "international"].contains($0) }
  }

  /// Those that are set side by side unless others are asked for.
  package static let placesToCompare = [
    "england-and-wales", "scotland", "northern-ireland", "united-states",
  ]
}

extension Comparison.Difference {
  /// What stands between the record and the test, in words; nil where it is met.
  package func words(of framework: Framework) -> String? {
    func element(_ element: Element) -> String {
      "\(element.id), \(lowercased(element.says)) (\(cited(element.cite)))"
    }
    switch self {
    case .none: return nil
    case .anyOf(let elements):
      return "Would be met by any of: \(elements.map(element).joined(separator: "; "))"
    case .allOf(let elements):
      return "Lacks \(elements.map(element).joined(separator: "; and "))"
    case .together:
      return "Every element is evidenced, but not of one person or in one event, as it requires"
    case .notInForce: return framework.inForce.map { capitalised(daysInForce($0)) }
    }
  }

  private func lowercased(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }
}
