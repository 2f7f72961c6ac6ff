public import Diagnostics

/// Why the law could not be loaded.
public enum LawLibraryError: Error, Sendable {
  /// There is no folder in any of these places.
  case folderMissing(looked: [String])
  /// A folder or a file of the law could not be read; the reason is the system's.
  case unreadable(path: String, reason: String)
  /// The folder holds more files than any law does: probably another folder was given.
  case tooManyFiles(path: String, limit: Int)
  /// The law was read and is not sound; every problem is in the report.
  case lawHasErrors(Report, folder: String)
}
