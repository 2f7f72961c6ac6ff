import Assessment
import CaseRecord
import Casebook
import CasebookSQLite
import CivilTime
import Language
import RegisterWords
import Reports
import WebPages

extension Routes {
  /// The register of warnings: everything that is open, raising one, and following one by its code.
  static let warnings: [Route] = [
    .get("/warnings") { visit in
      let list = try visit.register()
      return .page(
        registerPage(
          list, order: visit.query["by"].flatMap(RegisterOrder.init) ?? .due,
          showsClosed: visit.query.isOn("all"), page: visit.query["page"].flatMap { Int($0) } ?? 1))
    },
    .get("/warnings/new") { visit in
      let form = try visit.warnForm()
      let draft = try visit.draft()
      return .page(
        warnPage(
          form, action: visit.path, typed: draft.map { Typed($0.form.values) } ?? form.prefilled,
          kept: draft.map { spokenMoment($0.saved) }))
    },
    .post("/warnings/new") { visit in
      let person = try visit.person
      let answer = try visit.raise(visit.warnForm()) { warning in
        try visit.desk.casebook.warn(warning, as: person.credential)
      }
      if case .redirect = answer { try visit.dropDraft() }
      return answer
    },
    // For anybody, where whoever runs the site has opened it.
    .get("/report", .everybody) { visit in
      guard visit.hasPublicForm else { throw Turned.nothingHere }
      let form = try visit.warnForm()
      return .page(warnPage(form, action: visit.path, typed: form.prefilled))
    },
    .post("/report", .everybody) { visit in
      guard visit.hasPublicForm else { throw Turned.nothingHere }
      return try visit.report()
    },
    .get("/raised/:key", .everybody) { visit in
      guard case .raised(let raised, let hasPost)? = visit.handout else {
        return .page(goneReceiptPage)
      }
      return .page(raisedPage(raised, hasPost: hasPost))
    },
    .get("/receipt", .everybody) { _ in .page(receiptPage(typed: Typed(), problems: [])) },
    .post("/receipt", .everybody) { visit in try visit.openReceipt() },
    .get("/receipt/:key", .everybody) { visit in
      guard case .code(let code)? = visit.handout else { return .redirect("/receipt") }
      let reading = try visit.desk.casebook.status(of: code)
      return .page(
        receiptStatusPage(
          reading.status, at: reading.now, path: visit.path, typed: Typed(), problems: []))
    },
    .post("/receipt/:key", .everybody) { visit in
      guard case .code(let code)? = visit.handout else { return .redirect("/receipt") }
      return try visit.act(underCode: code)
    },
  ]
}

extension Visit {
  /// Takes a warning from anybody. Whatever keeps it from being entered, what was written stands on the page that says so.
  fileprivate func report() throws -> Answer {
    let form = try warnForm()
    func later(_ seconds: Int, isOurFault: Bool, _ why: String) -> Answer {
      let says =
        "\(why) It was not entered. What you wrote is still below: wait \(waiting(seconds)), and send it again. You can also say it by phone: 101, or 999 if somebody is in danger now; Childline is 0800 1111."
      return .notNow(
        warnPage(form, action: path, typed: typed, problems: [FormProblem("words", says)]),
        seconds: seconds, isOurFault: isOurFault)
    }
    // Whoever left something out is not asked to wait because of it.
    if form.read(typed).problems.isEmpty, let seconds = wait(.publicForm) {
      return later(
        seconds, isOurFault: false, "Many messages came from where you are in a short time.")
    }
    do {
      return try raise(form) { try desk.casebook.warn($0) }
    } catch let error as CasebookError {
      desk.log("error report: \(error)")
      return later(60, isOurFault: true, "Something failed here.")
    }
  }

  var handout: Handouts.Kind? { desk.handouts.take(self["key"], at: now) }

  /// The register as the reader may know of it, which counts as having been told what stands in it.
  func register() throws -> RegisterList {
    let person = try person
    let reading = try desk.casebook.register(purpose: person.purpose, as: person.credential)
    return RegisterList(
      post: reading.author.post, on: reading.now.day, lines: reading.lines, theirs: reading.theirs,
      opens: reading.opens,
      attempts: reading.attempts.map { attempt in
        (
          attempt.part.matter,
          "\(attempt.by.person) (\(attempt.by.post), \(attempt.by.body)) asked for it on \(spokenMoment(attempt.at)): \(spelled(attempt.part.act.rawValue))"
        )
      }, notices: reading.notices)
  }

