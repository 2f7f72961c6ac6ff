import Casebook
import CivilTime
import HeedTesting
import Testing

/// Whatever people do to warnings, in whatever order: none is closed in silence, none is hidden, and none is shown to somebody who may
/// not see it.
struct WarningModelTests {
  /// How many acts people try one after another, in one casebook.
  private static let length = 150

  @Test
  func `No acts of anybody close a warning in silence, hide one, or show one to whom it is closed`()
    throws
  {
    var tally = Tally()
    // A long run tries more than a million acts.
    try forAll(count: isLong ? 140 : 16, seed: 36) { random in
      var people = try Partnership(random: random)
      for _ in 0..<WarningModelTests.length {
        try people.move()
      }
      try people.checkAll()
      try people.replay()
      tally.add(people.tally)
    }
    let tried = tally.tried.values.reduce(0, +)
    if isLong {
      print(tally)
      #expect(tried >= 1_000_000)
    }
    // If hardly anything of a kind were allowed, the promises would not have been tried.
    let least = tried / 2000
    let rare = Partnership.kinds.filter { tally.allowed[$0, default: 0] < max(least, 1) }
    #expect(rare == [], "too few acts of these kinds were allowed: \(tally)")
    #expect(tally.allowed[.lapse] == nil, "nobody lets a clock run out")
  }
}

/// How often each kind of act was tried, and allowed.
private struct Tally: CustomStringConvertible {
  var tried: [ActKind: Int] = [:]
  var allowed: [ActKind: Int] = [:]
  var lapses = 0

  mutating func add(_ other: Tally) {
    tried.merge(other.tried, uniquingKeysWith: +)
    allowed.merge(other.allowed, uniquingKeysWith: +)
    lapses += other.lapses
  }

  var description: String {
    let lines = tried.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, count in
      "\(kind.rawValue) \(allowed[kind, default: 0]) of \(count)"
    }
    return (lines + ["clocks that ran out: \(lapses)"]).joined(separator: "\n")
  }
}

/// One casebook, in which random people do random things, and the model of it beside.
private struct Partnership {
  typealias Broken = WarningModel.Broken

  var random: SplitMix64
  var book = Partnership.opened
  var model = WarningModel()
  var tally = Tally()
  private var serial = 0
  /// How many clocks of each matter there were, and how far each was.
  private var clocks: [Int: [Matter.Clock]] = [:]

  private static let cases = ["river-lane", "mill-row"]

  private static let opened: Book = {
    var book = Book.withCase()
    book.appoint("gus", "designated officer", .designatedOfficer, "children-social-care/northmoor")
    book.appoint("kit", "conference chair", .conferenceChair, "children-social-care/westmoor")
    book.open("mill-row", by: "eve")
    for person in ["tom", "sal", "gus"] {
      for (id, who) in [("river-lane", "mia"), ("mill-row", "eve")] {
        let part = Involvement(person: person, basis: "team")
        book.allowed(.involve(part), by: who, in: id)
      }
    }
    return book
  }()

  init(random: SplitMix64) throws {
    self.random = random
    for (entry, deed) in book.deeds.enumerated() { try model.note(deed, entry) }
  }
}

// MARK: What they try

extension Partnership {
  /// What can be done, and how often it is tried.
  private static let weights: [(kind: ActKind, weight: Int)] = [
    (.warn, 11), (.addToWarning, 3), (.retract, 3), (.contest, 6), (.reportDetriment, 3),
    (.nameInWarning, 3), (.linkWarning, 3), (.acknowledge, 6), (.decide, 16), (.countersign, 12),
    (.offerHandover, 6), (.takeHandover, 5), (.declineHandover, 4), (.explainLapse, 4),
    (.disagree, 4), (.addPosition, 3), (.settle, 6), (.agreeAction, 4), (.completeAction, 6),
    (.recommend, 3), (.addEvidence, 4), (.rateRecommendation, 5), (.pauseClock, 4), (.arrange, 3),
    (.view, 10), (.appoint, 3), (.leave, 2), (.delegate, 2), (.involve, 2), (.endInvolvement, 2),
    (.exclude, 1), (.record, 2), (.respond, 5), (.schedule, 3), (.minute, 3), (.lapse, 1),
  ]

