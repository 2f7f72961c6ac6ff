import HeedTesting
import TableSuppression

/// Tables of a random kind, most of their counts around the threshold: one or two ways, three ways, two or three tables
/// that share their columns, and rows in groups.
func randomLinkedTables(threshold: Int, using random: inout SplitMix64) -> LinkedTables {
  var builder = Builder()
  switch random.below(5) {
  case 0: builder.cube([1 + random.below(7), 1], threshold, &random)
  case 1: builder.cube([1 + random.below(6), 1 + random.below(5)], threshold, &random)
  case 2:
    builder.cube(
      [1 + random.below(3), 1 + random.below(3), 1 + random.below(3)], threshold, &random)
  case 3: builder.sharing(tables: 2 + random.below(2), threshold, &random)
  default: builder.grouped(threshold, &random)
  }
  do {
    return try LinkedTables(cells: builder.cells, relations: builder.relations)
  } catch {
    preconditionFailure("\(error)")
  }
}

private struct Builder {
  var cells: [LinkedTables.Cell] = []
  var relations: [LinkedTables.Relation] = []

  mutating func add(_ count: Int) -> Int {
    cells.append(.init("cell \(cells.count)", count))
    return cells.count - 1
  }

  mutating func total(_ parts: [Int]) -> Int {
    let total = add(parts.reduce(0) { $0 + cells[$1].count })
    relations.append(.init(total: total, parts: parts))
    return total
  }

  func count(_ threshold: Int, _ random: inout SplitMix64) -> Int {
    switch random.below(8) {
    case 0, 1: 0
    case 2: 1 + random.below(threshold)
    case 3, 4: 2 * threshold + random.below(90)
    default: random.below(3 * threshold)
    }
  }

  /// A table of any number of ways with all its margins.
  mutating func cube(_ sizes: [Int], _ threshold: Int, _ random: inout SplitMix64) {
    // Positions by coordinates, a size standing for the total of its way.
    var positions: [[Int]: Int] = [:]
    var all: [[Int]] = [[]]
    for size in sizes { all = all.flatMap { start in (0..<size).map { start + [$0] } } }
    for coordinates in all { positions[coordinates] = add(count(threshold, &random)) }
    for (way, size) in sizes.enumerated() {
      let lines = Set(positions.keys.map { key in key[..<way] + [size] + key[(way + 1)...] })
      for line in lines.map(Array.init).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let parts = (0..<size).map { member -> Int in
          var key = line
          key[way] = member
          return positions[key]!
        }
        if let known = positions[line] {
          relations.append(.init(total: known, parts: parts))
        } else {
          positions[line] = total(parts)
        }
      }
      // The totals of this way add up along the ways before it too.
      for earlier in 0..<way {
        for line in positions.keys.filter({ $0[way] == size && $0[earlier] == sizes[earlier] })
          .sorted(by: { $0.lexicographicallyPrecedes($1) })
        {
          let parts = (0..<sizes[earlier]).map { member -> Int in
            var key = line
            key[earlier] = member
            return positions[key]!
          }
          relations.append(.init(total: positions[line]!, parts: parts))
        }
      }
    }
  }

  /// The same things by different rows, with the totals of their columns in common.
  mutating func sharing(tables: Int, _ threshold: Int, _ random: inout SplitMix64) {
    let totals = (0...random.below(3)).map { _ in random.below(8 * threshold) }
    let shared = totals.map { add($0) }
    let grand = total(shared)
    for _ in 0..<tables {
      let height = 1 + random.below(4)
      var counts = (0..<height).map { _ in totals.map { _ in 0 } }
      for (column, total) in totals.enumerated() {
        for _ in 0..<total { counts[random.below(height)][column] += 1 }
      }
      let lines = counts.map { line in line.map { add($0) } }
      let ends = lines.map { total($0) }
      for column in shared.indices {
        relations.append(.init(total: shared[column], parts: lines.map { $0[column] }))
      }
      relations.append(.init(total: grand, parts: ends))
    }
  }

  /// Rows in groups, each with its subtotal, by columns: areas within regions, ages within bands.
  mutating func grouped(_ threshold: Int, _ random: inout SplitMix64) {
    let width = 1 + random.below(3)
    let groups = (0...random.below(3)).map { _ in 1 + random.below(3) }
    var subtotals: [[Int]] = []
    for size in groups {
      let lines = (0..<size).map { _ in
        withTotal((0..<width).map { _ in add(count(threshold, &random)) })
      }
      subtotals.append(sums(of: lines))
    }
    _ = sums(of: subtotals)
  }

  private mutating func withTotal(_ line: [Int]) -> [Int] { line + [total(line)] }

  /// A line that adds up others, and itself.
  private mutating func sums(of lines: [[Int]]) -> [Int] {
    let line = lines[0].indices.map { column in total(lines.map { $0[column] }) }
    relations.append(.init(total: line.last!, parts: Array(line.dropLast())))
    return line
  }
}
