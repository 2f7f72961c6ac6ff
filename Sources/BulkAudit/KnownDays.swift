import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack

extension BatchReading {
  /// The first day on which what all bodies held together met any of some tests, each on the reading on which it is met; nil if no day of the
  /// records answers, or if nothing had to be on file for them (rule 4).
  ///
  /// The record is asked as it stood on each day on which something came onto a file: the earliest day that answers is the day from
  /// which it was knowable. The records must have been asked for their days.
  ///
  /// - Parameter child: the place of the child among those of its case; nil for the case.
  func knownDay(of tests: some Sequence<Int>, child: Int?, file: Int) -> CivilDate? {
    let (row, isOfAnyChild) = (row(child, of: file), !children(of: file).isEmpty)
    return firstDay(of: tests, child, file) { test, reading, there in
      let isNarrow = states[test].narrow.has(row)
      if law.metByNothing.has(test, isNarrow: isNarrow, ofAnyChild: isOfAnyChild) {
        return (test, 0)
      }
      let states = reading.states[test]
      return (test, isNarrow ? states.narrow.days(there) : states.broad.days(there))
    }
  }

  /// The first day on which a child was one fact short of any of some tests, or met it.
  ///
  /// - Parameters:
  ///   - short: the tests, with the days of the record that are asked about here.
  ///   - places: of those that are asked of the child, in `short`.
  ///   - facts: gives those of which any one would do; they are asked for where none of those days is one.
  func knownDay(
    of short: ShortTests, at places: ArraySlice<Int>, child: Int, file: Int,
    _ facts: (_ place: Int) -> [Shortfall.Candidate]
  ) -> CivilDate? {
    firstDay(of: places, child, file) { place, reading, row in
      let (test, days) = (short[place].test, short[place].days)
      if reading === self { return (test, days) }
      return (
        test,
        facts(place).reduce(reading.states[test].broad.days(row)) {
          $0 | reading.days($1.slot, row: row)
        }
      )
    }
  }

  /// The first day on which any of what is asked of a record could be met.
  ///
  /// - Parameter met: its test, and the days on which a row answers, among those that a reading asks about.
  private func firstDay<One>(
    of all: some Sequence<One>, _ child: Int?, _ file: Int,
    _ met: (One, _ reading: BatchReading, _ row: Int) -> (test: Int, days: DayBits)
  ) -> CivilDate? {
    var (reading, file) = (self, file)
    while true {
      let row = reading.row(child, of: file)
      // No day is before the first.
      let first = reading.days(of: file).first
      var earliest: CivilDate?
      for one in all {
        let (test, days) = met(one, reading, row)
        let day = reading.firstDay(of: test, days, row, file)
        if isSooner(day, earliest) { earliest = day }
        if earliest == first { break }
      }
      if let earliest { return earliest }
      // All further days are later.
      guard let next = reading.next(of: file) else { return nil }
      (reading, file) = next
    }
  }

  /// The row of a child of a record; of nil, that of the case.
  private func row(_ child: Int?, of file: Int) -> Int {
    child.map { children(of: file).lowerBound + $0 } ?? file
  }

  /// The first of some days on which a test could be met.
  ///
  /// - Parameter met: the days on which a row of a record answers.
  private func firstDay(of test: Int, _ met: DayBits, _ row: Int, _ file: Int) -> CivilDate? {
    let isOfDecision = law.asked[test].framework.governsBy == .decision
    // The first bit is everything on file. What is not in force is not met (rule 2).
    var rest = met & ~1
    if !isOfDecision { rest &= ~states[test].out.days(row) }
    if rest == 0 { return nil }
    let days = days(of: file)
    while rest != 0 {
      let place = rest.trailingZeroBitCount - 1
      if !isOfDecision { return days[place] }
      // The day on which more came onto a file.
      let next = place + 1 < days.count ? days[place + 1] : dayAfter(file)
      if let day = law.asked[test].framework.dayAsked(days[place], before: next) { return day }
      rest &= rest - 1
    }
    return nil
  }
}

/// The tests that are met with nothing on file: those of an age that is assumed (U9).
struct MetByNothing: Sendable {
  /// By reading, of a case with a child and of one without, the tests by their places in what the law asks.
  private var tests = Array(repeating: AtomSet(), count: 4)

  /// None.
  init() {}

  init(_ law: BulkLaw) {
    let child = Person(id: "child", role: .child)
    let empty = [[child], []].map { people in
      var record = CaseRecord(id: "", title: "", jurisdiction: "")
      record.people = people
      return record
    }
    let batch = BatchReading(law, empty, known: nil)
    for test in law.asked.indices {
      let states = batch.states[test]
      for (file, record) in empty.enumerated() {
        let isOfChild = law.asked[test].subject == .child
        if isOfChild, record.people.isEmpty { continue }
        let row = isOfChild ? batch.children(of: file).lowerBound : file
        if states.narrow.has(row) { tests[file].insert(test) }
        if states.broad.has(row) { tests[2 + file].insert(test) }
      }
    }
  }

  /// - Parameter ofAnyChild: whether the record names one.
  func has(_ test: Int, isNarrow: Bool, ofAnyChild: Bool) -> Bool {
    tests[(isNarrow ? 0 : 2) + (ofAnyChild ? 0 : 1)].contains(test)
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
