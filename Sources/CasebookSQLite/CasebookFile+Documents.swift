public import Casebook
internal import Foundation
internal import GRDB
public import Ledger

extension CasebookFile {
  /// The documents that were attached to its sources.
  public var originals: Originals { Originals(of: path) }

  /// Keeps a document, and enters what names it. Neither stands without the other.
  ///
  /// - Parameter enter: enters an item whose `ref` is a ``DocumentReference`` to what is kept under this hash.
  /// - Throws: what `enter` throws; `CasebookError`; `OriginalError` if the same document is there and is not what it was.
  public func attach<Value>(
    _ document: [UInt8], entering enter: (Digest) throws -> Value
  ) throws -> Value {
    let digest = sha256(document)
    let originals = originals
    try originals.makeFolder()
    let value = try originals.alone {
      do {
        try originals.unsettle(digest)
        try originals.write(document)
        let value = try enter(digest)
        originals.settle(digest)
        return value
      } catch {
        try? settle()
        throw error
      }
    }
    return value!
  }

  /// Destroys the content of entries, and the documents that no other entry names; afterwards it stands in no file of the casebook.
  ///
  /// - Throws: `Refusal`; `CasebookError`, of which `erasedAndHeld` says that it was erased, and that ``purge()`` is yet to be done.
  public func erase(
    _ erasure: Erasure, in caseID: String, as credential: Credential
  ) throws -> Receipt {
    let documents = try documents(of: erasure.entries)
    let receipt = try leaving(documents) {
      try perform(.erase(erasure), in: caseID, as: credential)
    }
    do {
      try purge()
    } catch {
      throw CasebookError.erasedAndHeld(entry: receipt.entry)
    }
    return receipt
  }

  /// Takes away the documents that nothing names any more, and writes the file anew, so that nothing stands between its rows that was
  /// erased from them. An erasure does it itself.
  ///
  /// SQLite overwrites what it deletes, but not the copies that it left behind when it moved a row to another page, nor those in
  /// pages that wait to be written back. Until it is done it is noted as owed, and whoever opens the casebook next does it.
  ///
  /// - Throws: `CasebookError`: `busy` if somebody goes on reading; nothing is lost then.
  public func purge() throws {
    // Whatever keeps documents from going keeps no page from being written.
    let settled = Result { try settleDocuments(waits: true) }
    try translated {
      try database.writeWithoutTransaction { db in
        // What another program erases meanwhile stays owed.
        let owed = try CasebookFile.lastOwed(db)
        try db.execute(sql: "VACUUM")
        _ = try db.checkpoint(.truncate)
        if let owed {
          try db.execute(sql: "DELETE FROM owed WHERE erasure <= ?", arguments: [owed])
        }
      }
    }
    try settled.get()
  }

  /// Does what an erasure owed when its program was ended, if any did.
  func purgeIfOwed() throws {
    let isOwed = try translated { try database.read { try CasebookFile.lastOwed($0) != nil } }
    if isOwed { try purge() }
  }

  private static func lastOwed(_ db: Database) throws -> Int? {
    try Int.fetchOne(db, sql: "SELECT max(erasure) FROM owed")
  }

  /// Says of every document that is unsettled whether it stays. Opening a casebook does it too, for programs that were ended.
  ///
  /// - Parameter waits: whether to wait for whoever brings or takes one away.
  func settleDocuments(waits: Bool) throws {
    guard !originals.unsettled.isEmpty else { return }
    _ = try originals.alone(waits: waits) { try settle() }
  }

  // MARK: What names a document

  /// Does something after which documents may go, having noted it.
  private func leaving<Value>(_ documents: Set<Digest>, _ work: () throws -> Value) throws -> Value
  {
    guard !documents.isEmpty, originals.existingFolder != nil else { return try work() }
    let value = try originals.alone {
      do {
        for digest in documents { try originals.unsettle(digest) }
        return try work()
      } catch {
        try? settle()
        throw error
      }
    }
    return value!
  }

  /// While nobody else brings documents or takes them away.
  private func settle() throws {
    for digest in originals.unsettled {
      // Nobody enters anything that names it between the question and what is done.
      try translated {
        try database.write { db in
          if try !CasebookFile.isNamed(digest, db) { try originals.remove(digest) }
        }
      }
      originals.settle(digest)
    }
  }

  /// Whether any content that there is says the hash of a document, in whatever words.
  private static func isNamed(_ digest: Digest, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql:
        "SELECT EXISTS (SELECT 1 FROM content WHERE instr(lower(CAST(deed AS TEXT)), ?) > 0)",
      arguments: ["sha256:\(digest.hexadecimal)"]) ?? true
  }

  /// The documents that the content of entries names.
  private func documents(of entries: [Int]) throws -> Set<Digest> {
    try translated {
      // A reader that an erasure opened would keep the write-ahead log there after the casebook is closed.
      try database.writeWithoutTransaction { db in
        var found: Set<Digest> = []
        for entry in entries {
          let bytes = try Data.fetchOne(
            db, sql: "SELECT deed FROM content WHERE sequence = ? AND deed IS NOT NULL",
            arguments: [entry])
          guard let bytes else { continue }
          let item: Item? =
            switch try decode(Array(bytes), entry: entry).act {
            case .record(let item): item
            case .correct(let correction): correction.item
            default: nil
            }
          if let reference = item?.content["ref"]?.asText.flatMap(DocumentReference.init) {
            found.insert(reference.digest)
          }
        }
        return found
      }
    }
  }
}
