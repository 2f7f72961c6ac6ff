import CaseRecord
package import CivilTime
import Vocabulary

/// Whose file is read, and how what came to it on an uncertain day counts.
struct FileRead {
  /// The body; nil for the files of all together.
  var agency: String?
  /// Whether an uncertain day counts at its earliest, rather than at its latest.
  var isEarliest = false

  /// The day on which something came to it; nil if it never did.
  func day(_ arrivals: Arrivals) -> CivilDate? {
    let days: KeyPath<Arrivals.Element, CivilDate> = isEarliest ? \.earliest : \.latest
    if let agency { return arrivals[agency]?[keyPath: days] }
    return arrivals.lazy.map { $0[keyPath: days] }.min()
  }
}

/// Who had something on file since when.
package struct Arrivals: Sendable, RandomAccessCollection {
  /// The days on which it came onto a body's file: the day that counts, and the earliest that it may have been.
  package struct Element: Sendable {
    package var agency: String
    package var latest: CivilDate
    package var earliest: CivilDate

    fileprivate mutating func add(_ latest: CivilDate, _ earliest: CivilDate) {
      self.latest = Swift.min(self.latest, latest)
      self.earliest = Swift.min(self.earliest, earliest)
    }
  }

  /// One for each body. Most often there is one, which costs no allocation.
  private var first: Element?
  private var others: [Element] = []

  package var startIndex: Int { 0 }
  package var endIndex: Int { first == nil ? 0 : others.count + 1 }
  package subscript(index: Int) -> Element {
    if index == 0, let first { first } else { others[index - 1] }
  }

  subscript(agency: String) -> Element? { first { $0.agency == agency } }

  /// An uncertain day counts at its latest; one with no latest day never counts.
  mutating func add(_ agency: String, _ date: UncertainDate?) {
    guard let range = date?.range, let latest = range.latest else { return }
    let earliest = range.earliest ?? latest
    if first?.agency == agency {
      first?.add(latest, earliest)
    } else if let known = others.firstIndex(where: { $0.agency == agency }) {
      others[known].add(latest, earliest)
    } else if first == nil {
      first = Element(agency: agency, latest: latest, earliest: earliest)
    } else {
      others.append(Element(agency: agency, latest: latest, earliest: earliest))
    }
  }

  /// The first day on which anybody certainly had it.
  var firstDay: CivilDate? {
    guard let first else { return nil }
    return others.reduce(first.latest) { Swift.min($0, $1.latest) }
  }

  /// Those by a day.
  func by(_ day: CivilDate) -> Arrivals {
    let kept = filter { $0.latest <= day }
    var part = Arrivals()
    part.first = kept.first
    part.others = Array(kept.dropFirst())
    return part
  }
}

extension CaseRecord {
  /// What brought each source, by its place, onto a body's file: its own making, a sharing, and a warning, a referral or a share that it went with.
  @inline(__always)
  func forEachArrival(
    _ places: Places, _ take: (_ source: Int, _ agency: String, UncertainDate?) -> Void
  ) {
    // All by place, since what is looked at would else be copied.
    for index in sources.indices {
      take(index, sources[index].agency, sources[index].held ?? sources[index].made)
      for sharing in sources[index].shared { take(index, sharing.with, sharing.on) }
    }
    for index in warnings.indices {
      guard let to = warnings[index].to else { continue }
      for id in warnings[index].sources {
        if let source = places[id] { take(source, to, warnings[index].on) }
      }
    }
    for index in responses.indices where responses[index].act != .declinedToShare {
      guard let to = responses[index].to else { continue }
      for id in responses[index].sources {
        if let source = places[id] { take(source, to, responses[index].on) }
      }
    }
  }
}
