import Casebook
import CivilTime
import HeedTesting
import Testing

/// Whatever people do in whatever order, the promises of a casebook hold.
struct InterleavingTests {
  @Test func `After any acts by anybody every promise holds`() throws {
    var done: [ActKind: Int] = [:]
    var refused = 0
    var (agreed, declined) = (0, 0)
    try forAll(count: 20, seed: 2026) { random in
      var player = Player(random: random)
      for step in 0..<200 {
        if let kind = try player.move() { done[kind, default: 0] += 1 } else { refused += 1 }
        if step % 50 == 49 { try player.replay() }
      }
      agreed += player.agreed.values.map(\.count).reduce(0, +)
      declined += player.declined
    }
    // A generator whose acts are all refused would show nothing.
    let missing = Player.kinds.filter { done[$0] == nil }
    #expect(missing == [], "no act of these kinds was allowed")
    #expect(done.values.reduce(0, +) > refused / 2)
    #expect(agreed > 20 && declined > 5, "\(agreed) closures were agreed to, \(declined) were not")
  }
}

/// A promise that was not kept.
private struct Broken: Error, CustomStringConvertible {
  var promise: String
  var act: Act?
  var description: String { "\(promise): \(act.map { "\($0)" } ?? "")" }
}

/// Somebody who does random things in three cases, and looks after each whether the promises held.
private struct Player {
  var random: SplitMix64
  var book = Book()
  var doors = Doors()
  /// The closures of each case to which a second person agreed.
  var agreed: [String: Set<Int>] = [:]
  /// The answers that were not yes.
  var declined = 0
  /// What keeps each case open: its warnings without a decision and its actions, by their entries.
  private var open: [Int: String] = [:]
  private var serial = 0

  /// Of the register as much as keeps a case from being closed; the rest has a model of its own.
  static let kinds = ActKind.allCases.filter {
    ![.found, .refused].contains($0)
      && (!$0.isAccount || [.warn, .decide, .agreeAction, .completeAction].contains($0))
  }

  private static let cases = ["river-lane", "mill-row", "elm-row"]
  private static let children = ["child-1", "child-2"]

