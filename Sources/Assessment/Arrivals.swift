import CaseRecord
package import CivilTime
import Vocabulary

/// Who had something on file since when.
package struct Arrivals: Sendable, RandomAccessCollection {
  /// The days on which it came onto a body's file: the day that counts, and the earliest that it may have been.
  package struct Element: Sendable {
    package var agency: String
    package var latest: CivilDate
    package var earliest: CivilDate
  }

  /// One for each body.
  private var elements: [Element] = []

  package var startIndex: Int { 0 }
  package var endIndex: Int { elements.count }
  package subscript(index: Int) -> Element { elements[index] }

  subscript(agency: String) -> Element? { elements.first { $0.agency == agency } }

  /// An uncertain day counts at its latest; one with no latest day never counts.
  mutating func add(_ agency: String, _ date: UncertainDate?) {
    guard let range = date?.range, let latest = range.latest else { return }
    let earliest = range.earliest ?? latest
    if let known = elements.firstIndex(where: { $0.agency == agency }) {
      elements[known].latest = Swift.min(elements[known].latest, latest)
      elements[known].earliest = Swift.min(elements[known].earliest, earliest)
    } else {
      elements.append(Element(agency: agency, latest: latest, earliest: earliest))
    }
  }

  /// The first day on which anybody certainly had it.
  var firstDay: CivilDate? { lazy.map(\.latest).min() }

  /// Those by a day.
  func by(_ day: CivilDate) -> Arrivals {
    var part = self
    part.elements.removeAll { $0.latest > day }
    return part
  }
}

extension CaseEvidence {
  /// By source: its own body, those it was shared with, and those to whom a warning, a referral or a share brought it.
  static func holdings(of record: CaseRecord, _ places: Places) -> [Arrivals] {
    var holdings: [Arrivals] = []
    holdings.reserveCapacity(record.sources.count)
    // All by place, since what is looked at would else be copied.
    for index in record.sources.indices {
      var held = Arrivals()
      held.add(
        record.sources[index].agency, record.sources[index].held ?? record.sources[index].made)
      for sharing in record.sources[index].shared { held.add(sharing.with, sharing.on) }
      holdings.append(held)
    }
    for index in record.warnings.indices {
      guard let to = record.warnings[index].to else { continue }
      for source in record.warnings[index].sources.compactMap({ places[$0] }) {
        holdings[source].add(to, record.warnings[index].on)
      }
    }
    for index in record.responses.indices where record.responses[index].act != .declinedToShare {
      guard let to = record.responses[index].to else { continue }
      for source in record.responses[index].sources.compactMap({ places[$0] }) {
        holdings[source].add(to, record.responses[index].on)
      }
    }
    return holdings
  }
}
