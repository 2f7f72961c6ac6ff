import Assessment
import CaseRecord
import CivilTime
import Reports
import Testing
import Vocabulary

struct KnewPageTests {
  private func answer(_ text: String = SmallCase.harbourStreet, _ framework: String = "SMALL-2")
    throws -> KnewReport.Answer
  {
    let report = KnewReport(try SmallCase.assessment(text))
    return try #require(report.answers.first { $0.frameworks.contains(framework) })
  }

  @Test func `Each body's file and all together have the day on which they met the test`() throws {
    let answer = try answer()
    #expect(answer.together?.day.description == "2008-11-03")
    let days = answer.lanes.map { "\($0.agency) \($0.from?.day.description ?? "never")" }
    #expect(
      days == [
        "police/northmoor 2009-06-12", "voluntary/harbour 2008-11-03",
        "children-social-care/northmoor never",
      ])
  }

  @Test func `The days before anyone acted are arithmetic on recorded days`() throws {
    #expect(try answer().days == 912...912)
    let page = flowing(knewPage(try SmallCase.assessment()))
    #expect(
      page.contains(
        "Together they knew 912 days before anyone acted: from 3 November 2008, to the first act by police/northmoor on 4 May 2011: crime recorded, response 3."
      ))
    #expect(page.contains("it accuses nobody"))
  }

  @Test func `A body that knew alone before all together did is named with its day`() throws {
    var answer = try answer()
    #expect(answer.soonestAlone == nil)
    // As where the others held what spoke against it until then.
    answer.together = answer.lanes[0].from
    #expect(answer.soonestAlone?.agency == "voluntary/harbour")
    #expect(
      CaseWords(try SmallCase.assessment()).delay(answer).hasSuffix(
        " voluntary/harbour alone knew before that, from 3\u{A0}November\u{A0}2008: what others held spoke against it then."
      ))
    answer.together = nil
    #expect(answer.soonestAlone?.agency == "voluntary/harbour")
  }

  @Test func `A referral, a closure or an assessment is not acting`() throws {
    #expect(
      KnewReport.protectiveActs.isDisjoint(with: [
        .referral, .shared, .assessment, .returnInterview, .noFurtherAction, .closed, .considered,
        .declinedToShare,
      ]))
  }

  @Test func `An act on an uncertain day gives the fewest and the most days`() throws {
    let text = SmallCase.harbourStreet.replacing("on: 2011-05-04", with: "on: 2011-05")
    #expect(try answer(text).days == 909...939)
    #expect(flowing(knewPage(try SmallCase.assessment(text))).contains("between 909 and 939 days"))
  }

  @Test func `With no act on record, none is said to be recorded`() throws {
    let text = SmallCase.harbourStreet(without: "crime-recorded")
    #expect(try answer(text).days == nil)
    #expect(
      flowing(knewPage(try SmallCase.assessment(text))).contains(
        "Together they knew from 3 November 2008. No action is recorded."))
  }

  @Test func `An act with no day gives no number of days`() throws {
    let text = SmallCase.harbourStreet.replacing(", on: 2011-05-04", with: "")
    #expect(try answer(text).days == nil)
    #expect(
      flowing(knewPage(try SmallCase.assessment(text))).contains(
        "Action is recorded, with no day that counts"))
  }

  @Test func `An act that came before is said to have come before`() throws {
    let text = SmallCase.harbourStreet.replacing("on: 2011-05-04", with: "on: 2008-10-01")
    #expect(try answer(text).alreadyActed?.response == 2)
    #expect(
      flowing(knewPage(try SmallCase.assessment(text))).contains(
        "A protective act was on record by the day on which the files together held enough"))
  }

  @Test func `An uncertain day is given at its latest, with the earliest beside it`() throws {
    let text = SmallCase.harbourStreet.replacing("made: 2008-11-03", with: "made: 2008-11")
    #expect(
      flowing(knewPage(try SmallCase.assessment(text), width: 140)).contains(
        "from 30 November 2008 at the latest, perhaps from 1 November 2008"))
  }

  @Test func `What each body was told and did is said once, with its place`() throws {
    let page = knewPage(try SmallCase.assessment(), width: 140)
    #expect(
      page.contains(
        "police/northmoor\n    warned on 3 November 2008 by voluntary/harbour, w1; no acknowledgement recorded\n    first acted on 4 May 2011: crime recorded, response 3\n"
      ))
    #expect(
      page.contains(
        "voluntary/harbour\n    raised a warning on 3 November 2008 to police/northmoor, w1\n    told others on 10 November 2008: referral, response 1\n"
      ))
    #expect(page.contains("    closed on 24 November 2008: no further action, response 2\n"))
  }

  @Test func `A bar is empty before the day and full from it on`() throws {
    let page = knewPage(try SmallCase.assessment(), width: 100)
    let picture = try part(of: page, from: "SMALL-2", to: "Together")
    let lines = picture.split(separator: "\n").map(String.init)
    let police = try #require(lines.first { $0.hasPrefix("police/northmoor") })
    let together = try #require(lines.first { $0.hasPrefix("all together") })
    #expect(police.contains("  ██"))
    #expect(police.filter { $0 == "█" }.count < together.filter { $0 == "█" }.count)
    #expect(lines[1].contains("2008"))
    #expect(lines[1].contains("2011"))
  }

  @Test func `A source with no day is listed and never counts`() throws {
    #expect(
      flowing(knewPage(try SmallCase.assessment())).contains(
        "Sources with no day, which never count here: letter"))
  }

  @Test func `A test with no day at all is named without one`() throws {
    let text = SmallCase.harbourStreet.replacing(", made: 2008-11-03", with: "").replacing(
      ", made: 2009-02-18", with: ""
    ).replacing(", made: 2009-06-12", with: "")
    let page = flowing(knewPage(try SmallCase.assessment(text)))
    #expect(page.contains("Met, with no day to give, because what it rests on has none: SMALL-2"))
  }

  @Test func `Comparison is shown only on request`() throws {
    let assessment = try SmallCase.assessment()
    #expect(!knewPage(assessment).contains("FOREIGN-1"))
    #expect(flowing(knewPage(assessment)).contains("… 1 more for comparison: --all"))
    #expect(knewPage(assessment, all: true).contains("FOREIGN-1"))
  }

  @Test func `Tests that could have been known on the same days share a picture`() throws {
    let answers = KnewReport(try SmallCase.assessment()).answers
    #expect(
      Set(
        answers.map {
          "\($0.about) \($0.together.debugDescription) \($0.lanes.map(\.from.debugDescription)) \($0.isComparison) \($0.reading)"
        }
      ).count == answers.count)
  }

  @Test func `The same is given to programs`() throws {
    let json = knownSince(of: try SmallCase.assessment()).text
    #expect(
      json.hasPrefix(
        "{\"heed\": \"known-since/1\", \"case\": \"harbour-street\", \"on\": \"2026-01-15\", \"known\": null"
      ))
    #expect(json.contains("\"days-before-anyone-acted\": {\"fewest\": 912, \"most\": 912}"))
    #expect(json.contains("\"without-a-day\": [\"letter\"]"))
  }
}
