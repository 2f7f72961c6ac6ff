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
    let sources = record.sources
    var holdings = sources.indices.map { index in
      var held = Arrivals()
      held.add(sources[index].agency, sources[index].held ?? sources[index].made)
      for sharing in sources[index].shared { held.add(sharing.with, sharing.on) }
      return held
    }
    for warning in record.warnings {
      guard let to = warning.to else { continue }
      for source in warning.sources.compactMap({ places[$0] }) {
        holdings[source].add(to, warning.on)
      }
    }
    for response in record.responses where response.act != .declinedToShare {
      guard let to = response.to else { continue }
      for source in response.sources.compactMap({ places[$0] }) {
        holdings[source].add(to, response.on)
      }
    }
    return holdings
  }
}
