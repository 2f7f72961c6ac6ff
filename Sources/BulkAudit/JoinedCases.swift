import Assessment
import CaseRecord
public import CivilTime
import EvidenceLogic
import LawPack

/// Joined cases of which the whole meets a test about a group that none of its parts met.
public struct JoinedCases: Sendable, Hashable {
  public var caseIDs: [String]
  public var places: [String]
  /// Under how many recorded people, places and things they are joined.
  public var shared: SharedCount
  public var tests: [AuditEntry.Test]
  /// The first day on which what all bodies held together met the first of the tests; nil where there is none.
  public var known: CivilDate?

  public struct SharedCount: Sendable, Hashable {
    public var people = 0
    public var places = 0
    public var things = 0
  }
}

/// Joined cases that are more together than is asked about at once.
public struct CasesTooManyTogether: Sendable, Hashable {
  public var caseIDs: [String] = []
  public var places: [String] = []
  /// What most of them share; nil of no cases.
  public var most: MostShared?

  init(caseIDs: [String] = [], places: [String] = [], most: MostShared? = nil) {
    self.caseIDs = caseIDs
    self.places = places
    self.most = most
  }

  public init(_ parts: [JoinedPart]) {
    var gathered = TooManyTogether()
    for part in parts { gathered.add(part) }
    self = gathered.cases
  }
}

/// Joined cases that are too many together, while they are read: they are named alone, and no record is held.
public struct TooManyTogether: Sendable {
  private var named = CasesTooManyTogether()
  /// By identity, in the order in which they came: the first case that holds it, and how many do.
  private var shared: [RecordedIdentity: (place: Int, shared: MostShared)] = [:]

  public init() {}

  public var count: Int { named.caseIDs.count }

  public mutating func add(_ part: JoinedPart) {
    let record = part.audited.record
    var counted: Set<RecordedIdentity> = []
    for (identity, holder) in record.heldIdentities where counted.insert(identity).inserted {
      let first = MostShared(holder, in: record, firstCase: count)
      let place = shared.count
      shared[identity, default: (place, first)].shared.cases += 1
    }
    named.caseIDs.append(record.id)
    named.places.append(part.audited.place)
  }

  public var cases: CasesTooManyTogether {
    var named = named
    // Of as many, the one that came first.
    named.most =
      shared.values.max {
        ($0.shared.cases, -$0.place) < ($1.shared.cases, -$1.place)
      }?.shared
    return named
  }
}

/// What several cases are joined by, by where it stands: under what it is recorded is for whoever may read the case.
public struct MostShared: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case person, place, thing
  }

  public var kind: Kind
  /// The first of the cases that hold it, by its place among them.
  public var firstCase: Int
  /// Its id in that case.
  public var id: String
  /// How many of the cases hold it.
  public var cases: Int

  public init(kind: Kind, firstCase: Int, id: String, cases: Int) {
    self.kind = kind
    self.firstCase = firstCase
    self.id = id
    self.cases = cases
  }

  fileprivate init(_ holder: RecordedIdentity.Holder, in record: CaseRecord, firstCase: Int) {
    switch holder {
    case .person(let place): (kind, id) = (.person, record.people[place].id)
    case .place(let place): (kind, id) = (.place, record.places[place].id)
    case .thing(let place): (kind, id) = (.thing, record.things[place].id)
    }
    self.firstCase = firstCase
    cases = 0
  }
}

/// What was found of some cases that are joined.
public enum JoinedAnswer: Sendable, Hashable {
  /// The whole meets no test that none of its parts met.
  case nothing
  case found(JoinedCases)
  /// They were not asked; the cases by themselves were.
  case tooMany(CasesTooManyTogether)
}

/// What was found of all cases that are joined.
public struct JoinedAnswers: Sendable, Hashable {
  public var found: [JoinedCases] = []
  /// They were not asked; the cases by themselves were.
  public var tooMany: [CasesTooManyTogether] = []

  public init() {}

  public mutating func add(_ answer: JoinedAnswer) {
    switch answer {
    case .nothing: break
    case .found(let cases): found.append(cases)
    case .tooMany(let cases): tooMany.append(cases)
    }
  }

