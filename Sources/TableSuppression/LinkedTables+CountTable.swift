public import Statistics

extension LinkedTables {
  /// Tables of two ways, each with its totals.
  ///
  /// A cell is named by its table, row and column, as in `ages / 10 to 12 / girls`; a total by the word `total`.
  ///
  /// - Parameter sharedColumns: whether the tables count the same things in the same columns, so that they have the
  ///   totals of their columns in common. These are named by the first table.
  /// - Throws: `LinkedTablesError`; `doesNotAddUp` for tables that should have totals in common and do not.
  public init(
    _ tables: [(name: String, table: CountTable)], sharedColumns: Bool = false
  ) throws(LinkedTablesError) {
    var cells: [Cell] = []
    var relations: [Relation] = []
    var shared: [Int]?
    for (name, table) in tables {
      let counts = table.countsWithTotals
      let rows = table.rows + ["total"]
      let columns = table.columns + ["total"]
      var positions: [[Int]] = []
      for (i, row) in rows.enumerated() {
        var line: [Int] = []
        for (j, column) in columns.enumerated() {
          if sharedColumns, i == table.rows.count, let shared, shared.count == columns.count {
            if cells[shared[j]].count != counts[i][j] { throw .doesNotAddUp(cells[shared[j]].name) }
            line.append(shared[j])
          } else {
            line.append(cells.count)
            cells.append(Cell("\(name) / \(row) / \(column)", counts[i][j]))
          }
        }
        positions.append(line)
      }
      for line in positions.dropLast(sharedColumns && shared != nil ? 1 : 0) {
        relations.append(Relation(total: line[columns.count - 1], parts: Array(line.dropLast())))
      }
      for j in columns.indices {
        let column = positions.map { $0[j] }
        relations.append(Relation(total: column[rows.count - 1], parts: Array(column.dropLast())))
      }
      if shared == nil { shared = positions[rows.count - 1] }
    }
    try self.init(cells: cells, relations: relations)
  }
}
