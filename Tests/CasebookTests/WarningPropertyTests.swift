import Casebook
import CivilTime
import HeedTesting
import Testing

/// Whatever people do to the register in whatever order, its promises hold.
struct WarningPropertyTests {
  @Test func `After any acts by anybody every promise of the register holds`() throws {
    var done: [ActKind: Int] = [:]
    var refused = 0
    try forAll(count: 8, seed: 1305) { random in
      var player = WarningPlayer(random: random)
      for step in 0..<100 {
        let before = player.book
        if let kind = player.move() { done[kind, default: 0] += 1 } else { refused += 1 }
        try player.check(since: before, whole: step % 10 == 9)
      }
    }
    // A player whose acts are all refused would show nothing.
    let missing = WarningPlayer.kinds.filter { done[$0] == nil }
    #expect(missing == [], "no act of these kinds was allowed")
    #expect(done.values.reduce(0, +) > refused / 3)
  }

  @Test func `The same entries always give the same register`() throws {
    try forAll(count: 2, seed: 99) { random in
      var player = WarningPlayer(random: random)
      for _ in 0..<80 { player.move() }
      let (staff, register, files) = player.book.replayed()
      try #require(staff == player.book.staff)
      try #require(register == player.book.register)
      try #require(files == player.book.files)
      try #require(player.book.replayed().1 == register)
    }
  }

  @Test func `What is read back from its bytes gives the same register`() throws {
    var player = WarningPlayer(random: SplitMix64(seed: 41))
    for _ in 0..<80 { player.move() }
    var register = Register()
    for (entry, deed) in player.book.deeds.enumerated() where deed.stream == .register {
      register.apply(try Deed(decoding: try deed.encoded()), entry: entry)
    }
    #expect(register == player.book.register)
  }
}

/// Somebody who does random things to the register, many of which nobody may do.
struct WarningPlayer {
  var random: SplitMix64
  var book = Book.withCase()
  private var serial = 0
  private var turn = 0

  static let subjects = [
    Book.kayleigh, Subject(.child, "Sam Sample"), Subject(.place, "Flat 4, River Lane"),
    Subject(.vehicle, "AB51 CDE"),
  ]

  static let kinds: [ActKind] = [
    .warn, .addToWarning, .retract, .contest, .reportDetriment, .nameInWarning, .linkWarning,
    .acknowledge, .decide, .countersign, .offerHandover, .takeHandover, .declineHandover,
    .explainLapse, .disagree, .addPosition, .settle, .agreeAction, .completeAction, .recommend,
    .addEvidence, .rateRecommendation, .pauseClock, .leave, .appoint, .delegate,
  ]

  init(random: SplitMix64) { self.random = random }

  private mutating func pick<Value>(_ values: [Value]) -> Value? {
    values.isEmpty ? nil : values[random.below(values.count)]
  }

  private mutating func words() -> String {
    serial += 1
    return random.once(in: 12) ? pick(blanks + invisible)! : "because of \(serial)"
  }

  /// Tries something; returns what it was if it was allowed.
  @discardableResult
  mutating func move() -> ActKind? {
    let isOffered = book.register.all.contains { $0.offer != nil }
    let often: [ActKind] =
      isOffered && random.once(in: 3)
      ? [.takeHandover, .declineHandover] : [.warn, .decide, .countersign, .disagree, .settle]
    // Every kind in turn, and those on which others rest more often.
    turn += 1
    let kind = random.once(in: 3) ? pick(often)! : Self.kinds[turn % Self.kinds.count]
    let act = act(kind)
    let person = somebody(for: act)
    let isDone = (try? book.perform(act, by: person)) != nil
    if isDone { book.wait(hours: pick([0, 0, 1, 3, 20, 60])!) }
    return isDone ? act.kind : nil
  }

