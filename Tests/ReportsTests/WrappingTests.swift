import HeedTesting
import Testing

@testable import Reports

struct WrappingTests {
  @Test func `A text is broken at its spaces`() {
    #expect(wrap("one two three", width: 7) == ["one two", "three"])
  }

  @Test func `Words that are held together go to the next line together`() {
    #expect(wrap("under s\u{A0}58 of", width: 8) == ["under", "s\u{A0}58 of"])
  }

  @Test func `A word that is longer than a line is broken after a slash or a hyphen`() {
    #expect(
      wrap("children-social-care/northmoor", width: 22) == ["children-social-care/", "northmoor"])
  }

  @Test func `A long address loses no letter and gains no space, however narrow its later lines`() {
    let address = "https://example.org/" + String(repeating: "abc", count: 40)
    let lines = wrap(address, width: 30, later: 24)
    #expect(lines.joined() == address)
    #expect(lines.dropFirst().allSatisfy { $0.count <= 24 })
  }

  @Test func `A word without a seam is broken where the line ends`() {
    #expect(wrap("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
  }

  @Test func `What a terminal would obey is left out`() {
    #expect(wrap("safe\u{1B}[31m \u{202E}text\u{7}", width: 40) == ["safe[31m text"])
  }

  @Test func `A line end in a text counts as a space`() {
    #expect(wrap("one\ntwo\r\nthree", width: 40) == ["one two three"])
  }

  @Test func `An empty text has no lines`() {
    #expect(wrap(" \n ", width: 10) == [])
  }

  @Test func `Combining marks take no column`() {
    #expect(displayWidth("c\u{336}a\u{336}t\u{336}") == 3)
  }

  @Test func `A text is set alike whatever it is made of`() throws {
    // What takes a column, and what parts two words, on its own; the same with a letter before it that no plain text has.
    let pieces = ["a", "bc-", "/", ",", " ", "\u{A0}", "\n", "\t", "word", "\u{7F}", "\u{1B}"]
    try forAll(count: 300, seed: 9962) { random in
      let text = (0..<random.below(40)).map { _ in Gen.element(of: pieces)(&random) }.joined()
      try #require(displayWidth(text) == text.count)
      let width = 3 + random.below(12)
      let lines = wrap(text, width: width)
      let other = wrap(text.replacing("a", with: "é"), width: width)
      try #require(lines.map { $0.replacing("a", with: "é") } == other)
    }
  }

  @Test func `Spaces that are held are printed as spaces, and none ends a line`() throws {
    let pieces = ["a", "é", "à", "£", " ", "\u{A0}", "字"]
    try forAll(count: 200, seed: 9963) { random in
      let text = "x" + (0..<random.below(12)).map { _ in Gen.element(of: pieces)(&random) }.joined()
      try #require(held(text) == String(text.map { $0 == " " ? "\u{A0}" : $0 }))
      var sheet = Sheet(Layout(width: 100))
      sheet.row([[Paragraph(held(text))]], widths: [100])
      var printed = Substring(text.map { $0 == "\u{A0}" ? " " : $0 })
      while printed.last == " " { printed.removeLast() }
      try #require(sheet.text == printed + "\n")
    }
  }

  @Test func `A layout keeps to the widths that people can read`() {
    #expect(Layout(width: 10).width == 60)
    #expect(Layout(width: 1000).width == 140)
  }
}
