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
    let either = list.append(.either, of: places[0], places[1])
    #expect(list.word(3, of: either) == 3 | 6)
    let later = list.append()
    list.withMutableWords(of: later) { $0[69] = 5 }
    #expect(list.word(69, of: later) == 5)
    #expect(list.withWords(of: PlaneList.empty) { Array($0) } == Array(repeating: 0, count: 70))
  }

  @Test("What pairs of planes have in common is united, word by word and slice by slice")
  func unites() throws {
    try forAll(count: 60, seed: 832) { random in
      let words = Self.wordCounts[random.below(Self.wordCounts.count)]
      func list(of words: Int) -> PlaneList {
        var list = PlaneList(words: words)
        for _ in 0..<40 {
          let bits = (0..<words).map { _ in random.once(in: 3) ? 0 : random.next() & random.next() }
          _ = list.append { bits[$0] }
        }
        return list
      }
      var own = list(of: words)
      let other = list(of: 1 + words)
      var slices: [Range<Int>] = []
      while slices.last?.upperBound ?? 0 < words {
        let end = slices.last?.upperBound ?? 0
        slices.append(end..<min(words, end + 1 + random.below(words)))
      }
      let pairs = (0..<random.below(4)).map { _ in
        (own: random.below(own.count), other: random.below(own.count))
      }
      func expected(_ second: (Int, Int) -> UInt64) -> [UInt64] {
        (0..<words).map { word in
          pairs.reduce(0) { $0 | own.word(word, of: $1.own) & second(word, $1.other) }
        }
      }
      let together = expected { own.word($0, of: $1) }
      let sliced = expected { word, plane in
        let slice = slices.first { $0.contains(word) } ?? 0..<0
        return other.word(word - slice.lowerBound, of: plane)
      }
      let count = own.count
      for (plane, words) in [
        (own.append(uniting: pairs), together),
        (own.append(uniting: pairs, of: other, in: slices), sliced),
      ] {
        try #require(own.withWords(of: plane) { Array($0) } == words)
        try #require((plane == PlaneList.empty) == words.allSatisfy { $0 == 0 })
      }
      try #require(own.count == count + [together, sliced].count { $0.contains { $0 != 0 } })
    }
  }

  @Test("Planes are the same that have the same words, and then have one fingerprint")
  func sameness() throws {
    try forAll(count: 60, seed: 833) { random in
      let words = 1 + random.below(130)
      var list = PlaneList(words: words)
      let bits = (0..<words).map { _ in random.next() }
      let one = list.append { bits[$0] }
      let other = list.append { bits[$0] }
      let changed = random.below(words)
      let third = list.append { bits[$0] ^ ($0 == changed ? 1 : 0) }
      try #require(list.isSame(one, other) && !list.isSame(one, third))
      try #require(list.fingerprint(of: one) == list.fingerprint(of: other))
      try #require(list.fingerprint(of: one) != list.fingerprint(of: third))
    }
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
