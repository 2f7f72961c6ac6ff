internal import Calendars
internal import CivilTime

// MARK: Whether an act may be done, apart from who does it

extension Situation {
  func check(_ act: AccountAct, by author: Author, at now: Instant) throws(Refusal) {
    switch act {
    case .arrange(let arrangement): try check(arrangement)
    case .warn(let warning): try check(warning)
    case .add(let addition): try needs(addition.words, "what you want to add")
    case .retract(let retraction):
      try needs(retraction.reason, "the reason")
      // Nobody takes back what another said: neither a successor nor a delegate.
      if try warning(retraction.warning).by.person != author.person {
        throw .notAuthor(entry: retraction.warning)
      }
      if try warning(retraction.warning).retraction != nil { throw .unchanged }
    case .contest(let contest):
      try needs(contest.reason, "the reason")
      guard try warning(contest.warning).standing != nil else {
        throw .notDecided(contest.warning)
      }
    case .detriment(let detriment): try needs(detriment.words, "what was done")
    case .name(let naming):
      let matter = try warning(naming.warning)
      try isWith(author, matter, at: now)
      for person in naming.names where staff.posts[person] == nil { throw .unknownPerson(person) }
      if naming.names.isEmpty { throw .empty("whom it names") }
      // Whoever has it would not see it any more: they hand it over first.
      if closed(naming: naming.names).contains(holder(of: matter)) { throw .namesYou }
    case .link(let linking):
      try isWith(author, try warning(linking.warning), at: now)
      if linking.about.isEmpty { throw .empty("whom it is about") }
      for subject in linking.about { try check(subject) }
    case .acknowledge(let acknowledgement):
      let matter = try warning(acknowledgement.warning)
      try isWith(author, matter, at: now)
      if matter.acknowledged != nil { throw .acknowledged(matter.entry) }
    case .decide(let decision): try check(decision, by: author, at: now)
    case .offer(let offer):
      try needs(offer.reason, "the reason")
      let matter = try open(offer.matter)
      try isWith(author, matter, at: now)
      try canHold(offer.to, matter)
      if offer.to == author.person { throw .toItself }
    case .take(let taking):
      let matter = try open(taking.matter)
      guard matter.offer?.part.to == author.person else { throw .notAsked }
      // Much may have changed since it was offered.
      try canHold(author.person, matter)
    case .decline(let declining):
      try needs(declining.reason, "the reason")
      guard try open(declining.matter).offer?.part.to == author.person else { throw .notAsked }
    case .explain(let explanation):
      try needs(explanation.reason, "the reason")
      guard
        try matter(explanation.matter).clocks.contains(where: {
          $0.state == .breached && $0.endedBy == explanation.lapse
        })
      else { throw .noSuch(what: "clock that ran out at entry", id: "\(explanation.lapse)") }
    case .disagree(let disagreement): try check(disagreement)
    case .position(let position):
      try needs(position.words, "the position")
      try isOpen(.disagreement, try open(position.disagreement))
    case .settle(let settlement):
      try needs(settlement.outcome, "the outcome")
      try needs(settlement.reason, "the reason")
      let matter = try open(settlement.disagreement)
      try isOpen(.disagreement, matter)
      try isWith(author, matter, at: now)
      if matter.by.person == author.person { throw .raisedIt(entries: [matter.entry]) }
      if matter.settlements.contains(where: { $0.answer == nil && $0.endedBy == nil }) {
        throw .awaitsAnswer
      }
    case .agree(let action): try check(action, at: now)
    case .complete(let completion):
      try needs(completion.evidence, "what shows that it was done")
      let matter = try open(completion.action)
      try isOpen(.action, matter)
      try isWith(author, matter, at: now)
    case .recommend(let recommendation):
      for (words, what) in [
        (recommendation.review, "the review"), (recommendation.number, "the number"),
        (recommendation.text, "the text"),
      ] { try needs(words, what) }
      try body(recommendation.body)
      try canHold(recommendation.owner, nil)
      if recommendation.owner == author.person { throw .ownWork }
    case .evidence(let evidence):
      try needs(evidence.words, "the evidence")
      let matter = try open(evidence.recommendation)
      try isOpen(.recommendation, matter)
      try isWith(author, matter, at: now)
    case .rate(let rating): try check(rating, by: author, at: now)
    case .pause(let pause): try check(pause, by: author, at: now)
    case .lapse, .attempt: break
    }
  }

