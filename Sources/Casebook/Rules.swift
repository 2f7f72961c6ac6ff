public import Calendars
internal import CaseRecord
public import CivilTime
internal import Ledger
internal import Vocabulary

/// What an act is held against: the people, the register of warnings, and the cases that it concerns.
public struct Situation: Sendable {
  public var staff: Staff
  /// nil where no case is named, or none has the id.
  public var file: CaseFile?
  /// The sequence number of the next entry.
  public var next: Int
  public var register: Register
  /// The cases that the matters at hand are about.
  public var files: [String: CaseFile]
  /// What counts working days.
  public var calendars: [Calendar]
  /// The entry at which whoever acts last opened each matter; nil where nobody's reading is at hand.
  public var opened: [Int: Int]?

  public init(
    staff: Staff, file: CaseFile?, next: Int, register: Register = Register(),
    files: [String: CaseFile] = [:], calendars: [Calendar] = []
  ) {
    self.staff = staff
    self.file = file
    self.next = next
    self.register = register
    self.files = files
    self.calendars = calendars
  }
}

extension Situation {
  /// In which of their posts somebody may do an act, and whether the case is open to them for it.
  ///
  /// Deny by default: unless a role reaches the act, and the person is involved where that is asked, it is refused. A case that a
  /// person is excluded from is to them as if it were not there. What no role of theirs may do is refused before a case is looked
  /// for, so that the answer does not say whether there is one.
  public func author(
    of act: Act, by person: String, in caseID: String?, at now: Instant
  ) throws(Refusal) -> Author {
    if case .found(let founding) = act { return Author(founding.founder) }
    guard staff.posts[person] != nil else { throw .unknownPerson(person) }
    var posts = staff.acting(person, at: now)
    guard !posts.isEmpty else { throw .hasLeft(person) }
    let kind = act.kind
    var able = posts.filter { post in
      let access = post.author.role.access
      let sees = kind != .view || caseID == nil || access.sees.contains(.caseContent)
      return sees && access.reach(kind) != nil
    }
    guard !able.isEmpty else { throw .mayNot(kind, posts.map(\.author.role).uniqued) }
    if case .account(let account) = act {
      return try author(ofAccount: account, kind: kind, able: able, at: now)
    }
    if case .countersign(let answer) = act, caseID == nil {
      return try author(of: answer, able: able, at: now)
    }
    if case .view(let view) = act, let entry = view.matter {
      return try author(opening: entry, able: able, at: now)
    }
    if kind.needsCase, caseID == nil { throw .noSuchCase("") }
    if let caseID {
      if kind == .open {
        try id(caseID, "a case")
      } else {
        guard let file, file.opening != nil, !file.isExcluded(person) else {
          throw .noSuchCase(caseID)
        }
        // Nor is the case open to whoever acts for somebody that is excluded.
        able.removeAll { file.isExcluded($0.asPerson) }
        posts.removeAll { file.isExcluded($0.asPerson) }
        if able.isEmpty { throw .noSuchCase(caseID) }
      }
    }
    if let post = able.first(where: { $0.author.role.access.reach(kind) == .anywhere }) {
      return post.author
    }
    guard caseID != nil else { return able[0].author }
    for (author, asPerson) in able where isOpen(to: asPerson, acting: person, kind, at: now) {
      return author
    }
    throw seesNothing(of: kind, posts.map(\.author)) ?? .notInvolved(kind)
  }

  private func isOpen(to person: String, acting: String, _ kind: ActKind, at now: Instant) -> Bool {
    guard let file else { return false }
    if file.isInvolved(person, staff: staff, at: now) { return true }
    return !kind.changesAccess && file.hasBrokenGlass(acting, at: now)
  }

  /// To a person who is not involved, and may not break the glass, it is not even said that the case exists.
  private func seesNothing(of kind: ActKind, _ authors: [Author]) -> Refusal? {
    authors.contains { $0.role.access.reach(.breakGlass) != nil }
      ? nil : file.map { .noSuchCase($0.id) }
  }

  // MARK: Each act

