import Casebook
import CivilTime
import Foundation
import GRDB
import Ledger
import Testing

@testable import CasebookSQLite

/// Ways round the casebook that somebody might try.
struct BypassTests {
  private let redaction = { (entry: Int) in
    Act.redact(Redaction(entry: entry, authority: "order 7", reason: "third party"))
  }

  @Test func `Nobody builds on entries that were put into the file without the key of the log`()
    throws
  {
    let office = try Office()
    let size = try size(office.file)
    let last = try #require(LogEntry(office.file.entry(size - 1).bytes))
    let forged = LogEntry(
      register: last.register, sequence: size, previous: last.leaf, clock: last.clock,
      type: .act(.refused), commitment: last.commitment)
    let queue = try DatabaseQueue(path: office.path)
    try queue.write { db in
      try db.execute(
        sql: "INSERT INTO entry (sequence, bytes) VALUES (?, ?)",
        arguments: [size, Data(forged.bytes)])
    }
    let other = try office.reopened()
    #expect(throws: CasebookError.self) {
      try other.perform(.record(.moved(note: "later")), in: "river-lane", as: office["sam"])
    }
    #expect(try other.verify(content: true).damage.first?.entry == size)
  }

  @Test func `A past day lifts no redaction that was laid since`() throws {
    let office = try Office()
    let entry = try office.record(.moved(note: "the blue door")).entry
    let day = office.clock.now().day
    office.clock.wait(days: 2)
    try office.file.perform(redaction(entry), in: "river-lane", as: office["dan"])
    let then = try office.file.read(
      View(what: "chronology"), in: "river-lane", recordedBy: day, as: office["sam"])
    let version = try #require(then.file?.version(entry))
    #expect(version.item == nil && version.isWithheld)
  }

  @Test func `Whom a search pointed to stays between those who watch over the reading`() throws {
    let office = try Office()
    try office.record(.moved(note: "a silver hatchback"))
    let (_, result) = try office.file.search("hatchback", purpose: nil, as: office["paul"])
    #expect(!result.pointers.isEmpty)
    func pointed(_ person: String) throws -> [String] {
      try office.file.accesses(in: nil, purpose: nil, as: office[person]).accesses
        .flatMap { access -> [String] in
          if case .view(let view) = access.deed.act { view.pointed ?? [] } else { [] }
        }
    }
    #expect(try pointed("paul") == [])
    #expect(try pointed("dan") == ["river-lane"])
  }

  @Test func `Who is excluded from a case does not find it in the log of reads`() throws {
    let office = try Office()
    _ = try office.file.read(View(what: "chronology"), in: "river-lane", as: office["sam"])
    try office.file.perform(
      .exclude(Exclusion(person: "dan", reason: "named in it")), in: "river-lane",
      as: office["wren"])
    let accesses = try office.file.accesses(in: nil, purpose: nil, as: office["dan"]).accesses
    #expect(!accesses.contains { $0.deed.case == "river-lane" })
  }

  @Test func `A clock that is years ahead is refused, and moves nothing`() throws {
    let office = try Office()
    let before = try size(office.file)
    office.clock.wait(days: 40_000)
    #expect(throws: CasebookError.clockAhead) {
      try office.file.perform(.record(.moved(note: "now")), in: "river-lane", as: office["sam"])
    }
    #expect(try size(office.file) == before)
  }

  @Test func `Whoever cannot show who they are writes no word into the log`() throws {
    let office = try Office()
    let name = "sam\n99  read: everything"
    let stranger = Credential(person: name, key: office.keys["sam"]!)
    #expect(throws: Refusal.self) {
      try office.file.read(View(what: "x"), in: "case\nid", as: stranger)
    }
    let last = try #require(try office.file.reads(in: nil).last)
    #expect(last.deed.by.person == "unknown" && last.deed.case == nil)
  }

  @Test func `What somebody says of their reading stays in one line`() throws {
    let office = try Office()
    let view = View(what: "chronology", purpose: "duty\n98  read: all\u{1B}[31m\u{202E}")
    _ = try office.file.read(view, in: "river-lane", as: office["sam"])
    guard case .view(let kept) = try office.file.reads(in: nil).last?.deed.act else {
      Issue.record("no view")
      return
    }
    #expect(kept.purpose == "duty 98  read: all [31m ")
  }

  @Test func `A hold names cases that are there`() throws {
    let office = try Office()
    let hold = Hold(id: "inquiry-1", matter: "Inquiry", basis: "s 35", cases: ["rivver-lane"])
    #expect(throws: Refusal.noSuchCase("rivver-lane")) {
      try office.file.perform(.hold(hold), as: office["rita"])
    }
  }

  @Test func `Whoever lifts a hold does not erase what it kept`() throws {
    let office = try Office()
    let entry = try office.record(.moved(note: "x")).entry
    try office.file.perform(
      .hold(Hold(id: "inquiry-1", matter: "Inquiry", basis: "s 35")), as: office["ines"])
    try office.file.perform(
      .release(Release(hold: "inquiry-1", reason: "ended")), as: office["rita"])
    let erasure = Erasure(entries: [entry], authority: "order", reason: "duplicate")
    #expect(throws: Refusal.ownHold("inquiry-1")) {
      try office.file.erase(erasure, in: "river-lane", as: office["rita"])
    }
  }

  @Test func `A casebook is not restored beside a journal that another left`() throws {
    let office = try Office()
    _ = try office.file.backup(to: office.folder["b"])
    try Data([1]).write(to: URL(fileURLWithPath: office.folder["r-wal"]))
    #expect(throws: CasebookError.exists(path: office.folder["r-wal"])) {
      try CasebookFile.restore(
        from: office.folder["b"], to: office.folder["r"], held: [], keys: [], language: .sample,
        clock: office.clock.now)
    }
  }

  @Test func `Signed heads are not deleted, and entries not replaced, while the guards stand`()
    throws
  {
    let office = try Office()
    let queue = try DatabaseQueue(path: office.path)
    try queue.write { db in
      try db.execute(sql: "PRAGMA recursive_triggers = ON")
    }
    for sql in [
      "DELETE FROM checkpoint", "UPDATE checkpoint SET note = ''", "DELETE FROM entry",
      "DELETE FROM content", "UPDATE content SET deed = X'00'",
    ] {
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
    }
  }

  // MARK: Deeds that nobody signed

  /// What somebody with the key of the log, but with nobody else's, might put into the file: an entry that fits all others, with a
  /// head that is signed, and no signature of whoever it says did it.
  private func forge(_ act: Act, by author: Author, in caseID: String? = nil, _ office: Office)
    throws -> Int
  {
    let size = try size(office.file)
    let last = try #require(LogEntry(office.file.entry(size - 1).bytes))
    let deed = Deed(
      register: last.register, at: last.clock, by: author, key: nil, case: caseID, act: act)
    let payload = try deed.encoded()
    let salt = [UInt8](repeating: 7, count: LogEntry.saltLength)
    let entry = LogEntry(
      register: last.register, sequence: size, previous: last.leaf, clock: last.clock,
      type: EntryType(act.kind, in: deed.stream),
      commitment: LogEntry.commitment(to: payload, salt: salt))
    var tree = Frontier()
    for number in 0..<size { tree.append(leafHash(try office.file.entry(number).bytes)) }
    tree.append(entry.leaf)
    let head = try Checkpoint(origin: Office.origin, size: size + 1, root: tree.root)
    let note = try SignedNote(text: head.text, signatures: [office.logKey.sign(head.text)])
    let queue = try DatabaseQueue(path: office.path)
    try queue.write { db in
      try db.execute(
        sql: "INSERT INTO entry (sequence, bytes) VALUES (?, ?)",
        arguments: [size, Data(entry.bytes)])
      try db.execute(
        sql: "INSERT INTO content (sequence, salt, deed) VALUES (?, ?, ?)",
        arguments: [size, Data(salt), Data(payload)])
      try db.execute(
        sql: "INSERT INTO stream (stream, sequence) VALUES (?, ?)",
        arguments: [deed.stream.description, size])
      try db.execute(
        sql: "INSERT INTO checkpoint (size, note) VALUES (?, ?)",
        arguments: [size + 1, note.encoded])
    }
    try queue.close()
    return size
  }

  private static let tess = Author(
    person: "tess", name: "Tess", post: "team-manager of \(Office.care)", role: .teamManager,
    body: Office.care)

  private static let raised = Act.account(
    .warn(
      Warning(
        about: [Subject(.child, "Zoë")], words: "w", from: .child, to: Office.care)))

  private static func decided(_ entry: Int) -> Act {
    .account(
      .decide(
        Decision(
          warning: entry, outcome: .assessment, reason: "r", codes: [.harmSuspected],
          on: CivilDate(year: 2026, month: 11, day: 21)!)))
  }

  private static func lapsed(_ entry: Int) -> Act {
    .account(
      .lapse(
        Lapse(
          matter: entry, stages: [.decide], due: CivilDate(year: 2026, month: 11, day: 20)!,
          from: "tess", to: "sam", deadlines: [:])))
  }

  private struct Forgery {
    var name: String
    var author: Author
    var caseID: String?
    var isFound: Bool
    var act: @Sendable (Int) -> Act
  }

  private static let forgeries: [Forgery] = [
    Forgery(name: "a decision in somebody's name", author: tess, isFound: true) { decided($0) },
    Forgery(name: "a decision by a receipt", author: .reporter, isFound: true) { decided($0) },
    Forgery(name: "a decision by the casebook", author: .casebook, isFound: true) { decided($0) },
    Forgery(name: "an agreement by a receipt", author: .reporter, isFound: true) {
      .countersign(Countersignature(entry: $0, agrees: true, reason: "r"))
    },
    Forgery(name: "an agreement by the casebook", author: .casebook, isFound: true) {
      .countersign(Countersignature(entry: $0, agrees: true, reason: "r"))
    },
    Forgery(name: "a warning in somebody's name", author: tess, isFound: true) { _ in raised },
    Forgery(name: "a warning by the casebook", author: .casebook, isFound: true) { _ in raised },
    Forgery(name: "a clock that somebody stopped", author: tess, isFound: true) { lapsed($0) },
    Forgery(name: "a clock that a receipt stopped", author: .reporter, isFound: true) {
      lapsed($0)
    },
    Forgery(name: "an attempt by a receipt", author: .reporter, isFound: true) {
      .account(.attempt(MatterAttempt(matter: $0, act: .decide)))
    },
    Forgery(
      name: "the end of a hold by the casebook", author: .casebook, isFound: true
    ) { _ in .release(Release(hold: "inquiry-1", reason: "over")) },
    Forgery(
      name: "a warning of a case by a receipt", author: .reporter, caseID: "river-lane",
      isFound: true
    ) { _ in .record(.warning("call")) },
    // These nobody can sign, and they stand.
    Forgery(name: "a warning by whoever holds a receipt", author: .reporter, isFound: false) { _ in
      raised
    },
    Forgery(name: "a clock that ran out", author: .casebook, isFound: false) { lapsed($0) },
    Forgery(name: "an attempt that was noted", author: tess, isFound: false) {
      .account(.attempt(MatterAttempt(matter: $0, act: .decide)))
    },
  ]

  @Test(arguments: 0..<15)
  func `A deed without a signature is found, unless it is one that nobody can sign`(
    _ index: Int
  ) throws {
    let forgery = BypassTests.forgeries[index]
    let office = try Office()
    let warning = Warning(
      about: [Subject(.child, "Zoë")], words: "w", from: .child, to: Office.care)
    let entry = try office.file.warn(warning).receipt.entry
    #expect(try office.file.verify(content: true).damage == [])
    let forged = try forge(
      forgery.act(entry), by: forgery.author, in: forgery.caseID, office)
    let damage = try office.reopened().verify(content: true).damage
    if forgery.isFound {
      #expect(damage.first?.entry == forged, "\(forgery.name)")
    } else {
      #expect(damage == [], "\(forgery.name)")
    }
  }

  @Test func `A signature on what nobody can sign is found`() throws {
    let office = try Office()
    let warning = Warning(
      about: [Subject(.child, "Zoë")], words: "w", from: .child, to: Office.care)
    let entry = try office.file.warn(warning).receipt.entry
    let queue = try DatabaseQueue(path: office.path)
    try queue.write { db in
      try db.execute(sql: "DROP TRIGGER content_is_final")
      try db.execute(
        sql: "UPDATE content SET signature = randomblob(64) WHERE sequence = ?",
        arguments: [entry])
    }
    #expect(
      try office.reopened().verify(content: true).damage.contains { $0.entry == entry })
  }

  @Test func `What was taken out of the register is found`() throws {
    let office = try Office()
    let warning = Warning(
      about: [Subject(.child, "Zoë")], words: "w", from: .child, to: Office.care)
    let entry = try office.file.warn(warning).receipt.entry
    let queue = try DatabaseQueue(path: office.path)
    try queue.write { db in
      try db.execute(sql: "DELETE FROM stream WHERE sequence = ?", arguments: [entry])
    }
    #expect(try office.reopened().verify(content: true).damage.first?.entry == entry)
  }
}
