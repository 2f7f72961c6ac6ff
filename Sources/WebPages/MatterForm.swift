package import Casebook
internal import CivilTime
internal import RegisterWords
internal import Reports

/// Something that may be done to a matter, as a form on its page. Its name stands under `do` in what is sent, and before each field.
package struct MatterForm: Sendable, Hashable {
  package enum Act: String, Sendable, Hashable, CaseIterable {
    case acknowledge, decide, countersign, take, decline, settle, position, complete, evidence, rate
    case add, contest, detriment, retract
    case name, link, offer, explain, pause
  }

  package var act: Act
  var title: String
  var foreword: [String]
  var fields: [FormField]
  var button: String
  /// Whether the matter waits for the reader to do it.
  package var isAsked: Bool

  package func field(_ name: String) -> String { "\(act.rawValue)-\(name)" }

  func fields(
    path: String, _ typed: Typed, _ problems: [FormProblem], kept: String?
  ) -> Fields {
    let isWrong = problems.contains {
      $0.field.hasPrefix("\(act.rawValue)-") || $0.field == act.rawValue
    }
    let sheet = FormSheet(
      action: path, sections: [FormSection(nil, fields)],
      buttons: [.init(button, does: act.rawValue, isSecond: !isAsked)],
      isKept: act == .decide, kept: act == .decide ? kept : nil)
    return [
      "anchor": act.rawValue, "title": title, "foreword": foreword,
      "isUnfolded": isWrong || isAsked ? true : nil, "sheet": sheet.fields(typed, problems),
    ]
  }
}

/// Whom a form can offer.
package struct MatterChoices: Sendable {
  /// Those who may have a matter.
  package var holders: [ColleagueChoice]
  /// Those who may be asked to agree.
  package var seconds: [ColleagueChoice]
  package var everybody: [ColleagueChoice]

  package init(
    holders: [ColleagueChoice], seconds: [ColleagueChoice], everybody: [ColleagueChoice]
  ) {
    self.holders = holders
    self.seconds = seconds
    self.everybody = everybody
  }
}

extension MatterView {
  /// What the reader may do with the matter: what is asked of them first. The rules have the last word when it is sent.
  package func forms(_ choices: MatterChoices) -> [MatterForm] {
    let asked = askedForms(choices)
    let access = author.role.access
    var forms = asked
    func offer(_ act: MatterForm.Act, _ kind: ActKind, _ form: @autoclosure () -> MatterForm) {
      if access.reach(kind) != nil, !forms.contains(where: { $0.act == act }) {
        forms.append(form())
      }
    }
    let isMine = matter.by.person == author.person && matter.by.role != .reporter
    if matter.kind == .warning, isMine {
      offer(.add, .addToWarning, .add)
      if matter.standing != nil { offer(.contest, .contest, .contest) }
      offer(.detriment, .reportDetriment, .detriment)
      if matter.retraction == nil { offer(.retract, .retract, .retract) }
    }
    if matter.kind == .disagreement, matter.isOpen { offer(.position, .addPosition, .position) }
    if matter.kind == .recommendation, !isTheirs {
      offer(.rate, .rateRecommendation, .rate)
    }
    if isTheirs, matter.isOpen {
      if matter.kind == .warning {
        offer(.name, .nameInWarning, .name(choices))
        offer(.link, .linkWarning, .link)
      }
      offer(.offer, .offerHandover, .offer(choices))
    }
    if !lapses.isEmpty { offer(.explain, .explainLapse, .explain(lapses)) }
    if !isTheirs, !matter.running.isEmpty { offer(.pause, .pauseClock, .pause) }
    return forms
  }

