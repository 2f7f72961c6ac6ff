import CivilTime
import EvidenceLogic
import LawPack
import Testing

@testable import Reports

struct WordsTests {
  @Test func `Every state has a mark of its own and a word of its own`() {
    #expect(Set(State.allCases.map(\.mark)).count == State.allCases.count)
    #expect(Set(State.allCases.map(\.words)).count == State.allCases.count)
  }

  @Test func `A mark stays on the line of its word`() {
    #expect(State.notYetEvidenced.marked == "○\u{A0}not\u{A0}yet\u{A0}evidenced")
  }

  @Test func `A citation keeps each letter to its number`() {
    #expect(
      cited("MSA 2015 ss 2(1), 3; SI 2022/877 reg 3")
        == "MSA 2015 ss\u{A0}2(1), 3; SI\u{A0}2022/877 reg\u{A0}3")
  }

  @Test func `A citation that was not read says so`() {
    #expect(cited("s 1", .recalled) == "s\u{A0}1 (from memory, not read)")
    #expect(cited("s 1", .verified2) == "s\u{A0}1 (as others report it)")
    #expect(cited("s 1", .verified) == "s\u{A0}1")
  }

  @Test(arguments: [
    ("exploitation-intended", "exploitation intended"),
    ("first-hand-account", "first-hand account"),
    ("third-party-paid", "third-party paid"), ("nrm-referred", "NRM referred"), ("moved", "moved"),
  ])
  func `A name of the vocabulary becomes words`(_ name: String, _ expected: String) {
    #expect(words(ofName: name) == expected)
  }

  @Test(arguments: [
    ("2008-11-03", "on 3\u{A0}November\u{A0}2008"), ("2008-11", "in November 2008"),
    ("2008", "in 2008"), ("2008~", "about 2008"), ("198X", "some time in the 1980s"),
    ("2008-10/2008-11", "between October and November 2008"),
  ])
  func `A day is said in words with what is not known of it`(_ text: String, _ expected: String)
    throws
  {
    #expect(when(try UncertainDate.parse(text).get()) == expected)
  }

  @Test func `A day that nobody stated is not made up`() {
    #expect(when(nil) == "on a day not stated")
  }

  @Test func `A list that is cut says how much is left`() {
    #expect(capped(["a", "b", "c"], at: 2) == "a, b, and 1 more")
    #expect(capped(["a", "b"], at: 2) == "a, b")
  }

  @Test func `Irrelevant words are struck through only where that can be shown`() {
    #expect(Style(isStyled: false).irrelevant("a b") == "[irrelevant: a b]")
    #expect(Style(isStyled: true).irrelevant("a b") == "a\u{336} b\u{336} (irrelevant)")
  }

  @Test func `Without style no text carries an escape`() {
    #expect(Style(isStyled: false).applying(.strong, to: "x") == "x")
    #expect(Style(isStyled: true).applying(.strong, to: "x") == "\u{1B}[1mx\u{1B}[22m")
  }
}
