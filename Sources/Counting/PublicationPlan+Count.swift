internal import Statistics
internal import TableSuppression

/// The way of dividing that a figure makes of its base.
private let way = "value"

extension PublicationPlan {
  /// What a count offers, up to this stage.
  ///
  /// - Parameter isTooFew: of which totals nothing further is said.
  init(
    _ count: CaseloadCount, stage: Int, decided: [String: PublishedTables.Cell],
    dropped: Set<String>, isTooFew: (Int) -> Bool
  ) {
    self.init(decided: decided, dropped: dropped)
    addTotals(count)
    if stage == 1 { return }
    let figures = count.figures.filter { figure in
      totalName(of: figure, in: count).flatMap { self.count($0) }.map { !isTooFew($0) } ?? false
    }
    addMargins(count, isTooFew)
    addCompleteness(figures, count)
    addDefinitions(figures, count)
    for figure in figures { addFrameworkOrGuard(figure, count) }
    addTimes(figures, count)
    addEthnicity(figures, count)
    if stage == 2 { return }
    addOverlaps(figures, count)
    addTables(count, isTooFew)
    addTimesByAgency(count, isTooFew)
  }

  // MARK: Totals

  private mutating func addTotals(_ count: CaseloadCount) {
    func add(_ name: String, _ base: Base, _ total: Int) {
      guard position(name) == nil,
        let part = begin("number of \(name)", base, rank: 0, stage: 1)
      else { return }
      let cell = cell(name, total, of: part)
      enter(part, "all", cell: cell)
    }
    add("cases", Base(.cases), count.caseload.cases.count)
    for table in count.completeness(by: .role) {
      add(table.field.base.description, table.field.base, table.table.grandTotal)
    }
    for figure in count.figures {
      guard let name = totalName(of: figure, in: count), let base = figure.base,
        let counts = figure.counts
      else { continue }
      add(name, base, counts.total)
    }
    // The responses that decide nothing are what is left of the others.
    guard let all = position("responses"), let decisions = position("decisions"),
      let part = parts.firstIndex(where: { $0.id == "number of decisions" })
    else { return }
    let rest = cells[all].count - cells[decisions].count
    let others = cell("responses that decide nothing", rest, of: part, isPrinted: false)
    relate(all, [decisions, others], of: part)
  }

  /// The total of which a figure is a breakdown.
  private func totalName(of figure: RecordedFigure, in count: CaseloadCount) -> String? {
    guard let base = figure.base, let counts = figure.counts else { return nil }
    let isAnswer = ["state-", "considered-"].contains { figure.id.hasPrefix($0) }
    if isAnswer, base == Base(.children) {
      let first = count.figures.first {
        $0.id.hasPrefix("considered-") && $0.base == base
      }
      let usual = first?.counts?.total
      return counts.total == usual
        ? "children whom frameworks are asked of" : "children, \(figure.id)"
    }
    let usual: Int? =
      base == Base(.cases)
      ? count.caseload.cases.count
      : count.completeness(by: .role).first { $0.field.base == base }?.table.grandTotal
    return counts.total == usual ? base.description : "\(base), \(figure.id)"
  }

  // MARK: Margins

  /// How many there are in each group, which every table of them shares.
  private mutating func addMargins(_ count: CaseloadCount, _ isTooFew: (Int) -> Bool) {
    for dimension in CountedDimension.allCases {
      for table in count.pooledCompleteness(by: dimension)
      where !isTooFew(table.table.grandTotal) {
        let name = marginName(table)
        let id = "\(name) by \(dimension.rawValue)"
        if parts.contains(where: { $0.id == id }) { continue }
        guard table.table.rows.count > 1, let total = position(table.field.base.description),
          let part = begin(
            id, table.field.base, rank: 60, stage: 2, by: dimension,
            ways: [dimension.rawValue: table.groups])
        else { continue }
        cell(cells[total].name, cells[total].count, of: part)
        var rows: [Int] = []
        for (row, rowTotal) in zip(table.table.rows, table.table.rowTotals) {
          let cell = cell(rowName(table, row), rowTotal, of: part)
          enter(part, row, [dimension.rawValue: table.groups(ofRow: row)], cell: cell)
          rows.append(cell)
        }
        enter(part, "all", cell: total)
        relate(total, rows, of: part)
        if name == "decisions", let responses = responses(count, by: dimension) {
          setOff(table, against: responses, rows: rows, of: part)
        }
      }
    }
  }

  private func responses(
    _ count: CaseloadCount, by dimension: CountedDimension
  ) -> CompletenessTable? {
    count.pooledCompleteness(by: dimension).first { $0.field.base == Base(.responses) }
  }

