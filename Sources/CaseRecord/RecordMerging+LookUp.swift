internal import Diagnostics

/// Whether every name that a record uses is one that it declares, and means what its place asks for.
struct LookUp {
  var report = Report()
  private var hints = Hints()

  private let people: [String: Person]
  private let places: Set<String>
  private let things: Set<String>
  private let sources: Set<String>
  private let events: Set<String>
  private let unreadable: Set<String>

  init(record: CaseRecord, unreadable: Set<String>) {
    people = Dictionary(
      record.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    places = Set(record.places.map(\.id))
    things = Set(record.things.map(\.id))
    sources = Set(record.sources.map(\.id))
    events = Set(record.statements.compactMap(\.event))
    self.unreadable = unreadable
  }

  mutating func check(_ mention: Mention) {
    if unreadable.contains(mention.id) { return }
    switch mention.use {
    case .child, .doer, .about, .suspect:
      if let person = people[mention.id] {
        checkRole(of: person, at: mention)
      } else {
        add(.noSuchPerson(count: people.count), at: mention.location)
      }
    case .place:
      if !places.contains(mention.id) {
        add(.noSuchPlace(count: places.count), at: mention.location)
      }
    case .thing:
      if !things.contains(mention.id) {
        add(.noSuchThing(count: things.count), at: mention.location)
      }
    case .source:
      if !sources.contains(mention.id) {
        let close = hints.nearest(to: mention.id, among: sources)
        add(.noSuchSource(nearest: close), at: mention.location)
      }
    case .event:
      if !events.contains(mention.id) { add(.unknownEvent, at: mention.location) }
    }
  }

  private mutating func checkRole(of person: Person, at mention: Mention) {
    switch mention.use {
    case .child where person.role != .child: add(.notAChild, at: mention.location)
    case .doer where person.role == .child: add(.childNamedAsDoing, at: mention.location)
    case .suspect where person.role != .suspect: add(.notASuspect, at: mention.location)
    case .suspect where person.isPooled: add(.pooledSuspect, at: mention.location)
    default: break
    }
  }

  /// Reports each ring of sources that repeat one another, once, at the first of them.
  mutating func checkRings(_ placed: [Placed<Source>]) {
    let repeats = Dictionary(
      placed.compactMap { item in item.value.repeats.map { (item.value.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    let places = Dictionary(
      placed.enumerated().map { ($1.value.id, $0) }, uniquingKeysWith: { first, _ in first })
    var settled: Set<String> = []
    for item in placed {
      var path: [String] = []
      var id: String? = item.value.id
      while let current = id, settled.insert(current).inserted {
        path.append(current)
        id = repeats[current]
      }
      guard let end = id, let start = path.firstIndex(of: end) else { continue }
      if let first = path[start...].compactMap({ places[$0] }).min() {
        add(.repeatsItself, at: placed[first].location)
      }
    }
  }

  /// Reports names of streets, towns and police forces that would be taken for two and are plainly one.
  mutating func checkSpelling(_ placed: [Placed<Place>]) {
    let keys: [(String, (Place) -> String?)] = [
      ("street", \.street), ("town", \.town), ("police-force", \.policeForce),
    ]
    for (key, name) in keys {
      var first: [String: (name: String, location: Location)] = [:]
      for item in placed {
        guard let written = name(item.value) else { continue }
        guard let earlier = first[plain(written)] else {
          first[plain(written)] = (written, item.location)
          continue
        }
        if earlier.name != written {
          add(.speltTwoWays(key: key, first: earlier.location), at: item.location)
        }
      }
    }
  }

  private func plain(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  private mutating func add(_ problem: RecordProblem, at location: Location) {
    report.add(problem.diagnostic(at: location))
  }
}