  /// Anybody; rather somebody who may.
  private mutating func somebody(for act: Act) -> String {
    let people = book.staff.posts.keys.sorted()
    if case .delegate(let delegation) = act { return delegation.from }
    if random.once(in: 5) { return pick(people)! }
    let person = pick(people)!
    switch act {
    case .appoint, .leave: return "ada"
    case .countersign(let answer):
      guard let matter = book.register.matter(of: answer.entry).map(book.matter) else {
        return person
      }
      return matter.decisions.first { $0.entry == answer.entry }?.decision.second
        ?? matter.by.person
    case .account(let account):
      guard let matter = account.matter.map(book.matter) else {
        return account.kind == .recommend ? "sue" : person
      }
      switch account {
      case .add, .retract, .contest, .detriment, .disagree: return matter.by.person
      case .take, .decline: return matter.offer?.part.to ?? person
      case .rate: return pick(["una", "sue"])!
      case .pause: return pick(["una", "ned"])!
      default: return book.holder(matter.entry)
      }
    default: return person
    }
  }

  private mutating func act(_ kind: ActKind) -> Act {
    let people = book.staff.posts.keys.sorted()
    let person = pick(people)!
    let open = book.register.all.filter { $0.isOpen && !$0.running.isEmpty }.map(\.entry)
    let entry = pick(random.once(in: 2) ? open : book.register.order) ?? 0
    let day = book.now.day.adding(days: random.below(12) - 1)
    let reason = words()
    let matter = book.matter(entry)
    switch kind {
    case .addToWarning: return .account(.add(Addition(warning: entry, words: reason)))
    case .retract: return .account(.retract(Retraction(warning: entry, reason: reason)))
    case .contest: return .account(.contest(Contest(warning: entry, reason: reason)))
    case .reportDetriment:
      return .account(.detriment(Detriment(warning: entry, words: reason)))
    case .nameInWarning: return .account(.name(Naming(warning: entry, names: [person])))
    case .linkWarning:
      return .account(.link(Linking(warning: entry, about: [pick(Self.subjects)!])))
    case .acknowledge: return .account(.acknowledge(Acknowledgement(warning: entry)))
    case .decide: return decision(on: pick(book.register.all.filter(\.isOpen)) ?? matter, reason)
    case .countersign:
      let waiting = book.register.all.flatMap { matter in
        matter.decisions.filter(\.awaitsSecond).map(\.entry)
          + matter.settlements.filter { $0.answer == nil }.map(\.settlement.entry)
      }
      return .answer(pick(waiting) ?? entry, agrees: random.below(3) > 0)
    case .offerHandover:
      let to = matter.isProtected ? pick(["ivy", "wes"])! : pick(["tom", "pam", "una", person])!
      return .account(.offer(Offer(matter: entry, to: to, reason: reason)))
    case .takeHandover, .declineHandover:
      let offered = pick(book.register.all.filter { $0.offer != nil }.map(\.entry)) ?? entry
      return kind == .takeHandover
        ? .account(.take(Taking(matter: offered)))
        : .account(.decline(Declining(matter: offered, reason: reason)))
    case .explainLapse:
      let breached = book.register.all.flatMap { matter in
        matter.clocks.filter { $0.state == .breached }.map { (matter.entry, $0.endedBy ?? 0) }
      }
      let (late, lapse) = pick(breached) ?? (entry, entry)
      return .account(.explain(Explanation(matter: late, lapse: lapse, reason: reason)))
    case .disagree:
      return .account(
        .disagree(
          Disagreement(
            warning: random.once(in: 3) ? nil : entry, issue: reason, position: reason,
            body: Book.northmoor)))
    case .addPosition, .settle:
      let open = pick(
        book.register.all.filter { $0.kind == .disagreement && $0.isOpen }.map(\.entry))
      return kind == .settle
        ? .account(
          .settle(Settlement(disagreement: open ?? entry, outcome: reason, reason: reason)))
        : .account(.position(Standpoint(disagreement: open ?? entry, words: reason)))
    case .agreeAction:
      return .account(
        .agree(AgreedAction(what: reason, owner: person, due: day, warning: entry)))
    case .completeAction:
      let open = pick(book.register.all.filter { $0.kind == .action && $0.isOpen }.map(\.entry))
      return .account(.complete(Completion(action: open ?? entry, evidence: reason)))
    case .recommend:
      return .account(
        .recommend(
          Recommendation(
            review: "Jay", number: "\(serial)", text: reason, body: Book.northmoor, owner: person,
            due: day)))
    case .addEvidence, .rateRecommendation:
      let open = pick(
        book.register.all.filter { $0.kind == .recommendation && $0.isOpen }.map(\.entry))
      return kind == .addEvidence
        ? .account(.evidence(Evidence(recommendation: open ?? entry, words: reason)))
        : .account(
          .rate(
            Rating(
              recommendation: open ?? entry, status: pick(Rating.Status.allCases)!, reason: reason))
        )
    case .pauseClock:
      return .account(
        .pause(Pause(matter: entry, reason: reason, authority: reason, until: day)))
    case .leave:
      let newcomers = people.filter { $0.hasPrefix("n-") }
      let leaver = random.once(in: 6) ? person : pick(newcomers) ?? "none"
      return .leave(Leaving(person: leaver, successor: pick(people)!))
    case .appoint:
      serial += 1
      // The counsel to the inquiry stays outside every line.
      let manager = pick(people.filter { $0 != "ina" })
      return .appoint(
        Appointment(
          person: "n-\(serial)", name: "N \(serial)", post: "post",
          role: pick([
            .teamManager, .socialWorker, .whistleblowingRecipient, .safeguardingPartner,
            .policeInvestigator,
          ])!, body: pick([Book.northmoor, "police/northmoor"])!,
          manager: random.once(in: 2) ? manager : nil, key: Keys.numbered(serial)))
    case .delegate:
      return .delegate(
        Delegation(from: person, to: pick(people)!, until: day, reason: reason))
    default:
      let about = random.once(in: 6) ? Book.child1 : pick(Self.subjects)!
      let names = random.once(in: 2) ? [] : [pick(people.filter { $0 != "ina" })!]
      return .account(
        .warn(
          Warning(
            kind: pick([.concern, .concern, .concern, .disclosure, .pressure])!, about: [about],
            words: reason, from: pick(ReporterKind.allCases)!, to: Book.northmoor, names: names)))
    }
  }

