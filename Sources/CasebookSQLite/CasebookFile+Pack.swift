internal import Calendars
public import Casebook
public import CivilTime
internal import Foundation
internal import GRDB
internal import Ledger

/// Everything that was entered between two days, for an inquiry.
extension CasebookFile {
  /// What goes with the entries of a pack.
  public struct PackFrame: Sendable {
    public var heads: PackedHeads
    public var gaps: [PackedGap]
    /// The bytes of the entry before the first; nil where the pack begins with the first of all.
    public var entryBefore: [UInt8]?
    /// The people, with every post and key that they held.
    public var staff: Staff
    /// The register as it stood at the end of the last day, as far as whoever asks may know of it.
    public var register: [RegisterLine]
    /// In which post it was asked for, and when.
    public var author: Author
    public var now: Instant
  }

  /// Gives every entry between two days, in their order.
  ///
  /// The entries begin and end at signed heads, so a few entries of the same transaction may stand before the first moment of the
  /// first day. Content that whoever asks may not see is left out, and said to be; its entry is there.
  ///
  /// - Throws: `Refusal`: only those who may see everything that a casebook holds, an inquiry or an overseer, are given it;
  ///   `noSuch` if nothing was entered on those days.
  public func pack(
    from first: CivilDate, to last: CivilDate, purpose: String?, as credential: Credential,
    progress: (Int, Int) -> Void = { _, _ in }, each: (PackedEntry) throws -> Void
  ) throws -> PackFrame {
    let reading = try read(
      View(what: "pack", purpose: purpose, detail: "\(first) to \(last)"), as: credential)
    let needed: Set<ContentClass> = [.caseContent, .warnings, .reads, .people]
    guard reading.author.role.access.sees.isSuperset(of: needed) else {
      throw Refusal.mayNot(.view, [reading.author.role])
    }
    return try translated {
      try database.read { db in
        guard let range = try entries(from: first, to: last, db) else {
          throw Refusal.noSuch(what: "entry between", id: "\(first) and \(last)")
        }
        // What is closed is what is closed today.
        let today = try situation(db)
        var frame = try frame(range, on: last, reading, today, db)
        var sight = try Sight(
          db: db, author: reading.author, now: reading.now, days: first...last, situation: today)
        let rows = try Row.fetchCursor(
          db,
          sql: """
            SELECT entry.sequence, bytes, salt, deed, signature FROM entry LEFT JOIN content USING (sequence)
            WHERE entry.sequence >= ? AND entry.sequence < ? ORDER BY entry.sequence
            """,
          arguments: [range.lowerBound, range.upperBound])
        while let row = try rows.next() {
          let number = row.value("sequence", as: Int.self) ?? -1
          if number % 1024 == 0 { progress(number - range.lowerBound, range.count) }
          let (entry, gap) = try sight.packed(row, number)
          if let gap, let head = LogEntry(entry.bytes) {
            frame.gaps.append(
              PackedGap(
                kind: gap.rawValue, entry: number, case: nil, since: head.clock.day,
                what: "content that was \(entry.withheld ?? "")"))
          }
          try each(entry)
        }
        frame.gaps.sort { ($0.entry, $0.kind) < ($1.entry, $1.kind) }
        return frame
      }
    }
  }

