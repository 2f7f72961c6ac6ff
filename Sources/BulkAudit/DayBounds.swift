import CivilTime

/// Which ranges of days lie within some others, or touch them, as bounds of both of their ends.
struct DayBounds: Sendable {
  fileprivate var earliest: (first: Int32, last: Int32) = (.min, .min)
  fileprivate var latest: (first: Int32, last: Int32) = (.max, .max)
  fileprivate var isLimited = false

  /// - Parameter isCertain: only what lies wholly within the range, rather than what touches it.
  mutating func narrow(to range: DayRange, isCertain: Bool) {
    isLimited = true
    if range.isEmpty {
      earliest.first = .max
      latest.first = .min
    } else if isCertain {
      earliest.first = max(earliest.first, range.first)
      latest.last = min(latest.last, range.last)
    } else {
      earliest.last = max(earliest.last, range.first)
      latest.first = min(latest.first, range.last)
    }
  }

  /// What holds no day lies within what is not limited alone.
  func fit(_ range: DayRange) -> Bool {
    if range.isEmpty { return !isLimited }
    return earliest.first <= range.first && range.first <= latest.first
      && earliest.last <= range.last && range.last <= latest.last
  }
}

/// For every range at once, within which of many bounds it lies.
///
/// Between two days on which any bound begins or ends nothing changes, so a table has the bounds as bits for each such stretch, once for the
/// first days of ranges and once for the last. It is shared rather than copied.
final class DayBoundsTable: Sendable {
  let count: Int
  /// How many words it takes to have a bit for each of the bounds.
  let wordCount: Int
  private let firsts: Stretches
  private let lasts: Stretches
  /// Those that limit nothing, within which lies also what holds no day.
  private let unlimited: [UInt64]

  private struct Stretches: Sendable {
    /// The days on which they begin, ascending.
    var days: [Int32]
    /// By stretch: the bits of the bounds; before the first day, and from each.
    var bits: [UInt64]

    init(_ ends: [(earliest: Int32, latest: Int32)], _ wordCount: Int) {
      var days: Set<Int32> = []
      for end in ends {
        days.insert(end.earliest)
        if end.latest < .max { days.insert(end.latest + 1) }
      }
      self.days = days.sorted()
      bits = Array(repeating: 0, count: (self.days.count + 1) * wordCount)
      for (number, end) in ends.enumerated() {
        for (stretch, day) in self.days.enumerated() where end.earliest <= day && day <= end.latest
        {
          bits[(stretch + 1) * wordCount + number / 64] |= 1 << UInt64(number % 64)
        }
      }
    }

    /// Where the bits stand of the stretch of a day.
    func place(of day: Int32, _ wordCount: Int) -> Int {
      var (low, high) = (0, days.count)
      while low < high {
        let middle = (low + high) / 2
        if days[middle] <= day { low = middle + 1 } else { high = middle }
      }
      return low * wordCount
    }
  }

  init(_ bounds: [DayBounds]) {
    count = bounds.count
    wordCount = (bounds.count + 63) / 64
    firsts = Stretches(bounds.map { ($0.earliest.first, $0.latest.first) }, wordCount)
    lasts = Stretches(bounds.map { ($0.earliest.last, $0.latest.last) }, wordCount)
    var unlimited = [UInt64](repeating: 0, count: wordCount)
    for (number, bounds) in bounds.enumerated() where !bounds.isLimited {
      unlimited[number / 64] |= 1 << UInt64(number % 64)
    }
    self.unlimited = unlimited
  }

  /// Sets the bits of the bounds within which a range lies, from a place on at which none is set.
  func fit(_ range: DayRange, into words: inout [UInt64], from start: Int) {
    if range.isEmpty {
      for word in 0..<wordCount { words[start + word] = unlimited[word] }
      return
    }
    let (first, last) = (
      firsts.place(of: range.first, wordCount), lasts.place(of: range.last, wordCount)
    )
    for word in 0..<wordCount {
      words[start + word] = firsts.bits[first + word] & lasts.bits[last + word]
    }
  }
}
