public import CaseRecord
package import CivilTime
public import EvidenceLogic
public import Vocabulary

/// Something on which an answer may stand, numbered so that sets of it are small.
///
/// Statements come first and keep their place in the record; dates of birth and convictions follow.
public enum Atom: Sendable, Hashable {
  /// The statement at this place in `CaseRecord.statements`.
  case statement(Int)
  /// The recorded date of birth of the person at this place in `CaseRecord.people`.
  case born(Int)
  /// The conviction at this place in `CaseRecord.responses`.
  case conviction(Int)
}

/// A record made ready to be asked: what counts, of what class, and who had it since when.
///
/// It never changes, and is shared rather than copied, since every question carries it along.
package final class CaseEvidence: Sendable {
  package let record: CaseRecord
  package let vocabulary: Vocabulary
  let threshold: SourceClass
  /// Only what was on file by this day; nil keeps everything.
  package let known: CivilDate?

  let atoms: [Atom]
  /// What atoms come from: each source of the record, then what is no source of its own.
  private let origins: [Origin]
  /// By atom: the place of its origin.
  private let originPlaces: [Int]
  /// The places of the origins that may count.
  private let countingOrigins: AtomSet

  /// What an atom comes from.
  private struct Origin {
    var sourceClass: SourceClass
    /// The source, with those that only repeat another traced to it; nil for what needs none.
    var root: String?
    /// Who had it since when, by `known`.
    var arrivals = Arrivals()

    init(_ sourceClass: SourceClass, root: String?, arrivals: Arrivals = Arrivals()) {
      self.sourceClass = sourceClass
      self.root = root
      self.arrivals = arrivals
    }
  }

  /// The statements that were on file by `known` and may count, in the record's order.
  let countedStatements: [Int]
  /// Of them, those that say that there was harm.
  private let harm: AtomSet
  /// Of them, those of conduct that belongs to an event.
  private let eventConduct: AtomSet
  /// By statement: the place of its fact in the vocabulary.
  package let facts: [Int?]
  private let conducts: [DayRange]
  /// Where some entry stands for several people: by statement, the people whom it names as having done it.
  private let singleActors: [[String]]?
  /// The words of statements that say from where and to where, with what those places imply.
  private let journeyWords: [Int: [String: [String]]]
  private let people: Places
  /// By person.
  private let bornAtoms: [Int?]
  /// The places in the record of the responses that were on file by `known`; one with no day was on file by none.
  package let responsesOnFile: [Int]

  package init(
    _ record: CaseRecord, vocabulary: Vocabulary, threshold: SourceClass, known: CivilDate?
  ) {
    let people = Places(record.people.map(\.id))
    let sources = Places(record.sources.map(\.id))

    var origins: [Origin] = []
    origins.reserveCapacity(record.sources.count + 2)
    for index in record.sources.indices {
      let sourceClass = vocabulary.sourceClass(
        ofKind: record.sources[index].kind, record.sources[index].grade)
      origins.append(Origin(sourceClass, root: CaseEvidence.root(of: index, record, sources)))
    }
    record.forEachArrival(sources) { origins[$0].arrivals.add($1, $2) }
    var counting = AtomSet()
    for index in record.sources.indices {
      if let known { origins[index].arrivals = origins[index].arrivals.by(known) }
      // F0 and what is suspected to be false are shown and never counted, whatever the threshold.
      if origins[index].sourceClass >= max(threshold, .f1),
        record.sources[index].grade?.isSuspectedFalse != true,
        known == nil || !origins[index].arrivals.isEmpty
      {
        counting.insert(index)
      }
    }
    var atoms: [Atom] = []
    var places: [Int] = []
    atoms.reserveCapacity(record.statements.count + record.people.count)
    places.reserveCapacity(record.statements.count + record.people.count)

    var facts: [Int?] = []
    var conducts: [DayRange] = []
    facts.reserveCapacity(record.statements.count)
    conducts.reserveCapacity(record.statements.count)
    var counted: [Int] = []
    counted.reserveCapacity(record.statements.count)
    var harm = AtomSet()
    var eventConduct = AtomSet()
    var journeyWords: [Int: [String: [String]]] = [:]
    for index in record.statements.indices {
      let source = sources[record.statements[index].source]
      atoms.append(.statement(index))
      if let source {
        places.append(source)
      } else {
        places.append(origins.count)
        origins.append(Origin(.none, root: record.statements[index].source))
      }
      let fact = vocabulary.place(ofFact: record.statements[index].fact)
      facts.append(fact)
      conducts.append(CaseEvidence.conduct(of: index, source, record))
      if record.statements[index].from != nil, record.statements[index].to != nil {
        journeyWords[index] = record.statements[index].words(in: record)
      }
      guard counting.contains(places[index]) else { continue }
      counted.append(index)
      guard let fact, record.statements[index].says else { continue }
      if vocabulary.facts[fact].shows == .harm { harm.insert(index) }
      if record.statements[index].event != nil,
        Fact.isConduct(
          vocabulary.facts[fact].shows, isNeverAgainst: vocabulary.facts[fact].isNeverAgainst)
      {
        eventConduct.insert(index)
      }
    }

    var bornAtoms: [Int?] = []
    bornAtoms.reserveCapacity(record.people.count)
    for index in record.people.indices {
      bornAtoms.append(nil)
      if record.people[index].born == nil { continue }
      if let source = record.people[index].bornSource {
        guard let source = sources[source], counting.contains(source) else { continue }
        places.append(source)
      } else {
        // Stated with the person and not by a source: whoever has the file has it, as a body's own record.
        guard threshold <= .f4 else { continue }
        places.append(origins.count)
        origins.append(Origin(.f4, root: nil))
      }
      bornAtoms[index] = atoms.count
      atoms.append(.born(index))
    }

    for index in record.standingConvictions {
      var held = record.responses[index].convictionHeld
      if let known { held = held.by(known) }
      if known != nil && held.isEmpty { continue }
      atoms.append(.conviction(index))
      places.append(origins.count)
      counting.insert(origins.count)
      origins.append(Origin(.f7, root: "responses[\(index)]", arrivals: held))
    }

    self.atoms = atoms
    self.origins = origins
    originPlaces = places
    countingOrigins = counting
    self.facts = facts
    countedStatements = counted
    self.harm = harm
    self.eventConduct = eventConduct
    self.conducts = conducts
    self.bornAtoms = bornAtoms
    self.journeyWords = journeyWords
    let isAnyPooled = record.people.contains(where: \.isPooled)
    singleActors =
      isAnyPooled
      ? record.statements.indices.map { index in
        record.statements[index].by.filter {
          !(people[$0].map { record.people[$0].isPooled } ?? false)
        }
      } : nil
    responsesOnFile =
      known.map { known in
        record.responses.indices.filter { place in
          record.responses[place].on?.range.latest.map { $0 <= known } ?? false
        }
      } ?? Array(record.responses.indices)
    self.people = people
    self.threshold = threshold
    self.known = known
    // Last, so that neither is copied.
    self.vocabulary = vocabulary
    self.record = record
  }

  /// The same, as one file stood at the end of a day. What was on file by when, the bodies that held anything, and the responses are those of
  /// the whole still.
  func standing(_ file: FileRead, on day: CivilDate) -> CaseEvidence {
    CaseEvidence(self) { arrivals in file.day(arrivals).map { $0 <= day } ?? false }
  }

  /// The same record with part of what counts.
  private init(_ whole: CaseEvidence, keeping isKept: (Arrivals) -> Bool) {
    var counting = AtomSet()
    whole.countingOrigins.forEach { place in
      if isKept(whole.origins[place].arrivals) { counting.insert(place) }
    }
    countedStatements = whole.countedStatements.filter {
      counting.contains(whole.originPlaces[$0])
    }
    let counted = AtomSet(countedStatements)
    harm = whole.harm.intersection(counted)
    eventConduct = whole.eventConduct.intersection(counted)
    bornAtoms = whole.bornAtoms.map { atom in
      // What no source states is on every file.
      atom.flatMap {
        whole.root(of: $0) == nil || counting.contains(whole.originPlaces[$0]) ? $0 : nil
      }
    }
    countingOrigins = counting
    atoms = whole.atoms
    origins = whole.origins
    originPlaces = whole.originPlaces
    facts = whole.facts
    conducts = whole.conducts
    journeyWords = whole.journeyWords
    singleActors = whole.singleActors
    responsesOnFile = whole.responsesOnFile
    people = whole.people
    threshold = whole.threshold
    known = whole.known
    vocabulary = whole.vocabulary
    record = whole.record
  }

  /// The source that one which only repeats another goes back to.
  private static func root(of source: Int, _ record: CaseRecord, _ sources: Places) -> String {
    var id = record.sources[source].id
    if record.sources[source].repeats == nil { return id }
    var seen: Set<String> = [id]
    while let next = sources[id].flatMap({ record.sources[$0].repeats }), seen.insert(next).inserted
    {
      id = next
    }
    return id
  }

  private static func conduct(of statement: Int, _ source: Int?, _ record: CaseRecord) -> DayRange {
    if let when = record.statements[statement].when?.range { return when }
    let made = source.flatMap { record.sources[$0].made?.range.latest }
    let held = source.flatMap { record.sources[$0].held?.range.latest }
    guard let made, let held else { return DayRange(nil, made ?? held) }
    return DayRange(nil, min(made, held))
  }

  // MARK: Atoms

  func sourceClass(of atom: Int) -> SourceClass { origins[originPlaces[atom]].sourceClass }

  /// The source behind an atom, with those that only repeat another traced to it; nil for what needs none.
  func root(of atom: Int) -> String? { origins[originPlaces[atom]].root }

  /// Who had an atom since when.
  func arrivals(of atom: Int) -> Arrivals { origins[originPlaces[atom]].arrivals }

  /// The first day on which anybody certainly had an atom on file; nil where no source of it has a day.
  package func firstArrival(of atom: Int) -> CivilDate? {
    origins[originPlaces[atom]].arrivals.firstDay
  }

  /// The days on which something that counts came to one file, in order.
  func days(of file: FileRead) -> [CivilDate] {
    var days: Set<CivilDate> = []
    countingOrigins.forEach { place in
      if let day = file.day(origins[place].arrivals) { days.insert(day) }
    }
    return days.sorted()
  }

  /// Whether everything that counts came to one file on a day that is known exactly.
  func areDaysCertain(of file: FileRead) -> Bool {
    let early = FileRead(agency: file.agency, isEarliest: true)
    var areCertain = true
    countingOrigins.forEach { place in
      let arrivals = origins[place].arrivals
      areCertain = areCertain && file.day(arrivals) == early.day(arrivals)
    }
    return areCertain
  }

  /// The days on which something that counts, or is shown, first came onto a file, in order.
  package var daysOfArrival: [CivilDate] {
    var isHeld = AtomSet()
    for place in originPlaces { isHeld.insert(place) }
    var days: [CivilDate] = []
    days.reserveCapacity(isHeld.count)
    isHeld.forEach { place in
      if let day = origins[place].arrivals.firstDay, !days.contains(day) { days.append(day) }
    }
    days.sort()
    return days
  }

  // MARK: Statements

  /// Whether a statement was on file by `known` and may count.
  package func counts(_ statement: Int) -> Bool {
    countingOrigins.contains(originPlaces[statement])
  }

  /// The days within which a statement's conduct lies. Undated, it ends when its source was made or held, whichever came first.
  package func conduct(_ statement: Int) -> DayRange { conducts[statement] }

  /// The people a statement names as having done it; an entry that stands for several names nobody.
  func actors(_ statement: Int) -> [String] {
    singleActors?[statement] ?? record.statements[statement].by
  }

  /// Gives each of them, without a list of its own.
  package func forEachActor(_ statement: Int, _ body: (String) -> Void) {
    guard let singleActors else {
      for place in record.statements[statement].by.indices {
        body(record.statements[statement].by[place])
      }
      return
    }
    for actor in singleActors[statement] { body(actor) }
  }

  /// The words of each role of a statement, with what its places imply.
  package func words(_ statement: Int) -> [String: [String]] {
    journeyWords[statement] ?? record.statements[statement].roles
  }

  /// Whether a statement has any of these words.
  package func hasWords(_ statement: Int) -> Bool {
    !(journeyWords[statement]?.isEmpty ?? record.statements[statement].roles.isEmpty)
  }

  /// Every body that held anything, whether by `known` or later, in order.
  var agencies: [String] {
    let convictions = record.standingConvictions.map { record.responses[$0].convictionHeld }
    return Set((holdings + convictions).joined().map(\.agency)).sorted()
  }

  /// Sources with no day at all: they never count towards *known since*.
  var sourcesWithoutDay: [String] {
    zip(record.sources, holdings).compactMap { source, held in held.isEmpty ? source.id : nil }
  }

  /// By source: who held it since when, whether by `known` or later.
  private var holdings: [Arrivals] {
    var holdings = record.sources.map { _ in Arrivals() }
    record.forEachArrival(Places(record.sources.map(\.id))) { holdings[$0].add($1, $2) }
    return holdings
  }

  /// Events with some conduct before a day and some on or after it.
  ///
  /// What bodies did, and what may never count against anything, is no part of an event's conduct. One statement is of one act, whatever days
  /// it may have had. Undated conduct is of the days of its event, unless it was certainly before.
  func eventsSpanning(_ commencement: CivilDate?) -> SpanningEvents {
    guard let commencement, !eventConduct.isEmpty else { return SpanningEvents() }
    var (before, after): (Set<String>, Set<String>) = ([], [])
    var (maybeBefore, maybeAfter): (Set<String>, Set<String>) = ([], [])
    var (described, again): (Set<String>, Set<String>) = ([], [])
    eventConduct.forEach { index in
      let (statement, conduct) = (record.statements[index], conduct(index))
      guard let event = statement.event, !conduct.isEmpty,
        statement.when != nil || conduct.isBefore(commencement)
      else { return }
      if conduct.isBefore(commencement) { before.insert(event) } else { maybeAfter.insert(event) }
      if conduct.isFrom(commencement) { after.insert(event) } else { maybeBefore.insert(event) }
      if !described.insert(event).inserted { again.insert(event) }
    }
    return SpanningEvents(
      certainly: before.intersection(after),
      possibly: maybeBefore.intersection(maybeAfter).intersection(again))
  }

  /// The counted statements that say that there was harm, in the record's order.
  var harmStatements: [Int] { harm.atoms }

  /// The counted statements of any of these facts, in the record's order.
  func statements(of facts: [String]) -> [Int] {
    let places = AtomSet(facts.compactMap { vocabulary.place(ofFact: $0) })
    return countedStatements.filter { self.facts[$0].map(places.contains) ?? false }
  }

  /// The name of the jurisdiction whose law is the record's own.
  package var jurisdictionOfLaw: String {
    // Two fields alone: a record is not to be copied for them.
    Jurisdiction.name(record.jurisdiction, record.places)
  }

  package var convictionAtoms: [(atom: Int, response: Response)] {
    atoms.indices.compactMap { index in
      if case .conviction(let response) = atoms[index],
        countingOrigins.contains(originPlaces[index])
      {
        (index, record.responses[response])
      } else {
        nil
      }
    }
  }

  // MARK: People

  /// The place of a person in the record.
  package func place(ofPerson id: String) -> Int? { people[id] }

  func person(_ id: String) -> Person? { people[id].map { record.people[$0] } }

  /// The recorded date of birth of the person at a place, if it counts.
  package func bornAtom(ofPersonAt place: Int) -> Int? { bornAtoms[place] }

  func bornAtom(of person: String) -> Int? { people[person].flatMap { bornAtoms[$0] } }

  /// The people of one role of whom something may be said singly.
  func single(_ role: Person.Role) -> [Person] {
    record.people.filter { $0.role == role && !$0.isPooled }
  }

  func isPooled(_ id: String) -> Bool { person(id)?.isPooled ?? false }
}

