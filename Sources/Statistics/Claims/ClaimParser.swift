extension Claim {
  /// Reads a claim. See `Claim` for the grammar.
  ///
  /// - Throws: `ClaimError` at the first place that cannot be read.
  public init(_ text: String) throws(ClaimError) {
    var parser = ClaimParser(tokens: try claimTokens(text))
    self = try parser.claim()
  }
}

/// Reads a claim token by token, from left to right, and never goes back.
private struct ClaimParser {
  let tokens: [ClaimToken]
  private var index = 0

  init(tokens: [ClaimToken]) { self.tokens = tokens }

  private var next: ClaimToken { tokens[index] }

  private func failure(_ expected: ClaimError.Expected) -> ClaimError {
    ClaimError(column: next.column, expected: expected, found: next.text)
  }

  mutating func claim() throws(ClaimError) -> Claim {
    let saysShare = isNext("share")
    let (measure, name) = try subject()
    switch try word(of: ["exceeds", "is", "has"]) {
    case "exceeds":
      if saysShare, isNext("population") { return try population(name) }
      let start = next
      let (otherMeasure, other) = try subject()
      // A number cannot be held against a share.
      if otherMeasure != measure {
        throw ClaimError(
          column: start.column, expected: measure == .number ? .word(["number"]) : .name("a share"),
          found: start.text)
      }
      return try scoped(.exceeds(measure, name, other))
    case "is":
      if accept("the") {
        try expect("largest")
        return try scoped(.largest(name))
      }
      return try scoped(limit(measure, name))
    default: return try changed(measure, name)
    }
  }

  private mutating func limit(
    _ measure: Claim.Measure, _ name: String
  ) throws(ClaimError) -> Claim.Relation {
    try expect("at")
    let limit: Claim.Limit = try word(of: ["least", "most"]) == "least" ? .atLeast : .atMost
    if measure == .share {
      guard next.kind == .word, next.text.hasSuffix("%"),
        let percentage = RoundedPercentage(next.text)
      else { throw failure(.percentage) }
      index += 1
      return .share(name, limit, percentage)
    }
    guard next.kind == .word, next.text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
      let number = Int(next.text), number <= TableError.largestTotal
    else { throw failure(.number) }
    index += 1
    return .number(name, limit, number)
  }

  private mutating func population(_ name: String) throws(ClaimError) -> Claim {
    for expected in ["population", "figure", "of"] { try expect(expected) }
    return try scoped(.exceedsPopulation(name, group: self.name(of: "a population group")))
  }

  private mutating func changed(
    _ measure: Claim.Measure, _ name: String
  ) throws(ClaimError) -> Claim {
    let direction: Direction = try word(of: ["risen", "fallen"]) == "risen" ? .risen : .fallen
    try expect("between")
    let from = try period()
    try expect("and")
    let to = try period()
    try expect("in")
    let (place, kind) = try self.place()
    try comma()
    let base = try self.base()
    return Claim(
      .changed(measure, name, direction, from: from, to: to), in: place, kind, base,
      definition: try definition())
  }

  private mutating func scoped(_ relation: Claim.Relation) throws(ClaimError) -> Claim {
    try expect("in")
    let (place, kind) = try self.place()
    try comma()
    let period = try self.period()
    try comma()
    let base = try self.base()
    return Claim(.holds(relation, period), in: place, kind, base, definition: try definition())
  }

  // MARK: Parts

  private mutating func subject() throws(ClaimError) -> (Claim.Measure, String) {
    let measure: Claim.Measure = isNext("number") ? .number : .share
    if accept("number") || accept("share") { try expect("of") }
    return (measure, try name(of: "a category"))
  }

  /// Words up to a sign, or to a word of the grammar; or one quoted name.
  private mutating func name(of what: String) throws(ClaimError) -> String {
    if next.kind == .quoted, !next.text.isEmpty {
      index += 1
      return tokens[index - 1].text
    }
    var words: [String] = []
    while next.kind == .word, !reservedWords.contains(next.text) {
      words.append(next.text)
      index += 1
    }
    if words.isEmpty { throw failure(.name(what)) }
    return words.joined(separator: " ")
  }

  private mutating func place() throws(ClaimError) -> (String, Place.Kind?) {
    let name = try self.name(of: "a place")
    guard accept(sign: "(") else { return (name, nil) }
    let column = next.column
    let text = try self.name(of: "the kind of place")
    guard let kind = Place.Kind(rawValue: text) else {
      throw ClaimError(column: column, expected: .placeKind, found: text)
    }
    guard accept(sign: ")") else { throw failure(.closingBracket) }
    return (name, kind)
  }

  private mutating func base() throws(ClaimError) -> Base {
    guard next.kind == .word, let unit = CountedUnit(rawValue: next.text) else {
      throw failure(.unit)
    }
    index += 1
    guard accept(sign: "(") else { return Base(unit) }
    let scope: String
    if next.kind == .quoted {
      scope = try name(of: "which of them")
    } else {
      // Here words of the grammar are words like others.
      var words: [String] = []
      while next.kind == .word {
        words.append(next.text)
        index += 1
      }
      if words.isEmpty { throw failure(.name("which of them")) }
      scope = words.joined(separator: " ")
    }
    guard accept(sign: ")") else { throw failure(.closingBracket) }
    return Base(unit, scope)
  }

  private mutating func period() throws(ClaimError) -> Period {
    guard next.kind == .word else { throw failure(.period) }
    if tokens.count > index + 2, tokens[index + 1].text == "to",
      let period = Period("\(next.text) to \(tokens[index + 2].text)")
    {
      index += 3
      return period
    }
    guard let period = Period(next.text) else { throw failure(.period) }
    index += 1
    return period
  }

  private mutating func definition() throws(ClaimError) -> String? {
    if next.kind == .end { return nil }
    guard accept(sign: ",") else { throw failure(.end) }
    try expect("definition")
    let name = try self.name(of: "a definition")
    if next.kind != .end { throw failure(.end) }
    return name
  }

  // MARK: Tokens

  private func isNext(_ word: String) -> Bool { next.kind == .word && next.text == word }

  private mutating func accept(_ word: String) -> Bool {
    guard isNext(word) else { return false }
    index += 1
    return true
  }

  private mutating func accept(sign: String) -> Bool {
    guard next.kind == .sign, next.text == sign else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ word: String) throws(ClaimError) {
    if !accept(word) { throw failure(.word([word])) }
  }

  private mutating func comma() throws(ClaimError) {
    if !accept(sign: ",") { throw failure(.comma) }
  }

  private mutating func word(of words: [String]) throws(ClaimError) -> String {
    for word in words where accept(word) { return word }
    throw failure(.word(words))
  }
}
