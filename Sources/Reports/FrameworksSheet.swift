package import Assessment
import CivilTime
import EvidenceLogic
import LawPack

extension Sheet {
  /// Every framework's answer about somebody, one line each, by group; what nobody considered stands first in its group.
  mutating func frameworks(about: String, _ words: CaseWords) {
    let all = words.assessment.findings(about: about)
    let folded = all.filter { $0.state == .notInForce && !layout.showsAll }
    let shown = all.filter { $0.state != .notInForce || layout.showsAll }
    blank()
    add(
      about == Assessment.group
        ? "Every framework about a group or about taking part in one"
        : "Every framework about \(about)",
      .strong)
    if layout.hasListColumns {
      row(
        [
          [Paragraph("Answer", .faint)], [Paragraph("Framework", .faint)],
          [Paragraph("Id", .faint)],
          [Paragraph("Weakest link; one source?", .faint)],
        ], widths: frameworkWidths)
    }
    let own = shown.filter { !$0.marks.isComparison }
    for kind in Framework.Kind.allCases {
      group(kind.heading, own.filter { $0.framework.kind == kind }, words)
    }
    group(
      "Comparison: the law of other places, which owes no duty here",
      shown.filter(\.marks.isComparison), words)
    if !folded.isEmpty {
      let comparisons = folded.filter(\.marks.isComparison).count
      let others = comparisons > 0 ? ", \(comparisons) of them for comparison" : ""
      add(
        "\(State.notInForce.marked): \(folded.count) more\(others) (\(capped(folded.map(\.framework.id), at: 8))). See them: --all",
        hanging: 2)
    }
  }

  private var frameworkWidths: [Int] {
    let state = 20
    let id = 13
    let rest = layout.width - state - id - 6
    let title = min(34, rest * 3 / 5)
    return [state, title, id, rest - title]
  }

  private mutating func group(_ heading: String, _ findings: [Finding], _ words: CaseWords) {
    guard !findings.isEmpty else { return }
    let never = findings.filter { $0.considered == .never }
    let unasked = findings.filter { $0.considered == .notAsked }
    let answered = findings.filter { $0.considered != .never && $0.considered != .notAsked }
    let isComparison = findings.contains(where: \.marks.isComparison)
    // What the record meets and nobody considered is the loudest of all.
    let parts = [
      (
        ": NEVER CONSIDERED, no answer is recorded",
        never.filter(\.state.isMet) + never.filter { !$0.state.isMet }
      ),
      (": an answer is recorded", answered),
      (isComparison ? "" : ": not the law here on the day of any response", unasked),
    ]
    for (suffix, part) in parts where !part.isEmpty {
      blank()
      add(heading + suffix, .strong)
      for finding in part { line(finding, words) }
    }
  }

  private mutating func line(_ finding: Finding, _ words: CaseWords) {
    let framework = finding.framework
    let emphasis: Emphasis = finding.state == .notInForce ? .faint : .plain
    let rest = words.restsOn(finding) + [words.recordedAnswer(finding)].compactMap(\.self)
    if layout.hasListColumns {
      row(
        [
          [Paragraph(finding.state.marked, emphasis)], [Paragraph(framework.short, emphasis)],
          [Paragraph(framework.id, emphasis)], rest.map { Paragraph($0, emphasis) },
        ], widths: frameworkWidths)
    } else {
      add(
        "\(finding.state.marked): \(framework.short), \(framework.id)", emphasis, hanging: 2)
      for text in rest { add(text, .faint, indent: 4) }
    }
  }
}

extension CaseWords {
  /// What an answer rests on, or what is still open; and what a reader must know before using it.
  package func restsOn(_ finding: Finding) -> [String] {
    var lines: [String] = []
    if finding.state.isMet {
      let kind = weakestKind(finding) ?? "no source"
      lines.append(kind + (finding.onlySource.map { "; falls without \($0)" } ?? "; no one source"))
    } else if finding.state == .notInForce {
      if let state = finding.asIfInForce {
        lines.append("as if in force: \(state.marked) (analysis, never an offence)")
      }
    } else {
      let open = finding.elements.filter { $0.state == .notYetEvidenced }.map(\.element.id)
      let against = finding.elements.filter { $0.state == .contradicted }.map(\.element.id)
      if !open.isEmpty { lines.append("open: \(capped(open, at: 5))") }
      if !against.isEmpty { lines.append("against: \(capped(against, at: 5))") }
      if open.isEmpty, against.isEmpty {
        lines.append("open: no one person or event meets all of it")
      }
    }
    if let dates = finding.dates, !dates.isCertain {
      lines.append("dates possible; certainly inside: \(dates.certainState.marked)")
    }
    if finding.marks.isAnalysis, let first = lines.first { lines[0] = first + "; analysis" }
    return lines
  }

  /// What somebody recorded on the test; nil if nobody did.
  package func recordedAnswer(_ finding: Finding) -> String? {
    guard case .answered(let index) = finding.considered else { return nil }
    return response(index)
  }
}
