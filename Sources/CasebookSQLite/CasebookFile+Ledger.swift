internal import Casebook
internal import Foundation
internal import GRDB
public import Ledger

/// The log of a casebook: its heads, its proofs, and whether it holds together.
extension CasebookFile {
  /// The public keys of the log, each with the size of the log from which it signs.
  public func logKeys() throws -> [(size: Int, verifier: NoteVerifier)] {
    try translated {
      try database.read { db in try storedLogKeys(db) }
    }
  }

  /// The newest signed head.
  public func checkpoint() throws -> SignedNote {
    try translated {
      try database.read { db in
        guard
          let note = try String.fetchOne(
            db, sql: "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
        else { throw CasebookError.damaged(what: "there is no signed head") }
        return try parsed(note, at: nil)
      }
    }
  }

  /// Adds signatures of witnesses to a head that was signed.
  public func add(_ signatures: [NoteSignature], toCheckpointOf size: Int) throws {
    try translated {
      try database.write { db in
        guard
          let text = try String.fetchOne(
            db, sql: "SELECT note FROM checkpoint WHERE size = ?", arguments: [size])
        else { throw CasebookError.damaged(what: "the head of size \(size) is missing") }
        var note = try parsed(text, at: size)
        for signature in signatures { try note.add(signature) }
        try db.execute(
          sql: "UPDATE checkpoint SET note = ? WHERE size = ?", arguments: [note.encoded, size])
      }
    }
  }

  /// The receipt of an entry: its place in the log, with the head that proves it.
  ///
  /// The head is the newest that enough witnesses have signed, if one contains the entry; or else the newest, and the receipt is
  /// provisional.
  public func proof(ofEntry entry: Int, policy: WitnessPolicy?) throws -> LogProof {
    try translated {
      try database.read { db in
        let rows = try String.fetchAll(
          db, sql: "SELECT note FROM checkpoint WHERE size > ? ORDER BY size DESC",
          arguments: [entry])
        guard let newest = rows.first else {
          throw Refusal.noSuch(what: "entry", id: "\(entry)")
        }
        var note = try parsed(newest, at: nil)
        if let policy {
          for row in rows {
            let candidate = try parsed(row, at: nil)
            let signers = try candidate.verified(by: policy.witnesses.map(\.verifier))
            if policy.needsWitnesses, policy.isSatisfied(by: signers) {
              note = candidate
              break
            }
          }
        }
        let head = try Checkpoint(parsing: note.text).head
        let source = DatabaseTiles(db, size: head.size)
        let proof = try inclusionProof(of: entry, size: head.size, in: source)
        return try LogProof(index: entry, path: proof.path, checkpoint: note)
      }
    }
  }

  /// That the log of one size is the beginning of the log of another.
  public func consistency(from old: Int, to new: Int) throws -> ConsistencyProof {
    try translated {
      try database.read { db in
        let source = DatabaseTiles(db, size: new)
        return try consistencyProof(from: old, to: new, in: source)
      }
    }
  }

  /// The bytes of an entry, which hold a commitment and no content.
  public func entryBytes(_ sequence: Int) throws -> [UInt8] {
    try translated {
      try database.read { db in
        let bytes = try Data.fetchOne(
          db, sql: "SELECT bytes FROM entry WHERE sequence = ?", arguments: [sequence])
        guard let bytes else { throw Refusal.noSuch(what: "entry", id: "\(sequence)") }
        return Array(bytes)
      }
    }
  }

  /// Gives out the log as plain files: the newest head, the tiles, and the entries in bundles; no content.
  ///
  /// - Source: C2SP tlog-tiles. A full tile is never written again.
  /// - Parameter write: a path, such as `tile/0/x001/234`, and its bytes.
  public func exportLog(
    write: (_ path: String, _ bytes: [UInt8]) throws -> Void
  ) throws -> SignedNote {
    try translated {
      try database.read { db in
        guard
          let text = try String.fetchOne(
            db, sql: "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
        else { throw CasebookError.damaged(what: "there is no signed head") }
        let note = try parsed(text, at: nil)
        let size = try Checkpoint(parsing: note.text).size
        for tile in Tile.tiles(size: size) {
          try write(tile.path, try readTile(db, tile))
          if tile.level == 0 {
            try write(
              Tile.entriesPath(index: tile.index, width: tile.width), try bundle(of: tile, db))
          }
        }
        try write("checkpoint", Array(note.encoded.utf8))
        return note
      }
    }
  }

  /// One file of the log, as others may fetch it: a tile of hashes, or a bundle of entries, which hold commitments and no content.
  ///
  /// A partial one is given for as long as its hashes are there, at any width that the log has reached.
  ///
  /// - Parameter path: `tile/0/x001/234`, `tile/entries/000.p/17`.
  /// - Returns: nil for what the signed log does not reach; and whether it is full, and so will never change.
  /// - Source: C2SP tlog-tiles.
  public func tile(at path: String) throws -> (bytes: [UInt8], isFull: Bool)? {
    let entries = "tile/entries/"
    let isBundle = path.hasPrefix(entries)
    let asked = isBundle ? "tile/0/" + path.dropFirst(entries.count) : path
    guard let tile = Tile(path: asked) else { return nil }
    return try translated {
      try database.read { db in
        guard
          let size = try Int.fetchOne(
            db, sql: "SELECT size FROM checkpoint ORDER BY size DESC LIMIT 1"),
          tile.level < 8
        else { return nil }
        let reached = size >> (Tile.height * tile.level)
        guard tile.index <= reached / Tile.fullWidth,
          tile.index * Tile.fullWidth + tile.width <= reached
        else { return nil }
        return (isBundle ? try bundle(of: tile, db) : try readTile(db, tile), tile.isFull)
      }
    }
  }

  private func bundle(of tile: Tile, _ db: Database) throws -> [UInt8] {
    let first = tile.index * Tile.fullWidth
    let rows = try Data.fetchAll(
      db, sql: "SELECT bytes FROM entry WHERE sequence >= ? AND sequence < ? ORDER BY sequence",
      arguments: [first, first + tile.width])
    return try EntryBundle.encode(rows.map { Array($0) })
  }

  func storedLogKeys(_ db: Database) throws -> [(size: Int, verifier: NoteVerifier)] {
    try Row.fetchAll(db, sql: "SELECT size, verifier FROM log_key ORDER BY size").map { row in
      guard let size = row.value("size", as: Int.self),
        let verifier = try? NoteVerifier(row.value("verifier", as: String.self) ?? "")
      else { throw CasebookError.damaged(what: "a public key of the log cannot be read") }
      return (size, verifier)
    }
  }

  private func parsed(_ note: String, at size: Int?) throws -> SignedNote {
    do {
      return try SignedNote(parsing: Array(note.utf8))
    } catch {
      throw CasebookError.damaged(
        what: size.map { "the signed head of size \($0) cannot be read" }
          ?? "a signed head cannot be read")
    }
  }
}
