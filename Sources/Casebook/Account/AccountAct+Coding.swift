extension AccountAct {
  public var kind: ActKind {
    switch self {
    case .arrange: .arrange
    case .warn: .warn
    case .add: .addToWarning
    case .retract: .retract
    case .contest: .contest
    case .detriment: .reportDetriment
    case .name: .nameInWarning
    case .link: .linkWarning
    case .acknowledge: .acknowledge
    case .decide: .decide
    case .offer: .offerHandover
    case .take: .takeHandover
    case .decline: .declineHandover
    case .explain: .explainLapse
    case .disagree: .disagree
    case .position: .addPosition
    case .settle: .settle
    case .agree: .agreeAction
    case .complete: .completeAction
    case .recommend: .recommend
    case .evidence: .addEvidence
    case .rate: .rateRecommendation
    case .pause: .pauseClock
    case .lapse: .lapse
    case .attempt: .attempt
    }
  }

  /// The matter that it is done to; nil where it begins one.
  public var matter: Int? {
    switch self {
    case .arrange, .warn, .recommend: nil
    case .add(let part): part.warning
    case .retract(let part): part.warning
    case .contest(let part): part.warning
    case .detriment(let part): part.warning
    case .name(let part): part.warning
    case .link(let part): part.warning
    case .acknowledge(let part): part.warning
    case .decide(let part): part.warning
    case .offer(let part): part.matter
    case .take(let part): part.matter
    case .decline(let part): part.matter
    case .explain(let part): part.matter
    case .disagree(let part): part.warning
    case .position(let part): part.disagreement
    case .settle(let part): part.disagreement
    case .agree(let part): part.warning
    case .complete(let part): part.action
    case .evidence(let part): part.recommendation
    case .rate(let part): part.recommendation
    case .pause(let part): part.matter
    case .lapse(let part): part.matter
    case .attempt(let part): part.matter
    }
  }

  /// The cases that it names.
  public var cases: [String] {
    switch self {
    case .warn(let part): part.about.compactMap(\.case)
    case .link(let part): part.about.compactMap(\.case)
    case .disagree(let part): part.case.map { [$0] } ?? []
    case .agree(let part): part.case.map { [$0] } ?? []
    default: []
    }
  }

  func encode<Key: CodingKey>(
    into container: inout KeyedEncodingContainer<Key>, forKey key: Key
  ) throws {
    switch self {
    case .arrange(let with): try container.encode(with, forKey: key)
    case .warn(let with): try container.encode(with, forKey: key)
    case .add(let with): try container.encode(with, forKey: key)
    case .retract(let with): try container.encode(with, forKey: key)
    case .contest(let with): try container.encode(with, forKey: key)
    case .detriment(let with): try container.encode(with, forKey: key)
    case .name(let with): try container.encode(with, forKey: key)
    case .link(let with): try container.encode(with, forKey: key)
    case .acknowledge(let with): try container.encode(with, forKey: key)
    case .decide(let with): try container.encode(with, forKey: key)
    case .offer(let with): try container.encode(with, forKey: key)
    case .take(let with): try container.encode(with, forKey: key)
    case .decline(let with): try container.encode(with, forKey: key)
    case .explain(let with): try container.encode(with, forKey: key)
    case .disagree(let with): try container.encode(with, forKey: key)
    case .position(let with): try container.encode(with, forKey: key)
    case .settle(let with): try container.encode(with, forKey: key)
    case .agree(let with): try container.encode(with, forKey: key)
    case .complete(let with): try container.encode(with, forKey: key)
    case .recommend(let with): try container.encode(with, forKey: key)
    case .evidence(let with): try container.encode(with, forKey: key)
    case .rate(let with): try container.encode(with, forKey: key)
    case .pause(let with): try container.encode(with, forKey: key)
    case .lapse(let with): try container.encode(with, forKey: key)
    case .attempt(let with): try container.encode(with, forKey: key)
    }
  }

  /// nil if the kind is none of the register's.
  init?<Key: CodingKey>(
    _ kind: ActKind, from container: KeyedDecodingContainer<Key>, forKey key: Key
  ) throws {
    func with<Part: Decodable>(_ type: Part.Type) throws -> Part {
      try container.decode(type, forKey: key)
    }
    switch kind {
    case .arrange: self = .arrange(try with(Arrangement.self))
    case .warn: self = .warn(try with(Warning.self))
    case .addToWarning: self = .add(try with(Addition.self))
    case .retract: self = .retract(try with(Retraction.self))
    case .contest: self = .contest(try with(Contest.self))
    case .reportDetriment: self = .detriment(try with(Detriment.self))
    case .nameInWarning: self = .name(try with(Naming.self))
    case .linkWarning: self = .link(try with(Linking.self))
    case .acknowledge: self = .acknowledge(try with(Acknowledgement.self))
    case .decide: self = .decide(try with(Decision.self))
    case .offerHandover: self = .offer(try with(Offer.self))
    case .takeHandover: self = .take(try with(Taking.self))
    case .declineHandover: self = .decline(try with(Declining.self))
    case .explainLapse: self = .explain(try with(Explanation.self))
    case .disagree: self = .disagree(try with(Disagreement.self))
    case .addPosition: self = .position(try with(Standpoint.self))
    case .settle: self = .settle(try with(Settlement.self))
    case .agreeAction: self = .agree(try with(AgreedAction.self))
    case .completeAction: self = .complete(try with(Completion.self))
    case .recommend: self = .recommend(try with(Recommendation.self))
    case .addEvidence: self = .evidence(try with(Evidence.self))
    case .rateRecommendation: self = .rate(try with(Rating.self))
    case .pauseClock: self = .pause(try with(Pause.self))
    case .lapse: self = .lapse(try with(Lapse.self))
    case .attempt: self = .attempt(try with(MatterAttempt.self))
    default: return nil
    }
  }
}
