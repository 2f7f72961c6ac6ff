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

  @Test func `A layout keeps to the widths that people can read`() {
    #expect(Layout(width: 10).width == 60)
    #expect(Layout(width: 1000).width == 140)
  }
}
