import CaseRecord
import Characteristics
import CivilTime
import Counting
import Statistics
import Testing

struct CountingTests {
  private let to = "children-social-care/northmoor"

  private func times(_ cases: [CountedCase], _ step: ResponseTimes.Step) -> ResponseTimes {
    caseload(cases).responseTimes(to: step)
  }

  @Test func `Days are counted from the warning to each step of the warned body`() {
    let warning = Warning(
      id: "w", about: ["child-1"], on: day("2009-03-01"), to: to, acknowledged: day("2009-03-03"))
    let one = warned(
      "a", warning,
      [
        Response(act: .closed, by: "police/northmoor", on: day("2009-03-04")),
        Response(act: .decidedResponse, by: to, on: day("2009-03-11")),
        Response(act: .closed, by: to, on: day("2009-02-01")),
        Response(act: .closed, about: ["child-9"], by: to, on: day("2009-03-05")),
        Response(act: .strategyDiscussion, about: ["child-1"], by: to, on: day("2009-03-10")),
      ])
    #expect(times([one], .acknowledgement).days == [2...2])
    #expect(times([one], .decision).days == [10...10])
    #expect(times([one], .response).days == [9...9])
  }

  @Test func `An uncertain day gives a least and a greatest number of days`() {
    let warning = Warning(
      id: "w", about: ["child-1"], on: day("2009-03-10"), to: to, acknowledged: day("2009-03"))
    #expect(times([warned("a", warning)], .acknowledgement).days == [0...21])
    let second = Response(act: .acknowledged, by: to, on: day("2009-03-12"))
    #expect(times([warned("a", warning, [second])], .acknowledgement).days == [0...2])
  }

  @Test
  func `Quartiles are printed with those that have no day, who may have been at once or never`() {
    func one(_ day: String?) -> CountedCase {
      warned(
        day ?? "none",
        Warning(
          id: "w", about: ["child-1"], on: dayOf("2009-03-01"), to: to,
          acknowledged: day.map(dayOf)))
    }
    let found = times(
      [one("2009-03-02"), one("2009-03-04"), one("2009-03-08"), one(nil)], .acknowledgement)
    #expect(found.warnings == 4)
    #expect(found.withNoDay == 1)
    #expect(found.quartileAmongKnown(2) == 3...3)
    #expect(found.quartile(1) == .init(least: 0, most: 1))
    #expect(found.quartile(2) == .init(least: 1, most: 3))
    #expect(found.quartile(3) == .init(least: 3, most: 7))
    #expect(times([one(nil)], .decision).quartile(2) == .init(least: 0, most: nil))
    #expect(times([one(nil)], .decision).quartileAmongKnown(2) == nil)
  }

  @Test func `One caseload stands under every definition side by side`() {
    func one(_ states: [String]) -> CountedCase {
      CountedCase(
        CaseRecord(id: states.joined(), title: "", jurisdiction: "england"),
        answers: zip(groups, states).map {
          CountedAnswer(framework: $0.id, child: nil, state: $1, neverConsidered: $1 == "evidenced")
        })
    }
    let counts = caseload([
      one(["evidenced", "evidenced", "not-in-force"]),
      one(["evidenced", "contradicted", "not-yet-evidenced"]),
      one(["arguable", "disputed", "contradicted"]),
      one(["contradicted", "contradicted", "not-yet-evidenced"]),
      one(["contradicted", "contradicted", "contradicted"]),
    ]).groupDefinitions
    #expect(counts.definitions.map(\.cases) == [3, 2, 0])
    #expect(counts.definitions.map(\.undetermined) == [0, 0, 2])
    #expect(counts.definitions.map(\.outside) == [0, 0, 1])
    #expect(counts.definitions.map(\.neverConsidered) == [2, 1, 0])
    #expect(counts.overlaps == [[3, 2, 0], [2, 2, 0], [0, 0, 0]])
    #expect(counts.underNone == 2)
    #expect(counts.underNoneUndetermined == 1)
  }

  @Test func `Not yet evidenced is never no: it widens the bounds`() throws {
    let cases = ["evidenced", "contradicted", "not-yet-evidenced", "not-in-force"].map { state in
      CountedCase(
        CaseRecord(id: state, title: "", jurisdiction: "england"),
        answers: [CountedAnswer(framework: "G1", child: nil, state: state, neverConsidered: false)])
    }
    let figure = try #require(caseload(cases).figures.first { $0.id == "state-G1" })
    let bounds = try figure.breakdown().bounds(of: "evidenced")
    #expect(bounds.lower == Fraction(1, of: 3))
    #expect(bounds.upper == Fraction(2, of: 3))
    #expect(figure.base == Base(.cases))
  }

  @Test func `Completeness is by whoever owes the field`() throws {
    let record = CaseRecord(
      id: "a", title: "", jurisdiction: "england",
      people: [
        Person(id: "c", role: .child, born: day("1996-05"), bornSource: "s"),
        Person(id: "d", role: .child), Person(id: "e", role: .child, standsFor: "some children"),
      ], sources: [Source(id: "s", agency: "police/x", kind: "agency-record")],
      responses: [
        Response(act: .closed, by: "police/x", on: day("2009-03-01"), decidedBy: "sergeant"),
        Response(act: .closed, by: "health/x", reason: "none given"),
        Response(act: .referral, by: "health/x", on: day("2009-03-01")),
      ])
    let tables = caseload([CountedCase(record)]).completeness(by: .agency)
    func table(_ field: CountedField) throws -> CountTable {
      try #require(tables.first { $0.field == field }).table
    }
    #expect(try table(.childBorn).rows == ["no body is named", "police/x"])
    #expect(try table(.childBorn).counts == [[0, 1], [1, 0]])
    #expect(try table(.decidedBy).counts == [[0, 1], [1, 0]])
    #expect(try table(.reason).counts == [[1, 0], [0, 1]])
    #expect(try table(.responseDay).grandTotal == 3)
    #expect(!tables.contains { $0.field == .childEthnicity })
  }

