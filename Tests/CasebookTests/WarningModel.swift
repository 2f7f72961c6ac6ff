import Casebook
import CivilTime

/// What the promises say of every warning, and of what hangs on it: the smallest book that somebody could keep beside the casebook.
///
/// It is written from the promises. It reads what was entered, one entry after another, and asks nothing of the rules or of the
/// register but what roles may do and see at most.
struct WarningModel {
  struct Post {
    var role: Role
    var body: String
    var manager: String?
  }

  struct Loan {
    var from: String
    var to: String
    var until: CivilDate
  }

  struct Insider {
    var person: String
    /// Who has it since the person left.
    var owner: String
    var until: CivilDate?
  }

  /// A decision or a settlement that somebody else has yet to agree to.
  struct Proposal {
    var entry: Int
    var by: String
    /// Who had the matter then.
    var holder: String
    var decision: Decision?
  }

  struct Item {
    var kind: Matter.Kind
    var entry: Int
    /// nil if they hold a receipt and no post.
    var raiser: String?
    var on: CivilDate
    var words: String
    var isProtected = false
    /// The warning on which it hangs.
    var parent: Int?
    var cases: Set<String> = []
    var named: Set<String> = []
    /// Those who were named, with their lines on the day.
    var closed: Set<String> = []
    var holder: String
    /// Everybody to whom it came.
    var took: Set<String> = []
    /// Everybody who decided, or was asked to agree.
    var answered: Set<String> = []
    /// Whoever raised it, and those who took on their work.
    var raisers: Set<String> = []
    var offer: String?
    var isOpen = true
    var stands = false
    var proposal: Proposal?
    /// What was decided last, by as many people as must.
    var last: Decision?
    var isAcknowledged = false
    var stage = 1
    var hasEvidence = false
    /// Whether a second person did not agree to what was proposed, since it was last contested.
    var isDisputed = false
    /// Whom or what it is about, as far as it says so alike.
    var subjects: Set<String> = []
    /// What is to be done, and by when.
    var due: [ClockStage: CivilDate] = [:]
    /// What was not done in time, and is not done yet.
    var missed: Set<ClockStage> = []
    /// The clocks that ran out, each with the entry that says so.
    var ranOut: [(stage: ClockStage, entry: Int)] = []
  }

  /// A promise that was not kept.
  struct Broken: Error, CustomStringConvertible {
    var description: String
  }

  private(set) var posts: [String: [Post]] = [:]
  private(set) var loans: [Loan] = []
  private(set) var insiders: [String: [Insider]] = [:]
  private(set) var excluded: [String: Set<String>] = [:]
  private(set) var items: [Int: Item] = [:]
  private(set) var order: [Int] = []
  /// The matters of decisions and settlements.
  private(set) var proposals: [Int: Int] = [:]
  /// The line of each: those above and those below, with the person.
  private var near: [String: Set<String>] = [:]
  /// Who took on the work of those who left.
  private var successors: [String: String] = [:]

  func hold(_ isSo: Bool, _ promise: @autoclosure () -> String) throws {
    if !isSo { throw Broken(description: promise()) }
  }
}

// MARK: Who is who

extension WarningModel {
  func isInPost(_ person: String) -> Bool { posts[person]?.isEmpty == false }

  func roles(_ person: String) -> [Role] { posts[person]?.map(\.role) ?? [] }

  /// Those above somebody and those below, with the person.
  func line(_ person: String) -> Set<String> { near[person] ?? [person] }

  private mutating func drawLines() {
    var above: [String: Set<String>] = [:]
    for person in posts.keys {
      var next = [person]
      while let one = next.popLast() {
        for manager in managers(one)
        where manager != person && above[person, default: []].insert(manager).inserted {
          next.append(manager)
        }
      }
    }
    near = above
    for (person, managers) in above {
      near[person]?.insert(person)
      for manager in managers { near[manager, default: [manager]].insert(person) }
    }
  }

