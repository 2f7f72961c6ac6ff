internal import Diagnostics
internal import Documents

/// A fact as it is read, with the places of the names that must turn out to be facts.
struct FactDraft {
  var fact: Fact
  var position: Position
  var implies: [Named] = []
  var denies: [Named] = []
  var countedFrom: [Named] = []
}

extension VocabularyReader {
  /// Every fact of `vocabulary.yaml`, in its order.
  mutating func facts(_ node: Node) -> [FactDraft] {
    let what = "the vocabulary"
    guard var fields = document(node, what: what, format: "vocabulary/1") else { return [] }
    let list = fields.required("facts", help: "list the groups of facts", report: &report)
    fields.finish(allowed: ["heed", "facts"], report: &report)
    var drafts: [FactDraft] = []
    for group in items(list, what: "the list of groups") { drafts += self.group(group) }
    let kept = Set(distinct(drafts.map { Named($0) }, what: "the fact"))
    return drafts.filter { kept.contains(Named($0)) }
  }

  private mutating func group(_ node: Node) -> [FactDraft] {
    guard var fields = fields(node, what: "a group of facts") else { return [] }
    let title = fields.required("group", help: "give the group its heading", report: &report)
    let list = fields.required("facts", help: "list the facts of the group", report: &report)
    fields.finish(allowed: ["group", "facts"], report: &report)
    let group = text(title, what: "the heading of a group") ?? ""
    if let title, Vocabulary.isForbidden(group) {
      add(.forbidden(what: "the heading of a group"), at: title.position)
    }
    return items(list, what: "the facts of a group").compactMap { fact($0, group: group) }
  }

  private mutating func fact(_ node: Node, group: String) -> FactDraft? {
    guard var fields = fields(node, what: "a fact") else { return nil }
    let named = name(
      fields.required("fact", help: "give the fact a name", report: &report), what: "a fact")
    let kindNode = fields.required(
      "type", help: "write event, circumstance or number", report: &report)
    let kind = word(kindNode, what: "the type of a fact", as: Fact.Kind.self)
    let ask = text(
      fields.required("ask", help: "write the question in plain words", report: &report),
      what: "the question of a fact")
    var fact = Fact(name: named?.name ?? "", group: group, kind: kind ?? .event, ask: ask ?? "")
    fact.shows = word(
      fields.optional("shows"), what: "what a fact shows", as: Fact.Shows.self)
    fact.foundIn = texts(fields.optional("found-in"), what: "where an answer may be found")
    fact.roles = roles(fields.optional("roles"))
    fact.isNeverAgainst =
      yesNo(fields.optional("never-against"), what: "whether a fact never counts against anything")
      ?? false
    fact.computed = word(
      fields.optional("computed"), what: "what a fact is worked out from", as: Fact.Computed.self)
    fact.note = text(fields.optional("note"), what: "the note of a fact")

    var draft = FactDraft(fact: fact, position: named?.position ?? node.position)
    draft.implies = names(fields.optional("implies"), what: "a fact that is implied")
    if let list = fields.optional("denies") { denials(list, of: &draft) }
    if let list = fields.optional("counted-from") { countedFrom(list, of: &draft, kind: kind) }
    draft.fact.implies = draft.implies.map(\.name)
    fields.finish(
      allowed: [
        "fact", "type", "shows", "ask", "found-in", "roles", "implies", "denies", "never-against",
        "computed", "counted-from", "note",
      ], report: &report)
    return named == nil ? nil : draft
  }

  private mutating func roles(_ node: Node?) -> [String: [String]] {
    guard let node, fields(node, what: "the roles of a fact") != nil else { return [:] }
    var roles: [String: [String]] = [:]
    for entry in node.asMap ?? [] {
      guard let role = checked(entry.key, what: "a role", at: entry.keyPosition) else { continue }
      if CommonRole.reserved.contains(role.name) { add(.reservedRole, at: entry.keyPosition) }
      let words = entry.value.oneOrMore(file: file, what: "the words of a role", report: &report)
      roles[role.name] = distinct(
        (words ?? []).compactMap { name($0, what: "a word of a role") }, what: "the word"
      ).map(\.name)
    }
    return roles
  }

  private mutating func denials(_ list: Node, of draft: inout FactDraft) {
    for node in items(list, what: "what a fact denies") {
      guard var fields = fields(node, what: "a denial") else { continue }
      let named = name(
        fields.required("fact", help: "name the number that is denied", report: &report),
        what: "a fact that is denied")
      let count = fields.required(
        "at-least", help: "say from how many on it is denied", report: &report)
      let atLeast = count?.integer(
        file: file, what: "the number that is denied", in: 1...1_000_000, report: &report)
      fields.finish(allowed: ["fact", "at-least"], report: &report)
      guard let named, let atLeast else { continue }
      draft.denies.append(named)
      draft.fact.denies.append(Fact.Denial(fact: named.name, atLeast: atLeast))
    }
  }

  private mutating func countedFrom(_ node: Node, of draft: inout FactDraft, kind: Fact.Kind?) {
    if let kind, kind != .number { add(.misplacedCountedFrom, at: node.position) }
    let nodes = node.oneOrMore(file: file, what: "what a number is counted from", report: &report)
    let all = (nodes ?? []).compactMap { name($0, what: "a fact that is counted from") }
    let named = distinct(all, what: "the fact")
    draft.countedFrom = named.filter { $0.name != Fact.Shows.harm.rawValue }
    draft.fact.countedFrom = named.map(\.name)
  }

  /// Reports what the facts say of one another and cannot be so.
  mutating func check(_ drafts: [FactDraft], in vocabulary: Vocabulary) {
    for draft in drafts {
      for named in draft.implies + draft.denies + draft.countedFrom {
        checkFact(named, in: vocabulary)
      }
      for named in draft.denies {
        if let fact = vocabulary[fact: named.name], fact.kind != .number {
          add(.deniesNoNumber, at: named.position)
        }
      }
      for named in draft.implies {
        guard let other = vocabulary[fact: named.name] else { continue }
        if (other.kind == .number) != (draft.fact.kind == .number) {
          add(.impliesOtherKind, at: named.position)
        }
        if vocabulary.factsImplied(by: other.name).contains(draft.fact.name) {
          add(.impliesItself, at: named.position)
        }
      }
    }
  }

  mutating func checkFact(_ named: Named, in vocabulary: Vocabulary) {
    guard vocabulary[fact: named.name] == nil else { return }
    let close = nearest(to: named.name, among: vocabulary.facts.lazy.map(\.name))
    add(.unknownFact(nearest: close), at: named.position)
  }
}

extension Named {
  fileprivate init(_ draft: FactDraft) {
    self.init(name: draft.fact.name, position: draft.position)
  }
}

extension CommonRole {
  /// What a role of a fact may not be called, because statements and the leaves of tests use it. `from` may be: a fact
  /// that declares it takes words there, and no place.
  static let reserved: Set<String> = [
    "fact", "child", "by", "with", "to", "number", "count", "event", "when", "says", "source",
    "note", "at-least", "of", "since", "child-under", "term", "framework", "reading", "as", "all",
    "any", "not",
  ]
}
