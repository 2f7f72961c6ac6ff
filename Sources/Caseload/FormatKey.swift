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

extension KeyOrder.Kind {
  /// The keys that such a map may have; a statement has the roles of its fact beside these.
  var keys: [FormatKey] {
    switch self {
    case .record:
      [
        .heed, .id, .title, .jurisdiction, .people, .places, .things, .sources, .statements,
        .responses, .warnings,
      ]
    case .person: [.id, .role, .born, .standsFor, .identifiers]
    case .place: [.id, .kind, .street, .town, .policeForce, .country]
    case .thing: [.id, .kind, .mark]
    case .source: [.id, .agency, .kind, .made, .held, .shared, .ref, .grade, .repeats]
    case .statement, .ahead: FormatKey.allCases.filter(\.isOfEveryStatement)
    case .response:
      [
        .act, .about, .by, .to, .on, .reason, .reliesOn, .decidedBy, .framework, .suspect, .event,
        .answer, .outcome, .stage, .decision, .duty, .source, .sources,
      ]
    case .warning: [.id, .about, .raisedBy, .on, .to, .sources, .acknowledged, .outcome]
    case .identifier: [.scheme, .issuer, .value]
    case .datedBySource: [.date, .source]
    case .sharing: [.with, .on]
    case .grade: [.scheme, .value]
    case .raisedBy: [.role, .agency]
    }
  }
}

/// Where one map stands that is being read: which of its keys were met, and which was the last.
struct MapState {
  let kind: KeyOrder.Kind
  var isFirst = true
  /// Where the last key stands in the ``KeyOrder``.
  var place: KeyOrder.Place
  var met = MetKeys()

  @inline(__always)
  init(_ kind: KeyOrder.Kind, in order: borrowing KeyOrder) {
    self.kind = kind
    place = order.start(of: kind)
  }
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
