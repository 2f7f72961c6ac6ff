import CaseRecord
import Diagnostics
import Documents
import HeedTesting
import LawTesting
import Testing

@testable import Caseload

/// The quick reader takes only what the thorough one takes without a word, and gives the same.
struct QuickReadingTests {
  private func quick(_ bytes: [UInt8], _ reader: inout FastReader) -> CaseRecord? {
    bytes.withUnsafeBufferPointer { reader.record($0) }
  }

  private func thorough(_ bytes: [UInt8]) -> (CaseRecord?, [Diagnostic]) {
    var report = Report()
    let file = RecordFile(name: "line", bytes: bytes, format: .json)
    let records = readCaseRecords([file], vocabulary: RealWords.vocabulary, report: &report)
    return (records.first, report.diagnostics)
  }

  private func reader() throws -> FastReader {
    try #require(FastReader(vocabulary: RealWords.vocabulary, frameworks: nil))
  }

  @Test("A record in order is read by both, and back to what was written")
  func whole() throws {
    var reader = try reader()
    var taken = 0
    var tried = 0
    try forAll(count: 2000, seed: 1) { random in
      let record = RandomCase(mistakes: nil).draw(using: &random)
      let line = CaseLine(record)
      let (slow, problems) = thorough(line.bytes)
      tried += 1
      guard problems.isEmpty else {
        try #require(quick(line.bytes, &reader) == nil)
        return
      }
      try #require(slow == record)
      if let found = quick(line.bytes, &reader) {
        taken += 1
        try #require(found == record)
      }
    }
    // Carriage returns and some escapes are left to the thorough reader; nearly everything else is taken.
    #expect(taken > tried / 3, "\(taken) of \(tried)")
  }

  @Test("A record with mistakes is never taken quickly")
  func mistakes() throws {
    var reader = try reader()
    var refused = 0
    try forAll(count: 3000, seed: 2) { random in
      let line = CaseLine(RandomCase(mistakes: 12).draw(using: &random))
      let (slow, problems) = thorough(line.bytes)
      if !problems.isEmpty { refused += 1 }
      if let found = quick(line.bytes, &reader) {
        try #require(problems.isEmpty && slow == found)
      }
    }
    #expect(refused > 500)
  }

  @Test("Whatever is done to the bytes of a record, the quick reader agrees or gives up")
  func mutated() throws {
    var reader = try reader()
    var taken = 0
    try forAll(count: 6000, seed: 3) { random in
      let line = CaseLine(RandomCase(mistakes: nil).draw(using: &random)).bytes
      let bytes = Mutation.mutated(line, using: &random)
      guard let found = quick(bytes, &reader) else { return }
      let (slow, problems) = thorough(bytes)
      try #require(problems.isEmpty && slow == found, "\(String(decoding: bytes, as: UTF8.self))")
      if bytes != line { taken += 1 }
    }
    // Some changes keep a record in order, so the test compares something.
    #expect(taken > 100)
  }

  @Test("The order of keys, blanks between them and nulls change nothing")
  func order() throws {
    var reader = try reader()
    let line = """
      { "jurisdiction" : "england", "title":"A" ,"statements":[{"source":"s","purpose":["sexual","labour"],\
      "says":true,"when":null,"note":"caf\\u00e9","child":"c","fact":"groomed"},\
      {"from":["drugs"],"fact":"suspect-profited","child":["c"],"says":"YES","source":"s"}],
      "sources":[{"kind":"agency-record","id":"s","agency":"police/a"}],"people":[{"role":"child","id":"c"}],\
      "id":"a","heed":"case/1"}
      """
    let other = line.replacing("YES", with: "yes")
    #expect(quick(Array(line.utf8), &reader) == nil)
    #expect(thorough(Array(line.utf8)).1.isEmpty)
    let found = try #require(quick(Array(other.utf8), &reader))
    #expect(found == thorough(Array(other.utf8)).0)
    #expect(found.statements[0].roles == ["purpose": ["sexual", "labour"]])
    #expect(found.statements[0].note == "café")
  }

