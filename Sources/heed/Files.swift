import ArgumentParser
import Diagnostics
import Glibc

/// Reads files whole, within a bound, and says what is wrong with each that cannot be.
enum Files {
  /// More than this is refused before it is read.
  static let limit = 64 * 1024 * 1024

  /// Whether the path is a folder, which is then refused with a word on what to name instead.
  static func refuseFolder(_ path: String, report: inout Report) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return false }
    let place = Location(file: path, position: Position(line: 1, column: 1))
    let inside = path.hasSuffix("/") ? path : path + "/"
    report.add(
      Diagnostic(
        .error, "file.folder", at: place, "this is a folder, not a file",
        help: "name the files in it, for example \(inside)*.yaml"))
    return true
  }

  static func read(_ path: String, report: inout Report) -> [UInt8]? {
    func refuse(_ code: String, _ message: String, help: String) -> [UInt8]? {
      let place = Location(file: path, position: Position(line: 1, column: 1))
      report.add(Diagnostic(.error, code, at: place, message, help: help))
      return nil
    }
    if refuseFolder(path, report: &report) { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      return refuse(
        "file.unreadable", String(cString: strerror(errno)).lowercased(),
        help: "check the name and that you may read it")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      return refuse(
        "file.unreadable", String(cString: strerror(errno)).lowercased(),
        help: "check the disk and try again")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(Int(status.st_size), limit) + 1)
    let chunk = 1 << 16
    while true {
      let count = withUnsafeTemporaryAllocation(byteCount: chunk, alignment: 1) { buffer in
        let count = Glibc.read(descriptor, buffer.baseAddress, chunk)
        if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
        return count
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        return refuse(
          "file.unreadable", String(cString: strerror(errno)).lowercased(),
          help: "check the disk and try again")
      }
      if count == 0 { return bytes }
      if bytes.count > limit {
        return refuse(
          "file.too-large", "the file is larger than 64 MiB",
          help: "one file holds one case, or part of one: split it")
      }
    }
  }
}
