import EvidenceLogic
import HeedTesting
import Testing

/// The answers in two lattices, against what the questions mean: replay the record, or drop the weaker sources, and look.
@Suite struct QuestionTests {
  @Test func `Rule 4: it was knowable on the first day on which a replay meets the test`() throws {
    try forAll(count: 150, seed: 1200) { random in
      let formula = randomFormula(leaves: 5, depth: 3, using: &random)
      let leaves = Gen.evidence(.knowableDay(before: 12)).array(count: 5)(&random)
      func isMet(asOf day: KnowableDay) -> Bool {
        formula.state { Evidence(for: leaves[$0].for <= day, against: leaves[$0].against <= day) }
          .isMet
      }
      let days = [.always] + (0..<12).map(KnowableDay.from)
      // What is known on no day is not known at all.
      let first = days.first(where: isMet) ?? .never
      try #require(formula.evaluate { leaves[$0] }.for == first)
    }
  }

  @Test func `The weakest link is the highest class below which nothing is needed`() throws {
    try forAll(count: 150, seed: 1201) { random in
      let formula = randomFormula(leaves: 5, depth: 3, using: &random)
      let leaves = Gen.evidence(.sourceClass).array(count: 5)(&random)
      func stands(on least: SourceClass) -> Bool {
        formula.evaluate {
          Evidence(for: leaves[$0].for >= least, against: leaves[$0].against >= least)
        }.for
      }
      let classes = SourceClass.allCases.dropFirst()
      try #require(formula.evaluate { leaves[$0] }.for == classes.last(where: stands) ?? .none)
    }
  }

  @Test func `What needs nothing on file was always knowable`() {
    #expect(Formula<Int>.always.support { _ in KnowableDay.never } == .always)
    #expect(Formula<Int>.never.support { _ in KnowableDay.always } == .never)
  }

  @Test func `Days run from always, through the calendar, to never`() {
    let days: [KnowableDay] = [.always, .from(-1), .from(0), .from(7), .never]
    for (i, a) in days.enumerated() {
      for (j, b) in days.enumerated() { #expect((a < b) == (i < j)) }
    }
    #expect(days.map(\.day) == [nil, -1, 0, 7, nil])
  }

  @Test func `Every class of source has the name by which it is found, but none has no name`() {
    #expect(SourceClass.allCases.compactMap(\.name) == (0...7).map { "F\($0)" })
    #expect(SourceClass.none.name == nil)
    for kind in SourceClass.allCases {
      if let name = kind.name { #expect(SourceClass(name: name) == kind) }
    }
    #expect(SourceClass(name: "F8") == nil)
    #expect(SourceClass(name: "f4") == nil)
  }
}
