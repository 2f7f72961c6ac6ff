/// A plane as words: word *n* is row *n*, and its bits are the days of that row (`DayBits`).
extension RandomAccessCollection<DayBits> where Index == Int {
  /// Whether a row's bit of everything on file is set.
  func has(_ row: Int) -> Bool { self[startIndex + row] & 1 == 1 }
}
