import Casebook
import CivilTime
import Testing

/// What nobody whom a disclosure names, nor their line, may see or learn of, by whatever road.
struct DisclosureTests {
  /// Everybody in the line of Tom, and Tom.
  static let line = ["tom", "ned", "eve", "sal"]

  // MARK: Whose it is

  @Test(arguments: [Warning.Kind.disclosure, .pressure, .detriment])
  func `It goes to somebody independent, and to nobody in any line`(_ kind: Warning.Kind) {
    var book = Book()
    let entry = book.raise(kind, by: "mia", naming: ["tom"])
    #expect(["ivy", "wes"].contains(book.holder(entry)))
    #expect(book.matter(entry).isProtected)
  }

  @Test func `That somebody is pressed not to report goes apart from the report`() throws {
    var book = Book()
    let concern = book.raise(by: "mia")
    let pressure = book.raise(.pressure, by: "mia", naming: ["tom"], words: "he told me to stop")
    #expect(book.holder(concern) == "eve")
    #expect(book.holder(pressure) == "ivy")
    for person in DisclosureTests.line { #expect(!book.knows(person, of: pressure)) }
    #expect(book.register.related(to: book.matter(concern)).map(\.entry) == [pressure])
    let author = book.staff.acting("eve", at: book.now)[0].author
    #expect(
      book.situation(nil).shownBefore(deciding: book.matter(concern), by: author, at: book.now)
        == [])
  }

  @Test func `A recipient whom it names, or in the line of one, does not receive it`() {
    var book = Book()
    let named = book.raise(.disclosure, naming: ["ivy"])
    #expect(book.holder(named) == "wes")
    book.appoint("ivy", "guardian of the council", .whistleblowingRecipient, Book.northmoor, "ned")
    let above = book.raise(.disclosure, naming: ["ned"])
    #expect(book.holder(above) == "wes")
  }

  @Test func `Where nobody independent is left, whoever raises it is told to go outside`() {
    let book = Book()
    let warning = Warning(
      kind: .disclosure, about: [], words: "both of them", from: .worker, to: Book.northmoor,
      names: ["ivy", "wes"])
    let refusal = book.refusal(.warn(warning), by: "fay")
    #expect(refusal == .nobodyIndependent)
    #expect(refusal?.help.contains("prescribed person") == true)
  }

  // MARK: To whom it is closed

  @Test(arguments: ["tom", "ned", "eve", "sal"])
  func `F08 Whoever it names, and their line, neither open it nor learn of it`(_ person: String) {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    #expect(!book.opens(person, entry))
    #expect(!book.knows(person, of: entry))
    #expect(book.knows("una", of: entry))
    #expect(!book.opens("una", entry))
    #expect(book.opens("ivy", entry))
    #expect(book.opens("mia", entry))
  }

