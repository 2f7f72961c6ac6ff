internal import Glibc

/// Why something could not be put on the disk.
public struct LastingFileError: Error, Hashable, Sendable {
  public var path: String
  /// What the system says, as `errno`.
  public var number: Int32

  /// What that means, in the system's words.
  public var reason: String { String(cString: strerror(number)).lowercased() }

  init(_ path: String) {
    self.path = path
    number = errno
  }
}

/// Writes a new file; never over one that is there. When this returns, the file and its name are on the disk; if it fails, there is none.
public func createFile(
  at path: String, with bytes: [UInt8], mode: UInt32
) throws(LastingFileError) {
  try writeFile(at: path, with: bytes, flags: O_EXCL, mode: mode)
  do throws(LastingFileError) { try syncFolder(of: path) } catch {
    unlink(path)
    throw error
  }
}

/// Puts a file in the place of the one of that name, if any, so that nobody ever reads half of it. When this returns, the file and
/// its name are on the disk. Only one may do so at a time.
///
/// - Parameter beside: where it is written first, on the same disk; nil for the name with `.new`.
public func replaceFile(
  at path: String, with bytes: [UInt8], mode: UInt32, beside: String? = nil
) throws(LastingFileError) {
  let new = beside ?? path + ".new"
  try writeFile(at: new, with: bytes, flags: O_TRUNC, mode: mode)
  guard rename(new, path) == 0 else {
    let error = LastingFileError(path)
    unlink(new)
    throw error
  }
  try syncFolder(of: path)
}

/// Makes the names in a folder last.
public func syncFolder(_ path: String) throws(LastingFileError) {
  let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw LastingFileError(path) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw LastingFileError(path) }
}

/// Makes the names in the folder of a file last.
public func syncFolder(of path: String) throws(LastingFileError) {
  let slash = path.lastIndex(of: "/")
  try syncFolder(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
}

/// Writes all of it, however often the system is interrupted; false if it cannot, and `errno` says why.
public func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
}

public func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  var done = 0
  while done < bytes.count {
    let count = write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    done += count
  }
  return true
}

/// The bytes are on the disk when this returns; if it fails, there is no file.
private func writeFile(
  at path: String, with bytes: [UInt8], flags: Int32, mode: UInt32
) throws(LastingFileError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, mode)
  guard descriptor >= 0 else { throw LastingFileError(path) }
  let isWritten = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
  let error = isWritten ? nil : LastingFileError(path)
  let isClosed = close(descriptor) == 0
  if isWritten, isClosed { return }
  let failure = error ?? LastingFileError(path)
  unlink(path)
  throw failure
}