  /// Those to whom somebody answers: also whoever took over from a manager that left.
  private func managers(_ person: String) -> Set<String> {
    var managers: Set<String> = []
    for post in posts[person] ?? [] {
      var manager = post.manager
      while let one = manager, managers.insert(one).inserted {
        manager = isInPost(one) ? nil : successors[one]
      }
    }
    return managers.subtracting([person])
  }

  /// Whether two people are one, or one in the line of the other, or answer to the same person.
  func areNear(_ one: String, _ other: String) -> Bool {
    line(one).contains(other) || !managers(one).isDisjoint(with: managers(other))
  }

  func lines(_ people: Set<String>) -> Set<String> {
    people.reduce(into: []) { $0.formUnion(line($1)) }
  }

  /// As whom somebody may act on a day: themselves, and those who lent them their posts.
  func hats(_ person: String, _ day: CivilDate) -> [String] {
    guard isInPost(person) else { return [] }
    let lenders = loans.filter { $0.to == person && day <= $0.until && isInPost($0.from) }
    return [person] + lenders.map(\.from)
  }

  // MARK: Who may see

  /// Whether a matter is to somebody as if it were not there: it names them or one of their line, then or now, or the warning does
  /// on which it hangs.
  func isClosed(_ item: Item, to person: String) -> Bool {
    if item.raiser == person { return false }
    if item.closed.contains(person) { return true }
    if item.named.contains(where: { line($0).contains(person) }) { return true }
    guard let parent = item.parent.flatMap({ items[$0] }) else { return false }
    if item.kind != .warning { return isClosed(parent, to: person) }
    return lines(parent.named.union(dependent(parent))).contains(person)
  }

  /// Those who had a warning or answered it, and do not stand outside every line.
  private func dependent(_ item: Item) -> Set<String> {
    item.took.union(item.answered).filter { !roles($0).contains(.whistleblowingRecipient) }
  }

  private func isExcluded(_ person: String, from item: Item) -> Bool {
    item.cases.contains { excluded[$0]?.contains(person) == true }
  }

  private func isInside(_ person: String, _ item: Item, _ acting: String, _ day: CivilDate) -> Bool
  {
    guard roles(person).contains(where: { $0.access.sees.contains(.caseContent) }) else {
      return false
    }
    return item.cases.contains { id in
      let out = excluded[id] ?? []
      return !out.contains(person) && !out.contains(acting)
        && (insiders[id] ?? []).contains {
          $0.owner == person && !out.contains($0.person)
            && ($0.until.map { day <= $0 } ?? true)
        }
    }
  }

  private func hasPart(_ person: String, _ item: Item, _ acting: String, _ day: CivilDate) -> Bool {
    if isClosed(item, to: person) { return false }
    if item.holder == person || item.offer == person || item.raisers.contains(person)
      || item.answered.contains(person)
    {
      return true
    }
    if item.isProtected { return false }
    if item.took.contains(person) || isInside(person, item, acting, day) { return true }
    return item.parent.flatMap { items[$0] }.map { hasPart(person, $0, acting, day) } ?? false
  }

  /// Whether somebody may see what a matter says.
  func maySee(_ item: Item, _ person: String, _ day: CivilDate) -> Bool {
    if isClosed(item, to: person) { return false }
    return hats(person, day).contains { hat in
      if isClosed(item, to: hat) { return false }
      if item.kind == .recommendation { return true }
      if roles(hat).contains(where: { $0 == .inquiry || $0 == .overseer }) { return true }
      return hasPart(hat, item, person, day)
    }
  }

  /// Whether somebody is to see it, whatever happens: those who have to do something, and whoever raised it.
  func mustSee(_ item: Item, _ person: String) -> Bool {
    guard isInPost(person), !isClosed(item, to: person) else { return false }
    return item.holder == person || item.offer == person || item.raiser == person
      || item.proposal?.decision?.second == person
  }

