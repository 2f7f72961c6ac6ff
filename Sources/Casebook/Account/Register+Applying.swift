internal import CivilTime

extension Register {
  /// Takes one entry of the stream into account. Everything that it needs stands in the entry: no clock is read, and no day is
  /// worked out again.
  public mutating func apply(_ deed: Deed, entry: Int) {
    if case .countersign(let answer) = deed.act {
      return countersign(CaseFile.Noted(entry: entry, by: deed.by, at: deed.at, part: answer))
    }
    guard case .account(let act) = deed.act else { return }
    func noted<Part>(_ part: Part) -> CaseFile.Noted<Part> {
      CaseFile.Noted(entry: entry, by: deed.by, at: deed.at, part: part)
    }
    switch act {
    case .arrange(let arrangement): arrangements[arrangement.body] = arrangement
    case .warn(let warning): begin(warning, deed, entry)
    case .add(let addition): change(addition.warning) { $0.additions.append(noted(addition)) }
    case .retract(let retraction):
      change(retraction.warning) { $0.retraction = noted(retraction) }
    case .contest(let contest): self.contest(noted(contest))
    case .detriment(let detriment): begin(detriment, deed, entry)
    case .name(let naming):
      change(naming.warning) { matter in
        matter.namings.append(noted(naming))
        matter.named.formUnion(naming.names)
        matter.closedTo.formUnion(naming.closedTo)
      }
    case .link(let linking):
      change(linking.warning) { $0.subjects += linking.about }
      for key in linking.about.flatMap(\.keys)
      where subjects[key]?.contains(linking.warning) != true {
        subjects[key, default: []].append(linking.warning)
      }
    case .acknowledge(let acknowledgement):
      change(acknowledgement.warning) { matter in
        matter.acknowledged = noted(acknowledgement)
        matter.stop([.acknowledge], .met, entry)
      }
    case .decide(let decision): decide(noted(decision))
    case .offer(let offer):
      change(offer.matter) { matter in
        matter.offer = noted(offer)
        matter.offers.append(noted(offer))
      }
    case .take(let taking):
      change(taking.matter) { matter in
        matter.pass(to: deed.by.person, entry, deed.at, .handover)
      }
    case .decline(let declining):
      change(declining.matter) { matter in
        matter.offer = nil
        matter.declined.append(noted(declining))
      }
    case .explain(let explanation):
      change(explanation.matter) { matter in
        for index in matter.clocks.indices where matter.clocks[index].endedBy == explanation.lapse {
          matter.clocks[index].explanations.append(noted(explanation))
        }
      }
    case .disagree(let disagreement):
      var matter = Matter(
        entry: entry, kind: .disagreement, by: deed.by, at: deed.at, with: disagreement.with)
      matter.disagreement = disagreement
      matter.isBehindProtected = isProtected(disagreement.warning)
      matter.start(.stage1, disagreement.deadline, entry)
      add(matter)
    case .position(let position):
      change(position.disagreement) { $0.positions.append(noted(position)) }
    case .settle(let settlement):
      change(settlement.disagreement) { matter in
        let isFinal = matter.stage == Disagreement.stages
        matter.settlements.append(
          Matter.Settled(settlement: noted(settlement), isFinal: isFinal))
        if isFinal { matter.stopAll(.met, entry) }
      }
      belongs[entry] = settlement.disagreement
    case .agree(let action):
      var matter = Matter(
        entry: entry, kind: .action, by: deed.by, at: deed.at, with: action.owner)
      matter.action = action
      matter.isBehindProtected = isProtected(action.warning)
      matter.start(.action, Deadline(on: action.due, from: deed.at.day), entry)
      add(matter)
    case .complete(let completion):
      change(completion.action) { matter in
        matter.completion = noted(completion)
        matter.stopAll(.met, entry)
      }
    case .recommend(let recommendation):
      var matter = Matter(
        entry: entry, kind: .recommendation, by: deed.by, at: deed.at, with: recommendation.owner)
      matter.recommendation = recommendation
      matter.start(.recommendation, Deadline(on: recommendation.due, from: deed.at.day), entry)
      add(matter)
    case .evidence(let evidence):
      change(evidence.recommendation) { $0.evidence.append(noted(evidence)) }
    case .rate(let rating):
      change(rating.recommendation) { matter in
        matter.ratings.append(noted(rating))
        if rating.status.isClosed { matter.stopAll(.met, entry) }
      }
    case .pause(let pause):
      change(pause.matter) { matter in
        for index in matter.clocks.indices where matter.clocks[index].state == .running {
          matter.clocks[index].pauses.append(noted(pause))
          let stage = matter.clocks[index].stage.rawValue
          if let deadline = pause.deadlines[stage] { matter.clocks[index].deadline = deadline }
        }
      }
    case .lapse(let lapse): self.lapse(noted(lapse))
    case .attempt(let attempt): attempts.append(noted(attempt))
    }
  }

