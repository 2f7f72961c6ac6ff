import Casebook
import CivilTime
import Testing

/// Professional disagreements: whose they are, who settles them, and that the clock takes them up.
struct DisagreementTests {
  @Test func `Each stage has its own clock, and it is shown`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    for (stage, limit) in [(1, "1 working day"), (2, "2 working days"), (3, "5 working days")] {
      #expect(book.matter(entry).stage == stage)
      #expect(book.matter(entry).running.map(\.deadline.limit) == [limit])
      #expect(book.line(entry).clocks.last?.working.isEmpty == false)
      while book.matter(entry).stage == stage {
        book.wait(days: 1)
        book.enterLapses()
      }
    }
    #expect(book.matter(entry).running.map(\.stage) == [.stage4])
  }

  @Test func `Every stage is with somebody else, and that it rose is an entry`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    let before = book.deeds.count
    for _ in 0..<8 {
      book.wait(days: 2)
      book.enterLapses()
    }
    let lapses = book.deeds[before...].filter { deed in
      if case .account(.lapse(let lapse)) = deed.act { return lapse.matter == entry }
      return false
    }
    #expect(lapses.count >= 3)
    let tenures = book.matter(entry).tenures
    #expect(tenures.count == lapses.count + 1)
    #expect(!tenures.map(\.person).contains("fay"))
  }

  @Test func `Its clock runs whoever it is with, and however they pass it on`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    let clocks = book.matter(entry).clocks
    let holder = book.holder(entry)
    book.handOver(entry, from: holder, to: "pam")
    #expect(book.matter(entry).clocks == clocks)
    book.wait(days: 2)
    book.enterLapses()
    #expect(book.matter(entry).stage == 2)
  }

  @Test func `A settlement that nobody answers does not stop the clock`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    let settled = book.does(book.settlement(of: entry), by: book.holder(entry))
    book.wait(days: 2)
    book.enterLapses()
    #expect(book.matter(entry).stage == 2)
    #expect(book.refusal(.answer(settled), by: "fay") == .settled(settled))
  }

  @Test func `Whoever opened it ends it by agreeing, before the last stage`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    let settled = book.does(book.settlement(of: entry), by: book.holder(entry))
    book.answers(settled, by: "fay")
    #expect(book.matter(entry).state == .closed)
    #expect(book.matter(entry).running.isEmpty)
  }

  @Test func `Whoever settles it does not also agree, though the other's work came to them`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    let holder = book.holder(entry)
    let settled = book.does(book.settlement(of: entry), by: holder)
    book.allowed(.leave(Leaving(person: "fay", successor: holder)), by: "ada")
    #expect(book.refusal(.answer(settled), by: holder) != nil)
    #expect(book.matter(entry).isOpen)
  }

  @Test func `Nor does whoever opened it settle it for whoever has it`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    let holder = book.holder(entry)
    book.appoint("fay", "deputy", .designatedOfficer, "school/alderby")
    book.delegate(from: holder, to: "fay", until: book.day(in: 9))
    #expect(book.refusal(book.settlement(of: entry), by: "fay") != nil)
  }

  @Test func `At the last stage it is settled by whoever leads`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    while book.matter(entry).stage < Disagreement.stages {
      book.wait(days: 1)
      book.enterLapses()
    }
    let holder = book.holder(entry)
    #expect(book.staff.current(holder).contains { $0.appointment.role == .safeguardingPartner })
    book.does(book.settlement(of: entry), by: holder)
    #expect(book.matter(entry).state == .closed)
  }

  @Test(arguments: blanks + invisible)
  func `Every side says something`(_ blank: String) {
    var book = Book()
    let warning = book.raise()
    let entry = book.disagreed(about: warning, by: "fay")
    let holder = book.holder(entry)
    #expect(
      book.refusal(.position(Standpoint(disagreement: entry, words: blank)), by: "fay")
        == .empty("the position"))
    #expect(
      book.refusal(
        .settle(Settlement(disagreement: entry, outcome: "no", reason: blank)), by: holder)
        == .empty("the reason"))
    #expect(
      book.refusal(
        .disagree(
          Disagreement(warning: warning, issue: blank, position: "no", body: Book.northmoor)),
        by: "fay") == .empty("what it is about"))
  }

  @Test func `What every side said stays, with who said it`() {
    var book = Book()
    let entry = book.disagreed(about: book.raise(), by: "fay")
    let holder = book.holder(entry)
    book.does(.position(Standpoint(disagreement: entry, words: "see the log")), by: "fay")
    book.does(.position(Standpoint(disagreement: entry, words: "it says no")), by: holder)
    #expect(book.matter(entry).positions.map(\.part.words) == ["see the log", "it says no"])
    #expect(book.matter(entry).positions.map(\.by.person) == ["fay", holder])
  }

  @Test func `No further action waits for it; acting for the child does not`() {
    var book = Book()
    let warning = book.raise()
    let entry = book.disagreed(about: warning, by: "fay")
    #expect(
      book.refusal(book.nothingMore(warning), by: "eve") == .openDisagreements([entry]))
    for outcome in Outcome.allCases where !outcome.isClosing {
      #expect(book.refusal(book.decision(warning, outcome), by: "eve") == nil)
    }
  }

  @Test func `A disagreement opened while the second person thinks holds the decision up`() {
    var book = Book()
    let warning = book.raise()
    let decided = book.does(book.nothingMore(warning), by: "eve")
    let entry = book.disagreed(about: warning, by: "fay")
    #expect(book.refusal(.answer(decided), by: "una") == .openDisagreements([entry]))
  }

  @Test func `Somebody who has no part in a warning does not learn of it by disagreeing`() {
    var book = Book()
    let warning = book.raise()
    let disagreement = Disagreement(
      warning: warning, issue: "all", position: "no", body: Book.northmoor)
    #expect(book.refusal(.disagree(disagreement), by: "lea") == .noSuchMatter(warning))
  }
}

extension Book {
  func settlement(of entry: Int) -> AccountAct {
    .settle(Settlement(disagreement: entry, outcome: "not met", reason: "the log is clear"))
  }
}