  fileprivate static let lots: [ActKind] = weights.flatMap { part in
    [ActKind](repeating: part.kind, count: part.weight)
  }

  /// The kinds that have to be allowed often enough.
  fileprivate static let kinds = Set(lots).subtracting([.lapse]).sorted {
    $0.rawValue < $1.rawValue
  }

  /// Somebody tries something; nil stands for whoever holds a receipt.
  private typealias Try = (act: Act, person: String?, place: String?)

  private mutating func pick<Value>(_ values: [Value]) -> Value? {
    values.isEmpty ? nil : values[random.below(values.count)]
  }

  private mutating func words(_ words: String) -> String {
    random.once(in: 15) ? pick(["", " ", "\n\t"])! : words
  }

  private var today: CivilDate { book.now.day }

  private var people: [String] { model.posts.keys.sorted() }

  private var inPost: [String] { people.filter(model.isInPost) }

  /// The person, or now and then anybody.
  private mutating func rather(_ person: String?) -> String {
    if let person, !random.once(in: 10) { return person }
    return pick(people)!
  }

  /// A matter for which something can be done, or now and then any number.
  private mutating func target(where isFit: (WarningModel.Item) -> Bool) -> WarningModel.Item? {
    if random.once(in: 20) { return nil }
    let recent = model.order.suffix(30).compactMap { model.items[$0] }
    return pick(recent.filter(isFit)) ?? pick(recent)
  }

  /// Somebody who raised it; nil for whoever holds its receipt.
  private mutating func raiser(_ item: WarningModel.Item?) -> String? {
    guard let item, item.kind == .warning else { return pick(people)! }
    if item.raiser == nil { return random.once(in: 10) ? pick(people) : nil }
    return rather(item.raisers.sorted().first(where: model.isInPost))
  }

  private mutating func whoHas(_ item: WarningModel.Item?) -> String {
    guard let item else { return pick(people)! }
    if random.once(in: 8),
      let loan = pick(model.loans.filter { $0.from == item.holder && today <= $0.until })
    {
      return loan.to
    }
    return rather(item.holder)
  }

  private mutating func fit(_ item: WarningModel.Item?, not person: String = "") -> String {
    let able = inPost.filter { other in
      guard let item else { return model.roles(other).contains { $0.access.reach(.decide) != nil } }
      return other != person && model.mayHold(item, other)
    }
    return rather(pick(able))
  }

  /// Somebody involved in a case whose role reaches a kind of act.
  private mutating func insider(_ id: String, _ kind: ActKind) -> String {
    let able = model.insiders[id]?.map(\.owner).filter { person in
      model.excluded[id]?.contains(person) != true
        && model.roles(person).contains { $0.access.reach(kind) != nil }
    }
    return rather(pick(able ?? []))
  }

  private mutating func partner() -> String {
    rather(pick(inPost.filter { model.roles($0).contains(.safeguardingPartner) }))
  }

  private static let bodies = [
    "children-social-care/northmoor", "children-social-care/westmoor", "police/northmoor",
    "school/alderby",
  ]

  private static let subjects: [Subject] = [
    Subject(.child, "Amy Example"), Subject(.child, "Ben Example"), Subject(.adult, "Cal Example"),
    Subject(.place, "4 River Lane"), Subject(.vehicle, "AB51 CDE"),
  ]

  private mutating func subject(in id: String?) -> Subject {
    if let id, random.once(in: 2) {
      switch random.below(4) {
      case 0: return Subject(.place, "", case: id, item: "flat")
      case 1: return Subject(.vehicle, "", case: id, item: random.once(in: 9) ? "flat" : "car-1")
      default: return Subject(.child, "", case: id, item: "child-1")
      }
    }
    var subject = pick(Partnership.subjects)!
    subject.words = words(subject.words)
    return subject
  }

