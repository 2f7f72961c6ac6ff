import HeedTesting
import Statistics
import Testing

struct FigureValueTests {
  @Test func `A fraction is exact, in lowest terms, and rounds halves away from zero`() {
    #expect(Fraction(6, of: -8) == Fraction(-3, of: 4))
    #expect(Fraction(1, of: 3) + Fraction(1, of: 6) == Fraction(1, of: 2))
    #expect(Fraction(2, of: 3) * Fraction(9, of: 4) / Fraction(3, of: 2) == .one)
    #expect(Fraction(1, of: 2000).percent() == "0.1%")
    #expect(Fraction(-1, of: 2000).percent() == "-0.1%")
    #expect(Fraction(-1, of: 9000).percent() == "0.0%")
    #expect(Fraction(2, of: 3).percent(decimals: 0) == "67%")
    #expect(Fraction(100_001, of: 100_000).decimal(3) == "1.000")
    #expect(Fraction(1, of: 3) < Fraction(333_333_333_333_334, of: 1_000_000_000_000_000))
  }

  @Test(arguments: ["2023", "2018/19", "1999/00", "2023-04", "2023-01 to 2024-09"])
  func `A period is read as it is printed`(_ text: String) throws {
    #expect(try #require(Period(text)).description == text)
  }

  @Test(arguments: [
    "", "23", "2023/25", "2023-13", "2024-09 to 2023-01", "2023 to 2024", "2023-1", "2023/2024",
    "0023",
  ])
  func `What is no period is not read`(_ text: String) {
    #expect(Period(text) == nil)
  }

  @Test func `Twelve months have one name, however they were named`() {
    #expect(Period("2023-01 to 2023-12") == .year(2023))
    #expect(Period("2018-04 to 2019-03")?.description == "2018/19")
    #expect(Period.year(2023).isBefore(.year(2024)))
    #expect(!Period.year(2023).isBefore(.financialYear(from: 2023)))
  }

  @Test func `A percentage is read as it is printed`() {
    for text in ["0%", "35%", "3.7%", "66.70%", "100%", "100.0%"] {
      #expect(RoundedPercentage(text)?.description == text)
    }
    for text in ["", "%", "101%", "100.1", "3.", ".5", "-1%", "3,7%", "0.12345", "1e1"] {
      #expect(RoundedPercentage(text) == nil, "\(text)")
    }
  }

