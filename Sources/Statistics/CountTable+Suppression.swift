extension CountTable {
  /// This table with small counts suppressed, and with as many others as it takes to protect them.
  ///
  /// Suppressed first: every small count, totals included. Then, one suppressed count after another, in the order of
  /// rows: if nothing else can change together with it, the cheapest further counts are suppressed that can, so that
  /// another table agrees with all that is printed. Cheapest means the fewest totals, then the smallest counts, then
  /// position. A printed zero stays printed. The same table always gives the same result.
  ///
  /// Suppressing one more count never narrows what another may be, and counts that were suppressed together can change
  /// together; so one pass is enough, and `attack` leaves at least two values for every suppressed count.
  ///
  /// Not promised: protection from somebody who knows one of the suppressed counts already; who runs this very method
  /// on every table that comes into question, and so takes the choice of cells itself for a clue; or who has another
  /// table of the same people, of another day or with other columns. For tables that share their columns see
  /// `suppressedTogether`.
  ///
  /// - Precondition: the threshold leaves at least two small counts; see `SmallNumbers`.
  /// - Source: Department for Education, "Children in need" statistics, for the rule; L. H. Cox, "Network models for
  ///   complementary cell suppression" (1995), for the method.
  public func suppressed(threshold: Int = 5, zeroIsSmall: Bool = false) -> SuppressedTable {
    let rule = SmallNumbers(threshold: threshold, includesZero: zeroIsSmall)
    return suppress([self], rule: rule)[0]
  }
}

/// Tables of the same things, in the same columns and by different rows, each protected from the readers of all.
///
/// Warnings by age band, by body and by kind of reporter have their column totals in common. A total that one of them
/// must suppress, all suppress; and where a count is protected by a total that may be another one, each table has room
/// for that other total.
///
/// - Returns: the tables, in their order.
/// - Throws: `TableError`, `differentColumns` or `differentTotals`, if they cannot be counts of the same things.
public func suppressedTogether(
  _ tables: [CountTable], rule: SmallNumbers = .departmentForEducation
) throws(TableError) -> [SuppressedTable] {
  guard let first = tables.first else { return [] }
  for table in tables {
    if table.columns != first.columns { throw .differentColumns }
    for (column, totals) in zip(table.columns, zip(table.columnTotals, first.columnTotals))
    where totals.0 != totals.1 {
      throw .differentTotals(column: column)
    }
  }
  return suppress(tables, rule: rule)
}

private func suppress(_ tables: [CountTable], rule: SmallNumbers) -> [SuppressedTable] {
  var suppression = Suppression(of: tables, rule: rule, tellsWhichAreSmall: true)
  if !suppression.protectAll() {
    // Five ones by age and one five by body: each is known as soon as all are known to be small.
    suppression = Suppression(of: tables, rule: rule, tellsWhichAreSmall: false)
    let isProtected = suppression.protectAll()
    precondition(isProtected, "where every suppressed count may be greater, each can change")
  }
  let suppressed = zip(tables, suppression.cells).map { table, cells in
    SuppressedTable(checked: table.rows, table.columns, cells, rule)
  }
  precondition(!suppressed.contains(where: \.givesAwayCounts), "a suppressed count is given away")
  return suppressed
}