  private mutating func something(_ kind: ActKind) -> Try {
    serial += 1
    let missing = random.below(book.deeds.count + 3)
    let reason = words("because of \(serial)")
    switch kind {
    case .warn: return warn(reason)
    case .addToWarning:
      let item = target { $0.kind == .warning }
      return (
        .account(.add(Addition(warning: item?.entry ?? missing, words: reason))), raiser(item), nil
      )
    case .retract:
      let item = target { $0.kind == .warning }
      return (
        .account(.retract(Retraction(warning: item?.entry ?? missing, reason: reason))),
        raiser(item), nil
      )
    case .contest:
      let item = target { $0.kind == .warning && $0.stands }
      return (
        .account(.contest(Contest(warning: item?.entry ?? missing, reason: reason))),
        raiser(item), nil
      )
    case .reportDetriment:
      let item = target { $0.kind == .warning }
      return (
        .account(.detriment(Detriment(warning: item?.entry ?? missing, words: reason))),
        raiser(item), nil
      )
    case .nameInWarning:
      let item = target { $0.kind == .warning && $0.isOpen }
      let naming = Naming(warning: item?.entry ?? missing, names: [pick(people)!])
      return (.account(.name(naming)), whoHas(item), nil)
    case .linkWarning:
      let item = target { $0.kind == .warning }
      let person = whoHas(item)
      let ids = Partnership.cases.filter { id in
        model.insiders[id]?.contains { $0.owner == person } == true
      }
      let about = [subject(in: random.once(in: 10) ? pick(Partnership.cases) : pick(ids))]
      return (
        .account(.link(Linking(warning: item?.entry ?? missing, about: about))), person, nil
      )
    case .acknowledge:
      let item = target { $0.kind == .warning && !$0.isAcknowledged }
      return (
        .account(.acknowledge(Acknowledgement(warning: item?.entry ?? missing))), whoHas(item), nil
      )
    case .decide: return decide(missing, reason)
    case .countersign: return countersign(missing, reason)
    case .offerHandover:
      let item = target { $0.isOpen && $0.offer == nil }
      let offer = Offer(
        matter: item?.entry ?? missing, to: fit(item, not: item?.holder ?? ""), reason: reason)
      return (.account(.offer(offer)), whoHas(item), nil)
    case .takeHandover:
      let item = target { $0.offer != nil }
      return (.account(.take(Taking(matter: item?.entry ?? missing))), rather(item?.offer), nil)
    case .declineHandover:
      let item = target { $0.offer != nil }
      let decline = Declining(matter: item?.entry ?? missing, reason: reason)
      return (.account(.decline(decline)), rather(item?.offer), nil)
    case .explainLapse:
      let item = target { !$0.ranOut.isEmpty }
      let explanation = Explanation(
        matter: item?.entry ?? missing, lapse: item?.ranOut.last?.entry ?? missing, reason: reason)
      return (.account(.explain(explanation)), whoHas(item), nil)
    case .disagree:
      let item = target { $0.kind == .warning }
      let id = random.once(in: 4) ? pick(Partnership.cases) : nil
      let disagreement = Disagreement(
        warning: id == nil || random.once(in: 3) ? item?.entry : nil, case: id, issue: "threshold",
        position: reason, body: pick(Partnership.bodies)!)
      return (.account(.disagree(disagreement)), id.map { insider($0, kind) } ?? whoHas(item), nil)
    case .addPosition:
      let item = target { $0.kind == .disagreement && $0.isOpen }
      let position = Standpoint(disagreement: item?.entry ?? missing, words: reason)
      return (
        .account(.position(position)), random.once(in: 2) ? rather(item?.raiser) : whoHas(item), nil
      )
    case .settle:
      let item = target { $0.kind == .disagreement && $0.isOpen && $0.proposal == nil }
      let settlement = Settlement(
        disagreement: item?.entry ?? missing, outcome: words("a strategy discussion"),
        reason: reason)
      return (.account(.settle(settlement)), whoHas(item), nil)
    default: return somethingElse(kind, missing, reason)
    }
  }

