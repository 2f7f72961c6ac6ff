/// A set of a record's statements, as bits.
protocol StatementMask: Equatable {
  static var none: Self { get }
  init(bit: Int)
  var isEmpty: Bool { get }
  func isDisjoint(with other: Self) -> Bool
  static func & (left: Self, right: Self) -> Self
  static func | (left: Self, right: Self) -> Self
  func without(_ other: Self) -> Self
  func has(_ bit: Int) -> Bool
  mutating func insert(_ bit: Int)
  /// Gives each member, ascending.
  func forEachBit(_ body: (Int) -> Void)
}

extension StatementMask {
  func isDisjoint(with other: Self) -> Bool { (self & other).isEmpty }
  mutating func insert(_ bit: Int) { self = self | Self(bit: bit) }
  static func &= (left: inout Self, right: Self) { left = left & right }
  static func |= (left: inout Self, right: Self) { left = left | right }
}

extension UInt64: StatementMask {
  static var none: UInt64 { 0 }
  init(bit: Int) { self = 1 << UInt64(bit) }
  var isEmpty: Bool { self == 0 }
  func without(_ other: UInt64) -> UInt64 { self & ~other }
  func has(_ bit: Int) -> Bool { self >> UInt64(bit) & 1 == 1 }

  @inline(__always) func forEachBit(_ body: (Int) -> Void) {
    var rest = self
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}

/// Room for the statements of some cases that belong together.
struct WideMask: StatementMask {
  private var words: SIMD16<UInt64>

  static let capacity = SIMD16<UInt64>.scalarCount * 64
  static var none: Self { Self(words: .zero) }

  private init(words: SIMD16<UInt64>) { self.words = words }

  init(bit: Int) {
    words = .zero
    words[bit / 64] = UInt64(bit: bit % 64)
  }

  var isEmpty: Bool { words == .zero }
  func has(_ bit: Int) -> Bool { words[bit / 64].has(bit % 64) }

  static func & (left: Self, right: Self) -> Self { Self(words: left.words & right.words) }
  static func | (left: Self, right: Self) -> Self { Self(words: left.words | right.words) }
  func without(_ other: Self) -> Self { Self(words: words & ~other.words) }

  @inline(__always) func forEachBit(_ body: (Int) -> Void) {
    for index in words.indices { words[index].forEachBit { body(index * 64 + $0) } }
  }
}

/// Room for the statements of any number of cases: words that are not there are empty.
struct LongMask: StatementMask {
  private var words: [UInt64]

  static var none: Self { Self(words: []) }

  private init(words: [UInt64]) { self.words = words }

  init(bit: Int) {
    words = Array(repeating: 0, count: bit / 64) + [UInt64(bit: bit % 64)]
  }

  var isEmpty: Bool { words.allSatisfy(\.isEmpty) }
  func has(_ bit: Int) -> Bool { bit / 64 < words.count && words[bit / 64].has(bit % 64) }

  static func == (left: Self, right: Self) -> Bool {
    let both = min(left.words.count, right.words.count)
    return left.words[..<both] == right.words[..<both]
      && left.words[both...].allSatisfy(\.isEmpty) && right.words[both...].allSatisfy(\.isEmpty)
  }

  mutating func insert(_ bit: Int) {
    while words.count <= bit / 64 { words.append(0) }
    words[bit / 64] |= UInt64(bit: bit % 64)
  }

  func isDisjoint(with other: Self) -> Bool {
    for index in 0..<min(words.count, other.words.count)
    where words[index] & other.words[index] != 0 {
      return false
    }
    return true
  }

  static func & (left: Self, right: Self) -> Self {
    Self(words: zip(left.words, right.words).map { $0 & $1 })
  }

  static func | (left: Self, right: Self) -> Self {
    if left.words.count < right.words.count { return right | left }
    var words = left.words
    for index in right.words.indices { words[index] |= right.words[index] }
    return Self(words: words)
  }

  func without(_ other: Self) -> Self {
    var words = words
    for index in 0..<min(words.count, other.words.count) { words[index] &= ~other.words[index] }
    return Self(words: words)
  }

  @inline(__always) func forEachBit(_ body: (Int) -> Void) {
    for index in words.indices { words[index].forEachBit { body(index * 64 + $0) } }
  }
}
