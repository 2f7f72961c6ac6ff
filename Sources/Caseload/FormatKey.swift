/// The keys of the format `heed: case/1`; the roles of facts are the vocabulary's.
enum FormatKey: String, CaseIterable {
  case heed, id, title, jurisdiction, people, places, things, sources, statements, responses
  case warnings
  case role, born, date, source, identifiers, scheme, issuer, value
  case standsFor = "stands-for"
  case kind, street, town, country, mark
  case policeForce = "police-force"
  case agency, made, held, shared, with, on, ref, grade, repeats
  case fact, child, by, from, to, number, count, event, when, says, note
  case act, about, reason, framework, suspect, answer, outcome, stage, decision, duty
  case reliesOn = "relies-on"
  case decidedBy = "decided-by"
  case acknowledged
  case raisedBy = "raised-by"

  /// Whether every statement may have it, whatever its fact.
  var isOfEveryStatement: Bool {
    switch self {
    case .fact, .child, .by, .with, .from, .to, .number, .count, .event, .when, .says, .source,
      .note:
      true
    default: false
    }
  }
}

/// Where one map stands that is being read: which of its keys were met, and which was the last.
struct MapState {
  var isFirst = true
  /// Where the last key stands in the ``KeyOrder``.
  var place: KeyOrder.Place
  var met = MetKeys()

  @inline(__always)
  init(at place: KeyOrder.Place) { self.place = place }
}

/// Which keys of a map were met.
struct MetKeys {
  static let most = 64

  private var seen: UInt64 = 0

  /// Notes a key by its number, which is below ``most``; one that stands twice is for the thorough reader.
  @inline(__always)
  mutating func note(_ number: Int) throws(GivenUp) {
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: number)
    if seen & bit != 0 { throw GivenUp() }
    seen |= bit
  }
}