  private func isProtected(_ entry: Int?) -> Bool {
    entry.flatMap { matters[$0] }?.isProtected ?? false
  }

  private mutating func add(_ matter: Matter) {
    matters[matter.entry] = matter
    order.append(matter.entry)
    unfinished.insert(matter.entry)
    belongs[matter.entry] = matter.entry
    for key in matter.subjects.flatMap(\.keys) where subjects[key]?.last != matter.entry {
      subjects[key, default: []].append(matter.entry)
    }
  }

  private mutating func change(_ entry: Int, _ body: (inout Matter) -> Void) {
    guard var matter = matters.removeValue(forKey: entry) else { return }
    body(&matter)
    if matter.isOpen { unfinished.insert(entry) } else { unfinished.remove(entry) }
    matters[entry] = matter
  }

  // MARK: Warnings

  private mutating func begin(_ warning: Warning, _ deed: Deed, _ entry: Int) {
    var matter = Matter(
      entry: entry, kind: .warning, by: deed.by, at: deed.at, with: warning.with)
    matter.warning = warning
    matter.subjects = warning.about
    matter.named = Set(warning.names)
    matter.closedTo = Set(warning.closedTo)
    matter.start(.acknowledge, warning.acknowledge, entry)
    matter.start(.decide, warning.decide, entry)
    if let code = warning.code { codes[code] = entry }
    add(matter)
  }

  private mutating func begin(_ detriment: Detriment, _ deed: Deed, _ entry: Int) {
    guard let parent = matters[detriment.warning] else { return }
    var warning = Warning(
      kind: .detriment, about: [], words: detriment.words,
      from: parent.warning?.from ?? .worker, to: parent.warning?.to ?? "")
    warning.with = detriment.with
    warning.acknowledge = detriment.acknowledge
    warning.decide = detriment.decide
    warning.closedTo = detriment.closedTo
    begin(warning, deed, entry)
    change(entry) { $0.parent = detriment.warning }
    change(detriment.warning) { $0.detriments.append(entry) }
  }

  private mutating func decide(_ decided: CaseFile.Noted<Decision>) {
    let decision = decided.part
    change(decision.warning) { matter in
      let needsSecond = matter.needsSecond(for: decision)
      if !needsSecond { matter.end(decisionsBefore: decided.entry) }
      matter.decisions.append(
        Matter.Decided(
          entry: decided.entry, by: decided.by, at: decided.at, decision: decision,
          needsSecond: needsSecond))
      if matter.acknowledged == nil {
        matter.acknowledged = CaseFile.Noted(
          entry: decided.entry, by: decided.by, at: decided.at,
          part: Acknowledgement(warning: decision.warning))
      }
      matter.stop([.acknowledge], .met, decided.entry)
      if !needsSecond { matter.conclude(decision, decided.entry, decided.at) }
    }
    belongs[decided.entry] = decision.warning
  }

  private mutating func contest(_ contest: CaseFile.Noted<Contest>) {
    change(contest.part.warning) { matter in
      matter.contests.append(contest)
      matter.end(decisionsBefore: contest.entry)
      matter.stop([.review], .ended, contest.entry)
      // One that runs already has the earlier day.
      if !matter.running.contains(where: { $0.stage == .decideAgain }) {
        matter.start(.decideAgain, contest.part.decide, contest.entry)
      }
      matter.pass(to: contest.part.with, contest.entry, contest.at, .contest)
    }
  }

  private mutating func countersign(_ answer: CaseFile.Noted<Countersignature>) {
    guard let entry = belongs[answer.part.entry] else { return }
    change(entry) { matter in
      if let index = matter.decisions.firstIndex(where: { $0.entry == answer.part.entry }) {
        matter.decisions[index].second = answer
        guard answer.part.agrees else { return matter.decisions[index].endedBy = answer.entry }
        let decided = matter.decisions.remove(at: index)
        matter.end(decisionsBefore: decided.entry)
        matter.decisions.append(decided)
        matter.conclude(decided.decision, answer.entry, answer.at)
      }
      if let index = matter.settlements.firstIndex(
        where: { $0.settlement.entry == answer.part.entry })
      {
        matter.settlements[index].answer = answer
        if answer.part.agrees {
          matter.settlements[index].isFinal = true
          matter.stopAll(.met, answer.entry)
        } else if let with = answer.part.with {
          matter.settlements[index].endedBy = answer.entry
          matter.stopAll(.ended, answer.entry)
          matter.rise(to: with, answer.part.deadline, answer.entry, answer.at)
        }
      }
    }
  }

