import Diagnostics
import Documents
import Testing

struct JSONReaderTests {
  private let syntax = "documents.json-syntax"

  @Test(arguments: [
    ("{}", "{}"), ("[]", "[]"), (" [ ] ", "[]"), ("{\r\n}\r\n", "{}"), ("\"\"", "''"),
    (
      #"{"a": 1, "b": [true, false, null], "c": {"d": "x"}}"#,
      "{a: 1, b: [true, false, null(null)], c: {d: 'x'}}"
    ),
    (
      #"["no", 2008, "2008-11-03", "010", -0, 1.50, 1e5, 2E-3, 0.1e+2]"#,
      "['no', 2008, '2008-11-03', '010', -0, 1.50, 1e5, 2E-3, 0.1e+2]"
    ),
    (#"{"": "empty key"}"#, "{: 'empty key'}"),
    ("12345678901234567890.5", "12345678901234567890.5"),
  ])
  func `Values are read as they are written`(_ text: String, _ tree: String) {
    let (node, problems) = read(text, .json)
    #expect(outline(node) == tree)
    #expect(problems.isEmpty)
  }

  @Test func `Escapes are resolved`() {
    let (node, problems) = read(
      #"["\" \\ \/ \b\f\n\r\t", "\u0041\u00e9\u20AC", "\ud83d\ude00 \uDBFF\uDFFF", "é€😀", "\u0000"]"#,
      .json)
    let texts = node?.asList?.compactMap(\.asScalar?.text)
    #expect(problems.isEmpty)
    #expect(
      texts == ["\" \\ / \u{8}\u{C}\n\r\t", "Aé€", "😀 \u{10FFFF}", "é€😀", "\0"])
  }

  @Test func `Every value and key has its place`() {
    let sample = MarkedText(
      """
      1️⃣{2️⃣"é": 3️⃣"😀x", 4️⃣"b"\t: 5️⃣[6️⃣1,
        7️⃣null],\r
      \t8️⃣"c": 9️⃣{}}
      """)
    let node = read(sample.text, .json).node
    #expect(node.map { places($0) } == sample.places)
  }

  @Test func `All keys that stand twice are reported, with both places`() {
    let sample = """
      {"a": 1, "b": {"x": 1, 1️⃣"x": 2},
       2️⃣"a": 2, "c": 3, 3️⃣"a": 4, 4️⃣"\\u0063": 5}
      """
    expectProblems(sample, .json, Array(repeating: "documents.duplicate-key", count: 4))
    let messages = read(MarkedText(sample).text, .json).problems.map(\.message)
    #expect(
      messages == [
        "the key 'x' is written twice in this map; first at line 1, column 16",
        "the key 'a' is written twice in this map; first at line 1, column 2",
        "the key 'a' is written twice in this map; first at line 1, column 2",
        "the key 'c' is written twice in this map; first at line 2, column 10",
      ])
  }

  @Test func `Keys that stand twice are found in large maps`() {
    let keys = (0..<100).map { "\"key-\($0)\": \($0)" }.joined(separator: ",")
    expectProblems(
      "{\(keys), 1️⃣\"key-3\": 1, 2️⃣\"key-99\": 1}", .json,
      ["documents.duplicate-key", "documents.duplicate-key"])
  }

  @Test func `Keys that Unicode holds equal are the same key`() {
    expectProblems(
      "{\"caf\u{E9}\": 1, 1️⃣\"cafe\u{301}\": 2}", .json, ["documents.duplicate-key"])
  }

  @Test(arguments: [
    "1️⃣", " \n 1️⃣",
  ])
  func `An empty file is refused`(_ sample: String) {
    expectProblems(sample, .json, ["documents.empty"])
  }

  @Test(arguments: [
    "{\"a\": 1} 1️⃣x", "[]1️⃣]", "1 1️⃣2", "{}\n1️⃣{}", "\"a\" 1️⃣\"b\"",
    "[1 1️⃣2]", "[1,1️⃣,2]", "[1️⃣,1]", "{\"a\" 1️⃣1}", "{\"a\": 1️⃣}", "{\"a\": 1 1️⃣\"b\": 2}",
    "{1️⃣[]: 1}", "{1️⃣: 1}", "[1️⃣}", "{1️⃣]", "[1️⃣'a']", "{1️⃣'a': 1}", "[1, 1️⃣// no\n2]", "[1️⃣# no\n]",
    "1️⃣é", "[1️⃣é]", "1️⃣\u{7F}", "1️⃣\0", "[1️⃣\0]",
    "[1️⃣", "{1️⃣", "[1,1️⃣", "[1 1️⃣", "{\"a\":1️⃣", "{\"a\"1️⃣", "{\"a\": null1️⃣", "{\"a\": 1, 1️⃣",
    "[1️⃣\"abc", "[1️⃣\"abc\\\"", "{1️⃣\"a", "1️⃣\"",
  ])
  func `The first fault that nothing can be read past is reported`(_ sample: String) {
    expectProblems(sample, .json, [syntax])
  }

  @Test func `Faults that can be read past are all reported`() {
    expectProblems(
      """
      {"list": [1, 21️⃣,], 2️⃣bare: 3️⃣01, "n": 4️⃣+1, "f": 5️⃣.5, "g": [6️⃣1., 7️⃣-, 8️⃣1e, 9️⃣0x1F],
       "word": [1️⃣NaN, 2️⃣None, 3️⃣True, 4️⃣-Infinity, 5️⃣2008-11-03],
       "text": "6️⃣\\q 7️⃣\\u12 8️⃣\\ud800 9️⃣\\udc00 1️⃣\\ud800\\u0041 2️⃣\u{1}"3️⃣,}
      """, .json,
      Array(repeating: syntax, count: 19) + ["documents.control-character", syntax])
  }

  @Test func `A line end inside a text is reported where it stands`() {
    expectProblems("{\"a\": \"b1️⃣\n}", .json, ["documents.control-character"])
  }

  @Test func `Not more than a hundred problems are listed`() {
    let text = "[" + String(repeating: "01,", count: 100_000) + "01]"
    let (node, problems) = read(text, .json)
    #expect(node == nil)
    #expect(problems.count == 101)
    #expect(problems.last?.code == "documents.too-many-problems")
  }

  @Test func `No message repeats a value`() {
    for text in [
      #"{"a": zebra}"#, #"{"a": "zebra"#, #"["zebra" "zebra"]"#, #"{"a": 'zebra'}"#,
      #"["zebra\q"]"#,
      #"{"a": 1} zebra"#,
    ] {
      for problem in read(text, .json).problems {
        #expect(!"\(problem)".contains("zebra"))
      }
    }
  }
}
