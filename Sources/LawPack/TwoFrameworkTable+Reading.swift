internal import Diagnostics
internal import Documents
internal import EvidenceLogic

/// Reads `Law/two-framework-table.yaml`, whose names must be those of frameworks and elements of the law beside it.
struct TwoFrameworkReader {
  private var reader: LawReader
  private let frameworks: [Framework]

  /// - Parameters:
  ///   - file: as diagnostics name it.
  ///   - frameworks: all that the law has.
  init(file: String, names: KnownNames, frameworks: [Framework]) {
    reader = LawReader(file: file, names: names)
    self.frameworks = frameworks
  }

  var report: Report { reader.report }

  mutating func table(_ node: Node) -> TwoFrameworkTable? {
    guard var fields = reader.fields(node, what: "the two-framework table") else { return nil }
    reader.header("two-framework-table/1", &fields)
    let left = column(reader.required(&fields, "left", help: "give the left column"))
    let right = column(reader.required(&fields, "right", help: "give the right column"))
    let identification = frameworkNames(
      reader.required(
        &fields, "identification", help: "list the tests by which a child is identified"))
    let rowsNode = reader.required(&fields, "rows", help: "list the seven rows")
    let rows = reader.items(rowsNode, what: "the rows").compactMap { row($0) }
    let pairs = reader.items(fields.optional("together"), what: "what the columns say together")
      .compactMap { pair($0) }
    reader.finish(
      fields, allowed: ["heed", "left", "right", "identification", "rows", "together"])
    if let rowsNode, rows.map(\.name) != TwoFrameworkTable.RowName.allCases,
      !reader.report.hasErrors
    {
      add(.rows, at: rowsNode.position)
    }
    guard let left, let right else { return nil }
    return TwoFrameworkTable(
      left: left, right: right, identification: identification, rows: rows, together: pairs)
  }

  private mutating func column(_ node: Node?) -> TwoFrameworkTable.Column? {
    guard let node, var fields = reader.fields(node, what: "a column") else { return nil }
    let title = reader.text(
      reader.required(&fields, "title", help: "give the column a title"),
      what: "the title of a column")
    let names = frameworkNames(
      reader.required(&fields, "frameworks", help: "list the frameworks that the column takes"))
    reader.finish(fields, allowed: ["title", "frameworks"])
    return title.map { TwoFrameworkTable.Column(title: $0, frameworks: names) }
  }

  private mutating func row(_ node: Node) -> TwoFrameworkTable.Row? {
    guard var fields = reader.fields(node, what: "a row") else { return nil }
    let name = reader.word(
      reader.required(&fields, "row", help: "name the row"), what: "the name of a row",
      as: TwoFrameworkTable.RowName.self, code: "unknown-row")
    reader.context = name.map { "row \($0.rawValue)" }
    defer { reader.context = nil }
    let title = text(&fields, "title", help: "give the row a title")
    let question = text(&fields, "question", help: "say in plain words what the row asks")
    let left = cell(reader.required(&fields, "left", help: "give the left cell"))
    let right = cell(reader.required(&fields, "right", help: "give the right cell"))
    reader.finish(fields, allowed: ["row", "title", "question", "left", "right"])
    guard let name, let title, let question, let left, let right else { return nil }
    return TwoFrameworkTable.Row(
      name: name, title: title, question: question, left: left, right: right)
  }

  private mutating func cell(_ node: Node?) -> TwoFrameworkTable.Cell? {
    guard let node, var fields = reader.fields(node, what: "a cell") else { return nil }
    let says = text(&fields, "says", help: "say what the framework asks in this row")
    let cite = text(&fields, "cite", help: "cite where it says so")
    let status = status(&fields)
    let shows = references(fields.optional("shows"))
    let corrections = reader.items(fields.optional("corrections"), what: "corrections")
      .compactMap { correction($0) }
    reader.finish(fields, allowed: ["says", "cite", "status", "shows", "corrections"])
    guard let says, let cite, let status else { return nil }
    return TwoFrameworkTable.Cell(
      says: says, cite: cite, status: status, shows: shows, corrections: corrections)
  }

  private mutating func correction(_ node: Node) -> TwoFrameworkTable.Correction? {
    guard var fields = reader.fields(node, what: "a correction") else { return nil }
    let id = reader.name(
      reader.required(&fields, "id", help: "give the number of the statement corrected"),
      what: "the number of a statement")
    let was = text(&fields, "was", help: "quote what the table said")
    let now = text(&fields, "is", help: "say what the law says")
    let cite = text(&fields, "cite", help: "cite where the law says so")
    let status = status(&fields)
    reader.finish(fields, allowed: ["id", "was", "is", "cite", "status"])
    guard let id, let was, let now, let cite, let status else { return nil }
    return TwoFrameworkTable.Correction(id: id, was: was, is: now, cite: cite, status: status)
  }

