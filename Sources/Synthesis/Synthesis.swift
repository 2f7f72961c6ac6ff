public import CaseRecord
public import CivilTime
public import Vocabulary

/// A framework that charges, verdicts and recorded answers of fictional cases may name.
public struct NamedFramework: Sendable, Hashable {
  public var id: String
  /// The jurisdiction of the records that may name it.
  public var jurisdiction: String
  /// The days of the conduct of which it may be said.
  public var days: DayRange

  public init(id: String, jurisdiction: String, days: DayRange = .always) {
    self.id = id
    self.jurisdiction = jurisdiction
    self.days = days
  }
}

/// Makes fictional cases, one after another, with the truth that each was made from.
///
/// The structure is that of a caseload: groups of suspects with several children over several cases and years, in several police
/// areas; the same child under two ids; dates half known, facts missing, sources weak, accounts denied, warnings shelved and
/// cases closed for reasons that the law calls irrelevant. The shares are chosen so that every state of a framework occurs, and say
/// nothing about how often anything happens.
///
/// Nobody in them exists. Telephones, marks and numbers are of a form that is nobody's.
///
/// - Parameters:
///   - cases: how many.
///   - seed: the same seed gives the same bytes, with the same vocabulary, on every machine. The cases of a smaller caseload are
///     those with which a larger one begins; only what joins the last of them may be fewer.
///   - vocabulary: only its words are used, and only as records may use them, so every record is in order.
///   - frameworks: those that charges, verdicts and recorded answers may name; without any there are no verdicts of not guilty and
///     no recorded answers.
public func synthesise(
  cases: Int, seed: UInt64, vocabulary: Vocabulary, frameworks: [NamedFramework] = [],
  _ body: (CaseRecord, CaseTruth) throws -> Void
) rethrows {
  var maker = CaseMaker(vocabulary: vocabulary, frameworks: frameworks, seed: seed)
  var start = 0
  while start < cases {
    let count = min(CasePlan.block, cases - start)
    let plans = CasePlan.plans(ofBlock: start / CasePlan.block, count: count, seed: seed)
    var records: [CaseRecord] = []
    var truths: [CaseTruth] = []
    for plan in plans {
      let (record, truth) = maker.make(plan)
      records.append(record)
      truths.append(truth)
    }
    var joining = Joining<RecordedIdentity>()
    for record in records { joining.add(record.recordedIdentities) }
    for index in records.indices {
      truths[index].component = records[joining.first(joinedWith: index)].id
      truths[index].duplicates = duplicates(of: index, plans, records)
    }
    for (record, truth) in zip(records, truths) { try body(record, truth) }
    start += count
  }
}

/// Which earlier child each child of a case is.
private func duplicates(
  of index: Int, _ plans: [CasePlan], _ records: [CaseRecord]
) -> [CaseTruth.Duplicate] {
  plans[index].children.enumerated().compactMap { place, child in
    child.earlier.map { earlier in
      let one = records[index].people[place]
      let other = records[earlier.plan].people[earlier.child]
      return CaseTruth.Duplicate(
        child: one.id, earlierCase: records[earlier.plan].id, earlierChild: other.id,
        isRecorded: one.identifiers.contains { other.identifiers.contains($0) })
    }
  }
}
