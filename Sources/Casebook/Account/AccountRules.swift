internal import Calendars
public import CivilTime

// MARK: Who may

extension Situation {
  /// In which of their posts somebody may do something to the register.
  ///
  /// A matter that is closed to them is to them as if it were not there, and so is one that is none of theirs.
  func author(
    ofAccount act: AccountAct, kind: ActKind, able: [(author: Author, asPerson: String)],
    at now: Instant
  ) throws(Refusal) -> Author {
    for id in act.cases { try mayName(id, able, at: now) }
    guard let entry = act.matter else { return able[0].author }
    guard let matter = register.matters[entry] else { throw .noSuchMatter(entry) }
    for (author, asPerson) in able
    where !isClosed(matter, to: asPerson) && !isClosed(matter, to: author.person) {
      switch author.role.access.reach(kind) {
      case .anywhere?:
        if mayKnow(of: matter, author) { return author }
        if isParty(asPerson, author, to: matter, at: now) { return author }
      case .involved?: if isParty(asPerson, author, to: matter, at: now) { return author }
      case .own?: if raised(matter, asPerson) { return author }
      case nil: break
      }
    }
    throw .noSuchMatter(entry)
  }

  /// In which of their posts somebody may answer as the second person.
  func author(
    of answer: Countersignature, able: [(author: Author, asPerson: String)], at now: Instant
  ) throws(Refusal) -> Author {
    guard let entry = register.belongs[answer.entry], let matter = register.matters[entry] else {
      throw .noSuchMatter(answer.entry)
    }
    for (author, asPerson) in able
    where !isClosed(matter, to: author.person) && isParty(asPerson, author, to: matter, at: now) {
      return author
    }
    throw .noSuchMatter(answer.entry)
  }

  /// In which of their posts somebody may open a matter, to read what it says.
  func author(
    opening entry: Int, able: [(author: Author, asPerson: String)], at now: Instant
  ) throws(Refusal) -> Author {
    guard let matter = register.matters[entry] else { throw .noSuchMatter(entry) }
    for (author, asPerson) in able
    where seesContent(of: matter, author, asPerson: asPerson, at: now) { return author }
    throw .noSuchMatter(entry)
  }

  /// A case that somebody names is one that they may open.
  private func mayName(
    _ id: String, _ able: [(author: Author, asPerson: String)], at now: Instant
  ) throws(Refusal) {
    guard let file = files[id], file.opening != nil,
      able.contains(where: { author, asPerson in
        !file.isExcluded(author.person) && !file.isExcluded(asPerson)
          && (file.isInvolved(asPerson, staff: staff, at: now)
            || file.hasBrokenGlass(author.person, at: now)
            || author.role.access.reach(.view) == .anywhere)
      })
    else { throw .noSuchCase(id) }
  }

  /// Whether a role sees a matter although the person has no part in it: not what it says, unless it sees that too.
  private func mayKnow(of matter: Matter, _ author: Author) -> Bool {
    let sees = author.role.access.sees
    return sees.contains(matter.isProtected ? .disclosures : .register)
  }

  public func raised(_ matter: Matter, _ person: String) -> Bool {
    guard matter.by.role != .reporter else { return false }
    return staff.isTheirs(person, of: matter.by.person, since: matter.entry)
      && (!matter.isProtected || matter.by.person == person)
  }

  /// Whether somebody has a part in a matter: they raised it, have it or are asked to take it, were asked to agree, own it, or are
  /// involved in the case that it is about.
  public func isParty(
    _ person: String, _ author: Author, to matter: Matter, at now: Instant
  ) -> Bool {
    if isClosed(matter, to: person) { return false }
    if raised(matter, person) || holder(of: matter) == person { return true }
    if matter.offer?.part.to == person { return true }
    if matter.decisions.contains(where: {
      $0.decision.second == person || $0.by.person == person
    }) {
      return true
    }
    if matter.isProtected { return false }
    if holders(of: matter).contains(person) { return true }
    if let warning = matter.attachedTo.flatMap({ register.matters[$0] }),
      isParty(person, author, to: warning, at: now)
    {
      return true
    }
    guard author.role.access.sees.contains(.caseContent) else { return false }
    return matter.cases.contains { id in
      guard let file = files[id] else { return false }
      return !file.isExcluded(person) && !file.isExcluded(author.person)
        && file.isInvolved(person, staff: staff, at: now)
    }
  }

