/// Up to sixteen bytes of a text, in two machine words, so that texts are compared without a loop.
struct ByteKey {
  var low: UInt64
  var high: UInt64

  /// Of no text.
  init() {
    low = 0
    high = 0
  }

  /// The first sixteen bytes of a text of `count` bytes at `start`, of which `limit` lies in memory that may be read.
  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, count: Int, readable limit: Int) {
    guard limit >= 16 else {
      self.init(nearTheEnd: start, count: count)
      return
    }
    let raw = UnsafeRawPointer(start)
    self.init(
      low: UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) & Self.mask(count),
      high: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        & Self.mask(count - 8))
  }

  @inline(__always)
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// Byte after byte, where sixteen may not be read.
  private init(nearTheEnd start: UnsafePointer<UInt8>, count: Int) {
    self.init()
    for index in 0..<min(count, 16) {
      let byte = UInt64(start[index])
      if index < 8 { low |= byte << (8 * index) } else { high |= byte << (8 * (index - 8)) }
    }
  }

  /// The bits of so many bytes.
  @inline(__always)
  private static func mask(_ count: Int) -> UInt64 {
    count <= 0 ? 0 : .max >> UInt64(truncatingIfNeeded: 64 - 8 * min(count, 8))
  }

  /// A number that differs where the texts do, as good as always.
  @inline(__always)
  var hash: UInt64 { Self.folded(low ^ 0x9E37_79B9_7F4A_7C15, high ^ 0xD6E8_FEB8_6659_FD93) }

  /// Both halves of a product, one upon the other: every bit of either factor tells.
  @inline(__always)
  static func folded(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }
}

extension ByteKey: Equatable {
  @inline(__always)
  static func == (one: ByteKey, other: ByteKey) -> Bool {
    (one.low ^ other.low) | (one.high ^ other.high) == 0
  }
}
