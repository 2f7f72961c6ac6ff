internal import CaseRecord
package import Casebook
internal import CivilTime
package import Reports
internal import Vocabulary

/// An item of a case through all its versions: what each said, who wrote it, why it was changed, and what became of it.
///
/// - Parameter history: oldest first.
package func itemPage(
  _ words: CaseWords, _ book: CaseBook, entry: Int, history: [CaseFile.Version]
) -> Page {
  let links = CaseLinks(words.record.id)
  let last = history.last
  let kind = history.compactMap { $0.item?.kind }.first
  let title = "\(kind.map(itemWords) ?? "Item"), entry \(entry)"
  let isTheirs = last?.author?.person == book.reader
  let isStanding = last?.isCurrent == true
  let ref = last.flatMap { $0.isWithheld ? nil : $0.item }?.content["ref"]?.asText
  let hasDocument = kind == .sources && ref?.hasPrefix("sha256:") == true
  var fields: Fields = [
    "kindWord": kind.map(itemWords),
    "versions": history.reversed().map { versionFields($0, book, links) },
    "correct": isStanding && isTheirs ? "\(links.item(last?.entry ?? entry))/correct" : nil,
    "withdraw": isStanding && isTheirs && last.map(isTakenBack) == true
      ? "\(links.item(last?.entry ?? entry))/withdraw" : nil,
    "attach": isStanding && isTheirs && kind == .sources && !hasDocument
      ? "\(links.item(last?.entry ?? entry))/attach" : nil,
    "document": hasDocument ? "\(links.item(last?.entry ?? entry))/document" : nil,
    "othersWrite": isStanding && !isTheirs && book.mayRecord ? true : nil,
    "evidence": links.evidence, "withheld": withheldWords(book.view), "gaps": book.view.gaps,
    "drawnFrom": book.drawnFrom,
    "newStatement": book.mayRecord ? links.newStatement : nil,
  ]
  if let index = book.view.statements.firstIndex(where: { $0.entry == last?.entry }) {
    let bearings = Bearings(words, ofStatements: [index])
    var statement = statementFields(index, words, book, bearings, limit: .max)
    // Its history is this page.
    statement["itemPath"] = nil
    fields["statement"] = statement
    if book.mayRecord {
      fields["another"] =
        "\(links.newStatement)?source=\(pathPart(words.record.statements[index].source))"
    }
  }
  return Page(
    "item", title: title, section: .cases,
    crumbs: caseCrumbs(words.record.id) + [.init("Evidence", links.evidence)],
    marking: handlingMarking, fields: fields)
}

/// What can be taken back: what was recorded, and not what was decided.
private func isTakenBack(_ version: CaseFile.Version) -> Bool { version.kind != .respond }

package func itemWords(_ kind: ItemKind) -> String {
  switch kind {
  case .people: "Person"
  case .places: "Place"
  case .things: "Thing"
  case .sources: "Source"
  case .statements: "Statement"
  case .responses: "Response"
  case .warnings: "Warning"
  }
}

private func versionFields(
  _ version: CaseFile.Version, _ book: CaseBook, _ links: CaseLinks
) -> Fields {
  let standing: String =
    if version.erasedBy != nil {
      "Erased"
    } else if version.isWithheld {
      "Withheld from you"
    } else if version.withdrawnBy != nil {
      "Taken back: it no longer counts"
    } else if version.replacedBy != nil {
      "Corrected since: it no longer counts"
    } else if version.awaitsSecond {
      "Awaits a second person: the case does not say it yet"
    } else if version.second?.part.agrees == false {
      "The second person did not agree: the case does not say it"
    } else {
      "What the case says now"
    }
  let erasure = version.erasedBy.flatMap { entry in book.file.erasures.first { $0.entry == entry } }
  let withdrawal = version.withdrawnBy.flatMap { entry in
    book.file.withdrawals.first { $0.entry == entry }
  }
  var notes: [String] = []
  if let replaced = version.replacedBy { notes.append("Corrected by entry \(replaced)") }
  if let withdrawal {
    notes.append(
      "Taken back \(moment(withdrawal.at)) by \(withdrawal.by.name), \(withdrawal.by.post), entry \(withdrawal.entry): \(withdrawal.part.reason)"
    )
  }
  if let erasure {
    notes.append(
      "Erased \(moment(erasure.at)) by \(erasure.by.name), \(erasure.by.post), entry \(erasure.entry), under \(erasure.part.authority): \(erasure.part.reason)"
    )
  }
  if let second = version.second {
    notes.append(
      "\(second.part.agrees ? "Agreed to" : "Not agreed to") \(moment(second.at)) by \(second.by.name), \(second.by.post), \(second.by.body): \(second.part.reason)"
    )
  }
  for layer in version.redactions {
    let part = layer.redaction.part.map { "the part “\(Reports.words(ofName: $0))”" } ?? "all of it"
    notes.append(
      "Covered \(moment(layer.at)), \(part), by \(layer.by.name), \(layer.by.post), entry \(layer.entry), under \(layer.redaction.authority): \(layer.redaction.reason)"
    )
  }
  if let shown = version.shown {
    notes.append(
      shown.isEmpty
        ? "No earlier concern about the same people stood then"
        : "The earlier concerns that were read before it: entries \(listed(shown.map(String.init)))"
    )
  }
  if let changed = version.changed {
    notes.append(
      "What changed since: \(changed.what) (evidence of \(describe(changed.evidenceOf)))")
  }
  return [
    "versionEntry": "\(version.entry)", "standing": standing,
    "how": version.kind == .correct
      ? "Corrected" : version.kind == .respond ? "Decided" : "Recorded",
    "writtenBy": entered(version), "because": version.reason,
    "members": version.item.map { members($0.content) } ?? [],
    "hasMembers": version.item == nil ? nil : true, "notes": notes,
    "isPartlyWithheld": version.isCovered && !version.isWithheld ? true : nil,
  ]
}

