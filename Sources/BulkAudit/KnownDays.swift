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
    let row = child.map { children(ofGroup: file).lowerBound + $0 } ?? file
    let isNarrow = states[test].narrow.countedFor.has(row)
    let slot = isNarrow ? law.asked[test].narrow.countedFor : law.asked[test].broad.countedFor
    return firstDay(of: test, child: child, file: file) { days(slot, row: $0) }
  }

  /// The first day on which a child was one fact short of a test, or met it.
  ///
  /// - Parameter facts: those of which any one would do, by their places among the candidates.
  func knownDay(
    ofShort test: Int, with candidates: [Shortfall.Candidate], _ facts: AtomSet, child: Int,
    file: Int
  ) -> CivilDate? {
    firstDay(of: test, child: child, file: file) { row in
      var met = days(law.asked[test].broad.countedFor, row: row)
      facts.forEach { met |= days(candidates[$0].slot, row: row) }
      return met
    }
  }

  /// - Parameter daysMet: on which of its days a row of the test's subject answers.
  private func firstDay(
    of test: Int, child: Int?, file: Int, _ daysMet: (_ row: Int) -> DayBits
  ) -> CivilDate? {
    func firstDay(ofGroup group: Int) -> CivilDate? {
      let row = child.map { children(ofGroup: group).lowerBound + $0 } ?? group
      // The first bit is everything on file.
      var rest = daysMet(row) & ~1
      while rest != 0 {
        let day = days(ofGroup: group)[rest.trailingZeroBitCount - 1]
        if law.asked[test].framework.governsBy != .decision { return day }
        if let day = law.asked[test].framework.dayAsked(day) { return day }
        rest &= rest - 1
      }
      return nil
    }
    if let day = firstDay(ofGroup: file) { return day }
    for group in laterParts(of: file) {
      if let day = firstDay(ofGroup: group) { return day }
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
