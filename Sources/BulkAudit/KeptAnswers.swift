import Assessment
public import CaseRecord
public import CivilTime
import LawPack

/// Keeps what records hold on the questions of a law, and what an audit found in them, so that a record that has not changed is not asked again.
public protocol RecordKeeper: Sendable {
  /// What was kept of exactly this record; where nothing was, or not all that is asked now, what `ask` finds, which is kept.
  func evidence(of record: ContentDigest, otherwise ask: () -> KeptEvidence) -> KeptEvidence
  func keep(_ answers: KeptAnswers, of record: ContentDigest)
}

/// What an audit found in one record, as bytes. Where the record stood is no part of it.
public struct KeptAnswers: Sendable, Equatable {
  /// The days of an audit on which the same is found: from the day of this one on, as long as neither the law changes nor a day of the record comes
  /// on which something is due.
  public var days: DayRange
  public var bytes: [UInt8]

  /// - Parameters:
  ///   - standings: of each of its children under the tests about children, and of the case under those about groups (`BatchReading.standings`).
  ///   - lines: those of the case are the last of them.
  init(
    _ found: CaseFound, id: String, identities: [ContentDigest], standings: [ArraySlice<UInt8>],
    _ lines: FoundLines, on day: CivilDate, until lawChange: CivilDate?
  ) {
    var writer = NumberWriter()
    writer.put(id)
    writer.put(optional: found.cell.body) { $1.put($0) }
    writer.put(optional: found.cell.year) { $1.put(zigzag: $0) }
    writer.put(found.children)
    for list in AuditEntry.List.allCases { writer.put(found.onList[list]) }
    writer.put(found.groupMet.count)
    for test in found.groupMet { writer.put(test) }
    writer.put(identities.count)
    for identity in identities { writer.bytes += identity.bytes }
    for rows in standings { writer.bytes += rows }
    lines.putLinesOfCase(to: &writer)
    self.init(writer.bytes, on: day, until: [found.change, lawChange].compactMap(\.self).min())
  }

  /// Of joined cases: which they are is no part of it.
  ///
  /// - Parameter law: the tests about groups.
  public init(_ joined: JoinedAnswer, under law: BulkLaw) {
    var writer = NumberWriter()
    switch joined {
    case .nothing: writer.put(0)
    case .found(let cases):
      writer.put(1)
      for count in [cases.shared.people, cases.shared.places, cases.shared.things] {
        writer.put(count)
      }
      writer.put(optional: cases.known) { $1.put(zigzag: $0.dayNumber) }
      writer.put(cases.tests.count)
      for test in cases.tests { writer.put(test.framework) }
    case .tooMany(let cases):
      writer.put(2)
      writer.put(optional: cases.most) { most, writer in
        writer.put(most.kind.rawValue)
        writer.put(most.firstCase)
        writer.put(most.id)
        writer.put(most.cases)
      }
    }
    self.init(writer.bytes, on: law.day, until: law.changes)
  }

  private init(_ bytes: [UInt8], on day: CivilDate, until change: CivilDate?) {
    self.bytes = bytes
    days = DayRange(day, change?.adding(days: -1))
  }
}

extension JoinedAnswer {
  /// What was kept of some joined cases; nil if the bytes are not that.
  ///
  /// - Parameter law: the tests about groups.
  public init?(_ bytes: [UInt8], caseIDs: [String], places: [String], under law: BulkLaw) {
    let span = bytes.span
    var cursor = NumberCursor(0..<bytes.count)
    switch cursor.next(in: span) {
    case 0: self = .nothing
    case 1:
      guard let people = cursor.next(in: span), let streets = cursor.next(in: span),
        let things = cursor.next(in: span),
        let known = cursor.nextOptional(in: span, { $0.nextZigzag(in: $1) }),
        let count = cursor.nextCount(in: span)
      else { return nil }
      var tests: [AuditEntry.Test] = []
      for _ in 0..<count {
        guard let framework = cursor.nextBytes(in: span).map({ text(span.extracting($0)) }),
          let asked = law.asked.first(where: { $0.test.framework == framework })
        else { return nil }
        tests.append(asked.test)
      }
      self = .found(
        JoinedCases(
          caseIDs: caseIDs, places: places,
          shared: JoinedCases.SharedCount(people: people, places: streets, things: things),
          tests: tests, known: known.map { CivilDate(dayNumber: $0) }))
    case 2:
      guard
        let most = cursor.nextOptional(
          in: span,
          { cursor, bytes -> MostShared? in
            guard let kind = cursor.nextBytes(in: bytes), let first = cursor.next(in: bytes),
              let id = cursor.nextBytes(in: bytes), let cases = cursor.next(in: bytes),
              let kind = MostShared.Kind(rawValue: text(bytes.extracting(kind))),
              first < caseIDs.count
            else { return nil }
            return MostShared(
              kind: kind, firstCase: first, id: text(bytes.extracting(id)), cases: cases)
          })
      else { return nil }
      self = .tooMany(CasesTooManyTogether(caseIDs: caseIDs, places: places, most: most))
    default: return nil
    }
    guard cursor.isAtEnd else { return nil }
  }
}