  /// The entries of the days, widened to the nearest signed heads.
  private func entries(
    from first: CivilDate, to last: CivilDate, _ db: Database
  ) throws -> Range<Int>? {
    let size = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM entry") ?? 0
    /// The first entry whose day is not before a day; the clock of the log never goes back.
    func index(notBefore day: CivilDate) throws -> Int {
      var (low, high) = (0, size)
      while low < high {
        let middle = (low + high) / 2
        guard let entry = LogEntry(try CasebookSQLite.entryBytes(db, middle)) else {
          throw CasebookError.damaged(what: "entry \(middle) is not one")
        }
        if entry.clock.day < day { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let begin = try index(notBefore: first)
    let end = try index(notBefore: last.adding(days: 1))
    guard begin < end else { return nil }
    let before =
      try Int.fetchOne(
        db, sql: "SELECT MAX(size) FROM checkpoint WHERE size <= ?", arguments: [begin]) ?? 0
    // One entry beyond the last day shows that nothing of it is left out.
    let after =
      try Int.fetchOne(
        db, sql: "SELECT MIN(size) FROM checkpoint WHERE size > ?", arguments: [end]) ?? size
    return before..<after
  }

  private func frame(
    _ range: Range<Int>, on day: CivilDate, _ reading: Reading, _ today: Situation, _ db: Database
  ) throws -> PackFrame {
    func note(_ size: Int) throws -> SignedNote {
      guard
        let text = try String.fetchOne(
          db, sql: "SELECT note FROM checkpoint WHERE size = ?", arguments: [size]),
        let note = try? SignedNote(parsing: Array(text.utf8))
      else { throw CasebookError.damaged(what: "the signed head of size \(size) is missing") }
      return note
    }
    let (before, after) = (range.lowerBound, range.upperBound)
    let source = DatabaseTiles(db, size: after)
    let heads = PackedHeads(
      before: before == 0 ? nil : try note(before), after: try note(after),
      edge: try Frontier(size: before, in: DatabaseTiles(db, size: before)).peaks,
      consistency: before == 0
        ? nil : try consistencyProof(from: before, to: after, in: source),
      logKeys: try storedLogKeys(db).filter { $0.size <= after }.map { ($0.size, $0.verifier.text) }
    )
    let then = try situation(db) { $0.day <= day }
    let known = then.register.all.filter { matter in
      today.knows(
        of: today.register.matters[matter.entry] ?? matter, reading.author,
        asPerson: reading.author.person, at: reading.now)
    }
    let lines = known.map { then.line(of: $0, on: day) }
    let gaps =
      try lines.flatMap(gaps(in:)) + caseGaps(on: day, for: reading.author, db)
    return PackFrame(
      heads: heads, gaps: gaps,
      entryBefore: before == 0 ? nil : try CasebookSQLite.entryBytes(db, before - 1),
      staff: then.staff, register: lines, author: reading.author, now: reading.now)
  }

  private func gaps(in line: RegisterLine) -> [PackedGap] {
    // A clock that ran out stays a gap, whatever was decided since.
    let late = line.clocks.filter { $0.state == "breached" || $0.state == "late" }.map { clock in
      PackedGap(
        kind: "clock-ran-out", entry: line.entry, case: nil, since: clock.due,
        what: "\(clock.stage), due by \(describe(clock.due))")
    }
    guard line.isOpen else { return late }
    let kind =
      switch line.kind {
      case "warning": "warning-without-decision"
      case "disagreement": "disagreement-open"
      case "action": "action-not-done"
      default: "recommendation-open"
      }
    return late + [
      PackedGap(
        kind: kind, entry: line.entry, case: nil, since: line.raised,
        what: "\(line.state), with the \(line.with)")
    ]
  }

  private func caseGaps(
    on day: CivilDate, for author: Author, _ db: Database
  ) throws -> [PackedGap] {
    try readCaseIDs(db).flatMap { id -> [PackedGap] in
      let entries = try readStream(db, .case(id))
      guard let now = try CasebookSQLite.caseFile(id, from: entries),
        !now.isExcluded(author.person),
        let file = try CasebookSQLite.caseFile(id, from: entries, while: { $0.day <= day })
      else { return [] }
      var gaps: [PackedGap] = file.meetings.filter { $0.state(on: day) == .overdue }.map {
        PackedGap(
          kind: "meeting-without-minutes", entry: $0.entry, case: id, since: $0.meeting.on,
          what: "a meeting of \(describe($0.meeting.on)) has neither minutes nor a cancellation")
      }
      gaps += file.requests.filter(\.isOpen).map {
        PackedGap(
          kind: "request-unanswered", entry: $0.entry, case: id, since: $0.request?.on ?? day,
          what: "a request for records has no answer")
      }
      gaps += file.glasses.filter { $0.review == nil }.map {
        PackedGap(
          kind: "access-not-reviewed", entry: $0.entry, case: id, since: $0.at.day,
          what: "an access in an emergency that nobody has reviewed")
      }
      return gaps
    }
  }
}

/// What one reader may see of the content of entries.
private struct Sight {
  let db: Database
  let author: Author
  let now: Instant
  let days: ClosedRange<CivilDate>
  let situation: Situation
  private var files: [String: CaseFile?] = [:]
  private var lenses: [String: LensFilter] = [:]
  private let erasures: [Int: Int]

  /// Why nothing is left of the content of an entry, as the kind of gap that it is.
  enum Gap: String {
    case erased = "content-erased"
    case missing = "content-missing"
  }

  init(
    db: Database, author: Author, now: Instant, days: ClosedRange<CivilDate>, situation: Situation
  ) throws {
    self.db = db
    self.days = days
    self.author = author
    self.now = now
    self.situation = situation
    var erasures: [Int: Int] = [:]
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT content.sequence, deed FROM content JOIN stream USING (sequence)
        WHERE stream LIKE 'case/%' AND deed IS NOT NULL
          AND instr(deed, CAST('"act":"erase"' AS BLOB)) > 0
        """)
    {
      let number = row.value("sequence", as: Int.self) ?? -1
      let deed = try decode(Array(row.value("deed", as: Data.self) ?? Data()), entry: number)
      guard case .erase(let erasure) = deed.act else { continue }
      for erased in erasure.entries { erasures[erased] = number }
    }
    self.erasures = erasures
  }

  mutating func packed(_ row: Row, _ number: Int) throws -> (PackedEntry, gap: Gap?) {
    let bytes = Array(row.value("bytes", as: Data.self) ?? Data())
    func without(_ reason: String) -> PackedEntry {
      PackedEntry(number: number, bytes: bytes, content: nil, withheld: reason)
    }
    guard let payload = row.value("deed", as: Data.self).map({ Array($0) }) else {
      if let erasure = erasures[number] { return (without("erased by entry \(erasure)"), .erased) }
      return (without("missing, and no erasure accounts for it"), .missing)
    }
    // The heads between which the pack lies may reach into the days before and after.
    if let head = LogEntry(bytes), !days.contains(head.clock.day) {
      return (without("of a day that was not asked for"), nil)
    }
    if let reason = try closed(try decode(payload, entry: number), number) {
      return (without(reason), nil)
    }
    let content = PackedEntry.Content(
      salt: Array(row.value("salt", as: Data.self) ?? Data()), deed: payload,
      signature: row.value("signature", as: Data.self).map { Array($0) })
    return (PackedEntry(number: number, bytes: bytes, content: content, withheld: nil), nil)
  }

  /// Why content is closed to the reader; nil if it is not.
  private mutating func closed(_ deed: Deed, _ number: Int) throws -> String? {
    let own = [situation.register.matters[number]].compactMap(\.self)
    let matters = self.matters(of: deed.act) + own
    for matter in matters {
      let sees = situation.seesContent(
        of: matter, author, asPerson: author.person, at: now)
      if !sees { return "closed to whoever asked" }
    }
    guard let id = deed.case, let file = try file(id) else { return nil }
    if file.isExcluded(author.person) { return "closed to whoever asked" }
    guard let version = file.version(number) else { return nil }
    if lenses[id] == nil {
      lenses[id] = LensFilter(Lens.reading(as: author, of: file, at: now), file)
    }
    let seen = lenses[id]?.see(version)
    if let seen, seen.item == version.item { return nil }
    return "it holds something that is withheld from whoever asked"
  }

  /// The matters that an act speaks of.
  private func matters(of act: Act) -> [Matter] {
    let register = situation.register
    var entries: [Int] = []
    switch act {
    case .account(let act):
      entries = [act.matter].compactMap(\.self)
    case .countersign(let answer): entries = [answer.entry]
    case .view(let view): entries = [view.matter].compactMap(\.self) + (view.listed ?? [])
    default: break
    }
    return entries.compactMap { register.matter(of: $0) }.compactMap { register.matters[$0] }
  }

  private mutating func file(_ id: String) throws -> CaseFile? {
    if let known = files[id] { return known }
    let file = try loadCase(id, db)
    files[id] = .some(file)
    return file
  }
}
