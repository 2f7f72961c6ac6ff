/// Which key of a map comes next: mostly the one that did the last time, since whoever writes many records writes their keys in one order.
struct KeyOrder {
  /// What the maps of a record tell of. Each kind has an order of its own.
  enum Kind: Int, CaseIterable {
    case record, person, place, thing, source, statement, response, warning
    case identifier, datedBySource, sharing, grade, raisedBy
    /// A statement that is looked through for its fact.
    case ahead
  }

  /// A key in a map of some kind, or the beginning of the map.
  struct Place {
    fileprivate let kind: Int
    fileprivate let index: Int
  }

  private let keyCount: Int
  /// By place, the number of the key that came next the last time.
  private var following: [Int]

  /// - Parameter keyCount: how many keys there are, which are named by their numbers.
  init(keyCount: Int) {
    self.keyCount = keyCount
    following = [Int](repeating: 0, count: Kind.allCases.count * (keyCount + 1))
  }

  /// Where a map of this kind begins.
  @inline(__always)
  func start(of kind: Kind) -> Place {
    let start = kind.rawValue &* (keyCount &+ 1)
    return Place(kind: start, index: start)
  }

  /// The key that came next the last time.
  @inline(__always)
  func expected(after place: Place) -> Int { following[place.index] }

  @inline(__always)
  mutating func note(_ key: Int, after place: Place) { following[place.index] = key }

  /// Where the key stands in the same map.
  @inline(__always)
  func place(of key: Int, after place: Place) -> Place {
    Place(kind: place.kind, index: place.kind &+ key &+ 1)
  }
}

/// A key as it stands in a map, with its quotes and its colon, to be compared in one go.
struct WrittenKey {
  private let bytes: ByteKey
  private let mask: ByteKey
  /// How many bytes it takes.
  let count: Int

  /// - Parameter name: letters that stand for themselves. One that is too long stands nowhere.
  init(_ name: String) {
    var written = Array("\"\(name)\":".utf8)
    count = written.count
    if count > 16 {
      mask = ByteKey()
      bytes = ByteKey(low: .max, high: .max)
      return
    }
    written += repeatElement(0, count: 16 - count)
    bytes = ByteKey(written, count: count, readable: 16)
    mask = ByteKey([UInt8](repeating: 0xFF, count: 16), count: count, readable: 16)
  }

  /// Whether it stands here, where at least sixteen bytes may be read.
  @inline(__always)
  func stands(at start: UnsafePointer<UInt8>) -> Bool {
    let found = ByteKey(start, count: 16, readable: 16)
    return ((found.low & mask.low) ^ bytes.low) | ((found.high & mask.high) ^ bytes.high) == 0
  }
}
