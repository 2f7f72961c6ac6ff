import CaseRecord
import Casebook
import CivilTime
import Testing
import Vocabulary

/// What inquiries found of warnings that went nowhere, and of records that were lost or obscured.
struct AccountTests {
  // MARK: F01 and F02: warnings, and what became of them

  @Test func `F01 A concern is not closed without a reason`() {
    var book = Book.withCase()
    let concern = book.record(warning("call"), by: "mia")
    book.involve("sal")
    #expect(
      book.refusal(.closed([concern], reason: " \n"), by: "sal", in: "river-lane")
        == .empty("the reason"))
  }

  @Test func `F01 A closure names the body, the post and the day of whoever decided`() {
    var book = Book.withCase()
    let concern = book.record(warning("call"))
    book.involve("sal")
    let entry = book.allowed(.closed([concern]), by: "sal", in: "river-lane")
    let content = book.file.version(entry)?.item?.content
    #expect(content?["by"] == .text("children-social-care/northmoor"))
    #expect(content?["decided-by"] == .text("social worker"))
    #expect(content?["on"] == .text("2026-11-23"))
    #expect(book.file.version(entry)?.author?.name == "Sal Example")
  }

  @Test(arguments: ["", ", by: children-social-care/northmoor", ", on: 2026-11-23"])
  func `F01 A closure of today cannot be entered as an item, whoever it names`(_ rest: String) {
    let book = Book.withCase()
    let closure = item(.responses, "{act: closed, about: [child-1]\(rest)}")
    #expect(book.refusal(.record(closure), by: "mia", in: "river-lane") == .closureNeedsRespond)
  }

  @Test func `F01 Nothing becomes a closure by being corrected`() {
    var book = Book.withCase()
    let entry = book.record(
      item(.responses, "{act: assessment, about: [child-1], by: children-social-care/northmoor}"))
    let closure = item(
      .responses, "{act: closed, about: [child-1], by: children-social-care/northmoor}")
    #expect(
      book.refusal(.corrected(entry, closure), by: "mia", in: "river-lane")
        == .closureNeedsRespond)
  }

  @Test func `F01 What was noted of another body may be corrected into its closure`() {
    var book = Book.withCase()
    let entry = book.record(
      item(.responses, "{act: assessment, about: [child-1], by: police/northmoor}"))
    let closure = item(.responses, "{act: closed, about: [child-1], by: police/northmoor}")
    #expect(book.refusal(.corrected(entry, closure), by: "mia", in: "river-lane") == nil)
  }

  @Test(arguments: [
    "{act: closed, about: [child-2], by: children-social-care/northmoor, reason: safe}",
    "{act: closed, about: [child-1], by: police/northmoor, reason: safe}",
    "{act: closed, about: [child-1], by: children-social-care/northmoor, reason: ' '}",
  ])
  func `F01 A closure that is corrected keeps body, people and a reason`(_ text: String) {
    var book = Book.withCase()
    let entry = book.close(act: "closed")
    #expect(
      book.refusal(.corrected(entry, item(.responses, text)), by: "mia", in: "river-lane")
        != nil)
    let better = item(
      .responses,
      "{act: closed, about: [child-1], by: children-social-care/northmoor, reason: safe with an aunt}"
    )
    #expect(book.refusal(.corrected(entry, better), by: "mia", in: "river-lane") == nil)
  }

  // MARK: F01: two people close

  @Test func `F01 A closure counts once somebody outside the line has agreed to it`() throws {
    var book = Book.withCase()
    book.involve("pam")
    let entry = book.allowed(.closed([]), by: "mia", in: "river-lane")
    #expect(book.file.version(entry)?.awaitsSecond == true)
    #expect(book.file.version(entry)?.isCurrent == false)
    #expect(!book.file.current.map(\.entry).contains(entry))
    #expect(book.file.concerns(about: ["child-1"]).isEmpty)
    #expect(try book.view(as: "mia").record.responses.isEmpty)
    let answer = book.allowed(.answered(entry), by: "pam", in: "river-lane")
    #expect(book.file.version(entry)?.awaitsSecond == false)
    #expect(book.file.version(entry)?.isCurrent == true)
    #expect(book.file.version(entry)?.second?.entry == answer)
    #expect(book.file.version(entry)?.second?.by.person == "pam")
    #expect(book.file.concerns(about: ["child-1"]).map(\.entry) == [entry])
    #expect(try book.view(as: "mia").record.responses.count == 1)
  }

  @Test func `F01 A closure that is not agreed to is on record, and closes nothing`()
    throws
  {
    var book = Book.withCase()
    book.involve("pam")
    let entry = book.allowed(.closed([]), by: "mia", in: "river-lane")
    let answer = book.allowed(
      .answered(entry, agrees: false, reason: "nobody saw her alone"), by: "pam", in: "river-lane")
    let version = try #require(book.file.version(entry))
    #expect(version.item?.content["reason"] == .text("visited, and safe"))
    #expect(version.isCurrent == false)
    #expect(version.awaitsSecond == false)
    #expect(version.second?.entry == answer)
    #expect(version.second?.part.reason == "nobody saw her alone")
    #expect(book.file.concerns(about: ["child-1"]).isEmpty)
    // Nobody asks another until one agrees: it takes a new closure, with its own reasons.
    book.involve("una")
    for person in ["una", "pam"] {
      #expect(
        book.refusal(.answered(entry), by: person, in: "river-lane") == .settled(entry))
    }
  }

  @Test func `F01 A closure without agreement is neither corrected nor taken back`() {
    var book = Book.withCase()
    book.involve("pam")
    let entry = book.allowed(.closed([], act: "closed"), by: "mia", in: "river-lane")
    let better = item(
      .responses,
      "{act: closed, about: [child-1], by: children-social-care/northmoor, reason: safer}")
    for _ in 0..<2 {
      #expect(
        book.refusal(.corrected(entry, better), by: "mia", in: "river-lane")
          == .notCurrent(entry: entry))
      #expect(
        book.refusal(.withdrawn(entry), by: "mia", in: "river-lane")
          == .notCurrent(entry: entry))
      _ = try? book.perform(.answered(entry, agrees: false), by: "pam", in: "river-lane")
    }
  }

  @Test(arguments: [
    // Above, two above, below, the person, and one whom the same person manages.
    ("mia", "tom"), ("mia", "ned"), ("tom", "mia"), ("mia", "mia"), ("mia", "sal"),
  ])
  func `F01 The second person is not in the line of the first, in either direction`(
    _ first: String, _ second: String
  ) {
    var book = Book.withCase()
    for person in Set([first, second]) where person != "mia" { book.involve(person) }
    let entry = book.allowed(.closed([]), by: first, in: "river-lane")
    #expect(
      book.refusal(.answered(entry), by: second, in: "river-lane") == .secondInLine(second))
    // To say no needs nobody outside either: the answer is one person's, whatever it is.
    #expect(
      book.refusal(.answered(entry, agrees: false), by: second, in: "river-lane")
        == .secondInLine(second))
  }

  @Test func `F01 The line is that of the day on which the second person answers`() {
    var book = Book.withCase()
    book.involve("pam")
    let entry = book.allowed(.closed([]), by: "mia", in: "river-lane")
    book.appoint("mia", "seconded worker", .socialWorker, "police/northmoor", "pam")
    #expect(book.refusal(.answered(entry), by: "pam", in: "river-lane") == .secondInLine("pam"))
  }

  @Test func `F01 The line stays a line when somebody in the middle of it leaves`() {
    var book = Book.withCase()
    book.appoint("tia", "team manager", .teamManager, "children-social-care/northmoor", "ned")
    let entry = book.allowed(.closed([]), by: "mia", in: "river-lane")
    book.involve("tia")
    book.allowed(.leave(Leaving(person: "tom", successor: "tia")), by: "ada")
    #expect(book.refusal(.answered(entry), by: "tia", in: "river-lane") == .secondInLine("tia"))
    book.appoint("ned", "chair", .conferenceChair, "children-social-care/northmoor")
    book.involve("ned")
    #expect(book.refusal(.answered(entry), by: "ned", in: "river-lane") == .secondInLine("ned"))
  }

  @Test func `F01 Whoever raised a concern about the child does not agree to its closure`() {
    var book = Book.withCase()
    book.appoint("pia", "detective", .policeInvestigator, "police/northmoor")
    for person in ["pam", "pia"] { book.involve(person) }
    let concern = book.record(warning("call"), by: "pam")
    let entry = book.allowed(.closed([concern]), by: "mia", in: "river-lane")
    #expect(
      book.refusal(.answered(entry), by: "pam", in: "river-lane")
        == .raisedIt(entries: [concern]))
    #expect(book.refusal(.answered(entry), by: "pia", in: "river-lane") == nil)
  }

  @Test func `F01 Nor does whoever took on what was theirs`() {
    var book = Book.withCase()
    book.appoint("pia", "detective", .policeInvestigator, "police/northmoor")
    for person in ["pam", "pia"] { book.involve(person) }
    let concern = book.record(warning("call"), by: "pam")
    book.allowed(.leave(Leaving(person: "pam", successor: "pia")), by: "ada")
    let entry = book.allowed(.closed([concern]), by: "mia", in: "river-lane")
    #expect(
      book.refusal(.answered(entry), by: "pia", in: "river-lane")
        == .raisedIt(entries: [concern]))
  }

  @Test func `F01 Nobody agrees to a closure after more was raised about the child`() {
    var book = Book.withCase()
    book.involve("pam")
    let entry = book.allowed(.closed([]), by: "mia", in: "river-lane")
    let concern = book.record(warning("call"))
    #expect(book.refusal(.answered(entry), by: "pam", in: "river-lane") == .raisedSince([concern]))
    #expect(book.refusal(.answered(entry, agrees: false), by: "pam", in: "river-lane") == nil)
    let other = book.allowed(.closed([], about: "child-2"), by: "mia", in: "river-lane")
    #expect(book.refusal(.answered(other), by: "pam", in: "river-lane") == nil)
  }

  @Test func `F01 To whom a case is not open it is not open for agreeing`() {
    var book = Book.withCase()
    let entry = book.allowed(.closed([]), by: "mia", in: "river-lane")
    #expect(
      book.refusal(.answered(entry), by: "pam", in: "river-lane") == .notInvolved(.countersign))
    #expect(
      book.refusal(.answered(entry), by: "fay", in: "river-lane") == .noSuchCase("river-lane"))
    // Those who close nothing agree to nothing.
    book.involve("fay")
    #expect(
      book.refusal(.answered(entry), by: "fay", in: "river-lane")
        == .mayNot(.countersign, [.frontlinePractitioner]))
  }

  @Test func `F01 What two need not decide is not answered`() {
    var book = Book.withCase()
    book.involve("pam")
    let entry = book.allowed(.closed([], act: "assessment"), by: "mia", in: "river-lane")
    #expect(book.file.version(entry)?.isCurrent == true)
    for asked in [entry, 0, 9999] {
      #expect(book.refusal(.answered(asked), by: "pam", in: "river-lane") == .settled(asked))
    }
    let closure = book.allowed(.closed([], act: "closed"), by: "mia", in: "river-lane")
    #expect(
      book.refusal(.answered(closure, reason: " "), by: "pam", in: "river-lane")
        == .empty("the reason"))
  }

  @Test func `F20 That a child does not support it closes no case`() {
    let book = Book.withCase()
    let response = content(
      "{act: closed, about: [child-1], reason: she said no, relies-on: [victim-does-not-support]}")
    #expect(
      book.refusal(
        .respond(ResponseGiven(response: response, shown: [])), by: "mia", in: "river-lane")
        == .neverTerminal)
  }

  @Test func `F20 Nor does a closure come to rely on that by being corrected`() {
    var book = Book.withCase()
    let entry = book.close(act: "closed")
    let corrected = item(
      .responses,
      "{act: closed, about: [child-1], by: children-social-care/northmoor, on: 2026-11-23, decided-by: social worker, reason: she said no, relies-on: [victim-does-not-support]}"
    )
    #expect(
      book.refusal(.corrected(entry, corrected), by: "mia", in: "river-lane") == .neverTerminal)
  }

  // MARK: F10: what is open keeps a case open

  private static let subject = Subject(.child, "", case: "river-lane", item: "child-1")

  private static let kept: [(name: String, act: @Sendable (Book) -> Act)] = [
    (
      "a warning",
      { _ in
        .account(
          .warn(
            Warning(
              about: [subject], words: "she was taken away", from: .worker,
              to: "children-social-care/northmoor")))
      }
    ),
    (
      "a disagreement",
      { _ in
        .account(
          .disagree(
            Disagreement(
              case: "river-lane", issue: "the threshold", position: "it is met",
              body: "children-social-care/northmoor")))
      }
    ),
    (
      "an action",
      { book in
        .account(
          .agree(
            AgreedAction(
              what: "see the child", owner: "sal", due: book.day(in: 3), case: "river-lane")))
      }
    ),
  ]

  @Test(arguments: [0, 1, 2])
  func `F10 Nobody closes a case, or agrees to it, while something is open`(
    _ index: Int
  ) {
    var book = Book.withCase()
    book.involve("pam")
    let closure = book.allowed(.closed([]), by: "mia", in: "river-lane")
    let entry = book.allowed(AccountTests.kept[index].act(book), by: "mia")
    let expected: Refusal = [
      .undecided([entry]), .openDisagreements([entry]),
      .outstanding(actions: [entry], meetings: [], views: []),
    ][index]
    #expect(book.refusal(.closed([]), by: "mia", in: "river-lane") == expected)
    #expect(book.refusal(.answered(closure), by: "pam", in: "river-lane") == expected)
    #expect(book.refusal(.answered(closure, agrees: false), by: "pam", in: "river-lane") == nil)
    #expect(book.refusal(.closed([], act: "assessment"), by: "mia", in: "river-lane") == nil)
    // Another case is not kept open by it.
    book.open("mill-row")
    #expect(book.refusal(.closed([]), by: "mia", in: "mill-row") == nil)
  }

  @Test func `F10 Once it is decided, settled or done the case can be closed`() {
    var book = Book.withCase()
    let entries = AccountTests.kept.map { book.allowed($0.act(book), by: "mia") }
    let decision = Decision(
      warning: entries[0], outcome: .assessment, reason: "to see her", codes: [.moreToFindOut],
      on: book.now.day)
    let settlement = Settlement(
      disagreement: entries[1], outcome: "it is met", reason: "both agree")
    book.allowed(.account(.decide(decision)), by: "eve")
    let settled = book.allowed(.account(.settle(settlement)), by: "tom")
    #expect(
      book.refusal(.closed([]), by: "mia", in: "river-lane") == .openDisagreements([entries[1]]))
    book.allowed(.answered(settled), by: "mia")
    #expect(
      book.refusal(.closed([]), by: "mia", in: "river-lane")
        == .outstanding(actions: [entries[2]], meetings: [], views: []))
    book.allowed(
      .account(.complete(Completion(action: entries[2], evidence: "seen on Tuesday"))), by: "sal")
    #expect(book.refusal(.closed([]), by: "mia", in: "river-lane") == nil)
  }

  @Test func `F10 A disclosure about a case does not show by keeping it open`() {
    var book = Book.withCase()
    let disclosure = Warning(
      kind: .disclosure, about: [AccountTests.subject], words: "they look away", from: .worker,
      to: "children-social-care/northmoor", names: ["tom"])
    book.allowed(.account(.warn(disclosure)), by: "mia")
    #expect(book.refusal(.closed([]), by: "mia", in: "river-lane") == nil)
  }

  // MARK: F16: a judgement that becomes less

  private static func considered(_ answer: String, about: String = "child-1") -> Content {
    content("{act: considered, framework: MSA2015-2, answer: \(answer), about: [\(about)]}")
  }

  private static func lowered(
    _ answer: String = "not-met", about: String = "child-1", changed: Change?, reason: String = "r"
  ) -> Act {
    .respond(
      ResponseGiven(
        response: considered(answer, about: about).setting("reason", to: .text(reason)), shown: [],
        changed: changed))
  }

  private static let change = Change(what: "he was at sea that year", evidenceOf: Book.day)

  private func met() -> Book {
    var book = Book.withCase()
    book.record(Item(kind: .responses, content: AccountTests.considered("met")))
    book.involve("pam")
    return book
  }

  @Test(arguments: ["not-met", "not-decided"])
  func `F16 What was considered met becomes less with what changed, and a second person`(
    _ answer: String
  ) {
    var book = met()
    #expect(
      book.refusal(AccountTests.lowered(answer, changed: nil), by: "mia", in: "river-lane")
        == .nothingChanged)
    let entry = book.allowed(
      AccountTests.lowered(answer, changed: AccountTests.change), by: "mia", in: "river-lane")
    #expect(book.file.version(entry)?.changed == AccountTests.change)
    #expect(book.file.version(entry)?.isCurrent == false)
    #expect(
      book.refusal(.answered(entry), by: "mia", in: "river-lane") == .secondInLine("mia"))
    book.allowed(.answered(entry), by: "pam", in: "river-lane")
    #expect(book.file.version(entry)?.isCurrent == true)
  }

  @Test func `F16 What changed is said, has a day that has come, and a reason`() {
    let book = met()
    let changes: [(Change, String, Refusal)] = [
      (Change(what: " ", evidenceOf: Book.day), "r", .empty("what changed")),
      (
        Change(what: "w", evidenceOf: book.day(in: 1)), "r",
        .inTheFuture(what: "the day of the evidence")
      ),
      (AccountTests.change, "", .empty("the reason")),
    ]
    for (change, reason, expected) in changes {
      #expect(
        book.refusal(
          AccountTests.lowered(changed: change, reason: reason), by: "mia", in: "river-lane")
          == expected)
    }
  }

  @Test func `F16 A judgement does not become less by being recorded or corrected`() {
    let book = met()
    let less = Item(kind: .responses, content: AccountTests.considered("not-met"))
    let entry = book.file.current.last?.entry ?? -1
    #expect(book.refusal(.record(less), by: "mia", in: "river-lane") == .closureNeedsRespond)
    #expect(
      book.refusal(.corrected(entry, less), by: "mia", in: "river-lane") == .closureNeedsRespond)
    // Nor in the short form that case files have.
    let short = item(
      .responses, "{considered: {framework: MSA2015-2, answer: not-met}, about: [child-1]}")
    #expect(book.refusal(.record(short), by: "mia", in: "river-lane") == .closureNeedsRespond)
  }

  @Test(arguments: [
    "{act: considered, framework: MSA2015-2, answer: met, about: [child-2]}",
    "{act: considered, framework: CC, answer: met, about: [child-1]}",
    "{act: assessment, framework: MSA2015-2, answer: met, about: [child-1]}",
  ])
  func `F16 Nor by being corrected into one of another child, framework or act`(_ text: String) {
    let book = met()
    let entry = book.file.versions.last?.entry ?? -1
    #expect(
      book.refusal(.corrected(entry, item(.responses, text)), by: "mia", in: "river-lane")
        == .closureNeedsRespond)
  }

  @Test func `F16 Nor by being taken back`() {
    let book = met()
    let entry = book.file.versions.last?.entry ?? -1
    #expect(
      book.refusal(.withdrawn(entry), by: "mia", in: "river-lane") == .closureNeedsRespond)
  }

  @Test func `F16 Nor by the way of another child who was considered after`() {
    var book = Book.withCase()
    book.involve("pam")
    book.record(Item(kind: .responses, content: AccountTests.considered("met")))
    book.record(
      Item(kind: .responses, content: AccountTests.considered("not-met", about: "child-2")))
    let both = AccountTests.lowered(about: "child-1, child-2", changed: nil)
    #expect(book.refusal(both, by: "mia", in: "river-lane") == .nothingChanged)
  }

  @Test func `F16 What another framework or another child is considered is not less`() {
    let book = met()
    let others = [
      AccountTests.considered("not-met", about: "child-2"),
      content("{act: considered, framework: CC, answer: not-met, about: [child-1]}"),
    ]
    for other in others {
      #expect(
        book.refusal(
          .respond(ResponseGiven(response: other, shown: [])), by: "mia", in: "river-lane") == nil)
    }
  }

  // MARK: F02: what was written stays

  @Test func `F02 The words of a concern stay as they were written when it is corrected`() {
    var book = Book.withCase()
    let first = book.record(moved(note: "in a grey car"))
    let before = book.file.version(first)?.item
    let second = book.allowed(
      .corrected(first, moved(note: "in a green car")), by: "mia", in: "river-lane")
    #expect(book.file.version(first)?.item == before)
    #expect(book.file.version(first)?.replacedBy == second)
    #expect(book.file.history(of: second).map(\.entry) == [first, second])
    #expect(book.file.current.map(\.entry).contains(second))
    #expect(!book.file.current.map(\.entry).contains(first))
  }

  @Test func `F02 Nobody else edits a concern`() {
    var book = Book.withCase()
    let entry = book.record(moved())
    book.involve("tom")
    #expect(
      book.refusal(.corrected(entry, moved("child-2")), by: "tom", in: "river-lane")
        == .notAuthor(entry: entry))
  }

  @Test func `F02 Only its author takes a concern back, and it stays readable`() {
    var book = Book.withCase()
    let entry = book.record(warning("call"))
    book.involve("tom")
    #expect(
      book.refusal(.withdrawn(entry), by: "tom", in: "river-lane")
        == .notAuthor(entry: entry))
    let withdrawal = book.allowed(.withdrawn(entry), by: "mia", in: "river-lane")
    let version = book.file.version(entry)
    #expect(version?.item == warning("call"))
    #expect(version?.withdrawnBy == withdrawal)
    #expect(version?.isCurrent == false)
    #expect(book.file.withdrawals.map(\.part.reason) == ["entered twice"])
  }

  @Test func `F02 A successor does not take back what the one before them said`() {
    var book = Book.withCase()
    let entry = book.record(warning("call"))
    book.allowed(.leave(Leaving(person: "mia", successor: "sal")), by: "ada")
    #expect(
      book.refusal(.withdrawn(entry), by: "sal", in: "river-lane")
        == .notAuthor(entry: entry))
  }

  @Test func `F02 What happened cannot be taken back`() {
    var book = Book.withCase()
    let entry = book.close()
    #expect(
      book.refusal(.withdrawn(entry), by: "mia", in: "river-lane")
        == .notWithdrawable(.respond))
  }

  @Test func `F02 What others rest on is not taken back`() {
    var book = Book.withCase()
    let source = book.file.versions.first { $0.item?.id == "log" }?.entry ?? -1
    let entry = book.record(moved())
    #expect(
      book.refusal(.withdrawn(source), by: "mia", in: "river-lane")
        == .dependsOnIt([entry]))
  }

  // MARK: F04: meetings

  @Test func `F04 A meeting is planned until its day, and overdue from the day after`() {
    var book = Book.withCase()
    book.allowed(.schedule(panel(on: book.day(in: 1))), by: "mia", in: "river-lane")
    let meeting = book.file.meetings[0]
    #expect(meeting.state(on: book.day(in: 1)) == .planned)
    #expect(meeting.state(on: book.day(in: 2)) == .overdue)
  }

  @Test func `F04 A meeting with minutes is minuted, and has them once`() {
    var book = Book.withCase()
    book.allowed(.schedule(panel(on: book.now.day)), by: "mia", in: "river-lane")
    let minutes = Minutes(meeting: "panel-1", text: "to visit on Friday", present: ["Mia Example"])
    book.allowed(.minute(minutes), by: "mia", in: "river-lane")
    #expect(book.file.meetings[0].state(on: book.day(in: 9)) == .minuted)
    #expect(
      book.refusal(.minute(minutes), by: "mia", in: "river-lane")
        == .meetingSettled("panel-1"))
  }

  @Test func `F04 A meeting is cancelled with a reason, which is a gap that is told`() {
    var book = Book.withCase()
    book.allowed(.schedule(panel(on: book.now.day)), by: "mia", in: "river-lane")
    func cancelled(_ reason: String) -> Act {
      .cancelMeeting(Cancellation(meeting: "panel-1", reason: reason))
    }
    #expect(book.refusal(cancelled(""), by: "mia", in: "river-lane") == .empty("the reason"))
    book.allowed(cancelled("the chair was ill"), by: "mia", in: "river-lane")
    #expect(book.file.meetings[0].state(on: book.day(in: 9)) == .cancelled)
    let gaps = book.file.gaps(on: book.day(in: 9))
    #expect(gaps.count == 1)
    #expect(gaps.joined().contains("cancelled, the chair was ill"))
  }

  @Test func `F04 A meeting without minutes is a gap, and the case is not closed over it`() {
    var book = Book.withCase()
    book.allowed(.schedule(panel(on: book.now.day)), by: "mia", in: "river-lane")
    book.wait(days: 1)
    #expect(
      book.file.gaps(on: book.now.day)
        == ["Northmoor panel, 23 November 2026: no minutes (entry \(book.file.meetings[0].entry))"])
    #expect(
      book.refusal(.closed([]), by: "mia", in: "river-lane")
        == .meetingsWithoutMinutes(["panel-1"]))
  }

  // MARK: F05: what is covered, and what is beneath

  @Test func `F05 A layer leaves what it covers, and says who laid it, why and by what authority`()
  {
    var book = Book.withCase()
    let entry = book.record(moved(note: "taken to the shop"))
    let redaction = Redaction(
      entry: entry, part: "note", authority: "court order", reason: "another child")
    let layer = book.allowed(.redact(redaction), by: "rex", in: "river-lane")
    let version = book.file.version(entry)
    #expect(version?.item == moved(note: "taken to the shop"))
    #expect(version?.redactions.map(\.entry) == [layer])
    #expect(version?.redactions.map(\.by.person) == ["rex"])
    #expect(version?.redactions.map(\.redaction) == [redaction])
  }

  @Test func `F05 A covered part is shown as covered`() throws {
    var book = Book.withCase()
    let entry = book.record(moved(note: "taken to the shop"))
    book.allowed(.redact(over(entry, "note")), by: "rex", in: "river-lane")
    let view = try book.view(as: "mia")
    #expect(view.record.statements.map(\.note) == ["[redacted]"])
    #expect(view.withheld == [.redaction: 1])
  }

  @Test func `F05 A correction does not uncover what was covered`() throws {
    var book = Book.withCase()
    let entry = book.record(moved(note: "taken to the shop"))
    book.allowed(.redact(over(entry, "note")), by: "rex", in: "river-lane")
    book.allowed(
      .corrected(entry, moved("child-2", note: "taken to the shop")), by: "mia", in: "river-lane")
    let view = try book.view(as: "mia")
    #expect(view.record.statements.map(\.note) == ["[redacted]"])
  }

  @Test func `F05 A layer covers the earlier versions too`() {
    var book = Book.withCase()
    let first = book.record(moved(note: "taken to the shop"))
    let second = book.allowed(
      .corrected(first, moved("child-2", note: "taken to the shop")), by: "mia", in: "river-lane")
    book.allowed(.redact(over(second, "note")), by: "rex", in: "river-lane")
    var filter = LensFilter(
      Lens(name: "reader", reader: "", withheld: [.redaction]), book.file)
    for version in book.file.history(of: first) {
      let seen = filter.see(version)
      #expect(seen?.item.content["note"] == .text("[redacted]"))
    }
  }

  @Test(arguments: [0, 2, 3, 4, 5])
  func `F05 A case still reads when something that others name is covered whole`(
    _ index: Int
  ) throws {
    var book = Book.withCase()
    let covered = book.file.versions[index].entry
    book.allowed(.redact(over(covered, nil)), by: "rex", in: "river-lane")
    book.record(
      item(
        .statements,
        "{fact: moved, child: child-1, by: suspect-1, with: car-1, to: flat, says: yes, source: log}"
      ))
    let view = try book.view(as: "mia")
    #expect(view.record.statements.count == 1)
    #expect(view.withheld == [.redaction: 1])
  }

  // MARK: F11: "start again"

  @Test
  func `F11 A response needs the earlier concerns about the child, and keeps which they were`() {
    var book = Book.withCase()
    let first = book.record(warning("call"))
    book.record(warning("other-child", about: "child-2"))
    book.involve("sal")
    let closed = book.close([first], by: "sal")
    let second = book.record(warning("second-call"))
    let expected = [first, closed, second]
    for shown in [[], [first], [second], [second, closed, first], expected + [0]] {
      #expect(
        book.refusal(.closed(shown), by: "sal", in: "river-lane")
          == .notShown(expected: expected))
    }
    let again = book.allowed(.closed(expected), by: "sal", in: "river-lane")
    #expect(book.file.version(again)?.shown == expected)
  }

  @Test func `F11 A response that says concerns were shown where there are none is refused`() {
    let book = Book.withCase()
    #expect(book.refusal(.closed([3]), by: "mia", in: "river-lane") == .notShown(expected: []))
  }

  @Test func `F11 A referral is a concern as a warning is`() {
    var book = Book.withCase()
    let entry = book.record(
      item(.responses, "{act: referral, about: [child-1], by: school/alderby}"))
    #expect(
      book.refusal(.closed([]), by: "mia", in: "river-lane")
        == .notShown(expected: [entry]))
  }

  // MARK: F13: custody

  @Test func `F13 A case changes hands with a manifest on which both sides agree`() {
    var book = Book.withCase()
    let offer = book.allowed(
      .offered(to: "children-social-care/westmoor"), by: "ned", in: "river-lane")
    #expect(book.file.custodian == "children-social-care/northmoor")
    let acceptance = book.allowed(.accepted(offer), by: "una", in: "river-lane")
    let transfer = book.file.transfers[0]
    #expect(book.file.custodian == "children-social-care/westmoor")
    #expect(transfer.offer.by.person == "ned")
    #expect(transfer.acceptance?.by.person == "una")
    #expect(transfer.acceptance?.entry == acceptance)
    #expect(transfer.offer.part.manifest.entries == 7)
    #expect(transfer.acceptance?.part.manifest == transfer.offer.part.manifest)
  }

  @Test
  func `F13 Only the body that keeps a case offers it, and only the one it is offered to takes it`()
  {
    var book = Book.withCase()
    #expect(
      book.refusal(.offered(to: "police/northmoor"), by: "una", in: "river-lane")
        == .notCustodian("children-social-care/northmoor"))
    let offer = book.allowed(
      .offered(to: "children-social-care/westmoor"), by: "ned", in: "river-lane")
    #expect(book.refusal(.accepted(offer), by: "ned", in: "river-lane") == .notOffered)
  }

  @Test func `F13 What was added since the offer is not in its manifest`() {
    var book = Book.withCase()
    let offer = book.allowed(
      .offered(to: "children-social-care/westmoor"), by: "ned", in: "river-lane")
    book.record(moved())
    #expect(book.refusal(.accepted(offer), by: "una", in: "river-lane") == nil)
  }

  @Test func `F13 An erasure since the offer asks for a new one`() {
    var book = Book.withCase()
    let entry = book.record(moved())
    let west = Act.offered(to: "children-social-care/westmoor")
    let offer = book.allowed(west, by: "ned", in: "river-lane")
    #expect(book.refusal(west, by: "ned", in: "river-lane") == .offerPending)
    book.allowed(.erased(entry), by: "rex", in: "river-lane")
    #expect(book.refusal(.accepted(offer), by: "una", in: "river-lane") == .manifestDiffers)
    let again = book.allowed(west, by: "ned", in: "river-lane")
    #expect(book.refusal(.accepted(offer), by: "una", in: "river-lane") == .notOffered)
    book.allowed(.accepted(again), by: "una", in: "river-lane")
  }

  @Test func `F13 An offer to the wrong body does not hold the case for ever`() {
    var book = Book.withCase()
    let wrong = book.allowed(.offered(to: "police/northmoor"), by: "ned", in: "river-lane")
    let right = book.allowed(
      .offered(to: "children-social-care/westmoor"), by: "ned", in: "river-lane")
    book.allowed(.accepted(right), by: "una", in: "river-lane")
    #expect(book.file.transfers.map(\.offer.entry) == [wrong, right])
    #expect(book.file.transfers.map { $0.acceptance == nil } == [true, false])
  }

  @Test func `F13 A request for records counts its days until it is answered`() {
    var book = Book.withCase()
    let asked = RecordsRequest(
      by: "adult survivor", basis: "subject access", on: book.now.day)
    let entry = book.allowed(.requestRecords(asked), by: "rex", in: "river-lane")
    #expect(book.file.requests[0].days(on: book.day(in: 40)) == 40)
    book.wait(days: 30)
    let answer = RequestAnswer(request: entry, answer: "sent in full", on: book.now.day)
    book.allowed(.answerRequest(answer), by: "dot", in: "river-lane")
    #expect(book.file.requests[0].days(on: book.day(in: 900)) == 30)
    #expect(book.file.requests[0].isOpen == false)
  }

  @Test func `F13 The days of an erased answer are not counted on`() {
    var book = Book.withCase()
    let asked = RecordsRequest(by: "adult survivor", basis: "subject access", on: book.now.day)
    let entry = book.allowed(.requestRecords(asked), by: "rex", in: "river-lane")
    let answer = book.allowed(
      .answerRequest(RequestAnswer(request: entry, answer: "sent", on: book.now.day)), by: "dot",
      in: "river-lane")
    book.allowed(.erased(answer), by: "rex", in: "river-lane")
    #expect(book.file.requests[0].days(on: book.day(in: 900)) == nil)
  }

  @Test func `F13 Nothing is erased while its records are asked for, or under a hold`() {
    var book = Book.withCase()
    let entry = book.record(moved())
    let asked = RecordsRequest(by: "inquiry", basis: "Inquiries Act 2005 s 21", on: book.now.day)
    let request = book.allowed(.requestRecords(asked), by: "rex", in: "river-lane")
    #expect(book.refusal(.erased(entry), by: "rex", in: "river-lane") == .openRequests([request]))
    let hold = Hold(id: "inquiry-1", matter: "the inquiry", basis: "Inquiries Act 2005 s 35")
    book.allowed(.hold(hold), by: "ina")
    #expect(book.refusal(.erased(entry), by: "rex", in: "river-lane") == .underHold(["inquiry-1"]))
  }

  @Test func `A hold takes effect whichever case is named with it`() {
    var book = Book.withCase()
    let entry = book.record(moved())
    let hold = Hold(id: "inquiry-1", matter: "the inquiry", basis: "Inquiries Act 2005 s 35")
    book.allowed(.hold(hold), by: "ina", in: "river-lane")
    #expect(book.refusal(.erased(entry), by: "rex", in: "river-lane") == .underHold(["inquiry-1"]))
  }

  // MARK: F26: to share, or not to share

  @Test(arguments: SharingBasis.allCases)
  func `F26 A basis is one of sharing or one of not sharing`(_ basis: SharingBasis) {
    let book = Book.withCase()
    let share = book.refusal(.share(sharing(basis)), by: "mia", in: "river-lane")
    let decline = book.refusal(.declineToShare(sharing(basis)), by: "mia", in: "river-lane")
    #expect(share == (basis.isRefusal ? .basisIsRefusal : nil))
    #expect(decline == (basis.isRefusal ? nil : .basisIsNotRefusal))
  }

  @Test func `F26 Both decisions stand in the case with basis, reason and the post that decided`()
    throws
  {
    var book = Book.withCase()
    let one = book.allowed(.share(sharing(.safeguardingDuty)), by: "mia", in: "river-lane")
    let two = book.allowed(.declineToShare(sharing(.moreDetrimental)), by: "mia", in: "river-lane")
    let view = try book.view(as: "mia")
    #expect(view.responses.map(\.entry) == [one, two])
    #expect(view.record.responses.map(\.act) == [.shared, .declinedToShare])
    #expect(
      view.record.responses.map(\.reason)
        == [
          "safeguarding-duty: the school must know",
          "more-detrimental-to-the-child: the school must know",
        ])
    #expect(view.record.responses.map(\.decidedBy) == ["social worker", "social worker"])
    #expect(view.record.responses.map(\.to) == ["school/alderby", "school/alderby"])
  }

  @Test func `F26 A decision on sharing needs a reason and somebody whom it is about`() {
    let book = Book.withCase()
    var decision = sharing(.safeguardingDuty)
    decision.reason = " "
    #expect(book.refusal(.share(decision), by: "mia", in: "river-lane") == .empty("the reason"))
    decision = sharing(.safeguardingDuty)
    decision.about = []
    #expect(
      book.refusal(.share(decision), by: "mia", in: "river-lane")
        == .empty("whom it is about"))
  }

  private func panel(on day: CivilDate) -> Meeting {
    Meeting(
      id: "panel-1", group: "Northmoor panel", on: day, about: ["child-1"], invited: ["mia"])
  }

  private func over(_ entry: Int, _ part: String?) -> Redaction {
    Redaction(entry: entry, part: part, authority: "court order", reason: "another child")
  }

  private func sharing(_ basis: SharingBasis) -> SharingDecision {
    SharingDecision(
      with: "school/alderby", about: ["child-1"], basis: basis, reason: "the school must know",
      on: Book.day)
  }
}
