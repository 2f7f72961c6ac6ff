import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack

/// On which days a question is answered, from either side.
struct DatedAnswer {
  var `for`: DayBits = 0
  var against: DayBits = 0
}

// What a record holds on each question about a fact, within the bounds of a row, on all of its days at once.
extension RecordAnswers {
  /// A statement, and the days on which it supports what is asked.
  typealias Support = (statement: Int, days: DayBits)

  /// A test as it is asked within the bounds of a row.
  struct Asked {
    var number: Int
    var test: QuestionPlan.Test
    /// The statements within the bounds that support it.
    var own: Mask
    /// Those that deny it, and those of them that deny whatever it could mean, but for the days.
    var denials: Mask
    var denyingAll: Mask = .none
    /// The person whose acts alone are asked about.
    var actor: Int?
    /// The statements on which its answer may turn.
    var bearing: Mask = .none
  }

  /// By what the questions of one test differ within the bounds of a row: they are answered alike where the same statements lie within their days.
  struct AnswerKey: Equatable {
    var statements: Mask
    var start: Int
    var age: Int?
    var days: Int?
  }

  /// - Parameters:
  ///   - kind: by `RowKind.index`.
  ///   - bindsActor: true for the questions that bind the actor, false for the others.
  mutating func appendFacts(
    of kind: Int, _ bounds: Bounds, to rows: inout DatedRows, bindsActor: Bool
  ) {
    let asking = QuestionPlan.asking(kind, bindsActor: bindsActor)
    for place in active.indices where active[place].asks & asking != 0 {
      let number = active[place].test
      // Of a child, only what names the child says no.
      if !tests[number].isOpen, tests[number].support.isDisjoint(with: bounds.own),
        tests[number].denials.isDisjoint(with: bounds.naming)
      {
        continue
      }
      let own = tests[number].support & bounds.own
      let denials = tests[number].denials & bounds.naming
      let asksAge = tests[number].asksAge && bounds.child != nil
      if isInClusters, denials.isEmpty, !tests[number].isCounted, !asksAge {
        let leaf = DatedRows.code(plan.leaves.test(number, bindsActor: bindsActor), .for)
        for place in clusters.indices {
          rows.append(leaf, cluster: place + 1, onFile(own & clusters[place], nil))
        }
        continue
      }
      let questions = plan.questions(of: number, kind, bindsActor: bindsActor)
      var asked = Asked(number: number, test: plan.tests[number], own: own, denials: denials)
      if !denials.isEmpty {
        if case .one(let person) = bounds.actor { asked.actor = person }
        asked.denyingAll = denyingAll(asked, bounds)
      }
      if isInClusters, !tests[number].isCounted {
        appendLeaves(asked, bounds, bindsActor: bindsActor, to: &rows)
        if !asked.denyingAll.isEmpty { appendDenied(questions, kind, asked, bounds, to: &rows) }
        if bounds.child == nil || asked.test.computedUnder == nil { continue }
        appendAnswers(to: &rows, questions, asked, bounds, isInClusters: true)
        continue
      }
      // How many are counted turns on all that lies within the limits of a question.
      appendAnswers(to: &rows, questions, asked, bounds, isInClusters: false)
    }
  }

  /// Answers some questions as a whole.
  ///
  /// - Parameter isInClusters: whether the clusters answer those that need not be.
  private mutating func appendAnswers(
    to rows: inout DatedRows, _ questions: Range<Int>, _ asked: Asked, _ bounds: Bounds,
    isInClusters: Bool
  ) {
    var asked = asked
    asked.bearing = bearing(asked, bounds)
    answered.clear()
    for place in questions {
      let question = plan.question(place)
      if isInClusters, !plan.isAnsweredWhole(question, of: asked.number) { continue }
      rows.append(Int(question.number), answer(plan.limits[Int(question.limits)], asked, bounds))
    }
  }

  /// On which days all that some questions could mean is denied.
  private mutating func appendDenied(
    _ questions: Range<Int>, _ kind: Int, _ asked: Asked, _ bounds: Bounds,
    to rows: inout DatedRows
  ) {
    // They stand in the order of their days, of which many have the same.
    var last: (days: Int, denied: DayBits)?
    for place in questions {
      let question = plan.question(place)
      let days = Int(question.days)
      let denied =
        last?.days == days
        ? last?.denied ?? 0 : daysDeniedWhole(everyDay, asked, days, bounds, within(days))
      last = (days, denied)
      rows.append(DatedRows.code(plan.denied(Int(question.number), kind), .for), denied)
    }
  }

