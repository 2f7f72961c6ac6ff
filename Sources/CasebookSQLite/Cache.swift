import Casebook
import CivilTime
internal import Foundation
internal import GRDB
import Ledger

/// What one writer remembers between transactions: the edge of the tree, the people, and the cases lately used.
///
/// It is taken out while a transaction runs, and put back when that has been committed; after any failure it is read anew.
struct Cache {
  var frontier = Frontier()
  /// The hashes of the tile that is being filled, at each level of tiles.
  var edge: [[Digest]] = [[]]
  var previous = LogEntry.none
  var clock = Instant(milliseconds: 0)
  var staff = Staff()
  /// nil until somebody asks for it.
  var register: Register?
  var files = KeptFiles()

  var size: Int { frontier.size }

  // MARK: Reading

  /// Brings the cache up to what the database holds, which another process may have added to.
  mutating func refresh(_ db: Database) throws {
    let size = try Int.fetchOne(db, sql: "SELECT COALESCE(MAX(sequence) + 1, 0) FROM entry") ?? 0
    if size == self.size { return }
    if self.size == 0 || size < self.size || size - self.size > 10_000 {
      try load(db, size: size)
    } else {
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT entry.sequence, bytes, deed FROM entry LEFT JOIN content USING (sequence)
          WHERE entry.sequence >= ? ORDER BY entry.sequence
          """,
        arguments: [self.size])
      while let row = try rows.next() {
        let bytes = Array(row.value("bytes", as: Data.self) ?? Data())
        guard let entry = LogEntry(bytes) else {
          throw CasebookError.damaged(what: "entry \(self.size) is not one")
        }
        add(leaf: leafHash(bytes))
        previous = leafHash(bytes)
        clock = entry.clock
        guard let data = row.value("deed", as: Data.self) else {
          // Added and erased since: what it was part of is read anew.
          files.removeAll()
          continue
        }
        let deed = try decode(Array(data), entry: entry.sequence)
        apply(deed, entry: entry.sequence)
      }
    }
  }

  private mutating func load(_ db: Database, size: Int) throws {
    self = Cache()
    try loadEdge(db, size: size)
    guard size > 0 else { return }
    let bytes = try entryBytes(db, size - 1)
    guard let last = LogEntry(bytes) else {
      throw CasebookError.damaged(what: "entry \(size - 1) is not one")
    }
    previous = leafHash(bytes)
    clock = last.clock
    staff = try loadStaff(db)
  }

  /// The right edge of the tree, from the tiles and the last leaves.
  private mutating func loadEdge(_ db: Database, size: Int) throws {
    let source = DatabaseTiles(db, size: size)
    frontier = try Frontier(size: size, in: source)
    edge = []
    var count = size
    var level = 0
    repeat {
      let width = count % Tile.fullWidth
      if width == 0 {
        edge.append([])
      } else {
        let tile = Tile(level: level, index: count / Tile.fullWidth, width: width)
        let hashes = try readTile(db, tile)
        edge.append(
          try stride(from: 0, to: hashes.count, by: Digest.byteCount).map { start in
            guard let hash = Digest(hashes[start..<start + Digest.byteCount]) else {
              throw CasebookError.damaged(what: "a tile of hashes is cut short")
            }
            return hash
          })
      }
      count /= Tile.fullWidth
      level += 1
    } while count > 0
  }

  /// A case, as its stream says; nil if there is none.
  ///
  /// - Parameter keeping: whether it is likely to be asked for again soon.
  mutating func file(_ id: String, _ db: Database, keeping: Bool = true) throws -> CaseFile? {
    if let file = files.file(id) { return file }
    let file = try loadCase(id, db)
    if let file, keeping { files.keep(file) }
    return file
  }

  // MARK: Adding

  mutating func apply(_ deed: Deed, entry: Int) {
    switch deed.stream {
    case .people: staff.apply(deed, entry: entry)
    case .case(let id):
      if !files.apply(deed, to: id, entry: entry), case .open = deed.act {
        var file = CaseFile(id: id)
        file.apply(deed, entry: entry)
        files.keep(file)
      }
    case .register: register?.apply(deed, entry: entry)
    case .reads: break
    }
  }

  mutating func loadRegister(_ db: Database) throws {
    if register == nil { register = try CasebookSQLite.loadRegister(db) }
  }

  /// - Returns: the tiles above the leaves that changed.
  @discardableResult
  mutating func add(leaf: Digest) -> [(level: Int, number: Int, hashes: [Digest])] {
    frontier.append(leaf)
    edge[0].append(leaf)
    var changed: [(level: Int, number: Int, hashes: [Digest])] = []
    var level = 0
    var count = frontier.size
    while edge[level].count == Tile.fullWidth {
      var hashes = edge[level]
      while hashes.count > 1 {
        hashes = stride(from: 0, to: hashes.count, by: 2).map {
          nodeHash(hashes[$0], hashes[$0 + 1])
        }
      }
      edge[level] = []
      level += 1
      count /= Tile.fullWidth
      if edge.count == level { edge.append([]) }
      edge[level].append(hashes[0])
      changed.append((level, (count - 1) / Tile.fullWidth, edge[level]))
    }
    return changed
  }
}

// MARK: What the database holds

extension Row {
  /// A value; nil if there is none, or if it is of another kind, as only damage makes it. The subscript of a row would trap.
  func value<Value: DatabaseValueConvertible>(_ column: String, as kind: Value.Type) -> Value? {
    (self[column] as DatabaseValue?).flatMap(Value.fromDatabaseValue)
  }

  func has(_ column: String) -> Bool { (self[column] as DatabaseValue?)?.isNull == false }
}

func decode(_ payload: [UInt8], entry: Int) throws -> Deed {
  do {
    return try Deed(decoding: payload)
  } catch {
    throw CasebookError.damaged(what: "the content of entry \(entry) cannot be read")
  }
}

func entryBytes(_ db: Database, _ sequence: Int) throws -> [UInt8] {
  guard
    let data = try Data.fetchOne(
      db, sql: "SELECT bytes FROM entry WHERE sequence = ?", arguments: [sequence])
  else { throw CasebookError.damaged(what: "entry \(sequence) is missing") }
  return Array(data)
}

/// The hashes of a tile, those of the leaves worked out from the entries.
func readTile(_ db: Database, _ tile: Tile) throws -> [UInt8] {
  if tile.level == 0 {
    let first = tile.index * Tile.fullWidth
    let rows = try Data.fetchCursor(
      db, sql: "SELECT bytes FROM entry WHERE sequence >= ? AND sequence < ? ORDER BY sequence",
      arguments: [first, first + tile.width])
    var hashes: [UInt8] = []
    while let bytes = try rows.next() { hashes += leafHash(Array(bytes)).bytes }
    return hashes
  }
  let data = try Data.fetchOne(
    db, sql: "SELECT hashes FROM tile WHERE level = ? AND number = ?",
    arguments: [tile.level, tile.index])
  return Array((data ?? Data()).prefix(tile.width * Digest.byteCount))
}

/// The hashes of the tree, from the tiles of the database, each read once.
final class DatabaseTiles: HashSource {
  private let db: Database
  private let size: Int
  private var tiles: [Tile: [Digest]] = [:]

  init(_ db: Database, size: Int) {
    self.db = db
    self.size = size
  }

  func hash(level: Int, index: Int) throws -> Digest {
    let (tileLevel, above) = level.quotientAndRemainder(dividingBy: Tile.height)
    let first = index << above
    let number = first / Tile.fullWidth
    let width = min(Tile.fullWidth, size >> (Tile.height * tileLevel) - number * Tile.fullWidth)
    var hashes = try hashes(of: Tile(level: tileLevel, index: number, width: width))
    let start = first % Tile.fullWidth
    guard start + 1 << above <= hashes.count else {
      throw CasebookError.damaged(what: "a tile of hashes is cut short")
    }
    hashes = Array(hashes[start..<start + 1 << above])
    while hashes.count > 1 {
      hashes = stride(from: 0, to: hashes.count, by: 2).map { nodeHash(hashes[$0], hashes[$0 + 1]) }
    }
    return hashes[0]
  }

  private func hashes(of tile: Tile) throws -> [Digest] {
    if let hashes = tiles[tile] { return hashes }
    let bytes = try readTile(db, tile)
    let hashes = stride(from: 0, to: bytes.count, by: Digest.byteCount).compactMap { start in
      Digest(bytes[start..<min(start + Digest.byteCount, bytes.count)])
    }
    tiles[tile] = hashes
    return hashes
  }
}

/// One entry of a stream.
struct StreamEntry {
  var sequence: Int
  var head: LogEntry
  /// nil if its content was erased.
  var deed: Deed?
}

/// The entries of a stream in their order.
func readStream(_ db: Database, _ stream: Casebook.Stream) throws -> [StreamEntry] {
  let rows = try Row.fetchCursor(
    db,
    sql: """
      SELECT stream.sequence, bytes, deed FROM stream
      JOIN entry USING (sequence) LEFT JOIN content USING (sequence)
      WHERE stream = ? ORDER BY stream.sequence
      """,
    arguments: [stream.description])
  var entries: [StreamEntry] = []
  while let row = try rows.next() {
    let sequence = row.value("sequence", as: Int.self) ?? -1
    guard let head = LogEntry(Array(row.value("bytes", as: Data.self) ?? Data())) else {
      throw CasebookError.damaged(what: "entry \(sequence) is not one")
    }
    let deed = try row.value("deed", as: Data.self).map { try decode(Array($0), entry: sequence) }
    entries.append(StreamEntry(sequence: sequence, head: head, deed: deed))
  }
  return entries
}

/// The deeds of a stream of which nothing is ever erased, as far as the clock of an entry is counted.
private func readWhole(
  _ db: Database, _ stream: Casebook.Stream, while counts: (Instant) -> Bool,
  each: (Deed, _ entry: Int) -> Void
) throws {
  for entry in try readStream(db, stream) {
    guard counts(entry.head.clock) else { break }
    guard let deed = entry.deed else {
      throw CasebookError.damaged(what: "the content of entry \(entry.sequence) is missing")
    }
    each(deed, entry.sequence)
  }
}

/// The people as their stream says, as far as the clock of an entry is counted.
func loadStaff(
  _ db: Database, while counts: (Instant) -> Bool = { _ in true }
) throws -> Staff {
  var staff = Staff()
  try readWhole(db, .people, while: counts) { staff.apply($0, entry: $1) }
  return staff
}

/// The register of warnings as its stream says, as far as the clock of an entry is counted.
func loadRegister(
  _ db: Database, while counts: (Instant) -> Bool = { _ in true }
) throws -> Register {
  var register = Register()
  try readWhole(db, .register, while: counts) { register.apply($0, entry: $1) }
  return register
}

/// A case as its stream says, as far as the clock of an entry is counted.
func loadCase(
  _ id: String, _ db: Database, while counts: (Instant) -> Bool = { _ in true }
) throws -> CaseFile? {
  try caseFile(id, from: readStream(db, .case(id)), while: counts)
}

/// The case that a stream tells of; nil if none was opened.
///
/// What was erased since is told of by the erasure, which stands further on in the stream.
func caseFile(
  _ id: String, from entries: [StreamEntry], while counts: (Instant) -> Bool = { _ in true }
) throws -> CaseFile? {
  var links: [Int: ErasedLinks] = [:]
  for entry in entries {
    guard case .erase(let erasure)? = entry.deed?.act else { continue }
    for link in erasure.erased { links[link.entry] = link }
  }
  var file = CaseFile(id: id)
  for entry in entries {
    guard counts(entry.head.clock) else { break }
    if let deed = entry.deed {
      file.apply(deed, entry: entry.sequence)
    } else if let link = links[entry.sequence], case .act(let kind) = entry.head.type {
      file.applyErased(
        entry: entry.sequence, at: entry.head.clock, kind: kind, links: link)
    } else {
      throw CasebookError.damaged(
        what: "the content of entry \(entry.sequence) is missing, and no erasure accounts for it")
    }
  }
  return file.opening == nil ? nil : file
}
