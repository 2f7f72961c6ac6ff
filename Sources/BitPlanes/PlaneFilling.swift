/// Planes that are filled bit by bit, and not yet read. They go by numbers of which most stay empty: a plane is added with the first bit of its
/// number.
public struct PlaneFilling: ~Copyable {
  @usableFromInline private(set) var list: PlaneList
  /// By number: which plane of the list it has.
  @usableFromInline private(set) var places: [Int32]
  /// By plane of the list: where its words begin, and its number. Nobody else has the list while it is filled. The empty plane is not written.
  @usableFromInline private(set) var starts: [UnsafeMutablePointer<UInt64>]
  private var numbers: [Int] = []

  /// - Parameters:
  ///   - words: how many words of 64 rows each plane has, in whole lines.
  ///   - numbers: how many numbers there are.
  public init(words: Int, numbers: Int) {
    list = PlaneList(words: words)
    places = Array(repeating: Int32(PlaneList.empty), count: numbers)
    starts = [list.writable(PlaneList.empty)]
  }

  /// Sets bits in one word of the plane of a number.
  @inlinable public mutating func set(_ bits: UInt64, inWord word: Int, of number: Int) {
    set(bits, inWord: word, from: number, steps: 1)
  }

  /// Sets bits in one word of several planes.
  ///
  /// - Parameters:
  ///   - first: the number to which the first bit of `steps` belongs.
  ///   - steps: which of the numbers from there on, taking every second, as bits.
  @inlinable public mutating func set(
    _ bits: UInt64, inWord word: Int, from first: Int, steps: UInt64
  ) {
    if steps == 0 { return }
    precondition((0..<list.wordCount).contains(word), "there is no such word")
    let last = first + 2 * (UInt64.bitWidth - 1 - steps.leadingZeroBitCount)
    precondition(first >= 0 && last < places.count, "there is no number \(last)")
    var missing: UInt64 = 0
    do {
      // Within bounds, since the last number is.
      let (places, starts) = (places.span, starts.span)
      var rest = steps
      while rest != 0 {
        let step = rest.trailingZeroBitCount
        rest &= rest &- 1
        let plane = Int(places[unchecked: first &+ 2 &* step])
        if plane == PlaneList.empty {
          missing |= 1 &<< UInt64(truncatingIfNeeded: step)
        } else {
          starts[unchecked: plane][word] |= bits
        }
      }
    }
    while missing != 0 {
      begin(first + 2 * missing.trailingZeroBitCount)[word] |= bits
      missing &= missing &- 1
    }
  }

  @usableFromInline @inline(never)
  mutating func begin(_ number: Int) -> UnsafeMutablePointer<UInt64> {
    let (plane, words) = list.appendUnset()
    words.update(repeating: 0, count: list.wordCount)
    places[number] = Int32(plane)
    starts.append(words)
    numbers.append(number)
    return words
  }

  /// The list with what was set, and which of its planes each number has.
  public consuming func finished() -> (list: PlaneList, places: [Int32], numbers: [Int]) {
    (list, places, numbers)
  }
}
