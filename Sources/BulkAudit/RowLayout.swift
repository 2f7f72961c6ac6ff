import BitPlanes

/// Where rows stand in the words of a plane, each as many bits wide as its record has days, and none across the end of a word.
///
/// The first bit of a row says what is so with everything on file, and each further bit what was so on one of its days.
///
/// Rows that belong to others, as a child to a case, stand in slices: the first rows of all groups in one, where in each word a row has the
/// same bits as the row that it belongs to has in its own; the second rows in the next; and so on. What is so of any row of a group, or of
/// every one, is then worked out word by word, slice upon slice, for all groups at once.
struct RowLayout: Sendable, Equatable {
  /// By row: its first bit, counted from the first word, and how many it has.
  private(set) var starts: [Int]
  private(set) var widths: [UInt8]
  /// Where the slices begin; the last is where they end. A slice ends with the line of words in which it has its last row.
  private(set) var slices: [Int]

  var count: Int { starts.count }
  var wordCount: Int { slices[slices.count - 1] }

  /// Rows side by side.
  ///
  /// - Parameters:
  ///   - widths: by row: how many bits it has, 1 to 64.
  ///   - order: all rows in the order in which they stand.
  init(widths: [Int], order: [Int]) {
    starts = Array(repeating: 0, count: widths.count)
    self.widths = widths.map { UInt8($0) }
    var end = 0
    for row in order {
      let width = widths[row]
      precondition((1...64).contains(width), "a row of \(width) bits does not fit into a word")
      if end % 64 + width > 64 { end = (end / 64 + 1) * 64 }
      starts[row] = end
      end += width
    }
    slices = [0, Self.wholeLines((end + 63) / 64)]
  }

  /// Rows that belong to others.
  ///
  /// - Parameter groups: where the rows of each begin to which they belong; the last is where they end.
  init(of outer: RowLayout, groups: [Int32]) {
    let count = Int(groups[groups.count - 1])
    starts = Array(repeating: 0, count: count)
    widths = Array(repeating: 0, count: count)
    slices = [0]
    /// By slice: how many words it needs.
    var words: [Int] = []
    for group in 0..<groups.count - 1 {
      let word = outer.starts[group] / 64
      for slice in 0..<Int(groups[group + 1] - groups[group]) {
        if slice == words.count { words.append(0) }
        words[slice] = max(words[slice], word + 1)
      }
    }
    for size in words { slices.append(wordCount + Self.wholeLines(size)) }
    for group in 0..<groups.count - 1 {
      for (slice, row) in (Int(groups[group])..<Int(groups[group + 1])).enumerated() {
        starts[row] = slices[slice] * 64 + outer.starts[group]
        widths[row] = outer.widths[group]
      }
    }
  }

  /// As many words or a few more, so that planes are worked out line by line.
  private static func wholeLines(_ words: Int) -> Int {
    (words + PlaneList.wordsPerLine - 1) / PlaneList.wordsPerLine * PlaneList.wordsPerLine
  }

  /// As many of the lowest bits as a row has.
  func mask(_ row: Int) -> DayBits { ~0 >> UInt64(64 - widths[row]) }

  /// Sets some bits of a row.
  func set(_ days: DayBits, ofRow row: Int, in words: inout [UInt64]) {
    let start = starts[row]
    words[start / 64] |= (days & mask(row)) << UInt64(start % 64)
  }

  /// The first bits of some rows.
  func first(_ rows: Range<Int>) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: wordCount)
    for row in rows { set(1, ofRow: row, in: &words) }
    return words
  }

  /// Its slices, in stretches of at most so many words, or of one slice that has more.
  func stretches(ofWords most: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var first = 0
    for slice in slices.indices.dropLast()
    where slices[slice + 1] - slices[first] > most && slice > first {
      found.append(first..<slice)
      first = slice
    }
    return found + [first..<slices.count - 1]
  }
}
