import Casebook
import CivilTime
import Testing

/// One act of every kind, as somebody might do it.
enum Samples {
  static let day = Book.day

  static let acts: [Act] = [
    .found(
      Founding(
        partnership: "Northmoor", origin: "heed.northmoor.example/log", logKey: Keys.of("log"),
        founder: Appointment(
          person: "ada", name: "Ada Example", post: "system administrator", role: .administrator,
          body: "partnership/office", key: Keys.of("ada")))),
    .rotateLogKey(LogKey(verifier: Keys.numbered(1), reason: "yearly")),
    .appoint(
      Appointment(
        person: "new", name: "Noël O’Hara \"Nell\" \u{1F31F}", post: "nurse / visitor",
        role: .healthProfessional, body: "nhs/alderby", manager: "tom", key: Keys.numbered(2))),
    .leave(Leaving(person: "mia", successor: "sal")),
    .delegate(Delegation(from: "mia", to: "sal", until: day, reason: "leave")),
    .newKey(NewKey(person: "mia", key: Keys.numbered(3), reason: "lost")),
    .setRetention(
      RetentionRules(
        body: "council/records",
        rules: [.init(id: "children", from: .birth, years: 75, basis: "policy 7")])),
    .hold(Hold(id: "inquiry-1", matter: "inquiry", basis: "statute", cases: ["river-lane"])),
    .release(Release(hold: "inquiry-1", reason: "over")),
    .open(Opening(title: "River Lane", jurisdiction: "england-and-wales")),
    .involve(Involvement(person: "sal", basis: "allocated", until: day)),
    .endInvolvement(EndOfInvolvement(person: "sal", reason: "moved")),
    .exclude(Exclusion(person: "ned", reason: "a concern is about them")),
    .grant(Grant(person: "mia", content: .location, reason: "visits")),
    .breakGlass(BreakGlass(reason: "child in a car\tnow\n\u{7F}\u{1}")),
    .reviewBreakGlass(BreakGlassReview(entry: 7, wasJustified: false, reason: "was off duty")),
    .record(
      Item(
        kind: .sources,
        content: content(
          "{id: note, agency: school/alderby, kind: first-hand-account, grade: {scheme: 3x5x2, value: 2BP}}"
        ), isSealed: true)),
    .correct(Correction(entry: 7, item: moved(note: "é is not e\u{301}"), reason: "misheard")),
    .withdraw(Withdrawal(entry: 7, reason: "entered twice")),
    .respond(
      ResponseGiven(
        response: content(
          "{act: considered, framework: MSA2015-2, answer: not-met, about: [child-1]}"),
        shown: [3, 4], changed: Change(what: "he was never there", evidenceOf: day))),
    .share(sharing(.section47Enquiry)),
    .declineToShare(sharing(.moreDetrimental)),
    .schedule(
      Meeting(id: "panel-1", group: "Panel", on: day, about: ["child-1"], invited: ["mia"])),
    .minute(Minutes(meeting: "panel-1", text: "to visit", present: ["mia", "tom"])),
    .cancelMeeting(Cancellation(meeting: "panel-1", reason: "chair ill")),
    .requestRecords(RecordsRequest(by: "adult survivor", basis: "access", on: day)),
    .answerRequest(RequestAnswer(request: 7, answer: "sent", on: day)),
    .redact(Redaction(entry: 7, part: "ref", authority: "court", reason: "another child")),
    .erased(7, 8),
    .transfer(
      Transfer(
        to: "police/northmoor", reason: "moved",
        manifest: CustodyManifest(entries: 3, erased: 1, digest: "00ff"))),
    .acceptTransfer(
      TransferAcceptance(
        transfer: 7, manifest: CustodyManifest(entries: 3, erased: 1, digest: "00ff"))),
    .account(
      .arrange(
        Arrangement(
          body: "children-social-care/northmoor", receives: "eve", takeOver: ["una", "ned"],
          recipient: "wes", stages: ["tom", "ned", "una", "ned"],
          limits: ["decide": "2 working days", "disagreement-1": "1 working day"],
          jurisdiction: "england"))),
    .account(.warn(warning)),
    .account(.add(Addition(warning: 7, words: "und noch etwas: \u{202E}rückwärts\r\n\tso"))),
    .account(.retract(Retraction(warning: 7, reason: "I was told to \"drop it\""))),
    .account(.contest(contest)),
    .account(.detriment(detriment)),
    .account(.name(naming)),
    .account(.link(Linking(warning: 7, about: [subject]))),
    .account(.acknowledge(Acknowledgement(warning: 7))),
    .account(.decide(decision)),
    .countersign(countersignature),
    .account(.offer(Offer(matter: 7, to: "una", reason: "on leave \u{1F3D6}\u{FE0F}"))),
    .account(.take(Taking(matter: 7))),
    .account(.decline(Declining(matter: 7, reason: "I know the family\u{0}"))),
    .account(.explain(Explanation(matter: 7, lapse: 9, reason: "two of four posts were empty"))),
    .account(.disagree(disagreement)),
    .account(.position(Standpoint(disagreement: 7, words: "the marks were photographed; “seen”"))),
    .account(
      .settle(Settlement(disagreement: 7, outcome: "a section 47 enquiry", reason: "both saw it"))),
    .account(
      .agree(
        AgreedAction(
          what: "see the child alone, and ask what she wants", owner: "sal", due: day, warning: 7,
          case: "river-lane", meeting: "panel-1"))),
    .account(.complete(Completion(action: 7, evidence: "visit of 24 November, p. 3 \\ 4"))),
    .account(
      .recommend(
        Recommendation(
          review: "Review of 2014 (“River”)", number: "12 b", text: "keep the raw notes",
          body: "police/northmoor", owner: "pam", due: day))),
    .account(.evidence(Evidence(recommendation: 7, words: "policy 12, in force since May"))),
    .account(.rate(Rating(recommendation: 7, status: .inProgress, reason: "two of three bodies"))),
    .account(.pause(pause)),
    .account(.lapse(lapse)),
    .account(.attempt(MatterAttempt(matter: 7, act: .decide))),
    .view(
      View(
        what: "search", purpose: "duty", detail: "red car", pointed: ["other-case"], matter: 7,
        listed: [3, 7], cases: ["river-lane"])),
    .refused(Attempt(act: .erase, code: "under-hold")),
  ]