  private mutating func somethingElse(_ kind: ActKind, _ missing: Int, _ reason: String) -> Try {
    switch kind {
    case .agreeAction:
      let item = target { $0.kind == .warning && $0.isOpen }
      let id = random.once(in: 3) ? pick(Partnership.cases) : nil
      let action = AgreedAction(
        what: reason, owner: fit(item), due: today.adding(days: random.below(12) - 1),
        warning: id == nil || random.once(in: 3) ? item?.entry : nil, case: id)
      return (.account(.agree(action)), id.map { insider($0, kind) } ?? whoHas(item), nil)
    case .completeAction:
      let item = target { $0.kind == .action && $0.isOpen }
      let completion = Completion(action: item?.entry ?? missing, evidence: reason)
      return (.account(.complete(completion)), whoHas(item), nil)
    case .recommend:
      let recommendation = Recommendation(
        review: "a review", number: "\(serial)", text: reason, body: pick(Partnership.bodies)!,
        owner: fit(nil), due: today.adding(days: random.below(40)))
      return (.account(.recommend(recommendation)), random.once(in: 2) ? "sue" : partner(), nil)
    case .addEvidence:
      let item = target { $0.kind == .recommendation && $0.isOpen }
      let evidence = Evidence(recommendation: item?.entry ?? missing, words: reason)
      return (.account(.evidence(evidence)), whoHas(item), nil)
    case .rateRecommendation:
      let item = target { $0.kind == .recommendation && $0.isOpen }
      let rating = Rating(
        recommendation: item?.entry ?? missing, status: pick(Rating.Status.allCases)!,
        reason: reason)
      return (.account(.rate(rating)), random.once(in: 2) ? "sue" : partner(), nil)
    case .pauseClock:
      let item = target { $0.isOpen && !$0.due.isEmpty }
      let pause = Pause(
        matter: item?.entry ?? missing, reason: reason, authority: words("the partnership"),
        until: today.adding(days: random.below(34) - 2))
      return (.account(.pause(pause)), partner(), nil)
    case .arrange:
      var arrangement = Arrangement(
        body: pick(Partnership.bodies)!, receives: fit(nil), takeOver: [fit(nil), rather("una")],
        recipient: random.once(in: 2) ? pick(["wes", "ivy", "ned"]) : nil,
        stages: random.once(in: 2) ? [fit(nil), fit(nil)] : [])
      if random.once(in: 3) {
        arrangement.limits = [
          pick(["decide", "acknowledge", "disagreement-1", "review"])!: "3 working days"
        ]
      }
      return (.account(.arrange(arrangement)), partner(), nil)
    case .view:
      let item = target { _ in true }
      let view = View(what: "matter", matter: item?.entry ?? missing)
      return (.view(view), random.once(in: 3) ? whoHas(item) : pick(people), nil)
    case .lapse:
      let item = target { $0.isOpen }
      let lapse = Lapse(
        matter: item?.entry ?? missing, stages: [.decide], due: today, from: item?.holder ?? "mia",
        to: pick(people)!, deadlines: [:])
      return (.account(.lapse(lapse)), pick(people), nil)
    case .appoint: return appoint()
    case .leave:
      let person = pick(people.filter { $0 != "ada" })!
      let role = model.roles(person).first
      let alike = inPost.filter { $0 != person && role.map(model.roles($0).contains) == true }
      let successor = random.once(in: 3) ? pick(people) : pick(alike) ?? pick(people)
      return (.leave(Leaving(person: person, successor: successor!)), rather("ada"), nil)
    case .delegate:
      let person = pick(inPost)!
      let until = today.adding(days: random.below(20) - 1)
      let loan = Delegation(from: person, to: pick(people)!, until: until, reason: reason)
      return (.delegate(loan), rather(person), nil)
    default: return somethingInACase(kind, reason)
    }
  }