  @Test func `Those to whom a question does not apply are not in its base`() throws {
    let counts = try CategoryCounts(
      [.init("yes", 30), .init("no", 20)],
      missing: [.notAsked: 4, .declined: 6, .notApplicable: 40], total: 105)
    #expect(counts.base == 65)
    #expect(counts.missingCount == 10)
    #expect(counts.residual == 5)
    let bounds = try Breakdown.counts(counts).bounds(of: "yes")
    #expect(bounds.counts == 30...40)
    #expect(bounds.lower == Fraction(30, of: 65))
    #expect(
      bounds.arithmetic == [
        "yes: at least 30 of 65, 46.2%; at most 30 + 10 missing, 61.5%."
      ])
    #expect(Breakdown.counts(counts).missingShare.description == "15.4%")
  }

  @Test func `Counts that do not make a breakdown are refused`() {
    #expect(throws: Refusal.partsExceedTotal(total: 10)) {
      try CategoryCounts([.init("a", 8)], missing: [.notKnown: 3], total: 10)
    }
    #expect(throws: Refusal.repeatedName("a")) {
      try CategoryCounts([.init("a", 1), .init("a", 2)], missing: [:], total: 10)
    }
    #expect(throws: Refusal.negativeCount) {
      try CategoryCounts([.init("a", -1)], missing: [:], total: 10)
    }
    #expect(throws: Refusal.emptyBase) {
      try CategoryCounts([.init("a", 0)], missing: [.notApplicable: 3], total: 3)
    }
    #expect(throws: Refusal.noCategories) { try CategoryCounts([], missing: [:], total: 3) }
  }

  @Test func `Percentages that no counts can give are refused`() {
    #expect(throws: Refusal.noPossibleCount(RoundedPercentage(50), of: 3)) {
      try CategoryPercentages(
        [.init("a", RoundedPercentage(50))],
        of: .everything(unknown: nil, residual: .unknown), total: 3)
    }
    let three = [34, 33, 34].map { RoundedPercentage($0) }
    #expect(throws: Never.self) {
      try CategoryPercentages(
        zip(["a", "b", "c"], three).map { .init($0, $1) }, of: .recorded(nil))
    }
    let more = [RoundedPercentage(60), RoundedPercentage(42)]
    #expect(throws: Refusal.moreThanEverything(more)) {
      try CategoryPercentages(zip(["a", "b"], more).map { .init($0, $1) }, of: .recorded(nil))
    }
    #expect(throws: Refusal.percentagesDoNotAddUp(more, of: 50)) {
      try possibleCounts(of: more, addingUpTo: 50)
    }
  }

  @Test func `Shares among the known only have no bounds`() throws {
    for whole in [
      CategoryPercentages.Whole.recorded(nil),
      .everything(unknown: nil, residual: .furtherCategories),
    ] {
      let breakdown = Breakdown.percentages(
        try CategoryPercentages([.init("a", RoundedPercentage(60))], of: whole))
      #expect(throws: Refusal.sharesAmongKnownOnly) { try breakdown.bounds(of: "a") }
      #expect(breakdown.missingShare == .notStated)
    }
  }

  @Test func `A percentage of few gives its base away`() {
    let thirds = [RoundedPercentage(333, decimals: 1), RoundedPercentage(667, decimals: 1)]
    #expect(possibleBases(of: thirds, within: 1...12) == [3, 6, 9, 12])
    #expect(possibleBases(of: [RoundedPercentage(8)], within: 10...13) == [12, 13])
    #expect(
      possibleBases(
        of: [RoundedPercentage(33), RoundedPercentage(33)], within: 1...9, addsUp: true)
        == [])
  }

  @Test func `A printed change and its later count bound the earlier one`() throws {
    // S40 and S41 of Documentation/practice/statistics.md.
    let eight = RoundedPercentage(8)
    #expect(try possibleEarlierCounts(before: 13_860, .fallen, by: eight) == 14_984...15_147)
    let nearlyThird = RoundedPercentage(29)
    #expect(try possibleEarlierCounts(before: 12_120, .fallen, by: nearlyThird) == 16_952...17_191)
    #expect(throws: Refusal.growthFromNothing) {
      try possibleEarlierCounts(before: 5, .fallen, by: RoundedPercentage(100))
    }
    #expect(throws: Refusal.noPossibleCount(RoundedPercentage(7), of: 3)) {
      try possibleEarlierCounts(before: 3, .risen, by: RoundedPercentage(7))
    }
    try forAll(count: 500, seed: 0xEA) { random in
      let (later, percent) = (1 + random.below(300), random.below(60))
      let direction: Direction = random.once(in: 2) ? .fallen : .risen
      let expected = (1...1000).filter { earlier in
        let change = direction == .fallen ? earlier - later : later - earlier
        return (2 * percent - 1) * earlier <= 200 * change
          && 200 * change < (2 * percent + 1) * earlier
      }
      let found = try? possibleEarlierCounts(
        before: later, direction, by: RoundedPercentage(percent))
      try #require(found.map(Array.init) ?? [] == expected, "\(later) \(direction) \(percent)")
    }
  }

  @Test func `Parts are reconciled with their total, and what is left is shown`() {
    #expect(reconcile(parts: [16, 44, 32], total: 100) == .residual(8))
    #expect(reconcile(parts: [60, 40], total: 100) == .agrees)
    #expect(reconcile(parts: [60, 50], total: 100) == .residual(-10))
    #expect(reconcile(parts: [340, 330, 320], total: 1000, roundedTo: 10) == .withinRounding(10))
    #expect(reconcile(parts: [340, 330, 300], total: 1000, roundedTo: 10) == .residual(30))
  }

  @Test func `Counts of periods of different lengths are not compared`() throws {
    let year = try Published.offences("a", "csae", 2023, 1118)
    let quarters = try Published.count(
      "b", "csae", Base(.offences), Period("2024-01 to 2024-09")!, Published.englandAndWales, 1036)
    #expect(throws: Refusal.differentLengths(.year(2023), quarters.period)) {
      try year.growth(to: quarters)
    }
    #expect(throws: Refusal.periodsInWrongOrder(quarters.period, .year(2023))) {
      try quarters.growth(to: year)
    }
    #expect(throws: Refusal.growthFromNothing) { try Growth(from: 0, to: 3) }
  }

  @Test func `A population comparison says what residents are not`() throws {
    let comparison = try Published.s20().compare(
      "Asian", exceeds: "Asian", ofPopulation: Published.s22())
    #expect(comparison.outcome == .supported)
    #expect(
      comparison.restrictions.last?.description
        == "The population figure is of residents, from the census, as the National Audit quotes it; its year was not read, and 2021 stands for it; residents are not the suspects."
    )
    let wide = try Published.s21().compare(
      "Asian", exceeds: "Asian", ofPopulation: Published.s22())
    #expect(wide.outcome == .notDetermined)
    #expect(throws: Refusal.differentBases(try Published.s21().statedBase(), Base(.residents))) {
      try Published.s20().compare("Asian", exceeds: "Asian", ofPopulation: Published.s21())
    }
  }

  @Test func `Refusals say what is refused, why, and what would help`() {
    #expect(
      Refusal.differentBases(Base(.assessments), Base(.children)).description
        == "refused: assessments are not children; show each by itself")
    #expect(
      Refusal.wholeNotStated(RoundedPercentage(97, decimals: 1)).description
        == "9.7% is refused: its source does not say whether it is of all or of those recorded;"
        + " find its base first")
    #expect(
      Refusal.noPossibleCount(RoundedPercentage(50), of: 1113).description
        == "refused: no count of 1,113 is printed as 50%; check both")
    #expect(
      Refusal.identicalTables("victims", "suspects").description
        == "publication refused: the tables 'victims' and 'suspects' are of different things and have"
        + " the same numbers; one of them was probably put in the other's place")
    #expect(
      Refusal.assumptionNotAffirmed(.closedPopulation).description
        == "refused: nobody has affirmed that nobody joined or left the population while the lists"
        + " were made; affirm it with a reason, or do without the estimate")
  }
}