  /// Whether an act may be done, apart from who does it.
  public func check(_ act: Act, by author: Author, at now: Instant) throws(Refusal) {
    switch act {
    case .found(let founding): try check(founding)
    case .rotateLogKey(let key):
      try needs(key.reason, "the reason")
      guard (try? NoteVerifier(key.verifier)) != nil else { throw .badKey }
      if staff.logKeys.contains(where: { $0.key == key.verifier }) { throw .keyInUse }
    case .appoint(let appointment): try check(appointment, by: author)
    case .leave(let leaving): try check(leaving)
    case .delegate(let delegation): try check(delegation, by: author, at: now)
    case .newKey(let key): try check(key, by: author)
    case .setRetention(let rules): try check(rules)
    case .hold(let hold): try check(hold)
    case .release(let release): try check(release, by: author)
    case .open(let opening):
      try needs(opening.title, "the title")
      // Nothing could ever be read of a case that belongs nowhere.
      guard CaseRecord.jurisdictions.contains(opening.jurisdiction) else {
        throw .noSuch(what: "jurisdiction", id: opening.jurisdiction)
      }
      if file?.opening != nil { throw .caseExists }
    case .involve(let involvement): try check(involvement, by: author, at: now)
    case .endInvolvement(let end): try check(end, at: now)
    case .exclude(let exclusion):
      try needs(exclusion.reason, "the reason")
      guard staff.posts[exclusion.person] != nil else { throw .unknownPerson(exclusion.person) }
    case .grant(let grant):
      try needs(grant.reason, "the reason")
      guard [.sourceIdentity, .location, .intelligence].contains(grant.content) else {
        throw .noSuch(what: "leave to see", id: grant.content.rawValue)
      }
      guard staff.isCurrent(grant.person) else { throw .unknownPerson(grant.person) }
      // Another opens what is closed to somebody.
      if grant.person == author.person { throw .needsLeave(grant.content) }
      if let until = grant.until, until < now.day { throw .inThePast(what: "the last day") }
    case .breakGlass(let glass): try needs(glass.reason, "the reason")
    case .reviewBreakGlass(let review): try check(review, by: author)
    case .record(let item): try check(item, by: author, at: now)
    case .correct(let correction): try check(correction, by: author, at: now)
    case .withdraw(let withdrawal): try check(withdrawal, by: author)
    case .respond(let given): try check(given, by: author, at: now)
    case .share(let decision): try check(decision, isShared: true, by: author)
    case .declineToShare(let decision): try check(decision, isShared: false, by: author)
    case .schedule(let meeting):
      try needs(meeting.group, "the name of the group")
      try id(meeting.id, "a meeting")
      if file?.meetings.contains(where: { $0.meeting.id == meeting.id }) == true {
        throw .taken(what: "a meeting", id: meeting.id)
      }
    case .minute(let minutes):
      try needs(minutes.text, "the text of the minutes")
      try openMeeting(minutes.meeting)
    case .cancelMeeting(let cancellation):
      try needs(cancellation.reason, "the reason")
      try openMeeting(cancellation.meeting)
    case .requestRecords(let request):
      try needs(request.by, "who asks")
      try needs(request.basis, "the basis")
    case .answerRequest(let answer): try check(answer)
    case .redact(let redaction): try check(redaction)
    case .erase(let erasure): try check(erasure, by: author)
    case .transfer(let transfer): try check(transfer, by: author)
    case .acceptTransfer(let acceptance): try check(acceptance, by: author)
    case .account(let act): try check(act, by: author, at: now)
    case .countersign(let answer): try check(answer, by: author, at: now)
    case .view, .refused: break
    }
  }

  // MARK: People

  private func check(_ founding: Founding) throws(Refusal) {
    if next != 0 { throw .alreadyFounded }
    try needs(founding.partnership, "the name of the partnership")
    try needs(founding.origin, "the name of the log")
    guard (try? NoteVerifier(founding.logKey)) != nil else { throw .badKey }
    guard founding.founder.key != nil else { throw .noKey(founding.founder.person) }
    try checkWords(founding.founder)
  }

  private func checkWords(_ appointment: Appointment) throws(Refusal) {
    try id(appointment.person, "a person")
    try needs(appointment.name, "the name")
    try needs(appointment.post, "the post")
    if !appointment.role.isAppointed {
      throw .noSuch(what: "post with the role", id: appointment.role.rawValue)
    }
    try body(appointment.body)
    guard let key = appointment.key else { return }
    guard (try? NoteVerifier(key)) != nil else { throw .badKey }
    if staff.keys.values.joined().contains(where: { $0.verifier == key }) { throw .keyInUse }
  }