  // MARK: Matters

  private func matter(_ entry: Int) throws(Refusal) -> Matter {
    guard let matter = register.matters[entry] else { throw .noSuchMatter(entry) }
    return matter
  }

  private func warning(_ entry: Int) throws(Refusal) -> Matter {
    let matter = try matter(entry)
    guard matter.kind == .warning else { throw .noSuchMatter(entry) }
    return matter
  }

  private func open(_ entry: Int) throws(Refusal) -> Matter {
    let matter = try matter(entry)
    guard matter.isOpen else { throw .settled(entry) }
    return matter
  }

  private func isOpen(_ kind: Matter.Kind, _ matter: Matter) throws(Refusal) {
    if matter.kind != kind { throw .noSuchMatter(matter.entry) }
  }

  /// Only whoever has a matter answers for it.
  private func isWith(_ author: Author, _ matter: Matter, at now: Instant) throws(Refusal) {
    let holder = holder(of: matter)
    // Somebody to whom it was lent acts for whoever has it.
    let acts = staff.acting(author.person, at: now).contains { $0.asPerson == holder }
    if !acts { throw .notWithYou(matter.entry) }
  }

  /// Whether somebody may have a matter. That it is closed to them is not said.
  private func canHold(_ person: String, _ matter: Matter?) throws(Refusal) {
    guard staff.current(person).contains(where: { $0.appointment.role.mayHold }) else {
      throw .cannotHold(person)
    }
    guard let matter else { return }
    if isClosed(matter, to: person) || matter.by.person == person
      || isExcluded(person, from: matter.cases)
    {
      throw .cannotHold(person)
    }
    if matter.isProtected, !isIndependent(person) { throw .cannotHold(person) }
  }

  // MARK: Raising

  private func check(_ warning: Warning) throws(Refusal) {
    try needs(warning.words, "what you want to say")
    try body(warning.to)
    // Somebody in danger is not kept waiting for a form: a concern needs a subject; a disclosure may have none.
    if warning.about.isEmpty, warning.kind == .concern { throw .empty("whom it is about") }
    for subject in warning.about { try check(subject) }
    for person in warning.names where staff.posts[person] == nil { throw .unknownPerson(person) }
  }

  private func check(_ subject: Subject) throws(Refusal) {
    guard let id = subject.case, let item = subject.item else {
      if subject.case != nil || subject.item != nil { throw .empty("the case or the item") }
      return try needs(subject.words, "whom it is about")
    }
    let isThere = files[id]?.current.contains { version in
      guard version.item?.id == item else { return false }
      switch subject.kind {
      case .child:
        return version.item?.kind == .people && version.item?.content["role"]?.asText == "child"
      case .adult:
        return version.item?.kind == .people && version.item?.content["role"]?.asText != "child"
      case .place: return version.item?.kind == .places
      case .vehicle: return version.item?.kind == .things
      }
    }
    if isThere != true { throw .noSuch(what: "\(subject.kind.rawValue) in the case", id: item) }
  }

  private func check(_ arrangement: Arrangement) throws(Refusal) {
    try body(arrangement.body)
    for person in [arrangement.receives] + arrangement.takeOver + arrangement.stages {
      try canHold(person, nil)
    }
    if let recipient = arrangement.recipient, !isIndependent(recipient) {
      throw .cannotHold(recipient)
    }
    if !arrangement.takeOver.contains(where: { !areInLine($0, arrangement.receives) }) {
      throw .nobodyOutside
    }
    guard calendars.isEmpty || calendars.contains(where: { $0.serves(arrangement.jurisdiction) })
    else { throw .noSuch(what: "calendar for", id: arrangement.jurisdiction) }
    for (name, limit) in arrangement.limits {
      guard let stage = ClockStage(rawValue: name), stage.usual != nil else {
        throw .noSuch(what: "clock", id: name)
      }
      // A limit is a number of working days; one so long that it is none is not set.
      let most = stage == .acknowledge || stage == .decide ? 5 : 20
      guard let days = Limit(limit), case .count(let number, .workingDay) = days.amount,
        number <= most
      else { throw .badLimit }
    }
  }

  // MARK: Deciding