  private mutating func somethingInACase(_ kind: ActKind, _ reason: String) -> Try {
    let id = pick(Partnership.cases)!
    let file = book.files[id] ?? CaseFile(id: id)
    let person = insider(id, kind)
    switch kind {
    case .involve:
      let until = random.once(in: 3) ? today.adding(days: random.below(9)) : nil
      return (.involve(Involvement(person: pick(people)!, basis: "team", until: until)), person, id)
    case .endInvolvement:
      let end = EndOfInvolvement(
        person: rather(pick(model.insiders[id]?.map(\.person) ?? [])), reason: reason)
      return (.endInvolvement(end), person, id)
    case .exclude:
      return (.exclude(Exclusion(person: pick(people)!, reason: reason)), partner(), id)
    case .record: return (.record(warning("call-\(serial)")), person, id)
    case .schedule:
      let meeting = Meeting(
        id: "panel-\(serial)", group: "panel", on: today.adding(days: random.below(9)), about: [],
        invited: [])
      return (.schedule(meeting), person, id)
    case .minute:
      let meeting = pick(file.meetings.filter { $0.minutes == nil }.map(\.meeting.id)) ?? "none"
      return (.minute(Minutes(meeting: meeting, text: reason, present: [])), person, id)
    default:
      let shown = file.concerns(about: ["child-1"]).map(\.entry)
      let act = pick(["no-further-action", "closed", "assessment"])!
      let isRight = !random.once(in: 10)
      return (.closed(isRight ? shown : shown.dropLast(), reason: reason, act: act), person, id)
    }
  }

  private mutating func warn(_ words: String) -> Try {
    let kind: Warning.Kind = random.once(in: 3) ? pick(Warning.Kind.allCases)! : .concern
    let id = random.once(in: 4) ? pick(Partnership.cases) : nil
    let person = id.map { insider($0, .warn) } ?? (random.once(in: 4) ? nil : pick(inPost))
    let about = (0..<(random.once(in: 15) ? 0 : 1 + random.below(2))).map { _ in subject(in: id) }
    let names = random.once(in: 3) ? [pick(people)!] : []
    var given = Warning(
      kind: kind, about: about, words: words, from: pick(ReporterKind.allCases)!,
      to: pick(Partnership.bodies)!, names: random.once(in: 25) ? names + ["nobody"] : names)
    if person == nil { given.code = "\(serial)" }
    return (.account(.warn(given)), person, nil)
  }

  private mutating func decide(_ missing: Int, _ reason: String) -> Try {
    let item = target { $0.kind == .warning && $0.isOpen && $0.proposal == nil }
    let person = whoHas(item)
    let matter = item.flatMap { book.register.matters[$0.entry] }
    var shown: [Int] = []
    if let matter, let author = book.staff.acting(person, at: book.now).first?.author {
      shown = book.situation(nil).shownBefore(deciding: matter, by: author, at: book.now)
    }
    if random.once(in: 12) {
      shown = random.once(in: 2) ? Array(shown.dropLast()) : shown + [missing]
    }
    let outcome = random.once(in: 3) ? .noFurtherAction : pick(Outcome.allCases)!
    var decision = Decision(
      warning: item?.entry ?? missing, outcome: outcome, reason: reason,
      codes: random.once(in: 20) ? [] : [pick(DecisionCode.allCases)!],
      on: today.adding(days: random.once(in: 8) ? random.below(3) - 1 : 0), shown: shown)
    if decision.codes == [.victimDoesNotSupport], !random.once(in: 6) {
      decision.review = Review(
        alternative: words("the phone records"), reviewer: fit(item, not: person),
        on: today.adding(days: random.below(40)))
    }
    let isLess = item?.last.map { outcome < $0.outcome } ?? false
    let endsReview = item?.stands == true && decision.review == nil
    if isLess || endsReview, !random.once(in: 8) {
      let day = today.adding(days: random.once(in: 8) ? random.below(9) - 4 : 0)
      decision.changed = Change(what: words("a second account"), evidenceOf: day)
    }
    if outcome <= .advice, random.once(in: 4) { decision.despite = words("agreed above") }
    if isLess || endsReview || outcome <= .advice || random.once(in: 30), !random.once(in: 15) {
      decision.second = second(item, person, isSenior: decision.despite != nil)
    }
    return (.account(.decide(decision)), person, nil)
  }

  private mutating func second(
    _ item: WarningModel.Item?, _ first: String, isSenior: Bool
  ) -> String? {
    guard let item else { return pick(people) }
    let able = inPost.filter { person in
      !model.areNear(first, person) && !model.areNear(item.holder, person)
        && model.mayHold(item, person)
        && (!isSenior || model.roles(person).contains(.safeguardingPartner))
    }
    return rather(pick(able))
  }

