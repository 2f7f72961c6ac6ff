internal import Diagnostics
internal import Documents
internal import EvidenceLogic

/// A framework's test while it is being read: a formula over the indices of its elements.
struct TestDraft {
  var elements: [DraftElement] = []
  var formula: Formula<Int> = .never
  var routes: [Int: String] = [:]
  var eventSame = false

  fileprivate var routePlaces: [String: Position] = [:]
}

extension LawReader {
  /// Reads a framework's test: elements under connectives.
  ///
  /// - Parameter status: the framework's, for elements that give none of their own.
  mutating func test(_ node: Node, status: Verification) -> TestDraft {
    var draft = TestDraft()
    guard var fields = fields(node, what: "the test") else { return draft }
    let event = fields.optional("event")
    draft.eventSame =
      word(event, what: "how the elements are bound", oneOf: ["same"], code: "unknown-word") != nil
    draft.formula = branch(node, &fields, into: &draft, status: status)
    finish(fields, allowed: Connective.keys + ["event"])
    return draft
  }

  /// A connective over elements and further branches.
  private mutating func branch(
    _ node: Node, _ fields: inout Fields, into draft: inout TestDraft, status: Verification
  ) -> Formula<Int> {
    guard let connective = connective(in: node) else {
      add(.emptyFormula, at: node.position)
      return .never
    }
    defer { if connective.isSeveral { refuseSeveral(&fields, at: node.position) } }
    switch connective.word {
    case "all":
      return .all(parts(fields.optional("all"), into: &draft, status: status))
    case "any":
      return .any(parts(fields.optional("any"), into: &draft, status: status))
    case "not":
      guard let denied = fields.optional("not") else { return .never }
      return .not(part(denied, into: &draft, status: status))
    default:
      let needed = atLeast(&fields, what: "the test")
      let of = required(&fields, "of", help: "list the elements under of")
      let listed = parts(of, into: &draft, status: status)
      checkReach(needed?.count, of: listed.count, at: needed?.position ?? node.position)
      return .atLeast(needed?.count ?? 1, listed)
    }
  }

  private mutating func parts(
    _ node: Node?, into draft: inout TestDraft, status: Verification
  ) -> [Formula<Int>] {
    if let node, node.asList?.isEmpty == true { add(.emptyFormula, at: node.position) }
    var formulas: [Formula<Int>] = []
    for item in items(node, what: "the elements of a test") {
      formulas.append(part(item, into: &draft, status: status))
    }
    return formulas
  }

  /// One element, or a branch of the test.
  private mutating func part(
    _ node: Node, into draft: inout TestDraft, status: Verification
  ) -> Formula<Int> {
    guard var fields = fields(node, what: "an element") else { return .never }
    let isElement = node.asMap?.contains { ["element", "says", "cite"].contains($0.key) } ?? false
    if connective(in: node) != nil, !isElement {
      if let route = fields.optional("route") { addRoute(route, to: &draft) }
      let formula = branch(node, &fields, into: &draft, status: status)
      finish(fields, allowed: Connective.keys + ["route"])
      return formula
    }
    guard let element = element(node, &fields, status: status) else { return .never }
    if let first = draft.elements.first(where: { !$0.id.isEmpty && $0.id == element.id }) {
      let place = Location(file: file, position: first.position)
      add(.duplicate(.element, name: element.id, first: place), at: element.position)
    }
    draft.elements.append(element)
    return .leaf(draft.elements.count - 1)
  }

  private mutating func addRoute(_ node: Node, to draft: inout TestDraft) {
    guard let name = text(node, what: "the name of a route") else { return }
    let start = draft.elements.count
    if let first = draft.routePlaces[name] ?? draft.routes[start].flatMap({ draft.routePlaces[$0] })
    {
      let place = Location(file: file, position: first)
      add(.duplicate(.route, name: name, first: place), at: node.position)
      return
    }
    draft.routePlaces[name] = node.position
    draft.routes[start] = name
  }

  // MARK: Elements