  private mutating func answer(_ limits: QuestionPlan.Limits, _ asked: Asked, _ bounds: Bounds)
    -> DatedAnswer
  {
    let within = within(limits.days)
    let key = AnswerKey(
      statements: asked.bearing & within.statements, start: within.start, age: limits.age,
      // What denies all that a question could mean turns on its days themselves.
      days: asked.denyingAll.isEmpty ? nil : limits.days)
    if let known = answered.first(where: { $0.key == key }) { return known.answer }
    findSupport(asked, bounds, within, limits.age)
    var answer = DatedAnswer()
    for support in found { answer.for |= support.days }
    answer.against = opposing(limits.days, asked, bounds, within, isFor: answer.for)
    answered.append((key, answer))
    return answer
  }

  /// What each cluster of statements says of a test that something denies, or that turns on how old a child was.
  private mutating func appendLeaves(
    _ asked: Asked, _ bounds: Bounds, bindsActor: Bool, to rows: inout DatedRows
  ) {
    let leaf = plan.leaves.test(asked.number, bindsActor: bindsActor)
    let ages = contraryAges(asked, bounds)
    let isOverAge = ages.map { !($0.over & harm & bounds.conduct).isEmpty } ?? false
    let bearing = bearing(asked, bounds)
    for place in clusters.indices where !(bearing & clusters[place]).isEmpty {
      let cluster = place + 1
      let within = Within(statements: clusters[place])
      findSupport(asked, bounds, within, nil)
      var answer = DatedAnswer()
      for support in found { answer.for |= support.days }
      answer.against = answer.for & ~standing(asked, bounds, ages)
      rows.append(leaf, cluster: cluster, answer)
      if asked.test.computedUnder != nil, isOverAge, let ages {
        let (known, young) = harmOnRecord(bounds, within, ages)
        rows.append(
          plan.leaves.age(asked.number, bindsActor: bindsActor), cluster: cluster,
          DatedAnswer(for: known, against: known & ~young))
      }
    }
  }

  /// All statements on which the answer to a test may turn within the bounds of a row, but for what denies it.
  private func bearing(_ asked: Asked, _ bounds: Bounds) -> Mask {
    var bearing = asked.own
    if asked.test.countsOthers { bearing |= tests[asked.number].counts & bounds.own }
    if asked.test.isComputed { bearing |= harm & bounds.conduct }
    return bearing
  }

  // MARK: For

  /// - Parameter age: by number: only conduct that may have been before the child reached it.
  private mutating func findSupport(
    _ asked: Asked, _ bounds: Bounds, _ within: Within, _ age: Int?
  ) {
    found.clear()
    let child = bounds.child
    /// Another source may say that the child was younger: then the age is in dispute, and the conduct is not left out.
    let age = child.flatMap { child in age.map { ages(of: child, $0) } }
    let needed = child.flatMap { child in asked.test.childUnder.map { ages(of: child, $0) } }
    (asked.own & within.statements).forEachBit { statement in
      var days = onFile[within.start + statement]
      if let age { days &= daysNotOver(age, statement) }
      if let needed { days &= daysUnder(needed, statement) }
      if days != 0 { found.append((statement, days)) }
    }
    if let count = asked.test.atLeast {
      let others = tests[asked.number].counts & bounds.own & within.statements
      keepCounted(count, asked.test, others, within, age)
    }
    guard let child else { return }
    if let years = asked.test.computedUnder {
      let ages = ages(of: child, years)
      (harm & bounds.conduct & ages.under & within.statements).forEachBit { statement in
        let days = onFile[within.start + statement] & ages.born
        if days != 0 { found.append((statement, days)) }
      }
    } else if asked.test.isAdult {
      findAdultsNamed()
      (harm & bounds.own & within.statements).forEachBit { statement in
        var days = onFile[within.start + statement] & adults[statement]
        if let age { days &= daysNotOver(age, statement) }
        if days != 0 { found.append((statement, days)) }
      }
    }
  }

