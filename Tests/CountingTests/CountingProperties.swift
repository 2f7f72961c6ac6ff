import CaseRecord
import Counting
import HeedTesting
import Statistics
import Testing

struct CountingProperties {
  @Test func `The parts of every figure add up to its total, and every bound holds`() throws {
    try forAll(count: 150, seed: 0xC0) { random in
      let figures = randomCaseload(using: &random).figures
      try #require(Set(figures.map(\.id)).count == figures.count)
      for figure in figures {
        guard case .counts(let counts) = try figure.breakdown() else {
          Issue.record("a counted figure has counts")
          continue
        }
        let parts =
          counts.categories.reduce(0) { $0 + $1.count } + counts.missing.values.reduce(0, +)
        try #require(parts == counts.total && counts.residual == 0)
        for category in counts.categories {
          let bounds = try figure.breakdown().bounds(of: category.name)
          try #require(bounds.lower == Fraction(category.count, of: counts.base))
          try #require(
            bounds.upper == Fraction(category.count + counts.missingCount, of: counts.base))
        }
        try #require(figure.current.snapshot == "a1" && figure.current.ruleVersion == "law-1")
        try #require(figure.place == stamp.place && figure.period == stamp.period)
      }
    }
  }

  @Test func `A field is counted as often by agency, by role and by year`() throws {
    try forAll(count: 150, seed: 0xC1) { random in
      let caseload = randomCaseload(using: &random)
      let tables = CountedDimension.allCases.map { caseload.completeness(by: $0) }
      for table in tables[0] {
        for other in tables.dropFirst() {
          let same = try #require(other.first { $0.field == table.field })
          try #require(same.table.columns == table.table.columns)
          try #require(same.table.columnTotals == table.table.columnTotals)
        }
      }
    }
  }

  @Test func `A file for publication holds no small count`() throws {
    try forAll(count: 40, seed: 0xC2) { random in
      let count = CaseloadCount(randomCaseload(using: &random, most: 20))
      let publication = Publication(count)
      let page = countPage(count, by: .agency, as: publication)
      for small in 1...5 { try #require(!page.contains("under none: \(small)\n")) }
      for line in completenessFile(count, by: .year, as: publication).split(separator: "\r\n") {
        let number = line.split(separator: ",").last.map(String.init) ?? ""
        try #require(!["1", "2", "3", "4", "5"].contains(number))
      }
      for sheet in publication.sheets {
        for row in sheet.rows {
          if case .count(let number) = row.count { try #require(!(1...5).contains(number)) }
        }
      }
      for figure in publication.claimableFigures {
        guard case .counts(let counts) = try figure.breakdown() else { continue }
        let numbers = counts.categories.map(\.count) + [counts.missingCount, counts.base]
        try #require(!numbers.contains { (1...5).contains($0) })
      }
    }
  }

  @Test
  func
    `Whoever holds every page of a publication together can work out no count that it withholds`()
    throws
  {
    try forAll(count: 12, seed: 0xC5) { random in
      let count = CaseloadCount(randomCaseload(using: &random, most: 45))
      let publication = Publication(count)
      try #require(PrintedPages(count, publication).givenAway == [])
      // The same count has the same result.
      try #require(Publication(count).sheets == publication.sheets)
    }
  }

  @Test func `Overlaps are symmetric, no more than either, and none and some make all`() throws {
    try forAll(count: 150, seed: 0xC3) { random in
      let caseload = randomCaseload(using: &random)
      let counts = caseload.groupDefinitions
      for one in counts.definitions.indices {
        for other in counts.definitions.indices {
          let both = counts.overlaps[one][other]
          try #require(both == counts.overlaps[other][one])
          try #require(both <= min(counts.definitions[one].cases, counts.definitions[other].cases))
        }
      }
      let most = counts.definitions.map(\.cases).max() ?? 0
      try #require(counts.underNone <= counts.total - most)
      try #require(
        counts.underNone >= counts.total - counts.definitions.reduce(0) { $0 + $1.cases })
    }
  }

  @Test func `Quartiles lie in their order, and inside what the unknown days allow`() throws {
    try forAll(count: 200, seed: 0xC4) { random in
      let caseload = randomCaseload(using: &random)
      for step in ResponseTimes.Step.allCases {
        let times = caseload.responseTimes(to: step)
        try #require(
          times.warnings == caseload.cases.reduce(0) { $0 + $1.record.warnings.count })
        var last = 0
        for quarter in 1...3 {
          guard let all = times.quartile(quarter) else { continue }
          try #require(all.least >= last && all.most ?? Int.max >= all.least)
          last = all.least
          guard let among = times.quartileAmongKnown(quarter), times.withNoDay == 0 else {
            continue
          }
          try #require(among.lowerBound == all.least && among.upperBound == all.most)
        }
      }
    }
  }
}
