import Foundation
import GRDBSQLite

/// A table of numbered blobs, through SQLite itself: write-ahead log, each commit waits for the disk, as in a casebook.
final class BareSQLite {
  private let path: String
  private var database: OpaquePointer?
  private var statement: OpaquePointer?

  struct Failure: Error {
    var code: Int32
  }

  init(at path: String) throws {
    self.path = path
    BareSQLite.remove(path)
    try check(sqlite3_open(path, &database))
    try run("PRAGMA journal_mode = WAL")
    try run("PRAGMA synchronous = FULL")
    try run("CREATE TABLE entry (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
    try check(
      sqlite3_prepare_v2(
        database, "INSERT INTO entry (bytes) VALUES (?)", -1, &statement, nil))
  }

  /// One transaction with so many rows of the same bytes.
  func insert(_ bytes: [UInt8], times: Int) throws {
    try run("BEGIN IMMEDIATE")
    for _ in 0..<times {
      try bytes.withUnsafeBytes { bytes in
        try check(
          sqlite3_bind_blob(statement, 1, bytes.baseAddress, Int32(bytes.count), nil))
        guard sqlite3_step(statement) == SQLITE_DONE else { throw Failure(code: SQLITE_ERROR) }
        try check(sqlite3_reset(statement))
      }
    }
    try run("COMMIT")
  }

  func remove() {
    sqlite3_finalize(statement)
    sqlite3_close(database)
    BareSQLite.remove(path)
  }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }

  private func run(_ sql: String) throws {
    try check(sqlite3_exec(database, sql, nil, nil, nil))
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw Failure(code: code) }
  }
}
