import Casebook
import CivilTime
import Foundation
import GRDB
import HeedTesting
import Ledger
import Synchronization
import Testing

@testable import CasebookSQLite

/// The cases that are open to somebody are found without reading the others, and they are the same.
struct FoundFastTests {
  @Test func `Whatever people do, the cases that are found fast are those that the rules open`()
    throws
  {
    var done: [ActKind: Int] = [:]
    try forAll(count: 6, seed: 1604) { random in
      let game = try Game()
      for step in 0..<80 {
        if let kind = try game.move(&random) { done[kind, default: 0] += 1 }
        if step % 8 == 7 {
          try game.compare(in: random.once(in: 2) ? game.office.file : game.other)
        }
      }
      try #require(try game.office.file.verify(content: true).damage == [])
      _ = try game.office.file.backup(to: game.office.folder["backup"])
      let restored = game.office.folder["restored"]
      _ = try CasebookFile.restore(
        from: game.office.folder["backup"], to: restored, held: [], keys: [], language: .sample,
        clock: game.office.clock.now)
      try game.compare(
        in: CasebookFile(
          at: restored, language: .sample, logKey: game.office.logKey, clock: game.office.clock.now)
      )
    }
    let missing = Game.kinds.filter { done[$0] == nil }
    #expect(missing == [], "no act of these kinds was allowed")
  }

  @Test
  func `A list says of each case how many children it has and when it last came to say something`()
    throws
  {
    let office = try Office()
    try office.file.perform(
      .exclude(Exclusion(person: "fay", reason: "a relative")), in: "river-lane",
      as: office["tess"])
    office.clock.wait(days: 2)
    let day = office.clock.now().day
    try office.record(.moved(note: "moved"))
    office.clock.wait(days: 2)
    // Who is kept out is not for everybody to learn, nor when.
    try office.file.perform(
      .exclude(Exclusion(person: "paul", reason: "named")), in: "river-lane", as: office["tess"])
    let list = try office.file.cases(purpose: nil, as: office["sam"])
    #expect(list.author.person == "sam")
    #expect(
      list.cases == [
        .init(
          id: "river-lane", title: "River Lane", custodian: Office.care, children: 1, latest: day)
      ])
  }

  @Test func `What is withheld from a reader does not move the day of a case`() throws {
    let office = try Office()
    let day = office.clock.now().day
    office.clock.wait(days: 1)
    let statement = try office.record(.moved(note: "x"))
    try office.file.perform(
      .redact(Redaction(entry: statement.entry, authority: "court", reason: "order")),
      in: "river-lane", as: office["tess"])
    #expect(try office.file.cases(purpose: nil, as: office["sam"]).cases.map(\.latest) == [day])
  }

  @Test func `The revision of a case changes with the case and with nothing else`() throws {
    let office = try Office()
    #expect(try office.file.revision(of: "elm-row") == nil)
    let first = try office.file.revision(of: "river-lane")
    let reading = try office.file.read(View(what: "items"), in: "river-lane", as: office["sam"])
    #expect(reading.revision == first)
    #expect(try office.file.revision(of: "river-lane") == first)
    let receipt = try office.record(.moved(note: "later"))
    #expect(try office.file.revision(of: "river-lane") == receipt.entry)
  }

  @Test func `A list does not read a case that cannot be open`() throws {
    let office = try Office()
    try office.file.perform(
      .open(Opening(title: "Elm Row", jurisdiction: "england-and-wales")), in: "elm-row",
      as: office["paul"])
    try office.damage("case/elm-row")
    let other = try office.reopened()
    #expect(try other.cases(purpose: nil, as: office["sam"]).cases.map(\.id) == ["river-lane"])
    #expect(throws: CasebookError.self) { try other.cases(purpose: nil, as: office["paul"]) }
  }

  @Test(
    arguments: [
      "DELETE FROM door WHERE person = 'sam'",
      "UPDATE door SET person = 'fay' WHERE person = 'sam'",
      "UPDATE door SET closed = 12 WHERE person = 'sam'",
      "UPDATE door SET kind = 'emergency' WHERE person = 'sam'",
      "UPDATE door SET since = since + 1 WHERE person = 'sam'",
      "UPDATE door SET \"case\" = 'mill-row' WHERE person = 'sam'",
      "INSERT INTO door VALUES (3, 'river-lane', 'fay', 'involvement', 0, NULL)",
      "INSERT INTO door VALUES (300, 'elm-row', 'fay', 'involvement', 0, NULL)",
    ])
  func `A table of doors that does not agree with the log is found`(_ sql: String) throws {
    let office = try Office()
    try office.file.database.write { try $0.execute(sql: sql) }
    #expect(try !office.file.verify(content: true).damage.isEmpty)
  }

  @Test(arguments: [
    "DROP TABLE door; DROP INDEX stream_of; DROP TABLE owed; PRAGMA user_version = 1",
    "DROP TABLE owed; PRAGMA user_version = 2",
  ])
  func `A casebook of an earlier format is brought up to date when it is opened`(
    _ earlier: String
  ) throws {
    let office = try Office()
    try office.file.close()
    let plain = try DatabaseQueue(path: office.path)
    try plain.writeWithoutTransaction { try $0.execute(sql: earlier) }
    try plain.close()
    let file = try office.reopened()
    #expect(try file.cases(purpose: nil, as: office["sam"]).cases.map(\.id) == ["river-lane"])
    #expect(try file.verify(content: true).damage == [])
  }
}