  @Test("A key without a value is stepped over in the maps that may have it, and in no other")
  func nulls() throws {
    var reader = try reader()
    let line = """
      {"heed":"case/1","id":"a","title":"A","jurisdiction":"england-and-wales",\
      "people":[{"id":"c","role":"child","born":{"date":"1996-05","source":"s"},\
      "identifiers":[{"scheme":"police-reference","issuer":"police/a","value":"1"}]},{"id":"p","role":"suspect"}],\
      "places":[{"id":"flat","kind":"flat"}],"things":[{"id":"car","kind":"vehicle"}],\
      "sources":[{"id":"s","agency":"police/a","kind":"agency-record","shared":[{"with":"school/b","on":"2009-01"}],\
      "grade":{"scheme":"3x5x2","value":"1AP"}}],\
      "statements":[{"fact":"moved","child":"c","says":"yes","source":"s"}],\
      "responses":[{"act":"referral","about":"c","on":"2009-01"}],\
      "warnings":[{"id":"w","about":"c","sources":"s","raised-by":{"role":"teacher","agency":"school/b"}}]}
      """
    let whole = try #require(quick(Array(line.utf8), &reader))
    var (taken, refused) = (0, 0)
    for brace in line.indices where line[brace] == "{" {
      for key in FormatKey.allCases {
        let other =
          line[..<brace] + "{\"\(key.rawValue)\":null," + line[line.index(after: brace)...]
        let (slow, problems) = thorough(Array(other.utf8))
        let found = quick(Array(other.utf8), &reader)
        if problems.isEmpty {
          taken += 1
          try #require(found == whole && slow == whole, "\(key)")
        } else {
          refused += 1
          try #require(found == nil, "\(key)")
        }
      }
    }
    #expect(taken > 25 && refused > 400, "\(taken), \(refused)")
  }

  @Test("No text that ends in zero bytes is taken, whether the reader met it without them or not")
  func zeros() throws {
    var used = try reader()
    try forAll(count: 40, seed: 6) { random in
      let line = CaseLine(RandomCase(mistakes: nil).draw(using: &random)).bytes
      _ = quick(line, &used)
      var new = try reader()
      for text in Mutation.texts(in: line) {
        var bytes = line
        bytes.insert(
          contentsOf: repeatElement(0, count: 1 + random.below(3)), at: text.upperBound - 1)
        try #require(quick(bytes, &new) == nil && quick(bytes, &used) == nil)
        try #require(!thorough(bytes).1.isEmpty)
      }
    }
  }