  /// The responses of a group are its decisions and others. A group that stands by itself among the responses may stand with
  /// others among the decisions, which are fewer.
  private mutating func setOff(
    _ decisions: CompletenessTable, against responses: CompletenessTable, rows: [Int], of part: Int
  ) {
    for (row, position) in zip(decisions.table.rows, rows) {
      let groups = decisions.groups(ofRow: row)
      let members = responses.table.rows.filter { responses.groups(ofRow: $0).isSubset(of: groups) }
      guard members.reduce(into: Set(), { $0.formUnion(responses.groups(ofRow: $1)) }) == groups
      else { continue }
      let all = members.compactMap { self.position(rowName(responses, $0)) }
      guard !all.isEmpty, all.count == members.count else { continue }
      for cell in all { self.cell(cells[cell].name, cells[cell].count, of: part) }
      let title = "\(decisions.dimension.rawValue) \(row)"
      let sum = all.reduce(0) { $0 + cells[$1].count }
      guard sum >= cells[position].count else { continue }
      let whole =
        all.count == 1
        ? all[0] : cell("responses / \(title), of decisions", sum, of: part, isPrinted: false)
      if all.count > 1 { relate(whole, all, of: part) }
      let others = cell(
        "responses that decide nothing / \(title)", sum - cells[position].count, of: part,
        isPrinted: false)
      relate(whole, [position, others], of: part)
    }
  }

  /// What a field's groups are groups of. Who owes the field of a person depends on the field.
  private func marginName(_ table: CompletenessTable) -> String {
    let isOfPeople = table.field.base == Base(.children) || table.field.base == Base(.suspects)
    return isOfPeople && table.dimension == .agency
      ? table.field.rawValue : table.field.base.description
  }

  private func rowName(_ table: CompletenessTable, _ row: String) -> String {
    "\(marginName(table)) / \(table.dimension.rawValue) \(row)"
  }

  // MARK: Figures

  /// A figure with its categories, what is missing, and its base.
  private mutating func add(
    _ figure: RecordedFigure, rank: Int, stage: Int = 2, _ count: CaseloadCount
  ) -> Int? {
    guard let counts = figure.counts, let base = figure.base,
      let totalName = totalName(of: figure, in: count), let all = position(totalName),
      let part = begin(
        figure.id, base, rank: rank, stage: stage,
        ways: [way: Set(counts.categories.map(\.name) + ["missing", "not applicable"])],
        isOfTotals: figure.id.hasPrefix("completeness-"))
    else { return nil }
    let total = cell(totalName, cells[all].count, of: part)
    var members: [Int] = []
    var names: [String?] = []
    for category in counts.categories {
      let name = "\(figure.id) / \(category.name)"
      let cell = cell(name, category.count, of: part)
      enter(part, category.name, [way: [category.name]], cell: cell)
      members.append(cell)
      names.append(name)
    }
    let categories = Set(counts.categories.map(\.name))
    if counts.missing.isEmpty {
      names.append(nil)
    } else {
      let name = "\(figure.id) / missing"
      let cell = cell(name, counts.missingCount, of: part)
      enter(part, "missing", [way: ["missing"]], cell: cell)
      members.append(cell)
      names.append(name)
    }
    if counts.base == counts.total {
      enter(part, "all", cell: total)
      names.append(totalName)
      relate(total, members, of: part)
    } else {
      let name = "\(figure.id) / base"
      let whole = cell(name, counts.base, of: part)
      enter(part, "all to whom it applies", [way: categories.union(["missing"])], cell: whole)
      names.append(name)
      relate(whole, members, of: part)
      let rest = cell(
        "\(figure.id) / not applicable", counts.total - counts.base, of: part, isPrinted: false)
      relate(total, [whole, rest], of: part)
    }
    setFigure(figure.id, names)
    return part
  }

  private mutating func addCompleteness(_ figures: [RecordedFigure], _ count: CaseloadCount) {
    for figure in figures where figure.id.hasPrefix("completeness-") {
      _ = add(figure, rank: 10, count)
    }
  }

  private mutating func addFrameworkOrGuard(_ figure: RecordedFigure, _ count: CaseloadCount) {
    if figure.id.hasPrefix("considered-") || figure.id.hasPrefix("guard-") {
      _ = add(figure, rank: 30, count)
    }
    guard figure.id.hasPrefix("state-"), let part = add(figure, rank: 40, count),
      let counts = figure.counts
    else { return }
    // Under a definition are those in whose case its test is met on some reading.
    let id = figure.id.dropFirst("state-".count)
    let met = counts.categories.filter { ["evidenced", "disputed", "arguable"].contains($0.name) }
    guard let under = position("cases under \(id)"), figure.base == Base(.cases),
      cells[under].count == met.reduce(0, { $0 + $1.count })
    else { return }
    cell(cells[under].name, cells[under].count, of: part)
    relate(
      under, met.compactMap { category in position("\(figure.id) / \(category.name)") }, of: part)
  }

