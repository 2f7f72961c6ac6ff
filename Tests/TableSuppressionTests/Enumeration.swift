import Statistics
import TableSuppression

/// A reader who tries every whole table. Shares nothing with the attack that it checks.
struct Enumeration {
  private let published: PublishedTables
  /// The greatest count that it tries where nothing forces one.
  let bound: Int
  private(set) var ranges: [ClosedRange<Int>?]
  private var tried = 0
  /// Whether it gave up, since there was too much to try.
  var isTired: Bool { tried > 3_000 }

  init(_ published: PublishedTables, bound: Int) {
    self.published = published
    self.bound = bound
    ranges = published.cells.map { _ in nil }
    descend(
      published.cells.map { if case .count(let count) = $0 { count } else { nil } })
  }

  private mutating func descend(_ start: [Int?]) {
    tried += 1
    if isTired { return }
    var counts = start
    var isChanging = true
    while isChanging {
      isChanging = false
      for relation in published.relations {
        let members = [(relation.total, -1)] + relation.parts.map { ($0, 1) }
        let sum = members.reduce(0) { $0 + $1.1 * (counts[$1.0] ?? 0) }
        let open = members.filter { counts[$0.0] == nil }
        if open.isEmpty, sum != 0 { return }
        guard open.count == 1 else { continue }
        let forced = -sum * open[0].1
        guard published.candidates(open[0].0).contains(forced) else { return }
        counts[open[0].0] = forced
        isChanging = true
      }
    }
    guard let free = counts.firstIndex(of: nil) else {
      for (cell, count) in counts.enumerated() {
        ranges[cell] =
          ranges[cell].map { min($0.lowerBound, count!)...max($0.upperBound, count!) }
          ?? count!...count!
      }
      return
    }
    let range = published.candidates(free)
    for count in range.lowerBound...min(range.upperBound, max(bound, range.lowerBound)) {
      counts[free] = count
      descend(counts)
    }
  }
}

extension LinkedTables {
  /// The tables as they are published with these cells suppressed, safe or not.
  func published(suppressing isSuppressed: [Bool], rule: SmallNumbers) -> PublishedTables {
    let cells = cells.indices.map { cell -> PublishedTables.Cell in
      if !isSuppressed[cell] { return .count(self.cells[cell].count) }
      return !isTotal[cell] && rule.range.contains(self.cells[cell].count) ? .small : .withheld
    }
    do {
      return try PublishedTables(
        names: self.cells.map(\.name), cells: cells, relations: relations, rule: rule)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// The fewest cells that protect, by trying every set of them from the smallest on.
  func fewestByTrying(rule: SmallNumbers) -> Int? {
    let primary = cells.map { rule.range.contains($0.count) }
    let candidates = cells.indices.filter { cells[$0].count > 0 && !primary[$0] }
    for size in 0...candidates.count {
      for set in 0..<(1 << candidates.count) where set.nonzeroBitCount == size {
        var isSuppressed = primary
        for (bit, cell) in candidates.enumerated() where set >> bit & 1 == 1 {
          isSuppressed[cell] = true
        }
        let deductions = attack(published(suppressing: isSuppressed, rule: rule))
        if zip(isSuppressed, deductions).allSatisfy({ !$0 || $1.isOpen }) {
          return isSuppressed.count { $0 }
        }
      }
    }
    return nil
  }
}
