import Assessment
import CaseRecord
public import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// Audits cases under one law: what it answers to each, what was never asked, and what is one fact short.
public struct BulkAuditor: Sendable {
  public let law: BulkLaw
  private let shortfall: Shortfall

  public init(_ law: BulkLaw) {
    self.law = law
    shortfall = Shortfall(law)
  }

  /// Audits some cases together.
  ///
  /// - Parameters:
  ///   - earlier: the same law made ready for an earlier day, to see who is affected by what changed between the two.
  ///   - known: keeps only what was on file by that day; nil keeps everything.
  public func audit(
    _ cases: [AuditedCase], since earlier: BulkLaw? = nil, known: CivilDate? = nil
  ) -> AuditPart {
    var part = AuditPart(law)
    if cases.isEmpty { return part }
    let batch = BatchReading(law, cases.map(\.record), known: known)
    part.cases = cases.count
    part.children = batch.children.count
    for (index, states) in batch.states.enumerated() { states.count(into: &part.counts[index]) }
    if let earlier {
      part.changes = law.changes(
        from: earlier, earlier.states(batch.answers, batch.evidence), to: batch.states)
    }
    var reading = AuditReading(batch, cases)
    for (framework, plane, label) in shortfall.short(
      in: batch.batch, batch.answers, batch.evidence)
    {
      reading.note(label, framework, plane)
    }
    reading.read(into: &part)
    let known = law.knownDays(of: reading.wanted, batch.files, shortfall)
    for index in part.entries.indices {
      part.entries[index].known = reading.day(ofEntry: index, known)
    }
    return part
  }
}

extension BulkLaw {
  func evidence(of record: CaseRecord, known: CivilDate?) -> CaseEvidence {
    CaseEvidence(record, vocabulary: law.vocabulary, threshold: .f1, known: known)
  }

  func append(_ file: CaseEvidence, to batch: inout EvidenceBatch) {
    let own = Jurisdiction.own(of: file.record)
    if file.record.statements.count <= UInt64.capacity {
      RecordAnswers<UInt64>(file, plan, law).append(to: &batch, own: own, on: day)
    } else {
      RecordAnswers<WideMask>(file, plan, law).append(to: &batch, own: own, on: day)
    }
  }

  fileprivate func changes(from earlier: BulkLaw, _ before: [StatePlanes], to after: [StatePlanes])
    -> [LawChangeCount]
  {
    asked.indices.map { index in
      var change = LawChangeCount(framework: asked[index].framework.id)
      // A text that follows the conduct says nothing before the day on which it came into force.
      let (wasAsked, isAsked) = (asked[index].isLaw(on: earlier.day), asked[index].isLaw(on: day))
      let (old, new) = (before[index], after[index])
      let (oldMet, newMet) = (old.met, new.met)
      for word in new.own.indices {
        let wasIn = wasAsked ? new.own[word] & ~old.out[word] : 0
        let isIn = isAsked ? new.own[word] & ~new.out[word] : 0
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
