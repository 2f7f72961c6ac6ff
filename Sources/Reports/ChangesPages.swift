public import Assessment
import CaseRecord
public import CivilTime
public import EvidenceLogic
public import LawPack

/// What the law changed between two days.
public func report(
  changes change: LawChange, from first: CivilDate, to last: CivilDate, layout: Layout
) -> String {
  var sheet = Sheet(layout)
  sheet.add("What the law changed between \(words(first)) and \(words(last))", .strong)
  for succession in change.successions {
    sheet.blank()
    sheet.add(
      "\(succession.to.id) took the place of \(succession.from.id): \(succession.to.title), \(jurisdictionWords(succession.to.jurisdiction))",
      .strong, hanging: 2)
    if let days = succession.to.inForce {
      sheet.add("\(capitalised(inForceWords(days))). \(cited(days.cite, days.status))", indent: 2)
    }
    for gone in succession.noLongerAsks {
      sheet.add("no longer asks: \(gone)", indent: 4, hanging: 2)
    }
    for new in succession.newlyAsks { sheet.add("newly asks: \(new)", indent: 4, hanging: 2) }
    if succession.noLongerAsks.isEmpty, succession.newlyAsks.isEmpty {
      sheet.add("It asks the same facts; how they are put together may differ.", indent: 4)
    }
    if succession.from.penalty?.years != succession.to.penalty?.years,
      let old = succession.from.penalty, let new = succession.to.penalty
    {
      sheet.add("the greatest term: \(new.words), before \(old.words)", indent: 4)
    }
  }
  func part(_ heading: String, _ frameworks: [Framework]) {
    guard !frameworks.isEmpty else { return }
    sheet.blank()
    sheet.add(heading, .strong)
    for framework in frameworks {
      let days = framework.inForce.map { "; \(inForceWords($0))" } ?? ""
      sheet.add(
        "\(held(framework.id)) · \(framework.title), \(jurisdictionWords(framework.jurisdiction))\(days)",
        indent: 2, hanging: 2)
    }
  }
  part("Began", change.began)
  part("Ended", change.ended)
  part("Enacted, and not known to be in force", change.uncommenced)
  func pathways(_ heading: String, _ pathways: [Pathway]) {
    guard !pathways.isEmpty else { return }
    sheet.blank()
    sheet.add(heading, .strong)
    for pathway in pathways {
      sheet.add(
        "\(held(pathway.id)) · \(pathway.title) · \(pathway.kind.words) · \(cited(pathway.cite, pathway.status))",
        indent: 2, hanging: 2)
    }
  }
  pathways("Duties, powers and rights that began", change.pathwaysBegan)
  pathways("Duties, powers and rights that ended", change.pathwaysEnded)
  if change == LawChange.none { sheet.add("Nothing that is encoded here.") }
  return sheet.text
}

/// What changed between two days, as `heed: law-changes/1`.
public func json(_ change: LawChange, from first: CivilDate, to last: CivilDate) -> JSONValue {
  func ids(_ frameworks: [Framework]) -> JSONValue { .strings(frameworks.map(\.id)) }
  return .object([
    ("heed", "law-changes/1"), ("from", .string(first.description)),
    ("to", .string(last.description)),
    (
      "successions",
      .array(
        change.successions.map {
          .object([
            ("from", .string($0.from.id)), ("to", .string($0.to.id)),
            ("no-longer-asks", .strings($0.noLongerAsks)), ("newly-asks", .strings($0.newlyAsks)),
          ])
        })
    ),
    ("began", ids(change.began)), ("ended", ids(change.ended)),
    ("uncommenced", ids(change.uncommenced)),
    ("pathways-began", .strings(change.pathwaysBegan.map(\.id))),
    ("pathways-ended", .strings(change.pathwaysEnded.map(\.id))),
  ])
}

/// What changed for one record between the law of two days.
public struct RecordChanges: Sendable {
  /// One answer that is not what it was.
  public struct Answer: Sendable {
    public let framework: Framework
    public let about: String
    /// Nil where the text had not begun.
    public let before: State?
    public let after: State
  }

  public let answers: [Answer]
  /// Duties and the rest that began between the two days and that this record opens.
  public let opened: [(about: String, pathway: Pathway)]

  /// - Parameters:
  ///   - now: on the law of the later day.
  ///   - then: the same record on the law of the earlier day.
  public init(from then: Assessment, to now: Assessment) {
    let change = now.law.changes(from: then.on, to: now.on)
    let began = Set(
      (change.began + change.successions.map(\.to)).map(\.id))
    answers = now.findings.compactMap { finding in
      guard let old = then.finding(finding.framework.id, about: finding.about),
        !finding.marks.isComparison
      else { return nil }
      let isNew = began.contains(finding.framework.id) && finding.state != .notInForce
      guard isNew || old.state != finding.state else { return nil }
      return Answer(
        framework: finding.framework, about: finding.about,
        before: isNew && old.state == finding.state ? nil : old.state, after: finding.state)
    }
    let new = Set(change.pathwaysBegan.map(\.id))
    opened = now.duties.filter { new.contains($0.pathway.id) }
      .map { (about: $0.about, pathway: $0.pathway) }
  }
}

/// What the law's changes since a day change for a record.
public func report(
  since then: Assessment, now: Assessment, layout: Layout
) -> String {
  let changes = RecordChanges(from: then, to: now)
  let words = CaseWords(now)
  var sheet = Sheet(layout)
  sheet.heading(words)
  sheet.blank()
  sheet.add(
    "What the law changed for this record between \(Reports.words(then.on)) and \(Reports.words(now.on))",
    .strong)
  sheet.add(
    "The same evidence on the law of both days. An offence follows the day of the conduct, so a new offence reaches only conduct since it began.",
    hanging: 2)
  if changes.answers.isEmpty, changes.opened.isEmpty {
    sheet.blank()
    sheet.add("Nothing: no answer of the record's own law differs, and nothing new is opened.")
  }
  for about in now.children.map(\.id) + [Assessment.group] {
    let answers = changes.answers.filter { $0.about == about }
    let opened = changes.opened.filter { $0.about == about }
    guard !answers.isEmpty || !opened.isEmpty else { continue }
    sheet.blank()
    sheet.subject(about, words)
    for answer in answers {
      let before = answer.before.map(\.marked) ?? "not yet the law"
      sheet.add(
        "\(answer.framework.short) · \(held(answer.framework.id)): \(answer.after.marked), before \(before)",
        hanging: 2)
    }
    for (_, pathway) in opened {
      sheet.add(
        "Newly opened: \(pathway.title) · \(pathway.kind.words) · \(held(pathway.id)) · \(cited(pathway.cite, pathway.status))",
        hanging: 2)
    }
  }
  return sheet.text
}

/// The same, as `heed: record-changes/1`.
public func json(since then: Assessment, now: Assessment) -> JSONValue {
  let changes = RecordChanges(from: then, to: now)
  return .object([
    ("heed", "record-changes/1"), ("case", .string(now.record.id)),
    ("since", .string(then.on.description)), ("on", .string(now.on.description)),
    ("law", .string(now.law.contentHash)),
    (
      "answers",
      .array(
        changes.answers.map {
          .object([
            ("framework", .string($0.framework.id)), ("about", .string($0.about)),
            ("before", $0.before.map { .string($0.rawValue) }),
            ("after", .string($0.after.rawValue)),
          ])
        })
    ),
    (
      "opened",
      .array(
        changes.opened.map {
          .object([("about", .string($0.about)), ("pathway", .string($0.pathway.id))])
        })
    ),
  ])
}
