import Assessment
public import CaseRecord
public import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// Audits cases under one law: what it answers to each, what was never asked, and what is one fact short.
public struct BulkAuditor: Sendable {
  public let law: BulkLaw
  fileprivate let shortfall: Shortfall
  fileprivate let audited: AuditedLaw

  public init(_ law: BulkLaw) {
    self.law = law
    shortfall = Shortfall(law)
    audited = AuditedLaw(law, shortfall)
  }

  /// What the lines tell by number.
  public var words: LineWords { audited.words }

  /// Audits some cases, as a batch of them does.
  public func audit(
    _ cases: [AuditedCase], since earlier: BulkLaw? = nil, known: CivilDate? = nil,
    keeper: (any RecordKeeper)? = nil
  ) -> AuditPart {
    var batch = AuditBatch(self, since: earlier, known: known, keeper: keeper)
    for audited in cases { batch.add(audited.record, place: audited.place, digest: audited.digest) }
    return batch.finished()
  }
}

/// Cases that are audited together.
public struct AuditBatch: ~Copyable {
  private let auditor: BulkAuditor
  private let earlier: BulkLaw?
  private let knownBy: CivilDate?
  private let keeper: (any RecordKeeper)?
  private var part: AuditPart
  private var cells = CellCounter()
  /// Those that are still to be asked, with where they stand, and by what they are known again if somebody keeps what they are asked.
  private var files: [CaseEvidence] = []
  private var places: [String] = []
  private var digests: [(record: ContentDigest, identities: [ContentDigest])?] = []
  /// Those that need not be asked, with how many of the others come before each.
  private var known: [(answers: KnownCase, place: String, after: Int)] = []

  /// - Parameters:
  ///   - earlier: the same law made ready for an earlier day, to see who is affected by what changed between the two.
  ///   - known: keeps only what was on file by that day; nil keeps everything.
  ///   - keeper: gives what was asked of a record before, and keeps what is asked now. It must be kept for this law and `known`.
  public init(
    _ auditor: BulkAuditor, since earlier: BulkLaw? = nil, known: CivilDate? = nil,
    keeper: (any RecordKeeper)? = nil
  ) {
    self.auditor = auditor
    self.earlier = earlier
    knownBy = known
    self.keeper = keeper
    part = AuditPart(auditor.law, auditor.words)
  }

  /// - Parameters:
  ///   - place: a file with its line, or a case of a casebook.
  ///   - digest: by what the record is known again; nil of one of which nothing is kept.
  ///   - identities: under what it is recorded, to be kept with the rest.
  public mutating func add(
    _ record: consuming CaseRecord, place: String, digest: ContentDigest? = nil,
    identities: [ContentDigest] = []
  ) {
    files.append(auditor.law.evidence(of: record, known: knownBy))
    places.append(place)
    if keeper != nil { digests.append(digest.map { ($0, identities) }) }
    // So many at a time that what is worked out once for all of them costs little beside each, and their planes do not get too long.
    if files.count == 1024 { answer() }
  }

  /// Adds a case as it would be found: its place in the order is that of any other.
  public mutating func add(_ answers: KnownCase, place: String) {
    if files.isEmpty {
      add(answers, at: place)
    } else {
      known.append((answers, place, files.count))
    }
  }

  private mutating func add(_ answers: KnownCase, at place: String) {
    part.add(answers, place: place, auditor.law)
    cells.add(answers.found)
  }

  public consuming func finished() -> AuditPart {
    if !files.isEmpty { answer() }
    part.totals.cells = cells.counts
    return part
  }

  private mutating func answer() {
    let (files, digests) = (files, digests)
    let keeper = keeper
    let batch = BatchReading(
      auditor.law, files, isDated: true, shortfall: auditor.shortfall,
      keeping: keeper.map { keeper in
        { file, ask in
          digests[file].map { keeper.evidence(of: $0.record, otherwise: ask) } ?? ask()
        }
      })
    part.totals.add(batch, since: earlier)
    let reading = AuditReading(batch, places, auditor.audited, auditor.shortfall)
    let keeping = keeper.map { Keeping($0, batch) }
    var known = known[...]
    for file in files.indices {
      while let next = known.first, next.after == file {
        add(next.answers, at: next.place)
        known.removeFirst()
      }
      let found = reading.read(file, into: &part.lines)
      part.groupMet.append(found.groupMet)
      cells.add(found)
      if let digest = digests.isEmpty ? nil : digests[file] {
        keeping?.keep(found, of: file, digest.record, digest.identities, part.lines)
      }
    }
    for next in known { add(next.answers, at: next.place) }
    self.files = []
    self.known = []
    self.digests = []
    places = []
  }

  /// Keeps what was found in the cases of a batch.
  private struct Keeping {
    private let keeper: any RecordKeeper
    private let batch: BatchReading
    /// Of each child under the tests about children, and of each case under those about groups.
    private let children: [UInt8]
    private let cases: [UInt8]
    private let lawChange: CivilDate?

    init(_ keeper: any RecordKeeper, _ batch: BatchReading) {
      self.keeper = keeper
      self.batch = batch
      children = batch.standings(under: batch.law.childTests, rows: batch.childCount)
      lawChange = batch.law.changes
      cases = batch.standings(under: batch.law.groupTests, rows: batch.files.count)
    }

    func keep(
      _ found: CaseFound, of file: Int, _ digest: ContentDigest, _ identities: [ContentDigest],
      _ lines: FoundLines
    ) {
      let law = batch.law
      let rows = batch.children(of: file)
      let (width, groupWidth) = (law.childTests.count, law.groupTests.count)
      keeper.keep(
        KeptAnswers(
          found, id: batch.files[file].record.id, identities: identities,
          standings: [
            children[rows.lowerBound * width..<rows.upperBound * width],
            cases[file * groupWidth..<(file + 1) * groupWidth],
          ], lines, on: law.day, until: lawChange),
        of: digest)
    }
  }
}

extension AuditTotals {
  /// Adds what every framework answers to a batch.
  fileprivate mutating func add(_ batch: BatchReading, since earlier: BulkLaw?) {
    cases += batch.files.count
    children += batch.childCount
    for index in batch.states.indices { batch.states[index].count(into: &counts[index]) }
    if let earlier {
      add(batch.law.changes(from: earlier, batch.states(under: earlier), to: batch.states))
    }
  }
}

extension BulkLaw {
  fileprivate func changes(from earlier: BulkLaw, _ before: [StatePlanes], to after: [StatePlanes])
    -> [LawChangeCount]
  {
    asked.indices.map { index in
      var change = LawChangeCount(framework: asked[index].framework.id)
      // A text that follows the conduct says nothing before the day on which it came into force.
      let (wasAsked, isAsked) = (asked[index].isLaw(on: earlier.day), asked[index].isLaw(on: day))
      let (old, new) = (before[index], after[index])
      let (oldMet, newMet) = (old.met.words, new.met.words)
      for (word, own) in new.own.words.enumerated() {
        let wasIn = wasAsked ? own & ~old.out.words[word] : 0
        let isIn = isAsked ? own & ~new.out.words[word] : 0
        let met = isIn & newMet[word]
        let wasMet = wasIn & oldMet[word]
        change.affected += (wasIn ^ isIn).nonzeroBitCount
        change.newlyMet += (met & ~wasMet).nonzeroBitCount
        change.noLongerMet += (wasMet & ~met).nonzeroBitCount
      }
      return change
    }
  }
}
