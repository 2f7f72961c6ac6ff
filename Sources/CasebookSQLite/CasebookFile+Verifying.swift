internal import Casebook
internal import CivilTime
internal import Foundation
internal import GRDB
public import Ledger

/// Something in a casebook that does not fit, and where.
public struct Damage: Sendable, Hashable, CustomStringConvertible {
  /// The first entry that it concerns; nil if it concerns none.
  public var entry: Int?
  public var what: String

  public var description: String {
    entry.map { "entry \($0): \(what)" } ?? what
  }
}

/// What a check of a casebook found.
public struct Verification: Sendable {
  public var size: Int
  /// Signed heads that were held against the entries.
  public var checkpoints: Int
  /// Entries whose content was held against the log, and those whose content was erased.
  public var contents: Int
  public var erased: Int
  /// Empty if everything fits; the first entry that does not fit comes first.
  public var damage: [Damage]
}

extension CasebookFile {
  /// Checks that the log holds together: every entry, the tree, every signed head, and the newest heads that others hold.
  ///
  /// With neither secret key nor content: it reads the entries, the hashes and the heads.
  ///
  /// - Parameters:
  ///   - content: also holds every deed against its entry and its author's key, and builds everything that is derived anew.
  ///   - held: heads that others hold, such as an earlier export or a witness; the log must contain each of them.
  public func verify(
    content: Bool, against held: [SignedNote] = [],
    progress: @escaping (Int, Int) -> Void = { _, _ in }
  ) throws -> Verification {
    do {
      var verification = try translated {
        try database.read { db in
          var check = Check(db: db, casebook: self, progress: progress)
          return try check.run(content: content, held: held)
        }
      }
      if content, try !isIndexSound() {
        verification.damage.append(
          Damage(entry: nil, what: "the index of words does not fit the words"))
      }
      return verification
    } catch let error as CasebookError {
      guard case .damaged(let what) = error else { throw error }
      return Verification(
        size: 0, checkpoints: 0, contents: 0, erased: 0, damage: [Damage(entry: nil, what: what)])
    }
  }

  /// Has the index of words compared with the words. On a disk that cannot be written it cannot be asked, and the words alone were compared.
  private func isIndexSound() throws -> Bool {
    do {
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
      }
      return true
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_CORRUPT: return false
      case .SQLITE_READONLY, .SQLITE_BUSY: return true
      default: throw CasebookError(error)
      }
    }
  }
}

/// One pass over the log, entry by entry.
private struct Check {
  let db: Database
  let casebook: CasebookFile
  let progress: (Int, Int) -> Void
  var found: [Damage] = []

  /// After so many, more would not help.
  static let most = 100

  mutating func add(_ entry: Int?, _ what: String) {
    if found.count < Check.most { found.append(Damage(entry: entry, what: what)) }
  }

