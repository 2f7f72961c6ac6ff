import Statistics
import Testing

struct ProportionTests {
  @Test func `A share is printed to one decimal, halves rounded up`() {
    #expect(Proportion(20, of: 60).figure().description == "33.3%")
    #expect(Proportion(40, of: 60).figure().description == "66.7%")
    #expect(Proportion(129, of: 2000).figure().description == "6.5%")
    #expect(Proportion(60, of: 60).figure().description == "100.0%")
    #expect(Proportion(0, of: 60).figure().description == "0.0%")
  }

  @Test func `A small part, a small rest and a small whole are each suppressed`() {
    #expect(Proportion(5, of: 60).figure() == .suppressed)
    #expect(Proportion(55, of: 60).figure() == .suppressed)
    #expect(Proportion(0, of: 5).figure() == .suppressed)
    #expect(Proportion(6, of: 60).figure() == .percentage(tenths: 100))
    #expect(Proportion(54, of: 60).figure() == .percentage(tenths: 900))
  }

  @Test func `A share of nothing is not applicable`() {
    #expect(Proportion(0, of: 0).figure().description == "z")
    #expect(Proportion(0, of: 0).figure(rule: .init(includesZero: true)) == .suppressed)
  }

  @Test func `None and all are small where zeros are`() {
    let rule = SmallNumbers(threshold: 5, includesZero: true)
    #expect(Proportion(0, of: 60).figure(rule: rule) == .suppressed)
    #expect(Proportion(60, of: 60).figure(rule: rule) == .suppressed)
  }

  @Test func `The largest share does not overflow`() {
    let most = TableError.largestTotal
    #expect(Proportion(most, of: most).figure() == .percentage(tenths: 1000))
    #expect(Proportion(most / 2, of: most).figure() == .percentage(tenths: 500))
  }

  @Test func `A share is suppressed where its table withholds the count`() {
    let table = table([[3, 20, 60], [30, 40, 70], [80, 90, 99]]).suppressed()
    #expect(table.share(ofColumn: 1, inRow: 0) == .suppressed)
    #expect(table.share(ofColumn: 2, inRow: 0) == .percentage(tenths: 723))
    #expect(table.share(ofColumn: 2, inRow: 3) == .percentage(tenths: 465))
  }

  @Test func `The share of an empty row is not applicable`() {
    #expect(
      table([[0, 0], [20, 30]]).suppressed().share(ofColumn: 0, inRow: 0) == .notApplicable)
  }

  @Test func `Each sign is printed as the rule has it`() {
    let signs: [Figure] = [.suppressed, .notApplicable, .notAvailable, .count(0)]
    #expect(signs.map(\.description) == ["c", "z", ":", "0"])
  }
}
