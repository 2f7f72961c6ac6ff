internal import Diagnostics
internal import Documents
internal import Vocabulary

extension RecordReader {
  private static let keys = [
    "fact", "child", "by", "with", "from", "to", "number", "count", "event", "when", "says",
    "source", "note",
  ]

  mutating func statement(_ node: Node) {
    guard var fields = fields(node, what: "a statement") else { return }
    let factNode = fields.required("fact", help: "name a fact of the vocabulary", report: &report)
    let fact = fact(factNode)
    var statement = Statement(fact: fact?.name ?? "", says: true, source: "")
    statement.children = mentions(
      fields.optional("child"), as: .child, what: "a child in a statement")
    statement.by = mentions(fields.optional("by"), as: .doer, what: "a person under 'by'")
    statement.with = mentions(fields.optional("with"), as: .thing, what: "a thing under 'with'")
    if fact?.roles["from"] == nil {
      statement.from = mention(fields.optional("from"), as: .place, what: "the place under 'from'")
    }
    statement.to = mention(fields.optional("to"), as: .place, what: "the place under 'to'")
    statement.event = id(fields.optional("event"), what: "the name of an event")?.value
    statement.when = date(fields.optional("when"), what: "the date of a statement")
    statement.note = text(fields.optional("note"), what: "the note of a statement")
    statement.says = says(fields.optional("says"), at: node.position)
    number(&fields, of: &statement, fact: fact, at: factNode?.position ?? node.position)
    let source = source(&fields, at: node.position)
    statement.source = source ?? ""
    if let fact { roles(&fields, of: &statement, fact: fact) }
    setAsideForeignRoles(&fields, of: node, fact: fact)
    let ownRoles = (fact?.roles.keys.sorted() ?? []).filter { $0 != "from" }
    finish(&fields, of: node, allowed: Self.keys + ownRoles)
    if let fact, let factNode, fact.shows == .harm, statement.says, statement.children.isEmpty,
      !fields.has("child")
    {
      add(.noChild, at: factNode.position)
    }
    if fact != nil, source != nil {
      draft.statements.append(Placed(statement, at: location(node.position)))
    }
  }

  private mutating func fact(_ node: Node?) -> Fact? {
    guard let node, let name = text(node, what: "the fact of a statement") else { return nil }
    if let fact = vocabulary[fact: name] { return fact }
    let close = hints.nearest(to: name, among: vocabulary.facts.lazy.map(\.name))
    add(.unknownFact(nearest: close), at: node.position)
    return nil
  }

  private mutating func says(_ node: Node?, at position: Position) -> Bool {
    if let node {
      let what = "what a statement says"
      return node.yesNo(file: file, what: what, report: &report) ?? true
    }
    guard let says = options.defaultSays else {
      add(.noSays, at: position)
      return true
    }
    return says
  }

  private mutating func source(_ fields: inout Fields, at position: Position) -> String? {
    if let node = fields.optional("source") {
      return mention(node, as: .source, what: "the source of a statement")
    }
    guard let source = options.defaultSource else {
      add(.noSource, at: position)
      return nil
    }
    draft.mentions.append(Mention(use: .source, id: source.id, location: location(position)))
    return source.id
  }

  private mutating func number(
    _ fields: inout Fields, of statement: inout Statement, fact: Fact?, at position: Position
  ) {
    let number = fields.optional("number")
    let count = fields.optional("count")
    statement.number = number?.integer(
      file: file, what: "the number of people", in: 1...1_000_000, report: &report)
    statement.count =
      word(
        count, what: "how a number is meant", as: Statement.Count.self,
        code: "record.unknown-count") ?? .atLeast
    guard let fact else { return }
    guard fact.kind == .number else {
      if let node = number ?? count { add(.misplacedNumber, at: node.position) }
      return
    }
    if number == nil { add(.noNumber, at: position) }
    if let count, !statement.says { add(.countWithNo, at: count.position) }
  }

  private mutating func roles(
    _ fields: inout Fields, of statement: inout Statement, fact: Fact
  ) {
    for (role, words) in fact.roles.sorted(by: { $0.key < $1.key }) {
      guard let node = fields.optional(role) else { continue }
      var stated: [String] = []
      for item in oneOrMore(node, what: "the role '\(role)'") {
        let word = word(
          item, what: "the role '\(role)'", oneOf: words, code: "record.unknown-word")
        guard let word else { continue }
        if stated.contains(word) {
          add(.namedTwice(what: "a word of the role '\(role)'"), at: item.position)
        } else {
          stated.append(word)
        }
      }
      if !stated.isEmpty { statement.roles[role] = stated }
    }
  }

  /// Reports roles that only other facts have. Where the fact itself is not known, they may well be right.
  private mutating func setAsideForeignRoles(
    _ fields: inout Fields, of node: Node, fact: Fact?
  ) {
    for entry in node.asMap ?? [] where !Self.keys.contains(entry.key) {
      if fact?.roles[entry.key] != nil { continue }
      let having = vocabulary.facts.filter { $0.roles[entry.key] != nil }.map(\.name)
      if having.isEmpty { continue }
      _ = fields.optional(entry.key)
      guard let fact else { continue }
      add(
        .unknownRole(entry.key, fact: fact.name, roles: fact.roles.keys.sorted(), having: having),
        at: entry.keyPosition)
    }
  }
}
