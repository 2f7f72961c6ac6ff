internal import Diagnostics
internal import Documents
internal import EvidenceLogic
internal import Vocabulary

/// A term as `terms.yaml` writes it.
struct DraftTerm {
  var name: String
  var position: Position
  var says: String
  var note: String?
  var formula: Formula<DraftLeaf>
}

extension LawReader {
  /// The names that `terms.yaml` defines, before anything else of it is read: every formula may use them.
  static func termNames(in document: Node) -> Set<String> {
    let terms = document.asMap?.first { $0.key == "terms" }?.value.asList ?? []
    return Set(
      terms.compactMap { term in
        term.asMap?.first { $0.key == "term" }?.value.asScalar.flatMap { $0.isNull ? nil : $0.text }
      })
  }

  /// Reads `terms.yaml`.
  mutating func terms(_ document: Node) -> [DraftTerm] {
    guard var fields = fields(document, what: "this file") else { return [] }
    let format = "terms/1"
    if let header = required(&fields, "heed", help: "begin the file with: heed: \(format)"),
      header.asScalar?.text != format
    {
      add(.format(expected: format), at: header.position)
    }
    let list = required(&fields, "terms", help: "list the terms, each with its formula")
    finish(fields, allowed: ["heed", "terms"])
    var found: [DraftTerm] = []
    for item in items(list, what: "terms") {
      guard let term = term(item) else { continue }
      if let first = found.first(where: { $0.name == term.name }) {
        let place = Location(file: file, position: first.position)
        add(.duplicate(.term, name: term.name, first: place), at: term.position)
      } else {
        found.append(term)
      }
    }
    return found
  }

  private mutating func term(_ node: Node) -> DraftTerm? {
    guard var fields = fields(node, what: "a term") else { return nil }
    let nameNode = required(&fields, "term", help: "give the term a name")
    let name = name(nameNode, what: "the name of a term")
    context = name.map { "term \($0)" }
    defer { context = nil }
    if let name, let nameNode, names.vocabulary?[fact: name] != nil {
      add(.termHidesFact, at: nameNode.position)
    }
    let says = required(&fields, "says", help: "say in plain words what the term means")
    let note = fields.optional("note")
    let formula: Formula<DraftLeaf>
    if let one = connective(in: node) {
      formula = connected(&fields, what: "the term")
      if one.isSeveral { refuseSeveral(&fields, at: node.position) }
    } else {
      add(.emptyFormula, at: node.position)
      formula = .never
    }
    let text = text(says, what: "what the term means")
    let remark = self.text(note, what: "the note of a term")
    finish(fields, allowed: ["term", "says", "note"] + Connective.keys)
    guard let name, let nameNode else { return nil }
    return DraftTerm(
      name: name, position: nameNode.position, says: text ?? "", note: remark, formula: formula)
  }

  /// Reports a map that holds several connectives, and passes over those that were not read.
  mutating func refuseSeveral(_ fields: inout Fields, at position: Position) {
    add(.formula, at: position)
    for word in Connective.keys { _ = fields.optional(word) }
  }

  /// Whether a map holds a connective, and whether it holds more than one.
  func connective(in node: Node) -> (word: String, isSeveral: Bool)? {
    let held = Connective.words.filter { word in
      node.asMap?.contains { $0.key == word && !$0.value.isNull } ?? false
    }
    return held.first.map { ($0, held.count > 1) }
  }
}
