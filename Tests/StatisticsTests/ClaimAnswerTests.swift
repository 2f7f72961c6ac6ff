import Statistics
import Testing

struct ClaimAnswerTests {
  private func published() throws -> FigureSet { try Published.all() }

  private func answer(_ text: String) throws -> ClaimAnswer { try published().answer(Claim(text)) }

  private static let force = "in Greater Manchester (police force), 2022-01 to 2024-12, suspects"
  private static let narrow = "\(force) (multi-victim or multi-offender CSE)"
  private static let wide = "\(force) (all child sexual abuse)"
  private static let national = "in England and Wales, 2023, suspects (group-based)"

  @Test(
    "Published figures answer claims as far as they go",
    arguments: [
      ("White exceeds Asian \(national)", Outcome.notDetermined),
      ("Asian exceeds White \(national)", .notDetermined),
      ("White is the largest \(national)", .notDetermined),
      ("White is at least 25% \(national)", .supported),
      ("White is at least 50% \(national)", .notDetermined),
      ("White is at least 95% \(national)", .contradicted),
      ("Asian is at most 70% \(national)", .supported),
      ("White exceeds Asian \(wide)", .notDetermined),
      ("Asian exceeds White \(narrow)", .supported),
      ("White exceeds Asian \(narrow)", .contradicted),
      ("Asian is the largest \(narrow)", .supported),
      ("White is the largest \(narrow)", .contradicted),
      ("share of Asian exceeds population figure of Asian \(narrow)", .supported),
      ("share of Asian exceeds population figure of Asian \(wide)", .notDetermined),
      ("number of csae has risen between 2023 and 2024 in England and Wales, offences", .supported),
      (
        "number of csae has fallen between 2023 and 2024 in England and Wales, offences",
        .contradicted
      ),
      ("number of nrm is at least 17000 in United Kingdom, 2023, referrals", .contradicted),
      ("number of nrm is at most 16990 in United Kingdom, 2023, referrals", .supported),
    ])
  func outcomes(_ text: String, _ expected: Outcome) throws {
    #expect(try answer(text).outcome == expected)
  }

  @Test(
    "What figures cannot answer is refused with a reason",
    arguments: [
      (
        "number of contact-offences-flagged-cse exceeds number of group-based-cse in England and Wales, 2023, offences",
        Refusal.differentDefinitions("contact-offences-flagged-cse", "group-based-cse")
      ),
      (
        "Pakistani is at least 5% in England and Wales, 2023-01 to 2024-09, suspects (group-based CSE)",
        .wholeNotStated(RoundedPercentage(97, decimals: 1))
      ),
      (
        "White exceeds Asian in Greater Manchester, 2022-01 to 2024-12, victims",
        .differentBases(Base(.victims), Base(.suspects, "multi-victim or multi-offender CSE"))
      ),
      (
        "White exceeds Asian in Wales, 2023, suspects",
        .noFigure(wanted: "'White' and 'Asian' in Wales, 2023, suspects")
      ),
      (
        "number of White is at least 40 \(national)", .notACount(figure: "S02")
      ),
      (
        "share of Mixed exceeds population figure of Mixed \(national)",
        .noFigure(wanted: "'Mixed' among residents of England and Wales up to 2023")
      ),
    ])
  func refusals(_ text: String, _ expected: Refusal) throws {
    let answer = try answer(text)
    #expect(answer.finding == .refused(expected))
    #expect(answer.outcome == nil)
  }

