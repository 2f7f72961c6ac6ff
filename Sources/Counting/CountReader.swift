internal import Diagnostics
internal import Statistics

/// One file of counts while it is being read.
struct CountReader {
  static let columns = [
    "definition", "base", "period", "place", "category", "count", "percent", "missing", "snapshot",
    "of", "attribute", "rule", "source",
  ]
  private static let required = [
    "definition", "base", "period", "place", "category", "missing", "snapshot",
  ]

  typealias Cell = CommaSeparated.Cell

  let file: String
  var report = Report()
  private var places: [String: Int] = [:]

  init(file: String) { self.file = file }

  mutating func read(_ table: CommaSeparated) -> [RecordedFigure] {
    for position in table.faults { add(.quote, at: position) }
    guard let header = table.rows.first else {
      add(.noLines, at: .start)
      return []
    }
    guard readHeader(header) else { return [] }
    if table.rows.count == 1 { add(.noLines, at: .start) }
    var lines: [CountLine] = []
    for row in table.rows.dropFirst() {
      guard row.count == header.count else {
        add(.cells(expected: header.count, found: row.count), at: row[0].position)
        continue
      }
      if let line = readLine(row) { lines.append(line) }
    }
    return figures(lines)
  }

  private mutating func readHeader(_ header: [Cell]) -> Bool {
    for (index, cell) in header.enumerated() {
      let name = cell.text.trimmed.lowercased()
      if !Self.columns.contains(name) {
        add(.unknownColumn(nearest: nearest(to: name, among: Self.columns)), at: cell.position)
      } else if places[name] != nil {
        add(.repeatedColumn, at: cell.position)
      } else {
        places[name] = index
      }
    }
    for name in Self.required where places[name] == nil { add(.noColumn(name), at: .start) }
    if places["count"] == nil && places["percent"] == nil { add(.noNumberColumn, at: .start) }
    return !report.hasErrors
  }

  // MARK: One line

  private mutating func readLine(_ row: [Cell]) -> CountLine? {
    let position = row[0].position
    func cell(_ name: String) -> Cell {
      places[name].map { Cell(text: row[$0].text.trimmed, position: row[$0].position) }
        ?? Cell(text: "", position: position)
    }
    for name in ["definition", "period", "place", "snapshot"] where cell(name).text.isEmpty {
      add(.empty(name), at: cell(name).position)
    }
    let base = readBase(cell("base"))
    let period = value(cell("period"), .period) { Period($0) }
    let place = value(cell("place"), .place, countedPlace)
    let (count, percent) = (cell("count"), cell("percent"))
    guard count.text.isEmpty != percent.text.isEmpty else {
      add(.countOrPercent, at: position)
      return nil
    }
    let number =
      count.text.isEmpty
      ? value(percent, .percent, Self.percentage).map(CountLine.Number.percentage)
      : value(count, .number, Self.count).map(CountLine.Number.count)
    let missing = cell("missing")
    var missingNumber: CountLine.Number?
    if !missing.text.isEmpty {
      missingNumber =
        count.text.isEmpty || missing.text.last == "%"
        ? value(missing, .percent, Self.percentage).map(CountLine.Number.percentage)
        : value(missing, .number, Self.count).map(CountLine.Number.count)
      if missingNumber == nil { return nil }
    }
    let of = cell("of")
    if !["", "all", "recorded"].contains(of.text) { add(.of, at: of.position) }
    guard let base, let period, let place, let number else { return nil }
    return CountLine(
      key: CountLine.Key(
        definition: cell("definition").text, base: base.base, period: period, place: place),
      snapshot: cell("snapshot").text, category: cell("category"), number: number,
      missing: missingNumber, of: of.text, attribute: cell("attribute").text,
      rule: cell("rule").text, source: cell("source").text, position: position)
  }

  /// Nil if it cannot be read; a value without a base if the cell is empty.
  private mutating func readBase(_ cell: Cell) -> (base: Base?, Void)? {
    if cell.text.isEmpty { return (nil, ()) }
    let (name, scope) = bracketed(cell.text)
    guard let unit = CountedUnit(rawValue: name) else {
      add(.base, at: cell.position)
      return nil
    }
    return (Base(unit, scope ?? ""), ())
  }

  private mutating func value<Value>(
    _ cell: Cell, _ problem: CountProblem, _ read: (String) -> Value?
  ) -> Value? {
    if cell.text.isEmpty { return nil }
    let found = read(cell.text)
    if found == nil { add(problem, at: cell.position) }
    return found
  }

  private static func count(_ text: String) -> Int? {
    guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let count = Int(text),
      count <= TableError.largestTotal
    else { return nil }
    return count
  }

  private static func percentage(_ text: String) -> RoundedPercentage? {
    RoundedPercentage(text.last == "%" ? text : text + "%")
  }

  mutating func add(_ problem: CountProblem, at position: Position) {
    report.add(problem.diagnostic(at: Location(file: file, position: position)))
  }
}

/// One line that could be read.
struct CountLine {
  enum Number: Hashable {
    case count(Int)
    case percentage(RoundedPercentage)

    var isCount: Bool { if case .count = self { true } else { false } }
  }

  struct Key: Hashable {
    var definition: String
    var base: Base?
    var period: Period
    var place: Place
  }

  var key: Key
  var snapshot: String
  var category: CommaSeparated.Cell
  var number: Number
  var missing: Number?
  var of: String
  var attribute: String
  var rule: String
  var source: String
  var position: Position
}
