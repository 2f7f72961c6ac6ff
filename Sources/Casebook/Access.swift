/// What people are in a casebook. A role sets the most that its holders may do and see; involvement in a case opens the door.
///
/// - Source: the roles and limits of Documentation/casebook.md, drawn from what inquiries found and for each partnership to confirm
///   in its data protection impact assessment.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
  case frontlinePractitioner = "frontline-practitioner"
  case frontDoorScreener = "front-door-screener"
  case socialWorker = "social-worker"
  case teamManager = "team-manager"
  case conferenceChair = "conference-chair"
  case policeInvestigator = "police-investigator"
  case intelligenceAnalyst = "intelligence-analyst"
  case exploitationCoordinator = "exploitation-coordinator"
  case missingCoordinator = "missing-coordinator"
  case designatedOfficer = "designated-officer"
  case firstResponder = "first-responder"
  case healthProfessional = "health-professional"
  case educationLead = "education-lead"
  case youthJusticeWorker = "youth-justice-worker"
  case advocate
  case licensingOfficer = "licensing-officer"
  case partnerAgency = "partner-agency"
  case safeguardingPartner = "safeguarding-partner"
  case scrutineer, inspector, inquiry
  case disclosureOfficer = "disclosure-officer"
  case whistleblowingRecipient = "whistleblowing-recipient"
  case dataProtectionOfficer = "data-protection-officer"
  case recordsManager = "records-manager"
  case statistician, administrator
  /// Reads everything and writes nothing; keeps a witness of the log.
  case overseer
  /// Whoever raised a warning and holds no post: known by the receipt alone. Nobody is appointed to it.
  case reporter
  /// The casebook itself, whose clocks run out. Nobody is appointed to it.
  case casebook

  /// Whether a person can be appointed to it.
  public var isAppointed: Bool { self != .reporter && self != .casebook }
}

/// Kinds of content that are closed one from another.
public enum ContentClass: String, Sendable, Hashable, Codable, CaseIterable {
  /// What a case says, but for what follows.
  case caseContent = "case-content"
  /// Who said what a sealed source says.
  case sourceIdentity = "source-identity"
  /// Where a child is placed, a refuge is, or a family was moved to.
  case location
  /// The original and the grade of intelligence.
  case intelligence
  /// Who read what.
  case reads
  /// Who holds which post, and what the log is made of.
  case people
  /// That there are warnings, disagreements, actions and recommendations, with whom each is and by when; not what they say.
  case register
  /// What warnings say, but for disclosures.
  case warnings
  /// What disclosures say.
  case disclosures
}

/// Where a role may do an act.
public enum Reach: String, Sendable, Hashable, Comparable, CaseIterable {
  /// Only on what the person wrote.
  case own
  /// In the cases in which the person is involved.
  case involved
  /// Without being involved.
  case anywhere

  public static func < (one: Reach, other: Reach) -> Bool {
    allCases.firstIndex(of: one)! < allCases.firstIndex(of: other)!
  }
}

/// What a role may do and see. What is not listed is refused.
public struct Access: Sendable, Hashable {
  public var may: [ActKind: Reach]
  public var sees: Set<ContentClass>

  /// How far a role reaches with an act; nil where it may not do it at all.
  public func reach(_ kind: ActKind) -> Reach? { may[kind] }
}

extension Role {
  public var access: Access { Role.table[self] ?? Access(may: [:], sees: []) }

