internal import CCbc

/// A linear programme that is solved again and again with other costs and bounds, each time from where it ended.
///
/// It holds memory of the solver, so it is neither copied nor sent elsewhere.
///
/// - Source: J. Forrest and others, COIN-OR Clp, <https://github.com/coin-or/Clp>.
public struct Simplex: ~Copyable {
  private let model: UnsafeMutableRawPointer
  private let width: Int
  private let height: Int

  public init(_ program: LinearProgram) {
    model = Clp_newModel()
    width = program.columns.count
    height = program.rows.count
    let matrix = program.matrix
    Clp_setLogLevel(model, 0)
    Clp_loadProblem(
      model, Int32(width), Int32(height), matrix.starts, matrix.rows, matrix.values,
      program.columns.map(\.least), program.columns.map(\.greatest), program.columns.map(\.cost),
      program.rows.map(\.least), program.rows.map(\.greatest))
  }

  deinit { Clp_deleteModel(model) }

  public func setCosts(_ costs: [Double]) {
    precondition(costs.count == width, "one cost for each column")
    Clp_chgObjCoefficients(model, costs)
  }

  public func setBounds(least: [Double], greatest: [Double]) {
    precondition(least.count == width && greatest.count == width, "two bounds for each column")
    Clp_chgColumnLower(model, least)
    Clp_chgColumnUpper(model, greatest)
  }

  /// Finds the numbers of least cost; they need not be whole.
  ///
  /// - Parameter seconds: where to stop, by the processor's time.
  public func minimise(seconds: Double = 3600) -> Solution {
    Clp_setMaximumSeconds(model, seconds)
    Clp_primal(model, 0)
    switch Clp_status(model) {
    case 0: return .best(values: values, cost: Clp_objectiveValue(model))
    case 1: return .impossible
    case 2: return .unbounded
    default: return .stopped
    }
  }

  private var values: [Double] {
    width == 0
      ? [] : Array(UnsafeBufferPointer(start: Clp_primalColumnSolution(model), count: width))
  }

  /// What one unit more of each row's sum would cost, after `minimise` found the best.
  public var rowPrices: [Double] {
    height == 0 ? [] : Array(UnsafeBufferPointer(start: Clp_dualRowSolution(model), count: height))
  }
}