  private func check(_ appointment: Appointment, by author: Author) throws(Refusal) {
    try checkWords(appointment)
    if appointment.person == author.person { throw .selfAppointment }
    if appointment.key == nil, staff.key(of: appointment.person) == nil {
      throw .noKey(appointment.person)
    }
    guard let manager = appointment.manager else { return }
    guard staff.isCurrent(manager) else { throw .unknownPerson(manager) }
    if manager == appointment.person
      || staff.line(above: manager).contains(appointment.person)
    {
      throw .selfManaged
    }
  }

  private func check(_ leaving: Leaving) throws(Refusal) {
    guard staff.isCurrent(leaving.person) else { throw .unknownPerson(leaving.person) }
    guard leaving.successor != leaving.person, staff.isCurrent(leaving.successor) else {
      throw .successorGone(leaving.successor)
    }
    let administrators = staff.posts.keys.filter { person in
      person != leaving.person
        && staff.current(person).contains { $0.appointment.role == .administrator }
    }
    if administrators.isEmpty { throw .stillNeeded("the administration of the casebook") }
    // Whatever is theirs must be able to go to the other; that something is closed to them is not said.
    for matter in register.open where holder(of: matter) == leaving.person {
      let act: ActKind = matter.kind == .action ? .completeAction : .decide
      let able = staff.current(leaving.successor).contains {
        $0.appointment.role.access.reach(act) != nil
          && (!matter.isProtected || $0.appointment.role == .whistleblowingRecipient)
      }
      guard able, !isClosed(matter, to: leaving.successor),
        matter.by.person != leaving.successor
      else { throw .cannotHold(leaving.successor) }
    }
  }

  private func check(
    _ delegation: Delegation, by author: Author, at now: Instant
  ) throws(Refusal) {
    try needs(delegation.reason, "the reason")
    guard delegation.from == author.person else {
      throw .mayNot(.delegate, [author.role])
    }
    guard delegation.to != delegation.from, staff.isCurrent(delegation.to) else {
      throw .successorGone(delegation.to)
    }
    if delegation.until < now.day { throw .inThePast(what: "the last day") }
  }

  private func check(_ key: NewKey, by author: Author) throws(Refusal) {
    try needs(key.reason, "the reason")
    guard staff.isCurrent(key.person) else { throw .unknownPerson(key.person) }
    if key.person != author.person, author.role != .administrator {
      throw .mayNot(.newKey, [author.role])
    }
    guard (try? NoteVerifier(key.key)) != nil else { throw .badKey }
    if staff.keys.values.joined().contains(where: { $0.verifier == key.key }) { throw .keyInUse }
  }

  private func check(_ rules: RetentionRules) throws(Refusal) {
    try body(rules.body)
    var ids: Set<String> = []
    for rule in rules.rules {
      try id(rule.id, "a rule")
      try needs(rule.basis, "the basis of a rule")
      guard ids.insert(rule.id).inserted else { throw .taken(what: "a rule", id: rule.id) }
      guard (0...200).contains(rule.years) else { throw .badID(what: "a number of years") }
    }
  }

  private func check(_ hold: Hold) throws(Refusal) {
    try id(hold.id, "a hold")
    try needs(hold.matter, "the matter")
    try needs(hold.basis, "the basis")
    if staff.holds.contains(where: { $0.hold.id == hold.id }) {
      throw .taken(what: "a hold", id: hold.id)
    }
  }

  private func check(_ release: Release, by author: Author) throws(Refusal) {
    try needs(release.reason, "the reason")
    guard let standing = staff.holds.first(where: { $0.hold.id == release.hold }) else {
      throw .noSuch(what: "hold", id: release.hold)
    }
    if standing.releasedBy != nil { throw .notReleased(release.hold) }
    if staff.isTheirs(author.person, of: standing.by.person, since: standing.entry) {
      throw .ownHold(release.hold)
    }
  }

  // MARK: Who may see a case

  private func check(
    _ involvement: Involvement, by author: Author, at now: Instant
  ) throws(Refusal) {
    try needs(involvement.basis, "the basis")
    guard staff.isCurrent(involvement.person) else { throw .unknownPerson(involvement.person) }
    if let until = involvement.until, until < now.day { throw .inThePast(what: "the last day") }
    // That somebody is excluded is not said: the same answer as for a person who is not there.
    guard let file, !file.isExcluded(involvement.person) else {
      throw .unknownPerson(involvement.person)
    }
    let isInvolved = file.involved.contains {
      $0.endedBy == nil && $0.involvement.person == involvement.person
        && $0.involvement.until.map { now.day <= $0 } ?? true
    }
    if isInvolved { throw .alreadyInvolved }
    // Whoever acts for another, or keeps the records, does not open the door for themselves.
    if involvement.person == author.person,
      !file.isInvolved(author.person, staff: staff, at: now)
    {
      throw .notInvolved(.involve)
    }
  }

