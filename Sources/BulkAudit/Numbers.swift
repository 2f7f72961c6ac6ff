/// Numbers and texts as bytes: numbers of seven bits a byte, least first; texts as UTF-8 after their length.
package struct NumberWriter: Sendable {
  package var bytes: [UInt8] = []
  /// How many a number takes at most.
  private static let mostBytes = 10

  package init() {}

  @inline(__always)
  package mutating func put(_ number: UInt64) {
    // Most are small.
    if number < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: number))
    } else {
      putLarge(number)
    }
  }

  @inline(never)
  private mutating func putLarge(_ number: UInt64) {
    bytes.append(addingCapacity: Self.mostBytes) { $0.put(number) }
  }

  package mutating func put(_ number: Int) { put(UInt64(number)) }
  package mutating func put(zigzag number: Int) {
    put(UInt64(bitPattern: Int64(number << 1 ^ number >> 63)))
  }

  package mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { text in
      put(text.count)
      bytes += text
    }
  }

  /// Puts whether there is a value, and then the value.
  package mutating func put<Value>(
    optional value: Value?, _ put: (Value, inout NumberWriter) -> Void
  ) {
    self.put(value == nil ? 0 : 1)
    if let value { put(value, &self) }
  }

  /// Puts what `write` writes, after how many bytes it is.
  ///
  /// - Parameter numbers: how many it writes at most.
  @inline(__always)
  package mutating func put(countedUpTo numbers: Int, _ write: (inout OutputSpan<UInt8>) -> Void) {
    let start = bytes.count
    bytes.append(addingCapacity: 1 + numbers * Self.mostBytes) { added in
      added.append(0)
      write(&added)
    }
    let count = bytes.count - start - 1
    if count < 0x80 {
      bytes[start] = UInt8(truncatingIfNeeded: count)
    } else {
      var counted = NumberWriter()
      counted.put(count)
      bytes.replaceSubrange(start...start, with: counted.bytes)
    }
  }
}

extension OutputSpan<UInt8> {
  /// Puts a number as `NumberWriter` does, where there is room for it.
  @inline(__always)
  mutating func put(_ number: Int) { put(UInt64(number)) }

  @inline(__always)
  fileprivate mutating func put(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

/// A place among bytes that `NumberWriter` wrote, from which they are read; nil where the bytes are not that.
package struct NumberCursor: Sendable {
  package private(set) var position: Int
  private let end: Int

  /// - Parameter range: the bytes that are read, all of which there are.
  package init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  package var left: Int { end - position }
  package var isAtEnd: Bool { position == end }

  package mutating func nextBits(in bytes: Span<UInt8>) -> UInt64? {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64, position < end {
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }

  @inline(__always)
  package mutating func next(in bytes: Span<UInt8>) -> Int? {
    // Most are small.
    if position < end, bytes[position] < 0x80 {
      position += 1
      return Int(bytes[position - 1])
    }
    return nextBits(in: bytes).flatMap { Int(exactly: $0) }
  }

  /// How many numbers follow; nil where there is no room for so many.
  @inline(__always)
  package mutating func nextCount(in bytes: Span<UInt8>) -> Int? {
    guard let count = next(in: bytes), count <= left else { return nil }
    return count
  }

  package mutating func nextZigzag(in bytes: Span<UInt8>) -> Int? {
    nextBits(in: bytes).map { Int(bitPattern: UInt($0 >> 1)) ^ -Int($0 & 1) }
  }

  /// Where bytes stand that come after how many they are, as those of a text do.
  @inline(__always)
  package mutating func nextBytes(in bytes: Span<UInt8>) -> Range<Int>? {
    next(in: bytes).flatMap { nextBytes($0) }
  }

  /// Where so many bytes stand.
  @inline(__always)
  package mutating func nextBytes(_ length: Int) -> Range<Int>? {
    guard length <= left else { return nil }
    defer { position += length }
    return position..<position + length
  }

  /// A value that may be absent; nil if there is neither.
  package mutating func nextOptional<Value>(
    in bytes: Span<UInt8>, _ next: (inout NumberCursor, Span<UInt8>) -> Value?
  ) -> Value?? {
    switch self.next(in: bytes) {
    case 0: .some(nil)
    case 1: next(&self, bytes).map { .some($0) }
    default: nil
    }
  }
}
