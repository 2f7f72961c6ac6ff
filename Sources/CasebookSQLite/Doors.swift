import Casebook
import CivilTime
internal import GRDB

/// The table of what each case came to be open to whom by. It says which cases can be open to somebody; whether they are is for
/// the rules, which read the case itself.
enum Doors {
  static func keep(_ door: CaseFile.Door, of caseID: String, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO door (sequence, "case", person, kind, since, closed)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      door.entry, caseID, door.person, door.kind.rawValue, door.since.milliseconds, door.closedBy,
    ])
  }

  /// Fills the table from the log. A case that cannot be read is left out: a check of the casebook tells of it.
  static func rebuild(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM door")
    for id in try readCaseIDs(db) {
      do {
        for door in try loadCase(id, db)?.doors ?? [] { try keep(door, of: id, db) }
      } catch is CasebookError {
        continue
      }
    }
  }

  /// The cases that can be open to somebody for reading, and perhaps some that are not.
  static func cases(
    for person: String, _ staff: Staff, at now: Instant, _ db: Database
  ) throws -> [String] {
    let able = staff.acting(person, at: now).filter {
      let access = $0.author.role.access
      return access.sees.contains(.caseContent) && access.reach(.view) != nil
    }
    if able.isEmpty { return [] }
    if able.contains(where: { $0.author.role.access.reach(.view) == .anywhere }) {
      return try readCaseIDs(db)
    }
    let holders = Set(able.map(\.asPerson))
    let involved = holders.reduce(into: Set()) { $0.formUnion(staff.predecessors(of: $1)) }
    var ids: Set<String> = []
    for first in involved {
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT sequence, "case" AS id FROM door
          WHERE person = ? AND kind = 'involvement' AND closed IS NULL
          """, arguments: [first])
      while let row = try rows.next() {
        let entry = row.value("sequence", as: Int.self) ?? -1
        guard holders.contains(staff.holder(of: first, since: entry)) else { continue }
        if let id = row.value("id", as: String.self) { ids.insert(id) }
      }
    }
    ids.formUnion(
      try String.fetchAll(
        db,
        sql: "SELECT \"case\" FROM door WHERE person = ? AND kind = 'emergency' AND since > ?",
        arguments: [person, now.milliseconds - CaseFile.Glass.length]))
    return ids.sorted()
  }

  /// The cases with an access in an emergency that nobody has reviewed.
  static func unreviewed(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT "case" FROM door WHERE kind = 'emergency' AND closed IS NULL ORDER BY 1
        """)
  }
}

/// The ids of all cases, each found once in the order of the streams without passing over their entries.
func readCaseIDs(_ db: Database) throws -> [String] {
  try String.fetchAll(
    db,
    sql: """
      WITH RECURSIVE found (stream) AS (
        SELECT MIN(stream) FROM stream WHERE stream >= 'case/' AND stream < 'case0'
        UNION ALL
        SELECT (
          SELECT MIN(later.stream) FROM stream AS later
          WHERE later.stream > found.stream AND later.stream < 'case0')
        FROM found WHERE found.stream IS NOT NULL
      )
      SELECT substr(stream, 6) FROM found WHERE stream IS NOT NULL ORDER BY 1
      """)
}
