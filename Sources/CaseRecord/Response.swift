public import CivilTime
public import Vocabulary

/// What a body did about the case.
public struct Response: Sendable, Hashable {
  public typealias Act = ResponseAct
  public typealias Stage = ResponseStage
  public typealias Decision = ResponseDecision

  /// A person's recorded answer on one framework.
  public enum Answer: String, Sendable, Hashable, CaseIterable {
    case met
    case notMet = "not-met"
    case notDecided = "not-decided"
  }

  /// How a prosecution ended without a conviction that stands. They are different things.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    case notGuilty = "not-guilty"
    case noEvidenceOffered = "no-evidence-offered"
    case juryCouldNotAgree = "jury-could-not-agree"
    case stayed
    case convictionQuashed = "conviction-quashed"
  }

  public var act = Act.referral
  /// The children, suspects or other people whom it is about; empty where it is about the whole case.
  public var about: [String] = []
  public var by: String?
  public var to: String?
  public var on: UncertainDate?
  public var reason: String?
  /// What the decision says that it relied on, in the codes of `Law/factors.yaml`.
  public var reliesOn: [String] = []
  public var decidedBy: String?
  /// The framework that was considered, charged, or tried.
  public var framework: String?
  public var suspect: String?
  public var event: String?
  public var answer: Answer?
  public var outcome: Outcome?
  public var stage: Stage?
  public var decision: Decision?
  /// The duty whose clock was paused, resumed, or is explained: an id of `Law/pathways`.
  public var duty: String?
  /// The sources that went with it.
  public var sources: [String] = []

  /// One of which nothing is told yet, to be filled in where it stands: to hand on so large a value would copy it.
  package init() {}

  public init(
    act: Act, about: [String] = [], by: String? = nil, to: String? = nil,
    on: UncertainDate? = nil, reason: String? = nil, reliesOn: [String] = [],
    decidedBy: String? = nil, framework: String? = nil, suspect: String? = nil,
    event: String? = nil, answer: Answer? = nil, outcome: Outcome? = nil, stage: Stage? = nil,
    decision: Decision? = nil, duty: String? = nil, sources: [String] = []
  ) {
    self.act = act
    self.about = about
    self.by = by
    self.to = to
    self.on = on
    self.reason = reason
    self.reliesOn = reliesOn
    self.decidedBy = decidedBy
    self.framework = framework
    self.suspect = suspect
    self.event = event
    self.answer = answer
    self.outcome = outcome
    self.stage = stage
    self.decision = decision
    self.duty = duty
    self.sources = sources
  }
}

extension CaseRecord {
  /// Places in `responses`, earliest first by the day by which each had certainly happened; those with no such day last, in the order of the
  /// record.
  public func byDay(_ indices: [Int]) -> [Int] {
    if indices.count < 2 { return indices }
    return indices.sorted { left, right in
      switch (responses[left].on?.range.latest, responses[right].on?.range.latest) {
      case (let one?, let other?): (one, left) < (other, right)
      case (nil, nil): left < right
      case (let one, _): one != nil
      }
    }
  }
}
