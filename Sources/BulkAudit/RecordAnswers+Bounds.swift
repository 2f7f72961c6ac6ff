import Assessment
import CaseRecord
import CivilTime
import LawPack

// What lies within the bounds of a row, and within which days; and how old a child was.
extension RecordAnswers {
  /// Whose acts are asked about, by the place of the person.
  enum Actor { case anyone, one(Int), unnamed }
  /// Which event is asked about, by its place.
  enum Event { case any, one(Int), unnamed }

  /// What lies within the bounds of a row.
  struct Bounds {
    /// The child's place among the children; nil for the case.
    var child: Int?
    var actor: Actor
    var event: Event
    /// Statements that name the child; of the case, all.
    var naming: Mask
    /// Those among them of the event, and those among these of the actor.
    var conduct: Mask
    var own: Mask
  }

  func bounds(_ child: Int?, _ actor: Actor, _ event: Event) -> Bounds {
    let naming = child.map { counted & people[children[$0]].about } ?? counted
    let conduct =
      switch event {
      case .any: naming
      case .one(let event): naming.without(ofEvents.without(events[event].statements))
      case .unnamed: naming.without(ofEvents)
      }
    let own =
      switch actor {
      case .anyone: conduct
      case .one(let person): conduct.without(named.without(people[person].by))
      case .unnamed: conduct.without(named)
      }
    return Bounds(
      child: child, actor: actor, event: event, naming: naming, conduct: conduct, own: own)
  }

  // MARK: Days of conduct

  /// What lies within a stretch of days (rule 2).
  struct Within {
    var statements: Mask
    /// Where it stands in `onFile`, by statement, on which days each was on file.
    var start = 0
  }

  mutating func within(_ days: Int) -> Within {
    if let known = withins[days] { return known }
    return findWithin(days)
  }

  private mutating func findWithin(_ days: Int) -> Within {
    var found = Within(statements: .none)
    counted.forEachBit { index in
      if isWithin(days, index) { found.statements.insert(index) }
    }
    if !plan.straddles[days].isEmpty {
      for event in events.indices where events[event].spansDays {
        straddle(event, plan.straddles[days], &found)
      }
    }
    withins[days] = found
    return found
  }

  /// The days on which any of some statements was on file; within a stretch of days, if one is given.
  func onFile(_ statements: Mask, _ within: Within?) -> DayBits {
    let start = within?.start ?? 0
    var days: DayBits = 0
    statements.forEachBit { days |= onFile[start + $0] }
    return days
  }

  /// Gives a text, or takes from it, what belongs to an event that spans a commencement.
  private mutating func straddle(
    _ event: Int, _ texts: [[QuestionPlan.Straddle]], _ within: inout Within
  ) {
    var governed = everyDay
    var yielded: DayBits = 0
    for rules in texts {
      var here: DayBits = 0
      for rule in rules {
        let spanning = daysSpanning(event, rule)
        switch rule.effect {
        case .governs: here |= spanning
        case .yields: yielded |= spanning
        }
      }
      governed &= here
    }
    if governed | yielded == 0 { return }
    if within.start == 0 {
      within.start = onFile.count
      for index in conducts.indices {
        onFile.append(within.statements.has(index) ? onFile[index] : 0)
      }
    }
    let start = within.start
    events[event].statements.forEachBit { index in
      onFile[start + index] |= onFile[index] & governed
      onFile[start + index] &= ~yielded
      if governed != 0 { within.statements.insert(index) }
    }
  }

  /// The days on which some conduct of an event was known before a commencement, and some on or after it, as `CaseEvidence.eventsSpanning`.
  private func daysSpanning(_ event: Int, _ rule: QuestionPlan.Straddle) -> DayBits {
    guard let commencement = rule.commencement else { return 0 }
    var (before, after): (DayBits, DayBits) = (0, 0)
    var (maybeBefore, maybeAfter): (DayBits, DayBits) = (0, 0)
    var (described, again): (DayBits, DayBits) = (0, 0)
    events[event].conduct.forEachBit { index in
      let (conduct, known) = (conducts[index], onFile[index])
      if conduct.isEmpty || !dated.has(index) && !conduct.isBefore(commencement) { return }
      if conduct.isBefore(commencement) { before |= known } else { maybeAfter |= known }
      if conduct.isFrom(commencement) { after |= known } else { maybeBefore |= known }
      again |= described & known
      described |= known
    }
    return rule.isOfCertain ? before & after : maybeBefore & maybeAfter & again
  }

