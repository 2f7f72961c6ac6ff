import Casebook
import CasebookSQLite
import Foundation
import GRDB
import HeedTesting
import Ledger
import Testing

/// What became of the bytes that were flipped, one at a time.
private struct Count {
  var refused = 0
  var found = 0
  var unused = 0
}

struct FlippedByteTests {
  /// Memory if there is some to write to, since nothing here depends on the disk.
  private static func quickFolder() throws -> URL {
    let memory = URL(fileURLWithPath: "/dev/shm")
    let base =
      FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    let folder = base.appendingPathComponent("casebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// What every table holds, read by SQLite alone.
  private func tables(_ path: String) throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    let plain = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? plain.close() }
    return try plain.read { db in
      try [
        "entry", "content", "tile", "checkpoint", "log_key", "stream",
        "(SELECT rowid, text FROM words)",
      ].flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map {
          "\($0.databaseValues)"
        }
      }
    }
  }

  @Test func `Every flipped byte of a casebook is found, or lies where nothing is kept`() throws {
    let office = try Office()
    try office.record(.moved(note: "a silver hatchback"))
    _ = try office.file.read(View(what: "chronology"), in: "river-lane", as: office["sam"])
    try office.file.close()
    let folder = try FlippedByteTests.quickFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("flipped.casebook").path
    let original = try Data(contentsOf: URL(fileURLWithPath: office.path))
    let whole = try tables(office.path)

    var count = Count()
    for offset in stride(from: 0, to: original.count, by: isLong ? 1 : 2003) {
      var data = original
      data[offset] ^= 1 << UInt8(offset % 8)
      for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
      try data.write(to: URL(fileURLWithPath: path))
      do {
        let file = try CasebookFile(
          at: path, language: .sample, logKey: nil, clock: office.clock.now)
        defer { try? file.close() }
        if try file.verify(content: true).damage.isEmpty {
          let same = try tables(path) == whole
          #expect(same, "byte \(offset) was not found")
          count.unused += 1
        } else {
          count.found += 1
        }
      } catch is CasebookError {
        count.refused += 1
      }
    }
    print(
      "flipped bytes of a casebook of \(original.count): \(count.found) found, \(count.refused) refused, \(count.unused) where nothing is kept"
    )
    #expect(count.found > count.unused / 10)
  }

  @Test
  func
    `A flipped byte in what waits to be written back takes away the newest entries and changes none`()
    throws
  {
    let office = try Office()
    for number in 0..<8 { try office.record(.moved(note: "page \(number)")) }
    let head = try office.file.checkpoint()
    let files = try ["", "-wal"].map {
      try Data(contentsOf: URL(fileURLWithPath: office.path + $0))
    }
    let leaves = try (0..<21).map { leafHash(try office.file.entry($0).bytes) }
    let folder = try FlippedByteTests.quickFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("flipped.casebook").path
    var lost = 0
    for offset in stride(from: 40, to: files[1].count, by: isLong ? 211 : 15013) {
      var log = files[1]
      log[offset] ^= 1 << UInt8(offset % 8)
      unlink(path + "-shm")
      try files[0].write(to: URL(fileURLWithPath: path))
      try log.write(to: URL(fileURLWithPath: path + "-wal"))
      do {
        let file = try CasebookFile(
          at: path, language: .sample, logKey: nil, clock: office.clock.now)
        defer { try? file.close() }
        #expect(try file.verify(content: true).damage == [])
        let there = try size(file)
        for entry in 0..<there { #expect(try leafHash(file.entry(entry).bytes) == leaves[entry]) }
        // A head that somebody else holds tells.
        #expect(try file.verify(content: false, against: [head]).damage.isEmpty == (there == 21))
        if there < 21 { lost += 1 }
      } catch is CasebookError {
        lost += 1
      }
    }
    #expect(lost > 0)
  }

  /// Whether an exported log holds together and is signed.
  private func isWhole(_ files: [String: [UInt8]], _ key: NoteVerifier) -> Bool {
    do {
      let note = try SignedNote(parsing: files["checkpoint"] ?? [])
      guard try !note.verified(by: [key]).isEmpty else { return false }
      let head = try Checkpoint(parsing: note.text).head
      try verifyTiles(head: head) { files[$0.path] ?? [] }
      for tile in Tile.tiles(size: head.size) where tile.level == 0 {
        let name = Tile.entriesPath(index: tile.index, width: tile.width)
        let entries = try EntryBundle.decode(files[name] ?? [])
        guard entries.flatMap({ leafHash($0).bytes }) == files[tile.path] else { return false }
      }
      return true
    } catch {
      return false
    }
  }

  @Test(arguments: [0, 300])
  func `Every flipped byte of a log that was given out is found`(_ statements: Int) throws {
    let office = try Office()
    if statements > 0 { try office.record(statements: statements) }
    var files: [String: [UInt8]] = [:]
    _ = try office.file.exportLog { files[$0] = $1 }
    #expect(isWhole(files, office.logKey.verifier))
    let total = files.values.map(\.count).reduce(0, +)
    var flipped = 0
    var place = 0
    let step = statements == 0 ? (isLong ? 1 : 47) : (isLong ? 101 : 4001)
    for name in files.keys.sorted() {
      for offset in files[name]!.indices {
        place += 1
        guard place.isMultiple(of: step) || name == "checkpoint" else { continue }
        var damaged = files
        damaged[name]![offset] ^= 1 << UInt8(offset % 8)
        flipped += 1
        #expect(!isWhole(damaged, office.logKey.verifier), "\(name), byte \(offset)")
      }
    }
    print("flipped bytes of a log given out of \(total): \(flipped), all found")
  }

  @Test func `A log is given out with its tiles, its entries and its head, and with no content`()
    throws
  {
    let office = try Office()
    try office.record(statements: 300)
    var files: [String: [UInt8]] = [:]
    let note = try office.file.exportLog { files[$0] = $1 }
    #expect(
      files.keys.sorted() == [
        "checkpoint", "tile/0/000", "tile/0/001.p/57", "tile/1/000.p/1", "tile/entries/000",
        "tile/entries/001.p/57",
      ])
    #expect(try note == office.file.checkpoint())
    #expect(!files.values.joined().contains(run: Array("page".utf8)))
  }
}
