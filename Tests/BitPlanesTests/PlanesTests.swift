import BitPlanes
import HeedTesting
import Testing

/// `Planes` beside a list of sets.
@Suite struct PlanesTests {
  @Test("A table holds what was put in and nothing else, however it was put in")
  func holds() throws {
    try forAll(count: 40, seed: 820) { random in
      let planes = 1 + random.below(7)
      let rows = ProgramTests.rowCounts[random.below(ProgramTests.rowCounts.count)]
      let sets = (0..<rows).map { _ in (0..<planes).filter { _ in random.once(in: 3) } }
      var appended = Planes(planes: planes)
      var written = Planes(planes: planes, rows: rows)
      for (row, set) in sets.enumerated() {
        appended.append(set)
        for plane in set { written[plane, row] = true }
      }
      try #require(appended == written)
      for plane in 0..<planes {
        let expected = sets.indices.filter { sets[$0].contains(plane) }
        try #require(Array(appended.rows(of: plane)) == expected)
        try #require(appended.count(of: plane) == expected.count)
      }
    }
  }

  @Test("A bit can be taken away again, and its neighbours stay")
  func clearing() {
    var table = Planes(planes: 2, rows: 200)
    for row in 0..<200 { table[1, row] = true }
    table[1, 64] = false
    #expect(table.count(of: 1) == 199)
    #expect(table.count(of: 0) == 0)
    #expect(!table[1, 64] && table[1, 63] && table[1, 65])
  }

  @Test("A copy stays as it was when the other is changed")
  func copies() {
    var table = Planes(planes: 1, rows: 10)
    let before = table
    table[0, 3] = true
    var appended = table
    appended.append([0])
    #expect(before.count(of: 0) == 0)
    #expect(table.count(of: 0) == 1 && table.rowCount == 10)
    #expect(appended.count(of: 0) == 2 && appended.rowCount == 11)
  }

  @Test("A copy grows past the edge of a tile, and the first with it")
  func copiesGrow() {
    var table = Planes(planes: 2)
    for _ in 0...Planes.rowsPerTile { table.append([0]) }
    table = Planes(planar: table.planar(0) + table.planar(1), planes: 2, rows: table.rowCount)
    var copies = [table, table]
    for index in copies.indices {
      for _ in 0...Planes.rowsPerTile { copies[index].append([index]) }
    }
    #expect(copies.map(\.rowCount) == [2 * Planes.rowsPerTile + 2, 2 * Planes.rowsPerTile + 2])
    #expect(copies.map { $0.count(of: 1) } == [0, Planes.rowsPerTile + 1])
    #expect(table.rowCount == Planes.rowsPerTile + 1 && table.count(of: 1) == 0)
  }

  @Test("Planes in one piece are read and given out again, and bits past the last row are dropped")
  func planar() throws {
    try forAll(count: 40, seed: 821) { random in
      let planes = 1 + random.below(4)
      let rows = ProgramTests.rowCounts[random.below(ProgramTests.rowCounts.count)]
      let length = (rows + 7) / 8
      let bytes = (0..<(planes * length)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let table = Planes(planar: bytes, planes: planes, rows: rows)
      for plane in 0..<planes {
        var expected = Array(bytes[(plane * length)..<((plane + 1) * length)])
        if rows % 8 != 0 { expected[length - 1] &= 1 << UInt8(rows % 8) - 1 }
        try #require(table.planar(plane) == expected)
        for row in 0..<min(rows, 70) {
          try #require(table[plane, row] == (expected[row / 8] >> UInt8(row % 8) & 1 == 1))
        }
      }
    }
  }

  @Test("A list that names a plane twice, or more often than there are planes, sets it once")
  func repeats() {
    var rows = SparseRows(planes: 3)
    rows.append([1, 1])
    rows.append([2, 0, 2, 0, 2, 0])
    rows.append([])
    #expect(rows.rowCount == 3)
    #expect((0..<3).map { rows.planes.planes(ofRow: $0) } == [[1], [0, 2], []])
  }
}