  /// Whether a partner or an overseer is to have it in their list. A concern stands in it even if it names them; what it says does not.
  func mustKnow(_ item: Item, _ person: String) -> Bool {
    roles(person).contains { $0 == .safeguardingPartner || $0 == .overseer }
      && (!item.isProtected || !isClosed(item, to: person))
  }

  /// Whether somebody may learn that it is there.
  func mayKnow(_ item: Item, _ person: String, _ day: CivilDate) -> Bool {
    let hats = hats(person, day)
    let reads = hats.contains { hat in
      roles(hat).contains { $0.access.sees.contains(.register) }
    }
    if reads, !item.isProtected { return true }
    return !isClosed(item, to: person) && (reads || maySee(item, person, day))
  }

  /// Whether somebody may have a matter.
  func mayHold(_ item: Item, _ person: String) -> Bool {
    guard !isClosed(item, to: person), item.raiser != person || item.kind == .action else {
      return false
    }
    return roles(person).contains { role in
      // What is to be done about a disclosure may be for others to do, as far as they are told.
      if item.isProtected, item.kind != .action { return role == .whistleblowingRecipient }
      return role.access.reach(item.kind == .action ? .completeAction : .decide) != nil
    }
  }

  /// Whether somebody is there to take a matter that cannot stay with whoever has it.
  func mustPass(_ item: Item, to person: String) -> Bool {
    let role = item.isProtected ? Role.whistleblowingRecipient : .safeguardingPartner
    return mayHold(item, person) && roles(person).contains(role) && item.raiser != person
      && !item.took.contains(person) && !isExcluded(person, from: item)
  }

  func isOverdue(_ item: Item, _ day: CivilDate) -> Bool {
    item.isOpen && (!item.missed.isEmpty || item.due.values.contains { $0 < day })
  }
}

// MARK: What was entered

extension WarningModel {
  mutating func note(_ deed: Deed, _ entry: Int) throws {
    switch deed.act {
    case .found(let founding): appoint(founding.founder)
    case .appoint(let appointment): appoint(appointment)
    case .leave(let leaving): try leave(leaving)
    case .delegate(let loan): loans.append(Loan(from: loan.from, to: loan.to, until: loan.until))
    case .open: insiders[deed.case ?? ""] = [Insider(person: deed.by.person, owner: deed.by.person)]
    case .involve(let part):
      insiders[deed.case ?? "", default: []].append(
        Insider(person: part.person, owner: part.person, until: part.until))
    case .endInvolvement(let end): insiders[deed.case ?? ""]?.removeAll { $0.person == end.person }
    case .exclude(let part): excluded[deed.case ?? "", default: []].insert(part.person)
    case .account(let act): try note(act, deed, entry)
    case .countersign(let answer) where deed.case == nil: try note(answer, deed)
    default: break
    }
  }

  private mutating func appoint(_ appointment: Appointment) {
    posts[appointment.person, default: []].append(
      Post(role: appointment.role, body: appointment.body, manager: appointment.manager))
    drawLines()
  }

  private mutating func leave(_ leaving: Leaving) throws {
    let (old, new) = (leaving.person, leaving.successor)
    posts[old] = []
    successors[old] = new
    drawLines()
    for entry in order {
      change(entry) { item in
        if item.holder == old { item.holder = new }
        if item.took.contains(old) { item.took.insert(new) }
        // A disclosure stays that of the person who made it.
        if !item.isProtected, item.raisers.contains(old) { item.raisers.insert(new) }
      }
    }
    for id in insiders.keys {
      insiders[id] = insiders[id]?.map { insider in
        var insider = insider
        if insider.owner == old { insider.owner = new }
        return insider
      }
    }
  }

  private mutating func change(_ entry: Int, _ body: (inout Item) -> Void) {
    guard var item = items.removeValue(forKey: entry) else { return }
    body(&item)
    items[entry] = item
  }

  private func item(_ entry: Int) throws -> Item {
    guard let item = items[entry] else {
      throw Broken(description: "something was done to \(entry), which is no matter")
    }
    return item
  }

