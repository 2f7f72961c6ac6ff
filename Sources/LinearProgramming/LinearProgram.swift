/// Numbers to be found: each within its bounds, rows that add up to something, and the sum to be least.
public struct LinearProgram: Sendable {
  public struct Column: Hashable, Sendable {
    public var least: Double
    /// `.infinity` means that there is no bound.
    public var greatest: Double
    /// What one unit costs.
    public var cost: Double
    /// Whether only whole numbers are wanted. `Simplex` does not look at this.
    public var isWhole: Bool

    public init(_ bounds: ClosedRange<Double>, cost: Double = 0, isWhole: Bool = false) {
      least = bounds.lowerBound
      greatest = bounds.upperBound
      self.cost = cost
      self.isWhole = isWhole
    }
  }

  /// A sum of columns, each times a number, that must lie within bounds.
  public struct Row: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
      public var column: Int
      public var coefficient: Double

      public init(_ column: Int, _ coefficient: Double) {
        self.column = column
        self.coefficient = coefficient
      }
    }

    public var entries: [Entry]
    public var least: Double
    public var greatest: Double

    public init(_ entries: [Entry], _ bounds: ClosedRange<Double>) {
      self.entries = entries
      least = bounds.lowerBound
      greatest = bounds.upperBound
    }
  }

  public var columns: [Column]
  public var rows: [Row]

  /// - Precondition: every entry of a row names a column.
  public init(columns: [Column], rows: [Row]) {
    precondition(
      rows.allSatisfy { $0.entries.allSatisfy { columns.indices.contains($0.column) } },
      "a row may only add up columns that there are")
    self.columns = columns
    self.rows = rows
  }

  /// The columns one after another, as the solvers read them.
  struct Matrix {
    var starts: [Int32] = [0]
    var rows: [Int32] = []
    var values: [Double] = []
  }

  var matrix: Matrix {
    var byColumn: [[(row: Int, value: Double)]] = columns.map { _ in [] }
    for (row, line) in rows.enumerated() {
      for entry in line.entries { byColumn[entry.column].append((row, entry.coefficient)) }
    }
    var matrix = Matrix()
    for column in byColumn {
      for (row, value) in column {
        matrix.rows.append(Int32(row))
        matrix.values.append(value)
      }
      matrix.starts.append(Int32(matrix.rows.count))
    }
    return matrix
  }
}

/// What a solver found.
public enum Solution: Hashable, Sendable {
  /// No other choice costs less.
  case best(values: [Double], cost: Double)
  /// A choice that keeps to the rows and bounds; time ran out before it was known whether another costs less.
  case found(values: [Double], cost: Double)
  /// Nothing keeps to the rows and bounds.
  case impossible
  /// The cost can fall without end.
  case unbounded
  /// Time or precision ran out before anything was found.
  case stopped

  /// The numbers, if any were found.
  public var values: [Double]? {
    switch self {
    case .best(let values, _), .found(let values, _): values
    case .impossible, .unbounded, .stopped: nil
    }
  }
}
