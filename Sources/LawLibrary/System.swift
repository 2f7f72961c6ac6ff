// What this library asks of the operating system, in its own words. Of Foundation only the C library is used, so that
// nothing of it runs at start-up.
internal import Foundation
internal import LastingFiles

func environmentValue(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// The path of the running program, with links followed; nil if the system does not say.
func programPath() -> String? {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  let length = readlink("/proc/self/exe", &buffer, buffer.count)
  guard length > 0, length < buffer.count else { return nil }
  return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// What tells one build of the program from another: its path, size and time of change; nil if the system does not say.
public func programIdentity() -> [UInt8]? {
  guard let path = programPath() else { return nil }
  var status = stat()
  guard stat(path, &status) == 0 else { return nil }
  let numbers = [
    Int(status.st_size), Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec),
  ]
  return Array(path.utf8) + numbers.flatMap(bigEndian)
}

func isFolder(at path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// The names in a folder, in no order.
func entries(ofFolder path: String) throws(LawLibraryError) -> [(name: String, isFolder: Bool)] {
  guard let folder = opendir(path) else { throw unreadable(path) }
  defer { closedir(folder) }
  var found: [(name: String, isFolder: Bool)] = []
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name == "." || name == ".." { continue }
    let isKnown = entry.pointee.d_type == DT_REG || entry.pointee.d_type == DT_DIR
    found.append(
      (
        name,
        isKnown ? entry.pointee.d_type == DT_DIR : isFolder(at: "\(path)/\(name)")
      ))
  }
  return found
}

/// The bytes of a file, cut off after so many.
func bytesOfFile(at path: String, atMost limit: Int) throws(LawLibraryError) -> [UInt8] {
  // Without waiting: a pipe that stands where a file should must not hang the program.
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard file >= 0 else { throw unreadable(path) }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0 else { throw unreadable(path) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw .unreadable(path: path, reason: "it is not a file")
  }
  guard let bytes = contents(of: file, size: Int(status.st_size), atMost: limit) else {
    throw unreadable(path)
  }
  return bytes
}

/// The bytes of a file that belongs to this user, that nobody else may write and that is no link; nil for any other.
func bytesOfOwnFile(at path: String, atMost limit: Int) -> [UInt8]? {
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0, isOwn(status, kind: S_IFREG), Int(status.st_size) <= limit else {
    return nil
  }
  return contents(of: file, size: Int(status.st_size), atMost: limit)
}

/// Makes a folder that only this user may look into, unless something stands there.
func makePrivateFolder(at path: String) {
  _ = mkdir(path, 0o700)
}

/// Whether a folder belongs to this user, may be written by nobody else, and is no link.
func isOwnFolder(at path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && isOwn(status, kind: S_IFDIR)
}

/// Writes a file that only this user may read, and puts it in place at once, so that nobody ever reads half of it.
func replaceFile(at path: String, with bytes: [UInt8], template: String) -> Bool {
  var name = Array(template.utf8CString)
  let file = mkstemp(&name)
  guard file >= 0 else { return false }
  // It is not waited for until it is on the disk: what is lost there is made anew.
  let isWritten = writeAll(bytes, to: file)
  let isClosed = close(file) == 0
  if isWritten, isClosed, rename(name, path) == 0 { return true }
  unlink(name)
  return false
}

/// Removes the files of a folder whose names begin so, except the newest.
func removeOldest(in folder: String, prefix: String, keeping count: Int) {
  guard let entries = try? entries(ofFolder: folder) else { return }
  let files = entries.compactMap { entry -> (path: String, time: (Int, Int))? in
    guard !entry.isFolder, entry.name.hasPrefix(prefix) else { return nil }
    let path = "\(folder)/\(entry.name)"
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return (path, (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)))
  }
  for file in files.sorted(by: { $0.time > $1.time }).dropFirst(count) { unlink(file.path) }
}

private func isOwn(_ status: stat, kind: mode_t) -> Bool {
  status.st_mode & S_IFMT == kind && status.st_uid == geteuid() && status.st_mode & 0o022 == 0
}

private func contents(of file: Int32, size: Int, atMost limit: Int) -> [UInt8]? {
  var failed = false
  let capacity = min(max(size, 0), limit)
  // The empty array is one for the whole program, and is not written to.
  if capacity == 0 { return [] }
  let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { space, count in
    count = 0
    while count < capacity {
      let got = read(file, space.baseAddress?.advanced(by: count), capacity - count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { failed = true }
      if got <= 0 { break }
      count += got
    }
  }
  return failed ? nil : bytes
}

private func unreadable(_ path: String) -> LawLibraryError {
  .unreadable(path: path, reason: String(cString: strerror(errno)))
}
