import HeedTesting
import Testing

@testable import BulkAudit

@Suite struct RowLayoutTests {
  @Test func `Each row has bits of its own, and none stands across the end of a word`() throws {
    try forAll(count: 300, seed: 9930) { random in
      let outer = Self.outer(&random)
      for layout in [outer, RowLayout(of: outer, groups: Self.groups(of: outer, &random))] {
        var taken = Set<Int>()
        for row in 0..<layout.count {
          let (start, width) = (layout.starts[row], Int(layout.widths[row]))
          try #require(start / 64 == (start + width - 1) / 64)
          for bit in start..<start + width { try #require(taken.insert(bit).inserted) }
        }
        try #require(taken.allSatisfy { $0 / 64 < layout.wordCount })
        try #require(layout.slices.allSatisfy { $0 % 8 == 0 })
      }
    }
  }

  @Test
  func `A row has the bits of the row that it belongs to, in a slice with no other of its group`()
    throws
  {
    try forAll(count: 300, seed: 9931) { random in
      let outer = Self.outer(&random)
      let groups = Self.groups(of: outer, &random)
      let layout = RowLayout(of: outer, groups: groups)
      for group in 0..<outer.count {
        for (slice, row) in (Int(groups[group])..<Int(groups[group + 1])).enumerated() {
          let words = layout.slices[slice]..<layout.slices[slice + 1]
          try #require(layout.starts[row] - words.lowerBound * 64 == outer.starts[group])
          try #require(words.contains(layout.starts[row] / 64))
          try #require(layout.widths[row] == outer.widths[group])
        }
      }
    }
  }

  @Test func `Rows beyond two thousand million bits have places of their own`() {
    let cases = RowLayout(widths: [64], order: [0])
    let children = RowLayout(of: cases, groups: [0, 1_200])
    let own = RowLayout(of: children, groups: (0...1_200).map { Int32($0 * 4_000) })
    #expect(own.starts[own.count - 1] == (own.slices[3_999] + 1_199 * 8) * 64)
    #expect(own.wordCount == 4_000 * 1_200 * 8)
  }

  @Test func `More bits than a row has are not set`() throws {
    try forAll(count: 200, seed: 9932) { random in
      let layout = Self.outer(&random)
      for row in 0..<layout.count {
        var words = [UInt64](repeating: 0, count: layout.wordCount)
        layout.set(~0, ofRow: row, in: &words)
        try #require(
          words.reduce(0) { $0 + $1.nonzeroBitCount } == Int(layout.widths[row]))
      }
      let first = layout.first(0..<layout.count)
      try #require(first.reduce(0) { $0 + $1.nonzeroBitCount } == layout.count)
    }
  }

  @Test func `A stretch holds no more words than it may, unless one slice has more`() throws {
    try forAll(count: 300, seed: 9933) { random in
      let outer = Self.outer(&random)
      let layout = RowLayout(of: outer, groups: Self.groups(of: outer, &random))
      let most = random.below(5) * 8
      let stretches = layout.stretches(ofWords: most)
      for slices in stretches {
        let words = layout.slices[slices.upperBound] - layout.slices[slices.lowerBound]
        try #require(words <= most || slices.count == 1)
      }
      try #require(Array(stretches.joined()) == Array(0..<layout.slices.count - 1))
    }
  }

  /// Rows side by side in some order.
  private static func outer(_ random: inout SplitMix64) -> RowLayout {
    let widths = (0..<random.below(30)).map { _ in
      1 + random.below(random.below(4) == 0 ? 64 : 8)
    }
    return RowLayout(widths: widths, order: widths.indices.shuffled(using: &random))
  }

  /// Where the rows of each begin, and end.
  private static func groups(of outer: RowLayout, _ random: inout SplitMix64) -> [Int32] {
    var groups: [Int32] = [0]
    for _ in 0..<outer.count { groups.append(groups[groups.count - 1] + Int32(random.below(5))) }
    return groups
  }
}
