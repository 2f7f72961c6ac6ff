import Assessment
import EvidenceLogic
import Reports
import Testing

struct ExplainPageTests {
  private func page(
    _ framework: String = "SMALL-2", _ text: String = SmallCase.harbourStreet, width: Int = 140
  ) throws -> String {
    explainPage(framework, try SmallCase.assessment(text), width: width)
  }

  @Test func `The law comes with its Act, its days and where that is said`() throws {
    let page = try page()
    #expect(
      page.contains("Taking a child with harm in view, SMALL-2\nSmall Act 2005 · 2005 c. 1\n"))
    #expect(
      page.contains(
        "Offence, England and Wales, law from 1 January 2005 to 31 December 2015. SI 2005/1 art 2"))
    #expect(page.contains("How SMALL-2 was checked: read only in a source that reports it."))
    #expect(page.contains("Read it: https://example.org/small-act"))
    #expect(page.contains("To correct it: Law/england-and-wales/act.yaml, SMALL-2."))
  }

  @Test func `Each statement stands under the element with its day, words, roles and source`()
    throws
  {
    #expect(
      flowing(try page()).contains(
        "For [1] Between October and November 2008: moved, by suspect-1, from flat, to shop, crosses: town. youth-log, log book 4, p. 12 (agency record)"
      ))
  }

  @Test func `A denial stands against it, and says that its source denies it`() throws {
    let page = flowing(try page("GROUP-1"))
    #expect(
      page.contains(
        "Against [5] 2008: this source says that it was not so: associated, by suspect-1 and suspect-2"
      ))
  }

  @Test func `What was stated only as names counts people`() throws {
    let page = flowing(
      try page(
        "GROUP-1",
        SmallCase.harbourStreet(without: "fact: offenders").replacing(
          "by: [suspect-1], when: 2008-11, says: yes, source: interview}",
          with: "by: [suspect-2], when: 2008-11, says: yes, source: interview}")))
    #expect(page.contains("For offenders (at least 2): the people named in ["))
  }

  @Test func `What would also count is said to be not yet evidenced`() throws {
    #expect(
      try page().contains(
        "Would also count, ○ not yet evidenced, on the broad reading: kept somewhere"))
  }

  @Test func `A contested element says why readers differ, and which question is open`() throws {
    #expect(
      flowing(try page()).contains(
        "Contested. Both readings: ● evidenced. Whether keeping is a way of arranging travel is argued. Open question Q1. s 2(1)"
      ))
  }

  @Test func `Evidence for the broad reading alone is marked`() throws {
    let text = SmallCase.harbourStreet.replacing("fact: moved", with: "fact: kept-somewhere")
      .replacing(", from: flat, to: shop", with: "")
    let page = flowing(try page("SMALL-2", text))
    #expect(page.contains("◐ arguable for child-1. SMALL-2"))
    #expect(
      page.contains(
        "The readings differ. Narrow: ○ not yet evidenced. Broad: ● evidenced. Open questions: Q1.")
    )
    #expect(page.contains("(agency record) On the broad reading only."))
  }

  @Test func `A mental element is somebody's to judge, and what no fact decides is left open`()
    throws
  {
    let page = flowing(try page())
    #expect(
      page.contains("A judgement for the charging lawyer: the facts only tend to show it. s 2(2)"))
    #expect(
      page.contains("Left to the charging lawyer, on the facts · A3 · In the jurisdiction. s 9"))
  }

  @Test func `What the law puts aside is said to be irrelevant, with where it is recorded`() throws
  {
    #expect(
      try page().contains("[irrelevant: That the child agreed to travel], recorded in [8]. s 2(3)"))
  }

  @Test func `What is not needed is said in words`() throws {
    #expect(
      try page().contains(
        "Not needed here: whether a border was crossed; whether anybody gained. SMALL-2"))
  }

  @Test func `The sources on which it rests are given as sets`() throws {
    let page = flowing(try page())
    #expect(page.contains("Rests on the sources {interview}, or {youth-log}."))
    #expect(
      page.contains("No one source carries it: 2 sources that do not repeat one another bear on it")
    )
  }

  @Test func `One source that carries it all is named`() throws {
    let page = flowing(try page("SMALL-2", SmallCase.harbourStreet(without: "source: youth-log}")))
    #expect(page.contains("Rests on one source: without interview the test would not be met."))
  }

  @Test func `Suspects stand one by one, beside what that does not say`() throws {
    let page = flowing(try page())
    #expect(
      page.contains(
        "Named suspects, one by one, for a charging lawyer. SMALL-2 ● evidenced: suspect-1 ○ not yet evidenced: suspect-2"
      ))
    #expect(
      page.contains(
        "says nothing of aiding, conspiracy, or encouraging and assisting. Accessories and Abettors Act 1861 s 8"
      ))
  }

  @Test func `Whoever stands for several is never a suspect line`() throws {
    let text = SmallCase.harbourStreet.replacing(
      "{id: suspect-2, role: suspect}", with: "{id: suspect-2, role: suspect, stands-for: others}")
    #expect(try !page("SMALL-2", text).contains("evidenced: suspect-2"))
  }

  @Test func `What is missing is given by reading, as sets in words`() throws {
    let page = flowing(try page("SMALL-2", SmallCase.harbourStreet(without: "fact: moved")))
    #expect(
      page.contains("To complete it on the narrow reading, any one of these: ○ not yet: moved"))
    #expect(
      page.contains(
        "To complete it on the broad reading, any one of these: ○ not yet: kept somewhere ○ not yet: moved"
      )
        || page.contains(
          "To complete it on the broad reading, any one of these: ○ not yet: moved ○ not yet: kept somewhere"
        ))
  }

  @Test func `What the record contradicts is said to block it`() throws {
    let text = SmallCase.harbourStreet(
      without: "fact: associated, child: child-1, by: [suspect-1, suspect-2], when: 2008, says: yes"
    )
    .replacing("by: [suspect-1, suspect-2], when: 2008, says: no", with: "says: no")
    #expect(
      flowing(try page("GROUP-1", text)).contains(
        "Blocked by what the record contradicts: associated"))
  }

  @Test func `Since when it could have been known is given for all and for each`() throws {
    let page = flowing(try page())
    #expect(page.contains("All files together: from 3 November 2008"))
    #expect(page.contains("police/northmoor, alone: from 12 June 2009"))
    #expect(page.contains("With no day, so they never count here: letter"))
  }

  @Test func `What was not in force is never the same as no`() throws {
    let page = flowing(try page("LATER-2"))
    #expect(page.contains("· not in force then for child-1. LATER-2"))
    #expect(page.contains("That is never the same as no."))
    #expect(
      page.contains(
        "Had it been in force, the record would read: ● evidenced. That is analysis, never an offence."
      ))
  }

  @Test func `The law of another place is said to be comparison`() throws {
    #expect(
      flowing(try page("FOREIGN-1")).contains(
        "● evidenced for child-1, for comparison only: it owes no duty here."))
  }

  @Test func `What is on record and does not count is shown, and said not to count`() throws {
    let page = flowing(try page("CRIME-1"))
    #expect(
      page.contains(
        "Shown and never counted here. CRIME-1 [9] 2008: named group, of child-1. rumour (unattributed)"
      ))
  }

  @Test func `A framework that the law does not have is said to be none`() throws {
    #expect(
      try page("NONE-1") == "The law has no framework 'NONE-1'. heed law list names them all.\n")
  }

  @Test func `Conduct whose days are uncertain says what is certain`() throws {
    let text = SmallCase.harbourStreet(without: "source: interview}")
      .replacing("when: 2008-10/2008-11", with: "when: 2015/2016")
      .replacing("purpose: sexual, when: 2008-10", with: "purpose: sexual, when: 2015/2016")
    #expect(
      flowing(try page("SMALL-2", text)).contains(
        "The days are uncertain: some conduct may lie outside the law from 1 January 2005 to 31 December 2015. On what lies certainly inside: ○ not yet evidenced."
      ))
  }
}
