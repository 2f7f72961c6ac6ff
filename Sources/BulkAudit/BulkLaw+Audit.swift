import Assessment
import CaseRecord
public import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

extension BulkLaw {
  /// Audits some cases together.
  ///
  /// - Parameters:
  ///   - earlier: the same law made ready for an earlier day, to see who is affected by what changed between the two.
  ///   - known: keeps only what was on file by that day; nil keeps everything.
  public func audit(
    _ cases: [AuditedCase], since earlier: BulkLaw? = nil, known: CivilDate? = nil
  ) -> AuditPart {
    var part = AuditPart(self)
    if cases.isEmpty { return part }
    let files = cases.map {
      CaseEvidence($0.record, vocabulary: law.vocabulary, threshold: .f1, known: known)
    }
    var batch = EvidenceBatch()
    for file in files { append(file, to: &batch) }
    let evidence = planes(of: batch)
    let answers = evaluate(batch, evidence)
    let states = states(answers, evidence)
    let children = batch.rows[RowKind(subject: .child).index]

    part.cases = cases.count
    part.children = children.count
    for (index, states) in states.enumerated() { states.count(into: &part.counts[index]) }
    if let earlier {
      part.changes = changes(from: earlier, earlier.states(answers, evidence), to: states)
    }

    var reading = AuditReading(law: self, cases: cases, files: files, children: children)
    reading.states = states
    for (framework, plane, label) in facts(shortIn: batch, answers, evidence) {
      reading.note(label, framework, plane)
    }
    reading.read(into: &part)
    let known = knownDays(of: reading.wanted, files)
    for index in part.entries.indices {
      part.entries[index].known = reading.day(of: part.entries[index], at: index, known)
    }
    return part
  }

  func append(_ file: CaseEvidence, to batch: inout EvidenceBatch) {
    let own = Jurisdiction.own(of: file.record)
    if file.record.statements.count <= UInt64.capacity {
      RecordAnswers<UInt64>(file, plan, law).append(to: &batch, own: own, on: day)
    } else {
      RecordAnswers<WideMask>(file, plan, law).append(to: &batch, own: own, on: day)
    }
  }

  private func changes(from earlier: BulkLaw, _ before: [StatePlanes], to after: [StatePlanes])
    -> [LawChangeCount]
  {
    asked.indices.map { index in
      var change = LawChangeCount(framework: asked[index].framework.id)
      let framework = asked[index].framework
      // A text that follows the conduct says nothing before the day on which it came into force.
      let wasAsked =
        framework.governsBy != .conduct || framework.inForce?.from.map { $0 <= earlier.day } ?? true
      let isAsked =
        framework.governsBy != .conduct || framework.inForce?.from.map { $0 <= day } ?? true
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
