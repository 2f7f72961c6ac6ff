package import Casebook
package import CivilTime
internal import RegisterWords
internal import Reports

/// One matter of the register as somebody has it open.
package struct MatterView: Sendable {
  package var author: Author
  package var now: Instant
  package var matter: Matter
  package var line: RegisterLine
  /// Whether it is with whoever reads, or with somebody for whom they act.
  package var isTheirs: Bool
  package var related: [RegisterLine]
  /// What the cases have about the same.
  package var concerns: [(caseID: String, version: CaseFile.Version)]
  /// What has to be shown before a decision.
  package var shown: [Int]
  /// What keeps it from being closed.
  package var open: [RegisterLine]
  package var meetings: [(caseID: String, meeting: String)]

  package init(
    author: Author, now: Instant, matter: Matter, line: RegisterLine, isTheirs: Bool,
    related: [RegisterLine], concerns: [(caseID: String, version: CaseFile.Version)],
    shown: [Int], open: [RegisterLine], meetings: [(caseID: String, meeting: String)]
  ) {
    self.author = author
    self.now = now
    self.matter = matter
    self.line = line
    self.isTheirs = isTheirs
    self.related = related
    self.concerns = concerns
    self.shown = shown
    self.open = open
    self.meetings = meetings
  }

  var day: CivilDate { now.day }
}

/// The page of one warning, disagreement, action or recommendation: what else was raised about the same first, then what it says, what
/// was done about it, its clocks, and what the reader may do.
///
/// - Parameter forms: what the reader may do, those that are asked of them first.
package func matterPage(
  _ view: MatterView, forms: [MatterForm], typed: Typed = Typed(), problems: [FormProblem] = [],
  prompts: [WordPrompt] = [], kept: String? = nil
) -> Page {
  let matter = view.matter
  let path = "/warnings/\(matter.entry)"
  let isContestable = matter.kind == .warning
  return Page(
    "matter", title: "\(capitalised(view.line.heading)), entry \(matter.entry)",
    section: .warnings, crumbs: [.init("Warnings", "/warnings")], marking: handlingMarking,
    fields: [
      "title": capitalised(view.line.heading), "entry": "\(matter.entry)",
      "summary": FormSheet.summary(problems), "prompts": WordPrompt.fields(prompts),
      "stateNow": spelled(view.line.state),
      "isLateNow": view.line.isOverdue ? true : nil, "dueNow": view.line.due(on: view.day),
      "facts": facts(of: view),
      "isWarning": isContestable ? true : nil,
      "related": view.related.map {
        registerRow($0, isTheirs: false, opens: true, on: view.day)
      },
      "hasRelated": view.related.isEmpty && view.concerns.isEmpty ? nil : true,
      "hasClocks": view.line.clocks.isEmpty ? nil : true,
      "concerns": view.concerns.map { id, version in
        let act = version.item?.content["act"]?.asText ?? version.item?.kind.rawValue ?? ""
        let on = version.item?.content["on"]?.asText ?? version.at.day.description
        return [
          "words": capitalised(spelled(act)), "on": CivilDate(on).map(describe) ?? on,
          "entry": "\(version.entry)", "caseID": id, "path": CaseLinks(id).item(version.entry),
        ] as Fields
      },
      "says": said(in: view),
      "decisions": matter.decisions.map { decision($0) },
      "isUndecided": isContestable && matter.decisions.isEmpty ? true : nil,
      "history": history(of: matter),
      "clocks": view.line.clocks.map { clock in
        [
          "stage": ClockStage(rawValue: clock.stage).map { capitalised($0.waitsFor) }
            ?? spelled(clock.stage),
          "due": describe(clock.due), "standing": clock.standing,
          "isLate": clock.state == "late" || clock.state == "breached" ? true : nil,
          "working": sentence(capitalised(clock.working)), "calendar": clock.calendar,
          "pauses": clock.pauses, "explanations": clock.explanations,
        ] as Fields
      },
      "ways": inTheWay(of: view).isEmpty ? nil : true, "inTheWay": inTheWay(of: view),
      "asked": forms.filter(\.isAsked).map { $0.fields(path: path, typed, problems, kept: kept) },
      "forms": forms.filter { !$0.isAsked }.map {
        $0.fields(path: path, typed, problems, kept: nil)
      },
      "disagree": view.author.role.access.reach(.disagree) == nil || matter.kind != .warning
        ? nil : "\(path)/disagree",
      "agreeAction": view.author.role.access.reach(.agreeAction) == nil || matter.kind != .warning
        ? nil : "\(path)/actions/new",
      "log": "/log/entries/\(matter.entry)",
    ])
}

private func inTheWay(of view: MatterView) -> [Fields] {
  let matters = view.open.map { line -> Fields in
    [
      "words": "\(capitalised(line.kind)), entry \(line.entry): \(spelled(line.state))",
      "path": "/warnings/\(line.entry)",
    ]
  }
  let minutes = view.meetings.map { id, meeting -> Fields in
    ["words": "The minutes of \(meeting) are overdue", "path": CaseLinks(id).base]
  }
  return matters + minutes
}

