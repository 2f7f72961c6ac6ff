internal import CZlib
internal import Glibc
internal import LastingFiles

/// Why an index cannot be used.
public struct AuditIndexError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable {
    case notAnIndex = "audit-index.not-an-index"
    case inUse = "audit-index.in-use"
    case cannotRead = "audit-index.cannot-read"
    case damaged = "audit-index.damaged"
    case cannotWrite = "audit-index.cannot-write"
  }

  public var code: Code
  public var path: String
  public var reason: String

  /// What is wrong, where, and what to do.
  public var description: String {
    switch code {
    case .notAnIndex:
      "\(path) is no index of an audit [\(code.rawValue)]; name another file"
    case .inUse:
      "\(path) is in use by another audit [\(code.rawValue)]; wait for it, or name another file"
    case .cannotRead:
      "\(path) cannot be read: \(reason) [\(code.rawValue)]; name another file"
    case .damaged:
      "\(path) is not what was written [\(code.rawValue)]; remove it: it is made anew"
    case .cannotWrite:
      "\(path) cannot be written: \(reason) [\(code.rawValue)]; make room, or name another file"
    }
  }
}

/// What a frame holds.
enum FrameKind: UInt8, Sendable {
  /// The questions of the records after it.
  case heading = 0x51
  /// One record.
  case record = 0x52
  /// Under what the answers after it were found.
  case answersHeading = 0x4C
  /// What was found in one record.
  case answers = 0x41
}

/// The file of an index, open for one audit alone, to which frames are added.
struct IndexFile: ~Copyable, Sendable {
  static let magic = Array("heed: audit-index/1\n".utf8)
  /// A letter and a length before the bytes of a frame, and their checksum after it.
  static let frameOverhead = 1 + 4 + 4
  private static let pieceSize = 1 << 20

  let path: String
  let descriptor: Int32
  private var waiting: [UInt8] = []

  init(_ path: String) throws(AuditIndexError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw AuditIndexError(
        code: .cannotWrite, path: path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw AuditIndexError(code: .inUse, path: path, reason: "")
    }
    if lseek(descriptor, 0, SEEK_END) == 0 {
      waiting = Self.magic
      try write()
    }
  }

  /// A new file beside one that it is to take the place of.
  init(replacing path: String) throws(AuditIndexError) {
    self.path = path + ".new"
    descriptor = open(self.path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    waiting = Self.magic
    guard descriptor >= 0 else { throw failure }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Puts it in the place of another, so that nobody ever reads half of it.
  mutating func replace(_ other: String) throws(AuditIndexError) {
    do throws(AuditIndexError) {
      try finish()
      guard rename(path, other) == 0 else { throw failure }
    } catch {
      remove()
      throw error
    }
    do throws(LastingFileError) { try syncFolder(of: other) } catch {
      throw AuditIndexError(code: .cannotWrite, path: other, reason: error.reason)
    }
  }

  func remove() { unlink(path) }

  /// Drops what stands after so many bytes.
  mutating func cut(to length: Int) throws(AuditIndexError) {
    guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0
    else { throw failure }
  }

  mutating func append(_ frame: NewFrame) throws(AuditIndexError) {
    waiting += frame.bytes
    if waiting.count >= Self.pieceSize { try write() }
  }

  mutating func finish() throws(AuditIndexError) {
    try write()
    guard fsync(descriptor) == 0 else { throw failure }
  }

  private mutating func write() throws(AuditIndexError) {
    guard writeAll(waiting, to: descriptor) else { throw failure }
    waiting.removeAll(keepingCapacity: true)
  }

  private var failure: AuditIndexError {
    AuditIndexError(code: .cannotWrite, path: path, reason: String(cString: strerror(errno)))
  }
}

/// A frame that is still to be written.
struct NewFrame {
  private(set) var bytes: [UInt8]

  /// - Parameter content: in as many parts as it is made of.
  init(_ kind: FrameKind, _ content: [UInt8]...) {
    let count = content.reduce(0) { $0 + $1.count }
    bytes = []
    bytes.reserveCapacity(count + IndexFile.frameOverhead)
    bytes.append(kind.rawValue)
    put(UInt32(count))
    for part in content { bytes += part }
    put(bytes.withUnsafeBytes { checksum(UnsafeRawBufferPointer(rebasing: $0.dropFirst(5))) })
  }

  private mutating func put(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }
}

/// A file as it was when it was opened.
final class MappedBytes: @unchecked Sendable {
  // Never written to, so any thread may read.
  private let bytes: UnsafeRawBufferPointer
  /// How far whole frames reach.
  private(set) var wholeLength = 0

  struct Frame {
    var kind: FrameKind
    /// Where its content stands.
    var range: Range<Int>
    var bytes: UnsafeRawBufferPointer
  }

  init(_ file: borrowing IndexFile) throws(AuditIndexError) {
    var status = stat()
    guard fstat(file.descriptor, &status) == 0 else {
      throw AuditIndexError(
        code: .cannotRead, path: file.path, reason: String(cString: strerror(errno)))
    }
    let size = Int(status.st_size)
    guard size > 0, let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file.descriptor, 0),
      start != MAP_FAILED
    else {
      throw AuditIndexError(
        code: .cannotRead, path: file.path, reason: String(cString: strerror(errno)))
    }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  /// Gives every whole frame, in order. What is damaged ends it, and so does what was cut off.
  func forEachFrame(_ path: String, _ give: (Frame) -> Void) throws(AuditIndexError) {
    guard bytes.starts(with: IndexFile.magic) else {
      throw AuditIndexError(code: .notAnIndex, path: path, reason: "")
    }
    wholeLength = IndexFile.magic.count
    while let frame = frame(at: wholeLength) {
      give(frame)
      wholeLength = frame.range.upperBound + 4
    }
  }

  /// The content of a frame that was given, by where it stands.
  subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  /// The frame that begins at a place; nil if none does, or it is damaged.
  private func frame(at offset: Int) -> Frame? {
    guard bytes.count - offset >= IndexFile.frameOverhead,
      let kind = FrameKind(rawValue: bytes[offset])
    else { return nil }
    let length = Int(number(at: offset + 1))
    guard length <= bytes.count - offset - IndexFile.frameOverhead else { return nil }
    let range = offset + 5..<offset + 5 + length
    let content = self[range]
    guard checksum(content) == number(at: range.upperBound) else { return nil }
    return Frame(kind: kind, range: range, bytes: content)
  }

  private func number(at offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}

private func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
  let bytes = bytes.bindMemory(to: UInt8.self)
  return UInt32(crc32(0, bytes.baseAddress, UInt32(bytes.count)))
}