  init(random: SplitMix64) {
    self.random = random
    for id in Player.cases.dropLast() {
      book.open(id)
      for person in ["tom", "sal", "pam"] {
        book.allowed(.involve(Involvement(person: person, basis: "team")), by: "mia", in: id)
      }
    }
    for deed in book.deeds { doors.note(deed) }
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value? {
    values.isEmpty ? nil : values[random.below(values.count)]
  }

  // MARK: One act

  /// Tries something; returns what it was if it was allowed.
  mutating func move() throws -> ActKind? {
    let caseID = pick(Player.cases)!
    let act = something(in: caseID)
    let isNamed =
      act.kind.needsCase || act.kind == .countersign || (act.kind == .view && !random.once(in: 4))
    let place = isNamed ? caseID : nil
    let person = somebody(for: act, in: place)
    let before = book
    do {
      try book.perform(act, by: person, in: place)
    } catch {
      try hold(book.staff == before.staff && book.files == before.files, "a refusal", act)
      return nil
    }
    guard let deed = book.deeds.last else { return nil }
    try check(deed, since: before)
    doors.note(deed)
    note(deed, entry: book.deeds.count - 1)
    let wait = random.once(in: 12) ? 2000 : random.below(90)
    book.now = book.now.adding(milliseconds: wait * 60_000)
    return act.kind
  }

  private mutating func note(_ deed: Deed, entry: Int) {
    switch deed.act {
    case .countersign(let answer):
      if !answer.agrees {
        declined += 1
      } else if let id = deed.case {
        agreed[id, default: []].insert(answer.entry)
      }
    case .account(.warn(let warning)): open[entry] = warning.about.compactMap(\.case).first
    case .account(.decide(let decision)): open[decision.warning] = nil
    case .account(.agree(let action)): open[entry] = action.case
    case .account(.complete(let completion)): open[completion.action] = nil
    default: break
    }
  }

  private func hold(_ isSo: Bool, _ promise: String, _ act: Act? = nil) throws {
    if !isSo { throw Broken(promise: promise, act: act) }
  }

  /// Anybody; rather somebody who may, or nearly nothing would be done.
  private mutating func somebody(for act: Act, in caseID: String?) -> String {
    let people = book.staff.posts.keys.sorted()
    let file = caseID.flatMap { book.files[$0] }
    if random.once(in: 6) { return pick(people)! }
    switch act {
    case .correct(let correction):
      if let author = file?.version(correction.entry)?.author { return author.person }
    case .withdraw(let withdrawal):
      if let author = file?.version(withdrawal.entry)?.author { return author.person }
    case .delegate(let delegation): return delegation.from
    case .newKey(let key): return random.once(in: 2) ? key.person : "ada"
    case .transfer, .acceptTransfer:
      let offer = file?.transfers.last { $0.acceptance == nil }?.offer.part.to
      let body = act.kind == .transfer ? file?.custodian : offer
      return body == "children-social-care/westmoor" ? "una" : "ned"
    case .account(.decide(let decision)): return holder(of: decision.warning) ?? "ned"
    case .account(.complete(let completion)): return holder(of: completion.action) ?? "ned"
    case .countersign:
      // Rather somebody who can, or nearly nobody would agree to anything.
      let able = (file?.involved ?? []).map(\.involvement.person).first { person in
        book.refusal(act, by: person, in: caseID) == nil
      }
      if let able, random.below(4) > 0 { return able }
    default: break
    }
    let situation = book.situation(file)
    let first = random.below(people.count)
    let order = people[first...] + people[..<first]
    return order.first { person in
      (try? situation.author(of: act, by: person, in: caseID, at: book.now)) != nil
    } ?? people[first]
  }

  private func holder(of entry: Int) -> String? {
    book.register.matters[entry].map { book.situation(nil).holder(of: $0) }
  }

  private mutating func something(in caseID: String) -> Act {
    // What waits for somebody is mostly taken up, or no case would ever be closed.
    if let id = open.keys.sorted().first(where: { open[$0] == caseID }), random.once(in: 3) {
      return finish(id)
    }
    let file = book.files[caseID] ?? CaseFile(id: caseID)
    if file.versions.contains(where: { isClosure($0) && $0.second == nil }), random.once(in: 3) {
      return act(.countersign, file)
    }
    let kinds = Player.kinds
    // What a case says is changed more often than who holds which post.
    let kind =
      random.once(in: 2)
      ? pick([
        ActKind.record, .correct, .respond, .countersign, .withdraw, .erase, .redact, .minute,
        .transfer,
      ])!
      : pick(kinds)!
    return act(kind, file)
  }

  /// The decision on a warning, or what shows that an action was done.
  private mutating func finish(_ entry: Int) -> Act {
    guard let matter = book.register.matters[entry], matter.kind == .warning else {
      return .account(.complete(Completion(action: entry, evidence: words())))
    }
    let situation = book.situation(nil)
    let holder = situation.holder(of: matter)
    let act = Act.account(.acknowledge(Acknowledgement(warning: entry)))
    let author = try? situation.author(of: act, by: holder, in: nil, at: book.now)
    let shown = author.map { situation.shownBefore(deciding: matter, by: $0, at: book.now) } ?? []
    return .account(
      .decide(
        Decision(
          warning: entry, outcome: .assessment, reason: words(), codes: [.harmSuspected],
          on: book.now.day, shown: shown)))
  }

  private mutating func next() -> Int {
    serial += 1
    return serial
  }

  private mutating func words() -> String {
    random.once(in: 10) ? pick(["", " ", "\n"])! : "because of \(next())"
  }

  private mutating func until() -> CivilDate? {
    random.once(in: 2) ? book.now.day.adding(days: random.below(4) - 1) : nil
  }

  private mutating func act(_ kind: ActKind, _ file: CaseFile) -> Act {
    let people = book.staff.posts.keys.sorted()
    let person = pick(people)!
    let entry = pick(file.versions.suffix(12).map(\.entry)) ?? random.below(99)
    let reason = words()
    switch kind {
    case .found, .refused, .rotateLogKey:
      return .rotateLogKey(LogKey(verifier: Keys.numbered(random.below(64)), reason: reason))
    case .appoint:
      let role = pick(Role.allCases)!
      let number = next()
      return .appoint(
        Appointment(
          person: random.below(4) > 0 ? "n-\(number)" : person, name: "N \(number)", post: "post",
          role: role, body: pick(["police/northmoor", "children-social-care/northmoor"])!,
          manager: random.once(in: 3) ? pick(people) : nil, key: Keys.numbered(number)))
    case .leave:
      // Rather somebody who came since, or soon nobody is left.
      let newcomers = people.filter { $0.hasPrefix("n-") }
      let leaver = random.once(in: 4) ? person : pick(newcomers) ?? person
      return .leave(Leaving(person: leaver, successor: pick(people)!))
    case .delegate:
      return .delegate(
        Delegation(
          from: person, to: pick(people)!, until: until() ?? book.now.day, reason: reason))
    case .newKey:
      return .newKey(NewKey(person: person, key: Keys.numbered(next()), reason: reason))
    case .setRetention:
      return .setRetention(
        RetentionRules(
          body: "police/northmoor",
          rules: [.init(id: "all", from: .lastEntry, years: random.below(80), basis: reason)]))
    case .hold:
      let cases = random.once(in: 3) ? [] : [pick(Player.cases)!]
      return .hold(Hold(id: "hold-\(next())", matter: "matter", basis: reason, cases: cases))
    case .release:
      let hold = pick(book.staff.holds.map(\.hold.id)) ?? "none"
      return .release(Release(hold: hold, reason: reason))
    case .open: return .open(Opening(title: "A case", jurisdiction: "england"))
    case .involve:
      return .involve(Involvement(person: person, basis: reason, until: until()))
    case .endInvolvement:
      let involved = pick(file.involved.map(\.involvement.person)) ?? person
      return .endInvolvement(EndOfInvolvement(person: involved, reason: reason))
    case .exclude:
      // Seldom, or soon nobody is left.
      return .exclude(
        Exclusion(person: person, reason: random.once(in: 4) ? "a concern" : ""))
    case .grant:
      let content = pick(ContentClass.allCases)!
      return .grant(Grant(person: person, content: content, reason: reason, until: until()))
    case .breakGlass: return .breakGlass(BreakGlass(reason: reason))
    case .reviewBreakGlass:
      let glass = pick(file.glasses.map(\.entry)) ?? entry
      return .reviewBreakGlass(
        BreakGlassReview(entry: glass, wasJustified: random.once(in: 2), reason: reason))
    case .record: return .record(item(file))
    case .correct:
      let old = file.version(entry)?.item
      var new = item(file)
      if let old, random.below(4) > 0 {
        new = old
        let key = pick(["note", "reason", "outcome", "act"])!
        let value = pick(["closed", "assessment", "said again", " "])!
        new.content = new.content.setting(key, to: .text(value))
      }
      return .correct(Correction(entry: entry, item: new, reason: reason))
    case .withdraw: return .withdraw(Withdrawal(entry: entry, reason: reason))
    case .respond:
      let about = pick(Player.children)!
      let shown = file.concerns(about: [about]).map(\.entry)
      return .closed(
        random.once(in: 4) ? shown.dropLast() : shown, about: about, reason: reason,
        act: pick(["closed", "no-further-action", "assessment", "referral"])!)
    case .share, .declineToShare:
      let decision = SharingDecision(
        with: "school/alderby", about: [pick(Player.children)!],
        basis: pick(SharingBasis.allCases)!, reason: reason, on: book.now.day)
      return kind == .share ? .share(decision) : .declineToShare(decision)
    case .schedule:
      return .schedule(
        Meeting(
          id: "panel-\(next())", group: "panel", on: book.now.day.adding(days: random.below(9)),
          about: [], invited: []))
    case .minute:
      guard let meeting = pick(file.meetings.suffix(3).map(\.meeting.id)) else {
        return self.act(.schedule, file)
      }
      return .minute(Minutes(meeting: meeting, text: reason, present: []))
    case .cancelMeeting:
      let meeting = pick(file.meetings.map(\.meeting.id)) ?? "none"
      return .cancelMeeting(Cancellation(meeting: meeting, reason: reason))
    case .requestRecords:
      return .requestRecords(RecordsRequest(by: "inquiry", basis: reason, on: book.now.day))
    case .answerRequest:
      let request = pick(file.requests.map(\.entry)) ?? entry
      return .answerRequest(
        RequestAnswer(request: request, answer: reason, on: book.now.day))
    case .redact:
      let keys = ["note", "about", "ref"].filter { file.version(entry)?.item?.content[$0] != nil }
      let part = random.once(in: 3) ? nil : pick(keys)
      return .redact(
        Redaction(entry: entry, part: part, authority: "court", reason: reason))
    case .erase:
      // Sometimes all versions of an item, or minutes, or a request with its answer.
      var entries = random.once(in: 2) ? file.history(of: entry).map(\.entry) : [entry]
      if random.once(in: 3) {
        let others =
          file.meetings.compactMap(\.minutes?.entry) + file.requests.map(\.entry)
          + file.requests.compactMap(\.answer?.entry)
        entries = pick(others).map { [$0] } ?? entries
      }
      return .erase(Erasure(entries: entries, authority: "court", reason: reason))
    case .transfer:
      if let last = file.transfers.last, last.acceptance == nil, random.below(4) > 0 {
        return .accepted(last.offer.entry)
      }
      let bodies = ["children-social-care/westmoor", "children-social-care/northmoor"]
      let to = pick(bodies + ["police/northmoor"])!
      return .transfer(Transfer(to: to, reason: reason, manifest: Book.counted))
    case .acceptTransfer: return .accepted(file.transfers.last?.offer.entry ?? entry)
    case .warn:
      let child = pick(Player.children)!
      return .account(
        .warn(
          Warning(
            about: [Subject(.child, "", case: file.id, item: child)], words: reason, from: .worker,
            to: pick(["police/northmoor", "children-social-care/northmoor"])!)))
    case .decide, .completeAction: return finish(pick(open.keys.sorted()) ?? entry)
    case .agreeAction:
      return .account(
        .agree(
          AgreedAction(
            what: reason, owner: pick(["sal", "mia", "pam", person])!,
            due: book.now.day.adding(days: random.below(5)), case: file.id)))
    case .countersign:
      let waiting = file.versions.filter { isClosure($0) && $0.second == nil }.map(\.entry)
      return .answered(
        random.once(in: 8) ? entry : waiting.last ?? entry, agrees: !random.once(in: 4),
        reason: reason)
    default: return .view(View(what: "chronology", purpose: reason))
    }
  }

  /// A closure that somebody decided here, and that was not erased.
  private func isClosure(_ version: CaseFile.Version) -> Bool {
    version.kind == .respond && version.item.map { isClosure($0) } ?? false
  }

  private mutating func item(_ file: CaseFile) -> Item {
    let about = pick(Player.children)!
    switch random.below(6) {
    case 0: return warning("call-\(next())", about: about)
    case 1:
      let by = pick(["police/northmoor", "children-social-care/northmoor", "school/alderby"])!
      return Item(
        kind: .responses,
        content: .map([
          "act": .text(pick(["referral", "closed", "assessment"])!), "by": .text(by),
          "about": .list([.text(about)]),
          "on": .text("\(book.now.day.adding(days: random.below(3) - 2))"),
        ]))
    case 2:
      return Item(
        kind: .sources,
        content: .map([
          "id": .text("source-\(next())"), "agency": .text("school/alderby"),
          "kind": .text("agency-record"), "ref": .text("letter"),
        ]), isSealed: random.once(in: 2))
    default: return moved(about, note: "note \(next())")
    }
  }

  // MARK: The promises

  private func check(_ deed: Deed, since before: Book) throws {
    let act = deed.act
    try hold(
      doors.areOpen(to: deed, at: deed.at), "nobody acts without role and involvement", act)
    for (id, file) in book.files {
      for version in file.versions where isClosure(version) && version.isCurrent {
        try hold(
          agreed[id]?.contains(version.entry) == true || answers(deed, version.entry),
          "a closure counts once two have agreed", act)
      }
    }
    for (id, old) in before.files {
      guard let new = book.files[id] else { throw Broken(promise: "a case is lost", act: act) }
      if deed.case != id {
        try hold(new == old, "an act changes another case", act)
      } else {
        try check(new, since: old, deed)
      }
    }
    guard let id = deed.case, let file = before.files[id] else { return }
    switch act {
    case .erase(let erasure):
      try hold(doors.holds(on: id).isEmpty, "nothing is erased under a hold", act)
      try hold(!erasure.entries.isEmpty, "an erasure erases", act)
    case .respond(let given): try checkClosure(given, deed, file)
    case .countersign(let answer): try checkSecond(answer, deed, file)
    case .record(let item):
      guard isClosure(item), item.content["by"] == .text(deed.by.body) else { return }
      let day = item.content["on"].flatMap { $0.asText }.flatMap { CivilDate($0) }
      try hold(day.map { $0 < deed.at.day } ?? false, "a closure of today is decided", act)
    case .correct(let correction):
      let old = file.version(correction.entry)
      let isSameAct = old?.item?.content["act"] == correction.item.content["act"]
      let day = correction.item.content["on"].flatMap { $0.asText }.flatMap { CivilDate($0) }
      let isElsewhere =
        correction.item.content["by"] != .text(deed.by.body) || day.map { $0 < deed.at.day } == true
      try hold(
        !isClosure(correction.item) || isSameAct || isElsewhere, "no closure by correction", act)
    case .withdraw(let withdrawal):
      let author = file.version(withdrawal.entry)?.author
      try hold(author?.person == deed.by.person, "only its author takes an item back", act)
    case .reviewBreakGlass(let review):
      let glass = file.glasses.first { $0.entry == review.entry }
      try hold(glass?.by.person != deed.by.person, "nobody reviews their own access", act)
    default: break
    }
  }

  private func answers(_ deed: Deed, _ entry: Int) -> Bool {
    if case .countersign(let answer) = deed.act {
      answer.entry == entry && answer.agrees
    } else {
      false
    }
  }

  private func isClosure(_ item: Item) -> Bool {
    [.text("closed"), .text("no-further-action")].contains(item.content["act"])
  }

  /// Nothing that was there has gone, or says anything else, unless this erases it.
  private func check(_ new: CaseFile, since old: CaseFile, _ deed: Deed) throws {
    var erased: Set<Int> = []
    if case .erase(let erasure) = deed.act { erased = Set(erasure.entries) }
    try hold(
      new.entries.starts(with: old.entries) && new.versions.count >= old.versions.count
        && new.meetings.count >= old.meetings.count && new.requests.count >= old.requests.count
        && new.involved.count >= old.involved.count && new.glasses.count >= old.glasses.count,
      "nothing disappears", deed.act)
    for (before, after) in zip(old.versions, new.versions) {
      let isSame =
        after.entry == before.entry && after.at == before.at && after.kind == before.kind
        && after.replaces == before.replaces
      try hold(isSame, "a version is another", deed.act)
      if erased.contains(before.entry) {
        try hold(after.item == nil && after.erasedBy != nil, "an erasure erases", deed.act)
      } else {
        try hold(
          after.item == before.item && after.author == before.author
            && after.shown == before.shown && after.changed == before.changed,
          "what was written changes", deed.act)
        var answered: Int?
        if case .countersign(let answer) = deed.act { answered = answer.entry }
        try hold(
          after.second == before.second || answered == before.entry,
          "an answer is to something else", deed.act)
        try hold(
          after.redactions.starts(with: before.redactions), "a layer disappears", deed.act)
      }
    }
  }

  /// Two people close, of whom one is not above the other, and neither of whom raised it; and nothing about the case is open.
  private func checkSecond(_ answer: Countersignature, _ deed: Deed, _ file: CaseFile) throws {
    guard let closure = file.version(answer.entry), let item = closure.item,
      let first = closure.author?.person
    else { throw Broken(promise: "an answer is to something that is there", act: deed.act) }
    let second = deed.by.person
    try hold(isClosure(closure), "only what two decide is answered", deed.act)
    try hold(closure.second == nil, "an answer is given once", deed.act)
    try hold(first != second, "nobody agrees with themselves", deed.act)
    try hold(
      !doors.above(first).contains(second) && !doors.above(second).contains(first)
        && doors.managers(of: first).isDisjoint(with: doors.managers(of: second)),
      "the second is outside the line", deed.act)
    let about = Set(item.content["about"].map(\.texts) ?? [])
    let concerns = concerns(about, file)
    try hold(
      !concerns.contains { concern in
        !(concern.item.map { isClosure($0) } ?? false) && concern.author?.person == second
      }, "whoever raised it does not agree to its closure", deed.act)
    guard answer.agrees else { return }
    try hold(
      !concerns.contains { $0.entry > answer.entry }, "nothing was raised since", deed.act)
    try hold(!open.values.contains(file.id), "nothing about the case is open", deed.act)
  }

  /// What was raised or closed about some people and stands, in the words of this test.
  private func concerns(_ about: Set<String>, _ file: CaseFile) -> [CaseFile.Version] {
    file.versions.filter { version in
      guard let item = version.item, version.replacedBy == nil, version.withdrawnBy == nil,
        !isClosure(version) || agreed[file.id]?.contains(version.entry) == true
      else { return false }
      let isConcern =
        item.kind == .warnings
        || (item.kind == .responses
          && (isClosure(item) || item.content["act"] == .text("referral")))
      let people = item.content["about"].map(\.texts) ?? []
      return isConcern && (people.isEmpty || !about.isDisjoint(with: people))
    }
  }

  private func checkClosure(_ given: ResponseGiven, _ deed: Deed, _ file: CaseFile) throws {
    let closes = isClosure(Item(kind: .responses, content: given.response))
    let about = Set(given.response["about"].map(\.texts) ?? [])
    let concerns = concerns(about, file)
    try hold(given.shown == concerns.map(\.entry), "earlier concerns are shown", deed.act)
    guard closes else { return }
    let reason = given.response["reason"].flatMap { $0.asText } ?? ""
    try hold(!reason.allSatisfy(\.isWhitespace), "a closure has a reason", deed.act)
    try hold(!open.values.contains(file.id), "nothing about the case is open", deed.act)
    let decided =
      concerns.filter { concern in concern.item.map { isClosure($0) } ?? false }
      .map { file.history(of: $0.entry)[0] }
      .last { first in
        first.kind == .respond && first.author.map { $0.body == deed.by.body } ?? true
      }?.entry ?? -1
    for concern in concerns where concern.entry > decided {
      guard let item = concern.item, !isClosure(item),
        concern.author?.person == deed.by.person,
        file.history(of: concern.entry)[0].entry > decided
      else { continue }
      let body = concern.author.map { Content.text($0.body) }
      try hold(
        item.content["by"] != nil && item.content["by"] != body,
        "whoever raised it does not close it", deed.act)
    }
  }

  // MARK: Reading it all again

  /// The same deeds give the same casebook, with the erased ones or without.
  func replay() throws {
    var links: [Int: ErasedLinks] = [:]
    for case .erase(let erasure) in book.deeds.map(\.act) {
      for link in erasure.erased { links[link.entry] = link }
    }
    for isBlank in [false, true] {
      var staff = Staff()
      var files: [String: CaseFile] = [:]
      var register = Register()
      for (entry, deed) in book.deeds.enumerated() {
        switch deed.stream {
        case .reads: break
        case .people: staff.apply(deed, entry: entry)
        case .register: register.apply(deed, entry: entry)
        case .case(let id):
          if isBlank, let link = links[entry] {
            files[id]?.applyErased(entry: entry, at: deed.at, kind: deed.act.kind, links: link)
          } else {
            files[id, default: CaseFile(id: id)].apply(deed, entry: entry)
          }
        }
      }
      try hold(register == book.register, "the register is the same when read again")
      try hold(staff == book.staff, "the people are the same when read again")
      for (id, file) in book.files {
        try hold(
          files[id] == file,
          isBlank ? "a case is the same without what was erased" : "a case is the same again")
      }
    }
  }
}

/// Who may act where, worked out from the deeds by other means than the rules.
private struct Doors {
  private var posts: [String: [(role: Role, body: String)]] = [:]
  private var lent: [(from: String, to: String, until: CivilDate)] = []
  private var inside: [String: [(person: String, owner: String, until: CivilDate?)]] = [:]
  private var excluded: [String: Set<String>] = [:]
  private var glass: [String: [(person: String, at: Instant)]] = [:]
  private var standing: [(id: String, cases: [String])] = []
  private var managers: [String: [String]] = [:]

