import Assessment
import CaseRecord
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

@testable import Reports

/// What must hold of every page, whatever the record.
struct PagePropertyTests {
  /// Words that no page of ours may use: of people as decided, of children as measured.
  static let forbidden = [
    "victim", "perpetrator", "guilty", "score", "%", "percent", "rank", "likelihood", "probab",
    "traffic light", "risk", "offender is", "abuser", "prove that",
  ]

  @Test(arguments: [60, 80, 120]) func `No line is wider than the page`(_ width: Int) throws {
    let law = try SmallCase.law()
    try forAll(count: 12, seed: 11) { random in
      for page in pages(try randomAssessment(law, &random), width: width) {
        for line in page.split(separator: "\n") {
          try #require(displayWidth(String(line)) <= width, "\(line)")
          try #require(line.last != " ", "\(line)")
        }
      }
    }
  }

  @Test func `No page uses a word that decides, measures or blames`() throws {
    let law = try SmallCase.law()
    try forAll(count: 12, seed: 12) { random in
      for page in pages(try randomAssessment(law, &random), width: 100) {
        let words = page.lowercased()
        for word in PagePropertyTests.forbidden { try #require(!words.contains(word), "\(word)") }
      }
    }
  }

  @Test func `A mark never stands without its word`() throws {
    let law = try SmallCase.law()
    try forAll(count: 12, seed: 13) { random in
      for page in pages(try randomAssessment(law, &random), width: 100) {
        for line in page.split(separator: "\n") {
          for state in State.allCases where !["·", "–"].contains(state.mark) {
            for piece in line.split(separator: state.mark, omittingEmptySubsequences: false)
              .dropFirst()
            {
              try #require(
                piece.hasPrefix(" \(state.words)") || piece.hasPrefix(" not yet:"), "\(line)")
            }
          }
        }
      }
    }
  }

  @Test func `The same record gives the same page`() throws {
    let law = try SmallCase.law()
    try forAll(count: 6, seed: 14) { random in
      var again = random
      let one = pages(try randomAssessment(law, &random), width: 100)
      let other = pages(try randomAssessment(law, &again), width: 100)
      try #require(one == other)
    }
  }

  @Test func `Style adds nothing but what a terminal hides`() throws {
    let law = try SmallCase.law()
    try forAll(count: 6, seed: 15) { random in
      let assessment = try randomAssessment(law, &random)
      let plain = report(assess: assessment, layout: Layout(width: 80))
      let styled = report(assess: assessment, layout: Layout(width: 80, isStyled: true))
      try #require(!plain.contains("\u{1B}"))
      let bare = ["\u{1B}[1m", "\u{1B}[2m", "\u{1B}[22m"].reduce(styled) {
        $0.replacing($1, with: "")
      }
      try #require(bare == plain)
    }
  }

  @Test func `A page shows no more of a hostile text than its letters`() throws {
    let text = SmallCase.harbourStreet
      .replacing("Harbour Street (fictional)", with: "Harbour \\u202E Street")
      .replacing("title: Harbour", with: "title: \"Harbour").replacing(
        "Street\njuris", with: "Street\"\njuris")
    let page = assessPage(try SmallCase.assessment(text))
    #expect(page.hasPrefix("Harbour Street · England"))
  }

  private func pages(_ assessment: Assessment, width: Int) -> [String] {
    [false, true].flatMap { all in
      let layout = Layout(width: width, showsAll: all)
      return [
        report(assess: assessment, layout: layout), report(ask: assessment, layout: layout),
        report(knew: assessment, layout: layout),
      ] + assessment.law.frameworks.map { report(explain: $0.id, assessment, layout: layout) }
    }
  }

  /// Harbour Street with statements, days, sources and responses drawn at random.
  private func randomAssessment(_ law: LawPack, _ random: inout SplitMix64) throws -> Assessment {
    let days = [
      "2004", "2008-10", "2008-10/2008-11", "2015/2016", "2016-02", "2017-05-01", "199X", "2008~",
    ]
    let facts = [
      "moved", "kept-somewhere", "harm-intended", "harm-followed", "associated", "named-group",
      "consent-claimed", "under-18", "offenders",
    ]
    let sources = ["youth-log", "intelligence-note", "interview", "letter", "rumour"]
    var statements: [String] = []
    for _ in 0..<random.below(12) {
      let fact = facts[random.below(facts.count)]
      var text =
        "{fact: \(fact), child: child-1, says: \(random.once(in: 4) ? "no" : "yes"), source: \(sources[random.below(sources.count)])"
      if !random.once(in: 4) { text += ", when: \(days[random.below(days.count)])" }
      if random.once(in: 2) { text += ", by: [suspect-\(random.below(2) + 1)]" }
      if fact == "offenders" { text += ", number: \(random.below(4) + 1)" }
      if fact == "moved", random.once(in: 2) { text += ", from: flat, to: shop" }
      statements.append("  - \(text)}")
    }
    var text = SmallCase.harbourStreet(without: "  - {fact:")
    if statements.isEmpty {
      text = text.replacing("statements:\n", with: "")
    } else {
      text = text.replacing(
        "statements:\n", with: "statements:\n\(statements.joined(separator: "\n"))\n")
    }
    if random.once(in: 3) { text = text.replacing(", born: 1996-05", with: "") }
    if random.once(in: 3) {
      text = text.replacing("born: 1996-05", with: "stands-for: several children")
    }
    if random.once(in: 3) { text = text.replacing(", made: 2009-06-12", with: "") }
    if random.once(in: 3) { text = text.replacing("on: 2011-05-04", with: "on: 2008") }
    if random.once(in: 3) {
      text = text.replacing("jurisdiction: england-and-wales", with: "jurisdiction: scotland")
    }
    if random.once(in: 3) {
      text = text.replacing(
        "responses:\n",
        with:
          "responses:\n  - {act: considered, framework: IDENT-1, answer: met, about: child-1, by: police/northmoor, on: 2012}\n"
      )
    }
    return try SmallCase.assessment(
      text, known: random.once(in: 3) ? "2009-03-01" : nil,
      threshold: random.once(in: 3) ? .f4 : .f1, law: law)
  }
}