  private func check(
    _ decision: Decision, by author: Author, at now: Instant
  ) throws(Refusal) {
    let matter = try warning(decision.warning)
    if raised(matter, author.person) { throw .raisedIt(entries: [matter.entry]) }
    try isWith(author, matter, at: now)
    if isExcluded(author.person, from: matter.cases) { throw .noSuchMatter(matter.entry) }
    if matter.state == .decided { throw .settled(matter.entry) }
    if matter.decisions.contains(where: \.awaitsSecond) { throw .awaitsAnswer }
    try needs(decision.reason, "the reason")
    if decision.codes.isEmpty { throw .empty("what the decision relies on") }
    if decision.on > now.day { throw .inTheFuture(what: "the day of the decision") }
    if decision.on < matter.at.day { throw .inThePast(what: "the day of the decision") }
    let expected = shownBefore(deciding: matter, by: author, at: now)
    guard decision.shown == expected else { throw .notShown(expected: expected) }
    // The page of the warning shows the others and what became of them: it was opened since the last of them was raised.
    if let opened {
      guard let last = opened[matter.entry], last > max(matter.entry, expected.last ?? 0) else {
        throw .notOpened(matter.entry)
      }
    }
    // Neither whoever decided before, nor anybody in their line, decides on the complaint about it.
    let earlier = Set(
      matter.decisions.filter(\.isComplete)
        .flatMap { [$0.by.person, $0.second?.by.person].compactMap(\.self) })
    if matter.isContested, earlier.contains(where: { isInLine(author.person, of: $0, at: now) }) {
      throw .decidedBefore(author.person)
    }
    try checkSupport(decision, matter, by: author, at: now)
    try checkOutstanding(decision, matter, for: author, at: now)
    let last = matter.decisions.last { $0.isComplete }?.decision
    if matter.isLess(decision) || matter.endsReview(decision) {
      guard let changed = decision.changed, let last else { throw .nothingChanged }
      try needs(changed.what, "what changed")
      if changed.evidenceOf > now.day { throw .inTheFuture(what: "the day of the evidence") }
      if changed.evidenceOf < last.on { throw .nothingChanged }
    }
    guard matter.needsSecond(for: decision) else {
      if let second = decision.second { throw .secondNotNeeded(second) }
      return
    }
    guard let second = decision.second else { throw .needsSecond }
    try check(second: second, for: author.person, matter, at: now)
    if matter.isContested, earlier.contains(where: { areInLine(second, $0) }) {
      throw .decidedBefore(second)
    }
    let isSenior = staff.current(second).contains {
      $0.appointment.role == .safeguardingPartner
    }
    if decision.despite != nil, !isSenior { throw .needsSenior }
  }

  /// The second person stands outside the line of the first, did not raise it, and is not one of whom it speaks.
  private func check(
    second: String, for first: String, _ matter: Matter, at now: Instant
  ) throws(Refusal) {
    guard staff.current(second).contains(where: { $0.appointment.role.maySecond }),
      !isClosed(matter, to: second), !isExcluded(second, from: matter.cases)
    else { throw .cannotHold(second) }
    // What goes to somebody independent is seen by nobody else.
    if matter.isProtected, !isIndependent(second) { throw .cannotHold(second) }
    // Outside the line of whoever decides, of whoever has it, and of anybody for whom either acts.
    if isInLine(second, of: first, at: now) || isInLine(first, of: second, at: now)
      || isInLine(second, of: holder(of: matter), at: now)
    {
      throw .secondInLine(second)
    }
    if raised(matter, second) { throw .raisedIt(entries: [matter.entry]) }
  }

  /// That a child does not support it never ends anything.
  private func checkSupport(
    _ decision: Decision, _ matter: Matter, by author: Author, at now: Instant
  ) throws(Refusal) {
    guard decision.codes.contains(.victimDoesNotSupport) else {
      if decision.review != nil { throw .reviewNotNeeded }
      return
    }
    guard decision.outcome != .noFurtherAction, let review = decision.review else {
      throw .neverTerminal
    }
    try needs(review.alternative, "what is pursued on the evidence")
    try canHold(review.reviewer, matter)
    // Somebody outside the line looks again.
    if isInLine(review.reviewer, of: author.person, at: now) {
      throw .secondInLine(review.reviewer)
    }
    if review.on <= now.day { throw .inThePast(what: "the day of the review") }
    // Half a year is no review.
    if review.on > now.day.adding(days: 92) { throw .tooLate(what: "the day of the review") }
  }

