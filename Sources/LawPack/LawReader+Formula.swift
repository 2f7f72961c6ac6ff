internal import Diagnostics
internal import Documents
internal import EvidenceLogic
internal import Vocabulary

/// The ways of putting formulas together, as a file writes them.
enum Connective {
  static let words = ["all", "any", "not", "at-least"]
  static let keys = ["all", "any", "not", "at-least", "of"]
}

/// The most people, or parts, that a count may ask for: far above any provision, and it keeps a slip of the keyboard out.
private let countable = 1...1000

extension LawReader {
  /// A formula; what cannot be read of it is reported, and stands in it as a leaf that nothing meets.
  mutating func formula(_ node: Node, what: String) -> Formula<DraftLeaf> {
    switch node.value {
    case .scalar:
      guard let name = text(node, what: what) else { return unreadable(node) }
      return .leaf(DraftLeaf(asked: named(name, at: node.position), position: node.position))
    case .list:
      add(.formula, at: node.position)
      return unreadable(node)
    case .map(let entries):
      let keys = entries.map(\.key)
      let leaves = ["fact", "term", "framework", "offence-punishable"].filter(keys.contains)
      let connectives = Connective.words.filter(keys.contains)
      switch (leaves.first, connectives.first) {
      case ("fact"?, _) where leaves.count == 1 && connectives.allSatisfy { $0 == "at-least" }:
        return leaf(node, what: what) { $0.factTest(&$1) }
      case ("term"?, nil) where leaves.count == 1:
        return leaf(node, what: what) { $0.termUse(&$1) }
      case ("framework"?, nil) where leaves.count == 1:
        return leaf(node, what: what) { $0.reference(&$1) }
      case ("offence-punishable"?, nil) where leaves.count == 1:
        return leaf(node, what: what) { $0.punishable(&$1) }
      case (nil, _?) where connectives.count == 1:
        guard var fields = fields(node, what: what) else { return unreadable(node) }
        let formula = connected(&fields, what: what)
        finish(fields, allowed: Connective.keys)
        return formula
      default:
        add(.formula, at: node.position)
        return unreadable(node)
      }
    }
  }

  /// A formula, or a list of formulas of which any will do.
  mutating func formulaOrList(_ node: Node, what: String) -> Formula<DraftLeaf> {
    guard node.asList != nil else { return formula(node, what: what) }
    return .any(parts(node, what: what))
  }

  /// The one connective that the map holds, with its parts.
  mutating func connected(_ fields: inout Fields, what: String) -> Formula<DraftLeaf> {
    if let node = fields.optional("all") { return .all(parts(node, what: what)) }
    if let node = fields.optional("any") { return .any(parts(node, what: what)) }
    if let node = fields.optional("not") { return .not(formula(node, what: what)) }
    if fields.has("at-least") {
      let needed = atLeast(&fields, what: what)
      let of = required(&fields, "of", help: "list the parts under of")
      let listed = of.map { parts($0, what: what) } ?? []
      checkReach(needed?.count, of: listed.count, at: needed?.position ?? fields.position)
      return .atLeast(needed?.count ?? 1, listed)
    }
    add(.emptyFormula, at: fields.position)
    return .never
  }

  /// How many parts are needed, under `at-least`.
  mutating func atLeast(_ fields: inout Fields, what: String) -> (count: Int, position: Position)? {
    guard let node = fields.optional("at-least"),
      let count = integer(node, what: "at-least", in: countable)
    else { return nil }
    return (count, node.position)
  }

  mutating func checkReach(_ needed: Int?, of count: Int, at position: Position) {
    if let needed, count > 0, needed > count {
      add(.neverEnough(count: needed, parts: count), at: position)
    }
  }

  private mutating func parts(_ node: Node, what: String) -> [Formula<DraftLeaf>] {
    if let items = node.asList, items.isEmpty { add(.emptyFormula, at: node.position) }
    return items(node, what: "the parts of \(what)").map { formula($0, what: "a part of \(what)") }
  }

  private func unreadable(_ node: Node) -> Formula<DraftLeaf> {
    .leaf(DraftLeaf(asked: .unreadable, position: node.position))
  }

  // MARK: Leaves

  /// A leaf that is written as a map. Its place is that of the name in it, where there is one.
  private mutating func leaf(
    _ node: Node, what: String, _ read: (inout LawReader, inout Fields) -> DraftLeaf?
  ) -> Formula<DraftLeaf> {
    guard var fields = fields(node, what: what), let leaf = read(&self, &fields) else {
      return unreadable(node)
    }
    return .leaf(leaf)
  }

