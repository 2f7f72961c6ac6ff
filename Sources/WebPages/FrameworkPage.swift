internal import Assessment
internal import CaseRecord
internal import CivilTime
internal import EvidenceLogic
package import LawPack
internal import Reports
package import WorkedCases

/// One framework as the law states it, with the worked cases that stand beside it.
///
/// - Parameters:
///   - cases: those of its own file; the ones that ask this framework are shown.
///   - showsAll: every worked case, with its facts.
package func frameworkPage(
  _ framework: Framework, cases: [WorkedCase], showsAll: Bool, in law: LawPack
) -> Page {
  let words = FrameworkWords(framework, in: law)
  let own = cases.filter { worked in
    worked.expectations.contains { $0.framework == framework.id }
  }
  let shown = showsAll ? own : Array(own.prefix(12))
  let counterparts = law.frameworks.filter {
    $0.id != framework.id && $0.family == framework.family && framework.family != nil
      && $0.about == framework.about && $0.kind == framework.kind
  }
  return Page(
    "framework", title: "\(framework.id): \(framework.short)", section: .law,
    crumbs: [.init("The law", LawLinks.all)],
    fields: [
      "title": framework.title, "id": framework.id, "act": words.act, "asks": words.asks,
      "inForce": words.inForce, "governs": words.governs, "penalty": words.penalty,
      "standard": words.standard,
      "elements": words.elements.map { element in
        [
          "element": element.id, "route": element.route, "says": element.says,
          "cite": element.cite, "lines": element.lines,
        ] as Fields
      },
      "irrelevant": framework.irrelevant.map {
        ["says": $0.says, "cite": cited($0.cite)] as Fields
      },
      "notNeeded": words.notNeeded, "straddles": words.straddles,
      "opens": words.opens, "hasOpens": words.opens.isEmpty ? nil : true,
      "notes": words.notes, "hasNotes": words.notes.isEmpty ? nil : true,
      "questions": words.questions, "hasQuestions": words.questions.isEmpty ? nil : true,
      "checked": words.checked, "read": framework.read, "correction": words.correction,
      "counterparts": counterparts.prefix(12).map {
        [
          "counterpart": $0.id, "title": $0.short,
          "place": capitalised(jurisdictionWords($0.jurisdiction)),
          "path": LawLinks.comparing([framework.id, $0.id]),
        ] as Fields
      },
      "hasCounterparts": counterparts.isEmpty ? nil : true,
      "cases": shown.map { workedCase($0, of: framework, in: law) },
      "hasCases": own.isEmpty ? nil : true,
      "more": own.count > shown.count ? "\(own.count - shown.count)" : nil,
      "all": LawLinks.framework(framework.id) + "?all=1",
    ])
}

/// A worked case: what it shows, its facts, and what the law says of it.
private func workedCase(
  _ worked: WorkedCase, of framework: Framework, in law: LawPack
) -> Fields {
  // Nothing is asked: only the words of the record are wanted.
  let words = CaseWords(assess(worked.record, under: law, on: worked.on, only: []))
  let statements = worked.record.statements.prefix(10).map { statement in
    let day = statement.when.map { capitalised(Reports.words($0)) } ?? "No day stated"
    return "\(day): \(words.words(statement, about: Assessment.group))"
  }
  let left = worked.record.statements.count - statements.count
  return [
    "name": sentence(capitalised(worked.name)),
    "on": "Decided on \(Reports.words(worked.on))"
      + (worked.known.map { ", on file by \(Reports.words($0))" } ?? ""),
    "statements": statements + (left > 0 ? ["and \(left) more statements"] : []),
    "hasNoStatement": statements.isEmpty ? true : nil,
    "expected": worked.expectations.filter { $0.framework == framework.id }.map(expected),
    "place": worked.place,
  ]
}

private func expected(_ expectation: WorkedCase.Expectation) -> String {
  var parts: [String] = []
  if let state = expectation.state { parts.append(state.marked) }
  if let narrow = expectation.narrow { parts.append("narrow: \(narrow.marked)") }
  if let broad = expectation.broad { parts.append("broad: \(broad.marked)") }
  if let areCertain = expectation.areDatesCertain {
    parts.append(areCertain ? "the days certain" : "the days possible")
  }
  if let certain = expectation.certainState {
    parts.append("certainly inside: \(certain.marked)")
  }
  if let asIf = expectation.asIfInForce { parts.append("as if in force: \(asIf.marked)") }
  if let isComparison = expectation.isComparison {
    parts.append(isComparison ? "for comparison" : "the law here")
  }
  let about = expectation.about == Assessment.group ? "the group" : expectation.about
  return "\(expectation.key), \(about): \(parts.joined(separator: "; "))"
}