  @Test(arguments: ["tom", "ned", "eve", "sal", "una", "fay", "pam", "wes", "rex", "ada"])
  func `Whatever they try, it is as with a number that never was`(_ person: String) {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    let never = 4000 + entry
    for (here, nowhere) in zip(book.everything(on: entry), book.everything(on: never)) {
      let (one, other) = (book.refusal(here, by: person), book.refusal(nowhere, by: person))
      #expect(one != nil, "\(here.kind.rawValue)")
      #expect(one?.code == other?.code, "\(here.kind.rawValue)")
      #expect(
        one?.description.replacing("\(entry)", with: "N")
          == other?.description.replacing("\(never)", with: "N"), "\(here.kind.rawValue)")
    }
  }

  @Test func `Nor is it said that a decision on it waits for somebody`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    let decided = book.does(book.nothingMore(entry, by: "ivy", second: "wes"), by: "ivy")
    book.delegate(from: "wes", to: "tom", until: book.day(in: 9))
    for person in DisclosureTests.line {
      #expect(book.refusal(.answer(decided), by: person) == .noSuchMatter(decided))
    }
    #expect(book.refusal(.answer(decided), by: "wes") == nil)
  }

  @Test(arguments: ["ivy", "mia", "wes"])
  func `Acting for somebody who has a part in it opens it to none of them`(_ from: String) {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    for person in DisclosureTests.line {
      book.delegate(from: from, to: person, until: book.day(in: 9))
      #expect(!book.opens(person, entry))
      #expect(!book.knows(person, of: entry))
      #expect(
        book.refusal(book.nothingMore(entry, by: person, second: "wes"), by: person)
          == .noSuchMatter(entry))
    }
  }

  @Test func `Whoever it names does not come to it by another post`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    book.appoint("tom", "guardian", .whistleblowingRecipient, "health/guardian")
    book.appoint("tom", "counsel", .inquiry, "inquiry/northmoor")
    #expect(!book.opens("tom", entry))
    #expect(!book.knows("tom", of: entry))
    #expect(
      book.refusal(.offer(Offer(matter: entry, to: "tom", reason: "leave")), by: "ivy")
        == .cannotHold("tom"))
    book.wait(days: 30)
    book.enterLapses()
    #expect(!book.matter(entry).tenures.map(\.person).contains("tom"))
  }

  @Test func `Who leaves the line afterwards learns nothing of it`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    book.allowed(.leave(Leaving(person: "ned", successor: "una")), by: "ada")
    book.appoint("ned", "director", .safeguardingPartner, "health/northmoor")
    #expect(!book.knows("ned", of: entry))
  }

  @Test func `Who comes into the line afterwards learns nothing of it`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    #expect(book.knows("una", of: entry))
    book.appoint("tom", "acting head", .teamManager, "children-social-care/westmoor", "una")
    #expect(!book.knows("una", of: entry))
    book.appoint("zoe", "head", .scrutineer, "partnership/scrutiny", "tom")
    #expect(!book.knows("zoe", of: entry))
  }

  @Test func `Nor does whoever succeeds somebody in the line`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    book.appoint("zoe", "director", .safeguardingPartner, Book.northmoor)
    #expect(book.knows("zoe", of: entry))
    book.allowed(.leave(Leaving(person: "ned", successor: "zoe")), by: "ada")
    #expect(!book.knows("zoe", of: entry))
  }

  @Test func `A recipient who comes into the line loses it, and the clock takes it on`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    #expect(book.holder(entry) == "ivy")
    book.appoint("ivy", "guardian of the team", .whistleblowingRecipient, Book.northmoor, "tom")
    #expect(!book.opens("ivy", entry))
    book.wait(days: 2)
    book.enterLapses()
    #expect(book.holder(entry) == "wes")
    #expect(book.opens("wes", entry))
  }

  @Test func `Whom it names later it is closed to from then on`() {
    var book = Book()
    let entry = book.raise(.disclosure)
    #expect(book.knows("una", of: entry))
    book.does(.name(Naming(warning: entry, names: ["una"])), by: "ivy")
    #expect(!book.knows("una", of: entry))
    #expect(!book.opens("una", entry))
  }

  @Test func `Whoever has it does not close it to themselves`() {
    var book = Book()
    let entry = book.raise(.disclosure)
    #expect(
      book.refusal(.name(Naming(warning: entry, names: ["ivy"])), by: "ivy") == .namesYou)
  }

  @Test(arguments: ["una", "pam", "eve", "sue", "ina"])
  func `It is handed to nobody who is not independent`(_ person: String) {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    #expect(
      book.refusal(.offer(Offer(matter: entry, to: person, reason: "leave")), by: "ivy")
        == .cannotHold(person))
    #expect(
      book.refusal(book.nothingMore(entry, by: "ivy", second: person), by: "ivy")
        == .cannotHold(person))
  }

  @Test func `No clock takes it to anybody who is not independent`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    for _ in 0..<20 {
      book.wait(days: 2)
      book.enterLapses()
    }
    #expect(book.matter(entry).tenures.map(\.person) == ["ivy", "wes"])
    #expect(book.line(entry).isOverdue)
    #expect(book.knows("una", of: entry))
  }

  @Test func `Whoever succeeds a recipient is independent and not of the line`() {
    var book = Book()
    book.raise(.disclosure, by: "mia", naming: ["tom"])
    for successor in ["una", "tom", "eve"] {
      #expect(
        book.refusal(.leave(Leaving(person: "ivy", successor: successor)), by: "ada")
          == .cannotHold(successor))
    }
    #expect(book.refusal(.leave(Leaving(person: "ivy", successor: "wes")), by: "ada") == nil)
  }

  @Test func `Whoever succeeds the person who raised it learns nothing of it`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    book.allowed(.leave(Leaving(person: "mia", successor: "sal")), by: "ada")
    #expect(!book.knows("sal", of: entry))
    #expect(!book.opens("sal", entry))
  }

  @Test(arguments: ["una", "ned"])
  func `No partner stops its clocks`(_ person: String) {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    #expect(book.refusal(book.pause(entry, days: 5), by: person) == .noSuchMatter(entry))
  }

  // MARK: What hangs on it

  @Test func `A disagreement about it is settled by nobody whom it names, at any stage`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    let disagreement = Disagreement(
      warning: entry, issue: "nothing is done", position: "act", body: Book.northmoor)
    let open = book.does(.disagree(disagreement), by: "mia")
    for _ in 0..<20 {
      for person in DisclosureTests.line {
        #expect(!book.knows(person, of: open))
        #expect(!book.opens(person, open))
      }
      book.wait(days: 2)
      book.enterLapses()
    }
    let held = Set(book.matter(open).tenures.map(\.person))
    #expect(held.isDisjoint(with: DisclosureTests.line))
    #expect(held.isSubset(of: ["ivy", "wes"]))
  }

  @Test func `An action about it is seen by none of them, though it is late`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    let action = AgreedAction(
      what: "ask the police", owner: "pam", due: book.day(in: 1), warning: entry)
    let open = book.does(.agree(action), by: "ivy")
    for _ in 0..<10 {
      for person in DisclosureTests.line {
        #expect(!book.knows(person, of: open))
        #expect(!book.opens(person, open))
      }
      book.wait(days: 2)
      book.enterLapses()
    }
    #expect(
      Set(book.matter(open).tenures.map(\.person)).isDisjoint(with: DisclosureTests.line))
  }

  @Test func `A case that one is about is closed without a word of it`() {
    var book = Book.withCase()
    book.involve("sal")
    book.raise(.disclosure, by: "mia", about: [Book.child1], naming: ["tom"])
    #expect(book.refusal(.closed([]), by: "sal", in: "river-lane") == nil)
  }

  @Test func `It is not among the warnings shown to those who may not see it`() throws {
    var book = Book()
    book.raise(.disclosure, by: "mia", naming: ["tom"])
    let concern = book.raise(by: "lea")
    #expect(book.refusal(book.decision(concern), by: "eve") == nil)
    let blind = Decision(
      warning: concern, outcome: .assessment, reason: "she said so", codes: [.harmSuspected],
      on: book.now.day)
    #expect(book.refusal(.decide(blind), by: "eve") == nil)
  }

  @Test func `What is shown of it says neither whom it is about nor who raised it`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    let line = book.line(entry)
    #expect(line.about == [])
    #expect(line.from == nil)
  }

  @Test func `To nobody is it said to whom it is closed, nor by what code it is known`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    book.does(.name(Naming(warning: entry, names: ["pam"])), by: "ivy")
    let author = book.staff.acting("ivy", at: book.now)[0].author
    let seen = book.situation(nil).seen(
      book.matter(entry), by: author, asPerson: "ivy", at: book.now)
    #expect(seen.closedTo == [])
    #expect(seen.warning?.closedTo == [])
    #expect(seen.warning?.code == nil)
    #expect(seen.namings.allSatisfy { $0.part.closedTo == [] })
  }

  @Test func `Figures do not count disclosures, so that no number gives one away`() {
    var book = Book()
    let concern = book.raise()
    let before = AccountFigures(book.register, on: book.now.day)
    for kind in [Warning.Kind.disclosure, .pressure, .detriment] {
      book.raise(kind, by: "mia", naming: ["tom"])
    }
    book.does(.detriment(Detriment(warning: concern, words: "moved")), by: "fay")
    #expect(AccountFigures(book.register, on: book.now.day) == before)
  }

  // MARK: Detriment

  @Test func `F08 Detriment is added under the same warning, later too`() throws {
    var book = Book()
    let entry = book.raise()
    book.does(book.decision(entry), by: "eve")
    book.wait(days: 100)
    let detriment = book.does(
      .detriment(Detriment(warning: entry, words: "I am left out of meetings")), by: "fay")
    #expect(book.matter(detriment).parent == entry)
    #expect(book.matter(detriment).warning?.words == "I am left out of meetings")
    #expect(book.matter(entry).detriments == [detriment])
    #expect(book.holder(detriment) == "ivy")
    #expect(book.status(entry).said(.detrimentReported).count == 1)
    #expect(book.matter(detriment).running.map(\.stage) == [.acknowledge, .decide])
  }

  @Test(arguments: ["eve", "tom", "ned", "una", "mia"])
  func `F08 Detriment is seen by nobody who had the warning, nor by their line`(
    _ person: String
  ) {
    var book = Book()
    let entry = book.raise()
    let detriment = book.does(.detriment(Detriment(warning: entry, words: "moved")), by: "fay")
    #expect(!book.opens(person, detriment))
    let author = book.staff.acting(person, at: book.now)[0].author
    let seen = book.situation(nil).seen(
      book.matter(entry), by: author, asPerson: person, at: book.now)
    #expect(seen.detriments == [])
    if person != "una", person != "mia" { #expect(!book.knows(person, of: detriment)) }
    #expect(book.opens("fay", detriment))
    #expect(book.opens("ivy", detriment))
  }

  @Test func `Whoever gets the warning afterwards learns nothing of the detriment either`() {
    var book = Book()
    let entry = book.raise()
    let detriment = book.does(.detriment(Detriment(warning: entry, words: "moved")), by: "fay")
    book.wait(days: 2)
    book.enterLapses()
    #expect(book.holder(entry) == "una")
    #expect(!book.knows("una", of: detriment))
  }

  @Test func `The second person of a decision learns nothing of the detriment`() {
    var book = Book()
    let entry = book.raise()
    let decided = book.does(book.nothingMore(entry, second: "una"), by: "eve")
    book.answers(decided, by: "una")
    let detriment = book.does(.detriment(Detriment(warning: entry, words: "moved")), by: "fay")
    #expect(!book.knows("una", of: detriment))
  }

  @Test(arguments: ["eve", "tom", "una", "ivy", "lea"])
  func `Nobody but whoever raised a warning reports detriment under it`(_ person: String) {
    var book = Book()
    let entry = book.raise()
    #expect(
      book.refusal(.detriment(Detriment(warning: entry, words: "none")), by: person)
        == .noSuchMatter(entry))
  }
}