  private mutating func begin(_ item: Item) throws {
    var item = item
    item.took = [item.holder]
    if let raiser = item.raiser { item.raisers = [raiser] }
    items[item.entry] = item
    order.append(item.entry)
    try hold(mayHold(item, item.holder), "\(item.holder) may not have \(item.entry)")
  }

  /// Somebody else has it from now on.
  private mutating func pass(_ entry: Int, to person: String) throws {
    change(entry) { item in
      item.holder = person
      item.took.insert(person)
      item.offer = nil
    }
    let item = try item(entry)
    try hold(mayHold(item, person), "\(person) may not have \(entry)")
  }

  /// Whether somebody does what a person has to do: they are that person, or have the loan of their post.
  private func acts(_ deed: Deed, for person: String) -> Bool {
    hats(deed.by.person, deed.at.day).contains(person)
  }

  private func isBlank(_ words: String) -> Bool { words.allSatisfy(\.isWhitespace) }

  private mutating func note(_ act: AccountAct, _ deed: Deed, _ entry: Int) throws {
    let day = deed.at.day
    let by = deed.by.role == .reporter ? nil : deed.by.person
    if let entry = act.matter, act.kind != .lapse, let by {
      try hold(!isClosed(try item(entry), to: by), "\(entry) is closed to \(by)")
    }
    switch act {
    case .arrange, .explain, .position, .retract, .add, .attempt: break
    case .warn(let warning):
      try hold(!isBlank(warning.words), "a warning says something")
      var item = Item(
        kind: .warning, entry: entry, raiser: by, on: day, words: warning.words,
        holder: warning.with)
      item.isProtected = warning.kind != .concern
      item.cases = Set(warning.about.compactMap(\.case))
      item.subjects = keys(warning.about)
      item.named = Set(warning.names)
      item.closed = lines(item.named)
      item.due = [.acknowledge: warning.acknowledge, .decide: warning.decide]
        .compactMapValues { $0?.due }
      try hold(item.due.count == 2, "a warning has two clocks")
      try begin(item)
    case .detriment(let detriment):
      let parent = try item(detriment.warning)
      var item = Item(
        kind: .warning, entry: entry, raiser: by, on: day, words: detriment.words,
        parent: detriment.warning, holder: detriment.with)
      item.isProtected = true
      // Nobody who had the warning hears of it, but for those who are independent.
      item.closed = lines(dependent(parent)).union(parent.closed)
      item.due = [.acknowledge: detriment.acknowledge, .decide: detriment.decide]
        .compactMapValues { $0?.due }
      try begin(item)
      if let first = parent.raiser { change(entry) { $0.raisers.insert(first) } }
    case .contest(let contest):
      let old = try item(contest.warning)
      try hold(old.stands, "\(contest.warning) was not decided")
      try hold(
        contest.with != old.last?.second && !old.answered.contains(contest.with)
          || !posts.keys.contains { mustPass(old, to: $0) && !old.answered.contains($0) },
        "\(contest.warning) is decided again by somebody else")
      change(contest.warning) { item in
        item.isOpen = true
        item.stands = false
        item.proposal = nil
        item.isDisputed = false
        item.due[.review] = nil
        // A clock that runs already for deciding again goes on.
        item.due[.decideAgain] = item.due[.decideAgain] ?? contest.decide?.due
      }
      let isLeft = posts.keys.contains { mustPass(old, to: $0) && !old.answered.contains($0) }
      if isLeft {
        try pass(contest.warning, to: contest.with)
      } else {
        change(contest.warning) { item in
          item.holder = contest.with
          item.took.insert(contest.with)
          item.offer = nil
        }
      }
    case .name(let naming):
      let closed = lines(Set(naming.names))
      change(naming.warning) { item in
        item.named.formUnion(naming.names)
        item.closed.formUnion(closed)
      }
    case .link(let linking):
      let subjects = keys(linking.about)
      change(linking.warning) { item in
        item.cases.formUnion(linking.about.compactMap(\.case))
        item.subjects.formUnion(subjects)
      }
    case .acknowledge(let part):
      let old = try item(part.warning)
      try hold(acts(deed, for: old.holder), "\(part.warning) is not with \(deed.by.person)")
      change(part.warning) { item in
        item.isAcknowledged = true
        item.due[.acknowledge] = nil
        item.missed.remove(.acknowledge)
      }
    case .decide(let decision): try note(decision, deed, entry)
    case .offer(let offer):
      let old = try item(offer.matter)
      try hold(acts(deed, for: old.holder), "\(offer.matter) is not with \(deed.by.person)")
      try hold(mayHold(old, offer.to), "\(offer.to) may not have \(offer.matter)")
      change(offer.matter) { $0.offer = offer.to }
    case .take(let taking):
      let old = try item(taking.matter)
      try hold(old.offer == deed.by.person, "\(taking.matter) was not offered")
      try pass(taking.matter, to: deed.by.person)
    case .decline(let part): change(part.matter) { $0.offer = nil }
    case .disagree(let part):
      var item = Item(
        kind: .disagreement, entry: entry, raiser: by, on: day, words: part.position,
        parent: part.warning, holder: part.with)
      item.isProtected = part.warning.flatMap { items[$0] }?.isProtected ?? false
      item.cases = Set([part.case].compactMap(\.self))
      item.due = [ClockStage.stage1: part.deadline].compactMapValues { $0?.due }
      try hold(item.due.count == 1, "a disagreement has a clock")
      try begin(item)
    case .settle(let part):
      let old = try item(part.disagreement)
      try hold(acts(deed, for: old.holder), "\(old.entry) is not with \(deed.by.person)")
      try hold(!isBlank(part.reason) && !isBlank(part.outcome), "a settlement has a reason")
      if old.stage == Disagreement.stages {
        close(part.disagreement)
      } else {
        change(part.disagreement) {
          $0.proposal = Proposal(entry: entry, by: deed.by.person, holder: old.holder)
        }
        proposals[entry] = part.disagreement
      }
    case .agree(let action):
      var item = Item(
        kind: .action, entry: entry, raiser: by, on: day, words: action.what,
        parent: action.warning, holder: action.owner)
      item.isProtected = action.warning.flatMap { items[$0] }?.isProtected ?? false
      item.cases = Set([action.case].compactMap(\.self))
      item.due = [.action: action.due]
      try begin(item)
    case .complete(let part):
      let old = try item(part.action)
      try hold(acts(deed, for: old.holder), "\(old.entry) is not with \(deed.by.person)")
      try hold(!isBlank(part.evidence), "something shows that an action was done")
      close(part.action)
    case .recommend(let part):
      var item = Item(
        kind: .recommendation, entry: entry, raiser: by, on: day, words: part.text,
        holder: part.owner)
      item.due = [.recommendation: part.due]
      try begin(item)
    case .evidence(let part): change(part.recommendation) { $0.hasEvidence = true }
    case .rate(let rating):
      let old = try item(rating.recommendation)
      try hold(
        !line(old.holder).contains(deed.by.person), "nobody judges the work of their own line")
      try hold(old.hasEvidence || rating.status != .implemented, "what is done is shown")
      if [.implemented, .rejected, .superseded].contains(rating.status) { close(old.entry) }
    case .pause(let pause):
      let old = try item(pause.matter)
      try hold(old.holder != deed.by.person, "nobody stops their own clock")
      try hold(!isBlank(pause.reason) && !isBlank(pause.authority), "a pause has an authority")
      try hold(
        !old.due.values.contains { $0 < day }, "a clock that ran out is not stopped")
      for (stage, due) in old.due {
        let later = pause.deadlines[stage.rawValue]?.due
        try hold(later.map { $0 >= due } ?? false, "a pause takes no time from anybody")
        change(pause.matter) { $0.due[stage] = later }
      }
    case .lapse(let lapse): try note(lapse, deed, entry)
    }
  }

