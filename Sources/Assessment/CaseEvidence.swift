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
  /// The days on which something came onto a file: the day that counts, and the earliest that it may have been.
  package struct Arrival: Hashable, Sendable {
    package var latest: CivilDate
    package var earliest: CivilDate

    func earlier(_ other: Arrival) -> Arrival {
      Arrival(latest: min(latest, other.latest), earliest: min(earliest, other.earliest))
    }
  }

  package let record: CaseRecord
  package let vocabulary: Vocabulary
  package let threshold: SourceClass
  /// Only what was on file by this day; nil keeps everything.
  package let known: CivilDate?

  package let atoms: [Atom]
  let classes: [SourceClass]
  /// The source behind each atom, with those that only repeat another traced to it; nil for what needs none.
  let roots: [String?]
  /// Who had each atom since when.
  package let arrivals: [[String: Arrival]]
  /// Every body that held anything, in order.
  package let agencies: [String]
  /// Sources with no day at all: they never count towards *known since*.
  let sourcesWithoutDay: [String]

  /// The counted statements of each fact, by index.
  private let statementsByFact: [String: [Int]]
  package let harmStatements: [Int]
  /// The counted statements of conduct that belong to an event, with it.
  package let eventConduct: [(statement: Int, event: String)]
  private let conducts: [DayRange]
  private let actors: [[String]]
  private let roleWords: [[String: [String]]]
  private let bornAtoms: [String: Int]
  private let pooled: Set<String>
  package let people: [String: Person]

  package init(
    _ record: CaseRecord, vocabulary: Vocabulary, threshold: SourceClass, known: CivilDate?
  ) {
    self.record = record
    self.vocabulary = vocabulary
    self.threshold = threshold
    self.known = known

    let sources = Dictionary(
      record.sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let people = Dictionary(
      record.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.people = people
    let pooled = Set(record.people.filter(\.isPooled).map(\.id))
    self.pooled = pooled
    let holdings = CaseEvidence.holdings(of: record)

    func root(_ id: String) -> String {
      var current = id
      var seen: Set<String> = [id]
      while let next = sources[current]?.repeats, seen.insert(next).inserted { current = next }
      return current
    }
    func onFile(_ arrivals: [String: Arrival]) -> [String: Arrival] {
      guard let known else { return arrivals }
      return arrivals.filter { $0.value.latest <= known }
    }
    func sourceClass(_ id: String) -> SourceClass {
      sources[id].map { vocabulary.sourceClass(of: $0) } ?? .none
    }
    // F0 and what is suspected to be false are shown and never counted, whatever the threshold.
    func mayCount(_ id: String) -> Bool {
      sourceClass(id) >= max(threshold, .f1) && sources[id]?.isSuspectedFalse != true
    }

    var atoms: [Atom] = []
    var classes: [SourceClass] = []
    var roots: [String?] = []
    var arrivals: [[String: Arrival]] = []
    var byFact: [String: [Int]] = [:]
    var harm: [Int] = []
    var eventConduct: [(statement: Int, event: String)] = []

    for (index, statement) in record.statements.enumerated() {
      let held = onFile(holdings[statement.source] ?? [:])
      let sourceClass = sourceClass(statement.source)
      atoms.append(.statement(index))
      classes.append(sourceClass)
      roots.append(root(statement.source))
      arrivals.append(held)
      let isOnFile = known == nil || !held.isEmpty
      guard isOnFile, mayCount(statement.source) else { continue }
      byFact[statement.fact, default: []].append(index)
      guard statement.says, let fact = vocabulary[fact: statement.fact] else { continue }
      if fact.shows == .harm { harm.append(index) }
      if let event = statement.event, fact.shows != .response, !fact.isNeverAgainst {
        eventConduct.append((index, event))
      }
    }

    var bornAtoms: [String: Int] = [:]
    for (index, person) in record.people.enumerated() where person.born != nil {
      if let source = person.bornSource {
        let held = onFile(holdings[source] ?? [:])
        guard known == nil || !held.isEmpty, mayCount(source) else { continue }
        classes.append(sourceClass(source))
        roots.append(root(source))
        arrivals.append(held)
      } else {
        // Stated with the person and not by a source: whoever has the file has it, as a body's own record.
        guard threshold <= .f4 else { continue }
        classes.append(.f4)
        roots.append(nil)
        arrivals.append([:])
      }
      bornAtoms[person.id] = atoms.count
      atoms.append(.born(index))
    }

    // A conviction that was quashed grounds nothing, also in a replay of a day before it was.
    let quashed = record.responses.filter { $0.outcome == .convictionQuashed }
    for (index, response) in record.responses.enumerated() where response.act == .convicted {
      let isQuashed = quashed.contains {
        $0.framework == response.framework && $0.suspect == response.suspect
          && ($0.event == nil || $0.event == response.event)
          && ($0.about.isEmpty || !Set($0.about).isDisjoint(with: response.about))
          && !response.isCertainlyLater(than: $0)
      }
      if isQuashed { continue }
      var held: [String: Arrival] = [:]
      if let range = response.on?.range, let latest = range.latest {
        held[response.by ?? "court"] = Arrival(latest: latest, earliest: range.earliest ?? latest)
      }
      held = onFile(held)
      if known != nil && held.isEmpty { continue }
      atoms.append(.conviction(index))
      classes.append(.f7)
      roots.append("responses[\(index)]")
      arrivals.append(held)
    }

    self.atoms = atoms
    self.classes = classes
    self.roots = roots
    self.arrivals = arrivals
    self.bornAtoms = bornAtoms
    statementsByFact = byFact
    harmStatements = harm
    self.eventConduct = eventConduct
    agencies = Set(holdings.values.flatMap(\.keys)).sorted()
    sourcesWithoutDay = record.sources.map(\.id).filter { holdings[$0, default: [:]].isEmpty }
    conducts = record.statements.map { CaseEvidence.conduct(of: $0, source: sources[$0.source]) }
    actors = record.statements.map { statement in
      statement.by.filter { !pooled.contains($0) }
    }
    roleWords = record.statements.map { $0.words(in: record) }
  }

  /// The days within which a statement's conduct lies. Undated, it ends when its source was made or held, whichever came first.
  package func conduct(_ statement: Int) -> DayRange { conducts[statement] }

  private static func conduct(of statement: Statement, source: Source?) -> DayRange {
    if let when = statement.when { return when.range }
    let ends = [source?.made?.range.latest, source?.held?.range.latest].compactMap(\.self)
    return DayRange(nil, ends.min())
  }

  /// The people a statement names as having done it; an entry that stands for several names nobody.
  package func actors(_ statement: Int) -> [String] { actors[statement] }

  /// The words of each role of a statement, with what its places imply.
  package func words(_ statement: Int) -> [String: [String]] { roleWords[statement] }

  package func bornAtom(of person: String) -> Int? { bornAtoms[person] }

  /// The first day on which anybody certainly had an atom on file; nil where no source of it has a day.
  package func firstArrival(of atom: Int) -> CivilDate? {
    arrivals[atom].values.map(\.latest).min()
  }

  /// Events with some conduct certainly before a day and some certainly on or after it.
  ///
  /// What bodies did, and what may never count against anything, is no part of an event's conduct.
  package func eventsSpanning(_ commencement: CivilDate?) -> Set<String> {
    guard let commencement, !eventConduct.isEmpty else { return [] }
    var before: Set<String> = []
    var after: Set<String> = []
    for (index, event) in eventConduct {
      let conduct = conduct(index)
      if let latest = conduct.latest, latest < commencement { before.insert(event) }
      if let earliest = conduct.earliest, earliest >= commencement { after.insert(event) }
    }
    return before.intersection(after)
  }

  /// The statements that were on file by `known` and may count, in the record's order.
  package var countedStatements: [Int] { statementsByFact.values.flatMap(\.self).sorted() }

  /// The counted statements of any of these facts, in the record's order.
  package func statements(of facts: [String]) -> [Int] {
    if facts.count == 1 { return statementsByFact[facts[0]] ?? [] }
    return facts.flatMap { statementsByFact[$0] ?? [] }.sorted()
  }

  package var convictionAtoms: [(atom: Int, response: Response)] {
    atoms.enumerated().compactMap { index, atom in
      if case .conviction(let response) = atom { (index, record.responses[response]) } else { nil }
    }
  }

  /// The places in the record of the responses that were on file by `known`; one with no day was on file by none.
  package var responsesOnFile: [Int] {
    record.responses.indices.filter { index in
      guard let known else { return true }
      return record.responses[index].on?.range.latest.map { $0 <= known } ?? false
    }
  }

  /// The people of one role of whom something may be said singly.
  package func single(_ role: Person.Role) -> [Person] {
    record.people.filter { $0.role == role && !$0.isPooled }
  }

  package func isPooled(_ id: String) -> Bool { pooled.contains(id) }

  /// Who held each source since when: its own body, those it was shared with, and those to whom a warning, a referral or a share brought it.
  private static func holdings(of record: CaseRecord) -> [String: [String: Arrival]] {
    var holdings: [String: [String: Arrival]] = [:]
    func add(_ source: String, _ agency: String, _ date: UncertainDate?) {
      // An uncertain day counts at its latest; one with no latest day never counts.
      guard let range = date?.range, let latest = range.latest else { return }
      let arrival = Arrival(latest: latest, earliest: range.earliest ?? latest)
      let before = holdings[source]?[agency]
      holdings[source, default: [:]][agency] = before?.earlier(arrival) ?? arrival
    }
    for source in record.sources {
      add(source.id, source.agency, source.held ?? source.made)
      for sharing in source.shared { add(source.id, sharing.with, sharing.on) }
    }
    for warning in record.warnings {
      guard let to = warning.to else { continue }
      for source in warning.sources { add(source, to, warning.on) }
    }
    for response in record.responses where response.act != .declinedToShare {
      guard let to = response.to else { continue }
      for source in response.sources { add(source, to, response.on) }
    }
    return holdings
  }
}

extension Vocabulary {
  /// The class of a source: of its kind, except that graded intelligence goes by its grade.
  ///
  /// - Source: `Documentation/law/evidence-standards.md` 4.2: F3 at 1A, 1B, 2A and 2B, F2 at any other grade.
  public func sourceClass(of source: Source) -> SourceClass {
    guard let kind = self[sourceKind: source.kind] else { return .none }
    guard kind.name == "intelligence", let grade = source.grade else { return kind.sourceClass }
    let isBetter =
      grade.scheme == "3x5x2"
      && ["1A", "1B", "2A", "2B"].contains(String(grade.value.uppercased().prefix(2)))
    return isBetter ? .f3 : .f2
  }
}

extension Response {
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
  public var isSuspectedFalse: Bool {
    guard let grade, grade.scheme == "3x5x2" else { return false }
    return grade.value.uppercased().dropFirst().first == "E"
  }
}
