import Casebook
import CivilTime
import HeedTesting
import Testing

/// What inquiries found of warnings that went nowhere, held against the register of warnings.
///
/// - Source: Documentation/practice/failures.md, whose numbers the names of the tests begin with.
struct WarningFailureTests {
  // MARK: F01: a warning with no recorded decision

  @Test(arguments: blanks)
  func `F01 No decision counts without a reason`(_ reason: String) {
    var book = Book()
    let entry = book.raise()
    let refusal = book.refusal(book.decision(entry, reason: reason), by: "eve")
    #expect(refusal == .empty("the reason"))
  }

  @Test(arguments: invisible)
  func `F01 A reason that cannot be seen is none`(_ reason: String) {
    var book = Book()
    let entry = book.raise()
    let refusal = book.refusal(book.decision(entry, reason: reason), by: "eve")
    #expect(refusal == .empty("the reason"))
  }

  @Test func `F01 A decision says what it relies on`() {
    var book = Book()
    let entry = book.raise()
    let refusal = book.refusal(book.decision(entry, codes: []), by: "eve")
    #expect(refusal == .empty("what the decision relies on"))
  }

  @Test func `F01 A decision keeps who decided, in what post, what, why, on what and when`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.decision(entry, .strategyDiscussion, codes: [.harmEvidenced]), by: "eve")
    let decided = book.matter(entry).standing
    #expect(decided?.by.person == "eve")
    #expect(decided?.by.name == "Eve Example")
    #expect(decided?.by.post == "screener")
    #expect(decided?.by.body == Book.northmoor)
    #expect(decided?.decision.outcome == .strategyDiscussion)
    #expect(decided?.decision.reason == "she said who drives the car")
    #expect(decided?.decision.codes == [.harmEvidenced])
    #expect(decided?.decision.on == Book.day)
    #expect(decided?.at.day == Book.day)
  }

  @Test func `F01 A decision is of no day to come`() {
    var book = Book()
    let entry = book.raise()
    let tomorrow = book.decision(entry, on: book.day(in: 1))
    #expect(
      book.refusal(tomorrow, by: "eve") == .inTheFuture(what: "the day of the decision"))
  }

  @Test func `F01 A decision is of no day before the warning`() {
    var book = Book()
    let entry = book.raise()
    let yesterday = book.decision(entry, on: book.day(in: -1))
    #expect(book.refusal(yesterday, by: "eve") == .inThePast(what: "the day of the decision"))
  }

  @Test func `F01 A decision that is dated back does not undo that it came late`() {
    var book = Book()
    let entry = book.raise()
    let day = book.now.day
    book.wait(days: 3)
    book.enterLapses()
    book.does(book.decision(entry, by: "una", on: day), by: "una")
    #expect(book.matter(entry).clocks.contains { $0.stage == .decide && $0.state == .breached })
    #expect(book.status(entry).said(.decided).map(\.on) == [book.now.day])
    #expect(book.status(entry).said(.passedOn).count == 1)
  }

  @Test(arguments: ["ned", "una", "sue", "ora"])
  func `F01 Nothing keeps a warning that is late from the view of the partners`(
    _ person: String
  ) throws {
    var book = Book()
    let named = book.raise(naming: ["pam"])
    let taken = book.raise(by: "mia")
    let child = try book.raiseWithoutPost(.child)
    book.does(.retract(Retraction(warning: taken, reason: "I was told to")), by: "mia")
    book.wait(days: 40)
    book.enterLapses()
    for entry in [named, taken, child] {
      #expect(book.knows(person, of: entry))
      #expect(book.line(entry).isOverdue)
      #expect(book.line(entry).overdueSince == CivilDate("2026-11-24"))
    }
  }

  @Test func `F01 The list has what is overdue first, and leaves out nothing that is open`() {
    var book = Book()
    let late = book.raise()
    book.wait(days: 2)
    book.enterLapses()
    let fresh = book.raise(by: "lea")
    let done = book.raise(by: "lea", about: [Subject(.child, "Somebody Else")])
    book.does(book.decision(done), by: "eve")
    let (lines, asked) = book.situation(nil).lines(for: "una", at: book.now)
    #expect(lines.map(\.entry) == [late, fresh, done])
    #expect(lines.map(\.isOverdue) == [true, false, false])
    #expect(asked == [late])
  }

  @Test func `F01 A warning that is late stays in the view of a partner named in it`() {
    var book = Book()
    let entry = book.raise()
    _ = try? book.perform(.account(.name(Naming(warning: entry, names: ["una"]))), by: "eve")
    book.wait(days: 3)
    book.enterLapses()
    #expect(book.knows("una", of: entry) || book.matter(entry).isProtected)
    #expect(book.knows("ned", of: entry))
  }

  @Test func `F01 A warning without a decision is open, whatever else is done to it`() throws {
    var book = Book()
    let entry = book.raise()
    book.does(.acknowledge(Acknowledgement(warning: entry)), by: "eve")
    book.does(.add(Addition(warning: entry, words: "and on Friday again")), by: "fay")
    book.does(.retract(Retraction(warning: entry, reason: "I was told to")), by: "fay")
    book.handOver(entry, from: "eve", to: "tom")
    book.does(book.nothingMore(entry, by: "tom"), by: "tom")
    #expect(book.matter(entry).isOpen)
    #expect(book.matter(entry).standing == nil)
    #expect(book.line(entry).isOpen)
  }

  // MARK: F02: an unwelcome report suppressed

  @Test func `F02 What somebody said stays as they said it, and what they add stands beside it`() {
    var book = Book()
    let entry = book.raise(words: "a man waits for her")
    book.does(.add(Addition(warning: entry, words: "in a green car")), by: "fay")
    book.does(.link(Linking(warning: entry, about: [Subject(.vehicle, "AB51 CDE")])), by: "eve")
    book.does(book.decision(entry), by: "eve")
    #expect(book.matter(entry).warning?.words == "a man waits for her")
    #expect(book.matter(entry).warning?.about.map(\.words) == ["Kayleigh Sample"])
    #expect(book.matter(entry).additions.map(\.part.words) == ["in a green car"])
  }

  @Test(arguments: ["eve", "tom", "ned", "una", "mia", "ada"])
  func `F02 Nobody else adds to a warning or takes it back`(_ person: String) {
    var book = Book()
    let entry = book.raise()
    let added = book.refusal(.add(Addition(warning: entry, words: "she made it up")), by: person)
    #expect(added == .noSuchMatter(entry))
    let taken = book.refusal(.retract(Retraction(warning: entry, reason: "a mistake")), by: person)
    #expect(taken == .noSuchMatter(entry))
  }

  @Test func `F02 Whoever follows the person who raised it does not take it back`() {
    var book = Book()
    let entry = book.raise(by: "sal")
    book.allowed(.leave(Leaving(person: "sal", successor: "tom")), by: "ada")
    #expect(book.refusal(.retract(Retraction(warning: entry, reason: "solved")), by: "tom") != nil)
  }

  @Test func `F02 Whoever acts for the person who raised it does not take it back`() {
    var book = Book()
    let entry = book.raise(by: "sal")
    book.delegate(from: "sal", to: "tom", until: book.day(in: 5))
    #expect(book.refusal(.retract(Retraction(warning: entry, reason: "solved")), by: "tom") != nil)
  }

  @Test func `F02 A warning that was taken back stays readable and needs its decision`() {
    var book = Book()
    let entry = book.raise()
    book.does(.retract(Retraction(warning: entry, reason: "my head told me to")), by: "fay")
    #expect(book.opens("eve", entry))
    #expect(book.matter(entry).warning?.words == "a man waits for her in a grey car")
    #expect(book.matter(entry).running.map(\.stage) == [.acknowledge, .decide])
    #expect(book.status(entry).isRetracted)
    book.wait(days: 2)
    book.enterLapses()
    #expect(book.holder(entry) == "una")
  }

  @Test func `F02 A warning that was taken back is among those shown before the next decision`() {
    var book = Book()
    let first = book.raise()
    book.does(.retract(Retraction(warning: first, reason: "my head told me to")), by: "fay")
    let second = book.raise(by: "lea")
    let blind = Decision(
      warning: second, outcome: .advice, reason: "nothing known", codes: [.moreToFindOut],
      on: book.now.day)
    #expect(book.refusal(.decide(blind), by: "eve") == .notShown(expected: [first]))
  }

  // MARK: F04 and F10: meetings without minutes, actions that never happened

  @Test func `F04 No further action waits for the minutes of the meetings about the child`() {
    var book = Book.withCase()
    let entry = book.raise(by: "mia", about: [Book.child1])
    let meeting = Meeting(
      id: "panel-1", group: "Northmoor panel", on: book.now.day, about: ["child-1"],
      invited: ["police/northmoor"])
    book.allowed(.schedule(meeting), by: "mia", in: "river-lane")
    book.wait(days: 1)
    #expect(
      book.refusal(book.nothingMore(entry), by: "eve")
        == .outstanding(actions: [], meetings: ["panel-1"], views: []))
    #expect(book.refusal(book.decision(entry), by: "eve") == nil)
  }

  @Test func `F10 No further action is refused with the list of what is open`() {
    var book = Book()
    let entry = book.raise()
    let one = book.agreed("a conference", on: entry)
    let two = book.agreed("a visit", on: entry)
    #expect(
      book.refusal(book.nothingMore(entry), by: "eve")
        == .outstanding(actions: [one, two], meetings: [], views: []))
    book.does(.complete(Completion(action: one, evidence: "minutes of 23 November")), by: "mia")
    #expect(
      book.refusal(book.nothingMore(entry), by: "eve")
        == .outstanding(actions: [two], meetings: [], views: []))
    book.does(.complete(Completion(action: two, evidence: "note of the visit")), by: "mia")
    #expect(book.refusal(book.nothingMore(entry), by: "eve") == nil)
  }

  @Test func `F10 An action about the case keeps a warning about it open`() {
    var book = Book.withCase()
    let entry = book.raise(by: "mia", about: [Book.child1])
    let action = AgreedAction(
      what: "a conference", owner: "mia", due: book.day(in: 5), case: "river-lane")
    let open = book.does(.agree(action), by: "mia")
    #expect(
      book.refusal(book.nothingMore(entry), by: "eve")
        == .outstanding(actions: [open], meetings: [], views: []))
  }

  @Test func `F10 What was open when the second person agrees counts too`() {
    var book = Book()
    let entry = book.raise()
    let decided = book.does(book.nothingMore(entry), by: "eve")
    let open = book.agreed("a conference", on: entry)
    #expect(
      book.refusal(.answer(decided), by: "una")
        == .outstanding(actions: [open], meetings: [], views: []))
  }

  @Test func `F10 To go ahead nevertheless takes a partner and a reason`() {
    var book = Book()
    let entry = book.raise()
    book.agreed("a conference", on: entry)
    #expect(
      book.refusal(book.nothingMore(entry, second: "pam", despite: "moved away"), by: "eve")
        == .needsSenior)
    for blank in blanks + invisible {
      #expect(
        book.refusal(book.nothingMore(entry, second: "una", despite: blank), by: "eve")
          == .empty("the reason for going ahead"))
    }
    let decided = book.does(
      book.nothingMore(entry, second: "una", despite: "moved away"), by: "eve")
    #expect(book.matter(entry).isOpen)
    book.answers(decided, by: "una")
    #expect(book.matter(entry).state == .decided)
    #expect(book.matter(entry).standing?.decision.despite == "moved away")
  }

  @Test func `F10 Nothing is gone ahead of where nothing is open`() {
    var book = Book()
    let entry = book.raise()
    #expect(
      book.refusal(book.nothingMore(entry, despite: "to be sure"), by: "eve")
        == .nothingOutstanding)
  }

  @Test func `F10 No reason goes ahead of a disagreement`() {
    var book = Book()
    let entry = book.raise()
    let open = book.disagreed(about: entry, by: "fay")
    #expect(
      book.refusal(book.nothingMore(entry, despite: "moved away"), by: "eve")
        == .openDisagreements([open]))
  }

  @Test func `F10 Those who were at the meeting are told that its action was gone ahead of`() {
    var book = Book.withCase()
    let entry = book.raise(by: "mia", about: [Book.child1])
    let meeting = Meeting(
      id: "panel-1", group: "Northmoor panel", on: book.now.day, about: ["child-1"],
      invited: ["police/northmoor"])
    book.allowed(.schedule(meeting), by: "mia", in: "river-lane")
    book.allowed(
      .minute(
        Minutes(
          meeting: "panel-1", text: "to hold a conference",
          present: ["school/alderby", "police/northmoor"])), by: "mia", in: "river-lane")
    let action = AgreedAction(
      what: "a conference", owner: "mia", due: book.day(in: 5), case: "river-lane",
      meeting: "panel-1")
    book.does(.agree(action), by: "mia")
    book.does(book.nothingMore(entry, despite: "moved away"), by: "eve")
    #expect(
      book.matter(entry).decisions.last?.decision.tells == ["police/northmoor", "school/alderby"])
  }

  @Test func `F10 An action that is not done goes to somebody else, and stays overdue`() {
    var book = Book()
    let entry = book.raise()
    let action = book.agreed("a conference", on: entry, in: 1)
    book.does(book.decision(entry), by: "eve")
    book.wait(days: 3)
    book.enterLapses()
    #expect(book.holder(action) != "mia")
    #expect(book.line(action).isOverdue)
    #expect(book.knows("una", of: action))
  }

  @Test(arguments: blanks + invisible)
  func `F10 An action is done when something shows it`(_ evidence: String) {
    var book = Book()
    let action = book.agreed("a conference", on: book.raise())
    #expect(
      book.refusal(.complete(Completion(action: action, evidence: evidence)), by: "mia")
        == .empty("what shows that it was done"))
  }

  @Test func `F10 A case is not closed while a warning, a disagreement or an action is open`() {
    var book = Book.withCase()
    book.involve("sal")
    let warning = book.raise(by: "mia", about: [Book.child1])
    #expect(book.refusal(.closed([]), by: "sal", in: "river-lane") == .undecided([warning]))
    book.does(book.decision(warning), by: "eve")
    let action = AgreedAction(
      what: "a conference", owner: "mia", due: book.day(in: 5), case: "river-lane")
    let open = book.does(.agree(action), by: "mia")
    #expect(
      book.refusal(.closed([]), by: "sal", in: "river-lane")
        == .outstanding(actions: [open], meetings: [], views: []))
    book.does(.complete(Completion(action: open, evidence: "minutes")), by: "mia")
    #expect(book.refusal(.closed([]), by: "sal", in: "river-lane") == nil)
  }

  // MARK: F09: a disagreement with nowhere to go

  @Test(arguments: ["mia", "sal", "pam", "fay", "lea"])
  func `F09 Everybody at work on a case can disagree, in two sentences`(_ person: String) {
    var book = Book.withCase()
    if person != "mia" { book.involve(person) }
    let disagreement = Disagreement(
      case: "river-lane", issue: "the threshold", position: "it is met", body: Book.northmoor)
    let entry = book.does(.disagree(disagreement), by: person)
    #expect(book.matter(entry).state == .open)
    #expect(book.matter(entry).running.map(\.stage) == [.stage1])
    #expect(book.holder(entry) != person)
  }

  @Test func `F09 A disagreement goes up by the clock, stage after stage, and stays open`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    var seen = [book.matter(entry).stage]
    for _ in 0..<30 {
      book.wait(days: 1)
      book.enterLapses()
      if book.matter(entry).stage != seen.last { seen.append(book.matter(entry).stage) }
    }
    #expect(seen == [1, 2, 3, 4])
    #expect(book.matter(entry).isOpen)
    #expect(book.line(entry).isOverdue)
    #expect(book.matter(entry).clocks.map(\.state) == Array(repeating: .breached, count: 4))
  }

  @Test func `F09 A case does not close while somebody disagrees`() {
    var book = Book.withCase()
    book.involve("sal")
    let disagreement = Disagreement(
      case: "river-lane", issue: "the threshold", position: "it is met", body: Book.northmoor)
    let entry = book.does(.disagree(disagreement), by: "mia")
    #expect(book.refusal(.closed([]), by: "sal", in: "river-lane") == .openDisagreements([entry]))
  }

  @Test func `F09 A settlement below the last stage needs whoever opened it to agree`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    let holder = book.holder(entry)
    let settled = book.does(
      .settle(Settlement(disagreement: entry, outcome: "not met", reason: "so decided")),
      by: holder)
    #expect(book.matter(entry).isOpen)
    #expect(book.refusal(.answer(settled), by: holder) == .notAsked)
    book.answers(settled, agrees: false, by: "fay")
    #expect(book.matter(entry).stage == 2)
    #expect(book.matter(entry).isOpen)
  }

  // MARK: F11: "start again"

  @Test func `F11 Every earlier warning about the child is shown first, and which is kept`() {
    var book = Book()
    let first = book.raise()
    let decided = book.does(book.nothingMore(first), by: "eve")
    book.answers(decided, by: "una")
    let second = book.raise(by: "lea", about: [Subject(.child, "KAYLEIGH  sample")])
    let other = book.raise(by: "lea", about: [Subject(.child, "Somebody Else")])
    for shown in [[], [other], [first, other]] {
      let blind = Decision(
        warning: second, outcome: .advice, reason: "nothing known", codes: [.moreToFindOut],
        on: book.now.day, shown: shown)
      #expect(book.refusal(.decide(blind), by: "eve") == .notShown(expected: [first]))
    }
    book.does(book.decision(second), by: "eve")
    #expect(book.matter(second).standing?.decision.shown == [first])
  }

  @Test(arguments: [
    (Subject(.place, "Flat 4, River Lane"), Subject(.place, "flat 4 river lane")),
    (Subject(.vehicle, "AB51 CDE"), Subject(.vehicle, "ab51cde")),
    (Subject(.adult, "Mr. Grey-Coat"), Subject(.adult, "mr grey coat")),
    (Subject(.child, "Jos\u{E9} Sample"), Subject(.child, "Jose\u{301} Sample")),
    (Subject(.child, "Kayleigh Sample"), Subject(.adult, "Kayleigh Sample")),
  ])
  func `F11 The same person, place or vehicle is found however it is written`(
    _ one: Subject, _ other: Subject
  ) {
    var book = Book()
    let first = book.raise(about: [one])
    let second = book.raise(by: "lea", about: [other])
    #expect(book.register.related(to: book.matter(second)).map(\.entry) == [first])
  }

  @Test func `F11 The concerns of a case are shown to whoever is at work on it`() {
    var book = Book.withCase()
    let concern = book.record(warning("call"))
    let entry = book.raise(by: "mia", about: [Book.child1])
    book.involve("eve")
    let blind = Decision(
      warning: entry, outcome: .advice, reason: "nothing known", codes: [.moreToFindOut],
      on: book.now.day)
    #expect(book.refusal(.decide(blind), by: "eve") == .notShown(expected: [concern]))
  }

  @Test func `F11 A warning that came while the second person thought asks for a new decision`() {
    var book = Book()
    let first = book.raise()
    let decided = book.does(book.nothingMore(first), by: "eve")
    let second = book.raise(by: "lea")
    #expect(book.refusal(.answer(decided), by: "una") == .raisedSince([second]))
    #expect(book.refusal(.answer(decided, agrees: false), by: "una") == nil)
  }

  // MARK: F12: recommendations

  @Test func `F12 A recommendation that is accepted is open, and overdue after its day`() {
    var book = Book()
    let entry = book.recommended(to: "pam", in: 10)
    book.does(
      .rate(Rating(recommendation: entry, status: .accepted, reason: "the board agreed")),
      by: "sue")
    #expect(book.matter(entry).isOpen)
    book.wait(days: 12)
    book.enterLapses()
    #expect(book.line(entry).isOverdue)
    let figures = AccountFigures(book.register, on: book.now.day)
    #expect(figures.recommendations.map(\.isOverdue) == [true])
    #expect(figures.recommendations.map(\.status) == ["accepted"])
  }

  @Test func `F12 Nobody judges a recommendation that is theirs`() {
    var book = Book()
    let entry = book.recommended(to: "una", in: 10)
    let rating = Rating(recommendation: entry, status: .rejected, reason: "not needed")
    #expect(book.refusal(.rate(rating), by: "una") == .ownWork)
    #expect(book.refusal(.rate(rating), by: "sue") == nil)
  }

  @Test func `F12 Nor does whoever acts for the owner`() {
    var book = Book()
    let entry = book.recommended(to: "una", in: 10)
    book.delegate(from: "una", to: "pam", until: book.day(in: 5))
    let rating = Rating(recommendation: entry, status: .rejected, reason: "not needed")
    #expect(book.refusal(.rate(rating), by: "pam") == .ownWork)
  }

  @Test func `F12 Nor the line of the owner`() {
    var book = Book()
    let entry = book.recommended(to: "tom", in: 10)
    let rating = Rating(recommendation: entry, status: .superseded, reason: "another law")
    #expect(book.refusal(.rate(rating), by: "ned") == .ownWork)
  }

  @Test func `F12 A recommendation is implemented when something shows it`() {
    var book = Book()
    let entry = book.recommended(to: "pam", in: 10)
    let rating = Rating(recommendation: entry, status: .implemented, reason: "seen")
    #expect(book.refusal(.rate(rating), by: "sue") == .noEvidence)
    book.does(.evidence(Evidence(recommendation: entry, words: "the new form")), by: "pam")
    book.does(.rate(rating), by: "sue")
    #expect(book.matter(entry).state == .closed)
  }

  @Test func `F12 Nobody makes a recommendation to themselves`() {
    let book = Book()
    let own = Recommendation(
      review: "Jay", number: "3", text: "keep minutes", body: "children-social-care/westmoor",
      owner: "una", due: book.day(in: 10))
    #expect(book.refusal(.recommend(own), by: "una") == .ownWork)
  }

  // MARK: F18: what a family knows

  @Test(arguments: ReporterKind.allCases)
  func `F18 Whoever raises a warning, it stands in one register with the same clocks`(
    _ from: ReporterKind
  ) throws {
    var book = Book()
    let entry = try book.raiseWithoutPost(from)
    let worker = book.raise()
    #expect(book.holder(entry) == book.holder(worker))
    #expect(book.matter(entry).clocks.map(\.deadline) == book.matter(worker).clocks.map(\.deadline))
    #expect(book.matter(entry).clocks.map(\.stage) == book.matter(worker).clocks.map(\.stage))
    #expect(book.status(entry).due == book.status(worker).due)
  }

  @Test(arguments: Role.allCases.filter(\.isAppointed))
  func `F18 A worker of any rank can raise a warning`(_ role: Role) {
    // An overseer reads everything and writes nothing.
    if role == .overseer { return }
    var book = Book()
    book.appoint("new", "post", role, "police/northmoor")
    let entry = book.raise(by: "new")
    #expect(book.matter(entry).isOpen)
  }

  @Test func `F18 Decisions are counted by who raised the warning`() throws {
    var book = Book()
    let child = try book.raiseWithoutPost(.child)
    _ = try book.raiseWithoutPost(.parentOrCarer)
    let worker = book.raise(about: [Subject(.child, "Somebody Else")])
    book.does(book.decision(worker), by: "eve")
    book.does(book.decision(child), by: "eve")
    book.wait(days: 3)
    let figures = AccountFigures(book.register, on: book.now.day)
    #expect(
      figures.byReporter == [
        .child: [.decided: 1], .worker: [.decided: 1], .parentOrCarer: [.overdue: 1],
      ])
  }

  // MARK: F20: "victim unwilling"

  @Test(arguments: Outcome.allCases)
  func `F20 That a child does not support it asks for another way, a person and a day`(
    _ outcome: Outcome
  ) {
    var book = Book()
    let entry = book.raise()
    let ended = book.decision(
      entry, outcome, codes: [.harmSuspected, .victimDoesNotSupport],
      second: outcome == .noFurtherAction ? "una" : nil)
    #expect(book.refusal(ended, by: "eve") == .neverTerminal)
  }

  @Test func `F20 No further action never relies on it, even with a review`() {
    var book = Book()
    let entry = book.raise()
    #expect(
      book.refusal(book.withoutSupport(entry, .noFurtherAction), by: "eve") == .neverTerminal)
  }

  @Test(arguments: blanks + invisible)
  func `F20 The other way is said`(_ words: String) {
    var book = Book()
    let entry = book.raise()
    let decision = book.decision(
      entry, codes: [.victimDoesNotSupport],
      review: Review(alternative: words, reviewer: "sal", on: book.day(in: 14)))
    #expect(book.refusal(decision, by: "eve") == .empty("what is pursued on the evidence"))
  }

  @Test(arguments: [-1, 0, 93, 4000])
  func `F20 The day of the review comes, and comes soon`(_ days: Int) {
    var book = Book()
    let entry = book.raise()
    #expect(book.refusal(book.withoutSupport(entry, in: days), by: "eve") != nil)
  }

  @Test func `F20 It stays open, with somebody named, until they look again`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.withoutSupport(entry), by: "eve")
    #expect(book.matter(entry).state == .underReview)
    #expect(book.matter(entry).isOpen)
    #expect(book.holder(entry) == "pam")
    #expect(book.matter(entry).running.map(\.stage) == [.review])
    book.wait(days: 15)
    book.enterLapses()
    #expect(book.holder(entry) != "pam")
    #expect(book.line(entry).isOverdue)
  }

  @Test func `F20 Whoever decides is not the one who looks again`() {
    var book = Book()
    let entry = book.raise()
    #expect(book.refusal(book.withoutSupport(entry, reviewer: "eve"), by: "eve") != nil)
  }

  @Test func `F20 No one person ends what goes on without the child's support`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.withoutSupport(entry, .earlyHelp), by: "eve")
    let ended = book.decision(entry, .earlyHelp, by: "pam", codes: [.dealtWithAlready])
    _ = try? book.perform(.account(ended), by: "pam")
    #expect(book.matter(entry).isOpen)
  }

  @Test func `F20 Less than before takes what changed, and a second person`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.withoutSupport(entry), by: "eve")
    book.wait(days: 14)
    let less = book.nothingMore(entry, by: "pam", second: "una")
    #expect(book.refusal(less, by: "pam") == .nothingChanged)
    let changed = Change(what: "the car was another man's", evidenceOf: book.now.day)
    let alone = book.decision(
      entry, .noFurtherAction, by: "pam", codes: [.lookedForNotFound], changed: changed)
    #expect(book.refusal(alone, by: "pam") == .needsSecond)
  }

  @Test func `F20 A case with suspects is not closed while it goes on`() {
    var book = Book.withCase()
    book.involve("sal")
    let entry = book.raise(by: "mia", about: [Book.child1])
    book.does(book.withoutSupport(entry), by: "eve")
    #expect(book.refusal(.closed([]), by: "sal", in: "river-lane") == .undecided([entry]))
  }

  @Test func `F20 No case is closed on it either`() {
    var book = Book.withCase()
    let response: [String: Content] = [
      "act": .text("closed"), "about": .list([.text("child-1")]), "reason": .text("no statement"),
      "relies-on": .list([.text("victim-does-not-support")]),
    ]
    book.involve("sal")
    let closed = Act.respond(ResponseGiven(response: .map(response), shown: []))
    #expect(book.refusal(closed, by: "sal", in: "river-lane") == .neverTerminal)
  }
}

extension Book {
  static let child1 = Subject(.child, "", case: "river-lane", item: "child-1")

  /// Mia is to do something by a day.
  @discardableResult
  mutating func agreed(_ what: String, on entry: Int, in days: Int = 5) -> Int {
    does(
      .agree(AgreedAction(what: what, owner: "mia", due: day(in: days), warning: entry)),
      by: holder(entry))
  }

  @discardableResult
  mutating func disagreed(about entry: Int, by person: String) -> Int {
    does(
      .disagree(
        Disagreement(
          warning: entry, issue: "the threshold", position: "it is met", body: Book.northmoor)),
      by: person)
  }

  mutating func recommended(to owner: String, in days: Int) -> Int {
    let body = staff.current(owner)[0].appointment.body
    return does(
      .recommend(
        Recommendation(
          review: "Jay", number: "3", text: "keep minutes", body: body, owner: owner,
          due: day(in: days))), by: "sue")
  }
}
