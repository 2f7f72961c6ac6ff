import Counting
import Statistics
import StatisticsReports
import TableSuppression

/// Everything that is printed of one count in any form, read as somebody reads who holds all of it: with no other knowledge than how
/// tables add up.
struct PrintedPages {
  private var names: [String] = []
  private var cells: [PublishedTables.Cell] = []
  private var relations: [LinkedTables.Relation] = []
  private var positions: [String: Int] = [:]

  init(_ count: CaseloadCount, _ publication: Publication) {
    let all = add("cases", publication.cases)
    for sheet in publication.sheets { add(sheet) }
    for dimension in CountedDimension.allCases {
      add(completenessRows(count, by: dimension, as: publication), dimension)
    }
    for row in responseTimeRows(count, as: publication) {
      let total = add(
        row.agency == "all" ? "warnings" : "warnings by agency \(row.agency)", row.all)
      let step = row.step.rawValue
      relate(
        total,
        [
          add("\(step) \(row.agency) known", row.known),
          add("\(step) \(row.agency) unknown", row.unknown),
        ])
    }
    addColumnsOfTimes(responseTimeRows(count, as: publication))
    for definition in count.groupDefinitions.definitions {
      let id = definition.framework.id
      guard let cases = publication.cases(under: id) else { continue }
      relate(all, [add("under \(id)", cases), unprinted("not under \(id)")])
    }
  }

  /// The names of the counts that are withheld and can be worked out.
  var givenAway: [String] {
    guard let tables = try? PublishedTables(names: names, cells: cells, relations: relations) else {
      return ["no tables"]
    }
    return zip(tables.cells.indices, attack(tables)).compactMap { cell, deduction in
      tables.figure(cell) == .suppressed && !deduction.isOpen ? tables.names[cell] : nil
    }
  }

  // MARK: Reading

  private mutating func add(_ name: String, _ figure: Figure) -> Int {
    var cell = PublishedTables.Cell.withheld
    if case .count(let count) = figure { cell = .count(count) }
    if let position = positions[name] {
      // What one page prints, no other withholds.
      if case .count = cell { cells[position] = cell }
      return position
    }
    return append(name, cell)
  }

  private mutating func unprinted(_ name: String) -> Int {
    positions[name] ?? append(name, .unpublished)
  }

  private mutating func append(_ name: String, _ cell: PublishedTables.Cell) -> Int {
    names.append(name)
    cells.append(cell)
    positions[name] = names.count - 1
    return names.count - 1
  }

  private mutating func relate(_ total: Int, _ parts: [Int]) {
    relations.append(.init(total: total, parts: parts))
  }

  private mutating func add(_ sheet: FigureSheet) {
    let id = sheet.figure.id
    var parts: [Int] = []
    for row in sheet.rows {
      let figure: Figure
      if case .count(let count) = row.count { figure = .count(count) } else { figure = .suppressed }
      switch row.kind {
      case .category, .missing: parts.append(add("\(id) / \(row.name)", figure))
      case .total:
        let base = add("\(id) / base", figure)
        relate(base, parts)
        let rest = unprinted("\(id) / not applicable")
        let name =
          id.hasPrefix("state-C1") || id.hasPrefix("considered-C1")
          ? "asked children" : "\(sheet.figure.base!)"
        if name == "asked children" || positions[name] != nil {
          relate(unprinted(name), [base, rest])
        }
        if !id.hasPrefix("state-") { relate(base, [unprinted(name)]) }
      case .count, .residual: break
      }
    }
    let ids = id.split(separator: "-").map(String.init)
    if ids[0] == "overlap" {
      for (definition, category) in zip(ids.dropFirst(), ["the first alone", "the second alone"]) {
        relate(
          unprinted("under \(definition)"),
          [add("\(id) / both", .suppressed), add("\(id) / \(category)", .suppressed)])
      }
    }
    if ids[0] == "state", ids[1].hasPrefix("G") {
      relate(
        unprinted("under \(ids[1])"),
        ["evidenced", "disputed", "arguable"].map { add("\(id) / \($0)", .suppressed) })
    }
  }

  private mutating func add(_ rows: [CompletenessRow], _ dimension: CountedDimension) {
    var columns: [String: [Int]] = [:]
    for row in rows where row.group != "all" {
      let isOfPeople = row.field.base == Base(.children) || row.field.base == Base(.suspects)
      let margin = isOfPeople && dimension == .agency ? "\(row.field)" : "\(row.field.base)"
      let total = add("\(margin) by \(dimension) \(row.group)", row.figures.last!)
      let parts = zip(row.categories.dropLast(), row.figures).map { category, figure in
        let cell = add("\(row.field) by \(dimension) \(row.group) / \(category)", figure)
        columns["\(row.field) / \(category)", default: []].append(cell)
        return cell
      }
      columns["\(row.field) / in all", default: []].append(total)
      relate(total, parts)
    }
    for row in rows where row.group == "all" {
      for (category, figure) in zip(row.categories, row.figures) {
        let cell = add(
          category == "in all"
            ? "\(row.field.base)" : "completeness-\(row.field.rawValue) / \(category)", figure)
        if let parts = columns["\(row.field) / \(category)"] { relate(cell, parts) }
      }
    }
  }

  private mutating func addColumnsOfTimes(_ rows: [ResponseTimeRow]) {
    for step in Set(rows.map(\.step.rawValue)) {
      let divided = rows.filter { $0.step.rawValue == step && $0.agency != "all" }
      if divided.isEmpty { continue }
      for column in ["known", "unknown"] {
        relate(
          add("\(step) all \(column)", .suppressed),
          divided.map { add("\(step) \($0.agency) \(column)", .suppressed) })
      }
    }
  }
}