  private func askedForms(_ choices: MatterChoices) -> [MatterForm] {
    guard matter.isOpen else { return [] }
    var forms: [MatterForm] = []
    if matter.offer?.part.to == author.person { forms += [.take, .decline] }
    if let entry = awaitedAnswer { forms.append(.countersign(entry, of: matter)) }
    guard isTheirs else { return forms }
    switch matter.kind {
    case .warning:
      if matter.acknowledged == nil { forms.append(.acknowledge) }
      if !matter.decisions.contains(where: \.awaitsSecond) {
        forms.append(.decide(self, choices))
      }
    case .disagreement:
      if !matter.settlements.contains(where: { $0.answer == nil && $0.endedBy == nil }) {
        forms.append(.settle)
      }
    case .action: forms.append(.complete)
    case .recommendation: forms.append(.evidence)
    }
    return forms
  }

  /// The decision or settlement that waits for the reader's answer.
  package var awaitedAnswer: Int? {
    let person = author.person
    return matter.decisions.first { $0.awaitsSecond && $0.decision.second == person }?.entry
      ?? matter.settlements.first {
        !$0.isFinal && $0.answer == nil && $0.endedBy == nil && matter.by.person == person
      }?.settlement.entry
  }

  /// The entries at which clocks ran out.
  var lapses: [Int] {
    Set(matter.clocks.filter { $0.state == .breached }.compactMap(\.endedBy)).sorted()
  }
}

extension MatterForm {
  private init(
    _ act: Act, _ title: String, _ foreword: String..., fields: [FormField] = [], button: String,
    isAsked: Bool = false
  ) {
    self.init(
      act: act, title: title, foreword: foreword, fields: fields, button: button, isAsked: isAsked)
  }

  private static func reason(_ act: Act, _ label: String = "Why", hint: String? = nil) -> FormField
  {
    FormField("\(act.rawValue)-reason", label, hint: hint, .long)
  }

  private static func people(
    _ name: String, _ label: String, hint: String? = nil, _ people: [ColleagueChoice],
    none: String = "Nobody"
  ) -> FormField {
    FormField(name, label, hint: hint, .list(people.map(\.option), none: none))
  }

  static let acknowledge = MatterForm(
    .acknowledge, "Acknowledge it", "It says that you have it. The decision is still to come.",
    button: "Acknowledge", isAsked: true)

  static func decide(_ view: MatterView, _ choices: MatterChoices) -> MatterForm {
    let seen =
      view.shown.isEmpty
      ? "Nothing else was raised about the same."
      : "By deciding you say that you have read what was raised before about the same, above: \(view.shown.map { "entry \($0)" }.joined(separator: ", "))."
    var fields = [
      FormField(
        "decide-outcome", "What is to happen",
        .one(Outcome.allCases.map { .init($0.rawValue, capitalised($0.words)) })),
      reason(
        .decide, "Why", hint: "What do we know, what not, and what would change our mind?"),
      FormField(
        "decide-codes", "What it relies on",
        .many(DecisionCode.allCases.map { .init($0.rawValue, $0.meaning) })),
      people(
        "decide-second", "The second person",
        hint:
          "Needed for no further action, for doing less than before, and for going ahead although something is outstanding. Somebody outside your line. Until they agree nothing is decided, and the clock runs.",
        choices.seconds),
    ]
    if view.matter.decisions.contains(where: \.isComplete) {
      fields += [
        FormField(
          "decide-changed", "What has changed since the last decision",
          hint: "Needed if this does less.", .long),
        FormField("decide-evidence", "The day of the evidence for it", .day),
      ]
    }
    if !view.open.isEmpty || !view.meetings.isEmpty || !view.matter.minorityViews.isEmpty {
      fields.append(
        FormField(
          "decide-despite", "Why it goes ahead although something is outstanding",
          hint: "Only with a safeguarding partner as the second person.", .long))
    }
    fields += [
      FormField(
        "decide-alternative", "If the child does not support it: what is pursued on the evidence",
        hint: "That a child does not support it ends nothing. Leave out otherwise.", .long),
      people("decide-reviewer", "Who looks at that again", choices.holders),
      FormField("decide-review", "By which day", .day),
      FormField("decide-shown", "", .hidden),
    ]
    return MatterForm(
      act: .decide, title: "Decide", foreword: [seen], fields: fields, button: "Enter the decision",
      isAsked: true)
  }