private func facts(of view: MatterView) -> [Fields] {
  let matter = view.matter
  var facts: [(String, String)] = [
    ("Entered by", matter.by.named(at: matter.at)),
    ("With", "\(view.line.with), since \(describe(view.line.since))"),
  ]
  if !view.line.body.isEmpty { facts.append(("For", view.line.body)) }
  for subject in matter.subjects {
    let place = subject.case.map { "\(subject.item ?? "") of \($0)" }
    facts.append(
      (
        "About",
        [subject.kind.rawValue, subject.words, place ?? ""].filter { !$0.isEmpty }
          .joined(separator: " · ")
      ))
  }
  if !matter.named.isEmpty {
    facts.append(("Names", matter.named.sorted().joined(separator: ", ")))
  }
  if let parent = matter.parent { facts.append(("Because of", "entry \(parent)")) }
  if let warning = matter.disagreement?.warning ?? matter.action?.warning {
    facts.append(("About the warning of", "entry \(warning)"))
  }
  if let id = matter.disagreement?.case ?? matter.action?.case { facts.append(("Case", id)) }
  if let acknowledged = matter.acknowledged {
    facts.append(("Acknowledged", acknowledged.by.named(at: acknowledged.at)))
  } else if matter.kind == .warning {
    facts.append(("Acknowledged", "not yet"))
  }
  return facts.map { ["name": $0, "text": $1] }
}

/// What the matter says, in the words of those who said it.
private func said(in view: MatterView) -> [Fields] {
  let matter = view.matter
  var parts: [(String, String, String?)] = []
  if let warning = matter.warning { parts.append(("In their words", warning.words, nil)) }
  for addition in matter.additions {
    parts.append(("Added", addition.part.words, addition.by.named(at: addition.at)))
  }
  if let retraction = matter.retraction {
    parts.append(
      (
        "Taken back; it still needs a decision", retraction.part.reason,
        retraction.by.named(at: retraction.at)
      ))
  }
  if let disagreement = matter.disagreement {
    parts.append(("What it is about", disagreement.issue, nil))
    parts.append(
      ("Position", disagreement.position, matter.by.named(at: matter.at)))
  }
  for position in matter.positions {
    parts.append(("Position", position.part.words, position.by.named(at: position.at)))
  }
  if let action = matter.action {
    parts.append(("To do by \(describe(action.due))", action.what, nil))
  }
  if let part = matter.recommendation {
    parts.append(
      ("\(part.review), \(part.number)", part.text, "For \(part.body), by \(describe(part.due))"))
  }
  return parts.map { ["title": $0, "text": $1, "by": $2] }
}

private func decision(_ decided: Matter.Decided) -> Fields {
  let part = decided.decision
  return [
    "entry": "\(decided.entry)", "outcome": capitalised(part.outcome.words),
    "standing": decided.standing, "by": decided.by.named(at: decided.at), "reason": part.reason,
    "codes": part.codes.map { $0.meaning.lowercasedStart }.joined(separator: "; "),
    "shown": part.shown.isEmpty
      ? "nothing else was there" : part.shown.map { "entry \($0)" }.joined(separator: ", "),
    "second": decided.second.map {
      "\($0.part.agrees ? "Agreed" : "Not agreed"): \($0.by.named(at: $0.at)): \($0.part.reason)"
    },
    "changed": part.changed.map { "\($0.what) (evidence of \(describe($0.evidenceOf)))" },
    "review": part.review.map {
      "\($0.alternative); looked at again by \($0.reviewer) by \(describe($0.on))"
    },
    "despite": part.despite,
    "tells": part.tells.isEmpty ? nil : part.tells.joined(separator: ", "),
  ]
}

/// Everything else that happened to it.
private func history(of matter: Matter) -> [Fields] {
  var events: [(Int, String, String, String?)] = []
  for contest in matter.contests {
    events.append(
      (contest.entry, "Contested", contest.by.named(at: contest.at), contest.part.reason))
  }
  for offer in matter.offers {
    events.append(
      (offer.entry, "Offered to \(offer.part.to)", offer.by.named(at: offer.at), offer.part.reason))
  }
  for declined in matter.declined {
    events.append(
      (declined.entry, "Not taken", declined.by.named(at: declined.at), declined.part.reason))
  }
  for settled in matter.settlements {
    let part = settled.settlement
    let answer = settled.answer.map {
      $0.part.agrees ? "agreed" : "not agreed: \($0.part.reason)"
    }
    events.append(
      (
        part.entry,
        "How it would be settled (\(answer ?? (settled.isFinal ? "final" : "waits for an answer")))",
        part.by.named(at: part.at), "\(part.part.outcome). \(part.part.reason)"
      ))
  }
  if let done = matter.completion {
    events.append((done.entry, "Done", done.by.named(at: done.at), done.part.evidence))
  }
  for evidence in matter.evidence {
    events.append(
      (evidence.entry, "Evidence", evidence.by.named(at: evidence.at), evidence.part.words))
  }
  for rating in matter.ratings {
    events.append(
      (
        rating.entry, "Status: \(spelled(rating.part.status.rawValue))",
        rating.by.named(at: rating.at), rating.part.reason
      ))
  }
  for entry in matter.detriments {
    events.append((entry, "Detriment was reported", "see entry \(entry)", nil))
  }
  return events.sorted { $0.0 < $1.0 }.map {
    ["entry": "\($0)", "title": $1, "by": $2, "text": $3]
  }
}

extension String {
  fileprivate var lowercasedStart: String { prefix(1).lowercased() + dropFirst() }
}