  /// In the order of what they were found to be.
  func sorted() -> JoinedAnswers {
    var sorted = self
    sorted.found.sort()
    sorted.tooMany.sort {
      ($0.caseIDs + $0.places).lexicographicallyPrecedes($1.caseIDs + $1.places)
    }
    return sorted
  }
}

/// One of the cases that are joined.
public struct JoinedPart: Sendable {
  public var audited: AuditedCase
  /// The tests about groups that it meets by itself, by their places in the law.
  public var met: [Int]

  public init(_ audited: AuditedCase, met: [Int]) {
    self.audited = audited
    self.met = met
  }
}

extension JoinedCases: Comparable {
  public static func < (left: JoinedCases, right: JoinedCases) -> Bool {
    if left.known != right.known { return isSooner(left.known, right.known) }
    return left.caseIDs.lexicographicallyPrecedes(right.caseIDs)
  }
}

extension BulkLaw {
  /// Runs the tests about groups over the cases of each component together, and gives of each, in their order, which the whole meets that every
  /// part is below. Those that are more together than one record may be are named, and not asked.
  ///
  /// Several components are asked at once: each test is then read once for all of them.
  ///
  /// - Parameter known: as the parts were audited: keeps only what was on file by that day; nil keeps everything.
  public func joined(_ components: [[JoinedPart]], known: CivilDate? = nil) -> [JoinedAnswer] {
    var joined: [JoinedAnswer] = components.map { _ in .nothing }
    var wholes: [(place: Int, record: CaseRecord, shared: JoinedCases.SharedCount)] = []
    for (place, parts) in components.enumerated() {
      let (record, shared) = CaseRecord.joining(parts.map(\.audited.record))
      if areTooManyTogether(RecordSize(record)) {
        joined[place] = .tooMany(CasesTooManyTogether(parts))
      } else {
        wholes.append((place, record, shared))
      }
    }
    // Most wholes meet something: they are asked for their days at once.
    let batch = BatchReading(self, wholes.map(\.record), known: known, isDated: true)
    for (number, whole) in wholes.enumerated() {
      let parts = components[whole.place]
      let metByPart = Set(parts.lazy.flatMap(\.met))
      let found = batch.groupMet(number).filter { !metByPart.contains(asked[$0].place) }
      if found.isEmpty { continue }
      joined[whole.place] = .found(
        JoinedCases(
          caseIDs: parts.map(\.audited.record.id), places: parts.map(\.audited.place),
          shared: whole.shared, tests: found.map { asked[$0].test },
          known: batch.knownDay(of: found, child: nil, file: number)))
    }
    return joined
  }

  /// How many rows a record of a size is asked about at most.
  func rows(of size: RecordSize) -> Int {
    plan.kinds.reduce(0) { rows, kind in
      rows + (kind.subject == .child ? size.children : 1)
        * (kind.bindsActor ? size.people + 1 : 1) * (kind.bindsEvent ? size.events + 1 : 1)
    }
  }

  /// Whether cases that are at least so large together are too many to be asked.
  public func areTooManyTogether(_ size: RecordSize) -> Bool {
    rows(of: size) > RecordSize.mostRows
  }
}

