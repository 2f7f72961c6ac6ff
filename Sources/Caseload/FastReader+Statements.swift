internal import CaseRecord
internal import CivilTime

extension FastReader {
  mutating func statement() throws(GivenUp) -> Statement {
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var roles = MapState()
    var fact = -1
    var says: Bool?
    var count: Statement.Count?
    var hash: UInt64 = 0
    var statement = Statement(fact: "", says: true, source: "")
    while let token = try lexer.key(&state) {
      let key = lexer.key(of: token)
      let own = ownKeys.place(of: key, count: token.count, after: state.last)
      if own == nil || own == Self.fromKey, fact < 0 { fact = try factAhead() }
      if own == nil || own == Self.fromKey && known.facts[fact].hasFrom {
        hash &+= try role(key, token.count, of: fact, &roles, &statement)
        continue
      }
      guard let own else { throw GivenUp() }
      try state.note(own)
      if try lexer.isNull() { continue }
      var part = UInt64(own) &* 0xD6E8_FEB8_6659_FD93
      switch own {
      case 0:
        let word = try word()
        guard let found = known.fact(word) else { throw GivenUp() }
        fact = found
        statement.fact = known.facts[found].name
        part = Self.mix(part, word)
      case 1: statement.children = try mentionList(.child, hash: &part)
      case 2: statement.by = try mentionList(.doer, hash: &part)
      case 3: statement.with = try mentionList(.thing, hash: &part)
      case 4:
        let word = try mention(.place)
        statement.from = words.texts[word]
        part = Self.mix(part, word)
      case 5:
        let word = try mention(.place)
        statement.to = words.texts[word]
        part = Self.mix(part, word)
      case 6:
        let number = try lexer.number()
        guard (1...1_000_000).contains(number) else { throw GivenUp() }
        statement.number = number
        part = Self.mix(part, number)
      case 7:
        count = try value(in: known.countWord)
        if count == .exactly { part = Self.mix(part, 1) } else { part = 0 }
      case 8:
        let word = try word(as: .id)
        let stamp = stamp
        declare(word) { $0.event = stamp }
        statement.event = words.texts[word]
        part = Self.mix(part, word)
      case 9:
        let word = try word()
        guard let date = words.date(word) else { throw GivenUp() }
        statement.when = date
        part = Self.mix(part, word)
      case 10:
        let value = try yesOrNo()
        says = value
        statement.says = value
        part = Self.mix(part, value ? 1 : 2)
      case 11:
        let word = try mention(.source)
        statement.source = words.texts[word]
        part = Self.mix(part, word)
      default:
        // Two notes may be the same text in other bytes, so notes are compared only where all else is the same.
        statement.note = try text()
        part = 0
      }
      hash &+= part
    }
    guard fact >= 0, says != nil, !statement.source.isEmpty, !statement.fact.isEmpty else {
      throw GivenUp()
    }
    statement.count = count ?? .atLeast
    try check(statement, known.facts[fact], hasCount: count != nil)
    statementHashes.append(hash)
    return statement
  }

  private static let fromKey = 4

  private func check(
    _ statement: Statement, _ fact: KnownWords.FactWords, hasCount: Bool
  ) throws(GivenUp) {
    if fact.isNumber {
      if statement.number == nil || (hasCount && !statement.says) { throw GivenUp() }
    } else if statement.number != nil || hasCount {
      throw GivenUp()
    }
    if fact.isHarm, statement.says, statement.children.isEmpty { throw GivenUp() }
  }

  private mutating func yesOrNo() throws(GivenUp) -> Bool {
    switch lexer.next {
    case UInt8(ascii: "t"):
      try lexer.takeWord("true")
      return true
    case UInt8(ascii: "f"):
      try lexer.takeWord("false")
      return false
    default: return try value(in: known.says)
    }
  }

  /// The fact of a statement of which a role was met first; the lexer stays where it is.
  private mutating func factAhead() throws(GivenUp) -> Int {
    let here = lexer.index
    defer { lexer.index = here }
    var state = MapState()
    state.isFirst = false
    try lexer.skipValue()
    while let token = try lexer.key(&state) {
      if ownKeys.place(of: lexer.key(of: token), count: token.count, after: -1) == 0 {
        let word = try word()
        guard let fact = known.fact(word) else { throw GivenUp() }
        return fact
      }
      try lexer.skipValue()
    }
    throw GivenUp()
  }

  /// Reads a role of the fact's own into the statement, and returns its share of the statement's hash.
  private mutating func role(
    _ key: ByteKey, _ length: Int, of fact: Int, _ state: inout MapState,
    _ statement: inout Statement
  ) throws(GivenUp) -> UInt64 {
    let list = known.facts[fact].roles
    guard let place = list.firstIndex(where: { $0.count == length && $0.key == key }), place < 64
    else { throw GivenUp() }
    try state.note(place)
    if try lexer.isNull() { return 0 }
    let role = list[place]
    var hash = UInt64(place &+ 64) &* 0xA24B_AED4_963E_E407
    var stated: [String] = []
    if lexer.next == UInt8(ascii: "\"") {
      let found = try roleWord(role)
      hash = Self.mix(hash, found.word)
      if statement.roles.isEmpty {
        statement.roles = found.alone
      } else {
        statement.roles[role.name] = [found.text]
      }
      return hash
    }
    var isFirst = try opened()
    while try lexer.hasItem(isFirst: &isFirst) {
      let found = try roleWord(role)
      if stated.contains(found.text) { throw GivenUp() }
      stated.append(found.text)
      hash = Self.mix(hash, found.word)
    }
    if stated.isEmpty { throw GivenUp() }
    statement.roles[role.name] = stated
    return hash
  }

  private mutating func roleWord(
    _ role: KnownWords.RoleWords
  ) throws(GivenUp) -> (word: Int, text: String, alone: [String: [String]]) {
    let word = try word()
    for found in role.words where found.word == word { return found }
    throw GivenUp()
  }

  /// Gives up if one statement stands twice.
  mutating func checkRepetition(of statements: [Statement]) throws(GivenUp) {
    let count = statementHashes.count
    if count > 64 {
      let order = (0..<count).sorted { statementHashes[$0] < statementHashes[$1] }
      var begin = 0
      for index in 1...count
      where index == count || statementHashes[order[index]] != statementHashes[order[begin]] {
        let alike = order[begin..<index].map { statements[$0] }
        if alike.count > 1, Set(alike).count < alike.count { throw GivenUp() }
        begin = index
      }
      return
    }
    for later in 0..<count {
      let hash = statementHashes[later]
      for earlier in 0..<later where statementHashes[earlier] == hash {
        if statements[earlier] == statements[later] { throw GivenUp() }
      }
    }
  }
}
