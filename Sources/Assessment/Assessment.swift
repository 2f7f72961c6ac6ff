public import CaseRecord
public import CivilTime
public import EvidenceLogic
public import LawPack

/// Every framework's answer on one record, on the law of one day.
public struct Assessment: Sendable {
  public let record: CaseRecord
  public let law: LawPack
  /// The day whose law governs decisions.
  public let on: CivilDate
  /// Only what was on file by this day was counted; nil means everything.
  public let known: CivilDate?
  /// The lowest class of source that counts.
  public let threshold: SourceClass
  /// For each child, then for the group: every framework, in the order of the law.
  public let findings: [Finding]
  public internal(set) var guards: [Guard]
  /// The record made ready to be asked.
  let evidence: CaseEvidence

  /// Sources with no day at all: they never count towards *known since*.
  public var sourcesWithoutDay: [String] { evidence.sourcesWithoutDay }

  /// Everything an answer may stand on.
  public var atoms: [Atom] { evidence.atoms }

  /// The places in `record.statements` of those that were on file by `known` and may count, in order.
  ///
  /// The others are shown and never counted: below the threshold, graded as suspected to be false, or not yet on file.
  public var countedStatements: [Int] { evidence.countedStatements }

  /// Who had a statement on file, and since which day at the latest, the first to have it first; only those who had it by `known`.
  ///
  /// Empty for a statement whose source has no day.
  public func holders(ofStatement index: Int) -> [(agency: String, since: CivilDate)] {
    evidence.arrivals(of: index).map { ($0.agency, $0.latest) }
      .sorted { ($0.since, $0.agency) < ($1.since, $1.agency) }
  }

  public func finding(_ framework: String, about: String) -> Finding? {
    findings.first { $0.framework.id == framework && $0.about == about }
  }

  public func findings(about: String) -> [Finding] { findings.filter { $0.about == about } }

  /// The children of the record, in its order.
  public var children: [Person] { record.people.filter { $0.role == .child } }

  /// The name under which the whole record is answered for.
  public static let group = "group-1"
}

/// Applies every framework to a record, element by element.
///
/// Pure: no clock, no disk, no chance. The same record, law and days give the same findings for ever.
///
/// - Parameters:
///   - day: chooses the law of the decision: policy, identification and civil tests. Offences follow the day of the conduct.
///   - known: keeps only what was on file by that day; nil keeps everything.
///   - threshold: the lowest class of source that counts.
///   - only: asks these frameworks alone, for those who need one answer again, and raises no guard; nil asks every one.
public func assess(
  _ record: CaseRecord, under law: LawPack, on day: CivilDate, known: CivilDate? = nil,
  threshold: SourceClass = .f1, only: Set<String>? = nil
) -> Assessment {
  let evidence = CaseEvidence(
    record, vocabulary: law.vocabulary, threshold: threshold, known: known)
  let assessor = Assessor(evidence: evidence, law: law, day: day)
  let findings = assessor.findings(of: law.frameworks.filter { only?.contains($0.id) ?? true })
  var assessment = Assessment(
    record: record, law: law, on: day, known: known, threshold: threshold, findings: findings,
    guards: [], evidence: evidence)
  if only == nil {
    assessment.guards = guards(
      raisedBy: assessment.ownAnswers, evidence: evidence, under: GuardRules(law), on: day)
  }
  return assessment
}
