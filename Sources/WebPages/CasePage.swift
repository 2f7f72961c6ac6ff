internal import Assessment
internal import CaseRecord
internal import CivilTime
internal import EvidenceLogic
internal import LawPack
package import Reports

/// What a case page says besides the answers: who keeps it, what is withheld, and what the reader may do.
package struct CaseStanding: Sendable {
  package var custodian: String
  /// `W1, 2 times: …`, one line for each kind of thing that is withheld.
  package var withheld: [String]
  package var gaps: [String]
  package var mayRecord: Bool
  package var mayRespond: Bool
  package var mayWarn = false
  package var mayDisagree = false
  package var mayAgreeAction = false
  /// How much of the case waits for a second person.
  package var awaiting = 0
  /// Their age today, where the record can say it: `17`, `16 or 17`.
  package var ageToday: String?
  /// The log from which the page was drawn.
  package var drawnFrom: String

  package init(
    custodian: String, withheld: [String], gaps: [String], mayRecord: Bool, mayRespond: Bool,
    ageToday: String?, drawnFrom: String
  ) {
    self.custodian = custodian
    self.withheld = withheld
    self.gaps = gaps
    self.mayRecord = mayRecord
    self.mayRespond = mayRespond
    self.ageToday = ageToday
    self.drawnFrom = drawnFrom
  }
}

/// The page that opens a case: who, what the law gives reason to look at now, the two frameworks side by side, and every other.
///
/// - Parameter about: a child of the record, or `Assessment.group`.
package func casePage(about: String, _ words: CaseWords, _ standing: CaseStanding) -> Page {
  let assessment = words.assessment
  let record = assessment.record
  let links = CaseLinks(record.id, about: about, known: assessment.known?.description)
  let isGroup = about == Assessment.group
  let guards = assessment.guards.filter { $0.about == about }
  var fields: Fields = [
    "title": record.title,
    "subject": isGroup ? "The group, over the whole record" : about,
    "isChild": isGroup ? nil : true,
    "people": people(words, about),
    "age": isGroup ? nil : words.firstAge(of: about).map(capitalised),
    "ageToday": standing.ageToday,
    "jurisdiction": jurisdictionWords(record.jurisdiction),
    "on": Reports.words(assessment.on),
    "known": assessment.known.map { "on file by \(Reports.words($0))" } ?? "everything on file",
    "size": [
      count(record.statements.count, "statement"), count(record.sources.count, "source"),
      count(Set(record.sources.map(\.agency)).count, "agency", "agencies"),
    ].joined(separator: ", "),
    "custodian": standing.custodian,
    "withheld": standing.withheld, "gaps": standing.gaps,
    "pooled": words.pooled(about).map {
      "'\($0.id)' stands for several people: \($0.standsFor ?? ""). What fits one of them may not fit another, and no answer here is about any one."
    },
    "assumesChild": assessment.findings(about: about).contains(where: \.marks.assumesChild)
      ? true : nil,
    "guards": guards.map { warning in
      [
        "says": sentence(words.plain(warning)),
        "groundsHTML": links.linker.markup(words.grounds(warning)),
      ] as Fields
    },
    "groups": frameworkGroups(about, words, links, mayRespond: standing.mayRespond),
    "folded": folded(about, words, links),
    "evidence": links.evidence, "chronology": links.chronology, "knew": links.knew,
    "questions": links.questions, "duties": links.duties, "compare": links.compare,
    "told": links.told,
    "referral": isGroup ? nil : links.referral(of: about),
    "newStatement": standing.mayRecord ? links.newStatement : nil,
    "awaiting": standing.awaiting == 0
      ? nil
      : "\(capitalised(count(standing.awaiting, "decision waits", "decisions wait"))) for a second person, and the case does not say \(standing.awaiting == 1 ? "it" : "them") yet.",
    "awaitingPath": "\(links.base)/awaiting", "meetings": "\(links.base)/meetings",
    "involved": "\(links.base)/involved",
    "share": standing.mayRespond ? "\(links.base)/share" : nil,
    "newResponse": standing.mayRespond ? links.newResponse : nil,
    "newWarning": standing.mayWarn ? links.newWarning : nil,
    "disagree": standing.mayDisagree ? "\(links.base)/disagree" : nil,
    "agreeAction": standing.mayAgreeAction ? "\(links.base)/actions/new" : nil,
    "drawnFrom": standing.drawnFrom,
    "replay": replay(words, at: links.base, keeping: ["about": about]),
  ]
  if !isGroup, let table = assessment.law.twoFrameworks {
    fields["table"] = twoFrameworks(
      TableFilling(table: table, child: about, words: words), links)
    fields["impact"] = impactSummary(on: about, words, links)
  }
  return Page(
    "case", title: "Case \(record.id)", section: .cases,
    crumbs: [.init("Cases", "/cases")], marking: handlingMarking, fields: fields)
}

