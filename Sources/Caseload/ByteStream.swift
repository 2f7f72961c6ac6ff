internal import CZlib
internal import Glibc

/// The bytes of a file one after another, decompressed if it is gzip.
///
/// Several gzip members after one another are one text.
///
/// - Source: RFC 1952.
final class ByteStream {
  let file: String
  let isCompressed: Bool
  /// What was found wrong with the compression, once the bytes have ended.
  private(set) var damage: CaseloadProblem?

  private let descriptor: Int32
  private var state = z_stream()
  private var input: UnsafeMutableBufferPointer<UInt8>
  private var inputEnded = false
  private var isBetweenMembers = true

  /// - Parameter asItIs: whether even gzip is given as it stands.
  init(_ path: String, asItIs: Bool = false) throws(CaseloadError) {
    file = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    self.descriptor = descriptor
    guard descriptor >= 0 else {
      throw CaseloadError(.cannotOpen, file: path, reason: Self.systemReason)
    }
    var magic: (UInt8, UInt8) = (0, 0)
    // A pipe cannot be read twice, and so is taken for plain text.
    isCompressed =
      !asItIs
      && withUnsafeMutableBytes(of: &magic) { pread(descriptor, $0.baseAddress, 2, 0) } == 2
      && magic == (0x1F, 0x8B)
    input = .allocate(capacity: isCompressed ? 1 << 17 : 0)
    if isCompressed {
      // 15 bits of window, and 16 for the wrapping of gzip.
      let version = zlibVersion()
      let size = Int32(MemoryLayout<z_stream>.size)
      guard inflateInit2_(&state, 31, version, size) == Z_OK else {
        throw CaseloadError(.cannotRead, file: path, reason: "there is no memory to decompress it")
      }
    }
  }

  deinit {
    if isCompressed { inflateEnd(&state) }
    input.deallocate()
    close(descriptor)
  }

  /// How much of the file has been read, from 0 to 1; nil of a pipe.
  var share: Double? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return nil }
    return Double(lseek(descriptor, 0, SEEK_CUR)) / Double(status.st_size)
  }

  static var systemReason: String { String(cString: strerror(errno)).lowercased() }

  /// Goes to a byte of the text, which must begin a line.
  func seek(to offset: Int) throws(CaseloadError) {
    if offset == 0 { return }
    var before: UInt8 = 0
    if isCompressed {
      before = try skip(offset)
    } else {
      let size = lseek(descriptor, 0, SEEK_END)
      guard size < 0 || offset <= Int(size) else { throw pastTheEnd }
      guard pread(descriptor, &before, 1, off_t(offset - 1)) == 1,
        lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset)
      else { throw CaseloadError(.cannotRead, file: file, reason: Self.systemReason) }
    }
    guard before == 0x0A else {
      throw CaseloadError(.notALine, file: file, reason: "no line begins at byte \(offset)")
    }
  }

  private var pastTheEnd: CaseloadError {
    CaseloadError(.pastTheEnd, file: file, reason: "it is shorter than the place to begin at")
  }

  /// Reads past so many bytes, and returns the last of them.
  private func skip(_ count: Int) throws(CaseloadError) -> UInt8 {
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { room.deallocate() }
    var left = count
    var last: UInt8 = 0
    while left > 0 {
      let part = UnsafeMutableBufferPointer(rebasing: room[..<min(left, room.count)])
      let got = try read(into: part)
      if got == 0 { throw pastTheEnd }
      last = part[got - 1]
      left -= got
    }
    return last
  }

  /// Fills as much of the buffer as there is; 0 only at the end of the text.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(CaseloadError) -> Int {
    isCompressed ? try inflated(into: buffer) : try raw(into: buffer)
  }

  private func raw(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(CaseloadError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR {
        throw CaseloadError(.cannotRead, file: file, reason: Self.systemReason)
      }
    }
  }

  private func inflated(
    into buffer: UnsafeMutableBufferPointer<UInt8>
  ) throws(CaseloadError) -> Int {
    if damage != nil || buffer.isEmpty { return 0 }
    state.next_out = buffer.baseAddress
    state.avail_out = UInt32(min(buffer.count, Int(UInt32.max)))
    let room = state.avail_out
    while state.avail_out > 0 {
      if state.avail_in == 0, !inputEnded {
        let count = try raw(into: input)
        inputEnded = count == 0
        state.next_in = input.baseAddress
        state.avail_in = UInt32(count)
      }
      if state.avail_in == 0 {
        if !isBetweenMembers { damage = .truncated }
        break
      }
      isBetweenMembers = false
      let result = inflate(&state, Z_NO_FLUSH)
      if result == Z_STREAM_END {
        isBetweenMembers = true
        inflateReset(&state)
      } else if result != Z_OK {
        damage = .damaged
        break
      }
    }
    return Int(room - state.avail_out)
  }
}
