import Testing

@testable import Diagnostics

struct NearestNameTests {
  private static let facts = ["moved", "recruited", "harboured", "groomed", "abused", "by", "born"]

  @Test(arguments: [
    ("harbord", "harboured"), ("harbuored", "harboured"), ("recuited", "recruited"),
    ("grommed", "groomed"), ("Moved", "moved"), ("brn", "born"), ("bron", "born"),
  ])
  func `A slip of the pen is recognised`(_ written: String, _ meant: String) {
    #expect(nearest(to: written, among: Self.facts) == meant)
  }

  @Test(arguments: ["", "x", "at", "trafficked", "moving-house", "zzzzz"])
  func `A different word gets no suggestion`(_ written: String) {
    #expect(nearest(to: written, among: Self.facts) == nil)
  }

  @Test func `Of equally close names the first in the alphabet is suggested`() {
    #expect(nearest(to: "cat", among: ["rat", "bat", "hat"]) == "bat")
    #expect(nearest(to: "cat", among: ["hat", "bat", "rat"]) == "bat")
  }

  @Test func `A closer name wins over one that comes first in the alphabet`() {
    #expect(nearest(to: "control", among: ["cantrxl", "controls"]) == "controls")
  }

  @Test func `At most a third of the letters may differ`() {
    #expect(nearest(to: "abcdef", among: ["abcdxy"]) == "abcdxy")
    #expect(nearest(to: "abcdef", among: ["abcxyz"]) == nil)
    #expect(nearest(to: "abcde", among: ["abcxy"]) == nil)
  }

  @Test func `A very long word gets no suggestion`() {
    let word = String(repeating: "a", count: 101)
    #expect(nearest(to: word, among: [word]) == nil)
    #expect(nearest(to: "moved", among: [String(repeating: "moved", count: 100_000)]) == nil)
  }

  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1),
    ("ca", "abc", 2), ("a cat", "an abct", 3), ("kitten", "sitting", 3), ("ab", "ba", 1),
  ])
  func `The distance counts insertions, deletions, replacements and swaps`(
    _ one: String, _ other: String, _ distance: Int
  ) {
    let (left, right) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    #expect(damerauLevenshtein(left, right) == distance)
    #expect(damerauLevenshtein(right, left) == distance)
  }
}