  // MARK: Raising

  /// The form in which a warning is raised, with what is on record in a case where the reader comes from one.
  func warnForm() throws -> WarnForm {
    let bodies = try desk.casebook.receivingBodies()
    let own = visitor?.bodies.first { bodies.contains($0) }
    let usual =
      own ?? bodies.first { $0.hasPrefix("children-social-care/") } ?? bodies.first ?? ""
    guard visitor != nil, path != "/report" else {
      return WarnForm(bodies: bodies, usual: usual, colleagues: [], items: [], hasPost: false)
    }
    let colleagues = try desk.casebook.colleagues().map(ColleagueChoice.init)
    return WarnForm(
      bodies: bodies, usual: usual, colleagues: colleagues, items: try caseItems(), hasPost: true)
  }

  /// The children, adults, places and vehicles of the case from which the reader comes.
  private func caseItems() throws -> [WarnForm.CaseItem] {
    guard let id = query["case"] ?? form["case"] else { return [] }
    let record = try assessed("raise a warning", in: id).assessment.record
    let people = record.people.map { person in
      WarnForm.CaseItem(
        kind: person.role == .child ? .child : .adult, caseID: id, item: person.id,
        words: person.id)
    }
    let places = record.places.map {
      WarnForm.CaseItem(kind: .place, caseID: id, item: $0.id, words: $0.id)
    }
    return people + places
  }

  func raise(
    _ form: WarnForm, _ warn: (Casebook.Warning) throws -> CasebookFile.Raised
  ) throws -> Answer {
    let typed = typed
    var (warning, problems) = form.read(typed)
    if problems.isEmpty {
      do {
        let raised = try warn(warning)
        let key = desk.handouts.keep(
          .raised(
            Raised(
              code: raised.code, entry: raised.receipt.entry, at: raised.receipt.at,
              with: raised.status.with, due: raised.status.due), hasPost: form.hasPost), at: now)
        return .redirect("/raised/\(key)")
      } catch let refusal as Refusal {
        problems = [FormProblem("words", refusal.sentences)]
      }
    }
    return .unusable(warnPage(form, action: path, typed: typed, problems: problems))
  }

  // MARK: By a code

  func openReceipt() throws -> Answer {
    let typed = typed
    func page(_ says: String) -> Page {
      receiptPage(typed: typed, problems: [FormProblem("code", says)])
    }
    func again(_ says: String) -> Answer { .unusable(page(says)) }
    if let seconds = wait(.receipt) {
      let says = "Many codes were tried from where you are. Wait \(waiting(seconds))."
      return .notNow(page(says), seconds: seconds, isOurFault: false)
    }
    guard let code = ReceiptCode(typed["code"]) else {
      return again(Refusal.noSuchReceipt.sentences)
    }
    do {
      _ = try desk.casebook.status(of: code)
    } catch let refusal as Refusal {
      return again(refusal.sentences)
    }
    return .redirect("/receipt/\(desk.handouts.keep(.code(code), at: now))")
  }

  func act(underCode code: ReceiptCode) throws -> Answer {
    let typed = typed
    let does = form["do"] ?? ""
    let words = typed["\(does)-words"]
    do {
      switch does {
      case "add":
        _ = try desk.casebook.perform(
          { .add(Addition(warning: $0, words: words)) }, withCode: code)
      case "retract":
        _ = try desk.casebook.perform(
          { .retract(Retraction(warning: $0, reason: words)) }, withCode: code)
      case "contest":
        _ = try desk.casebook.perform(
          { .contest(Contest(warning: $0, reason: words)) }, withCode: code)
      case "detriment":
        _ = try desk.casebook.perform(
          { .detriment(Detriment(warning: $0, words: words)) }, withCode: code)
      default: throw Turned.nothingHere
      }
      return .redirect(path, notice: "It was entered.")
    } catch let refusal as Refusal {
      let reading = try desk.casebook.status(of: code)
      return .unusable(
        receiptStatusPage(
          reading.status, at: reading.now, path: path, typed: typed,
          problems: [FormProblem("\(does)-words", refusal.sentences)]))
    }
  }
}

extension ColleagueChoice {
  init(_ colleague: CasebookFile.Colleague) {
    self.init(id: colleague.id, post: colleague.post, body: colleague.body)
  }
}
