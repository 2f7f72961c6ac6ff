import Statistics
import Testing

/// Section 6 of Documentation/practice/statistics.md, vector by vector. T09 and T10 stand in `SuppressionTests`, but for what
/// is said of the base.
struct PublishedVectors {
  private func words(_ figure: RecordedFigure, _ category: String) throws -> String {
    try figure.breakdown().bounds(of: category).inWords
  }

  @Test func `T01 Shares of the third that is recorded leave almost everything open`() throws {
    #expect(try words(Published.s02(), "White") == "28.2% to 94.2%")
  }

  @Test func `T02 The other groups overlap with the first, and nothing is determined`() throws {
    let figure = try Published.s02()
    #expect(try words(figure, "Asian") == "2.4% to 68.4%")
    #expect(try words(figure, "Black") == "1.7% to 67.7%")
    #expect(try words(figure, "Mixed") == "1.0% to 67.0%")
    #expect(try figure.compare("White", exceeds: "Asian").outcome == .notDetermined)
  }

  @Test func `T03 A residual is shown, and the order of two groups is not determined`() throws {
    let figure = try Published.s21()
    #expect(try words(figure, "Asian") == "16.0% to 48.0%")
    #expect(try words(figure, "White") == "44.0% to 76.0%")
    let comparison = try figure.compare("White", exceeds: "Asian")
    #expect(comparison.outcome == .notDetermined)
    #expect(try figure.breakdown().residual?.share == Fraction(8, of: 100))
    #expect(comparison.restrictions.contains(.residualShown(Fraction(8, of: 100))))
    #expect(throws: Refusal.rankingNotDetermined("White", "Asian")) { try figure.ranking() }
  }

