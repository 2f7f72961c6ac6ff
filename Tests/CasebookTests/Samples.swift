import Casebook
import CivilTime

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
    .closed([3, 4]),
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
    .view(View(what: "search", purpose: "duty", detail: "red car", pointed: ["other-case"])),
    .refused(Attempt(act: .erase, code: "under-hold")),
  ]

  static func act(_ kind: ActKind) -> Act { acts.first { $0.kind == kind }! }

  private static func sharing(_ basis: SharingBasis) -> SharingDecision {
    SharingDecision(
      with: "school/alderby", about: ["child-1"], sources: ["log"], basis: basis,
      reason: "the school must know", on: day)
  }
}
