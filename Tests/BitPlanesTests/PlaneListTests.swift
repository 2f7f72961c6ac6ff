import BitPlanes
import HeedTesting
import Testing

/// `PlaneList` beside a table of the same planes.
@Suite struct PlaneListTests {
  /// Words on both sides of the edges of tiles.
  static let wordCounts = [0, 1, 2, 63, 64, 65, 127, 128, 129]

  @Test(
    "Planes that stand apart are answered as those of a table, though one stands for several and most are empty",
    arguments: Kernel.allCases)
  func answers(_ kernel: Kernel) throws {
    try forAll(count: 60, seed: 830) { random in
      let leaves = 1 + random.below(9)
      let words = Self.wordCounts[random.below(Self.wordCounts.count)]
      let roots = (0..<random.below(5)).map { _ in
        randomFormula(leaves: leaves, depth: 1 + random.below(4), using: &random)
      }
      var list = PlaneList(words: words)
      for _ in 0..<random.below(5) {
        let bits = (0..<words).map { _ in random.next() & random.next() }
        _ = list.append { bits[$0] }
      }
      let inputs = (0..<leaves * 2).map { _ in random.below(list.count) }
      var table = Planes(planes: leaves * 2, rows: words * 64)
      for (plane, place) in inputs.enumerated() {
        for word in 0..<words { table.setWord(word, of: plane, to: list.word(word, of: place)) }
      }
      let program = PlaneProgram(roots: roots, leaves: leaves, question: .state)
      try #require(
        program.answers(to: list, inputs: inputs, kernel: kernel)
          == program.answers(to: table, kernel: kernel))
    }
  }

  @Test(
    "A list holds what was put in, however many planes there are, and the empty one stays empty")
  func holds() {
    var list = PlaneList(words: 70)
    let places = (1...100).map { number in list.append { UInt64($0 * number) } }
    #expect(places == Array(1...100))
    for (place, number) in zip(places, 1...100) {
      #expect(list.withWords(of: place) { Array($0) } == (0..<70).map { UInt64($0 * number) })
    }
    let either = list.append(of: places[0], places[1]) { $0 | $1 }
    #expect(list.word(3, of: either) == 3 | 6)
    let later = list.append()
    list.withMutableWords(of: later) { $0[69] = 5 }
    #expect(list.word(69, of: later) == 5)
    #expect(list.withWords(of: PlaneList.empty) { Array($0) } == Array(repeating: 0, count: 70))
  }

  @Test("A copy stays as it was when the other is changed")
  func copies() {
    var list = PlaneList(words: 2)
    let place = list.append { _ in 1 }
    let before = list
    let added = list.append { _ in 7 }
    var other = before
    let third = other.append { _ in 9 }
    #expect(before.count == 2)
    #expect([list, before, other].map { $0.word(0, of: place) } == [1, 1, 1])
    #expect(list.word(1, of: added) == 7)
    #expect(other.word(1, of: third) == 9)
  }

  @Test("A plane of a table is read in one go as it is read word by word")
  func readWords() throws {
    try forAll(count: 20, seed: 831) { random in
      let rows = ProgramTests.rowCounts[random.below(ProgramTests.rowCounts.count)]
      let table = ProgramTests.table(planes: 3, rows: rows, using: &random)
      for plane in 0..<3 {
        var words = [UInt64](repeating: 0, count: table.wordCount)
        table.readWords(of: plane, into: &words)
        try #require(words == (0..<table.wordCount).map { table.word($0, of: plane) })
      }
    }
  }
}