  private mutating func close(_ entry: Int) {
    change(entry) { item in
      item.isOpen = false
      item.proposal = nil
      item.due = [:]
      item.missed = []
    }
  }

  private mutating func note(_ decision: Decision, _ deed: Deed, _ entry: Int) throws {
    let old = try item(decision.warning)
    let day = deed.at.day
    try hold(acts(deed, for: old.holder), "\(old.entry) is not with \(deed.by.person)")
    try hold(!old.raisers.contains(deed.by.person), "nobody decides what they raised")
    try hold(old.isOpen && old.proposal == nil, "what is decided is not decided again")
    try hold(isInPost(deed.by.person) && deed.by.role != .casebook, "somebody decides")
    try hold(!isBlank(decision.reason), "a decision has a reason")
    try hold(!decision.codes.isEmpty, "a decision says what it relies on")
    try hold(old.on <= decision.on && decision.on <= day, "a decision has a day")
    let isUnsupported = decision.codes.contains(.victimDoesNotSupport)
    try hold(
      !isUnsupported || (decision.review != nil && decision.outcome != .noFurtherAction),
      "that a child does not support it ends nothing")
    let isLess = old.last.map { decision.outcome < $0.outcome } ?? false
    let endsReview = old.stands && old.last?.review != nil && decision.review == nil
    try hold(
      !isLess && !endsReview || decision.changed != nil, "what is lowered says what changed")
    try checkUnfinished(decision, old, for: deed.by.person)
    try checkShown(decision, old, deed.by.person)
    if let review = decision.review {
      try hold(!areNear(deed.by.person, review.reviewer), "somebody of the same line looks again")
    }
    let isRenewed = old.stands && old.last?.review != nil && decision.review != nil
    let needsSecond =
      ends(decision) || isLess || endsReview || isRenewed || decision.despite != nil
    change(decision.warning) { item in
      item.answered.insert(deed.by.person)
      item.isAcknowledged = true
      item.due[.acknowledge] = nil
      item.missed.remove(.acknowledge)
    }
    if needsSecond {
      guard let second = decision.second else {
        throw Broken(description: "\(entry) needs a second person")
      }
      try checkSecond(second, deed.by.person, old.holder, old)
      change(decision.warning) { item in
        item.answered.insert(second)
        item.proposal = Proposal(
          entry: entry, by: deed.by.person, holder: old.holder, decision: decision)
      }
      proposals[entry] = decision.warning
    } else {
      try conclude(decision)
    }
  }

