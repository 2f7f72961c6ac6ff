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
  ///
  /// - Parameter shortfall: for tests that are dated from when they were one fact short.
  func knownDays(of wanted: Set<WantedDay>, _ shortfall: Shortfall? = nil)
    -> [WantedDay: CivilDate]
  {
    var batch = EvidenceBatch()
    var replays: [(file: Int, day: CivilDate)] = []
    for file in Set(wanted.map(\.key.file)).sorted() {
      for part in isDated ? rows[file] : law.rows(of: files[file], isDated: true) {
        for (index, day) in part.days.enumerated() {
          replays.append((file, day))
          batch.append(part, bit: index + 1)
        }
      }
    }
    if replays.isEmpty { return [:] }
    let planes = law.planes(of: batch)
    let answers = law.evaluate(batch, planes)
    let children = batch.rows[RowKind(subject: .child).index]
    let isShortAsked = wanted.contains { if case .oneFactShort = $0.looked { true } else { false } }
    var short: [Int: [(fact: Int, plane: [UInt64])]] = [:]
    if isShortAsked, let shortfall {
      for (framework, plane, fact) in shortfall.short(in: batch, answers, planes) {
        short[framework, default: []].append((fact, plane))
      }
    }
    var byFile: [Int: [WantedDay]] = [:]
    for item in wanted { byFile[item.key.file, default: []].append(item) }
    var found: [WantedDay: CivilDate] = [:]
    for (number, replay) in replays.enumerated() {
      byFile[replay.file]?.removeAll { item in
        let row = item.key.child.map { children.rows(ofGroup: number).lowerBound + $0 } ?? number
        let asked = law.asked[item.key.framework]
        let isMet: Bool =
          switch item.looked {
          case .reading(let reading):
            answers.bits((reading == .narrow ? asked.narrow : asked.broad).countedFor).has(row)
          case .oneFactShort(let facts):
            answers.bits(asked.broad.countedFor).has(row)
              || short[item.key.framework]?.contains {
                $0.plane.has(row) && facts.contains($0.fact)
              } == true
          }
        guard isMet, let day = asked.framework.dayAsked(replay.day) else { return false }
        found[item] = day
        return true
      }
    }
    return found
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
