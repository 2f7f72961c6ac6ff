/// A set of a record's statements, as bits.
protocol StatementMask: Equatable {
  /// How many statements it has room for.
  static var capacity: Int { get }
  static var none: Self { get }
  init(bit: Int)
  static func & (left: Self, right: Self) -> Self
  static func | (left: Self, right: Self) -> Self
  static prefix func ~ (mask: Self) -> Self
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

  func forEachBit(_ body: (Int) -> Void) {
    var rest = self
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}

/// Room for the statements of many cases that belong together.
struct WideMask: StatementMask {
  private var words: SIMD16<UInt64>

  static var capacity: Int { 1024 }
  static var none: WideMask { WideMask(words: .zero) }

  private init(words: SIMD16<UInt64>) { self.words = words }

  init(bit: Int) {
    words = .zero
    words[bit / 64] = 1 << UInt64(bit % 64)
  }

  static func & (left: WideMask, right: WideMask) -> WideMask {
    WideMask(words: left.words & right.words)
  }
  static func | (left: WideMask, right: WideMask) -> WideMask {
    WideMask(words: left.words | right.words)
  }
  static prefix func ~ (mask: WideMask) -> WideMask { WideMask(words: ~mask.words) }

  func forEachBit(_ body: (Int) -> Void) {
    for index in words.indices { words[index].forEachBit { body(index * 64 + $0) } }
  }
}
