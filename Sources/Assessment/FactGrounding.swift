import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// What a record holds on one fact, under one provision's conditions and within one scope.
struct FactGrounding {
  let test: FactTest
  let scope: Scope
  let evidence: CaseEvidence

  func leaf(_ isAssumable: Bool) -> GroundedLeaf {
    let (support, events) = supporting()
    let isSupported = support.support { _ in true }
    let denials = denials
    return GroundedLeaf(
      label: test.label, fact: test.fact,
      support: isSupported ? support : .never,
      opposition: isSupported ? opposing(events, denials) : opposingWhatNobodyDescribed(denials),
      isSupportSteady: isSupportSteady, mayBeOpposed: !denials.isEmpty || mayBeOverAge,
      isAssumable: isAssumable)
  }

  // MARK: For

  /// The statements that support the fact, and each as an event that a denial would have to cover.
  private func supporting() -> (Formula<Int>, [Int]) {
    let candidates = evidence.statements(of: evidence.vocabulary.factsImplying(test.fact))
      .filter { evidence.record.statements[$0].says && isInScope($0) && meetsConditions($0) }
    var parts: [Formula<Int>] = []
    var events: [Int] = []
    if let count = test.atLeast {
      let numbered = candidates.filter { (evidence.record.statements[$0].number ?? 0) >= count }
      parts += numbered.map { withAge($0) }
      let counted = peopleCounted(among: candidates)
      if counted.count >= count {
        parts.append(
          .atLeast(count, counted.map { person in .any(person.statements.map { withAge($0) }) }))
      }
      events = numbered + (counted.count >= count ? counted.flatMap(\.statements) : [])
    } else {
      parts = candidates.map { withAge($0) }
      events = candidates
    }
    let (computed, statements) = computing()
    parts += computed
    events += statements
    return (parts.count == 1 ? parts[0] : .any(parts), events)
  }

