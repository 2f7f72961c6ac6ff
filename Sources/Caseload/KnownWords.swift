internal import CaseRecord
internal import Vocabulary

/// What the words of the vocabulary mean to the quick reader, by the number that each has in its ``Words``.
final class KnownWords: Sendable {
  /// A fact, and the roles of its own.
  struct FactWords {
    var name: String
    var isNumber: Bool
    var isHarm: Bool
    var hasFrom: Bool
    var roles: [RoleWords]
  }

  struct RoleWords {
    var name: String
    var key: ByteKey
    var count: Int
    /// The words of the list, each with the whole `roles` of a statement that says only this.
    var words: [(word: Int, text: String, alone: [String: [String]])]
  }

  let facts: [FactWords]
  let factOf: [Int]
  let sourceKind: [Bool]
  let reliance: [Bool]
  let framework: [Bool]
  let jurisdiction: [Bool]
  let personRole: [Person.Role?]
  let scheme: [Person.Identifier.Scheme?]
  let act: [Response.Act?]
  let answer: [Response.Answer?]
  let outcome: [Response.Outcome?]
  let stage: [Response.Stage?]
  let decision: [Response.Decision?]
  let countWord: [Statement.Count?]
  let says: [Bool?]
  let format: Int
  let shortCountries: [Bool]
  /// Whether `framework:` is checked at all.
  let checksFrameworks: Bool
  /// Words below this number are known.
  let count: Int

  /// Nil if the vocabulary has what the quick reader cannot tell apart.
  init?(_ vocabulary: Vocabulary, frameworks: [String]?, words: inout Words) {
    let names = vocabulary.facts.flatMap { $0.roles.keys }
    let ordinary = Set(FastReader.statementKeys).subtracting(["from"])
    guard names.allSatisfy({ $0.utf8.count <= 16 && $0.isASCII && !ordinary.contains($0) }) else {
      return nil
    }
    var all: [String] = ["case/1", "yes", "no", "true", "false"]
    all += vocabulary.facts.map(\.name) + vocabulary.sourceKinds.map(\.name)
    all += vocabulary.facts.flatMap { $0.roles.sorted { $0.key < $1.key }.flatMap(\.value) }
    all += vocabulary.relianceCodes + (frameworks ?? []) + CaseRecord.jurisdictions
    all += Self.shortNames + Person.Role.allCases.map(\.rawValue)
    all += Person.Identifier.Scheme.allCases.map(\.rawValue)
    all += Response.Act.allCases.map(\.rawValue) + Response.Answer.allCases.map(\.rawValue)
    all += Response.Outcome.allCases.map(\.rawValue) + Response.Stage.allCases.map(\.rawValue)
    all += Response.Decision.allCases.map(\.rawValue) + Statement.Count.allCases.map(\.rawValue)
    guard all.allSatisfy({ $0.isASCII && !$0.isEmpty }) else { return nil }
    for text in all { _ = words.word(text) }
    let count = words.count
    self.count = count
    checksFrameworks = frameworks != nil

    func flags(_ texts: [String]) -> [Bool] {
      var flags = [Bool](repeating: false, count: count)
      for text in texts { flags[words.word(text)] = true }
      return flags
    }
    func values<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> [Value?] {
      var values = [Value?](repeating: nil, count: count)
      for value in type.allCases { values[words.word(value.rawValue)] = value }
      return values
    }
    sourceKind = flags(vocabulary.sourceKinds.map(\.name))
    reliance = flags(vocabulary.relianceCodes)
    framework = flags(frameworks ?? [])
    jurisdiction = flags(CaseRecord.jurisdictions)
    shortCountries = flags(Self.shortNames)
    personRole = values(Person.Role.self)
    scheme = values(Person.Identifier.Scheme.self)
    act = values(Response.Act.self)
    answer = values(Response.Answer.self)
    outcome = values(Response.Outcome.self)
    stage = values(Response.Stage.self)
    decision = values(Response.Decision.self)
    countWord = values(Statement.Count.self)
    var says = [Bool?](repeating: nil, count: count)
    for text in ["yes", "true"] { says[words.word(text)] = true }
    for text in ["no", "false"] { says[words.word(text)] = false }
    self.says = says
    format = words.word("case/1")
    var factOf = [Int](repeating: -1, count: count)
    var facts: [FactWords] = []
    for fact in vocabulary.facts where factOf[words.word(fact.name)] < 0 {
      factOf[words.word(fact.name)] = facts.count
      let roles = fact.roles.sorted { $0.key < $1.key }.map { role, list in
        RoleWords(
          name: role, key: ByteKey(role), count: role.utf8.count,
          words: list.map { (words.word($0), $0, [role: [$0]]) })
      }
      facts.append(
        FactWords(
          name: fact.name, isNumber: fact.kind == .number, isHarm: fact.shows == .harm,
          hasFrom: fact.roles["from"] != nil, roles: roles))
    }
    self.factOf = factOf
    self.facts = facts
  }

  /// Names of countries that could be taken for another.
  private static let shortNames = ["uk", "u-k", "gb", "britain", "great-britain", "ni", "ulster"]

  /// The fact of a word; nil if it is none.
  @inline(__always)
  func fact(_ word: Int) -> Int? {
    guard word < count, factOf[word] >= 0 else { return nil }
    return factOf[word]
  }

  @inline(__always)
  func isKnown(_ word: Int, in flags: [Bool]) -> Bool { word < count && flags[word] }

}

extension String {
  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