extension CaseRecord {
  /// The convictions that ground something, by their places among the responses.
  fileprivate var standingConvictions: [Int] {
    responses.indices.filter { responses[$0].act == .convicted && !isQuashed(responses[$0]) }
  }

  /// A conviction that was quashed grounds nothing, also in a replay of a day before it was.
  private func isQuashed(_ conviction: Response) -> Bool {
    responses.contains {
      $0.outcome == .convictionQuashed
        && $0.framework == conviction.framework && $0.suspect == conviction.suspect
        && ($0.event == nil || $0.event == conviction.event)
        && ($0.about.isEmpty || !Set($0.about).isDisjoint(with: conviction.about))
        && !conviction.isCertainlyLater(than: $0)
    }
  }
}

extension Fact {
  /// Whether it is of an event's conduct: neither what bodies did, nor what may never count against anything.
  package var isConduct: Bool { Self.isConduct(shows, isNeverAgainst: isNeverAgainst) }

  /// The same of the two things that it turns on, so that no fact is copied to ask it.
  fileprivate static func isConduct(_ shows: Shows?, isNeverAgainst: Bool) -> Bool {
    shows != .response && !isNeverAgainst
  }
}

extension Vocabulary {
  /// The class of a source: of its kind, except that graded intelligence goes by its grade.
  ///
  /// - Source: `Documentation/law/evidence-standards.md` 4.2: F3 at 1A, 1B, 2A and 2B, F2 at any other grade.
  public func sourceClass(of source: Source) -> SourceClass {
    sourceClass(ofKind: source.kind, source.grade)
  }

