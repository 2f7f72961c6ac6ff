import AuditIndex
import AuditSpool
import BulkAudit
import CaseRecord
import Caseload
import CivilTime
import Diagnostics
import Glibc
import InOrder
import LawPack

/// One audit from the first record to the report.
struct AuditRun {
  let auditor: BulkAuditor
  let earlier: BulkLaw?
  let known: CivilDate?
  let joins: Bool
  var sample: AuditSample?
  let readers: [CaseloadReader]
  let state: String?
  let index: AuditIndex?
  /// How many threads there are.
  let workers: Int

  /// What one block of records came to.
  struct Block: Sendable {
    var totals: AuditTotals
    var lines: FoundLines
    var refused: [AuditReport.Refused]
    /// For each case that was read: its number in its source, its id, its place, by what it is known again, under what it is recorded, and the tests
    /// about groups that it meets, by their places in the law.
    var cases: [Read]
    /// The records, read or refused, that the block holds.
    var records: Int

    struct Read: Sendable, Codable {
      var number: Int
      var id: String
      var place: String
      /// By what an index knows the record again; nil where there is none.
      var digest: ContentDigest?
      var identities: [ContentDigest]
      var groupMet: [Int]
    }
  }

  private var law: BulkLaw { auditor.law }

  func report() throws -> AuditReport {
    var totals = auditor.audit([]).totals
    let spool = AuditSpool(
      auditor.words, folder: environment("TMPDIR") ?? "/tmp", threads: workers)
    var refused: [AuditReport.Refused] = []
    var sample = sample
    var joining = Joining<ContentDigest>()
    var members: [Member] = []
    var progress = Progress()
    func take(_ block: Block, of source: Int) throws {
      totals += block.totals
      try orUnusable { () throws(AuditLinesError) in try spool.add(block.lines) }
      refused += block.refused
      for read in block.cases {
        sample?.add(id: read.id, place: read.place)
        guard joins else { continue }
        joining.add(read.identities)
        members.append(
          Member(
            source: source, number: read.number, met: read.groupMet,
            known: read.digest.map { (digest: $0, id: read.id, place: read.place) }))
      }
      progress.add(block.records)
    }
    let journal = try state.map { try AuditJournal($0, heading: heading) }
    var done = readers.map { _ in 0 }
    try journal?.replay(auditor.words) { block, source in
      try take(block, of: source)
      done[source] += block.records
    }
    for (source, reader) in readers.enumerated() {
      let from = done[source]
      try readingCaseload {
        try reader.inBlocks(
          from: from == 0 ? .beginning : .record(from),
          reading: { progress.share = (Double(source) + $0) / Double(readers.count) },
          work: block(of:)
        ) { block in
          try journal?.append(block, of: source)
          try take(block, of: source)
        }
      }
    }
    let lines = try orUnusable { () throws(AuditLinesError) in try spool.finish() }
    let components = joins ? joining.components() : []
    let joined = joins ? try joinedCases(components, members, &progress) : nil
    progress.end()
    if let index {
      // What an audit that went on had done before was not asked of the index.
      let isWhole = done.allSatisfy { $0 == 0 }
      try orUnusable { () throws(AuditIndexError) in try index.finish(isWhole: isWhole) }
    }
    return AuditReport(
      law: law, known: known, since: earlier?.day, sources: readers.map(\.source.name),
      totals: totals, lines: lines, refused: refused, joined: joined,
      components: components.count, sample: sample?.cases ?? [],
      indexed: index.map { index in
        AuditReport.Indexed(
          answered: index.counts.answered, taken: index.counts.taken, asked: index.counts.asked,
          missing: index.missing)
      })
  }

  /// What a journal must have been kept for, for an audit to go on from it.
  private var heading: AuditJournal.Heading {
    AuditJournal.Heading(
      law: law.law.contentHash, on: law.day.description, known: known?.description,
      since: earlier?.day.description, sources: readers.map { $0.source.signature })
  }