  mutating func run(content: Bool, held: [SignedNote]) throws -> Verification {
    let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
    for line in pages where line != "ok" { add(nil, "SQLite: \(line)") }
    if try Schema.statements(of: db) != Schema.expected() {
      add(
        nil,
        "its tables, or the guards that keep entries from being changed, are not as they were made")
    }
    let keys = try casebook.storedLogKeys(db)
    var heads = try notes()
    let size = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM entry") ?? 0
    let signed = heads.count
    for note in held { heads[try Checkpoint(parsing: note.text).size, default: []].append(note) }

    var cache = Cache()
    var tiles: [TileName: [UInt8]] = [:]
    var register: String?
    var rebuilt = Rebuilt()
    var isBroken = false
    let rows = try Row.fetchCursor(
      db,
      sql: content
        ? "SELECT entry.sequence, bytes, salt, deed, signature, content.sequence AS kept FROM entry LEFT JOIN content USING (sequence) ORDER BY entry.sequence"
        : "SELECT sequence, bytes FROM entry ORDER BY sequence")
    while let row = try rows.next() {
      let number = cache.size
      guard let sequence = row.value("sequence", as: Int.self), sequence == number else {
        add(number, "is missing; another entry stands in its place")
        isBroken = true
        break
      }
      let bytes = Array(row.value("bytes", as: Data.self) ?? Data())
      let leaf = leafHash(bytes)
      if let entry = LogEntry(bytes) {
        register = register ?? entry.register
        if entry.sequence != number { add(number, "says that it is entry \(entry.sequence)") }
        if entry.previous != cache.previous { add(number, "does not follow the one before it") }
        if entry.clock < cache.clock { add(number, "is earlier than the one before it") }
        if entry.register != register { add(number, "belongs to another casebook") }
        cache.clock = max(cache.clock, entry.clock)
        if content { check(entry, row, at: number, &rebuilt) }
      } else {
        add(number, "is not an entry of a log")
        rebuilt.skip()
      }
      cache.previous = leaf
      for tile in cache.add(leaf: leaf) {
        tiles[TileName(level: tile.level, number: tile.number)] = tile.hashes.flatMap(\.bytes)
      }
      for note in heads.removeValue(forKey: cache.size) ?? [] {
        check(
          note, at: cache.size, root: cache.frontier.root, keys: keys, isHeld: held.contains(note))
      }
      if number % 4096 == 0 { progress(number, size) }
    }
    for (beyond, _) in heads.sorted(by: { $0.key < $1.key }) {
      add(cache.size, "is missing: a head of \(beyond) entries has been signed")
    }
    let signedSizes = Set(try Int.fetchAll(db, sql: "SELECT size FROM checkpoint"))
    if cache.size > 0, !isBroken, !signedSizes.contains(cache.size) {
      add(cache.size - 1, "is the last, and no signed head contains it")
    }
    for key in keys where key.size > 0 && key.size < cache.size && !signedSizes.contains(key.size) {
      add(key.size - 1, "changed the key of the log, and the head that both keys signed is missing")
    }
    let ofEntries = found
    found = []
    try compare(tiles)
    let derived = sorted(found)
    found = ofEntries
    if content { try compare(&rebuilt, size: cache.size) }
    // What is wrong with the hashes above the entries is told last: an entry that was changed has changed them.
    return Verification(
      size: cache.size, checkpoints: signed, contents: rebuilt.contents, erased: rebuilt.erased,
      damage: sorted(found) + derived)
  }

  private func sorted(_ damage: [Damage]) -> [Damage] {
    damage.enumerated().sorted { one, other in
      (one.element.entry ?? .max, one.offset) < (other.element.entry ?? .max, other.offset)
    }.map(\.element)
  }

  // MARK: Heads and tiles

  private mutating func notes() throws -> [Int: [SignedNote]] {
    var notes: [Int: [SignedNote]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT size, note FROM checkpoint ORDER BY size") {
      let size = row.value("size", as: Int.self) ?? 0
      guard
        let note = try? SignedNote(parsing: Array((row.value("note", as: String.self) ?? "").utf8)),
        let checkpoint = try? Checkpoint(parsing: note.text)
      else {
        add(size &- 1, "the signed head after it cannot be read")
        notes[size] = []
        continue
      }
      if checkpoint.size != size {
        add(size &- 1, "the signed head after it is of another size")
      }
      notes[size] = [note]
    }
    return notes
  }

  private mutating func check(
    _ note: SignedNote, at size: Int, root: Digest,
    keys: [(size: Int, verifier: NoteVerifier)], isHeld: Bool
  ) {
    let head = isHeld ? "the head that somebody else holds" : "the signed head after it"
    guard let checkpoint = try? Checkpoint(parsing: note.text) else { return }
    if checkpoint.root != root {
      add(
        size - 1,
        "\(head) is of other entries: up to here something was changed, taken away or put in another order"
      )
    }
    guard let index = keys.lastIndex(where: { $0.size <= size }) else {
      add(size - 1, "\(head) is of a time for which the log has no key")
      return
    }
    // At the size at which the key changed both keys sign, so that each vouches for the other.
    var signing = [keys[index].verifier]
    if keys[index].size == size, index > 0, !isHeld { signing.append(keys[index - 1].verifier) }
    let signers = (try? note.verified(by: signing)) ?? []
    if !signing.allSatisfy(signers.contains) {
      add(size - 1, "\(head) is not signed by the key of the log")
    }
  }

  private struct TileName: Hashable {
    var level: Int
    var number: Int
  }

