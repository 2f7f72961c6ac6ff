import Assessment
import LawPack
import Reports
import Testing

struct TwoFrameworkPageTests {
  private func table(_ assessment: Assessment, width: Int = 140) throws -> String {
    try part(
      of: assessPage(assessment, width: width), from: "The same record", to: "Every framework")
  }

  /// One row, from a page on which the cells stand one under the other.
  private func row(_ title: String, _ next: String, of assessment: Assessment) throws -> String {
    flowing(try part(of: try table(assessment, width: 60), from: "\n\(title)", to: "\n\(next)"))
  }

  @Test func `Seven rows stand side by side, in their order`() throws {
    let page = try table(try SmallCase.assessment())
    let titles = [
      "Official term", "Focus", "Movement", "Criminal structure", "Offence", "Identification",
      "The word",
    ]
    let places = titles.compactMap { page.firstRange(of: "\n\($0)")?.lowerBound }
    #expect(places.count == 7)
    #expect(places == places.sorted())
  }

  @Test func `The law of the days is chosen, and what was not law then is left out`() throws {
    let row = try row("Official term", "Focus", of: try SmallCase.assessment())
    #expect(row.contains("● evidenced: SMALL-2, Taking a child"))
    #expect(!row.contains("LATER-2"))
  }

  @Test func `Where no offence was law then, that is said`() throws {
    let text = SmallCase.harbourStreet.replacing("2008", with: "1998").replacing(
      "born: 1996", with: "born: 1986")
    let row = try row("Official term", "Focus", of: try SmallCase.assessment(text))
    #expect(row.contains("· not in force then: LATER-2, SMALL-2"))
  }

  @Test func `People are counted as a floor, with the statement that counts them`() throws {
    #expect(
      try row("Focus", "Movement", of: try SmallCase.assessment()).contains(
        "● evidenced: at least 3 people [3]"))
  }

  @Test func `A disputed element is marked and said to be so`() throws {
    #expect(
      try row("Focus", "Movement", of: try SmallCase.assessment()).contains(
        "⇄ disputed: associated [4]"))
  }

  @Test func `A journey is told with the widest thing that it crossed`() throws {
    #expect(
      try row("Movement", "Criminal", of: try SmallCase.assessment()).contains(
        "● evidenced: moved, between towns [1, 6]"))
  }

  @Test func `Each cell ends with what the law asks, and where it says so`() throws {
    let row = try row("Movement", "Criminal", of: try SmallCase.assessment())
    #expect(row.contains("Law: Not an element. Paper"))
    #expect(row.contains("Law: Travel. s 2(1)"))
  }

  @Test func `The offence names its days, and sends a charging lawyer on for the suspects`() throws
  {
    let page = try table(try SmallCase.assessment())
    let row = try row("Offence", "Identification", of: try SmallCase.assessment())
    #expect(row.contains("● evidenced: SMALL-2, law from 1 January 2005 to 31 December 2015"))
    #expect(row.contains("Each named suspect apart, for a charging lawyer: explain SMALL-2"))
    #expect(!page.contains("suspect-1"))
  }

  @Test func `What nobody considered is said loudest`() throws {
    let row = try row("Identification", "The word", of: try SmallCase.assessment())
    #expect(row.contains("NEVER CONSIDERED: no referral and no answer in 3 recorded responses"))
    #expect(row.contains("No enquiry and no conference in 3 recorded responses"))
  }

  @Test func `A recorded referral takes its place`() throws {
    let text = SmallCase.harbourStreet(
      adding: "{act: nrm-referral, about: child-1, by: police/northmoor, on: 2012-03-01}",
      to: "responses")
    let page = try table(try SmallCase.assessment(text), width: 60)
    #expect(
      flowing(page).contains("Referral to the National Referral Mechanism on 1 March 2012 by"))
    #expect(!page.contains("NEVER CONSIDERED"))
  }

  @Test func `A recorded answer takes its place too`() throws {
    let text = SmallCase.harbourStreet(
      adding:
        "{act: considered, framework: IDENT-1, answer: not-met, about: child-1, by: police/northmoor, on: 2012-03-01}",
      to: "responses")
    let page = flowing(try table(try SmallCase.assessment(text), width: 60))
    #expect(
      page.contains(
        "IDENT-1 considered, answered: not met on 1 March 2012 by police/northmoor, response 1"))
  }

  @Test func `The word is counted in what the record keeps word for word`() throws {
    let text = SmallCase.harbourStreet
      .replacing("log book 4, p. 12", with: "log book 4, note on trafficking")
      .replacing("\"lifestyle\"", with: "\"not Trafficked\"")
    let row = try row("The word", "─", of: try SmallCase.assessment(text))
    #expect(
      row.contains(
        "In the notes and references of 2 of 9 statements, the reasons of 1 of 3 responses"))
  }

  @Test func `Corrected cells are marked, and the notes stand once at the foot`() throws {
    let page = assessPage(try SmallCase.assessment(), width: 140)
    #expect(page.contains("An act and its purpose.¹ s 2"))
    #expect(page.contains("Nor gain.² s 2"))
    #expect(page.contains("¹² Corrected cells: notes at the foot of the page."))
    #expect(page.contains("¹ \"Movement is enough\": It is not. s 2(2)"))
    #expect(page.contains("² \"For gain\": Gain is no element. s 2 (from memory, not read)"))
  }

  @Test func `At most two sentences say what both columns say together`() throws {
    let page = try table(try SmallCase.assessment())
    #expect(page.contains("→ Both at once. s 1\n→ Ask for a third person. s 45(6)\n¹"))
    #expect(!page.contains("A third sentence"))
  }

  @Test func `The law of another place takes no part in those sentences`() throws {
    #expect(!assessPage(try SmallCase.assessment()).contains("The law of elsewhere"))
    let alone = SmallCase.harbourStreet(without: "fact: associated")
    #expect(!assessPage(try SmallCase.assessment(alone)).contains("→"))
  }

  @Test func `On a narrow page the two readings stand one under the other`() throws {
    let page = try table(try SmallCase.assessment(), width: 60)
    #expect(
      page.contains(
        "Movement: must the child have been moved?\n  Harm by a group\n    Law: Not an element. Paper\n  Taking a child\n    ● evidenced: moved, between towns [1, 6]\n"
      ))
  }

  @Test func `A law without the table still gives every framework`() throws {
    let page = assessPage(try SmallCase.assessment(law: SmallCase.law(withTable: false)))
    #expect(!page.contains("The same record"))
    #expect(page.contains("Every framework about child-1"))
  }
}
