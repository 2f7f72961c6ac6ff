internal import Calendars
internal import CivilTime

/// Who has a matter, who may have it next, and to whom it is closed.
extension Situation {
  /// Everybody above and below somebody: their line, in both directions.
  func line(of person: String) -> Set<String> {
    var line = Set(staff.line(above: person))
    line.formUnion(staff.line(below: person))
    return line
  }

  private func isAboveOrBelow(_ one: String, _ other: String) -> Bool {
    staff.line(above: one).contains(other) || staff.line(above: other).contains(one)
  }

  /// Whether somebody is one of some people, or in the line of one.
  private func isIn(_ people: some Sequence<String>, orTheirLine person: String) -> Bool {
    people.contains { $0 == person || isAboveOrBelow($0, person) }
  }

  /// Whether one is in the line of the other, or is the other.
  ///
  /// Two whom the same person manages are not outside each other's line: one word to that person reaches both.
  func areInLine(_ one: String, _ other: String) -> Bool {
    one == other || isAboveOrBelow(one, other)
      || !staff.managers(of: one).isDisjoint(with: staff.managers(of: other))
  }

  /// Whether somebody, or anybody whose post they act in, stands in the line of another.
  func isInLine(_ author: String, of other: String, at now: Instant) -> Bool {
    areInLine(author, other)
      || staff.acting(author, at: now).contains { areInLine($0.asPerson, other) }
  }

  /// Those whom a warning names, with their line, as the casebook has it today.
  func closed(naming people: [String]) -> Set<String> {
    people.reduce(into: Set(people)) { $0.formUnion(line(of: $1)) }
  }

  /// Whether a matter is to somebody as if it were not there. Whoever raised it always knows of it.
  public func isClosed(_ matter: Matter, to person: String) -> Bool {
    guard matter.by.person != person || matter.by.role == .reporter else { return false }
    if matter.closedTo.contains(person) { return true }
    if isIn(matter.named, orTheirLine: person) { return true }
    guard let behind = matter.behind.flatMap({ register.matters[$0] }) else { return false }
    if matter.warning == nil { return isClosed(behind, to: person) }
    // Detriment is closed to whoever had the warning, then or since, and to their line.
    return isIn(dependent(behind), orTheirLine: person)
  }

  /// Those who had a warning or decided on it, and are not independent.
  func dependent(_ matter: Matter) -> [String] {
    let deciders = matter.decisions.flatMap {
      [$0.by.person, $0.decision.second].compactMap(\.self)
    }
    return holders(of: matter).union(deciders).filter { !isIndependent($0) }
      .union(matter.named).sorted()
  }

  func isIndependent(_ person: String) -> Bool {
    staff.current(person).contains { $0.appointment.role == .whistleblowingRecipient }
  }

  /// Whether somebody must not learn of a case that a matter is about.
  func isExcluded(_ person: String, from cases: some Sequence<String>) -> Bool {
    cases.contains { files[$0]?.isExcluded(person) == true }
  }

  /// With whom a matter is: whoever took on what was theirs, if they have left.
  public func holder(of matter: Matter) -> String {
    staff.holder(of: matter.tenure.person, since: matter.tenure.since)
  }

  /// Who had a matter before, and who has it.
  func holders(of matter: Matter) -> Set<String> {
    Set(matter.tenures.flatMap { [$0.person, staff.holder(of: $0.person, since: $0.since)] })
  }

  // MARK: Choosing

  /// The first of some people who hold a post and may have a matter.
  private func first(
    of people: [String], may: (Role) -> Bool = { $0.mayHold }, except: Set<String>
  ) -> String? {
    people.first { person in
      !except.contains(person)
        && staff.current(person).contains { may($0.appointment.role) }
    }
  }

  /// The first of some people, and then of everybody, who is independent.
  private func independent(_ arranged: [String] = [], except: Set<String>) -> String? {
    first(
      of: arranged + everybody([.whistleblowingRecipient]),
      may: { $0 == .whistleblowingRecipient }, except: except)
  }

  /// Everybody to whom a matter is closed.
  private func closed(_ matter: Matter) -> Set<String> {
    Set(staff.posts.keys.filter { isClosed(matter, to: $0) })
  }

  /// Everybody with one of some roles, by the order of the roles, then those of a body first.
  private func everybody(_ roles: [Role], in body: String? = nil) -> [String] {
    roles.flatMap { role in
      let holders = staff.posts.keys.filter { person in
        staff.current(person).contains { $0.appointment.role == role }
      }.sorted()
      guard let body else { return holders }
      let here = holders.filter { person in
        staff.current(person).contains {
          $0.appointment.body == body && $0.appointment.role == role
        }
      }
      return here + holders.filter { !here.contains($0) }
    }
  }

