import Casebook
import CivilTime
import HeedTesting
import Testing

/// Who was told what by a day: what leaders knew, which nobody can change afterwards.
struct ToldTests {
  @Test func `F06 Sent, delivered, opened, acknowledged and decided are five things`() {
    var book = Book()
    let entry = book.raise()
    func row() -> ToldReport.Row? { book.told(.kayleigh, by: book.now.day).rows.first }
    #expect(row()?.sent.entry == entry)
    #expect(row()?.person == "eve")
    #expect(row()?.post == "screener")
    #expect(row()?.because == "received")
    #expect(row()?.delivered == nil)
    let listed = book.allowed(.view(View(what: "register", listed: [entry])), by: "eve")
    #expect(row()?.delivered?.entry == listed)
    #expect(row()?.opened == nil)
    let opened = book.allowed(.view(View(what: "matter", matter: entry)), by: "eve")
    #expect(row()?.opened?.entry == opened)
    #expect(row()?.acknowledged == nil)
    let acknowledged = book.does(.acknowledge(Acknowledgement(warning: entry)), by: "eve")
    #expect(row()?.acknowledged?.entry == acknowledged)
    #expect(row()?.decided == nil)
    let decided = book.does(book.decision(entry), by: "eve")
    #expect(row()?.decided?.entry == decided)
    #expect(row()?.outcome == "assessment")
    #expect(row()?.delivered?.entry == listed)
  }

  @Test func `F06 That somebody else saw or opened it does not show that they did`() {
    var book = Book()
    let entry = book.raise()
    book.allowed(.view(View(what: "register", listed: [entry])), by: "una")
    book.allowed(.view(View(what: "matter", matter: entry)), by: "fay")
    let row = book.told(.kayleigh, by: book.now.day).rows[0]
    #expect(row.delivered == nil)
    #expect(row.opened == nil)
  }

  @Test func `F06 Everybody to whom it came has a row, with why and since when`() {
    var book = Book()
    let entry = book.raise()
    book.handOver(entry, from: "eve", to: "tom")
    book.wait(days: 2)
    book.enterLapses()
    let rows = book.told(.kayleigh, by: book.now.day).rows
    #expect(rows.map(\.person) == ["eve", "tom", "tom", "una"])
    #expect(rows.map(\.because) == ["received", "offered", "handover", "lapse"])
    let had = rows.filter { $0.because != "offered" }
    #expect(had.map(\.sent.entry) == book.matter(entry).tenures.map(\.since))
  }

  @Test func `F06 So has whoever followed somebody who left`() {
    var book = Book()
    let entry = book.raise()
    book.allowed(.leave(Leaving(person: "eve", successor: "sal")), by: "ada")
    book.does(book.decision(entry, by: "sal"), by: "sal")
    let rows = book.told(.kayleigh, by: book.now.day).rows
    #expect(rows.map(\.person) == ["eve", "sal"])
    #expect(rows.map { $0.decided == nil } == [true, false])
  }

  @Test func `F06 What somebody did for another stands in the row of that other`() {
    var book = Book()
    let entry = book.raise()
    book.delegate(from: "eve", to: "pam", until: book.day(in: 9))
    let decided = book.does(book.decision(entry, by: "pam"), by: "pam")
    let rows = book.told(.kayleigh, by: book.now.day).rows
    #expect(rows.map(\.decided?.entry) == [decided])
  }

  @Test func `F06 A decision for two counts from the second person's agreement`() {
    var book = Book()
    let entry = book.raise()
    let decided = book.does(book.nothingMore(entry), by: "eve")
    #expect(book.told(.kayleigh, by: book.now.day).rows[0].decided == nil)
    let answer = book.answers(decided, by: "una")
    #expect(book.told(.kayleigh, by: book.now.day).rows[0].decided?.entry == answer)
  }

  @Test func `F06 It is asked of a child, an adult, a place, a vehicle or a body`() {
    var book = Book()
    let entry = book.raise(about: [
      Book.kayleigh, Subject(.adult, "Grey"), Subject(.place, "Flat 4"),
      Subject(.vehicle, "AB51 CDE"),
    ])
    book.raise(by: "lea", about: [Subject(.child, "Another")], to: "police/northmoor")
    let questions: [Telling] = [
      .kayleigh, .subject(Subject(.adult, "grey")), .subject(Subject(.place, "FLAT 4")),
      .subject(Subject(.vehicle, "ab51cde")), .body(Book.northmoor),
    ]
    for question in questions {
      #expect(book.told(question, by: book.now.day).rows.map(\.entry) == [entry])
    }
    let nobody = Telling.subject(Subject(.child, "Nobody"))
    #expect(book.told(nobody, by: book.now.day).rows == [])
  }