/// A case of which is known what an audit finds in it.
public struct KnownCase: Sendable {
  /// As its record gives it.
  public let id: String
  /// Under what it is recorded.
  public let identities: [ContentDigest]
  /// The tests about groups that it meets, by their places in the law.
  public var groupMet: [Int] { found.groupMet }

  let found: CaseFound
  let bytes: [UInt8]
  let childStandings: Range<Int>
  let groupStandings: Range<Int>
  let lines: [FoundLines.LineOfCase]

  /// Nil if the bytes are not those of `KeptAnswers` under this law.
  public init?(_ bytes: [UInt8], under auditor: BulkAuditor) {
    let law = auditor.law
    let span = bytes.span
    var cursor = NumberCursor(0..<bytes.count)
    guard let id = cursor.nextBytes(in: span),
      let body = cursor.nextOptional(in: span, { $0.nextBytes(in: $1) }),
      let year = cursor.nextOptional(in: span, { $0.nextZigzag(in: $1) }),
      let children = cursor.nextCount(in: span)
    else { return nil }
    var onList = ListCounts()
    for list in AuditEntry.List.allCases {
      guard let count = cursor.next(in: span), count <= children else { return nil }
      onList[list] = count
    }
    guard let metCount = cursor.nextCount(in: span) else { return nil }
    var groupMet: [Int] = []
    for _ in 0..<metCount {
      guard let test = cursor.next(in: span), test < law.law.frameworks.count else { return nil }
      groupMet.append(test)
    }
    guard let identityCount = cursor.nextCount(in: span) else { return nil }
    var identities: [ContentDigest] = []
    for _ in 0..<identityCount {
      guard let range = cursor.nextBytes(ContentDigest.size) else { return nil }
      identities.append(span.extracting(range).withUnsafeBytes { ContentDigest($0) })
    }
    guard let childStandings = cursor.nextBytes(children * law.childTests.count),
      let groupStandings = cursor.nextBytes(law.groupTests.count),
      let lines = FoundLines.linesOfCase(&cursor, span), cursor.isAtEnd
    else { return nil }
    self.id = text(span.extracting(id))
    self.identities = identities
    found = CaseFound(
      cell: CellKey(body: body.map { text(span.extracting($0)) }, year: year), children: children,
      onList: onList, groupMet: groupMet, change: nil)
    self.bytes = bytes
    self.childStandings = childStandings
    self.groupStandings = groupStandings
    self.lines = lines
  }
}

extension AuditPart {
  /// Adds a case as it would be found now.
  mutating func add(_ known: KnownCase, place: String, _ law: BulkLaw) {
    totals.cases += 1
    totals.children += known.found.children
    var standing = known.childStandings.lowerBound
    for _ in 0..<known.found.children {
      for test in law.childTests {
        totals.counts[test].add(Standing.Counted(rawValue: known.bytes[standing]))
        standing += 1
      }
    }
    for (test, standing) in zip(law.groupTests, known.groupStandings) {
      totals.counts[test].add(Standing.Counted(rawValue: known.bytes[standing]))
    }
    lines.beginCase(id: known.id, place: place)
    for line in known.lines { lines.add(line, of: known.bytes.span) }
    groupMet.append(known.found.groupMet)
  }
}

extension BatchReading {
  /// Row by row, how each of some tests counts it: a byte for each (`Standing.Counted`).
  func standings(under tests: [Int], rows: Int) -> [UInt8] {
    var standings = [UInt8](repeating: 0, count: rows * tests.count)
    for (column, test) in tests.enumerated() {
      states[test].forEachCounted { standings[$0 * tests.count + column] = $1.rawValue }
    }
    return standings
  }
}