  private func check(_ end: EndOfInvolvement, at now: Instant) throws(Refusal) {
    try needs(end.reason, "the reason")
    let open =
      file?.involved.filter {
        $0.endedBy == nil && ($0.involvement.until.map { now.day <= $0 } ?? true)
      } ?? []
    guard open.contains(where: { $0.involvement.person == end.person }) else {
      throw .noSuch(what: "involvement of", id: end.person)
    }
    let isLeft = open.contains {
      $0.involvement.person != end.person && file?.isExcluded($0.involvement.person) == false
    }
    if !isLeft {
      throw .stillNeeded("the case")
    }
  }

  private func check(_ review: BreakGlassReview, by author: Author) throws(Refusal) {
    try needs(review.reason, "the reason")
    guard let glass = file?.glasses.first(where: { $0.entry == review.entry }) else {
      throw .noSuch(what: "access in an emergency at entry", id: "\(review.entry)")
    }
    if glass.review != nil { throw .reviewed(entry: review.entry) }
    if glass.by.person == author.person { throw .ownAccess }
  }

  // MARK: Items

  private func check(_ item: Item, by author: Author, at now: Instant) throws(Refusal) {
    let version = CaseFile.Version(entry: 0, at: now, kind: .record, item: item)
    // A closure that names no body is the author's own.
    let lowers = file.map { item.lowers(in: $0) } ?? false
    guard version.isClosure || lowers, item.content["by"]?.asText ?? author.body == author.body
    else { return }
    // What was decided before the casebook had the case is history; anything later is decided here.
    let opened = file?.opening?.at.day ?? now.day
    let isHistory = item.content.date("on")?.range.latest.map { $0 < opened } ?? false
    if !isHistory { throw .closureNeedsRespond }
  }

  private func authored(_ entry: Int, by author: Author) throws(Refusal) -> CaseFile.Version {
    guard let version = file?.version(entry) else {
      throw .noSuch(what: "item at entry", id: "\(entry)")
    }
    guard version.isCurrent, let writer = version.author else { throw .notCurrent(entry: entry) }
    guard staff.isTheirs(author.person, of: writer.person, since: entry) else {
      throw .notAuthor(entry: entry)
    }
    return version
  }

  private func check(
    _ correction: Correction, by author: Author, at now: Instant
  ) throws(Refusal) {
    try needs(correction.reason, "the reason")
    let version = try authored(correction.entry, by: author)
    guard version.item?.kind == correction.item.kind else { throw .changesKind }
    guard version.item?.id == correction.item.id else { throw .changesID }
    if version.item == correction.item { throw .unchanged }
    // Who said what a sealed source says stays closed.
    if version.item?.isSealed == true, !correction.item.isSealed {
      throw .needsLeave(.sourceIdentity)
    }
    var corrected = version
    corrected.item = correction.item
    // What was considered met does not become less by being corrected.
    if let file,
      correction.item.lowers(in: file) || !(version.item?.isKept(in: correction.item) ?? true)
    {
      throw .closureNeedsRespond
    }
    guard corrected.isClosure else { return }
    if correction.item.content["relies-on"]?.texts.contains(
      DecisionCode.victimDoesNotSupport.rawValue) == true
    {
      throw .neverTerminal
    }
    // Nothing becomes a closure by being corrected; a closure stays that of the same body about the same people, for a reason.
    guard version.isClosure else { return try check(correction.item, by: author, at: now) }
    let (old, new) = (version.item?.content, correction.item.content)
    guard ["act", "by", "about"].allSatisfy({ old?[$0]?.texts == new[$0]?.texts }) else {
      throw .closureNeedsRespond
    }
    if old?["reason"] != nil { try needs(new["reason"]?.asText ?? "", "the reason") }
  }

