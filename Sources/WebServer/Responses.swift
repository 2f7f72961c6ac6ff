import Assessment
import CaseRecord
import Casebook
import CasebookSQLite
import CivilTime
import Reports
import Vocabulary
import WebPages

extension Routes {
  /// What a body did, decided or shared, and who agrees to it.
  static let responses: [Route] = [
    .get("/cases/:case/responses/new") { visit in
      let assessed = try visit.assessed("concerns", in: visit["case"])
      try assessed.author.needs(.respond)
      let draft = try visit.draft()
      let act = visit.query["act"].flatMap(ResponseAct.init)
      let about = visit.query.all("about").filter { assessed.assessment.record.person($0) != nil }
      guard let act, !about.isEmpty else {
        let begun = draft?.form["act"].flatMap(ResponseAct.init)
        return .page(
          chooseResponsePage(
            in: assessed.assessment, act: act ?? begun, framework: visit.query["framework"],
            about: about,
            problem: act != nil && visit.query.all("about").isEmpty
              ? "Choose whom it is about." : nil,
            kept: begun == nil ? nil : draft.map { spokenMoment($0.saved) }))
      }
      let isBegun = draft?.form["act"] == act.rawValue
      var typed = isBegun ? Typed(draft?.form.values ?? [:]) : Typed()
      typed["act"] = act.rawValue
      if let framework = visit.query["framework"] { typed["framework"] = framework }
      let form = ResponseForm(
        words: assessed.words, act: act, about: about,
        concerns: assessed.file.concerns(about: about))
      return .page(
        newResponsePage(form, typed, kept: isBegun ? draft.map { spokenMoment($0.saved) } : nil))
    },
    .post("/cases/:case/responses/new") { visit in try visit.respond() },
    .get("/cases/:case/awaiting") { visit in
      let file = try visit.reading("what waits for a second person").file
      return .page(awaitingPage(file, typed: Typed(), problems: []))
    },
    .post("/cases/:case/countersign") { visit in try visit.countersign() },
    .get("/cases/:case/share") { visit in
      let assessed = try visit.assessed("sharing", in: visit["case"])
      try assessed.author.needs(.share)
      var typed = Typed(try visit.draft()?.form.values ?? [:])
      if typed.isEmpty { typed.set("about", to: visit.query.all("about")) }
      return .page(SharingForm(words: assessed.words).page(typed))
    },
    .post("/cases/:case/share") { visit in try visit.share() },
  ]
}

extension Visit {
  /// The case of the path as the reader sees it, which is entered.
  func reading(_ what: String) throws -> (file: CaseFile, reading: CasebookFile.Reading) {
    let person = try person
    let reading = try desk.casebook.read(
      View(what: what, purpose: person.purpose), in: self["case"], as: person.credential)
    guard let file = reading.file else { throw Refusal.noSuchCase(self["case"]) }
    return (file, reading)
  }

  fileprivate func respond() throws -> Answer {
    let assessed = try assessed("concerns", in: self["case"])
    let typed = typed
    let about = query.all("about").filter { assessed.assessment.record.person($0) != nil }
    guard let act = form["act"].flatMap(ResponseAct.init), !about.isEmpty else {
      throw Turned.nothingHere
    }
    var response = ResponseForm(
      words: assessed.words, act: act, about: about,
      concerns: assessed.file.concerns(about: about))
    let (given, problems) = response.read(typed, on: now.day)
    let prompts = prompts(in: [typed["reason"]])
    guard problems.isEmpty else {
      return .unusable(newResponsePage(response, typed, problems, prompts: prompts))
    }
    do {
      let receipt = try desk.casebook.perform(
        .respond(given), in: self["case"], as: try person.credential)
      try dropDraft()
      let waits = act.isClosure || given.changed != nil
      return .redirect(
        CaseLinks(self["case"]).item(receipt.entry),
        notice: waits
          ? "Recorded. The case does not say it until a second person outside your line agrees."
          : "Recorded as entry \(receipt.entry).")
    } catch let refusal as Refusal {
      if case .notShown(let expected) = refusal {
        let seen = Set(response.concerns.map(\.entry))
        response.withheldConcerns = expected.filter { !seen.contains($0) }
      }
      let problem = FormProblem(refusal.responseField, refusal.sentences)
      return .unusable(newResponsePage(response, typed, [problem], prompts: prompts))
    }
  }

  fileprivate func countersign() throws -> Answer {
    let typed = typed
    guard let entry = Int(typed["entry"]) else { throw Turned.nothingHere }
    func again(_ problems: [FormProblem]) throws -> Answer {
      let file = try reading("what waits for a second person").file
      return .unusable(awaitingPage(file, typed: typed, problems: problems))
    }
    let answer = typed["agrees-\(entry)"]
    guard ["yes", "no"].contains(answer) else {
      return try again([FormProblem("agrees-\(entry)", "Choose whether you agree.")])
    }
    let countersignature = Countersignature(
      entry: entry, agrees: answer == "yes", reason: typed["reason-\(entry)"])
    return try doing(.countersign(countersignature), at: "reason-\(entry)", again: again) { _ in
      .redirect(
        CaseLinks(self["case"]).item(entry),
        notice: answer == "yes"
          ? "You agreed. The case says it from now on."
          : "You did not agree. The case does not say it.")
    }
  }

  fileprivate func share() throws -> Answer {
    let assessed = try assessed("sharing", in: self["case"])
    let typed = typed
    let sharing = SharingForm(words: assessed.words)
    let (decision, problems) = sharing.read(typed, on: now.day)
    let prompts = prompts(in: [typed["reason"]])
    guard let decision else { return .unusable(sharing.page(typed, problems, prompts: prompts)) }
    if form["do"] != "record" {
      return .page(sharing.page(typed, preview: decision, prompts: prompts))
    }
    let isShared = typed["decision"] == "share"
    return try doing(isShared ? .share(decision) : .declineToShare(decision), at: "basis") {
      .unusable(sharing.page(typed, $0, prompts: prompts))
    } then: { receipt in
      .redirect(
        CaseLinks(self["case"]).base,
        notice:
          "Recorded as entry \(receipt.entry). Heed sends nothing: what is shared leaves in the usual way."
      )
    }
  }
}

extension Author {
  /// A form that would be refused to a role is not offered to it either.
  fileprivate func needs(_ kind: ActKind) throws(Refusal) {
    if role.access.reach(kind) == nil { throw .mayNot(kind, [role]) }
  }
}

extension Refusal {
  /// The field of a response at which a refusal is shown.
  fileprivate var responseField: String {
    switch self {
    case .notShown: "shown"
    case .nothingChanged, .notLess, .inTheFuture: "changed"
    case .neverTerminal: "relies-on"
    default: "reason"
    }
  }
}
