import Assessment
public import CaseRecord
public import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// Keeps what records hold on the questions of a law, so that a record that has not changed is not asked again.
public protocol EvidenceKeeper: Sendable {
  /// What was kept of exactly this record; where nothing was, or not all that is asked now, what `ask` finds, which is kept.
  ///
  /// - Parameter bytes: what the record was read from, where it was kept: by this it is known again.
  func evidence(
    of record: CaseRecord, readFrom bytes: [UInt8]?, otherwise ask: () -> KeptEvidence
  ) -> KeptEvidence
}

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
    keeper: (any EvidenceKeeper)? = nil
  ) -> AuditPart {
    var batch = AuditBatch(self, since: earlier, known: known, keeper: keeper)
    for audited in cases { batch.add(audited.record, place: audited.place, bytes: audited.bytes) }
    return batch.finished()
  }
}

/// Cases that are audited together.
public struct AuditBatch: ~Copyable {
  private let auditor: BulkAuditor
  private let earlier: BulkLaw?
  private let known: CivilDate?
  private let keeper: (any EvidenceKeeper)?
  private var part: AuditPart
  private var cells = CellCounter()
  /// Those that are still to be asked, with where they stand, and what they were read from if somebody keeps that.
  private var files: [CaseEvidence] = []
  private var places: [String] = []
  private var bytes: [[UInt8]?] = []

  /// - Parameters:
  ///   - earlier: the same law made ready for an earlier day, to see who is affected by what changed between the two.
  ///   - known: keeps only what was on file by that day; nil keeps everything.
  ///   - keeper: gives what was asked of a record before, and keeps what is asked now. It must be kept for this law and `known`.
  public init(
    _ auditor: BulkAuditor, since earlier: BulkLaw? = nil, known: CivilDate? = nil,
    keeper: (any EvidenceKeeper)? = nil
  ) {
    self.auditor = auditor
    self.earlier = earlier
    self.known = known
    self.keeper = keeper
    part = AuditPart(auditor.law, auditor.words)
  }

  /// - Parameters:
  ///   - place: a file with its line, or a case of a casebook.
  ///   - bytes: what the record was read from, where it was kept.
  public mutating func add(_ record: consuming CaseRecord, place: String, bytes: [UInt8]? = nil) {
    files.append(auditor.law.evidence(of: record, known: known))
    places.append(place)
    if keeper != nil { self.bytes.append(bytes) }
    // So many at a time that what is worked out once for all of them costs little beside each, and their planes do not get too long.
    if files.count == 1024 { answer() }
  }

  public consuming func finished() -> AuditPart {
    if !files.isEmpty { answer() }
    part.totals.cells = cells.counts
    return part
  }

  private mutating func answer() {
    let (files, bytes) = (files, bytes)
    let batch = BatchReading(
      auditor.law, files, isDated: true, shortfall: auditor.shortfall,
      keeping: keeper.map { keeper in
        { keeper.evidence(of: files[$0].record, readFrom: bytes[$0], otherwise: $1) }
      })
    part.totals.add(batch, since: earlier)
    part.groupMet += AuditReading(batch, places, auditor.audited, auditor.shortfall)
      .read(into: &part.lines, &cells)
    self.files = []
    places = []
    self.bytes = []
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