  @Test func `T04 What is supported is supported for this force and this base alone`() throws {
    let figure = try Published.s20()
    #expect(try words(figure, "Asian") == "52.0% to 62.0%")
    #expect(try words(figure, "White") == "38.0% to 48.0%")
    let comparison = try figure.compare("Asian", exceeds: "White")
    #expect(comparison.outcome == .supported)
    #expect(
      comparison.restrictions.map(\.description) == [
        "This is so for Greater Manchester (police force), 2022-01 to 2024-12, suspects (multi-victim"
          + " or multi-offender CSE), and says nothing of others.",
        "10.0% are not described by the source and are read as unknown.",
      ])
    #expect(try figure.compare("White", exceeds: "Asian").outcome == .contradicted)
  }

  @Test func `T05 Nearly a third unrecorded leaves the order of two groups open`() throws {
    let figure = try Published.s46()
    #expect(try words(figure, "White") == "38.0% to 70.0%")
    #expect(try words(figure, "Asian") == "26.0% to 58.0%")
    #expect(try figure.compare("White", exceeds: "Asian").outcome == .notDetermined)
  }

  private func counts(_ percent: Int, of whole: Int) throws -> ClosedRange<Int> {
    try RoundedPercentage(percent).possibleCounts(of: whole)
  }

  @Test func `T06 The missing of one force are known to within twenty`() throws {
    #expect(try counts(35, of: 1900) == 656...674)
    #expect(try counts(14, of: 1138) == 154...165)
  }

  @Test func `T07 The missing of a district are known to within a few`() throws {
    #expect(try counts(41, of: 435) == 177...180)
    #expect(try counts(28, of: 217) == 60...61)
  }

  @Test func `T08 The missing of two cities are known to within a few`() throws {
    #expect(try counts(28, of: 137) == 38...39)
    #expect(try counts(19, of: 474) == 88...92)
    #expect(try counts(14, of: 166) == 23...24)
  }

  @Test func `T11 Eight per cent of eighty crimes are six`() throws {
    #expect(try counts(8, of: 80) == 6...6)
  }

  @Test func `T09 Thirty-nine of forty-five are identified, and six are missing`() throws {
    let groups = [18, 11, 5, 2, 1, 1, 1]
    let counts = try CategoryCounts(
      groups.enumerated().map { .init("group \($0.offset + 1)", $0.element) },
      missing: [.notKnown: 6], total: 45)
    #expect(counts.recordedCount == 39)
    #expect(counts.missingCount == 6)
    #expect(counts.residual == 0)
    let suppressed = table([groups]).suppressed()
    #expect(printed(suppressed)[0] == "18 11 c c c c c 39")
    #expect(attack(suppressed)[0][2...6].allSatisfy { $0.count > 1 })
  }

  @Test func `T10 Secondary suppression fires on ages and on sexes`() {
    #expect(printed(table([[11], [30], [4]]).suppressed()) == ["c c", "30 30", "c c", "45 45"])
    #expect(printed(table([[44], [1]]).suppressed()) == ["c c", "c c", "45 45"])
  }

  @Test func `T12 Assessments and children are not drawn on one line`() throws {
    let assessments = try Published.count(
      "S40", "cin-cse-factor", Base(.assessments), .financialYear(from: 2023), Published.england,
      13_860)
    let children = try Published.count(
      "S41", "cin-cse-factor", Base(.children), .financialYear(from: 2024), Published.england,
      12_120)
    #expect(throws: Refusal.differentBases(Base(.assessments), Base(.children))) {
      try Series([assessments, children])
    }
    #expect(throws: Refusal.differentBases(Base(.assessments), Base(.children))) {
      try assessments.growth(to: children)
    }
  }

  @Test func `T13 Both vintages are kept, a chart names the one it draws`() throws {
    let figure = try Published.nrm2023()
    #expect(figure.editions.count == 2)
    let newest = try Series([figure]).points[0]
    #expect(newest.edition.snapshot == "2024 annex")
    #expect(newest.otherEditions == 1)
    let first = try Series([figure], snapshots: ["S45": "2023 bulletin"]).points[0]
    #expect(first.edition.content == .count(17_004, missing: .notStated))
    #expect(try figure.revisions().map(\.difference) == [-14])
  }

  @Test func `T13 One annex that prints two values for one figure is flagged`() {
    let found = conflicts(among: [
      Printing("UK nationals 2024", 4411, in: "2024 annex, first"),
      Printing("referrals 2024", 19_125, in: "2024 annex"),
      Printing("UK nationals 2024", 4441, in: "2024 annex, second"),
      Printing("referrals 2024", 19_125, in: "2025 annex"),
    ])
    #expect(
      found.map(\.description) == [
        "'UK nationals 2024' is printed with different values: 4,411 in 2024 annex, first; 4,441 in"
          + " 2024 annex, second; ask the source which stands"
      ])
  }

  @Test func `T14 Shares and growth of the national figures`() throws {
    #expect(Fraction(4228, of: 115_489).percent(decimals: 2) == "3.66%")
    #expect(Fraction(717, of: 4228).percent(decimals: 2) == "16.96%")
    #expect(Fraction(4450, of: 122_768).percent(decimals: 2) == "3.62%")
    #expect(Fraction(761, of: 4450).percent(decimals: 2) == "17.10%")
    let growth = try Published.offences("S03", "csae", 2023, 115_489)
      .growth(to: Published.offences("S08", "csae", 2024, 122_768))
    #expect(growth.rate.percent(decimals: 2) == "6.30%")
  }

  @Test func `T15 No ratio is made of figures with different definitions`() throws {
    let groups = try Published.offences("S07", "group-based-cse", 2023, 700)
    let flagged = try Published.offences("S07b", "contact-offences-flagged-cse", 2023, 17_100)
    #expect(
      throws: Refusal.differentDefinitions("contact-offences-flagged-cse", "group-based-cse")
    ) { try flagged.ratio(to: groups) }
  }

  @Test func `T16 A percentage of nobody knows what is refused`() throws {
    let figure = try Published.s10()
    #expect(throws: Refusal.wholeNotStated(RoundedPercentage(97, decimals: 1))) {
      try figure.breakdown().bounds(of: "Pakistani")
    }
    let nameless = try RecordedFigure(
      "S10", definition: figure.definition, base: nil, period: figure.period, place: figure.place,
      editions: figure.editions)
    #expect(throws: Refusal.noBase(figure: "S10")) {
      try nameless.compare("Pakistani", isAtLeast: Fraction(5, of: 100))
    }
  }

  @Test func `T17 Identical tables of victims and suspects are not published`() throws {
    let numbers = [("White", 60), ("Asian", 20), ("Black", 11)]
    let victims = try Published.table("victims by ethnicity", .victims, numbers, missing: 40)
    let suspects = try Published.table(
      "suspects by ethnicity", .suspects, numbers.reversed(), missing: 9)
    #expect(throws: Refusal.identicalTables("victims by ethnicity", "suspects by ethnicity")) {
      try refuseIdenticalTables([victims, suspects])
    }
    let others = try Published.table(
      "suspects by ethnicity", .suspects, [("White", 60), ("Asian", 20), ("Black", 12)], missing: 9)
    try refuseIdenticalTables([victims, others])
  }

  @Test func `T18 Where completeness falls it takes the place of the trend`() throws {
    func figure(_ year: Int, _ white: Int, missing: Int) throws -> RecordedFigure {
      try Published.figure(
        "Y\(year)", "fictional", Base(.suspects), .year(year), Place("Rivermouth", .policeForce),
        .breakdown(
          attribute: "ethnicity",
          .counts(
            try CategoryCounts(
              [.init("White", white)], missing: [.notRecorded: missing], total: 100))))
    }
    let fell = try figure(2023, 80, missing: 10).trend(
      of: "White", .fallen, to: figure(2024, 20, missing: 30))
    #expect(fell.description == "completeness changed from 90.0% to 70.0%")
    let kept = try figure(2023, 80, missing: 10).trend(
      of: "White", .fallen, to: figure(2024, 20, missing: 10))
    #expect(kept.description == "supported")
  }
}
