/// Values that lines tell of by some numbers, each made once: there are few, however many lines tell of them. One that is known is found by the bytes
/// of its numbers.
struct NumberedValues<Value: Sendable>: Sendable {
  private(set) var values: [Value] = []
  private var numbers = NumberedBytes()

  /// The place among `values` of what stands next; nil where the bytes are not that.
  ///
  /// - Parameter make: makes it of its first number and of the others; nil where nothing has such numbers.
  @inline(__always)
  mutating func place(
    _ cursor: inout NumberCursor, _ bytes: Span<UInt8>,
    _ make: (_ first: Int, _ others: [Int]) -> Value?
  ) -> Int? {
    guard let key = cursor.nextBytes(in: bytes) else { return nil }
    return numbers.number(of: key, in: bytes) ?? add(key, bytes, make)
  }

  @inline(never)
  private mutating func add(
    _ key: Range<Int>, _ bytes: Span<UInt8>, _ make: (_ first: Int, _ others: [Int]) -> Value?
  ) -> Int? {
    var cursor = NumberCursor(key)
    guard let first = cursor.next(in: bytes) else { return nil }
    var others: [Int] = []
    while !cursor.isAtEnd {
      guard let next = cursor.next(in: bytes) else { return nil }
      others.append(next)
    }
    guard let value = make(first, others) else { return nil }
    values.append(value)
    return numbers.add(key, in: bytes)
  }
}

/// Numbers for short runs of bytes, in the order in which they are added. Each is found without being copied.
struct NumberedBytes: Sendable {
  /// What finds a run again.
  private struct Slot {
    /// The first eight of its bytes, or as many as there are.
    var first: UInt64
    var count: Int
    /// Negative where there is none.
    var number: Int

    static let empty = Slot(first: 0, count: 0, number: -1)
  }

  /// All that were added, one after another.
  private var bytes: [UInt8] = []
  /// By number, where each ends.
  private var ends: [Int] = []
  /// By what the bytes come to, each in the first place that was free from there on; no more than half are taken.
  private var slots: [Slot] = Array(repeating: .empty, count: 64)

  /// The number of a run; nil where it has none yet.
  @inline(__always)
  func number(of key: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    let number = slots[slot(of: key, in: bytes, Self.first(of: key, in: bytes))].number
    return number < 0 ? nil : number
  }

  /// Adds a run that has no number yet, and gives its own.
  mutating func add(_ key: Range<Int>, in bytes: Span<UInt8>) -> Int {
    let number = ends.count
    for index in key { self.bytes.append(bytes[index]) }
    ends.append(self.bytes.count)
    if ends.count * 2 > slots.count {
      slots = Array(repeating: .empty, count: slots.count * 2)
      for earlier in 0..<number { put(earlier) }
    }
    put(number)
    return number
  }

  private mutating func put(_ number: Int) {
    let key = range(number)
    let first = Self.first(of: key, in: bytes.span)
    slots[slot(of: key, in: bytes.span, first)] = Slot(
      first: first, count: key.count, number: number)
  }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  @inline(__always)
  private static func first(of key: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
    if bytes.count - key.lowerBound >= 8 {
      let eight = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: key.lowerBound, as: UInt64.self)
      let others = 8 * UInt64(max(0, 8 - key.count))
      return others == 64 ? 0 : UInt64(littleEndian: eight) & (.max >> others)
    }
    var first: UInt64 = 0
    for (place, index) in key.prefix(8).enumerated() {
      first |= UInt64(bytes[index]) << (8 * UInt64(place))
    }
    return first
  }

  /// Where a run stands, or would stand.
  @inline(__always)
  private func slot(of key: Range<Int>, in bytes: Span<UInt8>, _ first: UInt64) -> Int {
    // FNV-1a by eight bytes, then by one; each half of the product upon the other.
    var hash = (first ^ 0xCBF2_9CE4_8422_2325) &* 0x9E37_79B9_7F4A_7C15
    for index in key.dropFirst(8) { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while slots[slot].number >= 0 {
      if slots[slot].first == first, slots[slot].count == key.count,
        key.count <= 8 || isRest(of: slots[slot].number, key, in: bytes)
      {
        break
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// Whether two runs of one length are alike after their first eight bytes.
  private func isRest(of number: Int, _ key: Range<Int>, in others: Span<UInt8>) -> Bool {
    let start = range(number).lowerBound
    for place in 8..<key.count where bytes[start + place] != others[key.lowerBound + place] {
      return false
    }
    return true
  }
}