  // MARK: Definitions of a group

  private mutating func addDefinitions(_ figures: [RecordedFigure], _ count: CaseloadCount) {
    guard let figure = figures.first(where: { $0.id == "group-definitions" }),
      let all = position("cases")
    else { return }
    _ = add(figure, rank: 10, count)
    for definition in count.groupDefinitions.definitions {
      let id = definition.framework.id
      guard
        let part = begin(
          "definition-\(id)", Base(.cases), rank: 20, stage: 2, ways: [way: ["under", "not under"]])
      else { continue }
      cell("cases", cells[all].count, of: part)
      let under = cell("cases under \(id)", definition.cases, of: part)
      enter(part, "under", [way: ["under"]], cell: under)
      enter(part, "all", cell: all)
      let others = cell(
        "cases not under \(id)", cells[all].count - definition.cases, of: part, isPrinted: false)
      relate(all, [under, others], of: part)
    }
  }

  /// Pairs of definitions whose numbers of cases are printed. One number of a pair then says all four, so that a pair with a small
  /// one is left out.
  private mutating func addOverlaps(_ figures: [RecordedFigure], _ count: CaseloadCount) {
    let definitions = count.groupDefinitions
    let ids = definitions.definitions.map(\.framework.id)
    var printed = definitions.pairsToPrint(Publication.rule)
    for (one, others) in printed.enumerated() {
      for other in others where !isPrinted(one, other, ids) { printed[one].remove(other) }
    }
    for one in ids.indices {
      for other in ids.indices where other > one {
        let id = "overlap-\(ids[one])-\(ids[other])"
        guard printed[one].contains(other) else {
          skipped.append((id, .few))
          continue
        }
        guard let figure = figures.first(where: { $0.id == id }),
          let part = add(figure, rank: 90, stage: 3, count), let both = position("\(id) / both")
        else { continue }
        for (definition, alone) in [(one, "the first alone"), (other, "the second alone")] {
          guard let under = position("cases under \(ids[definition])"),
            let alone = position("\(id) / \(alone)")
          else { continue }
          cell(cells[under].name, cells[under].count, of: part)
          relate(under, [both, alone], of: part)
        }
      }
    }
  }

  private func isPrinted(_ one: Int, _ other: Int, _ ids: [String]) -> Bool {
    ["cases", "cases under \(ids[one])", "cases under \(ids[other])"].allSatisfy {
      if case .count = decided[$0] { true } else { false }
    }
  }

  // MARK: Response times

  private mutating func addTimes(_ figures: [RecordedFigure], _ count: CaseloadCount) {
    for times in count.responseTimes {
      let id = "days-to-\(times.step.rawValue)"
      guard let figure = figures.first(where: { $0.id == id }),
        let bands = add(figure, rank: 50, count), let all = position("warnings"),
        let part = begin(
          "\(id), whether there is a day", Base(.warnings), rank: 55, stage: 2,
          ways: [way: ["with a day", "with no day"]], isOfTotals: true)
      else { continue }
      cell(cells[all].name, cells[all].count, of: part)
      let (known, unknown) = dayCells(id, times, of: part)
      enter(part, "with a day", [way: ["with a day"]], cell: known)
      enter(part, "with no day", [way: ["with no day"]], cell: unknown)
      enter(part, "all", cell: all)
      relate(all, [known, unknown], of: part)
      guard let missing = position("\(id) / missing") else { continue }
      let between = cell(
        "\(id) / between bands", times.inBands.between, of: part, isPrinted: false)
      cell(cells[missing].name, cells[missing].count, of: part)
      relate(missing, [unknown, between], of: part)
      relate(missing, [unknown, between], of: bands)
    }
  }

  private mutating func dayCells(_ name: String, _ times: ResponseTimes, of part: Int) -> (
    known: Int, unknown: Int
  ) {
    (
      cell("\(name) / with a day", times.warnings - times.withNoDay, of: part),
      cell("\(name) / with no day", times.withNoDay, of: part)
    )
  }