  private mutating func compare(_ tiles: [TileName: [UInt8]]) throws {
    var tiles = tiles
    for row in try Row.fetchAll(db, sql: "SELECT level, number, hashes FROM tile") {
      let name = TileName(
        level: row.value("level", as: Int.self) ?? -1,
        number: row.value("number", as: Int.self) ?? -1)
      let first = name.number << (8 * (name.level &+ 1))
      guard let right = tiles.removeValue(forKey: name) else {
        add(first, "begins a tile of hashes of level \(name.level) that should not be there")
        continue
      }
      if right != Array(row.value("hashes", as: Data.self) ?? Data()) {
        add(first, "begins a tile of hashes of level \(name.level) that does not fit the entries")
      }
    }
    for name in tiles.keys {
      add(
        name.number << (8 * (name.level + 1)),
        "begins a tile of hashes of level \(name.level) that is missing")
    }
  }

  // MARK: Content

  /// What is derived from the log, built anew beside what the casebook holds.
  private struct Rebuilt {
    var staff = Staff()
    /// The stream of each entry whose content is there, and the words under which it is found.
    var streams: [String] = []
    var words: [String?] = []
    var missing: [Int] = []
    var erasures: [Int: (case: String?, by: Int)] = [:]
    var contents = 0
    var erased = 0
    var rotations: [Int: String] = [:]

    /// Passes over an entry of which nothing can be derived.
    mutating func skip() {
      streams.append("")
      words.append(nil)
    }
  }

  private mutating func check(
    _ entry: LogEntry, _ row: Row, at number: Int, _ rebuilt: inout Rebuilt
  ) {
    if row.value("kept", as: Int.self) == nil {
      add(number, "its content is missing")
      rebuilt.skip()
      return
    }
    guard let payload = row.value("deed", as: Data.self).map({ Array($0) }) else {
      rebuilt.missing.append(number)
      if row.has("salt") || row.has("signature") {
        add(number, "its content is gone, and its salt or signature is there")
      }
      rebuilt.skip()
      return
    }
    rebuilt.contents += 1
    let salt = row.value("salt", as: Data.self).map { Array($0) } ?? []
    if LogEntry.commitment(to: payload, salt: salt) != entry.commitment {
      add(number, "its content is not what was entered")
      rebuilt.skip()
      return
    }
    guard let deed = try? Deed(decoding: payload) else {
      add(number, "its content cannot be read")
      rebuilt.skip()
      return
    }
    if EntryType(deed.act.kind, in: deed.stream) != entry.type || deed.at != entry.clock
      || deed.register != entry.register
    {
      add(number, "its content says another kind, moment or casebook than its entry")
    }
    let signature = row.value("signature", as: Data.self).map { Array($0) }
    check(deed, payload, signature, at: number, rebuilt.staff)
    if deed.stream == .people { rebuilt.staff.apply(deed, entry: number) }
    rebuilt.streams.append(deed.stream.description)
    rebuilt.words.append(SearchText.words(of: deed.act))
    switch deed.act {
    case .found(let founding): rebuilt.rotations[0] = founding.logKey
    case .rotateLogKey(let key): rebuilt.rotations[number + 1] = key.verifier
    case .erase(let erasure):
      for erased in erasure.entries { rebuilt.erasures[erased] = (deed.case, number) }
    default: break
    }
  }

  /// The author's own key, as it was then, signed the deed.
  private mutating func check(
    _ deed: Deed, _ payload: [UInt8], _ signature: [UInt8]?, at number: Int, _ staff: Staff
  ) {
    if deed.act.isUnsigned(by: deed.by) {
      if deed.key != nil || signature != nil { add(number, "is signed, and nobody could") }
      return
    }
    var expected = staff.key(of: deed.by.person)
    if case .found(let founding) = deed.act {
      expected = founding.founder.key
    } else if !staff.acting(deed.by.person, at: deed.at).contains(where: { $0.author == deed.by }) {
      add(number, "its author did not hold that post then")
      return
    }
    guard let key = deed.key, key == expected, let verifier = try? NoteVerifier(key) else {
      add(number, "is signed by a key that its author did not have then")
      return
    }
    guard let signature, verifier.isValid(signature, of: Deed.messageToSign(payload))
    else {
      add(number, "its author's signature is not good")
      return
    }
  }