  private func checkSecond(
    _ second: String, _ first: String, _ holder: String, _ item: Item
  ) throws {
    try hold(isInPost(second), "\(second) holds no post")
    try hold(!areNear(first, second), "\(second) is in the line of \(first)")
    try hold(!areNear(holder, second), "\(second) is in the line of \(holder), who had it")
    try hold(!isClosed(item, to: second), "\(item.entry) is closed to \(second)")
    try hold(!item.raisers.contains(second), "\(second) raised it")
  }

  /// Whether nothing more is done for the child.
  private func ends(_ decision: Decision) -> Bool {
    [.noFurtherAction, .advice].contains(decision.outcome)
  }

  /// What is closed to somebody is not held against what they decide: it stays open by itself.
  private func checkUnfinished(_ decision: Decision, _ item: Item, for person: String) throws {
    guard ends(decision) else { return }
    let open = unfinished(item).filter { entry in
      items[entry].map { !isClosed($0, to: person) } ?? false
    }
    let disagreements = open.filter { items[$0]?.kind == .disagreement }
    try hold(disagreements.isEmpty, "no end while \(disagreements) are open")
    try hold(
      open.isEmpty && !item.isDisputed || decision.despite != nil, "no end while \(open) are open")
  }

  /// Every earlier concern about the same was shown to whoever decides, but for those that are closed to them.
  private func checkShown(_ decision: Decision, _ item: Item, _ person: String) throws {
    let others = order.compactMap { items[$0] }.filter { other in
      other.entry != item.entry && other.kind == .warning && !other.isProtected
        && !other.subjects.isDisjoint(with: item.subjects) && !isClosed(other, to: person)
    }.map(\.entry)
    try hold(
      Set(others).isSubset(of: decision.shown), "\(others) are shown before the decision")
    for entry in decision.shown {
      guard let other = items[entry] else { continue }
      try hold(!isClosed(other, to: person), "\(entry), which is closed to \(person), is shown")
    }
  }

