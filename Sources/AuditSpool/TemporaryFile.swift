import BulkAudit
internal import Glibc
import LastingFiles

/// A file without a name, which is gone when nobody holds it any more, however the program ends. Only its owner could read it.
///
/// It is written by one, and read when it is whole.
final class TemporaryFile: @unchecked Sendable {
  /// How much is written at once.
  static let pieceSize = 1 << 20

  let folder: String
  private let descriptor: Int32
  private(set) var length = 0

  init(in folder: String) throws(AuditLinesError) {
    self.folder = folder
    var name = Array("\(folder)/heed-audit-XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw AuditLinesError(.cannotMake, folder: folder, reason: Self.reason)
    }
    guard unlink(name) == 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
      let reason = Self.reason
      close(descriptor)
      throw AuditLinesError(.cannotMake, folder: folder, reason: reason)
    }
  }

  deinit { close(descriptor) }

  func append(_ bytes: [UInt8]) throws(AuditLinesError) {
    guard writeAll(bytes, to: descriptor) else {
      throw AuditLinesError(.cannotWrite, folder: folder, reason: Self.reason)
    }
    length += bytes.count
  }

  /// Reads so many bytes from a place after those in `bytes`.
  func read(
    _ count: Int, at offset: Int, into bytes: inout [UInt8]
  ) throws(AuditLinesError) {
    let held = bytes.count
    var done = 0
    bytes += repeatElement(0, count: count)
    while done < count {
      let place = held + done
      let got = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + place, count - done, off_t(offset + done))
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else {
        throw AuditLinesError(.cannotRead, folder: folder, reason: Self.reason)
      }
      guard got > 0 else { throw Self.damaged(in: folder) }
      done += got
    }
  }

  static func damaged(in folder: String) -> AuditLinesError {
    AuditLinesError(.cannotRead, folder: folder, reason: "it is not what was written")
  }

  private static var reason: String { String(cString: strerror(errno)).lowercased() }
}