  private mutating func pair(_ node: Node) -> TwoFrameworkTable.Pair? {
    guard var fields = reader.fields(node, what: "a sentence on both columns") else { return nil }
    let id = reader.name(
      reader.required(&fields, "pair", help: "give the sentence a number"),
      what: "the number of a sentence")
    reader.context = id.map { "pair \($0)" }
    defer { reader.context = nil }
    let says = text(&fields, "says", help: "say what the two columns say together")
    let cite = text(&fields, "cite", help: "cite where the law says so")
    let status = status(&fields)
    let when = reader.items(
      reader.required(&fields, "when", help: "list the conditions, all of which must hold"),
      what: "the conditions of a sentence"
    ).compactMap { condition($0) }
    reader.finish(fields, allowed: ["pair", "says", "cite", "status", "when"])
    guard let id, let says, let cite, let status, !when.isEmpty else { return nil }
    return TwoFrameworkTable.Pair(id: id, says: says, cite: cite, status: status, when: when)
  }

  private mutating func condition(_ node: Node) -> TwoFrameworkTable.Condition? {
    guard var fields = reader.fields(node, what: "a condition") else { return nil }
    let kinds = TwoFrameworkTable.Condition.Quantifier.allCases
    let given = kinds.filter { fields.has($0.rawValue) }
    let named = kinds.compactMap { fields.optional($0.rawValue) }
    let found = references(named.first)
    let words = reader.oneOrMore(
      reader.required(&fields, "is", help: "list the states, or write: is: [met]"),
      what: "the states of a condition"
    ).compactMap { states($0) }
    reader.finish(fields, allowed: kinds.map(\.rawValue) + ["is"])
    guard given.count == 1, let quantifier = given.first, !found.isEmpty else {
      add(.quantifier, at: node.position)
      return nil
    }
    return TwoFrameworkTable.Condition(quantifier, of: found, are: words.flatMap(\.self))
  }

  /// The states for which a word stands: its own, or all that count as met.
  private mutating func states(_ node: Node) -> [State]? {
    let named: [State] = [
      .evidenced, .disputed, .contradicted, .notYetEvidenced, .arguable, .notInForce,
    ]
    let word = reader.word(
      node, what: "a state", oneOf: named.map(\.rawValue) + ["met"], code: "unknown-state")
    return word.map { word in
      word == "met" ? named.filter(\.isMet) : named.filter { $0.rawValue == word }
    }
  }

  // MARK: Parts

  private mutating func text(_ fields: inout Fields, _ key: String, help: String) -> String? {
    reader.text(reader.required(&fields, key, help: help), what: "'\(key)'")
  }

  private mutating func status(_ fields: inout Fields) -> Verification? {
    reader.word(
      reader.required(&fields, "status", help: "say how it was checked against the text"),
      what: "a status", as: Verification.self, code: "unknown-status")
  }

  private mutating func frameworkNames(_ node: Node?) -> [String] {
    references(node).map(\.framework)
  }

  private mutating func references(_ node: Node?) -> [TestReference] {
    reader.references(node, among: frameworks)
  }

  private mutating func add(_ problem: TwoFrameworkProblem, at position: Position) {
    let place = Location(file: reader.file, position: position)
    reader.report.add(problem.diagnostic(at: place, context: reader.context))
  }
}

/// What can be wrong with the two-framework table alone.
enum TwoFrameworkProblem: Hashable {
  case rows
  case quantifier

  func diagnostic(at location: Location, context: String?) -> Diagnostic {
    Diagnostic(.error, code, at: location, message, help: help, context: context)
  }

  private var code: String {
    switch self {
    case .rows: "law.table-rows"
    case .quantifier: "law.table-condition"
    }
  }

  private var message: String {
    switch self {
    case .rows: "these are not the seven rows of the table, in their order"
    case .quantifier: "this condition does not say of which answers it speaks"
    }
  }

  private var help: String {
    switch self {
    case .rows:
      "the rows are \(TwoFrameworkTable.RowName.allCases.map(\.rawValue).joined(separator: ", "))"
    case .quantifier: "give exactly one of 'all', 'any' and 'none', with at least one framework"
    }
  }
}
