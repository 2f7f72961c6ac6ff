import Casebook
import CivilTime
import Foundation
import GRDB
import Ledger
import Testing

@testable import CasebookSQLite

struct OpeningTests {
  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test(arguments: ["", "-wal", "-shm"])
  func `A casebook and the files beside it can be read by their owner alone`(
    _ suffix: String
  ) throws {
    let office = try Office()
    #expect(try mode(office.path + suffix) == 0o600)
  }

  @Test func `The first entry is the founding, under a head that the log has signed`() throws {
    let office = try Office(isOpened: false)
    #expect(office.founding.entry == 0)
    #expect(try office.proves(office.founding))
    guard case .found = try office.file.entry(0).deed?.act else {
      Issue.record("the first entry is another")
      return
    }
  }

  @Test func `A founding that is refused leaves nothing behind`() throws {
    let folder = try Folder()
    let logKey = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    let founder = try NoteSigner.generate(name: "ada", kind: .ed25519)
    var founding = Office.founding(logKey, founder)
    founding.partnership = " "
    let code = refusal {
      try CasebookFile.create(
        at: folder["a.casebook"], founding: founding,
        founder: Credential(person: "ada", key: founder), register: "5c1f0a", language: .sample,
        logKey: logKey, clock: Clock().now)
    }
    #expect(code == "empty")
    #expect(folder.names == [])
  }

  @Test func `A founder with another key than the founding names is refused`() throws {
    let folder = try Folder()
    let logKey = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    let founder = try NoteSigner.generate(name: "ada", kind: .ed25519)
    let code = refusal {
      try CasebookFile.create(
        at: folder["a.casebook"], founding: Office.founding(logKey, founder),
        founder: Credential(person: "ada", key: logKey), register: "5c1f0a", language: .sample,
        logKey: logKey, clock: Clock().now)
    }
    #expect(code == "wrong-key")
    #expect(folder.names == [])
  }

  @Test(arguments: ["", "a b", "a\nsequence 7", "é"])
  func `The id of a casebook is one word`(_ register: String) throws {
    let folder = try Folder()
    let logKey = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    let founder = try NoteSigner.generate(name: "ada", kind: .ed25519)
    let code = refusal {
      try CasebookFile.create(
        at: folder["a.casebook"], founding: Office.founding(logKey, founder),
        founder: Credential(person: "ada", key: founder), register: register, language: .sample,
        logKey: logKey, clock: Clock().now)
    }
    #expect(code == "bad-id")
    #expect(folder.names == [])
  }

  @Test func `Nothing that is there is founded over`() throws {
    let office = try Office(isOpened: false)
    #expect(throws: CasebookError.exists(path: office.path)) {
      try CasebookFile.create(
        at: office.path, founding: Office.founding(office.logKey, office.keys["ada"]!),
        founder: office["ada"], register: "other", language: .sample, logKey: office.logKey,
        clock: office.clock.now)
    }
    #expect(try office.file.entry(0).deed?.register == "5c1f0a")
  }

  @Test func `A name under which there is nothing is said to be missing`() throws {
    let folder = try Folder()
    #expect(throws: CasebookError.missing(path: folder["a.casebook"])) {
      try CasebookFile(
        at: folder["a.casebook"], language: .sample, logKey: nil, clock: Clock().now)
    }
    #expect(folder.names == [])
  }

  @Test func `A database of something else is not opened, and not a byte of it changes`() throws {
    let folder = try Folder()
    let other = try DatabaseQueue(path: folder["other.db"])
    try other.write { try $0.execute(sql: "CREATE TABLE contact (name TEXT)") }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder["other.db"]))
    #expect(throws: CasebookError.notACasebook(path: folder["other.db"])) {
      try CasebookFile(at: folder["other.db"], language: .sample, logKey: nil, clock: Clock().now)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder["other.db"])) == before)
    #expect(folder.names == ["other.db"])
  }

  @Test func `A file that is no database is not a casebook`() throws {
    let folder = try Folder()
    try Data("Minutes of the panel".utf8).write(to: URL(fileURLWithPath: folder["minutes.txt"]))
    #expect(throws: CasebookError.notACasebook(path: folder["minutes.txt"])) {
      try CasebookFile(
        at: folder["minutes.txt"], language: .sample, logKey: nil, clock: Clock().now)
    }
  }

  @Test func `A casebook of a newer format is left alone`() throws {
    let office = try Office(isOpened: false)
    try office.file.close()
    let plain = try DatabaseQueue(path: office.path)
    try plain.write { try $0.execute(sql: "PRAGMA user_version = 4") }
    try plain.close()
    #expect(throws: CasebookError.newerFormat(path: office.path)) { try office.reopened() }
  }

  @Test func `A commit waits for the disk`() throws {
    let office = try Office(isOpened: false)
    // 2 is FULL: the write-ahead log is synced at each commit.
    for file in [office.file, try office.reopened()] {
      let synchronous = try file.database.writeWithoutTransaction { db in
        try Int.fetchOne(db, sql: "PRAGMA synchronous")
      }
      #expect(synchronous == 2)
    }
  }

  @Test func `Another key of the log writes nothing`() throws {
    let office = try Office()
    let other = try office.reopened(
      logKey: NoteSigner.generate(name: Office.origin, kind: .ed25519))
    let before = try size(office.file)
    #expect(throws: CasebookError.logKeyDiffers) {
      try other.perform(.record(.moved(note: "x")), in: "river-lane", as: office["sam"])
    }
    #expect(try size(office.file) == before)
    #expect(try office.file.verify(content: true).damage == [])
  }
}