  private mutating func countersign(_ missing: Int, _ reason: String) -> Try {
    let agrees = random.below(10) < 7
    if random.once(in: 4) {
      let id = pick(Partnership.cases)!
      let file = book.files[id] ?? CaseFile(id: id)
      let version = pick(file.versions.filter(\.awaitsSecond))
      let answer = Countersignature(
        entry: version?.entry ?? missing, agrees: agrees, reason: reason)
      return (.countersign(answer), insider(id, .countersign), id)
    }
    let item = target { $0.proposal != nil }
    let answer = Countersignature(
      entry: item?.proposal?.entry ?? missing, agrees: agrees, reason: reason)
    let asked = item?.proposal?.decision?.second ?? item?.raisers.first(where: model.isInPost)
    return (.countersign(answer), rather(asked), nil)
  }

  private static let roles: [Role] = [
    .socialWorker, .socialWorker, .teamManager, .teamManager, .frontDoorScreener,
    .frontlinePractitioner, .healthProfessional, .policeInvestigator, .safeguardingPartner,
    .whistleblowingRecipient, .overseer, .inquiry,
  ]

  private mutating func appoint() -> Try {
    let isNew = random.once(in: 2)
    let person = isNew ? "n-\(random.below(8))" : pick(people)!
    let role = pick(Partnership.roles)!
    let hasKey = book.staff.key(of: person) != nil
    let appointment = Appointment(
      person: person, name: "Somebody", post: words("\(role.rawValue)"), role: role,
      body: pick(Partnership.bodies)!, manager: random.once(in: 2) ? pick(people) : nil,
      key: hasKey ? nil : Keys.numbered(serial))
    return (.appoint(appointment), rather("ada"), nil)
  }
}

// MARK: One act, and whether the promises held

extension Partnership {
  mutating func move() throws {
    switch random.below(40) {
    case 0: book.wait(days: 14 + random.below(20))
    case 1, 2: book.wait(days: 1 + random.below(6))
    case 3...9: book.wait(hours: 1 + random.below(20))
    default: break
    }
    let before = book.deeds.count
    // What ran out at the last stage of a disagreement goes on with the next look.
    book.enterLapses()
    if book.deeds.count > before { book.enterLapses() }
    tally.lapses += book.deeds.count - before
    try take(from: before)
    try checkClocks()
    let kind = Partnership.lots[random.below(Partnership.lots.count)]
    let attempt = something(kind)
    do {
      try perform(attempt, kind)
    } catch {
      throw Broken(
        description: "\(error)\n  when \(attempt.person ?? "the holder of a receipt") tried"
          + " \(attempt.act) in \(attempt.place ?? "no case") at entry \(book.deeds.count)")
    }
  }

  /// What was entered is noted in the model.
  private mutating func take(from first: Int) throws {
    for entry in first..<book.deeds.count {
      let deed = book.deeds[entry]
      if deed.stream == .register {
        try model.hold(
          EntryType(deed.act.kind, in: deed.stream) == .account, "the log does not tell kinds apart"
        )
      }
      try model.note(deed, entry)
    }
  }

  private mutating func perform(_ attempt: Try, _ kind: ActKind) throws {
    tally.tried[kind, default: 0] += 1
    let before = book
    do {
      if let person = attempt.person {
        try book.perform(attempt.act, by: person, in: attempt.place)
      } else if case .account(let act) = attempt.act {
        try book.performAsReporter(act)
      }
    } catch {
      try model.hold(
        book.deeds.count == before.deeds.count && book.register == before.register
          && book.staff == before.staff && book.files == before.files, "a refusal changes nothing")
      return try check(error, attempt)
    }
    tally.allowed[kind, default: 0] += 1
    try checkAllowed(attempt, before)
    try take(from: before.deeds.count)
    try check(attempt)
  }