extension Book {
  /// Everything that can be tried on a matter.
  func everything(on entry: Int) -> [Act] {
    let day = now.day
    let acts: [AccountAct] = [
      .add(Addition(warning: entry, words: "more")),
      .retract(Retraction(warning: entry, reason: "a mistake")),
      .contest(Contest(warning: entry, reason: "too little")),
      .detriment(Detriment(warning: entry, words: "moved")),
      .name(Naming(warning: entry, names: ["pam"])),
      .link(Linking(warning: entry, about: [Book.kayleigh])),
      .acknowledge(Acknowledgement(warning: entry)),
      .decide(
        Decision(
          warning: entry, outcome: .assessment, reason: "so", codes: [.moreToFindOut], on: day)),
      .offer(Offer(matter: entry, to: "wes", reason: "leave")),
      .take(Taking(matter: entry)),
      .decline(Declining(matter: entry, reason: "no")),
      .explain(Explanation(matter: entry, lapse: entry, reason: "ill")),
      .disagree(
        Disagreement(warning: entry, issue: "all", position: "no", body: Book.northmoor)),
      .position(Standpoint(disagreement: entry, words: "no")),
      .settle(Settlement(disagreement: entry, outcome: "no", reason: "so")),
      .agree(AgreedAction(what: "a visit", owner: "mia", due: day, warning: entry)),
      .complete(Completion(action: entry, evidence: "seen")),
      .evidence(Evidence(recommendation: entry, words: "seen")),
      .rate(Rating(recommendation: entry, status: .rejected, reason: "no")),
      .pause(Pause(matter: entry, reason: "no", authority: "court", until: day)),
      .lapse(
        Lapse(matter: entry, stages: [.decide], due: day, from: "ivy", to: "tom", deadlines: [:])),
      .attempt(MatterAttempt(matter: entry, act: .view)),
    ]
    return acts.map(Act.account) + [
      .answer(entry), .answer(entry, agrees: false),
      .view(View(what: "matter", matter: entry)),
    ]
  }
}
