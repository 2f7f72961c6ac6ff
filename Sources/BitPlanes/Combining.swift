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
    let (plane, words) = appendUnset()
    _ = heed_combine_whole(
      combining.rawValue, words, start(of: one), start(of: other), wordCount, width)
    withExtendedLifetime(self) {}
    return plane
  }

  /// Adds a plane that is worked out of two others, of which the second is one of another list.
  ///
  /// - Returns: its place; that of the empty plane, if nothing is set in it.
  public mutating func append(
    _ combining: Combining, of one: Int, _ other: Int, in list: borrowing PlaneList
  ) -> Int {
    precondition(list.wordCount == wordCount, "a plane has \(wordCount) words")
    let (plane, words) = appendUnset()
    let isAny = heed_combine_whole(
      combining.rawValue, words, start(of: one), list.start(of: other), wordCount, width)
    withExtendedLifetime(list) {}
    return keep(plane, isAny != 0)
  }

  /// Two planes of which only what is set in both counts.
  public typealias Pair = (own: Int, other: Int)

  /// Adds a plane in which is set what is set in both planes of any pair, of which the second is one of another list.
  ///
  /// - Parameter slices: those of these planes; each is paired with the first words of the other.
  /// - Returns: its place; that of the empty plane, if nothing is set in it.
  public mutating func append(
    uniting pairs: [Pair], of list: borrowing PlaneList, in slices: PlaneSlices
  ) -> Int {
    if pairs.isEmpty { return Self.empty }
    check(slices, outer: list)
    let (plane, words) = appendUnset()
    let isAny = withUnsafeTemporaryAllocation(of: heed_pair.self, capacity: pairs.count) { all in
      for (place, pair) in pairs.enumerated() {
        all.initializeElement(
          at: place, to: heed_pair(sliced: start(of: pair.own), other: list.start(of: pair.other)))
      }
      return heed_unite(
        words, all.baseAddress, pairs.count, slices.starts, slices.starts.count - 1, width) != 0
    }
    withExtendedLifetime(list) {}
    return keep(plane, isAny)
  }

  /// Sets in a plane what any slice comes to of two planes of other lists.
  ///
  /// - Parameter slices: those of the others; each is laid upon the first words of these planes.
  public mutating func add(
    _ combining: Combining, of one: Int, in list: borrowing PlaneList,
    _ other: Int, in others: borrowing PlaneList, slices: PlaneSlices, to plane: Int
  ) {
    precondition(plane != Self.empty, "the empty plane stays empty")
    precondition(list.wordCount == others.wordCount, "a plane has \(list.wordCount) words")
    list.check(slices, outer: self)
    let words = writable(plane)
    _ = heed_combine(
      combining.rawValue | HEED_ADD, HEED_ONE_SLICED | HEED_OTHER_SLICED, words,
      list.start(of: one), others.start(of: other), slices.starts, slices.starts.count - 1, width)
    withExtendedLifetime(list) {}
    withExtendedLifetime(others) {}
    withExtendedLifetime(self) {}
  }

  /// Adds a plane in which each slice has the first words of a plane of another list.
  ///
  /// - Returns: its place.
  public mutating func append(
    spreading plane: Int, of list: borrowing PlaneList, over slices: PlaneSlices
  ) -> Int {
    check(slices, outer: list)
    let (own, words) = appendUnset()
    let theirs = list.start(of: plane)
    for slice in slices.ranges {
      (words + slice.lowerBound).update(from: theirs, count: slice.count)
    }
    withExtendedLifetime(list) {}
    withExtendedLifetime(self) {}
    return own
  }

  private func check(_ slices: PlaneSlices, outer: borrowing PlaneList) {
    precondition(
      slices.wordCount == wordCount && slices.mostWords <= outer.wordCount,
      "the slices are not those of these planes")
  }

  /// Keeps the plane that was added last, or, if nothing is set in it, has the empty one stand for it.
  private mutating func keep(_ plane: Int, _ isAny: Bool) -> Int {
    defer { withExtendedLifetime(self) {} }
    if isAny { return plane }
    removeLast()
    return Self.empty
  }
}
