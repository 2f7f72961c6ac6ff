import Casebook
import CasebookSQLite
import Foundation
import Ledger
import Testing

struct KeyTests {
  @Test func `After the log's key is replaced old receipts are good and the new key signs`() throws
  {
    let office = try Office()
    let old = try office.record(.moved(note: "before"))
    let oldHead = try office.file.checkpoint()
    let key = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    let rotation = try office.file.rotateLogKey(to: key, reason: "yearly", as: office["ada"])
    let new = try office.record(.moved(note: "after"))
    let both = [office.logKey.verifier, key.verifier]

    #expect(office.isGood(oldHead))
    #expect(office.isGood(old.checkpoint))
    #expect(try office.proves(old, keys: both))
    #expect(try office.proves(new, keys: [key.verifier]))
    #expect(office.isGood(rotation.checkpoint, keys: [office.logKey.verifier]))
    #expect(office.isGood(rotation.checkpoint, keys: [key.verifier]))
    #expect(!office.isGood(new.checkpoint))
    #expect(try office.file.logKeys().map(\.verifier) == both)
    #expect(try office.file.verify(content: true, against: [oldHead]).damage == [])
  }

  @Test func `The key that was replaced signs no more`() throws {
    let office = try Office()
    let key = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    let other = try office.reopened()
    try other.perform(.record(.moved(note: "0")), in: "river-lane", as: office["sam"])
    _ = try office.file.rotateLogKey(to: key, reason: "lost laptop", as: office["ada"])
    #expect(throws: CasebookError.logKeyDiffers) {
      try other.perform(.record(.moved(note: "1")), in: "river-lane", as: office["sam"])
    }
    try office.reopened(logKey: key)
      .perform(.record(.moved(note: "2")), in: "river-lane", as: office["sam"])
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `Only the administrator replaces the key of the log`() throws {
    let office = try Office()
    let key = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    #expect(
      refusal { try office.file.rotateLogKey(to: key, reason: "r", as: office["sam"]) } == "may-not"
    )
    #expect(try office.file.logKeys().count == 1)
    #expect(try office.proves(try office.record(.moved(note: "n"))))
  }

  @Test func `The log's key is not replaced without its new half`() throws {
    let office = try Office()
    let key = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    #expect(throws: CasebookError.logKeyDiffers) {
      try office.file.perform(
        .rotateLogKey(LogKey(verifier: key.verifier.text, reason: "r")), as: office["ada"])
    }
    #expect(try office.file.logKeys().count == 1)
  }

  @Test func `After a person's key is replaced old deeds are good and the old key is refused`()
    throws
  {
    let office = try Office()
    try office.record(.moved(note: "before"))
    let key = try NoteSigner.generate(name: "sam", kind: .ed25519)
    try office.file.perform(
      .newKey(NewKey(person: "sam", key: key.verifier.text, reason: "new card")), as: office["sam"])
    #expect(refusal { try office.record(.moved(note: "x")) } == "wrong-key")
    try office.file.perform(
      .record(.moved(note: "after")), in: "river-lane", as: Credential(person: "sam", key: key))
    #expect(try office.file.verify(content: true).damage == [])
  }
}
