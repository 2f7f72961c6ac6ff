/// An act is written `{"act": KIND, "with": …}`.
extension Act: Codable {
  private enum Key: String, CodingKey { case act, with }

  public var kind: ActKind {
    switch self {
    case .found: .found
    case .rotateLogKey: .rotateLogKey
    case .appoint: .appoint
    case .leave: .leave
    case .delegate: .delegate
    case .newKey: .newKey
    case .setRetention: .setRetention
    case .hold: .hold
    case .release: .release
    case .open: .open
    case .involve: .involve
    case .endInvolvement: .endInvolvement
    case .exclude: .exclude
    case .grant: .grant
    case .breakGlass: .breakGlass
    case .reviewBreakGlass: .reviewBreakGlass
    case .record: .record
    case .correct: .correct
    case .withdraw: .withdraw
    case .respond: .respond
    case .share: .share
    case .declineToShare: .declineToShare
    case .schedule: .schedule
    case .minute: .minute
    case .cancelMeeting: .cancelMeeting
    case .requestRecords: .requestRecords
    case .answerRequest: .answerRequest
    case .redact: .redact
    case .erase: .erase
    case .transfer: .transfer
    case .acceptTransfer: .acceptTransfer
    case .account(let act): act.kind
    case .countersign: .countersign
    case .view: .view
    case .refused: .refused
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .act)
    switch self {
    case .found(let with): try container.encode(with, forKey: .with)
    case .rotateLogKey(let with): try container.encode(with, forKey: .with)
    case .appoint(let with): try container.encode(with, forKey: .with)
    case .leave(let with): try container.encode(with, forKey: .with)
    case .delegate(let with): try container.encode(with, forKey: .with)
    case .newKey(let with): try container.encode(with, forKey: .with)
    case .setRetention(let with): try container.encode(with, forKey: .with)
    case .hold(let with): try container.encode(with, forKey: .with)
    case .release(let with): try container.encode(with, forKey: .with)
    case .open(let with): try container.encode(with, forKey: .with)
    case .involve(let with): try container.encode(with, forKey: .with)
    case .endInvolvement(let with): try container.encode(with, forKey: .with)
    case .exclude(let with): try container.encode(with, forKey: .with)
    case .grant(let with): try container.encode(with, forKey: .with)
    case .breakGlass(let with): try container.encode(with, forKey: .with)
    case .reviewBreakGlass(let with): try container.encode(with, forKey: .with)
    case .record(let with): try container.encode(with, forKey: .with)
    case .correct(let with): try container.encode(with, forKey: .with)
    case .withdraw(let with): try container.encode(with, forKey: .with)
    case .respond(let with): try container.encode(with, forKey: .with)
    case .share(let with): try container.encode(with, forKey: .with)
    case .declineToShare(let with): try container.encode(with, forKey: .with)
    case .schedule(let with): try container.encode(with, forKey: .with)
    case .minute(let with): try container.encode(with, forKey: .with)
    case .cancelMeeting(let with): try container.encode(with, forKey: .with)
    case .requestRecords(let with): try container.encode(with, forKey: .with)
    case .answerRequest(let with): try container.encode(with, forKey: .with)
    case .redact(let with): try container.encode(with, forKey: .with)
    case .erase(let with): try container.encode(with, forKey: .with)
    case .transfer(let with): try container.encode(with, forKey: .with)
    case .acceptTransfer(let with): try container.encode(with, forKey: .with)
    case .account(let act): try act.encode(into: &container, forKey: .with)
    case .countersign(let with): try container.encode(with, forKey: .with)
    case .view(let with): try container.encode(with, forKey: .with)
    case .refused(let with): try container.encode(with, forKey: .with)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func with<Part: Decodable>(_ type: Part.Type) throws -> Part {
      try container.decode(type, forKey: .with)
    }
    let kind = try container.decode(ActKind.self, forKey: .act)
    if let act = try AccountAct(kind, from: container, forKey: .with) {
      self = .account(act)
      return
    }
    switch kind {
    case .found: self = .found(try with(Founding.self))
    case .rotateLogKey: self = .rotateLogKey(try with(LogKey.self))
    case .appoint: self = .appoint(try with(Appointment.self))
    case .leave: self = .leave(try with(Leaving.self))
    case .delegate: self = .delegate(try with(Delegation.self))
    case .newKey: self = .newKey(try with(NewKey.self))
    case .setRetention: self = .setRetention(try with(RetentionRules.self))
    case .hold: self = .hold(try with(Hold.self))
    case .release: self = .release(try with(Release.self))
    case .open: self = .open(try with(Opening.self))
    case .involve: self = .involve(try with(Involvement.self))
    case .endInvolvement: self = .endInvolvement(try with(EndOfInvolvement.self))
    case .exclude: self = .exclude(try with(Exclusion.self))
    case .grant: self = .grant(try with(Grant.self))
    case .breakGlass: self = .breakGlass(try with(BreakGlass.self))
    case .reviewBreakGlass: self = .reviewBreakGlass(try with(BreakGlassReview.self))
    case .record: self = .record(try with(Item.self))
    case .correct: self = .correct(try with(Correction.self))
    case .withdraw: self = .withdraw(try with(Withdrawal.self))
    case .respond: self = .respond(try with(ResponseGiven.self))
    case .share: self = .share(try with(SharingDecision.self))
    case .declineToShare: self = .declineToShare(try with(SharingDecision.self))
    case .schedule: self = .schedule(try with(Meeting.self))
    case .minute: self = .minute(try with(Minutes.self))
    case .cancelMeeting: self = .cancelMeeting(try with(Cancellation.self))
    case .requestRecords: self = .requestRecords(try with(RecordsRequest.self))
    case .answerRequest: self = .answerRequest(try with(RequestAnswer.self))
    case .redact: self = .redact(try with(Redaction.self))
    case .erase: self = .erase(try with(Erasure.self))
    case .transfer: self = .transfer(try with(Transfer.self))
    case .acceptTransfer: self = .acceptTransfer(try with(TransferAcceptance.self))
    case .countersign: self = .countersign(try with(Countersignature.self))
    case .view: self = .view(try with(View.self))
    case .refused: self = .refused(try with(Attempt.self))
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .act, in: container, debugDescription: "an act of the register that is none")
    }
  }
}
