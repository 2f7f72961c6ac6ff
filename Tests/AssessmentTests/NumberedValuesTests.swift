import HeedTesting
import Testing

@testable import BulkAudit

/// Runs of bytes are told apart by all of their bytes, wherever they stand.
@Suite struct NumberedValuesTests {
  @Test func `Equal runs have one number, and others another, whatever stands around them`() throws
  {
    try forAll(count: 200, seed: 9935) { random in
      var numbered = NumberedBytes()
      var known: [[UInt8]: Int] = [:]
      for _ in 0..<300 {
        // Of few different bytes, so that many begin alike.
        let key = (0..<random.below(19)).map { _ in UInt8(random.below(3)) }
        let before = (0..<random.below(4)).map { _ in UInt8(random.below(256)) }
        // At the end of the bytes, and with others behind.
        let after = (0..<random.below(12)).map { _ in UInt8(random.below(256)) }
        let bytes = before + key + after
        let range = before.count..<before.count + key.count
        let found = numbered.number(of: range, in: bytes.span)
        try #require(found == known[key], "\(key)")
        if found == nil {
          let number = numbered.add(range, in: bytes.span)
          try #require(number == known.count)
          known[key] = number
        }
      }
    }
  }

  @Test func `More than a table has room for keep their numbers`() throws {
    var numbered = NumberedBytes()
    let keys = (0..<1_000).map { number in
      [UInt8](repeating: 7, count: number % 12) + [UInt8(number / 256), UInt8(number % 256)]
    }
    for key in keys { _ = numbered.add(key.indices, in: key.span) }
    for (number, key) in keys.enumerated() {
      try #require(numbered.number(of: key.indices, in: key.span) == number)
    }
  }
}
