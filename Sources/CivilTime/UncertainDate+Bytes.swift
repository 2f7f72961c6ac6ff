extension UncertainDate {
  /// A date from the bytes of its text, if it is written as most are: `2008-11-03`, `2008-11` or `2008`.
  ///
  /// Nil of everything else, which may be a date all the same: ``parse(_:)`` reads that, and says what is wrong with it.
  package init?(plain text: Span<UInt8>) {
    guard let point = EDTF.Point(plain: text) else { return nil }
    range = point.range
    precision = point.precision
    literal = String(unsafeUninitializedCapacity: text.count) { room in
      for index in text.indices { room[index] = text[index] }
      return text.count
    }
    isApproximate = false
    isUncertain = false
    isInterval = false
  }
}

extension EDTF.Point {
  @inline(__always)
  fileprivate init?(plain text: Span<UInt8>) {
    guard text.count == 4 || text.count == 7 || text.count == 10 else { return nil }
    guard let century = twoDigits(text, at: 0), let rest = twoDigits(text, at: 2) else {
      return nil
    }
    let year = century * 100 + rest
    if text.count == 4 {
      guard year > 0 else { return nil }
      self.init(value: .year(year))
      return
    }
    guard text[4] == UInt8(ascii: "-"), let month = twoDigits(text, at: 5) else { return nil }
    if text.count == 7 {
      // From 21 on it is a season.
      guard year > 0, (1...12).contains(month) else { return nil }
      self.init(value: .month(year: year, month: month))
      return
    }
    guard text[7] == UInt8(ascii: "-"), let number = twoDigits(text, at: 8),
      let day = CivilDate(year: year, month: month, day: number)
    else { return nil }
    self.init(value: .day(day))
  }
}

@inline(__always)
private func twoDigits(_ text: Span<UInt8>, at index: Int) -> Int? {
  let tens = text[index] &- 0x30
  let ones = text[index + 1] &- 0x30
  return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : nil
}
