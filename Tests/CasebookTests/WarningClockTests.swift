import Casebook
import CivilTime
import HeedTesting
import Testing

/// What the clocks of the register do, whoever looks, and what nobody can do to them.
struct WarningClockTests {
  @Test func `A warning is with somebody, with two clocks, from the moment it is raised`() {
    var book = Book()
    let entry = book.raise()
    #expect(book.holder(entry) == "eve")
    #expect(book.matter(entry).running.map(\.stage) == [.acknowledge, .decide])
    #expect(book.matter(entry).running.map(\.deadline.due) == [book.day(in: 1), book.day(in: 1)])
  }

  @Test func `Its clocks are shown with their arithmetic`() {
    var book = Book()
    let entry = book.raise()
    for clock in book.line(entry).clocks {
      #expect(clock.working.contains("24 November 2026"))
      #expect(clock.calendar == "England and Wales sample")
      #expect(clock.state == "running")
    }
  }

  @Test func `A weekend and a bank holiday are not counted`() {
    var book = Book()
    book.now = Instant("2026-12-24T17:00:00.000Z")!
    let entry = book.raise()
    #expect(book.matter(entry).nextDue == CivilDate("2026-12-29"))
  }

  @Test func `It has until the end of the last day, and not a day more`() {
    var book = Book()
    let entry = book.raise()
    book.now = Instant("2026-11-24T23:59:59.999Z")!
    book.enterLapses()
    #expect(book.holder(entry) == "eve")
    book.now = Instant("2026-11-25T00:00:00.000Z")!
    #expect(book.line(entry).isOverdue)
    #expect(book.line(entry).clocks.map(\.state) == ["late", "late"])
    book.enterLapses()
    #expect(book.holder(entry) == "una")
    #expect(book.line(entry).clocks.prefix(2).map(\.state) == ["breached", "breached"])
  }

  @Test func `That a clock ran out is an entry, with whom it left and to whom it went`()
    throws
  {
    var book = Book()
    let entry = book.raise()
    book.wait(days: 2)
    let before = book.deeds.count
    book.enterLapses()
    #expect(book.deeds.count == before + 1)
    let deed = try #require(book.deeds.last)
    guard case .account(.lapse(let lapse)) = deed.act else {
      Issue.record("it is not a lapse: \(deed.act)")
      return
    }
    #expect(deed.by == .casebook)
    #expect(lapse.matter == entry)
    #expect(lapse.from == "eve")
    #expect(lapse.to == "una")
    #expect(lapse.due == CivilDate("2026-11-24"))
    #expect(lapse.stages == [.acknowledge, .decide])
  }

  @Test func `It is entered once`() {
    var book = Book()
    book.raise()
    book.wait(days: 2)
    book.enterLapses()
    let entries = book.deeds.count
    book.enterLapses()
    book.enterLapses()
    #expect(book.deeds.count == entries)
  }

  @Test func `Whoever is named to take over does, in order, and somebody outside the line first`() {
    var book = Book()
    let arrangement = Arrangement(
      body: Book.northmoor, receives: "eve", takeOver: ["tom", "pam", "una"])
    book.does(.arrange(arrangement), by: "ned")
    let entry = book.raise()
    var held = [book.holder(entry)]
    for _ in 0..<6 {
      book.wait(days: 2)
      book.enterLapses()
      held.append(book.holder(entry))
    }
    #expect(held.prefix(3) == ["eve", "pam", "una"])
    #expect(held.contains("tom"))
  }

  @Test func `Nobody arranges that it stays in the line`() {
    let book = Book()
    for line in [["tom"], ["ned", "tom"], ["eve"], ["sal"], []] {
      let arrangement = Arrangement(body: Book.northmoor, receives: "eve", takeOver: line)
      #expect(book.refusal(.arrange(arrangement), by: "ned") == .nobodyOutside)
    }
  }

