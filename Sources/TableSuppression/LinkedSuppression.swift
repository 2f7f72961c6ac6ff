public import Statistics

/// Linked tables in which no small count is printed or can be worked out, and how that was reached.
public struct LinkedSuppression: Hashable, Sendable {
  /// How the cells were chosen.
  public enum Choice: Hashable, Sendable {
    /// No choice protects with fewer cells.
    case fewest
    /// Time ran out. This choice protects; some other might with fewer cells, and none with fewer than this number.
    case safe(atLeast: Int)
    /// One cell after another, with no promise that they are few.
    case greedy
  }

  public let published: PublishedTables
  /// The cells that are printed nowhere, though they were offered: small ones, and those that protect them.
  public let suppressed: [Int]
  public let choice: Choice
  /// Whether readers who know which signs stand for small counts are held off too. False where nothing can hold them
  /// off, as with five ones under a five: then no upper bound of any sign is known.
  public let readersKnowSmall: Bool
}

/// Some counts cannot be protected, whatever is suppressed.
public struct UnprotectedCounts: Error, Hashable, Sendable, CustomStringConvertible {
  /// The names of the cells that can be worked out, or come too near to, in the order of the tables.
  public let names: [String]

  public var description: String {
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return
      "whatever is withheld, readers can work out \(list): what is printed already gives them away; "
      + "leave out the table that adds to it, or publish wider groups"
  }
}

/// How to choose the cells to suppress.
public enum SuppressionMethod: Hashable, Sendable {
  /// The fewest. Among as few, fewer totals and then smaller counts are preferred, without proof.
  case fewest
  /// The cheapest cell beside each that stands alone, then the cheapest by which one more is protected.
  case greedy
}

extension LinkedTables {
  /// These tables with small counts suppressed, and with the fewest others that protect them.
  ///
  /// The same tables always give the same result, unless time runs out. Whatever the choice, `attack` was tried on it,
  /// and no suppressed count was given away.
  ///
  /// - Parameters:
  ///   - seconds: how long to look for fewer cells. When it is over, the best choice that protects is taken.
  /// - Throws: `UnprotectedCounts` if nothing protects, because of what is printed in any case.
  /// - Source: M. Fischetti and J. J. Salazar González, "Solving the cell suppression problem on tabular data with
  ///   linear constraints", Management Science 47 (2001).
  public func suppressed(
    rule: SmallNumbers = .departmentForEducation, protection: ProtectionLevels = .twoCounts,
    method: SuppressionMethod = .fewest, seconds: Double = 60
  ) throws(UnprotectedCounts) -> LinkedSuppression {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var (problem, lost) = prepared(rule, protection, readersKnowSmall: true)
    if !lost.isEmpty {
      (problem, lost) = prepared(rule, protection, readersKnowSmall: false)
      if !lost.isEmpty { throw UnprotectedCounts(names: lost.map { cells[$0].name }) }
    }
    var guardian = Guard(problem)
    // Where everything protects, enough of it does, unless the solver ran out of time.
    let greedy = guardian.protected(problem.leastOpen) ?? problem.mostOpen
    switch method {
    case .greedy:
      return try problem.finished(greedy, .greedy)
    case .fewest:
      var optimum = Optimum(problem, deadline: deadline)
      let result = optimum.search(from: greedy)
      let primary = problem.isPrimary.count { $0 }
      let least = primary + result.leastCells
      return try problem.finished(result.isOpen, result.isProven ? .fewest : .safe(atLeast: least))
    }
  }

  /// The problem, and what readers can work out, or come too near to, even if everything is suppressed that may be.
  private func prepared(
    _ rule: SmallNumbers, _ protection: ProtectionLevels, readersKnowSmall: Bool
  ) -> (problem: Problem, lost: [Int]) {
    var problem = Problem(
      self, rule: rule, protection: protection, readersKnowSmall: readersKnowSmall)
    var guardian = Guard(problem)
    let asked = zip(problem.needsProtection, problem.isCandidate).map { $0 || $1 }
    let found = guardian.unprotected(problem.mostOpen, among: asked)
    problem.dropCandidates(found)
    return (problem, found.filter { problem.needsProtection[$0] })
  }
}

extension Problem {
  /// The result, after the readers' attack on it.
  ///
  /// A cell that was suppressed to protect others and can be worked out protects nothing; it is printed.
  fileprivate func finished(
    _ chosen: [Bool], _ choice: LinkedSuppression.Choice
  ) throws(UnprotectedCounts) -> LinkedSuppression {
    var isOpen = chosen
    while true {
      let published = published(isOpen)
      let deductions = attack(published)
      let closed = isOpen.indices.filter { isOpen[$0] && !deductions[$0].isOpen }
      let lost = closed.filter { needsProtection[$0] }
      if !lost.isEmpty { throw UnprotectedCounts(names: lost.map { tables.cells[$0].name }) }
      let useless = closed.filter { isCandidate[$0] }
      if useless.isEmpty {
        return LinkedSuppression(
          published: published,
          suppressed: isOpen.indices.filter { isOpen[$0] && tables.cells[$0].role == .offered },
          choice: choice, readersKnowSmall: readersKnowSmall)
      }
      for cell in useless { isOpen[cell] = false }
    }
  }
}
