public import CivilTime
internal import Foundation
internal import GRDB
internal import LastingFiles
public import Ledger

/// What a restored casebook was held against.
public struct Restoration: Sendable {
  public var verification: Verification
  /// The head of the backup.
  public var head: TreeHead
  /// The largest of the heads that others hold, if any was given.
  public var held: TreeHead?
  /// Entries that were acknowledged after the backup was made, and are not in it.
  public var missing: Int
}

extension CasebookFile {
  /// Copies the casebook as it is at one moment, while others go on writing.
  ///
  /// The copy is written beside its place, checked, and then put there under its name; it is readable by its owner alone.
  public func backup(
    to path: String, progress: @escaping (Double) -> Void = { _ in }
  ) throws -> Verification {
    try CasebookFile.place(at: path) { temporary in
      try translated {
        var configuration = Configuration()
        configuration.journalMode = .default
        let destination = try DatabaseQueue(path: temporary, configuration: configuration)
        try database.backup(to: destination, pagesPerStep: 256) { step in
          progress(
            step.totalPageCount == 0
              ? 1 : Double(step.completedPageCount) / Double(step.totalPageCount))
        }
        // A copy that is one file and needs no other.
        try destination.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        try destination.close()
      }
      return try CasebookFile.check(temporary, like: self, held: [])
    }
  }

  /// Puts a backup in place of a casebook that is not there any more, having proved that it is the same log.
  ///
  /// - Parameters:
  ///   - held: heads of the log that others hold: an export, a receipt, a witness's. The backup must be a part of the log that they
  ///     are heads of. With none, the backup is only held against itself.
  ///   - keys: public keys of the log that the person has from elsewhere; one of them must have signed the heads.
  /// - Throws: `CasebookError` if it is not; nothing is written then.
  public static func restore(
    from backup: String, to path: String, held: [SignedNote], keys: [NoteVerifier],
    language: Language, clock: @escaping @Sendable () -> Instant
  ) throws -> Restoration {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CasebookError.exists(path: path)
    }
    guard FileManager.default.fileExists(atPath: backup) else {
      throw CasebookError.missing(path: backup)
    }
    return try place(at: path) { temporary in
      do {
        try FileManager.default.removeItem(atPath: temporary)
        try FileManager.default.copyItem(atPath: backup, toPath: temporary)
        chmod(temporary, 0o600)
        // The copy of a casebook that was in use has its newest entries beside it.
        if FileManager.default.fileExists(atPath: backup + "-wal") {
          try FileManager.default.copyItem(atPath: backup + "-wal", toPath: temporary + "-wal")
          chmod(temporary + "-wal", 0o600)
        }
      } catch {
        throw CasebookError.disk("the copy could not be written")
      }
      let file = try CasebookFile(at: temporary, language: language, logKey: nil, clock: clock)
      let own = try file.logKeys().map(\.verifier)
      if !keys.isEmpty, !own.contains(where: keys.contains) {
        throw CasebookError.damaged(what: "its log is signed by a key that you did not name")
      }
      let head = try Checkpoint(parsing: try file.checkpoint().text)
      var heads: [(Checkpoint, SignedNote)] = []
      for note in held {
        let checkpoint = try Checkpoint(parsing: note.text)
        guard checkpoint.origin == head.origin else {
          throw CasebookError.damaged(
            what:
              "a head that you gave is of the log \(checkpoint.origin), and this is \(head.origin)")
        }
        guard try !note.verified(by: own).isEmpty else {
          throw CasebookError.damaged(
            what: "a head that you gave is not signed by the key of this log")
        }
        heads.append((checkpoint, note))
      }
      let within = heads.filter { $0.0.size <= head.size }.map(\.1)
      let verification = try file.verify(content: true, against: within)
      try file.close()
      if let first = verification.damage.first {
        throw CasebookError.damaged(what: "\(first)")
      }
      let largest = heads.map(\.0.head).max { $0.size < $1.size }
      return Restoration(
        verification: verification, head: head.head, held: largest,
        missing: max(0, (largest?.size ?? 0) - head.size))
    }
  }

  public func close() throws { try translated { try database.close() } }

  private static func check(
    _ path: String, like casebook: CasebookFile, held: [SignedNote]
  ) throws -> Verification {
    let copy = try CasebookFile(
      at: path,
      language: Language(
        vocabulary: casebook.vocabulary, frameworks: casebook.frameworks,
        calendars: casebook.calendars),
      logKey: nil, clock: casebook.clock)
    let verification = try copy.verify(content: true, against: held)
    try copy.close()
    if let first = verification.damage.first { throw CasebookError.damaged(what: "\(first)") }
    return verification
  }

  /// Writes a file beside its place, and puts it there when it is whole. Nothing that is there is replaced.
  private static func place<Value>(
    at path: String, _ write: (_ temporary: String) throws -> Value
  ) throws -> Value {
    // A journal that another casebook left would be replayed over this one.
    for suffix in ["", "-wal", "-shm", "-journal"]
    where FileManager.default.fileExists(atPath: path + suffix) {
      throw CasebookError.exists(path: path + suffix)
    }
    let temporary = path + ".part"
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(temporary + suffix) }
    let descriptor = temporary.withCString {
      open($0, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    }
    guard descriptor >= 0 else { throw CasebookError.readOnly }
    _ = Foundation.close(descriptor)
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(temporary + suffix) } }
    let value = try write(temporary)
    let written = open(temporary, O_RDONLY | O_CLOEXEC)
    defer { _ = Foundation.close(written) }
    guard fsync(written) == 0, link(temporary, path) == 0 else {
      throw errno == EEXIST
        ? CasebookError.exists(path: path)
        : CasebookError.disk("the file could not be put in place")
    }
    // The name is on the disk once the folder is.
    do { try syncFolder(of: path) } catch {
      throw CasebookError.disk("the folder could not be written")
    }
    return value
  }
}