/// What goes wrong with one person's part of a transaction is theirs alone.
struct SharedTransactionTests {
  @Test func `A damaged case fails who reads it, and nobody else`() async throws {
    let office = try Office()
    for (id, person) in [("elm-row", "paul"), ("mill-row", "tess")] {
      try office.file.perform(
        .open(Opening(title: id, jurisdiction: "england-and-wales")), in: id, as: office[person])
    }
    try office.damage("case/elm-row")
    let file = try office.reopened()
    let answers = try file.answers([
      { try $0.read(View(what: "items"), in: "river-lane", recordedBy: nil, as: office["sam"]) },
      { try $0.read(View(what: "items"), in: "elm-row", recordedBy: nil, as: office["paul"]) },
      { try $0.read(View(what: "items"), in: "mill-row", recordedBy: nil, as: office["sam"]) },
      { try $0.read(View(what: "items"), in: "mill-row", recordedBy: nil, as: office["tess"]) },
    ])
    let readings = answers.answers.map { answer in Result { try answer.get()(answers.head) } }
    #expect(try readings[0].get().file?.id == "river-lane")
    #expect(throws: CasebookError.self) { try readings[1].get() }
    #expect(throws: Refusal.self) { try readings[2].get() }
    let last = try readings[3].get()
    #expect(last.file?.id == "mill-row")
    #expect(try office.proves(last.receipt))
    // Both readings and the refusal stand in the log; of what failed there is no trace.
    #expect(try file.reads(in: nil).count == 3)
    #expect(try file.verify(content: false).damage == [])
  }