  @Sendable private func block(of items: consuming [CaseloadItem]) throws -> Block {
    var batch = AuditBatch(auditor, since: earlier, known: known, keeper: index)
    var read: [Block.Read] = []
    var refused: [AuditReport.Refused] = []
    let records = items.count
    // By place, so that no record is copied.
    for index in items.indices {
      let place = items[index].place.words
      if items[index].isKnown, let digest = items[index].digest, let keeper = self.index {
        let known = try orUnusable { () throws(AuditIndexError) in
          try keeper.answers(to: digest)
        }
        read.append(
          Block.Read(
            number: items[index].place.number, id: known.id, place: place, digest: digest,
            identities: joins ? known.identities : [], groupMet: []))
        batch.add(known, place: place)
        continue
      }
      guard let record = items[index].record.take() else {
        refused.append(
          AuditReport.Refused(
            place: place,
            problems: items[index].problems.map { problem in
              "\(problem.location.position.line):\(problem.location.position.column): \(problem.message) [\(problem.code)]"
                + "; \(problem.help)"
            }))
        continue
      }
      if let size = RecordSize.excess(of: record) {
        refused.append(AuditReport.Refused(place: place, problems: [size.problem]))
        continue
      }
      let identities =
        joins || self.index != nil ? record.recordedIdentities.map { ContentDigest(of: $0) } : []
      read.append(
        Block.Read(
          number: items[index].place.number, id: record.id, place: place,
          digest: items[index].digest, identities: joins ? identities : [], groupMet: []))
      batch.add(record, place: place, digest: items[index].digest, identities: identities)
    }
    let part = batch.finished()
    if joins {
      for (index, met) in part.groupMet.enumerated() { read[index].groupMet = met }
    }
    return Block(
      totals: part.totals, lines: part.lines, refused: refused, cases: read, records: records)
  }

  /// A case, as far as it is needed to find those that it is joined with.
  private struct Member {
    var source: Int
    var number: Int
    var met: [Int]
    /// Where there is an index.
    var known: (digest: ContentDigest, id: String, place: String)?
  }

  /// Reads the cases of the components again, and asks of each whether it meets what its parts are below; those of which an index knows it are
  /// not read.
  private func joinedCases(
    _ components: [Joining<ContentDigest>.Component], _ members: [Member],
    _ progress: inout Progress
  ) throws -> JoinedAnswers {
    let law = law.aboutGroups
    var joined = JoinedAnswers()
    /// By component, by what an index knows it again.
    var digests: [ContentDigest?] = []
    var memberOf: [[Int: (component: Int, member: Int)]] = readers.map { _ in [:] }
    var wanted: Set<ContentDigest> = []
    var readsAll = index == nil
    for (place, component) in components.enumerated() {
      let known = component.cases.compactMap { members[$0].known }
      let digest =
        known.count == component.cases.count
        ? ContentDigest(hashing: known.flatMap(\.digest.bytes)) : nil
      digests.append(digest)
      if let digest, let bytes = index?.answer(toJoined: digest),
        let answer = JoinedAnswer(
          bytes, caseIDs: known.map(\.id), places: known.map(\.place), under: law)
      {
        joined.add(answer)
        progress.join(1)
        continue
      }
      wanted.formUnion(known.lazy.map(\.digest))
      if digest == nil { readsAll = true }
      for member in component.cases {
        memberOf[members[member].source][members[member].number] = (place, member)
      }
    }
    var isKnown: (@Sendable (ContentDigest) -> Bool)?
    if !readsAll { isKnown = { [wanted] in !wanted.contains($0) } }
    func take(_ answer: JoinedAnswer, of component: Int) {
      joined.add(answer)
      progress.join(1)
      if let digest = digests[component] {
        index?.keep(KeptAnswers(answer, under: law), of: digest)
      }
    }
    var waiting: [Int: Waiting] = [:]
    var ready: [(component: Int, parts: [JoinedPart])] = []
    try inOrder(threads: workers, most: workers * 3) { add in
      for (source, reader) in readers.enumerated() where !memberOf[source].isEmpty {
        try readingCaseload {
          try reader.knowing(isKnown).forEach { item in
            guard let record = item.record,
              let (index, member) = memberOf[source][item.place.number]
            else { return }
            waiting[index, default: Waiting()].add(
              JoinedPart(
                AuditedCase(record, place: item.place.words), met: members[member].met), law)
            guard waiting[index]?.count == components[index].cases.count,
              let cases = waiting.removeValue(forKey: index)
            else { return }
            if let tooMany = cases.tooMany {
              take(.tooMany(tooMany.cases), of: index)
              return
            }
            ready.append((index, cases.parts))
            // Several sets of cases are asked at once: each test is then read once for all of them.
            if ready.count == 16 {
              try add(ready)
              ready.removeAll()
            }
          }
        }
      }
      if !ready.isEmpty { try add(ready) }
    } work: { _, asked in
      zip(asked.map(\.component), law.joined(asked.map(\.parts), known: known)).map(\.self)
    } give: { (answers: [(Int, JoinedAnswer)]) in
      for (component, answer) in answers { take(answer, of: component) }
    }
    return joined
  }

