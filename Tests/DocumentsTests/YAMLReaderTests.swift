import Diagnostics
import Documents
import Testing

struct YAMLReaderTests {
  private let syntax = "documents.yaml-syntax"

  @Test(arguments: [
    ("a: 1", "{a: 1}"), ("- a\n- b", "[a, b]"), ("word", "word"),
    ("a:\n- 1\n- {b: c}", "{a: [1, {b: c}]}"),
    (
      "a: no\nb: 2008-11-03\nc: 010\nd: 1_000\ne: 0x1F\nf: .inf\ng: yes",
      "{a: no, b: 2008-11-03, c: 010, d: 1_000, e: 0x1F, f: .inf, g: yes}"
    ),
    (
      "a:\nb: ~\nc: null\nd: ''\ne: \"~\"\nf: Null",
      "{a: null(), b: null(~), c: null(null), d: '', e: '~', f: Null}"
    ),
    ("a: 'it''s'\nb: \"x\\ty\\u00e9\"", "{a: 'it's', b: 'x\tyé'}"),
    ("a: |\n  one\n  two\nb: >\n  one\n  two\n", "{a: 'one\ntwo\n', b: 'one two\n'}"),
    ("a: police & crime, R&D, 2 * 3", "{a: police & crime, R&D, 2 * 3}"),
    ("2008: x\nnull: y\nno: z", "{2008: x, null: y, no: z}"),
    ("---\na: 1\n...\n", "{a: 1}"), ("%YAML 1.1\n---\na: 1", "{a: 1}"),
    ("# note\na: 1 # note", "{a: 1}"),
    ("? a\n: 1", "{a: 1}"), ("{a, b: }", "{a: null(), b: null()}"), ("'<<': 1", "{<<: 1}"),
    ("{\"a\": [1, \"two\", null]}", "{a: [1, 'two', null(null)]}"),
    ("a: ab*c &d e", "{a: ab*c &d e}"),
    (
      "a: '&x'\nb: '*x'\nc: \"!x\" # &x *x\nd: |\n  &x *x !x\n",
      "{a: '&x', b: '*x', c: '!x', d: '&x *x !x\n'}"
    ),
  ])
  func `Values are read as they are written`(_ text: String, _ tree: String) {
    let (node, problems) = read(text, .yaml)
    #expect(outline(node) == tree)
    #expect(problems.isEmpty)
  }

  @Test func `Every value and key has its place`() {
    let sample = MarkedText(
      """
      # é
      1️⃣2️⃣é: 3️⃣"😀" # x
      4️⃣b:
        5️⃣- 6️⃣one
        - 7️⃣{8️⃣c: 9️⃣'d', 1️⃣e: 2️⃣[]}
      """)
    let node = read(sample.text, .yaml).node
    #expect(node.map { places($0) } == sample.places)
  }

  @Test(arguments: ["1️⃣", "1️⃣# only a comment\n", "1️⃣\n\n"])
  func `An empty file is refused`(_ sample: String) {
    expectProblems(sample, .yaml, ["documents.empty"])
  }

  @Test func `All keys that stand twice are reported, with both places`() {
    let sample = """
      a: 1
      b: {x: 1, 1️⃣x: 2, é: 3, 2️⃣é: 4}
      3️⃣a: 2
      "c": 3
      4️⃣c: 4
      5️⃣'a': 5
      """
    expectProblems(sample, .yaml, Array(repeating: "documents.duplicate-key", count: 5))
    let messages = read(MarkedText(sample).text, .yaml).problems.map(\.message)
    #expect(messages[0] == "the key 'x' is written twice in this map; first at line 2, column 5")
    #expect(messages[1] == "the key 'é' is written twice in this map; first at line 2, column 17")
    #expect(messages[2] == "the key 'a' is written twice in this map; first at line 1, column 1")
    #expect(messages[3] == "the key 'c' is written twice in this map; first at line 4, column 1")
    #expect(messages[4] == "the key 'a' is written twice in this map; first at line 1, column 1")
  }

