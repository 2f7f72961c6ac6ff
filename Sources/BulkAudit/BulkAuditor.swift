import Assessment
public import CaseRecord
public import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// Keeps what records hold on the questions of a law, so that a record that has not changed is not asked again.
public protocol EvidenceKeeper: Sendable {
  /// What was kept of exactly this case; where nothing was, or not all that is asked now, what `ask` finds, which is kept.
  func evidence(of audited: AuditedCase, otherwise ask: () -> KeptEvidence) -> KeptEvidence
}

/// Audits cases under one law: what it answers to each, what was never asked, and what is one fact short.
public struct BulkAuditor: Sendable {
  public let law: BulkLaw
  private let shortfall: Shortfall
  private let audited: AuditedLaw

  public init(_ law: BulkLaw) {
    self.law = law
    shortfall = Shortfall(law)
    audited = AuditedLaw(law, shortfall)
  }

  /// What the lines tell by number.
  public var words: LineWords { audited.words }

  /// Audits some cases together.
  ///
  /// - Parameters:
  ///   - earlier: the same law made ready for an earlier day, to see who is affected by what changed between the two.
  ///   - known: keeps only what was on file by that day; nil keeps everything.
  ///   - keeper: gives what was asked of a record before, and keeps what is asked now. It must be kept for this law and `known`.
  public func audit(
    _ cases: [AuditedCase], since earlier: BulkLaw? = nil, known: CivilDate? = nil,
    keeper: (any EvidenceKeeper)? = nil
  ) -> AuditPart {
    var part = AuditPart(law, words)
    var cells = CellCounter()
    // So many at a time that their rows fill the words that a program takes in one go, and all stretches alike.
    let stretches = (cases.count + Self.together - 1) / Self.together
    for stretch in 0..<stretches {
      let some = cases[
        cases.count * stretch / stretches..<cases.count * (stretch + 1) / stretches]
      let batch = BatchReading(
        law, some.map { law.evidence(of: $0.record, known: known) }, isDated: true,
        shortfall: shortfall,
        keeping: keeper.map { keeper in
          { keeper.evidence(of: some[some.startIndex + $0], otherwise: $1) }
        })
      part.totals.add(batch, since: earlier)
      part.groupMet += AuditReading(batch, some.map(\.place), audited, shortfall)
        .read(into: &part.lines, &cells)
    }
    part.totals.cells = cells.counts
    return part
  }

  private static let together = 512
}

extension AuditTotals {
  /// Adds what every framework answers to a batch.
  fileprivate mutating func add(_ batch: BatchReading, since earlier: BulkLaw?) {
    cases += batch.files.count
    children += batch.childCount
    for (index, states) in batch.states.enumerated() { states.count(into: &counts[index]) }
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