  private mutating func decision(on matter: Matter, _ reason: String) -> Act {
    let holder = book.holder(matter.entry)
    guard book.staff.isCurrent(holder), matter.kind == .warning else {
      return .account(.acknowledge(Acknowledgement(warning: matter.entry)))
    }
    let people = book.staff.posts.keys.sorted()
    let isUnsupported = random.once(in: 4)
    let outcome = pick(Outcome.allCases)!
    let last = matter.decisions.last { $0.isComplete }?.decision
    let isLess = last.map { outcome < $0.outcome || $0.review != nil } ?? false
    let needsSecond = outcome.isClosing || isLess
    return .account(
      book.decision(
        matter.entry, outcome, by: holder, reason: reason,
        codes: isUnsupported ? [.victimDoesNotSupport] : [.harmSuspected],
        second: needsSecond ? pick(people) : nil,
        changed: isLess ? Change(what: reason, evidenceOf: book.now.day) : nil,
        review: isUnsupported
          ? Review(
            alternative: reason, reviewer: pick(people)!, on: book.day(in: random.below(20)))
          : nil, despite: random.once(in: 6) ? reason : nil))
  }

  // MARK: The promises

  /// Whether everything that the register promises holds after an act.
  func check(since before: Book, whole: Bool) throws {
    let register = book.register
    try #require(Array(register.order.prefix(before.register.order.count)) == before.register.order)
    for old in before.register.all {
      let new = try #require(register.matters[old.entry], "a matter is gone")
      try staysTold(old, new)
    }
    if whole { for matter in register.all { try stands(matter) } }
    for deed in book.deeds[before.deeds.count...] { try isSound(deed) }
  }