  private func check(_ withdrawal: Withdrawal, by author: Author) throws(Refusal) {
    try needs(withdrawal.reason, "the reason")
    let version = try authored(withdrawal.entry, by: author)
    // A successor may mend what came to them, and does not take back what another said.
    guard version.author?.person == author.person else {
      throw .notAuthor(entry: withdrawal.entry)
    }
    let first = file?.history(of: withdrawal.entry).first ?? version
    guard first.kind == .record else { throw .notWithdrawable(first.kind) }
    // What was considered met does not become less by being taken back.
    if version.item?.isMet == true { throw .closureNeedsRespond }
    try nothingDepends(on: [version])
  }

  /// Nothing else in the case names what is to go.
  private func nothingDepends(on versions: [CaseFile.Version]) throws(Refusal) {
    guard let file else { return }
    let going = Set(versions.map(\.entry))
    let resting = versions.filter(\.isCurrent).compactMap { $0.item?.id }
      .flatMap { file.dependents(on: $0, except: going).map(\.entry) }
    if !resting.isEmpty { throw .dependsOnIt(Array(Set(resting)).sorted()) }
  }

  private func check(_ redaction: Redaction) throws(Refusal) {
    try needs(redaction.authority, "the authority")
    try needs(redaction.reason, "the reason")
    guard let version = file?.version(redaction.entry) else {
      throw .noSuch(what: "item at entry", id: "\(redaction.entry)")
    }
    guard let item = version.item else { throw .alreadyErased(entry: redaction.entry) }
    if let part = redaction.part, item.content[part] == nil {
      throw .noSuch(what: "part", id: part)
    }
  }

  private func check(_ erasure: Erasure, by author: Author) throws(Refusal) {
    try needs(erasure.authority, "the authority")
    try needs(erasure.reason, "the reason")
    if erasure.entries.isEmpty { throw .empty("the list of entries") }
    guard let file else { throw .noSuchCase("") }
    let holds = staff.holds(on: file.id)
    if !holds.isEmpty { throw .underHold(holds.map(\.hold.id)) }
    // Whoever lifts a hold does not then erase what it kept.
    let lifted = staff.holds.first {
      $0.releaser == author.person
        && ($0.hold.cases.isEmpty || $0.hold.cases.contains(file.id))
    }
    if let lifted { throw .ownHold(lifted.hold.id) }
    let going = Set(erasure.entries)
    for entry in erasure.entries {
      if let version = file.version(entry) {
        if version.item == nil { throw .alreadyErased(entry: entry) }
        let earlier = file.history(of: entry).prefix { $0.entry != entry }
          .filter { $0.item != nil && !going.contains($0.entry) }
        if !earlier.isEmpty { throw .earlierVersions(earlier.map(\.entry)) }
        continue
      }
      let isMinutes = file.meetings.contains { $0.minutes?.entry == entry }
      let isRequest = file.requests.contains {
        ($0.entry == entry && $0.request != nil && !$0.isOpen) || $0.answer?.entry == entry
      }
      guard isMinutes || isRequest else { throw .notErasable(entry: entry) }
    }
    let open = file.requests.filter(\.isOpen).map(\.entry)
    if !open.isEmpty { throw .openRequests(open) }
    try nothingDepends(on: erasure.entries.compactMap(file.version))
  }

  // MARK: Decisions

