import Casebook
public import CivilTime
internal import Foundation
internal import GRDB

/// What was entered, one entry after another, for programs that follow a casebook.
extension CasebookFile {
  /// One entry, as far as somebody may know of it. What it says they read in its place.
  public struct Change: Sendable, Hashable {
    public var entry: Int
    public var at: Instant
    /// As the log names it, which anybody may read.
    public var type: String
    /// The case that it belongs to, where that is open to whoever asks.
    public var caseID: String?
  }

  public struct Changes: Sendable {
    /// In the order of the log.
    public var changes: [Change]
    /// The last entry that was looked at: everything up to it is told here or was left out as reading.
    public var through: Int
    /// How many of the entries tell of reading, or of what was refused, and are left out.
    public var reads: Int
    /// How many entries the log has.
    public var size: Int
    /// The entry that says that they looked; nil if no case was named.
    public var receipt: Receipt?
  }

  /// How many entries there are.
  public func size() throws -> Int {
    try translated {
      try database.read { db in
        try Int.fetchOne(db, sql: "SELECT COALESCE(MAX(sequence) + 1, 0) FROM entry") ?? 0
      }
    }
  }

  /// The entries after one, in their order, without those that tell of reading.
  ///
  /// The log says to everybody that each entry is there, when it was made and of what type: none is left out because of what it says.
  /// The case stands beside it only for those to whom it is open, and never beside who was let in or kept out. Only when a case is
  /// named is it entered that somebody looked; so following the casebook does not itself give something to follow.
  ///
  /// - Parameter most: how many are told; the next are asked for with `through`.
  /// - Throws: `Refusal`, `CasebookError`.
  public func changes(
    after entry: Int, most: Int, purpose: String?, as credential: Credential
  ) throws -> Changes {
    var found = try translated {
      try database.read { db in try self.entries(after: entry, most, db) }
    }
    guard found.changes.contains(where: { $0.caseID != nil }) else { return found }
    let (open, receipt): (Set<String>, Receipt?) = try answer { writing in
      let open = try writing.open(
        Set(found.changes.compactMap(\.caseID)), to: credential.person)
      guard !open.isEmpty else { return { _ in ([], nil) } }
      let view = View(what: "changes", purpose: purpose, cases: open.sorted())
      let done = try writing.attempt(
        [Request(case: nil, act: .view(view))], as: credential, at: clock()
      ).get()[0]
      return { head in (open, Receipt(done, checkpoint: head)) }
    }
    found.receipt = receipt
    for index in found.changes.indices {
      if let id = found.changes[index].caseID, !open.contains(id) {
        found.changes[index].caseID = nil
      }
    }
    return found
  }

  /// What the log and its content say, for whoever may know of everything.
  private func entries(after entry: Int, _ most: Int, _ db: Database) throws -> Changes {
    var found = Changes(
      changes: [], through: entry, reads: 0,
      size: try Int.fetchOne(db, sql: "SELECT COALESCE(MAX(sequence) + 1, 0) FROM entry") ?? 0)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT entry.sequence, bytes, deed FROM entry LEFT JOIN content USING (sequence)
        WHERE entry.sequence > ? ORDER BY entry.sequence LIMIT 20000
        """, arguments: [entry])
    while found.changes.count < most, let row = try rows.next() {
      let sequence = row.value("sequence", as: Int.self) ?? -1
      guard let head = LogEntry(Array(row.value("bytes", as: Data.self) ?? Data())) else {
        throw CasebookError.damaged(what: "entry \(sequence) is not one")
      }
      found.through = sequence
      if case .act(let kind) = head.type, kind.realm == .reads {
        found.reads += 1
        continue
      }
      found.changes.append(
        Change(
          entry: sequence, at: head.clock, type: head.type.description,
          caseID: try caseID(of: head, row.value("deed", as: Data.self), sequence)))
    }
    return found
  }

  /// The case to which an entry belongs, where it may be named at all.
  private func caseID(of head: LogEntry, _ deed: Data?, _ sequence: Int) throws -> String? {
    guard case .act(let kind) = head.type, !kind.isAboutAccess, let deed else { return nil }
    guard case .case(let id) = try decode(Array(deed), entry: sequence).stream else { return nil }
    return id
  }
}

extension ActKind {
  /// Whether it says who was let in or kept out, which is for those who decide it.
  fileprivate var isAboutAccess: Bool {
    switch self {
    case .involve, .endInvolvement, .exclude, .grant, .breakGlass, .reviewBreakGlass: true
    default: false
    }
  }
}

extension Writing {
  /// Those of some cases that somebody may read.
  fileprivate mutating func open(_ ids: Set<String>, to person: String) throws -> Set<String> {
    let now = max(casebook.clock(), cache.clock)
    let near = try Doors.cases(for: person, cache.staff, at: now, db)
    var open: Set<String> = []
    for id in ids.intersection(near) {
      guard let file = try cache.file(id, db) else { continue }
      let situation = Situation(staff: cache.staff, file: file, next: cache.size)
      let author = try? situation.author(
        of: .view(View(what: "changes")), by: person, in: id, at: now)
      if author != nil { open.insert(id) }
    }
    return open
  }
}
