import CivilTime
import HeedTesting
import ReleaseLog
import Statistics
import Testing

struct DifferencingProperties {
  @Test func `Nobody who has all releases and tries every count works out a small one`() throws {
    var withheld = 0
    var refused = 0
    try forAll(count: 25, seed: 0xD1FF) { random in
      let truth = (0..<4).map { _ in random.once(in: 4) ? 0 : random.below(9) }
      var log = ReleaseLog()
      for number in 0...1 + random.below(2) {
        var cells: [ReleaseDraft.Cell] = []
        var seen: Set<Int> = []
        for _ in 0...random.below(4) {
          // The groups are North 10, North 13, South 10 and South 13; an extent is a block of them.
          let areas = [0b01, 0b10, 0b11][random.below(3)]
          let ages = [0b01, 0b10, 0b11][random.below(3)]
          guard seen.insert(areas * 4 + ages).inserted else { continue }
          let count = groups(areas, ages).reduce(0) { $0 + truth[$1] }
          let names = ["North", "South"].enumerated().filter { areas >> $0.offset & 1 == 1 }
          let values = ["10", "13"].enumerated().filter { ages >> $0.offset & 1 == 1 }
          cells.append(
            cell(
              "cell \(areas) \(ages)", Set(names.map(\.element)), period(2025),
              age: ages == 3 ? nil : Set(values.map(\.element)), count))
        }
        do throws(ReleaseRefusal) {
          let draft = ReleaseDraft(heading("\(number)", ages: ["10", "13"]), cells: cells)
          let prepared = try log.prepared(draft)
          withheld += printed(prepared).count { $0 == "c" }
          log = try log.appending(prepared.release)
        } catch {
          refused += 1
        }
      }
      try check(log, truth)
    }
    #expect(withheld > 0)
    #expect(refused == 0)
  }

  private func groups(_ areas: Int, _ ages: Int) -> [Int] {
    (0..<4).filter { areas >> ($0 / 2) & 1 == 1 && ages >> ($0 % 2) & 1 == 1 }
  }

  /// Tries all counts of the four groups.
  private func check(_ log: ReleaseLog, _ truth: [Int]) throws {
    let cells = log.releases.flatMap(\.cells).map { cell in
      let areas = ["North", "South"].map(cell.extent.areas.contains)
      let ages = ["10", "13"].map { cell.extent.values["age"]?.contains($0) ?? true }
      return (members: (0..<4).filter { areas[$0 / 2] && ages[$0 % 2] }, printed: cell.printed)
    }
    var met: [Set<Int>] = (0..<4).map { _ in [] }
    var metCells: [Set<Int>] = cells.map { _ in [] }
    for number in 0..<(14 * 14 * 14 * 14) {
      let counts = [number % 14, number / 14 % 14, number / 196 % 14, number / 2744]
      let sums = cells.map { $0.members.reduce(0) { $0 + counts[$1] } }
      let agrees = zip(cells, sums).allSatisfy { cell, sum in
        switch cell.printed {
        case .count(let count): sum == count
        case .suppressed(let isSmall): sum > 0 && (!isSmall || sum <= 5)
        }
      }
      guard agrees else { continue }
      for (group, count) in counts.enumerated() { met[group].insert(count) }
      for (cell, sum) in sums.enumerated() { metCells[cell].insert(sum) }
    }
    let covered = Set(cells.flatMap(\.members))
    for group in covered where (1...5).contains(truth[group]) {
      try #require(met[group].count > 1, "\(truth) \(cells)")
    }
    for (cell, values) in zip(cells, metCells) {
      if case .suppressed = cell.printed { try #require(values.count > 1, "\(truth) \(cells)") }
    }
  }
}