  private static let table: [Role: Access] = {
    // Everybody may read what belongs to no case and their role may see; a case only if their role sees what cases say.
    /// Those who write in cases: what they wrote they may correct and take back.
    let writes: [ActKind: Reach] = [
      .record: .involved, .correct: .own, .withdraw: .own,
    ]
    let decides = writes.merging(
      [.respond: .involved, .share: .involved, .declineToShare: .involved]) { $1 }
    let emergency: [ActKind: Reach] = [.breakGlass: .anywhere]
    let meetings: [ActKind: Reach] = [
      .schedule: .involved, .minute: .involved, .cancelMeeting: .involved,
    ]
    let opens: [ActKind: Reach] = [.open: .anywhere, .involve: .involved]
    let manages: [ActKind: Reach] = [
      .involve: .involved, .endInvolvement: .involved, .exclude: .involved, .grant: .involved,
      .reviewBreakGlass: .involved, .redact: .involved, .requestRecords: .involved,
      .answerRequest: .involved,
    ]
    let keepsRecords: [ActKind: Reach] = [
      .redact: .anywhere, .requestRecords: .anywhere, .answerRequest: .anywhere,
    ]
    /// Everybody who holds a post can raise a warning, and has a voice in what they have a part in.
    let voice: [ActKind: Reach] = [
      .warn: .anywhere, .addToWarning: .own, .retract: .own, .contest: .own,
      .reportDetriment: .own, .disagree: .involved, .addPosition: .involved,
      .countersign: .involved, .completeAction: .involved, .explainLapse: .involved,
    ]
    /// Those who answer for warnings.
    let answers: [ActKind: Reach] = [
      .acknowledge: .involved, .decide: .involved, .linkWarning: .involved,
      .nameInWarning: .involved, .offerHandover: .involved, .takeHandover: .involved,
      .declineHandover: .involved, .settle: .involved, .agreeAction: .involved,
      .addEvidence: .involved,
    ]
    func union(_ parts: [ActKind: Reach]...) -> [ActKind: Reach] {
      parts.reduce(into: [.newKey: .own, .delegate: .own, .view: .involved]) { sum, part in
        sum.merge(part) { max($0, $1) }
      }.merging(voice) { max($0, $1) }
    }
    let content: Set<ContentClass> = [.caseContent]
    var table: [Role: Access] = [:]
    func role(_ role: Role, _ sees: Set<ContentClass>, _ may: [ActKind: Reach]) {
      table[role] = Access(may: may, sees: sees)
    }
    role(.frontlinePractitioner, content, union(writes))
    role(.frontDoorScreener, content, union(decides, answers, opens, emergency))
    role(.socialWorker, content, union(decides, answers, opens, emergency, meetings))
    role(.teamManager, content, union(decides, answers, opens, emergency, meetings, manages))
    role(.conferenceChair, content, union(decides, answers, meetings))
    role(
      .policeInvestigator, [.caseContent, .intelligence],
      union(decides, answers, opens, emergency, meetings))
    role(.intelligenceAnalyst, [.caseContent, .intelligence], union(writes))
    role(.exploitationCoordinator, content, union(decides, answers, opens, meetings))
    role(.missingCoordinator, content, union(decides, answers, opens, emergency))
    role(.designatedOfficer, content, union(decides, answers))
    role(.firstResponder, content, union(decides, answers))
    role(.healthProfessional, content, union(decides, answers, emergency))
    role(.educationLead, content, union(decides, answers))
    role(.youthJusticeWorker, content, union(decides, answers))
    role(.advocate, content, union(writes))
    role(.licensingOfficer, [], union())
    role(.partnerAgency, [], union())
    role(
      .safeguardingPartner, [.caseContent, .people, .register],
      union(
        answers,
        [
          .exclude: .anywhere, .reviewBreakGlass: .anywhere, .transfer: .anywhere,
          .acceptTransfer: .anywhere, .arrange: .anywhere, .pauseClock: .anywhere,
          .recommend: .anywhere, .rateRecommendation: .anywhere,
        ]))
    role(
      .scrutineer, [.caseContent, .reads, .people, .register],
      union([
        .reviewBreakGlass: .anywhere, .recommend: .anywhere, .rateRecommendation: .anywhere,
      ]))
    role(.inspector, [.caseContent, .reads, .people, .register], union())
    role(
      .inquiry,
      [
        .caseContent, .sourceIdentity, .intelligence, .reads, .people, .register, .warnings,
        .disclosures,
      ],
      union([.hold: .anywhere]))
    role(
      .disclosureOfficer, [.caseContent, .intelligence],
      union(keepsRecords, [.hold: .anywhere]))
    role(.whistleblowingRecipient, [], union(answers, [.exclude: .anywhere]))
    role(
      .dataProtectionOfficer, [.reads, .people],
      union(
        keepsRecords,
        [.reviewBreakGlass: .anywhere, .release: .anywhere, .setRetention: .anywhere]))
    role(
      .recordsManager, [.people],
      union(
        keepsRecords,
        [
          .erase: .anywhere, .hold: .anywhere, .release: .anywhere, .setRetention: .anywhere,
          .transfer: .anywhere, .acceptTransfer: .anywhere, .involve: .anywhere,
        ]))
    role(.statistician, [], union())
    role(
      .administrator, [.people],
      union([
        .appoint: .anywhere, .leave: .anywhere, .newKey: .anywhere, .rotateLogKey: .anywhere,
      ]))
    // Only its own key: an overseer writes nothing. Where a child is placed is nobody's to see without leave.
    role(
      .overseer, Set(ContentClass.allCases).subtracting([.location]),
      [.newKey: .own, .view: .anywhere])
    role(
      .reporter, [],
      [
        .warn: .anywhere, .addToWarning: .own, .retract: .own, .contest: .own,
        .reportDetriment: .own, .view: .own,
      ])
    role(.casebook, [], [.lapse: .anywhere])
    return table
  }()
}