  @Test
  func `What an officer saw and what people said are two figures, and neither fills the other`()
    throws
  {
    func entry(_ code: String, _ list: String, _ means: Characteristics.Means)
      -> Characteristics.Entry
    {
      .init(.code(code, list: list, means), recordedBy: "police/x", stage: .custody)
    }
    let people = (1...5).map { Person(id: "s\($0)", role: .suspect) }
    let characteristics = Characteristics([
      .init("a", "s1"): [
        entry("W1", "18+1", .selfDefined), entry("4", "officer-6+1", .officerDefined),
      ],
      .init("a", "s2"): [entry("3", "officer-6+1", .officerDefined)],
      .init("a", "s3"): [entry("W1", "18+1", .selfDefined), entry("A1", "18+1", .selfDefined)],
      .init("a", "s4"): [.init(.missing(.refused), recordedBy: "police/x", stage: .custody)],
      .init("a", "s9"): [entry("W1", "18+1", .selfDefined)],
    ])
    let counted = caseload(
      [CountedCase(CaseRecord(id: "a", title: "", jurisdiction: "england", people: people))],
      characteristics: characteristics)
    let figures = counted.figures.filter { $0.id.hasPrefix("ethnicity") }
    #expect(
      figures.map(\.id) == [
        "ethnicity-suspects-18+1-self-defined", "ethnicity-suspects-officer-6+1-officer-defined",
      ])
    guard case .counts(let own) = try figures[0].breakdown(),
      case .counts(let seen) = try figures[1].breakdown()
    else {
      Issue.record("figures are counts")
      return
    }
    #expect(own.categories.filter { $0.count > 0 } == [.init("W1 British", 1)])
    #expect(own.missing == [.unmappable: 1, .notKnown: 1, .declined: 1, .notRecorded: 1])
    #expect(seen.categories.map(\.count) == [0, 0, 1, 1, 0, 0])
    #expect(counted.unmatchedCharacteristics == ["a/s9"])
    let claim = try Claim("W1 British exceeds A1 Indian in Northmoor, 2009, suspects")
    #expect(try FigureSet(counted.figures).answer(claim).outcome == .notDetermined)
  }

  @Test func `A page for publication withholds small numbers, and one that is not says so`() throws
  {
    let warning = Warning(
      id: "w", about: ["child-1"], on: day("2009-03-01"), to: to, acknowledged: day("2009-03-02"))
    let counted = caseload((0..<3).map { warned("c\($0)", warning) })
    let count = CaseloadCount(counted)
    let published = countPage(count, by: .agency, as: Publication(count))
    #expect(published.hasPrefix("Northmoor (police force), 2009. Cases: c.\n"))
    #expect(published.contains("withheld: c"))
    #expect(published.contains("figures of warnings: there are too few of what it counts"))
    #expect(!published.contains("there 3"))
    #expect(published.contains("quartiles c"))
    let internalPage = countPage(count, by: .agency, as: nil)
    #expect(internalPage.contains("Not for publication"))
    #expect(internalPage.contains("\(to): there 3, not recorded 0, in all 3"))
    #expect(
      internalPage.contains(
        "median: 1 of those with a day; of all, whatever the others are, 1 to 1"))
    #expect(internalPage.contains("to acknowledgement, \(to): 3 with a day, 0 with none"))
  }

  @Test func `Response times stand beside the body that was warned`() throws {
    func one(_ number: Int, _ to: String, _ day: String?) -> CountedCase {
      warned(
        "\(to) \(number)",
        Warning(
          id: "w", about: ["child-1"], on: dayOf("2009-03-01"), to: to,
          acknowledged: day.map(dayOf)))
    }
    let cases =
      (0..<8).map { one($0, to, "2009-03-03") } + (0..<7).map { one($0, to, nil) }
      + (0..<9).map { one($0, "health/westmoor", "2009-03-20") }
      + (0..<2).map { one($0, "health/westmoor", nil) }
    let count = CaseloadCount(caseload(cases))
    let rows = responseTimeRows(count, as: nil).prefix(3)
    #expect(rows.map(\.agency) == [to, "health/westmoor", "all"])
    #expect(rows.map(\.known) == [.count(8), .count(9), .count(17)])
    #expect(
      rows.map { $0.quartiles.map(\.among) } == [
        ["2", "2", "2"], ["19", "19", "19"], ["2", "19", "19"],
      ])
    let published = responseTimeRows(count, as: Publication(count)).prefix(3)
    // Two have no day; what they are known by, both bodies lack.
    #expect(published.map(\.unknown) == [.suppressed, .suppressed, .count(9)])
    #expect(published.map(\.known) == [.suppressed, .suppressed, .count(17)])
    #expect(published.map(\.quartiles.isEmpty) == [true, true, false])
    let page = countPage(count, by: .agency, as: Publication(count))
    #expect(
      page.contains("to acknowledgement, health/westmoor: c with a day, c with none, quartiles c"))
  }
}

private func dayOf(_ text: String) -> UncertainDate { day(text) }