  private func keys(_ subjects: [Subject]) -> Set<String> {
    Set(
      subjects.flatMap { subject in
        [
          subject.words.isEmpty ? nil : subject.words,
          subject.case.map { "\($0)/\(subject.item ?? "")" },
        ].compactMap(\.self)
      })
  }

  /// Open actions and disagreements about a warning, or about a case that it is about.
  private func unfinished(_ item: Item) -> [Int] {
    order.filter { entry in
      guard let other = items[entry], other.isOpen,
        other.kind == .action || other.kind == .disagreement
      else { return false }
      return other.parent == item.entry || !other.cases.isDisjoint(with: item.cases)
    }
  }

  private mutating func conclude(_ decision: Decision) throws {
    close(decision.warning)
    change(decision.warning) { item in
      item.last = decision
      item.stands = true
      item.isOpen = decision.review != nil
      if let review = decision.review { item.due[.review] = review.on }
    }
    if let review = decision.review { try pass(decision.warning, to: review.reviewer) }
  }

  private mutating func note(_ answer: Countersignature, _ deed: Deed) throws {
    guard let entry = proposals[answer.entry], let old = items[entry],
      let proposal = old.proposal, proposal.entry == answer.entry
    else { throw Broken(description: "\(answer.entry) awaits nobody") }
    try hold(!isBlank(answer.reason), "an answer has a reason")
    guard let decision = proposal.decision else {
      try hold(
        old.raisers.contains(deed.by.person)
          || hats(deed.by.person, deed.at.day).contains(where: old.raisers.contains),
        "whoever opened it agrees")
      if answer.agrees { return close(entry) }
      let stage = min(old.stage + 1, Disagreement.stages)
      change(entry) { item in
        item.proposal = nil
        item.stage = stage
        item.due = [WarningModel.stages[stage - 1]: answer.deadline].compactMapValues { $0?.due }
      }
      return try pass(entry, to: answer.with ?? "")
    }
    try hold(decision.second == deed.by.person, "\(deed.by.person) was not asked")
    try checkSecond(deed.by.person, proposal.by, proposal.holder, old)
    change(entry) { item in
      item.proposal = nil
      if !answer.agrees { item.isDisputed = true }
    }
    guard answer.agrees else { return }
    try checkUnfinished(decision, old, for: deed.by.person)
    try conclude(decision)
  }

  static let stages: [ClockStage] = [.stage1, .stage2, .stage3, .stage4]

  private mutating func note(_ lapse: Lapse, _ deed: Deed, _ entry: Int) throws {
    let old = try item(lapse.matter)
    try hold(deed.by.role == .casebook, "the casebook alone lets clocks run out")
    try hold(old.isOpen, "nothing runs out that is over")
    try hold(lapse.from == old.holder, "it runs out for whoever has it")
    for stage in lapse.stages {
      try hold(
        old.due[stage].map { $0 < deed.at.day } ?? false, "\(stage) of \(old.entry) ran out")
    }
    change(lapse.matter) { item in
      for stage in lapse.stages {
        item.due[stage] = nil
        item.missed.insert(stage)
        item.ranOut.append((stage, entry))
      }
      item.proposal = nil
      for (name, deadline) in lapse.deadlines {
        if let stage = ClockStage(rawValue: name) { item.due[stage] = deadline.due }
      }
      if item.kind == .disagreement, !lapse.deadlines.isEmpty {
        item.stage = min(item.stage + 1, Disagreement.stages)
        // The next stage has its own day.
        item.missed = []
        item.offer = nil
      }
    }
    if lapse.to != lapse.from { try pass(lapse.matter, to: lapse.to) }
  }
}