  private func check(
    _ given: ResponseGiven, by author: Author, at now: Instant
  ) throws(Refusal) {
    guard let file else { return }
    let response = given.response
    guard let act = response["act"]?.asText, let word = ResponseAct(rawValue: act) else {
      throw .empty("what was done")
    }
    if let by = response["by"]?.asText, by != author.body { throw .otherBody(author.body) }
    let about = response["about"]?.texts ?? []
    if about.isEmpty { throw .empty("whom it is about") }
    let concerns = file.concerns(about: about)
    guard given.shown == concerns.map(\.entry) else {
      throw .notShown(expected: concerns.map(\.entry))
    }
    let item = Item(kind: .responses, content: response)
    if item.lowers(in: file) {
      guard let changed = given.changed else { throw .nothingChanged }
      try needs(changed.what, "what changed")
      if changed.evidenceOf > now.day { throw .inTheFuture(what: "the day of the evidence") }
      try needs(response["reason"]?.asText ?? "", "the reason")
    } else if given.changed != nil {
      throw .notLess
    }
    guard word.isClosure else { return }
    // That a child does not support it closes nothing.
    if response["relies-on"]?.texts.contains(DecisionCode.victimDoesNotSupport.rawValue) == true {
      throw .neverTerminal
    }
    try needs(response["reason"]?.asText ?? "", "the reason")
    // What was raised before the body last decided to close has been decided by somebody. A correction makes nothing younger, and what
    // was only noted of a closure decided nothing.
    func first(_ version: CaseFile.Version) -> CaseFile.Version {
      file.history(of: version.entry).first ?? version
    }
    let lastClosure =
      concerns.filter(\.isClosure).map(first)
      .last { $0.kind == .respond && $0.author?.body ?? author.body == author.body }?.entry ?? -1
    let raised = concerns.filter { concern in
      guard !concern.isClosure, first(concern).entry > lastClosure, let writer = concern.author,
        staff.isTheirs(author.person, of: writer.person, since: concern.entry)
      else { return false }
      // What another body raised before the casebook had the case, the writer only noted.
      let isNoted =
        concern.item?.content["by"]?.asText ?? writer.body != writer.body
        && concern.item?.content.date("on")?.range.latest.map {
          $0 < file.opening?.at.day ?? now.day
        } ?? false
      return !isNoted
    }
    if !raised.isEmpty { throw .raisedIt(entries: raised.map(\.entry)) }
    let meetings = file.meetings.filter { $0.state(on: now.day) == .overdue }
    if !meetings.isEmpty { throw .meetingsWithoutMinutes(meetings.map(\.meeting.id)) }
    try nothingOpen(in: file, for: author)
  }

  private func check(
    _ decision: SharingDecision, isShared: Bool, by author: Author
  ) throws(Refusal) {
    try needs(decision.reason, "the reason")
    try body(decision.with)
    if decision.with == author.body { throw .toItself }
    if isShared, decision.basis.isRefusal { throw .basisIsRefusal }
    if !isShared, !decision.basis.isRefusal { throw .basisIsNotRefusal }
    if decision.about.isEmpty { throw .empty("whom it is about") }
  }

  private func openMeeting(_ id: String) throws(Refusal) {
    guard let meeting = file?.meetings.first(where: { $0.meeting.id == id }) else {
      throw .noSuch(what: "meeting", id: id)
    }
    if meeting.minutes != nil || meeting.minutesErased || meeting.cancellation != nil {
      throw .meetingSettled(id)
    }
  }

  private func check(_ answer: RequestAnswer) throws(Refusal) {
    try needs(answer.answer, "the answer")
    guard let request = file?.requests.first(where: { $0.entry == answer.request }) else {
      throw .noSuch(what: "request at entry", id: "\(answer.request)")
    }
    guard request.isOpen else { throw .answered(entry: answer.request) }
  }

  // MARK: Custody

  private func check(_ transfer: Transfer, by author: Author) throws(Refusal) {
    try needs(transfer.reason, "the reason")
    try body(transfer.to)
    guard let file else { return }
    if file.custodian != author.body { throw .notCustodian(file.custodian) }
    if transfer.to == author.body { throw .toItself }
    // A new offer takes the place of one to another body, and of one that an erasure has overtaken.
    if let last = file.transfers.last, last.acceptance == nil, last.offer.part.to == transfer.to,
      last.offer.part.manifest.erased == transfer.manifest.erased
    {
      throw .offerPending
    }
  }

  private func check(_ acceptance: TransferAcceptance, by author: Author) throws(Refusal) {
    guard let offered = file?.transfers.last, offered.offer.entry == acceptance.transfer,
      offered.acceptance == nil, offered.offer.part.to == author.body
    else { throw .notOffered }
    guard offered.offer.part.manifest == acceptance.manifest else { throw .manifestDiffers }
  }

  // MARK: Words

  func needs(_ text: String, _ what: String) throws(Refusal) {
    // A sign that shows nothing says nothing.
    let isBlank = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .unassigned, .privateUse, .surrogate: true
      default:
        scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
          || scalar == "\u{2800}"
      }
    }
    if isBlank { throw .empty(what) }
  }

  func id(_ text: String, _ what: String) throws(Refusal) {
    let isGood =
      (1...60).contains(text.utf8.count)
      && text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
      }
    if !isGood { throw .badID(what: what) }
  }

  func body(_ text: String) throws(Refusal) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .badBody }
    for part in parts {
      do { try id(String(part), "a body") } catch { throw .badBody }
    }
  }
}

extension Array where Element: Hashable {
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
