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
    return firstDay(file) { group in
      let row = row(child, ofGroup: group)
      let met = isNarrow ? states[test].narrow.days(row) : states[test].broad.days(row)
      return firstDay(of: test, met, group: group)
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
    firstDay(file) { group in
      if group == file { return firstDay(of: short.test, short.days, group: group) }
      let row = row(child, ofGroup: group)
      var met = states[short.test].broad.days(row)
      for fact in facts() { met |= days(fact.slot, row: row) }
      return firstDay(of: short.test, met, group: group)
    }
  }

  /// The day that the first part of a record gives; failing that, the first of its other parts that gives one.
  private func firstDay(_ file: Int, _ day: (_ group: Int) -> CivilDate?) -> CivilDate? {
    if let day = day(file) { return day }
    for group in laterParts(of: file) {
      if let day = day(group) { return day }
    }
    return nil
  }

  /// The row of a child of a record, or of a later part of one; of nil, that of the case.
  private func row(_ child: Int?, ofGroup group: Int) -> Int {
    child.map { children(ofGroup: group).lowerBound + $0 } ?? group
  }

  /// The first of the days of a record, or of a later part of one, on which a test could be met.
  ///
  /// - Parameter met: the days on which it answers.
  private func firstDay(of test: Int, _ met: DayBits, group: Int) -> CivilDate? {
    // The first bit is everything on file.
    var rest = met & ~1
    while rest != 0 {
      let day = days(ofGroup: group)[rest.trailingZeroBitCount - 1]
      if law.asked[test].framework.governsBy != .decision { return day }
      if let day = law.asked[test].framework.dayAsked(day) { return day }
      rest &= rest - 1
    }
    return nil
  }
}

extension Framework {
  /// Rule 18: a test of the day of the decision could not be met before it was one; nil if it no longer was.
  fileprivate func dayAsked(_ day: CivilDate) -> CivilDate? {
    guard let inForce else { return day }
    let first = max(day, inForce.from ?? day)
    return inForce.days.contains(first) ? first : nil
  }
}
