/// Up to sixteen bytes of a word, in two machine words, so that words are compared without a loop.
struct ByteKey: Hashable {
  var low: UInt64
  var high: UInt64

  /// The first sixteen bytes of a word of `count` bytes at `start`, of which `limit` lies in memory that may be read.
  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, count: Int, readable limit: Int) {
    let raw = UnsafeRawPointer(start)
    if limit >= 16 {
      low = raw.loadUnaligned(as: UInt64.self)
      high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      low = UInt64(littleEndian: low) & Self.mask(count)
      high = UInt64(littleEndian: high) & Self.mask(count - 8)
    } else {
      low = 0
      high = 0
      for index in 0..<min(count, 16) {
        let byte = UInt64(start[index])
        if index < 8 { low |= byte << (8 * index) } else { high |= byte << (8 * (index - 8)) }
      }
    }
  }

  init(_ text: String) {
    var bytes = Array(text.utf8)
    let count = bytes.count
    bytes += [UInt8](repeating: 0, count: 16)
    self = bytes.withUnsafeBufferPointer {
      ByteKey($0.baseAddress!, count: count, readable: $0.count)
    }
  }

  @inline(__always)
  private static func mask(_ count: Int) -> UInt64 {
    if count >= 8 { return .max }
    if count <= 0 { return 0 }
    return (1 << UInt64(8 * count)) - 1
  }
}

/// The keys that a map may have, each with its place in the list.
///
/// Writers keep to one order, so the key after the last one is tried first.
struct KeyList {
  private let keys: [(key: ByteKey, count: Int)]

  /// - Parameter names: at most 64 names of at most 16 bytes.
  init(_ names: [String]) {
    precondition(names.count <= 64 && names.allSatisfy { $0.utf8.count <= 16 })
    keys = names.map { (ByteKey($0), $0.utf8.count) }
  }

  /// The place of a key; nil if it is none of them.
  @inline(__always)
  func place(of key: ByteKey, count: Int, after last: Int) -> Int? {
    var place = last + 1
    for _ in 0..<keys.count {
      if place >= keys.count { place = 0 }
      if keys[place].count == count, keys[place].key == key { return place }
      place += 1
    }
    return nil
  }
}
