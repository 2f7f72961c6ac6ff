import Diagnostics
import Testing

struct RenderingTests {
  private func problem(
    line: Int, column: Int, message: String = "unknown fact",
    help: String = "not in the vocabulary; did you mean 'harboured'?", context: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .error, "law.unknown-fact",
      at: Location(file: "Law/act.yaml", position: Position(line: line, column: column)), message,
      help: help, context: context)
  }

  @Test func `With the source, the line is shown with a caret`() {
    let source = String(repeating: "\n", count: 16) + "    any: [recruited, moved, harbord]\n"
    let diagnostic = problem(line: 17, column: 29, context: "section 2(3), element M1")
    #expect(
      render(diagnostic, source: source) == """
        Law/act.yaml:17:29: error: unknown fact [law.unknown-fact]
        17 |     any: [recruited, moved, harbord]
           |                             ^
           = not in the vocabulary; did you mean 'harboured'?
           = section 2(3), element M1
        """)
  }

  @Test func `Without the source, no line of the file is shown`() {
    #expect(
      render(problem(line: 17, column: 29, context: "element M1"), source: nil) == """
        Law/act.yaml:17:29: error: unknown fact [law.unknown-fact]
           = not in the vocabulary; did you mean 'harboured'?
           = element M1
        """)
  }

  @Test func `The margin is as wide as the line number`() {
    let source = String(repeating: "\r\n", count: 122) + "harbord"
    #expect(
      render(problem(line: 123, column: 1), source: source) == """
        Law/act.yaml:123:1: error: unknown fact [law.unknown-fact]
        123 | harbord
            | ^
            = not in the vocabulary; did you mean 'harboured'?
        """)
  }

  @Test func `A warning is called a warning`() {
    let diagnostic = Diagnostic(
      .warning, "documents.byte-order-mark", at: Location(file: "a.json", position: .start),
      "the file starts with a byte order mark", help: "save it without one")
    #expect(
      render(diagnostic, source: nil) == """
        a.json:1:1: warning: the file starts with a byte order mark [documents.byte-order-mark]
           = save it without one
        """)
  }

  @Test(arguments: ["one\ntwo\nthree", "one\r\ntwo\r\nthree", "one\rtwo\rthree"])
  func `Lines end as editors end them`(_ source: String) {
    #expect(render(problem(line: 2, column: 3), source: source).contains("\n 2 | two\n   |   ^\n"))
  }

  @Test func `The caret stands under accented letters and after tabs`() {
    let text = render(problem(line: 1, column: 5), source: "\té\u{65}\u{301}x")
    #expect(text.contains("\n 1 | \té\u{65}\u{301}x\n   | \t  ^\n"))
  }

  @Test func `A place at the end of a line is shown behind it`() {
    #expect(render(problem(line: 1, column: 4), source: "abc\n").contains("| abc\n   |    ^\n"))
  }

  @Test func `A line that is not there is not shown`() {
    let text = render(problem(line: 9, column: 1), source: "abc\n")
    #expect(text == render(problem(line: 9, column: 1), source: nil))
  }

  @Test func `Of a long line the part around the place is shown`() {
    let source = String(repeating: "a", count: 5000) + "X" + String(repeating: "b", count: 5000)
    let lines = render(problem(line: 1, column: 5001), source: source).split(separator: "\n")
    #expect(lines[1].count < 140)
    let caret = lines[2].firstIndex(of: "^")
    let marked = caret.map { lines[2].distance(from: lines[2].startIndex, to: $0) }
    #expect(Array(lines[1])[marked ?? 0] == "X")
    #expect(lines[1].hasSuffix("…"))
  }

  @Test func `What a terminal would obey is shown as an escape`() {
    let diagnostic = problem(line: 1, column: 3, message: "key 'a\u{1B}[2J' and \u{202E}")
    let text = render(diagnostic, source: "a\u{1B}[2J\u{9B}b")
    #expect(text.contains("key 'a\\u{1b}[2J' and \\u{202e}"))
    #expect(text.contains(" 1 | a\\u{1b}[2J\\u{9b}b\n   |        ^\n"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" || $0 == "\u{202E}" })
  }

  @Test func `A help of several lines stays in its place`() {
    let text = render(problem(line: 1, column: 1, help: "one\ntwo"), source: nil)
    #expect(text.hasSuffix("\n   = one\n   = two"))
  }

  @Test func `Places before the first are shown as the first`() {
    #expect(render(problem(line: 1, column: 0), source: "abc").contains("| abc\n   | ^\n"))
    #expect(!render(problem(line: 0, column: 0), source: "abc").contains("|"))
  }
}