  /// A statement, with what shows the child's age at that conduct where the provision asks for it.
  private func withAge(_ statement: Int) -> Formula<Int> {
    guard case .child(let child) = scope.subject else { return .leaf(statement) }
    var parts: [Formula<Int>] = [.leaf(statement)]
    if let years = scope.age, isUnder(years, child: child, statement) == false {
      // It counts only because a source says, against the recorded birth, that the child was younger.
      parts.append(.any(statedAges(under: years, child: child, at: statement).map { .leaf($0) }))
    }
    if let years = test.childUnder {
      var ages = statedAges(under: years, child: child, at: statement).map { Formula<Int>.leaf($0) }
      if let born = evidence.bornAtom(of: child), isUnder(years, child: child, statement) == true {
        ages.append(.leaf(born))
      }
      parts.append(.any(ages))
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// Rule 7: distinct people whom statements name, each with the statements that name them.
  private func peopleCounted(among candidates: [Int]) -> [(person: String, statements: [Int])] {
    let fact = evidence.vocabulary[fact: test.fact]
    let statements: [Int]
    if let from = fact?.countedFrom, !from.isEmpty {
      let named =
        from == ["harm"]
        ? evidence.harmStatements
        : evidence.statements(of: from).filter { evidence.record.statements[$0].says }
      statements = Array(Set(candidates + named.filter { isInScope($0) })).sorted()
    } else {
      statements = candidates
    }
    var people: [String: [Int]] = [:]
    for statement in statements {
      let named =
        test.of == .child
        ? evidence.record.statements[statement].children.filter { !evidence.isPooled($0) }
        : evidence.actors(statement)
      for person in Set(named) { people[person, default: []].append(statement) }
    }
    return evidence.record.people.compactMap { person in
      people[person.id].map { (person.id, $0) }
    }
  }

  /// What recorded dates of birth say: a child's age, or a suspect's, at conduct that is on record.
  private func computing() -> ([Formula<Int>], [Int]) {
    guard let computed = evidence.vocabulary[fact: test.fact]?.computed,
      case .child(let child) = scope.subject
    else { return ([], []) }
    if let years = computed.years {
      guard let born = evidence.bornAtom(of: child) else { return ([], []) }
      let under = conductOnRecord(anyAge: true).filter {
        isUnder(years, child: child, $0) == true
      }
      return (under.map { .all([.leaf(born), .leaf($0)]) }, under)
    }
    var found: [Formula<Int>] = []
    var events: [Int] = []
    for statement in conductOnRecord(anyAge: false) {
      for person in evidence.actors(statement) {
        guard let born = evidence.bornAtom(of: person),
          let days = evidence.person(person)?.born?.range,
          age(under: 18, born: days, during: evidence.conduct(statement)) == false
        else { continue }
        found.append(.all([.leaf(born), withAge(statement)]))
        events.append(statement)
      }
    }
    return (found, events)
  }

  // MARK: Against

  /// Rule 1: evidence against a supported fact is what denies every event that supports it.
  private func opposing(_ events: [Int], _ denials: [Int]) -> Formula<Int> {
    var parts: [Formula<Int>] = []
    for event in Set(events).sorted() {
      let against = denials.filter { covers($0, event) } + contraryBirth(event)
      if against.isEmpty { return .never }
      parts.append(.any(against.map { .leaf($0) }))
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// Rule 8: the recorded birth, where the test asks for an age that by it the child had passed.
  private func contraryBirth(_ event: Int) -> [Int] {
    guard case .child(let child) = scope.subject, let born = evidence.bornAtom(of: child),
      let years = test.childUnder ?? evidence.vocabulary[fact: test.fact]?.computed?.years,
      isUnder(years, child: child, event) == false
    else { return [] }
    return [born]
  }

  /// Rule 1: an event that nobody described is denied only by what covers all that the leaf could mean.
  private func opposingWhatNobodyDescribed(_ denials: [Int]) -> Formula<Int> {
    var parts = denials.filter { coversAll($0) }.map { Formula<Int>.leaf($0) }
    if let years = evidence.vocabulary[fact: test.fact]?.computed?.years,
      case .child(let child) = scope.subject, let born = evidence.bornAtom(of: child)
    {
      let conduct = conductOnRecord(anyAge: true)
      if !conduct.isEmpty, conduct.allSatisfy({ isUnder(years, child: child, $0) == false }) {
        parts.append(.all([.leaf(born)] + conduct.map { .leaf($0) }))
      }
    }
    return .any(parts)
  }

  /// Statements that deny the fact, or one that it implies; for a number, that it was so many.
  private var denials: [Int] {
    let found = evidence.vocabulary.denying(test).flatMap { denying in
      evidence.statements(of: [denying.fact]).filter {
        evidence.record.statements.denies($0, denying.rule)
      }
    }
    return Set(found).sorted()
  }

  /// Whether a denial wholly covers what a statement describes: its children, people, places, things, words and days.
  private func covers(_ denial: Int, _ described: Int) -> Bool {
    let no = evidence.record.statements[denial]
    if case .child(let child) = scope.subject, !no.children.contains(child) { return false }
    if evidence.isLimitedToActors(denial) {
      // Asked of one person, it matters whether that person did it, whoever else did.
      let isCovered =
        assumedActor.map(no.by.contains) ?? evidence.coversDoers(denial, of: described)
      guard isCovered else { return false }
    }
    return evidence.covers(denial, described, isOfCase: scope.subject == .group)
      && evidence.coversWords(denial, of: described, askedBy: test)
  }

  /// Whether a denial covers everything that the leaf could mean, described or not.
  private func coversAll(_ denial: Int) -> Bool {
    let no = evidence.record.statements[denial]
    if case .child(let child) = scope.subject, !no.children.contains(child) { return false }
    if evidence.isLimitedToActors(denial) {
      guard let assumedActor, no.by.contains(assumedActor) else { return false }
    }
    if let event = no.event, scope.event != .one(event) { return false }
    return evidence.isUnlimited(denial, isOfCase: scope.subject == .group)
      && evidence.coversAllWords(denial, askedBy: test)
      && evidence.daysDenied(denial).cover(
        onRecord: daysOnRecord, asked: test.days(within: scope.days))
  }

  private var assumedActor: String? {
    switch scope.actor {
    case .one(let person), .named(let person): person
    case .anyone, .unnamed: nil
    }
  }

  // MARK: On other days

  /// It is not steady where an event came to span a commencement, since its conduct then went over to another text; nor where a birth that has
  /// a day of its own shows that the child was too old.
  private var isSupportSteady: Bool {
    guard scope.governed.isEmpty, scope.yielded.isEmpty else { return false }
    guard let years = scope.age, case .child(let child) = scope.subject,
      evidence.person(child)?.bornSource != nil
    else { return true }
    return !wasEverOver(years)
  }

  /// Rule 8: whether the recorded birth may be against it.
  private var mayBeOverAge: Bool {
    (test.childUnder ?? evidence.vocabulary[fact: test.fact]?.computed?.years).map(wasEverOver)
      ?? false
  }

  /// Whether anything that counts was certainly after the child's birthday of so many years.
  private func wasEverOver(_ years: Int) -> Bool {
    guard case .child(let child) = scope.subject else { return false }
    return evidence.countedStatements.contains { index in
      evidence.record.statements[index].children.contains(child)
        && isUnder(years, child: child, index) == false
    }
  }

  // MARK: Scope

  /// The statements of harm about whom the answer is about.
  private func conductOnRecord(anyAge: Bool) -> [Int] {
    var wide = self.scope
    if anyAge { wide.age = nil }
    let within = FactGrounding(test: test, scope: wide, evidence: evidence)
    return evidence.harmStatements.filter { within.isInScope($0, ignoringActor: anyAge) }
  }

  /// The days across which dated harm is on record, within the days that the text governed.
  private var daysOnRecord: DayRange? {
    let dated = conductOnRecord(anyAge: true).filter {
      evidence.record.statements[$0].when != nil
    }
    guard let first = dated.first else { return nil }
    let hull = dated.dropFirst().reduce(evidence.conduct(first)) {
      $0.hull(evidence.conduct($1))
    }
    return scope.days.map { $0.intersection(hull) } ?? hull
  }

  private func isInScope(_ index: Int, ignoringActor: Bool = false) -> Bool {
    let statement = evidence.record.statements[index]
    if case .child(let child) = scope.subject, !statement.children.contains(child) { return false }
    let named = evidence.actors(index)
    if !ignoringActor {
      switch scope.actor {
      case .anyone: break
      case .one(let person): guard named.isEmpty || named.contains(person) else { return false }
      case .unnamed: guard named.isEmpty else { return false }
      case .named(let person): guard named.contains(person) else { return false }
      }
    }
    switch scope.event {
    case .any: break
    case .one(let event):
      guard statement.event == nil || statement.event == event else { return false }
    case .unnamed: guard statement.event == nil else { return false }
    }
    if let event = statement.event, scope.acquitted.contains(event) { return false }
    return isInDays(index, statement) && isYoungEnough(index)
  }

  /// Rule 2, and the straddle rules U2 to U4.
  private func isInDays(_ index: Int, _ statement: Statement) -> Bool {
    if let event = statement.event {
      if scope.yields(event) { return false }
      if scope.governs(event) { return true }
    }
    let conduct = evidence.conduct(index)
    func fits(_ days: DayRange) -> Bool {
      scope.isCertain ? days.contains(conduct) : days.touches(conduct)
    }
    if let days = scope.days, !fits(days) { return false }
    if let since = test.since, !fits(DayRange(since, nil)) { return false }
    return true
  }

  private func isYoungEnough(_ index: Int) -> Bool {
    guard let years = scope.age, case .child(let child) = scope.subject,
      isUnder(years, child: child, index) == false
    else { return true }
    // Another source may say that the child was younger: then the age is in dispute, and the conduct is not left out.
    return !statedAges(under: years, child: child, at: index).isEmpty
  }

  /// Rule 8.
  private func isUnder(_ years: Int, child: String, _ statement: Int) -> Bool? {
    guard let born = evidence.person(child)?.born, evidence.bornAtom(of: child) != nil else {
      return nil
    }
    return age(under: years, born: born.range, during: evidence.conduct(statement))
  }

  private func meetsConditions(_ index: Int) -> Bool {
    let words = evidence.words(index)
    for condition in test.conditions {
      let stated = words[condition.role] ?? [FactTest.Condition.unstated]
      guard stated.contains(where: condition.words.contains) else { return false }
    }
    if let years = test.childUnder, case .child(let child) = scope.subject {
      return isUnder(years, child: child, index) == true
        || !statedAges(under: years, child: child, at: index).isEmpty
    }
    return true
  }

  /// The statements that the child was under an age on days that cover the conduct.
  private func statedAges(under years: Int, child: String, at index: Int) -> [Int] {
    let ages = evidence.vocabulary.facts.filter { ($0.computed?.years ?? .max) <= years }
    return evidence.statements(of: ages.map(\.name)).filter { other in
      let statement = evidence.record.statements[other]
      return statement.says && statement.children.contains(child)
        && evidence.conduct(other).contains(evidence.conduct(index))
    }
  }
}