  // MARK: Ages

  /// How old a child was at the conduct of each statement, by the recorded birth and by what others said.
  struct Ages {
    /// On which the birth was on file.
    var born: DayBits
    /// At whose conduct the child was certainly under the age, and those at whose conduct certainly over it.
    var under: Mask = .none
    var over: Mask = .none
    /// At whose conduct it was said that the child was under the age.
    var stated: Mask = .none
    /// Where it stands in `onFile`, by statement, on which days that was said.
    var start = 0
  }

  /// - Parameters:
  ///   - child: by its place among the children.
  ///   - age: by its number in the plan.
  mutating func ages(of child: Int, _ age: Int) -> Ages {
    let place = child * plan.ages.count + age
    if let known = ages[place] { return known }
    let about = counted & people[children[child]].about
    var found = Ages(born: bornDays(children[child]))
    if found.born != 0 {
      (found.under, found.over) = statements(about, at: plan.ages[age], of: children[child])
    }
    for (other, years) in agesStated
    where years <= plan.ages[age] && people[children[child]].about.has(other) {
      if found.start == 0 {
        found.start = onFile.count
        onFile.append(contentsOf: repeatElement(0, count: conducts.count))
      }
      about.forEachBit { index in
        guard conducts[other].contains(conducts[index]) else { return }
        found.stated.insert(index)
        onFile[found.start + index] |= onFile[other]
      }
    }
    ages[place] = found
    return found
  }

  /// The days on which somebody was said to be under an age at the conduct of a statement, or on which a recorded birth says so.
  func daysUnder(_ ages: Ages, _ statement: Int) -> DayBits {
    (ages.under.has(statement) ? ages.born : 0) | daysStated(ages, statement)
  }

  /// The days on which nothing shows that somebody was over an age, or on which it is in dispute.
  func daysNotOver(_ ages: Ages, _ statement: Int) -> DayBits {
    ages.over.has(statement) ? ~ages.born | daysStated(ages, statement) : ~0
  }

  private func daysStated(_ ages: Ages, _ statement: Int) -> DayBits {
    ages.stated.has(statement) ? onFile[ages.start + statement] : 0
  }

  /// Of some statements those at whose conduct a person was certainly under an age by the recorded birth, and those at whose conduct certainly
  /// not.
  private func statements(_ all: Mask, at years: Int, of person: Int) -> (under: Mask, over: Mask) {
    var (under, over): (Mask, Mask) = (.none, .none)
    guard let born = evidence.record.people[person].born?.range, !born.isEmpty else {
      return (under, over)
    }
    // As `age(under:born:during:)`, with the birthdays worked out once.
    let (first, last) = (born.earliest?.addingYears(years), born.latest?.addingYears(years))
    all.forEachBit { index in
      if conducts[index].isEmpty { return }
      if let first, conducts[index].isBefore(first) {
        under.insert(index)
      } else if let last, conducts[index].isFrom(last) {
        over.insert(index)
      }
    }
    return (under, over)
  }

  /// The days on which a recorded birth counted.
  private func bornDays(_ person: Int) -> DayBits {
    guard let atom = evidence.bornAtom(ofPersonAt: person) else { return 0 }
    // Stated with the person and by no source, it has no day, and counts on all.
    guard evidence.record.people[person].bornSource != nil else { return everyDay }
    return bits(since: evidence.firstArrival(of: atom))
  }

  /// Finds by statement on which days it was known that somebody whom it names was certainly of age, once for a record.
  mutating func findAdultsNamed() {
    if !adults.isEmpty { return }
    for _ in conducts { adults.append(0) }
    for person in people.indices where !people[person].by.isEmpty {
      let days = bornDays(person)
      if days == 0 { continue }
      statements(people[person].by, at: 18, of: person).over.forEachBit { adults[$0] |= days }
    }
  }
}