  @Test(arguments: ["0 working days", "21 working days", "1 month", "365 days", "", "never"])
  func `No limit is so long that it is none`(_ limit: String) {
    let book = Book()
    let arrangement = Arrangement(
      body: Book.northmoor, receives: "eve", takeOver: ["una"], limits: ["decide": limit])
    #expect(book.refusal(.arrange(arrangement), by: "ned") == .badLimit)
  }

  @Test func `When everybody has had it, it stays overdue with the last, and in every list`() {
    var book = Book()
    let entry = book.raise()
    for _ in 0..<60 {
      book.wait(days: 2)
      book.enterLapses()
    }
    let held = book.matter(entry).tenures.map(\.person)
    #expect(Set(held).count == held.count)
    #expect(held.count > 3)
    #expect(!held.contains("fay"))
    #expect(book.matter(entry).running.isEmpty)
    #expect(book.matter(entry).isOpen)
    #expect(book.line(entry).isOverdue)
    #expect(book.knows("una", of: entry))
    #expect(book.status(entry).isOverdue)
    let entries = book.deeds.count
    book.wait(days: 30)
    book.enterLapses()
    #expect(book.deeds.count == entries)
    let last = book.holder(entry)
    #expect(book.refusal(book.decision(entry, by: last), by: last) == nil)
  }

  @Test func `It never comes back to whoever raised it or had it`() {
    var book = Book()
    let entry = book.raise(by: "una")
    var held = [book.holder(entry)]
    for _ in 0..<12 {
      book.wait(days: 2)
      book.enterLapses()
      held.append(book.holder(entry))
    }
    #expect(!held.contains("una"))
  }

