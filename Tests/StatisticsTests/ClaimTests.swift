import HeedTesting
import Statistics
import Testing

struct ClaimGrammarTests {
  private static let force = "Greater Manchester (police force)"
  private static let scope = "\(force), 2022-01 to 2024-12, suspects"

  @Test(arguments: [
    "White exceeds Asian in \(scope) (all child sexual abuse)",
    "number of White exceeds number of Asian in \(scope)",
    "White is at least 40% in \(scope)",
    "White is at most 3.70% in \(scope)",
    "number of White is at least 0 in \(scope)",
    "number of csae is at most 40 in England, 2018/19, offences, definition csae",
    "White is the largest in \(scope)",
    "White has risen between 2022 and 2023 in \(force), suspects",
    "number of White has fallen between 2023-01 to 2023-06 and 2024-01 to 2024-06 in X, children",
    "share of Asian exceeds population figure of Asian in \(scope)",
    "\"not in scheme\" exceeds \"White, British\" in \"Stoke, in\", 2023, suspects",
  ])
  func `A claim is printed as it was read`(_ text: String) throws {
    #expect(try Claim(text).description == text)
  }

  @Test func `Names are read as they are meant`() throws {
    let claim = try Claim(
      #"share of "not in \"scheme\"" exceeds White and Black in "Stoke, in" (local authority), 2023,"#
        + " suspects (in groups of two)")
    #expect(
      claim.statement
        == .holds(.exceeds(.share, "not in \"scheme\"", "White and Black"), .year(2023)))
    #expect(claim.placeName == "Stoke, in")
    #expect(claim.placeKind == .localAuthority)
    #expect(claim.base == Base(.suspects, "in groups of two"))
  }

  @Test(
    "What cannot be read is refused with its column and a remedy",
    arguments: [
      ("", 1, "the claim ends where the name of a category belongs"),
      ("White", 6, "the claim ends where 'exceeds' or 'is' or 'has' belongs"),
      ("White is 40% in X, 2023, suspects", 10, "'40%' stands where 'at' belongs"),
      ("White is at least 40 in X, 2023, suspects", 19, "'40' stands where a percentage belongs"),
      ("number of White is at least 40% in X", 29, "'40%' stands where a number belongs"),
      ("number of A exceeds B in X, 2023, suspects", 21, "'B' stands where 'number' belongs"),
      ("White exceeds Asian in X 2023, suspects", 32, "'suspects' stands where a period belongs"),
      ("White exceeds Asian in X, 20233, suspects", 27, "'20233' stands where a period belongs"),
      ("White exceeds Asian in X, 2023, persons", 33, "'persons' stands where what is counted"),
      (
        "White exceeds Asian in X (town), 2023, suspects", 27,
        "'town' stands where the kind of place"
      ),
      ("White exceeds Asian in X (nation, 2023, suspects", 33, "',' stands where a bracket closes"),
      ("White exceeds Asian in \"X, 2023", 32, "the claim ends where a double quote closes"),
      ("White exceeds Asian in X, 2023, suspects of", 42, "'of' stands where the claim ends"),
      ("A has grown between 2022 and 2023 in X, children", 7, "'grown' stands where 'risen' or"),
      ("A exceeds population figure of A in X, 2023, suspects", 11, "'population' stands where"),
    ])
  func errors(_ text: String, _ column: Int, _ message: String) throws {
    let error = try #require(throws: ClaimError.self) { try Claim(text) }
    #expect(error.description.hasPrefix("column \(column): \(message)"), "\(error)")
  }

  @Test func `An error says what to write`() throws {
    let error = try #require(throws: ClaimError.self) {
      try Claim("White exceeds Asian in X, last year, suspects")
    }
    #expect(
      error.description
        == "column 27: 'last' stands where a period belongs; write 2023, 2018/19, 2023-04, or"
        + " 2023-01 to 2024-09")
  }

  @Test func `Every claim that is printed is read back`() throws {
    let pieces = [
      "White", "in", "is", "share", "number", " ", "  ", ",", "(", ")", "\"", "\\", "é", "\u{301}",
      "%", "and", "definition", "\n", "population", "40", "to", "x",
    ]
    try forAll(count: 2000, seed: 0xC1A1) { random in
      func name() -> String {
        let text = (0...random.below(4)).map { _ in pieces[random.below(pieces.count)] }.joined()
        return text.isEmpty ? "x" : text
      }
      let percentage = RoundedPercentage(random.below(1001), decimals: 1)
      let measure: Claim.Measure = random.once(in: 2) ? .share : .number
      let limit: Claim.Limit = random.once(in: 2) ? .atLeast : .atMost
      let relation: Claim.Relation =
        switch random.below(5) {
        case 0: .exceeds(measure, name(), name())
        case 1: .share(name(), limit, percentage)
        case 2: .number(name(), limit, random.below(100_000))
        case 3: .largest(name())
        default: .exceedsPopulation(name(), group: name())
        }
      let periods: [Period] = [
        .year(2023), .financialYear(from: 1999), Period("2023-04")!, Period("2023-01 to 2024-09")!,
      ]
      let statement: Claim.Statement =
        random.once(in: 4)
        ? .changed(
          measure, name(), random.once(in: 2) ? .risen : .fallen, from: periods[random.below(4)],
          to: periods[random.below(4)]) : .holds(relation, periods[random.below(4)])
      let kinds: [Place.Kind?] = Place.Kind.allCases + [nil]
      let units = CountedUnit.allCases
      let claim = Claim(
        statement, in: name(), kinds[random.below(kinds.count)],
        Base(units[random.below(units.count)], random.once(in: 2) ? "" : name()),
        definition: random.once(in: 2) ? nil : name())
      try #require(try Claim(claim.description) == claim, "\(claim)")
    }
  }

  @Test func `No text brings the parser down`() {
    let pieces = [
      "White", "exceeds", "is", "has", "in", "at", "least", "the", "largest", "between", "and",
      "of",
      "number", "share", ",", "(", ")", "\"", "2023", "40%", "suspects", "to", "\\", "population",
    ]
    var random = SplitMix64(seed: 0xFA11)
    for _ in 0..<5000 {
      let text = (0...random.below(14)).map { _ in pieces[random.below(pieces.count)] }
        .joined(separator: " ")
      guard let claim = try? Claim(text) else { continue }
      #expect((try? Claim(claim.description)) == claim)
    }
  }
}
