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
    clusters.removeAll(keepingCapacity: true)
    /// By cluster: the first of its statements.
    var firsts: [Int] = []
    let ages = child.map { child in plan.ages.indices.map { self.ages(of: child, $0) } } ?? []
    naming.forEachBit { statement in
      if let place = firsts.firstIndex(where: { isAlike($0, statement, ages) }) {
        clusters[place] |= Mask(bit: statement)
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
    sameDays[one] == sameDays[other]
      && ages.allSatisfy { daysNotOver($0, one) == daysNotOver($0, other) }
  }

  private mutating func appendLimits(
    of statement: Int, cluster: Int, _ ages: [Ages], to rows: inout DatedRows
  ) {
    func append(_ leaf: Int, _ days: DayBits) {
      rows.append(DatedRows.code(leaf, .for), cluster: cluster, days)
    }
    if straddling.has(statement) {
      for days in plan.bounds.indices {
        let within = within(days)
        if within.statements.has(statement) {
          append(plan.leaves.days(days), onFile[within.start + statement])
        }
      }
    } else {
      let size = plan.boundsTable.wordCount
      for word in 0..<size {
        fits[sameDays[statement] * size + word].forEachBit {
          append(plan.leaves.days(word * 64 + $0), everyDay)
        }
      }
    }
    for (age, ages) in ages.enumerated() {
      append(plan.leaves.notOver(age), everyDay & daysNotOver(ages, statement))
    }
  }

  // MARK: Days

  private mutating func findSameDays() {
    findStraddling()
    let size = plan.boundsTable.wordCount
    fits = Array(repeating: 0, count: conducts.count * size)
    sameDays = Array(conducts.indices)
    /// One statement of each kind that there is.
    var firsts: [Int] = []
    counted.without(straddling).forEachBit { statement in
      if let first = firsts.first(where: { conducts[$0] == conducts[statement] }) {
        sameDays[statement] = first
        return
      }
      let own = statement * size..<(statement + 1) * size
      plan.boundsTable.fit(conducts[statement], into: &fits, from: own.lowerBound)
      let first = firsts.first { fits[own].elementsEqual(fits[$0 * size..<($0 + 1) * size]) }
      if let first { sameDays[statement] = first } else { firsts.append(statement) }
    }
  }

  /// Finds the statements that a text is given, or that are taken from it, because their event spans a commencement: each lies within days
  /// of its own.
  private mutating func findStraddling() {
    if events.isEmpty { return }
    for days in plan.straddled {
      let within = within(days)
      if within.start == 0 { continue }
      (counted & ofEvents).forEachBit { statement in
        let isWithin = plan.bounds[days].fit(conducts[statement])
        if onFile[within.start + statement] != (isWithin ? onFile[statement] : 0) {
          straddling |= Mask(bit: statement)
        }
      }
    }
  }
}
