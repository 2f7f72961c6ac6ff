import Foundation
import Glibc
import LastingFiles

/// Files that are there for good once a call has returned, and whole or not at all.
enum WitnessFiles {
  /// The bytes of a file, at most `limit` and one more; nil if there is no such file.
  static func read(_ path: String, limit: Int) throws(WitnessStoreError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw failure(path)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count <= limit {
      let count = buffer.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Puts a file in the place of the one of that name, if any.
  ///
  /// The bytes are on the disk before the name points to them, and the name is on the disk before
  /// this returns. Whoever calls this holds the lock of the folder.
  static func write(
    _ bytes: [UInt8], to name: String, in folder: String
  ) throws(WitnessStoreError) {
    do throws(LastingFileError) {
      try replaceFile(at: "\(folder)/\(name)", with: bytes, mode: 0o644)
    } catch {
      throw .disk(path: error.path, reason: error.reason)
    }
  }

  /// Makes a folder, and those above it, unless it is there.
  static func makeFolder(_ path: String) throws(WitnessStoreError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .disk(path: path, reason: "the folder cannot be made")
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw .disk(path: path, reason: "this is no folder")
    }
  }

  static func names(in folder: String) throws(WitnessStoreError) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw .disk(path: folder, reason: "the folder cannot be read")
    }
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func failure(_ path: String) -> WitnessStoreError {
    .disk(path: path, reason: String(cString: strerror(errno)).lowercased())
  }
}

extension WitnessFiles {
  /// Runs work while a file that is there is locked.
  ///
  /// The lock belongs to this call and not to the process, so it also keeps two servers of one
  /// process apart. The system gives it back if the process dies.
  static func locked<Value>(
    _ path: String, work: () throws(WitnessStoreError) -> Value
  ) throws(WitnessStoreError) -> Value {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    // Closing gives the lock back.
    defer { close(descriptor) }
    var attempts = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw failure(path) }
      attempts += 1
      guard attempts < 500 else { throw .busy(path: path) }
      usleep(10_000)
    }
    return try work()
  }
}
