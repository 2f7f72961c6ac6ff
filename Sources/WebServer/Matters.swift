import Casebook
import CasebookSQLite
import CivilTime
import RegisterWords
import Reports
import WebPages

extension Routes {
  /// One warning, disagreement, action or recommendation, what may be done to it, and opening one.
  static let matters: [Route] = [
    .get("/warnings/:entry") { visit in
      let view = try visit.matter()
      let draft = try visit.draft()
      return try visit.page(
        of: view, typed: draft.map { Typed($0.form.values) } ?? Typed(),
        kept: draft.map { spokenMoment($0.saved) })
    },
    .post("/warnings/:entry") { visit in try visit.actOnMatter() },
    .get("/warnings/:entry/disagree") { visit in try visit.opening() },
    .post("/warnings/:entry/disagree") { visit in try visit.open() },
    .get("/cases/:case/disagree") { visit in try visit.opening() },
    .post("/cases/:case/disagree") { visit in try visit.open() },
    .get("/disagreements/new") { visit in try visit.opening() },
    .post("/disagreements/new") { visit in try visit.open() },
    .get("/warnings/:entry/actions/new") { visit in try visit.opening() },
    .post("/warnings/:entry/actions/new") { visit in try visit.open() },
    .get("/cases/:case/actions/new") { visit in try visit.opening() },
    .post("/cases/:case/actions/new") { visit in try visit.open() },
    .get("/recommendations/new") { visit in try visit.opening() },
    .post("/recommendations/new") { visit in try visit.open() },
  ]
}

extension Visit {
  /// The entry of the warning that the path names, if it names one.
  private var warningEntry: Int? { try? self.entry }

  /// The matter of the address, which is entered as opened.
  func matter() throws -> MatterView {
    let entry = try self.entry
    let person = try person
    let reading = try desk.casebook.matter(
      entry, purpose: person.purpose, as: person.credential)
    return MatterView(
      author: reading.author, now: reading.now, matter: reading.matter, line: reading.line,
      isTheirs: reading.isTheirs, related: reading.related, concerns: reading.concerns,
      shown: reading.shown, open: reading.open, meetings: reading.meetings)
  }

  func page(
    of view: MatterView, typed: Typed, problems: [FormProblem] = [], kept: String? = nil
  ) throws -> Answer {
    var typed = typed
    // What is sent back is what stands on this page, and not what stood on an earlier one.
    typed["decide-shown"] = view.shown.map(String.init).joined(separator: ",")
    typed["countersign-entry"] = view.awaitedAnswer.map(String.init) ?? ""
    let page = matterPage(
      view, forms: view.forms(try choices(for: view)), typed: typed, problems: problems,
      prompts: prompts(in: [typed["decide-reason"]]), kept: kept)
    return problems.isEmpty ? .page(page) : .unusable(page)
  }

  /// Whom the forms of a matter offer: for what goes to somebody independent, only those who are.
  private func choices(for view: MatterView) throws -> MatterChoices {
    let all = try desk.casebook.colleagues().filter { $0.id != view.author.person }
    let able = view.matter.isProtected ? all.filter(\.isIndependent) : all
    return MatterChoices(
      holders: able.filter(\.mayHold).map(ColleagueChoice.init),
      seconds: able.filter(\.maySecond).map(ColleagueChoice.init),
      everybody: all.map(ColleagueChoice.init))
  }

  func actOnMatter() throws -> Answer {
    guard let name = form["do"], let what = MatterForm.Act(rawValue: name) else {
      throw Turned.nothingHere
    }
    let typed = typed
    let entry = try self.entry
    // Read before it is acted on, so that what the form takes for granted is what the reader may see.
    let view = try matter()
    let (act, problems) = MatterForm.act(what, to: view, typed)
    guard let act else { return try page(of: view, typed: typed, problems: problems) }
    do {
      _ = try desk.casebook.perform(act, as: person.credential)
    } catch let refusal as Refusal {
      let problem = FormProblem(MatterForm.field(of: refusal, in: what), refusal.sentences)
      return try page(of: try matter(), typed: typed, problems: [problem])
    }
    try dropDraft()
    return .redirect("/warnings/\(entry)", notice: what.done)
  }

  // MARK: Opening one

  /// What a page of opening is for, from its address.
  private enum Opening {
    case disagreement(warning: Int?, case: String?)
    case action(warning: Int?, case: String?)
    case recommendation
  }

  private var purposeOfPage: Opening {
    let id = self["case"].isEmpty ? nil : self["case"]
    if path.hasPrefix("/recommendations") { return .recommendation }
    if path.contains("/actions/") { return .action(warning: warningEntry, case: id) }
    return .disagreement(warning: warningEntry, case: id)
  }

