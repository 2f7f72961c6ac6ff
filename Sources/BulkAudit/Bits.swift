/// A plane as words: bit *n* is that of row *n*.
extension RandomAccessCollection<UInt64> where Index == Int {
  /// Whether a row's bit is set.
  func has(_ row: Int) -> Bool { self[startIndex + row / 64] >> UInt64(row % 64) & 1 == 1 }

  /// Whether the bit of any row is set, or that of every row; of no rows, every one is.
  func hasAny(of rows: Range<Int>) -> Bool { !isEvery(rows) { self[startIndex + $0] & $1 == 0 } }
  func hasAll(of rows: Range<Int>) -> Bool { isEvery(rows) { ~self[startIndex + $0] & $1 == 0 } }

  /// Whether something is so of every word in which there are such rows, given those rows as bits.
  private func isEvery(_ rows: Range<Int>, _ holds: (_ word: Int, _ rows: UInt64) -> Bool) -> Bool {
    var first = rows.lowerBound
    while first < rows.upperBound {
      let word = first / 64
      let end = Swift.min((word + 1) * 64, rows.upperBound)
      let bits = (UInt64.max >> UInt64(64 - (end - first))) << UInt64(first % 64)
      if !holds(word, bits) { return false }
      first = end
    }
    return true
  }
}

extension MutableCollection<UInt64> where Self: RandomAccessCollection, Index == Int {
  mutating func set(_ row: Int) { self[startIndex + row / 64] |= 1 << UInt64(row % 64) }
}
