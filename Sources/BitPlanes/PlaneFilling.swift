/// A list of planes that are filled bit by bit, and not yet read: where each begins is at hand.
public struct PlaneFilling: ~Copyable {
  @usableFromInline let wordCount: Int
  /// Nobody else has it while it is filled.
  private var list: PlaneList
  /// By plane after the empty one: where its words begin.
  @usableFromInline private(set) var starts: [UnsafeMutablePointer<UInt64>] = []

  /// - Parameter words: how many words of 64 rows each plane has, in whole lines.
  public init(words: Int) {
    wordCount = words
    list = PlaneList(words: words)
  }

  /// Adds a plane in which no bit is set.
  ///
  /// - Returns: its place.
  public mutating func append() -> Int {
    let (plane, words) = list.appendUnset()
    words.update(repeating: 0, count: wordCount)
    starts.append(words)
    return plane
  }

  /// Sets bits in one word of a plane, which must not be the empty one.
  @inlinable public mutating func set(_ bits: UInt64, inWord word: Int, of plane: Int) {
    precondition((0..<wordCount).contains(word), "there is no such word")
    starts[plane &- 1][word] |= bits
  }

  /// The list with what was set.
  public consuming func finished() -> PlaneList { list }
}
