internal import GRDB

/// The tables of a casebook. The log and its content are what counts; `stream`, `door` and `words` can be built from them at any time.
enum Schema {
  /// `HEED`, where SQLite keeps the number of the application.
  static let applicationID: Int32 = 0x4845_4544
  static let version: Int32 = 3

  static func create(_ db: Database) throws {
    try db.execute(
      sql: """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);

        -- What the log commits to. Never changed, never deleted.
        CREATE TABLE entry (
          sequence INTEGER PRIMARY KEY,
          bytes BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry
          BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
        CREATE TRIGGER entry_stays BEFORE DELETE ON entry
          BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;

        -- The deeds themselves, beside the log. Erasing empties a row and leaves it.
        CREATE TABLE content (
          sequence INTEGER PRIMARY KEY REFERENCES entry (sequence),
          salt BLOB,
          deed BLOB,
          signature BLOB
        ) STRICT;
        CREATE TRIGGER content_is_final BEFORE UPDATE ON content
          WHEN NEW.deed IS NOT NULL OR NEW.salt IS NOT NULL
          BEGIN SELECT RAISE(ABORT, 'content is never changed'); END;
        CREATE TRIGGER content_stays BEFORE DELETE ON content
          BEGIN SELECT RAISE(ABORT, 'content is never deleted'); END;

        -- Hashes of the tree above the leaves, 256 to a row, as in a tile. Those of the leaves are in the entries.
        CREATE TABLE tile (
          level INTEGER NOT NULL,
          number INTEGER NOT NULL,
          hashes BLOB NOT NULL,
          PRIMARY KEY (level, number)
        ) STRICT, WITHOUT ROWID;

        -- Every head that was ever signed, with the signatures of witnesses as they come.
        CREATE TABLE checkpoint (
          size INTEGER PRIMARY KEY,
          note TEXT NOT NULL
        ) STRICT;

        CREATE TRIGGER checkpoint_is_final BEFORE UPDATE ON checkpoint
          WHEN NEW.size <> OLD.size OR length(NEW.note) < length(OLD.note)
          BEGIN SELECT RAISE(ABORT, 'a signed head gains signatures and loses none'); END;
        CREATE TRIGGER checkpoint_stays BEFORE DELETE ON checkpoint
          BEGIN SELECT RAISE(ABORT, 'a signed head is never deleted'); END;

        -- The public keys of the log, each with the size from which it signs.
        CREATE TABLE log_key (
          size INTEGER PRIMARY KEY,
          verifier TEXT NOT NULL
        ) STRICT;

        -- Which entries belong together.
        CREATE TABLE stream (
          stream TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          PRIMARY KEY (stream, sequence)
        ) STRICT, WITHOUT ROWID;

        \(doors)

        \(owed)

        -- The words of the cases, in the clear: a row for each item and meeting, under the number of its entry.
        CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "unicode61 remove_diacritics 2");
        """)
  }

  private static let doors = """
    -- By what each case came to be open to whom: an involvement, or an access in an emergency, under the number of its entry.
    CREATE TABLE door (
      sequence INTEGER PRIMARY KEY,
      "case" TEXT NOT NULL,
      person TEXT NOT NULL,
      kind TEXT NOT NULL,
      since INTEGER NOT NULL,
      closed INTEGER
    ) STRICT;
    CREATE INDEX door_of ON door (person, kind);
    CREATE INDEX door_unreviewed ON door ("case") WHERE kind = 'emergency' AND closed IS NULL;
    CREATE INDEX stream_of ON stream (sequence);
    """

  private static let owed = """
    -- Erasures after which the file was not written anew yet, so that something of what they erased may stand between its rows.
    CREATE TABLE owed (erasure INTEGER PRIMARY KEY) STRICT;
    """

  /// Adds what earlier formats did not have, filled from the log.
  static func upgrade(_ db: Database) throws {
    let found = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard found < version else { return }
    if found < 2 {
      try db.execute(sql: doors)
      try Doors.rebuild(db)
    }
    try db.execute(sql: owed)
    try db.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// What a database says of its tables, indexes and triggers.
  static func statements(of db: Database) throws -> Set<[String]> {
    Set(
      try Row.fetchAll(db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema").map { row in
        ["type", "name", "tbl_name", "sql"].map { row.value($0, as: String.self) ?? "" }
      })
  }

  /// What a new casebook says of them.
  static func expected() throws -> Set<[String]> {
    let new = try DatabaseQueue()
    return try new.write { db in
      try create(db)
      return try statements(of: db)
    }
  }
}