  private func checkOutstanding(
    _ decision: Decision, _ matter: Matter, for author: Author, at now: Instant
  ) throws(Refusal) {
    guard decision.outcome.isClosing else {
      if decision.despite != nil { throw .nothingOutstanding }
      return
    }
    // What is closed to whoever decides is not named to them.
    let disagreements = openDisagreements(about: matter)
      .filter { !isClosed($0, to: author.person) }.map(\.entry)
    let actions = openActions(about: matter)
      .filter { !isClosed($0, to: author.person) }.map(\.entry)
    let meetings = matter.cases.sorted().compactMap { files[$0] }.flatMap(\.meetings)
      .filter { $0.state(on: now.day) == .overdue }.map(\.meeting.id)
    let views = matter.minorityViews.map(\.entry)
    let isNothing = actions.isEmpty && meetings.isEmpty && views.isEmpty
    // Nobody goes ahead over a disagreement.
    if !disagreements.isEmpty, isNothing || decision.despite != nil {
      throw .openDisagreements(disagreements)
    }
    if let despite = decision.despite {
      if isNothing { throw .nothingOutstanding }
      return try needs(despite, "the reason for going ahead")
    }
    if !isNothing {
      throw .outstanding(
        actions: actions, meetings: meetings, views: views, disagreements: disagreements)
    }
  }

  // MARK: Two people

  /// The answer of the second person to a decision, or of whoever opened a disagreement to its settlement.
  func check(
    _ answer: Countersignature, by author: Author, at now: Instant
  ) throws(Refusal) {
    try needs(answer.reason, "the reason")
    if let file { return try check(answer, by: author, in: file, at: now) }
    guard let matter = register.belongs[answer.entry].flatMap({ register.matters[$0] }) else {
      throw .noSuchMatter(answer.entry)
    }
    if let settled = matter.settlements.first(where: { $0.settlement.entry == answer.entry }) {
      guard settled.answer == nil, settled.endedBy == nil, !settled.isFinal else {
        throw .settled(answer.entry)
      }
      if !raised(matter, author.person) { throw .notAsked }
      // Whoever settles it does not also agree to it, even if the other's work has come to them.
      if settled.settlement.by.person == author.person { throw .ownWork }
      return
    }
    guard let decided = matter.decisions.first(where: { $0.entry == answer.entry }),
      decided.awaitsSecond
    else { throw .settled(answer.entry) }
    guard decided.decision.second == author.person else { throw .notAsked }
    guard author.role.maySecond else { throw .mayNot(.countersign, [author.role]) }
    // The line may have changed since they were asked.
    try check(second: author.person, for: decided.by.person, matter, at: now)
    guard answer.agrees else { return }
    if let review = decided.decision.review { try canHold(review.reviewer, matter) }
    let expected = shownBefore(deciding: matter, by: decided.by, at: now)
    // What is closed to the second person is not named to them, nor held against their answer.
    let new = expected.filter { entry in
      !decided.decision.shown.contains(entry)
        && register.matters[entry].map { !isClosed($0, to: author.person) } ?? true
    }
    if !new.isEmpty { throw .raisedSince(new) }
    try checkOutstanding(decided.decision, matter, for: author, at: now)
  }

  private func check(
    _ answer: Countersignature, by author: Author, in file: CaseFile, at now: Instant
  ) throws(Refusal) {
    guard let version = file.version(answer.entry), version.awaitsSecond,
      let first = version.author
    else { throw .settled(answer.entry) }
    guard author.role.maySecond else { throw .mayNot(.countersign, [author.role]) }
    if isInLine(author.person, of: first.person, at: now)
      || isInLine(first.person, of: author.person, at: now)
    {
      throw .secondInLine(author.person)
    }
    let raised = file.concerns(about: version.item?.content["about"]?.texts ?? []).filter {
      concern in
      guard !concern.isClosure, let writer = concern.author else { return false }
      return staff.isTheirs(author.person, of: writer.person, since: concern.entry)
    }
    if !raised.isEmpty { throw .raisedIt(entries: raised.map(\.entry)) }
    guard answer.agrees else { return }
    let new = file.concerns(about: version.item?.content["about"]?.texts ?? []).map(\.entry)
      .filter { $0 > answer.entry }
    if !new.isEmpty { throw .raisedSince(new) }
    if version.isClosure { try nothingOpen(in: file, for: author) }
  }