  // MARK: Parts with everything that the casebook adds

  /// Somebody at a place, under all the keys that it could be found by.
  private static let subject: Subject = {
    var subject = Subject(.vehicle, "AB51 CDE “Zoë’s taxi”", case: "river-lane", item: "car-1")
    subject.keys = ["vehicle:ab51cde", "case:river-lane/car-1"]
    return subject
  }()

  private static let deadline = Deadline("1 working day", from: day, in: Book.calendar)

  static let warning: Warning = {
    var warning = Warning(
      kind: .disclosure, about: [subject, subject],
      words: "He “looks after” her.\nI saw it \u{1F6A8}\u{7F}\u{1}", from: .child,
      to: "school/alderby", names: ["tom", "ned"])
    warning.code = "00ff"
    warning.with = "wes"
    warning.acknowledge = deadline
    warning.decide = Deadline(on: day, from: day)
    warning.closedTo = ["eve", "mia", "ned", "sal", "tom"]
    return warning
  }()

  private static let contest: Contest = {
    var contest = Contest(warning: 7, reason: "nobody spoke to her: \u{2028}nobody")
    contest.with = "una"
    contest.decide = deadline
    return contest
  }()

  private static let detriment: Detriment = {
    var detriment = Detriment(warning: 7, words: "moved to nights the week after")
    detriment.with = "ivy"
    detriment.acknowledge = deadline
    detriment.decide = deadline
    detriment.closedTo = ["mia", "tom"]
    return detriment
  }()

  private static let naming: Naming = {
    var naming = Naming(warning: 7, names: ["tom"])
    naming.closedTo = ["mia", "tom"]
    return naming
  }()

  private static let decision: Decision = {
    var decision = Decision(
      warning: 7, outcome: .advice, reason: "seen, and \u{301}safe\u{0}",
      codes: [.victimDoesNotSupport, .harmSuspected], on: day, shown: [3, 5], second: "una",
      changed: Change(what: "the flat is empty", evidenceOf: day),
      review: Review(alternative: "the taxi’s log", reviewer: "una", on: day),
      despite: "the minutes are late")
    decision.tells = ["police/northmoor", "school/alderby"]
    return decision
  }()

  private static let countersignature: Countersignature = {
    var answer = Countersignature(entry: 7, agrees: false, reason: "the sister was not asked")
    answer.with = "una"
    answer.deadline = deadline
    return answer
  }()

  private static let disagreement: Disagreement = {
    var disagreement = Disagreement(
      warning: 7, case: "river-lane", issue: "threshold / “not met”", position: "it is met",
      body: "children-social-care/northmoor")
    disagreement.with = "tom"
    disagreement.deadline = deadline
    return disagreement
  }()

  private static let pause: Pause = {
    var pause = Pause(
      matter: 7, reason: "court order", authority: "the court at Alderby", until: day)
    pause.deadlines = ["decide": deadline, "acknowledge": deadline]
    return pause
  }()

  private static let lapse = Lapse(
    matter: 7, stages: [.acknowledge, .decideAgain], due: day, from: "eve", to: "una",
    deadlines: ["decide-again": deadline])

  static func act(_ kind: ActKind) -> Act { acts.first { $0.kind == kind }! }

  private static func sharing(_ basis: SharingBasis) -> SharingDecision {
    SharingDecision(
      with: "school/alderby", about: ["child-1"], sources: ["log"], basis: basis,
      reason: "the school must know", on: day)
  }
}

extension Book {
  /// Two people close the case of River Lane; the second is outside the line of the first.
  @discardableResult
  mutating func close(
    _ shown: [Int] = [], about: String = "child-1", act: String = "no-further-action",
    by person: String = "mia", second: String = "pam"
  ) -> Int {
    let closure = allowed(.closed(shown, about: about, act: act), by: person, in: "river-lane")
    if !file.isInvolved(second, staff: staff, at: now) { involve(second) }
    allowed(.answered(closure), by: second, in: "river-lane")
    return closure
  }
}

extension Act {
  /// The second person agrees, or does not.
  static func answered(_ entry: Int, agrees: Bool = true, reason: String = "looked at") -> Act {
    .countersign(Countersignature(entry: entry, agrees: agrees, reason: reason))
  }
}