  /// Whether somebody sees what a matter says, and not only that it is there.
  public func seesContent(
    of matter: Matter, _ author: Author, asPerson: String, at now: Instant
  ) -> Bool {
    if isClosed(matter, to: author.person) || isClosed(matter, to: asPerson) { return false }
    let sees = author.role.access.sees
    if matter.isProtected ? sees.contains(.disclosures) : sees.contains(.warnings) { return true }
    if matter.kind == .recommendation { return true }
    return isParty(asPerson, author, to: matter, at: now)
  }

  /// Which matters somebody sees the content of, in one of their posts or for another.
  public func opened(among entries: [Int], by person: String, at now: Instant) -> Set<Int> {
    let posts = staff.acting(person, at: now)
    return Set(
      entries.filter { entry in
        guard let matter = register.matters[entry] else { return false }
        return posts.contains {
          seesContent(of: matter, $0.author, asPerson: $0.asPerson, at: now)
        }
      })
  }

  /// Whether somebody may know that a matter is there, with whom and by when.
  public func knows(
    of matter: Matter, _ author: Author, asPerson: String, at now: Instant
  ) -> Bool {
    // A concern without a decision is never hidden from the partners, even if it names one: the line says nothing of whom it names.
    if !matter.isProtected, author.role.access.sees.contains(.register) { return true }
    if isClosed(matter, to: author.person) || isClosed(matter, to: asPerson) { return false }
    // That there is a disclosure is for the partners to see too: without it, one could be left lying.
    if author.role.access.sees.contains(.register) { return true }
    return seesContent(of: matter, author, asPerson: asPerson, at: now)
  }
}

extension Situation {
  /// Whether something is asked of somebody: they have it, or are asked to take it or to agree.
  public func isAsked(_ person: String, of matter: Matter) -> Bool {
    holder(of: matter) == person || matter.offer?.part.to == person
      || matter.decisions.contains { $0.awaitsSecond && $0.decision.second == person }
      || matter.settlements.contains {
        !$0.isFinal && $0.answer == nil && $0.endedBy == nil && matter.by.person == person
      }
  }

  /// A matter as somebody may see it: without the detriment that others must not hear of, and without saying to whom it is closed.
  public func seen(
    _ matter: Matter, by author: Author, asPerson: String, at now: Instant
  ) -> Matter {
    var seen = matter
    seen.closedTo = []
    for index in seen.namings.indices { seen.namings[index].part.closedTo = [] }
    seen.warning?.closedTo = []
    seen.warning?.code = nil
    seen.detriments = matter.detriments.filter { entry in
      register.matters[entry].map { seesContent(of: $0, author, asPerson: asPerson, at: now) }
        ?? false
    }
    return seen
  }
}

// MARK: What the casebook adds

extension Situation {
  /// An act with everything that the casebook works out on the day, so that it need never be worked out again: who has it now, until
  /// when, and to whom it is closed.
  public func completed(
    _ act: AccountAct, by author: Author, at now: Instant
  ) throws(Refusal) -> AccountAct {
    switch act {
    case .warn(var warning):
      let closed = closed(naming: warning.names)
      let excluded = staff.posts.keys.filter {
        isExcluded($0, from: warning.about.compactMap(\.case))
      }
      let except = closed.union([author.person]).union(excluded)
      warning.with =
        warning.kind.isProtected
        ? try recipient(for: warning.to, except: except)
        : try receiver(for: warning.to, except: except)
      warning.closedTo = closed.sorted()
      warning.about = warning.about.map(keyed)
      warning.acknowledge = deadline(.acknowledge, for: warning.to, from: now)
      warning.decide = deadline(.decide, for: warning.to, from: now)
      return .warn(warning)
    case .link(var linking):
      linking.about = linking.about.map(keyed)
      return .link(linking)
    case .name(var naming):
      naming.closedTo = closed(naming: naming.names).sorted()
      return .name(naming)
    case .contest(var contest):
      guard let matter = register.matters[contest.warning] else { return act }
      let deciders = Set(
        matter.decisions.flatMap { [$0.by.person, $0.second?.by.person].compactMap(\.self) })
      contest.with =
        next(
          for: matter, after: matter.decisions.last?.by.person ?? holder(of: matter), also: deciders
        )
        ?? (isClosed(matter, to: holder(of: matter)) ? stranded(matter, holder(of: matter)) : nil)
        ?? holder(of: matter)
      contest.decide = deadline(.decideAgain, for: matter.body, from: now)
      return .contest(contest)
    case .detriment(var detriment):
      guard let parent = register.matters[detriment.warning] else { return act }
      // Whoever is independent already stays so; those who had the warning, and their line, do not hear of it.
      let closed = closed(naming: dependent(parent)).union(parent.closedTo)
      detriment.with = try recipient(
        for: parent.body ?? "", except: closed.union([author.person]))
      detriment.closedTo = closed.subtracting([author.person]).sorted()
      detriment.acknowledge = deadline(.acknowledge, for: parent.body, from: now)
      detriment.decide = deadline(.decide, for: parent.body, from: now)
      return .detriment(detriment)
    case .decide(var decision):
      guard let matter = register.matters[decision.warning] else { return act }
      let meetings = Set(openActions(about: matter).compactMap(\.action?.meeting))
      decision.tells = Array(
        Set(
          matter.cases.compactMap { files[$0] }.flatMap(\.meetings)
            .filter { meetings.contains($0.meeting.id) }
            .flatMap { $0.minutes?.part.present ?? $0.meeting.invited })
      ).sorted()
      return .decide(decision)
    case .disagree(var disagreement):
      disagreement.with = try settler(
        of: 1, for: disagreement.body, opener: author.person,
        matter: disagreement.warning.flatMap { register.matters[$0] })
      disagreement.deadline = deadline(.stage1, for: disagreement.body, from: now)
      return .disagree(disagreement)
    case .pause(var pause):
      guard let matter = register.matters[pause.matter] else { return act }
      for clock in matter.running {
        pause.deadlines[clock.stage.rawValue] = paused(
          clock, until: pause.until, calendar(for: matter.body), at: now)
      }
      return .pause(pause)
    default: return act
    }
  }