  static func countersign(_ entry: Int, of matter: Matter) -> MatterForm {
    let what = matter.kind == .disagreement ? "how it would be settled" : "the decision"
    return MatterForm(
      act: .countersign, title: "Say whether you agree",
      foreword: [
        "You are asked to agree to \(what) of entry \(entry), above. If you do not, that stays on record, and it comes to nothing."
      ],
      fields: [
        FormField("countersign-entry", "", .hidden),
        FormField(
          "countersign-answer", "Do you agree?",
          .one([.init("yes", "I agree"), .init("no", "I do not agree")])),
        reason(.countersign),
      ], button: "Enter the answer", isAsked: true)
  }

  static let take = MatterForm(
    .take, "Take it", "It is offered to you. From then on it is yours, with its clocks.",
    button: "Take it", isAsked: true)

  static let decline = MatterForm(
    .decline, "Do not take it", "It stays with whoever has it.", fields: [reason(.decline)],
    button: "Do not take it", isAsked: true)

  static let settle = MatterForm(
    .settle, "Say how it is to be settled",
    "Before the last stage, whoever opened it must agree. The child's protection does not wait for it.",
    fields: [FormField("settle-outcome", "What is to happen", .long), reason(.settle)],
    button: "Enter it", isAsked: true)

  static let complete = MatterForm(
    .complete, "Say that it was done",
    fields: [FormField("complete-reason", "What shows it", .long)], button: "Enter it",
    isAsked: true)

  static let evidence = MatterForm(
    .evidence, "Add what shows how far it is",
    fields: [FormField("evidence-reason", "What shows it", .long)], button: "Add it",
    isAsked: true)

  static let position = MatterForm(
    .position, "Add a position",
    fields: [FormField("position-reason", "The position, and what it rests on", .long)],
    button: "Add it")

  static let rate = MatterForm(
    .rate, "Say how it stands", "Accepted is not done. Nobody judges their own work.",
    fields: [
      FormField(
        "rate-status", "How it stands",
        .one(Rating.Status.allCases.map { .init($0.rawValue, capitalised(spelled($0.rawValue))) })),
      reason(.rate),
    ], button: "Enter it")

  static let add = MatterForm(
    .add, "Add to what you said", "What you said before stands.",
    fields: [FormField("add-reason", "What you want to add", .long)], button: "Add it")

  static let contest = MatterForm(
    .contest, "Contest the decision",
    "Somebody else, outside the line of whoever decided, decides again.",
    fields: [reason(.contest)], button: "Contest it")

  static let detriment = MatterForm(
    .detriment, "Report what was done to you because of it",
    "It goes to somebody independent. Those who had your warning never see it.",
    fields: [FormField("detriment-reason", "What was done", .long)], button: "Report it")

  static let retract = MatterForm(
    .retract, "Take it back", "It stays readable, and still needs a decision.",
    fields: [reason(.retract)], button: "Take it back")

  static func name(_ choices: MatterChoices) -> MatterForm {
    MatterForm(
      .name, "Say that it names somebody with a post here",
      "It is closed to them and to everybody above and below them from now on.",
      fields: [
        FormField("name-people", "Whom it names", .many(choices.everybody.map(\.option)))
      ], button: "Enter it")
  }

  static let link = MatterForm(
    .link, "Say which child, adult, place or vehicle of a case it is about",
    "Other warnings about the same are then found, and stand at the top of this page.",
    fields: [
      FormField(
        "link-kind", "What it is",
        .list(
          Subject.Kind.allCases.map { .init($0.rawValue, capitalised($0.rawValue)) },
          none: "Choose")),
      FormField("link-case", "The case", hint: "Its id, such as river-lane.", .short),
      FormField(
        "link-item", "The item of the case",
        hint: "Its id there, such as child-1. Leave the case and this empty to give words instead.",
        .short),
      FormField("link-words", "Or what it is called", .short),
    ], button: "Link it")

