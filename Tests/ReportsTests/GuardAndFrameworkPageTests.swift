import Assessment
import Reports
import Testing

struct GuardPageTests {
  @Test func `A guard is a plain sentence with its id, the response and the law`() throws {
    let page = flowing(assessPage(try SmallCase.assessment()))
    #expect(page.contains("⚠ Closed relying on this: that the child agreed."))
    #expect(
      page.contains(
        "IRRELEVANT-FACTOR · No further action on 24 November 2008 by children-social-care/northmoor, response 2 · SMALL-2 s 2(3)"
      ))
  }

  @Test func `The unasked referral says since when, by all files together and by each alone`()
    throws
  {
    let page = flowing(assessPage(try SmallCase.assessment()))
    #expect(
      page.contains(
        "⚠ Nobody has recorded whether child-1 should be referred to the National Referral Mechanism (NRM)"
      ))
    #expect(page.contains("on 3 November 2008; police/northmoor alone on 12 June 2009"))
  }
}

struct FrameworkPageTests {
  private func list(_ assessment: Assessment, all: Bool = false) throws -> String {
    try part(
      of: assessPage(assessment, width: 140, all: all), from: "Every framework about child-1",
      to: "The group, over")
  }

  @Test func `What nobody considered stands under a heading that says so`() throws {
    let offences = flowing(
      try part(of: try list(try SmallCase.assessment()), from: "Offences", to: "Policy"))
    #expect(
      offences.hasPrefix(
        "Offences: NEVER CONSIDERED, no answer is recorded ● evidenced Taking a child"))
  }

  @Test func `What is met and was never considered stands first`() throws {
    let text = SmallCase.harbourStreet(without: "fact: harm-intended")
    let page = try part(
      of: try list(try SmallCase.assessment(text)), from: "Identification:", to: "Offences")
    #expect(page.contains("● evidenced"))
  }

  @Test func `A recorded answer moves a framework out of the unconsidered`() throws {
    let text = SmallCase.harbourStreet(
      adding:
        "{act: considered, framework: SMALL-2, answer: met, about: child-1, by: police/northmoor, on: 2012-03-01}",
      to: "responses")
    let page = flowing(try list(try SmallCase.assessment(text)))
    #expect(page.contains("Offences: an answer is recorded ● evidenced Taking a child SMALL-2"))
    #expect(page.contains("SMALL-2 considered, answered: met on 1 March 2012 by police/northmoor"))
  }

  @Test func `The weakest link is a kind of source in words`() throws {
    #expect(
      flowing(try list(try SmallCase.assessment())).contains(
        "Taking a child SMALL-2 first-hand account; no one source"))
  }

  @Test func `A test that one source carries names it`() throws {
    let text = SmallCase.harbourStreet(without: "source: youth-log}")
    #expect(
      flowing(try list(try SmallCase.assessment(text))).contains(
        "first-hand account; falls without interview"))
  }

  @Test func `What is open is named by its elements`() throws {
    #expect(
      flowing(try list(try SmallCase.assessment())).contains(
        "○ not yet evidenced Harm to a child POLICY-1 open: D2"))
  }

  @Test func `The law of other places stands last and owes nothing`() throws {
    let page = try list(try SmallCase.assessment())
    let comparison = flowing(try part(of: page, from: "Comparison"))
    #expect(
      comparison.hasPrefix(
        "Comparison: the law of other places, which owes no duty here ● evidenced Taking a child in Scotland FOREIGN-1"
      ))
  }

  @Test func `What was not law then is folded, and named`() throws {
    let page = flowing(try list(try SmallCase.assessment()))
    #expect(page.contains("· not in force then: 1 more (LATER-2). See them: --all"))
  }

  @Test func `All shows it with what it would have said, as analysis`() throws {
    let page = flowing(try list(try SmallCase.assessment(), all: true))
    #expect(
      page.contains(
        "· not in force then Taking a child, later LATER-2 as if in force: ● evidenced (analysis, never an offence)"
      ))
    #expect(!page.contains("--all"))
  }

  @Test func `A definition of no day is marked as analysis`() throws {
    let page = flowing(
      try part(of: assessPage(try SmallCase.assessment(), width: 140), from: "The group, over"))
    #expect(
      page.contains(
        "⇄ disputed Harm by a group GROUP-1 intelligence; falls without intelligence-note; analysis"
      ))
  }

  @Test func `A record without a child is answered for as a whole`() throws {
    let text = """
      heed: case/1
      id: empty
      title: Nothing recorded yet
      jurisdiction: england-and-wales
      """
    let assessment = try SmallCase.assessment(text)
    let page = assessPage(assessment)
    #expect(page.contains("0 statements, 0 sources, 0 agencies"))
    #expect(page.contains("○ not yet evidenced"))
    #expect(!page.contains("The same record"))
    #expect(askPage(assessment).contains("1. "))
    #expect(knewPage(assessment).contains("there is no day to give"))
  }
}