  @Test func `F06 Disagreements and actions about the same stand in it`() {
    var book = Book()
    let entry = book.raise()
    let action = book.agreed("a visit", on: entry)
    let disagreement = book.disagreed(about: entry, by: "fay")
    let rows = book.told(.kayleigh, by: book.now.day).rows
    #expect(rows.map(\.entry) == [entry, action, disagreement])
    #expect(rows.map(\.what) == ["warning", "action", "disagreement"])
  }

  @Test func `F06 What came after the day is not in it, to the byte`() throws {
    var book = Book()
    let entry = book.raise()
    book.does(.acknowledge(Acknowledgement(warning: entry)), by: "eve")
    let day = book.now.day
    let before = try book.toldBytes(.kayleigh, by: day)
    book.wait(days: 1)
    book.allowed(.view(View(what: "matter", matter: entry)), by: "eve")
    book.does(book.decision(entry), by: "eve")
    book.does(.link(Linking(warning: entry, about: [Subject(.place, "Flat 4")])), by: "eve")
    book.raise(by: "lea")
    book.does(.contest(Contest(warning: entry, reason: "too little")), by: "fay")
    book.appoint("eve", "director", .safeguardingPartner, Book.northmoor)
    book.allowed(.leave(Leaving(person: "eve", successor: "sal")), by: "ada")
    #expect(try book.toldBytes(.kayleigh, by: day) == before)
    #expect(try book.toldBytes(.kayleigh, by: book.now.day) != before)
  }

  @Test func `F06 For a day before the first there is nothing in it`() {
    var book = Book()
    book.raise()
    #expect(book.told(.kayleigh, by: book.day(in: -1)).rows == [])
  }

  @Test func `F06 A disclosure is not in it for whom it names, not even for a day before it did`() {
    var book = Book()
    let entry = book.raise(.disclosure)
    let day = book.now.day
    #expect(book.told(.body(Book.northmoor), by: day, as: "una").rows.map(\.entry) == [entry])
    book.wait(days: 1)
    book.does(.name(Naming(warning: entry, names: ["una"])), by: "ivy")
    for asked in [day, book.now.day] {
      #expect(book.told(.body(Book.northmoor), by: asked, as: "una").rows == [])
      #expect(book.told(.kayleigh, by: asked, as: "una").rows == [])
      #expect(book.told(.body(Book.northmoor), by: asked, as: "sue").rows.map(\.entry) == [entry])
    }
  }

  @Test func `F06 It says of no disclosure what it is about`() {
    var book = Book()
    book.raise(.disclosure, by: "mia", naming: ["tom"])
    let rows = book.told(.body(Book.northmoor), by: book.now.day, as: "una").rows
    #expect(rows.map(\.about) == [[]])
  }

  @Test func `F06 Nobody learns whom a disclosure is about by asking after one child or another`() {
    var book = Book()
    let entry = book.raise(.disclosure, by: "mia", naming: ["tom"])
    for person in ["una", "sue", "ned"] {
      #expect(book.told(.kayleigh, by: book.now.day, as: person).rows == [])
    }
    #expect(book.told(.kayleigh, by: book.now.day, as: "ina").rows.map(\.entry) == [entry])
  }

  @Test func `F06 Nothing that anybody does afterwards changes what was known by a day`() throws {
    try forAll(count: 2, seed: 606) { random in
      var player = WarningPlayer(random: random)
      for _ in 0..<50 { player.move() }
      let day = player.book.now.day
      let before = try ToldTests.everything(player.book, by: day)
      player.book.wait(days: 1)
      for _ in 0..<60 { player.move() }
      let after = try ToldTests.everything(player.book, by: day)
      try #require(before == after)
    }
  }

  /// Whatever can be asked of the people and bodies of the player, as bytes.
  private static func everything(_ book: Book, by day: CivilDate) throws -> [String] {
    let subjects = WarningPlayer.subjects.map(Telling.subject)
    let bodies = [Book.northmoor, "police/northmoor"].map(Telling.body)
    return try (subjects + bodies).map {
      String(decoding: try book.toldBytes($0, by: day, as: "ina"), as: UTF8.self)
    }
  }
}