  private mutating func addTimesByAgency(_ count: CaseloadCount, _ isTooFew: (Int) -> Bool) {
    let dimension = CountedDimension.agency
    for (times, agencies) in zip(count.responseTimes, count.pooledResponseTimesByAgency)
    where !isTooFew(times.warnings) && agencies.count > 1 {
      let id = "days-to-\(times.step.rawValue)"
      guard parts.contains(where: { $0.id == "warnings by agency" }),
        let warnings = count.pooledCompleteness(by: dimension).first(where: {
          $0.field.base == Base(.warnings)
        }),
        let known = position("\(id) / with a day"), let unknown = position("\(id) / with no day"),
        let part = begin(
          "\(id) by agency", Base(.warnings), rank: 70, stage: 3, by: dimension,
          ways: [
            dimension.rawValue: warnings.groups, way: ["with a day", "with no day"],
          ])
      else { continue }
      var columns: [[Int]] = [[], []]
      for (agency, times) in agencies {
        let groups = warnings.groups(ofRow: agency)
        let row = cell("warnings / agency \(agency)", times.warnings, of: part)
        let (known, unknown) = dayCells("\(id) / agency \(agency)", times, of: part)
        relate(row, [known, unknown], of: part)
        for (column, (cell, name)) in [(known, "with a day"), (unknown, "with no day")].enumerated()
        {
          enter(
            part, "\(agency) / \(name)", [dimension.rawValue: groups, way: [name]], cell: cell)
          columns[column].append(cell)
        }
        enter(part, "\(agency) / all", [dimension.rawValue: groups], cell: row)
      }
      for (total, (members, name)) in zip(
        [known, unknown], zip(columns, ["with a day", "with no day"]))
      {
        cell(cells[total].name, cells[total].count, of: part)
        enter(part, name, [way: [name]], cell: total)
        relate(total, members, of: part)
      }
    }
  }

  // MARK: Ethnicity

  private mutating func addEthnicity(_ figures: [RecordedFigure], _ count: CaseloadCount) {
    for figure in figures where figure.id.hasPrefix("ethnicity-") {
      guard let part = add(figure, rank: 80, count), let counts = figure.counts else { continue }
      let field: CountedField =
        figure.base == Base(.children) ? .childEthnicity : .suspectEthnicity
      // Of those that have one, some have one in this list and known in this way.
      guard let there = position("completeness-\(field.rawValue) / there") else { continue }
      cell(cells[there].name, cells[there].count, of: part)
      let here = counts.categories.reduce(0) { $0 + $1.count }
      guard cells[there].count >= here else { continue }
      let otherwise = cell(
        "\(figure.id) / only otherwise, or in two ways", cells[there].count - here, of: part,
        isPrinted: false)
      relate(
        there,
        counts.categories.compactMap { position("\(figure.id) / \($0.name)") } + [otherwise],
        of: part)
    }
  }

  // MARK: Tables

  /// How much is there in each group.
  private mutating func addTables(_ count: CaseloadCount, _ isTooFew: (Int) -> Bool) {
    for dimension in CountedDimension.allCases {
      for table in count.pooledCompleteness(by: dimension)
      where table.table.rows.count > 1 && !isTooFew(table.table.grandTotal) {
        let figure = "completeness-\(table.field.rawValue)"
        let margin = "\(marginName(table)) by \(dimension.rawValue)"
        guard parts.contains(where: { $0.id == margin }),
          parts.contains(where: { $0.id == figure }),
          let part = begin(
            "\(figure) by \(dimension.rawValue)", table.field.base, rank: 60, stage: 3,
            by: dimension,
            ways: [
              dimension.rawValue: table.groups, way: Set(table.table.columns),
            ])
        else { continue }
        var columns: [[Int]] = table.table.columns.map { _ in [] }
        for (row, line) in zip(table.table.rows, table.table.counts) {
          let total = cell(rowName(table, row), line.reduce(0, +), of: part)
          var members: [Int] = []
          for (place, (column, number)) in zip(table.table.columns, line).enumerated() {
            let cell = cell(cellName(table, row, column), number, of: part)
            enter(
              part, "\(row) / \(column)",
              [dimension.rawValue: table.groups(ofRow: row), way: [column]], cell: cell)
            members.append(cell)
            columns[place].append(cell)
          }
          enter(part, "\(row) / all", [dimension.rawValue: table.groups(ofRow: row)], cell: total)
          relate(total, members, of: part)
        }
        for ((column, members), number) in zip(
          zip(table.table.columns, columns), table.table.columnTotals)
        {
          let total = cell("\(figure) / \(column)", number, of: part)
          enter(part, column, [way: [column]], cell: total)
          relate(total, members, of: part)
        }
      }
    }
  }

  private func cellName(_ table: CompletenessTable, _ row: String, _ column: String) -> String {
    "\(table.field.rawValue) / \(table.dimension.rawValue) \(row) / \(column)"
  }

  /// The names of the cells of one row of a table, with its total last.
  func names(ofRow row: String?, in table: CompletenessTable) -> [String] {
    let figure = "completeness-\(table.field.rawValue)"
    // One group is everything.
    guard let row, table.table.rows.count > 1 else {
      return table.table.columns.map { "\(figure) / \($0)" } + [table.field.base.description]
    }
    return table.table.columns.map { cellName(table, row, $0) } + [rowName(table, row)]
  }
}

extension RecordedFigure {
  /// The counts of a breakdown in counts.
  var counts: CategoryCounts? {
    if case .breakdown(_, .counts(let counts)) = current.content { counts } else { nil }
  }
}
