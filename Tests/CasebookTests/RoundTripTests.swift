import Casebook
import CivilTime
import Diagnostics
import Documents
import HeedTesting
import Ledger
import Testing

/// What is written is what is read, byte for byte.
struct RoundTripTests {
  @Test func `There is an example of every kind of act`() {
    #expect(Samples.acts.map(\.kind) == ActKind.allCases)
  }

  @Test(arguments: ActKind.allCases)
  func `A deed is read back as it was, and written as it was read`(_ kind: ActKind) throws {
    let deed = Samples.deed(kind)
    let bytes = try deed.encoded()
    let read = try Deed(decoding: bytes)
    #expect(read == deed)
    #expect(try read.encoded() == bytes)
    #expect(try deed.encoded() == bytes)
  }

  @Test(arguments: ActKind.allCases)
  func `A deed with a byte changed is refused, or is another deed`(_ kind: ActKind) throws {
    let bytes = try Samples.deed(kind).encoded()
    for index in stride(from: 0, to: bytes.count, by: isLong ? 1 : 7) {
      var changed = bytes
      changed[index] ^= 0x04
      guard let read = try? Deed(decoding: changed) else { continue }
      #expect(read != Samples.deed(kind), "byte \(index)")
    }
  }

  @Test func `A deed is JSON with sorted keys and nothing between them`() throws {
    let deed = Deed(
      register: "5c1f0a", at: Book().now, by: Samples.author, key: nil, case: "river-lane",
      act: .withdraw(Withdrawal(entry: 7, reason: "a/b \"c\"\n\u{1} é 🌟")))
    let expected =
      #"{"act":{"act":"withdraw","with":{"entry":7,"reason":"a/b \"c\"\n\u0001 é 🌟"}},"#
      + #""at":"\#(Book().now)","#
      + #""by":{"body":"children-social-care/northmoor","name":"Mia Example","person":"mia","post":"social worker","role":"social-worker"},"#
      + #""case":"river-lane","heed":"act/1","register":"5c1f0a"}"#
    #expect(String(decoding: try deed.encoded(), as: UTF8.self) == expected)
  }

  @Test func `A deed of another format is refused`() throws {
    let text = String(decoding: try Samples.deed(.record).encoded(), as: UTF8.self)
    let newer = text.replacing("act/1", with: "act/2")
    #expect(throws: DecodingError.self) { try Deed(decoding: Array(newer.utf8)) }
  }

