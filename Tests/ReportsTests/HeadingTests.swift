import Assessment
import EvidenceLogic
import LawPack
import Reports
import Testing

struct HeadingTests {
  @Test func `The page begins with the record, the law's day and what is on file`() throws {
    let page = assessPage(try SmallCase.assessment())
    #expect(
      page.hasPrefix(
        "Harbour Street (fictional) · England and Wales\nLaw as on 15 January 2026 · everything on file, whatever its day\n"
      ))
    #expect(page.contains("9 statements, 5 sources, 2 agencies"))
  }

  @Test func `A day of knowing is named`() throws {
    #expect(
      assessPage(try SmallCase.assessment(known: "2009-01-01")).contains(
        "on file by 1 January 2009"))
  }

  @Test func `What does not count is counted apart`() throws {
    #expect(
      flowing(assessPage(try SmallCase.assessment())).contains(
        "Shown and not counted: 1 statement,"))
  }

  @Test func `The child's age is that of the first day of harm`() throws {
    #expect(
      assessPage(try SmallCase.assessment()).contains(
        "child-1, aged 12 on the first recorded day of harm"))
  }

  @Test func `An age that the days leave open is given as a range`() throws {
    let text = SmallCase.harbourStreet.replacing("born: 1996-05", with: "born: 1995/1996")
    #expect(
      assessPage(try SmallCase.assessment(text)).contains("child-1, aged 11 to 13 on the first"))
  }

  @Test func `Without a date of birth no age is given, and none is assumed for an offence`() throws
  {
    let page = assessPage(
      try SmallCase.assessment(SmallCase.harbourStreet.replacing(", born: 1996-05", with: "")))
    #expect(!page.contains("aged"))
    #expect(!page.contains("Age not recorded"))
  }

  @Test func `An age taken as a child's is said to be taken`() throws {
    let text = SmallCase.harbourStreet(
      adding: "{fact: harm-followed, child: child-1, when: 2008, says: yes, source: interview}",
      to: "statements"
    ).replacing(", born: 1996-05", with: "")
    let page = flowing(assessPage(try SmallCase.assessment(text)))
    #expect(
      page.contains(
        "Age not recorded: taken as under 18 for identification and policy, never for an offence. MSA 2015 s 51"
      ))
  }

  @Test func `Whoever stands for several is pooled, in words`() throws {
    let text = SmallCase.harbourStreet.replacing(
      "born: 1996-05", with: "stands-for: the children of the street")
    let page = flowing(assessPage(try SmallCase.assessment(text)))
    #expect(
      page.contains("'child-1' stands for several people: the children of the street. Pooled:"))
    #expect(!page.contains("aged"))
  }

  @Test func `A line of the case can be told apart from any other by its number`() throws {
    #expect(
      assessPage(try SmallCase.assessment()).contains("[4] is the fourth statement of the record"))
  }
}
