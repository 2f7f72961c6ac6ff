import Assessment
import CivilTime
import EvidenceLogic
import LawPack

/// A framework about a child or a case of a batch, on one reading or with one more fact.
struct KnownKey: Hashable {
  var file: Int
  /// The place of the child among those of its case; nil for the case.
  var child: Int?
  var framework: Int
}

/// What is to be dated: how each test is looked at on the earlier days.
struct WantedDay: Hashable {
  enum Looked: Hashable {
    case reading(Reading)
    /// One of these facts short, or met.
    case oneFactShort([Int])
  }

  var key: KnownKey
  var looked: Looked
}

extension BatchReading {
  /// A test as it is to be dated: on the reading on which it is met.
  func wanted(_ key: KnownKey) -> WantedDay {
    let row = key.child.map { children.rows(ofGroup: key.file).lowerBound + $0 } ?? key.file
    let isNarrow = states[key.framework].narrow.countedFor.has(row)
    return WantedDay(key: key, looked: .reading(isNarrow ? .narrow : .broad))
  }

  /// The first day on which what all bodies held together met each test, or was one fact short of it.
  ///
  /// The record is asked as it stood on each day on which something came onto a file: the earliest day that answers is the day from
  /// which it was knowable.
  func knownDays(of wanted: Set<WantedDay>) -> [WantedDay: CivilDate] {
    guard isDated else { return knownDaysLater(of: wanted) }
    var found: [WantedDay: CivilDate] = [:]
    // The later parts of records stand after all that come first.
    var later = files.count
    let groups = records.indices.map { file in
      let others = later..<later + records[file].count - 1
      later = others.upperBound
      return [file] + others
    }
    for item in wanted {
      found[item] =
        zip(records[item.key.file], groups[item.key.file]).lazy
        .compactMap { knownDay(of: item, $0, group: $1) }.first
    }
    return found
  }

  private func knownDay(of item: WantedDay, _ part: EvidenceRecord, group: Int) -> CivilDate? {
    let asked = law.asked[item.key.framework]
    let row = item.key.child.map { children.rows(ofGroup: group).lowerBound + $0 } ?? group
    var met: DayBits
    switch item.looked {
    case .reading(let reading):
      met = days((reading == .narrow ? asked.narrow : asked.broad).countedFor, row: row)
    case .oneFactShort(let facts):
      met = days(asked.broad.countedFor, row: row)
      for candidate in shortfall?.candidates[item.key.framework] ?? []
      where facts.contains(candidate.fact) {
        met |= days(candidate.slot, row: row)
      }
    }
    for (index, day) in part.days.enumerated() where met.has(index + 1) {
      if let day = asked.framework.dayAsked(day) { return day }
    }
    return nil
  }

  /// The same of records that were not asked for their days: those that are wanted are, now.
  private func knownDaysLater(of wanted: Set<WantedDay>) -> [WantedDay: CivilDate] {
    let chosen = Set(wanted.map(\.key.file)).sorted()
    if chosen.isEmpty { return [:] }
    let dated = BatchReading(law, chosen.map { files[$0] }, isDated: true, shortfall: shortfall)
    let places = Dictionary(uniqueKeysWithValues: chosen.enumerated().map { ($1, $0) })
    var found: [WantedDay: CivilDate] = [:]
    let known = dated.knownDays(
      of: Set(wanted.compactMap { $0.moved(to: places[$0.key.file]) }))
    for item in wanted {
      found[item] = item.moved(to: places[item.key.file]).flatMap { known[$0] }
    }
    return found
  }
}

extension WantedDay {
  /// The same of a record that stands elsewhere.
  fileprivate func moved(to file: Int?) -> WantedDay? {
    guard let file else { return nil }
    var moved = self
    moved.key.file = file
    return moved
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
