public import Diagnostics
internal import Glibc
internal import LastingFiles

/// Why the file of a log could not be read or written.
public enum ReleaseLogFileError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  /// Somebody else has added to the file since it was read.
  case changed(path: String)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason); check that it is there and that you may read it"
    case .unwritable(let path, let reason):
      "\(path) cannot be written: \(reason); nothing was changed; check the disk and your rights in the folder"
    case .changed(let path):
      "\(path) has changed since it was read; read it again and prepare the release anew"
    }
  }
}

extension ReleaseLog {
  /// Reads the log of a file; a file that is not there is a log in which nothing was published.
  ///
  /// - Returns: nil for a log with errors, which are in the report.
  public static func read(
    fileAt path: String, report: inout Report
  ) throws(ReleaseLogFileError) -> ReleaseLog? {
    read(try contents(path) ?? [], file: path, report: &report)
  }

  /// Writes this log to the file that holds a former state of it: wholly, or not at all.
  ///
  /// The whole is written to a file beside it, forced to the disk and renamed, while a lock keeps other writers out.
  ///
  /// - Parameter former: the log as it was read; the file must still hold it.
  public func write(replacing former: ReleaseLog, fileAt path: String) throws(ReleaseLogFileError) {
    let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
      if lock >= 0 { close(lock) }
      throw .unwritable(path: path, reason: lastReason())
    }
    defer { close(lock) }
    guard lines.starts(with: former.lines), try Self.contents(path) ?? [] == former.bytes else {
      throw .changed(path: path)
    }
    do throws(LastingFileError) {
      try replaceFile(at: path, with: bytes, mode: 0o600)
    } catch {
      throw .unwritable(path: error.path, reason: error.reason)
    }
  }

  /// The bytes of a file; nil if it is not there.
  private static func contents(_ path: String) throws(ReleaseLogFileError) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0 && errno == ENOENT { return nil }
    guard file >= 0 else { throw .unreadable(path: path, reason: lastReason()) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: path, reason: lastReason()) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}

private func lastReason() -> String { String(cString: strerror(errno)) }
