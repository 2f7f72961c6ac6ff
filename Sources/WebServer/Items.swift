import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import LawPack
import Reports
import Vocabulary
import WebPages

extension Routes {
  /// An item through its versions, and putting it right or taking it back.
  static let items: [Route] = [
    .get("/cases/:case/entries/:entry") { visit in
      let entry = try visit.entry
      let assessed = try visit.assessed("history", in: visit["case"], detail: "\(entry)")
      let history = assessed.file.history(of: entry)
      guard !history.isEmpty else { throw Turned.nothingHere }
      return .page(
        itemPage(assessed.words, visit.book(of: assessed), entry: entry, history: history))
    },
    .get("/cases/:case/entries/:entry/correct") { visit in
      var sheet = try visit.correction(in: try visit.writing(in: visit["case"]))
      if let draft = try visit.draft() {
        sheet.typed = Typed(draft.form.values)
        sheet.kept = spokenMoment(draft.saved)
      }
      return .page(correctPage(sheet))
    },
    .post("/cases/:case/entries/:entry/correct") { visit in try visit.correct() },
    .get("/cases/:case/entries/:entry/withdraw") { visit in
      let item = try visit.standing(in: try visit.writing(in: visit["case"])).item
      return .page(
        withdrawPage(
          visit["case"], entry: try visit.entry, described: inWords(item), Typed()))
    },
    .post("/cases/:case/entries/:entry/withdraw") { visit in
      let entry = try visit.entry
      let withdrawal = Withdrawal(entry: entry, reason: visit.form["reason"] ?? "")
      let again: ([FormProblem]) throws -> Answer = { problems in
        let item = try visit.standing(in: try visit.writing(in: visit["case"])).item
        return .unusable(
          withdrawPage(
            visit["case"], entry: entry, described: inWords(item), visit.typed, problems))
      }
      return try visit.doing(.withdraw(withdrawal), at: "reason", again: again) { _ in
        .redirect(
          CaseLinks(visit["case"]).item(entry),
          notice: "Taken back. It stays readable, and counts towards nothing any more.")
      }
    },
  ]
}

extension Visit {
  /// The entry that the path names.
  var entry: Int {
    get throws {
      guard let entry = Int(self["entry"]) else { throw Turned.nothingHere }
      return entry
    }
  }

  /// What the form sent, as the pages show it again.
  var typed: Typed { Typed(form.values.mapValues { $0.map { Form.tidied($0) } }) }

  /// Does an act in the case of the path. A refusal shows the form again with what was typed, and why at a field.
  func doing(
    _ act: Act, at field: String, again: ([FormProblem]) throws -> Answer,
    then: (Receipt) throws -> Answer
  ) throws -> Answer {
    do {
      let receipt = try desk.casebook.perform(act, in: self["case"], as: try person.credential)
      try dropDraft()
      return try then(receipt)
    } catch let refusal as Refusal {
      return try again([FormProblem(field, refusal.sentences)])
    }
  }

  /// The version that the path names, as it stands.
  func standing(in writing: WritingDesk) throws -> (entry: Int, item: Item) {
    let entry = try self.entry
    guard let version = writing.assessed.file.version(entry), let item = version.item else {
      throw Turned.nothingHere
    }
    guard version.isCurrent else { throw Refusal.notCurrent(entry: entry) }
    // What is covered is not for somebody to write who does not see it.
    if version.isCovered { throw Refusal.needsLeave(.caseContent) }
    return (entry, item)
  }

  fileprivate func correction(in writing: WritingDesk) throws -> CorrectionSheet {
    let (entry, item) = try standing(in: writing)
    let vocabulary = desk.law.vocabulary
    if item.kind == .statements,
      let fact = item.content["fact"]?.asText.flatMap({ vocabulary[fact: $0] })
    {
      let form = writing.form(of: fact)
      return CorrectionSheet(
        caseID: self["case"], entry: entry, kind: item.kind, body: .statement(form),
        now: item.content, typed: form.typed(item.content))
    }
    let form = ItemForm(item, vocabulary: vocabulary)
    return CorrectionSheet(
      caseID: self["case"], entry: entry, kind: item.kind, body: .item(form), now: item.content,
      typed: form.typed)
  }

  fileprivate func correct() throws -> Answer {
    let writing = try writing(in: self["case"])
    let (entry, item) = try standing(in: writing)
    var sheet = try correction(in: writing)
    sheet.typed = typed
    let reason = form["why-corrected"] ?? ""
    var corrected = item
    switch sheet.body {
    case .statement(let form):
      let reading = form.read(sheet.typed)
      sheet.problems = reading.problems
      corrected.content = reading.items.last?.content ?? item.content
      // A date that the fields cannot say stays as it was while they are empty.
      if let when = item.content["when"]?.asText, DateParts.typed(when) == nil,
        corrected.content["when"] == nil
      {
        corrected.content = corrected.content.setting("when", to: .text(when))
      }
    case .item(let form): (corrected.content, sheet.problems) = form.read(sheet.typed)
    }
    sheet.prompts = prompts(in: [reason])
    guard sheet.problems.isEmpty else { return .unusable(correctPage(sheet)) }
    let act = Act.correct(Correction(entry: entry, item: corrected, reason: reason))
    return try doing(act, at: "why-corrected") { problems in
      sheet.problems = problems
      return .unusable(correctPage(sheet))
    } then: { receipt in
      .redirect(
        CaseLinks(self["case"]).item(receipt.entry),
        notice: "Put right. What it said before stays readable below.")
    }
  }
}
