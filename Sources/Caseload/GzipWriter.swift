internal import CZlib

/// Compresses bytes as gzip, piece by piece.
///
/// The same pieces give the same bytes: no time and no name is written down.
///
/// - Source: RFC 1952.
public struct GzipWriter: ~Copyable {
  private let state: UnsafeMutablePointer<z_stream>
  private let room: UnsafeMutableBufferPointer<UInt8>

  /// - Throws: ``CaseloadError`` if there is no memory for it.
  public init() throws(CaseloadError) {
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    room = .allocate(capacity: 1 << 16)
    let version = zlibVersion()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard deflateInit2_(state, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, version, size) == Z_OK
    else {
      state.deallocate()
      room.deallocate()
      throw CaseloadError(.cannotRead, file: "gzip", reason: "there is no memory to compress")
    }
  }

  deinit {
    deflateEnd(state)
    state.deallocate()
    room.deallocate()
  }

  /// Takes bytes in, and gives out what is compressed so far.
  public mutating func append(
    _ bytes: [UInt8], _ give: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    if bytes.isEmpty { return }
    try bytes.withUnsafeBufferPointer { try compress($0, Z_NO_FLUSH, give) }
  }

  /// Ends the text, and gives out the rest.
  public mutating func finish(_ give: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
    try compress(UnsafeBufferPointer(start: nil, count: 0), Z_FINISH, give)
  }

  private func compress(
    _ bytes: UnsafeBufferPointer<UInt8>, _ flush: Int32,
    _ give: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    state.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    state.pointee.avail_in = UInt32(bytes.count)
    repeat {
      state.pointee.next_out = room.baseAddress
      state.pointee.avail_out = UInt32(room.count)
      _ = deflate(state, flush)
      let count = room.count - Int(state.pointee.avail_out)
      if count > 0 { try give(UnsafeBufferPointer(rebasing: room[..<count])) }
    } while state.pointee.avail_out == 0
  }
}
