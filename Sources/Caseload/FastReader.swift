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

  /// A longer text may hold more values than the thorough reader takes.
  static let longest = 7_000_000

  var lexer: Lexer
  var words = Words()
  var known: KnownWords
  private(set) var keyOrder: KeyOrder
  var declared: [Declared] = []
  var stamp: UInt32 = 0
  /// What was named before it was declared.
  var mentions: [Mention] = []
  private var listed: [Int] = []
  var repeating: [Int] = []
  var placeNames: [(street: Int, town: Int, force: Int)] = []
  var statementHashes: [UInt64] = []

  private let vocabulary: Vocabulary
  private let frameworks: [String]?

  /// Nil if there are words that it could not tell apart; then every record is for the thorough reader.
  init?(vocabulary: Vocabulary, frameworks: [String]?) {
    guard let known = KnownWords(vocabulary, frameworks: frameworks, words: &words) else {
      return nil
    }
    self.known = known
    keyOrder = KeyOrder(keyCount: known.keys.count)
    self.vocabulary = vocabulary
    self.frameworks = frameworks
    lexer = Lexer(FastReader.nothing, count: 0)
  }

  /// Something to point at between records.
  nonisolated(unsafe) static let nothing = UnsafePointer(
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
    lexer.skipSpace()
    var map = try openedMap(.record)
    var isOfFormat = false
    var id: String?
    var title: String?
    var jurisdiction: String?
    var people: [Person] = []
    var places: [Place] = []
    var things: [Thing] = []
    var sources: [Source] = []
    var statements: [Statement] = []
    var responses: [Response] = []
    var warnings: [Warning] = []
    while let key = try key(&map) {
      switch key {
      case .heed:
        guard try meaning().lists.contains(.format) else { throw GivenUp() }
        isOfFormat = true
      case .id: id = try freshID()
      case .title: title = try text()
      case .jurisdiction: jurisdiction = try word(in: .jurisdiction)
      case .people:
        people = try list(of: Person(), usual: 8) { reader, person throws(GivenUp) in
          try reader.read(&person)
        }
      case .places:
        places = try list(of: Place(id: "")) { reader, place throws(GivenUp) in
          try reader.read(&place)
        }
      case .things:
        things = try list(of: Thing(id: "")) { reader, thing throws(GivenUp) in
          try reader.read(&thing)
        }
      case .sources:
        sources = try list(of: Source()) { reader, source throws(GivenUp) in
          try reader.read(&source)
        }
      case .statements:
        statements = try list(of: Statement(), usual: 16) {
          reader, statement throws(GivenUp) in
          try reader.read(&statement)
        }
      case .responses:
        responses = try list(of: Response()) { reader, response throws(GivenUp) in
          try reader.read(&response)
        }
      case .warnings:
        warnings = try list(of: Warning(id: "", about: [])) { reader, warning throws(GivenUp) in
          try reader.read(&warning)
        }
      default: throw GivenUp()
      }
    }
    lexer.skipSpace()
    guard lexer.index == lexer.count, isOfFormat, let id, let title, let jurisdiction else {
      throw GivenUp()
    }
    try checkMentions()
    try checkRings()
    try checkSpelling()
    try checkRepetition(of: statements)
    return CaseRecord(
      id: id, title: title, jurisdiction: jurisdiction, people: people, places: places,
      things: things, sources: sources, statements: statements, responses: responses,
      warnings: warnings)
  }

  // MARK: Maps and lists

  /// Steps over the opening brace of a map.
  @inline(__always)
  mutating func openedMap(_ kind: KeyOrder.Kind) throws(GivenUp) -> MapState {
    try lexer.take(UInt8(ascii: "{"))
    return MapState(kind, in: keyOrder)
  }

  /// The number of the next key of a map among those that are known; nil at the end of the map.
  @inline(__always)
  mutating func keyNumber(_ map: inout MapState) throws(GivenUp) -> Int? {
    guard try lexer.hasKey(isFirst: &map.isFirst) else { return nil }
    var number = keyOrder.expected(after: map.place)
    if !lexer.takes(known.writtenKeys[number]) {
      number = try unexpectedKey()
      keyOrder.note(number, after: map.place)
    }
    map.place = keyOrder.place(of: number, after: map.place)
    return number
  }

  @inline(never)
  private mutating func unexpectedKey() throws(GivenUp) -> Int {
    if let text = lexer.shortText, let number = known.keys.keptWord(text) {
      lexer.skip(text)
      try lexer.takeColon()
      return number
    }
    let token = try lexer.string()
    try lexer.takeColon()
    let number = known.keys.keptWord(
      lexer.bytes + token.start, count: token.count, readable: lexer.count - token.start)
    guard token.isPlain, let number else { throw GivenUp() }
    return number
  }

  /// The next key of a map that has a value, noted; nil at the end of the map. Its own keys are stepped over where they are null.
  @inline(never)
  mutating func key(_ map: inout MapState) throws(GivenUp) -> FormatKey? {
    while let number = try keyNumber(&map) {
      guard let key = known.formatKey(number) else { throw GivenUp() }
      try map.met.note(number)
      guard try lexer.isNull() else { return key }
      if !map.kind.keys.contains(key) { throw GivenUp() }
    }
    return nil
  }

  /// Steps over the opening bracket of a list, of which the next item is the first.
  @inline(__always)
  mutating func opened() throws(GivenUp) -> Bool {
    try lexer.take(UInt8(ascii: "["))
    return true
  }

  /// A list of small items, of which most often there is one.
  @inline(__always)
  mutating func list<Item>(
    _ item: (inout FastReader) throws(GivenUp) -> Item
  ) throws(GivenUp) -> [Item] {
    var isFirst = try opened()
    guard try lexer.hasItem(isFirst: &isFirst) else { return [] }
    var items = [try item(&self)]
    while try lexer.hasItem(isFirst: &isFirst) { items.append(try item(&self)) }
    return items
  }

  /// A list of large items, each read where it stands: to hand on so large a value would copy it.
  @inline(__always)
  private mutating func list<Item>(
    of blank: @autoclosure () -> Item, usual count: Int = 4,
    _ read: (inout FastReader, inout Item) throws(GivenUp) -> Void
  ) throws(GivenUp) -> [Item] {
    var isFirst = try opened()
    var items: [Item] = []
    items.reserveCapacity(count)
    while try lexer.hasItem(isFirst: &isFirst) {
      items.append(blank())
      try read(&self, &items[items.count - 1])
    }
    return items
  }

  // MARK: Values

  /// A text of ASCII without escapes, kept among the words.
  @inline(never)
  mutating func word() throws(GivenUp) -> Int {
    if let known = knownWord() { return known }
    let token = try lexer.string()
    guard token.isPlain else { throw GivenUp() }
    return word(of: token)
  }

  /// The word of the short text that stands here, if it was met before; only then it is stepped over.
  ///
  /// What was met before is plain, and so is whatever has the same bytes and as many.
  @inline(__always)
  private mutating func knownWord() -> Int? {
    guard let text = lexer.shortText, let word = words.keptWord(text) else { return nil }
    lexer.skip(text)
    return word
  }

  /// The word of a text that is plain.
  @inline(__always)
  mutating func word(of token: Lexer.Token) -> Int {
    words.word(lexer.bytes + token.start, count: token.count, readable: lexer.count - token.start)
  }

  /// A word that may be used so.
  @inline(__always)
  mutating func word(as use: Words.Uses) throws(GivenUp) -> Int {
    let word = try word()
    guard words.uses(word).contains(use) else { throw GivenUp() }
    return word
  }

  /// What the next word means.
  @inline(__always)
  mutating func meaning() throws(GivenUp) -> KnownWords.Meaning {
    let word = try word()
    return known.meaning(word)
  }

  /// What is known of a word; of an unknown one, the thorough reader is to say that it is.
  @inline(__always)
  static func known<Value>(_ value: Value?) throws(GivenUp) -> Value {
    guard let value else { throw GivenUp() }
    return value
  }

  /// The text of a word of one of the lists.
  @inline(__always)
  mutating func word(in list: KnownWords.Meaning.Lists) throws(GivenUp) -> String {
    let word = try word()
    guard known.meaning(word).lists.contains(list) else { throw GivenUp() }
    return words.text(word)
  }

  /// An id that hardly stands in two records, and is not kept.
  private mutating func freshID() throws(GivenUp) -> String {
    let token = try lexer.string()
    let raw = UnsafeBufferPointer(start: lexer.bytes + token.start, count: token.count)
    guard token.isPlain, Words.isID(raw) else { throw GivenUp() }
    return String(decoding: raw, as: UTF8.self)
  }

  /// A text, kept among the words if it is short and plain.
  mutating func sharedText() throws(GivenUp) -> String {
    let word: Int
    if let known = knownWord() {
      word = known
    } else {
      let token = try lexer.string()
      guard token.isPlain, token.count <= 48 else { return try lexer.text(token) }
      word = self.word(of: token)
    }
    guard words.uses(word).contains(.text) else { throw GivenUp() }
    return words.text(word)
  }

  /// A text that hardly stands in two records.
  mutating func text() throws(GivenUp) -> String { try lexer.text(lexer.string()) }

  @inline(__always)
  mutating func agency() throws(GivenUp) -> String {
    let word = try word(as: .agency)
    return words.text(word)
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
    if use.isPerson, words.uses(word).contains(.group) { throw GivenUp() }
    let mention = Mention(use: use, word: word)
    // What is named may be declared further on.
    if !isDeclared(mention) { mentions.append(mention) }
    return word
  }

  /// Whether a name means what its place asks for, by what is declared so far; a declaration never changes within its record.
  @inline(__always)
  func isDeclared(_ mention: Mention) -> Bool {
    guard mention.word < declared.count else { return false }
    let declared = declared[mention.word]
    return switch mention.use {
    case .child: declared.person == stamp && declared.role == .child
    case .doer: declared.person == stamp && declared.role != .child
    case .about: declared.person == stamp
    case .suspect: declared.person == stamp && declared.role == .suspect && !declared.isPooled
    case .place: declared.place == stamp
    case .thing: declared.thing == stamp
    case .source: declared.source == stamp
    case .event: declared.event == stamp
    }
  }

  /// The text of a mention; `hash` takes in which it is.
  @inline(__always)
  mutating func mentioned(_ use: Mention.Use, hash: inout UInt64) throws(GivenUp) -> String {
    let word = try mention(use)
    hash = Self.mix(hash, word)
    return words.text(word)
  }

  /// The text of a mention.
  mutating func mentioned(_ use: Mention.Use) throws(GivenUp) -> String {
    let word = try mention(use)
    return words.text(word)
  }

  /// One id or a list of them, none of them twice; `hash` takes in which they are.
  mutating func mentionList(_ use: Mention.Use, hash: inout UInt64) throws(GivenUp) -> [String] {
    if lexer.next == UInt8(ascii: "\"") {
      let word = try mention(use)
      hash = Self.mix(hash, word)
      return words.list(word)
    }
    var isFirst = try opened()
    listed.removeAll(keepingCapacity: true)
    while try lexer.hasItem(isFirst: &isFirst) {
      let word = try mention(use)
      if listed.count >= 64 || listed.contains(word) { throw GivenUp() }
      listed.append(word)
      hash = Self.mix(hash, word)
    }
    switch listed.count {
    case 0: throw GivenUp()
    case 1: return words.list(listed[0])
    default: return listed.map { words.text($0) }
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
