public import CaseRecord
public import Vocabulary

/// Reads a record of `heed: case/1` in JSON from its bytes straight into values, or gives up.
///
/// Whatever it takes, the reader of `CaseRecord` takes too, says nothing of it, and gives the same value. Everything else it
/// leaves to that reader, which says what is wrong and where. So it needs no place and no message.
struct FastReader {
  /// A name that must be declared in the record.
  struct Mention {
    enum Use: UInt8 {
      case child, doer, about, suspect, place, thing, source, event

      @inline(__always)
      var isPerson: Bool { rawValue <= Use.suspect.rawValue }
    }

    var use: Use
    var word: Int
  }

  /// What a record declares under a word: the number of the record that last did, for each kind.
  struct Declared {
    var person: UInt32 = 0
    var place: UInt32 = 0
    var thing: UInt32 = 0
    var source: UInt32 = 0
    var warning: UInt32 = 0
    var event: UInt32 = 0
    var role = Person.Role.child
    var isPooled = false
    /// The word of the source that a source repeats, or -1.
    var repeats = -1
  }

  static let statementKeys = [
    "fact", "child", "by", "with", "from", "to", "number", "count", "event", "when", "says",
    "source", "note",
  ]
  /// A longer text may hold more values than the thorough reader takes.
  static let longest = 7_000_000

  var lexer: Lexer
  var words = Words()
  var known: KnownWords
  var declared: [Declared] = []
  var stamp: UInt32 = 0
  var mentions: [Mention] = []
  var repeating: [Int] = []
  var placeNames: [(street: Int, town: Int, force: Int)] = []
  var statementHashes: [UInt64] = []

  private let vocabulary: Vocabulary
  private let frameworks: [String]?
  private let keys = KeyList([
    "heed", "id", "title", "jurisdiction", "people", "places", "things", "sources", "statements",
    "responses", "warnings",
  ])
  let personKeys = KeyList(["id", "role", "born", "stands-for", "identifiers"])
  let bornKeys = KeyList(["date", "source"])
  let identifierKeys = KeyList(["scheme", "issuer", "value"])
  let placeKeys = KeyList(["id", "kind", "street", "town", "police-force", "country"])
  let thingKeys = KeyList(["id", "kind", "mark"])
  let sourceKeys = KeyList([
    "id", "agency", "kind", "made", "held", "shared", "ref", "grade", "repeats",
  ])
  let sharingKeys = KeyList(["with", "on"])
  let gradeKeys = KeyList(["scheme", "value"])
  let ownKeys = KeyList(FastReader.statementKeys)
  let responseKeys = KeyList([
    "act", "about", "by", "to", "on", "reason", "relies-on", "decided-by", "framework", "suspect",
    "event", "answer", "outcome", "stage", "decision", "duty", "source", "sources",
  ])
  let warningKeys = KeyList([
    "id", "about", "raised-by", "on", "to", "sources", "acknowledged", "outcome",
  ])
  let raisedKeys = KeyList(["role", "agency"])

  /// Nil if there are words that it could not tell apart; then every record is for the thorough reader.
  init?(vocabulary: Vocabulary, frameworks: [String]?) {
    guard let known = KnownWords(vocabulary, frameworks: frameworks, words: &words) else {
      return nil
    }
    self.known = known
    self.vocabulary = vocabulary
    self.frameworks = frameworks
    lexer = Lexer(FastReader.nothing, count: 0)
  }