  /// Joined cases of which some have been read.
  private struct Waiting {
    private(set) var parts: [JoinedPart] = []
    /// Where so many are joined that they will not be asked, they are named alone, and their records are not held.
    private(set) var tooMany: TooManyTogether?
    private var least = RecordSize()

    var count: Int { tooMany?.count ?? parts.count }

    mutating func add(_ part: JoinedPart, _ law: BulkLaw) {
      if tooMany == nil {
        least.add(ownOf: part.audited.record)
        parts.append(part)
        guard law.areTooManyTogether(least) else { return }
        var gathered = TooManyTogether()
        for part in parts { gathered.add(part) }
        tooMany = gathered
        parts = []
      } else {
        tooMany?.add(part)
      }
    }
  }

  /// The count, the rate, and about how long it will take yet; on a terminal only.
  private struct Progress {
    /// How much of all sources has been read, from 0 to 1; nil where it cannot be known.
    var share: Double?

    private let clock = ContinuousClock()
    private let begun = ContinuousClock().now
    private var shown = ContinuousClock().now
    private var records = 0
    private var joined = 0

    mutating func add(_ count: Int) {
      records += count
      show("audited \(records), \(rate) a second\(left)")
    }

    mutating func join(_ count: Int) {
      joined += count
      show("audited \(records); joining, \(joined) sets of cases done")
    }

    private var rate: Int {
      let seconds = (clock.now - begun) / .seconds(1)
      return seconds > 0 ? Int(Double(records) / seconds) : 0
    }

    /// Empty until it can be guessed.
    private var left: String {
      let seconds = (clock.now - begun) / .seconds(1)
      guard let share, share > 0.01, seconds > 2 else { return "" }
      let rest = Int(seconds / share - seconds)
      return rest < 90 ? ", about \(rest) s left" : ", about \((rest + 30) / 60) min left"
    }

    private mutating func show(_ text: String) {
      guard clock.now - shown > .milliseconds(200) else { return }
      shown = clock.now
      Terminal.progress(text)
    }

    func end() { Terminal.progress("") }
  }
}

extension CasePlace {
  var words: String { "\(file):\(line)" }
}

/// Says why a caseload cannot be read on, and ends with exit 2.
@discardableResult
func readingCaseload<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as CaseloadError {
    throw unusable(error.description)
  }
}

extension CaseloadReader.Source {
  var name: String {
    switch self {
    case .lines(let path), .folder(let path): path
    case .given(let name, _): name
    }
  }

  /// The name with the size and the day of change of a file, so that an interrupted audit does not go on over another one.
  var signature: String {
    var status = stat()
    guard case .lines(let path) = self, stat(path, &status) == 0 else { return name }
    return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}

extension RecordSize {
  fileprivate var problem: String {
    "\(children) children, \(people) people who did something and \(events) events are more together than an audit asks about"
      + " [audit.too-large]; split the record into its cases, so that the three, each with one added, multiplied come to at most \(Self.mostRows)"
  }
}
