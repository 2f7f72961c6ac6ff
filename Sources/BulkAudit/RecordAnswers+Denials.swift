import Assessment
import CaseRecord
import CivilTime
import LawPack

// What denies a fact, and on which days.
extension RecordAnswers {
  /// How far a denial reaches, as far as it is the same for every test.
  struct Reach {
    /// The statements that it covers, but for the words of their roles and for whose acts they are.
    var covered: Mask = .none
    /// Those whose doers it names, where it speaks of the acts of those alone whom it names.
    var coveredDoers: Mask = .none
    var isLimitedToActors: Bool
    /// Whether it is limited to no things, places or children.
    var isUnlimited: Bool
    var hasWords: Bool
    var days: CaseEvidence.DaysDenied
  }

  private mutating func reach(_ denial: Int, isOfCase: Bool) -> Reach {
    if reaches.isEmpty { reaches = Array(repeating: nil, count: conducts.count * 2) }
    let place = denial * 2 + (isOfCase ? 1 : 0)
    if let known = reaches[place] { return known }
    var found = Reach(
      isLimitedToActors: evidence.isLimitedToActors(denial),
      isUnlimited: evidence.isUnlimited(denial, isOfCase: isOfCase),
      hasWords: evidence.hasWords(denial), days: evidence.daysDenied(denial))
    counted.forEachBit { statement in
      guard evidence.covers(denial, statement, isOfCase: isOfCase) else { return }
      found.covered.insert(statement)
      if found.isLimitedToActors, evidence.coversDoers(denial, of: statement) {
        found.coveredDoers.insert(statement)
      }
    }
    reaches[place] = found
    return found
  }

  /// The days on which what a statement describes is denied.
  mutating func daysDenied(_ statement: Int, _ asked: Asked, isOfCase: Bool) -> DayBits {
    var days: DayBits = 0
    asked.denials.forEachBit { denial in
      let reach = reach(denial, isOfCase: isOfCase)
      guard reach.covered.has(statement) else { return }
      if reach.isLimitedToActors {
        // Asked of one person, it matters whether that person did it, whoever else did.
        let isCovered =
          asked.actor.map { people[$0].by.has(denial) } ?? reach.coveredDoers.has(statement)
        guard isCovered else { return }
      }
      if reach.hasWords, !coversWords(denial, of: statement, asked) { return }
      days |= onFile[denial]
    }
    return days
  }

  private mutating func coversWords(_ denial: Int, of statement: Int, _ asked: Asked) -> Bool {
    let place = asked.number * conducts.count + denial
    if let known = coveredWords[place] { return known.has(statement) }
    var covered: Mask = .none
    let test = plan.factTests[asked.number]
    counted.forEachBit { described in
      if evidence.coversWords(denial, of: described, askedBy: test) {
        covered.insert(described)
      }
    }
    coveredWords[place] = covered
    return covered.has(statement)
  }

  /// The denials that cover whatever a test could mean, described or not, but for the days.
  mutating func denyingAll(_ asked: Asked, _ bounds: Bounds) -> Mask {
    var covering: Mask = .none
    asked.denials.forEachBit { denial in
      let reach = reach(denial, isOfCase: bounds.child == nil)
      guard reach.isUnlimited else { return }
      if reach.isLimitedToActors {
        guard let actor = asked.actor, people[actor].by.has(denial) else { return }
      }
      if ofEvents.has(denial) {
        guard case .one(let event) = bounds.event, events[event].statements.has(denial) else {
          return
        }
      }
      if reach.hasWords,
        !evidence.coversAllWords(denial, askedBy: plan.factTests[asked.number])
      {
        return
      }
      covering.insert(denial)
    }
    return covering
  }

  /// The days on which whatever a test could mean is denied.
  ///
  /// - Parameter open: the days for which it matters.
  mutating func daysDeniedWhole(
    _ open: DayBits, _ asked: Asked, _ days: Int, _ bounds: Bounds, _ within: Within
  ) -> DayBits {
    let governed = plan.governed[days]
    var rest = open & onFile(asked.denyingAll, nil)
    var denied: DayBits = 0
    func deny(_ onRecord: DayRange?, on open: DayBits) {
      rest &= ~open
      asked.denyingAll.forEachBit { denial in
        let known = onFile[denial] & open
        if known == 0 { return }
        let reach = reach(denial, isOfCase: bounds.child == nil)
        if reach.days.cover(onRecord: onRecord, asked: plan.daysAsked[days]) { denied |= known }
      }
    }
    for place in stretches(of: harm & dated & bounds.conduct & within.statements, within) {
      let (hull, known) = stretches[place]
      if known & rest == 0 { continue }
      deny(governed.map { $0.intersection(hull) } ?? hull, on: known & rest)
    }
    // On the other days no dated harm is on record.
    if rest != 0 { deny(nil, on: rest) }
    return denied
  }

  /// Across which days some statements lie, as far as they were on file: on most days of a record it is the same.
  ///
  /// - Returns: places in `stretches`.
  private mutating func stretches(of harm: Mask, _ within: Within) -> Range<Int> {
    if harm.isEmpty { return 0..<0 }
    if let known = harmStretches.first(where: { $0.start == within.start && $0.harm == harm }) {
      return known.places
    }
    let first = stretches.count
    onFile(harm, within).forEachBit { bit in
      var hull: DayRange?
      harm.forEachBit { statement in
        guard onFile[within.start + statement].has(bit) else { return }
        let conduct = evidence.conduct(statement)
        hull = hull.map { $0.hull(conduct) } ?? conduct
      }
      guard let hull else { return }
      if let like = stretches[first...].firstIndex(where: { $0.hull == hull }) {
        stretches[like].days |= DayBits(bit: bit)
      } else {
        stretches.append((hull, DayBits(bit: bit)))
      }
    }
    harmStretches.append((harm, within.start, first..<stretches.count))
    return first..<stretches.count
  }
}