  static func offer(_ choices: MatterChoices) -> MatterForm {
    MatterForm(
      .offer, "Hand it over", "It is yours, with its clocks, until the other has taken it.",
      fields: [
        people("offer-to", "To whom", choices.holders, none: "Choose"), reason(.offer),
      ], button: "Offer it")
  }

  static func explain(_ lapses: [Int]) -> MatterForm {
    MatterForm(
      .explain, "Explain why a clock ran out", "That it ran out stays on record.",
      fields: [
        FormField(
          "explain-lapse", "Which",
          .one(lapses.map { .init("\($0)", "The clock that ran out at entry \($0)") })),
        reason(.explain),
      ], button: "Explain it")
  }

  static let pause = MatterForm(
    .pause, "Stop its clocks until a day",
    "At most four weeks, by a named authority. Nobody stops their own clock.",
    fields: [
      FormField("pause-until", "The last day on which they stand still", .day),
      reason(.pause),
      FormField("pause-authority", "By what authority"),
    ], button: "Stop the clocks")
}

extension MatterForm {
  /// What the form does, from what was typed; or what is wrong with that, before the rules are asked.
  package static func act(
    _ act: Act, to view: MatterView, _ typed: Typed
  ) -> (act: Casebook.Act?, problems: [FormProblem]) {
    let reader = MatterFormReader(act: act, typed: typed)
    return reader.read(view)
  }

  /// At which field of the form a refusal belongs.
  package static func field(of refusal: Refusal, in act: Act) -> String {
    let name: String? =
      switch refusal {
      case .empty("the outcome"): "outcome"
      case .empty("what the decision relies on"): "codes"
      case .empty("what changed"), .nothingChanged: act == .decide ? "changed" : nil
      case .empty("the reason for going ahead"), .outstanding, .nothingOutstanding: "despite"
      case .empty("what is pursued on the evidence"), .neverTerminal, .reviewNotNeeded:
        "alternative"
      case .needsSecond, .secondNotNeeded, .secondInLine, .needsSenior: "second"
      case .cannotHold: act == .offer ? "to" : act == .decide ? "second" : nil
      case .empty("whom it names"), .namesYou, .unknownPerson: act == .name ? "people" : nil
      case .inThePast, .inTheFuture, .tooLate:
        act == .pause ? "until" : act == .decide ? "review" : nil
      case .noEvidence: "status"
      default: nil
      }
    guard let name = name ?? (hasReason(act) ? "reason" : nil) else { return act.rawValue }
    return "\(act.rawValue)-\(name)"
  }

  private static func hasReason(_ act: Act) -> Bool {
    switch act {
    case .acknowledge, .take, .name, .link: false
    default: true
    }
  }
}

private struct MatterFormReader {
  var act: MatterForm.Act
  var typed: Typed

  func text(_ name: String) -> String { typed["\(act.rawValue)-\(name)"] }

  func read(_ view: MatterView) -> (Casebook.Act?, [FormProblem]) {
    let entry = view.matter.entry
    let reason = text("reason")
    switch act {
    case .acknowledge: return account(.acknowledge(Acknowledgement(warning: entry)))
    case .decide: return decision(view)
    case .countersign:
      guard ["yes", "no"].contains(text("answer")) else {
        return (nil, [FormProblem("countersign-answer", "Say whether you agree.")])
      }
      return (
        .countersign(
          Countersignature(
            entry: Int(text("entry")) ?? -1, agrees: text("answer") == "yes", reason: reason)), []
      )
    case .take: return account(.take(Taking(matter: entry)))
    case .decline: return account(.decline(Declining(matter: entry, reason: reason)))
    case .settle:
      return account(
        .settle(Settlement(disagreement: entry, outcome: text("outcome"), reason: reason)))
    case .position: return account(.position(Standpoint(disagreement: entry, words: reason)))
    case .complete: return account(.complete(Completion(action: entry, evidence: reason)))
    case .evidence: return account(.evidence(Evidence(recommendation: entry, words: reason)))
    case .rate:
      guard let status = Rating.Status(rawValue: text("status")) else {
        return (nil, [FormProblem("rate-status", "Say how it stands.")])
      }
      return account(.rate(Rating(recommendation: entry, status: status, reason: reason)))
    case .add: return account(.add(Addition(warning: entry, words: reason)))
    case .contest: return account(.contest(Contest(warning: entry, reason: reason)))
    case .detriment: return account(.detriment(Detriment(warning: entry, words: reason)))
    case .retract: return account(.retract(Retraction(warning: entry, reason: reason)))
    case .name:
      return account(.name(Naming(warning: entry, names: typed.all("name-people"))))
    case .link: return link(entry)
    case .offer: return account(.offer(Offer(matter: entry, to: text("to"), reason: reason)))
    case .explain:
      guard let lapse = Int(text("lapse")) else {
        return (nil, [FormProblem("explain-lapse", "Say which clock.")])
      }
      return account(.explain(Explanation(matter: entry, lapse: lapse, reason: reason)))
    case .pause: return pause(entry, reason)
    }
  }