  @Test("A reader that is used to one order of keys reads them in any other")
  func orders() throws {
    var reader = try reader()
    var taken = 0
    try forAll(count: 1000, seed: 4) { random in
      let line = CaseLine(RandomCase(mistakes: nil).draw(using: &random)).bytes
      var report = Report()
      let whole = try #require(
        readDocument(line, file: "line", format: .json, report: &report))
      let other = Array(shuffled(whole, using: &random).utf8)
      _ = quick(line, &reader)
      guard let found = quick(other, &reader) else { return }
      let (slow, problems) = thorough(other)
      try #require(problems.isEmpty && slow == found, "\(String(decoding: other, as: UTF8.self))")
      taken += 1
    }
    #expect(taken > 100, "\(taken)")
  }

  /// The same document with its keys in another order, and with blanks here and there.
  private func shuffled(_ node: Node, using random: inout SplitMix64) -> String {
    let blank = random.once(in: 8) ? " " : ""
    switch node.value {
    case .scalar(let scalar):
      return scalar.isQuoted ? quoted(scalar.text) : scalar.text
    case .list(let items):
      return "[" + blank
        + items.map { shuffled($0, using: &random) }.joined(separator: blank + ",") + "]"
    case .map(let entries):
      let order = random.once(in: 2) ? entries : Gen.shuffle(entries)(&random)
      let parts = order.map {
        quoted($0.key) + blank + ":" + blank + shuffled($0.value, using: &random)
      }
      return "{" + parts.joined(separator: "," + blank) + blank + "}"
    }
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  @Test("A text with an escape is never taken for the word that it begins with")
  func escapedWords() throws {
    var reader = try reader()
    for count in 1...40 {
      for text in ["", "\\\"", "\\\\", "\\u0061"] {
        for rest in ["", "a"] {
          let town = String(repeating: "a", count: count) + text + rest
          let bytes = Array(
            #"{"heed":"case/1","id":"a","title":"A","jurisdiction":"wales","places":[{"id":"p","town":"\#(town)"}]}"#
              .utf8)
          let (slow, problems) = thorough(bytes)
          let found = quick(bytes, &reader)
          #expect(text.isEmpty == (found != nil))
          if let found { #expect(problems.isEmpty && found == slow) }
        }
      }
    }
  }

  @Test("Two statements that are one in other bytes are left to the thorough reader")
  func canonical() throws {
    var reader = try reader()
    func line(_ note: String, _ other: String) -> [UInt8] {
      let statement = #"{"fact":"groomed","child":"c","says":"yes","source":"s","note":""#
      return Array(
        (#"{"heed":"case/1","id":"a","title":"A","jurisdiction":"wales","people":[{"id":"c","role":"child"}],"#
          + #""sources":[{"id":"s","agency":"police/a","kind":"agency-record"}],"statements":["#
          + statement + note + "\"}," + statement + other + "\"}]}").utf8)
    }
    #expect(quick(line("xA", "xB"), &reader) != nil)
    #expect(quick(line("x\u{E9}", "xe\u{301}"), &reader) == nil)
    #expect(quick(line("x\u{212A}", "xK"), &reader) == nil)
    #expect(quick(line("x", "x"), &reader) == nil)
  }

  @Test("Texts that begin or end alike are told apart, however long they are")
  func likeTexts() throws {
    var reader = try reader()
    let middle = String(repeating: "m", count: 40)
    let ids = [
      "c", "cccccccc", "ccccccccc", "ccccccccccccccc", "cccccccccccccccc", "ccccccccccccccccc",
      "cccccccccccccccccccccccc", "ccccccccccccccccccccccccc", "ccccccccccccccccd",
      "cccccccccccccccccccccccd", "ccccccccccccccccdccccccc", middle + "a" + middle,
      middle + "b" + middle, middle + "a" + middle + "m", middle,
    ]
    for id in ids + ids.reversed() {
      let line = """
        {"heed":"case/1","id":"\(id)","title":"A","jurisdiction":"wales","people":[{"id":"\(id)","role":"child"}]}
        """
      #expect(quick(Array(line.utf8), &reader)?.people[0].id == id)
    }
  }

  @Test("A text of any length may end anywhere in the bytes")
  func lengths() throws {
    var reader = try reader()
    for count in 1...40 {
      for end in ["", " ", "       ", String(repeating: " ", count: 17)] {
        for letter in ["a", "\u{7F}", "\u{1F}", "é", "\\n", "\\\"", "\\"] {
          let title = String(repeating: "a", count: count) + letter
          let bytes = Array(
            #"{"heed":"case/1","id":"a","jurisdiction":"wales","title":"\#(title)"}\#(end)"#.utf8)
          let (slow, problems) = thorough(bytes)
          let found = quick(bytes, &reader)
          if letter == "a" || letter == "é" || letter == "\\\"" { #expect(found != nil) }
          if let found { #expect(problems.isEmpty && found == slow) }
        }
      }
    }
  }

  @Test("A reader that has read very many different words begins again and reads on")
  func forgetting() throws {
    var reader = try reader()
    for number in 0..<70_000 {
      let line = """
        {"heed":"case/1","id":"a\(number)","title":"A","jurisdiction":"wales","people":[{"id":"c\(number)","role":"child"}]}
        """
      let found = try #require(quick(Array(line.utf8), &reader))
      #expect(found.people[0].id == "c\(number)")
    }
    #expect(reader.words.count < 70_000)
  }
}
