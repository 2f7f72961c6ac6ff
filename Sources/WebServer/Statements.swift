import Assessment
import CaseRecord
import Casebook
import CasebookSQLite
import CivilTime
import Diagnostics
import Language
import LawPack
import Reports
import Vocabulary
import WebPages

extension Routes {
  /// Adding a statement: what happened, and then everything else on one page.
  static let statements: [Route] = [
    .get("/cases/:case/statements/new") { visit in
      let desk = try visit.writing(in: visit["case"])
      let draft = try visit.draft()
      let about = visit.query["about"]
      guard let fact = visit.query["fact"].flatMap({ visit.desk.law.vocabulary[fact: $0] }) else {
        let begun = draft.flatMap { kept in
          kept.form["fact"].map { ($0, spokenMoment(kept.saved)) }
        }
        return .page(
          chooseFactPage(
            in: desk.assessed.assessment.record, visit.desk.law.vocabulary, about: about,
            find: visit.query["find"], begun: begun))
      }
      let isBegun = draft?.form["fact"] == fact.name
      var typed = isBegun ? Typed(draft?.form.values ?? [:]) : Typed()
      typed["fact"] = fact.name
      if !isBegun { desk.prefill(&typed, about: about, source: visit.query["source"]) }
      return .page(
        newStatementPage(
          StatementSheet(
            form: desk.form(of: fact), typed: typed, about: about,
            kept: isBegun ? draft.map { spokenMoment($0.saved) } : nil)))
    },
    .post("/cases/:case/statements/new") { visit in
      try visit.addStatement()
    },
    .post("/cases/:case/statements/preview") { visit in
      // Nothing is read, and no reading entered, for a form that is not whole.
      let missing = visit.missing
      guard missing.isEmpty else { return .fragment(stillMissing(missing)) }
      let desk = try visit.writing(in: visit["case"])
      return .fragment(statementPreview(try visit.statementSheet(desk).sheet))
    },
  ]
}

/// A case that somebody is about to add to.
struct WritingDesk {
  var assessed: Assessed
  var law: LawPack
  /// Every id that the case has or had.
  var taken: Set<String>

  func form(of fact: Fact) -> StatementForm {
    StatementForm(
      fact: fact, record: assessed.assessment.record, vocabulary: law.vocabulary,
      body: assessed.author.body, taken: taken)
  }

  /// The child whose page the reader comes from, and the source that they go on with.
  func prefill(_ typed: inout Typed, about: String?, source: String?) {
    let record = assessed.assessment.record
    let children = record.people.filter { $0.role == .child }.map(\.id)
    if let about, children.contains(about) { typed["child"] = about }
    if let source, record.source(source) != nil { typed["source"] = source }
  }

  /// What is wrong with the case if items are added, each at a field of a form.
  func problems(adding items: [Item]) -> [FormProblem] {
    let report = assessed.file.problems(
      adding: items, vocabulary: law.vocabulary, frameworks: law.frameworks.map(\.id))
    return report.diagnostics.filter { $0.severity == .error }.map { diagnostic in
      FormProblem(
        WritingDesk.field(of: diagnostic), "\(capitalised(diagnostic.message)): \(diagnostic.help)."
      )
    }
  }

  /// At which field of the form a reader would look.
  private static func field(of diagnostic: Diagnostic) -> String {
    let fields = [
      ("date", "when"), ("number", "number"), ("event", "event"), ("country", "new-place-country"),
      ("place", "from"), ("agency", "new-source-agency"), ("body", "new-source-agency"),
      ("source", "source"), ("child", "child"), ("person", "by"), ("note", "note"),
    ]
    return fields.first { diagnostic.message.contains($0.0) }?.1 ?? "source"
  }

