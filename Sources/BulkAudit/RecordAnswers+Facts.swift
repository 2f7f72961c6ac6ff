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
    var age: UInt8?
    var days: UInt16?
  }

  /// - Parameters:
  ///   - kind: by `RowKind.index`.
  ///   - bindsActor: true for the questions that bind the actor, false for the others, nil for all.
  mutating func appendFacts(
    of kind: Int, _ bounds: Bounds, to rows: inout DatedRows, bindsActor: Bool?
  ) {
    for number in active {
      let own = tests[number].support & bounds.own
      // Of a child, only what names the child says no.
      let denials = tests[number].denials & bounds.naming
      if own.isEmpty, denials.isEmpty, !tests[number].isOpen { continue }
      let questions = plan.questions(of: number, kind, bindsActor: bindsActor)
      if questions.isEmpty { continue }
      let test = plan.tests[number]
      if denials.isEmpty, test.atLeast == nil, bounds.child == nil || !test.asksAge {
        appendPlain(questions, own, bounds.child, to: &rows)
        continue
      }
      var asked = Asked(number: number, test: test, own: own, denials: denials)
      if !denials.isEmpty {
        if case .one(let person) = bounds.actor { asked.actor = person }
        asked.denyingAll = denyingAll(asked, bounds)
      }
      asked.bearing = bearing(asked, bounds)
      answered.removeAll(keepingCapacity: true)
      for place in questions {
        let question = plan.question(place)
        var answer = answer(question, asked, bounds)
        if question.isAssumable { answer.for |= everyDay & ~answer.against }
        rows.append(Int(question.number), answer)
      }
    }
  }

  /// The questions of a test to whose answer there is no more than what supports it.
  ///
  /// - Parameter own: the statements within the bounds of the row that support it.
  private mutating func appendPlain(
    _ questions: Range<Int>, _ own: Mask, _ child: Int?, to rows: inout DatedRows
  ) {
    for place in questions {
      let question = plan.question(place)
      let within = within(Int(question.days))
      var days = days(of: own & within.statements, within, question.age, child)
      if question.isAssumable { days = everyDay }
      rows.append(DatedRows.code(Int(question.number), .for), days)
    }
  }

  private mutating func answer(
    _ question: QuestionPlan.FactQuestion, _ asked: Asked, _ bounds: Bounds
  ) -> DatedAnswer {
    let within = within(Int(question.days))
    let key = AnswerKey(
      statements: asked.bearing & within.statements, start: within.start, age: question.age,
      // What denies all that a question could mean turns on its days themselves.
      days: asked.denyingAll.isEmpty ? nil : question.days)
    if let known = answered.first(where: { $0.key == key }) { return known.answer }
    findSupport(of: question, asked, bounds, within)
    var answer = DatedAnswer()
    for support in found { answer.for |= support.days }
    answer.against = opposing(question, asked, bounds, within, isFor: answer.for)
    answered.append((key, answer))
    return answer
  }

  /// All statements on which the answer to a test may turn within the bounds of a row, but for what denies it.
  private func bearing(_ asked: Asked, _ bounds: Bounds) -> Mask {
    var bearing = asked.own
    if asked.test.countsOthers { bearing |= tests[asked.number].counts & bounds.own }
    if asked.test.isComputed { bearing |= harm & bounds.conduct }
    return bearing
  }

  // MARK: For

  /// The days on which any of some statements was on file whose conduct may have been before the child reached an age.
  private mutating func days(
    of statements: Mask, _ within: Within, _ age: UInt8?, _ child: Int?
  ) -> DayBits {
    guard let age, let child, !statements.isEmpty else { return onFile(statements, within) }
    let ages = ages(of: child, Int(age))
    var days: DayBits = 0
    statements.forEachBit { days |= onFile[within.start + $0] & daysNotOver(ages, $0) }
    return days
  }

  private mutating func findSupport(
    of question: QuestionPlan.FactQuestion, _ asked: Asked, _ bounds: Bounds, _ within: Within
  ) {
    found.removeAll(keepingCapacity: true)
    let child = bounds.child
    /// Another source may say that the child was younger: then the age is in dispute, and the conduct is not left out.
    let age = child.flatMap { child in question.age.map { ages(of: child, Int($0)) } }
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
      let adults = adultsNamed()
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
    var naming = found
    let statements = evidence.record.statements
    found.removeAll { (statements[$0.statement].number ?? 0) < count }
    let isCandidate = naming.reduce(Mask.none) { $0 | Mask(bit: $1.statement) }
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
    if naming.isEmpty { return }
    // By number: the days on which so many people are named.
    var atLeast = [DayBits](repeating: 0, count: count + 1)
    atLeast[0] = everyDay
    var namingSomebody: Mask = .none
    for (number, person) in evidence.record.people.enumerated() {
      if test.countsChildren && person.isPooled { continue }
      let statements = test.countsChildren ? people[number].about : people[number].by
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

  // MARK: Against

  /// Rules 1 and 8.
  private mutating func opposing(
    _ question: QuestionPlan.FactQuestion, _ asked: Asked, _ bounds: Bounds, _ within: Within,
    isFor: DayBits
  ) -> DayBits {
    let contrary = bounds.child.flatMap { child in
      asked.test.contraryAge.map { ages(of: child, $0) }
    }
    if contrary == nil, asked.denials.isEmpty { return 0 }
    // Evidence against a supported fact is what denies every event that supports it.
    var standing: DayBits = 0
    for place in found.indices {
      let (statement, days) = found[place]
      if days & ~standing == 0 { continue }
      var against: DayBits = 0
      if let contrary, contrary.over.has(statement) { against = contrary.born }
      against |= daysDenied(statement, asked, isOfCase: bounds.child == nil)
      standing |= days & ~against
    }
    var against = isFor & ~standing
    let open = everyDay & ~isFor
    if open == 0 { return against }
    // An event that nobody described is denied only by what covers all that the question could mean.
    let onRecord = harm & bounds.conduct & within.statements
    if !asked.denyingAll.isEmpty {
      against |= daysDeniedWhole(open, asked, Int(question.days), onRecord & dated, within)
    }
    if asked.test.computedUnder != nil, let contrary {
      var known: DayBits = 0
      var young: DayBits = 0
      onRecord.forEachBit { statement in
        let days = onFile[within.start + statement]
        known |= days
        young |= contrary.over.has(statement) ? days & ~contrary.born : days
      }
      against |= open & known & ~young
    }
    return against
  }
}
