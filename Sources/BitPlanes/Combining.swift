internal import CBitPlanes

/// How a plane is worked out of two others, word by word.
public enum Combining: Int32, Sendable, CaseIterable {
  /// What is set in both.
  case both = 0
  /// What is set in either.
  case either = 1
  /// What is set in the one and not in the other.
  case oneOnly = 2
  /// What is set in the one, and what is not set in the other.
  case oneOrNot = 3
}

extension PlaneList {
  /// Adds a plane that is worked out of two others.
  ///
  /// - Returns: its place.
  public mutating func append(_ combining: Combining, of one: Int, _ other: Int) -> Int {
    let plane = appendUnset()
    _ = heed_combine(
      combining.rawValue, writable(plane), start(of: one), start(of: other), wordCount)
    withExtendedLifetime(self) {}
    return plane
  }

  /// Adds a plane of what some words have in common with others.
  ///
  /// - Parameters: as many words as a plane has.
  /// - Returns: its place; that of the empty plane, if they have nothing in common.
  public mutating func append(commonTo one: Span<UInt64>, _ other: Span<UInt64>) -> Int {
    precondition(
      one.count == wordCount && other.count == wordCount, "a plane has \(wordCount) words")
    let plane = appendUnset()
    let words = writable(plane)
    let any = one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { other -> UInt64 in
        guard let one = one.baseAddress, let other = other.baseAddress else { return 0 }
        return heed_combine(HEED_BOTH, words, one, other, wordCount)
      }
    }
    return keep(plane, any != 0)
  }

  /// Two planes of which only what is set in both counts.
  public typealias Pair = (own: Int, other: Int)

  /// Adds a plane in which is set what is set in both planes of any pair.
  ///
  /// - Returns: its place; that of the empty plane, if nothing is set in it.
  public mutating func append(uniting pairs: [Pair]) -> Int {
    if pairs.isEmpty { return Self.empty }
    let plane = appendUnset()
    let sum = writable(plane)
    var any: UInt64 = 0
    for number in pairs.indices {
      any |= heed_combine(
        number == 0 ? HEED_BOTH : HEED_ADD_BOTH, sum, start(of: pairs[number].own),
        start(of: pairs[number].other), wordCount)
    }
    return keep(plane, any != 0)
  }

  /// The same, where the second plane of each pair is one of another list: each of some slices is paired with the first words of that.
  ///
  /// - Parameter slices: together all words of these planes.
  public mutating func append(
    uniting pairs: [Pair], of list: borrowing PlaneList, in slices: [Range<Int>]
  ) -> Int {
    if pairs.isEmpty { return Self.empty }
    precondition(
      slices.allSatisfy { $0.count <= list.wordCount }
        && slices.reduce(0) { $1.lowerBound == $0 ? $1.upperBound : -1 } == wordCount,
      "the slices are not those of these planes")
    let plane = appendUnset()
    let sum = writable(plane)
    var any: UInt64 = 0
    for number in pairs.indices {
      let (own, other) = (start(of: pairs[number].own), list.start(of: pairs[number].other))
      for slice in slices {
        any |= heed_combine(
          number == 0 ? HEED_BOTH : HEED_ADD_BOTH, sum + slice.lowerBound, own + slice.lowerBound,
          other, slice.count)
      }
    }
    withExtendedLifetime(list) {}
    return keep(plane, any != 0)
  }

  /// Keeps the plane that was added last, or, if nothing is set in it, has the empty one stand for it.
  private mutating func keep(_ plane: Int, _ isAny: Bool) -> Int {
    defer { withExtendedLifetime(self) {} }
    if isAny { return plane }
    removeLast()
    return Self.empty
  }
}

extension MutableSpan<UInt64> {
  /// Sets what is set in both of two others, of as many words.
  public mutating func add(commonTo one: Span<UInt64>, _ other: Span<UInt64>) {
    combine(HEED_ADD_BOTH, one, other)
  }

  /// Keeps only what is set in the one of two others, of as many words, or not in the other.
  public mutating func keep(_ one: Span<UInt64>, orNot other: Span<UInt64>) {
    combine(HEED_KEEP_OR_NOT, one, other)
  }

  private mutating func combine(_ operation: Int32, _ one: Span<UInt64>, _ other: Span<UInt64>) {
    let count = count
    precondition(one.count == count && other.count == count, "there are \(count) words")
    withUnsafeMutableBufferPointer { words in
      one.withUnsafeBufferPointer { one in
        other.withUnsafeBufferPointer { other in
          guard let words = words.baseAddress, let one = one.baseAddress,
            let other = other.baseAddress
          else { return }
          _ = heed_combine(operation, words, one, other, count)
        }
      }
    }
  }
}
