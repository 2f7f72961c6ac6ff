import Casebook
import CasebookSQLite
import Foundation
import GRDB
import Ledger
import Testing

struct BackupTests {
  private func restore(
    _ backup: String, to path: String, held: [SignedNote] = [], keys: [NoteVerifier] = []
  ) throws -> Restoration {
    try CasebookFile.restore(
      from: backup, to: path, held: held, keys: keys, language: .sample, clock: Clock().now)
  }

  /// Expects that a backup is refused as damaged, and that nothing is written.
  private func refuses(
    _ backup: String, in folder: Folder, held: [SignedNote] = [], keys: [NoteVerifier] = [],
    at location: SourceLocation = #_sourceLocation
  ) {
    let names = folder.names
    do {
      _ = try restore(backup, to: folder["restored"], held: held, keys: keys)
      Issue.record("it was restored", sourceLocation: location)
    } catch CasebookError.damaged {
    } catch {
      Issue.record("\(error)", sourceLocation: location)
    }
    #expect(folder.names == names, sourceLocation: location)
  }

  @Test func `A backup is one file for its owner alone, and holds together`() throws {
    let office = try Office()
    try office.record(statements: 30)
    let verification = try office.file.backup(to: office.folder["backup"])
    #expect(try verification.size == size(office.file))
    #expect(verification.damage == [])
    #expect(office.folder.names.filter { $0.hasPrefix("backup") } == ["backup"])
    let attributes = try FileManager.default.attributesOfItem(atPath: office.folder["backup"])
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `A backup never replaces a file`() throws {
    let office = try Office()
    _ = try office.file.backup(to: office.folder["backup"])
    #expect(throws: CasebookError.exists(path: office.folder["backup"])) {
      try office.file.backup(to: office.folder["backup"])
    }
  }

  @Test func `A backup that is made while others write is the casebook of one moment`() async throws
  {
    let office = try Office()
    try office.record(statements: 100)
    async let written: Void = {
      for number in 0..<25 { try office.record(.moved(note: "meanwhile \(number)")) }
    }()
    let verification = try office.file.backup(to: office.folder["backup"])
    try await written
    #expect(verification.damage == [])
    #expect(verification.size > 112)
    let restored = try restore(office.folder["backup"], to: office.folder["restored"])
    #expect(restored.head.size == verification.size)
    #expect(try office.file.verify(content: true, against: []).damage == [])
  }

  @Test func `A backup is restored, and goes on`() throws {
    let office = try Office()
    try office.record(statements: 5)
    let head = try office.file.checkpoint()
    _ = try office.file.backup(to: office.folder["backup"])
    let restoration = try restore(
      office.folder["backup"], to: office.folder["restored"], held: [head],
      keys: [office.logKey.verifier])
    #expect(restoration.missing == 0)
    #expect(try restoration.head == Checkpoint(parsing: head.text).head)
    let restored = try CasebookFile(
      at: office.folder["restored"], language: .sample, logKey: office.logKey,
      clock: office.clock.now)
    try restored.perform(.record(.moved(note: "on")), in: "river-lane", as: office["sam"])
    #expect(try restored.verify(content: true, against: [head]).damage == [])
    let attributes = try FileManager.default.attributesOfItem(atPath: office.folder["restored"])
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `Entries that were acknowledged after a backup are counted as missing`() throws {
    let office = try Office()
    _ = try office.file.backup(to: office.folder["backup"])
    try office.record(statements: 7)
    let restoration = try restore(
      office.folder["backup"], to: office.folder["restored"],
      held: [office.founding.checkpoint, office.file.checkpoint()])
    #expect(restoration.missing == 7)
    #expect(try restoration.held?.size == size(office.file))
  }

  @Test func `A backup of a fork is refused by a head of the log`() throws {
    let office = try Office()
    _ = try office.file.backup(to: office.folder["backup"])
    _ = try restore(office.folder["backup"], to: office.folder["fork.casebook"])
    let fork = try CasebookFile(
      at: office.folder["fork.casebook"], language: .sample, logKey: office.logKey,
      clock: office.clock.now)
    try fork.perform(.record(.moved(note: "another")), in: "river-lane", as: office["sam"])
    _ = try fork.backup(to: office.folder["fork.backup"])
    try fork.close()
    try office.record(.moved(note: "one"))
    refuses(
      office.folder["fork.backup"], in: office.folder, held: [try office.file.checkpoint()])
  }

  @Test func `A backup is refused by the head of another log`() throws {
    let office = try Office(isOpened: false)
    let other = try Office(isOpened: false)
    _ = try office.file.backup(to: office.folder["backup"])
    refuses(office.folder["backup"], in: office.folder, held: [other.founding.checkpoint])
  }

  @Test func `A backup is refused whose log has another key than the person names`() throws {
    let office = try Office(isOpened: false)
    _ = try office.file.backup(to: office.folder["backup"])
    let other = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    refuses(office.folder["backup"], in: office.folder, keys: [other.verifier])
  }

  @Test func `A damaged backup is refused`() throws {
    let office = try Office()
    try office.record(.moved(note: "a silver hatchback"))
    _ = try office.file.backup(to: office.folder["backup"])
    let url = URL(fileURLWithPath: office.folder["backup"])
    var data = try Data(contentsOf: url)
    let place = try #require(data.range(of: Data("hatchback\"".utf8)))
    data[place.lowerBound] = UInt8(ascii: "m")
    try data.write(to: url)
    refuses(office.folder["backup"], in: office.folder)
  }

  @Test func `A backup that was cut short is refused`() throws {
    let office = try Office()
    _ = try office.file.backup(to: office.folder["backup"])
    let url = URL(fileURLWithPath: office.folder["backup"])
    let data = try Data(contentsOf: url)
    try data.prefix(data.count / 2).write(to: url)
    refuses(office.folder["backup"], in: office.folder)
  }

  @Test func `A backup is restored over nothing that is there`() throws {
    let office = try Office(isOpened: false)
    _ = try office.file.backup(to: office.folder["backup"])
    #expect(throws: CasebookError.exists(path: office.path)) {
      try restore(office.folder["backup"], to: office.path)
    }
  }

  @Test func `The copy of a casebook in use is restored with what waits beside it`() throws {
    let office = try Office()
    try office.record(statements: 5)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: office.path + suffix, toPath: office.folder["copy" + suffix])
    }
    let restoration = try restore(
      office.folder["copy"], to: office.folder["restored"], held: [office.file.checkpoint()])
    #expect(restoration.missing == 0)
    #expect(office.folder.names.filter { $0.hasPrefix("restored") } == ["restored"])
  }
}
