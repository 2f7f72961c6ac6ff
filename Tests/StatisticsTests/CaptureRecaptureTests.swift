import HeedTesting
import Statistics
import Testing

struct CaptureRecaptureTests {
  private let affirmed: [CaptureAssumption: Affirmation] = Dictionary(
    uniqueKeysWithValues: CaptureAssumption.allCases.map {
      ($0, .affirmed(because: "a fictional survey was made so"))
    })

  private func two(_ a: Int, _ b: Int, _ both: Int) throws -> TwoLists {
    try TwoLists(CaptureList("police"), count: a, CaptureList("health"), count: b, both: both)
  }

  @Test func `Two lists give the estimates of the textbook`() throws {
    // n₁ = 200, n₂ = 100, m = 20: 1000; (201 · 101 / 21) − 1 = 965.71…
    let lists = try two(200, 100, 20)
    #expect(lists.observed == 280)
    #expect(try lists.lincolnPetersen(affirmed: affirmed).estimate == 1000)
    let chapman = try lists.chapman(affirmed: affirmed)
    #expect((chapman.estimate - (201.0 * 101 / 21 - 1)).magnitude < 1e-9)
    let variance = 201.0 * 101 * 180 * 80 / (21 * 21 * 22)
    #expect((chapman.standardError - variance.squareRoot()).magnitude < 1e-9)
    let interval = chapman.interval(confidence: 0.95)
    #expect(
      (interval.upperBound - (chapman.estimate + 1.959_964 * variance.squareRoot())).magnitude
        < 1e-3)
    #expect(chapman.assumptions.count == CaptureAssumption.allCases.count)
  }

  @Test(arguments: CaptureAssumption.allCases)
  func `Each assumption must be affirmed with a reason`(_ assumption: CaptureAssumption) throws {
    let lists = try two(200, 100, 20)
    for said in [nil, Affirmation.affirmed(because: " ")] {
      var some = affirmed
      some[assumption] = said
      #expect(throws: Refusal.assumptionNotAffirmed(assumption)) {
        try lists.chapman(affirmed: some)
      }
    }
    var denied = affirmed
    denied[assumption] = .denied(because: "children moved away")
    #expect(throws: Refusal.assumptionDenied(assumption, because: "children moved away")) {
      try lists.chapman(affirmed: denied)
    }
  }

  @Test func `Lists without anybody in common identify nothing`() throws {
    #expect(throws: Refusal.noOverlap("police", "health")) {
      try two(200, 100, 0).chapman(affirmed: affirmed)
    }
    #expect(throws: Refusal.impossibleLists) { try two(10, 100, 11) }
  }

  @Test func `A list that was made from the other is refused whatever is affirmed`() throws {
    let lists = try TwoLists(
      CaptureList("police"), count: 200, CaptureList("referrals", madeFrom: ["police"]),
      count: 100, both: 20)
    #expect(throws: Refusal.dependentLists("referrals", from: "police")) {
      try lists.lincolnPetersen(affirmed: affirmed)
    }
  }

  private func three(_ counts: [Set<Int>: Int]) throws -> ThreeLists {
    try ThreeLists(
      [CaptureList("police"), CaptureList("health"), CaptureList("school")], counts: counts)
  }

  @Test func `Three independent lists that fit exactly give back their population`() throws {
    // 1000 people; the lists hold 1/2, 1/5 and 1/10 of them, each independently.
    let lists = try three([
      [0]: 360, [1]: 90, [2]: 40, [0, 1]: 90, [0, 2]: 40, [1, 2]: 10, [0, 1, 2]: 10,
    ])
    #expect(lists.observed == 640)
    let estimate = try lists.independence(affirmed: affirmed)
    #expect((estimate.estimate - 1000).magnitude < 1e-6)
    let deviance = try #require(estimate.deviance)
    #expect(deviance.value < 1e-9)
    #expect(deviance.degreesOfFreedom == 3)
    // 1/(.5·.8·.9) + 2 − (1/.5 + 1/.8 + 1/.9) = 0.41666…
    #expect((estimate.standardError - (1000 / 0.416_666_666_666_667).squareRoot()).magnitude < 1e-6)
  }

  @Test func `Lists that depend on each other show it in their deviance`() throws {
    let lists = try three([
      [0]: 300, [1]: 30, [2]: 40, [0, 1]: 150, [0, 2]: 40, [1, 2]: 10, [0, 1, 2]: 10,
    ])
    #expect(try #require(try lists.independence(affirmed: affirmed).deviance).value > 20)
  }

  @Test func `Three lists need an overlap of each two, and three lists`() throws {
    #expect(throws: Refusal.noOverlap("health", "school")) {
      try three([[0]: 300, [0, 1]: 90, [0, 2]: 40]).independence(affirmed: affirmed)
    }
    #expect(throws: Refusal.impossibleLists) { try three([[]: 4]) }
    #expect(throws: Refusal.impossibleLists) { try three([[3]: 4]) }
    #expect(throws: Refusal.impossibleLists) {
      try ThreeLists([CaptureList("police")], counts: [:])
    }
  }

  @Test func `Drawn lists come near the population that they were drawn from`() throws {
    var random = SplitMix64(seed: 0xCA7)
    var (sumTwo, sumThree, inside) = (0.0, 0.0, 0)
    let rounds = 200
    for _ in 0..<rounds {
      var cells: [Set<Int>: Int] = [:]
      for _ in 0..<1000 {
        let on = Set((0..<3).filter { _ in random.below(10) < 4 })
        if !on.isEmpty { cells[on, default: 0] += 1 }
      }
      let lists = try three(cells)
      let estimate = try lists.independence(affirmed: affirmed)
      sumThree += estimate.estimate
      if estimate.interval(confidence: 0.95).contains(1000) { inside += 1 }
      let both = cells.reduce(0) { $0 + ($1.key.isSuperset(of: [0, 1]) ? $1.value : 0) }
      sumTwo += try two(lists.count(ofList: 0), lists.count(ofList: 1), both)
        .chapman(affirmed: affirmed).estimate
    }
    #expect((sumTwo / Double(rounds) - 1000).magnitude < 15)
    #expect((sumThree / Double(rounds) - 1000).magnitude < 10)
    #expect(180...200 ~= inside, "95% of 200 is 190")
  }

  @Test func `A list that holds everybody leaves nothing to estimate`() throws {
    let lists = try three([[0]: 5, [0, 1]: 3, [0, 2]: 2, [0, 1, 2]: 1])
    let estimate = try lists.independence(affirmed: affirmed)
    #expect(estimate.estimate == 11)
    #expect(estimate.standardError == 0)
  }
}