  /// A refusal says nothing of what is closed to somebody, and refuses nobody what is theirs.
  private func check(_ refusal: Refusal, _ attempt: Try) throws {
    guard let person = attempt.person else { return }
    for entry in refusal.entries {
      guard let item = model.items[entry] else { continue }
      try model.hold(
        !model.isClosed(item, to: person) || model.mayKnow(item, person, today),
        "a refusal tells \(person) of \(entry): \(refusal)")
    }
    guard case .view(let view) = attempt.act, let item = view.matter.flatMap({ model.items[$0] })
    else { return }
    try model.hold(!model.mustSee(item, person), "\(item.entry) is hidden from \(person)")
  }

  /// What must hold of the casebook as it was.
  private func checkAllowed(_ attempt: Try, _ before: Book) throws {
    switch attempt.act {
    case .view(let view):
      guard let person = attempt.person, let entry = view.matter else { return }
      guard let item = model.items[entry] else {
        throw Broken(description: "\(entry) is no matter")
      }
      try model.hold(model.maySee(item, person, today), "\(person) opens \(entry)")
    case .respond(let given) where given.isClosure:
      guard let id = attempt.place, let person = attempt.person else { return }
      let open = model.order.compactMap { model.items[$0] }.filter {
        $0.isOpen && !$0.isProtected && $0.kind != .recommendation && $0.cases.contains(id)
          && !model.isClosed($0, to: person)
      }
      try model.hold(open.isEmpty, "a case is closed while \(open.map(\.entry)) are open")
    case .countersign(let answer) where attempt.place != nil && answer.agrees:
      guard let id = attempt.place, let person = attempt.person,
        let version = before.files[id]?.version(answer.entry)
      else { return }
      let first = version.author?.person ?? ""
      try model.hold(!model.areNear(first, person), "the second is outside the line")
      let open = model.order.compactMap { model.items[$0] }.filter {
        $0.isOpen && !$0.isProtected && $0.kind != .recommendation && $0.cases.contains(id)
          && !model.isClosed($0, to: person)
      }
      try model.hold(
        open.isEmpty || !version.isClosure, "a case is closed while \(open.map(\.entry)) are open")
    default: break
    }
  }

  /// After looking, no clock has run out that was not entered.
  private func checkClocks() throws {
    for entry in model.order {
      guard let item = model.items[entry], item.isOpen else { continue }
      try model.hold(
        !item.due.values.contains { $0 < today }, "a clock of \(entry) ran out, and nothing says so"
      )
      let isPossible =
        model.isInPost(item.holder) && !model.isClosed(item, to: item.holder)
        || !inPost.contains { model.mustPass(item, to: $0) }
      try model.hold(isPossible, "\(entry) is with \(item.holder), who cannot have it")
    }
  }

  /// The matters that an act touched.
  private mutating func check(_ attempt: Try) throws {
    var touched = [book.deeds.count - 1]
    if case .account(let act) = attempt.act, let entry = act.matter { touched.append(entry) }
    if case .countersign(let answer) = attempt.act, let entry = model.proposals[answer.entry] {
      touched.append(entry)
    }
    let situation = book.situation(nil)
    let watching = [pick(people)!, pick(people)!, attempt.person ?? "una"]
    for item in touched.compactMap({ model.items[$0] }) {
      try check(item, for: watching + [item.holder] + item.named.prefix(1), situation)
    }
  }

  /// Every matter, for everybody.
  mutating func checkAll() throws {
    try model.hold(
      book.register.order == model.order && book.register.matters.count == model.order.count,
      "no matter disappears, and none changes its place")
    let situation = book.situation(nil)
    let people = people
    for item in model.order.compactMap({ model.items[$0] }) {
      try check(item, for: people, situation)
    }
  }

  private mutating func check(
    _ item: WarningModel.Item, for people: [String], _ situation: Situation
  ) throws {
    guard let matter = book.register.matters[item.entry] else {
      throw Broken(description: "\(item.entry) is lost")
    }
    try check(matter, item, situation)
    for person in people { try check(matter, item, person, situation) }
  }

