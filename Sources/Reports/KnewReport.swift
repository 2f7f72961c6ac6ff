public import Assessment
public import CaseRecord
public import CivilTime
public import EvidenceLogic
import LawPack
public import Vocabulary

/// When each test that a record meets could have been known, by whom, beside what each body was told and did.
///
/// It compares recorded days. It accuses nobody: a day that nobody recorded is not here.
public struct KnewReport: Sendable, Hashable {
  /// A warning, from the side of the body that got it or of the one that raised it.
  public struct Notice: Sendable, Hashable {
    /// The warning's id.
    public var warning: String
    public var on: UncertainDate?
    /// The other body: who raised it, or to whom it went.
    public var other: String?
    public var acknowledged: UncertainDate?
  }

  /// Something that a body did, at this place in the record's responses.
  public struct Step: Sendable, Hashable {
    public var response: Int
    public var act: Response.Act
    public var by: String?
    public var on: UncertainDate?
  }

  /// One body.
  public struct Lane: Sendable, Hashable {
    public var agency: String
    /// Since when its own file met the test; nil if it never did, alone.
    public var from: KnownSince.Day?
    public var warned: [Notice]
    public var raised: [Notice]
    /// Referrals and shares: it told others.
    public var passedOn: [Step]
    /// Its first protective act, whenever that was.
    public var firstActed: Step?
    public var closures: [Step]
  }

  /// One picture: a test, or several that could have been known on the very same days.
  public struct Answer: Sendable, Hashable {
    public var frameworks: [String]
    /// A child's id, or `Assessment.group`.
    public var about: String
    public var isComparison: Bool
    /// The reading on which the test was met.
    public var reading: Reading
    /// The day that counts is the one on which the test itself began: the evidence was there before it.
    public var isFirstDay: Bool
    public var together: KnownSince.Day?
    public var lanes: [Lane]
    /// A protective act that was on record by the day on which all files together met the test.
    public var alreadyActed: Step?
    /// The first protective act of any body after that day; nil if none is recorded, or if one was there already.
    public var firstActed: Step?
    /// Days between the two, from the fewest to the most that the recorded dates allow; nil where either day is not recorded.
    public var days: ClosedRange<Int>?

    /// The first body whose own file met the test before all files together did: what the others held spoke against it then. Nil if there is none.
    public var soonestAlone: Lane? {
      lanes.filter { lane in
        guard let alone = lane.from?.day else { return false }
        return together.map { alone < $0.day } ?? true
      }.min { ($0.from?.day ?? .last, $0.agency) < ($1.from?.day ?? .last, $1.agency) }
    }
  }

  /// The record's own law first, in the order of the assessment; then comparison.
  public var answers: [Answer]
  /// Sources with no day at all, which never count towards any of it.
  public var sourcesWithoutDay: [String]

  /// The acts that count as acting: steps to protect a child, to investigate, or to identify.
  ///
  /// A referral, a share, an assessment or an interview by itself is not among them: it passes on or looks. Nor is a closure.
  public static let protectiveActs: Set<Response.Act> = [
    .strategyDiscussion, .section47Enquiry, .childProtectionConference, .nrmReferral,
    .nrmDecision, .dutyToNotify, .guardianReferral, .crimeRecorded, .arrested, .charged,
    .convicted, .groupMapped, .orderMade,
  ]

  /// What the days mean, and what counts as acting.
  package static let explanation =
    "From when the file of each body, and all files together, held enough for a test. It is arithmetic on recorded days; it accuses nobody. "
    + "Acted: a strategy discussion, an enquiry, a conference, a crime recorded, an arrest, a charge, an order, a notification or a national referral. "
    + "Telling others is shown apart."

  public init(_ assessment: Assessment) {
    let reader = KnewReader(words: CaseWords(assessment))
    answers = reader.answers
    sourcesWithoutDay = assessment.sourcesWithoutDay
  }
}

/// Reads the pictures off an assessment and its record.
private struct KnewReader {
  let words: CaseWords

  private struct Picture: Hashable {
    var about: String
    var isComparison: Bool
    var known: KnownSince
  }

  var answers: [KnewReport.Answer] {
    var order: [Picture] = []
    var frameworks: [Picture: [Framework]] = [:]
    for finding in words.assessment.findings {
      guard let known = finding.knownSince else { continue }
      let picture = Picture(
        about: finding.about, isComparison: finding.marks.isComparison, known: known)
      if frameworks[picture] == nil { order.append(picture) }
      frameworks[picture, default: []].append(finding.framework)
    }
    let own = order.filter { !$0.isComparison }
    return (own + order.filter(\.isComparison)).map { answer($0, frameworks[$0] ?? []) }
  }

  private func answer(_ picture: Picture, _ frameworks: [Framework]) -> KnewReport.Answer {
    let acts = steps(about: picture.about, among: KnewReport.protectiveActs)
    var answer = KnewReport.Answer(
      frameworks: frameworks.map(\.id), about: picture.about,
      isComparison: picture.isComparison, reading: picture.known.reading,
      isFirstDay: frameworks.allSatisfy { framework in
        framework.governsBy == .decision && framework.inForce?.from == picture.known.together?.day
      },
      together: picture.known.together, lanes: lanes(picture))
    guard let together = picture.known.together else { return answer }
    answer.alreadyActed = acts.first { ($0.on?.range.latest).map { $0 <= together.day } ?? false }
    guard answer.alreadyActed == nil else { return answer }
    answer.firstActed = acts.first
    if let range = acts.first?.on?.range, let latest = range.latest {
      let fewest = range.earliest.map { max($0 - together.day, 0) } ?? 0
      answer.days = fewest...max(latest - together.earliest, fewest)
    }
    return answer
  }

  /// Steps of some kinds, earliest first; those with no day stand last.
  private func steps(about: String, among acts: Set<Response.Act>, by agency: String? = nil)
    -> [KnewReport.Step]
  {
    let wanted = words.responses(about: about).filter { index in
      let response = words.record.responses[index]
      return acts.contains(response.act) && (agency == nil || response.by == agency)
    }
    return words.record.byDay(wanted).map { index in
      let response = words.record.responses[index]
      return KnewReport.Step(
        response: index, act: response.act, by: response.by, on: response.on)
    }
  }

  private func lanes(_ picture: Picture) -> [KnewReport.Lane] {
    let warnings = words.warnings(about: picture.about)
    let responses = words.responses(about: picture.about).map { words.record.responses[$0] }
    let known = picture.known.agencies
    let others = Set(
      warnings.flatMap { [$0.to, $0.raisedByAgency] } + responses.map(\.by)
    ).compactMap(\.self).filter { agency in !known.contains { $0.agency == agency } }
    let bodies = known.map { ($0.agency, $0.day) } + others.sorted().map { ($0, nil) }
    return bodies.map { agency, day in
      KnewReport.Lane(
        agency: agency, from: day,
        warned: warnings.filter { $0.to == agency }.map { notice($0, other: $0.raisedByAgency) },
        raised: warnings.filter { $0.raisedByAgency == agency }.map { notice($0, other: $0.to) },
        passedOn: steps(about: picture.about, among: [.referral, .shared], by: agency),
        firstActed: steps(
          about: picture.about, among: KnewReport.protectiveActs, by: agency
        ).first,
        closures: steps(about: picture.about, among: [.noFurtherAction, .closed], by: agency))
    }
  }

  private func notice(_ warning: Warning, other: String?) -> KnewReport.Notice {
    KnewReport.Notice(
      warning: warning.id, on: warning.on, other: other, acknowledged: warning.acknowledged)
  }
}
