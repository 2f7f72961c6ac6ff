package import EvidenceLogic

/// Numbers and texts as bytes: numbers of seven bits a byte, least first; texts as UTF-8 after their length.
package struct NumberWriter: Sendable {
  package var bytes: [UInt8] = []

  package init() {}

  package mutating func put(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func put(_ number: Int) { put(UInt64(number)) }
  package mutating func put(zigzag number: Int) {
    put(UInt64(bitPattern: Int64(number << 1 ^ number >> 63)))
  }

  package mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes += text.utf8
  }

  package mutating func put(_ set: AtomSet) {
    put(set.count)
    set.forEach { put($0) }
  }
}

/// Reads what `NumberWriter` wrote; nil where the bytes are not that.
package struct NumberReader {
  private var bytes: ArraySlice<UInt8>

  package init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  package var left: Int { bytes.count }
  package var isAtEnd: Bool { bytes.isEmpty }

  package mutating func nextBits() -> UInt64? {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64, let byte = bytes.popFirst() {
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }

  package mutating func next() -> Int? { nextBits().flatMap { Int(exactly: $0) } }

  package mutating func nextZigzag() -> Int? {
    nextBits().map { Int(bitPattern: UInt($0 >> 1)) ^ -Int($0 & 1) }
  }

  /// A text as its bytes.
  package mutating func nextTextBytes() -> ArraySlice<UInt8>? {
    guard let length = next(), length <= bytes.count else { return nil }
    defer { bytes = bytes.dropFirst(length) }
    return bytes.prefix(length)
  }

  package mutating func nextSet() -> AtomSet? {
    guard let count = next(), count <= left else { return nil }
    var set = AtomSet()
    for _ in 0..<count {
      guard let number = next() else { return nil }
      set.insert(number)
    }
    return set
  }
}
