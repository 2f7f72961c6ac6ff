/// A set of a record's statements, as bits.
protocol StatementMask: Equatable {
  /// How many statements it has room for.
  static var capacity: Int { get }
  static var none: Self { get }
  init(bit: Int)
  static func & (left: Self, right: Self) -> Self
  static func | (left: Self, right: Self) -> Self
  static prefix func ~ (mask: Self) -> Self
  func has(_ bit: Int) -> Bool
  /// Gives each member, ascending.
  func forEachBit(_ body: (Int) -> Void)
}

extension StatementMask {
  var isEmpty: Bool { self == .none }
  static func &= (left: inout Self, right: Self) { left = left & right }
  static func |= (left: inout Self, right: Self) { left = left | right }
}

extension UInt64: StatementMask {
  static var capacity: Int { 64 }
  static var none: UInt64 { 0 }
  init(bit: Int) { self = 1 << UInt64(bit) }
  func has(_ bit: Int) -> Bool { self >> UInt64(bit) & 1 == 1 }

  func forEachBit(_ body: (Int) -> Void) {
    var rest = self
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}

/// Room for the statements of many cases that belong together.
struct WideMask<Words: SIMD>: StatementMask where Words.Scalar == UInt64 {
  private var words: Words

  static var capacity: Int { Words.scalarCount * 64 }
  static var none: Self { Self(words: .zero) }

  private init(words: Words) { self.words = words }

  init(bit: Int) {
    words = .zero
    words[bit / 64] = UInt64(bit: bit % 64)
  }

  func has(_ bit: Int) -> Bool { words[bit / 64].has(bit % 64) }

  static func & (left: Self, right: Self) -> Self { Self(words: left.words & right.words) }
  static func | (left: Self, right: Self) -> Self { Self(words: left.words | right.words) }
  static prefix func ~ (mask: Self) -> Self { Self(words: ~mask.words) }

  func forEachBit(_ body: (Int) -> Void) {
    for index in words.indices { words[index].forEachBit { body(index * 64 + $0) } }
  }
}