  private func openingForm() throws -> OpeningForm {
    let colleagues = try desk.casebook.colleagues()
    let owners = colleagues.filter(\.mayHold).map(ColleagueChoice.init)
    let bodies = Set(colleagues.map(\.body)).sorted()
    func about(_ warning: Int?, _ id: String?) -> String? {
      warning.map { "the warning of entry \($0)" } ?? id.map { "the case \($0)" }
    }
    switch purposeOfPage {
    case .disagreement(let warning, let id):
      return .disagreement(about: about(warning, id), bodies: bodies)
    case .action(let warning, let id):
      return .action(
        about: about(warning, id) ?? "", owners: colleagues.map(ColleagueChoice.init),
        hasCase: id != nil)
    case .recommendation: return .recommendation(bodies: bodies, owners: owners)
    }
  }

  private var crumbs: [Page.Crumb] {
    if let entry = warningEntry {
      return [.init("Warnings", "/warnings"), .init("Entry \(entry)", "/warnings/\(entry)")]
    }
    let id = self["case"]
    return id.isEmpty
      ? [.init("Warnings", "/warnings")]
      : [.init("Cases", "/cases"), .init("Case \(id)", CaseLinks(id).base)]
  }

  func opening() throws -> Answer {
    let draft = try draft()
    return .page(
      openingPage(
        try openingForm(), path: path, crumbs: crumbs,
        typed: draft.map { Typed($0.form.values) } ?? Typed(),
        kept: draft.map { spokenMoment($0.saved) })
    )
  }

  func open() throws -> Answer {
    let typed = typed
    let form = try openingForm()
    func again(_ problems: [FormProblem]) -> Answer {
      .unusable(openingPage(form, path: path, crumbs: crumbs, typed: typed, problems: problems))
    }
    var due: CivilDate?
    do throws(DateParts.Fault) {
      due = try DateParts(typed, "due").wholeDay()
    } catch {
      return again([FormProblem("due", error.says)])
    }
    let act: AccountAct
    switch purposeOfPage {
    case .disagreement(let warning, let id):
      act = .disagree(
        Disagreement(
          warning: warning, case: id, issue: typed["issue"], position: typed["position"],
          body: typed["body"]))
    case .action(let warning, let id):
      guard let due else { return again([FormProblem("due", "Give the day.")]) }
      act = .agree(
        AgreedAction(
          what: typed["what"], owner: typed["owner"], due: due, warning: warning, case: id,
          meeting: typed["meeting"].isEmpty ? nil : typed["meeting"]))
    case .recommendation:
      guard let due else { return again([FormProblem("due", "Give the day.")]) }
      act = .recommend(
        Recommendation(
          review: typed["review"], number: typed["number"], text: typed["text"],
          body: typed["body"], owner: typed["owner"], due: due))
    }
    do {
      let receipt = try desk.casebook.perform(.account(act), as: person.credential)
      try dropDraft()
      return .redirect(
        "/warnings/\(receipt.entry)", notice: "It was entered: entry \(receipt.entry).")
    } catch let refusal as Refusal {
      return again([FormProblem(openingField(of: refusal), refusal.sentences)])
    }
  }

  private func openingField(of refusal: Refusal) -> String {
    switch refusal {
    case .empty("the position"): "position"
    case .empty("the issue"), .empty("what it is about"): "issue"
    case .badBody: "body"
    case .cannotHold, .unknownPerson, .ownWork: "owner"
    case .inThePast, .tooLate, .inTheFuture: "due"
    case .empty("the review"): "review"
    case .empty("the number"): "number"
    case .empty("the text"): "text"
    case .noSuch: "meeting"
    default:
      switch purposeOfPage {
      case .disagreement: "issue"
      case .action: "what"
      case .recommendation: "review"
      }
    }
  }
}

extension MatterForm.Act {
  /// What is said once it was done.
  fileprivate var done: String {
    switch self {
    case .acknowledge: "You have acknowledged it. The decision is still to come."
    case .decide:
      "The decision was entered. Where a second person is asked, nothing is decided until they agree."
    case .countersign: "Your answer was entered."
    case .take: "It is yours now."
    case .decline: "You did not take it. It stays with whoever has it."
    case .offer: "It was offered. It is yours until the other has taken it."
    case .retract: "It was taken back. It stays readable, and still needs a decision."
    case .contest: "It was contested. Somebody else decides again."
    case .detriment: "It was reported, and went to somebody independent."
    default: "It was entered."
    }
  }
}
