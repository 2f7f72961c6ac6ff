package import Assessment
internal import CivilTime
internal import EvidenceLogic
internal import LawPack
internal import Reports

/// What an addition to a case would change in its answers, for whoever is about to make it. It is said evenly, whichever way it goes.
package struct WhatChanges: Sendable {
  private struct Key: Hashable {
    var framework: String
    var about: String
  }

  private struct DutyKey: Hashable {
    var pathway: String
    var about: String
    var agency: String?

    init(_ duty: Duty) {
      pathway = duty.pathway.id
      about = duty.about
      agency = duty.agency
    }
  }

  private struct Change {
    var finding: Finding
    var element: Element?
    var before: State
    var after: State
  }

  private var answers: [Change] = []
  private var elements: [Change] = []
  private var opened: [Duty] = []
  private var ended: [Duty] = []
  private var raised: [Guard] = []
  private var settled: [Guard] = []
  private let words: CaseWords
  private let wordsBefore: CaseWords

  package init(from before: Assessment, to after: Assessment) {
    words = CaseWords(after)
    wordsBefore = CaseWords(before)
    var earlier: [Key: Finding] = [:]
    for finding in before.findings {
      earlier[Key(framework: finding.framework.id, about: finding.about)] = finding
    }
    for finding in after.findings where !finding.marks.isComparison {
      let old = earlier[Key(framework: finding.framework.id, about: finding.about)]
      let state = old?.state ?? .notYetEvidenced
      if state != finding.state {
        answers.append(Change(finding: finding, before: state, after: finding.state))
      } else if finding.state != .notInForce {
        for element in finding.elements {
          let was = old?.elements.first { $0.element.id == element.element.id }?.state
          guard let after = element.state, let was, was != after else { continue }
          elements.append(
            Change(finding: finding, element: element.element, before: was, after: after))
        }
      }
    }
    let (dutiesBefore, dutiesAfter) = (before.owedDuties(by: nil), after.owedDuties(by: nil))
    let (keysBefore, keysAfter) = (
      Set(dutiesBefore.map(DutyKey.init)), Set(dutiesAfter.map(DutyKey.init))
    )
    opened = dutiesAfter.filter { !keysBefore.contains(DutyKey($0)) }
    ended = dutiesBefore.filter { !keysAfter.contains(DutyKey($0)) }
    raised = after.guards.filter { !before.guards.contains($0) }
    settled = before.guards.filter { !after.guards.contains($0) }
  }

  package var isNothing: Bool {
    answers.isEmpty && elements.isEmpty && opened.isEmpty && ended.isEmpty && raised.isEmpty
      && settled.isEmpty
  }

  /// In one sentence.
  package var summary: String {
    if isNothing { return "No answer changes." }
    let parts = [
      answers.isEmpty
        ? nil : "change \(count(answers.count, "answer"))",
      answers.isEmpty && !elements.isEmpty
        ? "change no answer as a whole, and \(count(elements.count, "element")) of the tests" : nil,
      opened.isEmpty ? nil : "open \(count(opened.count, "duty", "duties"))",
      ended.isEmpty
        ? nil : "leave \(count(ended.count, "duty", "duties")) without what opened it",
      raised.isEmpty ? nil : "give reason to look at \(count(raised.count, "thing")) now",
      settled.isEmpty ? nil : "settle \(count(settled.count, "thing")) that stood to be looked at",
    ].compactMap(\.self)
    return "This would \(listed(parts))."
  }

  package func fields(limit: Int = 10) -> Fields {
    [
      "summary": summary,
      "hasLines": answers.isEmpty && elements.isEmpty ? nil : true,
      "answers": lines(answers, limit), "moreAnswers": more(answers.count, limit, "answer"),
      "elements": lines(elements, limit), "moreElements": more(elements.count, limit, "element"),
      "opened": duties(opened, limit), "moreOpened": more(opened.count, limit, "duty", "duties"),
      "ended": duties(ended, limit), "moreEnded": more(ended.count, limit, "duty", "duties"),
      "raised": raised.map {
        ["says": sentence(words.plain($0)), "grounds": words.grounds($0)] as Fields
      },
      "settled": settled.map {
        ["says": sentence(wordsBefore.plain($0)), "grounds": wordsBefore.grounds($0)] as Fields
      },
    ]
  }

  private func more(_ all: Int, _ limit: Int, _ one: String, _ many: String? = nil) -> String? {
    all > limit ? "and \(count(all - limit, "more \(one)", many.map { "more \($0)" }))" : nil
  }

  private func lines(_ changes: [Change], _ limit: Int) -> [Fields] {
    changes.prefix(limit).map { change in
      let framework = change.finding.framework
      return [
        "name": change.element.map { "\($0.id), \($0.says), under \(framework.short)" }
          ?? framework.short,
        "cite": change.element.map { cited($0.cite, $0.status) } ?? framework.actCite
          ?? framework.act,
        "about": words.subject(change.finding.about), "before": change.before.marked,
        "after": change.after.marked,
      ]
    }
  }

  private func duties(_ duties: [Duty], _ limit: Int) -> [Fields] {
    duties.prefix(limit).map { duty in
      [
        "title": duty.pathway.title,
        "about": words.subject(duty.about), "by": duty.agency ?? words.bodies(duty.pathway),
        "due": duty.clock?.due.map { "by \(Reports.words($0))" },
        "cite": cited(duty.pathway.cite, duty.pathway.status),
      ]
    }
  }
}
