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
  /// The first day on which what all bodies held together met the first of the tests.
  public var known: CivilDate?

  public struct SharedCount: Sendable, Hashable {
    public var people = 0
    public var places = 0
    public var things = 0
  }
}

extension JoinedCases: Comparable {
  public static func < (left: JoinedCases, right: JoinedCases) -> Bool {
    let (a, b) = (left.known?.dayNumber ?? .max, right.known?.dayNumber ?? .max)
    if a != b { return a < b }
    return left.caseIDs.lexicographicallyPrecedes(right.caseIDs)
  }
}

extension BulkLaw {
  /// Runs the tests about groups over the cases of each component together, and gives those of which the whole meets one that every part is
  /// below.
  ///
  /// Several components are asked at once, since 64 cost little more than one.
  public func joined(_ components: [[AuditedCase]]) -> [JoinedCases] {
    var batch = EvidenceBatch()
    let wholes = components.map { CaseRecord.joining($0.map(\.record)) }
    let files = wholes.map { evidence(of: $0.whole) }
    for file in files { append(file, to: &batch) }
    for record in components.joined().map(\.record) { append(evidence(of: record), to: &batch) }
    let planes = planes(of: batch)
    let states = states(evaluate(batch, planes), planes)
    let groupTests = asked.indices.filter { asked[$0].subject == .group }
    let met = states.map(\.met)
    var part = components.count
    let below = components.indices.map { number in
      defer { part += components[number].count }
      return groupTests.filter { test in
        has(met[test], number)
          && !(part..<part + components[number].count).contains { has(met[test], $0) }
      }
    }
    func wanted(_ number: Int) -> [WantedDay] {
      below[number].map { test in
        WantedDay(
          key: KnownKey(file: number, child: nil, framework: test),
          looked: .reading(has(states[test].narrow, number) ? .narrow : .broad))
      }
    }
    let known = knownDays(of: Set(components.indices.flatMap(wanted)), files)
    return components.indices.filter { !below[$0].isEmpty }.map { number in
      JoinedCases(
        caseIDs: components[number].map(\.record.id), places: components[number].map(\.place),
        shared: wholes[number].shared,
        tests: below[number].map { test in
          let framework = asked[test].framework
          return AuditEntry.Test(
            framework: framework.id, cite: framework.actCite ?? framework.elements.first?.cite ?? ""
          )
        },
        known: wanted(number).compactMap { known[$0] }.min())
    }
  }

  private func evidence(of record: CaseRecord) -> CaseEvidence {
    CaseEvidence(record, vocabulary: law.vocabulary, threshold: .f1, known: nil)
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
      var renamed: [String: String] = [:]
      var peopleNames = record.people.map { own($0.id) }
      var placeNames = record.places.map { own($0.id) }
      var thingNames = record.things.map { own($0.id) }
      for (identity, holder) in record.heldIdentities {
        guard let known = names[identity] else { continue }
        switch holder {
        case .person(let index): peopleNames[index] = known
        case .place(let index): placeNames[index] = known
        case .thing(let index): thingNames[index] = known
        }
      }
      for (identity, holder) in record.heldIdentities {
        switch holder {
        case .person(let index): names[identity] = peopleNames[index]
        case .place(let index): names[identity] = placeNames[index]
        case .thing(let index): names[identity] = thingNames[index]
        }
      }
      for (index, name) in peopleNames.enumerated() {
        renamed[record.people[index].id] = name
        guard seen.insert(name).inserted else {
          if countedTwice.insert(name).inserted { shared.people += 1 }
          whole.merge(record.people[index], own, into: name, &conflicting)
          continue
        }
        var person = record.people[index]
        person.id = name
        person.bornSource = person.bornSource.map(own)
        whole.people.append(person)
      }
      for (index, name) in placeNames.enumerated() {
        renamed[record.places[index].id] = name
        guard seen.insert(name).inserted else {
          if countedTwice.insert(name).inserted { shared.places += 1 }
          continue
        }
        var place = record.places[index]
        place.id = name
        whole.places.append(place)
      }
      for (index, name) in thingNames.enumerated() {
        renamed[record.things[index].id] = name
        guard seen.insert(name).inserted else {
          if countedTwice.insert(name).inserted { shared.things += 1 }
          continue
        }
        var thing = record.things[index]
        thing.id = name
        whole.things.append(thing)
      }
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