  @Test func `A hundred people read at once, and each reading is entered`() async throws {
    let office = try Office()
    let commit = GroupCommit(office.file)
    let readings = try await withThrowingTaskGroup(of: CasebookFile.Reading.self) { group in
      for number in 0..<100 {
        group.addTask {
          try await commit.read(
            View(what: "items"), in: "river-lane",
            as: office[number.isMultiple(of: 2) ? "sam" : "tess"])
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(readings.map(\.receipt.entry)).count == 100)
    #expect(readings.allSatisfy { $0.file?.current.count == 2 })
    #expect(Set(readings.map(\.receipt.checkpoint)).count < 90)
    let list = try await commit.cases(purpose: "duty", as: office["sam"])
    #expect(list.cases.map(\.id) == ["river-lane"])
    #expect(try office.file.verify(content: true).damage == [])
  }
}

extension Office {
  /// Makes the content of the first entry of a stream unreadable, as a failing disk might.
  fileprivate func damage(_ stream: String) throws {
    try file.database.write { db in
      let trigger = try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'content_is_final'")!
      try db.execute(sql: "DROP TRIGGER content_is_final")
      try db.execute(
        sql: """
          UPDATE content SET deed = x'00'
          WHERE sequence = (SELECT MIN(sequence) FROM stream WHERE stream = ?)
          """, arguments: [stream])
      try db.execute(sql: trigger)
    }
  }
}

/// People who come and go, and open, join and leave cases, through two programs.
private final class Game {
  let office: Office
  let other: CasebookFile
  private var keys: [String: NoteSigner]
  private var glasses: [(caseID: String, entry: Int)] = []

  static let kinds: [ActKind] = [
    .open, .involve, .endInvolvement, .exclude, .breakGlass, .reviewBreakGlass, .leave, .appoint,
    .delegate, .record,
  ]
  private static let cases = ["river-lane", "elm-row", "mill-row", "oak-row", "ash-row"]
  private static let workers = ["tess", "sam", "fay", "paul"]

  init() throws {
    office = try Office()
    other = try office.reopened()
    keys = office.keys
    keys["owen"] = try NoteSigner.generate(name: "owen", kind: .ed25519)
    try office.file.perform(
      .appoint(
        Appointment(
          person: "owen", name: "Owen", post: "overseer", role: .overseer, body: Office.care,
          key: keys["owen"]!.verifier.text)), as: credential("ada"))
  }

  private func credential(_ person: String) -> Credential {
    Credential(person: person, key: keys[person]!)
  }

  func move(_ random: inout SplitMix64) throws -> ActKind? {
    func pick<Value>(_ values: [Value]) -> Value { values[random.below(values.count)] }
    if random.once(in: 10) { office.clock.wait(days: 1 + random.below(3)) }
    let caseID = pick(Game.cases)
    let person = pick(Game.workers)
    let someone = pick(Game.workers)
    let today = office.clock.now().day
    var by = pick(["tess", "sam", "paul"])
    var id: String? = caseID
    var newKey: NoteSigner?
    let act: Act
    switch pick(Game.kinds + [.involve, .involve, .breakGlass, .open]) {
    case .open: act = .open(Opening(title: caseID, jurisdiction: "england-and-wales"))
    case .involve:
      let until = random.once(in: 3) ? today.adding(days: random.below(4)) : nil
      act = .involve(Involvement(person: person, basis: "team", until: until))
    case .endInvolvement: act = .endInvolvement(EndOfInvolvement(person: person, reason: "moved"))
    case .exclude:
      guard random.once(in: 2) else { return nil }
      by = "wren"
      act = .exclude(Exclusion(person: person, reason: "named"))
    case .breakGlass: act = .breakGlass(BreakGlass(reason: "at once"))
    case .reviewBreakGlass:
      guard !glasses.isEmpty else { return nil }
      let glass = pick(glasses)
      (id, by) = (glass.caseID, "tess")
      act = .reviewBreakGlass(
        BreakGlassReview(entry: glass.entry, wasJustified: true, reason: "it was"))
    case .leave:
      (id, by) = (nil, "ada")
      act = .leave(Leaving(person: person, successor: someone))
    case .appoint:
      (id, by) = (nil, "ada")
      let key = try NoteSigner.generate(name: person, kind: .ed25519)
      newKey = key
      let known = Office.staff.first { $0.person == person }!
      act = .appoint(
        Appointment(
          person: person, name: person, post: "\(known.role)", role: known.role, body: known.body,
          key: key.verifier.text))
    case .delegate:
      (id, by) = (nil, person)
      act = .delegate(
        Delegation(
          from: person, to: someone, until: today.adding(days: random.below(3)), reason: "leave"))
    default:
      let place = Content.map(["id": .text("p-\(random.next())")])
      act = .record(Item(kind: .places, content: place))
    }
    do {
      let file = random.once(in: 2) ? office.file : other
      let receipt = try file.perform(act, in: id, as: credential(by))
      if act.kind == .breakGlass { glasses.append((caseID, receipt.entry)) }
      if let newKey { keys[person] = newKey }
      return act.kind
    } catch is Refusal {
      return nil
    }
  }

  /// Everybody's list is what the rules say of every case.
  func compare(in file: CasebookFile) throws {
    for person in Game.workers + ["owen", "ines", "dan"] {
      do {
        let list = try file.cases(purpose: nil, as: credential(person))
        let staff = try file.staff()
        let open = try file.caseIDs().filter { id in
          let situation = Situation(staff: staff, file: try file.file(id), next: 0)
          let view = Act.view(View(what: "cases"))
          return (try? situation.author(of: view, by: person, in: id, at: list.now)) != nil
        }
        try #require(list.cases.map(\.id) == open, "\(person)")
      } catch is Refusal {
        continue
      }
    }
    let unreviewed = try file.accesses(in: nil, purpose: nil, as: credential("dan")).unreviewed
    let expected = try file.caseIDs().flatMap { id in
      try file.file(id)!.glasses.filter { $0.review == nil }.map(\.entry)
    }
    try #require(unreviewed.map(\.glass.entry).sorted() == expected.sorted())
  }
}
