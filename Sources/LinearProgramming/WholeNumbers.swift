internal import CCbc
internal import Synchronization

/// The commands of Cbc go through variables that the whole process shares, so one programme is solved at a time.
private let turn = Mutex(())

extension LinearProgram {
  /// Finds the numbers of least cost, whole where that is asked for.
  ///
  /// One thread and a fixed seed, so the same programme has the same answer, unless time runs out. The numbers are
  /// whole within 1e-6 only: whoever relies on them rounds and adds up again.
  ///
  /// - Parameters:
  ///   - seconds: where to stop, by the clock.
  ///   - slack: how much more than the least cost the answer may cost.
  /// - Source: J. Forrest and others, COIN-OR Cbc, <https://github.com/coin-or/Cbc>.
  public func solved(seconds: Double = 3600, slack: Double = 0) -> Solution {
    guard !columns.isEmpty else { return solvedWithoutColumns }
    return turn.withLock { _ in solvedInTurn(seconds: seconds, slack: slack) }
  }

  private func solvedInTurn(seconds: Double, slack: Double) -> Solution {
    guard let model = Cbc_newModel() else { return .stopped }
    defer { Cbc_deleteModel(model) }
    let matrix = matrix
    Cbc_setLogLevel(model, 0)
    Cbc_loadProblem(
      model, Int32(columns.count), Int32(rows.count), matrix.starts, matrix.rows, matrix.values,
      columns.map(\.least), columns.map(\.greatest), columns.map(\.cost), rows.map(\.least),
      rows.map(\.greatest))
    for (column, bounds) in columns.enumerated() where bounds.isWhole {
      Cbc_setInteger(model, Int32(column))
    }
    for (name, value) in [
      ("randomCbcSeed", "1"), ("timeMode", "elapsed"), ("ratioGap", "0"),
      ("allowableGap", "\(slack)"),
    ] { Cbc_setParameter(model, name, value) }
    Cbc_setMaximumSeconds(model, max(seconds, 0.01))
    Cbc_solve(model)
    let cost = Cbc_getObjValue(model)
    if Cbc_isProvenOptimal(model) != 0 {
      return .best(values: values(Cbc_getColSolution(model)), cost: cost)
    }
    if let best = Cbc_bestSolution(model) { return .found(values: values(best), cost: cost) }
    if Cbc_isProvenInfeasible(model) != 0 { return .impossible }
    return Cbc_isContinuousUnbounded(model) != 0 ? .unbounded : .stopped
  }

  private func values(_ start: UnsafePointer<Double>?) -> [Double] {
    Array(UnsafeBufferPointer(start: start, count: columns.count))
  }

  private var solvedWithoutColumns: Solution {
    rows.allSatisfy { $0.least <= 0 && $0.greatest >= 0 } ? .best(values: [], cost: 0) : .impossible
  }
}
