import BitPlanes
import HeedTesting
import Testing

/// `PlaneList` beside a table of the same planes.
@Suite struct PlaneListTests {
  /// Words on both sides of the edges of tiles, and in between.
  static let wordCounts = [0, 8, 16, 24, 56, 64, 72, 80, 120, 128, 136, 192, 200]

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
      let apart = program.answers(to: list, inputs: inputs, kernel: kernel)
      let together = program.answers(to: table, kernel: kernel).planes
      try #require(apart.count == together.planeCount + 1)
      for plane in 0..<together.planeCount {
        for word in 0..<words {
          try #require(apart.word(word, of: plane + 1) == together.word(word, of: plane))
        }
      }
    }
  }

  @Test(
    "A list holds what was put in, however many planes there are, and the empty one stays empty")
  func holds() {
    var list = PlaneList(words: 72)
    let places = (1...100).map { number in list.append { UInt64($0 * number) } }
    #expect(places == Array(1...100))
    for (place, number) in zip(places, 1...100) {
      #expect(list.withWords(of: place) { Array($0) } == (0..<72).map { UInt64($0 * number) })
    }
    let either = list.append(.either, of: places[0], places[1])
    #expect(list.word(3, of: either) == 3 | 6)
    #expect(list.withWords(of: PlaneList.empty) { Array($0) } == Array(repeating: 0, count: 72))
  }

  @Test("Bits are set in the planes of numbers, which are added with their first bit")
  func filling() {
    var filling = PlaneFilling(words: 8, numbers: 100)
    for number in 0..<40 {
      filling.set(1, inWord: number % 8, of: number * 2 + 1)
    }
    filling.set(6, inWord: 3, of: 7)
    filling.set(8, inWord: 7, of: 7)
    filling.set(2, inWord: 0, from: 65, steps: 1 << 17 | 1)
    filling.set(2, inWord: 0, from: 98, steps: 0)
    let (list, places, numbers) = filling.finished()
    func words(_ number: Int) -> [UInt64] { list.withWords(of: Int(places[number])) { Array($0) } }
    #expect(numbers == Array(stride(from: 1, to: 80, by: 2)) + [99])
    #expect(numbers.map { Int(places[$0]) } == Array(1...41))
    #expect(words(7) == [0, 0, 0, 7, 0, 0, 0, 8])
    #expect(words(65) == [3, 0, 0, 0, 0, 0, 0, 0])
    #expect(words(67) == [0, 1, 0, 0, 0, 0, 0, 0])
    #expect(words(99) == [2, 0, 0, 0, 0, 0, 0, 0])
    #expect(words(98) == Array(repeating: 0, count: 8))
  }

  @Test(
    "Two planes are combined word by word, whichever list the second is of",
    arguments: Kernel.allCases)
  func combines(_ kernel: Kernel) throws {
    try forAll(count: 60, seed: 834) { random in
      let words = Self.wordCounts[random.below(Self.wordCounts.count)]
      var own = Self.list(words: words, planes: 3, kernel, &random)
      let other = Self.list(words: words, planes: 3, kernel, &random)
      let (one, two) = (random.below(4), random.below(4))
      for combining in Combining.allCases {
        for list in [own, other] {
          let expected = (0..<words).map {
            Self.combined(combining, own.word($0, of: one), list.word($0, of: two))
          }
          let plane = own.append(combining, of: one, two, in: list)
          try #require(own.withWords(of: plane) { Array($0) } == expected)
          try #require((plane == PlaneList.empty) == expected.allSatisfy { $0 == 0 })
        }
        let plane = own.append(combining, of: one, two)
        for word in 0..<words {
          try #require(
            own.word(word, of: plane)
              == Self.combined(combining, own.word(word, of: one), own.word(word, of: two)))
        }
      }
    }
  }

  @Test("What pairs of planes have in common is united, slice by slice", arguments: Kernel.allCases)
  func unites(_ kernel: Kernel) throws {
    try forAll(count: 60, seed: 832) { random in
      let slices = Self.slices(&random)
      var own = Self.list(words: slices.wordCount, planes: 40, kernel, &random)
      let other = Self.list(words: 40, planes: 40, kernel, &random)
      let pairs = (0..<random.below(4)).map { _ in
        (own: random.below(own.count), other: random.below(own.count))
      }
      let expected = slices.ranges.flatMap { slice in
        slice.map { word in
          pairs.reduce(0 as UInt64) {
            $0 | own.word(word, of: $1.own) & other.word(word - slice.lowerBound, of: $1.other)
          }
        }
      }
      let count = own.count
      let plane = own.append(uniting: pairs, of: other, in: slices)
      try #require(own.withWords(of: plane) { Array($0) } == expected)
      try #require((plane == PlaneList.empty) == expected.allSatisfy { $0 == 0 })
      try #require(own.count == count + (plane == PlaneList.empty ? 0 : 1))
    }
  }

  @Test(
    "What slices come to is laid one upon another, and is spread over them again",
    arguments: Kernel.allCases)
  func slices(_ kernel: Kernel) throws {
    try forAll(count: 60, seed: 835) { random in
      let slices = Self.slices(&random)
      let first = Self.list(words: slices.wordCount, planes: 2, kernel, &random)
      let second = Self.list(words: slices.wordCount, planes: 2, kernel, &random)
      var outer = Self.list(words: 40, planes: 2, kernel, &random)
      for combining in [Combining.both, .oneOnly] {
        let expected = (0..<40).map { word in
          slices.ranges.reduce(outer.word(word, of: 1)) { sum, slice in
            word >= slice.count
              ? sum
              : sum
                | Self.combined(
                  combining, first.word(slice.lowerBound + word, of: 2),
                  second.word(slice.lowerBound + word, of: 1))
          }
        }
        outer.add(combining, of: 2, in: first, 1, in: second, slices: slices, to: 1)
        try #require(outer.withWords(of: 1) { Array($0) } == expected)
      }
      var spread = PlaneList(words: slices.wordCount)
      let plane = spread.append(spreading: 1, of: outer, over: slices)
      for slice in slices.ranges {
        for word in slice {
          try #require(
            spread.word(word, of: plane) == outer.word(word - slice.lowerBound, of: 1))
        }
      }
    }
  }

  /// Planes of which about every third word is empty.
  private static func list(
    words: Int, planes: Int, _ kernel: Kernel, _ random: inout SplitMix64
  ) -> PlaneList {
    var list = PlaneList(words: words, kernel: kernel)
    for _ in 0..<planes {
      let bits = (0..<words).map { _ in random.once(in: 3) ? 0 : random.next() & random.next() }
      _ = list.append { bits[$0] }
    }
    return list
  }

  /// Slices of at most 40 words.
  private static func slices(_ random: inout SplitMix64) -> PlaneSlices {
    var starts = [0]
    for _ in 0..<random.below(6) { starts.append(starts[starts.count - 1] + 8 * random.below(6)) }
    return PlaneSlices(starts)
  }

  private static func combined(_ combining: Combining, _ one: UInt64, _ other: UInt64) -> UInt64 {
    switch combining {
    case .both: one & other
    case .either: one | other
    case .oneOnly: one & ~other
    case .oneOrNot: one | ~other
    }
  }

  @Test("Planes are the same that have the same words, and then have one fingerprint")
  func sameness() throws {
    try forAll(count: 60, seed: 833) { random in
      let words = 8 + 8 * random.below(16)
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
    var list = PlaneList(words: 8)
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
}
