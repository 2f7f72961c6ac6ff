internal import Diagnostics

/// Something that was read, and where it stands.
struct Placed<Value> {
  var value: Value
  var location: Location

  init(_ value: Value, at location: Location) {
    self.value = value
    self.location = location
  }
}

extension Placed: Sendable where Value: Sendable {}

/// What one file holds of a record, before it is joined with the others and its names are looked up.
struct RecordDraft {
  var start: Location
  var id: Placed<String>?
  var title: Placed<String>?
  var jurisdiction: Placed<String>?
  /// Whether there is a title, or a jurisdiction, that could not be read.
  var hasUnreadableTitle = false
  var hasUnreadableJurisdiction = false
  var people: [Placed<Person>] = []
  var places: [Placed<Place>] = []
  var things: [Placed<Thing>] = []
  var sources: [Placed<Source>] = []
  var statements: [Placed<Statement>] = []
  var responses: [Placed<Response>] = []
  var warnings: [Placed<Warning>] = []
  var mentions: [Mention] = []
  /// The ids of entries that could not be read in full. They are declared, and nothing more is known of them.
  var unreadable: Set<String> = []

  init(start: Location) {
    self.start = start
  }
}

/// An id where it is used, which something in the record must declare.
struct Mention: Hashable {
  enum Use: Hashable {
    case child, doer, about, suspect
    case place, thing
    case source
    case event

    var isPerson: Bool {
      switch self {
      case .child, .doer, .about, .suspect: true
      case .place, .thing, .source, .event: false
      }
    }
  }

  var use: Use
  var id: String
  var location: Location
}