  private func account(_ act: AccountAct) -> (Casebook.Act?, [FormProblem]) { (.account(act), []) }

  private func day(_ name: String) -> (CivilDate?, [FormProblem]) {
    let field = "\(act.rawValue)-\(name)"
    do throws(DateParts.Fault) {
      return (try DateParts(typed, field).wholeDay(), [])
    } catch {
      return (nil, [FormProblem(field, error.says)])
    }
  }

  private func decision(_ view: MatterView) -> (Casebook.Act?, [FormProblem]) {
    var problems: [FormProblem] = []
    let outcome = Outcome(rawValue: text("outcome"))
    if outcome == nil { problems.append(FormProblem("decide-outcome", "Say what is to happen.")) }
    if text("reason").isEmpty { problems.append(FormProblem("decide-reason", "Say why.")) }
    let codes = typed.all("decide-codes").compactMap(DecisionCode.init(rawValue:))
    if codes.isEmpty { problems.append(FormProblem("decide-codes", "Say what it relies on.")) }
    let (evidenceOf, badEvidence) = day("evidence")
    let (reviewOn, badReview) = day("review")
    problems += badEvidence + badReview
    var decision = Decision(
      warning: view.matter.entry, outcome: outcome ?? .assessment, reason: text("reason"),
      codes: codes, on: view.day,
      shown: text("shown").split(separator: ",").compactMap { Int($0) },
      second: filled("second"), despite: filled("despite"))
    if let changed = filled("changed") {
      if let evidenceOf {
        decision.changed = Change(what: changed, evidenceOf: evidenceOf)
      } else if badEvidence.isEmpty {
        problems.append(FormProblem("decide-evidence", "Give the day of the evidence."))
      }
    }
    if let alternative = filled("alternative") {
      if let reviewer = filled("reviewer"), let reviewOn {
        decision.review = Review(alternative: alternative, reviewer: reviewer, on: reviewOn)
      } else if badReview.isEmpty {
        let field = filled("reviewer") == nil ? "decide-reviewer" : "decide-review"
        problems.append(FormProblem(field, "Say who looks at it again, and by which day."))
      }
    }
    return problems.isEmpty ? account(.decide(decision)) : (nil, problems)
  }

  private func filled(_ name: String) -> String? { text(name).isEmpty ? nil : text(name) }

  private func link(_ entry: Int) -> (Casebook.Act?, [FormProblem]) {
    guard let kind = Subject.Kind(rawValue: text("kind")) else {
      return (nil, [FormProblem("link-kind", "Say what it is.")])
    }
    let subject = Subject(
      kind, text("words"), case: filled("case"), item: filled("item"))
    return account(.link(Linking(warning: entry, about: [subject])))
  }

  private func pause(_ entry: Int, _ reason: String) -> (Casebook.Act?, [FormProblem]) {
    let (until, problems) = day("until")
    guard let until else {
      return (
        nil, problems.isEmpty ? [FormProblem("pause-until", "Give the last day.")] : problems
      )
    }
    return account(
      .pause(Pause(matter: entry, reason: reason, authority: text("authority"), until: until)))
  }
}
