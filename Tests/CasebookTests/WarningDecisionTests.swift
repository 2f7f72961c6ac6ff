import Casebook
import CivilTime
import Testing

/// Who decides on a warning, who agrees, who decides again, and who has it in between.
struct WarningDecisionTests {
  // MARK: Two people

  @Test func `No further action waits for the second person, and its clock runs on`() {
    var book = Book()
    let entry = book.raise()
    let decided = book.does(book.nothingMore(entry), by: "eve")
    #expect(book.matter(entry).state == .awaitsSecond)
    #expect(book.matter(entry).isOpen)
    #expect(book.matter(entry).running.map(\.stage) == [.decide])
    #expect(!book.status(entry).isDecided)
    book.answers(decided, by: "una")
    #expect(book.matter(entry).state == .decided)
    #expect(
      book.status(entry).said(.decided).map(\.agreedBy) == [
        "service director, children-social-care/westmoor"
      ])
  }

  @Test func `No further action is for two`() {
    var book = Book()
    let entry = book.raise()
    #expect(book.refusal(book.nothingMore(entry, second: nil), by: "eve") == .needsSecond)
  }

  @Test(arguments: ["eve", "tom", "ned"])
  func `The second person is outside the line of the first`(_ second: String) {
    var book = Book()
    let entry = book.raise()
    #expect(
      book.refusal(book.nothingMore(entry, second: second), by: "eve") == .secondInLine(second))
  }

  @Test(arguments: ["mia", "sal", "eve"])
  func `Nor is it somebody whom the first manages`(_ second: String) {
    var book = Book()
    let entry = book.raise()
    book.handOver(entry, from: "eve", to: "tom")
    #expect(
      book.refusal(book.nothingMore(entry, by: "tom", second: second), by: "tom")
        == .secondInLine(second))
  }

  @Test func `Nor a colleague who answers to the same manager`() {
    var book = Book()
    let entry = book.raise()
    #expect(
      book.refusal(book.nothingMore(entry, second: "sal"), by: "eve") == .secondInLine("sal"))
  }

  @Test func `Nor whoever raised it, nor a person who is no decider, nor nobody`() {
    var book = Book()
    let entry = book.raise(by: "pam")
    #expect(
      book.refusal(book.nothingMore(entry, second: "pam"), by: "eve")
        == .raisedIt(entries: [entry]))
    for person in ["lea", "rex", "sue", "ora", "nobody", ""] {
      #expect(
        book.refusal(book.nothingMore(entry, second: person), by: "eve") == .cannotHold(person))
    }
  }

  @Test func `Whoever succeeds a manager is in the line`() {
    var book = Book()
    let entry = book.raise()
    book.appoint("nia", "team manager", .teamManager, Book.northmoor, "ned")
    book.allowed(.leave(Leaving(person: "tom", successor: "nia")), by: "ada")
    #expect(
      book.refusal(book.nothingMore(entry, second: "nia"), by: "eve") == .secondInLine("nia"))
    #expect(
      book.refusal(book.nothingMore(entry, second: "ned"), by: "eve") == .secondInLine("ned"))
  }

  @Test func `A second person who has come into the line since they were asked cannot agree`() {
    var book = Book()
    let entry = book.raise()
    let decided = book.does(book.nothingMore(entry), by: "eve")
    book.appoint("eve", "deputy", .frontDoorScreener, Book.northmoor, "una")
    #expect(book.refusal(.answer(decided), by: "una") == .secondInLine("una"))
    #expect(book.matter(entry).isOpen)
  }

  @Test func `Nobody answers in place of the second person`() {
    var book = Book()
    let entry = book.raise()
    let decided = book.does(book.nothingMore(entry), by: "eve")
    book.delegate(from: "una", to: "eve", until: book.day(in: 9))
    book.delegate(from: "una", to: "pam", until: book.day(in: 9))
    for person in ["eve", "pam", "tom", "fay"] {
      #expect(book.refusal(.answer(decided), by: person) != nil)
    }
  }

  @Test(arguments: blanks + invisible)
  func `The second person says why`(_ reason: String) {
    var book = Book()
    let decided = book.does(book.nothingMore(book.raise()), by: "eve")
    let answer = Act.countersign(Countersignature(entry: decided, agrees: true, reason: reason))
    #expect(book.refusal(answer, by: "una") == .empty("the reason"))
  }

  @Test func `A second person who does not agree leaves the warning as open as it was`() {
    var book = Book()
    let entry = book.raise()
    let decided = book.does(book.nothingMore(entry), by: "eve")
    book.answers(decided, agrees: false, by: "una")
    #expect(book.matter(entry).isOpen)
    #expect(book.matter(entry).standing == nil)
    #expect(book.refusal(.answer(decided), by: "una") == .settled(decided))
    book.wait(days: 2)
    book.enterLapses()
    #expect(book.holder(entry) == "una")
  }

  @Test func `A second person who never answers holds nothing up: the clock passes it on`() {
    var book = Book()
    let entry = book.raise()
    let decided = book.does(book.nothingMore(entry, second: "pam"), by: "eve")
    book.wait(days: 2)
    book.enterLapses()
    #expect(book.holder(entry) == "una")
    #expect(book.refusal(.answer(decided), by: "pam") == .settled(decided))
    #expect(book.refusal(book.decision(entry, by: "una"), by: "una") == nil)
  }

  @Test func `Whoever has it and lends it to another does not agree with them`() {
    var book = Book()
    let entry = book.raise()
    book.delegate(from: "eve", to: "pam", until: book.day(in: 9))
    for second in ["eve", "tom", "ned"] {
      #expect(book.refusal(book.nothingMore(entry, by: "pam", second: second), by: "pam") != nil)
    }
  }

  @Test func `Nobody is asked to agree where one decides`() {
    var book = Book()
    let entry = book.raise()
    #expect(
      book.refusal(book.decision(entry, second: "una"), by: "eve") == .secondNotNeeded("una"))
  }

  // MARK: Who decides

  @Test(arguments: ["tom", "ned", "mia", "sal", "una", "pam"])
  func `Only whoever has a warning decides on it`(_ person: String) {
    var book = Book()
    let entry = book.raise()
    let refusal = book.refusal(book.decision(entry, by: person), by: person)
    #expect(refusal == .noSuchMatter(entry))
  }

  @Test func `Whoever raised it does not decide, though it comes to them`() {
    var book = Book()
    let entry = book.raise(by: "eve")
    #expect(book.holder(entry) != "eve")
    let holder = book.holder(entry)
    #expect(
      book.refusal(.offer(Offer(matter: entry, to: "eve", reason: "hers")), by: holder)
        == .cannotHold("eve"))
    book.delegate(from: holder, to: "eve", until: book.day(in: 9))
    #expect(
      book.refusal(book.decision(entry, by: "eve"), by: "eve") == .raisedIt(entries: [entry]))
  }

  @Test func `Somebody who is excluded from the case does not decide on a warning about it`() {
    var book = Book.withCase()
    let entry = book.raise(by: "mia", about: [Book.child1])
    let holder = book.holder(entry)
    book.exclude(holder)
    #expect(book.refusal(book.decision(entry, by: holder), by: holder) != nil)
  }

  @Test func `A warning about a case does not come to somebody who is excluded from it`() {
    var book = Book.withCase()
    book.exclude("eve")
    let entry = book.raise(by: "mia", about: [Book.child1])
    #expect(book.holder(entry) != "eve")
    #expect(
      book.refusal(
        .offer(Offer(matter: entry, to: "eve", reason: "leave")), by: book.holder(entry))
        == .cannotHold("eve"))
  }

  @Test func `What is decided is decided once`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.decision(entry), by: "eve")
    #expect(book.refusal(book.decision(entry), by: "eve") == .settled(entry))
    let second = book.raise(by: "lea", about: [Subject(.child, "Somebody Else")])
    book.does(book.nothingMore(second), by: "eve")
    #expect(book.refusal(book.decision(second), by: "eve") == .awaitsAnswer)
  }

  // MARK: Lowering

  @Test func `Less than before needs what changed, of a day since, and a second person`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.decision(entry, .strategyDiscussion), by: "eve")
    book.wait(days: 1)
    book.does(.contest(Contest(warning: entry, reason: "too much")), by: "fay")
    let holder = book.holder(entry)
    func lower(_ change: Change?, _ second: String?) -> Refusal? {
      book.refusal(
        book.decision(entry, .earlyHelp, by: holder, second: second, changed: change), by: holder)
    }
    let today = book.now.day
    #expect(lower(nil, "pam") == .nothingChanged)
    #expect(lower(Change(what: "it was another car", evidenceOf: today), nil) == .needsSecond)
    #expect(
      lower(Change(what: "it was another car", evidenceOf: today.adding(days: -2)), "pam")
        == .nothingChanged)
    #expect(
      lower(Change(what: "it was another car", evidenceOf: today.adding(days: 1)), "pam")
        == .inTheFuture(what: "the day of the evidence"))
    for blank in blanks + invisible {
      #expect(lower(Change(what: blank, evidenceOf: today), "pam") == .empty("what changed"))
    }
    #expect(lower(Change(what: "it was another car", evidenceOf: today), "pam") == nil)
  }

  @Test func `As much as before, or more, is for one`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.decision(entry, .assessment), by: "eve")
    book.does(.contest(Contest(warning: entry, reason: "too little")), by: "fay")
    let holder = book.holder(entry)
    for outcome in [Outcome.assessment, .strategyDiscussion, .emergencyAction] {
      #expect(book.refusal(book.decision(entry, outcome, by: holder), by: holder) == nil)
    }
  }

  // MARK: Contesting

  @Test func `A decision that is contested is decided again by somebody else, outside the line`() {
    var book = Book()
    let entry = book.raise()
    let decided = book.does(book.nothingMore(entry, second: "pam"), by: "eve")
    book.answers(decided, by: "pam")
    book.does(.contest(Contest(warning: entry, reason: "nobody asked her")), by: "fay")
    #expect(book.matter(entry).state == .contested)
    #expect(book.holder(entry) == "una")
    #expect(book.matter(entry).running.map(\.stage) == [.decideAgain])
    #expect(book.matter(entry).standing == nil)
    #expect(book.status(entry).isContested)
  }

  @Test func `Only whoever raised it contests, and only what was decided`() {
    var book = Book()
    let entry = book.raise()
    let contest = Contest(warning: entry, reason: "nobody asked her")
    #expect(book.refusal(.contest(contest), by: "fay") == .notDecided(entry))
    book.does(book.decision(entry), by: "eve")
    for person in ["eve", "tom", "una", "lea"] {
      #expect(book.refusal(.contest(contest), by: person) == .noSuchMatter(entry))
    }
    #expect(book.refusal(.contest(contest), by: "fay") == nil)
  }

  @Test(arguments: ["eve", "pam"])
  func `Neither of the two who decided decides on the contest, though it is handed to them`(
    _ person: String
  ) {
    var book = Book.contested()
    let entry = book.lastWarning
    book.handOver(entry, from: "una", to: person)
    let refusal = book.refusal(book.decision(entry, by: person), by: person)
    #expect(refusal == .decidedBefore(person))
  }

  @Test(arguments: ["tom", "ned"])
  func `Nor does the line of whoever decided`(_ person: String) {
    var book = Book.contested()
    let entry = book.lastWarning
    book.handOver(entry, from: "una", to: person)
    #expect(book.refusal(book.decision(entry, by: person), by: person) != nil)
  }

  @Test func `Nor do they agree to it as the second person`() {
    let book = Book.contested()
    let entry = book.lastWarning
    #expect(
      book.refusal(book.nothingMore(entry, by: "una", second: "pam"), by: "una")
        == .decidedBefore("pam"))
    #expect(
      book.refusal(book.nothingMore(entry, by: "una", second: "eve"), by: "una")
        == .decidedBefore("eve"))
  }

  @Test func `A decision that was not agreed to does not bring a contest back to the first`() {
    var book = Book.contested()
    let entry = book.lastWarning
    let again = book.does(book.nothingMore(entry, by: "una", second: "ivy"), by: "una")
    book.answers(again, agrees: false, by: "ivy")
    #expect(book.matter(entry).state == .contested)
    book.handOver(entry, from: "una", to: "eve")
    #expect(book.refusal(book.decision(entry), by: "eve") == .decidedBefore("eve"))
    #expect(book.refusal(book.nothingMore(entry, second: "pam"), by: "eve") != nil)
  }

  @Test func `A decision under review that is contested is not decided again by its decider`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.withoutSupport(entry), by: "eve")
    book.does(.contest(Contest(warning: entry, reason: "act now")), by: "fay")
    let holder = book.holder(entry)
    #expect(holder != "eve")
    book.handOver(entry, from: holder, to: "eve")
    #expect(book.refusal(book.decision(entry), by: "eve") == .decidedBefore("eve"))
  }

  @Test func `A contest stands on a day, and its clock runs like any other`() {
    var book = Book.contested()
    let entry = book.lastWarning
    book.wait(days: 9)
    book.enterLapses()
    #expect(book.matter(entry).clocks.last { $0.state == .breached }?.stage == .decideAgain)
    #expect(book.holder(entry) != "una")
    #expect(book.line(entry).isOverdue)
  }

  // MARK: Handing over

  @Test func `A warning is somebody's until another has taken it`() {
    var book = Book()
    let entry = book.raise()
    book.does(.offer(Offer(matter: entry, to: "tom", reason: "leave")), by: "eve")
    #expect(book.holder(entry) == "eve")
    #expect(book.refusal(book.decision(entry, by: "tom"), by: "tom") == .notWithYou(entry))
    book.does(.decline(Declining(matter: entry, reason: "no time")), by: "tom")
    #expect(book.holder(entry) == "eve")
    #expect(book.refusal(.take(Taking(matter: entry)), by: "tom") != nil)
    #expect(book.matter(entry).offers.map(\.part.to) == ["tom"])
    #expect(book.matter(entry).declined.map(\.part.reason) == ["no time"])
  }

  @Test func `Only whoever is asked takes it`() {
    var book = Book()
    let entry = book.raise()
    book.does(.offer(Offer(matter: entry, to: "tom", reason: "leave")), by: "eve")
    for person in ["sal", "ned", "una", "pam"] {
      #expect(book.refusal(.take(Taking(matter: entry)), by: person) != nil)
    }
  }

  @Test func `Handing it on wins no time`() {
    var book = Book()
    let entry = book.raise()
    let clocks = book.matter(entry).clocks
    book.handOver(entry, from: "eve", to: "tom")
    book.handOver(entry, from: "tom", to: "sal")
    #expect(book.matter(entry).clocks == clocks)
    book.wait(days: 2)
    book.enterLapses()
    #expect(book.holder(entry) == "una")
    #expect(book.matter(entry).offer == nil)
  }

  @Test func `An offer to somebody who has it not in time is void`() {
    var book = Book()
    let entry = book.raise()
    book.does(.offer(Offer(matter: entry, to: "tom", reason: "leave")), by: "eve")
    book.wait(days: 2)
    #expect(book.refusal(.take(Taking(matter: entry)), by: "tom") != nil)
    book.enterLapses()
    #expect(book.holder(entry) == "una")
  }

  @Test(arguments: ["fay", "lea", "rex", "ora", "sue", "nobody"])
  func `It is handed to nobody who raised it or may not decide`(_ person: String) {
    var book = Book()
    let entry = book.raise()
    #expect(
      book.refusal(.offer(Offer(matter: entry, to: person, reason: "leave")), by: "eve")
        == .cannotHold(person))
  }

  @Test func `Whoever leaves with warnings names somebody who can have them`() {
    var book = Book()
    let entry = book.raise()
    #expect(
      book.refusal(.leave(Leaving(person: "eve", successor: "rex")), by: "ada")
        == .cannotHold("rex"))
    book.allowed(.leave(Leaving(person: "eve", successor: "sal")), by: "ada")
    #expect(book.holder(entry) == "sal")
    #expect(book.refusal(book.decision(entry, by: "sal"), by: "sal") == nil)
  }

  @Test func `The clock does not wait for a second person who has left`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.nothingMore(entry, second: "pam"), by: "eve")
    book.allowed(.leave(Leaving(person: "pam", successor: "sal")), by: "ada")
    book.wait(days: 2)
    book.enterLapses()
    #expect(book.refusal(book.decision(entry, by: "una"), by: "una") == nil)
  }
}

extension Book {
  /// What Fay raised and contests: Eve decided no further action, Pam agreed, and Una has it now.
  static func contested() -> Book {
    var book = Book()
    let entry = book.raise()
    let decided = book.does(book.nothingMore(entry, second: "pam"), by: "eve")
    book.answers(decided, by: "pam")
    book.does(.contest(Contest(warning: entry, reason: "nobody asked her")), by: "fay")
    return book
  }

  var lastWarning: Int { register.order.last ?? -1 }
}
