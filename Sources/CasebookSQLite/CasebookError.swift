internal import GRDB

/// Why a casebook cannot be used. It names files, tables and entries, never content.
public enum CasebookError: Error, Sendable, Hashable {
  case exists(path: String)
  case missing(path: String)
  case notACasebook(path: String)
  case newerFormat(path: String)
  case damaged(what: String)
  case diskFull
  case readOnly
  case busy
  /// The content was erased, and pages or documents that have it are still on the disk: somebody goes on reading, or the disk is full.
  case erasedAndHeld(entry: Int)
  case disk(String)
  /// The secret key that was given is not that of the log, or none was given.
  case logKeyDiffers
  case badQuery
  /// The clock of the machine is years beyond the last entry.
  case clockAhead
}

extension CasebookError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exists(let path): "\(path): there is a file already; choose another name"
    case .missing(let path): "\(path): there is no casebook; heed init makes one"
    case .notACasebook(let path): "\(path): this is not a casebook; check the name"
    case .newerFormat(let path):
      "\(path): written by a newer Heed; use that one"
    case .damaged(let what):
      "the casebook is damaged: \(what); stop using it, keep it as it is, and restore a backup beside it (heed restore)"
    case .diskFull:
      "the disk is full: nothing was changed; make room and do it again"
    case .readOnly:
      "the casebook cannot be written: the file, its folder or the disk is read-only; nothing was changed"
    case .busy:
      "another program is writing to the casebook and did not finish in time; nothing was changed: do it again"
    case .erasedAndHeld(let entry):
      "erased by entry \(entry); but not every file of the casebook could be written anew or taken away, and some still have the content: end whatever else reads it, make room on the disk, and then: heed erase --finish"
    case .disk(let message): "the disk failed: \(message); nothing was acknowledged"
    case .logKeyDiffers:
      "this is not the key of the log; give the one that heed init or heed ledger rotate wrote"
    case .clockAhead:
      "the clock of this machine is more than three years beyond the last entry; set it right: nothing was changed"
    case .badQuery: "there is no word to look for; give letters or digits"
    }
  }

  init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_READONLY: self = .readOnly
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CORRUPT, .SQLITE_FORMAT: self = .damaged(what: "SQLite cannot read a page")
    case .SQLITE_NOTADB: self = .damaged(what: "it does not begin as a casebook does")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly
    default:
      // The message of SQLite without statement or arguments, which may hold content.
      self = .disk(error.message ?? "SQLite \(error.resultCode.rawValue)")
    }
  }
}

/// Runs work on the database, and says in our words what went wrong with it.
func translated<Value>(_ work: () throws -> Value) throws -> Value {
  do {
    return try work()
  } catch let error as DatabaseError {
    throw CasebookError(error)
  } catch is RowDecodingError {
    throw CasebookError.damaged(what: "a table holds a value that does not belong there")
  }
}