  /// Something to point at between records.
  nonisolated(unsafe) private static let nothing = UnsafePointer(
    UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

  /// The record, or nil if the thorough reader is to look.
  mutating func record(_ bytes: UnsafeBufferPointer<UInt8>) -> CaseRecord? {
    guard let start = bytes.baseAddress, bytes.count <= Self.longest else { return nil }
    if words.isFull || stamp == .max { forget() }
    lexer = Lexer(start, count: bytes.count)
    defer { lexer = Lexer(Self.nothing, count: 0) }
    stamp += 1
    mentions.removeAll(keepingCapacity: true)
    repeating.removeAll(keepingCapacity: true)
    placeNames.removeAll(keepingCapacity: true)
    statementHashes.removeAll(keepingCapacity: true)
    do throws(GivenUp) {
      return try whole()
    } catch {
      return nil
    }
  }

  /// Begins again with the words of the vocabulary alone, which get the same numbers.
  private mutating func forget() {
    words = Words()
    if let again = KnownWords(vocabulary, frameworks: frameworks, words: &words) { known = again }
    declared = []
    stamp = 0
  }

  private mutating func whole() throws(GivenUp) -> CaseRecord {
    var record = CaseRecord(id: "", title: "", jurisdiction: "")
    lexer.skipSpace()
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var there = 0
    while let place = try lexer.place(in: keys, &state) {
      there |= 1 << place
      switch place {
      case 0: if try word() != known.format { throw GivenUp() }
      case 1: record.id = try freshID()
      case 2: record.title = try lexer.text(lexer.string())
      case 3:
        let word = try self.word()
        guard known.isKnown(word, in: known.jurisdiction) else { throw GivenUp() }
        record.jurisdiction = words.texts[word]
      case 4:
        var isFirst = try opened()
        while try lexer.hasItem(isFirst: &isFirst) { record.people.append(try self.person()) }
      case 5:
        var isFirst = try opened()
        while try lexer.hasItem(isFirst: &isFirst) { record.places.append(try self.place()) }
      case 6:
        var isFirst = try opened()
        while try lexer.hasItem(isFirst: &isFirst) { record.things.append(try self.thing()) }
      case 7:
        var isFirst = try opened()
        while try lexer.hasItem(isFirst: &isFirst) { record.sources.append(try self.source()) }
      case 8:
        var isFirst = try opened()
        record.statements.reserveCapacity(16)
        while try lexer.hasItem(isFirst: &isFirst) {
          record.statements.append(try self.statement())
        }
      case 9:
        var isFirst = try opened()
        while try lexer.hasItem(isFirst: &isFirst) { record.responses.append(try self.response()) }
      default:
        var isFirst = try opened()
        while try lexer.hasItem(isFirst: &isFirst) { record.warnings.append(try self.warning()) }
      }
    }
    lexer.skipSpace()
    guard lexer.index == lexer.count, there & 0b1111 == 0b1111 else { throw GivenUp() }
    try checkMentions()
    try checkRings()
    try checkSpelling()
    try checkRepetition(of: record.statements)
    return record
  }

  /// Steps over the opening bracket of a list, of which the next item is the first.
  @inline(__always)
  mutating func opened() throws(GivenUp) -> Bool {
    try lexer.take(UInt8(ascii: "["))
    return true
  }

  // MARK: Values

  /// A text of ASCII without escapes, kept among the words.
  @inline(__always)
  mutating func word() throws(GivenUp) -> Int {
    let token = try lexer.string()
    guard token.isPlain else { throw GivenUp() }
    return words.word(
      lexer.bytes + token.start, count: token.count, readable: lexer.count - token.start)
  }

  /// A word that may be used so.
  @inline(__always)
  mutating func word(as use: Words.Uses) throws(GivenUp) -> Int {
    let word = try word()
    guard words.uses[word].contains(use) else { throw GivenUp() }
    return word
  }

  /// An id that hardly stands in two records, and is not kept.
  private mutating func freshID() throws(GivenUp) -> String {
    let token = try lexer.string()
    let raw = UnsafeBufferPointer(start: lexer.bytes + token.start, count: token.count)
    guard token.isPlain, Words.uses(of: raw).contains(.id) else { throw GivenUp() }
    return String(decoding: raw, as: UTF8.self)
  }

  /// A text, kept among the words if it is short and plain.
  mutating func sharedText() throws(GivenUp) -> String {
    let token = try lexer.string()
    guard token.isPlain, token.count <= 48 else { return try lexer.text(token) }
    let word = words.word(
      lexer.bytes + token.start, count: token.count, readable: lexer.count - token.start)
    guard words.uses[word].contains(.text) else { throw GivenUp() }
    return words.texts[word]
  }

  /// A text that hardly stands in two records.
  mutating func text() throws(GivenUp) -> String { try lexer.text(lexer.string()) }

  /// A word of a closed list, as what it means.
  @inline(__always)
  mutating func value<Value>(in values: [Value?]) throws(GivenUp) -> Value {
    let word = try word()
    guard word < values.count, let value = values[word] else { throw GivenUp() }
    return value
  }

  @inline(__always)
  mutating func agency() throws(GivenUp) -> String {
    let word = try word(as: .agency)
    return words.texts[word]
  }

  // MARK: Names

  /// What is declared under a word.
  @inline(__always)
  func declaration(_ word: Int) -> Declared {
    word < declared.count ? declared[word] : Declared()
  }

  /// The declaration of a word, to be changed.
  @inline(__always)
  mutating func declare(_ word: Int, _ change: (inout Declared) -> Void) {
    while declared.count <= word { declared.append(Declared()) }
    change(&declared[word])
  }

  @inline(__always)
  mutating func mention(_ use: Mention.Use) throws(GivenUp) -> Int {
    let word = try word(as: .id)
    if use.isPerson, words.uses[word].contains(.group) { throw GivenUp() }
    mentions.append(Mention(use: use, word: word))
    return word
  }

  /// The text of a mention.
  mutating func mentioned(_ use: Mention.Use) throws(GivenUp) -> String {
    let word = try mention(use)
    return words.texts[word]
  }

  /// One id or a list of them, none of them twice; `hash` takes in which they are.
  mutating func mentionList(_ use: Mention.Use, hash: inout UInt64) throws(GivenUp) -> [String] {
    if lexer.next == UInt8(ascii: "\"") {
      let word = try mention(use)
      hash = Self.mix(hash, word)
      return words.list(word)
    }
    var isFirst = try opened()
    let begin = mentions.count
    while try lexer.hasItem(isFirst: &isFirst) {
      let word = try mention(use)
      if mentions.count - begin > 64 { throw GivenUp() }
      for earlier in mentions[begin..<(mentions.count - 1)] where earlier.word == word {
        throw GivenUp()
      }
      hash = Self.mix(hash, word)
    }
    switch mentions.count - begin {
    case 0: throw GivenUp()
    case 1: return words.list(mentions[begin].word)
    default: return mentions[begin...].map { words.texts[$0.word] }
    }
  }

  @inline(__always)
  static func mix(_ hash: UInt64, _ value: Int) -> UInt64 {
    let mixed = (hash ^ UInt64(truncatingIfNeeded: value &+ 1)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 31)
  }
}

/// What the quick reader makes of some bytes, for those who compare it with the thorough one.
@_spi(Checking) public func quickRecord(_ bytes: [UInt8], vocabulary: Vocabulary) -> CaseRecord? {
  var reader = FastReader(vocabulary: vocabulary, frameworks: nil)
  return bytes.withUnsafeBufferPointer { reader?.record($0) }
}
