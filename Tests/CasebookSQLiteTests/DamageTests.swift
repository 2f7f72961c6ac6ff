import Casebook
import CasebookSQLite
import Foundation
import GRDB
import Ledger
import Testing

/// A casebook that is closed, with an entry that was erased, two keys of the log and, if it is long, a tile above the leaves.
private struct Closed {
  let folder: Folder
  let path: String
  let clock: Clock

  /// Of 29 entries, of which the 20th was erased.
  static let short = Result { try Closed(statements: 12) }
  static let long = Result { try Closed(statements: 250) }

  init(statements: Int) throws {
    let office = try Office()
    let key = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    try office.record(statements: statements)
    _ = try office.file.erase(
      Erasure(entries: [20], authority: "decision 12", reason: "no basis"), in: "river-lane",
      as: office["rita"])
    _ = try office.file.rotateLogKey(to: key, reason: "yearly", as: office["ada"])
    try office.record(.moved(note: "a silver hatchback"))
    try office.record(.moved(note: "a blue van"))
    try office.file.close()
    (folder, path, clock) = (office.folder, office.path, office.clock)
  }

  /// Damages a copy, with the guards taken away first and put back afterwards, and says what a check finds.
  func damaged(by sql: String, guardsStay: Bool = true) throws -> [Damage] {
    let folder = try Folder()
    let copy = folder["copy.casebook"]
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let plain = try DatabaseQueue(path: copy, configuration: configuration)
    try plain.write { db in
      let triggers = try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
      try db.execute(sql: sql)
      if guardsStay { for trigger in triggers { try db.execute(sql: trigger["sql"] as String) } }
    }
    try plain.close()
    let file = try CasebookFile(
      at: copy, language: .sample, logKey: nil, clock: clock.now)
    defer { try? file.close() }
    return try file.verify(content: true).damage
  }

  static func swap(_ table: String, _ column: String, _ one: Int, _ other: Int, by key: String)
    -> String
  {
    """
    UPDATE \(table) SET \(column) = (SELECT \(column) FROM (SELECT * FROM \(table)) AS t
      WHERE t.\(key) = CASE \(table).\(key) WHEN \(one) THEN \(other) ELSE \(one) END)
    WHERE \(key) IN (\(one), \(other))
    """
  }
}

struct DamageTests {
  @Test func `Nothing is found where nothing is damaged`() throws {
    #expect(try Closed.short.get().damaged(by: "SELECT 1") == [])
  }

