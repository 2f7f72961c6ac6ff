/// Returns a day in English: `3 November 2008`.
public func describe(_ date: CivilDate) -> String {
  "\(date.day) \(monthName(date.month)) \(date.year)"
}

/// Returns a date in English, with what is not known said in words.
///
/// `about` stands for `~`, `possibly` for `?`, both for `%`. The word says that the date is so
/// marked; how far `range` then reaches is in ``UncertainDate``.
public func describe(_ date: UncertainDate) -> String {
  guard let form = try? EDTF.parse(date.literal) else { return date.literal }
  switch form {
  case .point(let point): return alone(point)
  case .interval(let start, let end): return stretch(start, end)
  }
}

private func stretch(_ start: EDTF.Side, _ end: EDTF.Side) -> String {
  switch (start, end) {
  case (.point(let start), .point(let end)):
    start == end ? alone(start) : "between \(pair(start, end))"
  case (.point(let start), .open): "from \(within(start)), with no end given"
  case (.point(let start), _): "from \(within(start)), end not known"
  case (.open, .point(let end)): "up to \(within(end)), with no start given"
  case (_, .point(let end)): "up to \(within(end)), start not known"
  default: "at a time not known"
  }
}

/// `October and November 2008`: what the two share is said once, unless either is qualified.
private func pair(_ start: EDTF.Point, _ end: EDTF.Point) -> String {
  if start.qualifier == .none, end.qualifier == .none {
    switch (start.value, end.value) {
    case (.day(let one), .day(let other)) where one.year == other.year:
      let first = one.month == other.month ? "\(one.day)" : "\(one.day) \(monthName(one.month))"
      return "\(first) and \(describe(other))"
    case (.month(let year, let month), .month(let other, _)) where year == other:
      return "\(monthName(month)) and \(within(end))"
    default: break
    }
  }
  return "\(within(start)) and \(within(end))"
}

/// The date by itself: `some time in the 1980s`.
private func alone(_ point: EDTF.Point) -> String {
  switch point.value {
  case .decade, .someDay, .someMonth: qualified(point, "some time in \(name(point.value))")
  case .century(let digits):
    qualified(point, "some time between \(max(1, digits * 100)) and \(digits * 100 + 99)")
  default: qualified(point, name(point.value))
  }
}

/// The date inside a longer phrase: `the 1980s`.
private func within(_ point: EDTF.Point) -> String { qualified(point, name(point.value)) }

private func qualified(_ point: EDTF.Point, _ words: String) -> String {
  switch point.qualifier {
  case .none: words
  case .approximate: "about \(words)"
  case .uncertain: "possibly \(words)"
  case .both: "possibly about \(words)"
  }
}

private func name(_ value: EDTF.Value) -> String {
  switch value {
  case .day(let day): describe(day)
  case .month(let year, let month), .someDay(let year, let month): "\(monthName(month)) \(year)"
  case .season(let year, let season): "\(season) \(year)"
  case .year(let year), .someMonth(let year): "\(year)"
  case .decade(0): "the years 1 to 9"
  case .decade(let digits): "the \(digits)0s"
  case .century(let digits): "the years \(max(1, digits * 100)) to \(digits * 100 + 99)"
  }
}

private func monthName(_ month: Int) -> String {
  [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October",
    "November", "December",
  ][month - 1]
}