  @Test func `An answer says the claim, the numbers, its limits and its sources`() throws {
    #expect(
      try answer("Asian exceeds White \(Self.narrow)").sentences == [
        "Claim: Asian exceeds White in Greater Manchester (police force), 2022-01 to 2024-12, suspects"
          + " (multi-victim or multi-offender CSE).",
        "Answer: supported.",
        "Asian: at least 52% of all; at most 52% + 10.0% not described, 62.0%.",
        "White: at least 38% of all; at most 38% + 10.0% not described, 48.0%.",
        "The least for Asian, 51.5%, is above the most for White, 48.5%, allowing for rounding.",
        "This is so for Greater Manchester (police force), 2022-01 to 2024-12, suspects (multi-victim"
          + " or multi-offender CSE), and says nothing of others.",
        "10.0% are not described by the source and are read as unknown.",
        "Read from S20: the National Audit, June 2025, as reported; which three years is not said there,"
          + " and these stand for them, snapshot first, rule as published.",
      ])
    #expect(
      try answer("White exceeds Asian \(Self.national)").sentences.dropFirst().prefix(4) == [
        "Answer: not determined by these data.",
        "White: at least 83% of the 34% recorded, 28.2%; at most 28.2% + 66.0% not recorded, 94.2%.",
        "Asian: at least 7% of the 34% recorded, 2.4%; at most 2.4% + 66.0% not recorded, 68.4%.",
        "White may be anywhere from 28.2% to 94.2%, and Asian may be anywhere from 2.4% to 68.4%: either may be the"
          + " greater.",
      ])
    #expect(
      try answer("number of csae has risen between 2023 and 2024 in England and Wales, offences")
        .sentences.dropFirst().prefix(4) == [
          "Answer: supported.", "csae, 2023: 115,489.", "csae, 2024: 122,768.",
          "The change is 7,279, or 6.30%.",
        ])
  }

  @Test func `A claim names the definition where several figures answer`() throws {
    let place = Place("Rivermouth", .policeForce)
    func figure(_ id: String, _ definition: String, _ place: Place, _ a: Int) throws
      -> RecordedFigure
    {
      try Published.figure(
        id, definition, Base(.victims), .year(2024), place,
        .breakdown(
          attribute: "age",
          .counts(
            try CategoryCounts(
              [.init("under 16", a), .init("16 or 17", 20)], missing: [.notKnown: 4], total: a + 24)
          )))
    }
    let set = try FigureSet([
      figure("one", "flagged", place, 60), figure("two", "derived", place, 22),
      figure("three", "flagged", Place("Rivermouth", .localAuthority), 10),
    ])
    let text = "under 16 exceeds 16 or 17 in Rivermouth"
    #expect(
      try set.answer(Claim("\(text), 2024, victims")).finding
        == .refused(.severalFigures(["one", "two", "three"])))
    #expect(
      try set.answer(Claim("\(text) (police force), 2024, victims, definition flagged")).outcome
        == .supported)
    #expect(
      try set.answer(Claim("\(text), 2024, victims, definition derived")).outcome == .notDetermined)
    let numbers =
      "number of under 16 is at least 25 in Rivermouth, 2024, victims, definition derived"
    #expect(try set.answer(Claim(numbers)).outcome == .notDetermined)
  }

  @Test func `Where completeness falls a claim of a trend is answered by that alone`() throws {
    func figure(_ year: Int, _ count: Int, _ missing: Int) throws -> RecordedFigure {
      try Published.figure(
        "Y\(year)", "fictional", Base(.victims), .year(year), Place("Rivermouth", .policeForce),
        .breakdown(
          attribute: "age",
          .counts(
            try CategoryCounts(
              [.init("under 16", count)], missing: [.notKnown: missing], total: 100))))
    }
    let set = try FigureSet([figure(2022, 80, 5), figure(2023, 20, 30), figure(2024, 60, 10)])
    for subject in ["under 16", "number of under 16"] {
      let fell = try set.answer(
        Claim("\(subject) has fallen between 2022 and 2023 in Rivermouth, victims"))
      #expect(fell.outcome == .notDetermined)
      #expect(
        fell.sentences.contains(
          "Completeness changed from 95.0% to 70.0%. Nothing is said of a trend."))
    }
    let rose = try set.answer(
      Claim("under 16 has risen between 2023 and 2024 in Rivermouth, victims"))
    #expect(rose.outcome == .supported)
    #expect(rose.sentences.contains("Completeness changed from 70.0% to 90.0%."))
  }

  @Test func `One name stands for one figure`() {
    #expect(throws: Refusal.repeatedName("S02")) {
      try FigureSet([Published.s02(), Published.s02()])
    }
  }
}
