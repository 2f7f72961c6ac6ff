import EvidenceLogic
import HeedTesting
import Testing

/// `AtomSet` beside the standard library's `Set<Int>`, with numbers on both sides of every word boundary up to 300 and beyond.
@Suite struct AtomSetTests {
  static let numbers = Gen<[Int]> { random in
    let bound = [5, 64, 65, 130, 257, 301, 601][random.below(7)]
    return (0..<random.below(12)).map { _ in random.below(bound) }
  }

  @Test func `It holds what was put in and nothing else`() throws {
    try forAll(seed: 100) { random in
      let numbers = Self.numbers(&random)
      let set = AtomSet(numbers)
      let expected = Set(numbers)
      try #require((0...600).filter(set.contains) == expected.sorted())
      try #require(set.atoms == expected.sorted())
      try #require(set.count == expected.count)
      try #require(set.isEmpty == expected.isEmpty)
    }
  }

  @Test func `Putting one number in changes that number alone`() throws {
    try forAll(seed: 101) { random in
      let numbers = Self.numbers(&random)
      let extra = random.below(601)
      var set = AtomSet(numbers)
      set.insert(extra)
      try #require(set.atoms == Set(numbers).union([extra]).sorted())
    }
  }

  @Test func `Two sets are disjoint where they share no number`() throws {
    try forAll(seed: 107) { random in
      let a = Self.numbers(&random)
      let b = Self.numbers(&random)
      try #require(AtomSet(a).isDisjoint(with: AtomSet(b)) == Set(a).isDisjoint(with: b))
    }
  }

  @Test func `A union holds both`() throws {
    try forAll(seed: 102) { random in
      let a = Self.numbers(&random)
      let b = Self.numbers(&random)
      try #require(AtomSet(a).union(AtomSet(b)).atoms == Set(a).union(b).sorted())
    }
  }

  @Test func `An intersection holds what both have, and is equal however it came about`() throws {
    try forAll(seed: 105) { random in
      let a = Self.numbers(&random)
      let b = Self.numbers(&random)
      let both = Set(a).intersection(b).sorted()
      try #require(AtomSet(a).intersection(AtomSet(b)) == AtomSet(both))
      try #require(AtomSet(a).intersection(AtomSet(b)).atoms == both)
    }
  }

  @Test func `The bits of words are its numbers`() throws {
    try forAll(seed: 106) { random in
      let numbers = Self.numbers(&random)
      var words = [UInt64](repeating: 0, count: 2 + (numbers.max() ?? 0) / 64)
      for number in numbers { words[number / 64] |= 1 << UInt64(number % 64) }
      try #require(AtomSet(words: words.span) == AtomSet(numbers))
    }
  }

  @Test func `A subset is a subset`() throws {
    try forAll(seed: 103) { random in
      let a = Self.numbers(&random)
      let part = Array(a.prefix(random.below(a.count + 1)))
      let b = random.once(in: 2) ? part : Self.numbers(&random)
      try #require(AtomSet(b).isSubset(of: AtomSet(a)) == Set(b).isSubset(of: a))
      try #require(AtomSet(a).isSubset(of: AtomSet(b)) == Set(a).isSubset(of: b))
    }
  }

  @Test func `Equal sets are equal in whatever order they were filled`() throws {
    try forAll(seed: 104) { random in
      let a = Self.numbers(&random)
      let b = random.once(in: 2) ? Gen.shuffle(a)(&random) : Self.numbers(&random)
      try #require((AtomSet(a) == AtomSet(b)) == (Set(a) == Set(b)))
      if Set(a) == Set(b) { try #require(AtomSet(a).hashValue == AtomSet(b).hashValue) }
    }
  }

  @Test(arguments: [0, 63, 64, 127, 128, 191, 192, 255, 256, 319, 320, 600])
  func `A number at the edge of a word is one number`(_ number: Int) {
    let set = AtomSet([number])
    #expect(set.atoms == [number])
    #expect(!set.contains(number + 1))
    #expect(number == 0 || !set.contains(number - 1))
  }
}