/// The children of a record and the group, each a page of its own.
private func people(_ words: CaseWords, _ about: String) -> [Fields] {
  let children = words.assessment.children.map(\.id)
  return (children + [Assessment.group]).map { id in
    [
      "title": id == Assessment.group ? "The group" : id,
      "path": CaseLinks(
        words.record.id, about: id, known: words.assessment.known?.description
      ).overview,
      "isCurrent": id == about ? true : nil,
    ]
  }
}

// MARK: The two frameworks

private func twoFrameworks(_ filling: TableFilling, _ links: CaseLinks) -> Fields {
  let table = filling.table
  let notes = table.corrections
  func cell(_ row: TwoFrameworkTable.Row, _ side: TableFilling.Side) -> Fields {
    let cell = side == .left ? row.left : row.right
    return [
      "title": side == .left ? table.left.title : table.right.title,
      "evidence": filling.evidence(row, side).map { text in
        [
          "textHTML": links.linker.markup(text),
          "isNever": text.hasPrefix("NEVER") ? true : nil,
        ] as Fields
      },
      "law": sentence(cell.says), "cite": cited(cell.cite, cell.status),
      "notes": cell.corrections.compactMap { correction in
        notes.firstIndex(of: correction).map { "\($0 + 1)" }
      },
    ]
  }
  return [
    "left": table.left.title, "right": table.right.title,
    "rows": table.rows.map { row in
      [
        "title": row.title, "question": row.question,
        "cells": [cell(row, .left), cell(row, .right)],
      ] as Fields
    },
    "together": filling.together.map {
      ["says": sentence($0.says), "cite": cited($0.cite, $0.status)] as Fields
    },
    "corrections": notes.enumerated().map { index, note in
      [
        "number": "\(index + 1)", "was": note.was, "says": sentence(note.is),
        "cite": cited(note.cite, note.status),
      ] as Fields
    },
  ]
}

// MARK: Every framework

/// The answers of the record's own law, by kind of test; within each, what the record meets and nobody considered is first.
private func frameworkGroups(
  _ about: String, _ words: CaseWords, _ links: CaseLinks, mayRespond: Bool
) -> [Fields] {
  let shown = words.assessment.findings(about: about).filter { $0.state != .notInForce }
  let own = shown.filter { !$0.marks.isComparison }
  let groups: [(String, [Finding])] = Framework.Kind.allCases.map { kind in
    (kind.heading, own.filter { $0.framework.kind == kind })
  }
  return groups.filter { !$0.1.isEmpty }.map { heading, findings in
    let never = findings.filter { $0.considered == .never }
    let rest = findings.filter { $0.considered != .never }
    let ordered =
      never.filter(\.state.isMet) + never.filter { !$0.state.isMet }
      + rest.filter(\.state.isMet) + rest.filter { !$0.state.isMet }
    return [
      "heading": heading, "rows": ordered.map { line($0, words, links, mayRespond: mayRespond) },
    ]
  }
}

private func line(
  _ finding: Finding, _ words: CaseWords, _ links: CaseLinks, mayRespond: Bool
) -> Fields {
  [
    "state": stateFields(finding.state), "title": finding.framework.short,
    "id": finding.framework.id, "path": links.explanation(of: finding.framework.id),
    "cite": finding.framework.actCite ?? finding.framework.act,
    "isNever": finding.considered == .never ? true : nil,
    "considerPath": finding.considered == .never
      ? (mayRespond
        ? links.considering(finding.framework.id) : links.explanation(of: finding.framework.id))
      : nil,
    "answerHTML": words.recordedAnswer(finding).map(links.linker.markup),
    "rests": links.linker.markup(words.restsOn(finding)),
  ]
}

/// What was not the law then, or is not: by name, because not in force is never the same as no.
private func folded(_ about: String, _ words: CaseWords, _ links: CaseLinks) -> [Fields] {
  words.assessment.findings(about: about).filter {
    $0.state == .notInForce && !$0.marks.isComparison
  }.map { finding in
    [
      "title": finding.framework.short, "id": finding.framework.id,
      "path": links.explanation(of: finding.framework.id),
    ]
  }
}