  /// A bare word: a fact, or a term.
  private mutating func named(_ name: String, at position: Position) -> DraftLeaf.Asked {
    if names.terms.contains(name) { return .term(name, Narrowing()) }
    guard let vocabulary = names.vocabulary else { return .unreadable }
    guard let fact = vocabulary[fact: name] else {
      add(.unknownFact(nearest: names.nearestName(to: name)), at: position)
      return .unreadable
    }
    if fact.kind == .number { add(.numberWithoutCount, at: position) }
    return check(fact, at: position).map { .fact(FactTest(fact: $0.name)) } ?? .unreadable
  }

  /// The fact, unless no formula may ask for it.
  private mutating func check(_ fact: Fact, at position: Position) -> Fact? {
    if fact.isNeverAgainst {
      add(.neverAgainst(fact: fact.name), at: position)
    } else if fact.shows == .response {
      add(.response(fact: fact.name), at: position)
    } else {
      return fact
    }
    return nil
  }

  private mutating func factTest(_ fields: inout Fields) -> DraftLeaf? {
    let conditions = ["at-least", "of", "since", "child-under"]
    guard let node = required(&fields, "fact", help: "name a fact of Law/vocabulary.yaml") else {
      return nil
    }
    let name = fact(node, what: "the fact")
    let known = name.flatMap { names.vocabulary?[fact: $0] }
    var test = FactTest(fact: name ?? "")
    let count = fields.optional("at-least")
    test.atLeast = integer(count, what: "at-least", in: countable)
    let of = fields.optional("of")
    test.of = word(of, what: "whom a count counts", as: FactTest.Counted.self, code: "unknown-word")
    test.since = day(fields.optional("since"), what: "since")
    test.childUnder = integer(fields.optional("child-under"), what: "child-under", in: 1...18)
    guard let known else {
      _ = fields.rest()
      return nil
    }

    switch (known.kind, count, of) {
    case (.number, nil, _): add(.numberWithoutCount, at: node.position)
    case (.number, _, let of?): add(.numberOfWhom, at: of.position)
    case (.event, let count?, nil), (.circumstance, let count?, nil):
      add(.countOfWhom, at: count.position)
    case (.event, nil, let of?), (.circumstance, nil, let of?):
      add(.countOfNobody, at: of.position)
    default: break
    }

    for entry in fields.rest() {
      guard let words = known.roles[entry.key] else {
        let roles = known.roles.keys.sorted()
        let meant = nearest(to: entry.key, among: roles + conditions)
        add(
          .unknownRole(role: entry.key, nearest: meant, roles: roles), at: entry.keyPosition)
        continue
      }
      let what = "the role '\(entry.key)'"
      let asked = oneOrMore(entry.value, what: what).compactMap {
        word(
          $0, what: what, oneOf: words + [FactTest.Condition.unstated], code: "unknown-word")
      }
      test.conditions.append(FactTest.Condition(role: entry.key, words: asked))
    }
    test.conditions.sort { $0.role < $1.role }
    guard check(known, at: node.position) != nil else { return nil }
    return DraftLeaf(asked: .fact(test), position: node.position)
  }

  private mutating func termUse(_ fields: inout Fields) -> DraftLeaf? {
    let node = required(&fields, "term", help: "name a term of Law/terms.yaml")
    let name = text(node, what: "the term")
    let narrowing = Narrowing(
      since: day(fields.optional("since"), what: "since"),
      childUnder: integer(fields.optional("child-under"), what: "child-under", in: 1...18))
    finish(fields, allowed: ["term", "since", "child-under"])
    guard let node, let name else { return nil }
    guard names.terms.contains(name) else {
      add(.unknownTerm(nearest: nearest(to: name, among: names.terms)), at: node.position)
      return nil
    }
    return DraftLeaf(asked: .term(name, narrowing), position: node.position)
  }

  private mutating func reference(_ fields: inout Fields) -> DraftLeaf? {
    let node = required(&fields, "framework", help: "name the id of a framework")
    let id = text(node, what: "the framework")
    let reading = word(
      fields.optional("reading"), what: "the reading that is built on", oneOf: ["narrow"],
      code: "unknown-word")
    let conduct = word(
      fields.optional("as"), what: "how the framework is taken", oneOf: ["conduct"],
      code: "unknown-word")
    finish(fields, allowed: ["framework", "reading", "as"])
    guard let node, let id else { return nil }
    let reference = FrameworkReference(id: id, reading: reading, asConduct: conduct != nil)
    return DraftLeaf(asked: .framework(reference), position: node.position)
  }

  /// Any offence of the place that carries so many years.
  private mutating func punishable(_ fields: inout Fields) -> DraftLeaf? {
    let node = required(&fields, "offence-punishable", help: "write how many years")
    let years = integer(node, what: "offence-punishable", in: 1...99)
    finish(fields, allowed: ["offence-punishable"])
    guard let node, let years else { return nil }
    guard let home else {
      add(.punishableNowhere, at: node.position)
      return nil
    }
    return DraftLeaf(asked: .punishable(years: years, in: home), position: node.position)
  }
}