/// What an item says, in a line.
package func inWords(_ item: Item) -> String {
  let content = item.normalised.content
  var lead = itemWords(item.kind)
  if item.kind == .responses, let act = content["act"]?.asText.flatMap(ResponseAct.init) {
    lead = capitalised(Reports.words(act))
  }
  let parts: [String] = members(content.setting("act", to: nil)).compactMap { fields in
    guard let part = fields["part"] as? String, let text = fields["text"] as? String else {
      return nil
    }
    return fields["isLong"] == nil
      ? "\(part.lowercased()): \(text)" : "\(part.lowercased()): “\(text)”"
  }
  return parts.isEmpty ? lead : "\(lead) · \(parts.joined(separator: " · "))"
}

/// What an item says, part by part.
func members(_ content: Content) -> [Fields] {
  guard case .map(let members) = content else { return [] }
  let first = ["id", "fact", "act", "says", "child", "about", "by", "when", "on"]
  return members.sorted { one, other in
    let (a, b) = (first.firstIndex(of: one.key) ?? .max, first.firstIndex(of: other.key) ?? .max)
    return (a, one.key) < (b, other.key)
  }.map { key, value in
    [
      "part": capitalised(Reports.words(ofName: key)), "text": words(of: value, under: key),
      "isLong": ["note", "reason", "outcome"].contains(key) && value != .null ? true : nil,
    ]
  }
}

private func words(of value: Content, under key: String) -> String {
  switch value {
  case .null: return "not recorded"
  case .text(let text):
    let isDate = ["when", "on", "made", "held", "born", "date", "acknowledged"].contains(key)
    guard isDate, case .success(let date) = UncertainDate.parse(text) else { return text }
    return Reports.words(date)
  case .list(let items): return items.map { words(of: $0, under: key) }.joined(separator: "; ")
  case .map(let members):
    return members.sorted { $0.key < $1.key }.map {
      "\(Reports.words(ofName: $0.key)): \(words(of: $0.value, under: $0.key))"
    }.joined(separator: ", ")
  }
}

// MARK: Putting right, taking back

/// What of an item is put right, in a form.
package struct CorrectionSheet: Sendable {
  package enum Body: Sendable {
    case statement(StatementForm)
    case item(ItemForm)
  }

  package var caseID: String
  package var entry: Int
  package var kind: ItemKind
  package var body: Body
  package var now: Content
  package var typed: Typed
  package var problems: [FormProblem]
  package var prompts: [WordPrompt]
  package var kept: String?

  package init(
    caseID: String, entry: Int, kind: ItemKind, body: Body, now: Content, typed: Typed,
    problems: [FormProblem] = [], prompts: [WordPrompt] = [], kept: String? = nil
  ) {
    self.caseID = caseID
    self.entry = entry
    self.kind = kind
    self.body = body
    self.now = now
    self.typed = typed
    self.problems = problems
    self.prompts = prompts
    self.kept = kept
  }
}

/// The form with which somebody puts right what they wrote.
package func correctPage(_ sheet: CorrectionSheet) -> Page {
  let links = CaseLinks(sheet.caseID)
  let action = "\(links.item(sheet.entry))/correct"
  let sections =
    switch sheet.body {
    case .statement(let form): form.sections(sheet.typed, isCorrection: true)
    case .item(let form): [form.section]
    }
  let reason = FormSection(
    "Why",
    [
      FormField(
        "why-corrected", "Why it is put right", hint: "Without names. It stays with both versions.",
        .long)
    ])
  let form = FormSheet(
    action: action, sections: sections + [reason], buttons: [.init("Put it right")], isKept: true,
    kept: sheet.kept)
  return formPage(
    "Put right what you wrote: \(itemWords(sheet.kind).lowercased()), entry \(sheet.entry)", form,
    sheet.typed, sheet.problems, crumbs: itemCrumbs(sheet.caseID, sheet.entry),
    more: [
      "before": ["What it said before stays readable, with your reason beside it."],
      "prompts": WordPrompt.fields(sheet.prompts),
    ])
}

/// The form with which somebody takes back what they wrote.
package func withdrawPage(
  _ caseID: String, entry: Int, described: String, _ typed: Typed, _ problems: [FormProblem] = []
) -> Page {
  let action = "\(CaseLinks(caseID).item(entry))/withdraw"
  let form = FormSheet(
    action: action,
    sections: [
      FormSection(nil, [FormField("reason", "Why you take it back", hint: "Without names.", .long)])
    ], buttons: [.init("Take it back")])
  return formPage(
    "Take back what you wrote: entry \(entry)", form, typed, problems,
    crumbs: itemCrumbs(caseID, entry),
    more: [
      "before": ["It stays readable, with your reason, and counts towards nothing any more."],
      "cautions": [described],
    ])
}

private func itemCrumbs(_ caseID: String, _ entry: Int) -> [Page.Crumb] {
  caseCrumbs(caseID) + [.init("Entry \(entry)", CaseLinks(caseID).item(entry))]
}

/// A page that is one form.
package func formPage(
  _ title: String, _ form: FormSheet, _ typed: Typed, _ problems: [FormProblem] = [],
  crumbs: [Page.Crumb], section: Section = .cases, more: Fields = [:]
) -> Page {
  let fields: Fields = [
    "summary": FormSheet.summary(problems), "sheet": form.fields(typed, problems),
  ]
  return Page(
    "form", title: title, section: section, crumbs: crumbs, marking: handlingMarking,
    fields: fields.merging(more))
}
