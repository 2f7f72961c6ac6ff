import Assessment
import CivilTime
import EvidenceLogic
import LawPack

/// A framework about a child or a case of a batch, on one reading or with one more fact.
struct KnownKey {
  var file: Int
  /// The place of the child among those of its case; nil for the case.
  var child: Int?
  var framework: Int
}

/// What is to be dated: how each test is looked at on the earlier days.
struct WantedDay {
  enum Looked {
    case reading(Reading)
    /// One fact short, or met: the answers with each of the facts of which any one would do.
    case oneFactShort([BulkLaw.Slot])
  }

  var key: KnownKey
  var looked: Looked
}

extension BatchReading {
  /// A test as it is to be dated: on the reading on which it is met.
  func wanted(_ key: KnownKey) -> WantedDay {
    let row = key.child.map { children(ofGroup: key.file).lowerBound + $0 } ?? key.file
    let isNarrow = states[key.framework].narrow.countedFor.has(row)
    return WantedDay(key: key, looked: .reading(isNarrow ? .narrow : .broad))
  }

  /// The first day on which what all bodies held together met a test, or was one fact short of it; nil if no day of the records answers.
  ///
  /// The record is asked as it stood on each day on which something came onto a file: the earliest day that answers is the day from
  /// which it was knowable. The records must have been asked for their days.
  func knownDay(of item: WantedDay) -> CivilDate? {
    let file = item.key.file
    for (number, part) in records[file].enumerated() {
      let group = number == 0 ? file : laterParts[file] + number - 1
      if let day = knownDay(of: item, part, group: group) { return day }
    }
    return nil
  }

  private func knownDay(of item: WantedDay, _ part: EvidenceRecord, group: Int) -> CivilDate? {
    let asked = law.asked[item.key.framework]
    let row = item.key.child.map { children(ofGroup: group).lowerBound + $0 } ?? group
    let met: DayBits
    switch item.looked {
    case .reading(let reading):
      met = days((reading == .narrow ? asked.narrow : asked.broad).countedFor, row: row)
    case .oneFactShort(let slots):
      met = slots.reduce(days(asked.broad.countedFor, row: row)) { $0 | days($1, row: row) }
    }
    for (index, day) in part.days.enumerated() where met.has(index + 1) {
      if let day = asked.framework.dayAsked(day) { return day }
    }
    return nil
  }
}

extension Framework {
  /// Rule 18: a test of the day of the decision could not be met before it was one; nil if it no longer was.
  fileprivate func dayAsked(_ day: CivilDate) -> CivilDate? {
    guard governsBy == .decision, let inForce else { return day }
    let first = max(day, inForce.from ?? day)
    return inForce.days.contains(first) ? first : nil
  }
}