  /// Nothing that was said or that happened is said otherwise, or gone.
  private func staysTold(_ old: Matter, _ new: Matter) throws {
    try #require(new.warning == old.warning)
    try #require(new.by == old.by && new.at == old.at && new.kind == old.kind)
    try #require(new.parent == old.parent)
    try #require(new.closedTo.isSuperset(of: old.closedTo))
    try #require(new.named.isSuperset(of: old.named))
    try #require(Array(new.tenures.prefix(old.tenures.count)) == old.tenures)
    try #require(Array(new.additions.prefix(old.additions.count)) == old.additions)
    try #require(Array(new.positions.prefix(old.positions.count)) == old.positions)
    try #require(Array(new.contests.prefix(old.contests.count)) == old.contests)
    try #require(Array(new.subjects.prefix(old.subjects.count)) == old.subjects)
    try #require(Array(new.ratings.prefix(old.ratings.count)) == old.ratings)
    try #require(old.retraction == nil || new.retraction == old.retraction)
    for decided in old.decisions {
      try #require(
        new.decisions.contains { $0.entry == decided.entry && $0.decision == decided.decision })
    }
    for (clock, now) in zip(old.clocks, new.clocks) {
      try #require(now.stage == clock.stage && now.startedBy == clock.startedBy)
      // What ran out stays so.
      if clock.state != .running { try #require(now.state == clock.state) }
      try #require(now.explanations.count >= clock.explanations.count)
      try #require(now.pauses.count >= clock.pauses.count)
    }
    try #require(new.clocks.count >= old.clocks.count)
  }

  /// It is somebody's, it is nobody's to hide, and it ended only as it may.
  private func stands(_ matter: Matter) throws {
    let holder = book.holder(matter.entry)
    try #require(!matter.isOpen || book.staff.isCurrent(holder), "it is nobody's")
    try #require(holder != matter.by.person || matter.kind != .warning)
    if matter.isProtected {
      for person in matter.named.union(matter.closedTo) where person != matter.by.person {
        try #require(!book.opens(person, matter.entry), "\(person) opens \(matter.entry)")
        try #require(!book.knows(person, of: matter.entry), "\(person) knows of \(matter.entry)")
      }
    } else {
      for person in ["ned", "una", "sue"] where book.staff.isCurrent(person) {
        try #require(book.knows(person, of: matter.entry), "it is hidden from \(person)")
      }
    }
    guard matter.kind == .warning, matter.state == .decided else { return }
    let decided = try #require(matter.standing)
    try #require(decided.decision.reason.contains("because"))
    try #require(!decided.decision.codes.isEmpty)
    try #require(!decided.decision.codes.contains(.victimDoesNotSupport))
    try #require(decided.by.person != matter.by.person)
    guard decided.decision.outcome == .noFurtherAction else { return }
    let second = try #require(decided.second)
    try #require(second.part.agrees)
    try #require(second.by.person != decided.by.person && second.by.person != matter.by.person)
  }

  /// What was just done was done by somebody who may.
  private func isSound(_ deed: Deed) throws {
    switch deed.act {
    case .countersign(let answer):
      guard let entry = book.register.matter(of: answer.entry),
        let decided = book.matter(entry).decisions.first(where: { $0.entry == answer.entry })
      else { return }
      let first = decided.by.person
      try #require(first != deed.by.person)
      try #require(!book.staff.line(above: first).contains(deed.by.person))
      try #require(!book.staff.line(below: first).contains(deed.by.person))
    case .account(.lapse(let lapse)):
      try #require(deed.by == .casebook)
      try #require(
        book.matter(lapse.matter).clocks.contains { $0.state == .breached })
    case .account(.rate(let rating)):
      let owners = book.matter(rating.recommendation).tenures.map(\.person)
      try #require(!owners.contains(deed.by.person))
    default: break
    }
  }
}