  private mutating func lapse(_ lapse: CaseFile.Noted<Lapse>) {
    belongs[lapse.entry] = lapse.part.matter
    change(lapse.part.matter) { matter in
      matter.stop(Set(lapse.part.stages), .breached, lapse.entry)
      // What was waiting for somebody's agreement waits no longer: the next person begins anew.
      for index in matter.decisions.indices where matter.decisions[index].awaitsSecond {
        matter.decisions[index].endedBy = lapse.entry
      }
      for index in matter.settlements.indices
      where !matter.settlements[index].isFinal && matter.settlements[index].endedBy == nil {
        matter.settlements[index].endedBy = lapse.entry
      }
      let deadlines = lapse.part.deadlines
      if lapse.part.to == lapse.part.from, deadlines.isEmpty { return }
      if matter.kind == .disagreement, !lapse.part.stages.isEmpty {
        matter.rise(to: lapse.part.to, deadlines.values.first, lapse.entry, lapse.at)
        return
      }
      for stage in ClockStage.allCases {
        matter.start(stage, deadlines[stage.rawValue], lapse.entry)
      }
      // The other clocks of a warning run on: whoever takes over has what is left of them.
      matter.pass(to: lapse.part.to, lapse.entry, lapse.at, .lapse)
    }
  }
}

extension Matter {
  /// Whether a decision does less than the last one.
  func isLess(_ decision: Decision) -> Bool {
    decisions.last { $0.isComplete }.map { decision.outcome < $0.decision.outcome } ?? false
  }

  /// Whether a decision ends what was pursued without the child's support.
  func endsReview(_ decision: Decision) -> Bool {
    standing?.decision.review != nil && decision.review == nil
  }

  /// Whether two people must agree to a decision.
  func needsSecond(for decision: Decision) -> Bool {
    // Looking again and again is no end either: somebody outside the line agrees to each time after the first.
    decision.outcome.isClosing || isLess(decision) || endsReview(decision)
      || decision.review != nil && standing?.decision.review != nil || decision.despite != nil
  }
}

extension Matter {
  fileprivate mutating func start(_ stage: ClockStage, _ deadline: Deadline?, _ entry: Int) {
    guard let deadline else { return }
    clocks.append(Clock(stage: stage, startedBy: entry, deadline: deadline))
  }

  fileprivate mutating func stop(_ stages: Set<ClockStage>, _ state: Clock.State, _ entry: Int) {
    for index in clocks.indices
    where clocks[index].state == .running && stages.contains(clocks[index].stage) {
      clocks[index].state = state
      clocks[index].endedBy = entry
    }
  }

  fileprivate mutating func stopAll(_ state: Clock.State, _ entry: Int) {
    stop(Set(ClockStage.allCases), state, entry)
  }

  fileprivate mutating func pass(
    to person: String, _ entry: Int, _ at: Instant, _ reason: Tenure.Reason
  ) {
    offer = nil
    tenures.append(Tenure(person: person, since: entry, at: at, reason: reason))
  }

  fileprivate mutating func end(decisionsBefore entry: Int) {
    for index in decisions.indices where decisions[index].endedBy == nil {
      decisions[index].endedBy = entry
    }
  }

  /// A decision counts from here on. One that relies on a child's not supporting it goes on, with another person and a day.
  fileprivate mutating func conclude(_ decision: Decision, _ entry: Int, _ at: Instant) {
    stopAll(.met, entry)
    guard let review = decision.review else { return }
    start(.review, Deadline(on: review.on, from: at.day), entry)
    pass(to: review.reviewer, entry, at, .review)
  }

  /// A disagreement goes up a stage.
  fileprivate mutating func rise(
    to person: String, _ deadline: Deadline?, _ entry: Int, _ at: Instant
  ) {
    stage = min(stage + 1, Disagreement.stages)
    start(ClockStage.stage(stage), deadline, entry)
    pass(to: person, entry, at, .stage)
  }
}
