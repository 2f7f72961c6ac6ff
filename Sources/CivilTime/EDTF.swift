/// The form of a written date, before it is read as days.
enum EDTF: Hashable {
  case point(Point)
  case interval(Side, Side)

  /// One side of an interval.
  enum Side: Hashable {
    case point(Point)
    /// `..`: deliberately without a bound.
    case open
    /// Empty: there is a bound, and nobody knows it.
    case unknown
  }

  /// One date with its qualifier.
  struct Point: Hashable {
    var value: Value
    var qualifier: Qualifier = .none
  }

  enum Value: Hashable {
    case day(CivilDate)
    case month(year: Int, month: Int)
    case season(year: Int, Season)
    case year(Int)
    /// The first three digits: 198 is the 1980s.
    case decade(Int)
    /// The first two digits: 19 is 1900 to 1999.
    case century(Int)
    /// Some day of a month, `2004-06-XX`.
    case someDay(year: Int, month: Int)
    /// Some day or month of a year, `2004-XX`.
    case someMonth(year: Int)
  }

  enum Season: Int, Hashable {
    case spring = 21
    case summer, autumn, winter
  }

  enum Qualifier: Hashable {
    case none, uncertain, approximate, both

    var isApproximate: Bool { self == .approximate || self == .both }
    var isUncertain: Bool { self == .uncertain || self == .both }
  }

  var isInterval: Bool { if case .interval = self { true } else { false } }

  /// The dates that are written: one, or those of the sides that have one.
  var points: [Point] {
    switch self {
    case .point(let point): [point]
    case .interval(let start, let end): [start.point, end.point].compactMap { $0 }
    }
  }

  /// Every day that the date may mean.
  var range: DayRange {
    switch self {
    case .point(let point): point.range
    case .interval(let start, let end): DayRange(start.range.earliest, end.range.latest)
    }
  }
}

extension EDTF.Side {
  var point: EDTF.Point? { if case .point(let point) = self { point } else { nil } }

  var range: DayRange { point?.range ?? .always }
}

extension EDTF.Point {
  var precision: UncertainDate.Precision {
    switch value {
    case .day: .day
    case .month, .someDay: .month
    case .season: .season
    case .year, .someMonth: .year
    case .decade: .decade
    case .century: .century
    }
  }

  /// Every day that the date may mean, its qualifier included.
  var range: DayRange {
    if case .day(let day) = value {
      if qualifier == .none { return DayRange(day) }
      return DayRange(day.adding(days: -1), day.adding(days: 1))
    }
    let (first, last, unit) = months
    let reach = qualifier == .none ? 0 : unit
    return DayRange(firstDay(ofMonth: first - reach), lastDay(ofMonth: last + reach))
  }

  /// The months that the value spans, numbered from January of the year 0, and how many a qualifier
  /// adds.
  private var months: (first: Int, last: Int, unit: Int) {
    switch value {
    case .day(let day): (day.year * 12 + day.month - 1, day.year * 12 + day.month - 1, 1)
    case .month(let year, let month), .someDay(let year, let month):
      (year * 12 + month - 1, year * 12 + month - 1, 1)
    case .season(let year, .winter): (year * 12, year * 12 + 13, 1)
    case .season(let year, let season):
      (year * 12 + (season.rawValue - 21) * 3 + 2, year * 12 + (season.rawValue - 21) * 3 + 4, 1)
    case .year(let year), .someMonth(let year): (year * 12, year * 12 + 11, 12)
    case .decade(let digits): (digits * 120, digits * 120 + 119, 120)
    case .century(let digits): (digits * 1200, digits * 1200 + 1199, 1200)
    }
  }
}

/// The first day of a month numbered from January of the year 0, or the first day that can be
/// named.
private func firstDay(ofMonth number: Int) -> CivilDate {
  guard number >= 12 else { return .first }
  return CivilDate(year: number / 12, month: number % 12 + 1, day: 1) ?? .last
}

/// The last day of a month numbered from January of the year 0, or the last day that can be named.
private func lastDay(ofMonth number: Int) -> CivilDate {
  guard number + 1 < 10_000 * 12 else { return .last }
  return firstDay(ofMonth: number + 1).adding(days: -1)
}