extension CaseRecord {
  /// Several cases as one record, in which what is recorded under the same identity is one.
  ///
  /// Nothing else is taken for the same: two children with one name for their entry stay two. Where two records give one person different
  /// dates of birth, none is kept.
  static func joining(_ records: [CaseRecord]) -> (
    whole: CaseRecord, shared: JoinedCases.SharedCount
  ) {
    var whole = CaseRecord(
      id: records.map(\.id).joined(separator: "+"), title: "",
      jurisdiction: records.first?.jurisdiction ?? "england-and-wales")
    var shared = JoinedCases.SharedCount()
    var names: [RecordedIdentity: String] = [:]
    var seen: Set<String> = []
    var countedTwice: Set<String> = []
    var conflicting: Set<String> = []
    for (number, record) in records.enumerated() {
      func own(_ id: String) -> String { "\(number):\(id)" }
      var held = Held(
        people: record.people.map { own($0.id) }, places: record.places.map { own($0.id) },
        things: record.things.map { own($0.id) })
      let identities = record.heldIdentities
      for (identity, holder) in identities {
        if let known = names[identity] { held[holder] = known }
      }
      for (identity, holder) in identities { names[identity] = held[holder] }
      var renamed: [String: String] = [:]
      func take<Entity: RecordedEntity>(
        _ entities: WritableKeyPath<CaseRecord, [Entity]>, named names: [String],
        counting count: WritableKeyPath<JoinedCases.SharedCount, Int>,
        _ another: (inout CaseRecord, Entity, String) -> Void = { _, _, _ in }
      ) {
        for (entity, name) in zip(record[keyPath: entities], names) {
          renamed[entity.id] = name
          guard seen.insert(name).inserted else {
            if countedTwice.insert(name).inserted { shared[keyPath: count] += 1 }
            another(&whole, entity, name)
            continue
          }
          var entity = entity
          entity.rename(to: name, own)
          whole[keyPath: entities].append(entity)
        }
      }
      take(\.people, named: held.people, counting: \.people) { whole, person, name in
        whole.merge(person, own, into: name, &conflicting)
      }
      take(\.places, named: held.places, counting: \.places)
      take(\.things, named: held.things, counting: \.things)
      whole.add(record, own: own) { renamed[$0] ?? own($0) }
    }
    return (whole, shared)
  }

  private mutating func merge(
    _ other: Person, _ own: (String) -> String, into name: String,
    _ conflicting: inout Set<String>
  ) {
    guard let index = people.firstIndex(where: { $0.id == name }), let born = other.born,
      !conflicting.contains(name)
    else { return }
    if people[index].born == nil {
      people[index].born = born
      people[index].bornSource = other.bornSource.map(own)
    } else if people[index].born != born {
      people[index].born = nil
      people[index].bornSource = nil
      conflicting.insert(name)
    }
  }

  private mutating func add(
    _ record: CaseRecord, own: (String) -> String, _ entity: (String) -> String
  ) {
    sources += record.sources.map { source in
      var source = source
      source.id = own(source.id)
      source.repeats = source.repeats.map(own)
      return source
    }
    statements += record.statements.map { statement in
      var statement = statement
      statement.children = statement.children.map(entity)
      statement.by = statement.by.map(entity)
      statement.with = statement.with.map(entity)
      statement.from = statement.from.map(entity)
      statement.to = statement.to.map(entity)
      statement.event = statement.event.map(own)
      statement.source = own(statement.source)
      return statement
    }
    responses += record.responses.map { response in
      var response = response
      response.about = response.about.map(entity)
      response.suspect = response.suspect.map(entity)
      response.event = response.event.map(own)
      response.sources = response.sources.map(own)
      return response
    }
    warnings += record.warnings.map { warning in
      var warning = warning
      warning.id = own(warning.id)
      warning.about = warning.about.map(entity)
      warning.sources = warning.sources.map(own)
      return warning
    }
  }
}

/// The names under which the people, places and things of one record go in the whole.
private struct Held {
  var people: [String]
  var places: [String]
  var things: [String]

  subscript(holder: RecordedIdentity.Holder) -> String {
    get {
      switch holder {
      case .person(let index): people[index]
      case .place(let index): places[index]
      case .thing(let index): things[index]
      }
    }
    set {
      switch holder {
      case .person(let index): people[index] = newValue
      case .place(let index): places[index] = newValue
      case .thing(let index): things[index] = newValue
      }
    }
  }
}

/// Somebody or something that statements name.
private protocol RecordedEntity {
  var id: String { get set }
  /// - Parameter own: the name of something else of the same record.
  mutating func rename(to name: String, _ own: (String) -> String)
}

extension RecordedEntity {
  fileprivate mutating func rename(to name: String, _ own: (String) -> String) { id = name }
}

extension Person: RecordedEntity {
  fileprivate mutating func rename(to name: String, _ own: (String) -> String) {
    id = name
    bornSource = bornSource.map(own)
  }
}

extension Place: RecordedEntity {}
extension Thing: RecordedEntity {}
