internal import CaseRecord
internal import Vocabulary

/// What the words of the format and of the vocabulary mean to the quick reader, by the number that each has in its ``Words``.
final class KnownWords: Sendable {
  /// What one word may mean, each in its place.
  struct Meaning {
    struct Lists: OptionSet {
      var rawValue: UInt8
      static let sourceKind = Lists(rawValue: 1)
      static let reliance = Lists(rawValue: 2)
      static let framework = Lists(rawValue: 4)
      static let jurisdiction = Lists(rawValue: 8)
      /// A name of a country that could be taken for another.
      static let shortCountry = Lists(rawValue: 16)
      /// The format itself.
      static let format = Lists(rawValue: 32)
    }

    var lists: Lists = []
    /// The place of a fact among ``KnownWords/facts``.
    var fact: Int16?
    var personRole: Person.Role?
    var scheme: Person.Identifier.Scheme?
    var act: Response.Act?
    var answer: Response.Answer?
    var outcome: Response.Outcome?
    var stage: Response.Stage?
    var decision: Response.Decision?
    var count: Statement.Count?
    var says: Bool?
  }

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
    /// Its number among the keys.
    var key: Int
    /// The words of the list, each with the whole `roles` of a statement that says only this.
    var words: [(word: Int, text: String, alone: [String: [String]])]
  }

  /// The keys of the format, each with its place in ``FormatKey`` as its number, then the names of roles: so few that they lie close together.
  let keys: Words
  /// By their numbers, as they stand in a map.
  let writtenKeys: [WrittenKey]
  let facts: [FactWords]
  /// Whether `framework:` is checked at all.
  let checksFrameworks: Bool
  private let formatKeys = FormatKey.allCases
  private let meanings: [Meaning]

  /// Nil if the vocabulary has what the quick reader cannot tell apart.
  init?(_ vocabulary: Vocabulary, frameworks: [String]?, words: inout Words) {
    let roleNames = vocabulary.facts.flatMap { $0.roles.keys }
    let ordinary = Set(
      FormatKey.allCases.filter { $0.isOfEveryStatement && $0 != .from }.map(\.rawValue))
    guard
      roleNames.allSatisfy({ $0.isPlain && !ordinary.contains($0) }),
      vocabulary.facts.count <= Int16.max,
      vocabulary.facts.allSatisfy({ $0.roles.count <= MetKeys.most })
    else { return nil }
    checksFrameworks = frameworks != nil
    var meanings = Meanings(words: words)

    var keys = Words(room: FormatKey.allCases.count + Set(roleNames).count)
    for key in FormatKey.allCases { _ = keys.word(key.rawValue) }
    precondition(keys.count == FormatKey.allCases.count && keys.count <= MetKeys.most)
    meanings["case/1"].lists.insert(.format)
    for text in ["yes", "true"] { meanings[text].says = true }
    for text in ["no", "false"] { meanings[text].says = false }
    for kind in vocabulary.sourceKinds { meanings[kind.name].lists.insert(.sourceKind) }
    for code in vocabulary.relianceCodes { meanings[code].lists.insert(.reliance) }
    for framework in frameworks ?? [] { meanings[framework].lists.insert(.framework) }
    for name in CaseRecord.jurisdictions { meanings[name].lists.insert(.jurisdiction) }
    for name in Self.shortNames { meanings[name].lists.insert(.shortCountry) }
    for role in Person.Role.allCases { meanings[role.rawValue].personRole = role }
    for scheme in Person.Identifier.Scheme.allCases { meanings[scheme.rawValue].scheme = scheme }
    for act in Response.Act.allCases { meanings[act.rawValue].act = act }
    for answer in Response.Answer.allCases { meanings[answer.rawValue].answer = answer }
    for outcome in Response.Outcome.allCases { meanings[outcome.rawValue].outcome = outcome }
    for stage in Response.Stage.allCases { meanings[stage.rawValue].stage = stage }
    for decision in Response.Decision.allCases { meanings[decision.rawValue].decision = decision }
    for count in Statement.Count.allCases { meanings[count.rawValue].count = count }

    var facts: [FactWords] = []
    for fact in vocabulary.facts where meanings[fact.name].fact == nil {
      meanings[fact.name].fact = Int16(truncatingIfNeeded: facts.count)
      let roles = fact.roles.sorted { $0.key < $1.key }.map { role, list in
        RoleWords(
          name: role, key: keys.word(role),
          words: list.map { (meanings.word($0), $0, [role: [$0]]) })
      }
      facts.append(
        FactWords(
          name: fact.name, isNumber: fact.kind == .number, isHarm: fact.shows == .harm,
          hasFrom: fact.roles["from"] != nil, roles: roles))
    }
    guard !meanings.hasUnusual else { return nil }
    self.keys = keys
    writtenKeys = (0..<keys.count).map { WrittenKey(keys.text($0)) }
    self.facts = facts
    self.meanings = meanings.all
    words = meanings.words
  }

  /// The key of the format that has a number among the keys; nil if it is a role alone.
  @inline(__always)
  func formatKey(_ number: Int) -> FormatKey? {
    number < formatKeys.count ? formatKeys[number] : nil
  }

  /// What a word may mean; of one that is not known, nothing.
  @inline(__always)
  func meaning(_ word: Int) -> Meaning { word < meanings.count ? meanings[word] : Meaning() }

  /// Names of countries that could be taken for another.
  private static let shortNames = ["uk", "u-k", "gb", "britain", "great-britain", "ni", "ulster"]
}

/// Meanings while they are gathered, each text a word.
private struct Meanings {
  var words: Words
  var all: [KnownWords.Meaning] = []
  /// Whether a text was met that the quick reader never takes for a word.
  var hasUnusual = false

  mutating func word(_ text: String) -> Int {
    guard text.isPlain else {
      hasUnusual = true
      return word("heed")
    }
    let word = words.word(text)
    while all.count <= word { all.append(KnownWords.Meaning()) }
    return word
  }

  subscript(text: String) -> KnownWords.Meaning {
    mutating get { all[word(text)] }
    set { all[word(text)] = newValue }
  }
}

extension String {
  /// Whether there is something in it, and all of it letters of ASCII that stand for themselves in JSON.
  fileprivate var isPlain: Bool {
    !isEmpty && utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }
  }
}
