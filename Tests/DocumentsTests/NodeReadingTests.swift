import Diagnostics
import Documents
import Testing

struct NodeReadingTests {
  /// Reads one value with a strict reader; gives what it read and the problems it added.
  private func reading<Value>(
    _ text: String, _ read: (Node, inout Report) -> Value?
  ) throws -> (value: Value?, problems: [Diagnostic]) {
    let node = try #require(DocumentsTests.read("\nv: \(text)", .yaml).node)
    var report = Report()
    let value = read(try #require(node.asMap?.first?.value), &report)
    return (value, report.diagnostics)
  }

  @Test(arguments: [
    ("word", "word"), ("'a b'", "a b"), ("2008-11-03", "2008-11-03"), ("no", "no"),
    ("' x '", " x "),
    ("\"a\\nb\\tc\\r\\nd\"", "a\nb\tc\r\nd"), ("é", "é"), ("'null'", "null"),
  ])
  func `Text is given as it was written`(_ text: String, _ value: String) throws {
    let (read, problems) = try reading(text) { $0.text(file: "s", what: "a title", report: &$1) }
    #expect(read == value)
    #expect(problems.isEmpty)
  }

  @Test(arguments: ["", "~", "null", "''", "' '", "\"\\t\\n\"", "[a]", "{a: b}"])
  func `What is empty, a list or a map is not text`(_ text: String) throws {
    let (read, problems) = try reading(text) { $0.text(file: "s", what: "a title", report: &$1) }
    #expect(read == nil)
    #expect(problems.map(\.code) == ["documents.expected-text"])
    #expect(problems.map(\.message) == ["a title should be some text"])
  }

  @Test(arguments: [#""a\0b""#, #""\e[2J""#, #""a\rb""#, #""\x9b""#, #""\x7f""#, #""x\r""#])
  func `Text with control characters is refused`(_ text: String) throws {
    let (read, problems) = try reading(text) { $0.text(file: "s", what: "a title", report: &$1) }
    #expect(read == nil)
    #expect(problems.map(\.code) == ["documents.control-character"])
  }

  @Test func `A word of the list is read`() throws {
    let (read, problems) = try reading("suspect") {
      $0.word(file: "s", what: "a role", oneOf: ["child", "suspect"], code: nil, report: &$1)
    }
    #expect(read == "suspect")
    #expect(problems.isEmpty)
  }

  @Test func `A word that is not in the list is refused without repeating it`() throws {
    let (read, problems) = try reading("suspekt") {
      $0.word(
        file: "s", what: "a role", oneOf: ["child", "suspect"], code: "record.unknown-role",
        report: &$1)
    }
    #expect(read == nil)
    let problem = try #require(problems.first)
    #expect(problem.code == "record.unknown-role")
    #expect(problem.message == "a role is not one of the words known here")
    #expect(problem.help == "did you mean 'suspect'? known words: child, suspect")
    #expect(!"\(problem)".contains("suspekt"))
  }

  @Test func `A long list of words is not printed whole`() throws {
    let words = (1...100).map { "fact-number-\($0)" }
    for (text, help) in [
      ("fact-numbr-7", "did you mean 'fact-number-7'?"),
      (
        "zebra",
        "use one of the 100 known words, such as fact-number-1, fact-number-2, fact-number-3, "
          + "fact-number-4, fact-number-5, fact-number-6"
      ),
    ] {
      let (_, problems) = try reading(text) {
        $0.word(file: "s", what: "a fact", oneOf: words, code: nil, report: &$1)
      }
      #expect(problems.map(\.help) == [help])
      #expect(problems.map(\.code) == ["documents.unknown-word"])
    }
  }

  @Test func `Without a list any text is a word`() throws {
    let (read, _) = try reading("child-1") {
      $0.word(file: "s", what: "a person", oneOf: nil, code: nil, report: &$1)
    }
    #expect(read == "child-1")
  }

  @Test(arguments: [("3", 3), ("0", 0), ("-5", -5), ("'12'", 12), ("-0", 0), ("100", 100)])
  func `A whole number is read`(_ text: String, _ value: Int) throws {
    let (read, problems) = try reading(text) {
      $0.integer(file: "s", what: "a number", in: -5...100, report: &$1)
    }
    #expect(read == value)
    #expect(problems.isEmpty)
  }

  @Test(arguments: [
    "010", "+3", "3.0", "1e2", "0x1F", "1_0", "three", "", "~", "[3]", "101", "-6", "--3", "'-'",
    "٣",
    "99999999999999999999", "' 3'",
  ])
  func `What programs disagree about, or lies outside the range, is refused`(
    _ text: String
  ) throws {
    let (read, problems) = try reading(text) {
      $0.integer(file: "s", what: "a number", in: -5...100, report: &$1)
    }
    #expect(read == nil)
    #expect(problems.map(\.code) == ["documents.expected-integer"])
    #expect(problems.map(\.help) == ["write a number from -5 to 100, in digits alone"])
  }

  @Test(arguments: ["yes", "Yes", "TRUE", "true", "'yes'", "\"True\""])
  func `Yes is yes however it is written`(_ text: String) throws {
    let (read, _) = try reading(text) { $0.yesNo(file: "s", what: "says", report: &$1) }
    #expect(read == true)
  }

  @Test(arguments: ["no", "No", "FALSE", "false", "'no'"])
  func `No is no however it is written`(_ text: String) throws {
    let (read, _) = try reading(text) { $0.yesNo(file: "s", what: "says", report: &$1) }
    #expect(read == false)
  }

  @Test(arguments: [
    "", "~", "unknown", "y", "n", "on", "off", "1", "0", "[yes]", "'yes '", "maybe",
  ])
  func `Nothing else is yes or no`(_ text: String) throws {
    let (read, problems) = try reading(text) { $0.yesNo(file: "s", what: "says", report: &$1) }
    #expect(read == nil)
    #expect(problems.map(\.code) == ["documents.expected-yes-or-no"])
    #expect(problems.map(\.location.position) == [Position(line: 2, column: text.isEmpty ? 3 : 4)])
  }

  @Test func `A list may be empty`() throws {
    let (read, problems) = try reading("[]") { $0.items(file: "s", what: "people", report: &$1) }
    #expect(read?.isEmpty == true)
    #expect(problems.isEmpty)
  }

  @Test(arguments: ["a", "{a: b}", "", "~"])
  func `What is not a list is refused where a list is expected`(_ text: String) throws {
    let (read, problems) = try reading(text) { $0.items(file: "s", what: "people", report: &$1) }
    #expect(read == nil)
    #expect(problems.map(\.code) == ["documents.expected-list"])
  }

  @Test(arguments: [("a", 1), ("{a: b}", 1), ("[a]", 1), ("[a, b]", 2), ("''", 1)])
  func `One value counts as a list of one`(_ text: String, _ count: Int) throws {
    let (read, problems) = try reading(text) {
      $0.oneOrMore(file: "s", what: "sources", report: &$1)
    }
    #expect(read?.count == count)
    #expect(problems.isEmpty)
  }

  @Test(arguments: ["[]", "", "~", "null"])
  func `Nothing is not one or more`(_ text: String) throws {
    let (read, problems) = try reading(text) {
      $0.oneOrMore(file: "s", what: "sources", report: &$1)
    }
    #expect(read == nil)
    #expect(problems.map(\.code) == ["documents.empty-list"])
  }

  @Test(
    arguments: [
      ("case.yaml", DocumentFormat.yaml), ("case.YML", .yaml), ("a/b.c/case.json", .json),
      ("case.Json", .json), ("case", nil), ("case.txt", nil), ("yaml", nil), ("case.yaml.bak", nil),
    ] as [(String, DocumentFormat?)])
  func `The format follows from the name of the file`(_ name: String, _ format: DocumentFormat?) {
    #expect(DocumentFormat(fileName: name) == format)
  }
}
