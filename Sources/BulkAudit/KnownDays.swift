import CivilTime
import EvidenceLogic
import LawPack

extension BatchReading {
  /// The first day on which what all bodies held together met a test, on the reading on which it is met; nil if no day of the records answers.
  ///
  /// The record is asked as it stood on each day on which something came onto a file: the earliest day that answers is the day from
  /// which it was knowable. The records must have been asked for their days.
  ///
  /// - Parameter child: the place of the child among those of its case; nil for the case.
  func knownDay(of test: Int, child: Int?, file: Int) -> CivilDate? {
    let isNarrow = states[test].narrow.has(row(child, ofGroup: file))
    return firstDay(of: test, child, file) { _, row in
      isNarrow ? states[test].narrow.days(row) : states[test].broad.days(row)
    }
  }

  /// The first day on which a child was one fact short of a test, or met it.
  ///
  /// - Parameters:
  ///   - short: the test, with the days of the record's first part.
  ///   - facts: gives those of which any one would do; they are asked for where the first part gives no day.
  func knownDay(
    ofShort short: ShortTest, child: Int, file: Int, _ facts: () -> [Shortfall.Candidate]
  ) -> CivilDate? {
    firstDay(of: short.test, child, file) { group, row in
      if group == file { return short.days }
      var met = states[short.test].broad.days(row)
      for fact in facts() { met |= days(fact.slot, row: row) }
      return met
    }
  }

  /// The first day on which a record, in its first part or a later one, could meet a test.
  ///
  /// - Parameter met: the days of a part on which a row of it answers.
  private func firstDay(
    of test: Int, _ child: Int?, _ file: Int, _ met: (_ group: Int, _ row: Int) -> DayBits
  ) -> CivilDate? {
    var group = file
    var later = laterParts(of: file)
    while true {
      let next = later.popFirst()
      let row = row(child, ofGroup: group)
      if let day = firstDay(
        of: test, met(group, row), row, days(ofGroup: group),
        before: next.flatMap { days(ofGroup: $0).first })
      {
        return day
      }
      guard let next else { return nil }
      group = next
    }
  }

  /// The row of a child of a record, or of a later part of one; of nil, that of the case.
  private func row(_ child: Int?, ofGroup group: Int) -> Int {
    child.map { children(ofGroup: group).lowerBound + $0 } ?? group
  }

  /// The first of some days on which a test could be met.
  ///
  /// - Parameters:
  ///   - met: the days on which a row answers.
  ///   - next: the day on which more came onto a file after the last of them.
  private func firstDay(
    of test: Int, _ met: DayBits, _ row: Int, _ days: [CivilDate], before next: CivilDate?
  ) -> CivilDate? {
    let isOfDecision = law.asked[test].framework.governsBy == .decision
    // The first bit is everything on file. What is not in force is not met (rule 2).
    var rest = met & ~1
    if !isOfDecision { rest &= ~states[test].out.days(row) }
    while rest != 0 {
      let place = rest.trailingZeroBitCount - 1
      if !isOfDecision { return days[place] }
      let next = place + 1 < days.count ? days[place + 1] : next
      if let day = law.asked[test].framework.dayAsked(days[place], before: next) { return day }
      rest &= rest - 1
    }
    return nil
  }
}

extension Framework {
  /// Rule 18: a test of the day of the decision could not be met before it was one; nil if it no longer was, or if more had come onto a file by
  /// the day on which it began.
  fileprivate func dayAsked(_ day: CivilDate, before next: CivilDate?) -> CivilDate? {
    guard let inForce else { return day }
    let first = max(day, inForce.from ?? day)
    if let next, next <= first { return nil }
    return inForce.days.contains(first) ? first : nil
  }
}