  private static let receiving: [Role] = [
    .frontDoorScreener, .teamManager, .socialWorker, .policeInvestigator, .designatedOfficer,
    .exploitationCoordinator, .conferenceChair,
  ]

  /// Who receives a warning for a body. It is never nobody, unless nobody in the casebook may.
  func receiver(for body: String, except: Set<String>) throws(Refusal) -> String {
    let arranged = register.arrangements[body].map { [$0.receives] + $0.takeOver } ?? []
    let here = everybody(Situation.receiving, in: body).filter { person in
      staff.current(person).contains { $0.appointment.body == body }
    }
    let found =
      first(of: arranged.flatMap(inPost), except: except)
      ?? first(of: here, except: except)
      ?? first(of: everybody([.safeguardingPartner], in: body), except: except)
      ?? first(of: everybody(Situation.receiving, in: body), except: except)
    guard let found else { throw .nobodyToReceive }
    return found
  }

  /// Who receives a disclosure: somebody independent, outside every line that it names.
  func recipient(for body: String, except: Set<String>) throws(Refusal) -> String {
    let arranged = [register.arrangements[body]?.recipient].compactMap(\.self).flatMap(inPost)
    guard let found = independent(arranged, except: except) else { throw .nobodyIndependent }
    return found
  }

  /// The person, or whoever took on what was theirs.
  private func inPost(_ person: String) -> [String] {
    staff.isCurrent(person) ? [person] : [staff.holder(of: person, since: 0)]
  }

  /// Who takes over from somebody: the next who was named and has not had it, outside their line if there is one.
  ///
  /// - Parameter isAgain: whether somebody who had it before may have it again, because whoever has it cannot keep it.
  /// - Returns: nil if nobody else is left.
  func next(
    for matter: Matter, after person: String, also except: Set<String> = [],
    orBefore isAgain: Bool = false
  ) -> String? {
    let excluded = staff.posts.keys.filter { isExcluded($0, from: matter.cases) }
    let had = isAgain ? [] : holders(of: matter)
    let taken = closed(matter).union(excluded).union(had).union(except).union([
      person, matter.by.person,
    ])
    if matter.isProtected {
      return independent(except: taken)
    }
    let body = matter.body ?? staff.current(person).first?.appointment.body ?? ""
    let named =
      (register.arrangements[body]?.takeOver ?? []).flatMap(inPost)
      + everybody([.safeguardingPartner], in: body)
    // Outside the line of whoever has it, and of everybody who had it: it does not come back into a line that it has left.
    let line = holders(of: matter).union([person])
    let outside = named.filter { candidate in !line.contains { areInLine(candidate, $0) } }
    return first(of: outside, except: taken) ?? first(of: named, except: taken)
      ?? first(of: everybody(Situation.receiving, in: body), except: taken)
  }

  /// Who settles a disagreement at a stage.
  func settler(
    of stage: Int, for body: String, opener: String, matter: Matter? = nil
  ) throws(Refusal) -> String {
    let had = matter.map(holders) ?? []
    let except = (matter.map(closed) ?? []).union([opener])
    if matter?.isProtected == true {
      let found = independent(except: except.union(had)) ?? independent(except: except)
      guard let found else { throw .nobodyIndependent }
      return found
    }
    let arranged = register.arrangements[body]?.stages ?? []
    if arranged.indices.contains(stage - 1),
      let person = first(of: inPost(arranged[stage - 1]), except: except)
    {
      return person
    }
    let roles: [Role] =
      stage <= 2 ? [.teamManager, .conferenceChair, .designatedOfficer] : [.safeguardingPartner]
    let able = everybody(roles, in: body) + everybody([.safeguardingPartner], in: body)
    guard let person = first(of: able, except: except.union(had)) ?? first(of: able, except: except)
    else { throw .nobodyToReceive }
    return person
  }

  // MARK: Deadlines

  func deadline(_ stage: ClockStage, for body: String?, from now: Instant) -> Deadline {
    let limit = limit(of: stage, for: body)
    var deadline = Deadline(limit, from: now.day, in: calendar(for: body))
    // A local limit is shown beside the usual one.
    if let usual = stage.usual, usual != limit { deadline.working += "; usual limit \(usual)" }
    return deadline
  }

  func limit(of stage: ClockStage, for body: String?) -> String {
    body.flatMap { register.arrangements[$0]?.limits[stage.rawValue] } ?? stage.usual
      ?? "1 working day"
  }

  func calendar(for body: String?) -> Calendar? {
    let place = body.flatMap { register.arrangements[$0]?.jurisdiction } ?? "england-and-wales"
    return calendars.first { $0.serves(place) }
  }
}

extension Matter {
  /// The body that it is for.
  var body: String? {
    warning?.to ?? disagreement?.body ?? recommendation?.body
  }
}

extension Role {
  /// Whether somebody with the role may have a matter and answer for it.
  package var mayHold: Bool { access.reach(.decide) != nil }
}