  @Test func `Who did it, when and where are part of the deed`() throws {
    let deed = Samples.deed(.record)
    var others = [deed, deed, deed, deed, deed]
    others[0].at = deed.at.adding(milliseconds: 1)
    others[1].by.post = "team manager"
    others[2].case = "other"
    others[3].register = "5c1f0b"
    others[4].key = nil
    let bytes = try deed.encoded()
    for other in others { #expect(try other.encoded() != bytes) }
  }

  @Test(arguments: ActKind.allCases)
  func `A deed belongs to one stream`(_ kind: ActKind) {
    let expected: Casebook.Stream =
      switch kind {
      case .view, .refused: .reads
      case .countersign: .case("river-lane")
      case let kind where kind.isAccount: .register
      default: kind.needsCase ? .case("river-lane") : .people
      }
    #expect(Samples.deed(kind).stream == expected)
  }

  @Test func `An answer without a case belongs to the register`() {
    var deed = Samples.deed(.countersign)
    deed.case = nil
    #expect(deed.stream == .register)
    #expect(EntryType(.countersign, in: deed.stream) == .account)
  }

  @Test(arguments: ActKind.allCases.filter { $0.isAccount || $0 == .countersign || $0 == .view })
  func `A sample of what is done to the register leaves no part out`(_ kind: ActKind) {
    #expect(missing(in: Samples.act(kind), path: "act") == [])
  }

  private func missing(in value: Any, path: String) -> [String] {
    let mirror = Mirror(reflecting: value)
    let isEmpty =
      [.optional, .collection, .dictionary].contains(mirror.displayStyle)
      && mirror.children.isEmpty
    return mirror.children.reduce(into: isEmpty ? [path] : []) { found, child in
      found += missing(in: child.value, path: child.label.map { "\(path).\($0)" } ?? path)
    }
  }

  // MARK: The entry of the log

  @Test(arguments: ActKind.allCases.filter(\.isAccount))
  func `The log does not say what was done to the register`(_ kind: ActKind) {
    let text = String(decoding: Samples.entry(kind).bytes, as: UTF8.self)
    #expect(text.contains("\ntype account\n"))
    // Nor is an entry read that says it: it could not have been written.
    let named = text.replacing("type account", with: "type \(kind.rawValue)")
    #expect(LogEntry(Array(named.utf8)) == nil)
  }

  @Test(arguments: ActKind.allCases)
  func `An entry is read back as it was`(_ kind: ActKind) {
    let entry = Samples.entry(kind)
    #expect(LogEntry(entry.bytes) == entry)
    #expect(LogEntry(entry.bytes)?.leaf == entry.leaf)
  }

  @Test func `An entry with any byte changed is refused, or is another entry`() {
    let entry = Samples.entry(.record)
    for index in entry.bytes.indices {
      for bit in 0..<8 {
        var changed = entry.bytes
        changed[index] ^= 1 << bit
        guard let read = LogEntry(changed) else { continue }
        #expect(read != entry)
        #expect(read.bytes == changed)
      }
    }
  }

  @Test func `An entry that is longer or shorter is refused`() {
    let bytes = Samples.entry(.record).bytes
    for end in bytes.indices { #expect(LogEntry(Array(bytes[..<end])) == nil) }
    for more in ["\n", " ", "type record\n", "\0"] {
      #expect(LogEntry(bytes + Array(more.utf8)) == nil)
    }
  }

  @Test func `An entry names nobody, and says nothing of the deed`() throws {
    let deed = Samples.deed(.record)
    let salt = [UInt8](repeating: 7, count: LogEntry.saltLength)
    let commitment = LogEntry.commitment(to: try deed.encoded(), salt: salt)
    #expect(commitment != LogEntry.commitment(to: try deed.encoded(), salt: [8] + salt.dropFirst()))
    let text = String(decoding: Samples.entry(.record).bytes, as: UTF8.self)
    for word in ["mia", "river-lane", "northmoor", "social"] { #expect(!text.contains(word)) }
  }

  // MARK: Content

  @Test func `Content is read back from JSON as it was`() throws {
    try forAll(count: 100, seed: 4) { random in
      let content = randomContent(&random, depth: 4)
      let item = Item(kind: .statements, content: content)
      let deed = Samples.deed(.record(item))
      let read = try Deed(decoding: try deed.encoded())
      try #require(read == deed)
    }
  }

  @Test func `Content is what a document says, with every scalar as its text`() {
    let content = content("{a: no, b: 010, c: [2008-10, ~], d: {e: ''}}")
    #expect(
      content
        == .map([
          "a": .text("no"), "b": .text("010"), "c": .list([.text("2008-10"), .null]),
          "d": .map(["e": .text("")]),
        ]))
    #expect(content.allTexts == ["no", "010", "2008-10", ""])
  }

  @Test func `A member is set and taken out`() {
    let content = content("{a: x}")
    #expect(content.setting("b", to: .text("y")).allTexts == ["x", "y"])
    #expect(content.setting("a", to: nil) == .map([:]))
    #expect(Content.text("x").setting("a", to: .null) == .text("x"))
  }

  @Test func `A response in the short form says the same`() {
    let short = item(.responses, "{considered: {framework: MSA2015-2, answer: met}, about: [a]}")
    let long = item(
      .responses, "{act: considered, framework: MSA2015-2, answer: met, about: [a]}")
    #expect(short.normalised == long)
    #expect(long.normalised == long)
    #expect(moved().normalised == moved())
  }

  private func randomContent(_ random: inout SplitMix64, depth: Int) -> Content {
    let words = ["", "yes", "a \"quoted\" word", "zwölf", "🌟", "\u{0}", "\\", "null", "7", "/"]
    switch random.below(depth == 0 ? 2 : 4) {
    case 0: return .null
    case 1: return .text(words[random.below(words.count)])
    case 2:
      let count = random.below(4)
      return .list((0..<count).map { _ in randomContent(&random, depth: depth - 1) })
    default:
      var members: [String: Content] = [:]
      for _ in 0..<random.below(4) {
        members[words[random.below(words.count)]] = randomContent(&random, depth: depth - 1)
      }
      return .map(members)
    }
  }
}

extension Samples {
  static let author = Author(
    person: "mia", name: "Mia Example", post: "social worker", role: .socialWorker,
    body: "children-social-care/northmoor")

  static func deed(_ act: Act) -> Deed {
    Deed(
      register: "5c1f0a", at: Instant("2026-11-23T09:00:00.007Z")!, by: author,
      key: Keys.numbered(5), case: "river-lane", act: act)
  }

  static func deed(_ kind: ActKind) -> Deed { deed(act(kind)) }

  static func entry(_ kind: ActKind) -> LogEntry {
    LogEntry(
      register: "5c1f0a", sequence: 41, previous: LogEntry.none,
      clock: Instant("2026-11-23T09:00:00.007Z")!, type: EntryType(kind, in: deed(kind).stream),
      commitment: LogEntry.commitment(to: [1, 2, 3], salt: [4, 5, 6]))
  }
}
