import Casebook
import CasebookSQLite
import Foundation
import HeedTesting
import Ledger
import Testing

struct KillTests {
  /// Kills writers of one casebook, one after another, and counts what had been acknowledged.
  private func kill(_ mode: Exerciser.Mode, times: Int, _ random: inout SplitMix64) throws -> Int {
    let office = try Office()
    var acknowledged: [Int: String] = [:]
    for _ in 0..<times {
      let writer = try Exerciser(office, mode, count: 1_000_000)
      // At any moment from its start on, by what it has been told and not by the clock, so that a busy machine is no different.
      writer.acknowledgements(random.below(mode == .together ? 40 : 12))
      usleep(UInt32(random.below(12_000)))
      writer.kill()
      #expect(try writer.status() == SIGKILL, "\(writer.errors)")
      acknowledged.merge(writer.acknowledged) { one, other in one + other }
      try expectAll(acknowledged, in: office.reopened())
    }
    // It goes on with the same file.
    let next = try size(office.file)
    #expect(try office.record(.moved(note: "after the last")).entry == next)
    #expect(try office.file.verify(content: true).damage == [])
    return acknowledged.count
  }

  @Test(arguments: [(Exerciser.Mode.oneByOne, 8), (.together, 7)])
  func `Whatever was acknowledged is there after the writer was killed`(
    _ mode: Exerciser.Mode, _ times: Int
  ) async throws {
    // A new casebook now and then, so that checking it stays quick.
    let casebooks = isLong ? 34 : 1
    let acknowledged = try await apart {
      var random = SplitMix64(seed: UInt64(times))
      return try (0..<casebooks).map { _ in try kill(mode, times: times, &random) }.reduce(0, +)
    }
    let kills = casebooks * times
    print(
      "killed \(kills) times, \(mode.rawValue): \(acknowledged) acknowledged entries, all there")
    #expect(acknowledged > 0)
  }

  @Test
  func `An erasure that was killed was not begun, or is brought to its end by the next who opens`()
    async throws
  {
    let office = try Office()
    try office.record(statements: 30)
    try office.file.close()
    let (erased, kept) = try await apart {
      var random = SplitMix64(seed: 9)
      var counts = (erased: 0, kept: 0)
      for number in 0..<(isLong ? 200 : 12) {
        let word = "nasturtium\(number)quarantine"
        let before = try office.reopened()
        let entry = try before.perform(
          .record(.moved(note: word)), in: "river-lane", as: office["sam"]
        ).entry
        try before.close()
        let eraser = try Exerciser(office, as: "rita", .erasing, count: entry)
        usleep(UInt32(random.below(90_000)))
        eraser.kill()
        _ = try eraser.status()
        // Whoever comes next sees to the rest, and says so of nothing that stands anywhere.
        let next = try office.reopened()
        let isGone = try next.entry(entry).deed == nil
        if !eraser.acknowledged.isEmpty { #expect(isGone) }
        try next.close()
        #expect(try office.bytes().contains(run: Array(word.utf8)) == !isGone, "\(number)")
        if isGone { counts.erased += 1 } else { counts.kept += 1 }
      }
      return counts
    }
    print("killed \(erased + kept) erasures: \(erased) brought to their end, \(kept) not begun")
    #expect(try office.reopened().verify(content: true).damage == [])
  }

  @Test func `A casebook that was opened twice in one program stays whole beside another program`()
    async throws
  {
    let office = try Office()
    try office.reopened().close()
    // The other program must not think that it is the last to close the file.
    let writer = try Exerciser(office, .oneByOne, count: 3)
    #expect(try await apart { try writer.status() } == 0, "\(writer.errors)")
    var acknowledged = writer.acknowledged
    #expect(acknowledged.count == 3)
    let receipt = try office.record(.moved(note: "after the other"))
    acknowledged[receipt.entry] = receipt.leaf.hexadecimal
    try expectAll(acknowledged, in: office.reopened())
  }

  @Test
  func `Where no file can grow nothing is acknowledged that is not there, and later it goes on`()
    async throws
  {
    let office = try Office()
    let size = try size(office.file)
    let writer = try Exerciser(office, .oneByOne, count: 10_000, largest: 400_000)
    #expect(try await apart { try writer.status() } == 3)
    #expect(writer.errors.hasPrefix("the disk"), "\(writer.errors)")
    let acknowledged = writer.acknowledged
    #expect(acknowledged.count > 0)
    try expectAll(acknowledged, in: office.file)
    #expect(try office.record(.moved(note: "with room")).entry == size + acknowledged.count)
    try expectAll(acknowledged, in: office.file)
  }
}

/// A small disk of its own. Only the superuser can make one.
private final class Disk: Sendable {
  let folder: Folder

  struct NotMade: Error {}

  static var canBeMade: Bool { isLong && geteuid() == 0 && (try? Disk()) != nil }

  init() throws {
    folder = try Folder()
    try Disk.run("mount", "-t", "tmpfs", "-o", "size=1m", "none", folder.path)
  }

  deinit { try? Disk.run("umount", folder.path) }

  func makeReadOnly() throws { try Disk.run("mount", "-o", "remount,ro", folder.path) }

  private static func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw NotMade() }
  }
}

@Suite(.enabled(if: Disk.canBeMade, "a long run, as the superuser"))
struct SmallDiskTests {
  private func copy(_ office: Office, to disk: Disk) throws -> CasebookFile {
    try office.file.close()
    try FileManager.default.copyItem(atPath: office.path, toPath: disk.folder["a.casebook"])
    return try CasebookFile(
      at: disk.folder["a.casebook"], language: .sample, logKey: office.logKey,
      clock: office.clock.now)
  }

  @Test
  func `A full disk loses nothing, is called so, and the casebook goes on when there is room`()
    throws
  {
    let office = try Office()
    let disk = try Disk()
    let file = try copy(office, to: disk)
    defer { try? file.close() }
    try Data(count: 300_000).write(to: URL(fileURLWithPath: disk.folder["ballast"]))
    var receipts: [Receipt] = []
    #expect(throws: CasebookError.diskFull) {
      while true {
        receipts.append(
          try file.perform(
            .record(.moved(note: "page \(receipts.count)")), in: "river-lane", as: office["sam"]))
      }
    }
    #expect(receipts.count > 0)
    #expect(try size(file) == 13 + receipts.count)
    try FileManager.default.removeItem(atPath: disk.folder["ballast"])
    receipts.append(
      try file.perform(.record(.moved(note: "room")), in: "river-lane", as: office["sam"]))
    var all: [Int: String] = [:]
    for receipt in receipts { all[receipt.entry] = receipt.leaf.hexadecimal }
    try expectAll(all, in: file)
    #expect(all.count == receipts.count)
  }

  @Test func `On a disk that cannot be written a casebook says so`() throws {
    let office = try Office()
    let disk = try Disk()
    try copy(office, to: disk).close()
    try disk.makeReadOnly()
    #expect(throws: CasebookError.readOnly) {
      let file = try CasebookFile(
        at: disk.folder["a.casebook"], language: .sample, logKey: office.logKey,
        clock: office.clock.now)
      try file.perform(.record(.moved(note: "n")), in: "river-lane", as: office["sam"])
    }
  }
}