  /// Whether a matter counts for whoever asks who was told about something.
  ///
  /// Whom a disclosure is about is part of what it says; that there is one, for a body, is not.
  public func counts(
    _ matter: Matter, for question: Telling, _ author: Author, asPerson: String, at now: Instant
  ) -> Bool {
    if matter.isProtected, case .subject = question {
      return seesContent(of: matter, author, asPerson: asPerson, at: now)
    }
    return knows(of: matter, author, asPerson: asPerson, at: now)
  }

  /// What whoever raised a warning does without holding a post, completed and checked.
  public func completed(
    byReporter act: AccountAct, at now: Instant
  ) throws(Refusal) -> AccountAct {
    guard Role.reporter.access.reach(act.kind) != nil else {
      throw .mayNot(act.kind, [.reporter])
    }
    // Somebody without a post names no case: they cannot know of one.
    if let id = act.cases.first { throw .noSuchCase(id) }
    let act = try completed(act, by: .reporter, at: now)
    try check(act, by: .reporter, at: now)
    return act
  }

  /// The answer of the second person, and where a disagreement goes that is not settled by it.
  public func completed(
    _ answer: Countersignature, by author: Author, at now: Instant
  ) throws(Refusal) -> Countersignature {
    guard !answer.agrees,
      let matter = register.belongs[answer.entry].flatMap({ register.matters[$0] }),
      let disagreement = matter.disagreement
    else { return answer }
    var answer = answer
    let stage = min(matter.stage + 1, Disagreement.stages)
    answer.with = try settler(
      of: stage, for: disagreement.body, opener: matter.by.person, matter: matter)
    answer.deadline = deadline(ClockStage.stage(stage), for: disagreement.body, from: now)
    return answer
  }

  private func paused(
    _ clock: Matter.Clock, until day: CivilDate, _ calendar: Calendar?, at now: Instant
  ) -> Deadline {
    // A day that somebody set is put off by as many days.
    guard Limit(clock.deadline.limit) != nil else {
      return Deadline(
        on: clock.deadline.due.adding(days: max(0, day - now.day + 1)), from: now.day)
    }
    let stopped = clock.pauses.map { ($0.at.day, $0.part.until) } + [(now.day, day)]
    return Deadline(
      clock.deadline.limit, from: clock.deadline.start, in: calendar,
      pauses: stopped.filter { $0.0 <= $0.1 }.map { DayRange($0.0, $0.1) })
  }

  private func keyed(_ subject: Subject) -> Subject {
    var subject = subject
    var keys = [SubjectKey.of(subject.kind, subject.words)].compactMap(\.self)
    if let id = subject.case, let item = subject.item {
      keys.append("case:\(id)/\(item)")
      for version in files[id]?.current ?? [] where version.item?.id == item {
        let content = version.item?.content
        keys += [content?["mark"], content?["street"]].compactMap { $0?.asText }
          .compactMap { SubjectKey.of(subject.kind, $0) }
      }
    }
    subject.keys = keys.uniqued
    return subject
  }

  /// The lapses that are due: one for each matter whose clocks ran out, oldest matter first.
  public func lapses(at now: Instant) -> [Lapse] {
    register.open.compactMap { lapse(of: $0, at: now) }
  }