  /// Nothing in the register keeps a case open: no warning without a decision, no disagreement, no action.
  ///
  /// What is closed to somebody is not named to them; it stays open in the register, whatever becomes of the case.
  func nothingOpen(in file: CaseFile, for author: Author) throws(Refusal) {
    let open = register.open.filter {
      $0.cases.contains(file.id) && !$0.isProtected
        && !isClosed($0, to: author.person)
    }
    let disagreements = open.filter { $0.kind == .disagreement }.map(\.entry)
    if !disagreements.isEmpty { throw .openDisagreements(disagreements) }
    let warnings = open.filter { $0.kind == .warning }.map(\.entry)
    if !warnings.isEmpty { throw .undecided(warnings) }
    let actions = open.filter { $0.kind == .action }.map(\.entry)
    if !actions.isEmpty { throw .outstanding(actions: actions, meetings: [], views: []) }
  }

  // MARK: The rest

  private func check(_ disagreement: Disagreement) throws(Refusal) {
    try needs(disagreement.issue, "what it is about")
    try needs(disagreement.position, "your position")
    try body(disagreement.body)
    if let entry = disagreement.warning, register.matters[entry] == nil {
      throw .noSuchMatter(entry)
    }
  }

  private func check(_ action: AgreedAction, at now: Instant) throws(Refusal) {
    try needs(action.what, "what is to be done")
    if action.warning == nil, action.case == nil { throw .empty("what it is about") }
    if action.due < now.day { throw .inThePast(what: "the day by which it is due") }
    guard staff.isCurrent(action.owner) else { throw .unknownPerson(action.owner) }
    guard
      staff.current(action.owner).contains(where: {
        $0.appointment.role.access.reach(.completeAction) != nil
      })
    else { throw .cannotHold(action.owner) }
    if let entry = action.warning {
      let matter = try warning(entry)
      if isClosed(matter, to: action.owner) { throw .cannotHold(action.owner) }
    }
    if let meeting = action.meeting,
      action.case.flatMap({ files[$0] })?.meetings.contains(where: { $0.meeting.id == meeting })
        != true
    {
      throw .noSuch(what: "meeting", id: meeting)
    }
  }

  private func check(_ rating: Rating, by author: Author, at now: Instant) throws(Refusal) {
    try needs(rating.reason, "the reason")
    let matter = try matter(rating.recommendation)
    try isOpen(.recommendation, matter)
    if !matter.isOpen { throw .settled(matter.entry) }
    // Nobody judges their own work, nor that of those above or below them.
    let owners = holders(of: matter).union([holder(of: matter)])
    if owners.contains(where: { isInLine(author.person, of: $0, at: now) }) { throw .ownWork }
    if rating.status == .implemented, matter.evidence.isEmpty { throw .noEvidence }
  }

  private func check(_ pause: Pause, by author: Author, at now: Instant) throws(Refusal) {
    try needs(pause.reason, "the reason")
    try needs(pause.authority, "the authority")
    let matter = try open(pause.matter)
    let holder = holder(of: matter)
    if staff.acting(author.person, at: now).contains(where: { $0.asPerson == holder }) {
      throw .ownClock
    }
    if pause.until < now.day { throw .inThePast(what: "the last day") }
    if matter.running.isEmpty { throw .ranOut }
    // Four weeks in all, however often.
    for clock in matter.running {
      let stopped = clock.pauses.reduce(0) { $0 + ($1.part.until - $1.at.day) + 1 }
      if stopped + (pause.until - now.day) + 1 > 28 { throw .tooLate(what: "the last day") }
    }
    if matter.running.contains(where: { $0.isPaused(on: now.day) }) { throw .unchanged }
  }
}

extension Role {
  /// Whether somebody with the role may be the second person of a decision.
  package var maySecond: Bool {
    switch self {
    case .teamManager, .conferenceChair, .safeguardingPartner, .whistleblowingRecipient,
      .policeInvestigator, .socialWorker, .frontDoorScreener, .healthProfessional,
      .designatedOfficer, .educationLead, .exploitationCoordinator, .missingCoordinator,
      .youthJusticeWorker:
      true
    default: false
    }
  }
}