  func sourceClass(ofKind name: String, _ grade: Source.Grade?) -> SourceClass {
    guard let place = place(ofSourceKind: name) else { return .none }
    guard let grade, name == "intelligence" else { return sourceKinds[place].sourceClass }
    let isBetter =
      grade.scheme == "3x5x2"
      && ["1A", "1B", "2A", "2B"].contains(String(grade.value.uppercased().prefix(2)))
    return isBetter ? .f3 : .f2
  }
}

extension Response {
  /// Since when a conviction was on file: with the body that is recorded as having convicted, or else with the court.
  fileprivate var convictionHeld: Arrivals {
    var held = Arrivals()
    held.add(by ?? "court", on)
    return held
  }

  /// Whether every day that this may mean lies after every day that the other may.
  func isCertainlyLater(than other: Response) -> Bool {
    guard let earliest = on?.range.earliest, let latest = other.on?.range.latest else {
      return false
    }
    return earliest > latest
  }
}

extension Source {
  /// Graded as suspected to be false. Such a source is shown and never counted.
  public var isSuspectedFalse: Bool { grade?.isSuspectedFalse ?? false }
}

extension Source.Grade {
  fileprivate var isSuspectedFalse: Bool {
    scheme == "3x5x2" && value.uppercased().dropFirst().first == "E"
  }
}