  /// Rule 7: of what was found, a number that a statement gives, or distinct people, with the statements that name them.
  ///
  /// - Parameter others: statements that support other facts, whose people are counted too.
  private mutating func keepCounted(
    _ count: Int, _ test: QuestionPlan.Test, _ others: Mask, _ within: Within, _ age: Ages?
  ) {
    let isCandidate = found.reduce(into: Mask.none) { $0.insert($1.statement) }
    let mayName = mayName(count, test, isCandidate | others)
    var naming = mayName ? found : []
    found.removeAll { (evidence.record.statements[$0.statement].number ?? 0) < count }
    if !mayName { return }
    others.forEachBit { statement in
      var days = onFile[within.start + statement]
      if let age { days &= daysNotOver(age, statement) }
      if days == 0 { return }
      if isCandidate.has(statement) {
        // It counts on more days as what it says than as what is asked.
        if let place = naming.firstIndex(where: { $0.statement == statement }) {
          naming[place].days |= days
        }
      } else {
        naming.append((statement, days))
      }
    }
    // By number: the days on which so many people are named.
    var atLeast = [DayBits](repeating: 0, count: count + 1)
    atLeast[0] = everyDay
    var namingSomebody: Mask = .none
    for person in people where !(test.countsChildren && person.isPooled) {
      let statements = test.countsChildren ? person.about : person.by
      var named: DayBits = 0
      for support in naming where statements.has(support.statement) { named |= support.days }
      if named == 0 { continue }
      namingSomebody |= statements
      for number in stride(from: count, to: 0, by: -1) {
        atLeast[number] |= atLeast[number - 1] & named
      }
    }
    let enough = atLeast[count]
    if enough == 0 { return }
    for support in naming where namingSomebody.has(support.statement) {
      found.append((support.statement, support.days & enough))
    }
  }

  /// Whether some statements name so many people at all, on whatever days.
  private func mayName(_ count: Int, _ test: QuestionPlan.Test, _ statements: Mask) -> Bool {
    var named = 0
    for person in people
    where !(statements & (test.countsChildren ? person.about : person.by)).isEmpty {
      named += 1
      if named == count { return true }
    }
    return false
  }

  // MARK: Against

  /// Rules 1 and 8.
  private mutating func opposing(
    _ days: Int, _ asked: Asked, _ bounds: Bounds, _ within: Within, isFor: DayBits
  ) -> DayBits {
    let contrary = contraryAges(asked, bounds)
    if contrary == nil, asked.denials.isEmpty { return 0 }
    var against = isFor & ~standing(asked, bounds, contrary)
    let open = everyDay & ~isFor
    if open == 0 { return against }
    // An event that nobody described is denied only by what covers all that the question could mean.
    if !asked.denyingAll.isEmpty { against |= daysDeniedWhole(open, asked, days, bounds, within) }
    if asked.test.computedUnder != nil, let contrary {
      let (known, young) = harmOnRecord(bounds, within, contrary)
      against |= open & known & ~young
    }
    return against
  }

  /// How old the child was, if a test asks that a child was under an age: over it, what is asked is not so.
  private mutating func contraryAges(_ asked: Asked, _ bounds: Bounds) -> Ages? {
    guard let child = bounds.child, let age = asked.test.contraryAge else { return nil }
    return ages(of: child, age)
  }

  /// Of what was found, the days on which anything is not denied: evidence against a supported fact is what denies every event that supports it.
  private mutating func standing(_ asked: Asked, _ bounds: Bounds, _ contrary: Ages?) -> DayBits {
    var standing: DayBits = 0
    for place in found.indices {
      let (statement, days) = found[place]
      if days & ~standing == 0 { continue }
      var against: DayBits = 0
      if let contrary, contrary.over.has(statement) { against = contrary.born }
      against |= daysDenied(statement, asked, isOfCase: bounds.child == nil)
      standing |= days & ~against
    }
    return standing
  }

  /// The days on which harm was on record, and those on which the child was not known to be over an age at all of it.
  private func harmOnRecord(_ bounds: Bounds, _ within: Within, _ ages: Ages)
    -> (known: DayBits, young: DayBits)
  {
    var known: DayBits = 0
    var young: DayBits = 0
    (harm & bounds.conduct & within.statements).forEachBit { statement in
      let days = onFile[within.start + statement]
      known |= days
      young |= ages.over.has(statement) ? days & ~ages.born : days
    }
    return (known, young)
  }
}