  /// What is done to a table, and the first entry that must be named.
  static let damages: [(name: String, sql: String, entry: Int)] = [
    (
      "an entry is changed",
      "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'type record', 'type correct') AS BLOB) WHERE sequence = 15",
      15
    ),
    (
      "an entry is changed by one byte",
      "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'register 5', 'register 6') AS BLOB) WHERE sequence = 15",
      15
    ),
    ("an entry is deleted", "DELETE FROM entry WHERE sequence = 15", 15),
    ("the last entry is deleted", "DELETE FROM entry WHERE sequence = 28", 28),
    ("two entries are swapped", Closed.swap("entry", "bytes", 15, 18, by: "sequence"), 15),
    (
      "an entry is added",
      "INSERT INTO entry SELECT 29, bytes FROM entry WHERE sequence = 28", 29
    ),
    (
      "an entry is added far away",
      "INSERT INTO entry SELECT 9223372036854775807, bytes FROM entry WHERE sequence = 28", 29
    ),
    (
      "content is changed",
      "UPDATE content SET deed = CAST(replace(CAST(deed AS TEXT), 'page 2', 'page 3') AS BLOB) WHERE sequence = 15",
      15
    ),
    ("a salt is changed", "UPDATE content SET salt = randomblob(32) WHERE sequence = 15", 15),
    (
      "a signature is changed", "UPDATE content SET signature = randomblob(64) WHERE sequence = 15",
      15
    ),
    (
      "a signature is taken away", "UPDATE content SET signature = NULL WHERE sequence = 15", 15
    ),
    ("content is deleted", "DELETE FROM content WHERE sequence = 15", 15),
    (
      "content is emptied without an erasure",
      "UPDATE content SET deed = NULL, salt = NULL, signature = NULL WHERE sequence = 15", 15
    ),
    (
      "the content of two entries is swapped",
      [
        "UPDATE content SET sequence = -1 WHERE sequence = 15",
        "UPDATE content SET sequence = 15 WHERE sequence = 18",
        "UPDATE content SET sequence = 18 WHERE sequence = -1",
      ].joined(separator: ";"), 15
    ),
    (
      "content is added that belongs to no entry",
      "INSERT INTO content SELECT 400, salt, deed, signature FROM content WHERE sequence = 15", 400
    ),
    (
      "what was erased is put back",
      "UPDATE content SET deed = (SELECT deed FROM content WHERE sequence = 21) WHERE sequence = 20",
      20
    ),
    (
      "the salt of what was erased is put back",
      "UPDATE content SET salt = randomblob(32) WHERE sequence = 20", 20
    ),
    (
      "a tile is changed",
      "UPDATE tile SET hashes = randomblob(32) WHERE level = 1 AND number = 0", 0
    ),
    ("a tile is deleted", "DELETE FROM tile", 0),
    ("a tile is put in another's place", "UPDATE tile SET number = 1", 0),
    (
      "a tile is added", "INSERT INTO tile SELECT 1, 5, hashes FROM tile WHERE number = 0",
      5 << 16
    ),
    (
      "a signed head is changed",
      "UPDATE checkpoint SET note = replace(note, char(10) || '9' || char(10), char(10) || '8' || char(10)) WHERE size = 9",
      8
    ),
    (
      "the signature of a head is changed",
      "UPDATE checkpoint SET note = substr(note, 1, length(note) - 4) || 'PA' || substr(note, -2) WHERE size = 13",
      12
    ),
    ("the last signed head is deleted", "DELETE FROM checkpoint WHERE size = 29", 28),
    ("the head that two keys signed is deleted", "DELETE FROM checkpoint WHERE size = 27", 26),
    (
      "the head that two keys signed has lost the older signature",
      "UPDATE checkpoint SET note = substr(note, 1, instr(note, char(10) || char(10)) + 1) || substr(note, instr(note, char(10) || char(10)) + 2 + instr(substr(note, instr(note, char(10) || char(10)) + 2), char(10))) WHERE size = 27",
      26
    ),
    ("two signed heads are swapped", Closed.swap("checkpoint", "note", 9, 13, by: "size"), 8),
    (
      "a signed head is added",
      "INSERT INTO checkpoint SELECT 17, note FROM checkpoint WHERE size = 13", 16
    ),
    (
      "a signed head is added beyond the end",
      "INSERT INTO checkpoint SELECT 400, note FROM checkpoint WHERE size = 13", 29
    ),
    (
      "a key of the log is changed",
      "UPDATE log_key SET verifier = (SELECT verifier FROM log_key WHERE size = 27) WHERE size = 0",
      0
    ),
    ("a key of the log is deleted", "DELETE FROM log_key WHERE size = 0", 0),
    ("two keys of the log are swapped", Closed.swap("log_key", "verifier", 0, 27, by: "size"), 0),
    (
      "a key of the log is added",
      "INSERT INTO log_key SELECT 16, verifier FROM log_key WHERE size = 27", 15
    ),
    (
      "an entry is moved to another case",
      "UPDATE stream SET stream = 'case/mill-street' WHERE sequence = 15", 15
    ),
    ("an entry is taken out of its case", "DELETE FROM stream WHERE sequence = 15", 15),
    (
      "two entries are swapped between cases",
      [
        "UPDATE stream SET stream = 'case/river-lane' WHERE sequence = 8",
        "UPDATE stream SET stream = 'people' WHERE sequence = 12",
      ].joined(separator: ";"), 8
    ),
    (
      "an entry is listed in a second case",
      "INSERT INTO stream VALUES ('case/mill-street', 15)", 15
    ),
    ("no entry is listed", "INSERT INTO stream VALUES ('case/mill-street', 999)", 999),
    ("the words of an item are changed", "UPDATE words SET text = 'x' WHERE rowid = 15", 15),
    ("the words of an item are deleted", "DELETE FROM words WHERE rowid = 15", 15),
    (
      "the words of two items are swapped",
      [
        "UPDATE words SET text = (SELECT c0 FROM words_content WHERE id = 18) WHERE rowid = 15",
        "UPDATE words SET text = replace(text, 'page 5', 'page 2') WHERE rowid = 18",
      ].joined(separator: ";"), 15
    ),
    ("words are added", "INSERT INTO words (rowid, text) VALUES (5, 'nothing')", 5),
    (
      "the words of what was erased are put back",
      "INSERT INTO words (rowid, text) VALUES (20, 'nothing')", 20
    ),
  ]

  @Test(arguments: damages.indices)
  func `Whatever is done to a table is found, and the first entry is named`(_ index: Int) throws {
    let (name, sql, entry) = DamageTests.damages[index]
    let casebook = sql.contains(" tile") ? Closed.long : Closed.short
    let damage = try casebook.get().damaged(by: sql)
    #expect(damage.first?.entry == entry, "\(name): \(damage.prefix(3))")
  }

  @Test func `That the guards of the tables were taken away is found`() throws {
    #expect(try !Closed.short.get().damaged(by: "SELECT 1", guardsStay: false).isEmpty)
  }

  @Test(arguments: [
    "CREATE TABLE other (x)",
    "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM words; END",
    "DELETE FROM words_data WHERE id > 10",
    "UPDATE words_docsize SET sz = x'09' WHERE id = 15",
    "UPDATE words_content SET c0 = NULL WHERE id = 15",
  ])
  func `That the tables or their index are not as they were made is found`(
    _ sql: String
  ) throws {
    #expect(try !Closed.short.get().damaged(by: sql).isEmpty)
  }
}
