/// Where a plane is cut into slices, each of whole lines: what stands in one is read beside the first words of another plane.
public struct PlaneSlices: Sendable {
  /// Where the slices begin; the last is where they end.
  let starts: [Int]
  /// The words of the longest.
  let mostWords: Int

  /// - Parameter starts: where the slices begin, the first at 0, and last where they end.
  public init(_ starts: [Int]) {
    let lengths = zip(starts.dropFirst(), starts).map { $0 - $1 }
    precondition(
      starts.first == 0
        && lengths.allSatisfy { $0 >= 0 && $0 % PlaneList.wordsPerLine == 0 },
      "slices have whole lines, one after another")
    self.starts = starts
    mostWords = lengths.max() ?? 0
  }

  /// A plane of so many words as one slice.
  public init(words: Int) { self.init([0, words]) }

  public var wordCount: Int { starts[starts.count - 1] }

  /// The words of each slice, in order.
  public var ranges: [Range<Int>] { zip(starts, starts.dropFirst()).map { $0..<$1 } }
}