  /// The lapse of one matter, as everything stands; nil if none is due.
  public func lapse(of matter: Matter, at now: Instant) -> Lapse? {
    let late = matter.running.filter { $0.deadline.due < now.day && !$0.isPaused(on: now.day) }
    let from = holder(of: matter)
    // What has come to be closed to whoever has it, or is with nobody in post, waits for no clock.
    let isStranded = isClosed(matter, to: from) || !staff.isCurrent(from)
    guard let due = late.map(\.deadline.due).min() ?? (isStranded ? now.day : nil) else {
      return nil
    }
    var lapse = Lapse(
      matter: matter.entry, stages: late.map(\.stage), due: due, from: from, to: from,
      deadlines: [:])
    if late.isEmpty {
      guard let to = stranded(matter, from) else { return nil }
      lapse.to = to
      return lapse
    }
    if let disagreement = matter.disagreement {
      guard matter.stage < Disagreement.stages else {
        if isStranded, let to = stranded(matter, from) { lapse.to = to }
        return lapse
      }
      let next = matter.stage + 1
      guard
        let to = try? settler(
          of: next, for: disagreement.body, opener: matter.by.person, matter: matter)
      else { return lapse }
      lapse.to = to
      let stage = ClockStage.stage(next)
      lapse.deadlines[stage.rawValue] = deadline(stage, for: disagreement.body, from: now)
      return lapse
    }
    guard let to = next(for: matter, after: from) else { return lapse }
    lapse.to = to
    for clock in late {
      // Whoever takes over a review decides; a day that somebody set is not set again.
      let stage: ClockStage = clock.stage == .review ? .decideAgain : clock.stage
      lapse.deadlines[stage.rawValue] = deadline(stage, for: matter.body, from: now)
    }
    return lapse
  }

  /// Who takes what cannot stay with whoever has it.
  private func stranded(_ matter: Matter, _ person: String) -> String? {
    guard let disagreement = matter.disagreement else {
      return next(for: matter, after: person) ?? next(for: matter, after: person, orBefore: true)
    }
    let to = try? settler(
      of: matter.stage, for: disagreement.body, opener: matter.by.person, matter: matter)
    return to == person ? nil : to
  }

  // MARK: What stands in the way

  /// Actions that are open about a warning, or about a case that it is about.
  func openActions(about matter: Matter) -> [Matter] {
    register.open.filter { $0.kind == .action && $0.isAttached(to: matter) }
  }

  func openDisagreements(about matter: Matter) -> [Matter] {
    register.open.filter { $0.kind == .disagreement && $0.isAttached(to: matter) }
  }

  /// The entries of the other warnings about the same that somebody may see, and of the concerns of the case where they are involved:
  /// what is to be shown before a decision.
  public func shownBefore(
    deciding matter: Matter, by author: Author, asPerson: String? = nil, at now: Instant
  ) -> [Int] {
    let person = asPerson ?? author.person
    let warnings = register.related(to: matter).filter { other in
      !other.isProtected || seesContent(of: other, author, asPerson: person, at: now)
    }.filter { !isClosed($0, to: author.person) && !isClosed($0, to: person) }.map(\.entry)
    let concerns = concerns(about: matter, for: author, asPerson: person, at: now)
      .map(\.version.entry)
    return Array(Set(warnings + concerns)).sorted()
  }

  /// What the cases of a matter have about the same, for somebody who is involved in them.
  public func concerns(
    about matter: Matter, for author: Author, asPerson: String? = nil, at now: Instant
  ) -> [(caseID: String, version: CaseFile.Version)] {
    matter.cases.sorted().compactMap { files[$0] }.filter {
      $0.isInvolved(asPerson ?? author.person, staff: staff, at: now)
        && !$0.isExcluded(author.person)
    }.flatMap { file in
      let about = matter.subjects.filter { $0.case == file.id }.compactMap(\.item)
      return file.concerns(about: about).map { (file.id, $0) }
    }
  }
}

/// Under what name warnings about the same child, adult, place or vehicle are found.
public enum SubjectKey {
  /// Small letters and digits, one space between words; the mark of a vehicle without any. Children and adults share their names.
  public static func of(_ kind: Subject.Kind, _ words: String) -> String? {
    // Letter by letter, so that one written with a mark of its own is the same as one written in one piece.
    let parts = words.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard !parts.isEmpty else { return nil }
    switch kind {
    case .vehicle: return "vehicle:" + parts.joined()
    case .place: return "place:" + parts.joined(separator: " ")
    case .child, .adult: return "person:" + parts.joined(separator: " ")
    }
  }
}