  mutating func note(_ deed: Deed) {
    let id = deed.case ?? ""
    switch deed.act {
    case .found(let founding):
      posts[founding.founder.person] = [(founding.founder.role, founding.founder.body)]
    case .appoint(let post):
      posts[post.person, default: []].append((post.role, post.body))
      if let manager = post.manager { managers[post.person, default: []].append(manager) }
    case .leave(let leaving):
      posts[leaving.person] = []
      managers[leaving.person] = []
      for id in inside.keys {
        for index in inside[id]!.indices where inside[id]![index].owner == leaving.person {
          inside[id]![index].owner = leaving.successor
        }
      }
    case .delegate(let loan): lent.append((loan.from, loan.to, loan.until))
    case .hold(let hold): standing.append((hold.id, hold.cases))
    case .release(let release): standing.removeAll { $0.id == release.hold }
    case .open: inside[id] = [(deed.by.person, deed.by.person, nil)]
    case .involve(let involvement):
      inside[id, default: []].append(
        (involvement.person, involvement.person, involvement.until))
    case .endInvolvement(let end): inside[id]?.removeAll { $0.person == end.person }
    case .exclude(let exclusion): excluded[id, default: []].insert(exclusion.person)
    case .breakGlass: glass[id, default: []].append((deed.by.person, deed.at))
    default: break
    }
  }

