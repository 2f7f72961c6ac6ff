/// Whether somebody was under an age throughout a stretch of days: yes, no, or not certain.
///
/// True if the latest day is before the earliest possible birthday; false if the earliest day is on
/// or after the latest possible one; nil otherwise. A birthday is the anniversary of `addingYears`.
///
/// - Unknowns: an open end, or a range that holds no day, is never read in either direction: where
///   the answer needs it, the answer is nil.
public func age(under years: Int, born: DayRange, during: DayRange) -> Bool? {
  if born.isEmpty || during.isEmpty { return nil }
  if let birth = born.earliest, let end = during.latest, end < birth.addingYears(years) {
    return true
  }
  if let birth = born.latest, let start = during.earliest, start >= birth.addingYears(years) {
    return false
  }
  return nil
}

/// The ages, in completed years, that somebody may have had on the days of a range.
///
/// Days before the latest possible birth count as age 0.
///
/// - Unknowns: nil if any end that bounds the answer is open, if a range holds no day, or if every
///   day lies before the earliest possible birth.
public func possibleAges(born: DayRange, on days: DayRange) -> ClosedRange<Int>? {
  guard !born.isEmpty, !days.isEmpty, let firstBirth = born.earliest, let lastBirth = born.latest,
    let start = days.earliest, let end = days.latest, end >= firstBirth
  else { return nil }
  let oldest = completedYears(from: firstBirth, to: end)
  let youngest = max(0, completedYears(from: lastBirth, to: start))
  return youngest...oldest
}

/// The number of anniversaries of `birth` that have begun by `day`; negative before birth.
private func completedYears(from birth: CivilDate, to day: CivilDate) -> Int {
  let years = day.year - birth.year
  return birth.addingYears(years) <= day ? years : years - 1
}