  private mutating func check(
    _ matter: Matter, _ item: WarningModel.Item, _ situation: Situation
  ) throws {
    let entry = item.entry
    let words =
      matter.warning?.words ?? matter.disagreement?.position ?? matter.action?.what
      ?? matter.recommendation?.text
    try model.hold(words == item.words, "the words of \(entry) change")
    try model.hold(matter.isProtected == item.isProtected, "\(entry) is as protected as it was")
    try model.hold(
      matter.isOpen == item.isOpen,
      "\(entry) is \(matter.state), and \(item.isOpen ? "nobody ended it" : "somebody ended it")")
    try model.hold(situation.holder(of: matter) == item.holder, "\(entry) is with \(item.holder)")
    let running = Dictionary(
      matter.running.map { ($0.stage, $0.deadline.due) }, uniquingKeysWith: min)
    try model.hold(
      !item.isOpen || running == item.due, "the clocks of \(entry): \(running), \(item.due)")
    if item.kind != .disagreement {
      try model.hold(
        matter.isOverdue(on: today) == model.isOverdue(item, today),
        "\(entry) is overdue: \(matter.isOverdue(on: today)); not done: \(item.missed)")
    }
    for (stage, lapse) in item.ranOut {
      let isThere = matter.clocks.contains {
        $0.stage == stage && $0.state == .breached && $0.endedBy == lapse
      }
      try model.hold(isThere, "a clock of \(entry) that ran out disappears")
    }
    // Every clock that ever ran is there, as it ended.
    let old = clocks[entry] ?? []
    try model.hold(matter.clocks.count >= old.count, "a clock of \(entry) disappears")
    for (before, after) in zip(old, matter.clocks) where before.state != .running {
      try model.hold(
        after.state == before.state && after.endedBy == before.endedBy
          && after.deadline == before.deadline, "a clock of \(entry) that ended changes")
    }
    clocks[entry] = matter.clocks
  }

  private func check(
    _ matter: Matter, _ item: WarningModel.Item, _ person: String, _ situation: Situation
  ) throws {
    let posts = situation.staff.acting(person, at: book.now)
    let sees = posts.contains {
      situation.seesContent(of: matter, $0.author, asPerson: $0.asPerson, at: book.now)
    }
    let knows = posts.contains {
      situation.knows(of: matter, $0.author, asPerson: $0.asPerson, at: book.now)
    }
    if model.isClosed(item, to: person) {
      try model.hold(!sees, "\(person) sees \(item.entry), which is closed to them")
    }
    try model.hold(
      !knows || model.mayKnow(item, person, today), "\(person) learns of \(item.entry)")
    try model.hold(!sees || model.maySee(item, person, today), "\(person) sees \(item.entry)")
    try model.hold(
      !model.mustSee(item, person) || (sees && knows), "\(item.entry) is hidden from \(person)")
    try model.hold(
      !model.mustKnow(item, person) || knows, "\(item.entry) is not in the list of \(person)")
  }

  // MARK: Reading it all again

  /// The same deeds give the same people, cases and register.
  func replay() throws {
    var staff = Staff()
    var files: [String: CaseFile] = [:]
    var register = Register()
    for (entry, deed) in book.deeds.enumerated() {
      switch deed.stream {
      case .people: staff.apply(deed, entry: entry)
      case .case(let id): files[id, default: CaseFile(id: id)].apply(deed, entry: entry)
      case .register: register.apply(deed, entry: entry)
      case .reads: break
      }
    }
    try model.hold(
      staff == book.staff && files == book.files && register == book.register,
      "the same deeds give the same casebook")
  }
}

extension Refusal {
  /// The entries that it names.
  fileprivate var entries: [Int] {
    switch self {
    case .notShown(expected: let entries): return entries
    case .raisedIt(entries: let entries): return entries
    case .raisedSince(let entries): return entries
    case .openDisagreements(let entries): return entries
    case .undecided(let entries): return entries
    case .outstanding(let actions, meetings: _, let views, let disagreements):
      return actions + views + disagreements
    default: return []
    }
  }
}

extension ResponseGiven {
  fileprivate var isClosure: Bool {
    [.text("closed"), .text("no-further-action")].contains(response["act"])
  }
}
