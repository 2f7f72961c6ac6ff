/// A plane as words: bit *n* is that of row *n*.
extension RandomAccessCollection<UInt64> where Index == Int {
  /// Whether a row's bit is set.
  func has(_ row: Int) -> Bool { self[startIndex + row / 64] >> UInt64(row % 64) & 1 == 1 }
}

extension MutableCollection<UInt64> where Self: RandomAccessCollection, Index == Int {
  mutating func set(_ row: Int) { self[startIndex + row / 64] |= 1 << UInt64(row % 64) }
}
