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
  }

  private mutating func reach(_ denial: Int, isOfCase: Bool) -> Reach {
    if reaches.isEmpty { reaches = Array(repeating: nil, count: conducts.count * 2) }
    let place = denial * 2 + (isOfCase ? 1 : 0)
    if let known = reaches[place] { return known }
    var found = Reach(
      isLimitedToActors: evidence.isLimitedToActors(denial),
      isUnlimited: evidence.isUnlimited(denial, isOfCase: isOfCase),
      hasWords: !evidence.words(denial).isEmpty)
    counted.forEachBit { statement in
      guard evidence.covers(denial, statement, isOfCase: isOfCase) else { return }
      found.covered |= Mask(bit: statement)
      if found.isLimitedToActors, evidence.coversDoers(denial, of: statement) {
        found.coveredDoers |= Mask(bit: statement)
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
        covered |= Mask(bit: described)
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
      covering |= Mask(bit: denial)
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
    let harm = harm & dated & bounds.conduct & within.statements
    var denied: DayBits = 0
    func deny(_ onRecord: DayRange?, on open: DayBits) {
      asked.denyingAll.forEachBit { denial in
        if onFile[denial] & open != 0,
          evidence.coversDays(denial, onRecord: onRecord, asked: plan.daysAsked[days])
        {
          denied |= onFile[denial] & open
        }
      }
    }
    if harm.isEmpty {
      deny(nil, on: open)
      return denied
    }
    (open & onFile(asked.denyingAll, nil)).forEachBit { bit in
      var hull: DayRange?
      harm.forEachBit { statement in
        guard onFile[within.start + statement].has(bit) else { return }
        let conduct = evidence.conduct(statement)
        hull = hull.map { $0.hull(conduct) } ?? conduct
      }
      deny(
        hull.flatMap { hull in governed.map { $0.intersection(hull) } ?? hull },
        on: DayBits(bit: bit))
    }
    return denied
  }
}