  private mutating func element(
    _ node: Node, _ fields: inout Fields, status: Verification
  ) -> DraftElement? {
    let outer = context
    defer { context = outer }
    let idNode = required(&fields, "element", help: "give the element a short name, as in 'M1'")
    let id = name(idNode, what: "the id of an element", isElement: true)
    let citeNode = fields.optional("cite")
    let cite = text(citeNode, what: "the citation")
    context = elementContext(cite: cite, id: id) ?? outer
    if citeNode == nil { _ = required(&fields, "cite", help: "cite the words that require it") }
    let saysNode = required(&fields, "says", help: "say in plain words what it requires")
    let says = text(saysNode, what: "what the element requires")
    let own = self.status(fields.optional("status"))
    let by = word(
      fields.optional("by"), what: "whose act it is", oneOf: ["same"], code: "unknown-word")
    let question = text(fields.optional("question"), what: "the question")
    let whyNode = fields.optional("why")
    let why = text(whyNode, what: "why readings differ")
    let judgement = text(fields.optional("judgement"), what: "who judges")
    let read = text(fields.optional("read"), what: "where the text was read")
    let alsoNode = fields.optional("also")
    let body = self.body(node, &fields, also: alsoNode)
    if let alsoNode, whyNode == nil { add(.alsoWithoutWhy, at: alsoNode.position) }
    finish(
      fields,
      allowed: [
        "element", "says", "cite", "status", "by", "question", "why", "judgement", "any", "all",
        "narrow", "also", "decide", "read",
      ])
    return DraftElement(
      id: id ?? "", position: idNode?.position ?? node.position, says: says ?? "", cite: cite ?? "",
      status: own ?? status, body: body, bySame: by != nil, judgement: judgement,
      question: question, why: why, read: read, context: context ?? "")
  }

  /// How the element is tested; exactly one way.
  private mutating func body(
    _ node: Node, _ fields: inout Fields, also alsoNode: Node?
  ) -> DraftElement.Body {
    let ways = ["any", "all", "narrow", "decide"].filter { fields.has($0) }
    if ways.count > 1 {
      add(.howTested(none: false), at: node.position)
      for way in ways { _ = fields.optional(way) }
      return .formula(narrow: DraftElement.Part(formula: .never, position: node.position), also: [])
    }
    if let alsoNode, ways != ["narrow"] { add(.alsoAlone, at: alsoNode.position) }
    if let decider = fields.optional("decide") {
      return .decide(text(decider, what: "who decides") ?? "")
    }
    if let narrow = fields.optional("narrow") {
      let accepted = formulaOrList(narrow, what: "the narrow reading")
      let also = oneOrMore(alsoNode, what: "what the broad reading adds").map {
        DraftElement.Part(formula: formula($0, what: "the broad reading"), position: $0.position)
      }
      return .formula(
        narrow: DraftElement.Part(formula: accepted, position: narrow.position), also: also)
    }
    guard let way = ways.first, let entry = node.asMap?.first(where: { $0.key == way }) else {
      // An `also` by itself has been reported already.
      if alsoNode == nil { add(.howTested(none: true), at: node.position) }
      return .formula(narrow: DraftElement.Part(formula: .never, position: node.position), also: [])
    }
    let asked = connected(&fields, what: "the element")
    return .formula(
      narrow: DraftElement.Part(formula: asked, position: entry.value.position), also: [])
  }
}

/// Where in the law an element is: `section 2(3), element M1`.
private func elementContext(cite: String?, id: String?) -> String? {
  guard let id else { return cite.map(spelledOut) }
  return (cite.map { "\(spelledOut($0)), " } ?? "") + "element \(id)"
}

/// A citation with its first word written in full.
private func spelledOut(_ cite: String) -> String {
  let words = [
    "s": "section", "ss": "sections", "reg": "regulation", "regs": "regulations",
    "art": "article", "arts": "articles", "Art": "Article", "Arts": "Articles",
    "para": "paragraph", "paras": "paragraphs",
  ]
  guard let space = cite.firstIndex(of: " "), let word = words[String(cite[..<space])] else {
    return cite
  }
  return word + cite[space...]
}