  private mutating func compare(_ rebuilt: inout Rebuilt, size: Int) throws {
    for number in rebuilt.missing {
      guard let erasure = rebuilt.erasures[number], erasure.by > number else {
        add(number, "its content is missing, and no erasure accounts for it")
        continue
      }
      rebuilt.erased += 1
      rebuilt.streams[number] = Casebook.Stream.case(erasure.case ?? "").description
    }
    let kept = Set(rebuilt.erasures.keys).subtracting(rebuilt.missing)
    for number in kept.sorted() { add(number, "was erased, and its content is there") }

    for number in try Int.fetchAll(
      db,
      sql:
        "SELECT sequence FROM content WHERE sequence NOT IN (SELECT sequence FROM entry) ORDER BY 1"
    ) { add(number, "has content, and is no entry") }
    try compareStreams(rebuilt)
    try compareWords(rebuilt)
    let keys = try Row.fetchAll(db, sql: "SELECT size, verifier FROM log_key")
    var stored: [Int: String] = [:]
    for row in keys {
      stored[row.value("size", as: Int.self) ?? -1] = row.value("verifier", as: String.self) ?? ""
    }
    for size in Set(stored.keys).union(rebuilt.rotations.keys).sorted()
    where stored[size] != rebuilt.rotations[size] {
      add(
        max(size - 1, 0), "the public key of the log from here on is not the one that was entered")
    }
    try checkCases(rebuilt)
  }

  private mutating func compareStreams(_ rebuilt: Rebuilt) throws {
    var stored: [Int: [String]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT stream, sequence FROM stream") {
      stored[row.value("sequence", as: Int.self) ?? -1, default: []].append(
        row.value("stream", as: String.self) ?? "")
    }
    for (number, stream) in rebuilt.streams.enumerated() {
      let there = stored.removeValue(forKey: number) ?? []
      if !stream.isEmpty, there != [stream] {
        add(number, "is not where it belongs among the entries of its case")
      }
    }
    for number in stored.keys.sorted() { add(number, "is listed, and is no entry") }
  }

  private mutating func compareWords(_ rebuilt: Rebuilt) throws {
    var stored: [Int: String] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT rowid AS number, text FROM words") {
      stored[row.value("number", as: Int.self) ?? -1] = row.value("text", as: String.self) ?? ""
    }
    for (number, words) in rebuilt.words.enumerated() {
      let expected = rebuilt.erasures[number] == nil ? words : nil
      if stored.removeValue(forKey: number) != expected {
        add(number, "is not in the index of words as it was entered")
      }
    }
    for number in stored.keys.sorted() { add(number, "is in the index of words, and is no entry") }
  }

  private mutating func checkCases(_ rebuilt: Rebuilt) throws {
    let cases = Set(rebuilt.streams.filter { $0.hasPrefix("case/") })
    do {
      _ = try loadRegister(db)
    } catch let error as CasebookError {
      add(nil, "\(error)")
    }
    var doors = try storedDoors()
    for id in cases.sorted().map({ String($0.dropFirst(5)) }) {
      let stored = doors.removeValue(forKey: id) ?? [:]
      do {
        compare(stored, with: try loadCase(id, db)?.doors ?? [])
      } catch let error as CasebookError {
        add(nil, "\(error)")
      }
    }
    for number in doors.values.flatMap(\.keys).sorted() { add(number, Check.opensNothing) }
  }

  private static let opensNothing = "is listed as opening a case to somebody, and does not"

  /// The table of doors, by cases and entries; nil for what cannot be one.
  private func storedDoors() throws -> [String: [Int: CaseFile.Door?]] {
    var doors: [String: [Int: CaseFile.Door?]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT *, \"case\" AS id FROM door") {
      let number = row.value("sequence", as: Int.self) ?? -1
      var door: CaseFile.Door?
      if let person = row.value("person", as: String.self),
        let kind = row.value("kind", as: String.self).flatMap(CaseFile.Door.Kind.init(rawValue:)),
        let since = row.value("since", as: Int.self)
      {
        door = CaseFile.Door(
          entry: number, person: person, kind: kind, since: Instant(milliseconds: since),
          closedBy: row.value("closed", as: Int.self))
      }
      doors[row.value("id", as: String.self) ?? "", default: [:]][number] = .some(door)
    }
    return doors
  }

  private mutating func compare(
    _ stored: [Int: CaseFile.Door?], with doors: [CaseFile.Door]
  ) {
    var stored = stored
    for door in doors where stored.removeValue(forKey: door.entry) != .some(door) {
      add(door.entry, "is not listed as opening its case to somebody as it was entered")
    }
    for number in stored.keys.sorted() { add(number, Check.opensNothing) }
  }
}
