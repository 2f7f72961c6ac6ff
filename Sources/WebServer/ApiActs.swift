import Assessment
import Casebook
import Documents
import Foundation

/// The acts that a program may do, in the casebook's own coding.
enum ApiActs {
  /// What is done to one case.
  static let ofCases = offered(in: .oneCase)
  /// What is done to the register of warnings.
  static let ofRegister = offered(in: .register)

  /// Those that only the casebook itself makes.
  private static let itsOwn: Set<ActKind> = [.lapse, .attempt, .view, .refused, .found]

  private static func offered(in realm: ActKind.Realm) -> [ActKind] {
    ActKind.allCases.filter {
      ($0.realm == realm || $0.realm == .registerOrCase) && !itsOwn.contains($0)
    }
  }

  /// What the casebook fills in when an act is entered, and nobody may send.
  private static func filled(by kind: ActKind) -> Set<String> {
    switch kind {
    case .warn: ["code", "with", "acknowledge", "decide", "closedTo", "keys"]
    case .contest: ["with", "decide"]
    case .reportDetriment: ["with", "acknowledge", "decide", "closedTo"]
    case .nameInWarning: ["closedTo"]
    case .linkWarning: ["keys"]
    case .decide: ["tells"]
    case .disagree: ["with", "deadline"]
    case .countersign: ["with", "deadline"]
    case .pauseClock: ["deadlines"]
    case .transfer, .acceptTransfer: ["manifest"]
    case .erase: ["replaces", "meeting", "request"]
    default: []
    }
  }

  /// What the parts of an act are made of.
  private static func part(of kind: ActKind) -> any Decodable.Type {
    switch kind {
    case .open: Opening.self
    case .involve: Involvement.self
    case .endInvolvement: EndOfInvolvement.self
    case .exclude: Exclusion.self
    case .grant: Grant.self
    case .breakGlass: BreakGlass.self
    case .reviewBreakGlass: BreakGlassReview.self
    case .record: Item.self
    case .correct: Correction.self
    case .withdraw: Withdrawal.self
    case .respond: ResponseGiven.self
    case .share, .declineToShare: SharingDecision.self
    case .schedule: Meeting.self
    case .minute: Minutes.self
    case .cancelMeeting: Cancellation.self
    case .requestRecords: RecordsRequest.self
    case .answerRequest: RequestAnswer.self
    case .redact: Redaction.self
    case .erase: Erasure.self
    case .transfer: Transfer.self
    case .acceptTransfer: TransferAcceptance.self
    case .countersign: Countersignature.self
    case .arrange: Arrangement.self
    case .warn: Warning.self
    case .addToWarning: Addition.self
    case .retract: Retraction.self
    case .contest: Contest.self
    case .reportDetriment: Detriment.self
    case .nameInWarning: Naming.self
    case .linkWarning: Linking.self
    case .acknowledge: Acknowledgement.self
    case .decide: Decision.self
    case .offerHandover: Offer.self
    case .takeHandover: Taking.self
    case .declineHandover: Declining.self
    case .explainLapse: Explanation.self
    case .disagree: Disagreement.self
    case .addPosition: Standpoint.self
    case .settle: Settlement.self
    case .agreeAction: AgreedAction.self
    case .completeAction: Completion.self
    case .recommend: Recommendation.self
    case .addEvidence: Evidence.self
    case .rateRecommendation: Rating.self
    case .pauseClock: Pause.self
    case .newKey: NewKey.self
    case .appoint: Appointment.self
    case .leave: Leaving.self
    case .delegate: Delegation.self
    case .setRetention: RetentionRules.self
    case .hold: Hold.self
    case .release: Release.self
    case .rotateLogKey: LogKey.self
    case .found: Founding.self
    case .lapse: Lapse.self
    case .attempt: MatterAttempt.self
    case .view: View.self
    case .refused: Attempt.self
    }
  }

  /// The whole of each act that is offered, with what the casebook fills in.
  private static let whole: [ActKind: Schema] = Dictionary(
    uniqueKeysWithValues: Set(ofCases + ofRegister).map { ($0, Schema.of(part(of: $0))) })

  /// What a client may send, for each act.
  static let parts: [ActKind: Schema] = whole.reduce(into: [:]) { parts, pair in
    parts[pair.key] = pair.value.offered(without: filled(by: pair.key))
  }

  /// The schema of the body with which an act is sent.
  static func body(of kinds: [ActKind]) -> Schema {
    .either(
      on: "act",
      kinds.map { kind in
        Schema.Alternative(
          name: kind.rawValue, component: component(of: kind),
          schema: .object(
            Schema.Shape(
              members: [
                .init("act", .oneOf([kind.rawValue])), .init("with", parts[kind] ?? .open([])),
              ], isClosed: true)))
      })
  }

  static func component(of kind: ActKind) -> String { "Act.\(kind.rawValue)" }

  /// Reads an act that was found right.
  ///
  /// - Throws: `ApiProblem` where a text does not mean what it should, such as a day that there is not.
  static func read(_ node: Node) throws -> Act {
    let entries = node.asMap ?? []
    let name = entries.first { $0.key == "act" }?.value.asScalar?.text ?? ""
    guard let kind = ActKind(rawValue: name), let schema = whole[kind] else {
      throw ApiProblem(.unusable)
    }
    let with = schema.completed(entries.first { $0.key == "with" }?.value)
    let value = JSONValue.object([("act", .string(name)), ("with", with)])
    do {
      return try JSONDecoder().decode(Act.self, from: Data(value.text.utf8))
    } catch let error as DecodingError {
      throw ApiProblem(
        .unusable,
        faults: [
          ApiFault(
            pointer: error.pointer, code: "unreadable",
            detail: "The casebook cannot read this as what it is to be.")
        ])
    }
  }
}

extension DecodingError {
  /// Where it could not be read.
  fileprivate var pointer: String {
    let path: [any CodingKey] =
      switch self {
      case .dataCorrupted(let context), .typeMismatch(_, let context),
        .valueNotFound(_, let context):
        context.codingPath
      case .keyNotFound(let key, let context): context.codingPath + [key]
      @unknown default: []
      }
    return path.map { "/\($0.intValue.map(String.init) ?? $0.stringValue)" }.joined()
  }
}