  /// What the items would change, were they entered.
  func changes(adding items: [Item]) -> WhatChanges? {
    let file = assessed.file.adding(items, by: assessed.author, at: assessed.now)
    let open = Lens(
      name: assessed.author.role.rawValue, reader: assessed.author.post, withheld: [])
    var report = Report()
    guard
      let view = file.view(
        through: open, vocabulary: law.vocabulary, frameworks: law.frameworks.map(\.id),
        on: assessed.now.day, report: &report)
    else { return nil }
    let after = assess(view.record, under: law, on: assessed.assessment.on)
    return WhatChanges(from: assessed.assessment, to: after)
  }
}

extension Visit {
  /// A case for somebody who may add to it. That they read it is entered; if they may not add to it, so is that.
  func writing(in caseID: String) throws -> WritingDesk {
    let assessed = try assessed("add to the case", in: caseID)
    guard let whole = try desk.casebook.fileToAddTo(caseID, as: try person.credential) else {
      throw Refusal.noSuchCase(caseID)
    }
    let ids = whole.versions.compactMap { $0.item?.id }
    return WritingDesk(assessed: assessed, law: desk.law, taken: Set(ids))
  }

  /// What the rules of language say of somebody's own words.
  func prompts(in texts: [String]) -> [WordPrompt] {
    texts.flatMap { desk.rules.prompts(in: $0) }.map { prompt in
      WordPrompt(
        phrase: prompt.phrase, why: prompt.rule.why, instead: prompt.rule.instead,
        source: prompt.rule.source)
    }
  }

  /// What every statement needs and this one has not yet.
  fileprivate var missing: [FormProblem] {
    let typed = typed
    var missing: [FormProblem] = []
    if typed["says"].isEmpty, typed["count"].isEmpty {
      missing.append(FormProblem("says", "Choose what the source says."))
    }
    if typed["source"].isEmpty, typed["new-source-kind"].isEmpty {
      missing.append(FormProblem("source", "Choose the source that says it."))
    }
    return missing
  }

  fileprivate func statementSheet(
    _ desk: WritingDesk
  ) throws -> (sheet: StatementSheet, items: [Item]) {
    guard let fact = form["fact"].flatMap({ self.desk.law.vocabulary[fact: $0] }) else {
      throw Turned.nothingHere
    }
    let typed = typed
    let form = desk.form(of: fact)
    let reading = form.read(typed)
    var sheet = StatementSheet(form: form, typed: typed, problems: reading.problems)
    if sheet.problems.isEmpty { sheet.problems = desk.problems(adding: reading.items) }
    if sheet.problems.isEmpty { sheet.changes = desk.changes(adding: reading.items) }
    sheet.said = reading.when.map { "it happened \(when($0))" } ?? "it is not known when"
    // Nobody's own words are measured against the rules.
    let kinds = [
      typed["new-source-kind"], desk.assessed.assessment.record.source(typed["source"])?.kind,
    ]
    let isOwnWords = kinds.contains("first-hand-account")
    sheet.prompts = isOwnWords ? [] : prompts(in: [typed["note"]])
    return (sheet, reading.items)
  }

  fileprivate func addStatement() throws -> Answer {
    let writing = try writing(in: self["case"])
    var (sheet, items) = try statementSheet(writing)
    guard sheet.problems.isEmpty else { return .unusable(newStatementPage(sheet)) }
    guard form["do"] == "add" else { return .page(newStatementPage(sheet)) }
    do {
      let receipts = try desk.casebook.perform(
        items.map { CasebookFile.Request(case: self["case"], act: .record($0)) },
        as: try person.credential)
      try dropDraft()
      let entry = receipts.last?.entry ?? 0
      let more = items.count > 1 ? " With it, \(count(items.count - 1, "new item"))." : ""
      return .redirect(
        CaseLinks(self["case"]).item(entry),
        notice: "Added as entry \(entry): \(sheet.said ?? "").\(more)")
    } catch let refusal as Refusal {
      sheet.problems = [FormProblem("source", refusal.sentences)]
      return .unusable(newStatementPage(sheet))
    }
  }
}
