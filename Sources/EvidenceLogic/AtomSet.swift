/// A small set of numbered things. The first 256 cost no allocation.
public struct AtomSet: Hashable, Sendable {
  @usableFromInline var low: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  /// The words past the first four; its last is never zero.
  @usableFromInline var high: [UInt64] = []

  @inlinable public init() {}

  public init(_ atoms: some Sequence<Int>) {
    for atom in atoms { insert(atom) }
  }

  /// The numbers of the bits that are set in words of 64, least first.
  public init(words: Span<UInt64>) {
    func word(_ index: Int) -> UInt64 { index < words.count ? words[index] : 0 }
    low = (word(0), word(1), word(2), word(3))
    for index in words.indices.dropFirst(4) { high.append(words[index]) }
    while high.last == 0 { high.removeLast() }
  }

  public static func == (left: AtomSet, right: AtomSet) -> Bool {
    left.low == right.low && left.high == right.high
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(low.0)
    hasher.combine(low.1)
    hasher.combine(low.2)
    hasher.combine(low.3)
    hasher.combine(high)
  }

  @inlinable func word(_ index: Int) -> UInt64 {
    switch index {
    case 0: low.0
    case 1: low.1
    case 2: low.2
    case 3: low.3
    default: index - 4 < high.count ? high[index - 4] : 0
    }
  }

  private var wordCount: Int { 4 + high.count }

  @inlinable public mutating func insert(_ atom: Int) {
    precondition(atom >= 0)
    let bit: UInt64 = 1 << UInt64(atom % 64)
    switch atom / 64 {
    case 0: low.0 |= bit
    case 1: low.1 |= bit
    case 2: low.2 |= bit
    case 3: low.3 |= bit
    case let index:
      while high.count <= index - 4 { high.append(0) }
      high[index - 4] |= bit
    }
  }

  @inlinable public func contains(_ atom: Int) -> Bool {
    atom >= 0 && word(atom / 64) & (1 << UInt64(atom % 64)) != 0
  }

  @inlinable public var count: Int {
    var count = low.0.nonzeroBitCount + low.1.nonzeroBitCount
    count += low.2.nonzeroBitCount + low.3.nonzeroBitCount
    for word in high { count += word.nonzeroBitCount }
    return count
  }

  @inlinable public var isEmpty: Bool { low == (0, 0, 0, 0) && high.isEmpty }

  public func union(_ other: AtomSet) -> AtomSet {
    var result = self
    result.low.0 |= other.low.0
    result.low.1 |= other.low.1
    result.low.2 |= other.low.2
    result.low.3 |= other.low.3
    if other.high.isEmpty { return result }
    while result.high.count < other.high.count { result.high.append(0) }
    for index in other.high.indices { result.high[index] |= other.high[index] }
    return result
  }

  public func intersection(_ other: AtomSet) -> AtomSet {
    var result = self
    result.low.0 &= other.low.0
    result.low.1 &= other.low.1
    result.low.2 &= other.low.2
    result.low.3 &= other.low.3
    if high.isEmpty { return result }
    result.high = zip(high, other.high).map { $0 & $1 }
    while result.high.last == 0 { result.high.removeLast() }
    return result
  }

  @inlinable public func isDisjoint(with other: AtomSet) -> Bool {
    guard low.0 & other.low.0 == 0, low.1 & other.low.1 == 0, low.2 & other.low.2 == 0,
      low.3 & other.low.3 == 0
    else { return false }
    for index in 0..<min(high.count, other.high.count) where high[index] & other.high[index] != 0 {
      return false
    }
    return true
  }

  public func isSubset(of other: AtomSet) -> Bool {
    guard low.0 & ~other.low.0 == 0, low.1 & ~other.low.1 == 0, low.2 & ~other.low.2 == 0,
      low.3 & ~other.low.3 == 0, high.count <= other.high.count
    else { return false }
    for index in high.indices where high[index] & ~other.high[index] != 0 { return false }
    return true
  }

  /// The numbers, ascending.
  public var atoms: [Int] {
    var found: [Int] = []
    found.reserveCapacity(count)
    forEach { found.append($0) }
    return found
  }

  /// Gives the numbers, ascending.
  @inlinable public func forEach(_ body: (Int) -> Void) {
    Self.forEachBit(of: low.0, from: 0, body)
    Self.forEachBit(of: low.1, from: 64, body)
    Self.forEachBit(of: low.2, from: 128, body)
    Self.forEachBit(of: low.3, from: 192, body)
    for index in high.indices { Self.forEachBit(of: high[index], from: 256 + index * 64, body) }
  }

  @inlinable static func forEachBit(of word: UInt64, from first: Int, _ body: (Int) -> Void) {
    var rest = word
    while rest != 0 {
      body(first + rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }

  /// Whether the ascending list of this set comes before that of a set of the same size.
  func precedes(_ other: AtomSet) -> Bool {
    for index in 0..<max(wordCount, other.wordCount) {
      let mine = word(index)
      let differing = mine ^ other.word(index)
      // The lowest number that only one of them has decides.
      if differing != 0 { return mine & (differing & (~differing &+ 1)) != 0 }
    }
    return false
  }
}