  @Test func `Keys with stars keep their names`() {
    let sample = "R&D: 1\na*b: 1\n1️⃣a*b: 2"
    expectProblems(sample, .yaml, ["documents.duplicate-key"])
    #expect(
      read(MarkedText(sample).text, .yaml).problems.map(\.message) == [
        "the key 'a*b' is written twice in this map; first at line 2, column 1"
      ])
    expectProblems("1️⃣\"*a\": 1\n\"*a\": 2\nb: R&D", .yaml, ["documents.duplicate-key"])
  }

  @Test func `Keys that stand twice are reported beside a later fault`() {
    expectProblems(
      "m: {1️⃣a: 1, a: 2}\nb: [1\nc2️⃣: 2", .yaml, ["documents.duplicate-key", syntax])
  }

  @Test func `Where a key cannot be told apart, its first place is reported`() {
    expectProblems("1️⃣\"\": 1\n\"\": 2", .yaml, ["documents.duplicate-key"])
  }

  @Test(arguments: [
    "a: 1️⃣&x 1", "1️⃣&x a: 1", "a: 1️⃣&x\n  b: 1", "- 1️⃣&x [1]\n- 2️⃣&y\n", "{a: 1️⃣&x 1}", "a: 1️⃣&x !t 1",
  ])
  func `Anchors are refused`(_ sample: String) {
    let count = MarkedText(sample).places.count
    expectProblems(sample, .yaml, Array(repeating: "documents.anchor", count: count))
  }

  @Test func `Every alias and anchor is reported`() {
    expectProblems(
      "a: 1️⃣&x [1]\nb: 2️⃣*x\nc: [3️⃣*x, 4️⃣*y]\nd: '*x'\ne: f *x", .yaml,
      ["documents.anchor", "documents.alias", "documents.alias", "documents.alias"])
  }

  @Test func `Aliases of nothing are refused too`() {
    expectProblems("a: 1️⃣*x\nb: 2️⃣*y", .yaml, ["documents.alias", "documents.alias"])
  }

  @Test func `A merge key is refused`() {
    expectProblems(
      "a: 1️⃣&x {b: 1}\nc:\n  2️⃣<<: 3️⃣*x", .yaml,
      ["documents.anchor", "documents.merge-key", "documents.alias"])
    expectProblems("1️⃣<<: {a: 1}", .yaml, ["documents.merge-key"])
  }

  @Test(arguments: [
    "a: 1️⃣!!str 1", "a: 1️⃣!local x", "a: 1️⃣!!str \"x\"", "a: 1️⃣! x", "a: 1️⃣!!map {b: 1}",
    "a: 1️⃣!!seq [1]",
    "1️⃣!!str a: 1", "a: 1️⃣!!null", "1️⃣!!set {a}", "a: 1️⃣!<tag:x,2000:y> 1",
  ])
  func `Tags are refused`(_ sample: String) {
    expectProblems(sample, .yaml, ["documents.tag"])
  }

  @Test(arguments: ["a: 1\n1️⃣---\nb: 2", "a\n...\n1️⃣---\n", "a: 1\n1️⃣---\n- x: [\n"])
  func `A second document is refused`(_ sample: String) {
    expectProblems(sample, .yaml, ["documents.several-documents"])
  }

  @Test(arguments: ["1️⃣[a]: 1", "? 1️⃣{a: 1}\n: 2", "? 1️⃣- a\n: 2", "{1️⃣[]: 1}", "a: {2: {1️⃣{}: 1}}"])
  func `A key that is a list or a map is refused`(_ sample: String) {
    expectProblems(sample, .yaml, ["documents.key-not-text"])
  }

  @Test func `A key that is missing is refused`() {
    expectProblems("?1️⃣ \n: 1", .yaml, ["documents.key-not-text"])
    expectProblems("1️⃣: 1", .yaml, [syntax])
  }

  @Test(arguments: ["a:\n1️⃣\tb: 1", "a:\n  b: 1\n 1️⃣\tc: 1"])
  func `A tab in the indentation is explained`(_ sample: String) {
    expectProblems(sample, .yaml, [syntax])
    let problem = read(MarkedText(sample).text, .yaml).problems.first
    #expect(problem?.message == "a tab stands where spaces are expected")
  }

  @Test(arguments: [
    ("a: b1️⃣: c", "a colon is not expected here"),
    ("a: 1\n b1️⃣: 2", "a colon is not expected here"),
    ("a: [1, 2\nb1️⃣: 3", "a list that starts with '[' is not closed; it starts at line 1, column 4"),
    ("a: {b: 1\n1️⃣", "a map that starts with '{' is not closed; it starts at line 1, column 4"),
    ("a: \"b\n1️⃣", "a quote is opened and never closed; it starts at line 1, column 4"),
    ("a: 1️⃣@b", "a text cannot start with this character"),
    ("a: 1️⃣%b", "a text cannot start with this character"),
    ("a: 1️⃣- b", "a list cannot start here"),
    ("a: \"1️⃣\\q\"", "this escape does not exist in YAML"),
    ("{1️⃣: 1}", "a value is expected here"),
    ("a: |1️⃣b\n c", "only a line end or a comment can stand here"),
    ("1️⃣%YAML 9.9\n---\na: 1", "found incompatible YAML document"),
    ("- a\n1️⃣b: 1", "another item, or the end of the list, was expected here"),
    ("a: 1\n1️⃣- b", "a key was expected here"),
    ("a: 1\nb\n1️⃣c: 2", "a key stands here without its colon"),
  ])
  func `What libyaml says is said in plain words, at its place`(
    _ sample: String, _ message: String
  ) {
    let marked = MarkedText(sample)
    let problem = read(marked.text, .yaml).problems.first
    #expect(problem?.message == message)
    #expect(problem?.location.position == marked.places.first)
  }

  @Test func `Control characters are refused where they stand`() {
    expectProblems(
      "a: x1️⃣\0y\nb: 2️⃣\u{1B}[2J\nc: é3️⃣\u{85} 4️⃣\u{2028}5️⃣\u{2029} 6️⃣\u{FFFF}7️⃣\u{7F}", .yaml,
      Array(repeating: "documents.control-character", count: 7))
  }

  @Test func `No message repeats a value`() {
    for text in [
      "a: zebra: b", "a: [zebra\nb: 1", "a: \"zebra", "- zebra\nb: 1", "a: zebra\n- b", "a: @zebra",
      "a: *zebra", "a: &zebra 1", "a: !zebra 1", "a: zebra\nzebra\nb: 1", "%zebra",
      "a: \"zebra\\q\"",
      "? [zebra]\n: 1", "a: |zebra\n b",
    ] {
      let problems = read(text, .yaml).problems
      #expect(!problems.isEmpty)
      #expect(!problems.contains { "\($0)".contains("zebra") })
    }
  }
}
