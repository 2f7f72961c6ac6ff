import CivilTime
import EvidenceLogic

// Which statements lie within the same limits, whatever the law asks.
extension RecordAnswers {
  /// Sorts the statements about a child, or all of a case, into clusters, and adds to its row within which limits each lies.
  ///
  /// - Parameter child: by its place among the children; nil for the case.
  mutating func appendClusters(of child: Int?, to rows: inout DatedRows) {
    if sameDays.isEmpty { findSameDays() }
    let naming = child.map { counted & people[children[$0]].about } ?? counted
    clusters.clear()
    firsts.clear()
    let ages = child.map { child in plan.ages.indices.map { self.ages(of: child, $0) } } ?? []
    naming.forEachBit { statement in
      if clusters.count > DatedRows.mostClusters { return }
      if let place = firsts.firstIndex(where: { isAlike($0, statement, ages) }) {
        clusters[place].insert(statement)
      } else {
        firsts.append(statement)
        clusters.append(Mask(bit: statement))
      }
    }
    isInClusters = clusters.count <= DatedRows.mostClusters
    if !isInClusters { return }
    for (place, first) in firsts.enumerated() {
      appendLimits(of: first, cluster: place + 1, ages, to: &rows)
    }
  }

  private func isAlike(_ one: Int, _ other: Int, _ ages: [Ages]) -> Bool {
    if sameDays[one] != sameDays[other] || straddling.has(one) || straddling.has(other) {
      return false
    }
    for age in ages.indices
    where daysNotOver(ages[age], one) != daysNotOver(ages[age], other) { return false }
    return true
  }

  private mutating func appendLimits(
    of statement: Int, cluster: Int, _ ages: [Ages], to rows: inout DatedRows
  ) {
    func append(_ leaf: Int, _ days: DayBits) {
      rows.append(DatedRows.code(leaf, .for), cluster: cluster, days)
    }
    if straddling.has(statement) {
      for days in 0..<plan.boundsTable.count {
        let within = within(days)
        if within.statements.has(statement) {
          append(plan.leaves.days(days), onFile[within.start + statement])
        }
      }
    } else {
      let size = plan.boundsTable.wordCount
      for word in 0..<size {
        rows.append(
          limitsFrom: plan.leaves.days(word * 64), fits[sameDays[statement] * size + word],
          cluster: cluster, everyDay)
      }
    }
    var always: UInt64 = 0
    for (age, ages) in ages.enumerated() {
      let days = everyDay & daysNotOver(ages, statement)
      if days == everyDay, age < UInt64.bitWidth {
        always |= 1 << UInt64(age)
      } else {
        append(plan.leaves.notOver(age), days)
      }
    }
    rows.append(limitsFrom: plan.leaves.notOver(0), always, cluster: cluster, everyDay)
  }

  // MARK: Days

  private mutating func findSameDays() {
    let size = plan.boundsTable.wordCount
    fits.clear()
    for statement in conducts.indices {
      sameDays.append(statement)
      for _ in 0..<size { fits.append(0) }
    }
    firsts.clear()
    counted.forEachBit { findLike($0) }
    findStraddling()
  }

  /// Finds the first statement that lies within the same days.
  private mutating func findLike(_ statement: Int) {
    for place in firsts.indices where conducts[firsts[place]] == conducts[statement] {
      sameDays[statement] = firsts[place]
      return
    }
    let size = plan.boundsTable.wordCount
    let own = statement * size
    plan.boundsTable.fit(conducts[statement], into: &fits, from: own)
    for place in firsts.indices {
      let first = firsts[place] * size
      if (0..<size).allSatisfy({ fits[own + $0] == fits[first + $0] }) {
        sameDays[statement] = firsts[place]
        return
      }
    }
    firsts.append(statement)
  }

  /// Whether a statement lies within some days, by its own.
  func isWithin(_ days: Int, _ statement: Int) -> Bool {
    let place = sameDays[statement] * plan.boundsTable.wordCount
    return fits[place + days / 64].has(days % 64)
  }

  /// Finds the statements that a text is given, or that are taken from it, because their event spans a commencement: each lies within days
  /// of its own.
  private mutating func findStraddling() {
    if !events.contains(where: \.spansDays) { return }
    for days in plan.straddled {
      let within = within(days)
      if within.start == 0 { continue }
      (counted & ofEvents).forEachBit { statement in
        let known = isWithin(days, statement) ? onFile[statement] : 0
        if onFile[within.start + statement] != known { straddling.insert(statement) }
      }
    }
  }
}