  func holds(on id: String) -> [String] {
    standing.filter { $0.cases.isEmpty || $0.cases.contains(id) }.map(\.id)
  }

  func managers(of person: String) -> Set<String> { Set(managers[person] ?? []) }

  /// Everybody above somebody, as far as they are in post.
  func above(_ person: String) -> Set<String> {
    var above: Set<String> = []
    var next = managers[person] ?? []
    while let manager = next.popLast() {
      if above.insert(manager).inserted { next += managers[manager] ?? [] }
    }
    return above
  }

  /// Whether the post in which somebody acted was theirs or lent to them, reached the act, and had the case open.
  func areOpen(to deed: Deed, at now: Instant) -> Bool {
    let person = deed.by.person
    var hats = [(person, posts[person] ?? [])]
    if posts[person]?.isEmpty != false { return false }
    for loan in lent where loan.to == person && now.day <= loan.until {
      hats.append((loan.from, posts[loan.from] ?? []))
    }
    return hats.contains { owner, posts in
      posts.contains { post in
        guard post.role == deed.by.role, post.body == deed.by.body,
          let reach = post.role.access.may[deed.act.kind]
        else { return false }
        guard let id = deed.case, deed.act.kind != .open else { return true }
        let out = excluded[id] ?? []
        if out.contains(person) || out.contains(owner) { return false }
        if reach == .anywhere { return true }
        let isInside = (inside[id] ?? []).contains { one in
          !out.contains(one.person) && (one.until.map { $0 >= now.day } ?? true)
            && one.owner == owner
        }
        let isBroken = (glass[id] ?? []).contains {
          $0.person == person && now.milliseconds < $0.at.milliseconds + 86_400_000
        }
        return isInside || isBroken
      }
    }
  }
}