  @Test func `A breach stays, whatever comes of it, and is explained beside it`() {
    var book = Book()
    let entry = book.raise()
    book.wait(days: 2)
    book.enterLapses()
    let lapse = book.deeds.count - 1
    let explanation = Explanation(matter: entry, lapse: lapse, reason: "two were ill")
    book.does(.explain(explanation), by: "eve")
    book.does(book.decision(entry, by: "una"), by: "una")
    let clocks = book.line(entry).clocks.prefix(2)
    #expect(clocks.map(\.state) == ["breached", "breached"])
    #expect(
      clocks.map(\.explanations)
        == Array(
          repeating: ["two were ill (screener, 25 November 2026)"], count: 2))
    #expect(!book.line(entry).isOverdue)
    #expect(book.status(entry).said(.passedOn).count == 1)
  }

  @Test func `Only a breach is explained, and with words`() {
    var book = Book()
    let entry = book.raise()
    #expect(
      book.refusal(
        .explain(Explanation(matter: entry, lapse: entry, reason: "busy")), by: "eve") != nil)
    book.wait(days: 2)
    book.enterLapses()
    for blank in blanks + invisible {
      #expect(
        book.refusal(
          .explain(Explanation(matter: entry, lapse: book.deeds.count - 1, reason: blank)),
          by: "eve") == .empty("the reason"))
    }
  }

  @Test(arguments: ["eve", "una", "ned", "ada", "ora", "rex"])
  func `Nobody enters that a clock ran out, or that it did not`(_ person: String) {
    var book = Book()
    let entry = book.raise()
    let lapse = Lapse(
      matter: entry, stages: [.decide], due: book.now.day, from: "eve", to: "sal", deadlines: [:])
    #expect(book.refusal(.lapse(lapse), by: person) != nil)
  }

  // MARK: Pauses

  @Test func `A clock stands still by the authority of a partner who has not the matter`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.pause(entry, days: 3), by: "una")
    #expect(book.line(entry).isPaused)
    #expect(book.line(entry).clocks.map(\.state) == ["paused", "paused"])
    #expect(book.line(entry).clocks.allSatisfy { $0.pauses.count == 1 })
    #expect(book.matter(entry).running.allSatisfy { $0.deadline.due > book.day(in: 3) })
    book.wait(days: 3)
    book.enterLapses()
    #expect(book.holder(entry) == "eve")
    book.wait(days: 4)
    book.enterLapses()
    #expect(book.holder(entry) == "una")
  }

  @Test(arguments: ["eve", "tom", "mia", "fay", "ada", "pam", "sue"])
  func `Nobody without that authority stops a clock`(_ person: String) {
    var book = Book()
    let entry = book.raise()
    #expect(book.refusal(book.pause(entry, days: 3), by: person) != nil)
  }

  @Test func `Nobody stops their own clock, nor has another do it for them`() {
    var book = Book()
    let entry = book.raise()
    book.handOver(entry, from: "eve", to: "una")
    #expect(book.refusal(book.pause(entry, days: 3), by: "una") == .ownClock)
    book.delegate(from: "una", to: "sal", until: book.day(in: 9))
    #expect(book.refusal(book.pause(entry, days: 3), by: "sal") == .ownClock)
    #expect(book.refusal(book.pause(entry, days: 3), by: "ned") == nil)
  }

  @Test(arguments: blanks + invisible)
  func `A pause has a reason and an authority`(_ blank: String) {
    var book = Book()
    let entry = book.raise()
    let until = book.day(in: 3)
    #expect(
      book.refusal(
        .pause(Pause(matter: entry, reason: blank, authority: "court order", until: until)),
        by: "una") == .empty("the reason"))
    #expect(
      book.refusal(
        .pause(Pause(matter: entry, reason: "trial", authority: blank, until: until)), by: "una")
        == .empty("the authority"))
  }

  @Test func `A clock that ran out is not stopped afterwards`() {
    var book = Book()
    let entry = book.raise()
    book.wait(days: 2)
    book.does(book.pause(entry, days: 3), by: "ned")
    #expect(book.matter(entry).clocks.filter { $0.state == .breached }.count == 2)
    #expect(
      book.matter(entry).clocks.filter { !$0.pauses.isEmpty }.allSatisfy { $0.state == .running })
    #expect(book.holder(entry) == "una")
  }

  @Test(arguments: [-1, 29, 400, 100_000])
  func `No pause is of the past or without end`(_ days: Int) {
    var book = Book()
    let entry = book.raise()
    #expect(book.refusal(book.pause(entry, days: days), by: "una") != nil)
  }

  @Test func `Pause after pause comes to an end`() {
    var book = Book()
    let entry = book.raise()
    for _ in 0..<400 {
      for days in [27, 7, 1, 0] {
        _ = try? book.perform(.account(book.pause(entry, days: days)), by: "una")
      }
      book.wait(days: 1)
    }
    #expect(book.matter(entry).clocks.contains { $0.state == .breached })
    #expect(book.matter(entry).tenures.count > 1)
  }

  @Test func `A warning that stands still is still in the list of the partners`() {
    var book = Book()
    let entry = book.raise()
    book.does(book.pause(entry, days: 20), by: "una")
    for person in ["ned", "una", "sue"] { #expect(book.knows(person, of: entry)) }
    #expect(book.line(entry).isOpen)
  }

  // MARK: Receipts

  @Test func `F07 A receipt says at once that it was received, for which body and with what post`()
    throws
  {
    var book = Book()
    let entry = try book.raiseWithoutPost(.child)
    let status = book.status(entry)
    #expect(status.received == Book.day)
    #expect(status.body == Book.northmoor)
    #expect(status.with == "screener, children-social-care/northmoor")
    #expect(!status.isAcknowledged)
    #expect(!status.isDecided)
    #expect(status.due == book.day(in: 1))
    #expect(!status.isOverdue)
  }

  @Test func `F07 A receipt says that nobody decided in time, and who has it now`()
    throws
  {
    var book = Book()
    let entry = try book.raiseWithoutPost(.child)
    book.wait(days: 2)
    #expect(book.status(entry).isOverdue)
    book.enterLapses()
    let status = book.status(entry)
    #expect(status.isOverdue)
    #expect(!status.isDecided)
    #expect(status.said(.passedOn).map(\.day) == [CivilDate("2026-11-24")])
    #expect(status.said(.passedOn).map(\.by) == ["service director, children-social-care/westmoor"])
  }

  @Test func `F07 A receipt says who acknowledged and decided by rank, and names nobody`() throws {
    var book = Book()
    let entry = try book.raiseWithoutPost(.parentOrCarer)
    book.does(.acknowledge(Acknowledgement(warning: entry)), by: "eve")
    book.does(book.decision(entry, reason: "Kayleigh said so"), by: "eve")
    let status = book.status(entry)
    #expect(status.said(.acknowledged).map(\.on) == [Book.day])
    #expect(status.said(.acknowledged).map(\.by) == ["screener, children-social-care/northmoor"])
    #expect(status.said(.decided).map(\.by) == ["screener, children-social-care/northmoor"])
    let said = "\(status)"
    for word in ["eve", "Eve", "Kayleigh", "flat", "assessment", "harm-suspected"] {
      #expect(!said.contains("\"\(word)"))
      #expect(!said.contains(" \(word) "))
    }
  }

  @Test func `F07 Nor does a receipt name those for whom somebody acted`() throws {
    var book = Book()
    let entry = try book.raiseWithoutPost(.child)
    book.delegate(from: "eve", to: "pam", until: book.day(in: 9))
    book.does(.acknowledge(Acknowledgement(warning: entry)), by: "pam")
    book.does(book.decision(entry, by: "pam"), by: "pam")
    #expect(!"\(book.status(entry))".contains("Example"))
  }

  @Test func `F07 A receipt says since when it is overdue, though everybody has had it`()
    throws
  {
    var book = Book()
    let entry = try book.raiseWithoutPost(.child)
    for _ in 0..<60 {
      book.wait(days: 2)
      book.enterLapses()
    }
    let status = book.status(entry)
    #expect(status.isOverdue)
    #expect(status.overdueSince == CivilDate("2026-11-24"))
  }

  @Test func `F07 A code is found however it is written, and only the right one`() throws {
    var book = Book()
    var generator = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let code = ReceiptCode(random: generator.next())
      let text = code.description
      #expect(ReceiptCode(text.lowercased()) == code)
      #expect(ReceiptCode(String(text.filter { $0 != "-" })) == code)
      let spoken = String(text.map { $0 == "0" ? "o" : $0 == "1" ? "l" : $0 })
      #expect(ReceiptCode(spoken) == code)
      #expect(ReceiptCode(String(text.dropLast())) == nil)
      #expect(ReceiptCode(text + "0") == nil)
    }
    let code = ReceiptCode(random: generator.next())
    var warning = Warning(
      about: [Book.kayleigh], words: "he waits", from: .child, to: Book.northmoor)
    warning.code = code.digest(register: "5c1f0a")
    let entry = try book.performAsReporter(.warn(warning))
    #expect(book.register.warning(for: code, register: "5c1f0a")?.entry == entry)
    #expect(book.register.warning(for: code, register: "another") == nil)
    let other = ReceiptCode(random: generator.next())
    #expect(book.register.warning(for: other, register: "5c1f0a") == nil)
  }

  @Test
  func `Whoever holds a receipt adds, takes back, contests and tells of detriment, and no more`()
    throws
  {
    var book = Book()
    let entry = try book.raiseWithoutPost(.child)
    try book.performAsReporter(.add(Addition(warning: entry, words: "and on Friday")))
    try book.performAsReporter(.retract(Retraction(warning: entry, reason: "afraid")))
    try book.performAsReporter(.detriment(Detriment(warning: entry, words: "they moved me")))
    book.does(book.decision(entry), by: "eve")
    try book.performAsReporter(.contest(Contest(warning: entry, reason: "too little")))
    #expect(book.matter(entry).state == .contested)
    #expect(throws: Refusal.self) {
      try book.performAsReporter(.acknowledge(Acknowledgement(warning: entry)))
    }
    #expect(throws: Refusal.self) { try book.performAsReporter(book.decision(entry)) }
    #expect(throws: Refusal.self) { try book.performAsReporter(book.pause(entry, days: 1)) }
  }
}

extension Book {
  func pause(_ entry: Int, days: Int) -> AccountAct {
    .pause(
      Pause(matter: entry, reason: "the trial", authority: "court order", until: day(in: days)))
  }
}
