internal import CaseRecord
internal import CivilTime

extension FastReader {
  mutating func read(_ statement: inout Statement) throws(GivenUp) {
    var map = try openedMap(.statement)
    var ownRoles = MetKeys()
    var fact = -1
    var count: Statement.Count?
    var says: Bool?
    var hash: UInt64 = 0
    while let keyNumber = try keyNumber(&map) {
      var key = known.formatKey(keyNumber)
      if key?.isOfEveryStatement == false { key = nil }
      if key == nil || key == .from {
        if fact < 0 { fact = try factAhead() }
        if key == nil || known.facts[fact].hasFrom {
          hash &+= try role(keyNumber, of: fact, &ownRoles, &statement.roles)
          continue
        }
      }
      guard let key else { throw GivenUp() }
      try map.met.note(keyNumber)
      if try lexer.isNull() { continue }
      var part = UInt64(truncatingIfNeeded: keyNumber &+ 1) &* 0xD6E8_FEB8_6659_FD93
      switch key {
      case .fact:
        fact = Int(try Self.known(meaning().fact))
        statement.fact = known.facts[fact].name
        part = Self.mix(part, fact)
      case .child: statement.children = try mentionList(.child, hash: &part)
      case .by: statement.by = try mentionList(.doer, hash: &part)
      case .with: statement.with = try mentionList(.thing, hash: &part)
      case .from: statement.from = try mentioned(.place, hash: &part)
      case .to: statement.to = try mentioned(.place, hash: &part)
      case .number:
        let stated = try lexer.number()
        guard (1...1_000_000).contains(stated) else { throw GivenUp() }
        statement.number = stated
        part = Self.mix(part, stated)
      case .count:
        count = try Self.known(meaning().count)
        if count == .exactly { part = Self.mix(part, 1) } else { part = 0 }
      case .event:
        let word = try self.word(as: .id)
        let stamp = stamp
        declare(word) { $0.event = stamp }
        statement.event = words.text(word)
        part = Self.mix(part, word)
      case .when:
        let date = try date()
        statement.when = date
        part = Self.mix(part, date.range.earliest?.dayNumber ?? 0)
      case .says:
        let value = try yesOrNo()
        says = value
        part = Self.mix(part, value ? 1 : 2)
      case .source: statement.source = try mentioned(.source, hash: &part)
      default:
        // Two notes may be the same text in other bytes, so notes are compared only where all else is the same.
        statement.note = try text()
        part = 0
      }
      hash &+= part
    }
    guard let says, !statement.fact.isEmpty, !statement.source.isEmpty else { throw GivenUp() }
    if known.facts[fact].isNumber {
      if statement.number == nil || (count != nil && !says) { throw GivenUp() }
    } else if statement.number != nil || count != nil {
      throw GivenUp()
    }
    if known.facts[fact].isHarm, says, statement.children.isEmpty { throw GivenUp() }
    statement.says = says
    if let count { statement.count = count }
    statementHashes.append(hash)
  }

  private mutating func yesOrNo() throws(GivenUp) -> Bool {
    switch lexer.next {
    case UInt8(ascii: "t"):
      try lexer.takeWord("true")
      return true
    case UInt8(ascii: "f"):
      try lexer.takeWord("false")
      return false
    default: return try Self.known(meaning().says)
    }
  }

  /// The fact of a statement of which a role was met first; the lexer stays where it is.
  private mutating func factAhead() throws(GivenUp) -> Int {
    let here = lexer.index
    defer { lexer.index = here }
    var state = MapState(.ahead, in: keyOrder)
    state.isFirst = false
    try lexer.skipValue()
    while let number = try keyNumber(&state) {
      if known.formatKey(number) == .fact { return Int(try Self.known(meaning().fact)) }
      try lexer.skipValue()
    }
    throw GivenUp()
  }

  /// Reads a role of the fact's own, and returns its share of the statement's hash.
  private mutating func role(
    _ key: Int, of fact: Int, _ met: inout MetKeys, _ roles: inout [String: [String]]
  ) throws(GivenUp) -> UInt64 {
    let places = known.facts[fact].roles.indices
    guard let place = places.first(where: { known.facts[fact].roles[$0].key == key }) else {
      throw GivenUp()
    }
    try met.note(place)
    if try lexer.isNull() { return 0 }
    var hash = UInt64(place &+ 64) &* 0xA24B_AED4_963E_E407
    if lexer.next == UInt8(ascii: "\"") {
      let found = try roleWord(place, of: fact)
      hash = Self.mix(hash, found)
      if roles.isEmpty {
        roles = known.facts[fact].roles[place].words[found].alone
      } else {
        roles[known.facts[fact].roles[place].name] = [
          known.facts[fact].roles[place].words[found].text
        ]
      }
      return hash
    }
    var isFirst = try opened()
    var stated: [String] = []
    while try lexer.hasItem(isFirst: &isFirst) {
      let found = try roleWord(place, of: fact)
      let text = known.facts[fact].roles[place].words[found].text
      if stated.contains(text) { throw GivenUp() }
      stated.append(text)
      hash = Self.mix(hash, found)
    }
    if stated.isEmpty { throw GivenUp() }
    roles[known.facts[fact].roles[place].name] = stated
    return hash
  }

  /// The place of the next word among those of a role.
  @inline(__always)
  private mutating func roleWord(_ role: Int, of fact: Int) throws(GivenUp) -> Int {
    let word = try word()
    let places = known.facts[fact].roles[role].words.indices
    guard
      let place = places.first(where: { known.facts[fact].roles[role].words[$0].word == word })
    else { throw GivenUp() }
    return place
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
